/* ubat-score - append scores and computed columns; ubat-score(1). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "lib/score/ask.h"
#include "lib/score/selftest.h"
#include "lib/stream/writer.h"

enum {
	OPT_BY = UB_OPT_LONG,
	OPT_END,
	OPT_EPISODE,
	OPT_LABEL,
	OPT_ORDER,
	OPT_SELFTEST
};

static const struct ub_option options[] = {
	{ 'e', "define", "definition", "append a column: name = expression" },
	{ 'i', "instrument", "instrument",
	    "append the scores of NAME[:PARAMETER=VALUE,...]" },
	{ 'l', "list", NULL, "list the instruments and exit" },
	{ 'm', "map", "item=column", "the column that an item is" },
	{ 'p', "print", "instrument", "print a definition and exit" },
	{ OPT_BY, "by", "columns", "look at the records of a key together" },
	{ OPT_END, "end", "column", "the last day of a spell (slut)" },
	{ OPT_EPISODE, "episode", "condition",
	    "join a spell to those before it while this is true" },
	{ OPT_LABEL, "label", "name=text", "the heading of a new column" },
	{ OPT_ORDER, "order", "column", "the order of the records of a key" },
	{ OPT_SELFTEST, "selftest", NULL,
	    "run the tests of instruments and exit" },
	{ 0, NULL, NULL, NULL },
};

noreturn static void
print_and_exit(const struct ub_cli *c, const char *name)
{
	struct ub_buf b = { 0 };
	struct ub_err e;
	enum ub_status st = name == NULL ? ub_instrument_list(&b, &e)
					 : ub_instrument_print(&b, name, &e);
	int status = st == UB_OK ? UB_EXIT_OK : ub_cli_report(c, &e);

	if (st == UB_OK)
		fwrite(b.s, 1, b.len, stdout);
	ub_buf_free(&b);
	exit(ub_cli_close(c, status));
}

/* Those of -i, or all that are compiled in. */
noreturn static void
selftest_and_exit(const struct ub_cli *c, struct ub_score_ask *a)
{
	struct ub_buf b = { 0 };
	struct ub_err e;
	enum ub_status st = UB_OK;
	int status = UB_EXIT_OK;
	size_t i, n;

	if (a->n == 0)
		st = ub_selftest_all(&b, &e);
	for (i = 0; st == UB_OK && i < a->n; i++) {
		if (a->src[i] != NULL)
			ub_cli_usage(c, "--selftest is for instruments, -i");
		st = ub_selftest(&a->in[i], &n, &e);
		ub_buf_printf(&b, "%s: %zu tests\n", a->in[i].name, n);
	}
	if (st == UB_OK)
		fwrite(b.s, 1, b.len, stdout);
	else
		status = ub_cli_report(c, &e);
	ub_buf_free(&b);
	ub_score_ask_free(a);
	exit(ub_cli_close(c, status));
}

/* An option that stands once. */
static void
once(const struct ub_cli *c, const char *name, const char *arg,
    const char **where)
{
	if (*where != NULL)
		ub_cli_usage(c, "--%s is given twice", name);
	*where = arg;
}

static void
take_option(struct ub_cli *c, struct ub_score_ask *a, int ch, const char *arg)
{
	enum ub_status st = UB_OK;
	struct ub_err e;

	switch (ch) {
	case 'e':
		ub_score_ask_define(a, arg);
		break;
	case 'i':
		st = ub_score_ask_instrument(a, arg, &e);
		if (st != UB_OK)
			exit(ub_cli_close(c, ub_cli_report(c, &e)));
		break;
	case 'm':
		st = ub_score_ask_map(a, arg, &e);
		break;
	case OPT_BY:
		once(c, "by", arg, &a->by.by);
		break;
	case OPT_END:
		once(c, "end", arg, &a->by.end);
		break;
	case OPT_EPISODE:
		once(c, "episode", arg, &a->episode);
		break;
	case OPT_ORDER:
		once(c, "order", arg, &a->by.order);
		break;
	case OPT_LABEL:
		st = ub_score_ask_label(a, arg, &e);
		break;
	default:
		print_and_exit(c, ch == 'l' ? NULL : arg);
	}
	if (st != UB_OK)
		ub_cli_usage(c, "%s", e.what);
}

static void
parse_options(struct ub_cli *c, struct ub_score_ask *a)
{
	const char *arg;
	bool selftest = false;
	int ch;

	while ((ch = ub_cli_next(c, &arg)) != -1) {
		if (ch == OPT_SELFTEST)
			selftest = true;
		else
			take_option(c, a, ch, arg);
	}
	if (selftest)
		selftest_and_exit(c, a);
	if (a->by.by == NULL &&
	    (a->by.order != NULL || a->by.end != NULL || a->episode != NULL))
		ub_cli_usage(
		    c, "--order, --end and --episode stand beside --by");
	if (a->n == 0 && a->episode == NULL)
		ub_cli_usage(c, "nothing to append: use -e or -i");
}

/* The step, the end, and what the reader of the result should know. */
static enum ub_status
finish(const struct ub_cli *c, struct ub_reader *r, struct ub_score *s,
    struct ub_writer *out, struct ub_err *e)
{
	struct ub_meta *m = ub_reader_meta(r), view;
	bool whole = ub_cli_whole(c, r);
	struct ub_buf step = { 0 }, line = { 0 };
	enum ub_status st;
	const char *item;
	uint64_t n;
	size_t i;

	ub_step_begin(&step, c->prog, ub_meta_leaves(m));
	ub_step_uint(&step, "in", m->nrec);
	ub_step_uint(&step, "out", out->nrec);
	ub_score_account(s, &step);
	ub_step_end(&step, &line);
	view = ub_score_view(s, m);
	st = ub_writer_end(out, &view, &line, whole, e);
	for (i = 0; ub_score_refused(s, i, &item, &n); i++)
		if (n > 0)
			ub_cli_note(c,
			    "item %s: %llu out of range, taken as .r", item,
			    (unsigned long long)n);
	ub_buf_free(&step);
	ub_buf_free(&line);
	return st;
}

static enum ub_status
score(const struct ub_cli *c, struct ub_reader *r, struct ub_score_ask *a,
    struct ub_err *e)
{
	struct ub_score *s =
	    ub_score_new(ub_reader_legend(r), ub_reader_meta(r));
	struct ub_meta *m = ub_reader_meta(r);
	struct ub_writer out;
	enum ub_status st;

	ub_writer_init(&out, STDOUT_FILENO, "stdout");
	st = ub_score_build(s, a, e);
	if (st == UB_OK)
		st = ub_score_labels(s, m, e);
	if (st == UB_OK)
		st = ub_writer_legend(&out, ub_score_legend(s), e);
	while (st == UB_OK)
		st = ub_score_next(s, r, &out, e);
	if (st == UB_END && (st = ub_score_begin(s, m, &out, e)) == UB_OK)
		st = finish(c, r, s, &out, e);
	if (st != UB_OK)
		(void)ub_writer_close(&out, &(struct ub_err){ 0 });
	else
		st = ub_writer_close(&out, e);
	ub_score_free(s);
	return st;
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-score",
		.synopsis = "ubat-score [-l] [-e definition] [-i instrument] "
			    "[-m item=column] [-p instrument] [--by columns] "
			    "[--end column] [--episode condition] "
			    "[--label name=text] [--order column] [--selftest] "
			    "[file ...]",
		.purpose = "append scores and computed columns",
		.option = options,
		.argc = argc,
		.argv = argv,
	};
	struct ub_score_ask a = { 0 };
	struct ub_reader *r = NULL;
	struct ub_err e;
	int status = UB_EXIT_OK;

	parse_options(&c, &a);
	if (ub_reader_open(&r, (const char *const *)(argv + c.optind),
		(size_t)(argc - c.optind), UB_READ_RECORDS, &c.limits,
		&e) != UB_OK ||
	    score(&c, r, &a, &e) != UB_OK)
		status = ub_cli_report(&c, &e);
	ub_reader_free(r);
	ub_score_ask_free(&a);
	return ub_cli_close(&c, status);
}
