/*
 * The attacker's programs against all that can be tried: small tables with some
 * figures hidden, and every number for them.
 */
#include <stdlib.h>

#include "../../lib/protect/lp.h"
#include "../../lib/protect/puzzle.h"

#include "check.h"

enum { ROWS = 3, COLS = 3, CELLS = ROWS * COLS, HIDDEN = 4, MOST = 12 };

struct table {
	int64_t v[CELLS];
	int unknown[CELLS]; /* number of the hidden one, or -1 */
	int n;
};

static uint64_t state = 7;

static unsigned
chance(unsigned n)
{
	state = state * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (unsigned)(state >> 33) % n;
}

static void
make(struct table *t)
{
	int i;

	t->n = 0;
	for (i = 0; i < CELLS; i++) {
		t->v[i] = chance(4);
		t->unknown[i] = -1;
	}
	for (i = 0; i < CELLS && t->n < HIDDEN; i++)
		if (chance(2) == 0)
			t->unknown[i] = t->n++;
}

/* Line 0 .. ROWS - 1 is a row, then columns: its cells. */
static int
cell(int line, int i)
{
	return line < ROWS ? line * COLS + i : i * COLS + line - ROWS;
}

static bool
fits(const struct table *t, const int64_t *x)
{
	int64_t is, was;
	int line, i, c;

	for (line = 0; line < ROWS + COLS; line++) {
		for (i = 0, is = was = 0; i < 3; i++) {
			c = cell(line, i);
			was += t->v[c];
			is += t->unknown[c] < 0 ? t->v[c] : x[t->unknown[c]];
		}
		if (is != was)
			return false;
	}
	return true;
}

static void
try_all(const struct table *t, int64_t *low, int64_t *high)
{
	int64_t x[HIDDEN] = { 0 };
	int i;

	for (i = 0; i < t->n; i++) {
		low[i] = MOST;
		high[i] = 0;
	}
	for (;;) {
		if (fits(t, x)) {
			for (i = 0; i < t->n; i++) {
				low[i] = x[i] < low[i] ? x[i] : low[i];
				high[i] = x[i] > high[i] ? x[i] : high[i];
			}
		}
		for (i = 0; i < t->n && x[i] == MOST; i++)
			x[i] = 0;
		if (i == t->n)
			return;
		x[i]++;
	}
}

static void
pose(const struct table *t, struct ub_puzzle *p)
{
	double right;
	int line, i, c;

	for (i = 0; i < t->n; i++)
		CHECK(ub_puzzle_unknown(p, 0, UB_LP_INF, true) == (size_t)i);
	for (line = 0; line < ROWS + COLS; line++) {
		for (i = 0, right = 0; i < 3; i++) {
			c = cell(line, i);
			if (t->unknown[c] < 0)
				continue;
			ub_puzzle_entry(p, (size_t)t->unknown[c], 1);
			right += (double)t->v[c];
		}
		ub_puzzle_row(p, right, right);
	}
}

static void
compare(const struct table *t, int64_t width)
{
	struct ub_puzzle p = { 0 };
	struct ub_answer *a;
	struct ub_err e;
	int64_t low[HIDDEN], high[HIDDEN], open;
	int i;

	try_all(t, low, high);
	pose(t, &p);
	CHECK(ub_puzzle_solve(&p, width, &a, &e) == UB_OK);
	for (i = 0; i < t->n; i++) {
		CHECK(!a[i].impossible);
		CHECK(a[i].low >= low[i] && a[i].high <= high[i]);
		open = a[i].high - a[i].low + 1;
		if (high[i] - low[i] + 1 < width)
			CHECK(open == high[i] - low[i] + 1);
		else
			CHECK(open >= width);
	}
	free(a);
	ub_puzzle_free(&p);
}

/* What cannot be is told of all that hangs together with it, and no more. */
static void
check_impossible(void)
{
	struct ub_puzzle p = { 0 };
	struct ub_answer *a;
	struct ub_err e;
	size_t i;

	for (i = 0; i < 4; i++)
		ub_puzzle_unknown(&p, 0, UB_LP_INF, true);
	ub_puzzle_entry(&p, 0, 1);
	ub_puzzle_entry(&p, 1, 1);
	ub_puzzle_row(&p, 3, 3);
	ub_puzzle_entry(&p, 0, 1);
	ub_puzzle_entry(&p, 1, 1);
	ub_puzzle_row(&p, 5, 5);
	ub_puzzle_entry(&p, 2, 1);
	ub_puzzle_entry(&p, 3, 1);
	ub_puzzle_row(&p, 3, 3);
	CHECK(ub_puzzle_solve(&p, 2, &a, &e) == UB_OK);
	CHECK(a[0].impossible && a[1].impossible);
	CHECK(!a[2].impossible && !a[3].impossible);
	CHECK(a[2].high > a[2].low && a[3].high > a[3].low);
	free(a);
	ub_puzzle_free(&p);
	/* nothing is known of what stands in no row */
	ub_puzzle_unknown(&p, 0, UB_LP_INF, true);
	CHECK(ub_puzzle_solve(&p, 2, &a, &e) == UB_OK);
	CHECK(a[0].high == -1 && !a[0].impossible);
	free(a);
	ub_puzzle_free(&p);
}

int
main(void)
{
	struct table t;
	int i;

	for (i = 0; i < 300; i++) {
		make(&t);
		compare(&t, 2 + chance(6));
	}
	check_impossible();
	CHECK_END;
}
