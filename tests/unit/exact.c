/* exact.c - the cheapest pattern is that of all patterns, tried one by one;
 * and what others found of the same tables. */
#include <math.h>
#include <stdlib.h>

#include "check.h"
#include "lib/protect/exact.h"
#include "lib/protect/secondary.h"

static uint64_t state = 88172645463325252U;

static unsigned
roll(unsigned n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % n;
}

enum { ROWS = 5, COLS = 3 };

struct table {
	unsigned rows, cols; /* without totals */
	double n[ROWS + 1][COLS + 1];
	uint32_t var[ROWS + 1][COLS + 1];
};

static void
add_sums(struct ub_web *w, const struct table *t)
{
	uint32_t part[ROWS + COLS];
	unsigned r, c;

	for (r = 0; r <= t->rows; r++)
		ub_web_sum(w, t->var[r][t->cols], t->var[r], t->cols);
	for (c = 0; c <= t->cols; c++) {
		for (r = 0; r < t->rows; r++)
			part[r] = t->var[r][c];
		ub_web_sum(w, t->var[t->rows][c], part, t->rows);
	}
}

/* Totals, costs, what is below least; as many costs as records. */
static void
weave(struct ub_web *w, struct table *t, double least, bool lone)
{
	unsigned r, c;
	double n;

	for (r = 0; r < t->rows; r++) {
		for (c = 0; c < t->cols; c++) {
			t->n[r][t->cols] += t->n[r][c];
			t->n[t->rows][c] += t->n[r][c];
			t->n[t->rows][t->cols] += t->n[r][c];
		}
	}
	for (r = 0; r <= t->rows; r++) {
		for (c = 0; c <= t->cols; c++) {
			n = t->n[r][c];
			t->var[r][c] = ub_web_var(
			    w, n, ub_web_unit(w, r * 8 + c, UB_NONE, 1 + n));
			w->var[t->var[r][c]].one = lone && n == 1;
			if (n == 0 || n >= least)
				continue;
			ub_web_hide(w, w->var[t->var[r][c]].unit, UB_PRIMARY);
			ub_web_need(w, t->var[r][c], least - n, 1);
		}
	}
	add_sums(w, t);
	ub_web_ready(w);
}

static bool
is_safe(struct ub_web *w)
{
	struct ub_proof p;
	struct ub_err e;
	bool good = ub_secondary_prove(w, &p, &e) == UB_OK;

	ub_proof_free(&p);
	return good;
}

/* The least cost of all patterns. */
static double
try_all(struct ub_web *w)
{
	uint32_t unit[(ROWS + 1) * (COLS + 1)];
	size_t n = 0, i;
	double least = INFINITY;
	unsigned set;

	for (i = 0; i < w->nunit; i++)
		if (w->unit[i].status != UB_PRIMARY)
			unit[n++] = (uint32_t)i;
	for (set = 0; set < 1U << n; set++) {
		for (i = 0; i < n; i++)
			w->unit[unit[i]].status =
			    set >> i & 1 ? UB_SECONDARY : UB_SHOWN;
		if (ub_exact_cost(w) < least && is_safe(w))
			least = ub_exact_cost(w);
	}
	return least;
}

static void
test_all(void)
{
	size_t tables, better = 0, with = 0;

	for (tables = 0; tables < 60; tables++) {
		struct ub_web w = { 0 };
		struct table t = { 0 };
		struct ub_proof p;
		struct ub_err e;
		double had;
		unsigned r, c;

		t.rows = 1 + roll(3);
		t.cols = t.rows == 3 ? 1 : 2;
		for (r = 0; r < t.rows; r++)
			for (c = 0; c < t.cols; c++)
				t.n[r][c] = roll(9);
		weave(&w, &t, 3, true);
		CHECK(ub_secondary(&w, UB_TIDY_PROGRAMS, &p, &e) == UB_OK);
		had = ub_exact_cost(&w);
		CHECK(ub_exact(&w));
		CHECK(is_safe(&w));
		CHECK(ub_exact_cost(&w) <= had + 1e-6);
		better += ub_exact_cost(&w) < had - 1e-6;
		with += w.nneed > 0;
		had = ub_exact_cost(&w);
		CHECK(fabs(try_all(&w) - had) < 1e-6);
		ub_proof_free(&p);
		ub_web_free(&w);
	}
	CHECK(with > 20);
	CHECK(better > 0);
}

static size_t
secondary(const struct ub_web *w)
{
	size_t n = 0, i;

	for (i = 0; i < w->nunit; i++)
		n += w->unit[i].status == UB_SECONDARY;
	return n;
}

/* How many are hidden of a table for others' sake, with so many programs to show
 * some again. */
static size_t
hidden_with(const struct table *t, size_t programs)
{
	struct table mine = *t;
	struct ub_web w = { 0 };
	struct ub_proof p;
	struct ub_err e;
	size_t n;

	weave(&w, &mine, 3, true);
	CHECK(ub_secondary(&w, programs, &p, &e) == UB_OK);
	CHECK(ub_proof_holds(&w, &p));
	CHECK(is_safe(&w));
	n = secondary(&w);
	ub_proof_free(&p);
	ub_web_free(&w);
	return n;
}

static void
test_shown_again(void)
{
	size_t none = 0, one = 0, all = 0;

	for (int tables = 0; tables < 100; tables++) {
		struct table t = { .rows = 4, .cols = 2 };

		for (unsigned r = 0; r < 4; r++)
			for (unsigned c = 0; c < 2; c++)
				t.n[r][c] = roll(9);
		none += hidden_with(&t, 0);
		one += hidden_with(&t, 1);
		all += hidden_with(&t, UB_TIDY_PROGRAMS);
	}
	CHECK(none > one && one > all);
}

static void
solve(struct ub_web *w, struct table *t, double least, bool lone)
{
	struct ub_proof p;
	struct ub_err e;

	weave(w, t, least, lone);
	CHECK(ub_secondary(w, UB_TIDY_PROGRAMS, &p, &e) == UB_OK);
	CHECK(ub_exact(w));
	CHECK(is_safe(w));
	ub_proof_free(&p);
}

/* Region by gender in the tests of sdcTable: with (A, female) = 2 all of its
 * methods hide {A, C} by {male, female}. */
static void
test_region(void)
{
	struct table t = { .rows = 4,
		.cols = 2,
		.n = { { 18, 2 }, { 14, 19 }, { 12, 10 }, { 11, 14 } } };
	struct ub_web w = { 0 };

	solve(&w, &t, 3, true);
	CHECK(secondary(&w) == 3);
	CHECK(w.unit[w.var[t.var[0][0]].unit].status == UB_SECONDARY);
	CHECK(w.unit[w.var[t.var[2][0]].unit].status == UB_SECONDARY);
	CHECK(w.unit[w.var[t.var[2][1]].unit].status == UB_SECONDARY);
	ub_web_free(&w);
}

/* Its table of singletons: a, c are 1, b is 2, d is 0, in all 4.  Where they
 * do not know themselves nothing more is hidden, else b is. */
static void
test_singletons(void)
{
	struct table t = { .rows = 4, .cols = 1 };
	int lone;

	for (lone = 0; lone < 2; lone++) {
		struct ub_web w = { 0 };
		const double n[4] = { 1, 2, 1, 0 };
		size_t r, hidden = 0;

		memset(&t.n, 0, sizeof(t.n));
		for (r = 0; r < 4; r++)
			t.n[r][0] = n[r];
		solve(&w, &t, 2, lone);
		for (r = 0; r < 4; r++)
			hidden += w.unit[w.var[t.var[r][0]].unit].status ==
				  UB_SECONDARY;
		CHECK(hidden == (lone ? 1 : 0));
		ub_web_free(&w);
	}
}

/*
 * The example of the manual of tau-ARGUS: (A, X2) is of one, (A, X4) can be
 * told to 10 per cent.  With the cells of B they would be safe, but for the one
 * who knows his own: a third of A must be hidden.
 */
static void
test_one_and_another(void)
{
	int lone;

	for (lone = 0; lone < 2; lone++) {
		struct table t = { .rows = 4,
			.cols = 2,
			.n = {
			    { 52, 24 }, { 15, 18 }, { 62, 31 }, { 17, 8 } } };
		struct ub_web w = { 0 };
		struct ub_proof p;
		struct ub_err e;
		size_t r, of_a = 0;

		weave(&w, &t, 0, false);
		w.var[t.var[1][0]].one = lone;
		for (r = 1; r < 4; r += 2) {
			ub_web_hide(&w, w.var[t.var[r][0]].unit, UB_PRIMARY);
			ub_web_need(
			    &w, t.var[r][0], t.n[r][0] / 10, t.n[r][0] / 10);
		}
		CHECK(ub_secondary(&w, UB_TIDY_PROGRAMS, &p, &e) == UB_OK);
		CHECK(ub_exact(&w) && is_safe(&w));
		for (r = 0; r < 4; r++)
			of_a += w.unit[w.var[t.var[r][0]].unit].status >=
				UB_PRIMARY;
		CHECK(of_a == (lone ? 3 : 2));
		ub_proof_free(&p);
		ub_web_free(&w);
	}
}

int
main(void)
{
	test_all();
	test_shown_again();
	test_region();
	test_singletons();
	test_one_and_another();
	CHECK_END;
}
