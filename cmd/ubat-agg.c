/* ubat-agg - records into a table of groups; ubat-agg(1). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "lib/base/unicode.h"
#include "lib/table/agg.h"

static const char synopsis[] =
    "ubat-agg [-f file] [-g keys] [-n name] [--across column] [--total] "
    "[--person column] [--base all | known] [--min-n n] [--min-base n] "
    "[--digits n] [--interval level] [--unit text] [--label name=text] "
    "[--title text] "
    "[--note text] [--source text] [--max-groups n] measure ...";

enum {
	OPT_ACROSS = UB_OPT_LONG,
	OPT_BASE,
	OPT_DIGITS,
	OPT_INTERVAL,
	OPT_LABEL,
	OPT_MAX_GROUPS,
	OPT_MIN_BASE,
	OPT_MIN_N,
	OPT_NOTE,
	OPT_PERSON,
	OPT_SOURCE,
	OPT_TITLE,
	OPT_TOTAL,
	OPT_UNIT
};

static const struct ub_option options[] = {
	{ 'f', "file", "file", "read this; repeat for more" },
	{ 'g', "by", "keys", "columns, or name = expr, that make the groups" },
	{ 'n', "name", "name", "of the table; default tabell" },
	{ OPT_ACROSS, "across", "column",
	    "columns for each value of this one" },
	{ OPT_TOTAL, "total", NULL, "add rows, and columns, of totals" },
	{ OPT_PERSON, "person", "column", "count persons: add n_pers" },
	{ OPT_BASE, "base", "all|known", "base of shares; default known" },
	{ OPT_MIN_N, "min-n", "n", "leave out groups of fewer records" },
	{ OPT_MIN_BASE, "min-base", "n", "no value where the base is less" },
	{ OPT_DIGITS, "digits", "n", "round means and per cents, half up" },
	{ OPT_INTERVAL, "interval", "level",
	    "of confidence, in per cent: 95, or 95,exact for shares" },
	{ OPT_UNIT, "unit", "text", "what is counted, for the headings" },
	{ OPT_LABEL, "label", "name=text", "heading of a column; repeat" },
	{ OPT_TITLE, "title", "text", "title of the table" },
	{ OPT_NOTE, "note", "text", "note under the table" },
	{ OPT_SOURCE, "source", "text", "source line under the table" },
	{ OPT_MAX_GROUPS, "max-groups", "n", "limit; default 1000000" },
	{ 0, NULL, NULL, NULL },
};

struct request {
	struct ub_agg_spec spec;
	struct ub_page page;
	struct ub_list file;
};

static void
add(struct ub_list *l, const char *s)
{
	l->s = ub_xgrow(l->s, l->n, sizeof(*l->s));
	l->s[l->n++] = s;
}

static void
request_free(struct request *q)
{
	free(q->spec.by.s);
	free(q->spec.measure.s);
	free(q->page.label.s);
	free(q->file.s);
}

/* What the table is called, and the words around it. */
static void
page_option(
    const struct ub_cli *c, struct ub_page *page, int ch, const char *arg)
{
	switch (ch) {
	case 'n':
		if (!ub_name_valid(arg, strlen(arg)))
			ub_cli_usage(c, "-n: no name of a table");
		page->table = arg;
		break;
	case OPT_UNIT:
		page->unit = arg;
		break;
	case OPT_LABEL:
		if (strchr(arg, '=') == NULL)
			ub_cli_usage(c, "--label: not name=text");
		add(&page->label, arg);
		break;
	case OPT_TITLE:
		page->title = arg;
		break;
	case OPT_NOTE:
		page->note = arg;
		break;
	default:
		page->source = arg;
		break;
	}
}

static void
set_base(const struct ub_cli *c, struct ub_style *style, const char *arg)
{
	style->base_all = strcmp(arg, "all") == 0;
	if (!style->base_all && strcmp(arg, "known") != 0)
		ub_cli_usage(c, "--base: neither all nor known");
}

static void
take_option(const struct ub_cli *c, struct request *q, int ch, const char *arg)
{
	struct ub_agg_spec *spec = &q->spec;

	switch (ch) {
	case 'f':
		add(&q->file, arg);
		break;
	case 'g':
		add(&spec->by, arg);
		break;
	case OPT_TOTAL:
		spec->total = true;
		break;
	case OPT_ACROSS:
		spec->across = arg;
		break;
	case OPT_PERSON:
		spec->person = arg;
		break;
	case OPT_BASE:
		set_base(c, &spec->style, arg);
		break;
	case OPT_MIN_N:
		spec->min_n = ub_cli_uint(c, "--min-n", arg, 0, 1 << 30);
		break;
	case OPT_MIN_BASE:
		spec->style.min_base =
		    ub_cli_uint(c, "--min-base", arg, 0, 1 << 30);
		break;
	case OPT_INTERVAL:
		if (!ub_style_interval(&spec->style, arg))
			ub_cli_usage(c, "--interval: not a level from 50 to "
					"99.9, perhaps with ,exact");
		break;
	case OPT_DIGITS:
		spec->style.digits = (int)ub_cli_uint(c, "--digits", arg, 0, 6);
		break;
	case OPT_MAX_GROUPS:
		spec->max_groups =
		    ub_cli_uint(c, "--max-groups", arg, 1, 100000000);
		break;
	default:
		page_option(c, &q->page, ch, arg);
		break;
	}
}

static enum ub_status
aggregate(const struct ub_cli *c, const struct request *q, struct ub_reader *r,
    struct ub_writer *w, struct ub_err *e)
{
	struct ub_meta *m = ub_reader_meta(r);
	const struct ub_legend *out;
	struct ub_agg_spec spec = q->spec;
	struct ub_agg *a = NULL;
	struct ub_batch b;
	enum ub_status st;

	spec.meta = m;
	if ((st = ub_agg_new(&a, &spec, &q->page, ub_reader_legend(r), e)) !=
	    UB_OK)
		return st;
	if ((out = ub_agg_legend(a)) != NULL &&
	    (st = ub_writer_legend(w, out, e)) != UB_OK)
		goto done;
	while ((st = ub_reader_batch(r, &b, e)) == UB_OK)
		if ((st = ub_agg_batch(a, m, &b, e)) != UB_OK)
			goto done;
	if (st == UB_END)
		st = ub_agg_write(a, m, w, ub_cli_whole(c, r), e);
done:
	ub_agg_free(a);
	return st;
}

/* A file among the measures would wait for standard input instead. */
static void
add_measure(const struct ub_cli *c, struct request *q, const char *arg)
{
	if (strchr(arg, '(') == NULL && strchr(arg, '.') != NULL &&
	    access(arg, F_OK) == 0)
		ub_cli_usage(c, "%s is a file, not a measure: -f %s", arg, arg);
	add(&q->spec.measure, arg);
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-agg",
		.synopsis = synopsis,
		.purpose = "make a table of groups from records",
		.option = options,
		.argc = argc,
		.argv = argv,
	};
	struct request q = { .page.table = "tabell",
		.spec.max_groups = UB_GROUPS_MAX,
		.spec.style.digits = -1 };
	struct ub_reader *r;
	struct ub_writer w;
	struct ub_err e;
	const char *arg;
	int ch, status = UB_EXIT_OK;

	while ((ch = ub_cli_next(&c, &arg)) != -1)
		take_option(&c, &q, ch, arg);
	for (int i = c.optind; i < argc; i++)
		add_measure(&c, &q, argv[i]);
	if (q.spec.measure.n == 0)
		ub_cli_usage(&c, "no measure");
	if (ub_reader_open(&r, q.file.s, q.file.n, UB_READ_RECORDS, &c.limits,
		&e) != UB_OK) {
		request_free(&q);
		return ub_cli_close(&c, ub_cli_report(&c, &e));
	}
	ub_writer_init(&w, STDOUT_FILENO, "stdout");
	if (aggregate(&c, &q, r, &w, &e) != UB_OK)
		status = ub_cli_report(&c, &e);
	if (ub_writer_close(&w, &e) != UB_OK && status == UB_EXIT_OK)
		status = ub_cli_report(&c, &e);
	ub_reader_free(r);
	request_free(&q);
	return ub_cli_close(&c, status);
}
