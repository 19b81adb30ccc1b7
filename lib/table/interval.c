/* interval.c - see interval.h. */
#include "interval.h"

#include <math.h>

#include "dist.h"

/* By p and n; z is the normal's value, or what stands for it. */
static struct ub_interval
wilson(double p, double n, double z)
{
	double zz = z * z / n;
	double middle = (p + zz / 2) / (1 + zz);
	double half = z * sqrt(p * (1 - p) / n + zz / (4 * n)) / (1 + zz);
	struct ub_interval i = { middle - half, middle + half };

	/* where they are exact, without what rounding leaves of them */
	if (p <= 0)
		i.low = 0;
	if (p >= 1)
		i.high = 1;
	return i;
}

/* k is that many of n, left the rest. */
static struct ub_interval
exact(double k, double left, double level)
{
	double tail = (1 - level) / 2;
	struct ub_interval i = { 0, 1 };

	if (k > 0)
		i.low = ub_dist_beta_below(tail, k, left + 1);
	if (left > 0)
		i.high = ub_dist_beta_above(tail, k + 1, left);
	return i;
}

struct ub_interval
ub_interval_wilson(uint64_t k, uint64_t n, double level)
{
	return wilson((double)k / (double)n, (double)n,
	    ub_dist_normal_value(1 - (1 - level) / 2));
}

struct ub_interval
ub_interval_exact(uint64_t k, uint64_t n, double level)
{
	return exact((double)k, (double)(n - k), level);
}

struct ub_interval
ub_interval_effective(
    double p, double n, double level, double df, bool is_exact)
{
	struct ub_interval point = { p, p };

	if (isinf(n))
		return point;
	if (is_exact)
		return exact(p * n, (1 - p) * n, level);
	return wilson(p, n,
	    df > 0 ? ub_dist_t_value((1 - level) / 2, df)
		   : ub_dist_normal_value(1 - (1 - level) / 2));
}

struct ub_interval
ub_interval_t(double mean, double error, double df, double level)
{
	double half = ub_dist_t_value((1 - level) / 2, df) * error;
	struct ub_interval i = { mean - half, mean + half };

	return i;
}
