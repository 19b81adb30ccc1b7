/* source.c - see source.h: sections and keys of a description. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "../base/file.h"
#include "../base/regex.h"
#include "../base/unicode.h"
#include "../stream/legend.h"
#include "sourceload.h"

static const char *const section_name[NSECTION] = { "", "source", "column",
	"values", "missing", "codes", "labels", "rule" };

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

enum ub_status
ub_source_unknown(struct ub_source_reader *d, const char *kind,
    const char *word, const char *const *known, size_t n)
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

/* The key's place among n, or n after a failure. */
static size_t
find_key(struct ub_source_reader *d, const char *name,
    const struct ub_source_key *keys, size_t n)
{
	const char *known[NCOLUMN_KEY + NSOURCE_KEY];
	size_t k;

	for (k = 0; k < n; k++) {
		if (strcmp(name, keys[k].name) == 0)
			return k;
		known[k] = keys[k].name;
	}
	(void)ub_source_unknown(d, "key", name, known, n);
	return n;
}

/* UB_EUSAGE when *seen says that there was such a line before. */
static enum ub_status
once(struct ub_source_reader *d, uint64_t *seen)
{
	if (*seen != 0)
		return ub_source_fail(
		    d, "said before, on line %llu", (unsigned long long)*seen);
	*seen = d->line;
	return UB_OK;
}

/* One key of a section of n, for the column or rule at; seen: their lines. */
static enum ub_status
set(struct ub_source_reader *d, const struct ub_ini_entry *x,
    const struct ub_source_key *keys, size_t n, uint64_t *seen, size_t at)
{
	size_t k = find_key(d, x->key, keys, n);
	enum ub_status st;

	if (k == n)
		return d->e->code;
	if (keys[k].again)
		seen[k] = d->line;
	else if ((st = once(d, &seen[k])) != UB_OK)
		return st;
	return keys[k].set(d, at, x->value);
}

bool
ub_source_reason(const char *s)
{
	return s[0] == '.' && s[1] >= 'a' && s[1] <= 'z' && s[2] == '\0' &&
	       strchr("tsbled", s[1]) == NULL;
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
	if (value[0] == '\0' || ub_source_reason(value))
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

/* Remember the line of the first of a kind. */
static void
first_line(const struct ub_source_reader *d, uint64_t *line)
{
	if (*line == 0)
		*line = d->line;
}

static enum ub_status
add_code(
    struct ub_source_reader *d, size_t at, const char *code, const char *label)
{
	struct ub_source_column *c = &d->s->col[at];

	first_line(d, &d->draft[at].codes_section);
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

	switch (d->section) {
	case COLUMN:
		return set(
		    d, x, ub_column_keys, NCOLUMN_KEY, d->draft[at].seen, at);
	case VALUES:
		if (ub_missing(ub_slice_of(x->value)) != 0)
			return ub_source_fail(
			    d, "what is missing belongs in [missing]");
		first_line(d, &d->draft[at].values_section);
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
		if (!ub_source_reason(x->key))
			first_line(d, &d->draft[at].labels_section);
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
	}
	d->target = ub_xgrow(d->target, d->ntarget, sizeof(*d->target));
	d->target[d->ntarget++] = at;
	return UB_OK;
}

/* "[rule name]": the rest of the line is the name. */
static enum ub_status
open_rule(struct ub_source_reader *d, const char *name)
{
	struct ub_source *s = d->s;
	size_t i;

	name += strspn(name, " \t");
	if (*name == '\0')
		return ub_source_fail(d, "a [rule] needs a name");
	for (i = 0; i < s->nrule; i++)
		if (strcmp(s->rule[i].name, name) == 0)
			return ub_source_fail(
			    d, "rule %.60s: said before", name);
	s->rule = ub_xgrow(s->rule, s->nrule, sizeof(*s->rule));
	d->rule_seen = ub_xgrow(d->rule_seen, s->nrule, sizeof(*d->rule_seen));
	memset(d->rule_seen[s->nrule], 0, sizeof(*d->rule_seen));
	s->rule[s->nrule++] = (struct ub_source_rule){ .name = ub_xstrdup(name),
		.line = d->line };
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
		return ub_source_unknown(
		    d, "section", kind, section_name + 1, NSECTION - 1);
	d->ntarget = 0;
	if (d->section == RULE)
		return open_rule(d, text + len);
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
		return set(
		    d, x, ub_source_keys, NSOURCE_KEY, d->seen, UB_NOCOL);
	if (d->section == RULE)
		return set(d, x, ub_rule_keys, NRULE_KEY,
		    d->rule_seen[d->s->nrule - 1], d->s->nrule - 1);
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
	if (d->all.ndate == 0) {
		(void)ub_dateform_init(&iso, "YYYY-MM-DD", d->e);
		d->all.date = ub_xgrow(d->all.date, 0, sizeof(*d->all.date));
		d->all.date[d->all.ndate++] = iso;
	}
	st = check_names(d);
	for (i = 0; i < d->s->ncol && st == UB_OK; i++)
		st = ub_source_finish(d, i);
	return st == UB_OK ? ub_source_finish_all(d) : st;
}

void
ub_source_init(struct ub_source *s)
{
	*s = (struct ub_source){ .delim = ',', .quote = '"', .headings = 1 };
}

static void
reader_free(struct ub_source_reader *d)
{
	size_t i;

	for (i = 0; d->draft != NULL && i < d->s->ncol; i++) {
		free(d->draft[i].codes);
		free(d->draft[i].codes_at);
		free(d->draft[i].at);
		free(d->draft[i].from);
		free(d->draft[i].to);
	}
	free(d->draft);
	free(d->dir);
	free(d->all.date);
	free(d->key);
	free(d->rule_seen);
	free(d->missing);
	free(d->target);
}

enum ub_status
ub_source_load(struct ub_source *s, const char *path, struct ub_err *e)
{
	const char *base = ub_basename(path);
	struct ub_source_reader d = {
		.s = s, .path = path, .e = e, .all.decimal = '.'
	};
	struct ub_ini ini;
	enum ub_status st;

	ub_source_init(s);
	if ((st = ub_ini_load(&ini, path, e)) != UB_OK)
		return st;
	s->path = ub_xstrdup(path);
	s->name = ub_xstrdup(base);
	d.dir = ub_xstrndup(path, (size_t)(base - path));
	st = load(&d, &ini);
	reader_free(&d);
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
	for (i = 0; i < c->nreserve; i++)
		ub_regex_free(c->reserve[i]);
	ub_regex_free(c->regex);
	ub_codelist_free(c->dated);
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
	free(c->pattern);
	free(c->reserve);
}

void
ub_source_free(struct ub_source *s)
{
	size_t i;

	for (i = 0; i < s->ncol; i++)
		column_free(&s->col[i]);
	for (i = 0; i < s->nrule; i++) {
		free(s->rule[i].name);
		free(s->rule[i].test);
	}
	for (i = 0; i < s->nfooter_text; i++)
		free(s->footer_text[i]);
	ub_regex_free(s->until);
	free(s->heading_join);
	free(s->footer_text);
	free(s->keycol);
	free(s->rule);
	free(s->col);
	free(s->path);
	free(s->name);
	free(s->context);
	free(s->sheet);
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
	size_t i, n = 0;

	for (i = 0; i < s->ncol; i++) {
		if (s->col[i].derive != UB_DERIVE_PSEUDONYM || s->col[i].hidden)
			continue;
		s->col[i].hidden = s->col[i].dropped = true;
		n++;
	}
	return n;
}

size_t
ub_source_written(const struct ub_source *s)
{
	size_t i, n = 0;

	for (i = 0; i < s->ncol; i++)
		n += !s->col[i].hidden;
	return n;
}
