/* testfisher.c - Fisher's exact test; testdata.h. */
#include <math.h>
#include <stdlib.h>

#include "testdata.h"

enum {
	SIDE_MAX = 20,      /* rows and columns, each */
	TOTAL_MAX = 1000000 /* records */
};
/* Tables as likely as the one that is there, but for what rounding did: as in
 * R. */
#define NEAR (1 + 1e-7)

/* All tables with the same sums. */
struct fisher {
	size_t nr, nc;
	double *lfact;                         /* logarithms of factorials */
	uint64_t row[SIDE_MAX], col[SIDE_MAX]; /* row: what is left of it */
	double limit; /* the logarithm of the largest likelihood counted */
	double sum;   /* of the likelihoods counted */
	uint64_t steps;
};

static void walk(struct fisher *f, size_t i, size_t j, uint64_t left,
    uint64_t below, double like);

/* The last column is what is left of the rows. */
static void
count_table(struct fisher *f, double like)
{
	f->steps++;
	for (size_t i = 0; i < f->nr; i++)
		like -= f->lfact[f->row[i]];
	if (like <= f->limit)
		f->sum += exp(like);
}

static void
next_column(struct fisher *f, size_t j, double like)
{
	uint64_t below = 0;

	if (j + 1 == f->nc) {
		count_table(f, like);
		return;
	}
	for (size_t i = 0; i < f->nr; i++)
		below += f->row[i];
	walk(f, 0, j, f->col[j], below, like);
}

/* Place what is left of column j in row i and those under it, which have room
 * for `below`. */
static void
walk(struct fisher *f, size_t i, size_t j, uint64_t left, uint64_t below,
    double like)
{
	uint64_t room = f->row[i], most = left < room ? left : room, least;

	if (f->steps++ > UB_TEST_TABLES)
		return;
	below -= room;
	least = left > below ? left - below : 0;
	for (uint64_t n = least; n <= most; n++) {
		f->row[i] = room - n;
		if (i + 1 == f->nr)
			next_column(f, j + 1, like - f->lfact[n]);
		else
			walk(f, i + 1, j, left - n, below, like - f->lfact[n]);
	}
	f->row[i] = room;
}

/* Sums, and the likelihood of the table that is there: returns what it is
 * without its cells. */
static double
set_up(struct fisher *f, const struct ub_test_data *t, const double *n)
{
	double like = -f->lfact[t->n];

	for (size_t i = 0; i < f->nr * f->nc; i++) {
		f->row[i / f->nc] += (uint64_t)n[i];
		f->col[i % f->nc] += (uint64_t)n[i];
	}
	for (size_t i = 0; i < f->nr; i++)
		like += f->lfact[f->row[i]];
	for (size_t j = 0; j < f->nc; j++)
		like += f->lfact[f->col[j]];
	f->limit = like + log(NEAR);
	for (size_t i = 0; i < f->nr * f->nc; i++)
		f->limit -= f->lfact[(size_t)n[i]];
	return like;
}

static const char *
count_out(struct fisher *f, const struct ub_test_data *t, const double *n,
    struct ub_test_result *r)
{
	f->lfact = ub_xcalloc(t->n + 1, sizeof(*f->lfact));
	for (size_t i = 1; i <= t->n; i++)
		f->lfact[i] = f->lfact[i - 1] + log((double)i);
	next_column(f, 0, set_up(f, t, n));
	free(f->lfact);
	if (f->steps > UB_TEST_TABLES)
		return "too large for Fisher's exact test: chisq() is for it";
	r->p = fmin(1, f->sum);
	return NULL;
}

const char *
ub_test_fisher(const struct ub_test_data *t, struct ub_test_result *r)
{
	struct fisher f = { .nr = t->nval[0], .nc = t->nval[1] };
	const char *bad;
	double *n;

	for (size_t i = 0; i < t->nobs; i++)
		if (r->least == 0 || t->obs[i].n < r->least)
			r->least = t->obs[i].n;
	if (f.nr < 2 || f.nc < 2) {
		r->why = 'u';
		return NULL;
	}
	if (f.nr > SIDE_MAX || f.nc > SIDE_MAX || t->n > TOTAL_MAX)
		return "too large for Fisher's exact test: chisq() is for it";
	n = ub_test_counts(t, 0);
	if (f.nr == 2 && f.nc == 2 && n[1] > 0 && n[2] > 0)
		r->effect = n[0] * n[3] / (n[1] * n[2]);
	bad = count_out(&f, t, n, r);
	free(n);
	return bad;
}
