/* dateform.c - see dateform.h. */
#include <string.h>

#include "dateform.h"

static bool
digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (unsigned char)c >= 0x80;
}

/* Take token t, which stands for n digits, when the form goes on with it. */
static bool
take(struct ub_dateform *f, const char **p, const char *t, size_t n,
    size_t *where)
{
	size_t len = strlen(t);

	if (strncmp(*p, t, len) != 0 || *where != UB_DATEFORM_MAX ||
	    f->len + n > UB_DATEFORM_MAX)
		return false;
	*where = f->len;
	memset(f->must + f->len, 0, n);
	f->len += n;
	*p += len;
	return true;
}

/* Two digits, of which the first may be left out; nobody could tell where they
 * end if another digit stood beside them. */
static bool
take_short(struct ub_dateform *f, const char **p, const char *t, size_t *where,
    bool *is_short)
{
	if (!take(f, p, t, 2, where))
		return false;
	*is_short = true;
	return true;
}

static bool
alone(const struct ub_dateform *f, bool is_short, size_t at)
{
	char before = at == 0 ? '-' : f->must[at - 1];
	char after = at + 2 >= f->len ? '-' : f->must[at + 2];

	return !is_short ||
	       (before != 0 && after != 0 && !digit(before) && !digit(after));
}

enum ub_status
ub_dateform_init(struct ub_dateform *f, const char *text, struct ub_err *e)
{
	const char *p = text;

	memset(f, 0, sizeof(*f));
	f->year = f->month = f->mday = UB_DATEFORM_MAX;
	f->hour = f->minute = f->second = UB_DATEFORM_MAX;
	if (strlen(text) >= sizeof(f->text))
		return ub_fail(e, UB_EUSAGE, "date form too long");
	memcpy(f->text, text, strlen(text));
	f->epoch = strcmp(text, "excel") == 0        ? 1900
		   : strcmp(text, "excel-1904") == 0 ? 1904
						     : 0;
	if (f->epoch != 0)
		return UB_OK;
	while (*p != '\0') {
		if (take(f, &p, "YYYY", 4, &f->year) ||
		    take(f, &p, "\xc3\x85\xc3\x85\xc3\x85\xc3\x85", 4,
			&f->year) ||
		    take(f, &p, "MM", 2, &f->month) ||
		    take(f, &p, "DD", 2, &f->mday) ||
		    take_short(f, &p, "M", &f->month, &f->short_month) ||
		    take_short(f, &p, "D", &f->mday, &f->short_mday) ||
		    take(f, &p, "hh", 2, &f->hour) ||
		    take(f, &p, "mm", 2, &f->minute) ||
		    take(f, &p, "ss", 2, &f->second))
			continue;
		if (f->len == UB_DATEFORM_MAX)
			return ub_fail(e, UB_EUSAGE, "date form too long");
		if (letter(*p) && *p != 'T')
			break;
		f->must[f->len++] = *p++;
	}
	if (*p != '\0' || f->year == UB_DATEFORM_MAX ||
	    f->month == UB_DATEFORM_MAX || f->mday == UB_DATEFORM_MAX)
		return ub_fail(e, UB_EUSAGE,
		    "a date form is excel, excel-1904, or has YYYY, MM or M, "
		    "and DD or D once each, perhaps hh, mm and ss, and no "
		    "other letters");
	if (!alone(f, f->short_month, f->month) ||
	    !alone(f, f->short_mday, f->mday))
		return ub_fail(e, UB_EUSAGE,
		    "beside M or D, which is one digit or two, no other digit "
		    "can stand");
	f->iso = !f->short_month && !f->short_mday && f->len == UB_DATE_LEN &&
		 f->year == 0 && f->month == 5 && f->mday == 8 &&
		 f->must[4] == '-' && f->must[7] == '-';
	return UB_OK;
}

/* What may be left out is: bit 0 of which, of a month, bit 1, of a day.  The
 * length of what must be there then. */
static size_t
variant(const struct ub_dateform *f, unsigned which, char *must)
{
	size_t i, n = 0;

	for (i = 0; i < f->len; i++)
		if (!(f->short_month && (which & 1) != 0 && i == f->month) &&
		    !(f->short_mday && (which & 2) != 0 && i == f->mday))
			must[n++] = f->must[i];
	return n;
}

static bool
fits_both(const char *a, const char *b, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (a[i] != b[i] && (a[i] != 0 || !digit(b[i])) &&
		    (b[i] != 0 || !digit(a[i])))
			return false;
	return true;
}

bool
ub_dateform_clash(const struct ub_dateform *a, const struct ub_dateform *b)
{
	char x[UB_DATEFORM_MAX], y[UB_DATEFORM_MAX];
	unsigned i;

	/* a serial number has seven digits at most, a date, with the signs
	 * that short ones need, eight */
	if (a->epoch != 0 || b->epoch != 0)
		return a->epoch != 0 && b->epoch != 0;
	for (i = 0; i < 16; i++) {
		size_t n = variant(a, i % 4, x);

		if (n == variant(b, i / 4, y) && fits_both(x, y, n))
			return true;
	}
	return false;
}

static int
number(const char *s, size_t n)
{
	int v = 0;

	while (n-- > 0)
		v = v * 10 + (*s++ - '0');
	return v;
}

/* Is the part of a time there, and less than most? */
static bool
below(const char *s, size_t at, int most)
{
	return at == UB_DATEFORM_MAX || number(s + at, 2) < most;
}

/* The last day of a workbook is 9999-12-31, as ours. */
static bool
serial(int epoch, const char *s, size_t len, int32_t *day)
{
	enum { DIGITS = 7, BUG = 60 };
	int32_t base, n;
	size_t i;

	if (len == 0 || len > DIGITS || (len > 1 && s[0] == '0'))
		return false;
	for (i = 0; i < len; i++)
		if (!digit(s[i]))
			return false;
	n = number(s, len);
	(void)ub_date_of(epoch, 1, 1, &base);
	if (epoch == 1900 && (n == 0 || n == BUG))
		return false;
	if (epoch == 1900)
		n -= n < BUG ? 1 : 2;
	*day = base + n;
	return *day <= UB_DATE_MAX;
}

/* Zeros before what may lack them: false when it is too long or too short. */
static bool
spread(const struct ub_dateform *f, const char *s, size_t len, char *dst)
{
	const char *end = s + len;
	size_t i;

	for (i = 0; i < f->len; i++) {
		bool may = (f->short_month && i == f->month) ||
			   (f->short_mday && i == f->mday);

		if (may && (end - s < 2 || !digit(s[1])))
			dst[i++] = '0';
		if (s == end)
			return false;
		dst[i] = *s++;
	}
	return s == end;
}

bool
ub_dateform_read(
    const struct ub_dateform *f, const char *s, size_t len, int32_t *day)
{
	char full[UB_DATEFORM_MAX];
	size_t i;

	if (f->epoch != 0)
		return serial(f->epoch, s, len, day);
	if (f->short_month || f->short_mday) {
		if (!spread(f, s, len, full))
			return false;
		s = full;
		len = f->len;
	}
	if (len != f->len)
		return false;
	for (i = 0; i < len; i++)
		if (f->must[i] == 0 ? !digit(s[i]) : s[i] != f->must[i])
			return false;
	if (!below(s, f->hour, 24) || !below(s, f->minute, 60) ||
	    !below(s, f->second, 60))
		return false;
	return ub_date_of(number(s + f->year, 4), number(s + f->month, 2),
	    number(s + f->mday, 2), day);
}
