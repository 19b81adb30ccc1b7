/* ubat-xlsx - tables into an Excel workbook; ubat-xlsx(1). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lib/report/changes.h"
#include "lib/report/draft.h"
#include "report-option.h"

enum { OPT_FAST = UB_REPORT_MORE, OPT_PROPOSE, OPT_RECORDS, OPT_SPLIT };

static const struct ub_option options[] = {
	UB_REPORT_OPTIONS,
	{ OPT_FAST, "fast", NULL, "pack rows in less time, to more bytes" },
	{ OPT_PROPOSE, "propose", NULL,
	    "draft a description of the report to standard output" },
	{ OPT_RECORDS, "records", NULL, "write records, on one sheet" },
	{ OPT_SPLIT, "split", NULL, "go on on another sheet when one is full" },
	{ 0, NULL, NULL, NULL },
};

/* What goes with what. */
static void
check(const struct ub_cli *c, struct ub_report_request *q, bool propose)
{
	if (propose &&
	    (q->output != NULL || q->description != NULL || q->said ||
		q->nchart > 0 || q->report.records || q->report.cut_ok ||
		q->report.split || q->report.fast))
		ub_cli_usage(c, "--propose goes with no other option");
	if (propose)
		return;
	if (q->report.records && q->nchart > 0)
		ub_cli_usage(c, "--chart does not go with --records");
	if (q->report.records && q->description != NULL)
		ub_cli_usage(c, "-l does not go with --records");
	ub_report_check(c, q, "workbook");
}

static enum ub_status
make(const struct ub_report *o, struct ub_reader *r, const struct ub_out *out,
    bool *cut, struct ub_err *e)
{
	return ub_report_xlsx(o, r, out->path, cut, e);
}

/* A draft of a description to standard output, judged at its close. */
static int
propose(const struct ub_cli *c)
{
	const char **path =
	    ub_xcalloc((size_t)(c->argc - c->optind) + 1, sizeof(*path));
	const char *changes = NULL;
	struct ub_buf b = { 0 };
	struct ub_reader *r;
	struct ub_err e;
	enum ub_status st;
	size_t n = 0;

	/* a comparison among the tables is what changed in them */
	for (int i = c->optind; i < c->argc; i++) {
		if (changes == NULL && strcmp(c->argv[i], "-") != 0 &&
		    ub_changes_is(c->argv[i]))
			changes = c->argv[i];
		else
			path[n++] = c->argv[i];
	}
	st = ub_reader_open(&r, path, n, UB_READ_TABLES, &c->limits, &e);
	free(path);
	if (st != UB_OK)
		return ub_cli_report(c, &e);
	if ((st = ub_draft_report(&b, r, changes, &e)) == UB_OK)
		(void)fwrite(b.s, 1, b.len, stdout);
	ub_buf_free(&b);
	ub_reader_free(r);
	return st == UB_OK ? UB_EXIT_OK : ub_cli_report(c, &e);
}

static bool
ends_well(const char *name)
{
	size_t len = strlen(name);

	return len >= 5 && strcasecmp(name + len - 5, ".xlsx") == 0;
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-xlsx",
		.synopsis = "ubat-xlsx [-o file] [-l report] [--author text] "
			    "[--chart spec] [--created date] [--cut-ok] "
			    "[--fast] [--propose] [--records] [--split] "
			    "[--title text] [file ...]",
		.purpose = "write tables as an Excel workbook",
		.option = options,
		.argc = argc,
		.argv = argv,
	};
	struct ub_report_request q;
	bool draft = false;
	const char *arg;
	int ch, status;

	ub_report_request_init(&q);
	while ((ch = ub_cli_next(&c, &arg)) != -1) {
		if (ch == OPT_PROPOSE)
			draft = true;
		else if (ch == OPT_RECORDS)
			q.report.records = true;
		else if (ch == OPT_FAST)
			q.report.fast = true;
		else if (ch == OPT_SPLIT)
			q.report.split = true;
		else
			ub_report_option(&c, &q, ch, arg);
	}
	check(&c, &q, draft);
	status = draft ? propose(&c) : ub_report_run(&c, &q, make, "workbook");
	if (!draft && status == UB_EXIT_OK && !ends_well(q.output))
		ub_cli_note(&c,
		    "%s: does not end in .xlsx: Excel may not open "
		    "it",
		    q.output);
	ub_report_request_free(&q);
	return ub_cli_close(&c, status);
}
