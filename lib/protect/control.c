/* control.c - counts rounded so that all sums hold; noise.h. */
#include <math.h>
#include <stdlib.h>

#include "lp.h"
#include "noise.h"

/*
 * A column for each variable: 0, the multiple below, or 1, the one above.  The
 * linear program lets them be between; where some are, one is set to the
 * nearer end and the program solved again, and where that cannot be, to the
 * other: depth first, until all are whole or all ways are tried.
 *
 * Where that finds none, totals may be further away, by two columns more for
 * each variable: multiples above the one above, and below the one below.  They
 * cost so much that they are few.  Then what is no total is set step by step,
 * a part of it in each, and never back: a total follows its parts.
 */
struct rounding {
	const struct ub_web *w;
	double base;
	struct ub_lp *lp;
	bool *total; /* of each variable: is it the sum of others? */
	bool wide;   /* may they be further away? */
	struct choice *path;
	size_t depth, programs;
};

enum {
	STEPS = 50, /* multiples that a total may be off */
	FAR = 100   /* what each of them costs; the nearer end costs -1..1 */
};

struct choice {
	size_t at;
	bool up, turned;
};

struct program {
	double *low, *high, *cost, *right, *value;
	int *start, *column;
};

static void
add_entry(struct program *p, size_t *n, size_t column, double value)
{
	p->column[*n] = (int)column;
	p->value[(*n)++] = value;
}

static void
fill_columns(const struct rounding *r, struct program *p)
{
	const struct ub_web *w = r->w;
	double value, over, below;
	size_t i;

	for (i = 0; i < w->n; i++) {
		value = w->var[i].value;
		over = fmod(value, r->base);
		p->high[i] = over > 0;
		p->cost[i] = 1 - 2 * over / r->base +
			     (double)((i * UINT32_C(2654435761)) % 4096) * 1e-9;
		if (!r->wide)
			continue;
		below = (value - over) / r->base;
		p->cost[w->n + 2 * i] = p->cost[w->n + 2 * i + 1] = FAR;
		p->high[w->n + 2 * i] = r->total[i] ? STEPS : 0;
		p->high[w->n + 2 * i + 1] = !r->total[i]    ? 0
					    : below < STEPS ? below
							    : STEPS;
	}
}

static void
fill_rows(const struct rounding *r, struct program *p)
{
	const struct ub_web *w = r->w;
	size_t i, e, n = 0;

	for (e = 0; e < w->neq; e++) {
		p->start[e] = (int)n;
		for (i = w->eq[e]; i < w->eq[e + 1]; i++) {
			uint32_t v = w->entry[i];
			double value = w->var[v].value;
			double sign = ub_web_sign(w, e, i);

			p->right[e] -=
			    sign * (value - fmod(value, r->base)) / r->base;
			add_entry(p, &n, v, sign);
			if (!r->wide || !r->total[v])
				continue;
			add_entry(p, &n, w->n + 2 * v, sign);
			add_entry(p, &n, w->n + 2 * v + 1, -sign);
		}
	}
	p->start[e] = (int)n;
}

static struct ub_lp *
make_program(const struct rounding *r)
{
	const struct ub_web *w = r->w;
	size_t n = (r->wide ? 3 : 1) * w->n;
	struct program p;
	struct ub_lp *lp;

	p.low = ub_xcalloc(n, sizeof(*p.low));
	p.high = ub_xcalloc(n, sizeof(*p.high));
	p.cost = ub_xcalloc(n, sizeof(*p.cost));
	p.right = ub_xcalloc(w->neq + 1, sizeof(*p.right));
	p.start = ub_xcalloc(w->neq + 1, sizeof(*p.start));
	p.column = ub_xcalloc(3 * w->nentry + 1, sizeof(*p.column));
	p.value = ub_xcalloc(3 * w->nentry + 1, sizeof(*p.value));
	fill_columns(r, &p);
	fill_rows(r, &p);
	lp = ub_lp_new(n, p.low, p.high, p.cost);
	ub_lp_rows(lp, w->neq, p.right, p.right, p.start, p.column, p.value);
	free(p.low);
	free(p.high);
	free(p.cost);
	free(p.right);
	free(p.start);
	free(p.column);
	free(p.value);
	return lp;
}

/* The column that is nearest to whole and is not, or SIZE_MAX. */
static size_t
between(const struct rounding *r)
{
	const double *x = ub_lp_value(r->lp);
	double near = 1, off;
	size_t i, found = SIZE_MAX;

	for (i = 0; i < r->w->n; i++) {
		off = fabs(x[i] - nearbyint(x[i]));
		if (off <= 1e-6 || off >= near)
			continue;
		near = off;
		found = i;
	}
	return found;
}

static void
choose(struct rounding *r, size_t at)
{
	bool up = ub_lp_value(r->lp)[at] >= 0.5;

	r->path[r->depth++] = (struct choice){ at, up, false };
	ub_lp_bound(r->lp, at, up, up);
}

/* Back to the last choice that can be made otherwise; false: there is none. */
static bool
turn(struct rounding *r)
{
	while (r->depth > 0) {
		struct choice *c = &r->path[r->depth - 1];

		if (!c->turned) {
			c->turned = true;
			c->up = !c->up;
			ub_lp_bound(r->lp, c->at, c->up, c->up);
			return true;
		}
		ub_lp_bound(r->lp, c->at, 0, 1);
		r->depth--;
	}
	return false;
}

/* Programs that are worth it: of large ones each takes long. */
static size_t
most_programs(const struct rounding *r)
{
	size_t most = UB_CONTROL_WORK / (r->w->n + 1);

	return most > UB_CONTROL_PROGRAMS ? UB_CONTROL_PROGRAMS : most;
}

/* UB_OK: the columns are whole; UB_END: they cannot be; UB_EDATA: nobody
 * knows. */
static enum ub_status
search(struct rounding *r)
{
	enum ub_lp_status st = ub_lp_solve(r->lp, false, true);
	size_t at, most = most_programs(r);

	for (r->programs = 1; r->programs < most; r->programs++) {
		if (st == UB_LP_OPTIMAL) {
			if ((at = between(r)) == SIZE_MAX)
				return UB_OK;
			choose(r, at);
		} else if (st != UB_LP_INFEASIBLE) {
			return UB_EDATA;
		} else if (!turn(r)) {
			return UB_END;
		}
		st = ub_lp_solve(r->lp, false, true);
	}
	return UB_EDATA;
}

/* --- totals further away --------------------------------------------------- */

/* Of cells, and not of the numbers of one: its base and what is missing have
 * a rounding always. */
static bool
sums_cells(const struct ub_web *w, size_t e)
{
	uint32_t total = w->var[w->entry[w->eq[e]]].unit, part;
	size_t i;

	for (i = w->eq[e] + 1; i < w->eq[e + 1]; i++) {
		part = w->var[w->entry[i]].unit;
		if (total != UB_NONE && part != UB_NONE &&
		    w->unit[part].cell != w->unit[total].cell)
			return true;
	}
	return false;
}

/* What is printed nowhere, as rests of numerators, follows as well. */
static void
find_totals(struct rounding *r)
{
	size_t e, i;

	r->total = ub_xcalloc(r->w->n, sizeof(*r->total));
	for (i = 0; i < r->w->n; i++)
		r->total[i] = r->w->var[i].unit == UB_NONE;
	for (e = 0; e < r->w->neq; e++)
		if (sums_cells(r->w, e))
			r->total[r->w->entry[r->w->eq[e]]] = true;
}

struct nearest {
	double off;
	size_t at;
};

static int
by_nearness(const void *a, const void *b)
{
	const struct nearest *x = a, *y = b;

	if (x->off != y->off)
		return x->off < y->off ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

/* Those between, totals or others. */
static size_t
find_between(
    const struct rounding *r, const double *x, bool totals, struct nearest *to)
{
	size_t i, n = 0;
	double off;

	for (i = 0; i < r->w->n; i++) {
		off = fabs(x[i] - nearbyint(x[i]));
		if (r->total[i] == totals && off > 1e-6)
			to[n++] = (struct nearest){ off, i };
	}
	return n;
}

/* Set a part of those that are between, the nearest first; how many were
 * between.  Totals come last: most are whole then. */
static size_t
settle(struct rounding *r, struct nearest *near)
{
	const double *x = ub_lp_value(r->lp);
	size_t i, n = find_between(r, x, false, near);
	double whole;

	if (n == 0)
		n = find_between(r, x, true, near);
	if (n > 0)
		qsort(near, n, sizeof(*near), by_nearness);
	for (i = 0; i < n && i <= n / 8; i++) {
		whole = nearbyint(x[near[i].at]);
		ub_lp_bound(r->lp, near[i].at, whole, whole);
	}
	return n;
}

/* UB_END: tables that share totals leave no way, or it was not this one. */
static enum ub_status
search_wide(struct rounding *r)
{
	struct nearest *near = ub_xcalloc(r->w->n, sizeof(*near));
	enum ub_lp_status st;

	ub_lp_free(r->lp);
	r->wide = true;
	r->lp = make_program(r);
	st = ub_lp_solve(r->lp, false, true);
	while (st == UB_LP_OPTIMAL && settle(r, near) > 0)
		st = ub_lp_solve(r->lp, false, true);
	free(near);
	return st == UB_LP_OPTIMAL ? UB_OK : UB_END;
}

/* --- the result -------------------------------------------------------------- */

static void
take(struct ub_noise *n, const struct rounding *r)
{
	const double *x = ub_lp_value(r->lp);
	double value, by;
	size_t i;

	n->rounded = ub_xreallocarray(NULL, r->w->n, sizeof(*n->rounded));
	for (i = 0; i < r->w->n; i++) {
		value = r->w->var[i].value;
		by = x[i];
		if (r->wide)
			by += x[r->w->n + 2 * i] - x[r->w->n + 2 * i + 1];
		n->rounded[i] =
		    value - fmod(value, r->base) + r->base * nearbyint(by);
		n->further += fabs(n->rounded[i] - value) >= r->base &&
			      r->w->var[i].unit != UB_NONE;
	}
}

/* By adding, without the solver; and nothing is below 0. */
static bool
sums_hold(const struct ub_noise *n, const struct ub_web *w)
{
	double sum;
	size_t e, i;

	for (i = 0; i < w->n; i++)
		if (n->rounded[i] < 0 && w->var[i].value >= 0)
			return false;
	for (e = 0; e < w->neq; e++) {
		for (sum = 0, i = w->eq[e]; i < w->eq[e + 1]; i++)
			sum += ub_web_sign(w, e, i) * n->rounded[w->entry[i]];
		if (sum != 0)
			return false;
	}
	return true;
}

enum ub_status
ub_noise_control(struct ub_noise *n, const struct ub_web *w, struct ub_err *e)
{
	struct rounding r = { .w = w, .base = (double)n->base };
	enum ub_status st;

	if (w->n == 0) /* Clp solves no program of nothing */
		return UB_OK;
	r.lp = make_program(&r);
	r.path = ub_xcalloc(w->n + 1, sizeof(*r.path));
	find_totals(&r);
	st = search(&r);
	if (st != UB_OK)
		st = search_wide(&r);
	if (st == UB_OK) {
		take(n, &r);
		if (!sums_hold(n, w))
			st = UB_EDATA;
	}
	ub_lp_free(r.lp);
	free(r.path);
	free(r.total);
	if (st == UB_OK)
		return UB_OK;
	return ub_fail(e, UB_EDATA,
	    "no rounding to %lld was found that keeps all sums: take another "
	    "base, fewer tables, or --by nearest",
	    (long long)n->base);
}
