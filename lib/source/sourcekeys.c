/* sourcekeys.c - see sourceload.h: the keys of a description, and what each
 * sets. */
#include <stdlib.h>

#include "../base/date.h"
#include "../base/regex.h"
#include "../stream/legend.h"
#include "sourceload.h"

/* What a key of [source] and of [column] sets: all columns, or this one. */
static struct ub_source_column *
column(struct ub_source_reader *d, size_t at)
{
	return at == UB_NOCOL ? &d->all : &d->s->col[at];
}

static enum ub_status
yes_no(struct ub_source_reader *d, const char *value, bool *yes)
{
	*yes = strcmp(value, "yes") == 0;
	if (!*yes && strcmp(value, "no") != 0)
		return ub_source_fail(d, "neither yes nor no");
	return UB_OK;
}

/* One of n words. */
static enum ub_status
word(struct ub_source_reader *d, const char *value, const char *const *known,
    size_t n, size_t *which)
{
	for (*which = 0; *which < n; (*which)++)
		if (strcmp(value, known[*which]) == 0)
			return UB_OK;
	return ub_source_unknown(d, "word", value, known, n);
}

static enum ub_status
number(struct ub_source_reader *d, const char *value, int64_t min, int64_t max,
    size_t *n)
{
	int64_t v;

	if (!ub_int_parse(value, strlen(value), &v) || v < min || v > max)
		return ub_source_fail(d, "not a number from %lld to %lld",
		    (long long)min, (long long)max);
	*n = (size_t)v;
	return UB_OK;
}

static enum ub_status
text(struct ub_source_reader *d, const char *value, char **to)
{
	(void)d;
	*to = ub_xstrdup(value);
	return UB_OK;
}

static enum ub_status
regex(struct ub_source_reader *d, const char *value, bool whole,
    struct ub_regex **r)
{
	struct ub_err why;
	size_t at;

	if (ub_regex_new(r, value, strlen(value), whole, &at, &why) == UB_OK)
		return UB_OK;
	(void)ub_source_fail(d, "%s", why.what);
	memcpy(d->e->below, why.below, sizeof(why.below));
	return d->e->code;
}

/* --- [source] and [column] --------------------------------------------------- */

static enum ub_status
set_decimal(struct ub_source_reader *d, size_t at, const char *value)
{
	if (strcmp(value, ",") != 0 && strcmp(value, ".") != 0)
		return ub_source_fail(d, "the decimal sign is , or .");
	column(d, at)->decimal = value[0];
	return UB_OK;
}

static enum ub_status
set_group(struct ub_source_reader *d, size_t at, const char *value)
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

static enum ub_status
set_percent(struct ub_source_reader *d, size_t at, const char *value)
{
	return yes_no(d, value, &column(d, at)->percent);
}

static enum ub_status
set_trim(struct ub_source_reader *d, size_t at, const char *value)
{
	return yes_no(d, value, &column(d, at)->trim);
}

static enum ub_status
set_date(struct ub_source_reader *d, size_t at, const char *value)
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

/* --- [source] ---------------------------------------------------------------- */

static enum ub_status
set_encoding(struct ub_source_reader *d, size_t at, const char *value)
{
	(void)at;
	if (!ub_encoding_parse(value, &d->s->encoding))
		return ub_source_fail(d,
		    "the encoding is utf-8, utf-16, windows-1252, iso-8859-1 "
		    "or auto");
	return UB_OK;
}

static enum ub_status
set_sheet(struct ub_source_reader *d, size_t at, const char *value)
{
	(void)at;
	if (value[0] == '\0')
		return ub_source_fail(d, "which sheet?");
	return text(d, value, &d->s->sheet);
}

static enum ub_status
set_delimiter(struct ub_source_reader *d, size_t at, const char *value)
{
	(void)at;
	if (!ub_source_delimiter(value, &d->s->delim))
		return ub_source_fail(d,
		    "the delimiter is tab or one ASCII character, not a "
		    "quote");
	return UB_OK;
}

static enum ub_status
set_quote(struct ub_source_reader *d, size_t at, const char *value)
{
	unsigned char c = (unsigned char)value[0];

	(void)at;
	d->s->quote = (char)c;
	if (strcmp(value, "none") == 0)
		d->s->quote = '\0';
	else if (c <= 0x20 || c >= 0x7f || c == '\\' || value[1] != '\0')
		return ub_source_fail(d,
		    "the quote is none or one ASCII character, not a backslash "
		    "or a blank");
	return UB_OK;
}

static enum ub_status
set_escape(struct ub_source_reader *d, size_t at, const char *value)
{
	(void)at;
	d->s->escape = value[0];
	if (strcmp(value, "none") == 0)
		d->s->escape = '\0';
	else if (strcmp(value, "\\") != 0)
		return ub_source_fail(d, "the escape is none or a backslash");
	return UB_OK;
}

static enum ub_status
set_line_end(struct ub_source_reader *d, size_t at, const char *value)
{
	(void)at;
	d->s->cr = strcmp(value, "cr") == 0;
	if (!d->s->cr && strcmp(value, "lf") != 0)
		return ub_source_fail(
		    d, "a line ends in lf, with or without a CR, or in cr");
	return UB_OK;
}

enum { PREAMBLE_MOST = 10000, HEADINGS_MOST = 20, FOOTER_MOST = 10000 };

static enum ub_status
set_preamble(struct ub_source_reader *d, size_t at, const char *value)
{
	(void)at;
	if (strncmp(value, "until ", 6) == 0)
		return regex(d, value + 6, false, &d->s->until);
	if (value[0] < '0' || value[0] > '9')
		return ub_source_fail(d,
		    "a preamble is a number of lines, or until and a regular "
		    "expression");
	return number(d, value, 0, PREAMBLE_MOST, &d->s->preamble);
}

static enum ub_status
set_headings(struct ub_source_reader *d, size_t at, const char *value)
{
	(void)at;
	return number(d, value, 0, HEADINGS_MOST, &d->s->headings);
}

static enum ub_status
set_heading_join(struct ub_source_reader *d, size_t at, const char *value)
{
	(void)at;
	return text(d, value, &d->s->heading_join);
}

static enum ub_status
set_heading_fill(struct ub_source_reader *d, size_t at, const char *value)
{
	(void)at;
	return yes_no(d, value, &d->s->heading_fill);
}

static enum ub_status
set_trailing(struct ub_source_reader *d, size_t at, const char *value)
{
	(void)at;
	return yes_no(d, value, &d->s->trailing);
}

static enum ub_status
set_empty(struct ub_source_reader *d, size_t at, const char *value)
{
	static const char *const known[] = { "keep", "skip" };
	size_t k;

	(void)at;
	if (word(d, value, known, 2, &k) != UB_OK)
		return d->e->code;
	d->s->skip_empty = k == 1;
	return UB_OK;
}

static enum ub_status
set_ragged(struct ub_source_reader *d, size_t at, const char *value)
{
	static const char *const known[] = { "reject", "pad", "error" };
	size_t k;

	(void)at;
	if (word(d, value, known, 3, &k) != UB_OK)
		return d->e->code;
	d->s->ragged = (enum ub_ragged)k;
	return UB_OK;
}

/* A number of lines, or a text. */
static enum ub_status
set_footer(struct ub_source_reader *d, size_t at, const char *value)
{
	struct ub_source *s = d->s;

	(void)at;
	if (value[0] == '\0')
		return ub_source_fail(d,
		    "a footer is a number of lines, or the first field of one");
	if (value[strspn(value, "0123456789")] == '\0') {
		if (s->footer > 0)
			return ub_source_fail(d, "a number was said before");
		return number(d, value, 0, FOOTER_MOST, &s->footer);
	}
	s->footer_text =
	    ub_xgrow(s->footer_text, s->nfooter_text, sizeof(*s->footer_text));
	return text(d, value, &s->footer_text[s->nfooter_text++]);
}

static enum ub_status
set_key(struct ub_source_reader *d, size_t at, const char *value)
{
	(void)at;
	return text(d, value, &d->key);
}

static enum ub_status
set_duplicates(struct ub_source_reader *d, size_t at, const char *value)
{
	static const char *const known[] = { "error", "first", "last" };
	size_t k;

	(void)at;
	if (word(d, value, known, 3, &k) != UB_OK)
		return d->e->code;
	d->s->duplicates = (enum ub_duplicates)k;
	return UB_OK;
}

static enum ub_status
set_context(struct ub_source_reader *d, size_t at, const char *value)
{
	(void)at;
	return text(d, value, &d->s->context);
}

static enum ub_status
set_extracted(struct ub_source_reader *d, size_t at, const char *value)
{
	(void)at;
	d->s->has_extracted =
	    ub_date_parse(value, strlen(value), &d->s->extracted);
	return d->s->has_extracted
		   ? UB_OK
		   : ub_source_fail(d, "not a day as 2016-03-01");
}

/* --- [column] ---------------------------------------------------------------- */

static enum ub_status
set_heading(struct ub_source_reader *d, size_t at, const char *value)
{
	struct ub_source_column *c = &d->s->col[at];

	c->heading = ub_xgrow(c->heading, c->nheading, sizeof(*c->heading));
	return text(d, value, &c->heading[c->nheading++]);
}

static enum ub_status
set_position(struct ub_source_reader *d, size_t at, const char *value)
{
	return number(d, value, 1, UB_COLUMNS_MAX, &d->s->col[at].position);
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
	return text(d, value, &d->s->col[at].label);
}

static enum ub_status
set_optional(struct ub_source_reader *d, size_t at, const char *value)
{
	return yes_no(d, value, &d->s->col[at].optional);
}

static enum ub_status
set_required(struct ub_source_reader *d, size_t at, const char *value)
{
	return yes_no(d, value, &d->s->col[at].required);
}

static enum ub_status
set_write(struct ub_source_reader *d, size_t at, const char *value)
{
	bool yes;

	if (yes_no(d, value, &yes) != UB_OK)
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
	return yes_no(d, value, &d->s->col[at].split);
}

static enum ub_status
set_range(struct ub_source_reader *d, size_t at, const char *value)
{
	return text(d, value, &d->s->col[at].range);
}

static enum ub_status
set_from(struct ub_source_reader *d, size_t at, const char *value)
{
	return text(d, value, &d->draft[at].from);
}

static enum ub_status
set_to(struct ub_source_reader *d, size_t at, const char *value)
{
	return text(d, value, &d->draft[at].to);
}

static enum ub_status
set_codes(struct ub_source_reader *d, size_t at, const char *value)
{
	return text(d, value, &d->draft[at].codes);
}

static enum ub_status
set_codes_at(struct ub_source_reader *d, size_t at, const char *value)
{
	return text(d, value, &d->draft[at].codes_at);
}

static enum ub_status
set_pattern(struct ub_source_reader *d, size_t at, const char *value)
{
	struct ub_source_column *c = &d->s->col[at];

	c->pattern = ub_xstrdup(value);
	return regex(d, value, true, &c->regex);
}

/* What is made of a number says the type of the column too. */
static enum ub_status
set_derive(struct ub_source_reader *d, size_t at, const char *value)
{
	static const char *const known[] = { "birthdate", "birthyear", "sex" };
	static const enum ub_type type[] = { UB_DATE, UB_INT, UB_CODE };
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
	return regex(d, value, true, &c->reserve[c->nreserve++]);
}

/* --- [rule] ------------------------------------------------------------------ */

static enum ub_status
set_test(struct ub_source_reader *d, size_t at, const char *value)
{
	d->s->rule[at].line = d->line;
	return text(d, value, &d->s->rule[at].test);
}

static enum ub_status
set_missing(struct ub_source_reader *d, size_t at, const char *value)
{
	static const char *const known[] = { "pass", "reject" };
	size_t k;

	if (word(d, value, known, 2, &k) != UB_OK)
		return d->e->code;
	d->s->rule[at].strict = k == 1;
	return UB_OK;
}

const struct ub_source_key ub_source_keys[NSOURCE_KEY] = {
	[SK_ENCODING] = { "encoding", set_encoding, false },
	[SK_SHEET] = { "sheet", set_sheet, false },
	[SK_DELIMITER] = { "delimiter", set_delimiter, false },
	[SK_QUOTE] = { "quote", set_quote, false },
	[SK_ESCAPE] = { "escape", set_escape, false },
	[SK_LINE_END] = { "line-end", set_line_end, false },
	[SK_PREAMBLE] = { "preamble", set_preamble, false },
	[SK_HEADINGS] = { "headings", set_headings, false },
	[SK_HEADING_JOIN] = { "heading-join", set_heading_join, false },
	[SK_HEADING_FILL] = { "heading-fill", set_heading_fill, false },
	[SK_TRAILING] = { "trailing", set_trailing, false },
	[SK_EMPTY] = { "empty", set_empty, false },
	[SK_RAGGED] = { "ragged", set_ragged, false },
	[SK_FOOTER] = { "footer", set_footer, true },
	[SK_DECIMAL] = { "decimal", set_decimal, false },
	[SK_GROUP] = { "group", set_group, false },
	[SK_PERCENT] = { "percent", set_percent, false },
	[SK_DATE] = { "date", set_date, true },
	[SK_TRIM] = { "trim", set_trim, false },
	[SK_KEY] = { "key", set_key, false },
	[SK_DUPLICATES] = { "duplicates", set_duplicates, false },
	[SK_CONTEXT] = { "context", set_context, false },
	[SK_EXTRACTED] = { "extracted", set_extracted, false },
};

const struct ub_source_key ub_column_keys[NCOLUMN_KEY] = {
	[CK_HEADING] = { "heading", set_heading, true },
	[CK_POSITION] = { "position", set_position, false },
	[CK_TYPE] = { "type", set_type, false },
	[CK_LABEL] = { "label", set_label, false },
	[CK_OPTIONAL] = { "optional", set_optional, false },
	[CK_REQUIRED] = { "required", set_required, false },
	[CK_WRITE] = { "write", set_write, false },
	[CK_INVALID] = { "invalid", set_invalid, false },
	[CK_DECIMAL] = { "decimal", set_decimal, false },
	[CK_GROUP] = { "group", set_group, false },
	[CK_PERCENT] = { "percent", set_percent, false },
	[CK_DATE] = { "date", set_date, true },
	[CK_TRIM] = { "trim", set_trim, false },
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
	[CK_NUMBERS] = { "numbers", set_numbers, false },
	[CK_RESERVE] = { "reserve", set_reserve, true },
};

const struct ub_source_key ub_rule_keys[NRULE_KEY] = {
	[RK_TEST] = { "test", set_test, false },
	[RK_MISSING] = { "missing", set_missing, false },
};
