/* attack.c - what a reader of a large web knows all the same: figures that
 * only several sums together give. */
#include <stdlib.h>

#include "check.h"
#include "lib/base/mem.h"
#include "lib/protect/attack.h"
#include "lib/protect/lp.h"

enum { THREES = 400, FREE = 2000 };

static uint32_t
hidden(struct ub_web *w, uint32_t cell, double value)
{
	uint32_t unit = ub_web_unit(w, cell, UB_NONE, 1);

	ub_web_hide(w, unit, UB_PRIMARY);
	return ub_web_var(w, value, unit);
}

static void
shown_sum(struct ub_web *w, uint32_t a, uint32_t b)
{
	const uint32_t part[2] = { a, b };
	double sum = w->var[a].value + w->var[b].value;
	uint32_t unit = ub_web_unit(w, 0, UB_NONE, 1);

	ub_web_sum(w, ub_web_var(w, sum, unit), part, 2);
}

/* Three figures of which each two have a sum that is shown: no sum alone gives
 * one.  By another sum the first hangs together with what is open. */
static void
add_three(struct ub_web *w, uint32_t cell, uint32_t beside)
{
	uint32_t x = hidden(w, cell, 3), y = hidden(w, cell, 5);
	uint32_t z = hidden(w, cell, 2), part[2] = { x, beside };

	shown_sum(w, x, y);
	shown_sum(w, y, z);
	shown_sum(w, x, z);
	ub_web_sum(w, hidden(w, cell, 3 + w->var[beside].value), part, 2);
}

/* Who is told that the solver gave up is told of how much, and what to do. */
static void
test_gave_up(void)
{
	static const double low[3] = { 0, 0, 0 }, high[3] = { 1, 1, 1 };
	static const int start[3] = { 0, 2, 3 }, column[3] = { 0, 1, 2 };
	static const double one[3] = { 1, 1, 1 };
	struct ub_lp *lp = ub_lp_new(3, low, high, NULL);
	struct ub_err e;

	ub_lp_rows(lp, 2, low, high, start, column, one);
	CHECK(ub_lp_gave_up(lp, &e) == UB_EDATA);
	CHECK(strcmp(e.what,
		  "the solver (Clp) gave up on a program of 3 unknowns in 2 "
		  "sums: make larger groups, or leave out totals or a "
		  "measure") == 0);
	ub_lp_free(lp);
}

int
main(void)
{
	struct ub_web w = { 0 };
	uint32_t free_of[FREE], first, i;
	struct ub_err e;
	bool *open;

	test_gave_up();
	for (i = 0; i < FREE; i++)
		free_of[i] = hidden(&w, i, 4);
	ub_web_sum(&w, hidden(&w, FREE, 4.0 * FREE), free_of, FREE);
	first = (uint32_t)w.n;
	for (i = 0; i < THREES; i++)
		add_three(&w, i, free_of[i]);
	ub_web_ready(&w);
	open = ub_xcalloc(w.n, sizeof(*open));
	CHECK(ub_attack_known(&w, open, &e) == UB_OK);
	for (i = 0; i < FREE; i++)
		CHECK(!w.var[free_of[i]].known);
	/* the three, their three sums, and the sum with what is open */
	for (i = 0; i < THREES; i++) {
		uint32_t x = first + 7 * i;

		CHECK(w.var[x].known && w.var[x + 1].known);
		CHECK(w.var[x + 2].known && !w.var[x + 6].known);
	}
	free(open);
	ub_web_free(&w);
	CHECK_END;
}
