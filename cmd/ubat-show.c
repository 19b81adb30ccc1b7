/* ubat-show - a stream as an aligned table to look at; ubat-show(1). */
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "lib/report/summary.h"

enum {
	ALL_VALUES = UB_OPT_LONG,
	COLLATE,
	CUT_OK,
	DECIMAL,
	MIN,
	MISSING,
	NO_PAGER,
	PERSON,
	RECORDS,
	STREAM,
	SUMMARY
};
enum { WIDTH_MAX = 100000 };

static const struct ub_option options[] = {
	{ 'a', "all", NULL, "show bases and other companion columns too" },
	{ 'b', "bars", NULL, "draw a bar beside each share" },
	{ 'n', "max-rows", "rows", "show so many rows, count the others" },
	{ 'w', "width", "columns", "fit this width; 0: no limit" },
	{ COLLATE, "collate", "order", "rows of a table by words: sv" },
	{ CUT_OK, "cut-ok", NULL, "a cut stream is no failure" },
	{ DECIMAL, "decimal", "point|comma", "how decimals are written" },
	{ MISSING, "missing", "sign|code", "how missing values are shown" },
	{ NO_PAGER, "no-pager", NULL, "write to the terminal at once" },
	{ RECORDS, "records", NULL, "show columns of type id too" },
	{ SUMMARY, "summary", NULL, "say what is in each column" },
	{ ALL_VALUES, "all-values", NULL, "of few persons in a summary too" },
	{ MIN, "min", "n", "persons that share a shown value; default 4" },
	{ PERSON, "person", "column", "whose values; default: of type id" },
	{ STREAM, "stream", NULL, "write a summary as a stream" },
	{ 0, NULL, NULL, NULL },
};

struct ask {
	struct ub_show show;
	struct ub_summary sum;
	const char *of_summary; /* an option that goes with --summary alone */
	bool summary, stream, cut_ok, no_pager;
};

/* One of two words; the second is true. */
static bool
either(const struct ub_cli *c, const char *option, const char *arg,
    const char *one, const char *other)
{
	if (strcmp(arg, one) != 0 && strcmp(arg, other) != 0)
		ub_cli_usage(c, "%s: not %s or %s", option, one, other);
	return strcmp(arg, other) == 0;
}

static void
summary_option(const struct ub_cli *c, struct ask *a, int ch, const char *arg)
{
	switch (ch) {
	case ALL_VALUES:
		a->of_summary = "--all-values";
		a->sum.all = true;
		break;
	case MIN:
		a->of_summary = "--min";
		a->sum.min =
		    ub_cli_uint(c, "--min", arg, 1, UB_SUMMARY_MIN_MAX);
		break;
	case PERSON:
		a->of_summary = "--person";
		a->sum.person = arg;
		break;
	case STREAM:
		a->of_summary = "--stream";
		a->stream = true;
		break;
	default:
		a->summary = true;
		break;
	}
}

static void
parse_option(const struct ub_cli *c, struct ask *a, int ch, const char *arg)
{
	switch (ch) {
	case 'a':
		a->show.all = true;
		break;
	case 'b':
		a->show.bars = true;
		break;
	case 'n':
		a->show.head = ub_cli_uint(c, "--max-rows", arg, 0, INT64_MAX);
		break;
	case 'w':
		a->show.width =
		    (size_t)ub_cli_uint(c, "--width", arg, 0, WIDTH_MAX);
		break;
	case COLLATE:
		if (strcmp(arg, "sv") != 0)
			ub_cli_usage(
			    c, "--collate: sv is the only order there is");
		a->show.collate = arg;
		break;
	case CUT_OK:
		a->cut_ok = true;
		break;
	case DECIMAL:
		a->show.comma = either(c, "--decimal", arg, "point", "comma");
		break;
	case MISSING:
		a->show.missing = either(c, "--missing", arg, "sign", "code")
				      ? UB_SHOW_CODES
				      : UB_SHOW_SIGNS;
		break;
	case NO_PAGER:
		a->no_pager = true;
		break;
	case RECORDS:
		a->show.records = true;
		break;
	default:
		summary_option(c, a, ch, arg);
		break;
	}
}

/* One table, and whether it can be relied on: whole, with accounts that add
 * up. */
static enum ub_status
table(const struct ub_cli *c, struct ub_reader *r, const struct ask *a,
    struct ub_writer *w, bool *whole, struct ub_err *e)
{
	enum ub_status st;

	if (a->stream)
		st = ub_summary_table(r, &a->sum, w, e);
	else if (a->summary)
		st = ub_summary_show(r, &a->sum, &a->show, w, e);
	else
		st = ub_show_table(r, &a->show, w, e);
	if (st != UB_OK)
		return st;
	if (!ub_cli_whole(c, r)) {
		*whole = false;
		return UB_OK;
	}
	return ub_meta_check(ub_reader_meta(r), e);
}

static enum ub_status
tables(const struct ub_cli *c, struct ub_reader *r, const struct ask *a,
    struct ub_writer *w, bool *whole, struct ub_err *e)
{
	enum ub_status st;

	do {
		if ((st = table(c, r, a, w, whole, e)) != UB_OK)
			return st;
		if ((st = ub_reader_next_table(r, e)) == UB_OK && !a->stream)
			ub_writer_add(w, "\n\n", 2);
	} while (st == UB_OK);
	return st == UB_END ? UB_OK : st;
}

static int
show(const struct ub_cli *c, struct ub_reader *r, const struct ask *a)
{
	int status = UB_EXIT_OK;
	struct ub_writer w;
	bool whole = true;
	struct ub_err e;

	ub_writer_init(&w, STDOUT_FILENO, "stdout");
	if (tables(c, r, a, &w, &whole, &e) != UB_OK)
		status = ub_cli_report(c, &e);
	else if (!whole && !a->cut_ok)
		status = UB_EXIT_FAIL;
	if (ub_writer_close(&w, &e) != UB_OK && status == UB_EXIT_OK)
		status = ub_cli_report(c, &e);
	return status;
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-show",
		.synopsis = "ubat-show [-ab] [-n rows] [-w columns] "
			    "[--collate order] [--cut-ok] "
			    "[--decimal point | comma] "
			    "[--missing sign | code] [--no-pager] [--records] "
			    "[--summary [--all-values] [--min n] "
			    "[--person column] [--stream]] [file ...]",
		.purpose = "show a stream as an aligned table",
		.option = options,
		.argc = argc,
		.argv = argv,
	};
	struct ask a = {
		.show = { .width = ub_cli_width(), .head = UINT64_MAX },
		.sum = { .min = UB_SUMMARY_MIN },
	};
	struct ub_reader *r;
	struct ub_err e;
	const char *arg;
	pid_t pager = 0;
	int ch, status;

	a.show.comma = ub_cli_comma();
	while ((ch = ub_cli_next(&c, &arg)) != -1)
		parse_option(&c, &a, ch, arg);
	if (a.of_summary != NULL && !a.summary)
		ub_cli_usage(&c, "%s goes with --summary", a.of_summary);
	a.sum.comma = a.show.comma && !a.stream;
	if (ub_reader_open(&r, (const char *const *)argv + c.optind,
		(size_t)(argc - c.optind), UB_READ_TABLES, &c.limits,
		&e) != UB_OK)
		return ub_cli_close(&c, ub_cli_report(&c, &e));
	if (!a.no_pager && !a.stream)
		pager = ub_cli_pager();
	status = show(&c, r, &a);
	ub_reader_free(r);
	status = ub_cli_close(&c, status);
	ub_cli_pager_wait(pager);
	return status;
}
