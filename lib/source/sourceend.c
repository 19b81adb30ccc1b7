/* sourceend.c - see sourceload.h: what the lines of a description add up to. */
#include <stdlib.h>

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

static enum ub_status
finish_codes(struct ub_source_reader *d, size_t at)
{
	struct ub_source_column *c = &d->s->col[at];
	struct ub_codelist *l;
	struct ub_slice code, label;
	enum ub_status st;
	size_t i, own;

	if (d->draft[at].codes == NULL)
		return UB_OK;
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

static enum ub_status
finish_range(struct ub_source_reader *d, size_t at)
{
	struct ub_source_column *c = &d->s->col[at];

	d->line = d->draft[at].seen[CK_RANGE];
	if (c->range == NULL)
		return UB_OK;
	if (!ub_range_parse(c))
		return ub_source_fail(d,
		    "column %s: a range is MIN..MAX, one of them "
		    "may be left out, of a column int, dec or date",
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
	if (seen[CK_NUMBERS] != 0 && c->derive != UB_DERIVE_PSEUDONYM)
		return ub_source_fail(
		    d, "column %s: numbers = is for type = person", c->name);
	if (c->derive == UB_DERIVE_PSEUDONYM && c->list != NULL)
		return ub_source_fail(
		    d, "column %s: a person is in no code list", c->name);
	return UB_OK;
}

enum ub_status
ub_source_finish(struct ub_source_reader *d, size_t at)
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
			(void)ub_source_map(d, c, x->key, x->value);
		}
	}
	if ((st = finish_codes(d, at)) == UB_OK &&
	    (st = finish_person(d, at)) == UB_OK &&
	    (st = finish_range(d, at)) == UB_OK)
		st = finish_values(d, at);
	return st;
}
