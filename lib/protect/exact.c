/* exact.c - see exact.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../base/mem.h"
#include "exact.h"
#include "lp.h"
#include "move.h"

/* What must be possible: need n moves this way while one variable stands. */
struct demand {
	uint32_t need;
	uint32_t still; /* UB_NONE: no matter which */
	bool up;
};

/* One of these units must be hidden. */
struct condition {
	uint32_t *unit; /* places in run.unit; owned */
	size_t n;
};

struct run {
	struct ub_web *w;
	uint32_t *unit;  /* those that can be hidden or shown; n of them */
	uint32_t *place; /* of a unit among them, or UB_NONE */
	size_t n;
	double *cost; /* of each alone */
	bool *hide;   /* what is tried */
	bool *best;   /* what was found */
	double least; /* its cost */
	struct demand *demand;
	size_t ndemand;
	struct condition *condition;
	size_t ncondition;
	struct ub_lp *attacker;
	size_t programs; /* solved so far */
};

/* --- costs ---------------------------------------------------------------- */

/* A unit's cost holds those under it. */
static double
own_cost(const struct ub_web *w, uint32_t u)
{
	double cost = w->unit[u].cost;
	uint32_t c;

	for (c = w->unit[u].child; c != UB_NONE; c = w->unit[c].sister)
		cost -= w->unit[c].cost;
	return cost;
}

double
ub_exact_cost(const struct ub_web *w)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < w->nunit; i++)
		if (w->unit[i].status == UB_SECONDARY)
			sum += own_cost(w, (uint32_t)i);
	return sum;
}

/* Is it hidden with one that is hidden for its own sake? */
static bool
is_free(const struct ub_web *w, uint32_t u)
{
	uint32_t under = w->unit[u].under;

	if (w->unit[u].status != UB_SHOWN && w->unit[u].status != UB_SECONDARY)
		return false;
	return under == UB_NONE || w->unit[under].status != UB_PRIMARY;
}

static void
run_init(struct run *r, struct ub_web *w)
{
	uint32_t u;

	memset(r, 0, sizeof(*r));
	r->w = w;
	r->unit = ub_xreallocarray(NULL, w->nunit, sizeof(*r->unit));
	r->place = ub_xreallocarray(NULL, w->nunit, sizeof(*r->place));
	r->cost = ub_xreallocarray(NULL, w->nunit, sizeof(*r->cost));
	r->hide = ub_xcalloc(w->nunit, sizeof(*r->hide));
	r->best = ub_xcalloc(w->nunit, sizeof(*r->best));
	for (u = 0; u < w->nunit; u++) {
		r->place[u] = UB_NONE;
		if (!is_free(w, u))
			continue;
		r->place[u] = (uint32_t)r->n;
		r->unit[r->n] = u;
		r->cost[r->n] = own_cost(w, u);
		r->best[r->n] = w->unit[u].status == UB_SECONDARY;
		r->least += r->best[r->n] ? r->cost[r->n] : 0;
		r->n++;
	}
}

static void
run_free(struct run *r)
{
	size_t i;

	for (i = 0; i < r->ncondition; i++)
		free(r->condition[i].unit);
	free(r->condition);
	free(r->unit);
	free(r->place);
	free(r->cost);
	free(r->hide);
	free(r->best);
	free(r->demand);
	ub_lp_free(r->attacker);
}

/* --- the attacker ---------------------------------------------------------- */

static void
make_attacker(struct run *r)
{
	const struct ub_web *w = r->w;
	double *zero = ub_xcalloc(w->n + w->neq + 1, sizeof(*zero));
	int *start = ub_xcalloc(w->neq + 1, sizeof(*start));
	int *column = ub_xcalloc(w->nentry + 1, sizeof(*column));
	double *value = ub_xcalloc(w->nentry + 1, sizeof(*value));
	size_t e, i;

	for (e = 0; e < w->neq; e++) {
		start[e + 1] = (int)w->eq[e + 1];
		for (i = w->eq[e]; i < w->eq[e + 1]; i++) {
			column[i] = (int)w->entry[i];
			value[i] = ub_web_sign(w, e, i);
		}
	}
	r->attacker = ub_lp_new(w->n, zero, zero, zero);
	ub_lp_rows(r->attacker, w->neq, zero, zero, start, column, value);
	free(zero);
	free(start);
	free(column);
	free(value);
}

static bool
is_hidden(const struct run *r, uint32_t v, bool all)
{
	uint32_t u = r->w->var[v].unit;

	if (r->w->var[v].known)
		return false;
	if (u == UB_NONE)
		return true;
	if (r->w->unit[u].status == UB_PUBLIC)
		return false;
	return r->place[u] == UB_NONE ? true : all || r->hide[r->place[u]];
}

/* How far the need can be moved as demanded, through what is hidden or through
 * all that could be; no further than it needs. */
static bool
can_move(struct run *r, const struct demand *d, bool all)
{
	const struct ub_need *need = &r->w->need[d->need];
	double by = d->up ? need->up : need->down, low, high;
	bool good;
	uint32_t v;

	for (v = 0; v < r->w->n; v++) {
		low = high = 0;
		if (v != d->still && is_hidden(r, v, all)) {
			low = r->w->var[v].floor - r->w->var[v].value;
			high = UB_LP_INF;
		}
		if (v == need->var && d->up && high > by)
			high = by;
		if (v == need->var && !d->up && low < -by)
			low = -by;
		ub_lp_bound(r->attacker, v, low, high);
	}
	r->programs++;
	ub_lp_cost(r->attacker, need->var, d->up ? 1 : -1);
	good = ub_lp_solve(r->attacker, true, false) == UB_LP_OPTIMAL &&
	       fabs(ub_lp_value(r->attacker)[need->var]) >= by - 1e-6;
	ub_lp_cost(r->attacker, need->var, 0);
	return good;
}

/*
 * The units that are shown and have a price in the program just solved: while
 * all of them are shown, the prices prove that he knows no less.
 */
static bool
add_condition(struct run *r)
{
	const double *price = ub_lp_reduced(r->attacker);
	struct condition c = { 0 };
	uint32_t v, at;
	size_t i;

	for (v = 0; v < r->w->n; v++) {
		if (r->w->var[v].unit == UB_NONE || fabs(price[v]) < 1e-9)
			continue;
		at = r->place[r->w->var[v].unit];
		if (at == UB_NONE || r->hide[at])
			continue;
		for (i = 0; i < c.n && c.unit[i] != at; i++)
			;
		if (i < c.n)
			continue;
		c.unit = ub_xgrow(c.unit, c.n, sizeof(*c.unit));
		c.unit[c.n++] = at;
	}
	if (c.n == 0)
		return false;
	r->condition =
	    ub_xgrow(r->condition, r->ncondition, sizeof(*r->condition));
	r->condition[r->ncondition++] = c;
	return true;
}

/* A movement down that somebody alone makes impossible, whatever is hidden, is
 * not demanded; one up would have been refused. */
static void
add_demand(struct run *r, uint32_t need, bool up, uint32_t still)
{
	struct demand d = { need, still, up };

	if (r->programs >= UB_EXACT_PROGRAMS ||
	    (still != UB_NONE && !can_move(r, &d, true)))
		return;
	r->demand = ub_xgrow(r->demand, r->ndemand, sizeof(d));
	r->demand[r->ndemand++] = d;
}

static void
find_demands(struct run *r)
{
	const struct ub_web *w = r->w;
	uint32_t need, v;
	int up;

	for (need = 0; need < w->nneed; need++) {
		for (up = 0; up < 2; up++) {
			if ((up ? w->need[need].up : w->need[need].down) <= 0)
				continue;
			add_demand(r, need, up, UB_NONE);
			for (v = 0; v < w->n && !w->need[need].wish &&
				    (up || !w->need[need].firm);
			     v++)
				if (ub_move_lone(w, need, v))
					add_demand(r, need, up, v);
		}
	}
}

/* Do the units in r->hide protect?  Where not, there are conditions more, or
 * *lost is set: none could be found. */
static bool
protects(struct run *r, bool *lost)
{
	size_t i, had = r->ncondition;

	for (i = 0; i < r->ndemand && r->ncondition < had + 8; i++)
		if (!can_move(r, &r->demand[i], false))
			*lost = !add_condition(r) || *lost;
	return r->ncondition == had;
}

/* --- branch and bound ------------------------------------------------------ */

/* A choice that is made: this unit is hidden, or shown. */
struct choice {
	uint32_t at;
	bool hide, turned;
};

static struct ub_lp *
make_master(const struct run *r, size_t *rows)
{
	double *zero = ub_xcalloc(r->n + 1, sizeof(*zero));
	double *one = ub_xreallocarray(NULL, r->n + 1, sizeof(*one));
	struct ub_lp *lp;
	uint32_t under;
	size_t i;

	for (i = 0; i <= r->n; i++)
		one[i] = 1;
	lp = ub_lp_new(r->n, zero, one, r->cost);
	for (i = 0; i < r->n; i++) {
		under = r->w->unit[r->unit[i]].under;
		if (under == UB_NONE || r->place[under] == UB_NONE)
			continue;
		ub_lp_rows(lp, 1, zero, (double[]){ UB_LP_INF },
		    (int[]){ 0, 2 }, (int[]){ (int)i, (int)r->place[under] },
		    (double[]){ 1, -1 });
	}
	*rows = 0;
	free(zero);
	free(one);
	return lp;
}

static void
put_conditions(const struct run *r, struct ub_lp *lp, size_t *rows)
{
	for (; *rows < r->ncondition; ++*rows) {
		const struct condition *c = &r->condition[*rows];
		int *column = ub_xcalloc(c->n, sizeof(*column));
		double *value = ub_xcalloc(c->n, sizeof(*value));
		int start[2] = { 0, (int)c->n };
		size_t i;

		for (i = 0; i < c->n; i++) {
			column[i] = (int)c->unit[i];
			value[i] = 1;
		}
		ub_lp_rows(lp, 1, (double[]){ 1 }, (double[]){ UB_LP_INF },
		    start, column, value);
		free(column);
		free(value);
	}
}

/* The unit that is least decided, or UB_NONE when all are; r->hide is what
 * they are. */
static uint32_t
undecided(struct run *r, const double *x)
{
	uint32_t i, found = UB_NONE;
	double far = 1e-6, off;

	for (i = 0; i < r->n; i++) {
		r->hide[i] = x[i] > 0.5;
		off = fabs(x[i] - nearbyint(x[i]));
		if (off <= far)
			continue;
		far = off;
		found = i;
	}
	return found;
}

static void
set_choice(struct ub_lp *lp, const struct choice *c)
{
	ub_lp_bound(lp, c->at, c->hide ? 1 : 0, c->hide ? 1 : 0);
}

/* Back to the last choice that can be made otherwise; false: there is none. */
static bool
turn(struct ub_lp *lp, struct choice *path, size_t *depth)
{
	while (*depth > 0) {
		struct choice *c = &path[*depth - 1];

		if (!c->turned) {
			c->turned = true;
			c->hide = !c->hide;
			set_choice(lp, c);
			return true;
		}
		ub_lp_bound(lp, c->at, 0, 1);
		--*depth;
	}
	return false;
}

/* Search until nothing is cheaper; false when the programs ran out. */
static bool
search(struct run *r, struct ub_lp *lp, size_t *rows, struct choice *path)
{
	size_t depth = 0;
	uint32_t at;
	bool lost = false, whole = true;

	/* nothing hidden: the first conditions, for Clp wants a row */
	if (protects(r, &lost)) {
		memset(r->best, 0, r->n * sizeof(*r->best));
		return true;
	}
	while (r->programs < UB_EXACT_PROGRAMS && !lost) {
		put_conditions(r, lp, rows);
		r->programs++;
		whole = ub_lp_solve(lp, false, true) == UB_LP_OPTIMAL;
		if (!whole || ub_lp_result(lp) >= r->least - 1e-6) {
			if (!turn(lp, path, &depth))
				return true;
			continue;
		}
		at = undecided(r, ub_lp_value(lp));
		if (at == UB_NONE) {
			if (!protects(r, &lost) || lost)
				continue;
			r->least = ub_lp_result(lp);
			memcpy(r->best, r->hide, r->n * sizeof(*r->best));
			continue;
		}
		path[depth] = (struct choice){ at, true, false };
		set_choice(lp, &path[depth++]);
	}
	return false;
}

static void
take_best(const struct run *r)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		r->w->unit[r->unit[i]].status =
		    r->best[i] ? UB_SECONDARY : UB_SHOWN;
}

bool
ub_exact(struct ub_web *w)
{
	struct choice *path;
	struct ub_lp *lp;
	struct run r;
	size_t rows;
	bool proved;

	if (w->n > UB_EXACT_MAX || w->nneed == 0 || w->neq == 0)
		return w->nneed == 0 || w->neq == 0;
	run_init(&r, w);
	path = ub_xcalloc(r.n + 1, sizeof(*path));
	make_attacker(&r);
	find_demands(&r);
	lp = make_master(&r, &rows);
	proved = r.n == 0 || search(&r, lp, &rows, path);
	take_best(&r);
	ub_lp_free(lp);
	free(path);
	run_free(&r);
	return proved;
}
