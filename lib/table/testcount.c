/* testcount.c - tests of counts; testdata.h. */
#include <math.h>
#include <stdlib.h>

#include "dist.h"
#include "interval.h"
#include "testdata.h"

enum { MAXWELL_MAX = 100 }; /* values of a Stuart-Maxwell test */

/* Below this an expected count is too small for a chi-square. */
#define EXPECTED_MIN 5

/* obs are different pairs: each is a cell. */
void
ub_test_find_least(const struct ub_test_data *t, struct ub_test_result *r)
{
	for (size_t i = 0; i < t->nobs; i++)
		if (r->least == 0 || t->obs[i].n < r->least)
			r->least = t->obs[i].n;
}

/* A table of counts with its sums. */
struct crossed {
	size_t nr, nc;
	double *n, *row, *col, total;
};

static const char *
cross(struct crossed *x, const struct ub_test_data *t, uint32_t third,
    struct ub_test_result *r)
{
	x->nr = t->nval[0];
	x->nc = t->nval[1];
	if (x->nr * x->nc > UB_TEST_TABLE)
		return UB_TEST_LARGE;
	x->n = ub_test_counts(t, third);
	x->row = ub_xcalloc(x->nr + 1, sizeof(*x->row));
	x->col = ub_xcalloc(x->nc + 1, sizeof(*x->col));
	x->total = 0;
	for (size_t i = 0; i < x->nr * x->nc; i++) {
		x->row[i / x->nc] += x->n[i];
		x->col[i % x->nc] += x->n[i];
		x->total += x->n[i];
	}
	ub_test_find_least(t, r);
	return NULL;
}

static void
cross_free(struct crossed *x)
{
	free(x->n);
	free(x->row);
	free(x->col);
}

static double
expected(const struct crossed *x, size_t i)
{
	return x->row[i / x->nc] * x->col[i % x->nc] / x->total;
}

/*
 * Pearson's chi-square, less a correction in each difference: Yates's, which
 * is never more than the difference itself, as in R.
 */
static double
pearson(const struct crossed *x, bool corrected)
{
	double sum = 0, less = corrected ? 0.5 : 0;

	for (size_t i = 0; corrected && i < x->nr * x->nc; i++)
		less = fmin(less, fabs(x->n[i] - expected(x, i)));
	for (size_t i = 0; i < x->nr * x->nc; i++) {
		double e = expected(x, i), d = fabs(x->n[i] - e) - less;

		sum += d * d / e;
	}
	return sum;
}

static bool
expects_few(const struct crossed *x)
{
	for (size_t i = 0; i < x->nr * x->nc; i++)
		if (expected(x, i) < EXPECTED_MIN)
			return true;
	return false;
}

void
ub_test_by_chisq(struct ub_test_result *r, double stat, double df)
{
	r->stat = stat;
	r->df = df;
	r->p = ub_dist_chisq_above(stat, df);
}

const char *
ub_test_chisq(const struct ub_test_data *t, struct ub_test_result *r)
{
	struct crossed x;
	const char *bad = cross(&x, t, 0, r);
	bool four;

	if (bad != NULL)
		return bad;
	if (x.nr < 2 || x.nc < 2) {
		r->why = 'u';
	} else {
		double least = (double)(x.nr < x.nc ? x.nr : x.nc) - 1;

		four = x.nr == 2 && x.nc == 2;
		ub_test_by_chisq(r,
		    pearson(&x, four && t->method != UB_METHOD_PLAIN),
		    (double)(x.nr - 1) * (double)(x.nc - 1));
		r->effect = sqrt(pearson(&x, false) / (x.total * least));
		r->small = expects_few(&x);
	}
	cross_free(&x);
	return NULL;
}

/* Newcombe's interval of a difference of shares, out of Wilson's of each. */
static void
newcombe(const struct crossed *x, double level, struct ub_test_result *r)
{
	struct ub_interval i[2];
	double p[2];

	for (int g = 0; g < 2; g++) {
		uint64_t k = (uint64_t)x->n[2 + g], n = (uint64_t)x->col[g];

		i[g] = ub_interval_wilson(k, n, level);
		p[g] = (double)k / (double)n;
	}
	r->low = r->diff - 100 * hypot(p[0] - i[0].low, i[1].high - p[1]);
	r->high = r->diff + 100 * hypot(i[0].high - p[0], p[1] - i[1].low);
}

const char *
ub_test_shares(const struct ub_test_data *t, struct ub_test_result *r)
{
	/* the condition may be all true or all false: still two rows */
	double n[4] = { 0 }, row[2] = { 0 }, col[2] = { 0 };
	struct crossed x = { 2, 2, n, row, col, 0 };

	if (t->nval[1] > 2)
		return UB_TEST_GROUPS;
	ub_test_find_least(t, r);
	for (size_t i = 0; i < t->nobs; i++) {
		const struct ub_obs *o = &t->obs[i];
		size_t truth = (size_t)o->v[0].lo;
		double times = (double)o->n;

		n[truth * 2 + o->i[1]] += times;
		row[truth] += times;
		col[o->i[1]] += times;
		x.total += times;
	}
	if (t->nval[1] < 2) {
		r->why = 'u';
		return NULL;
	}
	r->diff = 100 * (n[2] / col[0] - n[3] / col[1]);
	if (t->level > 0)
		newcombe(&x, t->level, r);
	if (row[0] == 0 || row[1] == 0)
		return NULL;
	ub_test_by_chisq(r, pearson(&x, t->method == UB_METHOD_CORRECTED), 1);
	r->small = expects_few(&x);
	return NULL;
}

void
ub_test_two(const uint64_t k[2], const uint64_t n[2], const double left[2],
    struct ub_test_result *r)
{
	double cell[4], row[2] = { 0 }, col[2] = { 0 };
	struct crossed x = { 2, 2, cell, row, col, 0 };
	double part;

	for (size_t i = 0; i < 4; i++) {
		cell[i] = (double)(i < 2 ? n[i] - k[i] : k[i - 2]);
		row[i / 2] += cell[i];
		col[i % 2] += cell[i];
		x.total += cell[i];
	}
	r->diff = 100 * (cell[2] / col[0] - cell[3] / col[1]);
	if (row[0] == 0 || row[1] == 0)
		return;
	/* the variance of a difference is that of both */
	part =
	    (left[0] / col[0] + left[1] / col[1]) / (1 / col[0] + 1 / col[1]);
	ub_test_by_chisq(r, pearson(&x, false) / part, 1);
	r->small = expects_few(&x);
}

/* --- pairs ---------------------------------------------------------------- */

/* Of two conditions: how many changed either way. */
static void
count_changes(const struct ub_test_data *t, double *b, double *c)
{
	*b = *c = 0;
	for (size_t i = 0; i < t->nobs; i++) {
		bool before = t->obs[i].v[0].lo != 0;
		bool after = t->obs[i].v[1].lo != 0;

		if (before && !after)
			*b += (double)t->obs[i].n;
		else if (!before && after)
			*c += (double)t->obs[i].n;
	}
}

const char *
ub_test_mcnemar(const struct ub_test_data *t, struct ub_test_result *r)
{
	double b, c, less;

	count_changes(t, &b, &c);
	ub_test_find_least(t, r);
	if (c > 0)
		r->effect = b / c;
	if (b + c == 0)
		return NULL;
	if (t->method == UB_METHOD_EXACT) {
		r->p = fmin(1, 2 * ub_dist_coin(fmin(b, c), b + c));
		return NULL;
	}
	less = t->method != UB_METHOD_PLAIN && b != c ? 1 : 0;
	ub_test_by_chisq(r, pow(fabs(b - c) - less, 2) / (b + c), 1);
	r->small = b + c < 2 * EXPECTED_MIN;
	return NULL;
}

const char *
ub_test_bowker(const struct ub_test_data *t, struct ub_test_result *r)
{
	struct crossed x;
	const char *bad = cross(&x, t, 0, r);
	double stat = 0, df = 0;

	if (bad != NULL)
		return bad;
	for (size_t i = 0; i < x.nr; i++) {
		for (size_t j = 0; j < i; j++) {
			double up = x.n[j * x.nc + i], down = x.n[i * x.nc + j];

			if (up + down == 0)
				continue; /* says nothing */
			stat += (up - down) * (up - down) / (up + down);
			df++;
			r->small |= up + down < 2 * EXPECTED_MIN;
		}
	}
	if (df > 0) {
		ub_test_by_chisq(r, stat, df);
		r->effect = sqrt(stat / x.total);
	}
	cross_free(&x);
	return NULL;
}

/* Solve a x = b, a being n by n, by elimination with the largest pivot: b
 * becomes x.  False when there is no one solution. */
static bool
solve(double *a, double *b, size_t n)
{
	for (size_t k = 0; k < n; k++) {
		size_t best = k;

		for (size_t i = k + 1; i < n; i++)
			if (fabs(a[i * n + k]) > fabs(a[best * n + k]))
				best = i;
		if (fabs(a[best * n + k]) < 1e-9)
			return false;
		for (size_t j = 0; j < n && best != k; j++) {
			double swap = a[k * n + j];

			a[k * n + j] = a[best * n + j];
			a[best * n + j] = swap;
		}
		if (best != k) {
			double swap = b[k];

			b[k] = b[best];
			b[best] = swap;
		}
		for (size_t i = k + 1; i < n; i++) {
			double f = a[i * n + k] / a[k * n + k];

			for (size_t j = k; j < n; j++)
				a[i * n + j] -= f * a[k * n + j];
			b[i] -= f * b[k];
		}
	}
	for (size_t k = n; k-- > 0;) {
		for (size_t j = k + 1; j < n; j++)
			b[k] -= a[k * n + j] * b[j];
		b[k] /= a[k * n + k];
	}
	return true;
}

/*
 * Which values count: of those that anybody moved between, however many steps
 * it takes, all but the first.  What the margins of one such set differ by says
 * nothing of another's, and of a value that nobody left there is nothing to
 * say.  Returns how many there are, in count.
 */
static size_t
find_movers(const struct crossed *x, size_t *count)
{
	size_t *set = ub_xcalloc(x->nr + 1, sizeof(*set)), n = 0;

	for (size_t i = 0; i < x->nr; i++)
		set[i] = i;
	for (size_t i = 0; i < x->nr; i++) {
		for (size_t j = 0; j < i; j++) {
			size_t from = set[i], to = set[j];

			if (x->n[i * x->nc + j] + x->n[j * x->nc + i] == 0 ||
			    from == to)
				continue;
			for (size_t k = 0; k <= i; k++)
				if (set[k] == from)
					set[k] = to;
		}
	}
	for (size_t i = 0; i < x->nr; i++) {
		bool first = true;

		for (size_t j = 0; j < i && first; j++)
			first = set[j] != set[i];
		if (!first)
			count[n++] = i;
	}
	free(set);
	return n;
}

/* d' V^-1 d of the differences between the margins, of n values that count. */
static double
stuart(const struct crossed *x, const size_t *count, size_t n)
{
	double *v = ub_xcalloc(n * n + 1, sizeof(*v));
	double *d = ub_xcalloc(n + 1, sizeof(*d));
	double stat = 0;

	for (size_t i = 0; i < n; i++) {
		size_t a = count[i];

		d[i] = x->row[a] - x->col[a];
		for (size_t j = 0; j < n; j++) {
			size_t b = count[j];

			v[i * n + j] =
			    a == b ? x->row[a] + x->col[a] -
					 2 * x->n[a * x->nc + a]
				   : -x->n[a * x->nc + b] - x->n[b * x->nc + a];
		}
	}
	if (!solve(v, d, n))
		stat = (double)NAN;
	for (size_t i = 0; i < n; i++)
		stat += d[i] * (x->row[count[i]] - x->col[count[i]]);
	free(v);
	free(d);
	return stat;
}

const char *
ub_test_maxwell(const struct ub_test_data *t, struct ub_test_result *r)
{
	size_t count[MAXWELL_MAX], n;
	struct crossed x;
	const char *bad;

	if (t->nval[0] > MAXWELL_MAX)
		return "more than 100 values";
	if ((bad = cross(&x, t, 0, r)) != NULL)
		return bad;
	n = find_movers(&x, count);
	if (n > 0) {
		ub_test_by_chisq(r, stuart(&x, count, n), (double)n);
		r->effect = sqrt(r->stat / x.total);
	}
	cross_free(&x);
	return NULL;
}

/* --- over years, and over strata ------------------------------------------ */

/* What lies between two values, in their unit. */
static double
beyond(const struct ub_test_data *t, int d, struct ub_i128 v, struct ub_i128 v0)
{
	struct ub_i128 step;

	(void)ub_i128_sub(v, v0, &step);
	return ub_real_ratio(step, ub_i128_of(t->unit[d]));
}

/* Cochran and Armitage's, with the values as scores. */
const char *
ub_test_trend(const struct ub_test_data *t, struct ub_test_result *r)
{
	double n = (double)t->n, k = 0, s = 0, ss = 0, sk = 0, part, spread;

	ub_test_find_least(t, r);
	if (t->nval[1] < UB_TEST_TREND_MIN) {
		r->why = 'l';
		return NULL;
	}
	for (size_t i = 0; i < t->nobs; i++) {
		const struct ub_obs *o = &t->obs[i];
		double times = (double)o->n;
		double at = beyond(t, 1, o->v[1], t->obs[0].v[1]);

		s += times * at;
		ss += times * at * at;
		if (o->v[0].lo != 0) {
			k += times;
			sk += times * at;
		}
	}
	part = n * sk - k * s;
	spread = n * ss - s * s;
	r->effect = 100 * part / spread;
	if (k == 0 || k == n)
		return NULL;
	ub_test_by_chisq(r, n * part * part / (k * (n - k) * spread), 1);
	return NULL;
}
