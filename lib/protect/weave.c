/* weave.c - tables into one web; weave.h. */
#include <math.h>
#include <stdlib.h>

#include "rest.h"

static const double NO_FLOOR = -1e15; /* of sums, that fit 18 digits */

/* --- reading ------------------------------------------------------------- */

static void
woven_free(struct ub_woven *t)
{
	ub_published_free(&t->t);
	ub_figures_free(&t->f);
	ub_legend_free(&t->legend);
	ub_meta_free(&t->meta);
	free(t->value);
	free(t->cell);
	free(t->over);
	ub_buf_free(&t->text);
	free(t->all);
	free(t->below);
	free(t->unit);
}

void
ub_weave_free(struct ub_weave *v)
{
	size_t i;

	for (i = 0; i < v->n; i++)
		woven_free(&v->table[i]);
	free(v->table);
	ub_web_free(&v->web);
	ub_names_free(&v->cells);
	ub_names_free(&v->units);
	ub_names_free(&v->vars);
	ub_names_free(&v->sums);
	memset(v, 0, sizeof(*v));
}

static enum ub_status
fail_at(const struct ub_woven *t, size_t row, size_t col, const char *what,
    struct ub_err *e)
{
	struct ub_buf b = { 0 };

	ub_weave_place(t, row, col, &b);
	ub_fail(e, UB_EDATA, "%s: %s", b.s, what);
	ub_buf_free(&b);
	return UB_EDATA;
}

static enum ub_status
check_columns(const struct ub_woven *t, struct ub_err *e)
{
	size_t c;

	for (c = 0; c < t->legend.n; c++)
		if (t->legend.col[c].type == UB_ID)
			return ub_fail(e, UB_EUSAGE,
			    "table %s: column %s is of type id: a table of "
			    "persons cannot be protected",
			    t->meta.table, t->legend.col[c].name);
	return UB_OK;
}

/* Every count is one, unless an old table hid it. */
static enum ub_status
check_counts(const struct ub_woven *t, struct ub_err *e)
{
	bool out = t->old && !t->behind;
	struct ub_slice f;
	size_t r, c;

	for (r = 0; r < t->t.n; r++) {
		for (c = t->t.nkey; c < t->t.ncol; c++) {
			f = ub_published_cell(&t->t, r, c);
			if (!out && ub_missing(f) == UB_HIDDEN)
				return fail_at(t, r, c,
				    "is protected already: protect the table "
				    "it was made from",
				    e);
			if (t->legend.col[c].type == UB_COUNT &&
			    ub_missing(f) == 'l' && !out)
				return fail_at(t, r, c,
				    "is left out: make the table without "
				    "--min-base, for ubat-mask --min-base "
				    "hides what has too few",
				    e);
			if (t->legend.col[c].type == UB_COUNT &&
			    ub_missing(f) != 0 && ub_missing(f) != 'b' && !out)
				return fail_at(t, r, c,
				    "a count is missing: protect a table as "
				    "ubat-agg made it",
				    e);
		}
	}
	return UB_OK;
}

/* What was computed from other columns would tell them. */
static enum ub_status
check_derived(const struct ub_woven *t, struct ub_err *e)
{
	const char *derived =
	    ub_pair_get(t->meta.attr, t->meta.nattr, "derived");

	if (ub_pair_get(t->meta.attr, t->meta.nattr, "turned") != NULL)
		return ub_fail(e, UB_EUSAGE,
		    "table %s: protect it before ubat-table turns it",
		    t->meta.table);
	if (derived == NULL)
		return UB_OK;
	return ub_fail(e, UB_EUSAGE,
	    "table %s: protect it before ubat-table computes with it: %s",
	    t->meta.table, derived);
}

/* Nobody publishes persons, so a table that has them is not what is out: all
 * that it shows would pass for known. */
static enum ub_status
check_persons(const struct ub_woven *t, struct ub_err *e)
{
	bool any = false;
	size_t i;

	for (i = 0; i < t->f.npart; i++)
		any = any || t->f.part[i].pers != UB_NOCOL;
	if (t->old && !t->behind && any)
		return ub_fail(e, UB_EUSAGE,
		    "table %s, published: it counts persons, so it was never "
		    "protected: give what ubat-mask made of it, and this to "
		    "--made-from",
		    t->meta.table);
	if (t->behind && !any)
		return ub_fail(e, UB_EUSAGE,
		    "table %s, --made-from: no column n_pers: it tells nothing "
		    "of persons",
		    t->meta.table);
	return UB_OK;
}

static enum ub_status
read_table(struct ub_weave *v, struct ub_reader *r, enum ub_woven_as as,
    const struct ub_figure_ask *ask, struct ub_err *e)
{
	bool old = as != UB_WOVEN_NEW;
	struct ub_figure_ask none = { NULL, NULL };
	struct ub_woven *t;
	enum ub_status st;

	v->table = ub_xgrow(v->table, v->n, sizeof(*v->table));
	t = &v->table[v->n++];
	memset(t, 0, sizeof(*t));
	t->old = old;
	t->behind = as == UB_WOVEN_BEHIND;
	st = ub_published_read(&t->t, r, e);
	/* the reader is done with them: it frees what it finds */
	ub_legend_copy(&t->legend, ub_reader_legend(r));
	t->meta = *ub_reader_meta(r);
	memset(ub_reader_meta(r), 0, sizeof(t->meta));
	if (st == UB_OK && t->meta.table == NULL)
		st = ub_fail_at(e, UB_EUSAGE, ub_reader_input(r), 0,
		    "no table: ubat-agg makes one");
	t->t.legend = &t->legend;
	t->t.meta = &t->meta;
	if (st != UB_OK)
		return st;
	if (!ub_meta_whole(&t->meta))
		st = ub_fail_at(e, UB_EDATA, ub_reader_input(r), 0,
		    "the table is cut: what is missing cannot be protected");
	if (st == UB_OK)
		st = ub_meta_check(&t->meta, e);
	if (st == UB_OK)
		st = check_columns(t, e);
	if (st == UB_OK && !old)
		st = check_derived(t, e);
	if (st == UB_OK && !old)
		st = ub_woven_chosen(t, e);
	if (st == UB_OK)
		st = ub_figures_find(&t->f, &t->t, old ? &none : ask, e);
	if (st == UB_OK)
		st = check_persons(t, e);
	if (st == UB_OK)
		st = check_counts(t, e);
	if (st == UB_OK && !old)
		st = ub_woven_places(t, e);
	if (st == UB_OK)
		ub_woven_margins(t);
	return st;
}

/* The tables move when there are more of them. */
static void
mend_borrowed(struct ub_weave *v)
{
	size_t i;

	for (i = 0; i < v->n; i++) {
		v->table[i].t.legend = &v->table[i].legend;
		v->table[i].t.meta = &v->table[i].meta;
	}
}

enum ub_status
ub_weave_read(struct ub_weave *v, struct ub_reader *r, enum ub_woven_as as,
    const struct ub_figure_ask *ask, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	while (st == UB_OK) {
		if ((st = read_table(v, r, as, ask, e)) == UB_OK)
			st = ub_reader_next_table(r, e);
		mend_borrowed(v);
	}
	return st == UB_END ? UB_OK : st;
}

/* --- figures ------------------------------------------------------------- */

/* One figure of a row: what its variables are named after, and cost. */
struct place {
	struct ub_weave *v;
	struct ub_woven *t;
	size_t row, part;
	const struct ub_figure *f;
	uint32_t unit; /* UB_NONE in old tables */
};

static void
put_name(const struct place *at, char letter, struct ub_buf *b)
{
	struct ub_slice name = ub_figure_name(at->f, letter);

	ub_buf_clear(b);
	ub_buf_printf(b, "%lu\t",
	    (unsigned long)at->t->cell[at->row * at->t->f.npart + at->part]);
	ub_buf_add(b, name.s, name.len);
	ub_buf_printf(b, "\t%c", letter);
}

uint32_t
ub_weave_find(
    struct ub_weave *v, uint32_t cell, const struct ub_figure *f, char letter)
{
	struct ub_slice name = ub_figure_name(f, letter);
	struct ub_buf b = { 0 };
	uint32_t var;
	bool fresh;

	ub_buf_printf(&b, "%lu\t", (unsigned long)cell);
	ub_buf_add(&b, name.s, name.len);
	ub_buf_printf(&b, "\t%c", letter);
	var = ub_names_add(
	    &v->vars, (struct ub_slice){ b.s, b.len }, UB_NONE, &fresh);
	ub_buf_free(&b);
	return var;
}

/* The number of a field: a count, or the value of a sum in doubles. */
static bool
number(const struct ub_woven *t, size_t row, size_t col, double *v)
{
	struct ub_slice f = ub_published_cell(&t->t, row, col);

	*v = 0;
	/* a count of those that did not report is 0, and no secret */
	if (ub_missing(f) != 0)
		return ub_missing(f) == 'b' &&
		       t->legend.col[col].type == UB_COUNT;
	return ub_real_parse(f.s, f.len, v);
}

/* Where one sum is negative, any can be. */
static bool
goes_below(const struct ub_woven *t, size_t col)
{
	double v;
	size_t r;

	for (r = 0; r < t->printed; r++)
		if (number(t, r, col, &v) && v < 0)
			return true;
	return false;
}

static enum ub_status
disagree(const struct place *at, size_t col, uint32_t var, struct ub_err *e)
{
	struct ub_buf b = { 0 }, other = { 0 };

	ub_weave_place(at->t, at->row, col, &b);
	(void)ub_weave_tell(at->v, var, &other);
	ub_fail(e, UB_EDATA,
	    "%s: it is not what it is in %s: tables of different records are "
	    "protected one by one",
	    b.s, other.s);
	ub_buf_free(&b);
	ub_buf_free(&other);
	return UB_EDATA;
}

/* The variable of column col; it is there already when another table has the
 * same cell. */
static enum ub_status
add_value(const struct place *at, size_t col, char letter, struct ub_err *e)
{
	struct ub_web *w = &at->v->web;
	struct ub_buf b = { 0 };
	uint32_t var;
	double value;
	bool fresh, told;

	if (col == UB_NOCOL)
		return UB_OK;
	told = number(at->t, at->row, col, &value);
	if (!told && at->row >= at->t->printed)
		return UB_OK;
	put_name(at, letter, &b);
	var = ub_names_add(&at->v->vars, (struct ub_slice){ b.s, b.len },
	    (uint32_t)w->n, &fresh);
	ub_buf_free(&b);
	if (fresh) {
		ub_web_var(w, value, at->unit);
		w->var[var].known = ub_missing(ub_published_cell(
					&at->t->t, at->row, col)) == 'b';
	} else if (told && w->var[var].value != value)
		return disagree(at, col, var, e);
	if (at->f->kind == UB_FIG_N && at->t->no_empty &&
	    (at->t->f.across == NULL ||
		ub_missing(at->t->f.part[at->part].value) == UB_TOTAL))
		w->var[var].floor = 1;
	if (letter == 's' && at->t->below[col])
		w->var[var].floor = NO_FLOOR;
	at->t->value[at->row * at->t->t.ncol + col] = var;
	return UB_OK;
}

static double
cost_of(const struct place *at)
{
	double n = 0, cost;
	size_t k, nkey = ub_woven_nkey(at->t);
	size_t col = at->f->n != UB_NOCOL ? at->f->n : at->f->col;

	if (at->t->legend.col[col].type == UB_COUNT)
		(void)number(at->t, at->row, col, &n);
	cost = at->v->cost_sum ? 1 + n : 1000 + 100 * log2(1 + n);
	for (k = 0; k < nkey; k++)
		if (ub_missing(ub_woven_key(at->t, at->row, at->part, k)) ==
		    UB_TOTAL)
			cost *= at->v->total_cost;
	return cost;
}

/* The unit of a figure: under that of the number of records of its cell. */
static void
add_unit(struct place *at)
{
	struct ub_woven *t = at->t;
	const struct ub_figures_part *p = &t->f.part[at->part];
	size_t base = (at->row * t->f.npart + at->part) * t->f.nfigure;
	struct ub_web *w = &at->v->web;
	struct ub_buf b = { 0 };
	uint32_t under = UB_NONE;
	bool fresh;

	at->unit = UB_NONE;
	t->unit[base + (size_t)(at->f - &t->f.figure[p->first])] = UB_NONE;
	if (at->row >= t->printed)
		return;
	if (at->f->kind != UB_FIG_N && p->n != UB_NOCOL)
		under = t->unit[base + p->n];
	put_name(at, 'u', &b);
	at->unit = ub_names_add(&at->v->units, (struct ub_slice){ b.s, b.len },
	    (uint32_t)w->nunit, &fresh);
	ub_buf_free(&b);
	if (fresh)
		ub_web_unit(w, t->cell[at->row * t->f.npart + at->part], under,
		    cost_of(at));
	t->unit[base + (size_t)(at->f - &t->f.figure[p->first])] = at->unit;
}

static enum ub_status
add_figure(struct place *at, struct ub_err *e)
{
	const struct ub_figure *f = at->f;
	enum ub_status st = UB_OK;

	add_unit(at);
	if (at->t->legend.col[f->col].type == UB_COUNT)
		return add_value(at, f->col, 'k', e);
	st = add_value(at, f->k, 'k', e);
	if (st == UB_OK)
		st = add_value(at, f->n, 'n', e);
	if (st == UB_OK)
		st = add_value(at, f->miss, 'm', e);
	if (st == UB_OK && f->kind == UB_FIG_SUM)
		st = add_value(at, f->col, 's', e);
	return st;
}

/* The number of records first: the other units are under its own. */
static enum ub_status
add_cell(struct place *at, struct ub_err *e)
{
	const struct ub_figures *f = &at->t->f;
	const struct ub_figures_part *p = &f->part[at->part];
	enum ub_status st = UB_OK;
	size_t i;

	if (p->n != UB_NOCOL) {
		at->f = &f->figure[p->first + p->n];
		st = add_figure(at, e);
	}
	for (i = 0; i < f->nfigure && st == UB_OK; i++) {
		if (i == p->n)
			continue;
		at->f = &f->figure[p->first + i];
		st = add_figure(at, e);
	}
	return st;
}

/* ubat-agg shows no row without records; where one is shown, others may be
 * without, too. */
static bool
has_no_empty(const struct ub_woven *t)
{
	const struct ub_figures *f = &t->f;
	double n, v;
	size_t r, p;

	for (r = 0; r < t->printed; r++) {
		for (p = 0, n = 0; p < f->npart; p++) {
			if (f->part[p].n == UB_NOCOL)
				return false;
			(void)number(t, r,
			    f->figure[f->part[p].first + f->part[p].n].col, &v);
			n += v;
		}
		if (n == 0)
			return false;
	}
	return true;
}

static void
make_room(struct ub_woven *t)
{
	size_t ncell = t->t.n * t->f.npart, i;

	t->no_empty = has_no_empty(t);
	t->below = ub_xcalloc(t->t.ncol, sizeof(*t->below));
	for (i = t->t.nkey; i < t->t.ncol; i++)
		t->below[i] = goes_below(t, i);
	t->value =
	    ub_xreallocarray(NULL, t->t.n * t->t.ncol, sizeof(*t->value));
	for (i = 0; i < t->t.n * t->t.ncol; i++)
		t->value[i] = UB_NONE;
	t->all = ub_xreallocarray(NULL, ncell, sizeof(*t->all));
	t->unit = ub_xcalloc(ncell * t->f.nfigure, sizeof(*t->unit));
}

static enum ub_status
add_cells(
    struct ub_weave *v, struct ub_woven *t, bool printed, struct ub_err *e)
{
	struct place at = { .v = v, .t = t };
	enum ub_status st = UB_OK;
	size_t end = printed ? t->printed : t->t.n;

	if (printed)
		make_room(t);
	for (at.row = printed ? 0 : t->printed; at.row < end && st == UB_OK;
	     at.row++)
		for (at.part = 0; at.part < t->f.npart && st == UB_OK;
		     at.part++)
			st = add_cell(&at, e);
	return st;
}

/* A hidden total is dearer by all that is hidden with it. */
static void
add_costs_of_children(struct ub_web *w)
{
	size_t i;

	for (i = 0; i < w->nunit; i++)
		if (w->unit[i].under != UB_NONE)
			w->unit[w->unit[i].under].cost += w->unit[i].cost;
}

enum ub_status
ub_weave_sums(struct ub_weave *v, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	size_t i;

	ub_weave_name(v);
	ub_weave_rests(v);
	/* what is printed anywhere is there before what is not */
	for (i = 0; i < 2 * v->n && st == UB_OK; i++)
		if (!v->table[i % v->n].old)
			st = add_cells(v, &v->table[i % v->n], i < v->n, e);
	add_costs_of_children(&v->web);
	for (i = 0; i < v->n && st == UB_OK; i++)
		if (!v->table[i].old)
			st = ub_weave_rows(v, &v->table[i], e);
	for (i = 0; i < v->n && st == UB_OK; i++)
		if (!v->table[i].old)
			st = ub_weave_inner(v, &v->table[i], e);
	return st;
}
