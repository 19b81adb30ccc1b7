/* totals.c - the sums of a table as equations of the web; weave.h. */
#include <math.h>
#include <stdlib.h>

#include "weave.h"

struct run {
	struct ub_weave *v;
	struct ub_woven *t;
	size_t key;   /* of the sums in hand */
	bool overlap; /* over it, figures that overlap do not add up */
	bool any_total;
	bool *wider;       /* of each key: see find_wider() */
	bool *tells;       /* of each key: does it tell the one in hand? */
	size_t total;      /* row of the total in hand */
	const size_t *row; /* rows of its parts */
	size_t nrow;
	size_t across_total; /* part of the columns that is the total */
	uint32_t *part;      /* room for the parts of a sum */
	size_t npart;
	struct ub_err *e;
	enum ub_status st;
};

static uint32_t
value_at(const struct ub_woven *t, size_t row, size_t col)
{
	return col == UB_NOCOL ? UB_NONE : t->value[row * t->t.ncol + col];
}

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* total = parts, unless that is said already. */
static void
state_sum(struct ub_weave *v, uint32_t total, uint32_t *part, size_t n)
{
	struct ub_buf b = { 0 };
	bool fresh;
	size_t i;

	if (n == 1 && part[0] == total)
		return;
	qsort(part, n, sizeof(*part), by_number);
	ub_buf_printf(&b, "%lu", (unsigned long)total);
	for (i = 0; i < n; i++)
		ub_buf_printf(&b, ",%lu", (unsigned long)part[i]);
	(void)ub_names_add(
	    &v->sums, (struct ub_slice){ b.s, b.len }, 0, &fresh);
	if (fresh)
		ub_web_sum(&v->web, total, part, n);
	ub_buf_free(&b);
}

static uint32_t
rest(struct ub_weave *v, double value)
{
	return ub_web_var(&v->web, value, UB_NONE);
}

static enum ub_status
no_sum(struct run *r, size_t row, size_t col, const char *what)
{
	struct ub_buf b = { 0 };

	ub_weave_place(r->t, row, col, &b);
	r->st = ub_fail(r->e, UB_EDATA, "%s: %s", b.s, what);
	ub_buf_free(&b);
	return r->st;
}

/*
 * Parts that overlap: each is at most the total, and the total is at most
 * what they make.  What is between is printed nowhere.
 */
static void
overlapping(struct run *r, uint32_t total, double sum)
{
	struct ub_web *w = &r->v->web;
	double value = w->var[total].value;
	uint32_t both = rest(r->v, sum), pair[2];
	size_t i;

	pair[0] = total;
	pair[1] = rest(r->v, sum - value);
	ub_web_sum(w, both, pair, 2);
	ub_web_sum(w, both, r->part, r->npart);
	for (i = 0; i < r->npart; i++) {
		pair[0] = r->part[i];
		pair[1] = rest(r->v, value - w->var[r->part[i]].value);
		ub_web_sum(w, total, pair, 2);
	}
}

/* Where groups were left out of the table, their sum is what the parts lack:
 * nobody prints it, and yet it is a figure like the others. */
static void
left_out(struct run *r, uint32_t total, double lack)
{
	struct ub_weave *v = r->v;
	uint32_t var = rest(v, lack);

	r->part[r->npart++] = var;
	state_sum(v, total, r->part, r->npart);
	if (lack > 0 && lack < v->least)
		ub_web_need(&v->web, var, v->least - lack, 1);
}

/* The sum of the parts gathered, all of figure f, letter by column. */
static void
close_sum(struct run *r, size_t row, size_t col, bool counts, bool overlaps)
{
	const struct ub_web *w = &r->v->web;
	uint32_t total = value_at(r->t, row, col);
	double sum = 0, value;
	size_t i;

	if (total == UB_NONE || r->npart == 0 || r->st != UB_OK)
		return;
	if (r->npart == 1 && r->part[0] == total)
		return;
	for (i = 0; i < r->npart; i++)
		sum += w->var[r->part[i]].value;
	value = w->var[total].value;
	if (overlaps && counts && (sum < value))
		(void)no_sum(r, row, col,
		    "the parts make less than the total, although they "
		    "overlap: protect a table before its rows are picked");
	else if (overlaps)
		overlapping(r, total, sum);
	else if (counts && (r->t->t.left_out ? sum > value : sum != value))
		(void)no_sum(r, row, col,
		    "the parts do not add up to this total: protect a table "
		    "before its rows are picked");
	else if (r->t->t.left_out)
		left_out(r, total, value - sum);
	else
		state_sum(r->v, total, r->part, r->npart);
}

/* --- over rows ----------------------------------------------------------- */

/*
 * The sum over kommuner of all lan says nothing new where those of each lan
 * are there, and their sum over lan: mark the keys that, being .t, make it so.
 */
static void
find_wider(struct run *r)
{
	const struct ub_woven *t = r->t;
	const struct ub_published *p = &t->t;
	const char *name = t->legend.col[r->key].name, *other;
	size_t k, i;

	for (k = 0; k < p->nkey; k++) {
		other = t->legend.col[k].name;
		r->wider[k] = false;
		if (!ub_weave_tells(r->v, name, other) ||
		    ub_weave_tells(r->v, other, name))
			continue;
		for (i = 0; i < p->n && !r->wider[k]; i++)
			r->wider[k] = ub_missing(ub_published_cell(p, i, k)) !=
					  UB_TOTAL &&
				      ub_missing(ub_published_cell(
					  p, i, r->key)) == UB_TOTAL;
	}
}

static void
find_tells(struct run *r)
{
	const struct ub_woven *t = r->t;
	size_t k;

	for (k = 0; k < t->t.nkey; k++)
		r->tells[k] = ub_weave_tells(
		    r->v, t->legend.col[k].name, t->legend.col[r->key].name);
}

/* A kommun in all lan is the kommun: a hierarchy has no such row. */
static bool
needs_no_total(const struct run *r, size_t row)
{
	const struct ub_published *p = &r->t->t;
	size_t k;

	for (k = 0; k < p->nkey; k++)
		if (r->tells[k] &&
		    ub_missing(ub_published_cell(p, row, k)) != UB_TOTAL)
			return true;
	return false;
}

static bool
says_nothing_new(const struct run *r, size_t total)
{
	const struct ub_published *p = &r->t->t;
	size_t k;

	for (k = 0; k < p->nkey; k++)
		if (r->wider[k] &&
		    ub_missing(ub_published_cell(p, total, k)) == UB_TOTAL)
			return true;
	return false;
}

/* Where records and base add up, so does what the ones have beside the
 * other: an equation that says so would say nothing new, and cost time. */
static bool
missing_follows(const struct run *r, const struct ub_figure *f)
{
	const struct ub_woven *t = r->t;

	return t->f.part[0].n != UB_NOCOL && f->n != UB_NOCOL &&
	       !t->t.left_out && !f->whole;
}

/* Call sum() for each column of figure f that adds up. */
static void
each_column(struct run *r, const struct ub_figure *f,
    void (*sum)(struct run *r, const struct ub_figure *f, size_t col))
{
	sum(r, f, f->kind == UB_FIG_SUM ? f->col : UB_NOCOL);
	if (r->t->legend.col[f->col].type == UB_COUNT)
		sum(r, f, f->col);
	sum(r, f, f->k);
	sum(r, f, f->n);
	if (!missing_follows(r, f))
		sum(r, f, f->miss);
}

static bool
overlaps(const struct run *r, const struct ub_figure *f)
{
	return f->kind == UB_FIG_DISTINCT && r->overlap;
}

/* The rows in hand: r->row[0] is the total, the others its parts. */
static void
sum_rows(struct run *r, const struct ub_figure *f, size_t col)
{
	size_t i;

	r->npart = 0;
	if (col == UB_NOCOL)
		return;
	for (i = 0; i < r->nrow; i++)
		r->part[r->npart++] = value_at(r->t, r->row[i], col);
	close_sum(r, r->total, col, f->kind != UB_FIG_SUM, overlaps(r, f));
}

static void
family(void *arg, size_t total, const size_t *row, size_t n)
{
	struct run *r = arg;
	const struct ub_figures *f = &r->t->f;
	size_t i;

	if (r->st != UB_OK || n == 0)
		return;
	if (total == UB_NOCOL) {
		if (r->any_total && !r->t->t.left_out &&
		    !needs_no_total(r, row[0]))
			(void)no_sum(r, row[0], r->key,
			    "its total over this key is missing: protect a "
			    "table before its rows are picked");
		return;
	}
	if (says_nothing_new(r, total))
		return;
	r->total = total;
	r->row = row;
	r->nrow = n;
	for (i = 0; i < f->npart * f->nfigure; i++)
		each_column(r, &f->figure[i], sum_rows);
}

static bool
has_total(const struct ub_woven *t, size_t key)
{
	size_t r;

	for (r = 0; r < t->t.n; r++)
		if (ub_missing(ub_published_cell(&t->t, r, key)) == UB_TOTAL)
			return true;
	return false;
}

/* Do parts over this key overlap (#table overlap_by)? */
static bool
overlap_by(const struct ub_woven *t, const char *key)
{
	return ub_listed(ub_pair_get(t->meta.attr, t->meta.nattr, "overlap_by"),
	    ub_slice_of(key));
}

/* --- over columns -------------------------------------------------------- */

/* Column col is of figure number r->figure in the part of the total. */
static void
sum_across(struct run *r, const struct ub_figure *f, size_t col)
{
	const struct ub_figures *fs = &r->t->f;
	size_t p, first = fs->part[r->across_total].first, base;

	r->npart = 0;
	if (col == UB_NOCOL)
		return;
	for (p = 0; p < fs->npart; p++) {
		if (p == r->across_total)
			continue;
		/* alike in each part, so as far from its figure's column */
		base = fs->figure[fs->part[p].first +
				  (size_t)(f - &fs->figure[first])]
			   .col;
		r->part[r->npart++] =
		    value_at(r->t, r->total, base + (col - f->col));
	}
	close_sum(r, r->total, col, f->kind != UB_FIG_SUM, overlaps(r, f));
}

/*
 * No column of the total: it is a figure all the same, that a reader can make
 * and another table may print.
 */
static void
sum_parts(struct run *r, const struct ub_figure *f, size_t col, char letter)
{
	const struct ub_figures *fs = &r->t->f;
	const struct ub_web *w = &r->v->web;
	struct ub_slice name = ub_figure_name(f, letter);
	struct ub_buf b = { 0 };
	uint32_t total, var;
	double sum = 0;
	bool fresh;
	size_t p, g;

	r->npart = 0;
	for (p = 0; p < fs->npart && col != UB_NOCOL; p++) {
		g = fs->part[p].first + (size_t)(f - fs->figure);
		var = value_at(
		    r->t, r->total, fs->figure[g].col + (col - f->col));
		if (var == UB_NONE)
			return;
		sum += w->var[var].value;
		r->part[r->npart++] = var;
	}
	if (r->npart == 0 || r->t->t.left_out)
		return;
	ub_buf_printf(&b, "%lu\t", (unsigned long)r->t->over[r->total]);
	ub_buf_add(&b, name.s, name.len);
	ub_buf_printf(&b, "\t%c", letter);
	total = ub_names_add(&r->v->vars, (struct ub_slice){ b.s, b.len },
	    (uint32_t)w->n, &fresh);
	ub_buf_free(&b);
	if (fresh)
		rest(r->v, sum);
	if (w->var[total].value != sum)
		(void)no_sum(r, r->total, f->col,
		    "its total is otherwise in another table: tables of "
		    "different records are protected one by one");
	else
		state_sum(r->v, total, r->part, r->npart);
}

static void
sums_without_total(struct run *r)
{
	const struct ub_figures *fs = &r->t->f;
	size_t i;

	for (r->total = 0; r->total < r->t->t.n; r->total++) {
		for (i = 0; i < fs->nfigure && r->st == UB_OK; i++) {
			const struct ub_figure *f = &fs->figure[i];

			if (f->kind == UB_FIG_N || f->kind == UB_FIG_COUNT)
				sum_parts(r, f, f->col, 'k');
			sum_parts(r, f, f->k, 'k');
			sum_parts(r, f, f->n, 'n');
			if (!missing_follows(r, f))
				sum_parts(r, f, f->miss, 'm');
		}
	}
}

static void
sums_across(struct run *r)
{
	const struct ub_figures *f = &r->t->f;
	size_t i;

	for (r->across_total = 0; r->across_total < f->npart; r->across_total++)
		if (ub_missing(f->part[r->across_total].value) == UB_TOTAL)
			break;
	if (r->across_total == f->npart) {
		sums_without_total(r);
		return;
	}
	for (r->total = 0; r->total < r->t->t.n; r->total++)
		for (i = 0; i < f->nfigure && r->st == UB_OK; i++)
			each_column(r,
			    &f->figure[f->part[r->across_total].first + i],
			    sum_across);
}

/* --- the number of all records ------------------------------------------- */

static bool
has_any_total(const struct ub_woven *t, size_t row, size_t part)
{
	size_t k;

	for (k = 0; k < ub_woven_nkey(t); k++)
		if (ub_missing(ub_woven_key(t, row, part, k)) == UB_TOTAL)
			return true;
	return false;
}

/*
 * The accounts tell how many records came in.  So where no row says it, the
 * rows still make up a figure that everybody has; and where one does, to hide
 * it hides nothing.
 */
static void
public_total(struct run *r)
{
	const struct ub_figures *f = &r->t->f;
	struct ub_web *w = &r->v->web;
	double sum = 0;
	size_t row, p, i;
	uint32_t all;

	r->npart = 0;
	for (row = 0; row < r->t->printed; row++) {
		for (p = 0; p < f->npart; p++) {
			if (f->part[p].n == UB_NOCOL)
				return;
			i = f->figure[f->part[p].first + f->part[p].n].col;
			if (has_any_total(r->t, row, p))
				continue;
			r->part[r->npart++] = value_at(r->t, row, i);
			sum += w->var[value_at(r->t, row, i)].value;
		}
	}
	if (r->npart == 0)
		return;
	all = ub_web_var(w, sum, ub_web_unit(w, UB_NONE, UB_NONE, 1));
	w->unit[w->var[all].unit].status = UB_PUBLIC;
	state_sum(r->v, all, r->part, r->npart);
}

/* The number of all records, in a row of its own or added up, is public. */
static void
make_public(struct ub_weave *v, const struct ub_woven *t)
{
	const struct ub_figures *f = &t->f;
	struct ub_web *w = &v->web;
	size_t row, p, k;
	uint32_t all;

	for (row = 0; row < t->t.n; row++) {
		for (p = 0; p < f->npart; p++) {
			for (k = 0; k < ub_woven_nkey(t); k++)
				if (ub_missing(ub_woven_key(t, row, p, k)) !=
				    UB_TOTAL)
					break;
			if (k < ub_woven_nkey(t) || f->part[p].n == UB_NOCOL)
				continue;
			all = value_at(t, row,
			    f->figure[f->part[p].first + f->part[p].n].col);
			if (w->var[all].unit == UB_NONE)
				w->var[all].unit =
				    ub_web_unit(w, UB_NONE, UB_NONE, 1);
			w->unit[w->var[all].unit].status = UB_PUBLIC;
		}
	}
}

enum ub_status
ub_weave_rows(struct ub_weave *v, struct ub_woven *t, struct ub_err *e)
{
	struct run r = { .v = v, .t = t, .e = e };
	struct ub_families f = { family, &r };
	bool any = false;
	size_t i;

	r.part = ub_xreallocarray(
	    NULL, (t->t.n + 1) * t->f.npart + 1, sizeof(*r.part));
	r.wider = ub_xcalloc(t->t.nkey, sizeof(*r.wider));
	r.tells = ub_xcalloc(t->t.nkey, sizeof(*r.tells));
	for (r.key = 0; r.key < t->t.nkey && r.st == UB_OK; r.key++) {
		r.any_total = has_total(t, r.key);
		for (i = 0; i < t->printed; i++)
			any = any || ub_missing(ub_published_cell(
					 &t->t, i, r.key)) == UB_TOTAL;
		r.overlap = overlap_by(t, t->legend.col[r.key].name);
		find_wider(&r);
		find_tells(&r);
		ub_published_families(&t->t, r.key, &f);
	}
	if (t->f.across != NULL && r.st == UB_OK) {
		r.overlap = overlap_by(t, t->f.across);
		sums_across(&r);
	}
	if (!any && r.st == UB_OK)
		public_total(&r);
	make_public(v, t);
	free(r.part);
	free(r.wider);
	free(r.tells);
	return r.st;
}

/* --- within a cell ------------------------------------------------------- */

uint32_t
ub_weave_rest(struct ub_weave *v, uint32_t whole, uint32_t part)
{
	struct ub_web *w = &v->web;
	struct ub_buf b = { 0 };
	uint32_t var, pair[2];
	bool fresh;

	if (whole == UB_NONE || part == UB_NONE || whole == part)
		return UB_NONE;
	ub_buf_printf(
	    &b, "rest\t%lu\t%lu", (unsigned long)whole, (unsigned long)part);
	var = ub_names_add(
	    &v->vars, (struct ub_slice){ b.s, b.len }, (uint32_t)w->n, &fresh);
	ub_buf_free(&b);
	if (fresh) {
		rest(v, w->var[whole].value - w->var[part].value);
		pair[0] = part;
		pair[1] = var;
		ub_web_sum(w, whole, pair, 2);
	}
	return var;
}

/* The number of records of a cell: a column, or base and missing of a figure
 * that has both, or nobody knows. */
static uint32_t
records_of(struct ub_weave *v, struct ub_woven *t, size_t row, size_t part)
{
	const struct ub_figures_part *p = &t->f.part[part];
	const struct ub_figure *f = &t->f.figure[p->first];
	struct ub_buf b = { 0 };
	uint32_t base, miss, var;
	bool fresh;
	size_t i;

	if (p->n != UB_NOCOL)
		return value_at(t, row, f[p->n].col);
	for (i = 0; i < t->f.nfigure; i++)
		if (f[i].n != UB_NOCOL && f[i].miss != UB_NOCOL)
			break;
	if (i == t->f.nfigure)
		return UB_NONE;
	base = value_at(t, row, f[i].n);
	miss = value_at(t, row, f[i].miss);
	if (f[i].whole)
		return base;
	/* as a table that prints it would name it */
	ub_buf_printf(
	    &b, "%lu\tn\tk", (unsigned long)t->cell[row * t->f.npart + part]);
	var = ub_names_add(&v->vars, (struct ub_slice){ b.s, b.len },
	    (uint32_t)v->web.n, &fresh);
	ub_buf_free(&b);
	if (fresh)
		rest(v, v->web.var[base].value + v->web.var[miss].value);
	return var;
}

static enum ub_status
inner_figure(struct ub_weave *v, const struct ub_woven *t, size_t row,
    uint32_t all, const struct ub_figure *f, struct run *r)
{
	uint32_t base = value_at(t, row, f->n), k = value_at(t, row, f->k);
	uint32_t miss = value_at(t, row, f->miss), pair[2];
	const struct ub_web *w = &v->web;

	if (t->legend.col[f->col].type == UB_COUNT) {
		k = value_at(t, row, f->col);
		base = all;
	}
	if (k != UB_NONE && base != UB_NONE) {
		if (w->var[k].value > w->var[base].value)
			return no_sum(r, row, f->col,
			    "more than there are in all: protect a table as "
			    "ubat-agg made it");
		k = ub_weave_rest(v, base, k);
	}
	if (base == UB_NONE || all == UB_NONE || (miss == UB_NONE && !f->whole))
		return UB_OK;
	pair[0] = base;
	if (w->var[base].value + (f->whole ? 0 : w->var[miss].value) !=
	    w->var[all].value)
		return no_sum(r, row, f->col,
		    "its base and its missing do not make the records: "
		    "protect a table as ubat-agg made it");
	if (f->whole) {
		state_sum(v, all, pair, 1);
		(void)ub_weave_rest(v, k, miss);
	} else {
		pair[1] = miss;
		state_sum(v, all, pair, 2);
	}
	return UB_OK;
}

enum ub_status
ub_weave_inner(struct ub_weave *v, struct ub_woven *t, struct ub_err *e)
{
	struct run r = { .v = v, .t = t, .e = e };
	size_t row, p, i;
	uint32_t all;

	for (row = 0; row < t->t.n; row++) {
		for (p = 0; p < t->f.npart; p++) {
			all = records_of(v, t, row, p);
			t->all[row * t->f.npart + p] = all;
			for (i = 0; i < t->f.nfigure && r.st == UB_OK; i++)
				r.st = inner_figure(v, t, row, all,
				    &t->f.figure[t->f.part[p].first + i], &r);
		}
	}
	return r.st;
}
