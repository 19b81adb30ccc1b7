/* top.c - the highest rows, and the others as one; arrange.h. */
#include <stdlib.h>
#include <string.h>

#include "arrange.h"
#include "derivepart.h"
#include "line.h"
#include "quantity.h"

static const char others[] = "ovriga";

struct top {
	const struct ub_derive *d;
	struct ub_lines lines;
	const struct ub_grid_col *by;
	size_t k;
	size_t *order, n; /* rows as they come out */
	bool none;        /* no row of others was needed */
};

struct ranked {
	struct ub_quantity q;
	size_t row, at;
};

/* The highest first; those without a value last, as they came. */
static int
by_value(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	int c = 0;

	if ((x->q.miss != 0) != (y->q.miss != 0))
		return x->q.miss != 0 ? 1 : -1;
	if (x->q.miss == 0)
		c = ub_quantity_cmp(y->q, x->q);
	return c != 0 ? c : (x->at > y->at) - (x->at < y->at);
}

/* How many of n rows in order stay: k, and those that are like the last. */
static size_t
kept(const struct ranked *r, size_t n, size_t k)
{
	size_t i = 0;

	while (i < n && r[i].q.miss == 0 &&
	       (i < k || ub_quantity_cmp(r[i].q, r[k - 1].q) == 0))
		i++;
	return i;
}

/* --- one row of several ----------------------------------------------- */

/* Does what is in column c add up? */
static bool
adds_up(const struct ub_grid *g, const struct ub_grid_col *c)
{
	const char *f = ub_grid_function(g, c);
	size_t n;

	if (c->type == UB_COUNT)
		return c->role != UB_GRID_PERSONS;
	if (f != NULL)
		return strcmp(f, "sum") == 0;
	n = c->stem != NULL ? strlen(c->stem) : 0;
	return (c->type == UB_INT || c->type == UB_DEC) && n > 4 &&
	       strcmp(c->stem + n - 4, "_sum") == 0;
}

/* A count of those that did not report is no part of the others, as it is none
 * of totals. */
static struct ub_slice
sum_of(struct ub_grid *g, const struct ub_grid_col *c, const struct ranked *r,
    size_t n)
{
	struct ub_quantity sum = { .den = ub_i128_of(1) };
	size_t silent = 0;

	for (size_t i = 0; i < n; i++) {
		struct ub_quantity q =
		    ub_quantity_field(c->type, c->cell[r[i].row]);

		if (q.miss == 'b' && c->type == UB_COUNT) {
			silent++;
			continue;
		}
		sum.miss = ub_quantity_reason(sum.miss, q.miss);
		if (sum.miss == 0 && !ub_i128_add(sum.num, q.num, &sum.num))
			sum.miss = 'u';
	}
	if (silent == n)
		sum.miss = 'b';
	return sum.miss != 0 ? ub_grid_miss(sum.miss)
			     : ub_quantity_put(g, c->type, sum.num);
}

/* A share of all of them, by their numerators and bases. */
static void
put_share(struct ub_grid *g, struct ub_grid_col *c, size_t row)
{
	const struct ub_grid_col *k = ub_grid_beside(g, c, UB_GRID_K);
	const struct ub_grid_col *n = ub_grid_beside(g, c, UB_GRID_N);
	struct ub_quantity a, b;
	char why;

	if (k == NULL || n == NULL)
		return;
	a = ub_quantity_field(UB_COUNT, k->cell[row]);
	b = ub_quantity_field(UB_COUNT, n->cell[row]);
	why = ub_quantity_reason(a.miss, b.miss);
	c->cell[row] =
	    why != 0 ? ub_grid_miss(why) : ub_quantity_share(g, a.num, b.num);
}

static size_t
add_row(struct ub_grid *g)
{
	size_t row = g->nrow++;

	for (size_t i = 0; i < g->ncol; i++) {
		struct ub_slice **cell = &g->col[i]->cell;

		*cell = ub_xreallocarray(*cell, g->nrow + 1, sizeof(**cell));
		(*cell)[row] = ub_grid_miss('u');
	}
	return row;
}

static bool
any_hidden(const struct ub_grid_col *c, const struct ranked *r, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (ub_missing(c->cell[r[i].row]) == 's')
			return true;
	return false;
}

/* The base of shares that have one, as all of them have it. */
static bool
takes_base(const struct ub_grid *g, const struct ub_grid_col *c,
    const struct ub_line *l, const struct ranked *r)
{
	struct ub_line mine = *l;

	if (c->role != UB_GRID_N || !ub_derive_of_total(g, c->figure))
		return false;
	mine.total.part = c->figure->part;
	return ub_derive_one_base(g, c->figure->stem, &mine,
	    (struct ub_spot){ r->row, c->figure->part });
}

/* The row of the n others. */
static size_t
join_rows(struct ub_grid *g, size_t key, const struct ub_line *l,
    const struct ranked *r, size_t n)
{
	size_t row = add_row(g), i;

	for (i = 0; i < g->nkey; i++)
		g->col[i]->cell[row] =
		    i == key ? ub_grid_text(g, others, sizeof(others) - 1)
			     : g->col[i]->cell[r->row];
	for (; i < g->ncol; i++) {
		struct ub_grid_col *c = g->col[i];

		if (takes_base(g, c, l, r))
			c->cell[row] = c->cell[r->row];
		else if (adds_up(g, c))
			c->cell[row] = sum_of(g, c, r, n);
		else if (any_hidden(c, r, n))
			c->cell[row] = ub_grid_miss('s');
	}
	for (i = g->nkey; i < g->ncol; i++)
		if (g->col[i]->type == UB_SHARE &&
		    g->col[i]->role == UB_GRID_FIGURE)
			put_share(g, g->col[i], row);
	return row;
}

/* --- all --------------------------------------------------------------- */

static enum ub_status
check(const struct top *t, struct ub_err *e)
{
	const struct ub_grid *g = t->d->g;
	const struct ub_grid_col *key = g->col[t->lines.key];
	const char *overlap = ub_grid_attr(g, "overlap");

	if (key->type != UB_TEXT && key->type != UB_CODE)
		return ub_fail(e, UB_EUSAGE,
		    "table %s: key %s is %s: the others get a name only "
		    "among texts and codes",
		    g->meta.table, key->name, ub_type_name(key->type));
	for (size_t r = 0; r < g->nrow; r++)
		if (ub_slice_is(key->cell[r], others))
			return ub_fail(e, UB_EUSAGE,
			    "table %s: there is a row of others (%s) already",
			    g->meta.table, others);
	if (!ub_listed(ub_grid_attr(g, "overlap_by"), ub_slice_of(key->name)))
		return UB_OK;
	for (size_t i = g->nkey; i < g->ncol; i++)
		if (g->col[i]->stem != NULL &&
		    ub_listed(overlap, ub_slice_of(g->col[i]->stem)))
			return ub_fail(e, UB_EUSAGE,
			    "table %s: %s does not add up over %s, so that "
			    "the others cannot be made one: --drop it, or make "
			    "them one with ubat-agg",
			    g->meta.table, g->col[i]->stem, key->name);
	return UB_OK;
}

static void
take_line(struct top *t, const struct ub_line *l, struct ranked *r)
{
	struct ub_grid *g = t->d->g;
	const struct ub_spot *s = t->lines.spot + l->first;
	size_t stay;

	for (size_t i = 0; i < l->nvalue; i++)
		r[i] = (struct ranked){ ub_quantity_of(g, t->by, s[i].row),
			s[i].row, i };
	if (l->nvalue > 0)
		qsort(r, l->nvalue, sizeof(*r), by_value);
	stay = kept(r, l->nvalue, t->k);
	for (size_t i = 0; i < stay; i++)
		t->order[t->n++] = r[i].row;
	if (stay < l->nvalue) {
		t->order[t->n++] =
		    join_rows(g, t->lines.key, l, r + stay, l->nvalue - stay);
		t->none = false;
	}
	for (size_t i = l->nvalue; i < l->n; i++)
		t->order[t->n++] = s[i].row;
	if (l->has_total)
		t->order[t->n++] = l->total.row;
}

/* The one column that decides. */
static enum ub_status
find_by(struct top *t, struct ub_err *e)
{
	const struct ub_grid *g = t->d->g;
	enum ub_status st;
	struct ub_choice p;
	size_t at = 0, part;

	if ((st = ub_choice_next(&p, g, t->d->measure, &at, e)) != UB_OK)
		return st;
	part = p.part == g->npart ? ub_grid_total_part(g) : p.part;
	t->by = ub_grid_figure(g, p.stem, part);
	if (t->by == NULL)
		st = ub_fail(e, UB_EUSAGE,
		    "table %s: %s is several columns: say which one",
		    g->meta.table, p.stem);
	free(p.stem);
	return st;
}

static enum ub_status
label_others(struct ub_grid *g, const struct ub_grid_col *key, struct ub_err *e)
{
	if (ub_meta_label(&g->meta, key->from, others) != NULL)
		return UB_OK;
	return ub_meta_add_label(&g->meta, key->from, others, "Övriga", e);
}

static enum ub_status
take_all(struct top *t, size_t key, struct ub_err *e)
{
	struct ub_grid *g = t->d->g;
	enum ub_status st;
	struct ranked *r;

	ub_lines_make(&t->lines, g, key);
	if ((st = find_by(t, e)) != UB_OK || (st = check(t, e)) != UB_OK)
		return st;
	r = ub_xcalloc(g->nrow + 1, sizeof(*r));
	t->order = ub_xcalloc(2 * g->nrow + 1, sizeof(*t->order));
	for (size_t i = 0; st == UB_OK && i < t->lines.n; i++) {
		const struct ub_line *l = &t->lines.line[i];
		size_t part =
		    l->n > 0 ? t->lines.spot[l->first].part : l->total.part;

		for (size_t c = g->nkey; st == UB_OK && c < g->ncol; c++)
			st = ub_derive_check_total(g, g->col[c], l, e);
		if (st == UB_OK && part == t->by->part)
			take_line(t, l, r);
	}
	if (st == UB_OK)
		ub_grid_order(g, t->order, t->n);
	ub_grid_unordered(g);
	free(r);
	if (st != UB_OK)
		return st;
	return t->none ? UB_OK : label_others(g, g->col[key], e);
}

enum ub_status
ub_arrange_top(const struct ub_derive *d, size_t k, struct ub_err *e)
{
	struct top t = { .d = d, .k = k, .none = true };
	enum ub_status st;
	size_t key;

	if ((st = ub_derive_key(d, true, &key, e)) != UB_OK)
		return st;
	if (key == d->g->nkey)
		return ub_fail(e, UB_EUSAGE,
		    "table %s: --top is of rows, and %s stands across",
		    d->g->meta.table, d->g->across);
	st = take_all(&t, key, e);
	ub_lines_free(&t.lines);
	free(t.order);
	return st;
}
