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
 */
struct rounding {
	const struct ub_web *w;
	double base;
	struct ub_lp *lp;
	struct choice *path;
	size_t depth, programs;
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
fill(const struct ub_web *w, double base, struct program *p)
{
	double floor_of, over;
	size_t i, e, n = 0;

	for (i = 0; i < w->n; i++) {
		over = fmod(w->var[i].value, base);
		p->high[i] = over > 0;
		p->cost[i] = 1 - 2 * over / base +
			     (double)((i * UINT32_C(2654435761)) % 4096) * 1e-9;
	}
	for (e = 0; e < w->neq; e++) {
		p->start[e] = (int)n;
		for (i = w->eq[e]; i < w->eq[e + 1]; i++) {
			double value = w->var[w->entry[i]].value;

			floor_of = (value - fmod(value, base)) / base;
			p->right[e] -= ub_web_sign(w, e, i) * floor_of;
			p->column[n] = (int)w->entry[i];
			p->value[n++] = ub_web_sign(w, e, i);
		}
	}
	p->start[e] = (int)n;
}

static struct ub_lp *
make_program(const struct ub_web *w, double base)
{
	struct program p;
	struct ub_lp *lp;

	p.low = ub_xcalloc(w->n, sizeof(*p.low));
	p.high = ub_xcalloc(w->n, sizeof(*p.high));
	p.cost = ub_xcalloc(w->n, sizeof(*p.cost));
	p.right = ub_xcalloc(w->neq + 1, sizeof(*p.right));
	p.start = ub_xcalloc(w->neq + 1, sizeof(*p.start));
	p.column = ub_xcalloc(w->nentry + 1, sizeof(*p.column));
	p.value = ub_xcalloc(w->nentry + 1, sizeof(*p.value));
	fill(w, base, &p);
	lp = ub_lp_new(w->n, p.low, p.high, p.cost);
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

/* UB_OK: the columns are whole; UB_END: they cannot be; UB_EDATA: nobody
 * knows. */
static enum ub_status
search(struct rounding *r)
{
	enum ub_lp_status st = ub_lp_solve(r->lp, false, false);
	size_t at;

	for (r->programs = 1; r->programs < UB_CONTROL_PROGRAMS;
	     r->programs++) {
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

static void
take(struct ub_noise *n, const struct rounding *r)
{
	const double *x = ub_lp_value(r->lp);
	double value;
	size_t i;

	n->rounded = ub_xreallocarray(NULL, r->w->n, sizeof(*n->rounded));
	for (i = 0; i < r->w->n; i++) {
		value = r->w->var[i].value;
		n->rounded[i] =
		    value - fmod(value, r->base) + r->base * nearbyint(x[i]);
	}
}

/* By adding, without the solver. */
static bool
sums_hold(const struct ub_noise *n, const struct ub_web *w)
{
	double sum;
	size_t e, i;

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
	r.lp = make_program(w, r.base);
	r.path = ub_xcalloc(w->n + 1, sizeof(*r.path));
	st = search(&r);
	if (st == UB_OK) {
		take(n, &r);
		if (!sums_hold(n, w))
			st = UB_EDATA;
	}
	ub_lp_free(r.lp);
	free(r.path);
	if (st == UB_OK)
		return UB_OK;
	return ub_fail(e, UB_EDATA,
	    st == UB_END ? "there is no rounding to %lld that keeps all sums: "
			   "take another base, or --by nearest"
			 : "no rounding to %lld was found that keeps all sums, "
			   "in %d programs: take another base, or --by nearest",
	    (long long)n->base, UB_CONTROL_PROGRAMS);
}
