/* maskaudit.c - the audit of what will be written; mask.h. */
#include <stdlib.h>

#include "audit.h"
#include "maskpart.h"

/*
 * Tables as they will be written, all of one run together, and then with those
 * that are out already: of an old table, what is the same now or was hidden.
 */
struct auditing {
	struct ub_mask *m;
	struct ub_published *t; /* fresh ones first */
	struct ub_audited *in;
	struct ub_audit_ask *ask;
	size_t fresh, n;
	struct ub_audit before; /* of what is out, without the fresh ones */
};

/* --- what is out ----------------------------------------------------------- */

/* A number of another time says nothing of the present one. */
static bool
stays(struct ub_weave *v, const struct ub_woven *t, size_t row, uint32_t cell,
    const struct ub_figure *f, size_t col, char letter)
{
	struct ub_slice field;
	uint32_t var;
	double was;

	if (col == UB_NOCOL)
		return true;
	field = ub_published_cell(&t->t, row, col);
	var = ub_weave_find(v, cell, f, letter);
	return var == UB_NONE || ub_missing(field) != 0 ||
	       (ub_real_parse(field.s, field.len, &was) &&
		   was == v->web.var[var].value);
}

static void
blank(struct ub_published *to, size_t row, size_t col)
{
	if (col != UB_NOCOL)
		to->cell[row * to->ncol + col] = (struct ub_slice){ "", 0 };
}

static void
put_old_figure(struct ub_weave *v, const struct ub_woven *t, size_t row,
    uint32_t cell, const struct ub_figure *f, struct ub_published *to)
{
	const size_t col[3] = { f->k, f->n, f->miss };
	const char letter[3] = { 'k', 'n', 'm' };
	bool same = true;
	size_t i;

	if (t->legend.col[f->col].type == UB_COUNT) {
		if (!stays(v, t, row, cell, f, f->col, 'k'))
			blank(to, row, f->col);
		return;
	}
	for (i = 0; i < 3; i++)
		same = same && stays(v, t, row, cell, f, col[i], letter[i]);
	for (i = 0; i < 3 && !same; i++)
		blank(to, row, col[i]);
	if (!same)
		blank(to, row, f->col);
}

static void
put_old(struct ub_weave *v, const struct ub_woven *t, struct ub_published *to)
{
	size_t n = t->t.n * t->t.ncol, r, p, i;

	*to = t->t;
	to->text = (struct ub_buf){ 0 };
	to->cell = ub_xreallocarray(NULL, n + 1, sizeof(*to->cell));
	if (n > 0)
		memcpy(to->cell, t->t.cell, n * sizeof(*to->cell));
	for (r = 0; r < t->t.n; r++)
		for (p = 0; p < t->f.npart; p++)
			for (i = 0; i < t->f.nfigure; i++)
				put_old_figure(v, t, r,
				    t->cell[r * t->f.npart + p],
				    &t->f.figure[t->f.part[p].first + i], to);
}

/* --- all together ------------------------------------------------------------ */

static void
gather(struct auditing *a, bool old)
{
	const struct ub_weave *v = &a->m->weave;
	size_t i;

	for (i = 0; i < v->n; i++) {
		if (v->table[i].old != old || v->table[i].behind)
			continue;
		if (old)
			put_old(&a->m->weave, &v->table[i], &a->t[a->n++]);
		else
			ub_mask_put(a->m, &v->table[i], &a->t[a->n++]);
	}
}

static void
put_asks(struct auditing *a)
{
	size_t hidden = 0, i, k;

	for (i = 0; i < a->n; i++)
		for (k = 0; k < a->t[i].n * a->t[i].ncol; k++)
			hidden += ub_missing(a->t[i].cell[k]) == UB_HIDDEN;
	for (i = 0; i < a->n; i++)
		/* of too many the movements alone prove it */
		a->ask[i] = (struct ub_audit_ask){ .base = UB_NOCOL,
			.width = hidden > UB_AUDIT_MAX ? 1
				 : i < a->fresh        ? 2
						       : a->m->rules.least };
}

/* Did the old tables by themselves give it away? */
static bool
was_found(const struct auditing *a, const struct ub_finding *f)
{
	const struct ub_finding *g = a->before.finding;

	for (size_t i = 0; i < a->before.n; i++)
		if (g[i].table + a->fresh == f->table &&
		    strcmp(g[i].row, f->row) == 0 &&
		    strcmp(g[i].column, f->column) == 0)
			return true;
	return false;
}

/* An old figure of too few must be able to be enough, still.  Of old tables it is nothing new that they differ, or what they are like. */
static bool
counts(const struct auditing *a, const struct ub_finding *f, bool with_old)
{
	if (!with_old)
		return true;
	return (f->kind == UB_FIND_DERIVED || f->kind == UB_FIND_OPEN) &&
	       (f->table < a->fresh || !was_found(a, f));
}

static enum ub_status
judge(const struct auditing *a, const struct ub_audit *found, bool with_old,
    struct ub_err *e)
{
	const struct ub_finding *f;
	size_t i;

	for (i = 0; i < found->n; i++) {
		f = &found->finding[i];
		if (!counts(a, f, with_old))
			continue;
		if (f->table >= a->fresh)
			return ub_fail(e, UB_EDATA,
			    "table %s, published: %s: %s: the new tables "
			    "would give it away: make larger groups, or leave "
			    "out totals or this measure: nothing is written",
			    f->place, f->row, f->column);
		return ub_fail(e, UB_EDATA,
		    "table %s: %s: %s: the result does not pass ubat-audit "
		    "(%s)%s: nothing is written",
		    f->place, f->row, f->column, ub_finding_name(f->kind),
		    with_old
			? " beside what is published: make larger groups, or "
			  "leave out totals or this measure"
			: "");
	}
	return UB_OK;
}

/* Tables from .. to - 1. */
static enum ub_status
audit(struct auditing *a, size_t from, size_t to, struct ub_audit *found,
    struct ub_err *e)
{
	enum ub_status st;
	size_t i;

	put_asks(a);
	for (i = from; i < to; i++)
		ub_audited_stream(&a->in[i], &a->t[i], to - from > 1);
	for (i = from; i < to; i++)
		if (a->in[i].own != NULL)
			a->in[i].t = &a->in[i].wide; /* it moved */
	st = ub_audit_tables(found, a->in + from, to - from, a->ask + from, e);
	for (i = from; i < to; i++)
		ub_audited_free(&a->in[i]);
	return st;
}

static enum ub_status
audit_and_judge(struct auditing *a, struct ub_err *e)
{
	struct ub_audit found = { 0 };
	enum ub_status st = audit(a, 0, a->n, &found, e);

	if (st == UB_OK)
		st = judge(a, &found, a->n > a->fresh, e);
	ub_audit_free(&found);
	return st;
}

enum ub_status
ub_mask_check(struct ub_mask *m, struct ub_err *e)
{
	size_t n = m->weave.n, i;
	struct auditing a = { .m = m };
	enum ub_status st;

	a.t = ub_xcalloc(n + 1, sizeof(*a.t));
	a.in = ub_xcalloc(n + 1, sizeof(*a.in));
	a.ask = ub_xcalloc(n + 1, sizeof(*a.ask));
	gather(&a, false);
	a.fresh = a.n;
	st = audit_and_judge(&a, e);
	gather(&a, true);
	if (st == UB_OK && a.n > a.fresh)
		st = audit(&a, a.fresh, a.n, &a.before, e);
	if (st == UB_OK && a.n > a.fresh)
		st = audit_and_judge(&a, e);
	ub_audit_free(&a.before);
	for (i = 0; i < a.n; i++)
		ub_mask_put_end(&a.t[i]);
	free(a.t);
	free(a.in);
	free(a.ask);
	m->values = 0; /* counted again when written */
	return st;
}
