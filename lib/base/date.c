#include "date.h"

#include <endian.h>
#include <string.h>

/* Days from 0000-03-01 to 1970-01-01.  Counting years from March puts the
 * leap day last, so that the months before it have fixed places. */
#define MARCH0 719468

static bool
leap(unsigned year)
{
	/* A multiple of 100 is one of 25; of 400, then, one of 16. */
	return (year & (year % 25 == 0 ? 15 : 3)) == 0;
}

static unsigned
month_len(unsigned year, unsigned month)
{
	static const unsigned char len[16] = { 0, 31, 28, 31, 30, 31, 30, 31,
		31, 30, 31, 30, 31 };

	return len[month & 15] + (unsigned)((month == 2) & leap(year));
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

/* All ten bytes at once.  x holds "YYYY-MM-" with the form 0000-00- taken
 * away: then a digit is at most 9 and a hyphen 0, and adding 0x76 or 0x7f
 * sets the top bit of any byte that is more. */
bool
ub_date_parse(const char *s, size_t len, int32_t *day)
{
	uint64_t x, over;
	uint32_t pairs;
	unsigned y, m, d, tens, ones;
	bool ok;

	if (len != UB_DATE_LEN)
		return false;
	memcpy(&x, s, 8);
	x = le64toh(x) ^ UINT64_C(0x2d30302d30303030);
	tens = (unsigned)(unsigned char)s[8] - '0';
	ones = (unsigned)(unsigned char)s[9] - '0';
	pairs = (uint32_t)x * 10 + ((uint32_t)x >> 8);
	y = (pairs & 0xff) * 100 + (pairs >> 16 & 0xff);
	m = (unsigned)(x >> 40 & 15) * 10 + (unsigned)(x >> 48 & 15);
	d = tens * 10 + ones;
	over = ((x + UINT64_C(0x7f76767f76767676)) | x) &
	       UINT64_C(0x8080808080808080);
	ok = (over == 0) & (tens <= 9) & (ones <= 9) & (y != 0) &
	     (m - 1 <= 11) & (d - 1 < month_len(y, m));
	if (ok)
		*day = days_of(y, m, d);
	return ok;
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
