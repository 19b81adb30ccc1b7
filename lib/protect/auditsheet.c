/* auditsheet.c - see auditsheet.h. */
#include <stdlib.h>

#include "../base/file.h"
#include "../base/num.h"
#include "auditnote.h"
#include "auditsheet.h"

enum {
	CHUNK = 64 * 1024,
	FORMATS_MAX = 4096,
	STYLES_MAX = 65536,
	PART_MAX = 512 * 1024 * 1024,
	MERGED_MAX = 100000000 /* cells that ranges are compared with */
};

enum ub_status
ub_audit_book_walk(struct ub_audit_book *b, size_t part,
    const struct ub_xml_walk *walk, void *priv, struct ub_err *e)
{
	struct ub_xml *x = ub_xml_new(walk, priv);
	struct ub_part *t;
	enum ub_status st = ub_part_open(&t, b->package, part, e);
	size_t n = 1, all = 0;
	struct ub_err was;

	for (; st == UB_OK && n > 0; all += n) {
		st = ub_part_read(t, ub_xml_room(x, CHUNK), CHUNK, &n, e);
		if (st == UB_OK && all + n > PART_MAX)
			st = ub_fail(e, UB_EDATA, "is too large");
		if (st == UB_OK)
			st = ub_xml_feed(x, n, n == 0, e);
	}
	ub_part_free(t);
	ub_xml_free(x);
	if (st == UB_OK)
		return st;
	was = *e;
	return ub_fail(e, was.code, "%.80s %s",
	    ub_package_name(b->package, part), was.what);
}

/* --- formats --------------------------------------------------------------------- */

struct styles {
	struct ub_audit_book *to;
	struct format {
		int64_t id;
		char *code;
	} * format;
	size_t n;
	bool in_cells;
};

static int64_t
number(const char **attr, const char *name, int64_t other)
{
	const char *v = ub_xml_attr(attr, name);
	int64_t n;

	return v != NULL && ub_int_parse(v, strlen(v), &n) ? n : other;
}

static void
on_style(void *priv, const char *name, const char **attr)
{
	struct styles *s = priv;
	struct ub_audit_book *b = s->to;
	const char *code;
	size_t i;

	if (strcmp(name, "cellXfs") == 0) {
		s->in_cells = true;
	} else if (strcmp(name, "numFmt") == 0 && s->n < FORMATS_MAX) {
		if ((code = ub_xml_attr(attr, "formatCode")) == NULL)
			return;
		s->format = ub_xgrow(s->format, s->n, sizeof(*s->format));
		s->format[s->n++] =
		    (struct format){ number(attr, "numFmtId", 0),
			    ub_xstrdup(code) };
	} else if (strcmp(name, "xf") == 0 && s->in_cells &&
		   b->nformat < STYLES_MAX) {
		b->format = ub_xgrow(b->format, b->nformat, sizeof(*b->format));
		b->format[b->nformat] = NULL;
		for (i = 0; i < s->n && b->format[b->nformat] == NULL; i++)
			if (s->format[i].id == number(attr, "numFmtId", -1))
				b->format[b->nformat] =
				    ub_xstrdup(s->format[i].code);
		b->nformat++;
	}
}

static void
on_style_end(void *priv, const char *name)
{
	struct styles *s = priv;

	if (strcmp(name, "cellXfs") == 0)
		s->in_cells = false;
}

static enum ub_status
load_formats(struct ub_audit_book *b, struct ub_err *e)
{
	static const struct ub_xml_walk walk = { on_style, on_style_end, NULL };
	struct styles s = { .to = b };
	enum ub_status st = UB_OK;
	size_t i;

	if (b->book.styles != NULL &&
	    ub_package_find(b->package, b->book.styles, &i))
		st = ub_audit_book_walk(b, i, &walk, &s, e);
	for (i = 0; i < s.n; i++)
		free(s.format[i].code);
	free(s.format);
	return st;
}

/*
 * A section of a format that holds for a value: sections are for more than 0,
 * less, 0 and texts, unless they have conditions of their own.
 */
static bool
holds(const char *section, double v)
{
	const char *p = strchr(section, '['), *end;
	char op[3] = { 0 };
	double with;

	for (; p != NULL && strchr("<>=", p[1]) == NULL; p = strchr(p + 1, '['))
		;
	if (p == NULL || (end = strchr(p, ']')) == NULL)
		return false;
	op[0] = *++p;
	if (p[1] == '=' || p[1] == '>')
		op[1] = p[1];
	p += strlen(op);
	if (!ub_real_read(p, (size_t)(end - p), &with))
		return false;
	switch (op[0]) {
	case '<':
		return op[1] == '='   ? v <= with
		       : op[1] == '>' ? v != with
				      : v < with;
	case '>':
		return op[1] == '=' ? v >= with : v > with;
	default:
		return v == with;
	}
}

/* Does the section show a digit, or the whole of the number? */
static bool
has_digits(const char *s)
{
	if (*s == '\0')
		return false;
	for (; *s != '\0'; s++) {
		if (*s == '"') {
			if ((s = strchr(s + 1, '"')) == NULL)
				return false;
		} else if (*s == '\\' || *s == '_' || *s == '*') {
			if (*++s == '\0')
				return false;
		} else if (*s == '[') {
			if ((s = strchr(s, ']')) == NULL)
				return false;
		} else if (strchr("0#?@GgymdhsYMDHS", *s) != NULL) {
			return true;
		}
	}
	return false;
}

enum { SECTIONS = 4, SECTION_MAX = 256 };

static size_t
cut_sections(const char *code, char section[SECTIONS][SECTION_MAX])
{
	size_t n = 0, k = 0;
	bool quoted = false;

	for (; *code != '\0' && n < SECTIONS; code++) {
		if (*code == '"')
			quoted = !quoted;
		if (*code == ';' && !quoted) {
			section[n++][k] = '\0';
			k = 0;
			continue;
		}
		if (k < SECTION_MAX - 1)
			section[n][k++] = *code;
	}
	if (n < SECTIONS)
		section[n++][k] = '\0';
	return n;
}

/* Is a number shown by a format without a digit of it? */
static bool
faceless(const char *code, double v)
{
	char section[SECTIONS][SECTION_MAX];
	size_t n = cut_sections(code, section), i;

	for (i = 0; i < n; i++)
		if (holds(section[i], v))
			return !has_digits(section[i]);
	if (strpbrk(code, "<>") != NULL)
		return !has_digits(section[n - 1]);
	i = v < 0 && n > 1 ? 1 : v == 0 && n > 2 ? 2 : 0;
	/* zero as nothing, or as a dash, is zero */
	return v != 0 && !has_digits(section[i]);
}

/* --- a sheet ---------------------------------------------------------------------- */

struct reading {
	struct ub_audit_book *b;
	struct ub_pgrid *g;
	struct ub_err *e;
	enum ub_status st;
	struct ub_xml *xml;
	size_t row, col; /* the next, from 0 */
	bool begun, in_row, in_cell, in_value, in_phonetic;
	char type; /* n s i f b e d */
	int64_t style;
	unsigned flags;
	struct ub_buf value;
	struct ub_noting note;
};

/* "A1" to numbers from 0. */
static bool
place(const char *s, size_t *row, size_t *col)
{
	struct ub_xlsx_range g;

	if (s == NULL || !ub_xlsx_range_parse(s, &g))
		return false;
	*row = g.row - 1;
	*col = g.col - 1;
	return true;
}

static bool
is_true(const char *v)
{
	return v != NULL && (strcmp(v, "1") == 0 || strcmp(v, "true") == 0);
}

/* By its word, or because it is nothing wide or high. */
static bool
is_hidden(const char **attr, const char *size)
{
	const char *v = ub_xml_attr(attr, size);
	double is;

	return is_true(ub_xml_attr(attr, "hidden")) ||
	       (v != NULL && ub_real_read(v, strlen(v), &is) && is == 0);
}

static void
hide_columns(struct reading *r, const char **attr)
{
	int64_t from = number(attr, "min", 0), to = number(attr, "max", 0), c;

	if (!is_hidden(attr, "width") || from < 1 || to > UB_XLSX_COLUMNS)
		return;
	if (r->g->col_hidden == NULL) {
		r->g->col_hidden =
		    ub_xcalloc(UB_XLSX_COLUMNS, sizeof(*r->g->col_hidden));
		r->g->ncol_hidden = UB_XLSX_COLUMNS;
	}
	for (c = from; c <= to; c++)
		r->g->col_hidden[c - 1] = true;
}

static void
stop(struct reading *r, const char *clause)
{
	if (r->st == UB_OK)
		r->st = ub_fail(r->e, UB_EDATA, "%s", clause);
}

static void
begin_row(struct reading *r, const char **attr)
{
	int64_t n = number(attr, "r", (int64_t)r->row + 1);

	if (n < (int64_t)r->row + 1 || n > UB_XLSX_ROWS) {
		stop(r, "has rows that are not in order");
		return;
	}
	r->row = (size_t)n - 1;
	r->col = 0;
	r->in_row = true;
	ub_pgrid_row(r->g, r->row, is_hidden(attr, "ht"));
}

static void
begin_cell(struct reading *r, const char **attr)
{
	const char *t = ub_xml_attr(attr, "t"), *at = ub_xml_attr(attr, "r");
	size_t row = r->row, col = r->col;

	if (!r->in_row)
		return;
	if ((at != NULL && !place(at, &row, &col)) || row != r->row ||
	    col < r->col || col >= UB_XLSX_COLUMNS) {
		stop(r, "has cells that are not in order");
		return;
	}
	r->col = col;
	r->in_cell = true;
	r->type = t == NULL                     ? 'n'
		  : strcmp(t, "inlineStr") == 0 ? 'i'
		  : strcmp(t, "str") == 0       ? 'f'
						: t[0];
	r->style = number(attr, "s", 0);
	r->flags = 0;
	ub_buf_clear(&r->value);
}

static void
add_number(struct reading *r)
{
	const struct ub_xlsx_context *cx = &r->b->book.context;
	struct ub_xlsx_style plain = { .look = UB_XLSX_NUMBER };
	const struct ub_xlsx_style *s = &plain;
	struct ub_cell_form form = { .percent = false };
	struct ub_buf b = { 0 };
	double v = 0;

	if (r->style >= 0 && (uint64_t)r->style < cx->nstyle)
		s = &cx->style[r->style];
	if (!ub_real_read(r->value.s, r->value.len, &v))
		return;
	if (r->style >= 0 && (uint64_t)r->style < r->b->nformat &&
	    r->b->format[r->style] != NULL &&
	    faceless(r->b->format[r->style], v))
		r->flags |= UB_PGRID_FACELESS;
	if (s->look == UB_XLSX_PERCENT) {
		r->flags |= UB_PGRID_NUMBER | UB_PGRID_PERCENT;
		form.shift = 2;
		s = &plain;
	}
	if (s->look == UB_XLSX_NUMBER) {
		r->flags |= UB_PGRID_NUMBER;
		if (!ub_cell_number(&b, r->value.s, r->value.len, &form))
			ub_buf_add(&b, r->value.s, r->value.len);
	} else if (!ub_xlsx_value(
		       &b, r->value.s, r->value.len, s, cx->date1904, &form)) {
		ub_buf_add(&b, r->value.s, r->value.len);
	}
	r->st = ub_pgrid_add(r->g, r->col, b.s, b.len, r->flags, r->e);
	ub_buf_free(&b);
}

static void
end_cell(struct reading *r)
{
	const struct ub_xlsx_strings *x = &r->b->book.context.strings;
	struct ub_slice s = { r->value.s, r->value.len };
	int64_t v;
	size_t from;

	r->in_cell = false;
	if (s.len > 0 && r->type == 's') {
		if (!ub_int_parse(s.s, s.len, &v) || v < 0 ||
		    (uint64_t)v >= x->n) {
			stop(r, "has a cell whose text is not there");
			return;
		}
		r->b->used[v] = true;
		from = v == 0 ? 0 : x->end[v - 1];
		s = (struct ub_slice){ x->text.s + from, x->end[v] - from };
	} else if (s.len > 0 && r->type == 'n') {
		add_number(r);
		r->col++;
		return;
	} else if (s.len > 0) {
		ub_xlsx_unescape(&r->value, 0);
		s.len = r->value.len;
	}
	if (s.len > 0)
		r->st = ub_pgrid_add(r->g, r->col, s.s, s.len, r->flags, r->e);
	r->col++;
}

static void
on_start(void *priv, const char *name, const char **attr)
{
	struct reading *r = priv;

	if (r->st != UB_OK)
		return;
	if (strcmp(name, "col") == 0)
		hide_columns(r, attr);
	else if (strcmp(name, "sheetData") == 0)
		r->begun = true;
	if (!r->begun) {
		ub_noting_start(&r->note, name, attr);
		return;
	}
	if (strcmp(name, "row") == 0)
		begin_row(r, attr);
	else if (strcmp(name, "c") == 0)
		begin_cell(r, attr);
	else if (strcmp(name, "f") == 0 && r->in_cell)
		r->flags |= UB_PGRID_FORMULA;
	else if (strcmp(name, "rPh") == 0)
		r->in_phonetic = true;
	else if (r->in_cell && !r->in_phonetic &&
		 strcmp(name, r->type == 'i' ? "t" : "v") == 0)
		r->in_value = true;
}

static void
on_end(void *priv, const char *name)
{
	struct reading *r = priv;

	ub_noting_end(&r->note, name);
	if (r->st != UB_OK || !r->begun)
		return;
	if (strcmp(name, "sheetData") == 0) {
		r->begun = false;
	} else if (strcmp(name, "row") == 0 && r->in_row) {
		r->row++;
		r->in_row = false;
	} else if (strcmp(name, "c") == 0 && r->in_cell) {
		end_cell(r);
	} else if (strcmp(name, "rPh") == 0) {
		r->in_phonetic = false;
	} else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
		r->in_value = false;
	}
}

static void
on_text(void *priv, const char *text, size_t len)
{
	struct reading *r = priv;

	if (r->in_value && r->value.len + len < UB_XLSX_SMALL)
		ub_buf_add(&r->value, text, len);
	ub_noting_text(&r->note, text, len);
}

/* Cells below the first of a merged range. */
static enum ub_status
mark_covered(struct ub_audit_book *b, size_t i, struct ub_err *e)
{
	struct ub_xlsx_range *range;
	struct ub_pgrid *g = &b->grid[i];
	enum ub_status st;
	size_t n, k, r, c, work = 0;

	st = ub_xlsx_merged(b->package, b->book.sheet[i].part, &range, &n, e);
	for (k = 0; k < n && st == UB_OK; k++) {
		for (r = range[k].row - 1;
		     r < range[k].to_row && r < g->nrow && st == UB_OK; r++) {
			work += 1 + g->row[r + 1] - g->row[r];
			if (work > MERGED_MAX)
				st = ub_fail(e, UB_EDATA,
				    "%.80s has too many merged ranges",
				    b->book.sheet[i].part);
			for (c = g->row[r]; c < g->row[r + 1]; c++) {
				size_t col = g->cell[c].col + 1;

				if (col >= range[k].col &&
				    col <= range[k].to_col &&
				    (col != range[k].col ||
					r + 1 != range[k].row))
					g->cell[c].flags |= UB_PGRID_COVERED;
			}
		}
	}
	free(range);
	return st;
}

static enum ub_status
read_sheet(struct ub_audit_book *b, size_t i, struct ub_err *e)
{
	static const struct ub_xml_walk walk = { on_start, on_end, on_text };
	struct reading r = { .b = b, .g = &b->grid[i], .e = e };
	enum ub_status st;
	struct ub_err inner;
	size_t part;

	r.e = &inner;
	r.note.g = r.g;
	if (b->book.sheet[i].part == NULL ||
	    !ub_package_find(b->package, b->book.sheet[i].part, &part)) {
		ub_pgrid_end(r.g);
		return UB_OK;
	}
	st = ub_audit_book_walk(b, part, &walk, &r, e);
	ub_pgrid_end(r.g);
	ub_buf_free(&r.value);
	ub_noting_free(&r.note);
	if (st == UB_OK && r.st != UB_OK)
		st = ub_fail(
		    e, r.st, "%.80s %s", b->book.sheet[i].part, inner.what);
	return st == UB_OK ? mark_covered(b, i, e) : st;
}

/* --- the workbook ------------------------------------------------------------------- */

static enum ub_status
load(struct ub_audit_book *b, struct ub_err *e)
{
	enum ub_status st;
	size_t i;

	st = ub_package_open(&b->package, b->fd, false, e);
	if (st == UB_OK)
		st = ub_xlsx_book_load(&b->book, b->package, e);
	if (st == UB_OK)
		st = load_formats(b, e);
	b->grid = ub_xcalloc(b->book.nsheet + 1, sizeof(*b->grid));
	b->used = ub_xcalloc(b->book.context.strings.n + 1, sizeof(*b->used));
	for (i = 0; i < b->book.nsheet && st == UB_OK; i++)
		st = read_sheet(b, i, e);
	return st;
}

enum ub_status
ub_audit_book_open(struct ub_audit_book *b, const char *path, struct ub_err *e)
{
	struct ub_err inner;
	enum ub_status st;

	memset(b, 0, sizeof(*b));
	b->fd = -1;
	if ((st = ub_open_in(path, &b->fd, e)) != UB_OK)
		return st;
	if ((st = load(b, e)) != UB_OK && e->input[0] == '\0') {
		inner = *e;
		ub_fail_at(e, st, ub_input_name(path), 0, "%s", inner.what);
	}
	return st;
}

void
ub_audit_book_free(struct ub_audit_book *b)
{
	size_t i;

	for (i = 0; b->grid != NULL && i < b->book.nsheet; i++)
		ub_pgrid_free(&b->grid[i]);
	free(b->grid);
	for (i = 0; i < b->nformat; i++)
		free(b->format[i]);
	free(b->format);
	free(b->used);
	ub_xlsx_book_free(&b->book);
	ub_package_free(b->package);
	if (b->fd >= 0)
		ub_close_in(b->fd);
	memset(b, 0, sizeof(*b));
	b->fd = -1;
}
