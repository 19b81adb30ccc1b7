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

/* Columns 2i and 2i + 1: how far variable i goes up, and down. */
struct program {
	double *low, *high, *cost;
	int *start, *column;
	double *value, *zero;
	size_t nrow, nentry;
};

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

static void
fill_columns(const struct ub_search *s, const struct ub_web *w,
    const struct ub_move *m, struct program *p)
{
	const struct ub_need *need = &w->need[m->need];
	double by = m->up ? need->up : need->down;
	size_t i;

	for (i = 0; i < s->n; i++) {
		p->low[2 * i] = p->low[2 * i + 1] = 0;
		p->high[2 * i] = UB_LP_INF;
		p->high[2 * i + 1] =
		    w->var[s->var[i]].value - w->var[s->var[i]].floor;
		p->cost[2 * i] = p->cost[2 * i + 1] =
		    cost_of(w, m->need, s->var[i]);
	}
	/* the first looked at is the one that needs it */
	p->low[m->up ? 0 : 1] = p->high[m->up ? 0 : 1] = by;
	p->high[m->up ? 1 : 0] = 0;
}

static void
add_row(const struct ub_search *s, const struct ub_web *w, uint32_t e,
    struct program *p)
{
	size_t i, at;
	double sign;

	p->start[p->nrow++] = (int)p->nentry;
	for (i = w->eq[e]; i < w->eq[e + 1]; i++) {
		if ((at = s->place[w->entry[i]]) == 0)
			continue;
		sign = ub_web_sign(w, e, i);
		p->column[p->nentry] = (int)(2 * (at - 1));
		p->value[p->nentry++] = sign;
		p->column[p->nentry] = (int)(2 * (at - 1) + 1);
		p->value[p->nentry++] = -sign;
	}
}

/* All equations with one of the variables in them hold; the others stand
 * still. */
static void
fill_rows(struct ub_search *s, const struct ub_web *w, struct program *p)
{
	size_t i, k;
	uint32_t e;

	s->round++;
	for (i = 0; i < s->n; i++) {
		for (k = w->at[s->var[i]]; k < w->at[s->var[i] + 1]; k++) {
			e = w->of[k];
			if (s->seen[e] != s->round)
				add_row(s, w, e, p);
			s->seen[e] = s->round;
		}
	}
	p->start[p->nrow] = (int)p->nentry;
}

static void
program_init(
    struct program *p, const struct ub_search *s, const struct ub_web *w)
{
	size_t nrow = 0, nentry = 0, i, k;
	uint32_t e;

	memset(p, 0, sizeof(*p));
	for (i = 0; i < s->n; i++) {
		for (k = w->at[s->var[i]]; k < w->at[s->var[i] + 1]; k++) {
			e = w->of[k];
			nrow++;
			nentry += w->eq[e + 1] - w->eq[e];
		}
	}
	p->low = ub_xcalloc(2 * s->n, sizeof(*p->low));
	p->high = ub_xcalloc(2 * s->n, sizeof(*p->high));
	p->cost = ub_xcalloc(2 * s->n, sizeof(*p->cost));
	p->start = ub_xcalloc(nrow + 1, sizeof(*p->start));
	p->zero = ub_xcalloc(nrow + 1, sizeof(*p->zero));
	p->column = ub_xcalloc(2 * nentry + 1, sizeof(*p->column));
	p->value = ub_xcalloc(2 * nentry + 1, sizeof(*p->value));
}

static void
program_free(struct program *p)
{
	free(p->low);
	free(p->high);
	free(p->cost);
	free(p->start);
	free(p->zero);
	free(p->column);
	free(p->value);
}

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* What the solver says of whole numbers is a hair off. */
static double
cleaned(double v)
{
	double whole = nearbyint(v);

	return fabs(v - whole) < 1e-6 ? whole : v;
}

static void
take_move(struct ub_search *s, const double *x, struct ub_move *m)
{
	double by;
	size_t i;

	m->var = ub_xreallocarray(NULL, s->n, sizeof(*m->var));
	m->by = ub_xreallocarray(NULL, s->n, sizeof(*m->by));
	for (i = 0; i < s->n; i++)
		if (cleaned(x[2 * i] - x[2 * i + 1]) != 0)
			m->var[m->n++] = s->var[i];
	qsort(m->var, m->n, sizeof(*m->var), by_number);
	for (i = 0; i < m->n; i++) {
		by = x[2 * (s->place[m->var[i]] - 1)] -
		     x[2 * (s->place[m->var[i]] - 1) + 1];
		m->by[i] = cleaned(by);
	}
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

static enum ub_status
solve(struct ub_search *s, const struct ub_web *w, struct ub_move *m,
    struct ub_err *e)
{
	enum ub_lp_status st;
	struct program p;
	struct ub_lp *lp;

	program_init(&p, s, w);
	fill_columns(s, w, m, &p);
	fill_rows(s, w, &p);
	if (p.nrow == 0) {
		take_alone(s, &w->need[m->need], m);
		program_free(&p);
		return UB_OK;
	}
	lp = ub_lp_new(2 * s->n, p.low, p.high, p.cost);
	ub_lp_rows(lp, p.nrow, p.zero, p.zero, p.start, p.column, p.value);
	st = ub_lp_solve(lp, false, true);
	if (st == UB_LP_OPTIMAL)
		take_move(s, ub_lp_value(lp), m);
	ub_lp_free(lp);
	program_free(&p);
	return st == UB_LP_OPTIMAL ? UB_OK
	       : st == UB_LP_INFEASIBLE
		   ? UB_END
		   : ub_fail(e, UB_EDATA, "the solver gave up");
}

enum ub_status
ub_move_find(struct ub_search *s, const struct ub_web *w, const uint32_t *still,
    size_t n, bool hidden_only, struct ub_move *m, struct ub_err *e)
{
	struct ub_near_ask ask = { still, n, hidden_only };
	const struct ub_need *need = &w->need[m->need];
	enum ub_status st = UB_END;
	size_t limit = w->n <= UB_SMALL ? w->n : UB_NEAR, had = 0;

	m->var = NULL;
	m->by = NULL;
	m->n = 0;
	if (!m->up &&
	    need->down > w->var[need->var].value - w->var[need->var].floor)
		return UB_END;
	for (; st == UB_END; limit *= 4) {
		ub_near_find(s, w, &ask, need->var, limit);
		if (s->n > had)
			st = solve(s, w, m, e);
		if (limit >= w->n)
			break;
		had = s->n;
	}
	ub_near_forget(s);
	return st;
}
