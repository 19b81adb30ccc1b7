/*
 * report.h - a stream into a workbook: read, check, write, read back.
 */
#ifndef UB_REPORT_H
#define UB_REPORT_H

#include "../stream/reader.h"
#include "chart.h"
#include "reportfile.h"

struct ub_report {
	const char *title;  /* NULL: the table's if there is one, or "Tabeller",
	                     * or "Poster" */
	const char *author; /* not empty */
	int32_t created;    /* day since 1970-01-01, above 0 */
	bool records;       /* take any stream, as one sheet of records */
	bool cut_ok;
	bool split; /* go on on another sheet where one has no more room */
	bool fast;  /* pack less */
	const struct ub_chart_spec *chart;
	size_t nchart;
	const struct ub_reportfile *file; /* its description, or NULL */
};

/*
 * Write what r reads (opened with UB_READ_TABLES, for records with
 * UB_READ_RECORDS) as a workbook to path, close it, and read it back.
 * *cut: the stream was cut, which is UB_EDATA unless cut_ok.  UB_EUSAGE for a
 * stream that is no table, for a chart of what is not there, and for a
 * description that does not fit the tables; UB_EDATA for a table that was not
 * masked where the description says it is public.  After a failure what stands
 * at path is to be thrown away.
 */
enum ub_status ub_report_xlsx(const struct ub_report *o, struct ub_reader *r,
    const char *path, bool *cut, struct ub_err *e);

#endif
