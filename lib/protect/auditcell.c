/* auditcell.c - see auditcell.h. */
#include "auditcell.h"
#include "../base/num.h"
#include "figure.h"

/* Bytes of a blank at s, of whichever kind; 0: none. */
static size_t
blank(const char *s, const char *end)
{
	if (s < end && (*s == ' ' || *s == '\t' || *s == '\n' || *s == '\r'))
		return 1;
	if (end - s >= 2 && memcmp(s, "\xc2\xa0", 2) == 0)
		return 2;
	/* U+2009 thin, U+202F narrow, U+2007 figure space */
	if (end - s >= 3 && (memcmp(s, "\xe2\x80\x89", 3) == 0 ||
				memcmp(s, "\xe2\x80\xaf", 3) == 0 ||
				memcmp(s, "\xe2\x80\x87", 3) == 0))
		return 3;
	return 0;
}

static struct ub_slice
trim(struct ub_slice s)
{
	const char *p = s.s, *end = s.s + s.len, *q;
	size_t n;

	while ((n = blank(p, end)) > 0)
		p += n;
	for (q = p, s.s = p, s.len = 0; q < end;) {
		if ((n = blank(q, end)) > 0) {
			q += n;
			continue;
		}
		q++;
		s.len = (size_t)(q - p);
	}
	return s;
}

/* Without stars and [not 1] at its end. */
static struct ub_slice
without_marks(struct ub_slice s)
{
	const char *open;

	while (s.len > 1 && s.s[s.len - 1] == '*')
		s.len--;
	if (s.len > 5 && s.s[s.len - 1] == ']' &&
	    (open = memrchr(s.s, '[', s.len)) != NULL && open > s.s)
		s.len = (size_t)(open - s.s);
	return trim(s);
}

/* --- signs ------------------------------------------------------------------------- */

static bool
is_one_of(struct ub_slice s, const char *const *list)
{
	for (; *list != NULL; list++)
		if (ub_slice_is(s, *list))
			return true;
	return false;
}

/* The reason that a sign stands for; 0: it is none, or stands for 0. */
static char
reason_of(struct ub_slice s, const char *hidden)
{
	static const char *const secret[] = { "X", "x", "(..)", "(X)", "(x)",
		"\xe2\x80\xa2", "\xe2\x80\xa2\xe2\x80\xa2", "c", "C", NULL };
	static const char *const maybe[] = { "..", "\xe2\x80\xa6", "...",
		NULL };
	static const char *const absent[] = { "IU", "i.u.", "na", "n/a", "NA",
		"N/A", "#N/A", NULL };
	bool is_secret = is_one_of(s, secret), is_maybe = is_one_of(s, maybe);

	if (hidden != NULL && ub_listed(hidden, s))
		return 's';
	if (is_secret || is_maybe)
		return hidden != NULL ? 'b' : is_secret ? 's' : 'q';
	if (is_one_of(s, absent))
		return 'b';
	if (ub_slice_is(s, "."))
		return 'e';
	if (s.len == 2 && s.s[0] == '.' && s.s[1] >= 'a' && s.s[1] <= 'z')
		return s.s[1] == 'l' ? 's' : s.s[1] == 's' ? 's' : 'b';
	return 0;
}

/* A dash: exactly nothing. */
static bool
is_dash(struct ub_slice s)
{
	static const char *const dash[] = { "-", "\xe2\x80\x93", "\xe2\x80\x94",
		"\xe2\x80\x92", "\xe2\x80\x90", "\xe2\x88\x92", NULL };

	return is_one_of(s, dash);
}

/* --- numbers ------------------------------------------------------------------------ */

struct scan {
	const char *p, *end;
	char digit[40];
	size_t n, point; /* digits; those before the decimal sign */
	bool minus, pointed, bad;
};

/* Groups of three, and the same blank between all; to where digits end. */
static void
scan_digits(struct scan *s)
{
	size_t gap, in_group = 0, groups = 0;

	for (; s->p < s->end; s->p++) {
		if (*s->p >= '0' && *s->p <= '9') {
			if (s->n == sizeof(s->digit) - 8) {
				s->bad = true;
				return;
			}
			s->digit[s->n++] = *s->p;
			in_group++;
			continue;
		}
		gap = blank(s->p, s->end);
		if (gap == 0 || s->p + gap == s->end || s->p[gap] < '0' ||
		    s->p[gap] > '9')
			break;
		if (s->pointed || in_group > 3 || in_group == 0 ||
		    (groups > 0 && in_group != 3)) {
			s->bad = true;
			return;
		}
		s->p += gap - 1;
		in_group = 0;
		groups++;
	}
	if (groups > 0 && in_group != 3)
		s->bad = true;
}

/* An English thousands sign: ,ddd after one to three digits. */
static bool
is_thousands(const struct scan *s)
{
	const char *p = s->p;
	int i;

	for (; p < s->end && *p == ','; p += 4) {
		for (i = 1; i <= 3; i++)
			if (p + i >= s->end || p[i] < '0' || p[i] > '9')
				return false;
	}
	return s->n >= 1 && s->n <= 3 &&
	       (p == s->end || *p == '.' || *p == '%' || blank(p, s->end) > 0);
}

static void
scan_number(struct scan *s, bool comma)
{
	if (s->p < s->end && (*s->p == '-' || *s->p == '+')) {
		s->minus = *s->p == '-';
		s->p++;
	} else if (s->end - s->p >= 3 && memcmp(s->p, "\xe2\x88\x92", 3) == 0) {
		s->minus = true;
		s->p += 3;
	}
	scan_digits(s);
	while (!comma && !s->bad && s->p < s->end && *s->p == ',' &&
	       (s->n > 3 || is_thousands(s))) {
		if (s->end - s->p < 4) {
			s->bad = true;
			return;
		}
		s->p++;
		scan_digits(s);
	}
	s->point = s->n;
	if (!s->bad && s->p < s->end &&
	    (*s->p == '.' || (comma && *s->p == ','))) {
		s->pointed = true;
		s->p++;
		scan_digits(s);
		s->bad = s->bad || s->n == s->point;
	}
	/* 0180 is a code */
	if (s->point > 1 && s->digit[0] == '0')
		s->bad = true;
	s->bad = s->bad || s->point == 0 || s->point > 18;
}

/* Canonical: no zeros behind, at most nine decimals. */
static void
put_number(struct ub_printed *v, const struct scan *s)
{
	size_t n = s->n, i;
	bool zero = true;

	if (n - s->point > 9)
		n = s->point + 9;
	v->digits = (int)(n - s->point);
	while (n > s->point && s->digit[n - 1] == '0')
		n--;
	for (i = 0; i < n; i++)
		zero = zero && s->digit[i] == '0';
	if (s->minus && !zero)
		v->text[v->len++] = '-';
	for (i = 0; i < n; i++) {
		if (i == s->point)
			v->text[v->len++] = '.';
		v->text[v->len++] = s->digit[i];
	}
	v->kind = UB_PRINTED_NUMBER;
}

static bool
read_number(struct ub_printed *v, struct ub_slice t, bool comma)
{
	struct scan s = { .p = t.s, .end = t.s + t.len };

	scan_number(&s, comma);
	if (s.bad)
		return false;
	while (s.p < s.end && blank(s.p, s.end) > 0)
		s.p += blank(s.p, s.end);
	if (s.p < s.end && *s.p == '%') {
		v->percent = true;
		s.p++;
	}
	if (s.p < s.end)
		return false;
	put_number(v, &s);
	return true;
}

struct ub_printed
ub_printed_read(
    const struct ub_pgrid *g, const struct ub_pgrid_cell *c, const char *hidden)
{
	struct ub_printed v = { .kind = UB_PRINTED_BLANK };
	struct ub_slice s;

	if (c == NULL)
		return v;
	s = trim(ub_pgrid_text(g, c));
	if (s.len == 0)
		return v;
	v.percent = (c->flags & UB_PGRID_PERCENT) != 0;
	if (c->flags & UB_PGRID_NUMBER) {
		if (!read_number(&v, s, false))
			v.kind = UB_PRINTED_TEXT;
		return v;
	}
	s = without_marks(s);
	if ((v.reason = reason_of(s, hidden)) != 0) {
		v.kind = UB_PRINTED_SIGN;
	} else if (is_dash(s)) {
		v.kind = UB_PRINTED_NUMBER;
		v.text[0] = '0';
		v.len = 1;
	} else if (!read_number(&v, s, g->comma)) {
		v.kind = UB_PRINTED_TEXT;
	}
	return v;
}
