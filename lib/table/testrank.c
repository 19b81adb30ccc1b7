/* testrank.c - tests of ranks; testdata.h. */
#include <math.h>
#include <stdlib.h>

#include "dist.h"
#include "testdata.h"

/* As in R: fewer than this in a group, without ties, are counted out. */
enum { EXACT_MAX = 50 };

/* --- counting out ---------------------------------------------------------- */

/* The part of all choices with a sum of at most w, of the nw + 1 that there
 * are; by the smaller tail, which is the more exact. */
static double
two_sided(const double *ways, size_t nw, size_t w)
{
	double low = 0, high = 0, all = 0;

	for (size_t i = 0; i <= nw; i++) {
		all += ways[i];
		low += i <= w ? ways[i] : 0;
		high += i >= w ? ways[i] : 0;
	}
	return fmin(1, 2 * fmin(low, high) / all);
}

/* In how many ways a sum comes about: the coefficients of the product of
 * (1 - q^(n + i)) / (1 - q^i) for i to m, those of Mann and Whitney's U. */
static double
exact_u(size_t m, size_t n, size_t u)
{
	size_t nw = m * n;
	double *ways = ub_xcalloc(nw + 1, sizeof(*ways)), p;

	ways[0] = 1;
	for (size_t i = 1; i <= m; i++) {
		for (size_t w = nw + 1; w-- > n + i;)
			ways[w] -= ways[w - n - i];
		for (size_t w = i; w <= nw; w++)
			ways[w] += ways[w - i];
	}
	p = two_sided(ways, nw, u);
	free(ways);
	return p;
}

/* The same for signed ranks: the product of 1 + q^i. */
static double
exact_v(size_t n, size_t v)
{
	size_t nw = n * (n + 1) / 2;
	double *ways = ub_xcalloc(nw + 1, sizeof(*ways)), p;

	ways[0] = 1;
	for (size_t i = 1; i <= n; i++)
		for (size_t w = nw + 1; w-- > i;)
			ways[w] += ways[w - i];
	p = two_sided(ways, nw, v);
	free(ways);
	return p;
}

/* By the normal distribution; away is how far the sum is from its mean. */
static double
normal_p(double away, double sigma, bool corrected)
{
	double far = fabs(away) - (corrected && away != 0 ? 0.5 : 0);
	double above = ub_dist_normal_above(far / sigma);

	return fmin(1, 2 * fmin(above, 1 - above));
}

/* --- two groups ------------------------------------------------------------- */

/* Values in order with how often they stand in each group. */
struct ranked {
	double n[2];
};

static struct ranked *
rank_groups(const struct ub_test_data *t)
{
	struct ranked *k = ub_xcalloc((size_t)t->nval[0] + 1, sizeof(*k));

	for (size_t i = 0; i < t->nobs; i++)
		k[t->obs[i].i[0]].n[t->obs[i].i[1]] += (double)t->obs[i].n;
	return k;
}

const char *
ub_test_mannwhitney(const struct ub_test_data *t, struct ub_test_result *r)
{
	double n[2] = { 0 }, before = 0, sum = 0, ties = 0, all = (double)t->n;
	double var;
	struct ranked *k;

	if (t->nval[1] > 2)
		return UB_TEST_GROUPS;
	k = rank_groups(t);
	for (size_t i = 0; i < t->nval[0]; i++) {
		double same = k[i].n[0] + k[i].n[1];

		sum += k[i].n[0] * (before + (same + 1) / 2);
		ties += same * (same * same - 1);
		before += same;
		n[0] += k[i].n[0];
		n[1] += k[i].n[1];
	}
	free(k);
	r->least = (uint64_t)(n[1] > 0 && n[1] < n[0] ? n[1] : n[0]);
	if (n[0] == 0 || n[1] == 0) {
		r->why = 'u';
		return NULL;
	}
	r->stat = sum - n[0] * (n[0] + 1) / 2;
	r->effect = 2 * r->stat / (n[0] * n[1]) - 1;
	if (t->method == UB_METHOD_AUTO && ties == 0 && n[0] < EXACT_MAX &&
	    n[1] < EXACT_MAX) {
		r->p = exact_u((size_t)n[0], (size_t)n[1], (size_t)r->stat);
		return NULL;
	}
	var = n[0] * n[1] / 12 * (all + 1 - ties / (all * (all - 1)));
	if (var > 0)
		r->p = normal_p(r->stat - n[0] * n[1] / 2, sqrt(var),
		    t->method != UB_METHOD_PLAIN);
	return NULL;
}

/* --- pairs --------------------------------------------------------------- */

/* A difference without its sign. */
struct step {
	struct ub_i128 size;
	double up, down; /* pairs with it */
};

static int
by_size(const void *a, const void *b)
{
	const struct step *x = a, *y = b;

	return ub_i128_cmp(x->size, y->size);
}

/* The differences that are not 0, in order of size; *n of them. */
static struct step *
steps_of(const struct ub_test_data *t, size_t *n)
{
	struct step *s = ub_xcalloc(t->nobs + 1, sizeof(*s));
	size_t len = 0;

	for (size_t i = 0; i < t->nobs; i++) {
		const struct ub_obs *o = &t->obs[i];
		struct ub_i128 d;
		int sign;

		(void)ub_i128_sub(o->v[0], o->v[1], &d);
		if ((sign = ub_i128_sign(d)) == 0)
			continue;
		s[len].size = d;
		if (sign < 0)
			(void)ub_i128_neg(d, &s[len].size);
		*(sign < 0 ? &s[len].down : &s[len].up) = (double)o->n;
		len++;
	}
	if (len > 0)
		qsort(s, len, sizeof(*s), by_size);
	*n = 0;
	for (size_t i = 0; i < len; i++) {
		if (*n > 0 && by_size(&s[*n - 1], &s[i]) == 0) {
			s[*n - 1].up += s[i].up;
			s[*n - 1].down += s[i].down;
		} else {
			s[(*n)++] = s[i];
		}
	}
	return s;
}

const char *
ub_test_wilcoxon(const struct ub_test_data *t, struct ub_test_result *r)
{
	double before = 0, up = 0, ties = 0, all, var;
	size_t len;
	struct step *s = steps_of(t, &len);

	for (size_t i = 0; i < len; i++) {
		double same = s[i].up + s[i].down;

		up += s[i].up * (before + (same + 1) / 2);
		ties += same * (same * same - 1);
		before += same;
	}
	free(s);
	r->least = t->n;
	if (before == 0)
		return NULL;
	all = before * (before + 1) / 2;
	r->stat = up;
	r->effect = (2 * up - all) / all;
	if (t->method == UB_METHOD_AUTO && ties == 0 &&
	    before == (double)t->n && before < EXACT_MAX) {
		r->p = exact_v((size_t)before, (size_t)up);
		return NULL;
	}
	var = all * (2 * before + 1) / 12 - ties / 48;
	if (var > 0)
		r->p = normal_p(
		    up - all / 2, sqrt(var), t->method != UB_METHOD_PLAIN);
	return NULL;
}
