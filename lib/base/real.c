/* real.c - the functions of num.h that give, print and read a double. */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wide.h"

/* Bits of a quotient that decide its rounding: 53, one more to see the half,
 * and one below it that says whether anything followed. */
enum { KEEP = 55 };

/* q * 2^exp, q of KEEP bits or a few more, its last bit set when anything
 * was cut off: rounded to nearest, ties to even. */
static double
nearest(uint64_t q, int exp)
{
	int drop = 0;
	uint64_t half, low;

	while (q >> drop >= UINT64_C(1) << DBL_MANT_DIG)
		drop++;
	if (drop == 0)
		return ldexp((double)q, exp);
	half = UINT64_C(1) << (drop - 1);
	low = q & ((half << 1) - 1);
	q >>= drop;
	if (low > half || (low == half && (q & 1) != 0))
		q++;
	return ldexp((double)q, exp + drop);
}

/* n / d with at least `want` bits: n or d is shifted.  *exp is what the
 * quotient must be scaled by, even when `even`. */
static struct ub_u128
quotient(struct ub_wide n, struct ub_wide d, int want, bool even, int *exp,
    bool *more)
{
	int shift = want + (int)ub_wide_bits(&d) - (int)ub_wide_bits(&n);
	struct ub_wide q, rem;
	struct ub_u128 r;

	if (even && shift % 2 != 0)
		shift++;
	if (shift > 0)
		ub_wide_shl(&n, (unsigned)shift);
	else
		ub_wide_shl(&d, (unsigned)-shift);
	q = ub_wide_div(&n, &d, &rem);
	*exp = -shift;
	*more = ub_wide_bits(&rem) != 0;
	(void)ub_wide_u128(&q, &r);
	return r;
}

static double
ratio(const struct ub_wide *n, const struct ub_wide *d, bool neg)
{
	struct ub_u128 q;
	double v;
	bool more;
	int exp;

	if (ub_wide_bits(n) == 0)
		return 0;
	q = quotient(*n, *d, KEEP, false, &exp, &more);
	v = nearest(q.lo | more, exp);
	return neg ? -v : v;
}

double
ub_real_ratio(struct ub_i128 num, struct ub_i128 den)
{
	struct ub_u128 un = ub_u128_abs(num), ud = ub_u128_abs(den);
	struct ub_wide n, d;

#if FLT_EVAL_METHOD == 0
	/* Both exact, so that one division rounds once. */
	if ((un.hi | ud.hi) == 0 && (un.lo | ud.lo) >> DBL_MANT_DIG == 0) {
		double v = (double)un.lo / (double)ud.lo;

		return num.hi < 0 ? -v : v;
	}
#endif
	n = ub_wide_of(un);
	d = ub_wide_of(ud);
	return ratio(&n, &d, num.hi < 0);
}

double
ub_real_ratio256(struct ub_i256 num, struct ub_i256 den)
{
	struct ub_wide n = ub_wide_of256(num), d = ub_wide_of256(den);

	return ratio(&n, &d, ub_i256_sign(num) < 0);
}

/* The whole part of the square root of u, which has at most 2 * KEEP + 2
 * bits, one bit at a time; *more: it was not a square. */
static uint64_t
root(struct ub_u128 u, bool *more)
{
	uint64_t r = 0;
	struct ub_u128 sq;

	for (uint64_t bit = UINT64_C(1) << KEEP; bit != 0; bit >>= 1) {
		sq = ub_mul64(r | bit, r | bit);
		if (ub_u128_cmp(sq, u) <= 0)
			r |= bit;
	}
	sq = ub_mul64(r, r);
	*more = ub_u128_cmp(sq, u) != 0;
	return r;
}

double
ub_real_sqrt_ratio(struct ub_i256 num, struct ub_i256 den)
{
	struct ub_wide n = ub_wide_of256(num), d = ub_wide_of256(den);
	struct ub_u128 q;
	bool more, more2;
	uint64_t r;
	int exp;

	if (ub_wide_bits(&n) == 0)
		return 0;
	/* The root of the whole part is the whole part of the root. */
	q = quotient(n, d, 2 * KEEP, true, &exp, &more);
	r = root(q, &more2);
	return nearest(r | more | more2, exp / 2);
}

/* The digits of v >= 0 in "d.ddde+dd" form, as few as read back equal. */
static int
shortest(char *tmp, size_t size, double v)
{
	int p = v < DBL_MIN ? 1 : DBL_DIG; /* subnormals have fewer */

	for (; p <= DBL_DECIMAL_DIG; p++) {
		(void)snprintf(tmp, size, "%.*e", p - 1, v);
		if (strtod(tmp, NULL) == v)
			break;
	}
	return p;
}

/* m with so many decimals; the length. */
static size_t
put_decimals(char *dst, uint64_t m, int places)
{
	char digits[40], *end = digits + sizeof(digits);
	char *p = ub_digits_before(end, m);
	size_t whole;

	while (end - p <= places)
		*--p = '0';
	whole = (size_t)(end - p - places);
	memcpy(dst, p, whole);
	if (places == 0)
		return whole;
	dst[whole] = '.';
	memcpy(dst + whole + 1, p + whole, (size_t)places);
	return whole + 1 + (size_t)places;
}

/* m without the zeros at its end that are decimals. */
static uint64_t
cut_zeros(uint64_t m, int *places)
{
	static const struct {
		uint64_t by;
		int n;
	} cut[] = { { 100000000, 8 }, { 10000, 4 }, { 100, 2 }, { 10, 1 } };

	for (size_t i = 0; i < sizeof(cut) / sizeof(*cut); i++)
		if (*places >= cut[i].n && m % cut[i].by == 0) {
			m /= cut[i].by;
			*places -= cut[i].n;
		}
	return m;
}

/*
 * Shares and means of few records mostly have few digits, and of at most
 * DBL_DIG digits only one text reads back equal: what a quotient of exact
 * numbers shows to do so is it.  The length of v >= 0, or 0.
 */
static size_t
few_digits(char *dst, double v)
{
	static const struct {
		double below, scale; /* their product is 10^DBL_DIG */
		int places;
	} part[] = { { 1, 1e15, 15 }, { 1e3, 1e12, 12 }, { 1e6, 1e9, 9 },
		{ 1e9, 1e6, 6 }, { 1e12, 1e3, 3 } };
	uint64_t m;
	size_t i;
	int places;

	if (v < 1e15 && (double)(uint64_t)v == v)
		return put_decimals(dst, (uint64_t)v, 0);
	for (i = 0; i < sizeof(part) / sizeof(*part); i++)
		if (v < part[i].below)
			break;
	if (i == sizeof(part) / sizeof(*part))
		return 0;
	m = (uint64_t)(v * part[i].scale + 0.5);
	if ((double)m / part[i].scale != v)
		return 0;
	places = part[i].places;
	m = cut_zeros(m, &places);
	return put_decimals(dst, m, places);
}

#ifdef __SIZEOF_INT128__
/*
 * v as a whole number of so many digits and `scale` decimals, if that reads back
 * equal, else 0.  v is m * 2^-down; m * 5^scale * 2^scale is it scaled, and
 * everything below is exact.  Ties and powers of two, whose neighbours are not
 * equally near, are left to the C library.
 */
#define TIE UINT64_MAX
static uint64_t
digits_of(uint64_t m, int down, int scale, uint64_t five, uint64_t least)
{
	ub_native128 x = (ub_native128)m * five, back, half;
	int shift = down - scale;
	uint64_t n;

	if (shift <= 0 || shift > 120)
		return 0;
	half = (ub_native128)1 << (shift - 1);
	if ((x & (2 * half - 1)) == half)
		return TIE;
	if ((x + half) >> shift >= (ub_native128)least * 10)
		return 0;
	n = (uint64_t)((x + half) >> shift);
	back = (ub_native128)n << shift;
	back = back > x ? back - x : x - back;
	return n >= least && 2 * back < five ? n : 0;
}

static size_t
put_shortest(char *dst, uint64_t n, int scale)
{
	for (; scale > 0 && n % 10 == 0; scale--)
		n /= 10;
	return put_decimals(dst, n, scale);
}

/* The text of v from 10^-5 to 10^15 that shortest() would give; its length, or
 * 0 for the rest. */
static size_t
by_integers(char *dst, double v)
{
	const uint64_t hidden = UINT64_C(1) << (DBL_MANT_DIG - 1);
	uint64_t least = UINT64_C(100000000000000), five = 1, m, n;
	double above = 1, below = 0.1;
	int exp, point = 0, scale;

	if (v < 1e-5 || v >= 1e15)
		return 0;
	for (; v >= above; point++)
		above *= 10;
	for (; v < below; point--) /* a wrong place gives no number */
		below /= 10;
	memcpy(&m, &v, sizeof(m)); /* IEEE 754 */
	exp = (int)(m >> (DBL_MANT_DIG - 1)) - 1022;
	m = (m & (hidden - 1)) | hidden;
	if (m == hidden)
		return 0;
	for (scale = 0; scale < DBL_DIG - point; scale++)
		five *= 5;
	for (int p = DBL_DIG; p <= DBL_DECIMAL_DIG; p++) {
		n = digits_of(m, DBL_MANT_DIG - exp, scale, five, least);
		if (n != 0)
			return n == TIE ? 0 : put_shortest(dst, n, scale);
		five *= 5;
		least *= 10;
		scale++;
	}
	return 0;
}
#endif

size_t
ub_real_print(char *dst, double v)
{
	char tmp[40], dig[DBL_DECIMAL_DIG + 1], *e;
	int n = 0, point;
	char *p = dst;
	size_t few;

	if (v < 0)
		*p++ = '-';
	if ((few = few_digits(p, fabs(v))) > 0)
		return (size_t)(p - dst) + few;
#ifdef __SIZEOF_INT128__
	if ((few = by_integers(p, fabs(v))) > 0)
		return (size_t)(p - dst) + few;
#endif
	(void)shortest(tmp, sizeof tmp, fabs(v));
	e = strchr(tmp, 'e');
	for (char *s = tmp; s < e; s++)
		if (*s != '.')
			dig[n++] = *s;
	while (n > 1 && dig[n - 1] == '0')
		n--;
	/* digits before the point */
	point = (int)strtol(e + 1, NULL, 10) + 1;
	if (point <= 0)
		*p++ = '0';
	for (int i = 0; i < point; i++)
		*p++ = i < n ? dig[i] : '0';
	if (point < n && v != 0)
		*p++ = '.';
	for (int i = point; i < 0; i++)
		*p++ = '0';
	for (int i = point < 0 ? 0 : point; i < n; i++)
		*p++ = dig[i];
	return (size_t)(p - dst);
}

/* Digits, and a point between digits; *frac counts those after it. */
static bool
plain(const char *s, size_t len, size_t *frac)
{
	size_t point = len;

	for (size_t i = 0; i < len; i++) {
		if (s[i] == '.' && point == len)
			point = i;
		else if (s[i] < '0' || s[i] > '9')
			return false;
	}
	*frac = point == len ? 0 : len - point - 1;
	return point > 0 && point + 1 != len;
}

bool
ub_real_parse(const char *s, size_t len, double *v)
{
	char tmp[UB_REAL_MAX + 1];
	size_t frac, neg = len > 0 && s[0] == '-';

	if (len - neg == 0 || len > UB_REAL_MAX ||
	    !plain(s + neg, len - neg, &frac))
		return false;
	memcpy(tmp, s, len);
	tmp[len] = '\0';
	*v = strtod(tmp, NULL);
	return isfinite(*v);
}

bool
ub_real_read(const char *s, size_t len, double *v)
{
	static const char may[] = "+-.0123456789Ee";
	char tmp[UB_REAL_MAX + 1], *end;

	if (len == 0 || len > UB_REAL_MAX || memchr(s, '\0', len) != NULL)
		return false;
	memcpy(tmp, s, len);
	tmp[len] = '\0';
	/* no blank, no word, no hexadecimal digits */
	if (strspn(tmp, may) != len)
		return false;
	*v = strtod(tmp, &end);
	return end == tmp + len && isfinite(*v);
}
