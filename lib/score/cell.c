/* cell.c - places in tables, by what a few names are; see plan.h. */
#include "plan.h"

#include <stdlib.h>

static bool
has(const size_t *list, size_t n, size_t what)
{
	for (size_t i = 0; i < n; i++)
		if (list[i] == what)
			return true;
	return false;
}

static void
add_leaf(const struct ub_plan *l, struct ub_cell *c, size_t var)
{
	const struct ub_lane *v = &l->lane[var];

	if (has(c->leaf, c->nleaf, var))
		return;
	if (c->nleaf == 0)
		c->n = 1;
	c->leaf = ub_xgrow(c->leaf, c->nleaf, sizeof(*c->leaf));
	if (l->p->var[var].kind == UB_K_TEXT) {
		/* texts change least: what is near them stays together */
		memmove(c->leaf + 1, c->leaf, c->nleaf * sizeof(*c->leaf));
		c->leaf[0] = var;
		c->nleaf++;
	} else {
		c->leaf[c->nleaf++] = var;
	}
	if (v->sort == UB_LANE_CODE && c->n * v->ncode <= UB_CELL_MAX)
		c->n *= v->ncode;
	else
		c->wide = true;
}

static void
add_need(struct ub_cell *c, size_t made)
{
	size_t i;

	if (has(c->need, c->nneed, made))
		return;
	c->need = ub_xgrow(c->need, c->nneed, sizeof(*c->need));
	for (i = c->nneed++; i > 0 && c->need[i - 1] > made; i--)
		c->need[i] = c->need[i - 1];
	c->need[i] = made;
}

void
ub_cell_join(struct ub_plan *l, struct ub_cell *c, const struct ub_cell *other)
{
	size_t i;

	for (i = 0; i < other->nleaf; i++)
		add_leaf(l, c, other->leaf[i]);
	for (i = 0; i < other->nneed; i++)
		add_need(c, other->need[i]);
}

void
ub_cell_add(struct ub_plan *l, struct ub_cell *c, size_t var)
{
	size_t i;

	if (l->lane[var].sort == UB_LANE_FIXED)
		return;
	if (l->lane[var].sort != UB_LANE_VIRTUAL) {
		add_leaf(l, c, var);
		return;
	}
	for (i = 0; l->made[i].m.var != var; i++)
		;
	ub_cell_join(l, c, &l->made[i].cell);
	add_need(c, i);
}

size_t
ub_cell_both(
    const struct ub_plan *l, const struct ub_cell *a, const struct ub_cell *b)
{
	size_t n = a->nleaf == 0 ? 1 : a->n, i;

	if (a->wide || b->wide)
		return 0;
	for (i = 0; i < b->nleaf; i++) {
		if (has(a->leaf, a->nleaf, b->leaf[i]))
			continue;
		n *= l->lane[b->leaf[i]].ncode;
		if (n > UB_CELL_MAX)
			return 0;
	}
	return n;
}

/* Of all lanes, used or not: a loop of known length is one of vectors. */
void
ub_cell_keys(
    const struct ub_plan *l, const struct ub_cell *c, uint32_t *restrict key)
{
	size_t i, r;

	memset(key, 0, UB_LANES * sizeof(*key));
	for (i = 0; i < c->nleaf; i++) {
		const struct ub_lane *v = &l->lane[c->leaf[i]];
		uint32_t size = (uint32_t)v->ncode;

		for (r = 0; r < UB_LANES; r++)
			key[r] = key[r] * size + v->code[r];
	}
}

enum ub_tried
ub_cell_load(struct ub_plan *l, const struct ub_cell *c,
    const struct ub_lot *lot, size_t r)
{
	struct ub_err e;
	size_t i;

	for (i = 0; i < c->nleaf; i++)
		ub_lane_load(l, c->leaf[i], r);
	for (i = 0; i < c->nneed; i++)
		if (ub_score_made_eval(&l->made[c->need[i]].m, l->p, lot->b,
			lot->from + r, &e) != UB_OK)
			return UB_TRY_ALONE;
	return UB_TRIED;
}

void
ub_cell_free(struct ub_cell *c)
{
	free(c->leaf);
	free(c->need);
}
