/*
 * auditsums.c - which figures of a printed table are the totals of which:
 * auditshape.h.
 *
 * Rows that are called all are tried as the total of the others, of the rows
 * of each section, of those that follow and of those before; columns as the
 * total of a run of columns beside them.  What most figures bear out is a sum,
 * and what does not add up in it is found; what few do is none.
 */
#include <math.h>
#include <stdlib.h>
#include <strings.h>

#include "../base/unicode.h"
#include "auditshape.h"

/* How a total and its parts agree. */
struct fit {
	size_t yes, no; /* all figures known, and they do (not) add up */
	size_t open;    /* some are hidden, and they could */
	size_t never;   /* hidden ones could not make it up */
	size_t real;    /* of yes: two parts at least are not 0 */
};

struct summing {
	struct ub_shape *s;
	const struct ub_audited *a;
	size_t ncol;
	size_t *part;
	size_t npart;
};

static double
slack(const struct summing *m, size_t col, size_t n)
{
	double each = m->a->off;

	/* decimals are rounded */
	if (m->a->digits[col] > 0)
		each += 0.5;
	return each * (double)(n + 1) + 1e-9;
}

static bool
is_letter(char c)
{
	return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z');
}

/* "Medelålder" and not "Läkemedel", "Ålder, min" and not "Kriminalitet". */
static bool
has_word(const char *low, const char *word, bool whole)
{
	size_t n = strlen(word);
	const char *p;

	for (p = strstr(low, word); p != NULL; p = strstr(p + 1, word))
		if ((p == low || !is_letter(p[-1])) &&
		    (!whole || !is_letter(p[n])))
			return true;
	return false;
}

static bool
is_mean_or_end(const char *heading)
{
	struct ub_buf b = { 0 };
	bool is;

	ub_lower(&b, heading, strlen(heading));
	is = b.s != NULL &&
	     (has_word(b.s, "medel", false) || has_word(b.s, "min", true) ||
		 has_word(b.s, "max", true));
	ub_buf_free(&b);
	return is;
}

/* Means and the like add up to nothing, nor do bases that are told twice. */
static bool
is_no_sum(const char *heading)
{
	static const char *const word[] = { "median", "genomsnitt", "snitt",
		"kvartil", "percentil", "mean", "average", "per ", "kvot",
		"index", "standardavvik", "varians", "minsta", "största",
		"lägsta", "högsta", "minim", "maxim", NULL };

	static const char *const all_the_same[] = { "antal", "number of",
		NULL };

	return (ub_shape_says(heading, word) || is_mean_or_end(heading)) &&
	       !ub_shape_says(heading, all_the_same);
}

static bool
adds_up(const struct summing *m, size_t col)
{
	return col >= m->s->item->t.nkey && m->a->digits[col] >= 0 &&
	       col != m->s->column_base &&
	       !is_no_sum(m->s->item->legend.col[col].name);
}

/* Persons who may be in several groups: parts make more than their total. */
static bool
overlaps(const struct summing *m, size_t col, const struct fit *f, bool more)
{
	static const char *const word[] = { "person", "klient", "patient",
		"individ", "brukar", "unika", "barn", "deltagare", NULL };

	return f->no + f->never > 0 && more &&
	       (m->s->overlap ||
		   ub_shape_says(m->s->item->legend.col[col].name, word) ||
		   m->a->digits[col] > 0);
}

static void
judge(struct fit *f, int64_t all, int64_t sum, size_t hidden, size_t real,
    double off)
{
	if (hidden == 0 && fabs((double)(sum - all)) <= off) {
		f->yes++;
		f->real += real >= 2;
	} else if (hidden == 0) {
		f->no++;
	} else if ((double)sum <= (double)all + off) {
		f->open++;
	} else {
		f->never++;
	}
}

/* Cells total and part[0 .. n - 1], all of columns with the same decimals. */
static void
compare(const struct summing *m, size_t total, const size_t *part, size_t n,
    struct fit *f)
{
	size_t i, hidden = 0, real = 0;
	int64_t all, v, sum = 0;
	enum ub_known k;
	double off;

	if (ub_audited_value(m->a, total, &all) != UB_KNOWN)
		return;
	for (i = 0; i < n; i++) {
		k = ub_audited_value(m->a, part[i], &v);
		if (k == UB_KNOWN) {
			sum += v;
			real += v != 0;
		} else {
			hidden++;
		}
	}
	off = slack(m, total % m->ncol, n);
	judge(f, all, sum, hidden, real, off);
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

static struct fit
fit_rows(struct summing *m, size_t total, const size_t *row, size_t n)
{
	struct fit f = { 0 };
	size_t c, i;

	for (c = m->s->item->t.nkey; c < m->ncol; c++) {
		if (!adds_up(m, c))
			continue;
		for (i = 0; i < n; i++)
			m->part[i] = row[i] * m->ncol + c;
		compare(m, total * m->ncol + c, m->part, n, &f);
	}
	return f;
}

/* Do the parts of a column make more than its total? */
static bool
make_more(const struct summing *m, size_t total, size_t c, const size_t *row,
    size_t n)
{
	int64_t all, v;
	double sum = 0;
	size_t i;

	if (ub_audited_value(m->a, total * m->ncol + c, &all) != UB_KNOWN)
		return false;
	for (i = 0; i < n; i++)
		if (ub_audited_value(m->a, row[i] * m->ncol + c, &v) ==
		    UB_KNOWN)
			sum += (double)v;
	return sum > (double)all;
}

static void
add_rows(struct summing *m, size_t total, const size_t *row, size_t n)
{
	struct fit f;
	size_t c, i;

	for (c = m->s->item->t.nkey; c < m->ncol; c++) {
		if (!adds_up(m, c))
			continue;
		f = (struct fit){ 0 };
		for (i = 0; i < n; i++)
			m->part[i] = row[i] * m->ncol + c;
		compare(m, total * m->ncol + c, m->part, n, &f);
		if (overlaps(m, c, &f, make_more(m, total, c, row, n)))
			continue;
		for (i = 0; i < n; i++)
			ub_audited_part(
			    &m->s->item->audited, row[i] * m->ncol + c);
		ub_audited_sum(&m->s->item->audited, total * m->ncol + c,
		    slack(m, c, n), false);
	}
}

/* Most columns bear it out; or nothing is known, and all could. */
static bool
is_good(const struct fit *f, size_t parts)
{
	if (f->yes + f->no > 0)
		return f->yes >= f->no && (f->real > 0 || parts == 1) &&
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
		if (!adds_up(m, c) ||
		    ub_audited_value(m->a, total * m->ncol + c, &all) !=
			UB_KNOWN)
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
	struct fit f;

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

/* A total of several: what follows to the next, or what came since the last. */
static bool
try_runs(struct summing *m, const struct rows *r, size_t at, size_t *row)
{
	size_t from = at, to = at + 1, n;

	while (to < r->n && !is_total(m, r->row[to], r->key))
		to++;
	n = others(m, r, at + 1, to, row);
	if (n > 1 && try_rows(m, r->row[at], row, n))
		return true;
	while (from > 0 && !is_total(m, r->row[from - 1], r->key))
		from--;
	n = others(m, r, from, at, row);
	return n > 1 && try_rows(m, r->row[at], row, n);
}

static void
look_at_total(struct summing *m, const struct rows *r, size_t at)
{
	size_t *row = ub_xreallocarray(NULL, r->n + 1, sizeof(*row)), n;
	size_t total = r->row[at], k, totals = 0;

	for (k = 0; k < r->n; k++)
		totals += is_total(m, r->row[k], r->key);
	n = others(m, r, 0, r->n, row);
	if (!try_rows(m, total, row, n) && !try_sections(m, r, total, row) &&
	    !try_runs(m, r, at, row) && totals == 1) {
		n = others(m, r, 0, r->n, row);
		if (is_near(m, total, row, n) && !m->s->overlap)
			add_rows(m, total, row, n);
	}
	free(row);
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
};

/* ub_published_families() tells one total of each: the others are found among
 * the rows alike. */
static void
family(void *arg, size_t total, const size_t *row, size_t n)
{
	struct family *f = arg;
	struct rows r = { .key = f->key };
	const struct ub_published *t = f->m->a->t;
	size_t i, k;

	if (total == UB_NOCOL || n == 0)
		return;
	r.row = ub_xreallocarray(NULL, t->n + 1, sizeof(*r.row));
	for (i = 0; i < n; i++)
		r.row[r.n++] = row[i];
	for (i = 0; i < t->n; i++) {
		if (!is_total(f->m, i, f->key))
			continue;
		for (k = 0; k < t->nkey; k++)
			if (k != f->key &&
			    !ub_slice_eq(ub_published_cell(t, i, k),
				ub_published_cell(t, total, k)))
				break;
		if (k == t->nkey)
			r.row[r.n++] = i;
	}
	qsort(r.row, r.n, sizeof(*r.row), by_number);
	for (i = 0; i < r.n; i++)
		if (is_total(f->m, r.row[i], f->key))
			look_at_total(f->m, &r, i);
	free(r.row);
}

/* --- columns ------------------------------------------------------------------------------ */

static void
add_columns(struct summing *m, size_t col, const size_t *run, size_t n)
{
	size_t r, i;

	for (r = 0; r < m->a->t->n; r++) {
		for (i = 0; i < n; i++)
			ub_audited_part(
			    &m->s->item->audited, r * m->ncol + run[i]);
		ub_audited_sum(&m->s->item->audited, r * m->ncol + col,
		    slack(m, col, n), false);
	}
}

/* A part of a heading that means all: "Totalt, antal", and not "Alla dagar". */
static bool
heading_means_all(const struct summing *m, size_t col)
{
	const char *p = m->s->item->legend.col[col].name;
	size_t n;
	bool all = false;

	for (; *p != '\0' && !all; p += n + strspn(p + n, ", ")) {
		n = strcspn(p, ",");
		all = ub_shape_means_all(m->s, (struct ub_slice){ p, n }) &&
		      (memchr(p, ' ', n) == NULL ||
			  strncasecmp(p, "total", 5) == 0);
		if (n == 0)
			break;
	}
	return all;
}

/* Chance makes a sum of few small figures. */
static bool
is_borne_out(const struct fit *f, bool means_all)
{
	if (f->never > f->yes + f->open || f->yes < (means_all ? 2 : 5) * f->no)
		return false;
	if (means_all)
		return f->yes > 0 ? f->real > 0 : f->open > 0 && f->never == 0;
	return f->real >= 3;
}

/* What the columns taken so far make in each row. */
struct running {
	int64_t sum;
	size_t hidden, real;
};

static struct fit
fit_columns(
    const struct summing *m, size_t col, const struct running *run, size_t n)
{
	double off = slack(m, col, n);
	struct fit f = { 0 };
	int64_t all;
	size_t r;

	for (r = 0; r < m->a->t->n; r++)
		if (ub_audited_value(m->a, r * m->ncol + col, &all) == UB_KNOWN)
			judge(&f, all, run[r].sum, run[r].hidden, run[r].real,
			    off);
	return f;
}

static void
take_column(const struct summing *m, size_t col, struct running *run)
{
	int64_t v;
	size_t r;

	for (r = 0; r < m->a->t->n; r++) {
		if (ub_audited_value(m->a, r * m->ncol + col, &v) != UB_KNOWN) {
			run[r].hidden++;
			continue;
		}
		run[r].sum += v;
		run[r].real += v != 0;
	}
}

/* The columns beside list[at], to one side: how many of them it is the total
 * of, so far as most rows bear it out. */
static size_t
longest_run(const struct summing *m, const size_t *list, size_t n, size_t at,
    int way, size_t *rows)
{
	struct running *run = ub_xcalloc(m->a->t->n + 1, sizeof(*run));
	bool means_all = heading_means_all(m, list[at]);
	size_t k = at, len = 0, got = 0;
	struct fit f;

	*rows = 0;
	while (way > 0 ? k + 1 < n : k > 0) {
		k = way > 0 ? k + 1 : k - 1;
		if (m->a->digits[list[k]] != m->a->digits[list[at]])
			break;
		take_column(m, list[k], run);
		if (++len < 2)
			continue;
		f = fit_columns(m, list[at], run, len);
		if (!is_borne_out(&f, means_all) || f.yes + f.open < *rows)
			continue;
		*rows = f.yes + f.open;
		got = len;
	}
	free(run);
	return got;
}

/* How many told and did not tell: they make up the number of all, and are the
 * total of nothing. */
static bool
is_base(const struct summing *m, size_t col)
{
	static const char *const word[] = { "med uppgift", "utan uppgift",
		"i basen", NULL };

	return ub_shape_says(m->s->item->legend.col[col].name, word);
}

/* "X, antal med uppgift" and "X, antal utan uppgift" beside it. */
static void
sum_base(struct summing *m, size_t col, const size_t *list, size_t n)
{
	static const char *const without[] = { "utan uppgift", NULL };
	const struct ub_legend *l = &m->s->item->legend;
	struct running *run;
	size_t stem = 0, i;
	struct fit f;

	if (col + 1 >= m->ncol || !adds_up(m, col + 1) ||
	    !ub_shape_says(l->col[col + 1].name, without))
		return;
	while (l->col[col].name[stem] != '\0' &&
	       l->col[col].name[stem] == l->col[col + 1].name[stem])
		stem++;
	if (memchr(l->col[col].name, ',', stem) == NULL)
		return;
	run = ub_xcalloc(m->a->t->n + 1, sizeof(*run));
	take_column(m, col, run);
	take_column(m, col + 1, run);
	for (i = 0; i < n; i++) {
		f = fit_columns(m, list[i], run, 2);
		if (f.yes < 3 || f.yes < 5 * f.no || f.never > 0)
			continue;
		add_columns(m, list[i], (size_t[]){ col, col + 1 }, 2);
		break;
	}
	free(run);
}

enum { COLUMNS_TRIED = 400 };

static void
sum_columns(struct summing *m)
{
	size_t *list = ub_xreallocarray(NULL, m->ncol + 1, sizeof(*list));
	size_t n = 0, i, c, right, left, by_right, by_left;

	for (c = 0; c < m->ncol; c++)
		if (adds_up(m, c) && !is_base(m, c))
			list[n++] = c;
	for (c = 0; c < m->ncol; c++)
		if (adds_up(m, c) && is_base(m, c))
			sum_base(m, c, list, n);
	for (i = 0; i < n && n <= COLUMNS_TRIED; i++) {
		right = longest_run(m, list, n, i, 1, &by_right);
		left = longest_run(m, list, n, i, -1, &by_left);
		if (right > 0 && by_right >= by_left)
			add_columns(m, list[i], list + i + 1, right);
		else if (left > 0)
			add_columns(m, list[i], list + i - left, left);
	}
	free(list);
}

void
ub_shape_sums(struct ub_shape *s)
{
	struct summing m = {
		.s = s, .a = &s->item->audited, .ncol = s->item->t.ncol
	};
	struct family f = { .m = &m };
	struct ub_families families = { family, &f };
	size_t n = s->item->t.n;

	if (s->ask->off < 0)
		return;
	m.part = ub_xreallocarray(NULL, n + 1, sizeof(*m.part));
	for (f.key = 0; f.key < s->item->t.nkey; f.key++)
		ub_published_families(&s->item->t, f.key, &families);
	sum_columns(&m);
	free(m.part);
}
