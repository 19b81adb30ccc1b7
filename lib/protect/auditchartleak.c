/*
 * auditchartleak.c - what a chart keeps of the cells that it draws; auditleak.h.
 *
 * Sources: ECMA-376-1, 21.2 (charts); [MS-ODRAWXML] 2.24 (cx: charts of 2016),
 * 2.3 (labels made of cells).
 */
#include <math.h>

#include "../base/num.h"
#include "auditleak.h"

enum { TEXT_MAX = 1 << 20 };

/* A walk through a chart: what is gathered. */
struct charting {
	struct ub_leaks *k;
	struct ub_buf text;    /* of the figure at hand */
	struct ub_buf formula; /* of the reference at hand */
	bool in_formula, in_cache, in_labels, in_value;
	int64_t index;
	size_t hidden, other;      /* figures of hidden cells; that differ */
	struct ub_leak_cell first; /* of the hidden ones */
};

/* --- references -------------------------------------------------------------------- */

/* 'Sheet 1'!$B$5:$B$9: the sheet, and the range without its dollars. */
static bool
parse_reference(const struct ub_leaks *k, const char *s, size_t len,
    size_t *sheet, struct ub_xlsx_range *g)
{
	struct ub_buf name = { 0 }, range = { 0 };
	const char *bang = len == 0 ? NULL : memrchr(s, '!', len), *p;
	bool found = false;
	size_t i;

	if (bang == NULL)
		return false;
	for (p = s; p < bang; p++) {
		if (*p == '\'' && (p == s || p + 1 == bang))
			continue;
		if (*p == '\'' && p[1] == '\'')
			p++;
		ub_buf_putc(&name, *p);
	}
	for (p = bang + 1; p < s + len; p++)
		if (*p != '$')
			ub_buf_putc(&range, *p);
	for (i = 0; i < k->b->book.nsheet && name.s != NULL; i++) {
		if (strcmp(k->b->book.sheet[i].name, name.s) == 0) {
			*sheet = i;
			found =
			    range.s != NULL && ub_xlsx_range_parse(range.s, g);
		}
	}
	ub_buf_free(&name);
	ub_buf_free(&range);
	return found;
}

/* Where a piece of (A,B) ends: at a comma outside of apostrophes. */
static const char *
piece_end(const char *p, const char *end)
{
	bool quoted = false;

	for (; p < end && (quoted || *p != ','); p++)
		if (*p == '\'')
			quoted = !quoted;
	return p;
}

/* Point `index` of a reference of one range or several. */
static bool
locate(const struct ub_leaks *k, const struct ub_buf *f, size_t index,
    struct ub_leak_cell *c)
{
	const char *p = f->s, *end = p + f->len, *to;
	struct ub_xlsx_range g;
	size_t width, n;

	if (f->len > 2 && p[0] == '(' && end[-1] == ')') {
		p++;
		end--;
	}
	for (; p < end; p = to + 1) {
		to = piece_end(p, end);
		if (!parse_reference(k, p, (size_t)(to - p), &c->sheet, &g))
			return false;
		width = g.to_col - g.col + 1;
		n = width * (g.to_row - g.row + 1);
		if (index >= n) {
			index -= n;
			continue;
		}
		c->row = g.row - 1 + index / width;
		c->col = g.col - 1 + index % width;
		return true;
	}
	return false;
}

/* --- charts ------------------------------------------------------------------------ */

/* One figure of a cache, against the cell that it is of. */
static void
look_at_point(struct charting *r)
{
	const struct ub_pgrid_cell *c;
	struct ub_leak_cell at;
	struct ub_slice s;
	double was, is;

	if (!ub_real_read(r->text.s, r->text.len, &was) || was == 0)
		return;
	if (!locate(r->k, &r->formula, (size_t)r->index, &at)) {
		r->other += !r->in_labels;
		return;
	}
	if (ub_leak_is_hidden(r->k, at.sheet, at.row, at.col)) {
		if (r->hidden++ == 0)
			r->first = at;
		return;
	}
	c = ub_pgrid_cell(&r->k->b->grid[at.sheet], at.row, at.col);
	s = ub_pgrid_text(&r->k->b->grid[at.sheet], c);
	if (c == NULL || !(c->flags & UB_PGRID_NUMBER) ||
	    !ub_real_read(s.s, s.len, &is))
		return;
	if (c->flags & UB_PGRID_PERCENT)
		is /= 100;
	r->other += fabs(is - was) > 1e-9 * (1 + fabs(is));
}

/* Figures; names, and labels made of cells, which may be figures, too. */
static bool
is_cache(const char *name)
{
	return strcmp(name, "numCache") == 0 || strcmp(name, "numDim") == 0 ||
	       strcmp(name, "strCache") == 0 || strcmp(name, "strDim") == 0 ||
	       strcmp(name, "dlblRangeCache") == 0;
}

static void
chart_start(void *priv, const char *name, const char **attr)
{
	struct charting *r = priv;
	const char *v;

	if (strcmp(name, "f") == 0) {
		r->in_formula = true;
		ub_buf_clear(&r->formula);
	} else if (strcmp(name, "numLit") == 0) {
		r->in_cache = true;
		ub_buf_clear(&r->formula);
	} else if (is_cache(name)) {
		r->in_cache = true;
		r->in_labels = strcmp(name, "numCache") != 0 &&
			       strcmp(name, "numDim") != 0;
	} else if (strcmp(name, "pt") == 0) {
		v = ub_xml_attr(attr, "idx");
		r->index = 0;
		if (v != NULL && (!ub_int_parse(v, strlen(v), &r->index) ||
				     r->index < 0 || r->index > 1 << 30))
			r->index = 0;
	}
	/* the figure is in the point itself, or in its value */
	if (r->in_cache &&
	    (strcmp(name, "pt") == 0 || strcmp(name, "v") == 0)) {
		r->in_value = true;
		ub_buf_clear(&r->text);
	}
}

static void
chart_end(void *priv, const char *name)
{
	struct charting *r = priv;

	if (strcmp(name, "f") == 0) {
		r->in_formula = false;
	} else if (is_cache(name) || strcmp(name, "numLit") == 0) {
		r->in_cache = r->in_labels = false;
	} else if (r->in_value &&
		   (strcmp(name, "v") == 0 || strcmp(name, "pt") == 0)) {
		r->in_value = false;
		look_at_point(r);
	}
}

static void
chart_text(void *priv, const char *s, size_t len)
{
	struct charting *r = priv;

	if (r->in_formula && r->formula.len < TEXT_MAX)
		ub_buf_add(&r->formula, s, len);
	if (r->in_value && r->text.len < TEXT_MAX)
		ub_buf_add(&r->text, s, len);
}

enum ub_status
ub_leak_chart(
    struct ub_leaks *k, size_t part, const char *name, struct ub_err *e)
{
	static const struct ub_xml_walk walk = { chart_start, chart_end,
		chart_text };
	struct charting r = { .k = k };
	enum ub_status st = ub_audit_book_walk(k->b, part, &walk, &r, e);
	char cell[UB_PGRID_NAME];

	ub_buf_free(&r.text);
	ub_buf_free(&r.formula);
	if (st != UB_OK)
		return st;
	if (r.hidden > 0) {
		ub_pgrid_name(cell, r.first.row, r.first.col);
		ub_leak_find(k, name, "",
		    "the chart keeps %zu figure%s of cells that are hidden, "
		    "the first is %s!%s",
		    r.hidden, r.hidden == 1 ? "" : "s",
		    k->b->book.sheet[r.first.sheet].name, cell);
	}
	if (r.other > 0 && k->ncell > 0)
		ub_leak_find(k, name, "",
		    "the chart keeps %zu figure%s that no cell shows", r.other,
		    r.other == 1 ? "" : "s");
	return st;
}
