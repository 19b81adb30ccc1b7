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
	if (strlen(text) >= sizeof(f->text))
		return ub_fail(e, UB_EUSAGE, "date form too long");
	memcpy(f->text, text, strlen(text));
	while (*p != '\0') {
		if (take(f, &p, "YYYY", 4, &f->year) ||
		    take(f, &p, "\xc3\x85\xc3\x85\xc3\x85\xc3\x85", 4,
			&f->year) ||
		    take(f, &p, "MM", 2, &f->month) ||
		    take(f, &p, "DD", 2, &f->mday))
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
		    "a date form has YYYY, MM and DD once each and no "
		    "other letters");
	f->iso = f->len == UB_DATE_LEN && f->year == 0 && f->month == 5 &&
		 f->mday == 8 && f->must[4] == '-' && f->must[7] == '-';
	return UB_OK;
}

bool
ub_dateform_clash(const struct ub_dateform *a, const struct ub_dateform *b)
{
	size_t i;

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

bool
ub_dateform_read(
    const struct ub_dateform *f, const char *s, size_t len, int32_t *day)
{
	size_t i;

	if (len != f->len)
		return false;
	for (i = 0; i < len; i++)
		if (f->must[i] == 0 ? !digit(s[i]) : s[i] != f->must[i])
			return false;
	return ub_date_of(number(s + f->year, 4), number(s + f->month, 2),
	    number(s + f->mday, 2), day);
}
