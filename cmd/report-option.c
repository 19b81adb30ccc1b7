/* report-option.c - see report-option.h. */
#include "report-option.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/report/sheet.h"

void
ub_report_request_init(struct ub_report_request *q)
{
	*q = (struct ub_report_request){ .report.author = "ubat" };
	(void)ub_date_of(1980, 1, 1, &q->report.created);
}

void
ub_report_request_free(struct ub_report_request *q)
{
	ub_reportfile_free(&q->file);
	for (size_t i = 0; i < q->nchart; i++)
		free(q->text[i]);
	free(q->text);
	free(q->chart);
}

static void
add_chart(const struct ub_cli *c, struct ub_report_request *q, const char *arg)
{
	struct ub_chart_spec *spec;

	q->chart = ub_xgrow(q->chart, q->nchart, sizeof(*q->chart));
	q->text = ub_xgrow(q->text, q->nchart, sizeof(*q->text));
	q->text[q->nchart] = ub_xstrdup(arg);
	spec = &q->chart[q->nchart];
	ub_chart_spec_parse(spec, q->text[q->nchart++]);
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

void
ub_report_option(const struct ub_cli *c, struct ub_report_request *q, int ch,
    const char *arg)
{
	q->said |= ch == UB_REPORT_AUTHOR || ch == UB_REPORT_CREATED ||
		   ch == UB_REPORT_TITLE;
	switch (ch) {
	case UB_REPORT_AUTHOR:
		q->report.author = text(c, "--author", arg);
		break;
	case UB_REPORT_CHART:
		add_chart(c, q, arg);
		break;
	case UB_REPORT_CREATED:
		q->report.created = created(c, arg);
		break;
	case UB_REPORT_CUT_OK:
		q->report.cut_ok = true;
		break;
	case 'l':
		q->description = arg;
		break;
	case 'o':
		q->output = arg;
		break;
	default:
		q->report.title = text(c, "--title", arg);
		break;
	}
}

void
ub_report_check(
    const struct ub_cli *c, struct ub_report_request *q, const char *what)
{
	q->report.chart = q->chart;
	q->report.nchart = q->nchart;
	if (q->output == NULL)
		ub_cli_usage(c, "-o is needed");
	if (strcmp(q->output, "-") == 0)
		ub_cli_usage(c, "-o: a %s needs a file", what);
	if (q->description != NULL && q->said)
		ub_cli_usage(c, "-l: title, author and date stand in the "
				"description");
}

/* A failure of no input is one of the file. */
static enum ub_status
named(enum ub_status st, const char *output, struct ub_err *e)
{
	struct ub_err inner = *e;

	if (st == UB_EIO && e->input[0] == '\0')
		(void)ub_fail_at(e, st, output, 0, "%s", inner.what);
	return st;
}

static enum ub_status
write_file(const struct ub_cli *c, const struct ub_report_request *q,
    struct ub_reader *r, ub_report_make *make, const char *what,
    struct ub_err *e)
{
	struct ub_out out;
	bool cut = false;
	enum ub_status st;

	if (ub_out_apart(q->output, (const char *const *)c->argv + c->optind,
		(size_t)(c->argc - c->optind), e) != UB_OK ||
	    ub_out_apart(q->output, &q->description, 1, e) != UB_OK ||
	    ub_out_open(&out, q->output, e) != UB_OK)
		return e->code;
	st = named(make(&q->report, r, &out, &cut, e), q->output, e);
	if (st != UB_OK) {
		ub_out_abort(&out);
		return st;
	}
	if (cut)
		ub_cli_note(c, "%s: the stream is cut; the %s says so",
		    ub_reader_input(r), what);
	return ub_out_commit(&out, e);
}

static enum ub_status
run(const struct ub_cli *c, struct ub_report_request *q, ub_report_make *make,
    const char *what, struct ub_err *e)
{
	struct ub_reader *r;
	enum ub_status st;

	if (q->description != NULL) {
		st = ub_reportfile_load(&q->file, q->description, e);
		if (st != UB_OK)
			return st;
		q->report.file = &q->file;
	}
	st = ub_reader_open(&r, (const char *const *)c->argv + c->optind,
	    (size_t)(c->argc - c->optind),
	    q->report.records ? UB_READ_RECORDS : UB_READ_TABLES, &c->limits,
	    e);
	if (st != UB_OK)
		return st;
	st = write_file(c, q, r, make, what, e);
	ub_reader_free(r);
	return st;
}

int
ub_report_run(const struct ub_cli *c, struct ub_report_request *q,
    ub_report_make *make, const char *what)
{
	struct ub_err e = { 0 };

	return run(c, q, make, what, &e) == UB_OK ? UB_EXIT_OK
						  : ub_cli_report(c, &e);
}
