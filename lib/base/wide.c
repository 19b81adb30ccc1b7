#include "wide.h"

#include <string.h>

struct ub_wide
ub_wide_of(struct ub_u128 a)
{
	struct ub_wide r = { { (uint32_t)a.lo, (uint32_t)(a.lo >> 32),
	    (uint32_t)a.hi, (uint32_t)(a.hi >> 32) } };

	return r;
}

struct ub_wide
ub_wide_of256(struct ub_i256 a)
{
	struct ub_wide r = { { 0 } };
	bool neg = a.w[3] >> 63;
	uint64_t carry = neg;

	for (int i = 0; i < 4; i++) {
		uint64_t w = (neg ? ~a.w[i] : a.w[i]) + carry;

		carry = carry != 0 && w == 0;
		r.w[2 * i] = (uint32_t)w;
		r.w[2 * i + 1] = (uint32_t)(w >> 32);
	}
	return r;
}

static unsigned
bits32(uint32_t w)
{
	unsigned n = 0;

	for (; w != 0; w >>= 1)
		n++;
	return n;
}

/* Limbs up to the last that is not zero. */
static int
limbs(const struct ub_wide *a)
{
	int n = UB_WIDE;

	while (n > 0 && a->w[n - 1] == 0)
		n--;
	return n;
}

unsigned
ub_wide_bits(const struct ub_wide *a)
{
	int n = limbs(a);

	return n == 0 ? 0 : (unsigned)(n - 1) * 32 + bits32(a->w[n - 1]);
}

void
ub_wide_shl(struct ub_wide *a, unsigned bits)
{
	int k = (int)(bits / 32);
	unsigned s = bits % 32;

	for (int i = UB_WIDE - 1; i >= 0; i--) {
		uint64_t hi = i - k >= 0 ? a->w[i - k] : 0;
		uint64_t lo = i - k >= 1 ? a->w[i - k - 1] : 0;

		a->w[i] = (uint32_t)((hi << 32 | lo) << s >> 32);
	}
}

void
ub_wide_scale(struct ub_wide *a, uint32_t m)
{
	uint64_t carry = 0;

	for (int i = 0; i < UB_WIDE; i++) {
		carry += (uint64_t)a->w[i] * m;
		a->w[i] = (uint32_t)carry;
		carry >>= 32;
	}
}

static struct ub_wide
div_limb(const struct ub_wide *a, uint32_t d, struct ub_wide *rem)
{
	struct ub_wide q;
	uint64_t r = 0;

	for (int i = UB_WIDE - 1; i >= 0; i--) {
		r = r << 32 | a->w[i];
		q.w[i] = (uint32_t)(r / d);
		r %= d;
	}
	*rem = (struct ub_wide){ { (uint32_t)r } };
	return q;
}

/* One digit of the quotient: u[j..j+n] -= q * v, with q lowered by one where
 * the estimate was too large (step D4 to D6). */
static uint32_t
subtract(uint32_t *u, const uint32_t *v, int n, uint64_t q)
{
	uint64_t carry = 0;
	int64_t t, borrow = 0;

	for (int i = 0; i < n; i++) {
		carry += q * v[i];
		t = (int64_t)u[i] - (int64_t)(uint32_t)carry + borrow;
		u[i] = (uint32_t)t;
		borrow = t < 0 ? -1 : 0;
		carry >>= 32;
	}
	t = (int64_t)u[n] - (int64_t)carry + borrow;
	u[n] = (uint32_t)t;
	if (t >= 0)
		return (uint32_t)q;
	carry = 0;
	for (int i = 0; i < n; i++) {
		carry += (uint64_t)u[i] + v[i];
		u[i] = (uint32_t)carry;
		carry >>= 32;
	}
	u[n] += (uint32_t)carry;
	return (uint32_t)(q - 1);
}

/* Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D. */
struct ub_wide
ub_wide_div(
    const struct ub_wide *a, const struct ub_wide *d, struct ub_wide *rem)
{
	uint32_t u[UB_WIDE + 1];
	struct ub_wide q = { { 0 } }, v = *d;
	int n = limbs(d), m = limbs(a);
	unsigned s;

	if (n == 1)
		return div_limb(a, d->w[0], rem);
	*rem = *a;
	if (m < n)
		return q;
	s = 32 - bits32(d->w[n - 1]);
	ub_wide_shl(&v, s);
	u[m] = (uint32_t)((uint64_t)a->w[m - 1] << s >> 32);
	ub_wide_shl(rem, s);
	memcpy(u, rem->w, (size_t)m * sizeof *u);
	for (int j = m - n; j >= 0; j--) {
		uint64_t top = (uint64_t)u[j + n] << 32 | u[j + n - 1];
		uint64_t e = top / v.w[n - 1], r = top % v.w[n - 1];

		while (
		    e >> 32 != 0 || e * v.w[n - 2] > (r << 32 | u[j + n - 2])) {
			e--;
			r += v.w[n - 1];
			if (r >> 32 != 0)
				break;
		}
		q.w[j] = subtract(u + j, v.w, n, e);
	}
	*rem = (struct ub_wide){ { 0 } };
	for (int i = 0; i < n; i++) {
		uint64_t two = (uint64_t)u[i + 1] << 32 | u[i];

		rem->w[i] = (uint32_t)(two >> s);
	}
	return q;
}

bool
ub_wide_u128(const struct ub_wide *a, struct ub_u128 *r)
{
	r->lo = (uint64_t)a->w[1] << 32 | a->w[0];
	r->hi = (uint64_t)a->w[3] << 32 | a->w[2];
	return limbs(a) <= 4;
}

struct ub_u128
ub_div64_plain(struct ub_u128 a, uint64_t d, uint64_t *rem)
{
	struct ub_u128 dd = { d, 0 }, q, r;
	struct ub_wide wa = ub_wide_of(a), wd = ub_wide_of(dd), wr;
	struct ub_wide wq = ub_wide_div(&wa, &wd, &wr);

	(void)ub_wide_u128(&wq, &q);
	(void)ub_wide_u128(&wr, &r);
	*rem = r.lo;
	return q;
}
