/* feasible.c - see feasible.h. */
#include "feasible.h"

static int64_t
ceil_div(int64_t a, int64_t b)
{
	return a >= 0 ? (a + b - 1) / b : -(-a / b);
}

bool
ub_percent_range(struct ub_percent p, int64_t n, int64_t *least, int64_t *most)
{
	int64_t unit = p.mean ? 2 : 200;
	int i;

	for (i = 0; i < p.digits; i++)
		unit *= 10;
	if (p.units < 0 || p.units > (p.mean ? UB_MEAN_UNITS : unit / 2))
		return false;
	*least = ceil_div((2 * p.units - 1) * n, unit);
	*most = ceil_div((2 * p.units + 1) * n, unit) - 1;
	if (*least < 0)
		*least = 0;
	if (*most > n && !p.mean)
		*most = n;
	return *least <= *most;
}

bool
ub_percents_fit(const struct ub_percent *p, size_t m, int64_t n, bool parts)
{
	int64_t least, most, low = 0, high = 0;
	size_t i;

	for (i = 0; i < m; i++) {
		if (!ub_percent_range(p[i], n, &least, &most))
			return false;
		low += least;
		high += most;
	}
	return !parts || (low <= n && n <= high);
}
