#include "num.h"

#include <string.h>

#include "wide.h"

static const uint64_t pow10[] = { 1, 10, 100, 1000, 10000, 100000, 1000000,
	10000000, 100000000, 1000000000 };

/* 10^27 */
static const struct ub_u128 dec_end = { UINT64_C(0x9fd0803ce8000000),
	UINT64_C(0x33b2e3c) };

/* --- 128 bits ------------------------------------------------------------ */

struct ub_i128
ub_i128_of(int64_t v)
{
	struct ub_i128 r = { (uint64_t)v, v < 0 ? -1 : 0 };
	return r;
}

bool
ub_i128_add(struct ub_i128 a, struct ub_i128 b, struct ub_i128 *sum)
{
	uint64_t lo = a.lo + b.lo;
	int64_t hi = (int64_t)((uint64_t)a.hi + (uint64_t)b.hi + (lo < a.lo));

	sum->lo = lo;
	sum->hi = hi;
	return ((a.hi ^ hi) & (b.hi ^ hi)) >= 0;
}

bool
ub_i128_sub(struct ub_i128 a, struct ub_i128 b, struct ub_i128 *diff)
{
	int64_t hi = (int64_t)((uint64_t)a.hi - (uint64_t)b.hi - (a.lo < b.lo));
	bool ok = ((a.hi ^ b.hi) & (a.hi ^ hi)) >= 0;

	diff->lo = a.lo - b.lo;
	diff->hi = hi;
	return ok;
}

static struct ub_i128
signed128(struct ub_u128 a, bool neg)
{
	struct ub_i128 r = { a.lo, (int64_t)a.hi };

	if (neg) {
		r.lo = ~r.lo + 1;
		r.hi = (int64_t)(~a.hi + (r.lo == 0));
	}
	return r;
}

struct ub_i128
ub_i128_mul64(int64_t a, int64_t b)
{
	uint64_t ua = a < 0 ? ~(uint64_t)a + 1 : (uint64_t)a;
	uint64_t ub = b < 0 ? ~(uint64_t)b + 1 : (uint64_t)b;

	return signed128(ub_mul64(ua, ub), (a < 0) != (b < 0));
}

int
ub_i128_cmp(struct ub_i128 a, struct ub_i128 b)
{
	if (a.hi != b.hi)
		return a.hi < b.hi ? -1 : 1;
	return (a.lo > b.lo) - (a.lo < b.lo);
}

bool
ub_i128_neg(struct ub_i128 a, struct ub_i128 *r)
{
	return ub_i128_sub(ub_i128_of(0), a, r);
}

int
ub_i128_sign(struct ub_i128 a)
{
	return a.hi < 0 ? -1 : (a.hi != 0 || a.lo != 0);
}

/* --- 256 bits ------------------------------------------------------------ */

static void
negate256(struct ub_i256 *a)
{
	uint64_t carry = 1;

	for (int i = 0; i < 4; i++) {
		a->w[i] = ~a->w[i] + carry;
		carry = carry != 0 && a->w[i] == 0;
	}
}

/* a[i] += v, and the carry upwards. */
static void
add_at(struct ub_i256 *a, int i, uint64_t v)
{
	while (i < 4 && v != 0) {
		a->w[i] += v;
		v = a->w[i++] < v;
	}
}

struct ub_i256
ub_i256_mul(struct ub_i128 a, struct ub_i128 b)
{
	struct ub_u128 ua = ub_u128_abs(a), ub = ub_u128_abs(b);
	struct ub_u128 p = ub_mul64(ua.lo, ub.lo);
	struct ub_i256 r = { { p.lo, p.hi, 0, 0 } };

	if ((ua.hi | ub.hi) != 0) {
		p = ub_mul64(ua.hi, ub.hi);
		r.w[2] = p.lo;
		r.w[3] = p.hi;
		p = ub_mul64(ua.hi, ub.lo);
		add_at(&r, 1, p.lo);
		add_at(&r, 2, p.hi);
		p = ub_mul64(ua.lo, ub.hi);
		add_at(&r, 1, p.lo);
		add_at(&r, 2, p.hi);
	}
	if ((a.hi < 0) != (b.hi < 0))
		negate256(&r);
	return r;
}

bool
ub_i256_add(struct ub_i256 a, struct ub_i256 b, struct ub_i256 *sum)
{
	uint64_t carry = 0, top;

	for (int i = 0; i < 4; i++) {
		uint64_t w = a.w[i] + carry;

		carry = w < carry;
		sum->w[i] = w + b.w[i];
		carry += sum->w[i] < w;
	}
	top = (a.w[3] ^ sum->w[3]) & (b.w[3] ^ sum->w[3]);
	return top >> 63 == 0;
}

bool
ub_i256_sub(struct ub_i256 a, struct ub_i256 b, struct ub_i256 *diff)
{
	uint64_t borrow = 0, top;

	for (int i = 0; i < 4; i++) {
		uint64_t w = a.w[i] - borrow;

		borrow = w > a.w[i];
		diff->w[i] = w - b.w[i];
		borrow += diff->w[i] > w;
	}
	top = (a.w[3] ^ b.w[3]) & (a.w[3] ^ diff->w[3]);
	return top >> 63 == 0;
}

bool
ub_i256_scale(struct ub_i256 x, uint64_t m, struct ub_i256 *r)
{
	bool neg = x.w[3] >> 63;
	uint64_t carry = 0;

	if (neg)
		negate256(&x);
	for (int i = 0; i < 4; i++) {
		struct ub_u128 p = ub_mul64(x.w[i], m);

		r->w[i] = p.lo + carry;
		carry = p.hi + (r->w[i] < p.lo);
	}
	if (carry != 0 || r->w[3] >> 63 != 0)
		return false;
	if (neg)
		negate256(r);
	return true;
}

int
ub_i256_sign(struct ub_i256 a)
{
	if (a.w[3] >> 63 != 0)
		return -1;
	return (a.w[0] | a.w[1] | a.w[2] | a.w[3]) != 0;
}

/* --- texts --------------------------------------------------------------- */

/* n digits, at most 19: they fit. */
static inline bool
digits(const char *s, size_t n, uint64_t *v)
{
	uint64_t u = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned d = (unsigned)(unsigned char)s[i] - '0';

		if (d > 9)
			return false;
		u = u * 10 + d;
	}
	*v = u;
	return true;
}

bool
ub_int_parse(const char *s, size_t len, int64_t *v)
{
	bool neg = len > 0 && s[0] == '-';
	uint64_t u;

	s += neg;
	len -= neg;
	if (len == 0 || len > 19 || !digits(s, len, &u))
		return false;
	if (s[0] == '0' && (len > 1 || neg))
		return false;
	if (u > (uint64_t)INT64_MAX + neg)
		return false;
	*v = (int64_t)(neg ? ~u + 1 : u);
	return true;
}

/* len: what follows the minus.  The point comes after at most 18 digits. */
bool
ub_dec_parse(const char *s, size_t len, struct ub_i128 *nano)
{
	bool neg = len > 0 && s[0] == '-';
	uint64_t whole = 0, frac = 0;
	struct ub_u128 r;
	size_t i, nfrac;

	s += neg;
	len -= neg;
	for (i = 0; i < len && s[i] != '.'; i++) {
		unsigned d = (unsigned)(unsigned char)s[i] - '0';

		if (d > 9 || i == 18)
			return false;
		whole = whole * 10 + d;
	}
	if (i == 0 || (s[0] == '0' && i > 1))
		return false;
	if (i < len) {
		nfrac = len - i - 1;
		if (nfrac - 1 > 8 || s[len - 1] == '0' ||
		    !digits(s + i + 1, nfrac, &frac))
			return false;
		frac *= pow10[9 - nfrac];
	}
	if (neg && (whole | frac) == 0)
		return false;
	r = ub_mul64(whole, UB_NANO);
	r.lo += frac;
	r.hi += r.lo < frac;
	*nano = signed128(r, neg);
	return true;
}

char *
ub_digits_before(char *end, uint64_t v)
{
	static const char two[] = "0001020304050607080910111213141516171819"
				  "2021222324252627282930313233343536373839"
				  "4041424344454647484950515253545556575859"
				  "6061626364656667686970717273747576777879"
				  "8081828384858687888990919293949596979899";

	for (; v >= 100; v /= 100) {
		end -= 2;
		memcpy(end, two + 2 * (v % 100), 2);
	}
	if (v < 10) {
		*--end = (char)('0' + v);
		return end;
	}
	end -= 2;
	memcpy(end, two + 2 * v, 2);
	return end;
}

static size_t
put_uint(char *dst, uint64_t v)
{
	char digits[20], *end = digits + sizeof(digits);
	char *p = ub_digits_before(end, v);

	memcpy(dst, p, (size_t)(end - p));
	return (size_t)(end - p);
}

size_t
ub_int_print(char *dst, int64_t v)
{
	if (v >= 0)
		return put_uint(dst, (uint64_t)v);
	*dst = '-';
	return 1 + put_uint(dst + 1, ~(uint64_t)v + 1);
}

/* u / 10^n with exactly n decimals; the quotient fits 64 bits. */
static size_t
put_fixed(char *dst, struct ub_u128 u, int n, bool neg)
{
	uint64_t frac;
	struct ub_u128 whole = ub_div64(u, pow10[n], &frac);
	size_t len = 0;

	if (neg && (u.lo | u.hi) != 0)
		dst[len++] = '-';
	len += put_uint(dst + len, whole.lo);
	if (n > 0)
		dst[len++] = '.';
	for (int i = n; i-- > 0; frac /= 10)
		dst[len + (size_t)i] = (char)('0' + frac % 10);
	return len + (size_t)n;
}

size_t
ub_dec_print(char *dst, struct ub_i128 nano)
{
	size_t len = put_fixed(dst, ub_u128_abs(nano), 9, nano.hi < 0);

	while (dst[len - 1] == '0')
		len--;
	return dst[len - 1] == '.' ? len - 1 : len;
}

/* --- decimals ------------------------------------------------------------ */

bool
ub_dec_of_int(int64_t v, struct ub_i128 *nano)
{
	*nano = ub_i128_mul64(v, UB_NANO);
	return ub_dec_fits(*nano);
}

bool
ub_dec_fits(struct ub_i128 nano)
{
	return ub_u128_cmp(ub_u128_abs(nano), dec_end) < 0;
}

static bool
finish(struct ub_u128 u, bool neg, struct ub_i128 *r)
{
	*r = signed128(u, neg);
	return ub_u128_cmp(u, dec_end) < 0;
}

static bool
increment(struct ub_u128 *u)
{
	u->hi += ++u->lo == 0;
	return (u->lo | u->hi) != 0;
}

/* a / d, half away from zero; false when it has more than 128 bits. */
static bool
div_round(const struct ub_wide *a, const struct ub_wide *d, struct ub_u128 *q)
{
	struct ub_wide rem, wq = ub_wide_div(a, d, &rem);
	struct ub_wide twice = rem, none;

	if (!ub_wide_u128(&wq, q))
		return false;
	ub_wide_shl(&twice, 1);
	wq = ub_wide_div(&twice, d, &none);
	return wq.w[0] == 0 || increment(q);
}

/* The same with 64 bits below the line, where 2 * rem may not fit. */
static struct ub_u128
div64_round(struct ub_u128 a, uint64_t d)
{
	uint64_t rem;
	struct ub_u128 q = ub_div64(a, d, &rem);

	if (rem >= d - rem)
		(void)increment(&q); /* from 2^128 - 1 only when d is 1 */
	return q;
}

bool
ub_dec_mul(struct ub_i128 a, struct ub_i128 b, struct ub_i128 *r)
{
	struct ub_u128 ua = ub_u128_abs(a), ub = ub_u128_abs(b), q;
	bool neg = (a.hi < 0) != (b.hi < 0);
	struct ub_u128 nano = { UB_NANO, 0 };
	struct ub_wide w, d;

	if ((ua.hi | ub.hi) == 0)
		return finish(
		    div64_round(ub_mul64(ua.lo, ub.lo), UB_NANO), neg, r);
	w = ub_wide_of256(ub_i256_mul(a, b));
	d = ub_wide_of(nano);
	return div_round(&w, &d, &q) && finish(q, neg, r);
}

bool
ub_dec_div(struct ub_i128 a, struct ub_i128 b, struct ub_i128 *r)
{
	struct ub_u128 ua = ub_u128_abs(a), ub = ub_u128_abs(b), q;
	bool neg = (a.hi < 0) != (b.hi < 0);
	struct ub_wide w, d;

	if ((ua.hi | ub.hi) == 0)
		return finish(
		    div64_round(ub_mul64(ua.lo, UB_NANO), ub.lo), neg, r);
	w = ub_wide_of(ua);
	ub_wide_scale(&w, (uint32_t)UB_NANO);
	d = ub_wide_of(ub);
	return div_round(&w, &d, &q) && finish(q, neg, r);
}

/* u * m; the callers' products are below 2^128. */
static struct ub_u128
scale128(struct ub_u128 u, uint64_t m)
{
	struct ub_u128 r = ub_mul64(u.lo, m);

	r.hi += u.hi * m;
	return r;
}

bool
ub_dec_round(struct ub_i128 a, int ndigit, struct ub_i128 *r)
{
	uint64_t unit = pow10[9 - ndigit];
	struct ub_u128 q = div64_round(ub_u128_abs(a), unit);

	return finish(scale128(q, unit), a.hi < 0, r);
}

/* The whole part of |a|, one more when up and there is a fraction. */
static struct ub_i128
whole_part(struct ub_i128 a, bool up)
{
	uint64_t rem;
	struct ub_u128 q = ub_div64(ub_u128_abs(a), UB_NANO, &rem);

	if (up && rem != 0)
		(void)increment(&q);
	return signed128(scale128(q, UB_NANO), a.hi < 0);
}

struct ub_i128
ub_dec_floor(struct ub_i128 a)
{
	return whole_part(a, a.hi < 0);
}

struct ub_i128
ub_dec_ceil(struct ub_i128 a)
{
	return whole_part(a, a.hi >= 0);
}

/* w / d times scale; 0 when it does not fit. */
static size_t
ratio_print(char *dst, struct ub_wide w, const struct ub_wide *d, bool neg,
    unsigned scale, int ndigit)
{
	struct ub_u128 end =
	    ub_mul64(UINT64_C(1000000000000000000), pow10[ndigit]);
	struct ub_u128 q;

	if (ub_wide_bits(d) == 0)
		return 0;
	ub_wide_scale(&w, scale);
	ub_wide_scale(&w, (uint32_t)pow10[ndigit]);
	if (!div_round(&w, d, &q) || ub_u128_cmp(q, end) >= 0)
		return 0;
	return put_fixed(dst, q, ndigit, neg);
}

size_t
ub_ratio_print(
    char *dst, struct ub_i128 a, struct ub_i128 b, unsigned scale, int ndigit)
{
	struct ub_wide d = ub_wide_of(ub_u128_abs(b));

	return ratio_print(dst, ub_wide_of(ub_u128_abs(a)), &d,
	    (a.hi < 0) != (b.hi < 0), scale, ndigit);
}

size_t
ub_ratio256_print(
    char *dst, struct ub_i256 a, struct ub_i256 b, unsigned scale, int ndigit)
{
	struct ub_wide d = ub_wide_of256(b);

	return ratio_print(dst, ub_wide_of256(a), &d,
	    (ub_i256_sign(a) < 0) != (ub_i256_sign(b) < 0), scale, ndigit);
}
