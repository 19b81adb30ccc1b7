/* ubat-filter - keep the records for which an expression is true;
 * ubat-filter(1). */
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "lib/records/filter.h"

enum { FIRST = UB_OPT_LONG, HEAD, SAMPLE, SEED, SPLIT };

static const struct ub_option options[] = {
	{ 'c', "columns", "columns",
	    "write these columns only, in this order" },
	{ FIRST, "first", "columns", "the first record of each key" },
	{ HEAD, "head", "n", "the first n records" },
	{ SAMPLE, "sample", "n", "n records at random" },
	{ SEED, "seed", "n", "which ones, default 1" },
	{ SPLIT, "split", "column dir", "a file in dir for each value" },
	{ 0, NULL, NULL, NULL },
};

static void
set_text(
    const struct ub_cli *c, const char **to, const char *opt, const char *arg)
{
	if (*to != NULL)
		ub_cli_usage(c, "%s is given twice", opt);
	*to = arg;
}

static void
parse_option(const struct ub_cli *c, struct ub_filter_ask *ask, bool *seeded,
    int ch, const char *arg)
{
	switch (ch) {
	case 'c':
		set_text(c, &ask->columns, "-c", arg);
		break;
	case FIRST:
		set_text(c, &ask->first, "--first", arg);
		break;
	case HEAD:
		ask->headed = true;
		ask->head = ub_cli_uint(c, "--head", arg, 0, INT64_MAX);
		break;
	case SAMPLE:
		ask->sampled = true;
		ask->sample = ub_cli_uint(c, "--sample", arg, 0, INT64_MAX);
		break;
	case SEED:
		*seeded = true;
		ask->seed = ub_cli_uint(c, "--seed", arg, 0, INT64_MAX);
		break;
	case SPLIT:
		set_text(c, &ask->split, "--split", arg);
		/* its second argument, which getopt does not know of */
		if (optind >= c->argc)
			ub_cli_usage(c, "--split: a column and a folder");
		ask->dir = c->argv[optind++];
		break;
	}
}

static void
check_options(
    const struct ub_cli *c, const struct ub_filter_ask *ask, bool seeded)
{
	if (seeded && !ask->sampled)
		ub_cli_usage(c, "--seed without --sample");
	if (ask->sampled && ask->headed)
		ub_cli_usage(c, "--sample and --head exclude each other");
	if (ask->sampled && ask->split != NULL)
		ub_cli_usage(c, "--sample and --split exclude each other");
	/* no expression: it would be missed after the input was waited for */
	if (ask->expr != NULL && strpbrk(ask->expr, "./") != NULL &&
	    access(ask->expr, F_OK) == 0)
		ub_cli_usage(c, "the first operand is the expression, not a "
				"file (true keeps every record)");
	if (ask->expr == NULL && ask->columns == NULL && ask->first == NULL &&
	    !ask->headed && !ask->sampled && ask->split == NULL)
		ub_cli_usage(c, "no expression");
}

/* After a failure: what a beginner may have meant. */
static void
hint(const struct ub_cli *c, const struct ub_filter_ask *ask,
    const struct ub_err *e)
{
	if (ask->expr == NULL)
		return;
	if (strstr(e->what, "double quotes") != NULL &&
	    strpbrk(ask->expr, " \"'") == NULL) {
		ub_cli_note(c, "the shell takes double quotes away: put the "
			       "whole expression between ' and '");
		return;
	}
	if (strpbrk(ask->expr, " =<>!~(") == NULL &&
	    strcmp(ask->expr, "true") != 0)
		ub_cli_note(c, "the whole expression is one argument: put it "
			       "between quotes, as 'kommun = \"0180\"'");
}

static enum ub_status
filter(struct ub_reader *r, const struct ub_filter_ask *ask,
    const struct ub_cli *c, struct ub_err *e)
{
	struct ub_filter_said said;
	struct ub_writer w;
	enum ub_status st;
	struct ub_err late;

	ub_writer_init(&w, STDOUT_FILENO, "stdout");
	st = ub_filter_run(r, &w, ask, &said, e);
	if (ub_writer_close(&w, &late) != UB_OK && st == UB_OK) {
		*e = late;
		st = late.code;
	}
	if (said.noted)
		(void)ub_cli_report(c, &said.note);
	if (st == UB_OK)
		(void)ub_cli_whole(c, r);
	else
		(void)ub_cli_report(c, e);
	if (st == UB_EUSAGE && !said.compiled)
		hint(c, ask, e);
	return st;
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-filter",
		.synopsis = "ubat-filter [-c columns] [--first columns] "
			    "[--head n] [--sample n [--seed n]] "
			    "[--split column dir] [expr [file ...]]",
		.purpose = "keep the records for which an expression is true",
		.option = options,
		.argc = argc,
		.argv = argv,
	};
	struct ub_filter_ask ask = { .prog = c.prog, .seed = 1 };
	struct ub_reader *r;
	enum ub_status st;
	struct ub_err e;
	const char *arg;
	bool seeded = false;
	int ch;

	while ((ch = ub_cli_next(&c, &arg)) != -1)
		parse_option(&c, &ask, &seeded, ch, arg);
	if (c.optind < argc)
		ask.expr = argv[c.optind++];
	check_options(&c, &ask, seeded);
	st = ub_reader_open(&r, (const char *const *)argv + c.optind,
	    (size_t)(argc - c.optind), UB_READ_RECORDS, &c.limits, &e);
	if (st != UB_OK) {
		int status = ub_cli_report(&c, &e);

		if (st == UB_EIO && c.optind < argc)
			hint(&c, &ask, &e);
		return ub_cli_close(&c, status);
	}
	st = filter(r, &ask, &c, &e);
	ub_reader_free(r);
	return ub_cli_close(&c, st == UB_OK       ? UB_EXIT_OK
				: st == UB_EUSAGE ? UB_EXIT_USAGE
						  : UB_EXIT_FAIL);
}
