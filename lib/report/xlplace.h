/*
 * xlplace.h - where in a sheet the figures of a chart stand.
 */
#ifndef UB_XLPLACE_H
#define UB_XLPLACE_H

#include "xl.h"

/* What a chart is drawn from: s, whose headings are on row head, from 0. */
struct ub_xl_drawn {
	const struct ub_chart *c;
	const struct ub_sheet *s;
	uint32_t head;
};

/* The figure of a group and series, and its row and column in s; of an
 * interval the series are dot, lower and upper end. */
const struct ub_cell *ub_xl_figure(
    const struct ub_xl_drawn *d, size_t g, size_t i, size_t *row, size_t *col);
/* Append an area: "'a sheet'!$A$1:$D$30". */
void ub_xl_place_area(
    struct ub_buf *b, const char *sheet, const struct ub_xl_area *area);
/* Append a cell, from 0, to a list "=('a sheet'!$B$3,'a sheet'!$D$3" that the
 * caller ends with ")". */
void ub_xl_place(
    struct ub_buf *b, const struct ub_xl_drawn *d, size_t row, size_t col);
/* Does the text refer to a note?  Who reads a chart cannot look it up, so the
 * chart has the text without: but not where it would be a formula. */
bool ub_xl_noted(const char *text);

#endif
