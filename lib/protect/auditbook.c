/* auditbook.c - what sheets hold beside what they show; auditbook.h. */
#include <stdlib.h>

#include "../base/unicode.h"
#include "auditcell.h"
#include "auditleak.h"

/* --- sheets ------------------------------------------------------------------------ */

static const char *
sheet_name(const struct ub_leaks *k, size_t i)
{
	return k->b->book.sheet[i].name;
}

/* What is hidden of a sheet: figures in it. */
struct tally {
	size_t figures, row, col; /* the first of them */
};

static void
count(struct tally *t, size_t row, size_t col)
{
	if (t->figures++ == 0) {
		t->row = row;
		t->col = col;
	}
}

static void
tell_tallies(struct ub_leaks *k, size_t i, const struct tally *rows,
    const struct tally *cols)
{
	char name[UB_PGRID_NAME];

	if (rows->figures > 0)
		ub_leak_find(k, sheet_name(k, i), "",
		    "hidden rows hold %zu figure%s, the first in row %zu",
		    rows->figures, rows->figures == 1 ? "" : "s",
		    rows->row + 1);
	if (cols->figures > 0) {
		ub_pgrid_name(name, 0, cols->col);
		name[strcspn(name, "0123456789")] = '\0';
		ub_leak_find(k, sheet_name(k, i), "",
		    "hidden columns hold %zu figure%s, the first in column %s",
		    cols->figures, cols->figures == 1 ? "" : "s", name);
	}
}

/* --- beside a table ----------------------------------------------------------- */

/* The table's row at that row of the sheet, or UB_NOCOL. */
static size_t
row_of(const struct ub_audit_item *it, size_t row)
{
	size_t low = 0, high = it->t.n, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (it->row[mid] < row)
			low = mid + 1;
		else
			high = mid;
	}
	return low < it->t.n && it->row[low] == row ? low : UB_NOCOL;
}

/* A column without a heading, behind one that is empty. */
static bool
is_aside(struct ub_leaks *k, const struct ub_audit_item *it, size_t col)
{
	const struct ub_pgrid *g = &k->b->grid[it->sheet];
	size_t c, r;

	if (k->aside.item == it && k->aside.col == col)
		return k->aside.is;
	for (c = 0; c < it->t.ncol && it->col[c] != col; c++)
		;
	k->aside.item = it;
	k->aside.col = col;
	k->aside.is = col > 0 && c >= it->t.nkey &&
		      (c == it->t.ncol ||
			  strncmp(it->legend.col[c].name, "column ", 7) == 0);
	for (r = 0; r < it->t.n && k->aside.is; r++)
		k->aside.is = ub_pgrid_cell(g, it->row[r], col - 1) == NULL;
	return k->aside.is;
}

/* In a row that hides a figure, and yet no part of its table. */
static bool
stands_aside(struct ub_leaks *k, size_t sheet, size_t row, size_t col)
{
	const struct ub_audit_item *it;
	size_t i;

	if (!ub_leak_row_hides(k, sheet, row))
		return false;
	for (i = k->from; i < k->set->n; i++) {
		it = k->set->item[i];
		if (it->sheet == sheet && row_of(it, row) != UB_NOCOL)
			return is_aside(k, it, col);
	}
	return false;
}

static void
look_at_cell(struct ub_leaks *k, size_t i, size_t row,
    const struct ub_pgrid_cell *c, struct tally *rows, struct tally *cols)
{
	const struct ub_pgrid *g = &k->b->grid[i];
	struct ub_slice s = ub_pgrid_text(g, c);
	char name[UB_PGRID_NAME];
	bool figure = ub_printed_read(g, c, NULL).kind == UB_PRINTED_NUMBER;

	ub_pgrid_name(name, row, c->col);
	if (figure && g->row_hidden[row])
		count(rows, row, c->col);
	else if (figure && c->col < g->ncol_hidden && g->col_hidden[c->col])
		count(cols, row, c->col);
	else if (figure && (c->flags & UB_PGRID_COVERED))
		ub_leak_find(
		    k, sheet_name(k, i), name, "a figure below a merged cell");
	else if (figure && (c->flags & UB_PGRID_FACELESS))
		ub_leak_find(k, sheet_name(k, i), name,
		    "a figure that its format shows nothing of");
	else if (figure && stands_aside(k, i, row, c->col))
		ub_leak_find(k, sheet_name(k, i), name,
		    "a figure without a heading, aside from a row that hides "
		    "one");
	else if ((c->flags & UB_PGRID_FORMULA) &&
		 ub_leak_is_hidden(k, i, row, c->col))
		ub_leak_find(k, sheet_name(k, i), name,
		    "hidden by a formula: what it reads is in the workbook");
	else if (!figure && !(c->flags & UB_PGRID_NUMBER))
		ub_leak_text(k, sheet_name(k, i), name, s.s, s.len);
}

/* Without &L and the like, which say where and how. */
static void
look_at_foot(struct ub_leaks *k, size_t i, const struct ub_pgrid_note *n)
{
	struct ub_buf b = { 0 };
	const char *p;

	for (p = n->text; *p != '\0'; p++) {
		if (*p == '&' && p[1] != '\0') {
			ub_buf_putc(&b, ' ');
			p++;
		} else {
			ub_buf_putc(&b, *p);
		}
	}
	if (b.len > 0)
		ub_leak_text(k, sheet_name(k, i), n->what, b.s, b.len);
	ub_buf_free(&b);
}

/* The first hidden figure in a range of the sheet, or NULL. */
static const struct ub_leak_cell *
hidden_within(struct ub_leaks *k, size_t sheet, const struct ub_xlsx_range *g)
{
	const struct ub_leak_cell *c;
	size_t i;

	for (i = 0; i < k->ncell; i++) {
		c = &k->cell[i];
		if (c->sheet == sheet && c->row + 1 >= g->row &&
		    c->row + 1 <= g->to_row && c->col + 1 >= g->col &&
		    c->col + 1 <= g->to_col)
			return c;
	}
	return NULL;
}

/* "B2 C3:D4": the same. */
static const struct ub_leak_cell *
hidden_on(struct ub_leaks *k, size_t sheet, const char *on)
{
	const struct ub_leak_cell *c = NULL;
	struct ub_xlsx_range g;
	char piece[48];
	size_t n;

	for (; *on != '\0' && c == NULL; on += n + (on[n] == ' ')) {
		n = strcspn(on, " ");
		if (n >= sizeof(piece))
			continue;
		memcpy(piece, on, n);
		piece[n] = '\0';
		if (ub_xlsx_range_parse(piece, &g))
			c = hidden_within(k, sheet, &g);
	}
	return c;
}

enum { NOTES_MAX = 20000 }; /* that are compared with the hidden figures */

static void
look_at_notes(struct ub_leaks *k, size_t i)
{
	const struct ub_pgrid *g = &k->b->grid[i];
	const struct ub_pgrid_note *n;
	const struct ub_leak_cell *c;
	char name[UB_PGRID_NAME];
	size_t j;

	for (j = 0; j < g->nnote && j < NOTES_MAX && k->ncell > 0; j++) {
		n = &g->note[j];
		if (n->on[0] == '\0') {
			look_at_foot(k, i, n);
			continue;
		}
		c = ub_leak_has_digit(n->text, strlen(n->text))
			? hidden_on(k, i, n->on)
			: NULL;
		if (c != NULL) {
			ub_pgrid_name(name, c->row, c->col);
			ub_leak_find(k, sheet_name(k, i), name,
			    "%s on this hidden figure holds a number", n->what);
		} else {
			ub_leak_text(k, sheet_name(k, i), n->what, n->text,
			    strlen(n->text));
		}
	}
	if (j < g->nnote && k->ncell > 0)
		ub_audit_remark(k->a,
		    "%s: more than %d links and rules of what may be entered: "
		    "the rest is not looked at",
		    sheet_name(k, i), NOTES_MAX);
}

static void
look_at_sheet(struct ub_leaks *k, size_t i)
{
	const struct ub_pgrid *g = &k->b->grid[i];
	struct tally rows = { 0, 0, 0 }, cols = { 0, 0, 0 };
	size_t r, c, figures = 0;

	if (k->b->book.sheet[i].hidden) {
		for (c = 0; c < g->ncell; c++)
			figures += ub_printed_read(g, &g->cell[c], NULL).kind ==
				   UB_PRINTED_NUMBER;
		if (figures > 0)
			ub_leak_find(k, sheet_name(k, i), "",
			    "the sheet is hidden, and holds %zu figure%s",
			    figures, figures == 1 ? "" : "s");
		return;
	}
	for (r = 0; r < g->nrow; r++)
		for (c = g->row[r]; c < g->row[r + 1]; c++)
			look_at_cell(k, i, r, &g->cell[c], &rows, &cols);
	tell_tallies(k, i, &rows, &cols);
	look_at_notes(k, i);
}

/* Texts that no cell shows: what a program forgot when it hid a figure. */
static void
look_at_texts(struct ub_leaks *k)
{
	const struct ub_xlsx_strings *x = &k->b->book.context.strings;
	size_t i, from, n = 0;

	for (i = 0; i < x->n && k->ncell > 0; i++) {
		from = i == 0 ? 0 : x->end[i - 1];
		if (!k->b->used[i])
			n += ub_leak_has_digit(
			    x->text.s + from, x->end[i] - from);
	}
	if (n > 0)
		ub_leak_find(k, "xl/sharedStrings.xml", "",
		    "%zu text%s with a number that no cell shows", n,
		    n == 1 ? "" : "s");
}

enum ub_status
ub_audit_leaks(struct ub_audit *a, struct ub_audit_book *b,
    const struct ub_audit_set *set, size_t from, struct ub_err *e)
{
	struct ub_leaks k = { .a = a, .b = b, .set = set, .from = from };
	enum ub_status st;
	size_t i;

	ub_leaks_begin(&k);
	for (i = 0; i < b->book.nsheet; i++)
		look_at_sheet(&k, i);
	look_at_texts(&k);
	st = ub_leak_parts(&k, e);
	ub_leaks_end(&k);
	return st;
}
