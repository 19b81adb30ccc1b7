/* against.c - rows of a table tested against others; state.h. */
#include <stdlib.h>

#include "cluster.h"
#include "dist.h"
#include "state.h"
#include "testdata.h"

static const char *const name[] = { [UB_AGAINST_NONE] = "",
	[UB_AGAINST_TOTAL] = "total",
	[UB_AGAINST_OTHERS] = "others",
	[UB_AGAINST_PREVIOUS] = "previous" };

enum ub_status
ub_against_parse(struct ub_agg *a, struct ub_err *e)
{
	const char *s = a->spec.against;
	size_t len;

	if (s == NULL)
		return UB_OK;
	len = strcspn(s, ":");
	for (unsigned i = UB_AGAINST_TOTAL; i <= UB_AGAINST_PREVIOUS; i++)
		if (strlen(name[i]) == len && memcmp(s, name[i], len) == 0)
			a->against.kind = i;
	if (a->against.kind == UB_AGAINST_NONE)
		return ub_fail(e, UB_EUSAGE,
		    "--against: neither total, others nor previous");
	if (a->shape.nby == 0)
		return ub_fail(
		    e, UB_EUSAGE, "--against: there are no rows by a key (-g)");
	a->against.key = a->shape.nby - 1;
	for (size_t j = 0; s[len] == ':' && j <= a->shape.nby; j++) {
		if (j == a->shape.nby)
			return ub_fail(e, UB_EUSAGE,
			    "--against: no key of the rows %s", s + len + 1);
		a->against.key = j;
		if (strcmp(a->key[j].name, s + len + 1) == 0)
			break;
	}
	if (a->against.kind != UB_AGAINST_PREVIOUS && !a->spec.total)
		return ub_fail(e, UB_EUSAGE,
		    "--against: %s is what --total makes, without it here",
		    name[a->against.kind]);
	a->spec.style.against = true;
	return UB_OK;
}

const char *
ub_against_words(const struct ub_agg *a)
{
	static const char *const words[] = { [UB_AGAINST_NONE] = NULL,
		[UB_AGAINST_TOTAL] = "p-värde mot totalen",
		[UB_AGAINST_OTHERS] = "p-värde mot övriga",
		[UB_AGAINST_PREVIOUS] = "p-värde mot raden före" };

	return words[a->against.kind];
}

void
ub_against_declare(const struct ub_agg *a, struct ub_meta *m)
{
	struct ub_buf b = { 0 };

	if (a->against.kind == UB_AGAINST_NONE)
		return;
	ub_buf_puts(&b, name[a->against.kind]);
	ub_buf_putc(&b, ':');
	ub_buf_puts(&b, a->key[a->against.key].name);
	ub_meta_add_attr(m, "against", b.s);
	ub_buf_free(&b);
}

/* --- which rows ------------------------------------------------------------ */

/* What is needed to put rows that differ in one key only side by side. */
struct line {
	const struct ub_agg *a;
	struct ub_row row;
};

static uint32_t
rank_of(const struct line *l, size_t key)
{
	const struct ub_cells *c = &l->a->cells;

	return ub_key_rank(
	    &l->a->key[key], c->code[l->row.first * c->nkey + key]);
}

/* By all keys but the one, which comes last. */
static int
by_others(const void *va, const void *vb)
{
	const struct line *x = va, *y = vb;
	size_t last = x->a->against.key, n = x->a->shape.nby;
	uint32_t p, q;

	for (size_t j = 0; j < n; j++) {
		if (j == last)
			continue;
		p = rank_of(x, j);
		q = rank_of(y, j);
		if (p != q)
			return p < q ? -1 : 1;
	}
	p = rank_of(x, last);
	q = rank_of(y, last);
	return (p > q) - (p < q);
}

static bool
same_others(const struct line *x, const struct line *y)
{
	for (size_t j = 0; j < x->a->shape.nby; j++)
		if (j != x->a->against.key && rank_of(x, j) != rank_of(y, j))
			return false;
	return true;
}

/* Is the key against that of all values? */
static bool
is_all(const struct line *l)
{
	const struct ub_cells *c = &l->a->cells;

	return c->code[l->row.first * c->nkey + l->a->against.key] ==
	       UB_CODE_TOTAL;
}

static bool
has_value(const struct line *l)
{
	const struct ub_cells *c = &l->a->cells;
	size_t key = l->a->against.key;
	uint32_t code = c->code[l->row.first * c->nkey + key];

	return code != UB_CODE_TOTAL &&
	       ub_missing(ub_key_field(&l->a->key[key], code)) == 0;
}

/* --- which numbers --------------------------------------------------------- */

/* A row's figure: k of n, or the moments of n. */
struct figure {
	uint64_t k;
	struct ub_moments m;
	bool hidden;
	bool left_out; /* for bortfall */
};

static struct figure
figure_of(const struct ub_agg *a, const struct ub_measure *m, uint32_t cell)
{
	const union ub_acc *acc = ub_cells_acc(&a->cells, m, cell);
	struct figure f = { .hidden = acc->v.hidden > 0,
		.left_out = ub_value_left_out(
		    &a->spec.style, m, ub_cells_nrec(&a->cells, cell), acc) };

	f.m.n = ub_cells_nrec(&a->cells, cell);
	if (!m->all)
		f.m.n -= acc->v.miss;
	if (m->func == UB_F_SHARE) {
		f.k = acc->v.k;
	} else {
		f.m.sum = acc->v.sum;
		f.m.sq = acc[1].sq;
	}
	return f;
}

/* What the others are: all less one. */
static struct figure
less(struct figure all, const struct figure *one)
{
	all.k -= one->k;
	all.m.n -= one->m.n;
	(void)ub_i128_sub(all.m.sum, one->m.sum, &all.m.sum);
	(void)ub_i256_sub(all.m.sq, one->m.sq, &all.m.sq);
	all.hidden |= one->hidden;
	return all;
}

/* The parts of both populations that were not drawn. */
static void
find_left(const struct ub_agg *a, uint32_t cell, uint32_t other, double left[2])
{
	const struct ub_cells *c = &a->cells;
	const struct ub_style *s = &a->spec.style;
	uint64_t all;

	left[0] = 1 - ub_value_drawn(s, c, cell);
	left[1] = 1 - ub_value_drawn(s, c, other);
	if (c->population == NULL || a->against.kind == UB_AGAINST_PREVIOUS)
		return;
	all = c->population[other] - c->population[cell];
	if (all > 0)
		left[1] = 1 - (double)(ub_cells_nrec(c, other) -
				       ub_cells_nrec(c, cell)) /
				  (double)all;
}

/* Where records belong together: Student's t of the difference. */
static void
by_clusters(const struct ub_agg *a, const struct ub_measure *m, uint32_t cell,
    uint32_t other, struct ub_test_result *r)
{
	bool less = a->against.kind != UB_AGAINST_PREVIOUS;
	uint64_t clusters;
	double error, diff;

	diff = ub_cluster_difference(m, cell, other, less, &error, &clusters);
	if (clusters < 2 || !(error > 0))
		return;
	r->df = (double)clusters - 1;
	r->stat = diff / error;
	r->p = ub_dist_t_beyond(r->stat, r->df);
}

/*
 * A row against the total that it is a part of is the row against the rest of
 * it: the one differs from the other by the part that the rest is, and no more.
 */
static struct ub_test_result
compare(const struct ub_agg *a, const struct ub_measure *m, uint32_t cell,
    uint32_t other)
{
	struct figure one = figure_of(a, m, cell);
	struct figure two = figure_of(a, m, other);
	struct ub_test_result r = ub_test_none(0);
	int64_t unit = m->kind == UB_K_DEC ? UB_NANO : 1;
	double left[2];

	if (a->against.kind != UB_AGAINST_PREVIOUS)
		two = less(two, &one);
	if (two.hidden || one.hidden)
		return ub_test_none('s');
	if (two.left_out)
		return ub_test_none('b');
	if (one.m.n == 0 || two.m.n == 0)
		return ub_test_none('u');
	if (two.m.n < a->spec.style.min_base)
		return ub_test_none('l');
	find_left(a, cell, other, left);
	if (m->cc != NULL) {
		by_clusters(a, m, cell, other, &r);
	} else if (m->func == UB_F_SHARE) {
		const uint64_t k[2] = { one.k, two.k };
		const uint64_t n[2] = { one.m.n, two.m.n };

		ub_test_two(k, n, left, &r);
	} else {
		const struct ub_moments both[2] = { one.m, two.m };

		ub_test_moments(both, unit, 0, left, &r);
	}
	return r;
}

/* The line that line i is tested against, or NULL; *total is that of its
 * lines, the last, if they have one. */
static const struct line *
other_of(const struct ub_agg *a, const struct line *l, size_t i, size_t from,
    size_t to)
{
	if (!has_value(&l[i]) && a->against.kind == UB_AGAINST_PREVIOUS)
		return NULL;
	if (a->against.kind == UB_AGAINST_PREVIOUS)
		return i > from ? &l[i - 1] : NULL;
	return i + 1 < to && is_all(&l[to - 1]) ? &l[to - 1] : NULL;
}

void
ub_against_all(struct ub_agg *a, struct ub_measure *m)
{
	const struct ub_shape *s = &a->shape;
	struct line *l = ub_xcalloc(s->nrow + 1, sizeof(*l));

	ub_cells_widen(&a->cells);
	m->result = ub_xcalloc(a->cells.n + 1, sizeof(*m->result));
	for (size_t i = 0; i < a->cells.n; i++)
		m->result[i] = ub_test_none('e');
	for (size_t j = 0; j < s->nby; j++)
		ub_key_ranks(&a->key[j]);
	for (size_t i = 0; i < s->nrow; i++)
		l[i] = (struct line){ a, ub_row_of(s, i) };
	if (s->nrow > 0)
		qsort(l, s->nrow, sizeof(*l), by_others);
	for (size_t from = 0, to; from < s->nrow; from = to) {
		for (to = from + 1;
		     to < s->nrow && same_others(&l[from], &l[to]); to++)
			;
		for (size_t i = from; i < to; i++) {
			const struct line *o = other_of(a, l, i, from, to);

			for (size_t p = 0; o != NULL && p < s->npart; p++)
				m->result[l[i].row.cell[p]] = compare(
				    a, m, l[i].row.cell[p], o->row.cell[p]);
		}
	}
	free(l);
}
