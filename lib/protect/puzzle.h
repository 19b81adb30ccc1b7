/*
 * puzzle.h - unknown figures and what is known of them: the attacker's
 * problems.
 *
 * An unknown lies between two bounds; a row says between which two numbers a
 * weighted sum of unknowns lies.  The least and the greatest value that an
 * unknown can have under them are linear programs, solved by Clp with one
 * thread.  Unknowns that hang together by rows are a program of their own.
 */
#ifndef UB_PUZZLE_H
#define UB_PUZZLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../base/err.h"

struct ub_unknown {
	double low, high; /* UB_LP_INF: no bound */
	bool asked;       /* its bounds are wanted */
};

/* Zeroed is empty; end with ub_puzzle_free(). */
struct ub_puzzle {
	struct ub_unknown *unknown;
	size_t n;
	/* row i has the entries start[i] .. start[i + 1] - 1 */
	size_t *start;
	double *low, *high;
	size_t nrow;
	size_t *column;
	double *value;
	size_t nentry;
};

/* Add an unknown; its number. */
size_t ub_puzzle_unknown(
    struct ub_puzzle *p, double low, double high, bool asked);
/* Add an entry to the row in hand; close it, or drop it where it has none. */
void ub_puzzle_entry(struct ub_puzzle *p, size_t unknown, double value);
void ub_puzzle_row(struct ub_puzzle *p, double low, double high);
void ub_puzzle_free(struct ub_puzzle *p);

/* How an unknown was found out. */
struct ub_answer {
	int64_t low;
	int64_t high;    /* -1: no limit that was looked for */
	size_t row;      /* that alone gives it; SIZE_MAX: more are needed */
	size_t rows;     /* that hang together with it */
	bool impossible; /* no numbers satisfy the rows: no bounds then */
};

/*
 * Fill *ap, of p->n answers, to be freed.  Where fewer than `width` values are
 * open they are exact; where more are, low and high are two values that can be,
 * and at least so far apart: one solution of the rows shows that of many
 * unknowns at once, and what none shows is looked at by itself.  UB_EDATA when
 * the solver gives up.
 */
enum ub_status ub_puzzle_solve(const struct ub_puzzle *p, int64_t width,
    struct ub_answer **ap, struct ub_err *e);

#endif
