/* agg.c - records into cells; agg.h. */
#include "agg.h"

#include <stdlib.h>
#include <string.h>

#include "state.h"

static bool
is_table_type(enum ub_type t)
{
	return t == UB_COUNT || t == UB_SHARE || t == UB_MEAN || t == UB_STAT;
}

/* --- new -------------------------------------------------------------- */

static enum ub_status
add_key(struct ub_agg *a, const char *src, struct ub_err *e)
{
	enum ub_status st;

	if (a->cells.nkey == UB_KEYS_MAX)
		return ub_fail(e, UB_EUSAGE, "more than %d keys", UB_KEYS_MAX);
	st = ub_key_parse(&a->key[a->cells.nkey], &a->scope, src, e);
	a->cells.nkey += st == UB_OK;
	return st;
}

static enum ub_status
add_keys(struct ub_agg *a, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	char *piece;

	for (size_t i = 0; i < a->spec.by.n; i++) {
		size_t at = 0;

		while (st == UB_OK &&
		       (piece = ub_list_next(a->spec.by.s[i], &at)) != NULL) {
			st = add_key(a, piece, e);
			free(piece);
		}
	}
	if (st == UB_OK && a->spec.across != NULL)
		st = add_key(a, a->spec.across, e);
	return st;
}

static enum ub_status
add_measures(struct ub_agg *a, struct ub_err *e)
{
	enum ub_status st;

	a->measure = ub_xcalloc(a->spec.measure.n + 1, sizeof(*a->measure));
	for (size_t i = 0; i < a->spec.measure.n; i++) {
		if ((st = ub_measure_parse(&a->measure[i], &a->scope,
			 a->spec.measure.s[i], e)) != UB_OK)
			return st;
		a->measure[i].squares =
		    a->spec.style.level > 0 && a->measure[i].func == UB_F_MEAN;
		a->nmeasure++;
	}
	return UB_OK;
}

static enum ub_status
set_up(struct ub_agg *a, struct ub_err *e)
{
	struct ub_cells *c = &a->cells;
	enum ub_status st;

	if ((st = add_keys(a, e)) != UB_OK ||
	    (st = add_measures(a, e)) != UB_OK)
		return st;
	if (a->spec.person != NULL &&
	    (st = ub_legend_need(a->in, a->spec.person, strlen(a->spec.person),
		 &a->person_col, e)) != UB_OK)
		return st;
	c->key = a->key;
	c->measure = a->measure;
	c->nmeasure = a->nmeasure;
	c->person = a->spec.person != NULL ? &a->person : NULL;
	c->max = (size_t)a->spec.max_groups;
	ub_cells_init(c);
	ub_shape_init(&a->shape, c, a->spec.across != NULL);
	for (size_t i = 0; i < a->in->n; i++)
		a->fold.by_record |= is_table_type(a->in->col[i].type);
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
	a->in = l;
	a->scope.legend = l;
	a->scope.meta = spec->meta;
	a->person_col = UB_NOCOL;
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
	ub_cells_free(&a->cells);
	for (size_t i = 0; i < UB_KEYS_MAX; i++)
		ub_key_free(&a->key[i]);
	for (size_t i = 0; i < a->nmeasure; i++)
		ub_measure_free(&a->measure[i]);
	free(a->measure);
	ub_tally_free(&a->person);
	ub_fold_free(&a->fold);
	ub_legend_free(&a->legend);
	free(a->code);
	free(a->cell);
	free(a->key_col);
	free(a->lost);
	ub_buf_free(&a->overlap);
	ub_buf_free(&a->overlap_by);
	free(a);
}

const struct ub_legend *
ub_agg_legend(const struct ub_agg *a)
{
	return a->spec.across != NULL || a->fold.by_record ? NULL : &a->legend;
}

/* --- an input that is a table ------------------------------------------ */

/* Is name one of a comma-separated list? */
static bool
in_list(const char *list, const char *name)
{
	size_t len = strlen(name), n;

	for (; list != NULL && *list != '\0'; list += n + (list[n] == ',')) {
		n = strcspn(list, ",");
		if (n == len && memcmp(list, name, len) == 0)
			return true;
	}
	return false;
}

static enum ub_status
read_declaration(struct ub_agg *a, const struct ub_meta *m, struct ub_err *e)
{
	const char *keys = ub_pair_get(m->attr, m->nattr, "keys");
	const char *overlap = ub_pair_get(m->attr, m->nattr, "overlap");

	a->started = true;
	a->key_col = ub_xcalloc(a->in->n + 1, sizeof(*a->key_col));
	for (size_t i = 0; i < a->in->n; i++)
		if (in_list(keys, a->in->col[i].name))
			a->key_col[a->nkey_col++] = i;
	for (size_t i = 0; i < a->nmeasure; i++)
		if (a->measure[i].func == UB_F_SUM &&
		    a->measure[i].column != NULL &&
		    in_list(overlap, a->measure[i].column))
			return ub_fail(e, UB_EUSAGE,
			    "measure %s: the parts of column %s overlap, so "
			    "that their sum counts twice",
			    a->measure[i].name, a->measure[i].column);
	return UB_OK;
}

static bool
is_total(const struct ub_agg *a, const struct ub_batch *b, size_t rec)
{
	for (size_t i = 0; i < a->nkey_col; i++)
		if (ub_missing(ub_field(b, rec, a->key_col[i])) == 't')
			return true;
	return false;
}

/* --- a batch ---------------------------------------------------------- */

static void
make_room(struct ub_agg *a, size_t nrec)
{
	if (nrec <= a->room)
		return;
	a->room = nrec;
	a->cell = ub_xreallocarray(a->cell, nrec, sizeof(*a->cell));
	a->code = ub_xreallocarray(
	    a->code, nrec, (UB_KEYS_MAX + 1) * sizeof(*a->code));
}

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

/* Everything is folded before a failure is told, so that which of several is
 * told does not depend on the order of the measures. */
static enum ub_status
fold_all(struct ub_agg *a, const struct ub_batch *b, struct ub_err *e)
{
	enum ub_status st = UB_OK, now;
	struct ub_err err;

	for (size_t i = 0; i < a->nmeasure; i++) {
		now = ub_fold_measure(
		    &a->fold, &a->cells, &a->measure[i], b, a->cell, &err);
		keep_first(&st, e, now, &err);
	}
	if (a->spec.person != NULL) {
		now = ub_fold_persons(&a->cells, a->in, a->person_col, b,
		    a->cell, &a->person_none, &err);
		keep_first(&st, e, now, &err);
	}
	return st;
}

static enum ub_status
find_codes(struct ub_agg *a, const struct ub_batch *b, struct ub_err *e)
{
	enum ub_status st = UB_OK, now;
	struct ub_err err;

	for (size_t j = 0; j < a->cells.nkey; j++) {
		now = ub_key_codes(&a->key[j], b, a->code + j * b->n, &err);
		keep_first(&st, e, now, &err);
	}
	return st;
}

static enum ub_status
take(struct ub_agg *a, const struct ub_batch *b, struct ub_err *e)
{
	struct ub_batch head = *b;
	struct ub_err err;
	enum ub_status st, before;

	make_room(a, b->n);
	if ((st = find_codes(a, b, e)) != UB_OK) {
		/* is there something wrong in the records before it? */
		head.n = e->line > b->line ? (size_t)(e->line - b->line) : 0;
		if (head.n == 0 || (before = take(a, &head, &err)) == UB_OK)
			return st;
		*e = err;
		return before;
	}
	if ((st = ub_cells_find(&a->cells, a->code, b->n, a->cell, e)) != UB_OK)
		return st;
	return fold_all(a, b, e);
}

/* The runs of records between rows of totals, each as a batch. */
static enum ub_status
take_runs(struct ub_agg *a, const struct ub_batch *b, struct ub_err *e)
{
	struct ub_batch run = *b;
	enum ub_status st;
	size_t from = 0;

	for (size_t r = 0; r <= b->n; r++) {
		if (r < b->n && !is_total(a, b, r))
			continue;
		run.sep = b->sep + from * b->ncol;
		run.n = r - from;
		run.line = b->line + from;
		if (run.n > 0 && (st = take(a, &run, e)) != UB_OK)
			return st;
		a->total_rec += r < b->n;
		from = r + 1;
	}
	return UB_OK;
}

enum ub_status
ub_agg_batch(struct ub_agg *a, const struct ub_meta *m,
    const struct ub_batch *b, struct ub_err *e)
{
	enum ub_status st;

	if (!a->started && (st = read_declaration(a, m, e)) != UB_OK)
		return st;
	a->in_rec += b->n;
	if (a->nkey_col > 0)
		return take_runs(a, b, e);
	return take(a, b, e);
}
