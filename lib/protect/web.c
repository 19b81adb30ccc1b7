/* web.c - see web.h. */
#include <stdlib.h>

#include "../base/mem.h"
#include "web.h"

uint32_t
ub_web_unit(struct ub_web *w, uint32_t cell, uint32_t under, double cost)
{
	struct ub_unit *u;

	w->unit = ub_xgrow(w->unit, w->nunit, sizeof(*w->unit));
	u = &w->unit[w->nunit];
	*u = (struct ub_unit){ UB_SHOWN, cell, under, UB_NONE, UB_NONE, cost };
	if (under != UB_NONE) {
		u->sister = w->unit[under].child;
		w->unit[under].child = (uint32_t)w->nunit;
	}
	return (uint32_t)w->nunit++;
}

uint32_t
ub_web_var(struct ub_web *w, double value, uint32_t unit)
{
	w->var = ub_xgrow(w->var, w->n, sizeof(*w->var));
	w->var[w->n] = (struct ub_var){ value, 0, unit, false, false };
	return (uint32_t)w->n++;
}

static void
add_entry(struct ub_web *w, uint32_t var)
{
	w->entry = ub_xgrow(w->entry, w->nentry, sizeof(*w->entry));
	w->entry[w->nentry++] = var;
}

void
ub_web_sum(struct ub_web *w, uint32_t total, const uint32_t *part, size_t n)
{
	size_t i;

	/* one start more than equations: the end of the last */
	if (w->neq == 0) {
		w->eq = ub_xgrow(w->eq, 0, sizeof(*w->eq));
		w->eq[0] = 0;
	}
	add_entry(w, total);
	for (i = 0; i < n; i++)
		add_entry(w, part[i]);
	w->eq = ub_xgrow(w->eq, ++w->neq, sizeof(*w->eq));
	w->eq[w->neq] = w->nentry;
}

void
ub_web_need(struct ub_web *w, uint32_t var, double up, double down)
{
	w->need = ub_xgrow(w->need, w->nneed, sizeof(*w->need));
	w->need[w->nneed++] =
	    (struct ub_need){ .var = var, .up = up, .down = down };
}

void
ub_web_wish(struct ub_web *w, uint32_t var, double up, double down)
{
	ub_web_need(w, var, up, down);
	w->need[w->nneed - 1].wish = true;
}

static int
by_var(const void *a, const void *b)
{
	const struct ub_need *x = a, *y = b;

	return (x->var > y->var) - (x->var < y->var);
}

static void
merge_needs(struct ub_web *w)
{
	struct ub_need *last;
	size_t i, n = 0;

	if (w->nneed > 0)
		qsort(w->need, w->nneed, sizeof(*w->need), by_var);
	for (i = 0; i < w->nneed; i++) {
		last = n == 0 ? NULL : &w->need[n - 1];
		if (last == NULL || last->var != w->need[i].var) {
			w->need[n++] = w->need[i];
			continue;
		}
		if (last->wish != w->need[i].wish) {
			if (last->wish)
				*last = w->need[i];
			continue;
		}
		if (w->need[i].up > last->up)
			last->up = w->need[i].up;
		if (w->need[i].down > last->down)
			last->down = w->need[i].down;
	}
	w->nneed = n;
}

static uint32_t
first_of(const struct ub_web *w, uint32_t v)
{
	while (w->owner[v] != v)
		v = w->owner[v] = w->owner[w->owner[v]];
	return v;
}

static void
unite(struct ub_web *w, uint32_t x, uint32_t y)
{
	uint32_t a = first_of(w, x), b = first_of(w, y);

	w->owner[a > b ? a : b] = a > b ? b : a;
}

/* The rest of each variable to what it is a part of, where that is printed
 * nowhere: UB_NONE. */
static uint32_t *
find_rests(const struct ub_web *w)
{
	uint32_t *rest = ub_xreallocarray(NULL, w->n, sizeof(*rest));
	size_t e, i;

	for (i = 0; i < w->n; i++)
		rest[i] = UB_NONE;
	for (e = 0; e < w->neq; e++) {
		const uint32_t *x = w->entry + w->eq[e];

		if (w->eq[e + 1] - w->eq[e] != 3)
			continue;
		if (w->var[x[2]].unit == UB_NONE)
			rest[x[1]] = x[2];
		else if (w->var[x[1]].unit == UB_NONE)
			rest[x[2]] = x[1];
	}
	return rest;
}

/* What adds up has rests that add up, though no equation says so. */
static void
unite_rests(struct ub_web *w, const uint32_t *rest, size_t e)
{
	uint32_t total = rest[w->entry[w->eq[e]]], part;
	size_t i;

	if (total == UB_NONE || !w->var[total].one)
		return;
	for (i = w->eq[e] + 1; i < w->eq[e + 1]; i++)
		if (rest[w->entry[i]] == UB_NONE)
			return;
	for (i = w->eq[e] + 1; i < w->eq[e + 1]; i++) {
		part = rest[w->entry[i]];
		if (w->var[part].value > 0)
			unite(w, total, part);
	}
}

static void
find_owners(struct ub_web *w)
{
	uint32_t *rest = find_rests(w), v;
	size_t e, i;

	w->owner = ub_xreallocarray(NULL, w->n, sizeof(*w->owner));
	for (v = 0; v < w->n; v++)
		w->owner[v] = v;
	for (e = 0; e < w->neq; e++) {
		unite_rests(w, rest, e);
		if (w->eq[e + 1] - w->eq[e] != 2 &&
		    !w->var[w->entry[w->eq[e]]].one)
			continue;
		for (i = w->eq[e] + 1; i < w->eq[e + 1]; i++)
			if (w->var[w->entry[i]].value != 0)
				unite(w, w->entry[w->eq[e]], w->entry[i]);
	}
	for (v = 0; v < w->n; v++)
		w->owner[v] = first_of(w, v);
	free(rest);
}

static void
raise_floors(struct ub_web *w)
{
	bool any = true;
	double sum;
	size_t e, i;

	while (any) {
		any = false;
		for (e = 0; e < w->neq; e++) {
			struct ub_var *total = &w->var[w->entry[w->eq[e]]];

			sum = 0;
			for (i = w->eq[e] + 1; i < w->eq[e + 1]; i++)
				sum += w->var[w->entry[i]].floor;
			any = any || sum > total->floor;
			if (sum > total->floor)
				total->floor = sum;
		}
	}
	for (i = 0; i < w->nneed; i++) {
		const struct ub_var *v = &w->var[w->need[i].var];

		if (w->need[i].down > v->value - v->floor)
			w->need[i].down = v->value - v->floor;
	}
}

void
ub_web_ready(struct ub_web *w)
{
	size_t e, i;

	raise_floors(w);
	merge_needs(w);
	find_owners(w);
	w->at = ub_xcalloc(w->n + 2, sizeof(*w->at));
	w->of = ub_xreallocarray(NULL, w->nentry + 1, sizeof(*w->of));
	for (i = 0; i < w->nentry; i++)
		w->at[w->entry[i] + 2]++;
	for (i = 2; i < w->n + 2; i++)
		w->at[i] += w->at[i - 1];
	for (e = 0; e < w->neq; e++)
		for (i = w->eq[e]; i < w->eq[e + 1]; i++)
			w->of[w->at[w->entry[i] + 1]++] = (uint32_t)e;
}

void
ub_web_hide(struct ub_web *w, uint32_t unit, enum ub_unit_status as)
{
	uint32_t c;

	if (w->unit[unit].status == UB_SHOWN ||
	    (w->unit[unit].status == UB_SECONDARY && as == UB_PRIMARY))
		w->unit[unit].status = (uint8_t)as;
	for (c = w->unit[unit].child; c != UB_NONE; c = w->unit[c].sister)
		if (w->unit[c].status == UB_SHOWN)
			w->unit[c].status = UB_SECONDARY;
}

void
ub_web_free(struct ub_web *w)
{
	free(w->var);
	free(w->unit);
	free(w->need);
	free(w->eq);
	free(w->entry);
	free(w->at);
	free(w->of);
	free(w->owner);
	*w = (struct ub_web){ 0 };
}
