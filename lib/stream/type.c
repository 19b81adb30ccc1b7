/* type.c - see type.h. */
#include "type.h"
#include "../base/date.h"
#include "../base/num.h"

static const char *const names[UB_NTYPE] = { "text", "code", "id", "int", "dec",
	"date", "bool", "count", "share", "mean", "stat" };

const char *
ub_type_name(enum ub_type t)
{
	return names[t];
}

bool
ub_type_parse(const char *s, size_t len, enum ub_type *t)
{
	struct ub_slice sl = { s, len };
	int i;

	for (i = 0; i < UB_NTYPE; i++) {
		if (ub_slice_is(sl, names[i])) {
			*t = (enum ub_type)i;
			return true;
		}
	}
	return false;
}

bool
ub_type_is_text(enum ub_type t)
{
	return t == UB_TEXT || t == UB_CODE || t == UB_ID;
}

void
ub_missing_put(struct ub_buf *b, char reason)
{
	if (reason == UB_MISS_EMPTY)
		return;
	ub_buf_putc(b, '.');
	ub_buf_putc(b, reason);
}

static char
escape_letter(char c)
{
	switch (c) {
	case '\t':
		return 't';
	case '\n':
		return 'n';
	case '\r':
		return 'r';
	case '\\':
		return '\\';
	default:
		return 0;
	}
}

void
ub_escape(struct ub_buf *b, const char *s, size_t len)
{
	struct ub_slice whole = { s, len };
	size_t i, from = 0;
	char c;

	if (len > 0 && (s[0] == '#' || (len == 2 && ub_missing(whole) != 0)))
		ub_buf_putc(b, '\\');
	for (i = 0; i < len; i++) {
		if ((c = escape_letter(s[i])) == 0)
			continue;
		ub_buf_add(b, s + from, i - from);
		ub_buf_putc(b, '\\');
		ub_buf_putc(b, c);
		from = i + 1;
	}
	ub_buf_add(b, s + from, len - from);
}

void
ub_unescape(struct ub_buf *b, const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		char c = s[i];
		if (c == '\\' && i + 1 < len) {
			c = s[++i];
			c = c == 't'   ? '\t'
			    : c == 'n' ? '\n'
			    : c == 'r' ? '\r'
				       : c;
		}
		ub_buf_putc(b, c);
	}
}

/* Escaped just as ub_escape() would have done it. */
static bool
text_valid(struct ub_slice f)
{
	size_t i;

	if (f.s[0] == '#')
		return false;
	for (i = 0; i < f.len; i++) {
		if (f.s[i] == '\r')
			return false;
		if (f.s[i] != '\\')
			continue;
		if (++i == f.len)
			return false;
		if (strchr("tnr\\", f.s[i]) != NULL)
			continue;
		if (i == 1 && f.s[1] == '#')
			continue;
		if (i == 1 && f.len == 3 && f.s[1] == '.' && f.s[2] >= 'a' &&
		    f.s[2] <= 'z')
			continue;
		return false;
	}
	return true;
}

bool
ub_field_valid(enum ub_type t, struct ub_slice f)
{
	struct ub_i128 nano;
	int64_t i;
	int32_t day;
	double v;

	if (ub_missing(f) != 0)
		return true;
	switch (t) {
	case UB_TEXT:
	case UB_CODE:
	case UB_ID:
		return text_valid(f);
	case UB_INT:
		return ub_int_parse(f.s, f.len, &i);
	case UB_COUNT:
		return ub_int_parse(f.s, f.len, &i) && i >= 0;
	case UB_DEC:
		return ub_dec_parse(f.s, f.len, &nano);
	case UB_DATE:
		return ub_date_parse(f.s, f.len, &day);
	case UB_BOOL:
		return f.len == 1 && (f.s[0] == '0' || f.s[0] == '1');
	case UB_SHARE:
		return ub_real_parse(f.s, f.len, &v) && v >= 0 && v <= 1;
	case UB_MEAN:
	case UB_STAT:
		return ub_real_parse(f.s, f.len, &v);
	}
	return false;
}
