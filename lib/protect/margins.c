/* margins.c - rows of totals that a table could have; weave.h. */
#include <stdlib.h>

#include "weave.h"

struct run {
	struct ub_woven *t;
	size_t key;
	bool *adds; /* of each column */
};

/* Counts of records, and nothing else, are the sum of their parts. */
static void
find_columns(struct run *r)
{
	const struct ub_figures *f = &r->t->f;
	size_t i;

	for (i = 0; i < f->npart * f->nfigure; i++) {
		const struct ub_figure *g = &f->figure[i];

		if (g->kind == UB_FIG_N || g->kind == UB_FIG_COUNT)
			r->adds[g->col] = true;
		if (g->k != UB_NOCOL)
			r->adds[g->k] = true;
		if (g->n != UB_NOCOL)
			r->adds[g->n] = true;
		if (g->miss != UB_NOCOL)
			r->adds[g->miss] = true;
	}
}

/* Texts get their place when all are there; until then, s is NULL. */
static void
add_row(void *arg, size_t total, const size_t *row, size_t n)
{
	struct run *r = arg;
	struct ub_published *p = &r->t->t;
	struct ub_slice *to;
	int64_t sum, v;
	size_t c, i, was;

	(void)total;
	p->cell =
	    ub_xreallocarray(p->cell, (p->n + 1) * p->ncol, sizeof(*p->cell));
	to = p->cell + p->n * p->ncol;
	for (c = 0; c < p->ncol; c++) {
		to[c] = (struct ub_slice){ "", 0 };
		if (c == r->key)
			to[c] = (struct ub_slice){ ".t", 2 };
		else if (c < p->nkey)
			to[c] = p->cell[row[0] * p->ncol + c];
		if (!r->adds[c])
			continue;
		for (i = 0, sum = 0; i < n; i++) {
			(void)ub_published_count(p, row[i], c, &v);
			sum += v;
		}
		was = r->t->text.len;
		ub_buf_int(&r->t->text, sum);
		to[c] = (struct ub_slice){ NULL, r->t->text.len - was };
	}
	p->n++;
}

static void
place_texts(struct run *r, size_t from, size_t at)
{
	struct ub_published *p = &r->t->t;
	size_t i;

	for (i = from * p->ncol; i < p->n * p->ncol; i++) {
		if (p->cell[i].s != NULL)
			continue;
		p->cell[i].s = r->t->text.s + at;
		at += p->cell[i].len;
	}
}

static bool
has_total(const struct ub_published *p, size_t key)
{
	size_t r;

	for (r = 0; r < p->n; r++)
		if (ub_missing(ub_published_cell(p, r, key)) == UB_TOTAL)
			return true;
	return false;
}

void
ub_woven_margins(struct ub_woven *t)
{
	struct run r = { .t = t };
	struct ub_families f = { add_row, &r };
	size_t from, k;
	uint64_t rows = t->t.n;

	t->printed = t->t.n;
	if (t->t.left_out || t->old || t->t.n == 0)
		return;
	/* texts must not move once they have their place */
	for (k = 0; k < t->t.nkey; k++)
		rows *= 2;
	ub_buf_reserve(&t->text, (size_t)rows * t->t.ncol * UB_INT_MAX);
	r.adds = ub_xcalloc(t->t.ncol, sizeof(*r.adds));
	find_columns(&r);
	for (r.key = 0; r.key < t->t.nkey; r.key++) {
		if (has_total(&t->t, r.key))
			continue;
		from = t->t.n;
		k = t->text.len;
		ub_published_families(&t->t, r.key, &f);
		place_texts(&r, from, k);
	}
	free(r.adds);
}
