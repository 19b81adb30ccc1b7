/*
 * lp.h - linear programs, solved by Clp with one thread: the one place that
 * knows the solver.
 *
 * No limit of time, so that the same program gives the same answer on a slow
 * machine too.
 */
#ifndef UB_LP_H
#define UB_LP_H

#include <stdbool.h>
#include <stddef.h>

#include "../base/err.h"

#define UB_LP_INF 1e30 /* no bound */

struct ub_lp; /* opaque */

enum ub_lp_status {
	UB_LP_OPTIMAL,
	UB_LP_INFEASIBLE,
	UB_LP_UNBOUNDED,
	UB_LP_FAILED
};

/* A program of n columns with these bounds and costs, and no row yet. */
struct ub_lp *ub_lp_new(
    size_t n, const double *low, const double *high, const double *cost);
void ub_lp_free(struct ub_lp *p); /* NULL is fine */

/* Add nrow rows: row i has the entries start[i] .. start[i + 1] - 1. */
void ub_lp_rows(struct ub_lp *p, size_t nrow, const double *low,
    const double *high, const int *start, const int *column,
    const double *value);

/* Rows that are gathered, to be added at once. */
struct ub_lp_gather {
	int *start, *column;
	double *value, *low, *high;
	size_t n, nentry;
};

/* Room for so many rows and entries. */
void ub_lp_gather_init(struct ub_lp_gather *g, size_t nrow, size_t nentry);
/* Begin a row; its entries follow. */
void ub_lp_gather_row(struct ub_lp_gather *g, double low, double high);
void ub_lp_gather_entry(struct ub_lp_gather *g, size_t column, double value);
/* Add them to p, and free the room. */
void ub_lp_gather_add(struct ub_lp *p, struct ub_lp_gather *g);

/* Add nrow rows without entries, and then columns: column i has the entries
 * start[i] .. start[i + 1] - 1.  The next solution begins at the last one. */
struct ub_lp_more {
	size_t nrow;
	const double *rlow, *rhigh;
	size_t n;
	const double *low, *high, *cost;
	const int *start, *row;
	const double *value;
};
void ub_lp_grow(struct ub_lp *p, const struct ub_lp_more *more);

void ub_lp_cost(struct ub_lp *p, size_t column, double cost);
void ub_lp_bound(struct ub_lp *p, size_t column, double low, double high);

/* Minimise (or maximise).  Where all costs are >= 0 and columns may be 0,
 * `dual` is the quicker way. */
enum ub_lp_status ub_lp_solve(struct ub_lp *p, bool maximise, bool dual);
/* Begin the next solution afresh, at columns of 0.  After ub_lp_grow() the
 * dual way from there is several times quicker than the primal one from the
 * last solution, where most sums are 0 and stay so. */
void ub_lp_restart(struct ub_lp *p);
/* The columns of the last solution; borrowed until the next. */
const double *ub_lp_value(const struct ub_lp *p);
/* Their reduced costs: by how much the result grows with each, as far as it
 * is known there; borrowed likewise. */
const double *ub_lp_reduced(const struct ub_lp *p);
/* The prices of the rows; borrowed likewise. */
const double *ub_lp_price(const struct ub_lp *p);
/* The least cost found, or the greatest. */
double ub_lp_result(const struct ub_lp *p);

/* UB_EDATA: the solver gave up on p, how large that is, and what to do. */
enum ub_status ub_lp_gave_up(const struct ub_lp *p, struct ub_err *e);

#endif
