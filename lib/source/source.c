/* source.c - see source.h: sections and keys of a description. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "../base/date.h"
#include "../base/file.h"
#include "../base/unicode.h"
#include "../stream/legend.h"
#include "sourceload.h"

static const char *const section_name[NSECTION] = { "", "source", "column",
	"values", "missing", "codes", "labels" };

static const char *const source_keys[] = { "encoding", "delimiter", "decimal",
	"date", "trim", "context", "extracted" };

static const char *const column_keys[] = { "heading", "type", "label",
	"optional", "required", "invalid", "decimal", "date", "trim", "range",
	"codes", "derive", "numbers" };

enum ub_status
ub_source_fail(struct ub_source_reader *d, const char *fmt, ...)
{
	char what[sizeof(d->e->what)];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);
	return ub_fail_at(d->e, UB_EUSAGE, d->path, d->line, "%s", what);
}

enum ub_status
ub_source_locate(struct ub_source_reader *d)
{
	struct ub_err was = *d->e;

	return was.line != 0 || was.code == UB_EIO
		   ? was.code
		   : ub_source_fail(d, "%s", was.what);
}

static enum ub_status
unknown(struct ub_source_reader *d, const char *kind, const char *word,
    const char *const *known, size_t n)
{
	const char *near = ub_nearest(word, strlen(word), known, n);

	if (near == NULL)
		return ub_source_fail(d, "unknown %s %.60s", kind, word);
	return ub_source_fail(
	    d, "unknown %s %.60s; did you mean %s?", kind, word, near);
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
yes_no(struct ub_source_reader *d, const char *value, bool *yes)
{
	*yes = strcmp(value, "yes") == 0;
	if (!*yes && strcmp(value, "no") != 0)
		return ub_source_fail(d, "neither yes nor no");
	return UB_OK;
}

static enum ub_status
decimal(struct ub_source_reader *d, const char *value, char *sign)
{
	if (strcmp(value, ",") != 0 && strcmp(value, ".") != 0)
		return ub_source_fail(d, "the decimal sign is , or .");
	*sign = value[0];
	return UB_OK;
}

static enum ub_status
add_date(struct ub_source_reader *d, const char *value,
    struct ub_dateform **date, size_t *n)
{
	struct ub_dateform f;
	size_t i;

	if (ub_dateform_init(&f, value, d->e) != UB_OK)
		return ub_source_locate(d);
	for (i = 0; i < *n; i++)
		if (ub_dateform_clash(&f, &(*date)[i]))
			return ub_source_fail(d,
			    "cannot be told from the date form %s",
			    (*date)[i].text);
	*date = ub_xgrow(*date, *n, sizeof(**date));
	(*date)[(*n)++] = f;
	return UB_OK;
}

/* The place of a key among n; UB_EUSAGE when it is not there, or was there
 * before (seen), where it may stand once only. */
static enum ub_status
key_of(struct ub_source_reader *d, const char *key, const char *const *known,
    size_t n, size_t *which)
{
	for (*which = 0; *which < n; (*which)++)
		if (strcmp(key, known[*which]) == 0)
			return UB_OK;
	return unknown(d, "key", key, known, n);
}

static enum ub_status
once(struct ub_source_reader *d, uint64_t *seen)
{
	if (*seen != 0)
		return ub_source_fail(
		    d, "said before, on line %llu", (unsigned long long)*seen);
	*seen = d->line;
	return UB_OK;
}

static enum ub_status
source_key(struct ub_source_reader *d, const char *key, const char *value)
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
			return ub_source_fail(d,
			    "the encoding is utf-8, windows-1252 "
			    "or iso-8859-1");
		return UB_OK;
	case SK_DELIMITER:
		if (!ub_source_delimiter(value, &d->s->delim))
			return ub_source_fail(d,
			    "the delimiter is tab or one ASCII "
			    "character, not a quote");
		return UB_OK;
	case SK_DECIMAL:
		return decimal(d, value, &d->decimal);
	case SK_DATE:
		return add_date(d, value, &d->date, &d->ndate);
	case SK_CONTEXT:
		d->s->context = ub_xstrdup(value);
		return UB_OK;
	case SK_EXTRACTED:
		d->s->has_extracted =
		    ub_date_parse(value, strlen(value), &d->s->extracted);
		return d->s->has_extracted
			   ? UB_OK
			   : ub_source_fail(d, "not a day as 2016-03-01");
	default:
		return yes_no(d, value, &d->trim);
	}
}

static enum ub_status
column_type(
    struct ub_source_reader *d, struct ub_source_column *c, const char *value)
{
	static const char *const types[] = { "text", "code", "id", "int", "dec",
		"date", "bool", "person" };

	if (strcmp(value, "person") == 0) {
		c->type = UB_ID;
		c->derive = UB_DERIVE_PSEUDONYM;
		return UB_OK;
	}
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
set_reason(struct ub_source_reader *d, const char *value, char *r)
{
	if (!reason(value, strlen(value)))
		return ub_source_fail(d,
		    "a reason is a dot and a letter other than "
		    "b d e l s t");
	*r = value[1];
	return UB_OK;
}

/* What is made of a number says the type of the column too. */
static enum ub_status
set_derive(
    struct ub_source_reader *d, struct ub_source_column *c, const char *value)
{
	static const char *const known[] = { "birthdate", "birthyear", "sex" };
	static const enum ub_type type[] = { UB_DATE, UB_INT, UB_CODE };
	enum ub_status st;
	size_t k;

	st = key_of(d, value, known, sizeof(known) / sizeof(*known), &k);
	if (st != UB_OK)
		return st;
	c->derive = (enum ub_derive)(UB_DERIVE_BIRTHDATE + k);
	c->type = type[k];
	return UB_OK;
}

static enum ub_status
set_numbers(
    struct ub_source_reader *d, struct ub_source_column *c, const char *value)
{
	c->any_number = strcmp(value, "any") == 0;
	if (!c->any_number && strcmp(value, "personnummer") != 0)
		return ub_source_fail(d, "neither personnummer nor any");
	return UB_OK;
}

static enum ub_status
column_key(struct ub_source_reader *d, size_t k, size_t at, const char *value)
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
	case CK_DERIVE:
		return set_derive(d, c, value);
	case CK_NUMBERS:
		return set_numbers(d, c, value);
	default:
		d->draft[at].codes = ub_xstrdup(value);
		return UB_OK;
	}
}

enum ub_status
ub_source_map(struct ub_source_reader *d, struct ub_source_column *c,
    const char *raw, const char *to)
{
	if (!ub_dict_add(&c->raw, raw, strlen(raw), (uint32_t)c->nmapped))
		return ub_source_fail(d, "column %s: said before", c->name);
	c->mapped = ub_xgrow(c->mapped, c->nmapped, sizeof(*c->mapped));
	c->mapped[c->nmapped++] = ub_slice_of(ub_xstrdup(to));
	return UB_OK;
}

static enum ub_status
missing(struct ub_source_reader *d, const char *value)
{
	if (value[0] == '\0' || reason(value, strlen(value)))
		return UB_OK;
	return ub_source_fail(d,
	    "a missing code is given a reason, a dot and a letter "
	    "other than b d e l s t, or nothing");
}

bool
ub_source_has_label(
    const struct ub_source_column *c, const char *value, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(c->vlabel[i].value, value) == 0)
			return true;
	return false;
}

void
ub_source_label(struct ub_source_column *c, const char *value, const char *text)
{
	struct ub_source_label *x;

	c->vlabel = ub_xgrow(c->vlabel, c->nvlabel, sizeof(*c->vlabel));
	x = &c->vlabel[c->nvlabel++];
	x->value = ub_xstrdup(value);
	x->text = ub_xstrdup(text);
}

static enum ub_status
add_code(
    struct ub_source_reader *d, size_t at, const char *code, const char *label)
{
	struct ub_source_column *c = &d->s->col[at];

	if (d->draft[at].codes_section == 0)
		d->draft[at].codes_section = d->line;
	if (!ub_dict_add(&c->code, code, strlen(code), 0))
		return ub_source_fail(d, "column %s: said before", c->name);
	if (c->list == NULL)
		c->list = ub_xstrdup("of codes");
	if (label[0] == '\0')
		return UB_OK;
	if (ub_source_has_label(c, code, c->nvlabel))
		return ub_source_fail(d, "column %s: said before", c->name);
	ub_source_label(c, code, label);
	return UB_OK;
}

static enum ub_status
entry_of(struct ub_source_reader *d, const struct ub_ini_entry *x, size_t at)
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
			return ub_source_fail(
			    d, "what is missing belongs in [missing]");
		return ub_source_map(d, c, x->key, x->value);
	case MISSING:
		st = missing(d, x->value);
		return st == UB_OK ? ub_source_map(d, c, x->key, x->value) : st;
	case CODES:
		return add_code(d, at, x->key, x->value);
	default:
		if (ub_source_has_label(c, x->key, c->nvlabel))
			return ub_source_fail(
			    d, "column %s: said before", c->name);
		ub_source_label(c, x->key, x->value);
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
target(struct ub_source_reader *d, const char *name, size_t len)
{
	size_t at = find(d->s, name, len);

	if (at == UB_NOCOL && d->section != COLUMN)
		return ub_source_fail(
		    d, "no [column %.*s] above", (int)(len % 64), name);
	if (at == UB_NOCOL) {
		if (!ub_name_valid(name, len))
			return ub_source_fail(d,
			    "not a column name: a letter, then "
			    "letters, digits and _");
		if (d->s->ncol == UB_COLUMNS_MAX)
			return ub_source_fail(d, "too many columns");
		at = d->s->ncol;
		d->draft = ub_xgrow(d->draft, at, sizeof(*d->draft));
		d->draft[at] = (struct ub_source_draft){ 0 };
		ub_source_add(d->s, name, len)->line = d->line;
		d->s->col[at].decimal = 0;
	}
	d->target = ub_xgrow(d->target, d->ntarget, sizeof(*d->target));
	d->target[d->ntarget++] = at;
	return UB_OK;
}

/* "[kind name name ...]" */
static enum ub_status
open_section(struct ub_source_reader *d, const char *text)
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
			return ub_source_fail(d, "[source] takes no name");
		if (len > 0 && (st = target(d, text, len)) != UB_OK)
			return st;
	}
	if (d->ntarget == 0 && d->section != SOURCE && d->section != MISSING)
		return ub_source_fail(d, "[%s] of which column?", kind);
	return UB_OK;
}

static enum ub_status
entry(struct ub_source_reader *d, const struct ub_ini_entry *x)
{
	enum ub_status st = UB_OK;
	size_t i;

	d->line = x->line;
	if (x->key == NULL)
		return open_section(d, x->section);
	if (d->section == NONE)
		return ub_source_fail(d, "no section above");
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

/* Names differ without regard to case: the legend checks. */
static enum ub_status
check_names(struct ub_source_reader *d)
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
	return st == UB_OK ? st : ub_source_locate(d);
}

static enum ub_status
load(struct ub_source_reader *d, const struct ub_ini *ini)
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
		return ub_source_fail(d, "no [column]");
	if (d->ndate == 0) {
		(void)ub_dateform_init(&iso, "YYYY-MM-DD", d->e);
		d->date = ub_xgrow(d->date, 0, sizeof(*d->date));
		d->date[d->ndate++] = iso;
	}
	st = check_names(d);
	for (i = 0; i < d->s->ncol && st == UB_OK; i++)
		st = ub_source_finish(d, i);
	return st;
}

enum ub_status
ub_source_load(struct ub_source *s, const char *path, struct ub_err *e)
{
	const char *base = ub_basename(path);
	struct ub_source_reader d = {
		.s = s, .path = path, .e = e, .decimal = '.'
	};
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
	free(s->context);
	*s = (struct ub_source){ 0 };
}

size_t
ub_source_persons(const struct ub_source *s)
{
	size_t i, n = 0;

	for (i = 0; i < s->ncol; i++)
		n += s->col[i].derive == UB_DERIVE_PSEUDONYM;
	return n;
}

size_t
ub_source_drop_persons(struct ub_source *s)
{
	size_t i, kept = 0, dropped;

	for (i = 0; i < s->ncol; i++) {
		if (s->col[i].derive == UB_DERIVE_PSEUDONYM)
			column_free(&s->col[i]);
		else
			s->col[kept++] = s->col[i];
	}
	dropped = s->ncol - kept;
	s->ncol = kept;
	return dropped;
}
