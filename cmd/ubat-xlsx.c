/* ubat-xlsx - tables into an Excel workbook; ubat-xlsx(1). */
#include <stdio.h>
#include <stdlib.h>

#include "cli.h"
#include "lib/base/date.h"
#include "lib/base/file.h"
#include "lib/report/draft.h"
#include "lib/report/report.h"
#include "lib/report/sheet.h"

enum {
	OPT_AUTHOR = UB_OPT_LONG,
	OPT_CHART,
	OPT_CREATED,
	OPT_CUT_OK,
	OPT_PROPOSE,
	OPT_RECORDS,
	OPT_TITLE
};

static const struct ub_option options[] = {
	{ OPT_AUTHOR, "author", "text", "author of the document" },
	{ OPT_CHART, "chart", "spec",
	    "draw TABLE=MEASURE,..., TABLE, or auto (may be repeated)" },
	{ OPT_CREATED, "created", "date", "date of the document" },
	{ OPT_CUT_OK, "cut-ok", NULL, "write a cut stream, and say so in it" },
	{ 'l', "report", "report", "description of the report" },
	{ 'o', "output", "file", "the workbook to write" },
	{ OPT_PROPOSE, "propose", NULL,
	    "draft a description of the report to standard output" },
	{ OPT_RECORDS, "records", NULL, "write records, on one sheet" },
	{ OPT_TITLE, "title", "text", "title of the document" },
	{ 0, NULL, NULL, NULL },
};

struct opts {
	struct ub_report report;
	struct ub_chart_spec *chart; /* owned; they point into text */
	char **text;
	size_t nchart;
	const char *output, *description;
	bool said; /* what a description says too */
	bool propose;
};

static void
add_chart(struct opts *o, const struct ub_cli *c, const char *arg)
{
	struct ub_chart_spec *spec;

	o->chart = ub_xgrow(o->chart, o->nchart, sizeof(*o->chart));
	o->text = ub_xgrow(o->text, o->nchart, sizeof(*o->text));
	o->text[o->nchart] = ub_xstrdup(arg);
	spec = &o->chart[o->nchart];
	ub_chart_spec_parse(spec, o->text[o->nchart++]);
	if (arg[0] == '\0' || arg[0] == '=' ||
	    (spec->measures != NULL && spec->measures[0] == '\0'))
		ub_cli_usage(c, "--chart: not TABLE=MEASURE,... or TABLE");
}

static int32_t
created(const struct ub_cli *c, const char *arg)
{
	int32_t day, first;

	(void)ub_date_of(1980, 1, 1, &first);
	if (!ub_date_parse(arg, strlen(arg), &day) || day < first)
		ub_cli_usage(c, "--created: not a date from 1980-01-01 on");
	return day;
}

static const char *
text(const struct ub_cli *c, const char *opt, const char *arg)
{
	if (!ub_sheet_line(arg))
		ub_cli_usage(c, "%s: not a line of UTF-8 text", opt);
	return arg;
}

/* What goes with what. */
static void
check(const struct ub_cli *c, const struct opts *o)
{
	if (o->propose &&
	    (o->output != NULL || o->description != NULL || o->said ||
		o->nchart > 0 || o->report.records || o->report.cut_ok))
		ub_cli_usage(c, "--propose goes with no other option");
	if (o->propose)
		return;
	if (o->output == NULL)
		ub_cli_usage(c, "-o is needed");
	if (strcmp(o->output, "-") == 0)
		ub_cli_usage(c, "-o: a workbook needs a file");
	if (o->report.records && o->nchart > 0)
		ub_cli_usage(c, "--chart does not go with --records");
	if (o->description != NULL && o->report.records)
		ub_cli_usage(c, "-l does not go with --records");
	if (o->description != NULL && o->said)
		ub_cli_usage(c, "-l: title, author and date stand in the "
				"description");
}

static void
parse(struct ub_cli *c, struct opts *o)
{
	const char *arg;
	int ch;

	while ((ch = ub_cli_next(c, &arg)) != -1) {
		o->said |=
		    ch == OPT_AUTHOR || ch == OPT_CREATED || ch == OPT_TITLE;
		switch (ch) {
		case OPT_AUTHOR:
			o->report.author = text(c, "--author", arg);
			break;
		case OPT_CHART:
			add_chart(o, c, arg);
			break;
		case OPT_CREATED:
			o->report.created = created(c, arg);
			break;
		case OPT_CUT_OK:
			o->report.cut_ok = true;
			break;
		case 'l':
			o->description = arg;
			break;
		case 'o':
			o->output = arg;
			break;
		case OPT_PROPOSE:
			o->propose = true;
			break;
		case OPT_RECORDS:
			o->report.records = true;
			break;
		default:
			o->report.title = text(c, "--title", arg);
			break;
		}
	}
	o->report.chart = o->chart;
	o->report.nchart = o->nchart;
	check(c, o);
}

/* A failure of no input is one of the workbook. */
static enum ub_status
named(enum ub_status st, const char *output, struct ub_err *e)
{
	struct ub_err inner = *e;

	if (st == UB_EIO && e->input[0] == '\0')
		(void)ub_fail_at(e, st, output, 0, "%s", inner.what);
	return st;
}

static enum ub_status
write_book(const struct ub_cli *c, const struct opts *o, struct ub_reader *r,
    struct ub_err *e)
{
	struct ub_out out;
	bool cut = false;
	enum ub_status st;

	if (ub_out_apart(o->output, (const char *const *)c->argv + c->optind,
		(size_t)(c->argc - c->optind), e) != UB_OK ||
	    ub_out_apart(o->output, &o->description, 1, e) != UB_OK ||
	    ub_out_open(&out, o->output, e) != UB_OK)
		return e->code;
	st = named(
	    ub_report_xlsx(&o->report, r, out.path, &cut, e), o->output, e);
	if (st != UB_OK) {
		ub_out_abort(&out);
		return st;
	}
	if (cut)
		ub_cli_note(c, "%s: the stream is cut; the workbook says so",
		    ub_reader_input(r));
	return ub_out_commit(&out, e);
}

/* A draft of a description to standard output, judged at its close. */
static enum ub_status
propose(struct ub_reader *r, struct ub_err *e)
{
	struct ub_buf b = { 0 };
	enum ub_status st = ub_draft_report(&b, r, e);

	if (st == UB_OK)
		(void)fwrite(b.s, 1, b.len, stdout);
	ub_buf_free(&b);
	return st;
}

static enum ub_status
run(const struct ub_cli *c, const struct opts *o, struct ub_err *e)
{
	struct ub_reader *r;
	enum ub_status st;

	st = ub_reader_open(&r, (const char *const *)c->argv + c->optind,
	    (size_t)(c->argc - c->optind),
	    o->report.records ? UB_READ_RECORDS : UB_READ_TABLES, &c->limits,
	    e);
	if (st != UB_OK)
		return st;
	st = o->propose ? propose(r, e) : write_book(c, o, r, e);
	ub_reader_free(r);
	return st;
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-xlsx",
		.synopsis = "ubat-xlsx [-o file] [-l report] [--author text] "
			    "[--chart spec] [--created date] [--cut-ok] "
			    "[--propose] [--records] [--title text] [file ...]",
		.purpose = "write tables as an Excel workbook",
		.option = options,
		.argc = argc,
		.argv = argv,
	};
	struct opts o = { .report = { .author = "ubat" } };
	struct ub_reportfile f = { 0 };
	struct ub_err e = { 0 };
	enum ub_status st = UB_OK;
	int status = UB_EXIT_OK;
	size_t i;

	(void)ub_date_of(1980, 1, 1, &o.report.created);
	parse(&c, &o);
	if (o.description != NULL) {
		st = ub_reportfile_load(&f, o.description, &e);
		o.report.file = &f;
	}
	if (st == UB_OK)
		st = run(&c, &o, &e);
	if (st != UB_OK)
		status = ub_cli_report(&c, &e);
	ub_reportfile_free(&f);
	for (i = 0; i < o.nchart; i++)
		free(o.text[i]);
	free(o.text);
	free(o.chart);
	return ub_cli_close(&c, status);
}
