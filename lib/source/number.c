/* number.c - see number.h. */
#include "number.h"

enum { GROUP_DIGITS = 3 };

struct sign {
	const char *s;
	size_t len;
	enum ub_group kind;
};

static const struct sign signs[] = {
	{ " ", 1, UB_GROUP_SPACE },
	{ "\xc2\xa0", 2, UB_GROUP_NBSP },
	{ "\xe2\x80\x89", 3, UB_GROUP_THIN },
	{ "\xe2\x80\xaf", 3, UB_GROUP_THIN },
	{ ".", 1, UB_GROUP_POINT },
	{ ",", 1, UB_GROUP_COMMA },
	{ "'", 1, UB_GROUP_APOSTROPHE },
};

enum { NSIGN = sizeof(signs) / sizeof(*signs), NBLANK = 4 };

static bool
digit(char c)
{
	return (unsigned char)(c - '0') < 10;
}

/* Without a per cent sign at its end, and the blank before that. */
static struct ub_slice
without_percent(struct ub_slice s)
{
	size_t k;

	if (s.len == 0 || s.s[s.len - 1] != '%')
		return s;
	s.len--;
	for (k = 0; k < NBLANK; k++) {
		size_t n = signs[k].len;

		if (s.len < n || memcmp(s.s + s.len - n, signs[k].s, n) != 0)
			continue;
		s.len -= n;
		break;
	}
	return s;
}

/* The sign of group that stands at p, or NULL. */
static const struct sign *
sign_at(unsigned group, const char *p, const char *end)
{
	size_t k;

	for (k = 0; k < NSIGN; k++)
		if ((group & signs[k].kind) != 0 &&
		    (size_t)(end - p) >= signs[k].len &&
		    memcmp(p, signs[k].s, signs[k].len) == 0)
			return &signs[k];
	return NULL;
}

/* Digits to *dst, at most most; how many. */
static size_t
digits(const char **p, const char *end, char **dst, size_t most)
{
	size_t n;

	for (n = 0; n < most && *p < end && digit(**p); n++)
		*(*dst)++ = *(*p)++;
	return n;
}

/* The digits before the decimal sign, without what groups them. */
static bool
whole(unsigned group, const char **p, const char *end, char **dst)
{
	const struct sign *first, *next;
	const char *begin = *p;
	size_t n = digits(p, end, dst, (size_t)(end - *p));

	if ((first = sign_at(group, *p, end)) == NULL)
		return true;
	if (n == 0 || n > GROUP_DIGITS || *begin == '0')
		return false;
	for (next = first; next != NULL; next = sign_at(group, *p, end)) {
		if (next != first)
			return false;
		*p += next->len;
		if (digits(p, end, dst, GROUP_DIGITS) != GROUP_DIGITS)
			return false;
	}
	return *p == end || !digit(**p);
}

bool
ub_number_plain(const struct ub_source_column *c, struct ub_slice raw,
    char **scratch, struct ub_slice *out)
{
	static const char minus[] = "\xe2\x88\x92";
	const char *p = raw.s, *end;
	char *dst = *scratch;

	*out = raw;
	if (c->group == 0 && !c->percent && (raw.len == 0 || *p != minus[0]))
		return true;
	if (c->percent)
		raw = without_percent(raw);
	end = raw.s + raw.len;
	if (raw.len >= 3 && memcmp(p, minus, 3) == 0) {
		*dst++ = '-';
		p += 3;
	} else if (raw.len > 0 && *p == '-') {
		*dst++ = *p++;
	}
	if (!whole(c->group, &p, end, &dst))
		return false;
	memcpy(dst, p, (size_t)(end - p));
	dst += end - p;
	out->len = (size_t)(dst - *scratch);
	if (ub_slice_eq((struct ub_slice){ *scratch, out->len }, raw)) {
		*out = raw;
		return true;
	}
	out->s = *scratch;
	*scratch = dst;
	return true;
}
