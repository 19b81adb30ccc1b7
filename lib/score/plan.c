/* plan.c - what each formula of an instrument is; see plan.h. */
#include "plan.h"

#include <stdlib.h>

/* --- items ----------------------------------------------------------------- */

static void
make_val(struct ub_lane *v)
{
	v->sort = UB_LANE_VAL;
	v->val = ub_xcalloc(UB_LANES, sizeof(*v->val));
}

static void
make_num(struct ub_lane *v)
{
	v->sort = UB_LANE_NUM;
	v->num = ub_xcalloc(UB_LANES, sizeof(*v->num));
}

static void
make_code(struct ub_lane *v, int64_t low, int64_t step, size_t n)
{
	v->sort = UB_LANE_CODE;
	v->low = low;
	v->step = step;
	v->ncode = UB_REASONS + n;
}

/* Of decimals those that have one digit behind the point. */
#define TENTH (UB_NANO / 10)

/* The least and the greatest of numbers that are few. */
static bool
limits(const struct ub_item *q, int64_t *low, int64_t *high, int64_t *step)
{
	const int64_t far = 1000000; /* codes are of numbers that are short */
	int64_t wide;

	*step = 1;
	if (q->kind == UB_K_DEC) {
		struct ub_val lo = { .u.d = q->range.dlo };
		struct ub_val hi = { .u.d = q->range.dhi };

		*low = ub_num_of(&lo);
		*high = ub_num_of(&hi);
		*step = TENTH;
		return q->range.has && *low != UB_NUM_NEW &&
		       *low >= -far * UB_NANO && *low <= far * UB_NANO &&
		       *high != UB_NUM_NEW && *low % TENTH == 0 &&
		       (*high - *low) / TENTH < UB_CODES_MAX / 8;
	}
	*low = q->range.has ? q->range.lo : 0;
	*high = q->range.has ? q->range.hi : 63; /* of only */
	return q->kind == UB_K_INT && (q->range.has || q->only != 0) &&
	       *low >= -far && *low <= far &&
	       !__builtin_sub_overflow(*high, *low, &wide) &&
	       wide < UB_CODES_MAX / 8;
}

/* What a field of one byte is; most fields are. */
static void
make_parse(uint16_t *parse, const struct ub_item *q, const struct ub_lane *v)
{
	int64_t unit = q->kind == UB_K_DEC ? UB_NANO : 1, at;

	for (int c = 0; c < 256; c++)
		parse[c] = UB_CODE_NONE;
	for (int n = 0; n <= (q->kind == UB_K_BOOL ? 1 : 9); n++) {
		at = UB_REASONS + (n * unit - v->low) / v->step;
		if (n * unit < v->low || at >= (int64_t)v->ncode ||
		    (q->only != 0 && (q->only >> n & 1) == 0))
			at = UB_CODE_R;
		parse['0' + n] = (uint16_t)at;
	}
}

static void
plan_item(struct ub_plan *l, size_t i)
{
	const struct ub_score_ref *f = &l->p->ref[i];
	const struct ub_item *q = f->item;
	struct ub_lane *v = &l->lane[f->var];
	int64_t low, high, step;

	if (!f->wide && q->kind == UB_K_BOOL)
		make_code(v, 0, 1, 2);
	else if (!f->wide && q->kind == UB_K_TEXT)
		make_code(v, 0, 1, UB_TEXTS);
	else if (!f->wide && limits(q, &low, &high, &step))
		make_code(v, low, step, (size_t)((high - low) / step) + 1);
	else
		make_val(v);
	if (v->sort == UB_LANE_CODE && q->kind != UB_K_TEXT)
		make_parse(l->parse[i], q, v);
}

/* --- formulas -------------------------------------------------------------- */

static struct ub_planned *
add_made(struct ub_plan *l)
{
	l->made = ub_xgrow(l->made, l->nmade, sizeof(*l->made));
	l->made[l->nmade] = (struct ub_planned){ 0 };
	return &l->made[l->nmade++];
}

static void
add_lane(struct ub_plan *l)
{
	l->lane = ub_xgrow(l->lane, l->nlane, sizeof(*l->lane));
	l->lane[l->nlane++] = (struct ub_lane){ 0 };
}

/* Give the sum of the names in term a name of its own. */
static void
add_sum(struct ub_plan *l, const size_t *term, size_t n)
{
	static const struct ub_formula sum = {
		.name = "+", .sort = UB_FORMULA_SUM, .hidden = true
	};
	struct ub_planned *m = add_made(l);

	m->m.rule = &sum;
	m->m.kind = UB_K_INT;
	m->m.var = ub_score_part_var(l->p, "+", UB_K_INT, UB_INT);
	add_lane(l);
	m->m.term = ub_xcalloc(n, sizeof(*term));
	memcpy(m->m.term, term, n * sizeof(*term));
	m->m.nterm = n;
}

/* What must not be missing: of a sum that was cut out, the sum. */
static void
swap_terms(struct ub_score_made *m, const size_t *term, size_t n, size_t sum)
{
	size_t i, j, k = 0;

	for (i = 0; i < m->nterm; i++) {
		for (j = 0; j < n && term[j] != m->term[i]; j++)
			;
		if (j == n)
			m->term[k++] = m->term[i];
	}
	if (k < m->nterm)
		m->term[k++] = sum;
	m->nterm = k;
}

/* An expression of the plan's own, with parameters settled and sums of codes cut
 * out. */
static void
own_expr(struct ub_plan *l, struct ub_score_made *m)
{
	struct ub_score_part *p = l->p;
	bool *is = ub_xcalloc(p->nvar, sizeof(*is));
	size_t term[UB_TERM_MAX], n, i;

	ub_score_compile(p, m);
	for (i = 0; i < p->nvar; i++)
		is[i] = l->lane[i].sort == UB_LANE_FIXED;
	ub_expr_settle(m->x, is, p->val);
	for (i = 0; i < p->nvar; i++)
		is[i] = l->lane[i].sort == UB_LANE_CODE &&
			p->var[i].kind == UB_K_INT;
	while (m->absent.how != UB_ABSENT_ZERO &&
	       (n = ub_expr_cut(m->x, is, p->nvar, term, UB_TERM_MAX)) > 0) {
		add_sum(l, term, n);
		swap_terms(m, term, n, p->nvar - 1);
	}
	free(is);
}

static void
add_needs(struct ub_plan *l, const struct ub_score_made *m, struct ub_cell *c)
{
	size_t i;

	for (i = 0; m->x != NULL && i < l->nlane; i++)
		if (ub_expr_names(m->x, i))
			ub_cell_add(l, c, i);
	for (i = 0; i < m->nterm; i++)
		ub_cell_add(l, c, m->term[i]);
	if (m->rule->sort != UB_FORMULA_ZONES)
		return;
	ub_cell_add(l, c, m->of);
	if (m->sex != UB_NOID)
		ub_cell_add(l, c, m->sex);
	if (m->age != UB_NOID)
		ub_cell_add(l, c, m->age);
	if (m->day != UB_NOID)
		ub_cell_add(l, c, m->day);
}

/* A sum of codes: how many values it can have, from *low on; 0: too many. */
static size_t
sum_codes(const struct ub_plan *l, const struct ub_score_made *m, int64_t *low,
    int64_t *step)
{
	size_t n = 1, i;

	for (*low = 0, *step = 0, i = 0; i < m->nterm; i++) {
		const struct ub_lane *v = &l->lane[m->term[i]];
		enum ub_kind kind = l->p->var[m->term[i]].kind;

		if (v->sort != UB_LANE_CODE ||
		    (kind != UB_K_INT && kind != UB_K_DEC) ||
		    (i > 0 && v->step != *step))
			return 0;
		*step = v->step;
		n += v->ncode - UB_REASONS - 1;
		*low += v->low;
	}
	return m->nterm > 0 && m->nterm < UB_REASONS * UB_REASONS &&
		       n + UB_REASONS <= UB_CODES_MAX
		   ? n
		   : 0;
}

/* One whole number that has no codes: its last results are remembered. */
bool
ub_plan_is_one(const struct ub_plan *l, const struct ub_cell *c)
{
	return c->nleaf == 1 && l->lane[c->leaf[0]].sort == UB_LANE_VAL &&
	       l->p->var[c->leaf[0]].kind == UB_K_INT;
}

static bool
is_sum(const struct ub_score_made *m)
{
	return m->rule->sort == UB_FORMULA_SUM ||
	       m->rule->sort == UB_FORMULA_MEAN;
}

static bool
has_terms(const struct ub_score_made *m)
{
	return m->x != NULL && m->kind == UB_K_DEC && m->rule->note == NULL &&
	       (m->absent.how == UB_ABSENT_REASON ||
		   m->absent.how == UB_ABSENT_NONE);
}

static bool
is_steady(const struct ub_score_made *m)
{
	return m->x == NULL || ub_expr_is_steady(m->x);
}

/* An expression that hangs on nothing has its value for good. */
static bool
settle(struct ub_plan *l, struct ub_planned *m)
{
	struct ub_err e;

	return m->m.x != NULL &&
	       ub_score_made_eval(&m->m, l->p, NULL, 0, &e) == UB_OK;
}

static enum ub_made_way
choose(struct ub_plan *l, struct ub_planned *m, struct ub_lane *v)
{
	const struct ub_score_made *q = &m->m;
	bool wide = m->real != NULL && m->real->wide;
	int64_t low, step;
	size_t n;

	if (q->rule->note != NULL)
		return UB_WAY_PLAIN; /* which version is watched in order */
	if (is_sum(q) && (n = sum_codes(l, q, &low, &step)) > 0) {
		/* a sum of tenths is one, but for a scaled one */
		if (!wide && q->rule->sort == UB_FORMULA_SUM &&
		    (q->kind == UB_K_INT || step > 1)) {
			make_code(v, low, step, n);
			return UB_WAY_SUM;
		}
		if (q->kind == UB_K_INT)
			return UB_WAY_PLAIN;
		make_num(v);
		m->mean = ub_xcalloc(n, sizeof(*m->mean));
		for (size_t i = 0; i < n; i++)
			m->mean[i] = UB_NUM_NEW;
		return UB_WAY_MEAN;
	}
	if (is_steady(q) && m->cell.nleaf == 0 && settle(l, m))
		return UB_WAY_FIXED;
	/* a condition on many, for what hangs on it */
	if (is_steady(q) && q->kind == UB_K_BOOL && q->rule->hidden &&
	    !m->cell.wide && m->cell.n > 64) {
		make_code(v, 0, 1, 2);
		m->code = ub_xcalloc(m->cell.n, sizeof(*m->code));
		return UB_WAY_CODE;
	}
	if (is_steady(q) && m->cell.nleaf > 0 &&
	    (!m->cell.wide ||
		(q->rule->hidden && ub_plan_is_one(l, &m->cell)))) {
		v->sort = UB_LANE_VIRTUAL;
		return UB_WAY_VIRTUAL;
	}
	if (has_terms(q) && !wide) {
		ub_groups_make(l, m);
		if (m->ngroup > 0) {
			make_num(v);
			return UB_WAY_TERMS;
		}
	}
	return UB_WAY_PLAIN;
}

static void
plan_way(struct ub_plan *l, struct ub_planned *m)
{
	struct ub_lane *v = &l->lane[m->m.var];

	add_needs(l, &m->m, &m->cell);
	if (!m->cell.wide && l->entries + m->cell.n > UB_ALL_MAX)
		m->cell.wide = true;
	m->way = choose(l, m, v);
	if (m->way == UB_WAY_VIRTUAL || m->way == UB_WAY_CODE)
		l->entries += m->cell.n;
	if (m->way != UB_WAY_PLAIN)
		return;
	if (m->real != NULL && m->real->wide)
		make_val(v);
	else if (m->m.kind == UB_K_INT)
		make_code(v, 0, 1, 256 - UB_REASONS);
	else if (m->m.kind == UB_K_BOOL)
		make_code(v, 0, 1, 2);
	else
		make_val(v);
}

/* A formula, and before it the sums that are cut out of it. */
static void
plan_made(struct ub_plan *l, struct ub_score_made *real)
{
	struct ub_score_made q = *real;
	struct ub_planned *m;
	size_t k = l->nmade;

	q.memo = (struct ub_memo){ 0 };
	q.nozone = 0;
	q.term = ub_xcalloc(q.nterm + 1, sizeof(*q.term));
	q.had = ub_xcalloc(q.nterm + 1, sizeof(*q.had));
	if (q.nterm > 0)
		memcpy(q.term, real->term, q.nterm * sizeof(*q.term));
	if (q.x != NULL)
		own_expr(l, &q);
	m = add_made(l);
	m->m = q;
	m->real = real;
	for (; k < l->nmade; k++)
		plan_way(l, &l->made[k]);
}

/* --- the whole ------------------------------------------------------------- */

struct ub_plan *
ub_plan_new(struct ub_score_part *p)
{
	static const char reason[] = { UB_MISS_EMPTY, 'x', 'n', 'r', 'u' };
	struct ub_plan *l = ub_xcalloc(1, sizeof(*l));
	size_t i;

	l->p = p;
	memcpy(l->reason, reason, sizeof(reason));
	l->nreason = sizeof(reason);
	for (i = 0; i < p->nvar; i++)
		add_lane(l);
	l->parse = ub_xcalloc(p->nref + 1, sizeof(*l->parse));
	l->refused = ub_xcalloc(p->nref + 1, sizeof(*l->refused));
	for (i = 0; i < p->nref; i++)
		plan_item(l, i);
	for (i = 0; i < p->nmade; i++)
		plan_made(l, &p->made[i]);
	ub_strips_make(l);
	return l;
}

static void
planned_free(struct ub_planned *m)
{
	size_t i;

	ub_expr_free(m->m.x);
	free(m->m.term);
	free(m->m.had);
	ub_cell_free(&m->cell);
	for (i = 0; i < m->ngroup; i++)
		ub_group_free(&m->group[i]);
	free(m->group);
	free(m->term);
	free(m->mean);
	free(m->code);
}

void
ub_plan_free(struct ub_plan *l)
{
	size_t i, k;

	if (l == NULL)
		return;
	for (i = 0; i < l->nlane; i++) {
		free(l->lane[i].val);
		free(l->lane[i].num);
		for (k = 0; k < l->lane[i].ntext; k++)
			free((char *)(uintptr_t)l->lane[i].text[k].s);
	}
	for (i = 0; i < l->nmade; i++)
		planned_free(&l->made[i]);
	for (i = 0; i < l->nstrip; i++)
		ub_strip_free(&l->strip[i]);
	ub_texts_free(l->text);
	free(l->lane);
	free(l->made);
	free(l->col);
	free(l->strip);
	free(l->parse);
	free(l->refused);
	free(l);
}

/* --- at the records at hand ------------------------------------------------ */

/* Record by record, what is neither looked up nor added. */
static enum ub_tried
run_plain(struct ub_plan *l, struct ub_planned *m, const struct ub_lot *lot)
{
	struct ub_score_made *q = m->m.rule->note != NULL ? m->real : &m->m;
	struct ub_lane *v = &l->lane[q->var];
	struct ub_val *val = &l->p->val[q->var];
	enum ub_tried t;
	struct ub_err e;
	size_t r;

	for (r = 0; r < lot->n; r++) {
		if ((t = ub_cell_load(l, &m->cell, lot, r)) != UB_TRIED)
			return t;
		if (ub_score_made_eval(q, l->p, lot->b, lot->from + r, &e) !=
		    UB_OK)
			return UB_TRY_ALONE;
		if (v->sort == UB_LANE_VAL) {
			if (q->kind == UB_K_TEXT && val->miss == 0)
				ub_texts_keep(&l->text, &val->u.t);
			v->val[r] = *val;
			continue;
		}
		v->code[r] = ub_lane_code(l, q->var, val);
		if (v->code[r] == UB_CODE_NONE) {
			m->real->wide = true;
			return UB_TRY_AGAIN;
		}
	}
	return UB_TRIED;
}

/* What is looked up by one and asked for by many. */
static enum ub_tried
run_code(struct ub_plan *l, struct ub_planned *m, const struct ub_lot *lot)
{
	struct ub_lane *v = &l->lane[m->m.var];
	uint32_t key[UB_LANES];
	enum ub_tried t;
	struct ub_err e;
	size_t r;

	ub_cell_keys(l, &m->cell, key);
	for (r = 0; r < lot->n; r++) {
		uint16_t *code = &m->code[key[r]];

		if (*code == 0) {
			t = ub_cell_load(l, &m->cell, lot, r);
			if (t != UB_TRIED)
				return t;
			if (ub_score_made_eval(&m->m, l->p, lot->b,
				lot->from + r, &e) != UB_OK)
				return UB_TRY_ALONE;
			*code = (uint16_t)(ub_lane_code(l, m->m.var,
					       &l->p->val[m->m.var]) +
					   1);
			if (*code == 0)
				return UB_TRY_ALONE;
		}
		v->code[r] = (uint16_t)(*code - 1);
	}
	return UB_TRIED;
}

static enum ub_tried
run_made(struct ub_plan *l, struct ub_planned *m, const struct ub_lot *lot)
{
	switch (m->way) {
	case UB_WAY_FIXED:
	case UB_WAY_VIRTUAL:
		break;
	case UB_WAY_CODE:
		return run_code(l, m, lot);
	case UB_WAY_SUM:
	case UB_WAY_MEAN:
		return ub_lane_sum(l, m, lot);
	case UB_WAY_TERMS:
		return ub_groups_add(l, m, lot);
	case UB_WAY_PLAIN:
		return run_plain(l, m, lot);
	}
	return UB_TRIED;
}

static enum ub_tried
run_all(struct ub_plan *l, const struct ub_lot *lot)
{
	enum ub_tried t = ub_lane_items(l, lot);
	size_t i;

	for (i = 0; i < l->nmade && t == UB_TRIED; i++)
		t = run_made(l, &l->made[i], lot);
	for (i = 0; i < l->nstrip && t == UB_TRIED; i++)
		t = ub_strip_fill(l, &l->strip[i], lot);
	return t;
}

void
ub_plan_commit(struct ub_plan *l)
{
	uint64_t zerodiv = 0;
	size_t i;

	for (i = 0; i < l->nmade; i++) {
		struct ub_planned *m = &l->made[i];

		if (m->m.x != NULL)
			zerodiv += ub_expr_zerodiv(m->m.x);
		if (m->way == UB_WAY_PLAIN && m->real != NULL)
			m->real->nozone += m->m.nozone;
	}
	for (i = 0; i < l->ncol; i++)
		l->made[l->col[i].made].real->nozone += l->col[i].nozone;
	l->p->zerodiv += zerodiv - l->zerodiv;
	l->zerodiv = zerodiv;
}

enum ub_tried
ub_plan_value(struct ub_plan *l, size_t made, const struct ub_lot *lot,
    size_t r, struct ub_val *v)
{
	struct ub_planned *m = &l->made[made];
	enum ub_tried t = UB_TRIED;
	struct ub_err e;

	if (m->way != UB_WAY_VIRTUAL)
		ub_lane_load(l, m->m.var, r);
	else if ((t = ub_cell_load(l, &m->cell, lot, r)) == UB_TRIED &&
		 ub_score_made_eval(&m->m, l->p, lot->b, lot->from + r, &e) !=
		     UB_OK)
		t = UB_TRY_ALONE;
	*v = l->p->val[m->m.var];
	if (m->m.kind == UB_K_TEXT && v->miss == 0)
		ub_texts_keep(&l->text, &v->u.t);
	return t;
}

void
ub_plan_undo(struct ub_plan *l)
{
	for (size_t i = 0; i < l->p->nref; i++)
		l->p->ref[i].refused = l->refused[i];
}

enum ub_tried
ub_plan_run(struct ub_plan *l, const struct ub_lot *lot)
{
	struct ub_score_part *p = l->p;
	enum ub_tried t;
	size_t i;

	ub_texts_clear(l->text);
	for (i = 0; i < p->nref; i++)
		l->refused[i] = p->ref[i].refused;
	for (i = 0; i < l->nmade; i++)
		l->made[i].m.nozone = 0;
	for (i = 0; i < l->ncol; i++)
		l->col[i].nozone = 0;
	t = run_all(l, lot);
	if (t != UB_TRIED)
		ub_plan_undo(l);
	return t;
}
