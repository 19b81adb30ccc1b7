/* attack.c - see attack.h. */
#include <stdlib.h>

#include "../base/mem.h"
#include "attack.h"
#include "lp.h"

/*
 * Unknowns that hang together by sums are one part, and a program of its own.
 * Columns are their movements from the true values; then one column for each
 * whose movement is asked for, between 0 and 1 and no more than that.
 */
struct part {
	const struct ub_web *w;
	bool *solved;    /* of each variable: shown, or given by one sum */
	uint32_t *place; /* of a variable in the part, + 1 */
	uint32_t *seen;  /* equations taken */
	uint32_t *var;
	size_t n;
	uint32_t *eq;
	size_t neq;
};

static void
part_init(struct part *p, const struct ub_web *w)
{
	size_t i;

	p->w = w;
	p->solved = ub_xcalloc(w->n, sizeof(*p->solved));
	p->place = ub_xcalloc(w->n, sizeof(*p->place));
	p->seen = ub_xcalloc(w->neq, sizeof(*p->seen));
	p->var = ub_xreallocarray(NULL, w->n, sizeof(*p->var));
	p->eq = ub_xreallocarray(NULL, w->neq, sizeof(*p->eq));
	p->n = p->neq = 0;
	for (i = 0; i < w->n; i++)
		p->solved[i] =
		    !ub_web_hidden(w, (uint32_t)i) || w->var[i].known;
}

static void
part_free(struct part *p)
{
	free(p->solved);
	free(p->place);
	free(p->seen);
	free(p->var);
	free(p->eq);
}

/* A sum with one unknown gives it, and so on: subtraction alone. */
static void
subtract(struct part *p)
{
	const struct ub_web *w = p->w;
	uint32_t *todo = ub_xreallocarray(NULL, w->nentry, sizeof(*todo));
	uint32_t *open = ub_xcalloc(w->neq, sizeof(*open));
	size_t n = 0, i, e, k;
	uint32_t v;

	for (e = 0; e < w->neq; e++) {
		for (i = w->eq[e]; i < w->eq[e + 1]; i++)
			open[e] += !p->solved[w->entry[i]];
		if (open[e] == 1)
			todo[n++] = (uint32_t)e;
	}
	while (n > 0) {
		e = todo[--n];
		for (i = w->eq[e]; i < w->eq[e + 1]; i++)
			if (!p->solved[w->entry[i]])
				break;
		if (i == w->eq[e + 1])
			continue;
		v = w->entry[i];
		p->solved[v] = true;
		for (k = w->at[v]; k < w->at[v + 1]; k++)
			if (--open[w->of[k]] == 1)
				todo[n++] = w->of[k];
	}
	free(todo);
	free(open);
}

static void
take(struct part *p, uint32_t v)
{
	if (p->solved[v] || p->place[v] != 0)
		return;
	p->var[p->n++] = v;
	p->place[v] = (uint32_t)p->n;
}

/* All unknowns that hang together with v. */
static void
gather(struct part *p, uint32_t v)
{
	const struct ub_web *w = p->w;
	size_t at, k, i;
	uint32_t e;

	p->n = p->neq = 0;
	take(p, v);
	for (at = 0; at < p->n; at++) {
		for (k = w->at[p->var[at]]; k < w->at[p->var[at] + 1]; k++) {
			e = w->of[k];
			if (p->seen[e] != 0)
				continue;
			p->seen[e] = 1;
			p->eq[p->neq++] = e;
			for (i = w->eq[e]; i < w->eq[e + 1]; i++)
				take(p, w->entry[i]);
		}
	}
}

static void
put_back(struct part *p)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		p->place[p->var[i]] = 0;
	for (i = 0; i < p->neq; i++)
		p->seen[p->eq[i]] = 0;
}

/* --- the program --------------------------------------------------------- */

static size_t
count_entries(const struct part *p)
{
	size_t n = 0, i;

	for (i = 0; i < p->neq; i++)
		n += p->w->eq[p->eq[i] + 1] - p->w->eq[p->eq[i]];
	return n;
}

static void
add_sums(struct ub_lp_gather *g, const struct part *p)
{
	const struct ub_web *w = p->w;
	size_t i, k, at;

	for (i = 0; i < p->neq; i++) {
		ub_lp_gather_row(g, 0, 0);
		for (k = w->eq[p->eq[i]]; k < w->eq[p->eq[i] + 1]; k++)
			if ((at = p->place[w->entry[k]]) != 0)
				ub_lp_gather_entry(
				    g, at - 1, ub_web_sign(w, p->eq[i], k));
	}
}

/* The sums, and for each of the `asked` columns behind the others: no more
 * than its variable moves, in this direction. */
static struct ub_lp *
program(const struct part *p, const uint32_t *ask, size_t asked, double way)
{
	size_t n = p->n + asked, i;
	double *low = ub_xcalloc(n, sizeof(*low));
	double *high = ub_xcalloc(n, sizeof(*high));
	double *cost = ub_xcalloc(n, sizeof(*cost));
	struct ub_lp *lp;
	struct ub_lp_gather g;

	ub_lp_gather_init(&g, p->neq + asked, count_entries(p) + 2 * asked);
	add_sums(&g, p);
	for (i = 0; i < p->n; i++) {
		low[i] =
		    p->w->var[p->var[i]].floor - p->w->var[p->var[i]].value;
		high[i] = UB_LP_INF;
	}
	for (i = 0; i < asked; i++) {
		high[p->n + i] = 1;
		cost[p->n + i] = 1;
		ub_lp_gather_row(&g, -UB_LP_INF, 0);
		ub_lp_gather_entry(&g, p->n + i, 1);
		ub_lp_gather_entry(&g, p->place[ask[i]] - 1, -way);
	}
	lp = ub_lp_new(n, low, high, cost);
	ub_lp_gather_add(lp, &g);
	free(low);
	free(high);
	free(cost);
	return lp;
}

enum ub_status
ub_attack_bounds(const struct ub_web *w, uint32_t v, double *low, double *high,
    struct ub_err *e)
{
	enum ub_lp_status down, up = UB_LP_OPTIMAL;
	struct part p;
	struct ub_lp *lp;

	part_init(&p, w);
	subtract(&p);
	*low = *high = w->var[v].value;
	if (p.solved[v]) {
		part_free(&p);
		return UB_OK;
	}
	gather(&p, v);
	lp = program(&p, NULL, 0, 1);
	ub_lp_cost(lp, p.place[v] - 1, 1);
	if ((down = ub_lp_solve(lp, false, false)) == UB_LP_OPTIMAL)
		*low += ub_lp_value(lp)[p.place[v] - 1];
	if (down == UB_LP_OPTIMAL)
		up = ub_lp_solve(lp, true, false);
	if (up == UB_LP_OPTIMAL)
		*high += ub_lp_value(lp)[p.place[v] - 1];
	else if (up == UB_LP_UNBOUNDED)
		*high = UB_LP_INF;
	ub_lp_free(lp);
	part_free(&p);
	return down == UB_LP_OPTIMAL && up != UB_LP_FAILED &&
		       up != UB_LP_INFEASIBLE
		   ? UB_OK
		   : ub_fail(e, UB_EDATA, "the solver gave up");
}

/* --- all of them ---------------------------------------------------------- */

/* What a solution moves by a whole is open; does it show that of any? */
static bool
look_at(const struct part *p, const struct ub_lp *lp, bool *open)
{
	const double *x = ub_lp_value(lp);
	bool any = false;
	size_t i;

	for (i = 0; i < p->n; i++) {
		if (x[i] < 1 - 1e-6 && x[i] > -1 + 1e-6)
			continue;
		any = any || !open[p->var[i]];
		open[p->var[i]] = true;
	}
	return any;
}

static enum ub_status
gave_up(struct ub_err *e)
{
	return ub_fail(e, UB_EDATA, "the solver gave up");
}

/* Move as many of those asked for as can be at once.  *any tells whether one
 * was found open. */
static enum ub_status
round_of(const struct part *p, const uint32_t *ask, size_t asked, double way,
    bool *open, bool *any, struct ub_err *e)
{
	struct ub_lp *lp = program(p, ask, asked, way);
	bool solved = ub_lp_solve(lp, true, false) == UB_LP_OPTIMAL;

	*any = solved && look_at(p, lp, open);
	ub_lp_free(lp);
	return solved ? UB_OK : gave_up(e);
}

/* Move column c of lp by up to 1 and no other on purpose, from where the last
 * solution left them: all costs are 0 but its own. */
static bool
move_one(struct ub_lp *lp, const struct part *p, size_t c, bool *open)
{
	const struct ub_var *v = &p->w->var[p->var[c]];
	double low = v->floor - v->value, way;
	bool solved = true;

	ub_lp_bound(lp, c, low < -1 ? -1 : low, 1);
	for (way = 1; way >= -1 && solved && !open[p->var[c]]; way -= 2) {
		ub_lp_cost(lp, c, way);
		solved = ub_lp_solve(lp, true, false) == UB_LP_OPTIMAL;
		if (solved)
			(void)look_at(p, lp, open);
	}
	ub_lp_cost(lp, c, 0);
	ub_lp_bound(lp, c, low, UB_LP_INF);
	return solved;
}

/* What several could not do at once, each may do alone. */
static enum ub_status
one_by_one(const struct part *p, const uint32_t *ask, size_t n, bool *open,
    struct ub_err *e)
{
	struct ub_lp *lp = program(p, NULL, 0, 1);
	bool solved = true;
	size_t i;

	for (i = 0; i < n && solved; i++)
		if (!open[ask[i]])
			solved = move_one(lp, p, p->place[ask[i]] - 1, open);
	ub_lp_free(lp);
	return solved ? UB_OK : gave_up(e);
}

static size_t
still_asked(const struct part *p, const bool *open, uint32_t *ask)
{
	size_t n = 0, i;

	for (i = 0; i < p->n; i++)
		if (!open[p->var[i]] && p->w->var[p->var[i]].unit != UB_NONE)
			ask[n++] = p->var[i];
	return n;
}

/* Not looked at: it stays as hidden as what is open. */
static void
leave_hidden(const uint32_t *ask, size_t n, bool *open)
{
	size_t i;

	for (i = 0; i < n; i++)
		open[ask[i]] = true;
}

static enum ub_status
attack_part(struct part *p, bool *open, uint32_t *ask, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	double way;
	size_t n = still_asked(p, open, ask);
	bool any;

	if (p->n > UB_ATTACK_MAX && n > UB_ATTACK_ASKED) {
		leave_hidden(ask, n, open);
		return UB_OK;
	}
	for (way = 1; way >= -1; way -= 2) {
		for (any = true; any && st == UB_OK;) {
			if ((n = still_asked(p, open, ask)) == 0)
				return UB_OK;
			st = round_of(p, ask, n, way, open, &any, e);
		}
	}
	n = still_asked(p, open, ask);
	return st == UB_OK && n > 0 ? one_by_one(p, ask, n, open, e) : st;
}

/* What is not open now never will be: it need not be looked at again. */
static void
settle(struct part *p, const bool *open)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		p->solved[p->var[i]] = !open[p->var[i]];
}

enum ub_status
ub_attack_known(struct ub_web *w, bool *open, struct ub_err *e)
{
	uint32_t *ask = ub_xreallocarray(NULL, w->n, sizeof(*ask));
	enum ub_status st = UB_OK;
	struct part p;
	uint32_t v;

	part_init(&p, w);
	subtract(&p);
	for (v = 0; v < w->n && st == UB_OK; v++) {
		if (p.solved[v] || open[v] || w->var[v].unit == UB_NONE)
			continue;
		gather(&p, v);
		st = attack_part(&p, open, ask, e);
		settle(&p, open);
		put_back(&p);
	}
	for (v = 0; v < w->n; v++)
		if (ub_web_hidden(w, v) && w->var[v].unit != UB_NONE &&
		    !open[v])
			w->var[v].known = true;
	part_free(&p);
	free(ask);
	return st;
}
