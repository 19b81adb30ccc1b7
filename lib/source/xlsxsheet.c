/* xlsxsheet.c - see xlsxsheet.h. */
#include <stdio.h>
#include <stdlib.h>

#include "../base/date.h"
#include "../base/num.h"
#include "xlsxsheet.h"

enum { OUT_MAX = 256 * 1024, NUMBER_MAX = 352 };

/* A cell of the row at hand: its field of CSV lies in line. */
struct cell {
	uint32_t col;
	size_t from, to;
};

enum cell_type { NUMBER, SHARED, INLINE, FORMULA, BOOLEAN, ERROR, ISO };

struct ub_xlsx_sheet {
	struct ub_rows *r;
	const struct ub_xlsx_context *cx;
	struct ub_xml *xml;

	struct ub_xlsx_range *range; /* by first row */
	size_t nrange;
	size_t next;    /* the first of them that begins below */
	size_t *active; /* those over the row at hand */
	size_t nactive;

	uint32_t row;     /* that was begun last */
	uint32_t printed; /* lines, blank ones too */
	size_t widest;    /* of the rows before the headings are known */
	bool begun, ended, in_row, in_cell, in_value, in_phonetic;

	/* of this row */
	struct cell *cell;
	size_t ncell;
	struct ub_buf line;
	/* of this cell */
	uint32_t col;
	enum cell_type type;
	const struct ub_xlsx_style *style;
	bool valued; /* a value was there */
	struct ub_buf value;
};

/* --- places ------------------------------------------------------------------ */

/* A1: letters and digits; *end is what follows. */
static bool
place(const char *s, uint32_t *row, uint32_t *col, const char **end)
{
	*col = *row = 0;
	for (; *s >= 'A' && *s <= 'Z' && *col <= UB_XLSX_COLUMNS; s++)
		*col = *col * 26 + (uint32_t)(*s - 'A' + 1);
	for (; *s >= '0' && *s <= '9' && *row <= UB_XLSX_ROWS; s++)
		*row = *row * 10 + (uint32_t)(*s - '0');
	*end = s;
	return *col >= 1 && *col <= UB_XLSX_COLUMNS && *row >= 1 &&
	       *row <= UB_XLSX_ROWS;
}

bool
ub_xlsx_range_parse(const char *s, struct ub_xlsx_range *g)
{
	if (!place(s, &g->row, &g->col, &s))
		return false;
	g->to_row = g->row;
	g->to_col = g->col;
	if (*s == ':' && !place(s + 1, &g->to_row, &g->to_col, &s))
		return false;
	return *s == '\0' && g->row <= g->to_row && g->col <= g->to_col;
}

static void
column_name(char name[4], uint32_t col)
{
	char *p = name + 3;

	*p = '\0';
	for (; col > 0; col = (col - 1) / 26)
		*--p = (char)('A' + (col - 1) % 26);
	memmove(name, p, strlen(p) + 1);
}

void
ub_xlsx_range_print(char *dst, const struct ub_xlsx_range *g)
{
	char from[4], to[4];

	column_name(from, g->col);
	column_name(to, g->to_col);
	snprintf(dst, UB_ROWS_RANGE, "%s%u:%s%u", from, (unsigned)g->row, to,
	    (unsigned)g->to_row);
}

/* --- merged ranges ------------------------------------------------------------ */

static int
by_row(const void *a, const void *b)
{
	const struct ub_xlsx_range *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return (x->col > y->col) - (x->col < y->col);
}

/* Which ranges lie over the row at hand. */
static void
activate(struct ub_xlsx_sheet *s)
{
	size_t i, kept = 0;

	for (i = 0; i < s->nactive; i++)
		if (s->range[s->active[i]].to_row >= s->row)
			s->active[kept++] = s->active[i];
	s->nactive = kept;
	for (; s->next < s->nrange && s->range[s->next].row <= s->row;
	     s->next++) {
		if (s->range[s->next].to_row < s->row)
			continue;
		if (s->nactive == UB_XLSX_COLUMNS) {
			ub_xml_stop(s->xml, "has merged ranges that overlap");
			return;
		}
		s->active = ub_xgrow(s->active, s->nactive, sizeof(*s->active));
		s->active[s->nactive++] = s->next;
	}
}

/* Does col of the row at hand lie below the first cell of a merged range? */
static bool
covered(const struct ub_xlsx_sheet *s, uint32_t col)
{
	size_t i;

	for (i = 0; i < s->nactive; i++) {
		const struct ub_xlsx_range *g = &s->range[s->active[i]];

		if (col >= g->col && col <= g->to_col &&
		    (col != g->col || s->row != g->row))
			return true;
	}
	return false;
}

/* --- rows -------------------------------------------------------------------- */

static void
blank(struct ub_xlsx_sheet *s, struct ub_buf *out)
{
	ub_buf_reserve(out, s->row - s->printed);
	for (; s->printed + 1 < s->row; s->printed++)
		ub_buf_putc(out, '\n');
}

/* The fields of one row; those after the last value only as far as there are
 * headings. */
static void
print_row(struct ub_xlsx_sheet *s)
{
	struct ub_buf *out = &s->r->text;
	size_t width = s->r->nform, last, k, i = 0;

	last = s->cell[s->ncell - 1].col;
	if (!s->r->known) {
		if (last > s->widest)
			s->widest = last;
		width = s->widest;
	}
	if (last > width)
		width = last;
	blank(s, out);
	for (k = 1; k <= width; k++) {
		if (k > 1)
			ub_buf_putc(out, s->r->delim);
		if (i < s->ncell && s->cell[i].col == k) {
			ub_buf_add(out, s->line.s + s->cell[i].from,
			    s->cell[i].to - s->cell[i].from);
			i++;
		} else if (s->nactive > 0 && covered(s, (uint32_t)k)) {
			ub_buf_putc(out, (char)UB_CELL_MERGED);
			ub_buf_puts(out, "#MERGED!");
		}
	}
	ub_buf_putc(out, '\n');
	s->printed = s->row;
}

static void
begin_row(struct ub_xlsx_sheet *s, const char **attr)
{
	const char *r = ub_xml_attr(attr, "r");
	int64_t row = (int64_t)s->row + 1;

	if (s->in_row) {
		ub_xml_stop(s->xml, "has a row within a row");
		return;
	}
	if (r != NULL && (!ub_int_parse(r, strlen(r), &row) || row < 1)) {
		ub_xml_stop(s->xml, "has a row without a number");
		return;
	}
	if (row <= (int64_t)s->row) {
		ub_xml_stop(s->xml, "has rows that are not in order");
		return;
	}
	if (row > UB_XLSX_ROWS) {
		ub_xml_stop(s->xml, "has more than 1048576 rows");
		return;
	}
	s->row = (uint32_t)row;
	s->in_row = true;
	s->col = 0;
	s->ncell = 0;
	ub_buf_clear(&s->line);
	if (s->nrange > 0)
		activate(s);
}

static void
end_row(struct ub_xlsx_sheet *s)
{
	s->in_row = false;
	if (s->ncell > 0)
		print_row(s);
	if (s->r->text.len > 0 && (!s->r->known || s->r->text.len > OUT_MAX))
		ub_xml_pause(s->xml);
}

/* --- cells ------------------------------------------------------------------- */

static enum cell_type
type_of(const char *t)
{
	static const char *const name[] = { "n", "s", "inlineStr", "str", "b",
		"e", "d" };
	size_t i;

	for (i = 0; t != NULL && i < sizeof(name) / sizeof(*name); i++)
		if (strcmp(t, name[i]) == 0)
			return (enum cell_type)i;
	return NUMBER;
}

static const struct ub_xlsx_style *
style_of(const struct ub_xlsx_sheet *s, const char *number)
{
	static const struct ub_xlsx_style plain = { .look = UB_XLSX_NUMBER };
	int64_t v;

	if (number == NULL || !ub_int_parse(number, strlen(number), &v) ||
	    v < 0 || (uint64_t)v >= s->cx->nstyle)
		return &plain;
	return &s->cx->style[v];
}

static void
begin_cell(struct ub_xlsx_sheet *s, const char **attr)
{
	const char *r = ub_xml_attr(attr, "r"), *end;
	uint32_t row = s->row, col = s->col + 1;

	if (!s->in_row || s->in_cell) {
		ub_xml_stop(s->xml, "has a cell outside a row");
		return;
	}
	if (r != NULL && (!place(r, &row, &col, &end) || *end != '\0')) {
		ub_xml_stop(s->xml, "has a cell beyond XFD1048576, or nowhere");
		return;
	}
	if (row != s->row || col <= s->col) {
		ub_xml_stop(s->xml, "has cells that are not in order");
		return;
	}
	if (col > UB_XLSX_COLUMNS) {
		ub_xml_stop(s->xml, "has a cell beyond column XFD");
		return;
	}
	s->col = col;
	s->in_cell = true;
	s->valued = false;
	s->type = type_of(ub_xml_attr(attr, "t"));
	s->style = style_of(s, ub_xml_attr(attr, "s"));
	ub_buf_clear(&s->value);
}

static void
shared(struct ub_xlsx_sheet *s)
{
	const struct ub_xlsx_strings *x = &s->cx->strings;
	size_t from;
	int64_t v;

	if (!ub_int_parse(s->value.s, s->value.len, &v) || v < 0 ||
	    (uint64_t)v >= x->n) {
		ub_xml_stop(s->xml, "has a cell whose text is not there");
		return;
	}
	from = v == 0 ? 0 : x->end[v - 1];
	if (x->end[v] > from)
		ub_cell_quote(
		    &s->line, x->text.s + from, x->end[v] - from, s->r->delim);
}

/* ISO 8601, as strict workbooks have it: a day alone, or with a time that is
 * midnight, is the day. */
static bool
iso(struct ub_xlsx_sheet *s, const struct ub_cell_form *f)
{
	const char *p = s->value.s;
	size_t len = s->value.len, i;
	int32_t day;

	if (len < UB_DATE_LEN || !ub_date_parse(p, UB_DATE_LEN, &day))
		return false;
	ub_cell_day(&s->line, day, 0, f);
	for (i = UB_DATE_LEN; i < len && strchr("T0:.Z", p[i]) != NULL; i++)
		;
	if (i < len) {
		ub_buf_putc(&s->line, ' ');
		ub_cell_quote(&s->line, p + UB_DATE_LEN + 1,
		    len - UB_DATE_LEN - 1, s->r->delim);
	}
	return true;
}

/* A field with a decimal comma between commas needs its quotes. */
static void
requote(struct ub_xlsx_sheet *s, size_t from)
{
	size_t len = s->line.len - from;

	if (memchr(s->line.s + from, s->r->delim, len) == NULL)
		return;
	ub_buf_clear(&s->value);
	ub_buf_add(&s->value, s->line.s + from, len);
	s->line.len = from;
	ub_cell_quote(&s->line, s->value.s, s->value.len, s->r->delim);
}

static void
marked(struct ub_xlsx_sheet *s, enum ub_cell_mark mark)
{
	struct ub_buf b = { 0 };

	ub_buf_putc(&b, (char)mark);
	ub_buf_add(&b, s->value.s, s->value.len);
	ub_cell_quote(&s->line, b.s, b.len, s->r->delim);
	ub_buf_free(&b);
}

static void
read_value(struct ub_xlsx_sheet *s)
{
	const struct ub_cell_form *f = ub_rows_form(s->r, s->col - 1);
	size_t from = s->line.len;

	switch (s->type) {
	case SHARED:
		shared(s);
		return;
	case ERROR:
		marked(s, UB_CELL_ERROR);
		return;
	case NUMBER:
		if (s->value.len > NUMBER_MAX ||
		    !ub_xlsx_value(&s->line, s->value.s, s->value.len, s->style,
			s->cx->date1904, f))
			marked(s, UB_CELL_ERROR);
		else
			requote(s, from);
		return;
	case ISO:
		if (iso(s, f)) {
			requote(s, from);
			return;
		}
		/* FALLTHROUGH */
	default:
		ub_xlsx_unescape(&s->value, 0);
		ub_cell_quote(&s->line, s->value.s, s->value.len, s->r->delim);
	}
}

static void
end_cell(struct ub_xlsx_sheet *s)
{
	size_t from = s->line.len;

	s->in_cell = false;
	if (!s->valued || s->value.len == 0)
		return;
	/* what a program left below a merged range nobody can see */
	if (s->nactive > 0 && covered(s, s->col))
		return;
	read_value(s);
	if (s->line.len == from)
		return;
	if (s->line.len > s->r->max_line) {
		ub_xml_stop(s->xml, "has a row that is too long");
		return;
	}
	s->cell = ub_xgrow(s->cell, s->ncell, sizeof(*s->cell));
	s->cell[s->ncell++] = (struct cell){ s->col, from, s->line.len };
}

/* --- XML --------------------------------------------------------------------- */

static void
on_start(void *priv, const char *name, const char **attr)
{
	struct ub_xlsx_sheet *s = priv;

	if (strcmp(name, "sheetData") == 0 && !s->begun) {
		s->begun = true;
		return;
	}
	if (!s->begun || s->ended)
		return;
	if (strcmp(name, "row") == 0) {
		begin_row(s, attr);
	} else if (strcmp(name, "c") == 0) {
		begin_cell(s, attr);
	} else if (strcmp(name, "rPh") == 0) {
		s->in_phonetic = true;
	} else if (s->in_cell && !s->in_phonetic &&
		   strcmp(name, s->type == INLINE ? "t" : "v") == 0) {
		s->in_value = s->valued = true;
	}
}

static void
on_end(void *priv, const char *name)
{
	struct ub_xlsx_sheet *s = priv;

	if (!s->begun || s->ended)
		return;
	if (strcmp(name, "sheetData") == 0)
		s->ended = true;
	else if (strcmp(name, "row") == 0)
		end_row(s);
	else if (strcmp(name, "c") == 0)
		end_cell(s);
	else if (strcmp(name, "rPh") == 0)
		s->in_phonetic = false;
	else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
		s->in_value = false;
}

static void
on_text(void *priv, const char *text, size_t len)
{
	struct ub_xlsx_sheet *s = priv;

	if (!s->in_value)
		return;
	ub_buf_add(&s->value, text, len);
	if (s->value.len > s->r->max_line)
		ub_xml_stop(s->xml, "has a row that is too long");
}

/* _xHHHH_ is a UTF-16 unit that XML could not hold; others stay as they are. */
static bool
unit(const char *p, const char *end, unsigned *cp)
{
	int i;

	if (end - p < 7 || p[1] != 'x' || p[6] != '_')
		return false;
	*cp = 0;
	for (i = 2; i < 6; i++) {
		unsigned c = (unsigned char)p[i];

		if (c >= '0' && c <= '9')
			c -= '0';
		else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
			c = (c | 0x20) - 'a' + 10;
		else
			return false;
		*cp = *cp << 4 | c;
	}
	return *cp < 0xd800 || *cp > 0xdfff;
}

void
ub_xlsx_unescape(struct ub_buf *b, size_t from)
{
	char *dst, *p, *end;
	unsigned cp;

	if (b->len == from || memchr(b->s + from, '_', b->len - from) == NULL)
		return;
	dst = p = b->s + from;
	end = b->s + b->len;
	while (p < end) {
		if (*p != '_' || !unit(p, end, &cp)) {
			*dst++ = *p++;
			continue;
		}
		p += 7;
		if (cp < 0x80) {
			*dst++ = (char)cp;
		} else if (cp < 0x800) {
			*dst++ = (char)(0xc0 | cp >> 6);
			*dst++ = (char)(0x80 | (cp & 0x3f));
		} else {
			*dst++ = (char)(0xe0 | cp >> 12);
			*dst++ = (char)(0x80 | (cp >> 6 & 0x3f));
			*dst++ = (char)(0x80 | (cp & 0x3f));
		}
	}
	b->len = (size_t)(dst - b->s);
	b->s[b->len] = '\0';
}

struct ub_xlsx_sheet *
ub_xlsx_sheet_new(struct ub_rows *r, const struct ub_xlsx_context *cx,
    struct ub_xlsx_range *range, size_t n)
{
	static const struct ub_xml_walk walk = { on_start, on_end, on_text };
	struct ub_xlsx_sheet *s = ub_xcalloc(1, sizeof(*s));

	s->r = r;
	s->cx = cx;
	s->range = range;
	s->nrange = n;
	if (n > 0)
		qsort(range, n, sizeof(*range), by_row);
	s->xml = ub_xml_new(&walk, s);
	return s;
}

void
ub_xlsx_sheet_free(struct ub_xlsx_sheet *s)
{
	if (s == NULL)
		return;
	ub_xml_free(s->xml);
	ub_buf_free(&s->line);
	ub_buf_free(&s->value);
	free(s->active);
	free(s->cell);
	free(s);
}

struct ub_xml *
ub_xlsx_sheet_xml(struct ub_xlsx_sheet *s)
{
	return s->xml;
}

uint32_t
ub_xlsx_sheet_row(const struct ub_xlsx_sheet *s)
{
	return s->row;
}

bool
ub_xlsx_sheet_whole(const struct ub_xlsx_sheet *s)
{
	return s->ended;
}
