/* sourcekeys.c - see sourceload.h: what the keys of [source] and [rule] set,
 * and how values are read. */
#include "../base/date.h"
#include "../base/regex.h"
#include "../stream/legend.h"
#include "sourceload.h"

enum ub_status
ub_source_yes_no(struct ub_source_reader *d, const char *value, bool *yes)
{
	*yes = strcmp(value, "yes") == 0;
	if (!*yes && strcmp(value, "no") != 0)
		return ub_source_fail(d, "neither yes nor no");
	return UB_OK;
}

enum ub_status
ub_source_word(struct ub_source_reader *d, const char *value,
    const char *const *known, size_t n, size_t *which)
{
	struct ub_buf b = { 0 };
	size_t i;

	for (*which = 0; *which < n; (*which)++)
		if (strcmp(value, known[*which]) == 0)
			return UB_OK;
	for (i = 0; i < n; i++)
		ub_buf_printf(&b, "%s%s", i == 0 ? "" : ", ", known[i]);
	(void)ub_source_fail(d, "not one of %s", b.s);
	ub_buf_free(&b);
	return d->e->code;
}

enum ub_status
ub_source_number(struct ub_source_reader *d, const char *value, int64_t min,
    int64_t max, size_t *n)
{
	int64_t v;

	if (!ub_int_parse(value, strlen(value), &v) || v < min || v > max)
		return ub_source_fail(d, "not a number from %lld to %lld",
		    (long long)min, (long long)max);
	*n = (size_t)v;
	return UB_OK;
}

enum ub_status
ub_source_text(struct ub_source_reader *d, const char *value, char **to)
{
	(void)d;
	*to = ub_xstrdup(value);
	return UB_OK;
}

enum ub_status
ub_source_regex(struct ub_source_reader *d, const char *value, bool whole,
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
	return ub_source_text(d, value, &d->s->sheet);
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
		return ub_source_regex(d, value + 6, false, &d->s->until);
	if (value[0] < '0' || value[0] > '9')
		return ub_source_fail(d,
		    "a preamble is a number of lines, or until and a regular "
		    "expression");
	return ub_source_number(d, value, 0, PREAMBLE_MOST, &d->s->preamble);
}

static enum ub_status
set_headings(struct ub_source_reader *d, size_t at, const char *value)
{
	(void)at;
	return ub_source_number(d, value, 0, HEADINGS_MOST, &d->s->headings);
}

static enum ub_status
set_heading_join(struct ub_source_reader *d, size_t at, const char *value)
{
	(void)at;
	return ub_source_text(d, value, &d->s->heading_join);
}

static enum ub_status
set_heading_fill(struct ub_source_reader *d, size_t at, const char *value)
{
	(void)at;
	return ub_source_yes_no(d, value, &d->s->heading_fill);
}

static enum ub_status
set_trailing(struct ub_source_reader *d, size_t at, const char *value)
{
	(void)at;
	return ub_source_yes_no(d, value, &d->s->trailing);
}

static enum ub_status
set_empty(struct ub_source_reader *d, size_t at, const char *value)
{
	static const char *const known[] = { "keep", "skip" };
	size_t k;

	(void)at;
	if (ub_source_word(d, value, known, 2, &k) != UB_OK)
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
	if (ub_source_word(d, value, known, 3, &k) != UB_OK)
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
		return ub_source_number(d, value, 0, FOOTER_MOST, &s->footer);
	}
	s->footer_text =
	    ub_xgrow(s->footer_text, s->nfooter_text, sizeof(*s->footer_text));
	return ub_source_text(d, value, &s->footer_text[s->nfooter_text++]);
}

static enum ub_status
set_key(struct ub_source_reader *d, size_t at, const char *value)
{
	(void)at;
	return ub_source_text(d, value, &d->key);
}

static enum ub_status
set_duplicates(struct ub_source_reader *d, size_t at, const char *value)
{
	static const char *const known[] = { "error", "first", "last" };
	size_t k;

	(void)at;
	if (ub_source_word(d, value, known, 3, &k) != UB_OK)
		return d->e->code;
	d->s->duplicates = (enum ub_duplicates)k;
	return UB_OK;
}

static enum ub_status
set_context(struct ub_source_reader *d, size_t at, const char *value)
{
	(void)at;
	return ub_source_text(d, value, &d->s->context);
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

static enum ub_status
set_leaves(struct ub_source_reader *d, size_t at, const char *value)
{
	static const char *const known[] = { "nej", "ja" };
	size_t k;

	(void)at;
	if (ub_source_word(d, value, known, 2, &k) != UB_OK)
		return d->e->code;
	d->s->leaves = k == 1;
	return UB_OK;
}

/* --- [rule] ------------------------------------------------------------------ */

static enum ub_status
set_test(struct ub_source_reader *d, size_t at, const char *value)
{
	d->s->rule[at].line = d->line;
	return ub_source_text(d, value, &d->s->rule[at].test);
}

static enum ub_status
set_missing(struct ub_source_reader *d, size_t at, const char *value)
{
	static const char *const known[] = { "pass", "reject" };
	size_t k;

	if (ub_source_word(d, value, known, 2, &k) != UB_OK)
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
	[SK_DECIMAL] = { "decimal", ub_source_set_decimal, false },
	[SK_GROUP] = { "group", ub_source_set_group, false },
	[SK_PERCENT] = { "percent", ub_source_set_percent, false },
	[SK_DATE] = { "date", ub_source_set_date, true },
	[SK_TRIM] = { "trim", ub_source_set_trim, false },
	[SK_KEY] = { "key", set_key, false },
	[SK_DUPLICATES] = { "duplicates", set_duplicates, false },
	[SK_CONTEXT] = { "context", set_context, false },
	[SK_EXTRACTED] = { "extracted", set_extracted, false },
	[SK_LEAVES] = { "lamnas_ut", set_leaves, false },
};

const struct ub_source_key ub_rule_keys[NRULE_KEY] = {
	[RK_TEST] = { "test", set_test, false },
	[RK_MISSING] = { "missing", set_missing, false },
};
