/* lead.c - tables that have their cells in common; lead.h. */
#include "lead.h"

#include <stdlib.h>

static bool
same_keys(const struct ub_agg *a, const struct ub_agg *b)
{
	if (a->pick != b->pick || a->cells.nkey != b->cells.nkey)
		return false;
	for (size_t j = 0; j < a->cells.nkey; j++)
		if (a->code[j] != b->code[j])
			return false;
	return true;
}

/* Does it gather nothing but what lies in the cell, the same for all who ask? */
static bool
lies_in_cell(const struct ub_measure *m)
{
	return ub_measure_nacc(m) > 0 && !ub_measure_tallies(m) &&
	       m->func != UB_F_FIRST && m->func != UB_F_LAST &&
	       m->pairs == NULL && m->cc == NULL && m->missed == NULL &&
	       m->tx != NULL;
}

static bool
same_measure(const struct ub_measure *m, const struct ub_measure *of)
{
	return lies_in_cell(m) && lies_in_cell(of) && m->func == of->func &&
	       m->squares == of->squares && m->tx == of->tx &&
	       m->ty == of->ty && m->tz == of->tz &&
	       ub_measure_nacc(m) == ub_measure_nacc(of);
}

/* One that gathers it itself: the lead, or another that it leads. */
static struct ub_same
find_same(const struct ub_many *m, const struct ub_agg *a, size_t i)
{
	for (size_t k = 0; m->agg[k] != a; k++) {
		struct ub_agg *of = m->agg[k];

		if (of != a->lead && of->lead != a->lead)
			continue;
		for (size_t l = 0; l < of->nmeasure; l++)
			if ((of->lead == NULL || of->same[l].a == NULL) &&
			    same_measure(&a->measure[i], &of->measure[l]))
				return (struct ub_same){ of, l };
	}
	return (struct ub_same){ NULL, 0 };
}

/* Where persons only have to be counted, as bits: those of the lead, if it has
 * them so. */
static void
find_crowd(const struct ub_many *m, struct ub_agg *a)
{
	if (!m->final || a->who == NULL || a->person.nmark > 0)
		return;
	a->crowd = &a->own_crowd;
	if (a->lead != NULL && a->lead->who == a->who && a->lead->crowd != NULL)
		a->crowd = a->lead->crowd;
}

void
ub_lead_find(struct ub_many *m)
{
	find_crowd(m, m->agg[0]);
	for (size_t k = 1; k < m->n; k++) {
		struct ub_agg *a = m->agg[k];

		for (size_t i = 0; i < k && a->lead == NULL; i++)
			if (m->agg[i]->lead == NULL && same_keys(m->agg[i], a))
				a->lead = m->agg[i];
		find_crowd(m, a);
		if (a->lead == NULL)
			continue;
		a->same = ub_xcalloc(a->nmeasure + 1, sizeof(*a->same));
		for (size_t i = 0; i < a->nmeasure; i++)
			a->same[i] = find_same(m, a, i);
	}
}

enum ub_status
ub_lead_follow(struct ub_agg *a, struct ub_err *e)
{
	const struct ub_cells *c = &a->lead->cells;
	enum ub_status st = UB_OK;

	while (st == UB_OK && a->cells.n < c->n)
		st = ub_cells_append(
		    &a->cells, c->code + a->cells.n * c->nkey, e);
	return st;
}

static void
take_over(struct ub_agg *a)
{
	const struct ub_cells *lead = &a->lead->cells;

	ub_cells_widen(&a->cells);
	for (uint32_t k = 0; k < a->cells.n; k++)
		a->cells.nrec[k] = ub_cells_nrec(lead, k);
	for (size_t i = 0; i < a->nmeasure; i++) {
		struct ub_measure *m = &a->measure[i];
		const struct ub_agg *of = a->same[i].a;
		size_t len = ub_measure_nacc(m) * sizeof(union ub_acc);

		if (of == NULL)
			continue;
		for (uint32_t k = 0; k < a->cells.n; k++) {
			union ub_acc room;

			memcpy(ub_cells_acc(&a->cells, m, k),
			    ub_cells_get(&of->cells, &of->measure[a->same[i].i],
				k, &room),
			    len);
		}
	}
	ub_cells_chain(&a->cells);
}

/* All before any goes on, as that changes its cells. */
void
ub_lead_end(struct ub_many *m)
{
	for (size_t k = 0; k < m->n; k++) {
		struct ub_agg *a = m->agg[k];

		if ((a->cells.crowd = a->crowd) != NULL)
			a->person_none = a->crowd->none;
	}
	for (size_t k = 0; k < m->n; k++)
		if (m->agg[k]->lead != NULL)
			take_over(m->agg[k]);
	for (size_t k = 0; k < m->n; k++)
		ub_lead_free(m->agg[k]);
}

void
ub_lead_free(struct ub_agg *a)
{
	free(a->same);
	a->same = NULL;
	a->lead = NULL;
}
