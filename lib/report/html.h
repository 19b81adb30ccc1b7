/*
 * html.h - a report as one page of the web: ubat-html(1).
 */
#ifndef UB_HTML_H
#define UB_HTML_H

#include "report.h"

/*
 * Append to b what r reads (opened with UB_READ_TABLES) as a document of HTML
 * that needs nothing besides itself: no script, no font, no address it fetches
 * something from.  o, *cut and failures are as for ub_report_xlsx(), but
 * o->records is not looked at.  The same calls give the same bytes.
 */
enum ub_status ub_report_html(const struct ub_report *o, struct ub_reader *r,
    struct ub_buf *b, bool *cut, struct ub_err *e);

#endif
