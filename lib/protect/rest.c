/* rest.c - see rest.h. */
#include <stdlib.h>

#include "../base/hash.h"
#include "auditshape.h"
#include "rest.h"

static uint64_t
hash_of(struct ub_slice v)
{
	return ub_hash64(v.s, v.len, 1);
}

uint64_t
ub_rest_groups(const struct ub_published *t, size_t key)
{
	struct ub_names seen = { 0 };
	struct ub_slice v;
	uint64_t sum = 0;
	bool fresh;
	size_t r;

	for (r = 0; r < t->n; r++) {
		v = ub_published_cell(t, r, key);
		(void)ub_names_add(&seen, v, seen.name.n, &fresh);
		if (fresh && ub_missing(v) != UB_TOTAL)
			sum += hash_of(v);
	}
	ub_names_free(&seen);
	return sum;
}

/* --- cells of one name ---------------------------------------------------- */

/* A cell: a row and a part of the columns, UB_NOCOL for all of them. */
struct left {
	const struct ub_woven *t;
	size_t row, part;
	uint64_t groups; /* that it is left over of */
	uint32_t cell;   /* what it stands for */
	uint32_t next;   /* of the same name; UB_NONE */
};

struct lefts {
	struct ub_weave *v;
	uint64_t *groups; /* of each key of the table in hand */
	uint32_t *first;  /* of each cell, among these: */
	struct left *left;
	size_t n;
	size_t ncell; /* that had names before */
};

static uint64_t
groups_across(const struct ub_woven *t)
{
	uint64_t sum = 0;
	size_t p;

	for (p = 0; p < t->f.npart; p++)
		if (ub_missing(t->f.part[p].value) != UB_TOTAL)
			sum += hash_of(t->f.part[p].value);
	return sum;
}

/* Of what groups a cell is left over; 0: it is not. */
static uint64_t
groups_of(const struct lefts *l, const struct left *c)
{
	uint64_t sum = 0;
	size_t k, nkey = ub_woven_nkey(c->t);

	for (k = 0; k < nkey; k++) {
		if (k == c->t->t.nkey && c->part == UB_NOCOL)
			continue;
		if (ub_shape_is_rest(ub_woven_key(c->t, c->row, c->part, k)))
			sum += l->groups[k] | 1;
	}
	return sum;
}

/* The number at a column of figure f, which is of part 0; of all parts together
 * where they have no column of their own. */
static bool
number_at(
    const struct left *c, const struct ub_figure *f, size_t col, int64_t *sum)
{
	const struct ub_figures *fs = &c->t->f;
	size_t i = (size_t)(f - fs->figure), p;
	bool all = c->part == UB_NOCOL;
	int64_t v;

	*sum = 0;
	if (col == UB_NOCOL)
		return false;
	for (p = all ? 0 : c->part; p < (all ? fs->npart : c->part + 1); p++) {
		if (all && ub_missing(fs->part[p].value) == UB_TOTAL &&
		    fs->npart > 1)
			continue;
		if (!ub_published_count(&c->t->t, c->row,
			fs->figure[fs->part[p].first + i].col + (col - f->col),
			&v))
			return false;
		*sum += v;
	}
	return true;
}

static bool
differ_at(const struct left *a, const struct ub_figure *f, size_t x,
    const struct left *b, const struct ub_figure *g, size_t y)
{
	int64_t v, w;

	return number_at(a, f, x, &v) && number_at(b, g, y, &w) && v != w;
}

/* Does any count that both have differ? */
static bool
differ(const struct left *a, const struct left *b)
{
	size_t i, k;

	for (i = 0; i < a->t->f.nfigure; i++) {
		const struct ub_figure *f = &a->t->f.figure[i];

		for (k = 0; k < b->t->f.nfigure; k++) {
			const struct ub_figure *g = &b->t->f.figure[k];

			if (f->kind == g->kind &&
			    ub_slice_eq(f->stem, g->stem) &&
			    (differ_at(a, f, f->col, b, g, g->col) ||
				differ_at(a, f, f->k, b, g, g->k) ||
				differ_at(a, f, f->n, b, g, g->n)))
				return true;
		}
	}
	return false;
}

static uint32_t
new_cell(struct lefts *l)
{
	struct ub_names *names = &l->v->cells;
	struct ub_buf b = { 0 };
	uint32_t cell;
	bool fresh;

	/* no key has such a name */
	ub_buf_printf(&b, "\t%zu", l->n);
	cell = ub_names_add(
	    names, (struct ub_slice){ b.s, b.len }, names->name.n, &fresh);
	ub_buf_free(&b);
	return cell;
}

/* The one of that name that it is; UB_NONE: another one. */
static uint32_t
which(const struct lefts *l, uint32_t cell, const struct left *c)
{
	uint32_t at;

	for (at = l->first[cell]; at != UB_NONE; at = l->left[at].next)
		if (l->left[at].groups == c->groups)
			return l->left[at].cell;
	if (c->t->old)
		return cell;
	for (at = l->first[cell]; at != UB_NONE; at = l->left[at].next)
		if (!l->left[at].t->old && !differ(&l->left[at], c))
			return l->left[at].cell;
	return l->first[cell] == UB_NONE ? cell : UB_NONE;
}

static void
settle(struct lefts *l, struct left c, uint32_t *cell)
{
	uint32_t was = *cell, at;

	if (was >= l->ncell || (c.groups = groups_of(l, &c)) == 0)
		return;
	at = which(l, was, &c);
	*cell = c.cell = at == UB_NONE ? new_cell(l) : at;
	if (c.t->old)
		return;
	c.next = l->first[was];
	l->first[was] = (uint32_t)l->n;
	l->left = ub_xgrow(l->left, l->n, sizeof(*l->left));
	l->left[l->n++] = c;
}

static void
settle_table(struct lefts *l, struct ub_woven *t)
{
	size_t k, r, p, npart = t->f.npart;

	l->groups = ub_xcalloc(t->t.nkey + 1, sizeof(*l->groups));
	for (k = 0; k < t->t.nkey; k++)
		l->groups[k] = ub_rest_groups(&t->t, k);
	l->groups[t->t.nkey] = groups_across(t);
	for (r = 0; r < t->t.n; r++) {
		for (p = 0; p < npart; p++)
			settle(l, (struct left){ t, r, p, 0, 0, UB_NONE },
			    &t->cell[r * npart + p]);
		settle(l, (struct left){ t, r, UB_NOCOL, 0, 0, UB_NONE },
		    &t->over[r]);
	}
	free(l->groups);
}

void
ub_weave_rests(struct ub_weave *v)
{
	struct lefts l = { .v = v, .ncell = v->cells.name.n };
	size_t i;

	l.first = ub_xreallocarray(NULL, l.ncell + 1, sizeof(*l.first));
	for (i = 0; i < l.ncell; i++)
		l.first[i] = UB_NONE;
	/* the new ones first: the old ones look for theirs among them */
	for (i = 0; i < 2 * v->n; i++)
		if (v->table[i % v->n].old == (i >= v->n))
			settle_table(&l, &v->table[i % v->n]);
	free(l.first);
	free(l.left);
}
