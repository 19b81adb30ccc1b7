/* field.c - see field.h. */
#include <stdio.h>

#include "../base/regex.h"
#include "../base/unicode.h"
#include "blank.h"
#include "field.h"
#include "number.h"
#include "person.h"
#include "range.h"

/* What is read of a number or a date, for the range. */
struct value {
	struct ub_i128 n;
};

static inline bool
digit(char c)
{
	return (unsigned char)(c - '0') < 10;
}

/* Digits, at least one, without superfluous zeros: *from moves past those. */
static bool
digits(const char **from, const char *end)
{
	const char *p;

	if (*from == end)
		return false;
	for (p = *from; p < end; p++)
		if (!digit(*p))
			return false;
	while (*from + 1 < end && **from == '0')
		(*from)++;
	return true;
}

static bool
read_int(
    struct ub_slice raw, char **scratch, struct ub_slice *out, struct value *v)
{
	const char *p = raw.s, *end = raw.s + raw.len;
	bool minus = raw.len > 0 && *p == '-';
	char *dst = *scratch;
	int64_t n;
	size_t len;

	p += minus;
	if (!digits(&p, end))
		return false;
	minus = minus && !(end - p == 1 && *p == '0');
	len = (size_t)(end - p) + minus;
	if (len > UB_INT_MAX)
		return false;
	if (len == raw.len) {
		*out = raw;
	} else {
		if (minus)
			*dst++ = '-';
		memcpy(dst, p, (size_t)(end - p));
		*out = (struct ub_slice){ *scratch, len };
		*scratch += len;
	}
	if (!ub_int_parse(out->s, out->len, &n))
		return false;
	v->n = ub_i128_of(n);
	return true;
}

/*
 * SPSS and SAS leave out the zero before the point: ",5" is read.  A point
 * with nothing after it is not.
 */
static bool
read_dec(const struct ub_source_column *c, struct ub_slice raw, char **scratch,
    struct ub_slice *out, struct value *v)
{
	const char *p = raw.s, *end = raw.s + raw.len, *point, *q;
	char *dst = *scratch;

	if (p < end && *p == '-')
		p++;
	point = memchr(p, c->decimal, (size_t)(end - p));
	if (point == NULL)
		point = end;
	for (q = point + 1; q < end; q++)
		if (!digit(*q))
			return false;
	if (point + 1 == end || (p == point && point == end))
		return false;
	if (p < point && !digits(&p, point))
		return false;
	while (end > point + 1 && end[-1] == '0')
		end--;
	if (end == point + 1)
		end = point;
	if (point - p > 18 || end - point > 10)
		return false;
	if (raw.s[0] == '-' && !(end == point && (p == point || *p == '0')))
		*dst++ = '-';
	if (p == point)
		*dst++ = '0';
	memcpy(dst, p, (size_t)(point - p));
	dst += point - p;
	if (end > point) {
		*dst++ = '.';
		memcpy(dst, point + 1, (size_t)(end - point) - 1);
		dst += end - point - 1;
	}
	*out = (struct ub_slice){ *scratch, (size_t)(dst - *scratch) };
	if (ub_slice_eq(*out, raw))
		*out = raw;
	else
		*scratch = dst;
	return c->range == NULL || ub_dec_parse(out->s, out->len, &v->n);
}

static bool
read_date(const struct ub_source_column *c, struct ub_slice raw, char **scratch,
    struct ub_slice *out, struct value *v)
{
	int32_t day;
	size_t i;

	for (i = 0; i < c->ndate; i++) {
		const struct ub_dateform *f = &c->date[i];

		if (f->iso ? !ub_date_parse(raw.s, raw.len, &day)
			   : !ub_dateform_read(f, raw.s, raw.len, &day))
			continue;
		v->n = ub_i128_of(day);
		*out = raw;
		if (!f->iso) {
			ub_date_print(*scratch, day);
			*out = (struct ub_slice){ *scratch, UB_DATE_LEN };
			*scratch += UB_DATE_LEN;
		}
		return true;
	}
	return false;
}

/* As ub_escape() does it, but into memory that is there. */
static struct ub_slice
escaped(struct ub_slice raw, char **scratch)
{
	char *dst = *scratch;
	struct ub_slice f = { dst, 0 };
	size_t i;

	if (raw.s[0] == '#' || ub_missing(raw) != 0)
		*dst++ = '\\';
	for (i = 0; i < raw.len; i++) {
		char c = raw.s[i];
		char e = c == '\t'   ? 't'
			 : c == '\n' ? 'n'
			 : c == '\r' ? 'r'
			 : c == '\\' ? '\\'
				     : 0;

		if (e != 0)
			*dst++ = '\\';
		*dst++ = e != 0 ? e : c;
	}
	f.len = (size_t)(dst - f.s);
	*scratch = dst;
	return f;
}

static bool
must_escape(struct ub_slice raw, bool escape)
{
	size_t i;

	if (raw.s[0] == '#' || ub_missing(raw) != 0)
		return true;
	for (i = 0; escape && i < raw.len; i++) {
		char c = raw.s[i];
		if (c == '\t' || c == '\n' || c == '\r' || c == '\\')
			return true;
	}
	return false;
}

static bool
read_bool(struct ub_slice raw, struct ub_slice *out)
{
	*out = raw;
	return raw.len == 1 && (raw.s[0] == '0' || raw.s[0] == '1');
}

/* Does the whole of a text fit the pattern? */
static enum ub_rule
match(const struct ub_source_column *c, struct ub_slice raw)
{
	switch (ub_regex_match(c->regex, raw.s, raw.len)) {
	case UB_REGEX_YES:
		return UB_RULE_NONE;
	case UB_REGEX_NO:
		return UB_RULE_PATTERN;
	default:
		return UB_RULE_LIMIT;
	}
}

static bool
read_type(const struct ub_source_column *c, struct ub_slice raw, char **scratch,
    struct ub_slice *out, struct value *v)
{
	switch (c->type) {
	case UB_INT:
		return ub_number_plain(c, raw, scratch, &raw) &&
		       read_int(raw, scratch, out, v);
	case UB_DEC:
		return ub_number_plain(c, raw, scratch, &raw) &&
		       read_dec(c, raw, scratch, out, v);
	case UB_DATE:
		return read_date(c, raw, scratch, out, v);
	case UB_BOOL:
		return read_bool(raw, out);
	default:
		*out = raw;
		return true;
	}
}

/* Without a key the column is checked and not written: what stands in for
 * the pseudonym is only compared, within this run. */
static size_t
put_pseudonym(
    const struct ub_source_column *c, const char *text, size_t len, char *dst)
{
	char hex[UB_PSEUDONYM_LEN + 1];

	if (c->of->key != NULL) {
		ub_pseudonym_make(c->of->key, text, len, dst);
		return UB_PSEUDONYM_LEN;
	}
	snprintf(hex, sizeof(hex), "%016llx%016llx",
	    (unsigned long long)ub_hash64(text, len, 0),
	    (unsigned long long)ub_hash64(text, len, 1));
	memcpy(dst, hex, UB_PSEUDONYM_LEN);
	return UB_PSEUDONYM_LEN;
}

/* What is wanted of that person, as text at dst; its length. */
static size_t
put_derived(const struct ub_source_column *c, const struct ub_person *p,
    char *dst, struct value *v)
{
	int year, month, mday;
	const char *sex;

	switch (c->derive) {
	case UB_DERIVE_BIRTHDATE:
		v->n = ub_i128_of(p->birth);
		ub_date_print(dst, p->birth);
		return UB_DATE_LEN;
	case UB_DERIVE_BIRTHYEAR:
		ub_date_civil(p->birth, &year, &month, &mday);
		v->n = ub_i128_of(year);
		return ub_int_print(dst, year);
	case UB_DERIVE_SEX:
		sex = p->woman ? "kvinna" : "man";
		memcpy(dst, sex, strlen(sex));
		return strlen(sex);
	default:
		return put_pseudonym(c, p->text, UB_PERSON_LEN, dst);
	}
}

/* Whole years from birth to the day; what the day lacks, the age lacks. */
static struct ub_slice
age(const struct ub_source_column *c, int32_t birth, struct ub_slice day,
    char *dst, struct value *v)
{
	int32_t at = c->of->extracted, years;

	if (c->on != UB_NOCOL && !ub_date_parse(day.s, day.len, &at))
		return day;
	years = ub_date_age(birth, at);
	if (years < 0)
		return ub_slice_of(".u");
	v->n = ub_i128_of(years);
	return (struct ub_slice){ dst, ub_int_print(dst, years) };
}

/* Is a text that is no number an identity all the same? */
static bool
reserve(const struct ub_source_column *c, struct ub_slice raw,
    enum ub_person_fault fault)
{
	size_t i;

	if (c->any_number && fault != UB_PERSON_CENTURY)
		return true;
	for (i = 0; i < c->nreserve; i++)
		if (ub_regex_match(c->reserve[i], raw.s, raw.len) ==
		    UB_REGEX_YES)
			return true;
	return c->kin != NULL && reserve(c->kin, raw, fault);
}

static enum ub_rule
read_person(const struct ub_source_column *c, struct ub_slice raw,
    struct ub_slice day, char **scratch, struct ub_slice *out, struct value *v)
{
	const int32_t *ref = c->of->has_extracted ? &c->of->extracted : NULL;
	enum ub_person_fault fault;
	struct ub_person p;
	size_t len;

	fault = ub_person_parse(raw.s, raw.len, ref, &p);
	if (fault == UB_PERSON_OK && c->derive == UB_DERIVE_AGE) {
		*out = age(c, p.birth, day, *scratch, v);
		*scratch += out->s == *scratch ? out->len : 0;
		return UB_RULE_NONE;
	}
	if (fault == UB_PERSON_OK) {
		len = put_derived(c, &p, *scratch, v);
	} else if (reserve(c, raw, fault)) {
		if (c->derive != UB_DERIVE_PSEUDONYM) {
			*out = ub_slice_of(".u");
			return c->required ? UB_RULE_REQUIRED : UB_RULE_RESERVE;
		}
		len = put_pseudonym(c, raw.s, raw.len, *scratch);
	} else {
		return fault == UB_PERSON_CENTURY ? UB_RULE_CENTURY
						  : UB_RULE_PERSON;
	}
	*out = (struct ub_slice){ *scratch, len };
	*scratch += len;
	return UB_RULE_NONE;
}

/* In Unicode's form NFC; what would grow, which no letter does, stays. */
static struct ub_slice
composed(struct ub_slice raw, char **scratch)
{
	struct ub_buf b = { 0 };

	ub_nfc(&b, raw.s, raw.len);
	if (b.len > 0 && b.len <= raw.len) {
		memcpy(*scratch, b.s, b.len);
		raw = (struct ub_slice){ *scratch, b.len };
		*scratch += b.len;
	}
	ub_buf_free(&b);
	return raw;
}

/* A value that is there, and not mapped. */
static enum ub_rule
judge(const struct ub_source_column *c, struct ub_slice raw,
    struct ub_slice day, bool escape, char **scratch, struct ub_slice *out)
{
	struct value v;
	enum ub_rule rule;

	if (c->derive != UB_DERIVE_NONE) {
		rule = read_person(c, raw, day, scratch, out, &v);
		if (rule != UB_RULE_NONE)
			return rule;
		if (ub_missing(*out) != 0)
			return c->required && out->s != NULL ? UB_RULE_REQUIRED
							     : UB_RULE_NONE;
	} else if (!read_type(c, raw, scratch, out, &v)) {
		return UB_RULE_TYPE;
	}
	if (c->regex != NULL && (rule = match(c, raw)) != UB_RULE_NONE)
		return rule;
	if (c->range != NULL && !ub_range_holds(c, v.n))
		return UB_RULE_RANGE;
	if (c->list != NULL &&
	    ub_dict_find(&c->code, out->s, out->len) == UB_DICT_NONE)
		return UB_RULE_CODE;
	if (ub_type_is_text(c->type) && must_escape(*out, escape))
		*out = escaped(*out, scratch);
	return UB_RULE_NONE;
}

enum ub_rule
ub_field_read_code(const struct ub_source_column *c, struct ub_slice raw,
    bool escape, char **scratch, struct ub_slice *out)
{
	static const struct ub_slice none = { "", 0 };

	if (ub_field_combines(raw))
		raw = composed(raw, scratch);
	*out = raw;
	return judge(c, raw, none, escape, scratch, out);
}

enum ub_rule
ub_field_read_at(const struct ub_source_column *c, struct ub_slice raw,
    struct ub_slice day, bool escape, char **scratch, struct ub_slice *out)
{
	uint32_t i;

	if (c->trim)
		raw = ub_blank_cut(raw);
	if (c->type == UB_CODE && ub_field_combines(raw))
		raw = composed(raw, scratch);
	*out = raw;
	i = ub_dict_find(&c->raw, raw.s, raw.len);
	if (raw.len == 0 && i == UB_DICT_NONE)
		return c->required ? UB_RULE_REQUIRED : UB_RULE_NONE;
	if (i != UB_DICT_NONE) {
		*out = c->mapped[i];
		return c->required && ub_missing(*out) != 0 ? UB_RULE_REQUIRED
							    : UB_RULE_NONE;
	}
	return judge(c, raw, day, escape, scratch, out);
}

enum ub_rule
ub_field_read(const struct ub_source_column *c, struct ub_slice raw,
    bool escape, char **scratch, struct ub_slice *out)
{
	static const struct ub_slice none = { "", 0 };

	return ub_field_read_at(c, raw, none, escape, scratch, out);
}

bool
ub_field_grouped(const struct ub_source_column *c, struct ub_slice raw)
{
	const unsigned blanks = UB_GROUP_SPACE | UB_GROUP_NBSP | UB_GROUP_THIN;
	struct ub_source_column as = *c;
	struct ub_buf room = { 0 };
	struct ub_slice out;
	struct value v;
	char *scratch;
	bool yes;

	if ((c->type != UB_INT && c->type != UB_DEC) || raw.len == 0 ||
	    (c->group & blanks) == blanks)
		return false;
	if (c->trim)
		raw = ub_blank_cut(raw);
	as.group |= blanks;
	ub_buf_reserve(&room, ub_field_room(raw.len));
	scratch = room.s;
	yes = read_type(&as, raw, &scratch, &out, &v);
	ub_buf_free(&room);
	return yes;
}

void
ub_rule_clause(char *dst, enum ub_rule rule, const struct ub_source_column *c)
{
	static const char *const clause[UB_NRULE] = {
		[UB_RULE_COUNT] = "field count",
		[UB_RULE_STRAY] = "quote inside a field",
		[UB_RULE_AFTER] = "text after a closing quote",
		[UB_RULE_TRAILING] = "text after the last delimiter",
		[UB_RULE_CR] = "carriage return",
		[UB_RULE_ESCAPE] = "backslash before what needs none",
		[UB_RULE_NUL] = "NUL byte",
		[UB_RULE_ENCODING] = "invalid",
		[UB_RULE_REQUIRED] = "required",
		[UB_RULE_PERSON] = "not a personnummer",
		[UB_RULE_LONG] = "number beyond 2^53, not exact",
		[UB_RULE_MERGED] = "merged cell",
		[UB_RULE_ERROR] = "error value",
		[UB_RULE_CENTURY] = "ten digits, and no extracted = in the "
				    "description",
		[UB_RULE_LIMIT] = "too hard to match with the pattern",
		[UB_RULE_KEY] = "another record has the same key",
		[UB_RULE_TEST] = "not true",
		[UB_RULE_UNJUDGED] = "something is missing to judge it by",
		[UB_RULE_UNKNOWN] = "something is missing to judge it by",
		[UB_RULE_LABEL] = "another label for the same code",
		[UB_RULE_RESERVE] = "not told by a reserve number",
	};
	enum { ROOM = 160 };

	switch (rule) {
	case UB_RULE_TYPE:
		snprintf(dst, ROOM, "not %s", ub_type_name(c->type));
		break;
	case UB_RULE_RANGE:
		snprintf(dst, ROOM, "out of range %s", c->range);
		break;
	case UB_RULE_CODE:
		snprintf(dst, ROOM, "not in list %s", c->list);
		break;
	case UB_RULE_DATED:
		snprintf(dst, ROOM, "not in list %s that day", c->list);
		break;
	case UB_RULE_EARLY:
		snprintf(dst, ROOM, "a day before list %s begins", c->list);
		break;
	case UB_RULE_PATTERN:
		snprintf(dst, ROOM, "does not match %s", c->pattern);
		break;
	default:
		snprintf(dst, ROOM, "%s", clause[rule]);
	}
}
