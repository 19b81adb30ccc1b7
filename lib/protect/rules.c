/* rules.c - see rules.h. */
#include <math.h>
#include <stdlib.h>

#include "persons.h"

/* Their sources are on the page, ubat-mask(1). */
static const struct ub_rules presets[] = {
	{ .name = "socialstyrelsen", .least = 4, .part = 4, .base = 21 },
	{ .name = "kolada", .least = 4, .part = 4, .base = 21 },
	{ .name = "skr10", .least = 10, .part = 4, .base = 10 },
	{ .name = "ubat30-20", .least = 20, .least_one = 30, .part = 4 },
	{ .name = "socialtjanst5", .least = 5, .part = 5, .group = true },
};

const struct ub_rules *
ub_rules_list(size_t i)
{
	return i < sizeof(presets) / sizeof(presets[0]) ? &presets[i] : NULL;
}

const struct ub_rules *
ub_rules_named(const char *name)
{
	const struct ub_rules *r;
	size_t i;

	for (i = 0; (r = ub_rules_list(i)) != NULL; i++)
		if (strcmp(r->name, name) == 0)
			return r;
	return NULL;
}

bool
ub_rules_same(const struct ub_rules *a, const struct ub_rules *b)
{
	return a->least == b->least && a->least_one == b->least_one &&
	       a->part == b->part && a->base == b->base && a->group == b->group;
}

/* One cell under the rules. */
struct look {
	struct ub_weave *v;
	struct ub_persons at;
	struct ub_tallies *n;
	double least;
	double floor; /* what everybody knows that is judged to have */
	bool told;    /* the persons behind it are known, not reckoned */
};

static double
value_of(const struct look *l, uint32_t var)
{
	return l->v->web.var[var].value;
}

static uint32_t
var_at(const struct look *l, size_t col)
{
	return col == UB_NOCOL
		   ? UB_NONE
		   : l->at.t->value[l->at.row * l->at.t->t.ncol + col];
}

static void
hide(struct look *l, uint32_t unit, uint64_t *rule)
{
	struct ub_web *w = &l->v->web;

	if (w->unit[unit].status == UB_PRIMARY)
		return;
	++*rule;
	ub_web_hide(w, unit, UB_PRIMARY);
}

/* Judge variable var, of that many persons: hide unit when they are fewer than
 * least, or none and that is not to be seen. */
static void
judge(struct look *l, uint32_t unit, uint32_t var, double persons, double least,
    bool zero, uint64_t *rule)
{
	struct ub_web *w = &l->v->web;
	double value, least_known;

	if (var == UB_NONE || w->var[var].known)
		return;
	value = value_of(l, var);
	least_known =
	    w->var[var].floor > l->floor ? w->var[var].floor : l->floor;
	/* that there may be one is not that he knows to be it */
	if (persons == 1 && (value == 1 || l->at.persons == 1 || l->told))
		w->var[var].one = true;
	if (persons >= least || (persons == 0 && !zero))
		return;
	hide(l, unit, persons > 0 ? rule : &l->n->zero);
	ub_web_need(w, var, least > persons ? least - persons : 1,
	    value - least_known < 1 ? value - least_known : 1);
}

/* Judge var, the numerator of a figure or its rest, which is of q records. */
static void
judge_part(struct look *l, uint32_t unit, const struct ub_figure *f,
    uint32_t var, bool rest, double q, bool zero)
{
	double p = ub_persons_told(&l->at, f, rest);

	l->told = p >= 0 && q > 0;
	judge(l, unit, var, l->told ? p : ub_persons_least(&l->at, q),
	    (double)l->at.rules->part, zero,
	    rest ? &l->n->rest : &l->n->numerator);
	l->told = false;
}

/*
 * The base of a figure.  Who sees that a row has one record may take it that
 * it has a value: that it could have none is not asked for, where total after
 * total would be hidden so that it could.
 */
static void
judge_base(
    struct look *l, uint32_t unit, const struct ub_figure *f, uint32_t base)
{
	uint32_t all = l->at.t->all[l->at.row * l->at.t->f.npart + l->at.part];

	l->floor = all == UB_NONE ? 0 : l->v->web.var[all].floor;
	judge(l, unit, base, ub_persons_of_base(&l->at, f, value_of(l, base)),
	    l->least, false, &l->n->base);
	l->floor = 0;
}

static void
judge_share(struct look *l, uint32_t unit, const struct ub_figure *f)
{
	const struct ub_rules *r = l->at.rules;
	struct ub_web *w = &l->v->web;
	uint32_t k = var_at(l, f->k), base = var_at(l, f->n), rest;
	double n = value_of(l, base), q = value_of(l, k);

	rest = ub_weave_rest(l->v, base, k);
	judge_base(l, unit, f, base);
	if (n == 0)
		return;
	judge_part(l, unit, f, k, false, q, r->zero || r->group);
	if (rest != UB_NONE)
		judge_part(l, unit, f, rest, true, n - q, r->group);
	if (ub_persons_of_base(&l->at, f, n) < (double)r->base &&
	    !w->var[k].known) {
		hide(l, unit, &l->n->base);
		ub_web_need(w, k, 1, q < 1 ? q : 1);
	}
}

static void
judge_count(
    struct look *l, uint32_t unit, const struct ub_figure *f, uint32_t all)
{
	const struct ub_rules *r = l->at.rules;
	uint32_t k = var_at(l, f->col), rest;
	double q = value_of(l, k);

	if (f->kind == UB_FIG_DISTINCT) {
		judge(l, unit, k, q, l->least, r->zero, &l->n->cell);
		return;
	}
	judge_part(l, unit, f, k, false, q, r->zero);
	rest = ub_weave_rest(l->v, all, k);
	if (rest != UB_NONE && l->at.records > 0)
		judge_part(l, unit, f, rest, true, l->at.records - q, r->group);
}

/*
 * A sum of whole numbers can count persons: one that is 1 has one person
 * behind it at most, and one that lacks 1 to its base has one without.
 */
static void
judge_like_count(struct look *l, uint32_t unit, uint32_t base, uint32_t sum)
{
	double part = (double)l->at.rules->part, value = value_of(l, sum);
	double rest = value_of(l, base) - value;
	uint32_t var;

	if (value > 0 && value < part)
		judge(l, unit, sum, value, part, false, &l->n->numerator);
	if (value < 0 || rest <= 0 || rest >= part)
		return;
	var = ub_weave_rest(l->v, base, sum);
	if (var != UB_NONE)
		judge(l, unit, var, rest, part, false, &l->n->rest);
}

static void
judge_dominance(
    struct look *l, uint32_t unit, const struct ub_figure *f, uint32_t sum)
{
	double up =
	    ub_dominance(l->at.rules, l->at.t, l->at.row, l->at.part, f);

	if (up <= 0)
		return;
	hide(l, unit, &l->n->dominant);
	ub_web_need(&l->v->web, sum, up, up);
}

static void
judge_based(struct look *l, uint32_t unit, const struct ub_figure *f)
{
	struct ub_web *w = &l->v->web;
	uint32_t base = var_at(l, f->n), sum;
	double open;

	if (base == UB_NONE)
		return;
	judge_base(l, unit, f, base);
	if (f->kind != UB_FIG_SUM)
		return;
	sum = var_at(l, f->col);
	if (ub_persons_least(&l->at, value_of(l, base)) == 1)
		w->var[sum].one = true;
	if (l->at.t->legend.col[f->col].type == UB_INT)
		judge_like_count(l, unit, base, sum);
	judge_dominance(l, unit, f, sum);
	if (w->unit[unit].status != UB_PRIMARY)
		return;
	open = fabs(value_of(l, sum)) * l->at.rules->percent / 100;
	ub_web_need(w, sum, open, open);
}

static void
judge_cell(struct look *l)
{
	const struct ub_woven *t = l->at.t;
	size_t base = (l->at.row * t->f.npart + l->at.part) * t->f.nfigure, i;
	uint32_t all = t->all[l->at.row * t->f.npart + l->at.part];

	for (i = 0; i < t->f.nfigure; i++) {
		const struct ub_figure *f =
		    &t->f.figure[t->f.part[l->at.part].first + i];
		uint32_t unit = t->unit[base + i];

		if (f->kind == UB_FIG_N)
			judge(l, unit, all, l->at.persons, l->least,
			    l->at.rules->zero, &l->n->cell);
		else if (f->kind == UB_FIG_SHARE)
			judge_share(l, unit, f);
		else if (t->legend.col[f->col].type == UB_COUNT)
			judge_count(l, unit, f, all);
		else
			judge_based(l, unit, f);
	}
}

/* --- how many persons ----------------------------------------------------- */

static enum ub_status
fail_at(const struct look *l, enum ub_status code, size_t col, const char *what,
    struct ub_err *e)
{
	struct ub_buf b = { 0 };

	ub_weave_place(l->at.t, l->at.row, col, &b);
	ub_fail(e, code, "%s: %s", b.s, what);
	ub_buf_free(&b);
	return code;
}

static enum ub_status
count_persons(struct look *l, struct ub_err *e)
{
	const struct ub_figures_part *p = &l->at.t->f.part[l->at.part];
	uint32_t all = l->at.t->all[l->at.row * l->at.t->f.npart + l->at.part];
	int64_t persons;

	l->at.records = all == UB_NONE ? -1 : value_of(l, all);
	if (l->at.rules->records_are_persons) {
		l->at.persons = l->at.records;
		return UB_OK;
	}
	if (p->pers == UB_NOCOL && ub_meta_masked(&l->at.t->meta))
		return ub_fail(e, UB_EUSAGE,
		    "table %s: no column n_pers, for it is protected already: "
		    "protect the table it was made from",
		    l->at.t->meta.table);
	if (p->pers == UB_NOCOL)
		return ub_fail(e, UB_EUSAGE,
		    "table %s: no column n_pers: make it with ubat-agg "
		    "--person, or say --records-are-persons",
		    l->at.t->meta.table);
	if (all == UB_NONE)
		return ub_fail(e, UB_EUSAGE,
		    "table %s: no column n: how many records persons have is "
		    "not told",
		    l->at.t->meta.table);
	(void)ub_published_count(&l->at.t->t, l->at.row, p->pers, &persons);
	if ((double)persons > l->at.records)
		return fail_at(l, UB_EDATA, p->pers,
		    "more persons than records: protect a table as ubat-agg "
		    "made it",
		    e);
	l->at.persons = (double)persons;
	if (l->at.persons < 1 && l->at.records > 0)
		l->at.persons = 1; /* records of nobody are not of none */
	return UB_OK;
}

static size_t
keys_held(const struct look *l)
{
	size_t n = 0, k;

	for (k = 0; k < ub_woven_nkey(l->at.t); k++)
		n += ub_missing(ub_woven_key(
			 l->at.t, l->at.row, l->at.part, k)) != UB_TOTAL;
	return n;
}

/* The accounts tell the number of all records: too few of them cannot be
 * hidden. */
static enum ub_status
check_all(struct look *l, struct ub_err *e)
{
	if (l->at.persons > 0 && l->at.persons < l->least)
		return ub_fail(e, UB_EDATA,
		    "table %s: of too few persons in all, and its accounts "
		    "tell of how many records: nothing can be published",
		    l->at.t->meta.table);
	return UB_OK;
}

static enum ub_status
look_at(struct look *l, struct ub_err *e)
{
	size_t held = keys_held(l);
	enum ub_status st = count_persons(l, e);

	l->least = (double)(held <= 1 && l->at.rules->least_one > 0
				? l->at.rules->least_one
				: l->at.rules->least);
	if (st == UB_OK && held == 0)
		st = check_all(l, e);
	if (st == UB_OK)
		judge_cell(l);
	return st;
}

/* --- all of a total in one part ------------------------------------------- */

static void
judge_group(struct ub_weave *v, const bool *records, size_t eq, double least,
    struct ub_tallies *n)
{
	struct ub_web *w = &v->web;
	size_t i, filled = 0, at = 0;
	struct look l = { .v = v, .n = n };
	double value;

	if (w->eq[eq + 1] - w->eq[eq] < 3)
		return;
	for (i = w->eq[eq]; i < w->eq[eq + 1]; i++) {
		if (!records[w->entry[i]])
			return;
		if (i > w->eq[eq] && w->var[w->entry[i]].value > 0) {
			filled++;
			at = i;
		}
	}
	if (filled != 1)
		return;
	value = w->var[w->entry[at]].value - w->var[w->entry[at]].floor;
	hide(&l, w->var[w->entry[at]].unit, &n->group);
	ub_web_need(w, w->entry[at], 0, value < least ? value : least);
}

static void
judge_groups(struct ub_weave *v, double least, struct ub_tallies *n)
{
	bool *records = ub_xcalloc(v->web.n, sizeof(*records));
	const struct ub_woven *t;
	size_t i, k, eq;
	uint32_t all;

	for (i = 0; i < v->n; i++) {
		t = &v->table[i];
		for (k = 0; !t->old && k < t->t.n * t->f.npart; k++) {
			all = t->all[k];
			if (all != UB_NONE && v->web.var[all].unit != UB_NONE)
				records[all] = true;
		}
	}
	for (eq = 0; eq < v->web.neq; eq++)
		judge_group(v, records, eq, least, n);
	free(records);
}

enum ub_status
ub_rules_apply(struct ub_weave *v, const struct ub_rules *rules,
    struct ub_tallies *n, struct ub_err *e)
{
	struct look l = { .v = v, .at.rules = rules, .n = n };
	enum ub_status st = ub_rules_check(v, rules, e);
	size_t i;

	for (i = 0; i < v->n && st == UB_OK; i++) {
		l.at.t = &v->table[i];
		for (l.at.row = 0; !l.at.t->old && l.at.row < l.at.t->printed;
		     l.at.row++)
			for (l.at.part = 0;
			     l.at.part < l.at.t->f.npart && st == UB_OK;
			     l.at.part++)
				st = look_at(&l, e);
	}
	if (st == UB_OK && rules->group)
		judge_groups(v, (double)rules->least, n);
	return st;
}

bool
ub_rules_value(const struct ub_rules *rules, struct ub_weave *v,
    const struct ub_woven *t, size_t row, size_t part,
    const struct ub_figure *f)
{
	struct look l = { .v = v, .at = { t, rules, row, part, 0, 0 } };
	struct ub_err e;
	double side = f->p < 0.5 ? f->p : 1 - f->p, persons;
	int64_t fewest;

	if (f->allowed ||
	    (f->kind != UB_FIG_EXTREME && f->kind != UB_FIG_QUANTILE &&
		f->kind != UB_FIG_TEST))
		return true;
	if (f->kind == UB_FIG_EXTREME || count_persons(&l, &e) != UB_OK)
		return false;
	if (f->kind == UB_FIG_TEST)
		return ub_published_count(&t->t, row, f->least, &fewest) &&
		       ub_persons_least(&l.at, (double)fewest) >=
			   (double)rules->least;
	persons = ub_persons_least(&l.at, value_of(&l, var_at(&l, f->n)));
	return floor(side * persons + 1e-9) >= (double)rules->least;
}
