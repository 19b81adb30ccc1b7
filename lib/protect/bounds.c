/* bounds.c - see bounds.h. */
#include <coin/Clp_C_Interface.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "bounds.h"

/* The sums as a sparse matrix, row by row, over the unknowns. */
struct system {
	const struct ub_published *t;
	size_t *unknown; /* of each cell: number + 1, 0 when it is known */
	size_t *cell;    /* of each unknown */
	size_t n;
	int *column; /* entries */
	double *value;
	size_t nentry;
	int *start; /* of each row in the entries; nrow + 1 of them */
	double *low, *high;
	size_t nrow;
};

static bool
is_count(const struct ub_published *t, size_t col)
{
	return col >= t->nkey && t->legend->col[col].type == UB_COUNT;
}

static bool
is_hidden(struct ub_slice f)
{
	char why = ub_missing(f);

	return why == UB_HIDDEN || why == 'l';
}

static void
find_unknowns(struct system *s)
{
	const struct ub_published *t = s->t;
	size_t i;

	s->unknown = ub_xcalloc(t->n * t->ncol, sizeof(*s->unknown));
	for (i = 0; i < t->n * t->ncol; i++) {
		if (!is_count(t, i % t->ncol) || !is_hidden(t->cell[i]))
			continue;
		s->cell = ub_xgrow(s->cell, s->n, sizeof(*s->cell));
		s->cell[s->n++] = i;
		s->unknown[i] = s->n;
	}
}

static void
add_entry(struct system *s, size_t unknown, double value)
{
	s->column = ub_xgrow(s->column, s->nentry, sizeof(*s->column));
	s->value = ub_xgrow(s->value, s->nentry, sizeof(*s->value));
	s->column[s->nentry] = (int)unknown;
	s->value[s->nentry++] = value;
}

/* Is the cell known, unknown to us, or nothing we can reckon with? */
enum state { KNOWN, UNKNOWN, UNUSABLE };

static enum state
state_of(const struct system *s, size_t cell, int64_t *v)
{
	if (s->unknown[cell] != 0)
		return UNKNOWN;
	return ub_published_count(s->t, cell / s->t->ncol, cell % s->t->ncol, v)
		   ? KNOWN
		   : UNUSABLE;
}

/* parts - total = 0, or <= 0: what is known goes to the right side. */
static void
add_sum(void *arg, const struct ub_sum *sum)
{
	struct system *s = arg;
	size_t first = s->nentry, i;
	int64_t right = 0, v;
	enum state st;

	st = state_of(s, sum->total, &v);
	if (st == KNOWN)
		right = v;
	else if (st == UNKNOWN)
		add_entry(s, s->unknown[sum->total] - 1, -1);
	for (i = 0; i < sum->n && st != UNUSABLE; i++) {
		st = state_of(s, sum->part[i], &v);
		if (st == KNOWN)
			right -= v;
		else if (st == UNKNOWN)
			add_entry(s, s->unknown[sum->part[i]] - 1, 1);
	}
	if (st == UNUSABLE || s->nentry == first) {
		s->nentry = first;
		return;
	}
	s->start = ub_xgrow(s->start, s->nrow, sizeof(*s->start));
	s->low = ub_xgrow(s->low, s->nrow, sizeof(*s->low));
	s->high = ub_xgrow(s->high, s->nrow, sizeof(*s->high));
	s->start[s->nrow] = (int)first;
	s->low[s->nrow] = sum->at_least ? -DBL_MAX : (double)right;
	s->high[s->nrow++] = (double)right;
}

static void
system_free(struct system *s)
{
	free(s->unknown);
	free(s->cell);
	free(s->column);
	free(s->value);
	free(s->start);
	free(s->low);
	free(s->high);
}

/* --- the programs ------------------------------------------------------ */

/* Clp takes columns; a matrix by rows is its transpose, so load it empty and
 * add the rows. */
static Clp_Simplex *
load(const struct system *s)
{
	Clp_Simplex *m = Clp_newModel();
	size_t i;

	Clp_setLogLevel(m, 0);
	Clp_resize(m, 0, (int)s->n);
	for (i = 0; i < s->n; i++) {
		Clp_columnLower(m)[i] = 0;
		Clp_columnUpper(m)[i] = DBL_MAX;
	}
	Clp_addRows(
	    m, (int)s->nrow, s->low, s->high, s->start, s->column, s->value);
	return m;
}

enum { OPTIMAL = 0, INFEASIBLE = 1, UNBOUNDED = 2 };

/* sense 1: the least value of that unknown, -1: the greatest. */
static int
solve(Clp_Simplex *m, size_t unknown, double sense, double *value)
{
	int status;

	Clp_objective(m)[unknown] = 1;
	Clp_setOptimizationDirection(m, sense);
	Clp_primal(m, 0);
	status = Clp_status(m);
	*value = Clp_primalColumnSolution(m)[unknown];
	Clp_objective(m)[unknown] = 0;
	return status;
}

static enum ub_status
bound_one(Clp_Simplex *m, size_t unknown, struct ub_bound *b, struct ub_err *e)
{
	const double slack = 1e-6; /* counts: a hair from whole is whole */
	double v;
	int status;

	status = solve(m, unknown, 1, &v);
	if (status != OPTIMAL)
		return ub_fail(e, UB_EDATA, "the solver gave up");
	b->low = (int64_t)ceil(v - slack);
	status = solve(m, unknown, -1, &v);
	if (status != OPTIMAL && status != UNBOUNDED)
		return ub_fail(e, UB_EDATA, "the solver gave up");
	b->high = status == UNBOUNDED ? -1 : (int64_t)floor(v + slack);
	return UB_OK;
}

/* Without a sum nothing is known of them. */
static void
no_bounds(struct ub_bounds *b, const struct system *s)
{
	size_t i;

	b->bound = ub_xreallocarray(NULL, s->n, sizeof(*b->bound));
	b->n = s->n;
	for (i = 0; i < s->n; i++)
		b->bound[i] = (struct ub_bound){ s->cell[i], 0, -1 };
}

static enum ub_status
bound_all(struct ub_bounds *b, const struct system *s, struct ub_err *e)
{
	Clp_Simplex *m = load(s);
	enum ub_status st = UB_OK;
	size_t i;

	Clp_primal(m, 0);
	b->contradiction = Clp_status(m) == INFEASIBLE;
	b->bound = ub_xreallocarray(NULL, s->n, sizeof(*b->bound));
	for (i = 0; i < s->n && !b->contradiction && st == UB_OK; i++) {
		b->bound[i].cell = s->cell[i];
		st = bound_one(m, i, &b->bound[i], e);
		b->n++;
	}
	Clp_deleteModel(m);
	return st;
}

enum ub_status
ub_bounds_find(
    struct ub_bounds *b, const struct ub_published *t, struct ub_err *e)
{
	struct system s = { .t = t };
	enum ub_status st = UB_OK;

	memset(b, 0, sizeof(*b));
	find_unknowns(&s);
	ub_published_sums(t, add_sum, &s);
	b->nsum = s.nrow;
	s.start = ub_xgrow(s.start, s.nrow, sizeof(*s.start));
	s.start[s.nrow] = (int)s.nentry;
	if (s.nrow > 0)
		st = bound_all(b, &s, e);
	else
		no_bounds(b, &s);
	system_free(&s);
	return st;
}

void
ub_bounds_free(struct ub_bounds *b)
{
	free(b->bound);
	memset(b, 0, sizeof(*b));
}
