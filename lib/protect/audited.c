/* audited.c - see audited.h. */
#include <stdlib.h>

#include "audited.h"

void
ub_audited_part(struct ub_audited *a, size_t cell)
{
	a->part = ub_xgrow(a->part, a->npart, sizeof(*a->part));
	a->part[a->npart++] = cell;
}

void
ub_audited_sum(struct ub_audited *a, size_t total, double slack, bool at_least)
{
	size_t first = 0;

	if (a->nsum > 0)
		first = a->sum[a->nsum - 1].first + a->sum[a->nsum - 1].n;
	if (first == a->npart)
		return;
	a->sum = ub_xgrow(a->sum, a->nsum, sizeof(*a->sum));
	a->sum[a->nsum++] = (struct ub_audit_sum){ total, first,
		a->npart - first, slack, at_least };
}

void
ub_audited_ratio(struct ub_audited *a, const struct ub_audit_ratio *r)
{
	a->ratio = ub_xgrow(a->ratio, a->nratio, sizeof(*a->ratio));
	a->ratio[a->nratio++] = *r;
}

void
ub_audited_free(struct ub_audited *a)
{
	free(a->own);
	free(a->sum);
	free(a->part);
	free(a->ratio);
	free(a->same);
	memset(a, 0, sizeof(*a));
}

/* --- values ------------------------------------------------------------------ */

/* The number that a field holds, in units of its `digits` decimals. */
static bool
number_in(struct ub_slice f, int digits, int64_t *v)
{
	struct ub_i128 nano;
	int64_t unit = UB_NANO;
	int i;

	if (ub_missing(f) != 0)
		return false;
	if (digits == 0)
		return ub_int_parse(f.s, f.len, v);
	for (i = 0; i < digits; i++)
		unit /= 10;
	if (!ub_dec_parse(f.s, f.len, &nano) ||
	    (nano.hi != 0 && nano.hi != -1) ||
	    (nano.hi < 0) != ((int64_t)nano.lo < 0))
		return false;
	*v = (int64_t)nano.lo / unit;
	return true;
}

enum ub_known
ub_audited_value(const struct ub_audited *a, size_t cell, int64_t *v)
{
	const struct ub_published *t = a->t;
	size_t row = cell / t->ncol, col = cell % t->ncol;
	struct ub_slice f = t->cell[cell];
	int digits = a->digits == NULL ? 0 : a->digits[col];

	if (col < t->nkey || digits < 0 ||
	    (a->digits == NULL && t->legend->col[col].type != UB_COUNT))
		return UB_NOFIGURE;
	if (row >= a->printed)
		return UB_UNKNOWN;
	switch (ub_missing(f)) {
	case 0:
		return number_in(f, digits, v) ? UB_KNOWN : UB_NOFIGURE;
	case UB_HIDDEN:
	case 'l':
		return UB_SECRET;
	case 'b':
		*v = 0; /* a stream's: nobody reported, and none is counted */
		return a->digits == NULL ? UB_KNOWN : UB_UNKNOWN;
	default:
		return UB_NOFIGURE;
	}
}

/* --- of a stream --------------------------------------------------------------- */

static void
on_sum(void *arg, const struct ub_sum *s)
{
	struct ub_audited *a = arg;
	size_t i;

	for (i = 0; i < s->n; i++)
		ub_audited_part(a, s->part[i]);
	ub_audited_sum(a, s->total, a->off * (double)(s->n + 1), s->at_least);
}

static int
decimals(struct ub_slice f)
{
	const char *point = f.len == 0 ? NULL : memchr(f.s, '.', f.len);

	return point == NULL ? 0 : (int)(f.s + f.len - point) - 1;
}

static void
add_ratios(struct ub_audited *a)
{
	const struct ub_published *t = a->t;
	struct ub_audit_ratio r = { .units = 1 };
	size_t c, row, k, n;
	int d;

	for (c = t->nkey; c < t->ncol; c++) {
		if (t->legend->col[c].type != UB_SHARE)
			continue;
		k = ub_published_beside(t, c, "_k");
		n = ub_published_beside(t, c, "_n");
		if (k == UB_NOCOL || n == UB_NOCOL)
			continue;
		for (row = 0, r.digits = 0; row < a->printed; row++) {
			d = decimals(t->cell[row * t->ncol + c]);
			r.digits = d > r.digits ? d : r.digits;
		}
		for (row = 0; row < a->printed; row++) {
			r.x = row * t->ncol + c;
			r.k = row * t->ncol + k;
			r.n = row * t->ncol + n;
			ub_audited_ratio(a, &r);
		}
	}
}

/* What the accounts say of how the figures were protected. */
static void
read_accounts(struct ub_audited *a)
{
	const struct ub_step *s;
	const char *method, *base;
	int64_t b = 0;
	size_t i;

	for (i = 0; i < a->t->meta->nstep; i++) {
		s = &a->t->meta->step[i];
		if (strcmp(s->tool, "ubat-mask") != 0)
			continue;
		a->protected = true;
		method = ub_step_get(s, "method");
		base = ub_step_get(s, "base");
		if (base != NULL)
			(void)ub_int_parse(base, strlen(base), &b);
		if (method == NULL)
			continue;
		if (strcmp(method, "rounding") == 0)
			a->off = (double)b / 2;
		else if (strcmp(method, "rounding by chance") == 0)
			a->off = (double)(b - 1);
		else if (strcmp(method, "cell keys") == 0)
			a->off = -1;
	}
}

/* --- margins --------------------------------------------------------------------- */

struct margins {
	struct ub_audited *a;
	size_t key, n, cap;
};

static void
add_row(void *arg, size_t total, const size_t *row, size_t n)
{
	struct margins *m = arg;
	struct ub_published *t = &m->a->wide;
	size_t c;

	(void)total;
	(void)n;
	if (m->n == m->cap) {
		m->cap = 2 * m->cap + 64;
		m->a->own = ub_xreallocarray(
		    m->a->own, m->cap * t->ncol, sizeof(*m->a->own));
		t->cell = m->a->own;
	}
	for (c = 0; c < t->ncol; c++)
		m->a->own[m->n * t->ncol + c] =
		    c == m->key   ? (struct ub_slice){ ".t", 2 }
		    : c < t->nkey ? m->a->own[row[0] * t->ncol + c]
				  : (struct ub_slice){ "", 0 };
	m->n++;
}

static bool
has_total(const struct ub_published *t, size_t key)
{
	size_t r;

	for (r = 0; r < t->n; r++)
		if (ub_missing(ub_published_cell(t, r, key)) == UB_TOTAL)
			return true;
	return false;
}

enum { MARGIN_ROWS = 1 << 18, MARGIN_KEYS = 6 };

static void
add_margins(struct ub_audited *a)
{
	struct margins m = { .a = a, .n = a->t->n, .cap = a->t->n };
	struct ub_families f = { add_row, &m };
	size_t all = a->t->n * a->t->ncol;

	if (a->t->left_out || a->t->n == 0 || a->t->nkey > MARGIN_KEYS)
		return;
	a->own = ub_xreallocarray(NULL, all, sizeof(*a->own));
	memcpy(a->own, a->t->cell, all * sizeof(*a->own));
	a->wide = *a->t;
	a->wide.cell = a->own;
	for (m.key = 0; m.key < a->wide.nkey; m.key++) {
		if (has_total(&a->wide, m.key) || m.n > MARGIN_ROWS)
			continue;
		ub_published_families(&a->wide, m.key, &f);
		a->wide.n = m.n;
	}
	a->t = &a->wide;
}

void
ub_audited_stream(
    struct ub_audited *a, const struct ub_published *t, bool margins)
{
	memset(a, 0, sizeof(*a));
	a->t = t;
	a->name = t->meta->table == NULL ? "table" : t->meta->table;
	a->printed = t->n;
	read_accounts(a);
	if (margins)
		add_margins(a);
	if (a->off >= 0)
		ub_published_sums(a->t, on_sum, a);
	add_ratios(a);
}
