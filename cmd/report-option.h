/*
 * report-option.h - what the commands that write a report have in common: how it
 * is asked for, and a file that appears whole or not at all.
 */
#ifndef UB_REPORT_OPTION_H
#define UB_REPORT_OPTION_H

#include "cli.h"
#include "lib/base/file.h"
#include "lib/report/report.h"

enum {
	UB_REPORT_AUTHOR = UB_OPT_LONG,
	UB_REPORT_CHART,
	UB_REPORT_CREATED,
	UB_REPORT_CUT_OK,
	UB_REPORT_TITLE,
	UB_REPORT_MORE /* the first of a command's own */
};

/* Entries of a table of options. */
#define UB_REPORT_OPTIONS                                                      \
	{ UB_REPORT_AUTHOR, "author", "text", "author of the document" },      \
	    { UB_REPORT_CHART, "chart", "spec",                                \
		    "draw TABLE=MEASURE,..., TABLE, or auto (may be "          \
		    "repeated)" },                                             \
	    { UB_REPORT_CREATED, "created", "date", "date of the document" },  \
	    { UB_REPORT_CUT_OK, "cut-ok", NULL,                                \
		    "write a cut stream, and say so in it" },                  \
	    { 'l', "report", "report", "description of the report" },          \
	    { 'o', "output", "file", "the file to write" },                    \
	{                                                                      \
		UB_REPORT_TITLE, "title", "text", "title of the document"      \
	}

struct ub_report_request {
	struct ub_report report;
	struct ub_chart_spec *chart; /* owned; they point into text */
	char **text;
	size_t nchart;
	const char *output, *description;
	bool said; /* what a description says too */
	struct ub_reportfile file;
};

/* Begin; ends with ub_report_request_free(). */
void ub_report_request_init(struct ub_report_request *q);
void ub_report_request_free(struct ub_report_request *q);
/* Take an option of UB_REPORT_OPTIONS; a wrong argument is wrong usage. */
void ub_report_option(const struct ub_cli *c, struct ub_report_request *q,
    int ch, const char *arg);
/* After the last: does it go together?  what: "workbook", in messages. */
void ub_report_check(
    const struct ub_cli *c, struct ub_report_request *q, const char *what);

/* Write what r reads to out, whose path can be written over. */
typedef enum ub_status ub_report_make(const struct ub_report *o,
    struct ub_reader *r, const struct ub_out *out, bool *cut, struct ub_err *e);

/* Read the description, open the operands, make the file; the exit status. */
int ub_report_run(const struct ub_cli *c, struct ub_report_request *q,
    ub_report_make *make, const char *what);

#endif
