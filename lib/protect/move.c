/* move.c - see move.h. */
#include <math.h>
#include <stdlib.h>

#include "../base/mem.h"
#include "lp.h"
#include "move.h"

void
ub_move_free(struct ub_move *m)
{
	free(m->var);
	free(m->by);
	m->var = NULL;
	m->by = NULL;
	m->n = 0;
}

bool
ub_move_lone(const struct ub_web *w, uint32_t need, uint32_t var)
{
	uint32_t own = w->need[need].var;
	uint32_t a = w->var[own].unit, b = w->var[var].unit;

	if (!w->var[var].one || w->owner[var] == w->owner[own])
		return false;
	return a == UB_NONE || b == UB_NONE ||
	       w->unit[a].cell != w->unit[b].cell;
}

/* --- the program --------------------------------------------------------- */

/*
 * Columns 2i and 2i + 1: how far variable i goes up, and down; the first is the
 * one that needs it.  Rows are the equations of them all.
 *
 * First it is moved as far as it needs, at next to no cost.  Where it is not,
 * the prices of the rows tell which other variables would carry it on: those
 * are taken in, and what closes around them.  While equations that are not
 * looked at have no price, prices say too little of a variable, never too
 * much; so where no variable is worth its price, there is no movement.
 */
struct program {
	struct ub_search *s;
	const struct ub_web *w;
	const struct ub_near_ask *ask;
	const struct ub_move *m;
	struct ub_lp *lp;
	size_t n, neq; /* of s: in the program already */
	double hint;   /* what costs are multiplied by at first */
};

/* To move it a unit is worth more than what any sensible movement costs, but
 * not so much that the solver loses sight of costs. */
static const double REWARD = 1e7, HINT = 1e-6;

/* A hair on each cost, another for each variable, leaves one best answer
 * where there would be many. */
static double
cost_of(const struct ub_web *w, uint32_t need, uint32_t v)
{
	uint32_t u = w->var[v].unit;
	double hair = (double)(v * UINT32_C(2654435761) >> 12) * 0x1p-20;
	double cost = ub_move_lone(w, need, v) ? 0.1 : 1e-3;

	if (u != UB_NONE && w->unit[u].status < UB_PRIMARY)
		cost = w->unit[u].cost;
	return cost * (1 + hair * 1e-5);
}

static double
asked_for(const struct program *p)
{
	const struct ub_need *need = &p->w->need[p->m->need];

	return p->m->up ? need->up : need->down;
}

/* Is column i that of the need, the way it is to go? */
static bool
is_the_need(const struct program *p, size_t i)
{
	return i == (p->m->up ? 0 : 1);
}

static double
high_of(const struct program *p, size_t i)
{
	const struct ub_var *v = &p->w->var[p->s->var[i / 2]];

	if (is_the_need(p, i))
		return asked_for(p);
	if (i < 2)
		return 0;
	return i % 2 == 0 ? UB_LP_INF : v->value - v->floor;
}

/* Rows, columns and entries that are to be put into it. */
struct more {
	double *rlow, *rhigh, *low, *high, *cost, *value;
	int *start, *row;
};

static void
more_init(struct more *o, const struct program *p)
{
	const struct ub_web *w = p->w;
	const struct ub_search *s = p->s;
	size_t n = 2 * (s->n - p->n) + 1, m = s->neq - p->neq + 1, entries = 1;
	size_t i;

	for (i = p->n; i < s->n; i++)
		entries += 2 * (w->at[s->var[i] + 1] - w->at[s->var[i]]);
	o->rlow = ub_xcalloc(m, sizeof(*o->rlow));
	o->rhigh = ub_xcalloc(m, sizeof(*o->rhigh));
	o->low = ub_xcalloc(n, sizeof(*o->low));
	o->high = ub_xcalloc(n, sizeof(*o->high));
	o->cost = ub_xcalloc(n, sizeof(*o->cost));
	o->start = ub_xcalloc(n, sizeof(*o->start));
	o->row = ub_xcalloc(entries, sizeof(*o->row));
	o->value = ub_xcalloc(entries, sizeof(*o->value));
}

static void
more_free(struct more *o)
{
	free(o->rlow);
	free(o->rhigh);
	free(o->low);
	free(o->high);
	free(o->cost);
	free(o->start);
	free(o->row);
	free(o->value);
}

/* A sum makes 0, or what its slack leaves open. */
static void
put_rows(const struct program *p, struct more *o)
{
	const struct ub_search *s = p->s;
	const struct ub_web *w = p->w;
	size_t i;

	for (i = p->neq; i < s->neq; i++) {
		const struct ub_var *v = &w->var[s->slack[i]];

		if (s->slack[i] == UB_NONE)
			continue;
		o->rlow[i - p->neq] = v->floor - v->value;
		o->rhigh[i - p->neq] = UB_LP_INF;
		if (w->entry[w->eq[s->eq[i]]] != s->slack[i])
			continue;
		o->rlow[i - p->neq] = -UB_LP_INF;
		o->rhigh[i - p->neq] = v->value - v->floor;
	}
}

static void
put_columns(const struct program *p, struct more *o)
{
	const struct ub_search *s = p->s;
	const struct ub_web *w = p->w;
	size_t n = 2 * (s->n - p->n), entry = 0, i, k;

	for (i = 0; i < n; i++) {
		uint32_t v = s->var[p->n + i / 2];

		o->high[i] = high_of(p, 2 * p->n + i);
		o->cost[i] = is_the_need(p, 2 * p->n + i)
				 ? -REWARD
				 : p->hint * cost_of(w, p->m->need, v);
		o->start[i] = (int)entry;
		for (k = w->at[v]; k < w->at[v + 1]; k++) {
			double sign = w->entry[w->eq[w->of[k]]] == v ? 1 : -1;

			o->row[entry] = (int)s->row[w->of[k]];
			o->value[entry++] = i % 2 == 0 ? sign : -sign;
		}
	}
	o->start[n] = (int)entry;
}

/* Put what s has found since into the program. */
static void
take_in(struct program *p)
{
	const struct ub_search *s = p->s;
	struct more o;

	more_init(&o, p);
	put_rows(p, &o);
	put_columns(p, &o);
	ub_lp_grow(p->lp, &(struct ub_lp_more){ s->neq - p->neq, o.rlow,
			      o.rhigh, 2 * (s->n - p->n), o.low, o.high, o.cost,
			      o.start, o.row, o.value });
	p->n = s->n;
	p->neq = s->neq;
	more_free(&o);
}

/* What a unit of variable v would save, up or down, by the prices. */
static double
saving(const struct program *p, const double *price, uint32_t v)
{
	const struct ub_web *w = p->w;
	double cost = p->hint * cost_of(w, p->m->need, v), sum = 0;
	size_t k;

	for (k = w->at[v]; k < w->at[v + 1]; k++) {
		uint32_t e = w->of[k];

		if (p->s->seen[e] == p->s->round)
			sum += (w->entry[w->eq[e]] == v ? 1 : -1) *
			       price[p->s->row[e]];
	}
	if (sum < 0 && w->var[v].value - w->var[v].floor > 0)
		sum = -sum;
	return sum - cost;
}

/* A variable that is worth its price. */
struct worth {
	double saving;
	uint32_t var;
};

static int
most_first(const void *a, const void *b)
{
	const struct worth *x = a, *y = b;

	if (x->saving != y->saving)
		return x->saving < y->saving ? 1 : -1;
	return (x->var > y->var) - (x->var < y->var);
}

enum { MORE = 200 };

/* Take in those that are worth most; false where there is none. */
static bool
go_on(struct program *p)
{
	const double *price = ub_lp_price(p->lp);
	const struct ub_web *w = p->w;
	struct worth *worth = NULL;
	size_t n = 0, i, k;
	double by;

	for (k = 0; k < p->neq; k++) {
		uint32_t e = p->s->eq[k];

		if (fabs(price[k]) < 1e-9)
			continue;
		for (i = w->eq[e]; i < w->eq[e + 1]; i++) {
			uint32_t v = w->entry[i];

			if (p->s->place[v] != 0 || v == p->s->slack[k] ||
			    !ub_near_may(w, p->ask, v) ||
			    (by = saving(p, price, v)) < 1e-7)
				continue;
			worth = ub_xgrow(worth, n, sizeof(*worth));
			worth[n++] = (struct worth){ by, v };
		}
	}
	if (n > 0)
		qsort(worth, n, sizeof(*worth), most_first);
	for (i = k = 0; i < n && k < MORE; i++)
		k += ub_near_take(p->s, w, p->ask, worth[i].var);
	free(worth);
	if (n == 0)
		return false;
	ub_near_grow(p->s, w, p->ask, MORE);
	return true;
}

/* What one variable is moved by. */
struct step {
	uint32_t var;
	double by;
};

static int
by_number(const void *a, const void *b)
{
	uint32_t x = ((const struct step *)a)->var;
	uint32_t y = ((const struct step *)b)->var;

	return (x > y) - (x < y);
}

/* What the solver says of whole numbers is a hair off. */
static double
cleaned(double v)
{
	double whole = nearbyint(v);

	return fabs(v - whole) < 1e-6 ? whole : v;
}

/* What a sum has left over is what its slack moves. */
static double
left_over(const struct ub_search *s, const struct ub_web *w, const double *x,
    size_t row)
{
	double sum = 0;
	uint32_t e = s->eq[row];
	size_t i, at;

	for (i = w->eq[e]; i < w->eq[e + 1]; i++)
		if ((at = s->place[w->entry[i]]) != 0)
			sum += ub_web_sign(w, e, i) *
			       (x[2 * (at - 1)] - x[2 * (at - 1) + 1]);
	return w->entry[w->eq[e]] == s->slack[row] ? -sum : sum;
}

static void
put_step(struct ub_move *m, struct step *step, uint32_t var, double by)
{
	by = cleaned(by);
	if (by != 0)
		step[m->n++] = (struct step){ var, by };
}

static void
take_move(const struct ub_search *s, const struct ub_web *w, const double *x,
    struct ub_move *m)
{
	struct step *step =
	    ub_xreallocarray(NULL, s->n + s->neq, sizeof(*step));
	size_t i;

	for (i = 0; i < s->n; i++)
		put_step(m, step, s->var[i], x[2 * i] - x[2 * i + 1]);
	for (i = 0; i < s->neq; i++)
		if (s->slack[i] != UB_NONE)
			put_step(m, step, s->slack[i], left_over(s, w, x, i));
	if (m->n > 0)
		qsort(step, m->n, sizeof(*step), by_number);
	m->var = ub_xreallocarray(NULL, m->n, sizeof(*m->var));
	m->by = ub_xreallocarray(NULL, m->n, sizeof(*m->by));
	for (i = 0; i < m->n; i++) {
		m->var[i] = step[i].var;
		m->by[i] = step[i].by;
	}
	free(step);
}

/* In no sum at all: it moves alone. */
static void
take_alone(
    const struct ub_search *s, const struct ub_need *need, struct ub_move *m)
{
	m->var = ub_xmalloc(sizeof(*m->var));
	m->by = ub_xmalloc(sizeof(*m->by));
	m->var[0] = s->var[0];
	m->by[0] = m->up ? need->up : -need->down;
	m->n = 1;
}

static void
put_costs(struct program *p, double hint)
{
	size_t i;

	p->hint = hint;
	for (i = 0; i < 2 * p->n; i++)
		if (!is_the_need(p, i))
			ub_lp_cost(p->lp, i,
			    hint * cost_of(p->w, p->m->need, p->s->var[i / 2]));
}

static bool
arrived(const struct program *p)
{
	return ub_lp_value(p->lp)[p->m->up ? 0 : 1] >= asked_for(p) - 1e-7;
}

/* Costs count again: of all movements there are the cheapest. */
static enum ub_lp_status
make_cheap(struct program *p)
{
	ub_lp_bound(p->lp, p->m->up ? 0 : 1, asked_for(p), asked_for(p));
	put_costs(p, 1);
	return ub_lp_solve(p->lp, false, false);
}

static enum ub_status
solve(struct program *p, struct ub_move *m, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	bool good;

	p->lp = ub_lp_new(0, NULL, NULL, NULL);
	p->hint = 1;
	for (;;) {
		take_in(p);
		ub_lp_restart(p->lp);
		good = ub_lp_solve(p->lp, false, true) == UB_LP_OPTIMAL;
		if (!good || arrived(p))
			break;
		if (go_on(p))
			continue;
		if (p->hint < 1) {
			st = UB_END;
			break;
		}
		put_costs(p, HINT);
	}
	if (good && st == UB_OK && p->hint < 1)
		good = make_cheap(p) == UB_LP_OPTIMAL;
	if (good && st == UB_OK)
		take_move(p->s, p->w, ub_lp_value(p->lp), m);
	if (!good)
		st = ub_lp_gave_up(p->lp, e);
	ub_lp_free(p->lp);
	return st;
}

enum ub_status
ub_move_find(struct ub_search *s, const struct ub_web *w, const uint32_t *still,
    size_t n, bool hidden_only, struct ub_move *m, struct ub_err *e)
{
	struct ub_near_ask ask = { still, n, hidden_only };
	const struct ub_need *need = &w->need[m->need];
	struct program p = { .s = s, .w = w, .ask = &ask, .m = m };
	enum ub_status st = UB_OK;

	m->var = NULL;
	m->by = NULL;
	m->n = 0;
	if (!m->up &&
	    need->down > w->var[need->var].value - w->var[need->var].floor)
		return UB_END;
	ub_near_find(s, w, &ask, need->var, w->n <= UB_SMALL ? w->n : UB_NEAR);
	if (s->neq == 0)
		take_alone(s, need, m);
	else
		st = solve(&p, m, e);
	ub_near_forget(s);
	return st;
}
