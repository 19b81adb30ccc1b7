/* num.c - exact numbers against independent ways to the same answer. */
#include "lib/base/num.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "check.h"
#include "lib/base/wide.h"

/* SplitMix64: the same numbers at every run. */
static uint64_t seed = 1;

static uint64_t
rnd(void)
{
	uint64_t z = seed += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

/* Of any length, and often all ones or zeros at an end. */
static uint64_t
odd(void)
{
	uint64_t v = rnd() >> rnd() % 64;

	switch (rnd() % 8) {
	case 0:
		return ~v;
	case 1:
		return UINT64_C(1) << rnd() % 64;
	case 2:
		return (UINT64_C(1) << rnd() % 64) - 1;
	default:
		return v;
	}
}

static struct ub_i128
i128(int64_t hi, uint64_t lo)
{
	struct ub_i128 r = { lo, hi };
	return r;
}

static struct ub_i128
dec(const char *s)
{
	struct ub_i128 r = { 0, 0 };

	if (!ub_dec_parse(s, strlen(s), &r)) {
		fprintf(stderr, "%s\n", s);
		CHECK(!"dec");
	}
	return r;
}

static bool
prints(struct ub_i128 nano, const char *want)
{
	char s[UB_DEC_MAX + 1];
	size_t n = ub_dec_print(s, nano);

	s[n] = '\0';
	if (strcmp(s, want) == 0)
		return true;
	fprintf(stderr, "%s, not %s\n", s, want);
	return false;
}

static void
integers(void)
{
	static const struct {
		const char *s;
		int64_t v;
	} good[] = { { "0", 0 }, { "7", 7 }, { "-7", -7 }, { "10", 10 },
		{ "123456789012345678", 123456789012345678 },
		{ "999999999999999999", 999999999999999999 },
		{ "9223372036854775807", INT64_MAX },
		{ "-9223372036854775808", INT64_MIN },
		{ "-9223372036854775807", -INT64_MAX } };
	static const char *const bad[] = { "", "-", "+1", "01", "-0", "00",
		"-01", " 1", "1 ", "1.0", "1e3", "0x1", "1,0", "--1", "1-",
		"9223372036854775808", "-9223372036854775809",
		"18446744073709551616", "99999999999999999999",
		"10000000000000000000", "\xb2", "1\xb2", ".5", "1/", "1:" };
	int64_t v;
	char s[UB_INT_MAX + 1];

	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		size_t n = strlen(good[i].s);

		CHECK(ub_int_parse(good[i].s, n, &v) && v == good[i].v);
		CHECK(ub_int_print(s, good[i].v) == n);
		CHECK(memcmp(s, good[i].s, n) == 0);
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (ub_int_parse(bad[i], strlen(bad[i]), &v)) {
			fprintf(stderr, "accepted: %s\n", bad[i]);
			CHECK(!"bad int");
		}
	for (int i = 0; i < 100000; i++) {
		int64_t r = (int64_t)odd();
		size_t n = ub_int_print(s, r);

		CHECK(ub_int_parse(s, n, &v) && v == r);
	}
}

static void
decimals(void)
{
	static const char *const good[] = { "0", "1", "-1", "0.5", "-0.5",
		"12500.5", "0.000000001", "-0.000000001", "1.000000001",
		"999999999999999999", "-999999999999999999",
		"999999999999999999.999999999", "-999999999999999999.999999999",
		"100", "10.01", "18446744073.709551616",
		"18446744073.709551615" };
	static const char *const bad[] = { "", "-", ".", "-.", "0.", ".5",
		"-.5", "1.", "1.0", "0.10", "0.0", "-0", "-0.0", "00", "01",
		"01.5", "-01", "+1", "1e3", "1,5", "1.2.3", "1..2", " 1", "1 ",
		"1.5 ", "1.-5", "--1", "0.0000000001", "1.1234567891",
		"1000000000000000000", "1000000000000000000.5", "1.5\xb2",
		"\xb2", "1/5", "1.5/", "inf", "nan", "0x1" };
	struct ub_i128 v;
	char s[UB_DEC_MAX + 1];

	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		CHECK(prints(dec(good[i]), good[i]));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (ub_dec_parse(bad[i], strlen(bad[i]), &v)) {
			fprintf(stderr, "accepted: %s\n", bad[i]);
			CHECK(!"bad dec");
		}
	for (int i = 0; i < 100000; i++) {
		struct ub_i128 r =
		    ub_i128_mul64((int64_t)odd(), (int64_t)(rnd() >> 37));
		size_t n;

		if (!ub_dec_fits(r))
			continue;
		n = ub_dec_print(s, r);
		CHECK(n <= UB_DEC_MAX && ub_dec_parse(s, n, &v));
		CHECK(ub_i128_cmp(v, r) == 0);
	}
	CHECK(ub_dec_of_int(999999999999999999, &v));
	CHECK(prints(v, "999999999999999999"));
	CHECK(!ub_dec_of_int(1000000000000000000, &v));
	CHECK(!ub_dec_of_int(INT64_MIN, &v));
	CHECK(ub_dec_of_int(-12, &v) && prints(v, "-12"));
}

static void
arithmetic(void)
{
	static const struct {
		char op;
		const char *a, *b, *want; /* want NULL: does not fit */
	} t[] = {
		{ '*', "1.5", "2", "3" },
		{ '*', "-1.5", "0.1", "-0.15" },
		{ '*', "0.000000001", "0.5", "0.000000001" },
		{ '*', "-0.000000001", "0.5", "-0.000000001" },
		{ '*', "0.000000001", "0.499999999", "0" },
		{ '*', "-0.000000001", "0.4", "0" },
		{ '*', "999999999999999999", "1", "999999999999999999" },
		{ '*', "999999999999999999", "1.000000001",
		    "1000000000999999998.999999999" },
		{ '*', "999999999999999999.999999999", "0.000000001",
		    "1000000000" },
		{ '*', "1000000000", "1000000000", NULL },
		{ '*', "999999999", "1000000000", "999999999000000000" },
		{ '*', "123456789012.123456789", "0.000001",
		    "123456.789012123" },
		{ '/', "1", "3", "0.333333333" },
		{ '/', "2", "3", "0.666666667" },
		{ '/', "-2", "3", "-0.666666667" },
		{ '/', "2", "-3", "-0.666666667" },
		{ '/', "0.000000001", "2", "0.000000001" },
		{ '/', "-0.000000001", "2", "-0.000000001" },
		{ '/', "-0.000000001", "3", "0" },
		{ '/', "999999999999999999", "0.5", NULL },
		{ '/', "499999999999999999.5", "0.5", "999999999999999999" },
		{ '/', "999999999999999999.999999999",
		    "999999999999999999.999999999", "1" },
		{ '/', "1", "999999999999999999.999999999", "0" },
		{ '/', "999999999999999999.999999999", "0.000000001", NULL },
		{ '/', "0", "-5", "0" },
		/* twice the remainder has more than 64 bits */
		{ '/', "18", "18446744073.709551615", "0.000000001" },
	};
	struct ub_i128 r;

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		struct ub_i128 a = dec(t[i].a), b = dec(t[i].b);
		bool ok = t[i].op == '*' ? ub_dec_mul(a, b, &r)
					 : ub_dec_div(a, b, &r);

		if (t[i].want == NULL ||
		    strlen(t[i].want) > strlen("999999999999999999.999999999"))
			CHECK(!ok);
		else
			CHECK(ok && prints(r, t[i].want));
	}
}

static void
rounding(void)
{
	static const struct {
		const char *a;
		int digits;
		const char *round, *floor, *ceil;
	} t[] = {
		{ "2.5", 0, "3", "2", "3" },
		{ "-2.5", 0, "-3", "-3", "-2" },
		{ "2.499999999", 0, "2", "2", "3" },
		{ "0.4", 0, "0", "0", "1" },
		{ "-0.4", 0, "0", "-1", "0" },
		{ "1.005", 2, "1.01", "1", "2" },
		{ "-1.005", 2, "-1.01", "-2", "-1" },
		{ "1.123456789", 9, "1.123456789", "1", "2" },
		{ "7", 3, "7", "7", "7" },
		{ "-7", 0, "-7", "-7", "-7" },
		{ "999999999999999998.5", 0, "999999999999999999",
		    "999999999999999998", "999999999999999999" },
	};
	struct ub_i128 r;

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		struct ub_i128 a = dec(t[i].a);

		CHECK(ub_dec_round(a, t[i].digits, &r));
		CHECK(prints(r, t[i].round));
		CHECK(prints(ub_dec_floor(a), t[i].floor));
		CHECK(prints(ub_dec_ceil(a), t[i].ceil));
	}
	CHECK(!ub_dec_round(dec("999999999999999999.5"), 0, &r));
	CHECK(ub_dec_round(dec("999999999999999999.4"), 0, &r));
}

static void
words(void)
{
	const struct ub_i128 max = i128(INT64_MAX, UINT64_MAX);
	const struct ub_i128 min = i128(INT64_MIN, 0);
	struct ub_i128 r, one = ub_i128_of(1);

	CHECK(!ub_i128_add(max, one, &r));
	CHECK(!ub_i128_sub(min, one, &r));
	CHECK(!ub_i128_neg(min, &r));
	CHECK(ub_i128_neg(max, &r) && ub_i128_sub(r, one, &r));
	CHECK(ub_i128_cmp(r, min) == 0);
	CHECK(ub_i128_add(max, min, &r) && ub_i128_cmp(r, ub_i128_of(-1)) == 0);
	CHECK(!ub_i128_sub(ub_i128_of(0), min, &r));
	CHECK(ub_i128_sub(ub_i128_of(-1), min, &r) && ub_i128_cmp(r, max) == 0);
	CHECK(ub_i128_cmp(min, max) < 0 && ub_i128_cmp(max, min) > 0);
	CHECK(ub_i128_cmp(i128(0, 1), i128(0, UINT64_MAX)) < 0);
	CHECK(ub_i128_sign(min) == -1 && ub_i128_sign(max) == 1);
	CHECK(ub_i128_sign(i128(0, 0)) == 0 && ub_i128_sign(one) == 1);
	r = ub_i128_mul64(INT64_MIN, INT64_MIN);
	CHECK(r.hi == INT64_C(1) << 62 && r.lo == 0);
	r = ub_i128_mul64(INT64_MIN, 1);
	CHECK(ub_i128_cmp(r, ub_i128_of(INT64_MIN)) == 0);
	r = ub_i128_mul64(-3, 5);
	CHECK(ub_i128_cmp(r, ub_i128_of(-15)) == 0);
}

static bool
same256(struct ub_i256 a, struct ub_i256 b)
{
	return memcmp(a.w, b.w, sizeof a.w) == 0;
}

static struct ub_i256
i256(int64_t v)
{
	return ub_i256_mul(ub_i128_of(v), ub_i128_of(1));
}

/* (a + b)^2 = a^2 + 2ab + b^2, and back again; the limits. */
static void
squares(void)
{
	struct ub_i256 s, t,
	    top = { { UINT64_MAX, UINT64_MAX, UINT64_MAX, INT64_MAX } };
	struct ub_i256 bottom = { { 0, 0, 0, UINT64_C(1) << 63 } };

	for (int i = 0; i < 100000; i++) {
		struct ub_i128 a = i128((int64_t)odd() / 4, odd());
		struct ub_i128 b = i128((int64_t)odd() / 4, odd()), sum;

		CHECK(ub_i128_add(a, b, &sum));
		CHECK(ub_i256_scale(ub_i256_mul(a, b), 2, &s));
		CHECK(ub_i256_add(s, ub_i256_mul(a, a), &s));
		CHECK(ub_i256_add(s, ub_i256_mul(b, b), &s));
		t = ub_i256_mul(sum, sum);
		CHECK(same256(s, t));
		CHECK(ub_i256_sub(s, t, &s) && ub_i256_sign(s) == 0);
		/* A product by m is by its half, twice, and the odd one. */
		uint64_t m = odd();
		t = ub_i256_mul(a, i128(b.hi >> 32, b.lo));
		if (!ub_i256_scale(t, m, &s))
			continue;
		struct ub_i256 half, rest;
		CHECK(ub_i256_scale(t, m >> 1, &half));
		CHECK(ub_i256_scale(t, m & 1, &rest));
		CHECK(ub_i256_add(half, half, &half));
		CHECK(ub_i256_add(half, rest, &half) && same256(s, half));
	}
	CHECK(!ub_i256_add(top, i256(1), &s));
	CHECK(ub_i256_add(top, i256(-1), &s) && ub_i256_sign(s) == 1);
	CHECK(!ub_i256_sub(bottom, i256(1), &s));
	CHECK(!ub_i256_add(bottom, i256(-1), &s));
	CHECK(ub_i256_sub(bottom, bottom, &s) && ub_i256_sign(s) == 0);
	CHECK(!ub_i256_scale(top, 2, &s));
	CHECK(ub_i256_scale(i256(-7), 3, &s) && same256(s, i256(-21)));
	CHECK(ub_i256_scale(top, 0, &s) && ub_i256_sign(s) == 0);
	CHECK(ub_i256_sign(bottom) == -1 && ub_i256_sign(top) == 1);
}

/* The compiler's 128 bits and ours; the quotient multiplied back. */
static void
twins(void)
{
	for (int i = 0; i < 500000; i++) {
		uint64_t a = odd(), b = odd(), d = odd(), r1, r2;
		struct ub_u128 n = { a, b }, p = ub_mul64(a, b);
		struct ub_u128 q = ub_mul64_plain(a, b);

		CHECK(ub_u128_cmp(p, q) == 0);
		if (d == 0)
			continue;
		p = ub_div64(n, d, &r1);
		q = ub_div64_plain(n, d, &r2);
		CHECK(ub_u128_cmp(p, q) == 0 && r1 == r2 && r1 < d);
		q = ub_mul64(p.lo, d);
		q.hi += p.hi * d;
		q.lo += r1;
		q.hi += q.lo < r1;
		CHECK(ub_u128_cmp(q, n) == 0);
	}
}

static void
fill(struct ub_wide *w, int limbs)
{
	memset(w, 0, sizeof *w);
	for (int i = 0; i < limbs; i++)
		w->w[i] =
		    rnd() % 4 == 0 ? (uint32_t) - (rnd() % 2) : (uint32_t)odd();
}

/* a = q * d + rem with rem < d, by schoolbook arithmetic. */
static void
division(void)
{
	for (int k = 0; k < 300000; k++) {
		struct ub_wide a, d, q, rem, back;
		uint64_t carry;
		int cmp = 0;

		fill(&a, (int)(rnd() % (UB_WIDE + 1)));
		fill(&d, (int)(rnd() % UB_WIDE) + 1);
		if (ub_wide_bits(&d) == 0)
			d.w[0] = 1;
		q = ub_wide_div(&a, &d, &rem);
		back = rem;
		for (int i = 0; i < UB_WIDE; i++) {
			carry = 0;
			for (int j = 0; i + j < UB_WIDE; j++) {
				carry +=
				    (uint64_t)q.w[i] * d.w[j] + back.w[i + j];
				back.w[i + j] = (uint32_t)carry;
				carry >>= 32;
			}
		}
		for (int i = UB_WIDE - 1; i >= 0 && cmp == 0; i--)
			cmp = (rem.w[i] > d.w[i]) - (rem.w[i] < d.w[i]);
		CHECK(memcmp(&back, &a, sizeof a) == 0 && cmp < 0);
	}
}

/* Per cent with k <= n <= 200: the integer part of (200 k + n) / 2n is k/n
 * in per cent, half up; with one decimal, of (2000 k + n) / 2n. */
static void
percent(void)
{
	char got[UB_DEC_MAX + 1], want[32];

	for (int n = 1; n <= 200; n++)
		for (int k = 0; k <= n; k++) {
			int p = (200 * k + n) / (2 * n);
			int t = (2000 * k + n) / (2 * n);
			struct ub_i128 a = ub_i128_of(k), b = ub_i128_of(n);

			got[ub_ratio_print(got, a, b, 100, 0)] = '\0';
			snprintf(want, sizeof want, "%d", p);
			CHECK(strcmp(got, want) == 0);
			got[ub_ratio_print(got, a, b, 100, 1)] = '\0';
			snprintf(want, sizeof want, "%d.%d", t / 10, t % 10);
			CHECK(strcmp(got, want) == 0);
		}
}

static void
quotients(void)
{
	static const struct {
		int64_t a, b;
		unsigned scale;
		int digits;
		const char *want;
	} t[] = {
		{ 57, 200, 100, 0, "29" },
		{ 1, 3, 1, 9, "0.333333333" },
		{ -1, 2, 1, 0, "-1" },
		{ 1, -2, 1, 0, "-1" },
		{ -1, 3, 1, 0, "0" },
		{ -1, 300, 1, 2, "0.00" },
		{ -5, 1000, 1, 2, "-0.01" },
		{ 10, 4, 1, 1, "2.5" },
		{ 10, 4, 1, 0, "3" },
		{ 999999999999999999, 1, 1, 9, "999999999999999999.000000000" },
		{ 1000000000000000000, 1, 1, 0, "" },
		{ INT64_MAX, 1, 100, 0, "" },
		{ INT64_MAX, INT64_MAX, 100, 1, "100.0" },
		{ 1, 0, 1, 0, "" },
	};
	char got[UB_DEC_MAX + 1];

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		size_t n = ub_ratio_print(got, ub_i128_of(t[i].a),
		    ub_i128_of(t[i].b), t[i].scale, t[i].digits);

		got[n] = '\0';
		if (strcmp(got, t[i].want) != 0)
			fprintf(stderr, "%s, not %s\n", got, t[i].want);
		CHECK(strcmp(got, t[i].want) == 0);
	}
	got[ub_ratio_print(
	    got, i128(INT64_MIN, 0), i128(INT64_MIN, 1), UINT32_MAX, 9)] = '\0';
	CHECK(strcmp(got, "4294967295.000000000") == 0);
	CHECK(ub_ratio_print(
		  got, i128(INT64_MAX, 0), ub_i128_of(1), UINT32_MAX, 9) == 0);
}

/* v is the nearest double to n/d if |v - n/d| is at most half a step: checked
 * with v = m * 2^e, so that 2|m d 2^e - n| <= d 2^e, equality with m even. */
static bool
is_nearest(double v, uint64_t n, uint64_t d)
{
	int e;
	uint64_t m = (uint64_t)ldexp(frexp(v, &e), 53);
	struct ub_u128 a = { n, 0 }, b = ub_mul64(m, d), diff, step = { d, 0 };
	struct ub_wide wa = ub_wide_of(a), wb = ub_wide_of(b), ws;

	e -= 53;
	ws = ub_wide_of(step);
	if (e < 0) {
		ub_wide_shl(&wa, (unsigned)-e);
	} else {
		ub_wide_shl(&wb, (unsigned)e);
		ub_wide_shl(&ws, (unsigned)e);
	}
	if (!ub_wide_u128(&wa, &a) || !ub_wide_u128(&wb, &b) ||
	    !ub_wide_u128(&ws, &step))
		return true; /* too long for this check */
	if (ub_u128_cmp(a, b) < 0) {
		struct ub_u128 swap = a;

		a = b;
		b = swap;
	}
	diff.lo = a.lo - b.lo;
	diff.hi = a.hi - b.hi - (a.lo < b.lo);
	if (diff.hi >> 63 != 0)
		return false;
	diff.hi = diff.hi << 1 | diff.lo >> 63;
	diff.lo <<= 1;
	if (ub_u128_cmp(diff, step) == 0)
		return (m & 1) == 0;
	return ub_u128_cmp(diff, step) < 0;
}

static void
reals(void)
{
	/* Ties to even, and just beside them: 2^53 + 1 over powers of 2. */
	const int64_t big = (INT64_C(1) << 53) + 1;

	for (int i = 0; i < 300000; i++) {
		uint64_t n = odd(), d = odd();
		struct ub_i256 n2 = { { n, 0, 0, 0 } }, d2 = { { d, 0, 0, 0 } };
		double v;

		if (n == 0 || d == 0)
			continue;
		v = ub_real_ratio(i128(0, n), i128(0, d));
		CHECK(is_nearest(v, n, d));
		CHECK(ub_real_ratio256(n2, d2) == v);
		if (((n | d) >> 53) == 0)
			CHECK(v == (double)n / (double)d);
		CHECK(ub_i256_scale(n2, n, &n2) && ub_i256_scale(d2, d, &d2));
		if (n >> 63 == 0 && d >> 63 == 0)
			CHECK(ub_real_sqrt_ratio(n2, d2) == v);
	}
	CHECK(ub_real_ratio(ub_i128_of(big), ub_i128_of(1)) == 0x1p53);
	CHECK(ub_real_ratio(ub_i128_of(big + 2), ub_i128_of(1)) == 0x1p53 + 4);
	CHECK(ub_real_ratio(ub_i128_of(-big), ub_i128_of(4)) == -0x1p51);
	CHECK(ub_real_ratio(i128(1 << 20, 1), i128(0, UINT64_C(1) << 31)) ==
	      0x1p53);
	CHECK(ub_real_ratio(ub_i128_of(0), ub_i128_of(7)) == 0);
	CHECK(ub_real_ratio(i128(INT64_MIN, 0), ub_i128_of(1)) == -0x1p127);
	CHECK(ub_real_ratio(ub_i128_of(1), i128(INT64_MAX, UINT64_MAX)) ==
	      0x1p-127);
}

/* sqrt() of a double is correctly rounded by IEEE 754. */
static void
roots(void)
{
	struct ub_i256 top = { { UINT64_MAX, UINT64_MAX, UINT64_MAX,
	    INT64_MAX } };

	for (int i = 0; i < 20000; i++) {
		uint64_t n = odd() >> 11, shift = rnd() % 400;
		struct ub_i256 num = { { n, 0, 0, 0 } }, den = i256(1), *x;
		double v = (double)n;

		x = shift % 2 == 0 ? &num : &den;
		v = ldexp(v, x == &num ? (int)(shift / 2) : -(int)(shift / 2));
		for (uint64_t k = shift / 2; k > 0; k--)
			if (!ub_i256_scale(*x, 2, x))
				break;
		if (ub_real_ratio256(num, den) != v)
			continue; /* did not fit 256 bits */
		CHECK(ub_real_sqrt_ratio(num, den) == sqrt(v));
	}
	/* Halfway between two doubles, and the last bit just above it. */
	struct ub_i128 half = ub_i128_of((INT64_C(1) << 55) - 6);
	struct ub_i256 sq = ub_i256_mul(half, half);
	CHECK(ub_real_sqrt_ratio(sq, i256(1)) == 0x1p55 - 8);
	CHECK(ub_i256_scale(sq, UINT64_C(1) << 40, &sq));
	CHECK(ub_i256_add(sq, i256(1), &sq));
	CHECK(ub_real_sqrt_ratio(sq, i256(INT64_C(1) << 40)) == 0x1p55 - 4);
	CHECK(ub_real_sqrt_ratio(i256(0), i256(3)) == 0);
	CHECK(ub_real_sqrt_ratio(i256(1), i256(4)) == 0.5);
	CHECK(ub_real_sqrt_ratio(i256(2), i256(1)) == 0x1.6a09e667f3bcdp+0);
	CHECK(ub_real_sqrt_ratio(i256(1), i256(3)) == 0x1.279a74590331cp-1);
	CHECK(ub_real_sqrt_ratio(top, i256(1)) == sqrt(0x1p255));
	CHECK(ub_real_sqrt_ratio(i256(1), top) == sqrt(0x1p-255));
	CHECK(ub_real_sqrt_ratio(top, top) == 1);
}

/* Digits of a text, without zeros before the first or after the last other. */
static int
digits(const char *s, size_t len)
{
	int n = 0, zeros = 0;

	for (size_t i = 0; i < len; i++) {
		if (s[i] == '.' || (s[i] == '0' && n == 0))
			continue;
		if (s[i] == '0') {
			zeros++;
			continue;
		}
		n += zeros + 1;
		zeros = 0;
	}
	return n;
}

/* Significant digits that read back equal, as few as there are. */
static int
fewest(double x)
{
	char text[40];

	for (int p = 1; p < 17; p++) {
		snprintf(text, sizeof text, "%.*e", p - 1, x);
		if (strtod(text, NULL) == x)
			return x == 0 ? 0 : p;
	}
	return 17;
}

/* Are the digits of s those of the shortest %e that reads back equal? */
static bool
as_the_library(const char *s, size_t n, double x)
{
	char e[40], want[40] = "", have[UB_REAL_MAX + 1] = "";
	size_t w = 0, h = 0;

	for (int p = 0; p < DBL_DECIMAL_DIG; p++) {
		snprintf(e, sizeof e, "%.*e", p, x);
		if (strtod(e, NULL) == x)
			break;
	}
	for (const char *c = e; *c != 'e'; c++)
		if (*c != '.')
			want[w++] = *c;
	for (size_t i = 0; i < n; i++)
		if (s[i] != '.' && (h > 0 || s[i] != '0'))
			have[h++] = s[i];
	while (w > 0 && want[w - 1] == '0')
		w--;
	while (h > 0 && have[h - 1] == '0')
		h--;
	return w == h && memcmp(want, have, w) == 0;
}

static void
real_texts(void)
{
	static const struct {
		double v;
		const char *s;
	} t[] = { { 0, "0" }, { -0.0, "0" }, { 0.1, "0.1" }, { 1, "1" },
		{ -1.5, "-1.5" }, { 1e15, "1000000000000000" },
		{ 1e22, "10000000000000000000000" },
		{ 123456789.125, "123456789.125" }, { 1e-7, "0.0000001" },
		{ 1.0 / 3, "0.3333333333333333" },
		{ 2.0 / 3, "0.6666666666666666" },
		{ 0.1 + 0.2, "0.30000000000000004" }, { 38.0 / 40, "0.95" },
		{ 100, "100" } };
	static const char *const bad[] = { "", "-", ".", "1.", ".5", "1e5",
		"1.5e3", "inf", "nan", "0x1", " 1", "1 ", "+1", "1,5", "1.2.3",
		"--1", "1-", "-.5", "1.5-" };
	char s[UB_REAL_MAX + 1], huge[400];
	double v;

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		s[ub_real_print(s, t[i].v)] = '\0';
		if (strcmp(s, t[i].s) != 0)
			fprintf(stderr, "%s, not %s\n", s, t[i].s);
		CHECK(strcmp(s, t[i].s) == 0);
		CHECK(ub_real_parse(s, strlen(s), &v) && v == t[i].v);
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		CHECK(!ub_real_parse(bad[i], strlen(bad[i]), &v));
	memset(huge, '9', sizeof huge);
	CHECK(!ub_real_parse(huge, 310, &v));
	CHECK(!ub_real_parse(huge, sizeof huge, &v));
	for (int i = 0; i < 100000; i++) {
		uint64_t bits = rnd();
		double x;

		memcpy(&x, &bits, sizeof x);
		if (!isfinite(x))
			continue;
		size_t n = ub_real_print(s, x);
		CHECK(n <= UB_REAL_MAX);
		CHECK(ub_real_parse(s, n, &v) && v == x);
	}
	for (int i = 0; i < 20000; i++) {
		static const double unit[] = { 1, 10, 1000, 1e9, 1e15, 1e-3 };
		double x = (double)(rnd() % 1000000) /
			   (double)(1 + rnd() % 40) / unit[i % 6];

		size_t n = ub_real_print(s, x);
		CHECK(ub_real_parse(s, n, &v) && v == x);
		CHECK(digits(s, n) == fewest(x));
	}
	for (int i = 0; i < 20000; i++) {
		/* 53 random bits or a quotient, in all places from 10^-6 on */
		double x = i % 2 ? (double)(rnd() >> 11)
				 : (double)(rnd() % 100000000) /
				       (double)(1 + rnd() % 1000);

		x = ldexp(x, -(int)(rnd() % 72));
		CHECK(as_the_library(s, ub_real_print(s, x), x));
	}
	/* the smallest of all is one digit, the 324th decimal */
	CHECK(ub_real_print(s, DBL_TRUE_MIN) == 326 && s[325] == '5');
	CHECK(ub_real_print(s, -DBL_MAX) <= UB_REAL_MAX);
	CHECK(ub_real_print(s, -DBL_TRUE_MIN) <= UB_REAL_MAX);
	CHECK(ub_real_print(s, -DBL_MIN) <= UB_REAL_MAX);
}

int
main(void)
{
	integers();
	decimals();
	arithmetic();
	rounding();
	words();
	squares();
	twins();
	division();
	percent();
	quotients();
	reals();
	roots();
	real_texts();
	CHECK_END;
}
