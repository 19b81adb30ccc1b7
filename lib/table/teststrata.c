/* teststrata.c - two groups over strata; testdata.h. */
#include <math.h>

#include "dist.h"
#include "testdata.h"

/* What the strata make together. */
struct strata {
	double delta, var; /* how far a is from what is expected */
	double r, s;       /* of the odds ratio R / S */
	double pr, ps_qr, qs;
	double up, down,
	    rr; /* the ratio of shares up / down, and its variance */
	double diff, weight, rd; /* their difference, diff / weight; the same */
};

/* n: false and true of the first group and the second. */
static void
add_stratum(struct strata *m, const double *n)
{
	double a = n[2], b = n[3], c = n[0], d = n[1], all = a + b + c + d;
	double up = a * d / all, down = b * c / all;
	double n1 = a + c, n2 = b + d;

	if (all < 2)
		return;
	m->delta += a - (a + b) * (a + c) / all;
	m->var +=
	    (a + b) * (c + d) * (a + c) * (b + d) / (all * all * (all - 1));
	m->r += up;
	m->s += down;
	m->pr += (a + d) / all * up;
	m->ps_qr += (a + d) / all * down + (b + c) / all * up;
	m->qs += (b + c) / all * down;
	m->up += a * n2 / all;
	m->down += b * n1 / all;
	m->rr += (n1 * n2 * (a + b) - a * b * all) / (all * all);
	if (n1 == 0 || n2 == 0)
		return;
	m->diff += (a * n2 - b * n1) / all;
	m->weight += n1 * n2 / all;
	m->rd += (a * c * n2 * n2 * n2 + b * d * n1 * n1 * n1) /
		 (n1 * n2 * all * all);
}

/* The test, which all have; NULL, or why there is none. */
static const char *
test(const struct ub_test_data *t, struct ub_test_result *r, struct strata *m)
{
	double delta;

	ub_test_find_least(t, r);
	if (t->nval[1] > 2)
		return UB_TEST_GROUPS;
	if (t->nval[1] < 2) {
		r->why = 'u';
		return NULL;
	}
	for (size_t i = 0; i < t->nobs;) {
		uint32_t at = t->obs[i].i[2];
		double n[4] = { 0 };

		for (; i < t->nobs && t->obs[i].i[2] == at; i++)
			n[2 * t->obs[i].v[0].lo + t->obs[i].i[1]] +=
			    (double)t->obs[i].n;
		add_stratum(m, n);
	}
	if (m->var <= 0)
		return NULL;
	delta = fabs(m->delta);
	ub_test_by_chisq(
	    r, pow(delta - (delta >= 0.5 ? 0.5 : 0), 2) / m->var, 1);
	return NULL;
}

/* The ends of a ratio, from the variance of its logarithm. */
static void
ratio_interval(
    const struct ub_test_data *t, struct ub_test_result *r, double var)
{
	double z = ub_dist_normal_value(1 - (1 - t->level) / 2);

	if (t->level <= 0)
		return;
	r->low = r->effect * exp(-z * sqrt(var));
	r->high = r->effect * exp(z * sqrt(var));
}

/* Robins, Breslow and Greenland's variance. */
const char *
ub_test_mh(const struct ub_test_data *t, struct ub_test_result *r)
{
	struct strata m = { 0 };
	const char *bad = test(t, r, &m);

	if (bad != NULL || r->why != 0 || m.s <= 0)
		return bad;
	r->effect = m.r / m.s;
	if (m.r > 0)
		ratio_interval(t, r,
		    m.pr / (2 * m.r * m.r) + m.ps_qr / (2 * m.r * m.s) +
			m.qs / (2 * m.s * m.s));
	return NULL;
}

/* Greenland and Robins's, here and below. */
const char *
ub_test_mhrr(const struct ub_test_data *t, struct ub_test_result *r)
{
	struct strata m = { 0 };
	const char *bad = test(t, r, &m);

	if (bad != NULL || r->why != 0 || m.down <= 0)
		return bad;
	r->effect = m.up / m.down;
	if (m.up > 0)
		ratio_interval(t, r, m.rr / (m.up * m.down));
	return NULL;
}

const char *
ub_test_mhrd(const struct ub_test_data *t, struct ub_test_result *r)
{
	struct strata m = { 0 };
	const char *bad = test(t, r, &m);
	double z;

	if (bad != NULL || r->why != 0 || m.weight <= 0)
		return bad;
	r->diff = 100 * m.diff / m.weight;
	if (t->level <= 0)
		return NULL;
	z = ub_dist_normal_value(1 - (1 - t->level) / 2);
	r->low = r->diff - 100 * z * sqrt(m.rd) / m.weight;
	r->high = r->diff + 100 * z * sqrt(m.rd) / m.weight;
	return NULL;
}
