/*
 * Fisher's exact test of tables of all shapes, against R 4.2.2:
 *
 *	m <- matrix(rmultinom(1, n, rexp(nr) %o% rexp(nc)), nr)
 *	cat(nrow(m), ncol(m), sprintf("%.17g", fisher.test(m)$p.value),
 *	    as.vector(t(m)))
 *
 * of which 380 were compared, to one in 10^10 all of them; a few are here.  And
 * small ones against all tables of the same sums, one by one.
 */
#include <math.h>
#include <stdlib.h>

#include "../../lib/table/testdata.h"

#include "check.h"

enum { SIDE = 20 };

static const struct {
	unsigned nr, nc;
	double p;
	const char *n;
} cases[] = {
	{ 5, 4, 0.3061471045688049, "1 2 0 8 0 1 4 5 0 1 2 2 1 0 1 1 0 2 2 7" },
	{ 2, 2, 0.09245566543589398, "35 18 12 15" },
	{ 2, 5, 0.0089802058115788109, "14 28 5 11 55 6 2 0 10 19" },
	{ 3, 5, 0.56850765486775134, "5 2 4 5 2 4 3 0 4 1 2 0 3 4 1" },
	{ 5, 3, 0.8059649434952546, "7 9 7 5 3 3 10 6 8 2 6 3 13 14 8" },
	{ 5, 3, 0.87916291783544864, "5 1 3 0 0 2 20 13 28 3 2 7 7 3 10" },
	{ 5, 2, 0.0334281590170162, "14 10 11 20 21 8 23 15 12 16" },
	{ 4, 5, 0.42691051818971754,
	    "0 5 0 1 0 1 5 2 0 1 0 2 0 0 2 2 14 1 3 1" },
	{ 4, 6, 0.38785402004078001,
	    "3 0 4 2 1 0 0 1 2 2 1 3 2 1 15 5 3 10 2 0 11 2 2 "
	    "8" },
	{ 2, 2, 1, "4 2 2 0" },
	{ 4, 3, 0.93475763212602836, "1 8 1 0 5 0 4 12 2 1 6 0" },
	{ 3, 4, 0.00011930670720037556, "0 2 10 14 0 1 0 7 6 9 7 4" },
	{ 4, 5, 0.085118481959267037,
	    "2 5 1 2 1 2 0 0 1 1 0 5 6 2 0 2 2 4 1 3" },
	{ 4, 4, 0.84362026451136152, "4 0 1 3 1 0 0 0 3 1 0 1 4 3 2 2" },
	{ 3, 4, 0.45605599676941411, "1 7 1 7 1 1 1 3 1 0 0 2" },
	{ 4, 2, 0.094404737192217203, "2 8 19 14 23 29 2 7" },
	{ 4, 2, 0.053449613620635737, "1 0 11 10 2 10 1 5" },
	{ 4, 2, 0.16704289834063618, "11 12 22 11 10 15 10 13" },
	{ 2, 5, 0.038690805713027146, "6 21 6 16 6 4 6 7 2 6" },
	{ 3, 2, 0.90437839941343834, "12 4 5 3 11 5" },
	{ 5, 2, 0.024858720543266107, "14 2 10 15 2 2 1 1 7 6" },
	{ 4, 6, 0.17941422169324756,
	    "1 0 1 0 1 0 3 0 1 0 0 1 1 3 1 1 0 2 0 2 2 4 0 1" },
	{ 3, 4, 0.87667984189724157, "1 2 5 12 0 1 1 2 0 0 0 1" },
	{ 3, 5, 0.99999999999999978, "0 0 0 1 1 1 1 0 1 1 0 0 1 1 0" },
	{ 2, 2, 0.21760031300956209, "12 50 6 12" },
	{ 5, 3, 0.021396900918089969, "6 8 0 9 11 1 21 3 2 19 15 1 3 5 0" },
	{ 2, 3, 0.68217150736163112, "16 83 48 20 79 54" },
	{ 2, 3, 0.26745111530383786, "77 229 66 158 361 109" },
	{ 2, 8, 0.74192826734301709, "6 6 1 4 3 12 4 7 8 11 7 9 8 17 10 7" },
	{ 2, 12, 0.69094965805339636,
	    "0 1 1 1 1 1 2 0 0 1 0 2 3 1 11 3 3 7 4 6 1 6 1 4" },
	{ 2, 20, 0.91850364862515965,
	    "1 1 1 0 1 0 1 0 2 1 1 0 0 1 0 0 1 1 1 0 0 0 2 1 3 "
	    "2 1 1 4 1 0 1 1 1 3 1 2 2 0 1" },
	{ 3, 3, 0.82154520211689985, "9 21 22 4 6 7 31 42 58" },
	{ 3, 4, 0.2921433746700588, "2 26 10 2 2 27 2 0 11 85 26 7" },
	{ 3, 8, 0.76841193868332824,
	    "3 4 3 3 2 2 3 1 0 1 4 2 4 2 1 2 2 2 2 3 3 0 0 1" },
	{ 10, 3, 0.2575311593029026,
	    "1 0 2 2 1 1 4 0 3 1 2 0 2 0 1 1 0 2 2 0 2 1 2 0 5 "
	    "1 0 3 0 1" },
	{ 8, 8, 0.86210817806415097,
	    "0 1 0 0 0 1 0 0 0 1 0 2 0 2 0 0 0 0 1 0 0 1 0 0 0 "
	    "0 0 0 0 1 0 0 0 1 0 0 0 1 0 0 0 0 0 1 0 1 0 1 1 0 "
	    "0 0 1 3 0 1 0 0 1 0 0 0 1 1" },
	{ 10, 10, 0.99999999999999678,
	    "0 0 0 0 1 0 0 1 0 0 0 0 0 0 1 0 0 0 0 0 0 1 1 0 0 "
	    "0 0 1 0 0 0 0 0 0 1 0 1 0 1 0 0 0 1 0 0 0 0 0 0 0 "
	    "0 0 1 0 1 1 0 0 1 0 0 0 0 0 1 0 0 1 0 0 0 0 0 0 0 "
	    "0 0 0 0 1 1 0 0 1 0 0 0 0 0 0 0 0 0 0 1 0 0 0 0 0" },
	{ 4, 4, 0.12450903371992188, "7 1 1 2 17 4 4 5 19 4 11 1 12 1 7 8" },
	{ 4, 4, 0.10513525412633495, "1 0 0 19 0 2 1 39 1 5 5 38 2 0 2 15" },
	{ 3, 5, 0.57581895465995636, "4 9 0 22 31 2 4 0 12 7 4 5 1 27 22" },
	{ 6, 6, 0.93350894246422833,
	    "0 0 2 1 0 1 4 1 1 1 2 3 3 0 0 0 1 2 3 0 1 1 3 2 1 "
	    "0 0 0 1 1 2 0 0 1 2 0" },
};

static double
fisher(unsigned nr, unsigned nc, const unsigned *n)
{
	struct ub_obs obs[SIDE * SIDE] = { 0 };
	struct ub_test_data t = { .obs = obs, .nval = { nr, nc, 1 } };
	struct ub_test_result r = { 0 };

	for (unsigned i = 0; i < nr * nc; i++) {
		if (n[i] == 0)
			continue;
		obs[t.nobs].i[0] = i / nc;
		obs[t.nobs].i[1] = i % nc;
		obs[t.nobs++].n = n[i];
		t.n += n[i];
	}
	return ub_test_fisher(&t, &r) == NULL ? r.p : -1;
}

static void
compare(size_t i)
{
	unsigned n[SIDE * SIDE], k = 0;
	double p;

	for (char *s = (char *)(uintptr_t)cases[i].n; *s != '\0'; k++)
		n[k] = (unsigned)strtoul(s, &s, 10);
	CHECK(k == cases[i].nr * cases[i].nc);
	p = fisher(cases[i].nr, cases[i].nc, n);
	if (fabs(p - cases[i].p) > 1e-10 * cases[i].p)
		fprintf(stderr, "%ux%u: %.17g, not %.17g\n", cases[i].nr,
		    cases[i].nc, p, cases[i].p);
	CHECK(fabs(p - cases[i].p) <= 1e-10 * cases[i].p);
}

/* --- one by one ----------------------------------------------------------- */

/* All tables of the sums of n: three rows, three columns. */
struct all {
	unsigned row[3], col[3];
	double like, sum, below;
};

static double
likelihood(const unsigned *n)
{
	double like = 0;

	for (unsigned i = 0; i < 9; i++)
		like -= lgamma(n[i] + 1.0);
	return like;
}

static void
take(struct all *a, const unsigned *n)
{
	double like = likelihood(n);

	a->sum += exp(like);
	if (like <= a->like + 1e-7)
		a->below += exp(like);
}

static void
enumerate(struct all *a)
{
	unsigned n[9];

	for (n[0] = 0; n[0] <= a->row[0]; n[0]++)
		for (n[1] = 0; n[0] + n[1] <= a->row[0]; n[1]++)
			for (n[3] = 0; n[3] <= a->row[1]; n[3]++)
				for (n[4] = 0; n[3] + n[4] <= a->row[1];
				     n[4]++) {
					n[2] = a->row[0] - n[0] - n[1];
					n[5] = a->row[1] - n[3] - n[4];
					if (n[0] + n[3] > a->col[0] ||
					    n[1] + n[4] > a->col[1] ||
					    n[2] + n[5] > a->col[2])
						continue;
					n[6] = a->col[0] - n[0] - n[3];
					n[7] = a->col[1] - n[1] - n[4];
					n[8] = a->col[2] - n[2] - n[5];
					take(a, n);
				}
}

static void
one_by_one(unsigned seed)
{
	struct all a = { { 0 }, { 0 }, 0, 0, 0 };
	unsigned n[9];
	double p;

	for (unsigned i = 0; i < 9; i++) {
		seed = seed * 1103515245 + 12345;
		n[i] = (seed >> 16) % 5;
		a.row[i / 3] += n[i];
		a.col[i % 3] += n[i];
	}
	a.like = likelihood(n);
	enumerate(&a);
	p = fisher(3, 3, n);
	CHECK(fabs(p - a.below / a.sum) < 1e-9);
}

int
main(void)
{
	unsigned large[SIDE * SIDE];

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		compare(i);
	for (unsigned i = 0; i < 300; i++)
		one_by_one(i);
	/* what is too large is said to be, and not reckoned for ever */
	for (unsigned i = 0; i < SIDE * SIDE; i++)
		large[i] = 5;
	CHECK(fisher(SIDE, SIDE, large) == -1);
	CHECK_END;
}
