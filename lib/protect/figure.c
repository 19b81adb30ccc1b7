/* figure.c - see figure.h. */
#include <stdlib.h>

#include "figure.h"

static struct ub_slice
column_name(const struct ub_published *t, size_t col)
{
	return ub_slice_of(t->legend->col[col].name);
}

/* Is column col named as column x with tail behind? */
static bool
is_companion(
    const struct ub_published *t, size_t col, size_t x, const char *tail)
{
	struct ub_slice a = column_name(t, col), b = column_name(t, x);

	return a.len == b.len + strlen(tail) && memcmp(a.s, b.s, b.len) == 0 &&
	       memcmp(a.s + b.len, tail, strlen(tail)) == 0;
}

/* --- what a figure is ---------------------------------------------------- */

static bool
ends_in(struct ub_slice s, const char *tail)
{
	size_t n = strlen(tail);

	return s.len > n && memcmp(s.s + s.len - n, tail, n) == 0;
}

/* x_median, x_q05, x_q9: the names ubat-agg gives; false when it is none. */
static bool
quantile_name(struct ub_slice s, double *p)
{
	double scale = 1;
	size_t i = s.len;

	*p = 0;
	if (ends_in(s, "_median")) {
		*p = 0.5;
		return true;
	}
	while (i > 0 && s.s[i - 1] >= '0' && s.s[i - 1] <= '9')
		i--;
	if (i == s.len || i < 2 || s.s[i - 1] != 'q' || s.s[i - 2] != '_')
		return false;
	for (; i < s.len; i++) {
		scale /= 10;
		*p += scale * (s.s[i] - '0');
	}
	return true;
}

/* What the table says of a measure, "function:NAME=sum"; NULL: nothing.  *any
 * tells whether it says so of any. */
static const char *
declared(const struct ub_published *t, struct ub_slice stem, bool *any)
{
	const char *found = NULL;
	size_t i;

	*any = false;
	for (i = 0; i < t->meta->nattr; i++) {
		const struct ub_pair *a = &t->meta->attr[i];

		if (strncmp(a->key, "function:", 9) != 0)
			continue;
		*any = true;
		if (ub_slice_is(stem, a->key + 9))
			found = a->value;
	}
	return found;
}

/* "same:NAME=OTHER": the share that has the same numerator, or itself. */
static struct ub_slice
same_as(const struct ub_published *t, struct ub_slice stem)
{
	size_t i;

	for (i = 0; i < t->meta->nattr; i++) {
		const struct ub_pair *a = &t->meta->attr[i];

		if (strncmp(a->key, "same:", 5) == 0 &&
		    ub_slice_is(stem, a->key + 5))
			return ub_slice_of(a->value);
	}
	return stem;
}

/* What its base is, and whether it is made of weights. */
static void
judge_share(struct ub_figure *f, const struct ub_published *t)
{
	const struct ub_meta *m = t->meta;
	const char *base = ub_pair_get(m->attr, m->nattr, "base");

	f->weighted =
	    ub_listed(ub_pair_get(m->attr, m->nattr, "weighted"), f->stem);
	f->same = same_as(t, f->stem);
	f->whole =
	    !f->weighted && ((base != NULL && strcmp(base, "all") == 0) ||
				!ub_slice_eq(f->same, f->stem));
}

/* What is not known is of one value. */
static void
judge_function(struct ub_figure *f, const char *is)
{
	static const char quantile[] = "quantile ";

	f->kind = UB_FIG_EXTREME;
	if (strcmp(is, "sum") == 0)
		f->kind = UB_FIG_SUM;
	else if (strcmp(is, "mean") == 0 || strcmp(is, "sd") == 0 ||
		 strcmp(is, "var") == 0)
		f->kind = UB_FIG_MEAN;
	else if (strcmp(is, "median") == 0)
		f->kind = UB_FIG_QUANTILE;
	else if (strncmp(is, quantile, sizeof(quantile) - 1) == 0 &&
		 ub_real_parse(is + sizeof(quantile) - 1,
		     strlen(is) - sizeof(quantile) + 1, &f->p))
		f->kind = UB_FIG_QUANTILE;
	if (strcmp(is, "median") == 0)
		f->p = 0.5;
	if (f->kind == UB_FIG_EXTREME && f->least != UB_NOCOL)
		f->kind = UB_FIG_TEST;
}

/* In tables that do not say it. */
static void
judge_name(struct ub_figure *f, enum ub_type type)
{
	if (type == UB_MEAN ||
	    (type == UB_STAT &&
		(ends_in(f->stem, "_sd") || ends_in(f->stem, "_var"))))
		f->kind = UB_FIG_MEAN;
	else if (quantile_name(f->stem, &f->p))
		f->kind = UB_FIG_QUANTILE;
	else if ((type == UB_INT || type == UB_DEC) && ends_in(f->stem, "_sum"))
		f->kind = UB_FIG_SUM;
}

static void
judge(struct ub_figure *f, const struct ub_published *t,
    const struct ub_figure_ask *ask)
{
	const char *overlap =
	    ub_pair_get(t->meta->attr, t->meta->nattr, "overlap");
	enum ub_type type = t->legend->col[f->col].type;
	bool any;
	const char *is = declared(t, f->stem, &any);

	f->kind = UB_FIG_EXTREME;
	f->same = f->stem;
	if (type == UB_COUNT)
		f->kind = ub_slice_is(f->stem, "n")     ? UB_FIG_N
			  : ub_listed(overlap, f->stem) ? UB_FIG_DISTINCT
							: UB_FIG_COUNT;
	else if (is != NULL && f->n != UB_NOCOL)
		judge_function(f, is);
	else if (type == UB_SHARE)
		f->kind = UB_FIG_SHARE;
	else if (f->n != UB_NOCOL && !any)
		judge_name(f, type);
	if (f->kind == UB_FIG_SHARE)
		judge_share(f, t);
	if (f->kind == UB_FIG_EXTREME && f->n != UB_NOCOL &&
	    (type == UB_INT || type == UB_DEC) && ub_listed(ask->sums, f->stem))
		f->kind = UB_FIG_SUM;
	f->allowed = ub_listed(ask->allow, f->stem);
}

/* --- columns in order ---------------------------------------------------- */

static enum ub_status
not_as_written(const struct ub_published *t, size_t col, struct ub_err *e)
{
	return ub_fail(e, UB_EUSAGE,
	    "table %s: column %s is not where ubat-agg writes it: protect a "
	    "table before its columns are picked",
	    t->meta->table, t->legend->col[col].name);
}

/* x_miss_saknas, x_miss_a: what is missing, by reason. */
static bool
is_reason(const struct ub_published *t, size_t col, size_t x)
{
	struct ub_slice a = column_name(t, col), b = column_name(t, x);

	return t->legend->col[col].type == UB_COUNT && a.len > b.len + 6 &&
	       memcmp(a.s, b.s, b.len) == 0 &&
	       memcmp(a.s + b.len, "_miss_", 6) == 0;
}

/* What stands behind the counts of a measure: ends of an interval, results of
 * a test.  Returns the column after them. */
static size_t
take_rest(
    const struct ub_published *t, struct ub_figure *g, size_t c, size_t end)
{
	static const char *const tail[] = { "_stat", "_df", "_diff", "_lo",
		"_hi", "_effect", "_p", "_adj", "_sig" };

	g->rest = c;
	while (c < end && is_reason(t, c, g->col))
		c++;
	if (c < end && is_companion(t, c, g->col, "_least") &&
	    ub_published_is_test(t, g->col))
		g->least = c++;
	for (size_t i = 0; i < sizeof(tail) / sizeof(*tail); i++)
		if (c < end && is_companion(t, c, g->col, tail[i]))
			c++;
	g->nrest = c - g->rest;
	return c;
}

/* The figure that begins at column col, before end; *next is behind it. */
static enum ub_status
take_figure(struct ub_figures *f, const struct ub_published *t, size_t col,
    size_t end, struct ub_slice suffix, const struct ub_figure_ask *ask,
    size_t *next, struct ub_err *e)
{
	struct ub_figure g = { .col = col,
		.k = UB_NOCOL,
		.n = UB_NOCOL,
		.miss = UB_NOCOL,
		.least = UB_NOCOL,
		.pers = { UB_NOCOL, UB_NOCOL },
		.stem = column_name(t, col) };
	size_t c = col + 1;
	bool any;

	if (c < end && (is_companion(t, c, col, "_k") ||
			   is_companion(t, c, col, "_k_rec")))
		g.k = c++;
	if (c < end && is_companion(t, c, col, "_n"))
		g.n = c++;
	if (c < end && is_companion(t, c, col, "_miss"))
		g.miss = c++;
	if (c < end && is_companion(t, c, col, "_k_pers"))
		g.pers[0] = c++;
	if (c < end && is_companion(t, c, col, "_r_pers"))
		g.pers[1] = c++;
	if (g.n != UB_NOCOL)
		c = take_rest(t, &g, c, end);
	if (suffix.len > 0) {
		if (g.stem.len <= suffix.len + 1 ||
		    memcmp(g.stem.s + g.stem.len - suffix.len, suffix.s,
			suffix.len) != 0)
			return not_as_written(t, col, e);
		g.stem.len -= suffix.len + 1;
	}
	judge(&g, t, ask);
	if (t->legend->col[col].type == UB_COUNT &&
	    declared(t, g.stem, &any) != NULL)
		return ub_fail(e, UB_EUSAGE,
		    "table %s: column %s was counted in another table: protect "
		    "that one",
		    t->meta->table, t->legend->col[col].name);
	if (g.kind == UB_FIG_SHARE && (g.k == UB_NOCOL || g.n == UB_NOCOL))
		return ub_fail(e, UB_EUSAGE,
		    "table %s: share %s without its numerator and base beside "
		    "it cannot be judged",
		    t->meta->table, t->legend->col[col].name);
	f->figure = ub_xgrow(f->figure, f->npart * f->nfigure, sizeof(g));
	*next = c;
	/* the part in hand is not counted yet: its figures stand behind */
	f->figure[f->npart * f->nfigure] = g;
	return UB_OK;
}

static enum ub_status
take_part(struct ub_figures *f, const struct ub_published *t, size_t from,
    size_t end, struct ub_slice suffix, struct ub_slice value,
    const struct ub_figure_ask *ask, struct ub_err *e)
{
	struct ub_figures_part p = { value, UB_NOCOL, UB_NOCOL, 0 };
	struct ub_figures mine = { .npart = 1 };
	enum ub_status st = UB_OK;
	struct ub_figure *g;
	size_t i;

	while (from < end && st == UB_OK) {
		if ((st = take_figure(
			 &mine, t, from, end, suffix, ask, &from, e)) != UB_OK)
			break;
		g = &mine.figure[mine.nfigure];
		if (g->kind != UB_FIG_N && ub_slice_is(g->stem, "n_pers")) {
			p.pers = g->col;
			continue;
		}
		if (g->kind == UB_FIG_N)
			p.n = mine.nfigure;
		mine.nfigure++;
	}
	p.first = f->npart * f->nfigure;
	if (st == UB_OK && f->npart > 0 && mine.nfigure != f->nfigure)
		st = not_as_written(t, end - 1, e);
	for (i = 0; i < mine.nfigure && st == UB_OK; i++) {
		if (f->npart > 0 &&
		    !ub_slice_eq(mine.figure[i].stem, f->figure[i].stem))
			st = not_as_written(t, mine.figure[i].col, e);
		f->figure = ub_xgrow(f->figure, p.first + i, sizeof(*g));
		f->figure[p.first + i] = mine.figure[i];
	}
	f->nfigure = mine.nfigure;
	free(mine.figure);
	f->part = ub_xgrow(f->part, f->npart, sizeof(p));
	f->part[f->npart++] = p;
	return st;
}

static size_t
count_parts(const struct ub_published *t)
{
	size_t n = 0, i;

	for (i = 0; i < t->meta->nattr; i++)
		n += strncmp(t->meta->attr[i].key, "across:", 7) == 0;
	return n;
}

static enum ub_status
take_parts(struct ub_figures *f, const struct ub_published *t, size_t nparts,
    const struct ub_figure_ask *ask, struct ub_err *e)
{
	size_t each = (t->ncol - t->nkey) / nparts, i, at = t->nkey;
	enum ub_status st = UB_OK;

	if (each * nparts != t->ncol - t->nkey)
		return not_as_written(t, t->nkey, e);
	for (i = 0; i < t->meta->nattr && st == UB_OK; i++) {
		const struct ub_pair *a = &t->meta->attr[i];

		if (strncmp(a->key, "across:", 7) != 0)
			continue;
		st = take_part(f, t, at, at + each, ub_slice_of(a->key + 7),
		    ub_slice_of(a->value), ask, e);
		at += each;
	}
	return st;
}

static enum ub_status
check_names(const struct ub_figures *f, const char *option, const char *list,
    struct ub_err *e)
{
	size_t n, i;

	for (; list != NULL && *list != '\0'; list += n + (list[n] == ',')) {
		n = strcspn(list, ",");
		for (i = 0; i < f->nfigure; i++)
			if (ub_slice_eq(f->figure[i].stem,
				(struct ub_slice){ list, n }))
				break;
		if (i == f->nfigure)
			return ub_fail(e, UB_EUSAGE, "%s: no measure %.*s",
			    option, (int)n, list);
	}
	return UB_OK;
}

enum ub_status
ub_figures_find(struct ub_figures *f, const struct ub_published *t,
    const struct ub_figure_ask *ask, struct ub_err *e)
{
	size_t nparts = count_parts(t);
	enum ub_status st;

	memset(f, 0, sizeof(*f));
	f->across = ub_pair_get(t->meta->attr, t->meta->nattr, "across");
	if (f->across == NULL || nparts == 0)
		st = take_part(f, t, t->nkey, t->ncol, ub_slice_of(""),
		    ub_slice_of(".t"), ask, e);
	else
		st = take_parts(f, t, nparts, ask, e);
	if (st == UB_OK)
		st = check_names(f, "--sums", ask->sums, e);
	if (st == UB_OK)
		st = check_names(f, "--allow", ask->allow, e);
	return st;
}

void
ub_figures_free(struct ub_figures *f)
{
	free(f->figure);
	free(f->part);
	memset(f, 0, sizeof(*f));
}
