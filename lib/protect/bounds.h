/*
 * bounds.h - what a reader who can add and subtract learns of hidden cells:
 * the attacker's problems.
 *
 * Each hidden cell is an unknown that is not negative; each sum of the table
 * with an unknown in it is an equation (an inequality where groups were left
 * out).  The least and the greatest value of a cell under them are linear
 * programs, solved by Clp with one thread.
 */
#ifndef UB_BOUNDS_H
#define UB_BOUNDS_H

#include "../base/err.h"
#include "published.h"

struct ub_bound {
	size_t cell; /* row * ncol + column */
	int64_t low;
	int64_t high; /* -1: no limit that was looked for */
};

struct ub_bounds {
	struct ub_bound *bound; /* of every hidden count; owned */
	size_t n;
	size_t nsum;        /* sums that hold an unknown */
	bool contradiction; /* no numbers at all satisfy them */
};

/*
 * Bounds of the hidden counts of t: cells that are protected (.s) or left out
 * as too few (.l).  Where fewer than `width` values are open they are exact;
 * where more are, low and high are two values that can be, and at least so far
 * apart: one solution of the sums shows that of many cells at once, and what
 * none shows is looked at by itself.  UB_EDATA when the solver gives up.
 */
enum ub_status ub_bounds_find(struct ub_bounds *b, const struct ub_published *t,
    int64_t width, struct ub_err *e);
void ub_bounds_free(struct ub_bounds *b);

#endif
