/* fold.c - records into cells; fold.h. */
#include "fold.h"

#include "cluster.h"

static inline void
miss(union ub_acc *acc, char reason)
{
	acc->v.miss++;
	acc->v.hidden += reason == 's';
}

static void
fold_truth(
    const struct ub_cells *c, const struct ub_measure *m, const uint32_t *cell)
{
	union ub_acc *acc = c->acc + m->acc;
	const uint8_t *truth = m->tx->truth;
	size_t n = m->tx->pick->n, nacc = c->nacc;

	for (size_t i = 0; i < n; i++) {
		union ub_acc *a = acc + cell[i] * nacc;
		unsigned is = truth[i];

		a->v.k += is & 1;
		a->v.miss += is >> 1 & 1;
		if (is > 3)
			a->v.hidden++;
	}
}

/* --- numbers ---------------------------------------------------------- */

/* v fits 64 bits. */
static inline void
add_small(struct ub_i128 *sum, int64_t v)
{
	uint64_t lo = sum->lo + (uint64_t)v;

	if (lo < sum->lo || v < 0) /* seldom */
		sum->hi += (lo < sum->lo) - (v < 0);
	sum->lo = lo;
}

static inline struct ub_i128
value_of(const struct ub_term *t, size_t i)
{
	return t->why[i] == UB_IS_WIDE ? t->wide[i] : ub_i128_of(t->v[i]);
}

static inline void
gather(const struct ub_measure *m, union ub_acc *a, struct ub_i128 v)
{
	switch (m->func) {
	case UB_F_MIN:
		if (ub_i128_cmp(v, a->v.sum) < 0)
			a->v.sum = v;
		break;
	case UB_F_MAX:
		if (ub_i128_cmp(v, a->v.sum) > 0)
			a->v.sum = v;
		break;
	default:
		if (ub_measure_squares(m))
			(void)ub_i256_add(a[1].sq, ub_i256_mul(v, v), &a[1].sq);
		(void)ub_i128_add(a->v.sum, v, &a->v.sum);
		break;
	}
}

/* Which of the records have a value nobody can foretell: what is missing is 0
 * and added too. */
static void
fold_sums(
    const struct ub_cells *c, const struct ub_measure *m, const uint32_t *cell)
{
	union ub_acc *acc = c->acc + m->acc;
	const struct ub_term *t = m->tx;
	const char *why = t->why;
	const int64_t *v = t->v;
	size_t n = t->pick->n, nacc = c->nacc;

	for (size_t i = 0; i < n; i++) {
		union ub_acc *a = acc + cell[i] * nacc;
		char is = why[i];

		if (is == UB_IS_WIDE) {
			gather(m, a, t->wide[i]);
			continue;
		}
		a->v.miss += is != 0;
		if (is == 's')
			a->v.hidden++;
		add_small(&a->v.sum, v[i]);
	}
}

static void
fold_number(
    const struct ub_cells *c, const struct ub_measure *m, const uint32_t *cell)
{
	union ub_acc *acc = c->acc + m->acc;
	const struct ub_term *t = m->tx;

	if ((m->func == UB_F_SUM || m->func == UB_F_MEAN) && !m->squares) {
		fold_sums(c, m, cell);
		return;
	}
	for (size_t i = 0; i < t->pick->n; i++) {
		union ub_acc *a = acc + cell[i] * c->nacc;

		if (t->why[i] > UB_IS_WIDE)
			miss(a, t->why[i]);
		else
			gather(m, a, value_of(t, i));
	}
}

/* --- two arguments ---------------------------------------------------- */

/* A value and its weight, or what it is divided by. */
static void
gather_pair(const struct ub_measure *m, union ub_acc *a, struct ub_i128 v,
    struct ub_i128 w)
{
	if (ub_measure_weighted(m)) {
		if (m->func == UB_F_SHARE)
			a->v.k += v.lo != 0;
		(void)ub_i256_add(a[1].sq, ub_i256_mul(v, w), &a[1].sq);
		(void)ub_i128_add(a[2].den, w, &a[2].den);
	} else {
		(void)ub_i128_add(a->v.sum, v, &a->v.sum);
		(void)ub_i128_add(a[1].den, w, &a[1].den);
	}
}

/* A value and its date: only one of those seen is kept. */
static void
gather_at(const struct ub_measure *m, union ub_acc *a, uint32_t id, int64_t day)
{
	if (ub_measure_sooner(m, a, (int32_t)day, id)) {
		a->v.at.day = (int32_t)day;
		a->v.at.id1 = id + 1;
	}
}

static void
fold_pair(
    const struct ub_cells *c, const struct ub_measure *m, const uint32_t *cell)
{
	bool at = m->func == UB_F_FIRST || m->func == UB_F_LAST;
	const struct ub_term *x = m->tx, *y = m->ty;

	for (size_t i = 0; i < x->pick->n; i++) {
		union ub_acc *a = ub_cells_acc(c, m, cell[i]);
		char v = x->why[i] > UB_IS_WIDE ? x->why[i] : '\0';
		char w = y->why[i] > UB_IS_WIDE ? y->why[i] : '\0';

		if (v != 0 || w != 0)
			miss(a, w == 's' || v == 0 ? w : v);
		else if (at)
			gather_at(m, a, x->id[i], y->v[i]);
		else
			gather_pair(m, a, value_of(x, i), value_of(y, i));
	}
}

/* --- values that are kept --------------------------------------------- */

static enum ub_status
fail_many(const char *measure, struct ub_err *e)
{
	return ub_fail(e, UB_EDATA,
	    "measure %s: more than %d different values by group", measure,
	    UB_TALLY_MAX);
}

/* Ask for the memory of the pair of a record that comes in a while. */
static inline void
ask_ahead(const struct ub_tally *tally, const struct ub_term *t,
    const uint32_t *cell, size_t i)
{
	enum { AHEAD = 16 };

	if (i + AHEAD < t->pick->n && t->why[i + AHEAD] == 0)
		ub_pairs_ask(&tally->pairs, cell[i + AHEAD], t->id[i + AHEAD]);
}

static enum ub_status
fold_text(const struct ub_cells *c, struct ub_measure *m, const uint32_t *cell,
    struct ub_err *e)
{
	const struct ub_term *t = m->tx;

	for (size_t i = 0; i < t->pick->n; i++) {
		ask_ahead(&m->tally, t, cell, i);
		if (t->why[i] != 0)
			miss(ub_cells_acc(c, m, cell[i]), t->why[i]);
		else if (!ub_tally_add(&m->tally, cell[i], t->id[i], 1))
			return fail_many(m->name, e);
	}
	return UB_OK;
}

/* Can the fields of the bare column be read without the expression? */
static bool
is_plain(const struct ub_measure *m)
{
	return m->col != UB_NOCOL && (m->in == UB_INT || m->in == UB_COUNT ||
					 m->in == UB_DEC || m->in == UB_DATE);
}

static enum ub_term_kind
kind_of(const struct ub_measure *m)
{
	if (ub_measure_pairs(m))
		return UB_TERM_TEXT;
	switch (m->func) {
	case UB_F_COUNT:
		return UB_TERM_TRUTH;
	case UB_F_SHARE:
		return m->y != NULL ? UB_TERM_NUMBER : UB_TERM_TRUTH;
	case UB_F_FIRST:
	case UB_F_LAST:
		return UB_TERM_TEXT;
	default:
		return ub_measure_tallies(m) ? UB_TERM_TEXT : UB_TERM_NUMBER;
	}
}

void
ub_fold_terms(struct ub_pool *p, struct ub_pick *pick, struct ub_measure *m)
{
	bool at = m->func == UB_F_FIRST || m->func == UB_F_LAST;
	struct ub_term x = { .kind = kind_of(m),
		.src = m->xsrc,
		.x = m->x,
		.col = m->col,
		.in = m->in,
		.of = m->kind };
	struct ub_term y = { .kind = UB_TERM_NUMBER,
		.src = m->ysrc,
		.x = m->y,
		.col = UB_NOCOL,
		.of = m->ykind };

	if (x.kind == UB_TERM_NUMBER)
		x.column = is_plain(m);
	else if (m->func == UB_F_DISTINCT || m->func == UB_F_MODE)
		x.column = m->col != UB_NOCOL;
	else if (x.kind == UB_TERM_TEXT && !at)
		x.column = is_plain(m);
	if (ub_measure_pairs(m)) {
		ub_test_terms(p, pick, m);
		return;
	}
	/* of first and last the texts are compared on the way: in its own */
	if (m->x != NULL)
		m->tx = ub_pool_term(p, pick, &x, &m->tally.val, at);
	if (m->y != NULL)
		m->ty = ub_pool_term(p, pick, &y, NULL, false);
}

enum ub_status
ub_fold_measure(const struct ub_cells *c, struct ub_measure *m,
    const uint32_t *cell, struct ub_err *e)
{
	if (m->tx == NULL)
		return UB_OK;
	if (c->narrow) {
		ub_narrow_fold(m, c->word + m->word, c->nword, cell);
		return UB_OK;
	}
	if (m->pairs != NULL && m->cc == NULL)
		return ub_test_fold(c, m, cell, e);
	if (m->ty != NULL)
		fold_pair(c, m, cell);
	else if (m->tx->kind == UB_TERM_TRUTH)
		fold_truth(c, m, cell);
	else if (m->tx->kind == UB_TERM_NUMBER)
		fold_number(c, m, cell);
	else
		return fold_text(c, m, cell, e);
	return m->cc != NULL ? ub_cluster_fold(m, cell, e) : UB_OK;
}

struct ub_term *
ub_fold_person_term(struct ub_pool *p, struct ub_pick *pick,
    const struct ub_legend *l, size_t col, struct ub_tally *person)
{
	struct ub_term x = { .kind = UB_TERM_TEXT,
		.src = l->col[col].name,
		.col = col,
		.in = l->col[col].type,
		.column = true };

	return ub_pool_term(p, pick, &x, &person->val, false);
}

enum ub_status
ub_fold_persons(struct ub_tally *person, const struct ub_term *t,
    const uint32_t *cell, uint64_t *none, uint32_t *pair, struct ub_err *e)
{
	uint32_t id;

	for (size_t i = 0; i < t->pick->n; i++) {
		id = UINT32_MAX;
		ask_ahead(person, t, cell, i);
		if (t->why[i] != 0)
			(*none)++;
		else if (!ub_tally_add_pair(person, cell[i], t->id[i], 1, &id))
			return fail_many("n_pers", e);
		if (pair != NULL)
			pair[i] = id;
	}
	return UB_OK;
}

/* What record i was to a share or a count. */
static uint8_t
mark_of(const struct ub_measure *m, size_t i)
{
	const struct ub_term *x = m->tx, *y = m->ty;

	if (x->kind == UB_TERM_TRUTH)
		return x->truth[i] & 1   ? UB_MARK_TRUE
		       : x->truth[i] & 2 ? UB_MARK_MISSING
					 : UB_MARK_FALSE;
	if (x->why[i] > UB_IS_WIDE || y->why[i] > UB_IS_WIDE)
		return UB_MARK_MISSING;
	return x->v[i] != 0 ? UB_MARK_TRUE : UB_MARK_FALSE;
}

void
ub_fold_marks(
    struct ub_tally *person, const struct ub_measure *m, const uint32_t *pair)
{
	uint8_t *mark = person->mark + m->mark - 1;

	for (size_t i = 0; i < m->tx->pick->n; i++)
		if (pair[i] != UINT32_MAX)
			mark[pair[i] * person->nmark] |= mark_of(m, i);
}
