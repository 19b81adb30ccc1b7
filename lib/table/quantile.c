/* quantile.c - sample quantiles, in integers; quantile.h. */
#include "quantile.h"

bool
ub_quantile_def_parse(struct ub_slice s, struct ub_quantile_def *d)
{
	static const struct {
		const char *name;
		struct ub_quantile_def def;
	} named[] = { { "sas1", { 4, false } }, { "sas2", { 3, false } },
		{ "sas3", { 1, false } }, { "sas4", { 6, false } },
		{ "sas5", { 2, false } }, { "spss", { 6, false } },
		{ "excel-inc", { 7, false } }, { "excel-exc", { 6, true } } };

	if (s.len == 1 && s.s[0] >= '1' && s.s[0] <= '9') {
		*d = (struct ub_quantile_def){ s.s[0] - '0', false };
		return true;
	}
	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++) {
		if (ub_slice_is(s, named[i].name)) {
			*d = named[i].def;
			return true;
		}
	}
	return false;
}

/* All places are counted in parts of 24 * 10^9, so that no definition's
 * thirds and eighths are rounded. */
enum { FINE = 24 };
#define WHOLE (FINE * UB_NANO)

/* What a definition adds to n * p: m of Hyndman and Fan. */
static int64_t
shift_of(int type, int64_t p)
{
	switch (type) {
	case 3:
		return -WHOLE / 2;
	case 5:
		return WHOLE / 2;
	case 6:
		return FINE * p;
	case 7:
		return WHOLE - FINE * p;
	case 8:
		return (FINE / 3) * (p + UB_NANO);
	case 9:
		return (FINE / 4) * p + (FINE / 8) * 3 * UB_NANO;
	default:
		return 0;
	}
}

/* n * p + m = *k + *part / WHOLE, as *k can be -1 for type 3. */
static void
place(uint64_t n, int64_t p, int64_t shift, int64_t *k, int64_t *part)
{
	uint64_t nano = (uint64_t)UB_NANO, up = (uint64_t)p;
	uint64_t rest = n % nano * up; /* below 10^18 */

	*k = (int64_t)(n / nano * up + rest / nano);
	*part = (int64_t)(rest % nano) * FINE + shift;
	while (*part < 0) {
		*part += WHOLE;
		(*k)--;
	}
	while (*part >= WHOLE) {
		*part -= WHOLE;
		(*k)++;
	}
}

/* The part of the way that a definition goes: the first three do not go
 * between two values but for the halfway of type 2. */
static int64_t
way(int type, int64_t k, int64_t part)
{
	switch (type) {
	case 1:
		return part == 0 ? 0 : WHOLE;
	case 2:
		return part == 0 ? WHOLE / 2 : WHOLE;
	case 3:
		return part == 0 && k % 2 == 0 ? 0 : WHOLE;
	default:
		return part;
	}
}

static struct ub_i128
value_at(const struct ub_tally *t, uint32_t cell, uint64_t n, int64_t k)
{
	uint64_t at = k < 1 ? 1 : (uint64_t)k;

	return ub_tally_value(t, cell, at > n ? n : at);
}

bool
ub_quantile_of(const struct ub_tally *t, uint32_t cell, uint64_t n,
    int64_t p_nano, struct ub_quantile_def d, struct ub_quantile *q)
{
	int64_t k, part;

	place(n, p_nano, shift_of(d.type, p_nano), &k, &part);
	if (d.exc &&
	    (k < 1 || (uint64_t)k > n || ((uint64_t)k == n && part > 0)))
		return false;
	part = way(d.type, k, part);
	if (part == WHOLE) {
		k++;
		part = 0;
	}
	q->lower = value_at(t, cell, n, k);
	q->upper = part == 0 ? q->lower : value_at(t, cell, n, k + 1);
	q->part = part;
	q->whole = WHOLE;
	return true;
}

/* v * m, m >= 0 and below 2^35, v below 10^27: fits. */
static struct ub_i128
times(struct ub_i128 v, int64_t m)
{
	struct ub_i256 w = ub_i256_mul(v, ub_i128_of(m));
	struct ub_i128 r = { w.w[0], (int64_t)w.w[1] };

	return r;
}

void
ub_quantile_ratio(
    const struct ub_quantile *q, struct ub_i128 *num, struct ub_i128 *den)
{
	*den = ub_i128_of(q->whole);
	(void)ub_i128_add(
	    times(q->lower, q->whole - q->part), times(q->upper, q->part), num);
}
