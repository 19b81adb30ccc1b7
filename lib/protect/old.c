/* old.c - what was published before; rules.h. */
#include <math.h>

#include "rules.h"

struct look {
	struct ub_weave *v;
	const struct ub_woven *t; /* the old table */
	double least;
	struct ub_tallies *n;
	struct ub_err *e;
};

/* The variable that the new tables have for a figure, or UB_NONE. */
static uint32_t
find_var(
    const struct look *l, uint32_t cell, const struct ub_figure *f, char letter)
{
	struct ub_buf b = { 0 };
	uint32_t var;
	bool fresh;

	ub_buf_printf(&b, "%lu\t", (unsigned long)cell);
	ub_buf_add(&b, f->stem.s, f->stem.len);
	ub_buf_printf(&b, "\t%c", letter);
	var = ub_names_add(
	    &l->v->vars, (struct ub_slice){ b.s, b.len }, UB_NONE, &fresh);
	ub_buf_free(&b);
	return var;
}

static void
keep_hidden(struct look *l, uint32_t var)
{
	struct ub_web *w = &l->v->web;
	uint32_t unit = w->var[var].unit;

	if (w->unit[unit].status != UB_SHOWN)
		return;
	ub_web_hide(w, unit, UB_PRIMARY);
	l->n->kept++;
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
	if (w->unit[w->var[var].unit].status == UB_PUBLIC)
		return ub_fail(l->e, UB_EDATA,
		    "table %s: in all there are too few more or fewer than in "
		    "what is published, and the accounts tell it",
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
	    (var = find_var(l, cell, f, letter)) == UB_NONE ||
	    l->v->web.var[var].unit == UB_NONE)
		return UB_OK;
	field = ub_published_cell(&l->t->t, row, col);
	if (ub_missing(field) == UB_HIDDEN)
		keep_hidden(l, var);
	else if (ub_missing(field) == 0 &&
		 ub_real_parse(field.s, field.len, &was))
		return compare(l, var, was);
	return UB_OK;
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
			}
		}
	}
	return st;
}

enum ub_status
ub_rules_published(struct ub_weave *v, const struct ub_rules *rules,
    struct ub_tallies *n, struct ub_err *e)
{
	struct look l = { v, NULL, (double)rules->least, n, e };
	enum ub_status st = UB_OK;
	size_t i;

	for (i = 0; i < v->n && st == UB_OK; i++) {
		l.t = &v->table[i];
		if (l.t->old)
			st = look_at_table(&l);
	}
	return st;
}
