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
		    "a date form is excel, excel-1904, or has YYYY, MM and DD "
		    "once each, perhaps hh, mm and ss, and no other letters");
	f->iso = f->len == UB_DATE_LEN && f->year == 0 && f->month == 5 &&
		 f->mday == 8 && f->must[4] == '-' && f->must[7] == '-';
	return UB_OK;
}

bool
ub_dateform_clash(const struct ub_dateform *a, const struct ub_dateform *b)
{
	size_t i;

	/* a serial number has seven digits at most, a date eight */
	if (a->epoch != 0 || b->epoch != 0)
		return a->epoch != 0 && b->epoch != 0;
	if (a->len != b->len)
		return false;
	for (i = 0; i < a->len; i++) {
		char x = a->must[i], y = b->must[i];

		if (x == y || (x == 0 && digit(y)) || (y == 0 && digit(x)))
			continue;
		return false;
	}
	return true;
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

bool
ub_dateform_read(
    const struct ub_dateform *f, const char *s, size_t len, int32_t *day)
{
	size_t i;

	if (f->epoch != 0)
		return serial(f->epoch, s, len, day);
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
