/* auditplace.c - where the tables of a grid are, and their headings;
 * auditshape.h. */
#include "../base/unicode.h"
#include "auditshape.h"

enum { HEAD_ROWS = 5, NAME_MAX_LEN = 200 };

/* --- cells --------------------------------------------------------------------------- */

struct ub_printed
ub_shape_cell(const struct ub_shape *s, size_t row, size_t col)
{
	const struct ub_pgrid_cell *c = ub_pgrid_cell(s->g, row, col);

	if (c != NULL && (c->flags & UB_PGRID_COVERED))
		c = NULL;
	return ub_printed_read(s->g, c, s->ask->hidden);
}

struct ub_slice
ub_shape_text(const struct ub_shape *s, size_t row, size_t col)
{
	const struct ub_pgrid_cell *c = ub_pgrid_cell(s->g, row, col);

	return ub_pgrid_text(s->g, c);
}

static bool
is_year(const struct ub_printed *v)
{
	return v->kind == UB_PRINTED_NUMBER && v->len == 4 &&
	       (memcmp(v->text, "19", 2) == 0 || memcmp(v->text, "20", 2) == 0);
}

/* X and C, which are names of counties, too. */
static bool
is_letter(struct ub_slice t)
{
	return t.len == 1 && memchr("XxCc", t.s[0], 4) != NULL;
}

/* Does a word stand above a number in it? */
static bool
heads_numbers(const struct ub_shape *s, size_t row)
{
	const struct ub_pgrid *g = s->g;
	size_t i;

	if (row + 1 >= g->nrow)
		return false;
	for (i = g->row[row]; i < g->row[row + 1]; i++)
		if (g->cell[i].col > 0 &&
		    ub_shape_cell(s, row, g->cell[i].col).kind ==
			UB_PRINTED_TEXT &&
		    ub_shape_cell(s, row + 1, g->cell[i].col).kind ==
			UB_PRINTED_NUMBER)
			return true;
	return false;
}

bool
ub_shape_codes(const struct ub_pgrid *g)
{
	bool total = false, told = false;
	struct ub_slice f;
	size_t i;

	if (g->nrow == 0 || g->row[1] - g->row[0] != g->ncol)
		return false;
	for (i = 0; i < g->ncell; i++) {
		f = ub_pgrid_text(g, &g->cell[i]);
		if (i < g->row[1] && f.len > 0 && f.s[0] == '.')
			return false;
		total = total || ub_slice_is(f, ".t");
		told = told || ub_slice_is(f, ".s") || ub_slice_is(f, ".l") ||
		       ub_slice_is(f, "X");
	}
	return total && !told;
}

/* Does a figure stand next to a word of its column, above it (step -1) or below
 * it, with such words alone between? */
static bool
meets_figure(const struct ub_shape *s, size_t row, size_t col, int step)
{
	enum { FAR = 32 }; /* more are not looked at */
	struct ub_printed v;

	for (int i = 0; i < FAR && (step > 0 || row > 0); i++) {
		row = step > 0 ? row + 1 : row - 1;
		if (row >= s->g->nrow)
			return false;
		v = ub_shape_cell(s, row, col);
		if (v.kind == UB_PRINTED_NUMBER || v.kind == UB_PRINTED_SIGN)
			return true;
		if (v.kind != UB_PRINTED_TEXT ||
		    ub_shape_word(ub_shape_text(s, row, col)) == 0)
			return false;
	}
	return false;
}

/* Is a word where a figure would be: below one, or above one and the same as
 * another of its row, as no two headings are? */
static bool
is_for_figure(const struct ub_shape *s, size_t row, size_t at)
{
	const struct ub_pgrid *g = s->g;
	struct ub_slice t = ub_pgrid_text(g, &g->cell[at]);
	size_t i, col = g->cell[at].col;

	if (col == 0 || ub_shape_word(t) == 0)
		return false;
	if (meets_figure(s, row, col, -1))
		return true;
	for (i = g->row[row]; i < g->row[row + 1]; i++)
		if (i != at && g->cell[i].col > 0 &&
		    ub_slice_eq(ub_pgrid_text(g, &g->cell[i]), t))
			return meets_figure(s, row, col, 1);
	return false;
}

struct ub_shape_row
ub_shape_row(const struct ub_shape *s, size_t row)
{
	const struct ub_pgrid *g = s->g;
	struct ub_shape_row p = { 0, 0, SIZE_MAX, true };
	struct ub_printed v;
	size_t i, col, letters = 0;

	for (i = g->row[row]; i < g->row[row + 1]; i++) {
		col = g->cell[i].col;
		v = ub_shape_cell(s, row, col);
		if (v.kind == UB_PRINTED_BLANK)
			continue;
		if (p.first == SIZE_MAX)
			p.first = col;
		if ((v.kind == UB_PRINTED_TEXT && !is_for_figure(s, row, i)) ||
		    col == 0 ||
		    ub_slice_is(ub_pgrid_text(g, &g->cell[i]), ".t")) {
			p.texts++;
			continue;
		}
		p.figures++;
		letters += is_letter(ub_pgrid_text(g, &g->cell[i]));
		p.years = p.years && is_year(&v);
	}
	if (letters > 0 && letters == p.figures && heads_numbers(s, row)) {
		p.texts += letters;
		p.figures = 0;
	}
	p.years = p.years && p.figures > 0;
	return p;
}

/* --- where a table is ------------------------------------------------------------------ */

static bool
is_heading(const struct ub_shape_row *p)
{
	return (p->figures == 0 || p->years) &&
	       (p->texts + p->figures >= 2 || (p->texts == 1 && p->first > 0));
}

/* The heading above row `data`: as far as rows are like one, and one blank row
 * between. */
static size_t
heading_above(const struct ub_shape *s, size_t data)
{
	size_t head = data, r = data, blank = 0;
	struct ub_shape_row p;

	while (r > s->title && data - r < HEAD_ROWS) {
		p = ub_shape_row(s, --r);
		if (p.texts + p.figures == 0 && blank++ == 0 && r > 0)
			continue;
		if (!is_heading(&p))
			break;
		head = r;
	}
	return head;
}

bool
ub_shape_next(struct ub_shape *s)
{
	struct ub_shape_row p, next;
	size_t r, last;

	if (s->codes) {
		s->data = 1;
		for (s->end = 1; s->end < s->g->nrow &&
				 s->g->row[s->end] < s->g->row[s->end + 1];)
			s->end++;
		return s->end > 1;
	}
	for (s->data = s->title; s->data < s->g->nrow; s->data++) {
		p = ub_shape_row(s, s->data);
		if (p.figures == 0)
			continue;
		/* years over columns of figures are headings */
		next = s->data + 1 < s->g->nrow ? ub_shape_row(s, s->data + 1)
						: (struct ub_shape_row){ 0 };
		if (!p.years || next.figures == 0)
			break;
	}
	if (s->data >= s->g->nrow)
		return false;
	s->head = heading_above(s, s->data);
	last = s->data;
	for (r = s->data + 1; r < s->g->nrow; r++) {
		p = ub_shape_row(s, r);
		if (p.figures > 0 && !(p.years && p.texts < 2 && r > last + 1))
			last = r;
		/* a heading again, and figures below it: another table */
		else if (is_heading(&p) && p.texts >= 2 && r + 1 < s->g->nrow &&
			 ub_shape_row(s, r + 1).figures > 0)
			break;
	}
	s->end = last + 1;
	return true;
}

/* --- headings ------------------------------------------------------------- */

void
ub_shape_heading(struct ub_shape *s, size_t col)
{
	struct ub_buf b = { 0 };
	struct ub_slice t, before = { "", 0 };
	size_t r, c;

	for (r = s->head; r < s->data; r++) {
		t = ub_shape_text(s, r, col);
		/* the group stands over its first column; the last row of a
		 * heading has one for each */
		for (c = col; t.len == 0 && c-- > 1 && r + 1 < s->data;)
			t = ub_shape_text(s, r, c);
		if (t.len == 0 || ub_slice_eq(t, before) ||
		    (!is_letter(t) &&
			ub_printed_read(s->g, ub_pgrid_cell(s->g, r, col), NULL)
				.kind == UB_PRINTED_SIGN))
			continue;
		if (b.len > 0)
			ub_buf_puts(&b, ", ");
		ub_printable(&b, t.s, t.len < NAME_MAX_LEN ? t.len : 0);
		before = t;
	}
	if (b.len == 0) {
		char name[UB_PGRID_NAME];

		ub_pgrid_name(name, 0, col);
		name[strcspn(name, "0123456789")] = '\0';
		ub_buf_printf(&b, "column %s", name);
	}
	s->heading[col] = b.s;
}
