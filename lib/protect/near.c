/* near.c - see near.h. */
#include <stdlib.h>
#include <string.h>

#include "../base/mem.h"
#include "near.h"

enum { STUCK = 2000 }; /* twice what a small cell costs */

struct ub_near {
	uint32_t open; /* when it was put here */
	uint32_t var;
	double cost;
};

void
ub_search_init(struct ub_search *s, const struct ub_web *w)
{
	memset(s, 0, sizeof(*s));
	s->place = ub_xcalloc(w->n, sizeof(*s->place));
	s->seen = ub_xcalloc(w->neq, sizeof(*s->seen));
	s->open = ub_xcalloc(w->n, sizeof(*s->open));
	s->round_of = ub_xcalloc(w->n, sizeof(*s->round_of));
	s->var = ub_xreallocarray(NULL, w->n, sizeof(*s->var));
	s->eq = ub_xreallocarray(NULL, w->neq, sizeof(*s->eq));
	s->row = ub_xcalloc(w->neq, sizeof(*s->row));
	s->slack = ub_xcalloc(w->neq, sizeof(*s->slack));
}

void
ub_search_free(struct ub_search *s)
{
	free(s->place);
	free(s->seen);
	free(s->open);
	free(s->round_of);
	free(s->var);
	free(s->eq);
	free(s->row);
	free(s->slack);
	free(s->heap);
}

bool
ub_near_may(const struct ub_web *w, const struct ub_near_ask *ask, uint32_t v)
{
	uint32_t u = w->var[v].unit;
	size_t i;

	if (w->var[v].known)
		return false;
	for (i = 0; i < ask->n; i++)
		if (ask->still[i] == v)
			return false;
	if (u == UB_NONE)
		return true;
	if (ask->hidden_only)
		return w->unit[u].status >= UB_PRIMARY;
	return w->unit[u].status != UB_PUBLIC;
}

/* --- what comes next ------------------------------------------------------ */

static bool
before(const struct ub_near *a, const struct ub_near *b)
{
	if (a->open != b->open)
		return a->open < b->open;
	if (a->cost != b->cost)
		return a->cost < b->cost;
	return a->var < b->var;
}

static void
push(struct ub_search *s, struct ub_near x)
{
	size_t i, up;

	s->heap = ub_xgrow(s->heap, s->nheap, sizeof(*s->heap));
	for (i = s->nheap++; i > 0; i = up) {
		up = (i - 1) / 2;
		if (!before(&x, &s->heap[up]))
			break;
		s->heap[i] = s->heap[up];
	}
	s->heap[i] = x;
}

static struct ub_near
pop(struct ub_search *s)
{
	struct ub_near first = s->heap[0], last = s->heap[--s->nheap];
	size_t i = 0, down;

	while ((down = 2 * i + 1) < s->nheap) {
		if (down + 1 < s->nheap &&
		    before(&s->heap[down + 1], &s->heap[down]))
			down++;
		if (!before(&s->heap[down], &last))
			break;
		s->heap[i] = s->heap[down];
		i = down;
	}
	s->heap[i] = last;
	return first;
}

/* What is hidden costs nothing more; what cannot go down is of half the use. */
static double
cost_of(const struct ub_web *w, uint32_t v)
{
	uint32_t u = w->var[v].unit;
	double cost = w->var[v].value - w->var[v].floor < 1 ? STUCK : 0;

	return u == UB_NONE || w->unit[u].status >= UB_PRIMARY
		   ? cost
		   : cost + w->unit[u].cost;
}

/* --- looking around ------------------------------------------------------- */

/* Variable v has one equation less that is not taken. */
static void
come_nearer(struct ub_search *s, const struct ub_web *w, uint32_t v)
{
	if (s->round_of[v] != s->round) {
		s->round_of[v] = s->round;
		s->open[v] = (uint32_t)(w->at[v + 1] - w->at[v]);
	}
	s->open[v]--;
	push(s, (struct ub_near){ s->open[v], v, cost_of(w, v) });
}

/* A variable of equation e alone that is hidden already. */
static uint32_t
slack_of(const struct ub_search *s, const struct ub_web *w,
    const struct ub_near_ask *ask, uint32_t e)
{
	size_t i;
	uint32_t x;

	for (i = w->eq[e]; i < w->eq[e + 1]; i++) {
		x = w->entry[i];
		if (w->at[x + 1] - w->at[x] == 1 && s->place[x] == 0 &&
		    ub_web_hidden(w, x) && ub_near_may(w, ask, x))
			return x;
	}
	return UB_NONE;
}

static void
take_equation(struct ub_search *s, const struct ub_web *w,
    const struct ub_near_ask *ask, uint32_t e)
{
	uint32_t slack = slack_of(s, w, ask, e), x;
	size_t i;

	s->seen[e] = s->round;
	s->row[e] = (uint32_t)s->neq;
	s->slack[s->neq] = slack;
	s->eq[s->neq++] = e;
	for (i = w->eq[e]; i < w->eq[e + 1]; i++) {
		x = w->entry[i];
		if (s->place[x] == 0 && x != slack && ub_near_may(w, ask, x))
			come_nearer(s, w, x);
	}
}

static void
look_at(struct ub_search *s, const struct ub_web *w,
    const struct ub_near_ask *ask, uint32_t v)
{
	size_t k;

	s->var[s->n++] = v;
	s->place[v] = (uint32_t)s->n;
	for (k = w->at[v]; k < w->at[v + 1]; k++)
		if (s->seen[w->of[k]] != s->round)
			take_equation(s, w, ask, w->of[k]);
}

void
ub_near_forget(struct ub_search *s)
{
	while (s->n > 0)
		s->place[s->var[--s->n]] = 0;
}

bool
ub_near_take(struct ub_search *s, const struct ub_web *w,
    const struct ub_near_ask *ask, uint32_t v)
{
	if (s->place[v] != 0)
		return false;
	look_at(s, w, ask, v);
	return true;
}

void
ub_near_grow(struct ub_search *s, const struct ub_web *w,
    const struct ub_near_ask *ask, size_t more)
{
	size_t limit = s->n + more;
	struct ub_near x;

	while (s->nheap > 0 && s->n < limit) {
		x = pop(s);
		/* it was taken when it was nearer */
		if (s->place[x.var] == 0)
			look_at(s, w, ask, x.var);
	}
}

void
ub_near_find(struct ub_search *s, const struct ub_web *w,
    const struct ub_near_ask *ask, uint32_t v, size_t limit)
{
	ub_near_forget(s);
	s->nheap = s->neq = 0;
	s->round++;
	look_at(s, w, ask, v);
	ub_near_grow(s, w, ask, limit - 1);
}
