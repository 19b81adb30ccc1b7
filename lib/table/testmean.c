/* testmean.c - tests of means; testdata.h. */
#include <math.h>

#include "dist.h"
#include "testdata.h"

/* v, so many times; what tables are made of fits. */
static void
add_value(struct ub_moments *m, struct ub_i128 v, uint64_t times)
{
	struct ub_i256 w = ub_i256_mul(v, ub_i128_of((int64_t)times));
	struct ub_i128 s = { w.w[0], (int64_t)w.w[1] };

	(void)ub_i128_add(m->sum, s, &m->sum);
	(void)ub_i256_scale(ub_i256_mul(v, v), times, &w);
	(void)ub_i256_add(m->sq, w, &m->sq);
	m->n += times;
}

static double
mean_of(const struct ub_moments *m, int64_t unit)
{
	return ub_real_ratio(m->sum, ub_i128_mul64((int64_t)m->n, unit));
}

/* Of a sample; m->n > 1. */
static double
variance_of(const struct ub_moments *m, int64_t unit)
{
	struct ub_i256 num;

	(void)ub_i256_scale(m->sq, m->n, &num);
	(void)ub_i256_sub(num, ub_i256_mul(m->sum, m->sum), &num);
	return ub_real_ratio256(
	    num, ub_i256_mul(ub_i128_mul64((int64_t)m->n, (int64_t)(m->n - 1)),
		     ub_i128_mul64(unit, unit)));
}

/* The first mean less the second, exactly up to the quotient. */
static double
difference(const struct ub_moments *m, int64_t unit)
{
	struct ub_i256 a, b;

	a = ub_i256_mul(m[0].sum, ub_i128_of((int64_t)m[1].n));
	b = ub_i256_mul(m[1].sum, ub_i128_of((int64_t)m[0].n));
	(void)ub_i256_sub(a, b, &a);
	return ub_real_ratio256(
	    a, ub_i256_mul(ub_i128_mul64((int64_t)m[0].n, (int64_t)m[1].n),
		   ub_i128_of(unit)));
}

/* The difference, which has this error, by Student's t. */
static void
by_t(struct ub_test_result *r, double value, double error, double df,
    double level)
{
	double half;

	r->df = df;
	r->stat = value / error;
	r->p = ub_dist_t_beyond(r->stat, df);
	if (level <= 0)
		return;
	half = ub_dist_t_value((1 - level) / 2, df) * error;
	r->low = value - half;
	r->high = value + half;
}

void
ub_test_moments(const struct ub_moments m[2], int64_t unit, double level,
    const double left[2], struct ub_test_result *r)
{
	double v[2], n[2], part[2], both;

	r->diff = difference(m, unit);
	if (m[0].n < 2 || m[1].n < 2)
		return;
	for (int g = 0; g < 2; g++) {
		n[g] = (double)m[g].n;
		v[g] = variance_of(&m[g], unit);
		part[g] = v[g] / n[g];
	}
	both = part[0] + part[1];
	if (both <= 0)
		return;
	r->effect = r->diff / sqrt(((n[0] - 1) * v[0] + (n[1] - 1) * v[1]) /
				   (n[0] + n[1] - 2));
	by_t(r, r->diff, sqrt(part[0] * left[0] + part[1] * left[1]),
	    both * both /
		(part[0] * part[0] / (n[0] - 1) +
		    part[1] * part[1] / (n[1] - 1)),
	    level);
}

const char *
ub_test_welch(const struct ub_test_data *t, struct ub_test_result *r)
{
	struct ub_moments m[2] = { 0 };
	const double all[2] = { 1, 1 };

	if (t->nval[1] > 2)
		return UB_TEST_GROUPS;
	for (size_t i = 0; i < t->nobs; i++)
		add_value(&m[t->obs[i].i[1]], t->obs[i].v[0], t->obs[i].n);
	r->least = t->nval[1] < 2 || m[0].n < m[1].n ? m[0].n : m[1].n;
	if (t->nval[1] < 2)
		r->why = 'u';
	else
		ub_test_moments(m, t->unit[0], t->level, all, r);
	return NULL;
}

const char *
ub_test_pairedt(const struct ub_test_data *t, struct ub_test_result *r)
{
	struct ub_moments d = { 0 }, first = { 0 };
	double error, sd;

	for (size_t i = 0; i < t->nobs; i++) {
		const struct ub_obs *o = &t->obs[i];
		struct ub_i128 step;

		(void)ub_i128_sub(o->v[0], o->v[1], &step);
		add_value(&d, step, o->n);
		add_value(&first, o->v[0], o->n);
	}
	r->least = t->n;
	r->diff = mean_of(&d, t->unit[0]);
	if (t->n < 2)
		return NULL;
	sd = sqrt(variance_of(&first, t->unit[0]));
	if (sd > 0)
		r->effect = r->diff / sd;
	error = sqrt(variance_of(&d, t->unit[0]) / (double)t->n);
	if (error > 0)
		by_t(r, r->diff, error, (double)t->n - 1, t->level);
	return NULL;
}

/* --- a line --------------------------------------------------------------- */

/* Sums of squares and products about the means, in doubles, from the exact
 * distances to the first value. */
struct line {
	double xx, xy, yy;
};

static double
beyond(const struct ub_test_data *t, const struct ub_obs *o, int d)
{
	struct ub_i128 step;

	(void)ub_i128_sub(o->v[d], t->obs[0].v[d], &step);
	return ub_real_ratio(step, ub_i128_of(t->unit[d]));
}

static struct line
line_of(const struct ub_test_data *t)
{
	struct line l = { 0 };
	double sx = 0, sy = 0, n = (double)t->n;

	for (size_t i = 0; i < t->nobs; i++) {
		sy += (double)t->obs[i].n * beyond(t, &t->obs[i], 0);
		sx += (double)t->obs[i].n * beyond(t, &t->obs[i], 1);
	}
	for (size_t i = 0; i < t->nobs; i++) {
		double times = (double)t->obs[i].n;
		double y = beyond(t, &t->obs[i], 0) - sy / n;
		double x = beyond(t, &t->obs[i], 1) - sx / n;

		l.xx += times * x * x;
		l.xy += times * x * y;
		l.yy += times * y * y;
	}
	return l;
}

const char *
ub_test_slope(const struct ub_test_data *t, struct ub_test_result *r)
{
	struct line l = line_of(t);
	double rest, df = (double)t->n - 2;

	r->least = t->n;
	if (t->nval[1] < UB_TEST_TREND_MIN) {
		r->why = 'l';
		return NULL;
	}
	r->effect = l.xy / l.xx;
	rest = l.yy - l.xy * l.xy / l.xx;
	if (df > 0 && rest > l.yy * 1e-14)
		by_t(r, r->effect, sqrt(rest / df / l.xx), df, t->level);
	return NULL;
}
