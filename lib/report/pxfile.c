/*
 * pxfile.c - the text of a px file, AXIS-VERSION 2013; the keywords and their
 * order are those of Statistics Sweden's "PX-file format specification".
 */
#include <stdlib.h>

#include "pxfile.h"
#include "symbol.h"

enum {
	TEXT_MAX = 120, /* bytes of a text on one line */
	LIST_MAX = 160  /* the same for a list */
};

/* --- texts -------------------------------------------------------------- */

/* A text of px has no quotation mark and no end of line. */
static void
clean(struct ub_buf *b, struct ub_slice s)
{
	size_t i;

	for (i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.s[i];
		ub_buf_putc(b, c == '"' ? '\'' : c < ' ' ? ' ' : (char)c);
	}
}

static void
put_item(struct ub_export *x, struct ub_slice s)
{
	struct ub_px *p = x->own;

	ub_buf_clear(&p->b);
	clean(&p->b, s);
	ub_export_put(x, "\"", 1);
	ub_export_put(x, p->b.s == NULL ? "" : p->b.s, p->b.len);
	ub_export_put(x, "\"", 1);
}

/* KEYWORD="text", a long one in several pieces, a line each. */
static void
put_text(struct ub_export *x, const char *keyword, const char *text)
{
	struct ub_px *p = x->own;
	size_t at = 0, n;

	ub_buf_clear(&p->b);
	clean(&p->b, ub_slice_of(text));
	ub_export_puts(x, keyword);
	ub_export_puts(x, "=");
	do {
		n = p->b.len - at;
		if (n > TEXT_MAX)
			for (n = TEXT_MAX; (p->b.s[at + n] & 0xc0) == 0x80; n--)
				;
		ub_export_puts(x, at == 0 ? "\"" : "\n\"");
		ub_export_put(x, n == 0 ? "" : p->b.s + at, n);
		ub_export_puts(x, "\"");
		at += n;
	} while (at < p->b.len);
	ub_export_puts(x, ";\n");
}

static void
put_number(struct ub_export *x, const char *keyword, int v)
{
	char digit = (char)('0' + v);

	ub_export_puts(x, keyword);
	ub_export_puts(x, "=");
	ub_export_put(x, &digit, 1);
	ub_export_puts(x, ";\n");
}

/* KEYWORD("variable")= , or with a value of it. */
static void
put_subkey(struct ub_export *x, const char *keyword, const char *variable,
    const char *value)
{
	ub_export_puts(x, keyword);
	ub_export_puts(x, "(");
	put_item(x, ub_slice_of(variable));
	if (value != NULL) {
		ub_export_puts(x, ",");
		put_item(x, ub_slice_of(value));
	}
	ub_export_puts(x, ")=");
}

/* The comma before item number i of a list, and a new line when it is time. */
static void
next_item(struct ub_export *x, size_t i, size_t len, size_t *line)
{
	if (i > 0)
		ub_export_puts(x, ",");
	*line += len + 3;
	if (i > 0 && *line > LIST_MAX) {
		ub_export_puts(x, "\n");
		*line = len;
	}
}

const char *
ub_px_attr(const struct ub_export *x, const char *key, const char *fallback)
{
	const char *v = ub_pair_get(x->meta->attr, x->meta->nattr, key);

	return v == NULL ? fallback : v;
}

/* The text of a key's value: its label, or itself. */
static struct ub_slice
value_text(struct ub_export *x, size_t col, struct ub_slice field)
{
	enum ub_type t = x->col[col].type;
	struct ub_slice s = { NULL, 0 };
	char *z = ub_xstrndup(field.s, field.len);
	const char *label = ub_meta_label(x->meta, x->col[col].name, z);

	free(z);
	if (label == NULL && ub_missing(field) != 0)
		label = ub_symbol_word(ub_missing(field));
	if (label == NULL && t == UB_BOOL)
		label = field.s[0] == '1' ? "Ja" : "Nej";
	if (label != NULL)
		return ub_slice_of(label);
	ub_buf_clear(&x->text);
	ub_unescape(&x->text, field.s, field.len);
	s.s = x->text.s;
	s.len = x->text.len;
	return s;
}

/* A missing value has a code as well: that of the stream, "." for none. */
static struct ub_slice
value_code(struct ub_export *x, struct ub_slice field)
{
	struct ub_slice s = field;

	if (field.len == 0)
		return ub_slice_of(".");
	if (ub_missing(field) != 0 || memchr(field.s, '\\', field.len) == NULL)
		return s;
	ub_buf_clear(&x->text);
	ub_unescape(&x->text, field.s, field.len);
	s.s = x->text.s;
	s.len = x->text.len;
	return s;
}

/* VALUES or CODES of a key; no two may be the same. */
static enum ub_status
put_values(struct ub_export *x, size_t dim, bool codes, struct ub_err *e)
{
	struct ub_px *p = x->own;
	size_t col = p->key[dim], n = ub_pxcube_values(&p->cube, dim), i;
	size_t line = 0;
	struct ub_intern seen = { 0 };
	struct ub_slice s;
	enum ub_status st = UB_OK;

	put_subkey(x, codes ? "CODES" : "VALUES", x->col[col].head, NULL);
	for (i = 0; i < n && st == UB_OK; i++) {
		s = ub_pxcube_value(&p->cube, dim, i);
		s = codes ? value_code(x, s) : value_text(x, col, s);
		ub_buf_clear(&p->b);
		clean(&p->b, s);
		if (ub_intern_add(&seen, p->b.s, p->b.len) != i)
			st = ub_fail_at(e, UB_EDATA, x->input, 0,
			    "column %s: two values have the same %s",
			    x->col[col].name, codes ? "code" : "label");
		next_item(x, i, s.len, &line);
		put_item(x, s);
	}
	ub_export_puts(x, ";\n");
	ub_intern_free(&seen);
	return st;
}

/* "CONTENTS efter A, B och Uppgift" */
static void
put_title(struct ub_export *x, const char *contents)
{
	struct ub_px *p = x->own;
	struct ub_buf b = { 0 };
	size_t i;

	ub_buf_puts(&b, contents);
	ub_buf_puts(&b, " efter ");
	for (i = 0; i < p->nkey; i++) {
		ub_buf_puts(&b, x->col[p->key[i]].head);
		ub_buf_puts(&b, i + 1 < p->nkey ? ", " : " och ");
	}
	ub_buf_puts(&b, "uppgift");
	put_text(x, "TITLE", b.s);
	ub_buf_free(&b);
}

static void
put_subject(struct ub_export *x)
{
	const char *s = x->ask.subject, *colon;
	char *code;

	/* the subject of Statistics Sweden's data base */
	if (s == NULL)
		s = "SO:Socialtjänst";
	colon = strchr(s, ':');
	code = ub_xstrndup(s, (size_t)(colon - s));
	put_text(x, "SUBJECT-CODE", code);
	put_text(x, "SUBJECT-AREA", colon + 1);
	free(code);
}

/* CCYYMMDD hh:mm; never from the clock. */
static void
put_created(struct ub_export *x)
{
	const char *d = x->ask.created;
	struct ub_buf b = { 0 };

	if (d == NULL)
		d = "1980-01-01";
	ub_buf_printf(&b, "%.4s%.2s%.2s 00:00", d, d + 5, d + 8);
	put_text(x, "CREATION-DATE", b.s);
	ub_buf_free(&b);
}

static int
all_decimals(const struct ub_export *x)
{
	const struct ub_px *p = x->own;
	size_t c;
	int n = 0;

	for (c = 0; c < x->ncol; c++)
		if (p->measure[c] && p->digits[c] > n)
			n = p->digits[c];
	return n;
}

static void
put_head(struct ub_export *x)
{
	const char *title = ub_px_attr(x, "title", x->table);

	put_text(x, "CHARSET", "ANSI"); /* the one there is beside CODEPAGE */
	put_text(x, "AXIS-VERSION", "2013");
	put_text(x, "CODEPAGE", "utf-8");
	put_text(x, "LANGUAGE", "sv");
	put_created(x);
	put_number(x, "DECIMALS", all_decimals(x));
	put_number(x, "SHOWDECIMALS", 0);
	put_text(x, "MATRIX", x->table);
	put_subject(x);
	put_text(x, "DESCRIPTION", title);
	put_title(x, title);
	put_text(x, "CONTENTS", title);
	put_text(x, "UNITS", ub_px_attr(x, "unit", "antal"));
}

static const char *
unit_of(const struct ub_export *x, size_t c)
{
	switch (x->col[c].type) {
	case UB_COUNT:
		return ub_px_attr(x, "unit", "antal");
	case UB_SHARE:
		return "procent";
	case UB_MEAN:
		return "medelvärde";
	default:
		return "";
	}
}

/* The UB_PX_MEASURES, by their label or their name. */
static void
put_measures(struct ub_export *x, bool codes)
{
	struct ub_px *p = x->own;
	size_t c, i = 0, line = 0;
	const char *s;

	put_subkey(x, codes ? "CODES" : "VALUES", UB_PX_MEASURES, NULL);
	for (c = 0; c < x->ncol; c++) {
		if (!p->measure[c])
			continue;
		s = codes ? x->col[c].name : x->col[c].head;
		next_item(x, i++, strlen(s), &line);
		put_item(x, ub_slice_of(s));
	}
	ub_export_puts(x, ";\n");
}

static void
put_stub(struct ub_export *x)
{
	struct ub_px *p = x->own;
	size_t i, line = 0;

	if (p->nkey > 0) {
		ub_export_puts(x, "STUB=");
		for (i = 0; i < p->nkey; i++) {
			const char *s = x->col[p->key[i]].head;
			next_item(x, i, strlen(s), &line);
			put_item(x, ub_slice_of(s));
		}
		ub_export_puts(x, ";\n");
	}
	put_text(x, "HEADING", UB_PX_MEASURES);
	put_text(x, "CONTVARIABLE", UB_PX_MEASURES);
}

static enum ub_status
put_variables(struct ub_export *x, struct ub_err *e)
{
	struct ub_px *p = x->own;
	enum ub_status st = UB_OK;
	size_t i;

	put_stub(x);
	for (i = 0; i < p->nkey && st == UB_OK; i++)
		st = put_values(x, i, false, e);
	put_measures(x, false);
	for (i = 0; i < p->nkey && st == UB_OK; i++)
		st = put_values(x, i, true, e);
	put_measures(x, true);
	return st;
}

/* What belongs to one measure: its decimals, where there are any, its unit. */
static void
put_each_measure(struct ub_export *x)
{
	struct ub_px *p = x->own;
	size_t c;

	for (c = 0; c < x->ncol; c++) {
		if (!p->measure[c] || p->digits[c] == 0)
			continue;
		put_subkey(x, "PRECISION", UB_PX_MEASURES, x->col[c].head);
		ub_export_put(x, &"0123456"[p->digits[c]], 1);
		ub_export_puts(x, ";\n");
	}
	for (c = 0; c < x->ncol; c++) {
		if (!p->measure[c])
			continue;
		ub_export_puts(x, "UNITS(");
		put_item(x, ub_slice_of(x->col[c].head));
		ub_export_puts(x, ")=");
		put_item(x, ub_slice_of(unit_of(x, c)));
		ub_export_puts(x, ";\n");
	}
}

/* What the signs mean that are in the table, with the table's own note. */
static void
put_notes(struct ub_export *x)
{
	struct ub_px *p = x->own;
	const char *note = ub_px_attr(x, "note", "");
	struct ub_buf b = { 0 };
	uint32_t i;

	ub_buf_puts(&b, note);
	for (i = 0; i < 27; i++) {
		char reason = i == 0 ? UB_MISS_EMPTY : (char)('a' + i - 1);
		if ((p->reasons >> i & 1) == 0 ||
		    ub_symbol_meaning(reason)[0] == '\0')
			continue;
		if (b.len > 0)
			ub_buf_putc(&b, '#'); /* a new line, in px */
		ub_buf_printf(&b, "%s: %s", ub_symbol_sign(reason),
		    ub_symbol_meaning(reason));
	}
	put_text(x, "SOURCE", ub_px_attr(x, "source", "Uppgift saknas"));
	if (b.len > 0)
		put_text(x, "NOTE", b.s);
	put_text(x, "DATASYMBOL1", ".");
	put_text(x, "DATASYMBOL2", "..");
	put_text(x, "DATASYMBOL3", ub_symbol_sign('s'));
	put_text(x, "DATASYMBOL4", "..");
	put_text(x, "DATASYMBOL5", "..");
	ub_buf_free(&b);
}

static void
put_data(struct ub_export *x)
{
	struct ub_px *p = x->own;
	struct ub_slice s;
	size_t place, i;

	ub_export_puts(x, "DATA=\n");
	for (place = 0; place < p->cube.nplace; place++) {
		for (i = 0; i < p->cube.nmeasure; i++) {
			s = ub_pxcube_get(&p->cube, place, i);
			if (s.len == 0)
				s = ub_slice_of("\".....");
			ub_export_put(x, s.s, s.len);
			ub_export_puts(x, s.s[0] == '"' ? "\" " : " ");
		}
		ub_export_puts(x, "\n");
	}
	ub_export_puts(x, ";\n");
}

enum ub_status
ub_px_write(struct ub_export *x, struct ub_err *e)
{
	enum ub_status st;

	put_head(x);
	if ((st = put_variables(x, e)) != UB_OK)
		return st;
	put_each_measure(x);
	put_notes(x);
	put_data(x);
	return UB_OK;
}
