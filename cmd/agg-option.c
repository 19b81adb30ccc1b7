/*
 * agg-option.c - see agg-option.h.  But for the files, an option sets what
 * lib/table/request.c keeps under its long name.
 */
#include "agg-option.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char ub_agg_synopsis[] =
    "ubat-agg [-f file] [-t file] [-g keys] [-n name] [--across column] "
    "[--total] [--hierarchy levels] [--all key[=list]] [--own key=value] "
    "[--at day] [--reported key=file] "
    "[--person column] [--person-parts] [--where expr] "
    "[--base all | known | both] [--min-n n] "
    "[--min-base n] [--missing kind] [--bortfall per-cent] [--response] "
    "[--digits n] [--interval level] [--against row] [--level level] "
    "[--sample total | sample | response] [--population n | file] [--cluster "
    "column] "
    "[--standard file] [--unit text] [--label name=text] "
    "[--title text] "
    "[--note text] [--source text] [--max-groups n] [--mem size] "
    "[--partial[=how]] "
    "[--merge] [measure ...]";

enum {
	OPT_ACROSS = UB_OPT_LONG,
	OPT_AGAINST,
	OPT_ALL,
	OPT_AT,
	OPT_BASE,
	OPT_CLUSTER,
	OPT_BORTFALL,
	OPT_DIGITS,
	OPT_HIERARCHY,
	OPT_INTERVAL,
	OPT_LABEL,
	OPT_LEVEL,
	OPT_MAX_GROUPS,
	OPT_MEM,
	OPT_MERGE,
	OPT_MIN_BASE,
	OPT_MIN_N,
	OPT_MISSING,
	OPT_NOTE,
	OPT_OWN,
	OPT_PARTIAL,
	OPT_PERSON,
	OPT_PERSON_PARTS,
	OPT_POPULATION,
	OPT_REPORTED,
	OPT_RESPONSE,
	OPT_SAMPLE,
	OPT_SOURCE,
	OPT_STANDARD,
	OPT_TITLE,
	OPT_TOTAL,
	OPT_UNIT,
	OPT_WHERE
};

const struct ub_option ub_agg_option[] = {
	{ 'f', "file", "file", "read this; repeat for more" },
	{ 't', "tables", "file", "the tables that this file describes" },
	{ 'g', "by", "keys", "columns, or name = expr, that make the groups" },
	{ 'n', "name", "name", "of the table; default tabell" },
	{ OPT_ACROSS, "across", "column",
	    "columns for each value of this one" },
	{ OPT_TOTAL, "total", NULL, "add rows, and columns, of totals" },
	{ OPT_HIERARCHY, "hierarchy", "levels", "as kommun < lan < riket" },
	{ OPT_ALL, "all", "key[=list]", "rows for all values of a code list" },
	{ OPT_OWN, "own", "key=value", "this one, and all others" },
	{ OPT_AT, "at", "day", "of hierarchies and code lists" },
	{ OPT_REPORTED, "reported", "key=file",
	    "which values of a key have sent records" },
	{ OPT_PERSON, "person", "column", "count persons: add n_pers" },
	{ OPT_PERSON_PARTS, "person-parts", NULL,
	    "count those behind numerators, too" },
	{ OPT_WHERE, "where", "expr", "of these records only" },
	{ OPT_BASE, "base", "all|known|both", "base of shares; default known" },
	{ OPT_MIN_N, "min-n", "n", "leave out groups of fewer records" },
	{ OPT_MIN_BASE, "min-base", "n", "no value where the base is less" },
	{ OPT_BORTFALL, "bortfall", "per-cent",
	    "no value where more than this is missing" },
	{ OPT_RESPONSE, "response", NULL, "say how many answered" },
	{ OPT_DIGITS, "digits", "n", "round means and per cents, half up" },
	{ OPT_INTERVAL, "interval", "level",
	    "of confidence, in per cent: 95, or 95,exact for shares" },
	{ OPT_AGAINST, "against", "row",
	    "test shares and means: total, others or previous" },
	{ OPT_SAMPLE, "sample", "total|sample|response",
	    "what the records are of all there are" },
	{ OPT_POPULATION, "population", "n|file",
	    "how many there are, in all or of each group" },
	{ OPT_CLUSTER, "cluster", "column",
	    "records with the same value belong together" },
	{ OPT_STANDARD, "standard", "file",
	    "population that std() is standardised to" },
	{ OPT_MISSING, "missing", "kind", "tell the missing apart by reason" },
	{ OPT_LEVEL, "level", "level",
	    "judge tests at this level: 95, or 95,single for each alone" },
	{ OPT_UNIT, "unit", "text", "what is counted, for the headings" },
	{ OPT_LABEL, "label", "name=text", "heading of a column; repeat" },
	{ OPT_TITLE, "title", "text", "title of the table" },
	{ OPT_NOTE, "note", "text", "note under the table" },
	{ OPT_SOURCE, "source", "text", "source line under the table" },
	{ OPT_MAX_GROUPS, "max-groups", "n", "limit; default 1000000" },
	{ OPT_MEM, "mem", "size", "most memory to use: 500M, 2G" },
	{ OPT_PARTIAL, "partial", "[=how]",
	    "write states to be merged; safe or full" },
	{ OPT_MERGE, "merge", NULL, "the operands are states: add them up" },
	{ 0, NULL, NULL, NULL },
};

static void
set(const struct ub_cli *c, struct ub_request *q, int ch, const char *arg)
{
	const struct ub_option *o = ub_agg_option;
	struct ub_err e;

	while (o->ch != ch)
		o++;
	if (ub_request_set(q, o->name, arg, &e) == UB_OK)
		return;
	if (ch < UB_OPT_LONG)
		ub_cli_usage(c, "-%c: %s", ch, e.what);
	ub_cli_usage(c, "--%s: %s", o->name, e.what);
}

/* A file among the measures would wait for standard input instead. */
static void
add_measure(const struct ub_cli *c, struct ub_request *q, const char *arg)
{
	if (strchr(arg, '(') == NULL && strchr(arg, '.') != NULL &&
	    access(arg, F_OK) == 0)
		ub_cli_usage(c, "%s is a file, not a measure: -f %s", arg, arg);
	ub_list_add(&q->spec.measure, arg);
}

static void
set_partial(const struct ub_cli *c, struct ub_agg_args *q, const char *arg)
{
	bool safe = arg != NULL && strcmp(arg, "safe") == 0;

	if (arg != NULL && !safe && strcmp(arg, "full") != 0)
		ub_cli_usage(c, "--partial: neither alone nor =safe or =full");
	q->partial = true;
	q->how = safe ? UB_PARTIAL_SAFE : UB_PARTIAL_FULL;
	q->how_said = arg != NULL;
}

/* "64M", "2G" */
static uint64_t
size_of(const struct ub_cli *c, const char *arg)
{
	static const char units[] = "KMGT";
	size_t len = strlen(arg);
	const char *unit = len > 1 ? strchr(units, arg[len - 1]) : NULL;
	int64_t v;

	if (unit == NULL || !ub_int_parse(arg, len - 1, &v) || v < 1 ||
	    v > 1 << 20)
		ub_cli_usage(c, "--mem: not a size as 500M or 2G");
	return (uint64_t)v << 10 * (unit - units + 1);
}

static void
take_option(
    const struct ub_cli *c, struct ub_agg_args *q, int ch, const char *arg)
{
	switch (ch) {
	case 'f':
		ub_list_add(&q->file, arg);
		break;
	case 't':
		q->tables = arg;
		break;
	case OPT_PARTIAL:
		set_partial(c, q, arg);
		break;
	case OPT_MEM:
		q->mem = size_of(c, arg);
		break;
	case OPT_MERGE:
		q->merge = true;
		break;
	default:
		set(c, &q->request, ch, arg);
		break;
	}
	if (ch != 'f' && ch != OPT_PARTIAL && ch != OPT_MERGE &&
	    ch != OPT_MAX_GROUPS && ch != OPT_MEM)
		q->describes = true;
}

static void
check(const struct ub_cli *c, const struct ub_agg_args *q)
{
	if (q->merge && q->describes)
		ub_cli_usage(c, "--merge: the states say what the tables are, "
				"no option can");
	if (q->tables != NULL && q->request.page.table != NULL)
		ub_cli_usage(c, "-n: the tables of %s have names", q->tables);
	if (!q->merge && q->tables == NULL && q->request.spec.measure.n == 0)
		ub_cli_usage(c, "no measure");
}

void
ub_agg_args(struct ub_cli *c, struct ub_agg_args *q)
{
	const char *arg;
	int ch;

	memset(q, 0, sizeof(*q));
	ub_request_init(&q->request);
	while ((ch = ub_cli_next(c, &arg)) != -1)
		take_option(c, q, ch, arg);
	for (int i = c->optind; i < c->argc; i++) {
		if (q->merge)
			ub_list_add(&q->file, c->argv[i]);
		else
			add_measure(c, &q->request, c->argv[i]);
	}
	check(c, q);
}

void
ub_agg_args_free(struct ub_agg_args *q)
{
	ub_request_free(&q->request);
	free(q->file.s);
}
