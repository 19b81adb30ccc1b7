/* running.c - sums so far, sums and means of the last periods, ranks;
 * derive.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "derivepart.h"

/* --- sums ------------------------------------------------------------- */

/* Two quantities of one type added; what a missing one enters is missing. */
static struct ub_quantity
add(struct ub_quantity a, struct ub_quantity b)
{
	a.miss = ub_quantity_reason(a.miss, b.miss);
	if (a.miss == 0 && !ub_i128_add(a.num, b.num, &a.num))
		a.miss = 'u';
	return a;
}

/*
 * The sum of a column of measure stem at the last spots up to i of a line,
 * i included; role says which column beside the figure.  Without enough
 * periods before it there is none.
 */
static struct ub_quantity
sum_at(const struct ub_along *a, const char *stem, enum ub_grid_role role,
    const struct ub_line *l, size_t i)
{
	const struct ub_grid *g = a->d->g;
	struct ub_quantity sum = { .miss = 'u' };
	size_t from = a->periods == 0 ? 0 : i + 1 - a->periods;

	if (a->periods > i + 1)
		return sum;
	for (size_t k = from; k <= i; k++) {
		const struct ub_spot *s = &a->lines.spot[l->first + k];
		const struct ub_grid_col *c = ub_grid_figure(g, stem, s->part);
		struct ub_quantity q;

		if (c != NULL && role != UB_GRID_FIGURE)
			c = ub_grid_beside(g, c, role);
		if (c == NULL || (k > from && a->periods > 0 &&
				     !ub_lines_next(&a->lines, l, k))) {
			sum.miss = 'u';
			return sum;
		}
		q = ub_quantity_field(c->type, c->cell[s->row]);
		sum = k == from ? q : add(sum, q);
	}
	return sum;
}

/* Persons stand once in each of several periods. */
static enum ub_status
check_adds_up(
    const struct ub_along *a, const struct ub_grid_col *c, struct ub_err *e)
{
	const struct ub_grid *g = a->d->g;
	size_t key = a->lines.key;
	struct ub_slice name =
	    ub_slice_of(key < g->nkey ? g->col[key]->name : g->across);

	if (ub_listed(ub_grid_attr(g, "overlap"), ub_slice_of(c->stem)) &&
	    ub_listed(ub_grid_attr(g, "overlap_by"), name))
		return ub_fail(e, UB_EUSAGE,
		    "table %s: %s does not add up over %.*s: one can stand in "
		    "several: count them with ubat-agg",
		    g->meta.table, c->stem, (int)name.len, name.s);
	if (c->type == UB_COUNT || ub_derive_adds(g, c) ||
	    (c->type == UB_SHARE && ub_grid_beside(g, c, UB_GRID_K) != NULL &&
		ub_grid_beside(g, c, UB_GRID_N) != NULL))
		return UB_OK;
	return ub_derive_unfit(g, c,
	    c->type == UB_SHARE
		? "it has no numerator and base beside it to add up"
		: "only counts, sums and shares add up",
	    e);
}

static void
put_sum(struct ub_along *a, const struct ub_grid_col *c, struct ub_grid_col *to,
    const struct ub_line *l, size_t i)
{
	struct ub_grid *g = a->d->g;
	size_t row = a->lines.spot[l->first + i].row;
	struct ub_quantity q;

	if (c->type == UB_SHARE) {
		q = sum_at(a, c->stem, UB_GRID_N, l, i);
		if (q.miss == 0 && ub_derive_of_total(g, c) &&
		    ub_derive_one_base(
			g, c->stem, l, a->lines.spot[l->first + i]))
			q = ub_quantity_field(UB_COUNT,
			    ub_grid_beside(g, c, UB_GRID_N)->cell[row]);
		ub_derive_share(
		    g, to, row, sum_at(a, c->stem, UB_GRID_K, l, i), q);
		return;
	}
	q = sum_at(a, c->stem, UB_GRID_FIGURE, l, i);
	if (q.miss != 0)
		to->cell[row] = ub_grid_miss(q.miss);
	else if (to->type != UB_STAT)
		to->cell[row] = ub_quantity_put(g, to->type, q.num);
	else
		to->cell[row] = ub_quantity_ratio(g, q,
		    (struct ub_quantity){
			0, ub_i128_of((int64_t)a->periods), ub_i128_of(1) },
		    1, ub_derive_digits(a->d));
}

/* A total is of all periods: nothing is summed to it. */
static void
put_total(struct ub_grid *g, struct ub_grid_col *to, size_t row)
{
	for (size_t i = g->nkey; i < g->ncol; i++)
		if (g->col[i]->figure == to)
			g->col[i]->cell[row] = ub_grid_miss('e');
}

static enum ub_status
run_figure(struct ub_along *a, struct ub_grid_col *c, const char *tail,
    enum ub_type type, struct ub_err *e)
{
	struct ub_grid *g = a->d->g;
	struct ub_grid_col *to;
	struct ub_buf words = { 0 };
	enum ub_status st;

	if ((st = check_adds_up(a, c, e)) != UB_OK)
		return st;
	for (size_t k = 0; k < a->lines.n; k++)
		if ((st = ub_derive_check_total(g, c, &a->lines.line[k], e)) !=
		    UB_OK)
			return st;
	ub_buf_add(&words, a->words.s, a->words.len);
	ub_buf_puts(&words, type == UB_SHARE ? ", procent" : "");
	st = ub_derive_add(g, c, tail, type, words.s, &to, e);
	ub_buf_free(&words);
	if (st != UB_OK)
		return st;
	for (size_t k = 0; k < a->lines.n; k++) {
		const struct ub_line *l = &a->lines.line[k];

		for (size_t i = 0; i < l->nvalue; i++)
			if (a->lines.spot[l->first + i].part == c->part)
				put_sum(a, c, to, l, i);
		if (l->has_total && l->total.part == c->part)
			put_total(g, to, l->total.row);
	}
	if (type == UB_SHARE) {
		ub_derive_label(g, to, UB_GRID_K, ", antal");
		ub_derive_label(g, to, UB_GRID_N, ", antal med uppgift");
	}
	return UB_OK;
}

/* The total across gets no column of its own along the key across. */
static bool
has_place(const struct ub_along *a, const struct ub_grid_col *c)
{
	return a->lines.key < a->d->g->nkey ||
	       ub_missing(a->d->g->part[c->part].value) == 0;
}

static enum ub_status
sum_figure(void *arg, struct ub_grid_col *c, struct ub_err *e)
{
	struct ub_along *a = arg;
	char tail[32];

	if (!has_place(a, c))
		return UB_OK;
	snprintf(tail, sizeof(tail), a->periods == 0 ? "_ack" : "_rull%zu",
	    a->periods);
	return run_figure(a, c, tail, c->type, e);
}

static enum ub_status
mean_figure(void *arg, struct ub_grid_col *c, struct ub_err *e)
{
	struct ub_along *a = arg;
	char tail[32];

	if (!has_place(a, c))
		return UB_OK;
	if (c->type == UB_SHARE)
		return ub_derive_unfit(a->d->g, c,
		    "a mean of shares says nothing: --rolling adds up their "
		    "numerators and bases",
		    e);
	snprintf(tail, sizeof(tail), "_glid%zu", a->periods);
	return run_figure(a, c, tail, UB_STAT, e);
}

enum ub_status
ub_derive_running(const struct ub_derive *d, size_t periods, struct ub_err *e)
{
	struct ub_along a;
	enum ub_status st = ub_along_start(&a, d, false, e);

	a.periods = periods;
	if (periods == 0)
		ub_buf_puts(&a.words, ", ackumulerat");
	else
		ub_buf_printf(
		    &a.words, ", rullande summa av %zu perioder", periods);
	if (st == UB_OK)
		st = ub_derive_each(d, sum_figure, &a, e);
	ub_along_end(&a);
	return st;
}

enum ub_status
ub_derive_moving(const struct ub_derive *d, size_t periods, struct ub_err *e)
{
	struct ub_along a;
	enum ub_status st = ub_along_start(&a, d, false, e);

	a.periods = periods;
	ub_buf_printf(
	    &a.words, ", glidande medelvärde av %zu perioder", periods);
	if (st == UB_OK)
		st = ub_derive_each(d, mean_figure, &a, e);
	ub_along_end(&a);
	return st;
}

/* --- ranks ------------------------------------------------------------- */

struct ranked {
	struct ub_quantity q;
	struct ub_spot spot;
};

static int
by_quantity(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	return ub_quantity_cmp(x->q, y->q);
}

/* The values of measure c in a line; those without one get their reason. */
static size_t
gather(const struct ub_along *a, const char *stem, const struct ub_line *l,
    struct ranked *r)
{
	const struct ub_grid *g = a->d->g;
	size_t n = 0;

	for (size_t i = l->first; i < l->first + l->nvalue; i++) {
		struct ub_spot s = a->lines.spot[i];
		const struct ub_grid_col *c = ub_grid_figure(g, stem, s.part);

		if (c == NULL)
			continue;
		r[n].q = ub_quantity_of(g, c, s.row);
		r[n++].spot = s;
	}
	return n;
}

/* As many as are better, and one. */
static void
rank_line(const struct ub_along *a, struct ranked *r, size_t n,
    struct ub_grid_col *to)
{
	struct ub_grid *g = a->d->g;
	size_t known = 0, place = 0;

	for (size_t i = 0; i < n; i++) {
		if (r[i].q.miss == 0)
			r[known++] = r[i];
		else if (r[i].spot.part == to->part)
			to->cell[r[i].spot.row] = ub_grid_miss(r[i].q.miss);
	}
	if (known > 0)
		qsort(r, known, sizeof(*r), by_quantity);
	for (size_t k = 0; k < known; k++) {
		size_t i = a->ascending ? k : known - 1 - k;
		size_t before = a->ascending ? i - 1 : i + 1;

		if (k == 0 || ub_quantity_cmp(r[i].q, r[before].q) != 0)
			place = k + 1;
		if (r[i].spot.part == to->part)
			to->cell[r[i].spot.row] = ub_quantity_put(
			    g, UB_INT, ub_i128_of((int64_t)place));
	}
}

/* A total has no place among its parts, nor has a lan among kommuner. */
static void
rank_totals(
    const struct ub_lines *ls, const struct ub_line *l, struct ub_grid_col *to)
{
	const struct ub_spot *s = ls->spot + l->first;

	if (l->has_total && l->total.part == to->part)
		to->cell[l->total.row] = ub_grid_miss('e');
	for (size_t i = l->nvalue; ls->levels && i < l->n; i++)
		if (s[i].part == to->part)
			to->cell[s[i].row] = ub_grid_miss('e');
}

static enum ub_status
rank_figure(void *arg, struct ub_grid_col *c, struct ub_err *e)
{
	struct ub_along *a = arg;
	struct ub_grid *g = a->d->g;
	struct ub_grid_col *to;
	struct ranked *r;
	enum ub_status st;

	if (!has_place(a, c))
		return UB_OK;
	if (c->type != UB_COUNT && c->type < UB_SHARE &&
	    !ub_derive_is_sum(c->type))
		return ub_derive_unfit(g, c, "it has no rank", e);
	if ((st = ub_derive_add(g, c, "_rang", UB_INT,
		 a->ascending ? ", rang (1 = lägst)" : ", rang (1 = högst)",
		 &to, e)) != UB_OK)
		return st;
	r = ub_xcalloc(g->nrow * g->npart + 1, sizeof(*r));
	for (size_t i = 0; i < a->lines.n; i++) {
		const struct ub_line *l = &a->lines.line[i];

		rank_line(a, r, gather(a, c->stem, l, r), to);
		rank_totals(&a->lines, l, to);
	}
	free(r);
	return UB_OK;
}

enum ub_status
ub_derive_rank(const struct ub_derive *d, bool ascending, struct ub_err *e)
{
	struct ub_along a;
	enum ub_status st = ub_along_start_levels(&a, d, true, e);

	a.ascending = ascending;
	if (st == UB_OK)
		st = ub_derive_each(d, rank_figure, &a, e);
	if (st == UB_OK)
		ub_grid_remark(d->g, "Lika värden har samma rang, och nästa "
				     "rang hoppas över.");
	ub_along_end(&a);
	return st;
}
