/* missed.c - see missed.h. */
#include "missed.h"

#include <stdlib.h>

enum { ARGUMENTS = UB_MISSED_TEXTS };

struct ub_missed {
	struct ub_term *t[ARGUMENTS]; /* in the pool; borrowed */
	struct ub_intern val[ARGUMENTS];
	struct ub_tally tally; /* of kinds, which have no texts */
	uint32_t seen;         /* bits of kinds */
	bool kinds;            /* count them all */
};

static int
kind_of(char why)
{
	return why >= 'a' && why <= 'z' ? 1 + why - 'a' : 0;
}

const char *
ub_missed_name(int kind)
{
#define M(c) "_miss_" #c
	static const char *const name[UB_MISSED_KINDS] = { M(saknas), M(a),
		M(b), M(c), M(d), M(e), M(f), M(g), M(h), M(i), M(j), M(k),
		M(l), M(m), M(n), M(o), M(p), M(q), M(r), M(s), M(t), M(u),
		M(v), M(w), M(x), M(y), M(z) };
#undef M

	return name[kind];
}

void
ub_missed_terms(
    struct ub_pool *p, struct ub_pick *pick, struct ub_measure *m, bool kinds)
{
	struct ub_expr *x[ARGUMENTS] = { m->x, m->y, m->z };
	char *src[ARGUMENTS] = { m->xsrc, m->ysrc, m->zsrc };
	struct ub_missed *w = m->missed = ub_xcalloc(1, sizeof(*w));

	w->kinds = kinds;
	for (int d = 0; d < ARGUMENTS; d++) {
		struct ub_term want = { .kind = UB_TERM_TEXT };

		if (x[d] == NULL)
			continue;
		want.src = src[d];
		want.x = x[d];
		want.col = ub_expr_column(x[d]);
		want.in = ub_expr_type(x[d]);
		want.of = ub_expr_kind(x[d]);
		want.column = want.col != UB_NOCOL;
		w->t[d] = ub_pool_term(p, pick, &want, &w->val[d], false);
	}
}

void
ub_missed_free(struct ub_missed *w)
{
	if (w == NULL)
		return;
	for (int d = 0; d < ARGUMENTS; d++)
		ub_intern_free(&w->val[d]);
	ub_tally_free(&w->tally);
	free(w);
}

enum ub_status
ub_missed_get(struct ub_pool *p, struct ub_measure *m, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	for (int d = 0; d < ARGUMENTS && st == UB_OK; d++)
		if (m->missed->t[d] != NULL)
			st = ub_pool_get(p, m->missed->t[d], e);
	return st;
}

/* Of several arguments the first that is missing, but a protected one before
 * all: as the measure itself has it. */
static char
reason(const struct ub_missed *w, size_t i)
{
	char why = 0;

	for (int d = 0; d < ARGUMENTS; d++) {
		char now = w->t[d] != NULL ? w->t[d]->why[i] : '\0';

		if (now == 's' || why == 0)
			why = now;
	}
	return why;
}

enum ub_status
ub_missed_fold(const struct ub_cells *c, struct ub_measure *m,
    const uint32_t *cell, struct ub_err *e)
{
	size_t last = ub_measure_nacc(m) - 1;
	struct ub_missed *w = m->missed;

	for (size_t i = 0; i < w->t[0]->pick->n; i++) {
		char why = reason(w, i);

		if (m->excuses && why == 'n')
			ub_cells_acc(c, m, cell[i])[last].v.miss++;
		if (!w->kinds || why == 0)
			continue;
		w->seen |= UINT32_C(1) << kind_of(why);
		if (!ub_tally_add(
			&w->tally, cell[i], (uint32_t)kind_of(why), 1))
			return ub_fail(e, UB_EDATA,
			    "measure %s: too many reasons by group", m->name);
	}
	return UB_OK;
}

struct ub_intern *
ub_missed_texts(struct ub_measure *m, int d)
{
	return &m->missed->val[d];
}

struct ub_tally *
ub_missed_tally(struct ub_measure *m)
{
	return m->missed != NULL ? &m->missed->tally : NULL;
}

bool
ub_missed_occurs(const struct ub_measure *m, int kind)
{
	return m->missed != NULL && (m->missed->seen >> kind & 1) != 0;
}

uint64_t
ub_missed_count(const struct ub_measure *m, uint32_t cell, int kind)
{
	const struct ub_tally *t = &m->missed->tally;
	uint64_t n = 0;

	for (size_t i = t->start[cell]; i < t->start[cell + 1]; i++)
		if ((uint32_t)t->pairs.pair[t->order[i]] == (uint32_t)kind)
			n += t->count[t->order[i]];
	return n;
}
