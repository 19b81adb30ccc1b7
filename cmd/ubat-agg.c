/* ubat-agg - records into a table of groups; ubat-agg(1). */
#include <malloc.h>
#include <string.h>
#include <unistd.h>

#include "agg-option.h"
#include "lib/table/many.h"

struct run {
	const struct ub_cli *c;
	const struct ub_agg_args *q;
	struct ub_reader *r;
	struct ub_writer w;
};

/* The legend, as soon as it is known.  That of a state waits: what a source
 * says at the end may forbid it. */
static enum ub_status
write_legend(struct run *u, const struct ub_many *m, struct ub_err *e)
{
	const struct ub_legend *l = ub_many_legend(m);

	if (u->q->partial)
		return ub_partial_check(m, u->q->how, e);
	return l == NULL ? UB_OK : ub_writer_legend(&u->w, l, e);
}

/* Does a source say that what is made of it is for others? */
static bool
leaves(const struct ub_meta *meta)
{
	const char *value;
	size_t i;

	for (i = 0; i < meta->nstep; i++) {
		value = ub_pair_get(
		    meta->step[i].pair, meta->step[i].npair, "lamnas-ut");
		if (value != NULL && strcmp(value, "ja") == 0)
			return true;
	}
	return false;
}

/* The state is safe then; it may be of what no safe state holds. */
static enum ub_status
make_safe(const struct ub_many *m, enum ub_partial *how, struct ub_err *e)
{
	enum ub_status st = ub_partial_check(m, UB_PARTIAL_SAFE, e);
	char why[sizeof(e->what)];

	*how = UB_PARTIAL_SAFE;
	if (st == UB_OK)
		return st;
	memcpy(why, e->what, sizeof(why));
	return ub_fail(e, st,
	    "%s: a source says lamnas_ut = ja (--partial=full if these states "
	    "stay)",
	    why);
}

static enum ub_status
write_state(struct run *u, struct ub_many *m, struct ub_meta *meta,
    enum ub_partial how, bool whole, struct ub_err *e)
{
	struct ub_legend state = { 0 };
	enum ub_status st;

	ub_partial_legend(&state);
	st = ub_writer_legend(&u->w, &state, e);
	ub_legend_free(&state);
	if (st != UB_OK)
		return st;
	return ub_partial_write(m, meta, &u->w, how, whole, e);
}

static enum ub_status
write_all(struct run *u, struct ub_many *m, struct ub_meta *meta,
    enum ub_partial how, bool whole, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	if (u->q->partial && !u->q->how_said && leaves(meta))
		st = make_safe(m, &how, e);
	if (st != UB_OK)
		return st;
	if (u->q->partial)
		return write_state(u, m, meta, how, whole, e);
	return ub_many_write(m, meta, &u->w, whole, e);
}

static enum ub_status
aggregate(struct run *u, const struct ub_tables *t, struct ub_err *e)
{
	struct ub_meta *meta = ub_reader_meta(u->r);
	struct ub_many *m;
	struct ub_batch b;
	struct ub_err late;
	enum ub_status st, end;

	if ((st = ub_many_new(&m, t, ub_reader_legend(u->r), meta, e)) != UB_OK)
		return st;
	ub_many_limit(m, u->q->mem);
	if (!u->q->partial)
		ub_many_final(m);
	if ((st = write_legend(u, m, e)) != UB_OK)
		goto done;
	while ((st = ub_reader_batch(u->r, &b, e)) == UB_OK)
		if ((st = ub_many_batch(m, meta, &b, e)) != UB_OK)
			goto done;
	if ((end = ub_many_end(m, &late)) != UB_OK) {
		st = end;
		*e = late;
	}
	if (st == UB_END)
		st = write_all(
		    u, m, meta, u->q->how, ub_cli_whole(u->c, u->r), e);
done:
	ub_many_free(m);
	return st;
}

/* States in, tables or a state out. */
static enum ub_status
merge(struct run *u, struct ub_err *e)
{
	struct ub_states *g =
	    ub_states_new(u->q->request.spec.max_groups, u->q->mem);
	enum ub_partial how = UB_PARTIAL_FULL;
	struct ub_meta meta = { 0 };
	struct ub_many *m;
	struct ub_batch b;
	enum ub_status st;

	if ((st = ub_states_legend(ub_reader_legend(u->r), e)) != UB_OK)
		goto done;
	while ((st = ub_reader_batch(u->r, &b, e)) == UB_OK)
		if ((st = ub_states_batch(g, &b, e)) != UB_OK)
			goto done;
	if (st != UB_END ||
	    (st = ub_states_end(g, ub_reader_meta(u->r), &m, &how, &meta, e)) !=
		UB_OK ||
	    (st = write_legend(u, m, e)) != UB_OK)
		goto done;
	if (u->q->how == UB_PARTIAL_SAFE)
		how = UB_PARTIAL_SAFE;
	st = write_all(u, m, &meta, how, ub_cli_whole(u->c, u->r), e);
done:
	ub_meta_free(&meta);
	ub_states_free(g);
	return st;
}

static enum ub_status
read_and_write(struct run *u, const struct ub_tables *t, struct ub_err *e)
{
	const struct ub_list *f = &u->q->file;
	enum ub_status st, closed;
	struct ub_err late;

	if ((st = ub_reader_open(&u->r, f->s, f->n, UB_READ_RECORDS,
		 &u->c->limits, e)) != UB_OK)
		return st;
	ub_reader_ahead(u->r);
	ub_writer_init(&u->w, STDOUT_FILENO, "stdout");
	st = u->q->merge ? merge(u, e) : aggregate(u, t, e);
	closed = ub_writer_close(&u->w, &late);
	ub_reader_free(u->r);
	if (st == UB_OK && closed != UB_OK) {
		*e = late;
		st = closed;
	}
	return st;
}

static int
run(const struct ub_cli *c, const struct ub_agg_args *q)
{
	struct run u = { .c = c, .q = q };
	struct ub_tables t = { 0 };
	struct ub_err e;
	enum ub_status st;

	st = ub_tables_load(&t, q->tables, &q->request, &e);
	if (st == UB_OK)
		st = read_and_write(&u, &t, &e);
	ub_tables_free(&t);
	return st == UB_OK ? UB_EXIT_OK : ub_cli_report(c, &e);
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-agg",
		.synopsis = ub_agg_synopsis,
		.purpose = "make tables of groups from records",
		.option = ub_agg_option,
		.argc = argc,
		.argv = argv,
	};
	struct ub_agg_args q;
	int status;

	/* what has millions of members grows by remapping, not by copying */
	(void)mallopt(M_MMAP_THRESHOLD, 1 << 20);
	ub_agg_args(&c, &q);
	if (q.mem > 0)
		ub_small_pages(); /* what is counted is what is taken */
	status = run(&c, &q);
	ub_agg_args_free(&q);
	return ub_cli_close(&c, status);
}
