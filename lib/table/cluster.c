/* cluster.c - see cluster.h. */
#include "cluster.h"

#include <math.h>
#include <stdlib.h>

/* --- records -------------------------------------------------------------- */

void
ub_cluster_terms(struct ub_pool *p, struct ub_pick *pick, struct ub_measure *m,
    const struct ub_legend *l, size_t col)
{
	struct ub_term x = { .kind = UB_TERM_TEXT,
		.src = m->xsrc,
		.x = m->x,
		.col = m->col,
		.in = m->in,
		.of = m->kind,
		.column = m->col != UB_NOCOL };
	struct ub_term c = { .kind = UB_TERM_TEXT,
		.src = l->col[col].name,
		.col = col,
		.in = l->col[col].type,
		.column = true };

	if (m->y != NULL)
		c = (struct ub_term){ .kind = UB_TERM_TEXT,
			.src = m->ysrc,
			.x = m->y,
			.col = ub_expr_column(m->y),
			.in = ub_expr_type(m->y),
			.of = m->ykind,
			.column = ub_expr_column(m->y) != UB_NOCOL };
	ub_test_keep(m);
	m->cx = ub_pool_term(p, pick, &x, ub_test_texts(m, 0), false);
	m->cc = ub_pool_term(p, pick, &c, ub_test_texts(m, 1), false);
}

enum ub_status
ub_cluster_fold(struct ub_measure *m, const uint32_t *cell, struct ub_err *e)
{
	const struct ub_term *x = m->cx, *c = m->cc;

	for (size_t i = 0; i < x->pick->n; i++) {
		struct ub_slice value = { "0", 1 }, none = { "", 0 };
		uint32_t id;

		if ((x->why[i] != 0 && !m->all) ||
		    (m->y != NULL && c->why[i] != 0))
			continue;
		if (x->why[i] == 0)
			value = ub_intern_text(x->val, x->id[i]);
		id = ub_test_pair(m, value,
		    c->why[i] != 0 ? none : ub_intern_text(c->val, c->id[i]));
		if (!ub_tally_add(&m->tally, cell[i], id, 1))
			return ub_fail(e, UB_EDATA,
			    "measure %s: more than %d different values by "
			    "group",
			    m->name, UB_TALLY_MAX);
	}
	return UB_OK;
}

/* --- clusters --------------------------------------------------------------- */

static int
by_cluster(const void *a, const void *b)
{
	const struct ub_part_of *x = a, *y = b;
	int c = ub_slice_cmp(x->cluster, y->cluster);

	return c != 0 ? c : ub_i128_cmp(x->v, y->v);
}

struct ub_part_of *
ub_cluster_parts(const struct ub_measure *m, uint32_t cell, size_t *n)
{
	const struct ub_tally *t = &m->tally;
	const uint32_t *id = t->order + t->start[cell];
	enum ub_type type = m->kind == UB_K_DEC ? UB_DEC : UB_INT;
	struct ub_part_of *p;

	*n = t->start[cell + 1] - t->start[cell];
	p = ub_xcalloc(*n + 1, sizeof(*p));
	for (size_t i = 0; i < *n; i++) {
		struct ub_slice f =
		    ub_intern_text(&t->val, (uint32_t)t->pairs.pair[id[i]]);
		const char *tab = memchr(f.s, '\t', f.len);
		size_t len = (size_t)(tab - f.s);

		(void)ub_number_of(
		    type, (struct ub_slice){ f.s, len }, &p[i].v);
		p[i].cluster = (struct ub_slice){ tab + 1, f.len - len - 1 };
		p[i].n = t->count[id[i]];
	}
	if (*n > 0)
		qsort(p, *n, sizeof(*p), by_cluster);
	return p;
}

/* Does part i begin a cluster? */
static bool
begins(const struct ub_part_of *p, size_t i)
{
	return i == 0 || !ub_slice_eq(p[i].cluster, p[i - 1].cluster);
}

uint64_t
ub_cluster_count(const struct ub_measure *m, uint32_t cell)
{
	uint64_t count = 0;
	size_t n;
	struct ub_part_of *p = ub_cluster_parts(m, cell, &n);

	for (size_t i = 0; i < n; i++)
		count += p[i].cluster.len == 0 ? p[i].n : begins(p, i);
	free(p);
	return count;
}

/* v, so many times. */
static struct ub_i128
times(struct ub_i128 v, uint64_t n)
{
	struct ub_i256 w = ub_i256_mul(v, ub_i128_of((int64_t)n));
	struct ub_i128 r = { w.w[0], (int64_t)w.w[1] };

	return r;
}

/* How far a cluster's sum is from what its number makes of the mean, times
 * all records: exact but for the last step. */
static double
away(struct ub_i128 sum, uint64_t n, struct ub_i128 all, uint64_t nall,
    int64_t unit)
{
	struct ub_i256 a = ub_i256_mul(sum, ub_i128_of((int64_t)nall));
	struct ub_i256 b = ub_i256_mul(all, ub_i128_of((int64_t)n));

	(void)ub_i256_sub(a, b, &a);
	return ub_real_ratio256(
	    a, ub_i256_mul(ub_i128_of((int64_t)nall), ub_i128_of(unit)));
}

double
ub_cluster_error(const struct ub_measure *m, uint32_t cell)
{
	int64_t unit = m->kind == UB_K_DEC ? UB_NANO : 1;
	struct ub_i128 all = ub_i128_of(0), sum = all;
	double squares = 0, clusters = (double)ub_cluster_count(m, cell), d;
	uint64_t nall = 0, n = 0;
	size_t len;
	struct ub_part_of *p = ub_cluster_parts(m, cell, &len);

	for (size_t i = 0; i < len; i++) {
		(void)ub_i128_add(all, times(p[i].v, p[i].n), &all);
		nall += p[i].n;
	}
	for (size_t i = 0; i < len; i++) {
		if (p[i].cluster.len == 0) {
			d = away(p[i].v, 1, all, nall, unit);
			squares += (double)p[i].n * d * d;
			continue;
		}
		if (begins(p, i)) {
			sum = ub_i128_of(0);
			n = 0;
		}
		(void)ub_i128_add(sum, times(p[i].v, p[i].n), &sum);
		n += p[i].n;
		if (i + 1 == len || begins(p, i + 1)) {
			d = away(sum, n, all, nall, unit);
			squares += d * d;
		}
	}
	free(p);
	return sqrt(clusters / (clusters - 1) * squares) / (double)nall;
}

/* --- a difference ------------------------------------------------------------ */

/* Values of one row: all of them, or those of a cluster. */
struct sum {
	struct ub_i128 v;
	uint64_t n;
};

static void
add(struct sum *s, struct ub_i128 v, uint64_t n)
{
	(void)ub_i128_add(s->v, times(v, n), &s->v);
	s->n += n;
}

static void
take_away(struct sum *s, const struct sum *part)
{
	(void)ub_i128_sub(s->v, part->v, &s->v);
	s->n -= part->n;
}

/* Two rows being compared. */
struct both {
	struct sum all[2];
	int64_t unit;
	double squares;
	uint64_t clusters;
};

/* What one cluster adds; so many times. */
static void
add_cluster(struct both *b, const struct sum *s, uint64_t so_many)
{
	double d = 0;

	if (s[0].n + s[1].n == 0 || so_many == 0)
		return;
	for (int i = 0; i < 2; i++) {
		double a =
		    away(s[i].v, s[i].n, b->all[i].v, b->all[i].n, b->unit);

		d += (i == 0 ? a : -a) / (double)b->all[i].n;
	}
	b->squares += (double)so_many * d * d;
	b->clusters += so_many;
}

/* Records that belong to no cluster are one each: of row i those of a value. */
static void
add_alone(struct both *b, int i, struct ub_i128 v, uint64_t n)
{
	struct sum s[2] = { { { 0, 0 }, 0 }, { { 0, 0 }, 0 } };

	s[i] = (struct sum){ v, 1 };
	add_cluster(b, s, n);
}

/* The parts of one cluster, at *i of p, into s. */
static void
take_cluster(struct sum *s, const struct ub_part_of *p, size_t n, size_t *i,
    struct ub_slice cluster)
{
	for (; *i < n && ub_slice_eq(p[*i].cluster, cluster); ++*i)
		add(s, p[*i].v, p[*i].n);
}

/* Those of no cluster stand first, in order of value. */
static void
take_alone(struct both *b, struct ub_part_of *const *p, const size_t *n,
    size_t *at, bool less)
{
	for (int i = 0; i < 2; i++)
		for (size_t k = 0; k < n[i] && p[i][k].cluster.len == 0; k++) {
			uint64_t so_many = p[i][k].n;

			at[i] = k + 1;
			for (size_t j = 0; less && i == 1 && j < n[0] &&
					   p[0][j].cluster.len == 0;
			     j++)
				if (ub_i128_cmp(p[0][j].v, p[1][k].v) == 0)
					so_many -= p[0][j].n;
			add_alone(b, i, p[i][k].v, so_many);
		}
}

/* Which cluster is next in either. */
static struct ub_slice
next_cluster(struct ub_part_of *const *p, const size_t *n, const size_t *at)
{
	if (at[0] >= n[0])
		return p[1][at[1]].cluster;
	if (at[1] >= n[1] ||
	    ub_slice_cmp(p[0][at[0]].cluster, p[1][at[1]].cluster) < 0)
		return p[0][at[0]].cluster;
	return p[1][at[1]].cluster;
}

double
ub_cluster_difference(const struct ub_measure *m, uint32_t cell, uint32_t other,
    bool less, double *error, uint64_t *clusters)
{
	struct both b = { .unit = m->kind == UB_K_DEC ? UB_NANO : 1 };
	size_t n[2], at[2] = { 0, 0 };
	struct ub_part_of *p[2] = { ub_cluster_parts(m, cell, &n[0]),
		ub_cluster_parts(m, other, &n[1]) };
	double mean[2];

	for (int i = 0; i < 2; i++)
		for (size_t k = 0; k < n[i]; k++)
			add(&b.all[i], p[i][k].v, p[i][k].n);
	if (less)
		take_away(&b.all[1], &b.all[0]);
	take_alone(&b, p, n, at, less);
	while (at[0] < n[0] || at[1] < n[1]) {
		struct sum s[2] = { { { 0, 0 }, 0 }, { { 0, 0 }, 0 } };
		struct ub_slice cluster = next_cluster(p, n, at);

		for (int i = 0; i < 2; i++)
			take_cluster(&s[i], p[i], n[i], &at[i], cluster);
		if (less)
			take_away(&s[1], &s[0]);
		add_cluster(&b, s, 1);
	}
	for (int i = 0; i < 2; i++) {
		mean[i] = ub_real_ratio(
		    b.all[i].v, ub_i128_mul64((int64_t)b.all[i].n, b.unit));
		free(p[i]);
	}
	*clusters = b.clusters;
	*error =
	    sqrt((double)b.clusters / ((double)b.clusters - 1) * b.squares);
	return mean[0] - mean[1];
}
