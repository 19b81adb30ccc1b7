/*
 * puzzlepart.h - what puzzle.c and puzzlepart.c share: a puzzle on the way to
 * its answers.
 */
#ifndef UB_PUZZLEPART_H
#define UB_PUZZLEPART_H

#include "puzzle.h"

#define UB_SLACK 1e-6 /* counts: a hair from whole is whole */

struct ub_solving {
	const struct ub_puzzle *p;
	struct ub_answer *answer; /* of each unknown */
	bool *settled;            /* by subtraction: it is x */
	double *x;
	size_t *at, *of; /* rows of unknown i: of[at[i]] .. of[at[i + 1] - 1] */
};

/* Answer what is not settled, part by part.  UB_EDATA: the solver gave up. */
enum ub_status ub_solving_parts(
    struct ub_solving *s, int64_t width, struct ub_err *e);

#endif
