/* interval.c - see interval.h. */
#include "interval.h"

#include <math.h>

#include "dist.h"

struct ub_interval
ub_interval_wilson(uint64_t k, uint64_t n, double level)
{
	double z = ub_dist_normal_value(1 - (1 - level) / 2);
	double m = (double)n, p = (double)k / m, zz = z * z / m;
	double middle = (p + zz / 2) / (1 + zz);
	double half = z * sqrt(p * (1 - p) / m + zz / (4 * m)) / (1 + zz);
	struct ub_interval i = { middle - half, middle + half };

	/* where they are exact, without what rounding leaves of them */
	if (k == 0)
		i.low = 0;
	if (k == n)
		i.high = 1;
	return i;
}

struct ub_interval
ub_interval_exact(uint64_t k, uint64_t n, double level)
{
	double tail = (1 - level) / 2, a = (double)k, b = (double)(n - k);
	struct ub_interval i = { 0, 1 };

	if (k > 0)
		i.low = ub_dist_beta_below(tail, a, b + 1);
	if (k < n)
		i.high = ub_dist_beta_above(tail, a + 1, b);
	return i;
}

struct ub_interval
ub_interval_mean(double mean, double sd, uint64_t n, double level)
{
	double t = ub_dist_t_value((1 - level) / 2, (double)(n - 1));
	double half = t * sd / sqrt((double)n);
	struct ub_interval i = { mean - half, mean + half };

	return i;
}
