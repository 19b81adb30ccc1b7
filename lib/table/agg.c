/* agg.c - records into cells; agg.h. */
#include "agg.h"

#include <stdlib.h>
#include <string.h>

#include "cluster.h"
#include "lead.h"
#include "missed.h"
#include "population.h"
#include "reported.h"
#include "standard.h"
#include "state.h"

/* --- new -------------------------------------------------------------- */

static void
blame(const struct ub_agg *a, const char *text)
{
	if (a->spec.blame != NULL)
		*a->spec.blame = text;
}

static enum ub_status
add_key(struct ub_agg *a, const char *src, struct ub_err *e)
{
	enum ub_status st;

	if (a->cells.nkey == UB_KEYS_MAX)
		return ub_fail(e, UB_EUSAGE, "more than %d keys", UB_KEYS_MAX);
	st = ub_key_parse(
	    &a->key[a->cells.nkey], ub_pool_scope(a->pool), src, e);
	if (st != UB_OK)
		return st;
	a->code[a->cells.nkey] =
	    ub_pool_key(a->pool, a->pick, src, &a->key[a->cells.nkey]);
	a->cells.nkey++;
	return UB_OK;
}

static enum ub_status
add_keys(struct ub_agg *a, struct ub_err *e)
{
	enum ub_status st;

	if ((st = ub_frame_init(&a->frame, &a->spec, a->in, e)) != UB_OK)
		return st;
	for (size_t i = 0; st == UB_OK && i < a->frame.nby; i++) {
		blame(a, a->frame.key[i].text);
		st = add_key(a, a->frame.key[i].src, e);
	}
	if (st != UB_OK || a->spec.across == NULL)
		return st;
	blame(a, a->spec.across);
	return add_key(a, a->spec.across, e);
}

static enum ub_status
add_reported(struct ub_agg *a, struct ub_err *e)
{
	if (a->spec.reported == NULL)
		return UB_OK;
	blame(a, a->spec.reported);
	return ub_reported_load(&a->reported, a->spec.reported, &a->frame, e);
}

/* One more; of_all: it is there already, of the known. */
static enum ub_status
add_measure(struct ub_agg *a, const char *src, bool of_all, struct ub_err *e)
{
	struct ub_measure *m = &a->measure[a->nmeasure];
	const struct ub_style *s = &a->spec.style;
	enum ub_status st;

	blame(a, src);
	if ((st = ub_measure_parse(m, ub_pool_scope(a->pool), src, e)) != UB_OK)
		return st;
	m->all = s->base == UB_BASE_ALL && ub_measure_counted(m);
	if (of_all)
		ub_measure_of_all(m);
	m->squares =
	    (s->level > 0 || a->spec.against != NULL) && m->func == UB_F_MEAN;
	a->nmeasure++;
	m->excuses =
	    (s->bortfall >= 0 || a->spec.response) && ub_measure_has_base(m);
	if (m->excuses || (s->kinds && ub_measure_has_base(m) && !of_all))
		ub_missed_terms(a->pool, a->pick, m, s->kinds && !of_all);
	ub_fold_terms(a->pool, a->pick, m);
	if (s->level > 0 && ub_measure_weighted(m) && a->spec.cluster == NULL)
		ub_cluster_terms(a->pool, a->pick, m, a->in, 0);
	return UB_OK;
}

static enum ub_status
add_measures(struct ub_agg *a, struct ub_err *e)
{
	const struct ub_list *l = &a->spec.measure;
	enum ub_status st = UB_OK;

	/* room for two of each: pointers to them are kept */
	a->measure = ub_xcalloc(2 * l->n + 1, sizeof(*a->measure));
	for (size_t i = 0; st == UB_OK && i < l->n; i++) {
		st = add_measure(a, l->s[i], false, e);
		if (st == UB_OK && a->spec.style.base == UB_BASE_BOTH &&
		    ub_measure_counted(&a->measure[a->nmeasure - 1]))
			st = add_measure(a, l->s[i], true, e);
	}
	return st;
}

static enum ub_status
add_person(struct ub_agg *a, struct ub_err *e)
{
	const char *col = a->spec.person;
	enum ub_status st;

	a->person_col = UB_NOCOL;
	if (col == NULL && a->spec.person_parts)
		return ub_fail(e, UB_EUSAGE,
		    "--person-parts: say in which column persons are, "
		    "--person");
	if (col == NULL)
		return UB_OK;
	blame(a, col);
	if ((st = ub_legend_need(a->in, col, strlen(col), &a->person_col, e)) !=
	    UB_OK)
		return st;
	a->who = ub_fold_person_term(
	    a->pool, a->pick, a->in, a->person_col, &a->person);
	for (size_t i = 0; a->spec.person_parts && i < a->nmeasure; i++)
		if (a->measure[i].func == UB_F_SHARE ||
		    a->measure[i].func == UB_F_COUNT)
			a->measure[i].mark = ++a->person.nmark;
	return UB_OK;
}

static enum ub_status
set_up(struct ub_agg *a, struct ub_err *e)
{
	struct ub_cells *c = &a->cells;
	enum ub_status st;

	blame(a, a->spec.where);
	if ((st = ub_pool_pick(a->pool, a->spec.where, &a->pick, e)) != UB_OK ||
	    (st = add_keys(a, e)) != UB_OK ||
	    (st = add_reported(a, e)) != UB_OK ||
	    (st = add_measures(a, e)) != UB_OK ||
	    (st = add_person(a, e)) != UB_OK ||
	    (st = ub_sampling_set_up(a, e)) != UB_OK)
		return st;
	blame(a, NULL);
	c->key = a->key;
	c->measure = a->measure;
	c->nmeasure = a->nmeasure;
	c->person = a->spec.person != NULL ? &a->person : NULL;
	c->max = (size_t)a->spec.max_groups;
	ub_cells_init(c);
	ub_frame_margins(&a->frame, c, a->spec.total);
	ub_shape_init(&a->shape, c, a->spec.across != NULL);
	if ((st = ub_against_parse(a, e)) != UB_OK)
		return st;
	return ub_page_legend(a, e);
}

enum ub_status
ub_agg_new(struct ub_agg **ap, const struct ub_agg_spec *spec,
    const struct ub_page *page, const struct ub_legend *l, struct ub_err *e)
{
	struct ub_agg *a = *ap = ub_xcalloc(1, sizeof(*a));
	enum ub_status st;

	a->spec = *spec;
	a->page = *page;
	if (a->page.table == NULL)
		a->page.table = "tabell";
	a->in = l;
	a->pool = spec->pool;
	a->left = UINT64_MAX;
	if ((st = set_up(a, e)) != UB_OK) {
		ub_agg_free(a);
		*ap = NULL;
	}
	return st;
}

void
ub_agg_free(struct ub_agg *a)
{
	if (a == NULL)
		return;
	ub_shape_free(&a->shape);
	ub_frame_free(&a->frame);
	free(a->asked);
	free(a->answered);
	ub_cells_free(&a->cells);
	for (size_t i = 0; i < UB_KEYS_MAX; i++)
		ub_key_free(&a->key[i]);
	for (size_t i = 0; i < a->nmeasure; i++)
		ub_measure_free(&a->measure[i]);
	free(a->measure);
	ub_tally_free(&a->person);
	ub_crowd_free(&a->own_crowd);
	ub_legend_free(&a->legend);
	free(a->cell);
	free(a->pair);
	free(a->lost);
	ub_buf_free(&a->note);
	ub_reported_free(a->reported);
	ub_standard_free(a->standard);
	ub_population_free(a->drawn_from);
	free(a->population);
	ub_buf_free(&a->overlap);
	ub_buf_free(&a->overlap_by);
	ub_lead_free(a);
	free(a);
}

const struct ub_legend *
ub_agg_legend(const struct ub_agg *a)
{
	return a->spec.across != NULL || a->spec.style.kinds ||
		       ub_pool_by_record(a->pool)
		   ? NULL
		   : &a->legend;
}

/* --- an input that is a table ------------------------------------------ */

/* A table's rows are no records, and n would be called their number. */
static enum ub_status
check_counted(const struct ub_agg *a, const struct ub_meta *m, struct ub_err *e)
{
	if (m->table == NULL || a->page.unit != NULL)
		return UB_OK;
	for (size_t i = 0; i < a->nmeasure; i++)
		if (a->measure[i].func == UB_F_N)
			return ub_fail(e, UB_EUSAGE,
			    "measure %s: the input is table %s, whose rows are "
			    "no records: read the records that it was made of, "
			    "or say with --unit what a row is",
			    a->measure[i].name, m->table);
	return UB_OK;
}

static enum ub_status
read_declaration(struct ub_agg *a, const struct ub_meta *m, struct ub_err *e)
{
	const char *overlap = ub_pair_get(m->attr, m->nattr, "overlap");
	enum ub_status st = check_counted(a, m, e);

	a->started = true;
	if (st != UB_OK)
		return st;
	for (size_t i = 0; i < a->nmeasure; i++)
		if (a->measure[i].func == UB_F_SUM &&
		    a->measure[i].column != NULL &&
		    ub_listed(overlap, ub_slice_of(a->measure[i].column)))
			return ub_fail(e, UB_EUSAGE,
			    "measure %s: the parts of column %s overlap, so "
			    "that their sum counts twice",
			    a->measure[i].name, a->measure[i].column);
	return UB_OK;
}

/* --- a batch ---------------------------------------------------------- */

/* Of two failures the one that stands first in the input. */
static void
keep_first(enum ub_status *st, struct ub_err *e, enum ub_status now,
    const struct ub_err *err)
{
	if (now == UB_OK || (*st != UB_OK && e->line <= err->line))
		return;
	*st = now;
	*e = *err;
}

static enum ub_status
compute_arguments(struct ub_agg *a, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	struct ub_err err;

	for (size_t i = 0; i < a->nmeasure; i++) {
		struct ub_measure *m = &a->measure[i];
		struct ub_term *t[] = { m->tx, m->ty, m->tz, m->cx, m->cc };

		if (m->missed != NULL)
			keep_first(
			    &st, e, ub_missed_get(a->pool, m, &err), &err);
		for (size_t k = 0; k < sizeof(t) / sizeof(*t); k++)
			if (t[k] != NULL)
				keep_first(&st, e,
				    ub_pool_get(a->pool, t[k], &err), &err);
	}
	if (a->who != NULL)
		keep_first(&st, e, ub_pool_get(a->pool, a->who, &err), &err);
	return st;
}

/* Everything is computed before a failure is told, so that which of several is
 * told depends neither on the order of the measures nor on the batches.  Another
 * thread may be at the keys: they are asked for last, and told first. */
static enum ub_status
compute(struct ub_agg *a, struct ub_err *e)
{
	enum ub_status st = ub_pool_picked(a->pool, a->pick, e), then;
	struct ub_err err, late;

	then = compute_arguments(a, &late);
	for (size_t j = 0; j < a->cells.nkey; j++)
		keep_first(
		    &st, e, ub_pool_get(a->pool, a->code[j], &err), &err);
	keep_first(&st, e, then, &late);
	return st;
}

static enum ub_status
find_cells(struct ub_agg *a, struct ub_err *e)
{
	const uint32_t *code[UB_KEYS_MAX];
	enum ub_status st;

	if (a->pick->n > a->room) {
		a->room = a->pick->n;
		a->cell = ub_xreallocarray(a->cell, a->room, sizeof(*a->cell));
		if (a->person.nmark > 0)
			a->pair = ub_xreallocarray(
			    a->pair, a->room, sizeof(*a->pair));
	}
	if (a->lead != NULL)
		return ub_lead_follow(a, e);
	for (size_t j = 0; j < a->cells.nkey; j++)
		code[j] = a->code[j]->id;
	st = ub_cells_find(&a->cells, code, a->pick->n, a->cell, e);
	a->found = st == UB_OK;
	return st;
}

/* The crowd takes no more: what it has becomes pairs, to which this batch is
 * added.  The tables that a leads do the same in their turn.  Where there is no
 * memory for both, that is what is told next. */
static enum ub_status
leave_crowd(struct ub_agg *a, struct ub_err *e)
{
	enum { PAIR = 64 };

	a->person.pairs.wants = a->crowd->pairs * PAIR > a->left;
	if (a->person.pairs.wants)
		return UB_OK;
	a->person_none = a->crowd->none;
	if (!ub_crowd_tally(a->crowd, &a->person))
		return ub_fail(e, UB_EDATA,
		    "measure n_pers: more than %d different values by group",
		    UB_TALLY_MAX);
	a->crowd = NULL;
	return UB_OK;
}

static enum ub_status
fold_persons(struct ub_agg *a, const uint32_t *cell, struct ub_err *e)
{
	bool own = a->crowd == &a->own_crowd;
	enum ub_status st;

	if (own)
		(void)ub_crowd_fits(a->crowd, a->who, a->cells.n);
	if (a->crowd != NULL && !a->crowd->full) {
		if (own)
			ub_crowd_fold(a->crowd, a->who, cell);
		return UB_OK;
	}
	if (a->crowd == NULL) /* whoever left it has done so */
		ub_crowd_free(&a->own_crowd);
	else if ((st = leave_crowd(a, e)) != UB_OK || a->person.pairs.wants)
		return st;
	st = ub_fold_persons(
	    &a->person, a->who, cell, &a->person_none, a->pair, e);
	for (size_t i = 0; st == UB_OK && i < a->nmeasure; i++)
		if (a->measure[i].mark > 0 && a->person.pairs.n > 0)
			ub_fold_marks(&a->person, &a->measure[i], a->pair);
	return st;
}

/* What is counted may be as many as the records. */
static bool
fits_narrow(const struct ub_agg *a)
{
	if (ub_pool_records(a->pool) > UINT32_MAX)
		return false;
	for (size_t i = 0; i < a->nmeasure; i++)
		if (!ub_narrow_fits(&a->measure[i]))
			return false;
	return true;
}

enum ub_status
ub_agg_gather(struct ub_agg *a, struct ub_err *e)
{
	const uint32_t *cell;
	enum ub_status st;

	if (!a->due)
		return UB_OK;
	a->due = false;
	if (a->lead != NULL && !a->lead->found)
		return UB_OK; /* it says why */
	if (a->cells.narrow && !fits_narrow(a))
		ub_cells_widen(&a->cells);
	if ((st = find_cells(a, e)) != UB_OK)
		return st;
	cell = a->lead != NULL ? a->lead->cell : a->cell;
	for (size_t i = 0; i < a->nmeasure; i++) {
		struct ub_measure *m = &a->measure[i];

		if (a->lead != NULL && a->same[i].a != NULL)
			continue;
		if ((st = ub_fold_measure(&a->cells, m, cell, e)) != UB_OK ||
		    (m->missed != NULL &&
			(st = ub_missed_fold(&a->cells, m, cell, e)) != UB_OK))
			return st;
	}
	return a->who != NULL ? fold_persons(a, cell, e) : UB_OK;
}

/* A value has less than 91 bits: so many of them make no sum of more than 127,
 * which therefore nobody looks for record by record. */
static enum ub_status
check_many(const struct ub_agg *a, struct ub_err *e)
{
	const uint64_t most = UINT64_C(1) << 36;

	if (ub_pool_records(a->pool) <= most)
		return UB_OK;
	for (size_t i = 0; i < a->nmeasure; i++)
		if (ub_measure_sums(&a->measure[i]))
			return ub_fail(e, UB_EDATA,
			    "measure %s: more than %llu records: make states "
			    "of parts (--partial) and merge them",
			    a->measure[i].name, (unsigned long long)most);
	return UB_OK;
}

enum ub_status
ub_agg_batch(struct ub_agg *a, const struct ub_meta *m, struct ub_err *e)
{
	enum ub_status st;

	a->found = false;
	if (!a->started && (st = read_declaration(a, m, e)) != UB_OK)
		return st;
	if ((st = check_many(a, e)) != UB_OK)
		return st;
	st = compute(a, e);
	a->due = st == UB_OK && a->pick->n > 0;
	return st;
}
