/*
 * auditpartleak.c - the parts of a workbook that are no sheets: charts, comments,
 * pivot tables, names, properties, other files; auditleak.h.
 *
 * Sources: ECMA-376-1, 18.10 (pivot tables), 18.7 (comments), 18.14 (other
 * workbooks), 21.2 (charts); [MS-XLSX] (comments in threads).
 */
#include <math.h>
#include <stdlib.h>

#include "../base/num.h"
#include "auditleak.h"

enum { TEXT_MAX = 1 << 20 };

static bool
begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

static bool
holds(const char *s, const char *word)
{
	return strstr(s, word) != NULL;
}

/* A walk through a part: what is gathered. */
struct reading {
	struct ub_leaks *k;
	const char *part;
	struct ub_buf text;       /* of the element, or paragraph, at hand */
	struct ub_buf formula;    /* of the reference at hand */
	struct ub_buf attribute;  /* descr, name: what goes before the text */
	size_t sheet;             /* of comments; SIZE_MAX: not known */
	char cell[UB_PGRID_NAME]; /* of the comment */
	bool in_text, in_formula, in_cache, in_literal, in_value;
	int64_t index;
	size_t n, hidden, other;   /* figures; of hidden cells; that differ */
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
look_at_point(struct reading *r)
{
	const struct ub_pgrid_cell *c;
	struct ub_leak_cell at;
	struct ub_slice s;
	double was, is;

	if (!ub_real_read(r->text.s, r->text.len, &was) || was == 0)
		return;
	r->n++;
	if (!locate(r->k, &r->formula, (size_t)r->index, &at)) {
		r->other++;
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

static void
chart_start(void *priv, const char *name, const char **attr)
{
	struct reading *r = priv;
	const char *v;

	if (strcmp(name, "f") == 0) {
		r->in_formula = true;
		ub_buf_clear(&r->formula);
	} else if (strcmp(name, "numCache") == 0) {
		r->in_cache = true;
	} else if (strcmp(name, "numLit") == 0) {
		r->in_cache = r->in_literal = true;
		ub_buf_clear(&r->formula);
	} else if (strcmp(name, "pt") == 0) {
		v = ub_xml_attr(attr, "idx");
		r->index = 0;
		if (v != NULL && (!ub_int_parse(v, strlen(v), &r->index) ||
				     r->index < 0 || r->index > 1 << 30))
			r->index = 0;
	} else if (strcmp(name, "v") == 0 && r->in_cache) {
		r->in_value = true;
		ub_buf_clear(&r->text);
	}
}

static void
chart_end(void *priv, const char *name)
{
	struct reading *r = priv;

	if (strcmp(name, "f") == 0) {
		r->in_formula = false;
	} else if (strcmp(name, "numCache") == 0 ||
		   strcmp(name, "numLit") == 0) {
		r->in_cache = r->in_literal = false;
	} else if (strcmp(name, "v") == 0 && r->in_value) {
		r->in_value = false;
		look_at_point(r);
	}
}

static void
chart_text(void *priv, const char *s, size_t len)
{
	struct reading *r = priv;

	if (r->in_formula && r->formula.len < TEXT_MAX)
		ub_buf_add(&r->formula, s, len);
	if (r->in_value && r->text.len < TEXT_MAX)
		ub_buf_add(&r->text, s, len);
}

static enum ub_status
look_at_chart(struct reading *r, size_t part, struct ub_err *e)
{
	static const struct ub_xml_walk walk = { chart_start, chart_end,
		chart_text };
	enum ub_status st = ub_audit_book_walk(r->k->b, part, &walk, r, e);
	char name[UB_PGRID_NAME];

	if (st != UB_OK)
		return st;
	if (r->hidden > 0) {
		ub_pgrid_name(name, r->first.row, r->first.col);
		ub_leak_find(r->k, r->part, "",
		    "the chart keeps %zu figure%s of cells that are hidden, "
		    "the first is %s!%s",
		    r->hidden, r->hidden == 1 ? "" : "s",
		    r->k->b->book.sheet[r->first.sheet].name, name);
	}
	if (r->other > 0 && r->k->ncell > 0)
		ub_leak_find(r->k, r->part, "",
		    "the chart keeps %zu figure%s that no cell shows", r->other,
		    r->other == 1 ? "" : "s");
	return st;
}

/* --- texts -------------------------------------------------------------------------- */

static void
text_done(struct reading *r)
{
	struct ub_buf all = { 0 };
	struct ub_xlsx_range g;
	bool hidden = r->cell[0] != '\0' && r->sheet != SIZE_MAX &&
		      ub_xlsx_range_parse(r->cell, &g) &&
		      ub_leak_is_hidden(r->k, r->sheet, g.row - 1, g.col - 1);
	const char *place =
	    r->sheet == SIZE_MAX ? r->part : r->k->b->book.sheet[r->sheet].name;

	if (hidden && r->text.len > 0 &&
	    ub_leak_has_digit(r->text.s, r->text.len)) {
		ub_leak_find(r->k, place, r->cell,
		    "the comment on this hidden figure holds a number");
	} else {
		ub_buf_add(&all, "", 0);
		if (r->attribute.len > 0)
			ub_buf_printf(&all, "%s: ", r->attribute.s);
		ub_buf_add(&all, r->text.len > 0 ? r->text.s : "", r->text.len);
		ub_leak_text(r->k, place, r->cell, all.s, all.len);
		ub_buf_free(&all);
	}
	ub_buf_clear(&r->text);
	ub_buf_clear(&r->attribute);
}

/* What a text belongs to as a whole: a comment, a paragraph, a property. */
static bool
is_whole(const char *name)
{
	static const char *const whole[] = { "comment", "threadedComment", "p",
		"property", "title", "subject", "description", "keywords",
		"creator", "category", "Company", "Manager", NULL };
	const char *const *w;

	for (w = whole; *w != NULL; w++)
		if (strcmp(*w, name) == 0)
			return true;
	return false;
}

static void
text_start(void *priv, const char *name, const char **attr)
{
	struct reading *r = priv;
	const char *v;

	if (strcmp(name, "comment") == 0 ||
	    strcmp(name, "threadedComment") == 0) {
		v = ub_xml_attr(attr, "ref");
		r->cell[0] = '\0';
		if (v != NULL && strlen(v) < sizeof(r->cell))
			memcpy(r->cell, v, strlen(v) + 1);
	}
	if (strcmp(name, "property") == 0 &&
	    (v = ub_xml_attr(attr, "name")) != NULL)
		ub_buf_puts(&r->attribute, v);
	/* what is said of a picture to those who do not see it */
	if ((v = ub_xml_attr(attr, "descr")) != NULL)
		ub_leak_text(r->k, r->part, "", v, strlen(v));
}

static void
text_end(void *priv, const char *name)
{
	struct reading *r = priv;

	if (is_whole(name) && (r->cell[0] == '\0' || strcmp(name, "p") != 0))
		text_done(r);
	if (strcmp(name, "comment") == 0 ||
	    strcmp(name, "threadedComment") == 0)
		r->cell[0] = '\0';
}

static void
text_text(void *priv, const char *s, size_t len)
{
	struct reading *r = priv;

	if (r->text.len < TEXT_MAX)
		ub_buf_add(&r->text, s, len);
}

static enum ub_status
look_at_part_text(struct reading *r, size_t part, struct ub_err *e)
{
	static const struct ub_xml_walk walk = { text_start, text_end,
		text_text };
	enum ub_status st = ub_audit_book_walk(r->k->b, part, &walk, r, e);

	if (st == UB_OK)
		text_done(r);
	return st;
}

/* --- which sheet a part belongs to ----------------------------------------------------- */

struct relating {
	const char *want; /* last name of the part */
	bool found;
};

static void
on_relation(void *priv, const char *name, const char **attr)
{
	struct relating *r = priv;
	const char *target = ub_xml_attr(attr, "Target"), *slash;

	if (strcmp(name, "Relationship") != 0 || target == NULL)
		return;
	slash = strrchr(target, '/');
	if (strcmp(slash == NULL ? target : slash + 1, r->want) == 0)
		r->found = true;
}

static size_t
sheet_of(struct ub_leaks *k, const char *part)
{
	static const struct ub_xml_walk walk = { .start = on_relation };
	const char *slash = strrchr(part, '/'), *sheet, *base;
	struct relating r = { slash == NULL ? part : slash + 1, false };
	struct ub_buf b = { 0 };
	struct ub_err late;
	size_t i, at;

	for (i = 0; i < k->b->book.nsheet && !r.found; i++) {
		if ((sheet = k->b->book.sheet[i].part) == NULL)
			continue;
		base = strrchr(sheet, '/');
		base = base == NULL ? sheet : base + 1;
		ub_buf_clear(&b);
		ub_buf_add(&b, sheet, (size_t)(base - sheet));
		ub_buf_printf(&b, "_rels/%s.rels", base);
		if (ub_package_find(k->b->package, b.s, &at))
			(void)ub_audit_book_walk(k->b, at, &walk, &r, &late);
		if (r.found)
			break;
	}
	ub_buf_free(&b);
	return r.found ? i : SIZE_MAX;
}

/* --- counts of what should not be there ------------------------------------------------- */

static void
count_start(void *priv, const char *name, const char **attr)
{
	struct reading *r = priv;
	const char *v;

	/* records of a pivot table; figures that are listed in its definition */
	if (strcmp(name, "r") == 0)
		r->n++;
	if (strcmp(name, "n") == 0 && (v = ub_xml_attr(attr, "v")) != NULL)
		r->other++;
	if (strcmp(name, "v") == 0) {
		r->in_value = true;
		ub_buf_clear(&r->text);
	}
}

static void
count_end(void *priv, const char *name)
{
	struct reading *r = priv;
	double v;

	if (strcmp(name, "v") != 0 || !r->in_value)
		return;
	r->in_value = false;
	r->hidden += ub_real_read(r->text.s, r->text.len, &v);
}

static void
count_text(void *priv, const char *s, size_t len)
{
	struct reading *r = priv;

	if (r->in_value && r->text.len < TEXT_MAX)
		ub_buf_add(&r->text, s, len);
}

static enum ub_status
look_at_counts(struct reading *r, size_t part, struct ub_err *e)
{
	static const struct ub_xml_walk walk = { count_start, count_end,
		count_text };
	enum ub_status st = ub_audit_book_walk(r->k->b, part, &walk, r, e);

	if (st != UB_OK)
		return st;
	if (holds(r->part, "pivotCacheRecords") && r->n > 0)
		ub_leak_find(r->k, r->part, "",
		    "%zu record%s behind a pivot table", r->n,
		    r->n == 1 ? "" : "s");
	else if (holds(r->part, "pivotCacheDefinition") && r->other > 0 &&
		 r->k->ncell > 0)
		ub_leak_find(r->k, r->part, "",
		    "%zu figure%s behind a pivot table", r->other,
		    r->other == 1 ? "" : "s");
	else if (holds(r->part, "externalLink") && r->hidden > 0)
		ub_leak_find(r->k, r->part, "",
		    "%zu figure%s of another workbook", r->hidden,
		    r->hidden == 1 ? "" : "s");
	return st;
}

/* --- names ------------------------------------------------------------------------------ */

static void
name_start(void *priv, const char *name, const char **attr)
{
	struct reading *r = priv;
	const char *v = ub_xml_attr(attr, "name");

	if (strcmp(name, "definedName") != 0)
		return;
	r->in_text = true;
	ub_buf_clear(&r->text);
	ub_buf_clear(&r->attribute);
	ub_buf_puts(&r->attribute, v == NULL ? "" : v);
}

/* A number, a text or a list, instead of a place. */
static void
name_end(void *priv, const char *name)
{
	struct reading *r = priv;
	const char *s = r->text.s;
	double v;

	if (strcmp(name, "definedName") != 0 || !r->in_text)
		return;
	r->in_text = false;
	if (r->text.len == 0 || r->k->ncell == 0)
		return;
	if (ub_real_read(s, r->text.len, &v) || s[0] == '{' || s[0] == '"') {
		if (ub_leak_has_digit(s, r->text.len))
			ub_leak_find(r->k, r->part, r->attribute.s,
			    "this name stands for a number, not for a cell");
	}
}

static void
name_text(void *priv, const char *s, size_t len)
{
	struct reading *r = priv;

	if (r->in_text && r->text.len < TEXT_MAX)
		ub_buf_add(&r->text, s, len);
}

/* --- all parts ---------------------------------------------------------------------------- */

static bool
is_xml(const char *part)
{
	size_t n = strlen(part);

	return n > 4 && strcmp(part + n - 4, ".xml") == 0;
}

static enum ub_status
look_at_xml(struct reading *r, size_t part, struct ub_err *e)
{
	static const struct ub_xml_walk names = { name_start, name_end,
		name_text };

	if (holds(r->part, "/charts/chart") || holds(r->part, "/chartEx"))
		return look_at_chart(r, part, e);
	if (holds(r->part, "/pivotCache/") || holds(r->part, "/externalLink"))
		return look_at_counts(r, part, e);
	if (holds(r->part, "omments") || holds(r->part, "hreadedComment")) {
		r->sheet = sheet_of(r->k, r->part);
		return look_at_part_text(r, part, e);
	}
	if (begins(r->part, "docProps/") || holds(r->part, "/drawings/"))
		return look_at_part_text(r, part, e);
	if (strcmp(r->part, "xl/workbook.xml") == 0)
		return ub_audit_book_walk(r->k->b, part, &names, r, e);
	return UB_OK;
}

static void
look_at_name(struct ub_leaks *k, const char *part)
{
	if (holds(part, "/embeddings/"))
		ub_leak_find(k, part, "", "another file within the workbook");
	else if (holds(part, "/model/"))
		ub_leak_find(k, part, "", "a data model: records, not tables");
	else if (holds(part, "/revisions/revisionLog"))
		ub_leak_find(
		    k, part, "", "what cells held before they were changed");
	else if (begins(part, "docProps/thumbnail") && k->ncell > 0)
		ub_audit_remark(k->a,
		    "%s: a picture of the first sheet, as it once was", part);
}

enum ub_status
ub_leak_parts(struct ub_leaks *k, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	struct reading r;
	const char *part;
	size_t i;

	for (i = 0; i < ub_package_size(k->b->package) && st == UB_OK; i++) {
		if ((part = ub_package_name(k->b->package, i)) == NULL)
			continue;
		look_at_name(k, part);
		if (!is_xml(part) || holds(part, "_rels/"))
			continue;
		r = (struct reading){ .k = k, .part = part, .sheet = SIZE_MAX };
		st = look_at_xml(&r, i, e);
		ub_buf_free(&r.text);
		ub_buf_free(&r.formula);
		ub_buf_free(&r.attribute);
	}
	return st;
}
