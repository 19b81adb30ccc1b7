/* attack.c - see attack.h. */
#include <stdlib.h>

#include "../base/mem.h"
#include "attack.h"
#include "lp.h"

/*
 * Unknowns that hang together by sums are one part, and a program of its own.
 * Columns are their movements from the true values.  What is printed nowhere
 * and is in one sum only is no column, but makes that sum a range.
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
	uint32_t asked; /* a variable that is a column in any case */
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
	p->asked = UB_NONE;
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

/* Is it in one sum only, and nobody asks for it? */
static bool
is_slack(const struct part *p, uint32_t v)
{
	return p->w->var[v].unit == UB_NONE && v != p->asked &&
	       p->w->at[v + 1] - p->w->at[v] == 1;
}

/* Equation e, with what its slacks leave open. */
static void
add_sum(struct ub_lp_gather *g, const struct part *p, uint32_t e)
{
	const struct ub_web *w = p->w;
	double low = 0, high = 0, by;
	uint32_t v;
	size_t k;

	for (k = w->eq[e]; k < w->eq[e + 1]; k++) {
		v = w->entry[k];
		if (p->place[v] == 0 || !is_slack(p, v))
			continue;
		by = w->var[v].value - w->var[v].floor;
		if (ub_web_sign(w, e, k) < 0) {
			low -= by;
			high = UB_LP_INF;
		} else {
			low = -UB_LP_INF;
			high += by;
		}
	}
	ub_lp_gather_row(g, low, high);
	for (k = w->eq[e]; k < w->eq[e + 1]; k++) {
		v = w->entry[k];
		if (p->place[v] != 0 && !is_slack(p, v))
			ub_lp_gather_entry(
			    g, p->place[v] - 1, ub_web_sign(w, e, k));
	}
}

/* The sums; slacks stand still, for they are their rows. */
static struct ub_lp *
program(const struct part *p)
{
	double *low = ub_xcalloc(p->n + 1, sizeof(*low));
	double *high = ub_xcalloc(p->n + 1, sizeof(*high));
	struct ub_lp *lp;
	struct ub_lp_gather g;
	size_t i;

	ub_lp_gather_init(&g, p->neq, count_entries(p));
	for (i = 0; i < p->neq; i++)
		add_sum(&g, p, p->eq[i]);
	for (i = 0; i < p->n; i++) {
		const struct ub_var *v = &p->w->var[p->var[i]];

		if (is_slack(p, p->var[i]))
			continue;
		low[i] = v->floor - v->value;
		high[i] = UB_LP_INF;
	}
	lp = ub_lp_new(p->n, low, high, NULL);
	ub_lp_gather_add(lp, &g);
	free(low);
	free(high);
	return lp;
}

enum ub_status
ub_attack_bounds(const struct ub_web *w, uint32_t v, double *low, double *high,
    struct ub_err *e)
{
	enum ub_lp_status down, up = UB_LP_OPTIMAL;
	enum ub_status st = UB_OK;
	struct part p;
	struct ub_lp *lp;

	part_init(&p, w);
	p.asked = v;
	subtract(&p);
	*low = *high = w->var[v].value;
	if (p.solved[v]) {
		part_free(&p);
		return UB_OK;
	}
	gather(&p, v);
	lp = program(&p);
	ub_lp_cost(lp, p.place[v] - 1, 1);
	if ((down = ub_lp_solve(lp, false, false)) == UB_LP_OPTIMAL)
		*low += ub_lp_value(lp)[p.place[v] - 1];
	if (down == UB_LP_OPTIMAL)
		up = ub_lp_solve(lp, true, false);
	if (up == UB_LP_OPTIMAL)
		*high += ub_lp_value(lp)[p.place[v] - 1];
	else if (up == UB_LP_UNBOUNDED)
		*high = UB_LP_INF;
	if (down != UB_LP_OPTIMAL || up == UB_LP_FAILED ||
	    up == UB_LP_INFEASIBLE)
		st = ub_lp_gave_up(lp, e);
	ub_lp_free(lp);
	part_free(&p);
	return st;
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

/* A number from 0.5 to 1 with a sign, for a variable in a round: the same
 * everywhere, and not made up of others by chance. */
static double
direction(uint32_t v, uint64_t round)
{
	uint64_t h = (v + 1) * UINT64_C(0x9e3779b97f4a7c15) +
		     round * UINT64_C(0xd1b54a32d192ed03);

	h ^= h >> 29;
	h *= UINT64_C(0xbf58476d1ce4e5b9);
	h ^= h >> 32;
	return (h & 1 ? 1 : -1) * (0.5 + (double)(h >> 12) * 0x1p-53);
}

enum { ROUNDS = 40 };
enum found { FOUND_SOME, FOUND_NONE, FOUND_CLOSED, FOUND_NOTHING };

/*
 * Go as far as can be in a direction in which all that are asked for have a
 * part, and as far back, none of them beyond 1.  Where neither leads anywhere
 * none of them moves: a direction of such numbers lies across no movement.
 */
static enum found
go(struct ub_lp *lp, const struct part *p, const uint32_t *ask, size_t n,
    uint64_t round, bool *open)
{
	bool any = false, far = false;
	double way;
	size_t i;

	for (way = 1; way >= -1; way -= 2) {
		for (i = 0; i < n; i++)
			ub_lp_cost(lp, p->place[ask[i]] - 1,
			    way * direction(ask[i], round));
		if (ub_lp_solve(lp, true, false) != UB_LP_OPTIMAL)
			return FOUND_NOTHING;
		far = far || ub_lp_result(lp) > 1e-7;
		any = look_at(p, lp, open) || any;
	}
	return any ? FOUND_SOME : far ? FOUND_NONE : FOUND_CLOSED;
}

static void
bound_asked(struct ub_lp *lp, const struct part *p, const uint32_t *ask,
    size_t n, double by)
{
	size_t i;

	for (i = 0; i < n; i++) {
		const struct ub_var *v = &p->w->var[ask[i]];
		double low = v->floor - v->value;

		ub_lp_cost(lp, p->place[ask[i]] - 1, 0);
		ub_lp_bound(
		    lp, p->place[ask[i]] - 1, low < -by ? -by : low, by);
	}
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

/* Many at once; true when nothing is left to be asked for. */
static enum ub_status
many(struct ub_lp *lp, const struct part *p, bool *open, uint32_t *ask,
    bool *done, struct ub_err *e)
{
	enum found found = FOUND_SOME;
	uint64_t round;
	size_t n;

	*done = false;
	for (round = 0; round < ROUNDS && found == FOUND_SOME; round++) {
		if ((n = still_asked(p, open, ask)) == 0)
			break;
		bound_asked(lp, p, ask, n, 1);
		found = go(lp, p, ask, n, round, open);
		bound_asked(lp, p, ask, n, UB_LP_INF);
	}
	*done = found == FOUND_CLOSED || still_asked(p, open, ask) == 0;
	return found == FOUND_NOTHING ? ub_lp_gave_up(lp, e) : UB_OK;
}

static enum ub_status
attack_part(struct part *p, bool *open, uint32_t *ask, struct ub_err *e)
{
	enum ub_status st;
	struct ub_lp *lp;
	bool done, solved = true;
	size_t n, i;

	lp = program(p);
	st = many(lp, p, open, ask, &done, e);
	n = still_asked(p, open, ask);
	if (!done && p->n > UB_ATTACK_MAX && n > UB_ATTACK_ASKED) {
		leave_hidden(ask, n, open);
		n = 0;
	}
	for (i = 0; i < n && st == UB_OK && !done && solved; i++)
		if (!open[ask[i]])
			solved = move_one(lp, p, p->place[ask[i]] - 1, open);
	if (!solved)
		st = ub_lp_gave_up(lp, e);
	ub_lp_free(lp);
	return st;
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
