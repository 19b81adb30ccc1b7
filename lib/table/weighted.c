/* weighted.c - see weighted.h. */
#include "weighted.h"

#include <math.h>
#include <stdlib.h>

#include "cluster.h"

/* So many records with a value and a weight. */
struct item {
	struct ub_i128 v, w;
	uint64_t n;
};

/* Those of a cell that have a weight, by value. */
struct items {
	struct item *item;
	size_t len;
	uint64_t n;
	struct ub_i128 weight; /* of all */
	struct ub_i256 sum;    /* of products */
	int64_t vunit, wunit;
};

static int
by_value(const void *a, const void *b)
{
	const struct item *x = a, *y = b;
	int c = ub_i128_cmp(x->v, y->v);

	return c != 0 ? c : ub_i128_cmp(x->w, y->w);
}

/* v, so many times; false where that is too large. */
static bool
times(struct ub_i128 v, uint64_t n, struct ub_i128 *r)
{
	struct ub_i256 w = ub_i256_mul(v, ub_i128_of((int64_t)n));

	r->lo = w.w[0];
	r->hi = (int64_t)w.w[1];
	return w.w[2] == 0 && w.w[3] == 0 && r->hi >= 0;
}

/* False where the weights are none. */
static bool
load(struct items *t, const struct ub_measure *m, uint32_t cell)
{
	const struct ub_i128 none = ub_i128_of(0);
	enum ub_type type = m->ykind == UB_K_DEC ? UB_DEC : UB_INT;
	size_t len;
	struct ub_part_of *p = ub_cluster_parts(m, cell, &len);
	bool ok = true;

	*t = (struct items){ .vunit = m->kind == UB_K_DEC ? UB_NANO : 1,
		.wunit = m->ykind == UB_K_DEC ? UB_NANO : 1 };
	t->item = ub_xcalloc(len + 1, sizeof(*t->item));
	for (size_t i = 0; i < len && ok; i++) {
		struct item *x = &t->item[t->len];
		struct ub_i128 all;

		x->v = p[i].v;
		x->n = p[i].n;
		ok = ub_number_of(type, p[i].cluster, &x->w) &&
		     ub_i128_cmp(x->w, none) >= 0 && times(x->w, x->n, &all) &&
		     ub_i128_add(t->weight, all, &t->weight);
		if (!ok || ub_i128_cmp(x->w, none) == 0)
			continue;
		(void)ub_i256_add(t->sum, ub_i256_mul(x->v, all), &t->sum);
		t->n += x->n;
		t->len++;
	}
	free(p);
	if (t->len > 0)
		qsort(t->item, t->len, sizeof(*t->item), by_value);
	return ok && t->len > 0;
}

static int
compare(struct ub_i256 a, struct ub_i256 b)
{
	struct ub_i256 d;

	(void)ub_i256_sub(a, b, &d);
	return ub_i256_sign(d);
}

bool
ub_weighted_quantile(
    const struct ub_measure *m, uint32_t cell, struct ub_quantile *q)
{
	const struct ub_i128 nano = ub_i128_of(UB_NANO);
	struct ub_i128 sum = ub_i128_of(0), all;
	struct ub_i256 want, have;
	struct items t;
	bool ok = load(&t, m, cell);

	want = ub_i256_mul(t.weight, ub_i128_of(m->p_nano));
	for (size_t i = 0; ok && i < t.len; i++) {
		(void)times(t.item[i].w, t.item[i].n, &all);
		(void)ub_i128_add(sum, all, &sum);
		have = ub_i256_mul(sum, nano);
		if (compare(have, want) < 0)
			continue;
		q->lower = q->upper = t.item[i].v;
		if (compare(have, want) == 0 && i + 1 < t.len)
			q->upper = t.item[i + 1].v;
		q->whole = 2;
		q->part = 1;
		break;
	}
	free(t.item);
	return ok;
}

/* How far a value is from the mean. */
static double
away(const struct items *t, const struct item *x)
{
	struct ub_i256 d;

	(void)ub_i256_sub(ub_i256_mul(x->v, t->weight), t->sum, &d);
	return ub_real_ratio256(
	    d, ub_i256_mul(t->weight, ub_i128_of(t->vunit)));
}

static double
weight_of(const struct items *t, struct ub_i128 w)
{
	return ub_real_ratio(w, ub_i128_of(t->wunit));
}

bool
ub_weighted_variance(const struct ub_measure *m, uint32_t cell, double *var)
{
	struct items t;
	bool ok = load(&t, m, cell) && t.n > 1;
	double sum = 0, n = (double)t.n;

	for (size_t i = 0; ok && i < t.len; i++) {
		double d = away(&t, &t.item[i]);

		sum += (double)t.item[i].n * weight_of(&t, t.item[i].w) * d * d;
	}
	if (ok)
		*var = n / (n - 1) * sum / weight_of(&t, t.weight);
	free(t.item);
	return ok;
}

bool
ub_weighted_error(const struct ub_measure *m, uint32_t cell, double *mean,
    double *error, uint64_t *n, double *effective)
{
	struct items t;
	bool ok = load(&t, m, cell) && t.n > 1;
	double sum = 0, squares = 0, all, count = (double)t.n;

	for (size_t i = 0; ok && i < t.len; i++) {
		double w = weight_of(&t, t.item[i].w);
		double d = w * away(&t, &t.item[i]);

		sum += (double)t.item[i].n * d * d;
		squares += (double)t.item[i].n * w * w;
	}
	free(t.item);
	if (!ok)
		return false;
	all = weight_of(&t, t.weight);
	*n = t.n;
	*error = sqrt(count / (count - 1) * sum) / all;
	*effective = all * all / squares;
	*mean =
	    ub_real_ratio256(t.sum, ub_i256_mul(t.weight, ub_i128_of(t.vunit)));
	return true;
}
