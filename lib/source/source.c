/* source.c - see source.h: sections and keys of a description. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "../base/date.h"
#include "../base/file.h"
#include "../base/ini.h"
#include "../base/unicode.h"
#include "../stream/legend.h"
#include "range.h"
#include "source.h"

enum section { NONE, SOURCE, COLUMN, VALUES, MISSING, CODES, LABELS, NSECTION };

static const char *const section_name[NSECTION] = { "", "source", "column",
	"values", "missing", "codes", "labels" };

static const char *const source_keys[] = { "encoding", "delimiter", "decimal",
	"date", "trim" };
enum { SK_ENCODING, SK_DELIMITER, SK_DECIMAL, SK_DATE, SK_TRIM, NSOURCE_KEY };

static const char *const column_keys[] = { "heading", "type", "label",
	"optional", "required", "invalid", "decimal", "date", "trim", "range",
	"codes" };
enum {
	CK_HEADING,
	CK_TYPE,
	CK_LABEL,
	CK_OPTIONAL,
	CK_REQUIRED,
	CK_INVALID,
	CK_DECIMAL,
	CK_DATE,
	CK_TRIM,
	CK_RANGE,
	CK_CODES,
	NCOLUMN_KEY
};

/* What was said of a column so far, beside the column itself. */
struct draft {
	uint64_t seen[NCOLUMN_KEY]; /* line of the key, 0: not yet */
	char *codes;                /* value of codes = */
	uint64_t codes_section;     /* line of the first of [codes], or 0 */
};

struct load {
	struct ub_source *s;
	struct draft *draft; /* one per column */
	const char *path;
	char *dir; /* of path, with its slash, or "" */
	uint64_t line;
	struct ub_err *e;

	/* [source] */
	uint64_t seen[NSOURCE_KEY];
	char decimal;
	bool trim;
	struct ub_dateform *date;
	size_t ndate;
	/* [missing] without a column */
	const struct ub_ini_entry **missing;
	size_t nmissing;

	enum section section;
	size_t *target; /* columns of the section */
	size_t ntarget;
};

static enum ub_status fail(struct load *d, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static enum ub_status
fail(struct load *d, const char *fmt, ...)
{
	char what[sizeof(d->e->what)];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);
	return ub_fail_at(d->e, UB_EUSAGE, d->path, d->line, "%s", what);
}

/* The clause is in e already: say where. */
static enum ub_status
locate(struct load *d)
{
	struct ub_err was = *d->e;

	return was.line != 0 || was.code == UB_EIO ? was.code
						   : fail(d, "%s", was.what);
}

static enum ub_status
unknown(struct load *d, const char *kind, const char *word,
    const char *const *known, size_t n)
{
	const char *near = ub_nearest(word, strlen(word), known, n);

	if (near == NULL)
		return fail(d, "unknown %s %.60s", kind, word);
	return fail(d, "unknown %s %.60s; did you mean %s?", kind, word, near);
}

struct ub_source_column *
ub_source_add(struct ub_source *s, const char *name, size_t len)
{
	struct ub_source_column *c;

	s->col = ub_xgrow(s->col, s->ncol, sizeof(*s->col));
	c = &s->col[s->ncol++];
	*c = (struct ub_source_column){ .type = UB_TEXT, .decimal = '.' };
	c->name = ub_xstrndup(name, len);
	return c;
}

bool
ub_source_delimiter(const char *text, char *delim)
{
	unsigned char c = (unsigned char)text[0];

	if (strcmp(text, "tab") == 0) {
		*delim = '\t';
		return true;
	}
	if (c == '\0' || text[1] != '\0' || c == '"' || c >= 0x7f ||
	    (c < 0x20 && c != '\t'))
		return false;
	*delim = (char)c;
	return true;
}

static enum ub_status
yes_no(struct load *d, const char *value, bool *yes)
{
	*yes = strcmp(value, "yes") == 0;
	if (!*yes && strcmp(value, "no") != 0)
		return fail(d, "neither yes nor no");
	return UB_OK;
}

static enum ub_status
decimal(struct load *d, const char *value, char *sign)
{
	if (strcmp(value, ",") != 0 && strcmp(value, ".") != 0)
		return fail(d, "the decimal sign is , or .");
	*sign = value[0];
	return UB_OK;
}

static enum ub_status
add_date(
    struct load *d, const char *value, struct ub_dateform **date, size_t *n)
{
	struct ub_dateform f;
	size_t i;

	if (ub_dateform_init(&f, value, d->e) != UB_OK)
		return locate(d);
	for (i = 0; i < *n; i++)
		if (ub_dateform_clash(&f, &(*date)[i]))
			return fail(d, "cannot be told from the date form %s",
			    (*date)[i].text);
	*date = ub_xgrow(*date, *n, sizeof(**date));
	(*date)[(*n)++] = f;
	return UB_OK;
}

/* The place of a key among n; UB_EUSAGE when it is not there, or was there
 * before (seen), where it may stand once only. */
static enum ub_status
key_of(struct load *d, const char *key, const char *const *known, size_t n,
    size_t *which)
{
	for (*which = 0; *which < n; (*which)++)
		if (strcmp(key, known[*which]) == 0)
			return UB_OK;
	return unknown(d, "key", key, known, n);
}

static enum ub_status
once(struct load *d, uint64_t *seen)
{
	if (*seen != 0)
		return fail(
		    d, "said before, on line %llu", (unsigned long long)*seen);
	*seen = d->line;
	return UB_OK;
}

static enum ub_status
source_key(struct load *d, const char *key, const char *value)
{
	enum ub_status st;
	size_t k;

	st = key_of(d, key, source_keys, NSOURCE_KEY, &k);
	if (st == UB_OK && k != SK_DATE)
		st = once(d, &d->seen[k]);
	if (st != UB_OK)
		return st;
	switch (k) {
	case SK_ENCODING:
		if (!ub_encoding_parse(value, &d->s->encoding))
			return fail(d, "the encoding is utf-8, windows-1252 "
				       "or iso-8859-1");
		return UB_OK;
	case SK_DELIMITER:
		if (!ub_source_delimiter(value, &d->s->delim))
			return fail(d, "the delimiter is tab or one ASCII "
				       "character, not a quote");
		return UB_OK;
	case SK_DECIMAL:
		return decimal(d, value, &d->decimal);
	case SK_DATE:
		return add_date(d, value, &d->date, &d->ndate);
	default:
		return yes_no(d, value, &d->trim);
	}
}

static enum ub_status
column_type(struct load *d, struct ub_source_column *c, const char *value)
{
	static const char *const types[] = { "text", "code", "id", "int", "dec",
		"date", "bool" };

	if (ub_type_parse(value, strlen(value), &c->type) && c->type <= UB_BOOL)
		return UB_OK;
	return unknown(d, "type", value, types, sizeof(types) / sizeof(*types));
}

/* Letters that mean something in tables are not for extracts. */
static bool
reason(const char *s, size_t len)
{
	return len == 2 && s[0] == '.' && s[1] >= 'a' && s[1] <= 'z' &&
	       strchr("tsbled", s[1]) == NULL;
}

static enum ub_status
set_reason(struct load *d, const char *value, char *r)
{
	if (!reason(value, strlen(value)))
		return fail(d, "a reason is a dot and a letter other than "
			       "b d e l s t");
	*r = value[1];
	return UB_OK;
}

static enum ub_status
column_key(struct load *d, size_t k, size_t at, const char *value)
{
	struct ub_source_column *c = &d->s->col[at];

	switch (k) {
	case CK_HEADING:
		c->heading =
		    ub_xgrow(c->heading, c->nheading, sizeof(*c->heading));
		c->heading[c->nheading++] = ub_xstrdup(value);
		return UB_OK;
	case CK_TYPE:
		return column_type(d, c, value);
	case CK_LABEL:
		c->label = ub_xstrdup(value);
		return UB_OK;
	case CK_OPTIONAL:
		return yes_no(d, value, &c->optional);
	case CK_REQUIRED:
		return yes_no(d, value, &c->required);
	case CK_INVALID:
		return set_reason(d, value, &c->invalid);
	case CK_DECIMAL:
		return decimal(d, value, &c->decimal);
	case CK_DATE:
		return add_date(d, value, &c->date, &c->ndate);
	case CK_TRIM:
		return yes_no(d, value, &c->trim);
	case CK_RANGE:
		c->range = ub_xstrdup(value);
		return UB_OK;
	default:
		d->draft[at].codes = ub_xstrdup(value);
		return UB_OK;
	}
}

/* A value the extract has becomes to; which must fit when all is known. */
static enum ub_status
map(struct load *d, struct ub_source_column *c, const char *raw, const char *to)
{
	if (!ub_dict_add(&c->raw, raw, strlen(raw), (uint32_t)c->nmapped))
		return fail(d, "column %s: said before", c->name);
	c->mapped = ub_xgrow(c->mapped, c->nmapped, sizeof(*c->mapped));
	c->mapped[c->nmapped++] = ub_slice_of(ub_xstrdup(to));
	return UB_OK;
}

static enum ub_status
missing(struct load *d, const char *value)
{
	if (value[0] == '\0' || reason(value, strlen(value)))
		return UB_OK;
	return fail(d, "a missing code is given a reason, a dot and a letter "
		       "other than b d e l s t, or nothing");
}

static void
add_label(struct ub_source_column *c, const char *value, const char *text)
{
	struct ub_source_label *x;

	c->vlabel = ub_xgrow(c->vlabel, c->nvlabel, sizeof(*c->vlabel));
	x = &c->vlabel[c->nvlabel++];
	x->value = ub_xstrdup(value);
	x->text = ub_xstrdup(text);
}

static enum ub_status
add_code(struct load *d, size_t at, const char *code, const char *label)
{
	struct ub_source_column *c = &d->s->col[at];

	if (d->draft[at].codes_section == 0)
		d->draft[at].codes_section = d->line;
	if (!ub_dict_add(&c->code, code, strlen(code), 0))
		return fail(d, "column %s: said before", c->name);
	if (c->list == NULL)
		c->list = ub_xstrdup("of codes");
	if (label[0] != '\0')
		add_label(c, code, label);
	return UB_OK;
}

static enum ub_status
entry_of(struct load *d, const struct ub_ini_entry *x, size_t at)
{
	struct ub_source_column *c = &d->s->col[at];
	enum ub_status st;
	size_t k;

	switch (d->section) {
	case COLUMN:
		st = key_of(d, x->key, column_keys, NCOLUMN_KEY, &k);
		if (st == UB_OK && k != CK_HEADING && k != CK_DATE)
			st = once(d, &d->draft[at].seen[k]);
		return st == UB_OK ? column_key(d, k, at, x->value) : st;
	case VALUES:
		if (ub_missing(ub_slice_of(x->value)) != 0)
			return fail(d, "what is missing belongs in [missing]");
		return map(d, c, x->key, x->value);
	case MISSING:
		st = missing(d, x->value);
		return st == UB_OK ? map(d, c, x->key, x->value) : st;
	case CODES:
		return add_code(d, at, x->key, x->value);
	default:
		add_label(c, x->key, x->value);
		return UB_OK;
	}
}

static size_t
find(const struct ub_source *s, const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < s->ncol; i++)
		if (strlen(s->col[i].name) == len &&
		    memcmp(s->col[i].name, name, len) == 0)
			return i;
	return UB_NOCOL;
}

static enum ub_status
target(struct load *d, const char *name, size_t len)
{
	size_t at = find(d->s, name, len);

	if (at == UB_NOCOL && d->section != COLUMN)
		return fail(d, "no [column %.*s] above", (int)(len % 64), name);
	if (at == UB_NOCOL) {
		if (!ub_name_valid(name, len))
			return fail(d, "not a column name: a letter, then "
				       "letters, digits and _");
		if (d->s->ncol == UB_COLUMNS_MAX)
			return fail(d, "too many columns");
		at = d->s->ncol;
		d->draft = ub_xgrow(d->draft, at, sizeof(*d->draft));
		d->draft[at] = (struct draft){ 0 };
		ub_source_add(d->s, name, len)->line = d->line;
		d->s->col[at].decimal = 0;
	}
	d->target = ub_xgrow(d->target, d->ntarget, sizeof(*d->target));
	d->target[d->ntarget++] = at;
	return UB_OK;
}

/* "[kind name name ...]" */
static enum ub_status
open_section(struct load *d, const char *text)
{
	size_t len = strcspn(text, " \t");
	enum ub_status st;
	char kind[32];
	int i;

	snprintf(kind, sizeof(kind), "%.*s", (int)(len < 31 ? len : 31), text);
	d->section = NONE;
	for (i = SOURCE; i < NSECTION; i++)
		if (strcmp(kind, section_name[i]) == 0)
			d->section = (enum section)i;
	if (d->section == NONE)
		return unknown(
		    d, "section", kind, section_name + 1, NSECTION - 1);
	d->ntarget = 0;
	for (text += len; *text != '\0'; text += len) {
		text += strspn(text, " \t");
		len = strcspn(text, " \t");
		if (d->section == SOURCE)
			return fail(d, "[source] takes no name");
		if (len > 0 && (st = target(d, text, len)) != UB_OK)
			return st;
	}
	if (d->ntarget == 0 && d->section != SOURCE && d->section != MISSING)
		return fail(d, "[%s] of which column?", kind);
	return UB_OK;
}

static enum ub_status
entry(struct load *d, const struct ub_ini_entry *x)
{
	enum ub_status st = UB_OK;
	size_t i;

	d->line = x->line;
	if (x->key == NULL)
		return open_section(d, x->section);
	if (d->section == NONE)
		return fail(d, "no section above");
	if (d->section == SOURCE)
		return source_key(d, x->key, x->value);
	if (d->ntarget == 0) {
		if ((st = missing(d, x->value)) != UB_OK)
			return st;
		d->missing =
		    ub_xgrow(d->missing, d->nmissing, sizeof(*d->missing));
		d->missing[d->nmissing++] = x;
		return UB_OK;
	}
	for (i = 0; i < d->ntarget && st == UB_OK; i++)
		st = entry_of(d, x, d->target[i]);
	return st;
}

/* --- when all lines are read --------------------------------------------- */

/* A value the description gives must be one the column can hold. */
static enum ub_status
check_value(
    struct load *d, const struct ub_source_column *c, struct ub_slice value)
{
	if (!ub_type_is_text(c->type) && !ub_field_valid(c->type, value))
		return fail(d, "column %s: %.60s is no %s", c->name, value.s,
		    ub_type_name(c->type));
	return UB_OK;
}

static enum ub_status
finish_codes(struct load *d, size_t at)
{
	struct ub_source_column *c = &d->s->col[at];
	struct ub_codelist *l;
	struct ub_slice code, label;
	enum ub_status st;
	char *z;
	size_t i;

	if (d->draft[at].codes == NULL)
		return UB_OK;
	d->line = d->draft[at].seen[CK_CODES];
	if (d->draft[at].codes_section != 0)
		return fail(d, "column %s: both codes = and [codes]", c->name);
	st = ub_codelist_open(&l, d->draft[at].codes, d->dir, d->e);
	if (st != UB_OK)
		return d->e->input[0] != '\0' ? st : locate(d);
	c->list = ub_xstrdup(ub_codelist_name(l));
	for (i = 0; i < ub_codelist_size(l); i++) {
		code = ub_codelist_code(l, i);
		label = ub_codelist_label(l, i);
		(void)ub_dict_add(&c->code, code.s, code.len, 0);
		z = ub_xstrndup(label.s, label.len);
		if (label.len > 0 && code.s != label.s) {
			char *v = ub_xstrndup(code.s, code.len);
			add_label(c, v, z);
			free(v);
		}
		free(z);
	}
	ub_codelist_free(l);
	return UB_OK;
}

/* From plain text to a field; what is missing is a field already. */
static char *
to_field(const struct ub_source_column *c, char *value)
{
	struct ub_buf b = { 0 };

	if (!ub_type_is_text(c->type) || ub_missing(ub_slice_of(value)) != 0)
		return value;
	ub_escape(&b, value, strlen(value));
	free(value);
	return b.s;
}

static enum ub_status
finish_mapped(struct load *d, struct ub_source_column *c, size_t i)
{
	struct ub_slice *v = &c->mapped[i];
	enum ub_status st;

	if (ub_missing(*v) != 0)
		return UB_OK;
	if ((st = check_value(d, c, *v)) != UB_OK)
		return st;
	if (c->list != NULL &&
	    ub_dict_find(&c->code, v->s, v->len) == UB_DICT_NONE)
		return fail(d, "column %s: %.60s is not in list %s", c->name,
		    v->s, c->list);
	if (!ub_range_holds_field(c, *v))
		return fail(d, "column %s: %.60s is out of range %s", c->name,
		    v->s, c->range);
	*v = ub_slice_of(to_field(c, (char *)v->s));
	return UB_OK;
}

static enum ub_status
finish_values(struct load *d, size_t at)
{
	struct ub_source_column *c = &d->s->col[at];
	enum ub_status st = UB_OK;
	uint32_t i;

	d->line = c->line;
	for (i = 0; i < c->code.n && st == UB_OK; i++)
		st = check_value(d, c,
		    (struct ub_slice){
			c->code.entry[i].key, c->code.entry[i].len });
	for (i = 0; i < c->nvlabel && st == UB_OK; i++) {
		st = check_value(d, c, ub_slice_of(c->vlabel[i].value));
		c->vlabel[i].value = to_field(c, c->vlabel[i].value);
	}
	for (i = 0; i < c->nmapped && st == UB_OK; i++)
		st = finish_mapped(d, c, i);
	return st;
}

static enum ub_status
finish_range(struct load *d, size_t at)
{
	struct ub_source_column *c = &d->s->col[at];

	d->line = d->draft[at].seen[CK_RANGE];
	if (c->range == NULL)
		return UB_OK;
	if (!ub_range_parse(c))
		return fail(d,
		    "column %s: a range is MIN..MAX, one of them "
		    "may be left out, of a column int, dec or date",
		    c->name);
	return UB_OK;
}

static enum ub_status
finish_column(struct load *d, size_t at)
{
	struct ub_source_column *c = &d->s->col[at];
	enum ub_status st;
	size_t i;

	if (c->decimal == 0)
		c->decimal = d->decimal;
	if (d->draft[at].seen[CK_TRIM] == 0)
		c->trim = d->trim;
	if (c->ndate == 0 && d->ndate > 0) {
		c->date = ub_xreallocarray(NULL, d->ndate, sizeof(*c->date));
		memcpy(c->date, d->date, d->ndate * sizeof(*c->date));
		c->ndate = d->ndate;
	}
	for (i = 0; i < d->nmissing; i++) {
		const struct ub_ini_entry *x = d->missing[i];

		/* the column's own word goes before the general one */
		if (ub_dict_find(&c->raw, x->key, strlen(x->key)) ==
		    UB_DICT_NONE) {
			d->line = x->line;
			(void)map(d, c, x->key, x->value);
		}
	}
	if ((st = finish_codes(d, at)) == UB_OK &&
	    (st = finish_range(d, at)) == UB_OK)
		st = finish_values(d, at);
	return st;
}

/* Names differ without regard to case: the legend checks. */
static enum ub_status
check_names(struct load *d)
{
	struct ub_legend l = { 0 };
	enum ub_status st = UB_OK;
	size_t i;

	for (i = 0; i < d->s->ncol && st == UB_OK; i++) {
		const struct ub_source_column *c = &d->s->col[i];

		d->line = c->line;
		st = ub_legend_add(&l, c->name, strlen(c->name), c->type, d->e);
	}
	ub_legend_free(&l);
	return st == UB_OK ? st : locate(d);
}

static enum ub_status
load(struct load *d, const struct ub_ini *ini)
{
	struct ub_dateform iso;
	enum ub_status st = UB_OK;
	size_t i;

	for (i = 0; i < ini->n && st == UB_OK; i++)
		st = entry(d, &ini->entry[i]);
	if (st != UB_OK)
		return st;
	d->line = 0;
	if (d->s->ncol == 0)
		return fail(d, "no [column]");
	if (d->ndate == 0) {
		(void)ub_dateform_init(&iso, "YYYY-MM-DD", d->e);
		d->date = ub_xgrow(d->date, 0, sizeof(*d->date));
		d->date[d->ndate++] = iso;
	}
	st = check_names(d);
	for (i = 0; i < d->s->ncol && st == UB_OK; i++)
		st = finish_column(d, i);
	return st;
}

enum ub_status
ub_source_load(struct ub_source *s, const char *path, struct ub_err *e)
{
	const char *base = ub_basename(path);
	struct load d = { .s = s, .path = path, .e = e, .decimal = '.' };
	struct ub_ini ini;
	enum ub_status st;
	size_t i;

	*s = (struct ub_source){ .delim = ',' };
	if ((st = ub_ini_load(&ini, path, e)) != UB_OK)
		return st;
	s->name = ub_xstrdup(base);
	d.dir = ub_xstrndup(path, (size_t)(base - path));
	st = load(&d, &ini);
	for (i = 0; d.draft != NULL && i < s->ncol; i++)
		free(d.draft[i].codes);
	free(d.draft);
	free(d.dir);
	free(d.date);
	free(d.missing);
	free(d.target);
	ub_ini_free(&ini);
	if (st != UB_OK)
		ub_source_free(s);
	return st;
}

static void
column_free(struct ub_source_column *c)
{
	size_t i;

	for (i = 0; i < c->nheading; i++)
		free(c->heading[i]);
	for (i = 0; i < c->nmapped; i++)
		free((char *)c->mapped[i].s);
	for (i = 0; i < c->nvlabel; i++) {
		free(c->vlabel[i].value);
		free(c->vlabel[i].text);
	}
	ub_dict_free(&c->raw);
	ub_dict_free(&c->code);
	free(c->name);
	free(c->heading);
	free(c->label);
	free(c->date);
	free(c->range);
	free(c->mapped);
	free(c->list);
	free(c->vlabel);
}

void
ub_source_free(struct ub_source *s)
{
	size_t i;

	for (i = 0; i < s->ncol; i++)
		column_free(&s->col[i]);
	free(s->col);
	free(s->name);
	*s = (struct ub_source){ 0 };
}
