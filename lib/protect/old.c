/* old.c - what was published before; rules.h. */
#include <math.h>
#include <string.h>

#include "persons.h"

struct look {
	struct ub_weave *v;
	const struct ub_woven *t; /* the old table */
	struct ub_since since;
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

static bool
any_behind(const struct ub_weave *v)
{
	size_t i;

	for (i = 0; i < v->n; i++)
		if (v->table[i].behind)
			return true;
	return false;
}

/* Could a difference of so many be of enough persons, if more were told? */
static bool
may_be_enough(const struct look *l, double by)
{
	return by >= l->least && !any_behind(l->v);
}

static enum ub_status
too_few_in_all(const struct look *l, double by)
{
	if (!may_be_enough(l, by))
		return ub_fail(l->e, UB_EDATA,
		    "table %s: in all there are too few more or fewer than in "
		    "what is published, and the accounts tell it: wait until "
		    "there are more",
		    l->t->meta.table);
	return ub_fail(l->e, UB_EDATA,
	    "table %s: in all there are more or fewer than in what is "
	    "published, nothing says that they are of enough persons, and the "
	    "accounts tell it: give the table that it was made from to "
	    "--made-from",
	    l->t->meta.table);
}

/* It must be able to be that the difference is of enough, and that it is of
 * less. */
static void
leave_open(struct look *l, uint32_t var, double was, double persons)
{
	struct ub_web *w = &l->v->web;
	double now = w->var[var].value;
	double on = l->least - persons,
	       back = fmin(fabs(now - was), l->least - 1);
	double down = now > was ? back : on;

	if (down > now - w->var[var].floor)
		down = now - w->var[var].floor;
	ub_web_need(w, var, now > was ? on : back, down);
}

/* Does the figure differ, by too few persons? */
static bool
differs(struct look *l, const struct ub_change_of *c, double *persons)
{
	if (c->now == c->was)
		return false;
	*persons = ub_since_persons(&l->since, c);
	return *persons < l->least;
}

static enum ub_status
compare(struct look *l, uint32_t var, struct ub_change_of *c)
{
	struct ub_web *w = &l->v->web;
	double persons;

	c->now = w->var[var].value;
	if (c->now == c->was) {
		w->var[var].known = true;
		return UB_OK;
	}
	if (!differs(l, c, &persons))
		return UB_OK;
	if (is_public(w, var))
		return too_few_in_all(l, fabs(c->now - c->was));
	l->n->untold += may_be_enough(l, fabs(c->now - c->was));
	keep_hidden(l, var);
	leave_open(l, var, c->was, persons);
	return UB_OK;
}

static enum ub_status
other_table(struct look *l, size_t row, size_t col)
{
	struct ub_buf b = { 0 };

	ub_weave_place(l->t, row, col, &b);
	ub_fail(l->e, UB_EDATA,
	    "%s: published, but not so in a table --made-from: give the one "
	    "that ubat-mask made it of",
	    b.s);
	ub_buf_free(&b);
	return UB_EDATA;
}

static enum ub_status
look_at(struct look *l, size_t row, uint32_t cell, const struct ub_figure *f,
    size_t col, char letter)
{
	struct ub_change_of c = { .cell = cell, .f = f, .letter = letter };
	struct ub_slice field;
	uint32_t var;

	if (col == UB_NOCOL ||
	    (var = ub_weave_find(l->v, cell, f, letter)) == UB_NONE)
		return UB_OK;
	field = ub_published_cell(&l->t->t, row, col);
	if (ub_missing(field) == UB_HIDDEN && !l->last)
		keep_hidden(l, var);
	else if (ub_missing(field) == UB_HIDDEN && letter == 'k')
		need_kept(l, var);
	else if (ub_missing(field) == 0 && !l->last &&
		 ub_real_parse(field.s, field.len, &c.was))
		return ub_since_agrees(&l->since, &c)
			   ? compare(l, var, &c)
			   : other_table(l, row, col);
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

/* How many have no value is nobody's need; but who has read it knows it. */
static void
look_at_missing(
    struct look *l, size_t row, uint32_t cell, const struct ub_figure *f)
{
	uint32_t var;
	int64_t was;

	if (f->miss == UB_NOCOL ||
	    (var = ub_weave_find(l->v, cell, f, 'm')) == UB_NONE ||
	    !ub_published_count(&l->t->t, row, f->miss, &was))
		return;
	if ((double)was == l->v->web.var[var].value)
		l->v->web.var[var].known = true;
}

/* What a numerator is of: the base of a share; all records of the cell, for a
 * count. */
static bool
find_whole(const struct look *l, uint32_t cell, const struct ub_figure *f,
    const struct ub_figures_part *part, uint32_t *n, size_t *col)
{
	const struct ub_figure *all = &l->t->f.figure[part->first + part->n];

	if (f->kind == UB_FIG_COUNT && part->n != UB_NOCOL) {
		*n = ub_weave_find(l->v, cell, all, 'k');
		*col = all->col;
		return *n != UB_NONE;
	}
	if (f->kind != UB_FIG_SHARE)
		return false;
	*n = ub_weave_find(l->v, cell, f, 'n');
	*col = f->n;
	return *n != UB_NONE;
}

/* Of the records that a share or a count has more than before, or fewer, those
 * that are not of its numerator can be too few. */
static void
look_at_rest(struct look *l, size_t row, uint32_t cell,
    const struct ub_figure *f, const struct ub_figures_part *part)
{
	struct ub_change_of c = { .cell = cell, .f = f, .letter = 'r' };
	struct ub_web *w = &l->v->web;
	uint32_t k = ub_weave_find(l->v, cell, f, 'k'), n;
	size_t col;
	int64_t was_k, was_n;
	double persons;

	if (k == UB_NONE || w->var[k].unit == UB_NONE ||
	    !find_whole(l, cell, f, part, &n, &col) ||
	    !ub_published_count(
		&l->t->t, row, f->k == UB_NOCOL ? f->col : f->k, &was_k) ||
	    !ub_published_count(&l->t->t, row, col, &was_n))
		return;
	c.was = (double)(was_n - was_k);
	c.now = w->var[n].value - w->var[k].value;
	if (w->var[n].known || !differs(l, &c, &persons))
		return;
	l->n->untold += may_be_enough(l, fabs(c.now - c.was));
	keep_hidden(l, k);
	leave_open(l, ub_weave_rest(l->v, n, k), c.was, persons);
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
				look_at_missing(l, r, cell, f);
				if (f->kind == UB_FIG_SUM)
					look_at_sum(l, r, cell, f);
				look_at_rest(l, r, cell, f, &fs->part[p]);
			}
		}
	}
	return st;
}

/* --- the number of all records, which no row need tell --------------------- */

static int64_t
told(const struct ub_step *s, const char *key)
{
	const char *text = ub_step_get(s, key);
	int64_t n;

	return text != NULL && ub_int_parse(text, strlen(text), &n) ? n : 0;
}

/* Does another ubat-agg count what this one wrote? */
static bool
is_counted(const struct ub_meta *m, const struct ub_step *s)
{
	for (size_t i = 0; i < m->nstep; i++)
		if (strcmp(m->step[i].tool, "ubat-agg") == 0 &&
		    ub_listed(
			ub_step_get(&m->step[i], "from"), ub_slice_of(s->id)))
			return true;
	return false;
}

/* Of how many records the accounts say that a table is.  False: it was made of
 * several, or of none. */
static bool
all_told(const struct ub_meta *m, int64_t *all)
{
	size_t n = 0;

	for (size_t i = 0; i < m->nstep; i++) {
		const struct ub_step *s = &m->step[i];

		if (strcmp(s->tool, "ubat-agg") != 0 || is_counted(m, s))
			continue;
		*all = told(s, "in") - told(s, "false") - told(s, "missing");
		n++;
	}
	return n == 1;
}

static bool
same_keys(const struct ub_woven *a, const struct ub_woven *b)
{
	size_t n = ub_woven_nkey(a), i, k;

	if (n != ub_woven_nkey(b))
		return false;
	for (i = 0; i < n; i++) {
		for (k = 0; k < n; k++)
			if (strcmp(ub_woven_key_name(a, i),
				ub_woven_key_name(b, k)) == 0)
				break;
		if (k == n)
			return false;
	}
	return true;
}

/* A row that tells it is compared as others are; without one nothing is known
 * of persons. */
static enum ub_status
look_at_all(struct look *l)
{
	int64_t was, now;

	if (!all_told(&l->t->meta, &was))
		return UB_OK;
	for (size_t i = 0; i < l->v->n; i++) {
		const struct ub_woven *t = &l->v->table[i];
		double by;

		if (t->old || !same_keys(l->t, t) || !all_told(&t->meta, &now))
			continue;
		by = fabs((double)now - (double)was);
		if (by > 0 && by < l->least)
			return too_few_in_all(l, by);
	}
	return UB_OK;
}

enum ub_status
ub_rules_published(struct ub_weave *v, const struct ub_rules *rules,
    struct ub_tallies *n, struct ub_err *e)
{
	struct look l = {
		.v = v, .least = (double)rules->least, .n = n, .e = e
	};
	enum ub_status st = UB_OK;
	size_t i;

	ub_since_begin(&l.since, v, rules);
	for (i = 0; i < 2 * v->n && st == UB_OK; i++) {
		l.t = &v->table[i % v->n];
		l.last = i >= v->n;
		if (!l.t->old || l.t->behind)
			continue;
		st = look_at_table(&l);
		if (st == UB_OK && !l.last)
			st = look_at_all(&l);
	}
	ub_since_end(&l.since);
	return st;
}
