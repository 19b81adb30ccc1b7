/*
 * reportuse.h - a sheet as the description of its table wants it.
 */
#ifndef UB_REPORTUSE_H
#define UB_REPORTUSE_H

#include "../stream/meta.h"
#include "reportfile.h"
#include "sheet.h"

/* Leave out p-values, and the statistic and the degrees of freedom beside
 * them, where the report has none: on its word, or as it is for a board. */
void ub_reportuse_pvalues(const struct ub_reportfile *f, struct ub_sheet *s);

/* Before the columns are made: labels of values, into those of the stream. */
void ub_reportuse_values(const struct ub_report_table *t, struct ub_meta *m);

/*
 * Before the rows are read: titles, note, source, headings and decimals.
 * UB_EUSAGE at the line of f that names a column the table does not have, or
 * gives two columns one heading.
 */
enum ub_status ub_reportuse_columns(const struct ub_reportfile *f,
    const struct ub_report_table *t, struct ub_sheet *s, struct ub_err *e);

/*
 * After the last row: its order, the columns left out, widths.  UB_EUSAGE as
 * above; for a column to be left out that is a key, or the base of a share
 * that stays; for rows to be sorted of a table that has not one key.
 * gone: the columns to be left out that are, as ub_reportuse_hide() tells.
 */
enum ub_status ub_reportuse_rows(const struct ub_reportfile *f,
    const struct ub_report_table *t, struct ub_sheet *s, const bool *gone,
    struct ub_err *e);
/* Leave out those that there are: gone[0..t->nhide). */
enum ub_status ub_reportuse_hide(const struct ub_reportfile *f,
    const struct ub_report_table *t, struct ub_sheet *s, bool *gone,
    struct ub_err *e);

/*
 * Mark the notes that a text refers to, "[not 2]", in used[0..f->nnote).
 * UB_EUSAGE with what, the place of the text, for one that is not there.
 */
enum ub_status ub_reportuse_notes(const struct ub_reportfile *f,
    const char *text, const char *what, bool *used, struct ub_err *e);

#endif
