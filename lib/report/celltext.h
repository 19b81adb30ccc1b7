/*
 * celltext.h - a field of a stream as the text people see, in the words of w.
 */
#ifndef UB_CELLTEXT_H
#define UB_CELLTEXT_H

#include "../stream/reader.h"
#include "sheet.h"

/*
 * Append record rec's cell in column col: a value's label instead of it (after
 * a code of digits), a share as per cent from its counts, a mean rounded, a
 * p-value that is rounded to 0 as "<0.001", a missing value's sign, or its word in a key column (symbol.h).  Return why
 * there is no value, 0 when there is one.
 */
char ub_cell_text(struct ub_buf *b, const struct ub_words *w,
    const struct ub_sheet_col *col, const struct ub_meta *m,
    const struct ub_batch *batch, size_t rec);

#endif
