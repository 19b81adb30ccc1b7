/* auditbook.c - what sheets hold beside what they show; auditbook.h. */
#include <stdlib.h>

#include "../base/unicode.h"
#include "auditcell.h"
#include "auditleak.h"

enum { LABELS_MAX = 5000, LABEL_LETTERS = 3, BESIDE = 20 };

void
ub_leak_find(struct ub_leaks *k, const char *place, const char *cell,
    const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	ub_audit_find(k->a, UB_FIND_LEFT, SIZE_MAX, place, cell, "",
	    ub_audit_text(fmt, ap));
	va_end(ap);
}

/* --- which cells hide a figure --------------------------------------------- */

static int
by_place(const void *a, const void *b)
{
	const struct ub_leak_cell *x = a, *y = b;

	if (x->sheet != y->sheet)
		return x->sheet < y->sheet ? -1 : 1;
	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return (x->col > y->col) - (x->col < y->col);
}

bool
ub_leak_is_hidden(
    const struct ub_leaks *k, size_t sheet, size_t row, size_t col)
{
	struct ub_leak_cell want = { sheet, row, col };

	return k->ncell > 0 && bsearch(&want, k->cell, k->ncell, sizeof(want),
				   by_place) != NULL;
}

static size_t
letters(struct ub_slice s)
{
	size_t i, n = 0;

	for (i = 0; i < s.len; i++)
		n += (s.s[i] >= 'a' && s.s[i] <= 'z') ||
		     (s.s[i] >= 'A' && s.s[i] <= 'Z') ||
		     (unsigned char)s.s[i] >= 0xc3;
	return n;
}

static void
add_label(struct ub_leaks *k, struct ub_slice s)
{
	if (k->nlabel == LABELS_MAX || ub_missing(s) != 0 ||
	    letters(s) < LABEL_LETTERS)
		return;
	if (k->nlabel > 0 &&
	    ub_slice_eq(ub_slice_of(k->label[k->nlabel - 1]), s))
		return;
	k->label = ub_xgrow(k->label, k->nlabel, sizeof(*k->label));
	k->label[k->nlabel++] = ub_xstrndup(s.s, s.len);
}

static void
take_hidden(struct ub_leaks *k, const struct ub_audit_item *it)
{
	size_t i, row, col;
	int64_t v;

	for (i = 0; i < it->t.n * it->t.ncol; i++) {
		row = i / it->t.ncol;
		col = i % it->t.ncol;
		if (col < it->t.nkey || it->col[col] == UB_NOCOL)
			continue;
		/* a hidden per cent is no count, and yet hidden */
		if (ub_audited_value(&it->audited, i, &v) != UB_SECRET &&
		    ub_missing(it->t.cell[i]) != UB_HIDDEN)
			continue;
		k->cell = ub_xgrow(k->cell, k->ncell, sizeof(*k->cell));
		k->cell[k->ncell++] = (struct ub_leak_cell){ it->sheet,
			it->row[row], it->col[col] };
		if (it->t.nkey > 0)
			add_label(
			    k, ub_published_cell(&it->t, row, it->t.nkey - 1));
	}
}

/* --- a number beside a name --------------------------------------------------- */

bool
ub_leak_has_digit(const char *s, size_t len)
{
	for (; len > 0; s++, len--)
		if (*s >= '0' && *s <= '9')
			return true;
	return false;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* 1 000, also with a blank that does not break. */
static bool
begins_group(const char *q, const char *end)
{
	size_t n = 0;

	if (q < end && *q == ' ')
		q++;
	else if (end - q > 2 && memcmp(q, "\xc2\xa0", 2) == 0)
		q += 2;
	else
		return false;
	while (q < end && is_digit(*q)) {
		q++;
		n++;
	}
	return n == 3;
}

/* The number of one to three digits that is no part of another or of a word, no
 * per cent, no number of a note; none: no length. */
static struct ub_slice
count_at(const char *from, const char *end, const char *p)
{
	struct ub_slice none = { p, 0 },
			before = { p > from ? p - 1 : p, p > from };
	const char *q = p;

	while (q < end && is_digit(*q))
		q++;
	if (q - p > 3 || letters(before) > 0 ||
	    (p > from && strchr(",.-/:", p[-1]) != NULL && p - 1 > from &&
		is_digit(p[-2])))
		return none;
	if (q < end &&
	    (*q == '%' || *q == ']' || *q == '-' ||
		(q + 1 < end && strchr(",./:", *q) != NULL && is_digit(q[1]))))
		return none;
	if (begins_group(q, end) || (q + 1 < end && q[0] == ' ' && q[1] == '%'))
		return none;
	return (struct ub_slice){ p, (size_t)(q - p) };
}

/* In [p, end), before a full stop and within reach. */
static struct ub_slice
number_after(const char *from, const char *p, const char *end)
{
	const char *q;

	for (q = p; q < end && q - p < BESIDE && *q != '.' && *q != '\n'; q++)
		if (is_digit(*q))
			return count_at(from, end, q);
	return (struct ub_slice){ p, 0 };
}

static struct ub_slice
number_before(const char *from, const char *p, const char *end)
{
	const char *q;

	for (q = p;
	     q > from && p - q < BESIDE / 2 && strchr(".,;(\n", q[-1]) == NULL;
	     q--) {
		if (!is_digit(q[-1]))
			continue;
		while (q > from && is_digit(q[-1]))
			q--;
		return count_at(from, end, q);
	}
	return (struct ub_slice){ p, 0 };
}

static bool
is_word(const char *from, const char *end, const char *p, size_t len)
{
	struct ub_slice before = { p > from ? p - 1 : p, p > from };
	struct ub_slice after = { p + len, p + len < end };

	return letters(before) == 0 && letters(after) == 0;
}

/* Is there a number, and does no row of that name show it? */
static bool
tells(const struct ub_leaks *k, size_t label, struct ub_slice number)
{
	const struct ub_published *t;
	struct ub_slice name = ub_slice_of(k->label[label]);
	size_t i, r, c;

	for (i = k->from; i < k->set->n && number.len > 0; i++) {
		t = &k->set->item[i]->t;
		for (r = 0; r < t->n && t->nkey > 0; r++) {
			if (!ub_slice_eq(
				ub_published_cell(t, r, t->nkey - 1), name))
				continue;
			for (c = t->nkey; c < t->ncol; c++)
				if (ub_slice_eq(
					ub_published_cell(t, r, c), number))
					return false;
		}
	}
	return number.len > 0;
}

void
ub_leak_text(struct ub_leaks *k, const char *place, const char *cell,
    const char *s, size_t len)
{
	const char *p, *end = s + len;
	size_t i, n;

	if (len == 0 || !ub_leak_has_digit(s, len))
		return;
	for (i = 0; i < k->nlabel; i++) {
		n = strlen(k->label[i]);
		for (p = s;
		     (p = memmem(p, (size_t)(end - p), k->label[i], n)) != NULL;
		     p += n) {
			if (!is_word(s, end, p, n) ||
			    (!tells(k, i, number_after(s, p + n, end)) &&
				!tells(k, i, number_before(s, p, end))))
				continue;
			ub_leak_find(k, place, cell,
			    "names %s and a number beside it, while a figure "
			    "of that row is hidden",
			    k->label[i]);
			return;
		}
	}
}

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

	for (i = from; i < set->n; i++)
		take_hidden(&k, set->item[i]);
	if (k.ncell > 0)
		qsort(k.cell, k.ncell, sizeof(*k.cell), by_place);
	for (i = 0; i < b->book.nsheet; i++)
		look_at_sheet(&k, i);
	look_at_texts(&k);
	st = ub_leak_parts(&k, e);
	free(k.cell);
	for (i = 0; i < k.nlabel; i++)
		free(k.label[i]);
	free(k.label);
	return st;
}
