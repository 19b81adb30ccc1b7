/*
 * auditsums.c - which rows of a printed table are the totals of which:
 * auditshape.h.
 *
 * Rows that are called all are tried as the total of the others, of the rows
 * of each section, of those that follow and of those before.  What most figures
 * bear out is a sum, and what does not add up in it is found; what few do is
 * none.
 */
#include <math.h>
#include <stdlib.h>

#include "auditfit.h"

/* A row that is the total of others. */
struct relation {
	size_t total, first, n; /* rows row[first .. first + n - 1] */
};

struct summing {
	struct ub_shape *s;
	const struct ub_audited *a;
	size_t ncol;
	struct relation *relation;
	size_t nrelation;
	size_t *row; /* of the relations */
	size_t nrow;
};

/* Column c of row total, by that of others. */
static void
compare(const struct summing *m, size_t c, size_t total, const size_t *row,
    size_t n, struct ub_fit *f)
{
	struct ub_made made = { 0 };
	int64_t all;
	size_t i;

	if (ub_audited_value(m->a, total * m->ncol + c, &all) != UB_KNOWN)
		return;
	for (i = 0; i < n; i++)
		ub_fit_take(&made, m->a, row[i] * m->ncol + c);
	ub_fit_judge(f, all, &made, ub_fit_slack(m->s, c, n));
}

/* --- rows ------------------------------------------------------------------------------- */

/* The rows alike but for one key, as they are printed. */
struct rows {
	size_t *row;
	size_t n;
	size_t key;
};

static bool
is_total(const struct summing *m, size_t row, size_t key)
{
	return ub_missing(ub_published_cell(m->a->t, row, key)) == UB_TOTAL;
}

static struct ub_fit
fit_rows(struct summing *m, size_t total, const size_t *row, size_t n)
{
	struct ub_fit f = { 0 };
	size_t c;

	for (c = m->s->item->t.nkey; c < m->ncol; c++)
		if (ub_fit_adds_up(m->s, c))
			compare(m, c, total, row, n, &f);
	return f;
}

static void
add_rows(struct summing *m, size_t total, const size_t *row, size_t n)
{
	size_t i;

	m->relation = ub_xgrow(m->relation, m->nrelation, sizeof(*m->relation));
	m->relation[m->nrelation++] = (struct relation){ total, m->nrow, n };
	for (i = 0; i < n; i++) {
		m->row = ub_xgrow(m->row, m->nrow, sizeof(*m->row));
		m->row[m->nrow++] = row[i];
	}
}

/* Most columns bear it out; or nothing is known, and all could. */
static bool
is_good(const struct ub_fit *f, size_t parts)
{
	if (f->yes + f->no > 0)
		return f->yes >= f->no - f->far &&
		       (f->real > 0 || parts == 1) &&
		       f->never <= f->yes + f->open;
	return f->open > 0 && f->never == 0;
}

/* No column adds up, and yet it is next to it in all: a total that is wrong, not
 * a sum of other things. */
static bool
is_near(struct summing *m, size_t total, const size_t *row, size_t n)
{
	size_t c, i, near = 0;
	double sum;
	int64_t all, v;

	for (c = m->s->item->t.nkey; c < m->ncol; c++) {
		struct ub_fit f = { 0 };

		if (!ub_fit_adds_up(m->s, c) ||
		    ub_audited_value(m->a, total * m->ncol + c, &all) !=
			UB_KNOWN)
			continue;
		compare(m, c, total, row, n, &f);
		/* a mean, or units that are in several groups */
		if (f.among + f.far > 0)
			continue;
		for (i = 0, sum = 0; i < n; i++)
			if (ub_audited_value(m->a, row[i] * m->ncol + c, &v) ==
			    UB_KNOWN)
				sum += (double)v;
		if (fabs(sum - (double)all) > 0.1 * fabs((double)all) + 2)
			return false;
		near++;
	}
	return near > 0 && n > 1;
}

/* The rows of the others between two places, without totals. */
static size_t
others(const struct summing *m, const struct rows *r, size_t from, size_t to,
    size_t *row)
{
	size_t i, n = 0;

	for (i = from; i < to; i++)
		if (!is_total(m, r->row[i], r->key))
			row[n++] = r->row[i];
	return n;
}

static bool
try_rows(struct summing *m, size_t total, const size_t *row, size_t n)
{
	struct ub_fit f;

	if (n < 1)
		return false;
	f = fit_rows(m, total, row, n);
	if (!is_good(&f, n))
		return false;
	add_rows(m, total, row, n);
	return true;
}

/* Each section of the table may be a whole of its own. */
static bool
try_sections(struct summing *m, const struct rows *r, size_t total, size_t *row)
{
	const size_t *section = m->s->section;
	size_t from, to, n;
	bool any = false;

	for (from = 0; from < r->n; from = to) {
		for (to = from + 1;
		     to < r->n && section[r->row[to]] == section[r->row[from]];
		     to++)
			;
		if (to - from == r->n)
			return false;
		n = others(m, r, from, to, row);
		any = (n > 1 && try_rows(m, total, row, n)) || any;
	}
	return any;
}

/* Of what a total is one. */
enum way { NOTHING, OTHERS, FOLLOWING, PRECEDING, WAYS };

/* What follows to the next total, or came since the last. */
static size_t
run_at(const struct summing *m, const struct rows *r, size_t at, enum way way,
    size_t *row)
{
	size_t from = at, to = at + 1;

	if (way == FOLLOWING) {
		while (to < r->n && !is_total(m, r->row[to], r->key))
			to++;
		return others(m, r, at + 1, to, row);
	}
	while (from > 0 && !is_total(m, r->row[from - 1], r->key))
		from--;
	return others(m, r, from, at, row);
}

/* Of many totals only the first and the last may be that of all: the others
 * are not tried with all rows, which would take the square of them. */
enum { TOTALS_TRIED = 64 };

static enum way
look_at_total(struct summing *m, const struct rows *r, size_t at, size_t totals,
    bool end, size_t *row)
{
	size_t total = r->row[at], n;
	enum way w;

	if (totals <= TOTALS_TRIED || end) {
		n = others(m, r, 0, r->n, row);
		if (try_rows(m, total, row, n) ||
		    try_sections(m, r, total, row))
			return OTHERS;
	}
	for (w = FOLLOWING; w <= PRECEDING; w++) {
		n = run_at(m, r, at, w, row);
		if (n > 1 && try_rows(m, total, row, n))
			return w;
	}
	if (totals != 1)
		return NOTHING;
	n = others(m, r, 0, r->n, row);
	if (is_near(m, total, row, n) && !m->s->overlap)
		add_rows(m, total, row, n);
	return OTHERS;
}

/* A total that is wrong where most are right. */
static void
look_again(struct summing *m, const struct rows *r, const enum way *was,
    const size_t *ways, size_t *row)
{
	enum way w = ways[FOLLOWING] >= ways[PRECEDING] ? FOLLOWING : PRECEDING;
	size_t i, n;

	if (m->s->overlap || ways[w] < 3 * ways[NOTHING])
		return;
	for (i = 0; i < r->n; i++) {
		if (was[i] != NOTHING || !is_total(m, r->row[i], r->key))
			continue;
		n = run_at(m, r, i, w, row);
		if (is_near(m, r->row[i], row, n))
			add_rows(m, r->row[i], row, n);
	}
}

static void
look_at_totals(struct summing *m, const struct rows *r)
{
	size_t *row = ub_xreallocarray(NULL, r->n + 1, sizeof(*row));
	enum way *was = ub_xcalloc(r->n + 1, sizeof(*was));
	size_t i, totals = 0, seen = 0, ways[WAYS] = { 0 };

	for (i = 0; i < r->n; i++)
		totals += is_total(m, r->row[i], r->key);
	for (i = 0; i < r->n; i++) {
		if (!is_total(m, r->row[i], r->key))
			continue;
		seen++;
		was[i] = look_at_total(
		    m, r, i, totals, seen == 1 || seen == totals, row);
		ways[was[i]]++;
	}
	look_again(m, r, was, ways, row);
	free(row);
	free(was);
}

static int
by_number(const void *a, const void *b)
{
	const size_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

struct family {
	struct summing *m;
	size_t key;
	size_t *total; /* all rows that are totals of the key, by the others */
	size_t ntotal;
};

/* By all keys but one. */
static int
by_others(const struct family *f, size_t a, size_t b)
{
	const struct ub_published *t = f->m->a->t;
	struct ub_slice p, q;
	size_t k;
	int d;

	for (k = 0; k < t->nkey; k++) {
		p = ub_published_cell(t, a, k);
		q = ub_published_cell(t, b, k);
		if (k == f->key)
			continue;
		d = memcmp(p.s, q.s, p.len < q.len ? p.len : q.len);
		if (d != 0 || p.len != q.len)
			return d != 0 ? d : p.len < q.len ? -1 : 1;
	}
	return 0;
}

static int
by_others_and_place(const void *a, const void *b, void *arg)
{
	const size_t *x = a, *y = b;
	int d = by_others(arg, *x, *y);

	return d != 0 ? d : by_number(x, y);
}

static void
find_totals(struct family *f)
{
	size_t r;

	f->total = ub_xreallocarray(NULL, f->m->a->t->n + 1, sizeof(*f->total));
	for (r = 0, f->ntotal = 0; r < f->m->a->t->n; r++)
		if (is_total(f->m, r, f->key))
			f->total[f->ntotal++] = r;
	if (f->ntotal > 0)
		qsort_r(f->total, f->ntotal, sizeof(*f->total),
		    by_others_and_place, f);
}

/* The first of the totals whose other keys are those of a row. */
static size_t
first_total(const struct family *f, size_t row)
{
	size_t low = 0, high = f->ntotal, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (by_others(f, f->total[mid], row) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* ub_published_families() tells one total of each: the others are found among
 * the rows alike. */
static void
family(void *arg, size_t total, const size_t *row, size_t n)
{
	struct family *f = arg;
	struct rows r = { .key = f->key };
	size_t i;

	if (total == UB_NOCOL || n == 0)
		return;
	r.row = ub_xreallocarray(NULL, n + f->ntotal + 1, sizeof(*r.row));
	for (i = 0; i < n; i++)
		r.row[r.n++] = row[i];
	for (i = first_total(f, total);
	     i < f->ntotal && by_others(f, f->total[i], total) == 0; i++)
		r.row[r.n++] = f->total[i];
	qsort(r.row, r.n, sizeof(*r.row), by_number);
	look_at_totals(f->m, &r);
	free(r.row);
}

/* --- which columns the rows add up in ------------------------------------------- */

/* Persons, and units, who may be in several groups: parts make more than their
 * total. */
static bool
overlaps(const struct summing *m, size_t c, const struct ub_fit *all,
    const struct ub_fit *here)
{
	static const char *const word[] = { "person", "n_pers", "klient",
		"patient", "individ", "brukar", "unika", "barn", "deltagare",
		"kommuner", "enheter", "huvudm", "hushåll", "client", "user",
		"unique", "child", "participant", "municipalit", "units",
		"household", NULL };
	const char *heading = m->s->item->legend.col[c].name;

	if (here->more + here->never == 0)
		return false;
	return m->s->overlap || ub_shape_says(heading, word) ||
	       m->a->digits[c] > 0 ||
	       (all->yes == 0 &&
		   all->far + all->beyond == all->no + all->never &&
		   !ub_shape_counts(heading));
}

/* Its totals lie among their parts: they are no sums of them, and were the
 * heading to say that they are counts, one figure would be wrong. */
static bool
is_mean(const struct summing *m, size_t c, const struct ub_fit *f)
{
	if (f->among == 0)
		return false;
	if (ub_shape_beside(&m->s->item->legend, c, ub_shape_base) != UB_NOCOL)
		return f->among >= f->yes + f->no;
	return f->yes + f->no + f->never == 0 &&
	       !ub_shape_counts(m->s->item->legend.col[c].name);
}

static void
add_relation(struct summing *m, size_t c, const struct relation *r)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		ub_audited_part(
		    &m->s->item->audited, m->row[r->first + i] * m->ncol + c);
	ub_audited_sum(&m->s->item->audited, r->total * m->ncol + c,
	    ub_fit_slack(m->s, c, r->n), false);
}

static void
sum_column(struct summing *m, size_t c)
{
	const struct relation *r;
	struct ub_fit all = { 0 }, here;
	size_t i;

	for (i = 0; i < m->nrelation; i++) {
		r = &m->relation[i];
		compare(m, c, r->total, m->row + r->first, r->n, &all);
	}
	if (is_mean(m, c, &all)) {
		m->s->item->legend.col[c].type = UB_MEAN;
		m->s->item->digits[c] = -1;
		return;
	}
	for (i = 0; i < m->nrelation; i++) {
		r = &m->relation[i];
		here = (struct ub_fit){ 0 };
		compare(m, c, r->total, m->row + r->first, r->n, &here);
		if (!overlaps(m, c, &all, &here))
			add_relation(m, c, r);
	}
}

void
ub_shape_sums(struct ub_shape *s)
{
	struct summing m = {
		.s = s, .a = &s->item->audited, .ncol = s->item->t.ncol
	};
	struct family f = { .m = &m };
	struct ub_families families = { family, &f };
	size_t c;

	if (s->ask->off < 0)
		return;
	for (f.key = 0; f.key < s->item->t.nkey; f.key++) {
		find_totals(&f);
		ub_published_families(&s->item->t, f.key, &families);
		free(f.total);
	}
	for (c = s->item->t.nkey; c < m.ncol; c++)
		if (ub_fit_adds_up(s, c))
			sum_column(&m, c);
	ub_shape_across(s);
	free(m.relation);
	free(m.row);
}
