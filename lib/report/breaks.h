/*
 * breaks.h - breaks in a series: from when on a measure is another, and why.
 * What stands before one is not compared with what stands behind it.
 */
#ifndef UB_BREAKS_H
#define UB_BREAKS_H

#include "../stream/meta.h"
#include "sheet.h"

/* Add "2019: why; 2021: why" as breaks of a measure; false: it is not that. */
bool ub_breaks_add(struct ub_sheet *s, const char *column, const char *said);
/* What the #table line says: break:NAME=2019: why. */
void ub_breaks_take(struct ub_sheet *s, const struct ub_meta *m);

/*
 * Is there one of column col between two rows, by what their key number key
 * shows: years, or days and parts of them that begin so?  Which; NULL: none.
 */
const struct ub_sheet_break *ub_breaks_between(const struct ub_sheet *s,
    size_t col, size_t key, size_t before, size_t after);

/* Say each in the note of the sheet, where its times stand in the table, in
 * rows or across, and it is not said yet. */
void ub_breaks_say(struct ub_sheet *s, const struct ub_meta *m);

#endif
