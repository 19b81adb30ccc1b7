/* testdata.c - the counts of a cell as data for a test; testdata.h. */
#include "testdata.h"

#include <stdlib.h>

/* --- values ------------------------------------------------------------- */

/* A value, and where it stands among the pairs. */
struct place {
	struct ub_i128 v;
	struct ub_slice f;
	size_t at;
	int dim;
};

static int
by_value(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	int c = ub_i128_cmp(x->v, y->v);

	return c != 0 ? c : ub_slice_cmp(x->f, y->f);
}

static enum ub_type
type_of(enum ub_kind kind)
{
	return kind == UB_K_INT || kind == UB_K_BOOL ? UB_INT
	       : kind == UB_K_DEC                    ? UB_DEC
	       : kind == UB_K_DATE                   ? UB_DATE
						     : UB_TEXT;
}

static bool
is_number(enum ub_kind kind)
{
	return kind != UB_K_TEXT;
}

/* Number the values of the dimensions from .. to-1 together, in their order. */
static void
number_values(struct ub_test_data *t, struct place *p, int from, int to)
{
	size_t len = t->nobs * (size_t)(to - from);
	uint32_t n = 0;

	if (len > 0)
		qsort(p, len, sizeof(*p), by_value);
	for (size_t i = 0; i < len; i++) {
		n += i == 0 || by_value(&p[i - 1], &p[i]) != 0;
		t->obs[p[i].at].i[p[i].dim] = n - 1;
	}
	for (int d = from; d < to; d++)
		t->nval[d] = n;
}

/* --- pairs -------------------------------------------------------------- */

/* The value before the next TAB of a kept text, or all of it; *f goes on. */
static struct ub_slice
next_value(struct ub_slice *f)
{
	const char *tab = f->len > 0 ? memchr(f->s, '\t', f->len) : NULL;
	struct ub_slice v = *f;

	if (tab != NULL) {
		v.len = (size_t)(tab - f->s);
		f->s += v.len + 1;
		f->len -= v.len + 1;
	}
	return v;
}

static int
by_place(const void *a, const void *b)
{
	const struct ub_obs *x = a, *y = b;

	for (int d = UB_TEST_DIMS; d-- > 0;)
		if (x->i[d] != y->i[d])
			return x->i[d] < y->i[d] ? -1 : 1;
	return 0;
}

/* Whole numbers beside decimals are counted as those are. */
static void
same_unit(struct ub_test_data *t, struct place *p)
{
	for (int d = 0; d < 2; d++) {
		if (t->unit[d] == t->unit[1 - d] || t->unit[d] != 1)
			continue;
		for (size_t i = 0; i < t->nobs; i++) {
			struct ub_i128 *v = &t->obs[i].v[d];

			*v = ub_i128_mul64((int64_t)v->lo, UB_NANO);
			p[(size_t)d * t->nobs + i].v = *v;
		}
		t->unit[d] = UB_NANO;
	}
}

/* Value number d of a kept text. */
static struct ub_slice
value_at(const struct ub_tally *from, uint32_t id, int d)
{
	struct ub_slice f =
	    ub_intern_text(&from->val, (uint32_t)from->pairs.pair[id]);

	while (d-- > 0)
		(void)next_value(&f);
	return next_value(&f);
}

static void
load_values(struct ub_test_data *t, const struct ub_tally *from,
    const uint32_t *id, int d, enum ub_kind kind, struct place *p)
{
	t->unit[d] = kind == UB_K_DEC ? UB_NANO : 1;
	for (size_t i = 0; i < t->nobs; i++) {
		p[i].f = value_at(from, id[i], d);
		p[i].v = ub_i128_of(0);
		p[i].at = i;
		p[i].dim = d;
		if (is_number(kind)) {
			(void)ub_number_of(type_of(kind), p[i].f, &p[i].v);
			p[i].f.len = 0; /* 1 and 1.0 are one */
		}
		t->obs[i].v[d] = p[i].v;
	}
}

static bool
is_amount(enum ub_kind kind)
{
	return kind == UB_K_INT || kind == UB_K_DEC;
}

/* Are the values of both columns of one kind, which they change between? */
static bool
is_square(enum ub_func f)
{
	return f == UB_F_MCNEMAR || f == UB_F_BOWKER || f == UB_F_MAXWELL;
}

void
ub_test_data_load(
    struct ub_test_data *t, const struct ub_measure *m, uint32_t cell)
{
	const enum ub_kind kind[UB_TEST_DIMS] = { m->kind, m->ykind, m->zkind };
	const struct ub_tally *from = &m->tally;
	const uint32_t *id = from->order + from->start[cell];
	int ndim = m->z != NULL ? 3 : 2, step = is_square(m->func) ? 2 : 1;
	struct place *p;

	t->nobs = from->start[cell + 1] - from->start[cell];
	t->obs = ub_xcalloc(t->nobs + 1, sizeof(*t->obs));
	t->n = 0;
	for (size_t i = 0; i < t->nobs; i++)
		t->n += t->obs[i].n = from->count[id[i]];
	p = ub_xcalloc(t->nobs * UB_TEST_DIMS + 1, sizeof(*p));
	for (int d = 0; d < ndim; d++)
		load_values(t, from, id, d, kind[d], p + (size_t)d * t->nobs);
	if (is_amount(kind[0]) && is_amount(kind[1]))
		same_unit(t, p);
	for (int d = 0; d < ndim; d += step)
		number_values(t, p + (size_t)d * t->nobs, d, d + step);
	free(p);
	if (t->nobs > 0)
		qsort(t->obs, t->nobs, sizeof(*t->obs), by_place);
}

void
ub_test_data_free(struct ub_test_data *t)
{
	free(t->obs);
}

double *
ub_test_counts(const struct ub_test_data *t, uint32_t third)
{
	double *n = ub_xcalloc((size_t)t->nval[0] * t->nval[1] + 1, sizeof(*n));

	for (size_t i = 0; i < t->nobs; i++)
		if (t->obs[i].i[2] == third)
			n[t->obs[i].i[0] * t->nval[1] + t->obs[i].i[1]] +=
			    (double)t->obs[i].n;
	return n;
}
