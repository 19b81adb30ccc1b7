/*
 * draft.h - a description of a report, drafted from the tables it is for.
 */
#ifndef UB_DRAFT_H
#define UB_DRAFT_H

#include "../base/buf.h"
#include "../stream/reader.h"

/*
 * Append a description (ubat-report(5)) of the tables r reads, which says what
 * the workbook without one would, and the layout that fits each table: it can
 * be loaded as it is.  changes: a comparison that goes with them, or NULL.  UB_EUSAGE and
 * UB_EDATA as ub_report_xlsx() has them.
 */
enum ub_status ub_draft_report(struct ub_buf *b, struct ub_reader *r,
    const char *changes, struct ub_err *e);

#endif
