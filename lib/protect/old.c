/* old.c - what was published before; rules.h. */
#include <math.h>

#include "rules.h"

struct look {
	struct ub_weave *v;
	const struct ub_woven *t; /* the old table */
	double least;
	struct ub_tallies *n;
	struct ub_err *e;
	bool last; /* what is known of old tables is: now the needs */
};

/* Is it the number of all, that the accounts tell? */
static bool
is_public(const struct ub_web *w, uint32_t var)
{
	uint32_t unit = w->var[var].unit;

	return unit != UB_NONE && w->unit[unit].status == UB_PUBLIC;
}

static void
keep_hidden(struct look *l, uint32_t var)
{
	struct ub_web *w = &l->v->web;
	uint32_t unit = w->var[var].unit;

	if (unit == UB_NONE || w->unit[unit].status != UB_SHOWN)
		return;
	ub_web_hide(w, unit, UB_PRIMARY);
	l->n->kept++;
}

/*
 * What an old table hides should not be given by the new ones, for it can be
 * what hides another figure there: that must have been able to be `least`, and
 * this one as much higher or lower.  Where it cannot be, nobody is the wiser:
 * the audit says whether the new tables give the old ones away.
 */
static void
need_kept(struct look *l, uint32_t var)
{
	struct ub_web *w = &l->v->web;
	double by = l->least > 2 ? l->least - 1 : 1;

	if (!w->var[var].known && !is_public(w, var))
		ub_web_wish(w, var, by, by);
}

static enum ub_status
compare(struct look *l, uint32_t var, double was)
{
	struct ub_web *w = &l->v->web;
	double now = w->var[var].value, by = fabs(now - was), down;

	if (by == 0) {
		w->var[var].known = true;
		return UB_OK;
	}
	if (by >= l->least)
		return UB_OK;
	if (is_public(w, var))
		return ub_fail(l->e, UB_EDATA,
		    "table %s: in all there are too few more or fewer than in "
		    "what is published, and the accounts tell it: wait until "
		    "there are more",
		    l->t->meta.table);
	keep_hidden(l, var);
	down = now > was ? by : 1;
	if (down > now - w->var[var].floor)
		down = now - w->var[var].floor;
	ub_web_need(w, var, l->least - by, down);
	return UB_OK;
}

static enum ub_status
look_at(struct look *l, size_t row, uint32_t cell, const struct ub_figure *f,
    size_t col, char letter)
{
	uint32_t var;
	struct ub_slice field;
	double was;

	if (col == UB_NOCOL ||
	    (var = ub_weave_find(l->v, cell, f, letter)) == UB_NONE)
		return UB_OK;
	field = ub_published_cell(&l->t->t, row, col);
	if (ub_missing(field) == UB_HIDDEN && !l->last)
		keep_hidden(l, var);
	else if (ub_missing(field) == UB_HIDDEN && letter == 'k')
		need_kept(l, var);
	else if (ub_missing(field) == 0 && !l->last &&
		 ub_real_parse(field.s, field.len, &was))
		return compare(l, var, was);
	return UB_OK;
}

/* Of a sum it is known how it was made: of whom, its base tells. */
static void
look_at_sum(
    struct look *l, size_t row, uint32_t cell, const struct ub_figure *f)
{
	struct ub_web *w = &l->v->web;
	struct ub_slice field = ub_published_cell(&l->t->t, row, f->col);
	uint32_t var = ub_weave_find(l->v, cell, f, 's');
	double was;

	if (var == UB_NONE || w->var[var].unit == UB_NONE)
		return;
	if (ub_missing(field) == UB_HIDDEN)
		keep_hidden(l, var);
	else if (ub_missing(field) == 0 &&
		 ub_real_parse(field.s, field.len, &was) &&
		 was == w->var[var].value)
		w->var[var].known = true;
}

/* Of the records that a share has more than before, or fewer, those that are
 * not of its numerator can be too few. */
static void
look_at_rest(
    struct look *l, size_t row, uint32_t cell, const struct ub_figure *f)
{
	struct ub_web *w = &l->v->web;
	uint32_t k = ub_weave_find(l->v, cell, f, 'k'),
		 n = ub_weave_find(l->v, cell, f, 'n');
	uint32_t rest;
	int64_t was_k, was_n;
	double by, down;

	if (k == UB_NONE || n == UB_NONE || w->var[k].unit == UB_NONE ||
	    !ub_published_count(&l->t->t, row, f->k, &was_k) ||
	    !ub_published_count(&l->t->t, row, f->n, &was_n))
		return;
	by =
	    fabs((w->var[n].value - w->var[k].value) - (double)(was_n - was_k));
	if (by == 0 || by >= l->least || w->var[n].known)
		return;
	keep_hidden(l, k);
	rest = ub_weave_rest(l->v, n, k);
	down = w->var[rest].value;
	ub_web_need(w, rest, l->least - by, down < 1 ? down : 1);
}

static enum ub_status
look_at_table(struct look *l)
{
	const struct ub_figures *fs = &l->t->f;
	enum ub_status st = UB_OK;
	size_t r, p, i;

	for (r = 0; r < l->t->t.n; r++) {
		for (p = 0; p < fs->npart; p++) {
			uint32_t cell = l->t->cell[r * fs->npart + p];

			for (i = 0; i < fs->nfigure && st == UB_OK; i++) {
				const struct ub_figure *f =
				    &fs->figure[fs->part[p].first + i];

				if (l->t->legend.col[f->col].type == UB_COUNT)
					st =
					    look_at(l, r, cell, f, f->col, 'k');
				if (st == UB_OK)
					st = look_at(l, r, cell, f, f->k, 'k');
				if (st == UB_OK)
					st = look_at(l, r, cell, f, f->n, 'n');
				if (l->last)
					continue;
				if (f->kind == UB_FIG_SUM)
					look_at_sum(l, r, cell, f);
				if (f->kind == UB_FIG_SHARE)
					look_at_rest(l, r, cell, f);
			}
		}
	}
	return st;
}

enum ub_status
ub_rules_published(struct ub_weave *v, const struct ub_rules *rules,
    struct ub_tallies *n, struct ub_err *e)
{
	struct look l = { v, NULL, (double)rules->least, n, e, false };
	enum ub_status st = UB_OK;
	size_t i;

	for (i = 0; i < 2 * v->n && st == UB_OK; i++) {
		l.t = &v->table[i % v->n];
		l.last = i >= v->n;
		if (l.t->old)
			st = look_at_table(&l);
	}
	return st;
}
