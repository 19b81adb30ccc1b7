/* bounds.c - see bounds.h. */
#include <math.h>
#include <stdlib.h>

#include "bounds.h"
#include "lp.h"

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
	s->low[s->nrow] = sum->at_least ? -UB_LP_INF : (double)right;
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

/* What solutions have shown of an unknown. */
struct seen {
	double low, high;
	bool settled; /* as far apart as asked for */
};

static const double slack = 1e-6; /* counts: a hair from whole is whole */

static bool
is_wide(const struct seen *s, int64_t width)
{
	return floor(s->high + slack) - ceil(s->low - slack) + 1 >=
	       (double)width;
}

static bool
look_at(const struct ub_lp *lp, struct seen *seen, size_t n, int64_t width)
{
	const double *x = ub_lp_value(lp);
	bool any = false;
	size_t i;

	for (i = 0; i < n; i++) {
		if (x[i] < seen[i].low)
			seen[i].low = x[i];
		if (x[i] > seen[i].high)
			seen[i].high = x[i];
		if (!seen[i].settled && is_wide(&seen[i], width))
			any = seen[i].settled = true;
	}
	return any;
}

/* Each asked for has a column more, that goes as far as it moves away from
 * what was seen, and no further than is wanted: all of them at once. */
struct asked {
	size_t n;
	int *start, *column;
	double *value, *low, *high;
};

static void
ask_for(const struct system *s, const struct seen *seen, double way,
    int64_t width, struct asked *a, double *far)
{
	size_t i, k = 0;

	for (i = 0; i < s->n; i++) {
		far[i] = 0;
		if (seen[i].settled)
			continue;
		far[i] = way > 0 ? ceil(seen[i].low - slack) + (double)width -
				       1 - seen[i].low
				 : seen[i].high - (floor(seen[i].high + slack) -
						      (double)width + 1);
		a->start[a->n] = (int)k;
		a->low[a->n] = -UB_LP_INF;
		/* z <= x - low, or z <= high - x */
		a->high[a->n++] = way > 0 ? -seen[i].low : seen[i].high;
		a->column[k] = (int)(s->n + i);
		a->value[k++] = 1;
		a->column[k] = (int)i;
		a->value[k++] = -way;
	}
	a->start[a->n] = (int)k;
}

/* A program of the sums; with `far` one more column for each unknown. */
static struct ub_lp *
load(const struct system *s, const double *far)
{
	size_t n = far == NULL ? s->n : 2 * s->n, i;
	double *low = ub_xcalloc(n, sizeof(*low));
	double *high = ub_xcalloc(n, sizeof(*high));
	double *cost = ub_xcalloc(n, sizeof(*cost));
	struct ub_lp *lp;

	for (i = 0; i < s->n; i++)
		high[i] = UB_LP_INF;
	for (; i < n; i++) {
		high[i] = far[i - s->n];
		cost[i] = 1;
	}
	lp = ub_lp_new(n, low, high, cost);
	ub_lp_rows(lp, s->nrow, s->low, s->high, s->start, s->column, s->value);
	free(low);
	free(high);
	free(cost);
	return lp;
}

static enum ub_status
gave_up(struct ub_err *e)
{
	return ub_fail(e, UB_EDATA, "the solver gave up");
}

/* Move all that are not settled one way at once; *any: one settled. */
static enum ub_status
move_all(const struct system *s, struct seen *seen, double way, int64_t width,
    bool *any, struct ub_err *e)
{
	struct asked a = { 0 };
	double *far = ub_xcalloc(s->n, sizeof(*far));
	enum ub_lp_status st;
	struct ub_lp *lp;

	a.start = ub_xcalloc(s->n + 1, sizeof(*a.start));
	a.low = ub_xcalloc(s->n, sizeof(*a.low));
	a.high = ub_xcalloc(s->n, sizeof(*a.high));
	a.column = ub_xcalloc(2 * s->n, sizeof(*a.column));
	a.value = ub_xcalloc(2 * s->n, sizeof(*a.value));
	ask_for(s, seen, way, width, &a, far);
	*any = false;
	if (a.n > 0) {
		lp = load(s, far);
		ub_lp_rows(lp, a.n, a.low, a.high, a.start, a.column, a.value);
		st = ub_lp_solve(lp, true, false);
		*any = st == UB_LP_OPTIMAL && look_at(lp, seen, s->n, width);
		ub_lp_free(lp);
	} else {
		st = UB_LP_OPTIMAL;
	}
	free(far);
	free(a.start);
	free(a.low);
	free(a.high);
	free(a.column);
	free(a.value);
	return st == UB_LP_OPTIMAL ? UB_OK : gave_up(e);
}

/* One by itself, exactly. */
static enum ub_status
bound_one(struct ub_lp *lp, size_t unknown, struct seen *s, struct ub_err *e)
{
	enum ub_lp_status down, up;

	ub_lp_cost(lp, unknown, 1);
	down = ub_lp_solve(lp, false, false);
	s->low = ub_lp_value(lp)[unknown];
	up = ub_lp_solve(lp, true, false);
	s->high = up == UB_LP_UNBOUNDED ? INFINITY : ub_lp_value(lp)[unknown];
	ub_lp_cost(lp, unknown, 0);
	return down == UB_LP_OPTIMAL &&
		       (up == UB_LP_OPTIMAL || up == UB_LP_UNBOUNDED)
		   ? UB_OK
		   : gave_up(e);
}

/* After each, what its solution shows of the others. */
static enum ub_status
settle_one(const struct system *s, struct ub_lp *lp, struct seen *seen,
    size_t unknown, int64_t width, struct ub_err *e)
{
	struct seen mine = seen[unknown];
	enum ub_status st = bound_one(lp, unknown, &mine, e);

	(void)look_at(lp, seen, s->n, width);
	seen[unknown] = mine;
	return st;
}

static enum ub_status
settle_all(const struct system *s, struct ub_lp *lp, struct seen *seen,
    int64_t width, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	double way;
	size_t i;
	bool any;

	for (way = 1; way >= -1; way -= 2)
		for (any = true; any && st == UB_OK;)
			st = move_all(s, seen, way, width, &any, e);
	for (i = 0; i < s->n && st == UB_OK; i++)
		if (!seen[i].settled)
			st = settle_one(s, lp, seen, i, width, e);
	return st;
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
bound_all(struct ub_bounds *b, const struct system *s, int64_t width,
    struct ub_err *e)
{
	struct seen *seen = ub_xcalloc(s->n, sizeof(*seen));
	struct ub_lp *lp = load(s, NULL);
	enum ub_status st = UB_OK;
	enum ub_lp_status first;
	size_t i;

	first = ub_lp_solve(lp, false, false);
	b->contradiction = first == UB_LP_INFEASIBLE;
	if (first == UB_LP_FAILED)
		st = gave_up(e);
	for (i = 0; i < s->n; i++)
		seen[i] = (struct seen){ ub_lp_value(lp)[i], ub_lp_value(lp)[i],
			false };
	if (st == UB_OK && !b->contradiction)
		st = settle_all(s, lp, seen, width, e);
	b->bound = ub_xreallocarray(NULL, s->n, sizeof(*b->bound));
	/* a contradiction says nothing of the single cell */
	for (i = 0; i < s->n && !b->contradiction; i++) {
		b->bound[i].cell = s->cell[i];
		b->bound[i].low = (int64_t)ceil(seen[i].low - slack);
		b->bound[i].high = isinf(seen[i].high)
				       ? -1
				       : (int64_t)floor(seen[i].high + slack);
		b->n++;
	}
	ub_lp_free(lp);
	free(seen);
	return st;
}

enum ub_status
ub_bounds_find(struct ub_bounds *b, const struct ub_published *t, int64_t width,
    struct ub_err *e)
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
		st = bound_all(b, &s, width, e);
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
