/* xlsxbook.c - see xlsxbook.h. */
#include <stdlib.h>

#include "../base/num.h"
#include "../base/unicode.h"
#include "xlsxbook.h"

enum {
	CHUNK = 64 * 1024,
	STRINGS_MAX = 1 << 26,
	SHEETS_MAX = 16384,
	FORMATS_MAX = 4096, /* Excel has 250 at most */
	STYLES_MAX = 65536  /* Excel: 65490 */
};

/* --- parts ------------------------------------------------------------------- */

static enum ub_status
of_part(const char *part, struct ub_err *e)
{
	struct ub_err was = *e;

	return ub_fail(e, was.code, "%.80s %s", part, was.what);
}

/* Walk a part from its beginning to its end. */
static enum ub_status
walk(struct ub_package *p, const char *part, struct ub_xml *x, uint64_t max,
    struct ub_err *e)
{
	struct ub_part *t;
	enum ub_status st;
	uint64_t all = 0;
	size_t i, n;

	if (!ub_package_find(p, part, &i))
		return ub_fail(e, UB_EDATA, "%.80s is not there", part);
	st = ub_part_open(&t, p, i, e);
	for (n = 1; st == UB_OK && n > 0; all += n) {
		st = ub_part_read(t, ub_xml_room(x, CHUNK), CHUNK, &n, e);
		if (st == UB_OK && all + n > max)
			st = ub_fail(e, UB_EDATA, "is too large");
		if (st == UB_OK)
			st = ub_xml_feed(x, n, n == 0, e);
	}
	ub_part_free(t);
	return st == UB_OK ? st : of_part(part, e);
}

/* "worksheets/sheet1.xml" in the folder of the part that says so. */
static char *
resolve(const char *from, const char *target)
{
	const char *slash = strrchr(from, '/');
	struct ub_buf b = { 0 };

	if (target[0] == '/')
		return ub_xstrdup(target + 1);
	ub_buf_puts(&b, "");
	if (slash != NULL)
		ub_buf_add(&b, from, (size_t)(slash - from) + 1);
	for (;;) {
		if (strncmp(target, "./", 2) == 0) {
			target += 2;
		} else if (strncmp(target, "../", 3) == 0) {
			target += 3;
			if (b.len > 0)
				b.len--;
			while (b.len > 0 && b.s[b.len - 1] != '/')
				b.len--;
		} else {
			break;
		}
	}
	ub_buf_puts(&b, target);
	return b.s;
}

static bool
ends(const char *s, const char *with)
{
	size_t n = strlen(s), k = strlen(with);

	return n >= k && strcmp(s + n - k, with) == 0;
}

/* --- relationships ------------------------------------------------------------ */

struct relations {
	const char *from;          /* the part whose they are */
	char *document;            /* of the package */
	struct ub_xlsx_book *book; /* of the workbook; or NULL */
};

static void
keep(char **part, struct relations *r, const char *target)
{
	if (*part == NULL)
		*part = resolve(r->from, target);
}

static void
on_relation(void *priv, const char *name, const char **attr)
{
	const char *type = ub_xml_attr(attr, "Type");
	const char *target = ub_xml_attr(attr, "Target");
	const char *id = ub_xml_attr(attr, "Id");
	struct relations *r = priv;
	size_t i;

	if (strcmp(name, "Relationship") != 0 || type == NULL ||
	    target == NULL || id == NULL)
		return;
	if (r->book == NULL) {
		if (ends(type, "/officeDocument"))
			keep(&r->document, r, target);
	} else if (ends(type, "/sharedStrings")) {
		keep(&r->book->strings, r, target);
	} else if (ends(type, "/styles")) {
		keep(&r->book->styles, r, target);
	} else if (ends(type, "/worksheet")) {
		for (i = 0; i < r->book->nsheet; i++)
			if (strcmp(r->book->sheet[i].relation, id) == 0)
				keep(&r->book->sheet[i].part, r, target);
	}
}

static enum ub_status
relations(struct ub_package *p, const char *part, struct relations *r,
    struct ub_err *e)
{
	static const struct ub_xml_walk calls = { .start = on_relation };
	struct ub_xml *x = ub_xml_new(&calls, r);
	enum ub_status st = walk(p, part, x, UB_XLSX_SMALL, e);

	ub_xml_free(x);
	return st;
}

/* --- the workbook ------------------------------------------------------------- */

static void
on_workbook(void *priv, const char *name, const char **attr)
{
	struct ub_xlsx_book *b = priv;
	const char *v;

	if (strcmp(name, "workbookPr") == 0) {
		v = ub_xml_attr(attr, "date1904");
		b->context.date1904 = v != NULL && (strcmp(v, "1") == 0 ||
						       strcmp(v, "true") == 0);
	} else if (strcmp(name, "sheet") == 0 && b->nsheet < SHEETS_MAX) {
		struct ub_xlsx_sheet_name *s;

		b->sheet = ub_xgrow(b->sheet, b->nsheet, sizeof(*b->sheet));
		s = &b->sheet[b->nsheet++];
		v = ub_xml_attr(attr, "name");
		s->name = ub_xstrdup(v == NULL ? "" : v);
		v = ub_xml_attr(attr, "id");
		s->relation = ub_xstrdup(v == NULL ? "" : v);
		s->part = NULL;
		v = ub_xml_attr(attr, "state");
		s->hidden = v != NULL && strcmp(v, "visible") != 0;
	}
}

/* --- strings ------------------------------------------------------------------ */

struct strings {
	struct ub_xlsx_strings *to;
	struct ub_xml *xml;
	size_t from; /* of the string at hand */
	bool in_string, in_text, in_phonetic;
};

static void
on_string_start(void *priv, const char *name, const char **attr)
{
	struct strings *s = priv;

	(void)attr;
	if (strcmp(name, "si") == 0) {
		s->in_string = true;
		s->from = s->to->text.len;
	} else if (strcmp(name, "rPh") == 0) {
		s->in_phonetic = true;
	} else if (strcmp(name, "t") == 0) {
		s->in_text = s->in_string && !s->in_phonetic;
	}
}

static void
on_string_end(void *priv, const char *name)
{
	struct strings *s = priv;
	struct ub_xlsx_strings *to = s->to;

	if (strcmp(name, "rPh") == 0)
		s->in_phonetic = false;
	else if (strcmp(name, "t") == 0)
		s->in_text = false;
	if (strcmp(name, "si") != 0 || !s->in_string)
		return;
	s->in_string = false;
	if (to->n == STRINGS_MAX) {
		ub_xml_stop(s->xml, "has too many texts");
		return;
	}
	ub_xlsx_unescape(&to->text, s->from);
	to->end = ub_xgrow(to->end, to->n, sizeof(*to->end));
	to->end[to->n++] = (uint32_t)to->text.len;
}

static void
on_string_text(void *priv, const char *text, size_t len)
{
	struct strings *s = priv;

	if (!s->in_text)
		return;
	if (s->to->text.len + len > UB_XLSX_STRINGS)
		ub_xml_stop(s->xml, "has more than 512 MiB of texts");
	else
		ub_buf_add(&s->to->text, text, len);
}

static enum ub_status
load_strings(struct ub_xlsx_book *b, struct ub_package *p, struct ub_err *e)
{
	static const struct ub_xml_walk calls = { on_string_start,
		on_string_end, on_string_text };
	struct strings s = { .to = &b->context.strings };
	enum ub_status st;

	s.xml = ub_xml_new(&calls, &s);
	st = walk(p, b->strings, s.xml, UINT64_MAX, e);
	ub_xml_free(s.xml);
	return st;
}

/* --- styles ------------------------------------------------------------------- */

struct format {
	int64_t id;
	char *code;
};

struct styles {
	struct ub_xlsx_context *to;
	struct ub_xml *xml;
	struct format *format;
	size_t n;
	bool in_cells;
};

static int64_t
number(const char **attr, const char *name)
{
	const char *v = ub_xml_attr(attr, name);
	int64_t n;

	return v != NULL && ub_int_parse(v, strlen(v), &n) ? n : 0;
}

static void
on_style(void *priv, const char *name, const char **attr)
{
	struct styles *s = priv;
	struct ub_xlsx_context *to = s->to;
	const char *code = NULL;
	int64_t id;
	size_t i;

	if (strcmp(name, "cellXfs") == 0)
		s->in_cells = true;
	if (s->n == FORMATS_MAX || to->nstyle == STYLES_MAX) {
		ub_xml_stop(s->xml, "has too many formats");
		return;
	}
	if (strcmp(name, "numFmt") == 0 &&
	    (code = ub_xml_attr(attr, "formatCode")) != NULL) {
		s->format = ub_xgrow(s->format, s->n, sizeof(*s->format));
		s->format[s->n++] = (struct format){ number(attr, "numFmtId"),
			ub_xstrdup(code) };
		return;
	}
	if (!s->in_cells || strcmp(name, "xf") != 0)
		return;
	id = number(attr, "numFmtId");
	for (i = 0; i < s->n; i++)
		if (s->format[i].id == id)
			code = s->format[i].code;
	to->style = ub_xgrow(to->style, to->nstyle, sizeof(*to->style));
	to->style[to->nstyle++] = ub_xlsx_style_of(id, code);
}

static void
on_style_end(void *priv, const char *name)
{
	struct styles *s = priv;

	if (strcmp(name, "cellXfs") == 0)
		s->in_cells = false;
}

static enum ub_status
load_styles(struct ub_xlsx_book *b, struct ub_package *p, struct ub_err *e)
{
	static const struct ub_xml_walk calls = { on_style, on_style_end,
		NULL };
	struct styles s = { .to = &b->context };
	enum ub_status st;
	size_t i;

	s.xml = ub_xml_new(&calls, &s);
	st = walk(p, b->styles, s.xml, UB_XLSX_SMALL, e);
	for (i = 0; i < s.n; i++)
		free(s.format[i].code);
	free(s.format);
	ub_xml_free(s.xml);
	return st;
}

/* --- together ----------------------------------------------------------------- */

static enum ub_status
load_workbook(struct ub_xlsx_book *b, struct ub_package *p, const char *part,
    struct ub_err *e)
{
	static const struct ub_xml_walk calls = { .start = on_workbook };
	struct ub_xml *x = ub_xml_new(&calls, b);
	struct relations r = { .from = part, .book = b };
	const char *slash = strrchr(part, '/');
	size_t dir = slash == NULL ? 0 : (size_t)(slash - part) + 1;
	struct ub_buf rels = { 0 };
	enum ub_status st;

	st = walk(p, part, x, UB_XLSX_SMALL, e);
	ub_xml_free(x);
	ub_buf_printf(&rels, "%.*s_rels/%s.rels", (int)dir, part, part + dir);
	if (st == UB_OK)
		st = relations(p, rels.s, &r, e);
	ub_buf_free(&rels);
	return st;
}

enum ub_status
ub_xlsx_book_load(
    struct ub_xlsx_book *b, struct ub_package *p, struct ub_err *e)
{
	struct relations r = { .from = "" };
	enum ub_status st;

	*b = (struct ub_xlsx_book){ 0 };
	st = relations(p, "_rels/.rels", &r, e);
	if (st == UB_OK && r.document == NULL)
		st = ub_fail(e, UB_EDATA, "has no workbook in it");
	if (st == UB_OK)
		st = load_workbook(b, p, r.document, e);
	free(r.document);
	if (st == UB_OK && b->styles != NULL)
		st = load_styles(b, p, e);
	if (st == UB_OK && b->strings != NULL)
		st = load_strings(b, p, e);
	return st;
}

void
ub_xlsx_book_free(struct ub_xlsx_book *b)
{
	size_t i;

	for (i = 0; i < b->nsheet; i++) {
		free(b->sheet[i].name);
		free(b->sheet[i].relation);
		free(b->sheet[i].part);
	}
	free(b->sheet);
	free(b->strings);
	free(b->styles);
	free(b->context.style);
	free(b->context.strings.end);
	ub_buf_free(&b->context.strings.text);
	*b = (struct ub_xlsx_book){ 0 };
}

/* --- one sheet ---------------------------------------------------------------- */

/* The clause, and below it the sheets there are. */
static enum ub_status
list(const struct ub_xlsx_book *b, const char *clause, struct ub_err *e)
{
	enum { ROOM = 100 };
	struct ub_buf text = { 0 };
	size_t i;

	(void)ub_fail(e, UB_EDATA, "%s", clause);
	for (i = 0; i < b->nsheet; i++) {
		if (text.len + ROOM > sizeof(e->below)) {
			ub_buf_puts(&text, "  ...\n");
			break;
		}
		ub_buf_printf(&text, "  %zu ", i + 1);
		ub_printable(&text, b->sheet[i].name,
		    strnlen(b->sheet[i].name, ROOM / 2));
		if (b->sheet[i].part == NULL)
			ub_buf_puts(&text, " (no worksheet)");
		else if (b->sheet[i].hidden)
			ub_buf_puts(&text, " (hidden)");
		ub_buf_putc(&text, '\n');
	}
	/* but for the last line end */
	if (text.len > 0)
		memcpy(e->below, text.s, text.len - 1);
	ub_buf_free(&text);
	return UB_EDATA;
}

static bool
is_number(const char *want, size_t n, size_t *which)
{
	int64_t v;

	if (!ub_int_parse(want, strlen(want), &v) || v < 1 || (uint64_t)v > n)
		return false;
	*which = (size_t)v - 1;
	return true;
}

enum ub_status
ub_xlsx_book_sheet(const struct ub_xlsx_book *b, const char *want,
    const struct ub_xlsx_sheet_name **sheet, struct ub_err *e)
{
	size_t i, which = b->nsheet, visible = 0;

	for (i = 0; i < b->nsheet; i++) {
		if (want != NULL && strcmp(b->sheet[i].name, want) == 0)
			which = i;
		if (want == NULL && !b->sheet[i].hidden &&
		    b->sheet[i].part != NULL) {
			which = i;
			visible++;
		}
	}
	if (want == NULL && visible != 1)
		return list(b,
		    visible == 0 ? "has no worksheet that is not hidden: say "
				   "which (--sheet, or sheet = in the "
				   "description)"
				 : "has several worksheets: say which "
				   "(--sheet, or sheet = in the description)",
		    e);
	if (which == b->nsheet && !is_number(want, b->nsheet, &which))
		return list(b, "has no sheet of this name or number", e);
	if (b->sheet[which].part == NULL)
		return list(b, "this sheet is no worksheet", e);
	*sheet = &b->sheet[which];
	return UB_OK;
}

/* --- merged ranges ------------------------------------------------------------ */

struct merged {
	struct ub_xml *xml;
	struct ub_xlsx_range *range;
	size_t n;
};

static void
on_merged(void *priv, const char *name, const char **attr)
{
	struct merged *m = priv;
	struct ub_xlsx_range g;
	const char *ref;

	if (strcmp(name, "mergeCell") != 0)
		return;
	ref = ub_xml_attr(attr, "ref");
	if (ref == NULL || !ub_xlsx_range_parse(ref, &g)) {
		ub_xml_stop(m->xml, "has a merged range that is none");
		return;
	}
	if (g.row == g.to_row && g.col == g.to_col)
		return;
	if (m->n == UB_XLSX_ROWS) {
		ub_xml_stop(m->xml, "has too many merged ranges");
		return;
	}
	m->range = ub_xgrow(m->range, m->n, sizeof(*m->range));
	m->range[m->n++] = g;
}

/* Does the part hold the word?  They stand behind all rows: only where they are
 * is the sheet walked through twice. */
static enum ub_status
any_merged(struct ub_package *p, const char *part, bool *any, struct ub_err *e)
{
	static const char word[] = "mergeCell";
	enum { KEPT = sizeof(word) - 2 };
	char *buf = ub_xmalloc(KEPT + CHUNK);
	struct ub_part *t;
	enum ub_status st;
	size_t i, n = 1, held = 0;

	*any = false;
	if (!ub_package_find(p, part, &i)) {
		free(buf);
		return ub_fail(e, UB_EDATA, "%.80s is not there", part);
	}
	for (st = ub_part_open(&t, p, i, e); st == UB_OK && n > 0 && !*any;) {
		st = ub_part_read(t, buf + held, CHUNK, &n, e);
		/* utf-16 is not looked through */
		*any = (held == 0 && n > 0 && (unsigned char)buf[0] >= 0xfe) ||
		       memmem(buf, held + n, word, sizeof(word) - 1) != NULL;
		held += n;
		if (held > KEPT) {
			memmove(buf, buf + held - KEPT, KEPT);
			held = KEPT;
		}
	}
	ub_part_free(t);
	free(buf);
	return st == UB_OK ? st : of_part(part, e);
}

enum ub_status
ub_xlsx_merged(struct ub_package *p, const char *part,
    struct ub_xlsx_range **range, size_t *n, struct ub_err *e)
{
	static const struct ub_xml_walk calls = { .start = on_merged };
	struct merged m = { 0 };
	enum ub_status st;
	bool any;

	*range = NULL;
	*n = 0;
	if ((st = any_merged(p, part, &any, e)) != UB_OK || !any)
		return st;
	m.xml = ub_xml_new(&calls, &m);
	st = walk(p, part, m.xml, UINT64_MAX, e);
	ub_xml_free(m.xml);
	*range = m.range;
	*n = m.n;
	return st;
}
