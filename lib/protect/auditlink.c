/* auditlink.c - which figures of several tables are the same; audited.h. */
#include <stdlib.h>

#include "../base/hash.h"
#include "auditshape.h"
#include "rest.h"

/* What was seen first of a class. */
struct first {
	size_t table; /* SIZE_MAX: no figure yet */
	int64_t value;
	bool known;
};

struct linking {
	struct ub_audited *a;
	size_t n;
	struct ub_weave weave; /* lends the names of cells */
	struct ub_names class;
	struct first *first;
};

/* The columns of a table that is not as ubat-agg writes it: each a figure. */
static void
plain_figures(struct ub_figures *f, const struct ub_published *t)
{
	size_t c, n = t->ncol - t->nkey;

	memset(f, 0, sizeof(*f));
	f->figure = ub_xcalloc(n + 1, sizeof(*f->figure));
	f->part = ub_xcalloc(1, sizeof(*f->part));
	f->nfigure = n;
	f->npart = 1;
	f->part[0].value = ub_slice_of(".t");
	f->part[0].pers = f->part[0].n = UB_NOCOL;
	for (c = 0; c < n; c++) {
		f->figure[c].col = t->nkey + c;
		f->figure[c].k = f->figure[c].n = f->figure[c].miss = UB_NOCOL;
		f->figure[c].stem =
		    ub_slice_of(t->legend->col[t->nkey + c].name);
	}
}

/* Lent to the weave: nothing of it is freed with it. */
static void
lend(struct linking *l, size_t i)
{
	struct ub_woven *w = &l->weave.table[i];
	struct ub_figure_ask none = { NULL, NULL };
	struct ub_err late;

	w->t = *l->a[i].t;
	w->legend = *w->t.legend;
	w->meta = *w->t.meta;
	w->printed = l->a[i].printed;
	if (l->a[i].digits == NULL &&
	    ub_figures_find(&w->f, &w->t, &none, &late) == UB_OK)
		return;
	ub_figures_free(&w->f);
	plain_figures(&w->f, &w->t);
}

static void
linking_end(struct linking *l)
{
	size_t i;

	for (i = 0; i < l->weave.n; i++) {
		ub_figures_free(&l->weave.table[i].f);
		free(l->weave.table[i].cell);
		free(l->weave.table[i].over);
	}
	free(l->weave.table);
	ub_names_free(&l->weave.cells);
	ub_names_free(&l->class);
	free(l->first);
}

/* --- what is left over ------------------------------------------------------ */

static uint64_t
hash_of(struct ub_slice v)
{
	return ub_hash64(v.s, v.len, 1);
}

static uint64_t
groups_across(const struct ub_woven *w)
{
	uint64_t sum = 0;
	size_t p, k;

	for (p = 0; p < w->f.npart; p++)
		sum += hash_of(w->f.part[p].value);
	for (k = 0; k < w->f.nfigure; k++)
		sum += hash_of(w->f.figure[k].stem);
	return sum;
}

/* 0 where the row is none of what is left over. */
static uint64_t
rest_of_row(const struct ub_published *t, size_t row, const uint64_t *groups)
{
	uint64_t sum = 0;
	size_t k;

	for (k = 0; k < t->nkey; k++)
		if (ub_shape_is_rest(ub_published_cell(t, row, k)))
			sum += groups[k];
	return sum;
}

/* --- classes -------------------------------------------------------------------- */

static void
take(struct linking *l, size_t i, size_t row, size_t part,
    const struct ub_figure *f, size_t col, char letter, uint64_t rest,
    struct ub_buf *b)
{
	const struct ub_woven *w = &l->weave.table[i];
	const char *unit = ub_pair_get(w->meta.attr, w->meta.nattr, "unit");
	uint32_t class;
	bool fresh;

	if (col == UB_NOCOL)
		return;
	ub_buf_clear(b);
	ub_buf_printf(
	    b, "%lu\t", (unsigned long)w->cell[row * w->f.npart + part]);
	ub_buf_add(b, f->stem.s, f->stem.len);
	ub_buf_printf(b, "\t%c\t%s\t%llx", letter, unit == NULL ? "" : unit,
	    (unsigned long long)rest);
	class = ub_names_add(&l->class, (struct ub_slice){ b->s, b->len },
	    l->class.name.n, &fresh);
	if (fresh) {
		l->first = ub_xgrow(l->first, class, sizeof(*l->first));
		l->first[class] = (struct first){ SIZE_MAX, 0, false };
	}
	l->a[i].same[row * w->t.ncol + col] = class;
}

/* Of each figure of each part: 0 where it is none of what is left over. */
static uint64_t *
rest_across(const struct ub_woven *w)
{
	uint64_t *rest, groups = groups_across(w);
	size_t p, k, at;

	rest = ub_xcalloc(w->f.npart * w->f.nfigure + 1, sizeof(*rest));
	for (p = 0; p < w->f.npart; p++) {
		for (k = 0; k < w->f.nfigure; k++) {
			at = w->f.part[p].first + k;
			if (ub_shape_is_rest(w->f.part[p].value) ||
			    ub_shape_is_rest(w->f.figure[at].stem))
				rest[p * w->f.nfigure + k] = groups;
		}
	}
	return rest;
}

static void
take_row(struct linking *l, size_t i, size_t row, uint64_t rest,
    const uint64_t *across, struct ub_buf *b)
{
	const struct ub_woven *w = &l->weave.table[i];
	const struct ub_figure *f;
	size_t p, k;
	uint64_t r;

	for (p = 0; p < w->f.npart; p++) {
		for (k = 0; k < w->f.nfigure; k++) {
			f = &w->f.figure[w->f.part[p].first + k];
			r = rest + across[p * w->f.nfigure + k];
			take(l, i, row, p, f, f->col, 'x', r, b);
			take(l, i, row, p, f, f->k, 'k', r, b);
			take(l, i, row, p, f, f->n, 'n', r, b);
			take(l, i, row, p, f, f->miss, 'm', r, b);
		}
	}
}

static void
take_table(struct linking *l, size_t i)
{
	const struct ub_woven *w = &l->weave.table[i];
	uint64_t *groups = ub_xcalloc(w->t.nkey + 1, sizeof(*groups));
	uint64_t *across = rest_across(w);
	struct ub_buf b = { 0 };
	size_t row, k;

	for (k = 0; k < w->t.nkey; k++)
		groups[k] = k + ub_rest_groups(&w->t, k);
	for (row = 0; row < w->t.n; row++)
		take_row(
		    l, i, row, rest_of_row(&w->t, row, groups), across, &b);
	ub_buf_free(&b);
	free(groups);
	free(across);
}

static void
nothing_same(struct ub_audited *a)
{
	size_t i;

	for (i = 0; i < a->t->n * a->t->ncol; i++)
		a->same[i] = UB_NOCLASS;
}

enum { BY_CHANCE = 3, DIFFER_MOST = 3 };

/* Compared with the tables before it; false: it is of something else. */
static bool
belongs(const struct linking *l, size_t i, struct ub_apart *apart)
{
	const struct ub_audited *a = &l->a[i];
	const struct first *f;
	size_t c, agree = 0;
	int64_t v;

	*apart = (struct ub_apart){ .table = i };
	for (c = 0; c < a->printed * a->t->ncol; c++) {
		if (a->same[c] == UB_NOCLASS)
			continue;
		f = &l->first[a->same[c]];
		if (!f->known || ub_audited_value(a, c, &v) != UB_KNOWN)
			continue;
		apart->shown++;
		agree += v == f->value && (v > BY_CHANCE || v < 0);
		if (v != f->value && apart->differ++ == 0) {
			apart->cell = c;
			apart->other = f->table;
		}
	}
	return apart->differ <= DIFFER_MOST * agree;
}

static void
remember(struct linking *l, size_t i)
{
	const struct ub_audited *a = &l->a[i];
	struct first *f;
	size_t c;
	int64_t v;

	for (c = 0; c < a->printed * a->t->ncol; c++) {
		if (a->same[c] == UB_NOCLASS)
			continue;
		f = &l->first[a->same[c]];
		if (f->known || ub_audited_value(a, c, &v) != UB_KNOWN)
			continue;
		*f = (struct first){ i, v, true };
	}
}

uint32_t
ub_audited_link(
    struct ub_audited *a, size_t n, struct ub_apart *apart, size_t *napart)
{
	struct linking l = { .a = a, .n = n };
	uint32_t nclass;
	size_t i;

	*napart = 0;
	l.weave.table = ub_xcalloc(n, sizeof(*l.weave.table));
	l.weave.n = n;
	for (i = 0; i < n; i++)
		lend(&l, i);
	ub_weave_name(&l.weave);
	for (i = 0; i < n; i++) {
		a[i].same = ub_xreallocarray(
		    NULL, a[i].t->n * a[i].t->ncol + 1, sizeof(*a[i].same));
		nothing_same(&a[i]);
		take_table(&l, i);
		if (belongs(&l, i, &apart[*napart])) {
			remember(&l, i);
		} else {
			(*napart)++;
			nothing_same(&a[i]);
		}
	}
	nclass = l.class.name.n;
	linking_end(&l);
	return nclass;
}
