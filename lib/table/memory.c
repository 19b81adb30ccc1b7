/* memory.c - what tables take, and whether they may take more; memory.h. */
#include "memory.h"

#include "head.h"
#include "missed.h"
#include "testdata.h"

enum {
	SLOT = 16,          /* of a pair */
	BATCH_MAX = 1 << 16 /* texts that a batch may add, about */
};

/* --- what there is -------------------------------------------------------- */

static uint64_t
slots_of(unsigned bits)
{
	return bits == 0 ? 0 : UINT64_C(1) << bits;
}

/* Memory that was made room in, but is not used yet, is not taken. */
static uint64_t
texts_bytes(const struct ub_intern *t)
{
	if (t->end == NULL)
		return t->n * t->even;
	return t->n == 0 ? 0 : t->end[t->n - 1] + t->n * sizeof(*t->end);
}

/* Of so many more, too. */
static uint64_t
pairs_bytes(const struct ub_pairs *p, uint64_t more)
{
	uint64_t slots = slots_of(p->bits), n = p->n + more;

	while (more > 0 && n > slots / 2)
		slots = slots == 0 ? 64 : slots * 2;
	return slots * SLOT + n * sizeof(*p->pair);
}

static uint64_t
cell_bytes(const struct ub_cells *c, bool narrow)
{
	uint64_t each = c->nkey * sizeof(*c->code);

	return each + (narrow ? c->nword * sizeof(*c->word)
			      : sizeof(*c->nrec) + c->nacc * sizeof(*c->acc));
}

/* What there is, what is there besides once all is put in order, and the most
 * that is needed for a while to do so. */
struct need {
	uint64_t now, stays, most;
	uint64_t ncell;   /* cells, with those of totals, */
	uint64_t nmargin; /* and how many kinds of these there are */
};

static void
need_most(struct need *w, uint64_t most)
{
	if (w->most < most)
		w->most = most;
}

static void
need_texts(struct need *w, const struct ub_intern *t)
{
	w->now += texts_bytes(t) + slots_of(t->bits) * sizeof(*t->slot);
}

/* A pair stands in each margin once more. */
static void
need_tally(struct need *w, const struct ub_tally *t, bool numbers)
{
	enum { ORDER = 4, START = 8, NUMBER = 16, RANK = 12, PLACE = 32 };
	uint64_t n = t->pairs.n, val = t->val.n, more = n * w->nmargin;

	need_texts(w, &t->val);
	if (n == 0)
		return;
	w->now += pairs_bytes(&t->pairs, more) +
		  (n + more) * (sizeof(*t->count) + t->nmark);
	w->stays += (n + more) * ORDER + w->ncell * START;
	if (!numbers)
		return;
	w->stays += val * NUMBER;
	need_most(w, val * RANK + (val * PLACE > (n + more) * ORDER
					  ? val * PLACE
					  : (n + more) * ORDER));
}

static void
need_measure(struct need *w, struct ub_measure *m)
{
	need_tally(w, &m->tally, ub_value_type(m) != UB_TEXT);
	for (int d = 0; m->pairs != NULL && d < UB_TEST_DIMS; d++)
		need_texts(w, ub_test_texts(m, d));
	for (int d = 0; m->missed != NULL && d < UB_MISSED_TEXTS; d++)
		need_texts(w, ub_missed_texts(m, d));
	if (m->missed != NULL)
		need_tally(w, ub_missed_tally(m), false);
	if (ub_function_is_test(m->func))
		w->stays += w->ncell * sizeof(*m->result);
}

/* No more than there are cells, nor than the values of the keys make. */
static void
count_margins(struct need *w, const struct ub_cells *c)
{
	w->ncell = c->n;
	for (unsigned mask = 1; mask < 1U << c->nkey; mask++) {
		uint64_t n = 1;

		if (!ub_cells_has_margin(c, mask))
			continue;
		for (size_t j = 0; j < c->nkey && n < c->n; j++)
			if (!(mask & 1U << j))
				n *= c->key[j].val.n;
		w->ncell += n < c->n ? n : c->n;
		w->nmargin++;
	}
}

/* The cells, which are made wide for the sums of totals. */
static void
need_cells(struct need *w, const struct ub_agg *a)
{
	const struct ub_cells *c = &a->cells;
	bool widened = a->lead != NULL || w->nmargin > 0;
	uint64_t more = w->ncell - c->n;

	w->now += c->n * cell_bytes(c, c->narrow);
	for (size_t j = 1; j < c->nkey; j++)
		w->now += pairs_bytes(&c->chain[j], 0);
	w->stays += more * (cell_bytes(c, false) + sizeof(uint32_t));
	for (size_t j = 1; j < c->nkey && more > 0; j++)
		w->stays += pairs_bytes(&c->chain[j], more) -
			    pairs_bytes(&c->chain[j], 0);
	if (widened && c->narrow)
		w->stays +=
		    c->n * (sizeof(*c->nrec) + c->nacc * sizeof(*c->acc));
}

/* The texts of keys are put in order, and not looked for any more then: what is
 * freed.  What is computed for another table too is copied. */
static uint64_t
need_order(struct need *w, const struct ub_agg *a)
{
	uint64_t freed = 0;

	for (size_t j = 0; j < a->cells.nkey; j++) {
		const struct ub_intern *own = &a->key[j].val;
		const struct ub_intern *t =
		    a->merged ? own : &a->code[j]->key->val;

		need_texts(w, own);
		freed += slots_of(own->bits) * sizeof(*own->slot);
		if (t != own)
			w->stays += texts_bytes(t);
		w->stays +=
		    t->n * sizeof(uint32_t) * (a->cells.nkey > 1 ? 2 : 1);
		need_most(w, t->n * sizeof(struct ub_keyed));
	}
	return freed;
}

uint64_t
ub_agg_bytes(struct ub_agg *a)
{
	enum { ROW = 64, ROWS = 1 << 20 }; /* of text */
	struct need w = { .now = 0 }, late;
	uint64_t freed, most;

	count_margins(&w, &a->cells);
	need_cells(&w, a);
	freed = need_order(&w, a);
	most = w.most;
	late = w;
	late.stays = w.ncell * sizeof(uint32_t);
	late.most = 2 * w.ncell * sizeof(uint32_t);
	for (size_t i = 0; i < a->nmeasure; i++)
		need_measure(&late, &a->measure[i]);
	need_tally(&late, &a->person, false);
	if (most < late.stays + late.most)
		most = late.stays + late.most;
	w.stays += most;
	return late.now + ub_crowd_bytes(&a->own_crowd) +
	       (w.stays > freed ? w.stays - freed : 0) +
	       (w.ncell * ROW < ROWS ? w.ncell * ROW : ROWS);
}

/* --- what more there may be ----------------------------------------------- */

/* Twice the slots are made while those there are still stand. */
static void
hold_texts(struct ub_intern *t, uint64_t *left)
{
	uint64_t slots = slots_of(t->bits);
	uint64_t growth = 2 * slots * sizeof(*t->slot);

	t->tight = growth > *left;
	if (!t->tight && t->n + BATCH_MAX >= slots / 2)
		*left -= growth;
}

static void
hold_pairs(struct ub_pairs *p, uint64_t *left)
{
	uint64_t slots = slots_of(p->bits);
	uint64_t growth = slots * SLOT;

	p->tight = growth > *left;
	if (!p->tight && p->n + BATCH_MAX >= slots / 2)
		*left -= growth;
}

static bool
hold_measure(struct ub_measure *m, uint64_t *left)
{
	bool wants = m->tally.val.wants || m->tally.pairs.wants;

	hold_texts(&m->tally.val, left);
	hold_pairs(&m->tally.pairs, left);
	for (int d = 0; m->pairs != NULL && d < UB_TEST_DIMS; d++) {
		wants |= ub_test_texts(m, d)->wants;
		hold_texts(ub_test_texts(m, d), left);
	}
	for (int d = 0; m->missed != NULL && d < UB_MISSED_TEXTS; d++) {
		wants |= ub_missed_texts(m, d)->wants;
		hold_texts(ub_missed_texts(m, d), left);
	}
	return wants;
}

bool
ub_agg_hold(struct ub_agg *a, uint64_t *left)
{
	bool wants = a->person.val.wants || a->person.pairs.wants;

	a->left = *left;
	hold_texts(&a->person.val, left);
	hold_pairs(&a->person.pairs, left);
	for (size_t j = 0; j < a->cells.nkey; j++) {
		wants |= a->key[j].val.wants || a->cells.chain[j].wants;
		hold_texts(&a->key[j].val, left);
		hold_pairs(&a->cells.chain[j], left);
	}
	for (size_t i = 0; i < a->nmeasure; i++)
		wants |= hold_measure(&a->measure[i], left);
	return wants;
}
