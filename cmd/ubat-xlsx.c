/* ubat-xlsx - tables into an Excel workbook; ubat-xlsx(1). */
#include <stdlib.h>

#include "cli.h"
#include "lib/base/date.h"
#include "lib/base/file.h"
#include "lib/base/simd.h"
#include "lib/report/report.h"

enum {
	OPT_AUTHOR = UB_OPT_LONG,
	OPT_CHART,
	OPT_CREATED,
	OPT_CUT_OK,
	OPT_RECORDS,
	OPT_TITLE
};

static const struct ub_option options[] = {
	{ OPT_AUTHOR, "author", "text", "author of the document" },
	{ OPT_CHART, "chart", "spec",
	    "draw TABLE=MEASURE,..., TABLE, or auto (may be repeated)" },
	{ OPT_CREATED, "created", "date", "date of the document" },
	{ OPT_CUT_OK, "cut-ok", NULL, "write a cut stream, and say so in it" },
	{ 'o', "output", "file", "the workbook to write" },
	{ OPT_RECORDS, "records", NULL, "write records, on one sheet" },
	{ OPT_TITLE, "title", "text", "title of the document" },
	{ 0, NULL, NULL, NULL },
};

struct opts {
	struct ub_report report;
	struct ub_chart_spec *chart; /* owned; they point into text */
	char **text;
	size_t nchart;
	const char *output;
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
	const char *p;

	for (p = arg; *p != '\0'; p++)
		if ((unsigned char)*p < ' ')
			break;
	if (arg[0] == '\0' || *p != '\0' || !ub_utf8_valid(arg, strlen(arg)) ||
	    strstr(arg, "\xef\xbf\xbe") != NULL || /* not in XML */
	    strstr(arg, "\xef\xbf\xbf") != NULL)
		ub_cli_usage(c, "%s: not a line of UTF-8 text", opt);
	return arg;
}

static void
parse(struct ub_cli *c, struct opts *o)
{
	const char *arg;
	int ch;

	while ((ch = ub_cli_next(c, &arg)) != -1) {
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
		case 'o':
			o->output = arg;
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
	if (o->output == NULL)
		ub_cli_usage(c, "-o is needed");
	if (strcmp(o->output, "-") == 0)
		ub_cli_usage(c, "-o: a workbook needs a file");
	if (o->report.records && o->nchart > 0)
		ub_cli_usage(c, "--chart does not go with --records");
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
run(struct ub_cli *c, const struct opts *o, struct ub_err *e)
{
	int mode = o->report.records ? UB_READ_RECORDS : UB_READ_TABLES;
	struct ub_reader *r;
	struct ub_out out;
	bool cut = false;
	enum ub_status st;

	st = ub_reader_open(&r, (const char *const *)c->argv + c->optind,
	    (size_t)(c->argc - c->optind), mode, &c->limits, e);
	if (st != UB_OK)
		return st;
	st = ub_out_open(&out, o->output, e);
	if (st == UB_OK) {
		st = ub_report_xlsx(&o->report, r, out.path, &cut, e);
		st = named(st, o->output, e);
		if (st == UB_OK && cut)
			ub_cli_note(c,
			    "%s: the stream is cut; the workbook says so",
			    ub_reader_input(r));
		if (st == UB_OK)
			st = ub_out_commit(&out, e);
		else
			ub_out_abort(&out);
	}
	ub_reader_free(r);
	return st;
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-xlsx",
		.synopsis = "ubat-xlsx -o file [--author text] [--chart spec] "
			    "[--created date] [--cut-ok] [--records] "
			    "[--title text] [file ...]",
		.purpose = "write tables as an Excel workbook",
		.option = options,
		.argc = argc,
		.argv = argv,
	};
	struct opts o = { .report = { .author = "ubat" } };
	struct ub_err e = { 0 };
	int status = UB_EXIT_OK;
	size_t i;

	(void)ub_date_of(1980, 1, 1, &o.report.created);
	parse(&c, &o);
	if (run(&c, &o, &e) != UB_OK)
		status = ub_cli_report(&c, &e);
	for (i = 0; i < o.nchart; i++)
		free(o.text[i]);
	free(o.text);
	free(o.chart);
	return ub_cli_close(&c, status);
}
