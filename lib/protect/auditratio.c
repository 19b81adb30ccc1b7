/*
 * auditratio.c - of what the per cents of a printed table are: auditshape.h.
 *
 * A column of per cents is tried as the figures of a column beside it by those
 * of another, or by the total of their own column; what most rows bear out is
 * it.  Per cents without figures beside them are of the base that the table
 * has.
 */
#include <math.h>
#include <stdlib.h>

#include "auditshape.h"

struct trying {
	struct ub_shape *s;
	const struct ub_audited *a;
	size_t ncol;
	int *digits;   /* decimals of each column of per cents, as printed */
	double *units; /* 100; or 1 where they are shares */
	bool *paired;
};

static bool
is_percent(const struct trying *t, size_t col)
{
	return t->s->item->legend.col[col].type == UB_STAT;
}

static bool
is_number(const struct trying *t, size_t col)
{
	return col >= t->s->item->t.nkey && t->a->digits[col] == 0;
}

/* --- the base in a cell -------------------------------------------------------------------- */

/* The row of the total that this row is a part of, or UB_NOCOL. */
static size_t
total_row(const struct trying *t, size_t row)
{
	const struct ub_published *p = t->a->t;
	size_t r, k;

	for (r = 0; r < p->n; r++) {
		for (k = 0; k < p->nkey; k++)
			if (ub_missing(ub_published_cell(p, r, k)) != UB_TOTAL)
				break;
		if (k == p->nkey && r != row)
			return r;
	}
	return UB_NOCOL;
}

/* base UB_NOCOL: the total of column k. */
static bool
cell_of(const struct trying *t, size_t row, size_t col, size_t k, size_t base,
    size_t total, struct ub_audit_ratio *r)
{
	size_t at = base == UB_NOCOL ? total : row;

	if (at == UB_NOCOL)
		return false;
	r->x = row * t->ncol + col;
	r->k = row * t->ncol + k;
	r->n = at * t->ncol + (base == UB_NOCOL ? k : base);
	r->digits = t->digits[col];
	r->units = t->units[col];
	r->checked = true;
	return r->k != r->n;
}

static bool
agrees(const struct trying *t, const struct ub_audit_ratio *r, bool *known)
{
	struct ub_slice f = t->a->t->cell[r->x];
	int64_t k, n;
	double x;

	*known = ub_missing(f) == 0 && ub_real_parse(f.s, f.len, &x) &&
		 ub_audited_value(t->a, r->k, &k) == UB_KNOWN &&
		 ub_audited_value(t->a, r->n, &n) == UB_KNOWN && n > 0;
	return *known && fabs(x - r->units * (double)k / (double)n) <=
			     0.5 * pow(10, -r->digits) + 1e-6;
}

enum { FEW = 20 }; /* of fewer a per cent is soon right by chance */

/* How much a row says that is right: 2, 1 where it is of few, 0 where it is none
 * of its base or all, as 0 and 100 per cent are of many numbers.  *more: it is
 * more than all. */
static int
weight(const struct trying *t, const struct ub_audit_ratio *r, bool *more)
{
	int64_t k, n;

	if (ub_audited_value(t->a, r->k, &k) != UB_KNOWN ||
	    ub_audited_value(t->a, r->n, &n) != UB_KNOWN)
		return 0;
	*more = *more || k > n;
	return k <= 0 || k >= n ? 0 : n < FEW ? 1 : 2;
}

/*
 * In how many rows it holds, of those that tell; 0 where it is no good.  What
 * was guessed is, where a row has more than its base, or where those in which
 * it does not hold could be as right as the others.
 */
static size_t
score(const struct trying *t, size_t col, size_t k, size_t base, bool guess)
{
	size_t row, yes = 0, no = 0, total = total_row(t, UB_NOCOL), n = 0;
	size_t said = 0;
	struct ub_audit_ratio r;
	bool known, more = false;
	int64_t v;

	for (row = 0; row < t->a->t->n; row++) {
		if (!cell_of(t, row, col, k, base, total, &r))
			continue;
		if (agrees(t, &r, &known)) {
			yes++;
			said += (size_t)weight(t, &r, &more);
			n += ub_audited_value(t->a, r.k, &v) == UB_KNOWN &&
			     v != 0;
		} else {
			no += known;
			(void)weight(t, &r, &more);
		}
	}
	if (guess && (more || said < 4 * no))
		return 0;
	return yes >= 2 * no && n >= 2 && 2 * n > no ? yes : 0;
}

static void
add_ratios(struct trying *t, size_t col, size_t k, size_t base)
{
	size_t row, total = total_row(t, UB_NOCOL);
	struct ub_audit_ratio r;

	for (row = 0; row < t->a->t->n; row++)
		if (cell_of(t, row, col, k, base, total, &r))
			ub_audited_ratio(&t->s->item->audited, &r);
	t->paired[col] = true;
}

/* What both begin with, up to a comma. */
static size_t
same_stem(const char *a, const char *b)
{
	size_t i, stem = 0;

	for (i = 0; a[i] != '\0' && a[i] == b[i]; i++)
		if (a[i] == ',')
			stem = i;
	return stem;
}

/* "X, procent" is of "X, antal med uppgift". */
static size_t
base_beside(const struct trying *t, size_t col)
{
	static const char *const word[] = { "med uppgift", "i basen", ", bas",
		"antal svar", "n=", "with a value", "in the base",
		"number of answers", NULL };
	const struct ub_legend *l = &t->s->item->legend;
	size_t c, stem, best = 0, found = UB_NOCOL;

	for (c = t->s->item->t.nkey; c < t->ncol; c++) {
		if (!is_number(t, c) || !ub_shape_says(l->col[c].name, word))
			continue;
		stem = same_stem(l->col[c].name, l->col[col].name);
		if (stem > best) {
			best = stem;
			found = c;
		}
	}
	return found;
}

/* The columns that ubat-agg puts beside a share, in its units; false: they are
 * not there, or it is none of them. */
static bool
pair_named(struct trying *t, size_t col)
{
	const struct ub_legend *l = &t->s->item->legend;
	size_t k = ub_shape_beside(l, col, ub_shape_numerator);
	size_t n = ub_shape_beside(l, col, ub_shape_base), hundred;

	if (k == UB_NOCOL || n == UB_NOCOL || !is_number(t, k) ||
	    !is_number(t, n))
		return false;
	t->units[col] = 100;
	hundred = score(t, col, k, n, false);
	t->units[col] = 1;
	if (hundred > score(t, col, k, n, false))
		t->units[col] = 100;
	if (score(t, col, k, n, false) == 0)
		return false;
	add_ratios(t, col, k, n);
	return true;
}

enum { BASES_TRIED = 40 };

/* The figures are in the number column before it, or the next one. */
static void
pair_column(struct trying *t, size_t col)
{
	size_t k, base, best = 0, best_k = 0, best_base = 0, s, c, tried;
	size_t near[2] = { UB_NOCOL, UB_NOCOL }, own = base_beside(t, col);

	for (c = col; c-- > 0 && near[0] == UB_NOCOL;)
		if (is_number(t, c) &&
		    !ub_shape_is_base(&t->s->item->legend, c))
			near[0] = c;
	for (c = col + 1; c < t->ncol && near[1] == UB_NOCOL; c++)
		if (is_number(t, c) &&
		    !ub_shape_is_base(&t->s->item->legend, c))
			near[1] = c;
	for (c = 0; c < 2; c++) {
		if ((k = near[c]) == UB_NOCOL)
			continue;
		s = own == UB_NOCOL ? score(t, col, k, UB_NOCOL, true) : 0;
		if (s > best) {
			best = s;
			best_k = k;
			best_base = UB_NOCOL;
		}
		for (base = tried = 0; base < t->ncol && tried < BASES_TRIED;
		     base++) {
			if (!is_number(t, base) || base == k ||
			    (own != UB_NOCOL && base != own))
				continue;
			tried++;
			if ((s = score(t, col, k, base, true)) <= best)
				continue;
			best = s;
			best_k = k;
			best_base = base;
		}
	}
	if (best > 0)
		add_ratios(t, col, best_k, best_base);
}

/* --- bases of rows ---------------------------------------------------------------------------- */

/* One column of whole numbers, or one that says it is the base. */
static size_t
base_column(const struct trying *t)
{
	const struct ub_shape *s = t->s;
	const struct ub_legend *l = &s->item->legend;
	size_t c, found = UB_NOCOL, n = 0;

	if (s->column_base != UB_NOCOL)
		return s->column_base;
	for (c = s->item->t.nkey; c < t->ncol; c++) {
		if (!is_number(t, c))
			continue;
		if (s->ask->base != NULL
			? strcmp(l->col[c].name, s->ask->base) == 0
			: strcmp(l->col[c].name, "n") == 0)
			return c;
		found = c;
		n++;
	}
	return n == 1 && s->ask->base == NULL ? found : UB_NOCOL;
}

/* Do the per cents of most rows make 100, as rounded ones do? */
static bool
make_whole(const struct trying *t, const size_t *col, size_t m)
{
	const struct ub_published *p = t->a->t;
	size_t r, i, yes = 0, no = 0;
	double sum, off, x;
	struct ub_slice f;

	for (r = 0; r < p->n; r++) {
		for (i = 0, sum = off = 0; i < m; i++) {
			f = ub_published_cell(p, r, col[i]);
			if (ub_missing(f) != 0 ||
			    !ub_real_parse(f.s, f.len, &x))
				break;
			sum += x;
			off += 0.5 * pow(10, -t->digits[col[i]]);
		}
		if (i < m)
			continue;
		if (fabs(sum - 100) <= off + 1e-9)
			yes++;
		else
			no++;
	}
	return m > 1 && yes > 0 && yes >= 4 * no;
}

/* All that have one; false: none has. */
static bool
ask_own_bases(struct trying *t)
{
	struct ub_audit_item *it = t->s->item;
	size_t c, base;

	for (c = it->t.nkey; c < t->ncol; c++) {
		if (!is_percent(t, c) || t->paired[c] || t->units[c] < 100 ||
		    (base = base_beside(t, c)) == UB_NOCOL)
			continue;
		it->percent = ub_xgrow(
		    it->percent, it->ask.npercent, sizeof(*it->percent));
		it->of = ub_xgrow(it->of, it->ask.npercent, sizeof(*it->of));
		it->percent[it->ask.npercent] = c;
		it->of[it->ask.npercent++] = base;
	}
	it->ask.percent = it->percent;
	it->ask.of = it->of;
	return it->ask.npercent > 0;
}

static void
ask_percents(struct trying *t)
{
	struct ub_audit_item *it = t->s->item;
	size_t c, base = base_column(t);

	for (c = it->t.nkey; c < t->ncol && base != UB_NOCOL; c++) {
		if (!is_percent(t, c) || t->paired[c] || t->units[c] < 100)
			continue;
		it->percent = ub_xgrow(
		    it->percent, it->ask.npercent, sizeof(*it->percent));
		it->percent[it->ask.npercent++] = c;
	}
	if (it->ask.npercent == 0)
		return;
	it->ask.percent = it->percent;
	it->ask.base = base;
	it->ask.parts =
	    t->s->ask->parts || make_whole(t, it->percent, it->ask.npercent);
}

static int
column_digits(const struct trying *t, size_t col)
{
	const struct ub_shape *s = t->s;
	struct ub_printed v;
	int most = 0;
	size_t r;

	for (r = 0; r < t->a->t->n && s->col[col] != UB_NOCOL; r++) {
		v = ub_printed_read(s->g,
		    ub_pgrid_cell(s->g, s->row[r], s->col[col]),
		    s->ask->hidden);
		if (v.kind == UB_PRINTED_NUMBER && v.digits > most)
			most = v.digits;
	}
	return most;
}

/* Between 0 and 1, and not whole: shares. */
static double
column_units(const struct trying *t, size_t col)
{
	const struct ub_published *p = t->a->t;
	struct ub_slice f;
	size_t r;
	double x;

	for (r = 0; r < p->n; r++) {
		f = ub_published_cell(p, r, col);
		if (ub_missing(f) == 0 && ub_real_parse(f.s, f.len, &x) &&
		    x > 1)
			return 100;
	}
	return t->digits[col] >= 2 ||
		       (t->digits[col] > 0 &&
			   strpbrk(t->s->item->legend.col[col].name, "%,") ==
			       NULL)
		   ? 1
		   : 100;
}

void
ub_shape_ratios(struct ub_shape *s)
{
	struct trying t = {
		.s = s, .a = &s->item->audited, .ncol = s->item->t.ncol
	};
	size_t c;

	t.digits = ub_xcalloc(t.ncol + 1, sizeof(*t.digits));
	t.units = ub_xcalloc(t.ncol + 1, sizeof(*t.units));
	t.paired = ub_xcalloc(t.ncol + 1, sizeof(*t.paired));
	for (c = s->item->t.nkey; c < t.ncol; c++)
		if (is_percent(&t, c)) {
			t.digits[c] = column_digits(&t, c);
			t.units[c] = column_units(&t, c);
		}
	for (c = s->item->t.nkey; c < t.ncol; c++)
		if (is_percent(&t, c) && s->ask->off == 0 && !pair_named(&t, c))
			pair_column(&t, c);
	if (s->ask->base != NULL || !ask_own_bases(&t))
		ask_percents(&t);
	free(t.digits);
	free(t.units);
	free(t.paired);
}
