/*
 * auditpartleak.c - the parts of a workbook that are no sheets: comments, pivot
 * tables, names, properties, other files; auditleak.h.
 *
 * Sources: ECMA-376-1, 18.10 (pivot tables), 18.7 (comments), 18.14 (other
 * workbooks); [MS-XLSX] (comments in threads).
 */
#include <stdlib.h>
#include <strings.h>

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
	struct ub_buf attribute;  /* descr, name: what goes before the text */
	size_t sheet;             /* of comments; SIZE_MAX: not known */
	char cell[UB_PGRID_NAME]; /* of the comment */
	bool in_text, in_value;
	size_t n, hidden, other; /* figures */
};

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

static bool
is_data(const char *name)
{
	return strcmp(name, "v") == 0 || strcmp(name, "pt") == 0 ||
	       strcmp(name, "f") == 0 || strcmp(name, "formatCode") == 0;
}

static void
text_start(void *priv, const char *name, const char **attr)
{
	/* what is said of a picture, a table to those who do not see it */
	static const char *const said[] = { "descr", "title", "alt", "altText",
		"altTextSummary", "comment", "description", NULL };
	struct reading *r = priv;
	const char *v, *const *s;

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
	for (s = said; *s != NULL; s++)
		if ((v = ub_xml_attr(attr, *s)) != NULL)
			ub_leak_text(r->k, r->part, "", v, strlen(v));
}

static void
text_end(void *priv, const char *name)
{
	struct reading *r = priv;

	/* the figures of a chart are compared with their cells */
	if (holds(r->part, "/charts/") && is_data(name))
		ub_buf_clear(&r->text);
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

/* Numbers instead of places: those of other sheets, or of a table, have a sign
 * of their own. */
static void
name_end(void *priv, const char *name)
{
	struct reading *r = priv;

	if (strcmp(name, "definedName") != 0 || !r->in_text)
		return;
	r->in_text = false;
	if (r->text.len == 0 || r->k->ncell == 0)
		return;
	if (memchr(r->text.s, '!', r->text.len) == NULL &&
	    memchr(r->text.s, '[', r->text.len) == NULL &&
	    ub_leak_has_digit(r->text.s, r->text.len))
		ub_leak_find(r->k, r->part, r->attribute.s,
		    "this name stands for a number, not for a cell");
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
ends(const char *part, const char *const *end)
{
	size_t n = strlen(part), k;

	for (; *end != NULL; end++) {
		k = strlen(*end);
		if (n > k && strcasecmp(part + n - k, *end) == 0)
			return true;
	}
	return false;
}

static bool
is_xml(const char *part)
{
	static const char *const end[] = { ".xml", ".vml", ".psmdcp", NULL };

	return ends(part, end);
}

/* Looked at already, or only how things look and hang together. */
static bool
is_frame(const char *part)
{
	static const char *const end[] = { "/styles.xml", "/calcChain.xml",
		"/sharedStrings.xml", "[Content_Types].xml", NULL };

	return holds(part, "_rels/") || holds(part, "/worksheets/") ||
	       holds(part, "/theme/") || ends(part, end);
}

static enum ub_status
look_at_xml(struct reading *r, size_t part, struct ub_err *e)
{
	static const struct ub_xml_walk names = { name_start, name_end,
		name_text };

	if (holds(r->part, "/charts/chart") || holds(r->part, "/chartEx")) {
		enum ub_status st = ub_leak_chart(r->k, part, r->part, e);

		return st == UB_OK ? look_at_part_text(r, part, e) : st;
	}
	if (holds(r->part, "/pivotCache/") || holds(r->part, "/externalLink"))
		return look_at_counts(r, part, e);
	if (holds(r->part, "omments") || holds(r->part, "hreadedComment")) {
		r->sheet = sheet_of(r->k, r->part);
		return look_at_part_text(r, part, e);
	}
	if (strcmp(r->part, "xl/workbook.xml") == 0)
		return ub_audit_book_walk(r->k->b, part, &names, r, e);
	return look_at_part_text(r, part, e);
}

/* What no program for workbooks puts into one. */
static bool
is_stranger(const char *part)
{
	static const char *const known[] = { ".rels", ".bin", ".png", ".jpg",
		".jpeg", ".gif", ".emf", ".wmf", ".svg", ".tif", ".tiff",
		".bmp", ".webp", ".glb", ".wdp", ".sigs", "/", NULL };

	return !is_xml(part) && !holds(part, "/model/") && !ends(part, known);
}

static void
look_at_name(struct ub_leaks *k, const char *part)
{
	if (holds(part, "/embeddings/") || is_stranger(part))
		ub_leak_find(k, part, "", "another file within the workbook");
	else if (holds(part, "/model/"))
		ub_leak_find(k, part, "", "a data model: records, not tables");
	else if (holds(part, "/revisions/revisionLog"))
		ub_leak_find(
		    k, part, "", "what cells held before they were changed");
	else if (begins(part, "docProps/thumbnail") && k->ncell > 0)
		ub_leak_find(k, part, "",
		    "a picture of the first sheet, as it once was");
	else if (holds(part, "/media/") && k->ncell > 0)
		ub_audit_remark(k->a,
		    "%s: a picture: what it shows is not looked at", part);
	else if (holds(part, "vbaProject") && k->ncell > 0)
		ub_audit_remark(k->a,
		    "%s: a program: what it holds is not looked at", part);
}

/* Drawings of old are not always well-formed, and what others put in is
 * theirs. */
static enum ub_status
look_at_part(struct ub_leaks *k, size_t i, const char *part, struct ub_err *e)
{
	static const char *const old[] = { ".vml", NULL };
	struct reading r = { .k = k, .part = part, .sheet = SIZE_MAX };
	enum ub_status st = look_at_xml(&r, i, e);

	if (st == UB_EDATA && (ends(part, old) || holds(part, "customXml/"))) {
		if (k->ncell > 0)
			ub_audit_remark(
			    k->a, "%s, so it is not looked at", e->what);
		st = UB_OK;
	}
	ub_buf_free(&r.text);
	ub_buf_free(&r.attribute);
	return st;
}

enum ub_status
ub_leak_parts(struct ub_leaks *k, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	const char *part;
	size_t i;

	for (i = 0; i < ub_package_size(k->b->package) && st == UB_OK; i++) {
		if ((part = ub_package_name(k->b->package, i)) == NULL)
			continue;
		look_at_name(k, part);
		if (is_xml(part) && !is_frame(part))
			st = look_at_part(k, i, part, e);
	}
	return st;
}
