/* ubat-mask - hide what would tell of single persons; ubat-mask(1). */
#include <stdio.h>
#include <unistd.h>

#include "mask-option.h"

static void
list(void)
{
	const struct ub_rules *r;

	for (size_t i = 0; (r = ub_rules_list(i)) != NULL; i++)
		printf("%s\tmin=%d min-one-key=%d min-part=%d min-base=%d "
		       "group-disclosure=%s\n",
		    r->name, (int)r->least, (int)r->least_one, (int)r->part,
		    (int)r->base, r->group ? "yes" : "no");
}

static enum ub_status
read_all(const struct ub_cli *c, struct ub_mask_ask *ask,
    const struct ub_mask_files *f, enum ub_woven_as as, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	struct ub_reader *r;
	size_t i;

	if (as != UB_WOVEN_NEW && f->n == 0)
		return UB_OK;
	for (i = 0; as != UB_WOVEN_NEW && i < f->n && st == UB_OK; i++)
		st = ub_woven_made(f->path[i], as, e);
	if (st != UB_OK)
		return st;
	st = ub_reader_open(&r, f->path, f->n, UB_READ_TABLES, &c->limits, e);
	if (st == UB_OK)
		st = ub_weave_read(&ask->mask.weave, r, as, &ask->figure, e);
	ub_reader_free(r);
	return st;
}

static enum ub_status
write_all(struct ub_mask *m, struct ub_err *e)
{
	struct ub_err late;
	struct ub_writer w;
	enum ub_status st = UB_OK, end;
	size_t i;

	ub_writer_init(&w, STDOUT_FILENO, "stdout");
	for (i = 0; i < m->weave.n && st == UB_OK; i++)
		if (!m->weave.table[i].old)
			st = ub_mask_write(m, i, &w, e);
	end = ub_writer_close(&w, st == UB_OK ? e : &late);
	return st == UB_OK ? end : st;
}

static enum ub_status
mask(const struct ub_cli *c, struct ub_mask_ask *ask, struct ub_err *e)
{
	struct ub_mask_files operand = { (const char **)c->argv + c->optind,
		(size_t)(c->argc - c->optind) };
	enum ub_status st;

	if ((st = ub_noise_choose(&ask->mask.noise, ask->by, ask->ptable, e)) !=
	    UB_OK)
		return st;
	st = read_all(c, ask, &operand, UB_WOVEN_NEW, e);
	if (st == UB_OK)
		st = read_all(c, ask, &ask->published, UB_WOVEN_OUT, e);
	if (st == UB_OK)
		st = read_all(c, ask, &ask->made_from, UB_WOVEN_BEHIND, e);
	if (st == UB_OK)
		st = ub_mask_run(&ask->mask, e);
	return st == UB_OK ? write_all(&ask->mask, e) : st;
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-mask",
		.synopsis = ub_mask_synopsis,
		.purpose = "hide what would tell of single persons",
		.option = ub_mask_option,
		.argc = argc,
		.argv = argv,
	};
	struct ub_mask_ask ask = { .list = false };
	struct ub_err e;
	int status = UB_EXIT_OK;

	ub_mask_options(&c, &ask);
	if (ask.list)
		list();
	else if (mask(&c, &ask, &e) != UB_OK)
		status = ub_cli_report(&c, &e);
	ub_mask_ask_free(&ask);
	return ub_cli_close(&c, status);
}
