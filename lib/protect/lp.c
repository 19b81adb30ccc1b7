/* lp.c - see lp.h. */
#include <coin/Clp_C_Interface.h>
#include <float.h>
#include <stdlib.h>

#include "../base/mem.h"
#include "lp.h"

struct ub_lp {
	Clp_Simplex *m;
};

static double
bound_of(double v)
{
	return v >= UB_LP_INF ? DBL_MAX : v <= -UB_LP_INF ? -DBL_MAX : v;
}

struct ub_lp *
ub_lp_new(size_t n, const double *low, const double *high, const double *cost)
{
	struct ub_lp *p = ub_xmalloc(sizeof(*p));
	size_t i;

	p->m = Clp_newModel();
	Clp_setLogLevel(p->m, 0);
	Clp_resize(p->m, 0, (int)n);
	for (i = 0; i < n; i++) {
		ub_lp_bound(p, i, low[i], high[i]);
		Clp_objective(p->m)[i] = cost == NULL ? 0 : cost[i];
	}
	return p;
}

void
ub_lp_free(struct ub_lp *p)
{
	if (p != NULL)
		Clp_deleteModel(p->m);
	free(p);
}

/* Without a row there is no matrix, and Clp ends by a signal. */
static void
add_free_row(struct ub_lp *p)
{
	static const int start[2] = { 0, 1 }, column = 0;
	static const double low = -DBL_MAX, high = DBL_MAX, value = 1;

	if (Clp_numberColumns(p->m) > 0)
		Clp_addRows(p->m, 1, &low, &high, start, &column, &value);
}

/* Clp keeps columns; rows are added to an empty matrix. */
void
ub_lp_rows(struct ub_lp *p, size_t nrow, const double *low, const double *high,
    const int *start, const int *column, const double *value)
{
	double *a = ub_xreallocarray(NULL, nrow, sizeof(*a));
	double *b = ub_xreallocarray(NULL, nrow, sizeof(*b));
	size_t i;

	if (nrow == 0)
		add_free_row(p);
	for (i = 0; i < nrow; i++) {
		a[i] = bound_of(low[i]);
		b[i] = bound_of(high[i]);
	}
	Clp_addRows(p->m, (int)nrow, a, b, start, column, value);
	free(a);
	free(b);
}

void
ub_lp_gather_init(struct ub_lp_gather *g, size_t nrow, size_t nentry)
{
	g->start = ub_xcalloc(nrow + 1, sizeof(*g->start));
	g->low = ub_xcalloc(nrow + 1, sizeof(*g->low));
	g->high = ub_xcalloc(nrow + 1, sizeof(*g->high));
	g->column = ub_xcalloc(nentry + 1, sizeof(*g->column));
	g->value = ub_xcalloc(nentry + 1, sizeof(*g->value));
	g->n = g->nentry = 0;
}

void
ub_lp_gather_row(struct ub_lp_gather *g, double low, double high)
{
	g->start[g->n] = (int)g->nentry;
	g->low[g->n] = low;
	g->high[g->n++] = high;
}

void
ub_lp_gather_entry(struct ub_lp_gather *g, size_t column, double value)
{
	g->column[g->nentry] = (int)column;
	g->value[g->nentry++] = value;
}

void
ub_lp_gather_add(struct ub_lp *p, struct ub_lp_gather *g)
{
	g->start[g->n] = (int)g->nentry;
	ub_lp_rows(p, g->n, g->low, g->high, g->start, g->column, g->value);
	free(g->start);
	free(g->low);
	free(g->high);
	free(g->column);
	free(g->value);
}

static double *
bounds_of(const double *v, size_t n)
{
	double *b = ub_xreallocarray(NULL, n + 1, sizeof(*b));
	size_t i;

	for (i = 0; i < n; i++)
		b[i] = bound_of(v[i]);
	return b;
}

void
ub_lp_grow(struct ub_lp *p, const struct ub_lp_more *m)
{
	double *rlow = bounds_of(m->rlow, m->nrow);
	double *rhigh = bounds_of(m->rhigh, m->nrow);
	double *low = bounds_of(m->low, m->n);
	double *high = bounds_of(m->high, m->n);
	int *none = ub_xcalloc(m->nrow + 1, sizeof(*none));

	if (m->nrow > 0)
		Clp_addRows(p->m, (int)m->nrow, rlow, rhigh, none, none, low);
	Clp_addColumns(
	    p->m, (int)m->n, low, high, m->cost, m->start, m->row, m->value);
	free(rlow);
	free(rhigh);
	free(low);
	free(high);
	free(none);
}

void
ub_lp_cost(struct ub_lp *p, size_t column, double cost)
{
	Clp_objective(p->m)[column] = cost;
}

void
ub_lp_bound(struct ub_lp *p, size_t column, double low, double high)
{
	Clp_columnLower(p->m)[column] = bound_of(low);
	Clp_columnUpper(p->m)[column] = bound_of(high);
}

/* What ClpSimplex.hpp calls them; the C interface has no names. */
enum { BASIC = 1, AT_LOWER = 3 };

void
ub_lp_restart(struct ub_lp *p)
{
	int i;

	if (!Clp_statusExists(p->m))
		return;
	for (i = 0; i < Clp_numberColumns(p->m); i++)
		Clp_setColumnStatus(p->m, i, AT_LOWER);
	for (i = 0; i < Clp_numberRows(p->m); i++)
		Clp_setRowStatus(p->m, i, BASIC);
}

enum ub_lp_status
ub_lp_solve(struct ub_lp *p, bool maximise, bool dual)
{
	Clp_setOptimizationDirection(p->m, maximise ? -1 : 1);
	if (dual)
		Clp_dual(p->m, 0);
	else
		Clp_primal(p->m, 0);
	switch (Clp_status(p->m)) {
	case 0:
		return UB_LP_OPTIMAL;
	case 1:
		return UB_LP_INFEASIBLE;
	case 2:
		return UB_LP_UNBOUNDED;
	default:
		return UB_LP_FAILED;
	}
}

const double *
ub_lp_value(const struct ub_lp *p)
{
	return Clp_primalColumnSolution(p->m);
}

const double *
ub_lp_reduced(const struct ub_lp *p)
{
	return Clp_dualColumnSolution(p->m);
}

const double *
ub_lp_price(const struct ub_lp *p)
{
	return Clp_dualRowSolution(p->m);
}

double
ub_lp_result(const struct ub_lp *p)
{
	return Clp_objectiveValue(p->m);
}

enum ub_status
ub_lp_gave_up(const struct ub_lp *p, struct ub_err *e)
{
	return ub_fail(e, UB_EDATA,
	    "the solver (Clp) gave up on a program of %d unknowns in %d sums: "
	    "make larger groups, or leave out totals or a measure",
	    Clp_numberColumns(p->m), Clp_numberRows(p->m));
}
