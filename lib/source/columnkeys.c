/* columnkeys.c - see sourceload.h: what the keys of [column] set, and those that
 * [source] has for all columns. */
#include "../base/regex.h"
#include "../stream/legend.h"
#include "sourceload.h"

/* What a key of [source] and of [column] sets: all columns, or this one. */
static struct ub_source_column *
column(struct ub_source_reader *d, size_t at)
{
	return at == UB_NOCOL ? &d->all : &d->s->col[at];
}

/* --- [source] and [column] --------------------------------------------------- */

enum ub_status
ub_source_set_decimal(struct ub_source_reader *d, size_t at, const char *value)
{
	if (strcmp(value, ",") != 0 && strcmp(value, ".") != 0)
		return ub_source_fail(d, "the decimal sign is , or .");
	column(d, at)->decimal = value[0];
	return UB_OK;
}

enum ub_status
ub_source_set_group(struct ub_source_reader *d, size_t at, const char *value)
{
	static const char *const known[] = { "space", "nbsp", "thin", ".", ",",
		"'" };
	char one[16];
	size_t len, k, i;

	column(d, at)->group = 0;
	for (; *value != '\0'; value += len) {
		value += strspn(value, " \t");
		len = strcspn(value, " \t");
		memset(one, 0, sizeof(one));
		memcpy(one, value, len < sizeof(one) ? len : sizeof(one) - 1);
		for (k = i = 0; i < sizeof(known) / sizeof(*known); i++)
			if (strcmp(one, known[i]) == 0)
				k = i + 1;
		if (k == 0)
			return ub_source_fail(d,
			    "a sign between groups of digits is one of space "
			    "nbsp thin . , '");
		column(d, at)->group |= 1u << (k - 1);
	}
	return column(d, at)->group != 0
		   ? UB_OK
		   : ub_source_fail(d, "which sign between groups of digits?");
}

enum ub_status
ub_source_set_percent(struct ub_source_reader *d, size_t at, const char *value)
{
	return ub_source_yes_no(d, value, &column(d, at)->percent);
}

enum ub_status
ub_source_set_trim(struct ub_source_reader *d, size_t at, const char *value)
{
	return ub_source_yes_no(d, value, &column(d, at)->trim);
}

enum ub_status
ub_source_set_date(struct ub_source_reader *d, size_t at, const char *value)
{
	struct ub_source_column *c = column(d, at);
	struct ub_dateform f;
	size_t i;

	if (ub_dateform_init(&f, value, d->e) != UB_OK)
		return ub_source_locate(d);
	for (i = 0; i < c->ndate; i++)
		if (ub_dateform_clash(&f, &c->date[i]))
			return ub_source_fail(d,
			    "cannot be told from the date form %s",
			    c->date[i].text);
	c->date = ub_xgrow(c->date, c->ndate, sizeof(*c->date));
	c->date[c->ndate++] = f;
	return UB_OK;
}

/* --- [column] ---------------------------------------------------------------- */

static enum ub_status
set_heading(struct ub_source_reader *d, size_t at, const char *value)
{
	struct ub_source_column *c = &d->s->col[at];

	c->heading = ub_xgrow(c->heading, c->nheading, sizeof(*c->heading));
	return ub_source_text(d, value, &c->heading[c->nheading++]);
}

static enum ub_status
set_position(struct ub_source_reader *d, size_t at, const char *value)
{
	return ub_source_number(
	    d, value, 1, UB_COLUMNS_MAX, &d->s->col[at].position);
}

static enum ub_status
set_type(struct ub_source_reader *d, size_t at, const char *value)
{
	static const char *const types[] = { "text", "code", "id", "int", "dec",
		"date", "bool", "person" };
	struct ub_source_column *c = &d->s->col[at];

	if (strcmp(value, "person") == 0) {
		c->type = UB_ID;
		c->derive = UB_DERIVE_PSEUDONYM;
		return UB_OK;
	}
	if (ub_type_parse(value, strlen(value), &c->type) && c->type <= UB_BOOL)
		return UB_OK;
	return ub_source_unknown(
	    d, "type", value, types, sizeof(types) / sizeof(*types));
}

static enum ub_status
set_label(struct ub_source_reader *d, size_t at, const char *value)
{
	return ub_source_text(d, value, &d->s->col[at].label);
}

static enum ub_status
set_optional(struct ub_source_reader *d, size_t at, const char *value)
{
	return ub_source_yes_no(d, value, &d->s->col[at].optional);
}

static enum ub_status
set_required(struct ub_source_reader *d, size_t at, const char *value)
{
	return ub_source_yes_no(d, value, &d->s->col[at].required);
}

static enum ub_status
set_write(struct ub_source_reader *d, size_t at, const char *value)
{
	bool yes;

	if (ub_source_yes_no(d, value, &yes) != UB_OK)
		return d->e->code;
	d->s->col[at].hidden = !yes;
	return UB_OK;
}

static enum ub_status
set_invalid(struct ub_source_reader *d, size_t at, const char *value)
{
	if (!ub_source_reason(value))
		return ub_source_fail(
		    d, "a reason is a dot and a letter other than b d e l s t");
	d->s->col[at].invalid = value[1];
	return UB_OK;
}

static enum ub_status
set_true(struct ub_source_reader *d, size_t at, const char *value)
{
	return ub_source_map(d, &d->s->col[at], value, "1");
}

static enum ub_status
set_false(struct ub_source_reader *d, size_t at, const char *value)
{
	return ub_source_map(d, &d->s->col[at], value, "0");
}

static enum ub_status
set_split(struct ub_source_reader *d, size_t at, const char *value)
{
	return ub_source_yes_no(d, value, &d->s->col[at].split);
}

static enum ub_status
set_range(struct ub_source_reader *d, size_t at, const char *value)
{
	return ub_source_text(d, value, &d->s->col[at].range);
}

static enum ub_status
set_from(struct ub_source_reader *d, size_t at, const char *value)
{
	return ub_source_text(d, value, &d->draft[at].from);
}

static enum ub_status
set_to(struct ub_source_reader *d, size_t at, const char *value)
{
	return ub_source_text(d, value, &d->draft[at].to);
}

static enum ub_status
set_codes(struct ub_source_reader *d, size_t at, const char *value)
{
	return ub_source_text(d, value, &d->draft[at].codes);
}

static enum ub_status
set_codes_at(struct ub_source_reader *d, size_t at, const char *value)
{
	return ub_source_text(d, value, &d->draft[at].codes_at);
}

static enum ub_status
set_pattern(struct ub_source_reader *d, size_t at, const char *value)
{
	struct ub_source_column *c = &d->s->col[at];

	c->pattern = ub_xstrdup(value);
	return ub_source_regex(d, value, true, &c->regex);
}

/* What is made of a number says the type of the column too. */
static enum ub_status
set_derive(struct ub_source_reader *d, size_t at, const char *value)
{
	static const char *const known[] = { "birthdate", "birthyear", "sex",
		"age" };
	static const enum ub_type type[] = { UB_DATE, UB_INT, UB_CODE, UB_INT };
	size_t k, n = sizeof(known) / sizeof(*known);

	for (k = 0; k < n && strcmp(value, known[k]) != 0; k++)
		;
	if (k == n)
		return ub_source_unknown(d, "key", value, known, n);
	d->s->col[at].derive = (enum ub_derive)(UB_DERIVE_BIRTHDATE + k);
	d->s->col[at].type = type[k];
	return UB_OK;
}

static enum ub_status
set_at(struct ub_source_reader *d, size_t at, const char *value)
{
	return ub_source_text(d, value, &d->draft[at].at);
}

static enum ub_status
set_numbers(struct ub_source_reader *d, size_t at, const char *value)
{
	bool any = strcmp(value, "any") == 0;

	if (!any && strcmp(value, "personnummer") != 0)
		return ub_source_fail(d, "neither personnummer nor any");
	d->s->col[at].any_number = any;
	return UB_OK;
}

static enum ub_status
set_reserve(struct ub_source_reader *d, size_t at, const char *value)
{
	struct ub_source_column *c = &d->s->col[at];

	c->reserve = ub_xgrow(c->reserve, c->nreserve, sizeof(*c->reserve));
	c->reserve[c->nreserve] = NULL;
	return ub_source_regex(d, value, true, &c->reserve[c->nreserve++]);
}

const struct ub_source_key ub_column_keys[NCOLUMN_KEY] = {
	[CK_HEADING] = { "heading", set_heading, true },
	[CK_POSITION] = { "position", set_position, false },
	[CK_TYPE] = { "type", set_type, false },
	[CK_LABEL] = { "label", set_label, false },
	[CK_OPTIONAL] = { "optional", set_optional, false },
	[CK_REQUIRED] = { "required", set_required, false },
	[CK_WRITE] = { "write", set_write, false },
	[CK_INVALID] = { "invalid", set_invalid, false },
	[CK_DECIMAL] = { "decimal", ub_source_set_decimal, false },
	[CK_GROUP] = { "group", ub_source_set_group, false },
	[CK_PERCENT] = { "percent", ub_source_set_percent, false },
	[CK_DATE] = { "date", ub_source_set_date, true },
	[CK_TRIM] = { "trim", ub_source_set_trim, false },
	[CK_TRUE] = { "true", set_true, true },
	[CK_FALSE] = { "false", set_false, true },
	[CK_SPLIT] = { "split", set_split, false },
	[CK_RANGE] = { "range", set_range, false },
	[CK_FROM] = { "from", set_from, false },
	[CK_TO] = { "to", set_to, false },
	[CK_CODES] = { "codes", set_codes, false },
	[CK_CODES_AT] = { "codes-at", set_codes_at, false },
	[CK_PATTERN] = { "pattern", set_pattern, false },
	[CK_DERIVE] = { "derive", set_derive, false },
	[CK_AT] = { "at", set_at, false },
	[CK_NUMBERS] = { "numbers", set_numbers, false },
	[CK_RESERVE] = { "reserve", set_reserve, true },
};
