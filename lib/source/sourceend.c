/* sourceend.c - see sourceload.h: what the lines of a description add up to. */
#include <stdio.h>
#include <stdlib.h>

#include "../stream/legend.h"
#include "range.h"
#include "sourceload.h"

/* A value the description gives must be one the column can hold. */
static enum ub_status
check_value(struct ub_source_reader *d, const struct ub_source_column *c,
    struct ub_slice value)
{
	if (!ub_type_is_text(c->type) && !ub_field_valid(c->type, value))
		return ub_source_fail(d, "column %s: %.60s is no %s", c->name,
		    value.s, ub_type_name(c->type));
	return UB_OK;
}

/* A label of [labels], of which there are own, goes before that of a list. */
static void
list_label(struct ub_source_column *c, struct ub_slice code,
    struct ub_slice label, size_t own)
{
	char *value = ub_xstrndup(code.s, code.len);
	char *text = ub_xstrndup(label.s, label.len);

	if (!ub_source_has_label(c, value, own))
		ub_source_label(c, value, text);
	free(value);
	free(text);
}

/* A list that says when; l becomes the column's, or is freed. */
static enum ub_status
finish_dated(
    struct ub_source_reader *d, size_t at, struct ub_codelist *l, size_t own)
{
	struct ub_source_column *c = &d->s->col[at];
	struct ub_slice code, label;
	size_t i;

	c->dated = l;
	if (d->draft[at].codes_at != NULL) {
		d->line = d->draft[at].seen[CK_CODES_AT];
		if (!ub_codelist_dated(l))
			return ub_source_fail(d,
			    "column %s: list %s has no valid_from and "
			    "valid_to",
			    c->name, c->list);
		for (i = 0; i < ub_codelist_ended(l); i++) {
			code = ub_codelist_ended_code(l, i);
			label = ub_codelist_ended_label(l, i);
			(void)ub_dict_add(&c->code, code.s, code.len, 0);
			if (label.len > 0)
				list_label(c, code, label, own);
		}
		return UB_OK;
	}
	c->undated = ub_codelist_dated(l);
	c->dated = NULL;
	ub_codelist_free(l);
	return UB_OK;
}

static enum ub_status
finish_codes(struct ub_source_reader *d, size_t at)
{
	struct ub_source_column *c = &d->s->col[at];
	struct ub_codelist *l;
	struct ub_slice code, label;
	enum ub_status st;
	size_t i, own;

	d->line = d->draft[at].seen[CK_CODES_AT];
	if (d->draft[at].codes == NULL)
		return d->line == 0 ? UB_OK
				    : ub_source_fail(d,
					  "column %s: codes-at = needs codes =",
					  c->name);
	d->line = d->draft[at].seen[CK_CODES];
	if (d->draft[at].codes_section != 0)
		return ub_source_fail(
		    d, "column %s: both codes = and [codes]", c->name);
	st = ub_codelist_open(&l, d->draft[at].codes, d->dir, d->e);
	if (st != UB_OK)
		return d->e->input[0] != '\0' ? st : ub_source_locate(d);
	c->list = ub_xstrdup(ub_codelist_name(l));
	own = c->nvlabel;
	for (i = 0; i < ub_codelist_size(l); i++) {
		code = ub_codelist_code(l, i);
		label = ub_codelist_label(l, i);
		(void)ub_dict_add(&c->code, code.s, code.len, 0);
		if (label.len > 0 && code.s != label.s)
			list_label(c, code, label, own);
	}
	return finish_dated(d, at, l, own);
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
finish_mapped(struct ub_source_reader *d, struct ub_source_column *c, size_t i)
{
	struct ub_slice *v = &c->mapped[i];
	enum ub_status st;

	if (ub_missing(*v) != 0)
		return UB_OK;
	if ((st = check_value(d, c, *v)) != UB_OK)
		return st;
	if (c->list != NULL &&
	    ub_dict_find(&c->code, v->s, v->len) == UB_DICT_NONE)
		return ub_source_fail(d, "column %s: %.60s is not in list %s",
		    c->name, v->s, c->list);
	if (!ub_range_holds_field(c, *v))
		return ub_source_fail(d, "column %s: %.60s is out of range %s",
		    c->name, v->s, c->range);
	*v = ub_slice_of(to_field(c, (char *)v->s));
	return UB_OK;
}

static enum ub_status
finish_values(struct ub_source_reader *d, size_t at)
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

/* A day, or the word for that of the extract; "" where it is not said. */
static enum ub_status
window_end(struct ub_source_reader *d, size_t at, const char *value, char *dst)
{
	int32_t day;

	dst[0] = '\0';
	if (value == NULL)
		return UB_OK;
	if (strcmp(value, "extracted") == 0) {
		if (!d->s->has_extracted)
			return ub_source_fail(d,
			    "column %s: [source] does not say extracted =",
			    d->s->col[at].name);
		ub_date_print(dst, d->s->extracted);
	} else if (ub_date_parse(value, strlen(value), &day)) {
		ub_date_print(dst, day);
	} else {
		return ub_source_fail(d,
		    "column %s: neither a day as 2016-03-01 nor extracted",
		    d->s->col[at].name);
	}
	dst[UB_DATE_LEN] = '\0';
	return UB_OK;
}

/* from = and to = are a range of dates. */
static enum ub_status
finish_window(struct ub_source_reader *d, size_t at)
{
	struct ub_source_column *c = &d->s->col[at];
	const struct ub_source_draft *x = &d->draft[at];
	char from[UB_DATE_LEN + 1], to[UB_DATE_LEN + 1];
	enum ub_status st;
	struct ub_buf b = { 0 };

	if (x->from == NULL && x->to == NULL)
		return UB_OK;
	d->line = x->seen[x->from != NULL ? CK_FROM : CK_TO];
	if (c->range != NULL)
		return ub_source_fail(
		    d, "column %s: both range = and from = or to =", c->name);
	if (c->type != UB_DATE)
		return ub_source_fail(
		    d, "column %s: from = and to = are for dates", c->name);
	if ((st = window_end(d, at, x->from, from)) != UB_OK)
		return st;
	d->line = x->seen[x->to != NULL ? CK_TO : CK_FROM];
	if ((st = window_end(d, at, x->to, to)) != UB_OK)
		return st;
	ub_buf_printf(&b, "%s..%s", from, to);
	c->range = b.s;
	if (ub_range_parse(c))
		return UB_OK;
	return ub_source_fail(d, "column %s: from is after to", c->name);
}

static enum ub_status
finish_range(struct ub_source_reader *d, size_t at)
{
	struct ub_source_column *c = &d->s->col[at];

	if (d->draft[at].seen[CK_RANGE] == 0)
		return finish_window(d, at);
	if (d->draft[at].from != NULL || d->draft[at].to != NULL)
		return finish_window(d, at);
	d->line = d->draft[at].seen[CK_RANGE];
	if (!ub_range_parse(c))
		return ub_source_fail(d,
		    "column %s: a range is MIN..MAX, one of them "
		    "may be left out, of a column int, dec or date",
		    c->name);
	return UB_OK;
}

/* Can this come out of a number, by derive =? */
static bool
derives(enum ub_derive derive, const char *s, size_t len)
{
	struct ub_slice f = { s, len };

	switch (derive) {
	case UB_DERIVE_BIRTHYEAR:
	case UB_DERIVE_AGE:
		return len <= 4;
	case UB_DERIVE_SEX:
		return ub_slice_is(f, "man") || ub_slice_is(f, "kvinna");
	case UB_DERIVE_BIRTHDATE:
		return ub_field_valid(UB_DATE, f);
	default:
		return false;
	}
}

/* Does [values] say of a number what no number gives? */
static bool
maps_more(const struct ub_source_column *c)
{
	size_t i;

	for (i = 0; i < c->nmapped; i++)
		if (ub_missing(c->mapped[i]) == 0 &&
		    !derives(c->derive, c->mapped[i].s, c->mapped[i].len))
			return true;
	return false;
}

/*
 * Nothing a description says of one person goes to the stream: a value that
 * is mapped is written as it stands there, and so is a label.
 */
static enum ub_status
finish_known(struct ub_source_reader *d, size_t at)
{
	const struct ub_source_column *c = &d->s->col[at];
	const struct ub_source_draft *x = &d->draft[at];
	uint32_t i;

	if (c->derive == UB_DERIVE_NONE)
		return UB_OK;
	if ((d->line = x->values_section) != 0 && maps_more(c))
		return ub_source_fail(d,
		    "column %s: in its [values] is something that a number "
		    "does not give; what means that there is none belongs in "
		    "[missing]",
		    c->name);
	if ((d->line = x->labels_section) != 0)
		return ub_source_fail(d,
		    "column %s: [labels] would name one person; a reason "
		    "such as .x can have a label",
		    c->name);
	d->line = c->line;
	for (i = 0; i < c->code.n; i++)
		if (!derives(
			c->derive, c->code.entry[i].key, c->code.entry[i].len))
			return ub_source_fail(d,
			    "column %s: in its codes is something that a "
			    "number does not give",
			    c->name);
	return UB_OK;
}

/* A person is made by type = person, what is known of one by derive =. */
static enum ub_status
finish_person(struct ub_source_reader *d, size_t at)
{
	struct ub_source_column *c = &d->s->col[at];
	const uint64_t *seen = d->draft[at].seen;

	d->line = c->line;
	c->of = d->s;
	if (seen[CK_DERIVE] != 0 && seen[CK_TYPE] != 0)
		return ub_source_fail(d,
		    "column %s: derive = says the type, type = cannot too",
		    c->name);
	d->line = seen[CK_AT];
	if (d->line != 0 && c->derive != UB_DERIVE_AGE)
		return ub_source_fail(
		    d, "column %s: at = is for derive = age", c->name);
	d->line = seen[CK_DERIVE];
	if (c->derive == UB_DERIVE_AGE && seen[CK_AT] == 0)
		return ub_source_fail(
		    d, "column %s: derive = age needs at =", c->name);
	d->line = c->line;
	if (seen[CK_NUMBERS] != 0 && c->derive == UB_DERIVE_NONE)
		return ub_source_fail(d,
		    "column %s: numbers = is for type = person and derive =",
		    c->name);
	if (c->nreserve > 0 && c->derive == UB_DERIVE_NONE)
		return ub_source_fail(d,
		    "column %s: reserve = is for type = person and derive =",
		    c->name);
	if (c->nreserve > 0 && c->any_number)
		return ub_source_fail(d,
		    "column %s: numbers = any leaves nothing to reserve =",
		    c->name);
	if (c->derive == UB_DERIVE_PSEUDONYM && c->list != NULL)
		return ub_source_fail(
		    d, "column %s: a person is in no code list", c->name);
	return finish_known(d, at);
}

/* How values are written, against the type they have. */
static enum ub_status
finish_form(struct ub_source_reader *d, size_t at)
{
	struct ub_source_column *c = &d->s->col[at];
	const uint64_t *seen = d->draft[at].seen;
	bool number = c->type == UB_INT || c->type == UB_DEC;
	unsigned sign = c->decimal == ',' ? UB_GROUP_COMMA : UB_GROUP_POINT;

	d->line = seen[CK_GROUP] != 0 ? seen[CK_GROUP] : d->seen[SK_GROUP];
	if (number && (c->group & sign) != 0)
		return ub_source_fail(d,
		    "column %s: %c is the decimal sign, and cannot stand "
		    "between groups too",
		    c->name, c->decimal);
	d->line = seen[CK_TRUE] != 0 ? seen[CK_TRUE] : seen[CK_FALSE];
	if (d->line != 0 && c->type != UB_BOOL)
		return ub_source_fail(
		    d, "column %s: true = and false = are for bool", c->name);
	d->line = seen[CK_SPLIT];
	if (c->split && (c->type != UB_CODE || c->derive != UB_DERIVE_NONE))
		return ub_source_fail(
		    d, "column %s: split = is for type = code", c->name);
	d->line = seen[CK_PATTERN];
	if (c->regex != NULL &&
	    (!ub_type_is_text(c->type) || c->derive != UB_DERIVE_NONE))
		return ub_source_fail(d,
		    "column %s: pattern = is for text, code and id", c->name);
	c->slow = c->regex != NULL;
	d->s->slow |= c->split;
	return UB_OK;
}

/* What [source] says of every column, where the column says nothing. */
static void
inherit(struct ub_source_reader *d, size_t at)
{
	struct ub_source_column *c = &d->s->col[at];
	const uint64_t *seen = d->draft[at].seen;

	if (seen[CK_DECIMAL] == 0)
		c->decimal = d->all.decimal;
	if (seen[CK_GROUP] == 0)
		c->group = d->all.group;
	if (seen[CK_PERCENT] == 0)
		c->percent = d->all.percent;
	if (seen[CK_TRIM] == 0)
		c->trim = d->all.trim;
	if (c->ndate == 0) {
		c->date =
		    ub_xreallocarray(NULL, d->all.ndate, sizeof(*c->date));
		memcpy(c->date, d->all.date, d->all.ndate * sizeof(*c->date));
		c->ndate = d->all.ndate;
	}
}

enum ub_status
ub_source_finish(struct ub_source_reader *d, size_t at)
{
	struct ub_source_column *c = &d->s->col[at];
	enum ub_status st;
	size_t i;

	inherit(d, at);
	for (i = 0; i < d->nmissing; i++) {
		const struct ub_ini_entry *x = d->missing[i];

		/* the column's own word goes before the general one */
		if (ub_dict_find(&c->raw, x->key, strlen(x->key)) ==
		    UB_DICT_NONE) {
			d->line = x->line;
			(void)ub_source_map(d, c, x->key, x->value);
		}
	}
	if ((st = finish_codes(d, at)) == UB_OK &&
	    (st = finish_person(d, at)) == UB_OK &&
	    (st = finish_form(d, at)) == UB_OK &&
	    (st = finish_range(d, at)) == UB_OK)
		st = finish_values(d, at);
	return st;
}

/* The place of the column of this name; UB_NOCOL fails. */
static size_t
named(struct ub_source_reader *d, const char *name, size_t len)
{
	const struct ub_source *s = d->s;
	size_t i;

	for (i = 0; i < s->ncol; i++)
		if (strlen(s->col[i].name) == len &&
		    memcmp(s->col[i].name, name, len) == 0)
			return i;
	(void)ub_source_fail(
	    d, "no [column %.*s]", (int)(len < 64 ? len : 64), name);
	return UB_NOCOL;
}

/* The date that a key of column i names. */
static enum ub_status
dated_by(struct ub_source_reader *d, size_t i, const char *name, size_t *day)
{
	const struct ub_source *s = d->s;

	*day = named(d, name, strlen(name));
	if (*day == UB_NOCOL)
		return d->e->code;
	if (s->col[*day].type != UB_DATE)
		return ub_source_fail(
		    d, "column %s: column %s is no date", s->col[i].name, name);
	return UB_OK;
}

/* The day of an age: of a column, or of the extract. */
static enum ub_status
finish_age(struct ub_source_reader *d, size_t i)
{
	struct ub_source *s = d->s;
	struct ub_source_column *c = &s->col[i];
	const char *name = d->draft[i].at;

	d->line = d->draft[i].seen[CK_AT];
	if (strcmp(name, "extracted") != 0) {
		s->slow = true;
		return dated_by(d, i, name, &c->on);
	}
	c->on = UB_NOCOL;
	if (!s->has_extracted)
		return ub_source_fail(
		    d, "column %s: [source] does not say extracted =", c->name);
	return UB_OK;
}

/* The columns of the days that codes are judged at, and of ages. */
static enum ub_status
finish_days(struct ub_source_reader *d)
{
	struct ub_source *s = d->s;
	enum ub_status st = UB_OK;
	size_t i;

	for (i = 0; i < s->ncol && st == UB_OK; i++) {
		const struct ub_source_draft *x = &d->draft[i];

		if (x->at != NULL && (st = finish_age(d, i)) != UB_OK)
			return st;
		if (x->codes_at == NULL)
			continue;
		d->line = x->seen[CK_CODES_AT];
		st = dated_by(d, i, x->codes_at, &s->col[i].day);
	}
	return st;
}

/* The columns that key = names. */
static enum ub_status
finish_key(struct ub_source_reader *d)
{
	struct ub_source *s = d->s;
	const char *p;
	size_t len, at;

	d->line = d->seen[SK_DUPLICATES];
	if (d->key == NULL && d->line != 0)
		return ub_source_fail(d, "duplicates = needs key =");
	d->line = d->seen[SK_KEY];
	for (p = d->key; p != NULL && *p != '\0'; p += len) {
		p += strspn(p, " \t");
		if ((len = strcspn(p, " \t")) == 0)
			break;
		if ((at = named(d, p, len)) == UB_NOCOL)
			return d->e->code;
		s->keycol = ub_xgrow(s->keycol, s->nkeycol, sizeof(*s->keycol));
		s->keycol[s->nkeycol++] = at;
	}
	if (d->key != NULL && s->nkeycol == 0)
		return ub_source_fail(d, "key = of which columns?");
	return UB_OK;
}

/* Signs that mean two things at once. */
static enum ub_status
finish_signs(struct ub_source_reader *d)
{
	const struct ub_source *s = d->s;

	d->line = d->seen[SK_QUOTE];
	if (s->quote == s->delim)
		return ub_source_fail(d, "the quote is the delimiter");
	d->line = d->seen[SK_DELIMITER];
	if (s->escape != '\0' && s->delim == s->escape)
		return ub_source_fail(d, "the escape is the delimiter");
	d->line = d->seen[SK_HEADING_JOIN];
	if (d->line == 0)
		d->line = d->seen[SK_HEADING_FILL];
	if (d->line != 0 && s->headings < 2)
		return ub_source_fail(
		    d, "there are no headings = to join or fill");
	d->line = d->seen[SK_FOOTER];
	if (s->footer > 0 && s->nfooter_text > 0)
		return ub_source_fail(
		    d, "a footer is a number of lines or texts, not both");
	return UB_OK;
}

enum ub_status
ub_source_finish_all(struct ub_source_reader *d)
{
	struct ub_source *s = d->s;
	enum ub_status st;
	size_t i;

	for (i = 0; i < s->nrule; i++) {
		d->line = s->rule[i].line;
		if (s->rule[i].test == NULL)
			return ub_source_fail(
			    d, "rule %.60s: no test =", s->rule[i].name);
	}
	for (i = 0; i < s->ncol; i++) {
		d->line = s->col[i].line;
		if (s->headings == 0 && s->col[i].position == 0)
			return ub_source_fail(d,
			    "column %s: without headings it needs position =",
			    s->col[i].name);
	}
	d->line = 0;
	if (ub_source_written(s) == 0)
		return ub_source_fail(d, "no column is written");
	if ((st = finish_signs(d)) == UB_OK && (st = finish_days(d)) == UB_OK)
		st = finish_key(d);
	return st;
}
