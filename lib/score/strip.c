/* strip.c - columns that are looked up, and the terms of sums; see plan.h. */
#include "plan.h"

#include <stdlib.h>

/* --- columns --------------------------------------------------------------- */

/* Is the column looked up?  Its cell, or that of its own name. */
static bool
looked_up(struct ub_plan *l, const struct ub_planned *m, struct ub_cell *c)
{
	const struct ub_lane *v = &l->lane[m->m.var];

	if (v->sort != UB_LANE_VIRTUAL && v->sort != UB_LANE_CODE)
		return false;
	ub_cell_add(l, c, m->m.var);
	return true;
}

/* Does the column stand beside the last piece, and share its table? */
static bool
goes_along(const struct ub_plan *l, const struct ub_strip *s,
    const struct ub_cell *c, size_t col)
{
	const struct ub_strip_piece *x = &s->piece[s->npiece - 1];
	size_t n = ub_cell_both(l, &s->cell, c);

	return x->first + x->n == col && x->n < UB_STRIP_COLUMNS && n > 0 &&
	       (n <= UB_STRIP_MAX || n == s->cell.n || n == c->n);
}

/* A column that is looked up: with those before it, or with others that hang on
 * the same. */
static void
add_column(struct ub_plan *l, const struct ub_cell *c, size_t col)
{
	struct ub_strip *s, *end = l->strip + l->nstrip;

	for (s = l->strip; s < end; s++) {
		if (goes_along(l, s, c, col)) {
			ub_cell_join(l, &s->cell, c);
			s->piece[s->npiece - 1].n++;
			return;
		}
	}
	for (s = l->strip; s < end; s++)
		if (s->npiece < UB_STRIP_PIECES &&
		    ub_cell_both(l, &s->cell, c) == s->cell.n)
			break;
	if (s == end) {
		l->strip = ub_xgrow(l->strip, l->nstrip, sizeof(*l->strip));
		s = &l->strip[l->nstrip++];
		*s = (struct ub_strip){ 0 };
	}
	ub_cell_join(l, &s->cell, c);
	s->piece[s->npiece++] = (struct ub_strip_piece){ col, 1 };
}

void
ub_strips_make(struct ub_plan *l)
{
	struct ub_strip *s;
	size_t i;

	for (i = 0; i < l->nmade; i++) {
		const struct ub_planned *m = &l->made[i];
		struct ub_cell c = { 0 };

		if (m->real == NULL || m->m.rule->hidden)
			continue;
		if (looked_up(l, m, &c))
			add_column(l, &c, l->ncol);
		ub_cell_free(&c);
		l->col = ub_xgrow(l->col, l->ncol, sizeof(*l->col));
		l->col[l->ncol++] = (struct ub_plan_col){ .made = i };
	}
	for (s = l->strip; s < l->strip + l->nstrip; s++)
		s->entry = ub_xcalloc(s->cell.n, s->npiece * sizeof(*s->entry));
}

/* The fields of a piece, whose values are known. */
static bool
fill_piece(struct ub_plan *l, struct ub_strip *s,
    const struct ub_strip_piece *at, struct ub_strip_text *x)
{
	size_t from = s->pool.len, i;

	for (i = 0; i < at->n; i++) {
		struct ub_score_made *m =
		    &l->made[l->col[at->first + i].made].m;

		ub_buf_putc(&s->pool, '\t');
		ub_val_print(&s->pool, m->kind, &l->p->val[m->var]);
		x->nozone |= (uint16_t)((m->nozone > 0) << i);
		s->zones |= m->nozone > 0;
	}
	if (s->pool.len - from > UINT16_MAX || s->pool.len > UINT32_MAX / 2)
		return false;
	x->off = (uint32_t)from;
	x->len = (uint16_t)(s->pool.len - from);
	return true;
}

/* The fields of the strip at record r, as they are written. */
static enum ub_tried
fill_entry(
    struct ub_plan *l, struct ub_strip *s, const struct ub_lot *lot, size_t r)
{
	struct ub_strip_text *x = &s->entry[s->key[r] * s->npiece];
	enum ub_tried t;
	size_t i;

	for (i = 0; i < s->cell.nneed; i++)
		l->made[s->cell.need[i]].m.nozone = 0;
	if ((t = ub_cell_load(l, &s->cell, lot, r)) != UB_TRIED)
		return t;
	for (i = 0; i < s->npiece; i++)
		if (!fill_piece(l, s, &s->piece[i], &x[i]))
			return UB_TRY_ALONE;
	ub_buf_reserve(&s->pool, UB_STRIP_COPY);
	return UB_TRIED;
}

static void
count_nozone(
    struct ub_plan *l, const struct ub_strip *s, const struct ub_strip_text *x)
{
	for (size_t i = 0; i < s->npiece; i++)
		for (size_t k = 0; x[i].nozone >> k != 0; k++)
			l->col[s->piece[i].first + k].nozone +=
			    x[i].nozone >> k & 1;
}

enum ub_tried
ub_strip_fill(struct ub_plan *l, struct ub_strip *s, const struct ub_lot *lot)
{
	const struct ub_strip_text *x;
	enum ub_tried t;
	size_t r;

	ub_cell_keys(l, &s->cell, s->key);
	for (r = 0; r < lot->n; r++) {
		x = &s->entry[s->key[r] * s->npiece];
		if (x->len == 0 && (t = fill_entry(l, s, lot, r)) != UB_TRIED)
			return t;
		if (s->zones)
			count_nozone(l, s, x);
	}
	return UB_TRIED;
}

void
ub_strip_free(struct ub_strip *s)
{
	ub_cell_free(&s->cell);
	free(s->entry);
	ub_buf_free(&s->pool);
}

/* --- terms ----------------------------------------------------------------- */

/* What a term hangs on; of what must not be missing, it too. */
static void
term_cell(struct ub_plan *l, const struct ub_addend *t, struct ub_cell *c)
{
	for (size_t i = 0; i < l->nlane; i++)
		if (ub_addend_names(t, i))
			ub_cell_add(l, c, i);
}

/* Names that must not be missing and stand in no term, as a branch that is never
 * taken had them: they make a group of no term. */
static void
add_silent(struct ub_plan *l, struct ub_planned *m)
{
	struct ub_group *g = NULL;
	size_t i, k;

	for (i = 0; m->m.absent.how == UB_ABSENT_NONE && i < m->m.nterm; i++) {
		for (k = 0; k < m->nterm; k++)
			if (ub_addend_names(&m->term[k], m->m.term[i]))
				break;
		if (k < m->nterm || l->lane[m->m.term[i]].sort == UB_LANE_FIXED)
			continue;
		if (g == NULL) {
			m->group =
			    ub_xgrow(m->group, m->ngroup, sizeof(*m->group));
			g = &m->group[m->ngroup++];
			*g = (struct ub_group){ 0 };
		}
		ub_cell_add(l, &g->cell, m->m.term[i]);
	}
}

/* The group a term is looked up with, or one of its own. */
static struct ub_group *
group_for(struct ub_plan *l, struct ub_planned *m, const struct ub_cell *c,
    bool steady)
{
	struct ub_group *g;
	size_t n;

	for (g = m->group; steady && g < m->group + m->ngroup; g++) {
		n = ub_cell_both(l, &g->cell, c);
		if (g->steady && n > 0 && (n <= UB_GROUP_MAX || n == g->cell.n))
			return g;
	}
	m->group = ub_xgrow(m->group, m->ngroup, sizeof(*m->group));
	g = &m->group[m->ngroup++];
	*g = (struct ub_group){ .steady = steady };
	return g;
}

/* Where the results of a group are kept; true where they are. */
static bool
make_table(struct ub_plan *l, struct ub_group *g)
{
	size_t i;

	if (!g->steady)
		return false;
	if (ub_plan_is_one(l, &g->cell)) {
		g->recent = ub_xcalloc(UB_RECENT, sizeof(*g->recent));
		return true;
	}
	if (g->cell.wide || g->cell.nleaf == 0 ||
	    l->entries + g->cell.n > UB_ALL_MAX)
		return false;
	l->entries += g->cell.n;
	g->sum = ub_xcalloc(g->cell.n, sizeof(*g->sum));
	for (i = 0; i < g->cell.n; i++)
		g->sum[i] = UB_NUM_NEW;
	return true;
}

void
ub_groups_make(struct ub_plan *l, struct ub_planned *m)
{
	struct ub_addend term[UB_TERM_MAX];
	struct ub_group *g;
	bool any = false;
	size_t i;

	m->nterm = ub_expr_addends(m->m.x, term, UB_TERM_MAX);
	m->term = ub_xcalloc(m->nterm + 1, sizeof(*m->term));
	memcpy(m->term, term, m->nterm * sizeof(*m->term));
	for (i = 0; i < m->nterm; i++) {
		struct ub_cell c = { 0 };

		term_cell(l, &m->term[i], &c);
		g = group_for(l, m, &c, ub_addend_is_steady(&m->term[i]));
		ub_cell_join(l, &g->cell, &c);
		g->term = ub_xgrow(g->term, g->nterm, sizeof(*g->term));
		g->term[g->nterm++] = i;
		ub_cell_free(&c);
	}
	add_silent(l, m);
	for (g = m->group; g < m->group + m->ngroup; g++)
		any |= make_table(l, g);
	if (any)
		return;
	for (i = 0; i < m->ngroup; i++)
		ub_group_free(&m->group[i]);
	m->ngroup = 0;
}

void
ub_group_free(struct ub_group *g)
{
	ub_cell_free(&g->cell);
	free(g->term);
	free(g->sum);
	free(g->recent);
}

/* Of what the group is made of, must something not be missing that is? */
static bool
lacks(const struct ub_plan *l, const struct ub_planned *m,
    const struct ub_group *g)
{
	size_t i, k;

	for (i = 0; m->m.absent.how == UB_ABSENT_NONE && i < m->m.nterm; i++) {
		if (l->p->val[m->m.term[i]].miss == 0)
			continue;
		if (g->nterm == 0)
			return true;
		for (k = 0; k < g->nterm; k++)
			if (ub_addend_names(&m->term[g->term[k]], m->m.term[i]))
				return true;
	}
	return false;
}

/* The terms of a group added up, at record r; UB_NUM_NEW: something failed. */
static int64_t
group_sum(struct ub_plan *l, struct ub_planned *m, const struct ub_group *g,
    const struct ub_lot *lot, size_t r)
{
	int64_t sum = 0, one;
	struct ub_val v;
	struct ub_err e;
	char miss = 0;

	if (ub_cell_load(l, &g->cell, lot, r) != UB_TRIED)
		return UB_NUM_NEW;
	if (lacks(l, m, g))
		return UB_NUM_MISS + 'u';
	for (size_t i = 0; i < g->nterm; i++) {
		const struct ub_addend *t = &m->term[g->term[i]];

		if (ub_addend_eval(m->m.x, t, lot->b, lot->from + r, l->p->val,
			&v, &e) != UB_OK)
			return UB_NUM_NEW;
		one = ub_num_of(&v);
		if (one == UB_NUM_NEW)
			return UB_NUM_NEW;
		if (v.miss != 0)
			miss = miss == 0 || miss == v.miss ? v.miss : 'u';
		else
			sum += t->minus ? -one : one;
	}
	if (miss != 0)
		return UB_NUM_MISS + miss;
	return sum <= UB_NUM_MAX && sum >= -UB_NUM_MAX ? sum : UB_NUM_NEW;
}

/* The same, looked up where it can be. */
static int64_t
group_at(struct ub_plan *l, struct ub_planned *m, struct ub_group *g,
    const struct ub_lot *lot, uint32_t key, size_t r)
{
	const struct ub_val *v;
	struct ub_recent *x;

	if (g->sum != NULL) {
		if (g->sum[key] == UB_NUM_NEW)
			g->sum[key] = group_sum(l, m, g, lot, r);
		return g->sum[key];
	}
	if (g->recent == NULL)
		return group_sum(l, m, g, lot, r);
	v = &l->lane[g->cell.leaf[0]].val[r];
	if (v->miss != 0)
		return group_sum(l, m, g, lot, r);
	x = &g->recent[(uint64_t)v->u.i * UINT64_C(0x9e3779b97f4a7c15) >>
		       UB_RECENT_SHIFT];
	if (!x->is || x->of != v->u.i) {
		x->sum = group_sum(l, m, g, lot, r);
		x->of = v->u.i;
		x->is = x->sum != UB_NUM_NEW;
	}
	return x->sum;
}

static inline int64_t
plus(int64_t a, int64_t b)
{
	bool no = a < -UB_NUM_MAX * UB_TERM_MAX;

	if (b >= -UB_NUM_MAX)
		return no ? a : a + b;
	return !no || a == b ? b : UB_NUM_MISS + 'u';
}

enum ub_tried
ub_groups_add(struct ub_plan *l, struct ub_planned *m, const struct ub_lot *lot)
{
	struct ub_lane *v = &l->lane[m->m.var];
	uint32_t key[UB_LANES] = { 0 };
	int64_t one;
	size_t i, r;

	memset(v->num, 0, UB_LANES * sizeof(*v->num));
	for (i = 0; i < m->ngroup; i++) {
		struct ub_group *g = &m->group[i];

		if (g->sum != NULL)
			ub_cell_keys(l, &g->cell, key);
		for (r = 0; r < lot->n; r++) {
			one = group_at(l, m, g, lot, key[r], r);
			if (one == UB_NUM_NEW) {
				m->real->wide = true;
				return UB_TRY_AGAIN;
			}
			v->num[r] = plus(v->num[r], one);
		}
	}
	for (r = 0; r < lot->n; r++)
		if (v->num[r] > UB_NUM_MAX ||
		    (v->num[r] < -UB_NUM_MAX &&
			v->num[r] >= -UB_NUM_MAX * UB_TERM_MAX)) {
			m->real->wide = true;
			return UB_TRY_AGAIN;
		}
	return UB_TRIED;
}
