/*
 * wide.h - unsigned words wider than 64 bits, for num.c and real.c only.
 *
 * Where the compiler has a 128-bit type it is used; the _plain functions give
 * the same answer without it (tests/unit/num.c proves it).
 */
#ifndef UB_WIDE_H
#define UB_WIDE_H

#include "num.h"

struct ub_u128 {
	uint64_t lo, hi;
};

#ifdef __SIZEOF_INT128__
__extension__ typedef unsigned __int128 ub_native128;
#endif

static inline struct ub_u128
ub_mul64_plain(uint64_t a, uint64_t b)
{
	uint64_t a0 = (uint32_t)a, a1 = a >> 32;
	uint64_t b0 = (uint32_t)b, b1 = b >> 32;
	uint64_t low = a0 * b0;
	uint64_t mid = a1 * b0 + (low >> 32); /* cannot overflow */
	uint64_t mid2 = a0 * b1 + (uint32_t)mid;
	struct ub_u128 r = { mid2 << 32 | (uint32_t)low,
		a1 * b1 + (mid >> 32) + (mid2 >> 32) };

	return r;
}

static inline struct ub_u128
ub_mul64(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
	ub_native128 p = (ub_native128)a * b;
	struct ub_u128 r = { (uint64_t)p, (uint64_t)(p >> 64) };

	return r;
#else
	return ub_mul64_plain(a, b);
#endif
}

/* a / d, the remainder in *rem; d > 0. */
struct ub_u128 ub_div64_plain(struct ub_u128 a, uint64_t d, uint64_t *rem);

static inline struct ub_u128
ub_div64(struct ub_u128 a, uint64_t d, uint64_t *rem)
{
#ifdef __SIZEOF_INT128__
	uint64_t hi = a.hi / d;
	ub_native128 n = (ub_native128)(a.hi % d) << 64 | a.lo;
	struct ub_u128 q = { (uint64_t)(n / d), hi };

	*rem = a.lo - q.lo * d; /* modulo 2^64, and it is below d */
	return q;
#else
	return ub_div64_plain(a, d, rem);
#endif
}

/* |a|; 2^127 comes out right too. */
static inline struct ub_u128
ub_u128_abs(struct ub_i128 a)
{
	struct ub_u128 r = { a.lo, (uint64_t)a.hi };

	if (a.hi < 0) {
		r.lo = ~r.lo + 1;
		r.hi = ~r.hi + (r.lo == 0);
	}
	return r;
}

static inline int
ub_u128_cmp(struct ub_u128 a, struct ub_u128 b)
{
	if (a.hi != b.hi)
		return a.hi < b.hi ? -1 : 1;
	return (a.lo > b.lo) - (a.lo < b.lo);
}

/*
 * Unsigned numbers of UB_WIDE limbs of 32 bits, least significant first: the
 * largest that occurs is 2^255 shifted left by 112, for a square root.
 */
enum { UB_WIDE = 12 };
struct ub_wide {
	uint32_t w[UB_WIDE];
};

struct ub_wide ub_wide_of(struct ub_u128 a);
struct ub_wide ub_wide_of256(struct ub_i256 a); /* |a| */
unsigned ub_wide_bits(const struct ub_wide *a); /* 0 for 0 */
void ub_wide_shl(struct ub_wide *a, unsigned bits);
/* a times m, which must fit. */
void ub_wide_scale(struct ub_wide *a, uint32_t m);
/* a / d with the remainder in *rem; d > 0. */
struct ub_wide ub_wide_div(
    const struct ub_wide *a, const struct ub_wide *d, struct ub_wide *rem);
/* The low 128 bits; false when there are more. */
bool ub_wide_u128(const struct ub_wide *a, struct ub_u128 *r);

#endif
