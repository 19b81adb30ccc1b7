/*
 * board.h - the page a board opens: a handful of key figures out of a report's
 * tables, with what they were, what they should be and what that means in
 * words.
 */
#ifndef UB_BOARD_H
#define UB_BOARD_H

#include "reportfile.h"
#include "sheet.h"

enum { UB_BOARD_MAX = 8 }; /* figures that a page has room for */

/*
 * Make the page of f's figures, at least one, from the tables in sheet, which
 * are as they are shown: a figure that they hide is hidden here, and changes
 * are of the figures shown.  UB_EUSAGE at the line of f that names a table, a
 * column or a row that is not there, or a measure that is no number.  *s is to
 * be freed with ub_sheet_free(), after a failure too; its name is not set.
 */
enum ub_status ub_board_make(struct ub_sheet *s, const struct ub_words *w,
    const struct ub_reportfile *f, const struct ub_sheet *const *sheet,
    size_t n, struct ub_err *e);

#endif
