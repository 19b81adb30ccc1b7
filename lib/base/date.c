#include "date.h"

/* Days from 0000-03-01 to 1970-01-01.  Counting years from March puts the
 * leap day last, so that the months before it have fixed places. */
#define MARCH0 719468

static bool
leap(unsigned year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* 31 for odd months to July and even ones from August. */
static unsigned
month_len(unsigned year, unsigned month)
{
	if (month == 2)
		return leap(year) ? 29 : 28;
	return 30 | (month ^ (month >> 3));
}

static int32_t
days_of(unsigned year, unsigned month, unsigned mday)
{
	unsigned y = year - (month <= 2);
	unsigned m = month <= 2 ? month + 9 : month - 3;
	unsigned c = y / 100;

	return (int32_t)(365 * y + y / 4 - c + c / 4 + (153 * m + 2) / 5 +
			 mday - 1) -
	       MARCH0;
}

bool
ub_date_of(int year, int month, int mday, int32_t *day)
{
	unsigned y = (unsigned)year, m = (unsigned)month, d = (unsigned)mday;

	/* A negative number wraps to a large one. */
	if (y - 1 > 9998 || m - 1 > 11 || d - 1 > month_len(y, m) - 1)
		return false;
	*day = days_of(y, m, d);
	return true;
}

bool
ub_date_parse(const char *s, size_t len, int32_t *day)
{
	unsigned d[UB_DATE_LEN], bad, y, m, k;

	if (len != UB_DATE_LEN)
		return false;
	for (size_t i = 0; i < UB_DATE_LEN; i++)
		d[i] = (unsigned)(unsigned char)s[i] - '0';
	bad = (d[0] > 9) | (d[1] > 9) | (d[2] > 9) | (d[3] > 9) | (d[5] > 9) |
	      (d[6] > 9) | (d[8] > 9) | (d[9] > 9);
	if (bad || s[4] != '-' || s[7] != '-')
		return false;
	y = d[0] * 1000 + d[1] * 100 + d[2] * 10 + d[3];
	m = d[5] * 10 + d[6];
	k = d[8] * 10 + d[9];
	if (y == 0 || m - 1 > 11 || k == 0 || (k > 28 && k > month_len(y, m)))
		return false;
	*day = days_of(y, m, k);
	return true;
}

/* Neri & Schneider, Euclidean affine functions and their application to
 * calendar algorithms, Software: Practice and Experience 53 (2023), fig. 12:
 * divisions by constants only, no loop. */
void
ub_date_civil(int32_t day, int *year, int *month, int *mday)
{
	uint32_t n1 = 4 * (uint32_t)(day + MARCH0) + 3;
	uint32_t century = n1 / 146097;
	uint32_t n2 = n1 % 146097 | 3;
	uint64_t p2 = UINT64_C(2939745) * n2;
	uint32_t yday = (uint32_t)p2 / 2939745 / 4; /* from 1 March */
	uint32_t n3 = 2141 * yday + 197913;
	bool next = yday >= 306; /* January and February */

	*year = (int)(100 * century + (uint32_t)(p2 >> 32) + next);
	*month = (int)((n3 >> 16) - (next ? 12 : 0));
	*mday = (int)((n3 & 0xffff) / 2141 + 1);
}

static void
put2(char *dst, int v)
{
	dst[0] = (char)('0' + v / 10);
	dst[1] = (char)('0' + v % 10);
}

void
ub_date_print(char *dst, int32_t day)
{
	int y, m, d;

	ub_date_civil(day, &y, &m, &d);
	put2(dst, y / 100);
	put2(dst + 2, y % 100);
	dst[4] = '-';
	put2(dst + 5, m);
	dst[7] = '-';
	put2(dst + 8, d);
}

int
ub_date_isoweek(int32_t day, int *year)
{
	int m, d;
	/* 1970-01-01 was a Thursday; + 7 * 200000 keeps it positive. */
	int32_t wday = (day + 3 + 1400000) % 7;
	int32_t thursday = day - wday + 3;

	ub_date_civil(thursday, year, &m, &d);
	return (thursday - days_of((unsigned)*year, 1, 1)) / 7 + 1;
}

int32_t
ub_date_months(int32_t a, int32_t b)
{
	int ya, ma, da, yb, mb, db, last, n;

	ub_date_civil(a, &ya, &ma, &da);
	ub_date_civil(b, &yb, &mb, &db);
	last = (int)month_len((unsigned)yb, (unsigned)mb);
	if (da > last)
		da = last;
	n = (yb - ya) * 12 + mb - ma;
	if (b >= a && db < da)
		n--;
	else if (b < a && db > da)
		n++;
	return n;
}

int32_t
ub_date_age(int32_t birth, int32_t at)
{
	int yb, mb, db, ya, ma, da;

	ub_date_civil(birth, &yb, &mb, &db);
	ub_date_civil(at, &ya, &ma, &da);
	return ya - yb - (ma < mb || (ma == mb && da < db));
}
