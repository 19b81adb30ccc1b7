/*
 * remake.h - a sheet made anew of the cells of another: columns and rows in
 * another arrangement, with words and differences between them.
 */
#ifndef UB_REMAKE_H
#define UB_REMAKE_H

#include "sheet.h"

struct ub_remake {
	struct ub_sheet *s;       /* as it is; becomes the new one at the end */
	struct ub_sheet_col *col; /* the new one's */
	size_t ncol, nkey;
	struct ub_cell *cell;
	size_t nrow;
};

/* s stays as it is until ub_remake_end(). */
void ub_remake_begin(struct ub_remake *m, struct ub_sheet *s);
/*
 * One more column, like that one but for name and heading (NULL: its own).
 * Before the first row; keys first.  Returns its number.
 */
size_t ub_remake_col(struct ub_remake *m, const struct ub_sheet_col *like,
    const char *name, const char *heading);
/* The same of nothing: a column of this type, its numbers with the decimals of
 * their texts. */
size_t ub_remake_new(struct ub_remake *m, enum ub_type type, enum ub_role role,
    const char *name, const char *heading);
/* One more row, all of whose cells are signs that there is no value. */
void ub_remake_row(struct ub_remake *m);
/* Cells of the last row: that of the sheet as it was; or a text. */
void ub_remake_copy(struct ub_remake *m, size_t col, size_t row, size_t from);
void ub_remake_put(struct ub_remake *m, size_t col, enum ub_cell_kind kind,
    char reason, const char *text);
/* The sign of a reason. */
void ub_remake_sign(struct ub_remake *m, size_t col, char reason);
/*
 * In the last row's col: the number shown in cell a less that in b, of one
 * column of the sheet as it was, with its decimals; the sign of what is
 */
void ub_remake_difference(struct ub_remake *m, size_t col,
    const struct ub_cell *a, const struct ub_cell *b);
/* Headings made different, widths settled, and what signs are there. */
void ub_remake_end(struct ub_remake *m);

/* The columns and cells of a sheet, its table, title and breaks; other texts
 * are empty, and it has no name yet.  To be freed with ub_sheet_free(). */
void ub_remake_twin(struct ub_sheet *to, const struct ub_sheet *s);
/* Put a sentence behind the note of a sheet. */
void ub_remake_note(struct ub_sheet *s, const char *text);
/* The column that is called as col is, and then tail; or UB_NOCOL. */
size_t ub_remake_beside(const struct ub_sheet *s, size_t col, const char *tail);

#endif
