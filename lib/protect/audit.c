/* audit.c - see audit.h. */
#include <stdarg.h>
#include <stdlib.h>

#include "audit.h"
#include "bounds.h"
#include "feasible.h"

struct run {
	struct ub_audit *a;
	const struct ub_published *t;
	const struct ub_audit_ask *ask;
};

static const char *const kinds[] = { "sum", "share", "percent", "derived",
	"open", "contradiction" };

const char *
ub_finding_name(enum ub_finding_kind kind)
{
	return kinds[kind];
}

static void
find(struct run *u, enum ub_finding_kind kind, size_t row, size_t col,
    struct ub_buf *text)
{
	struct ub_finding *f;
	struct ub_buf name = { 0 };

	u->a->finding = ub_xgrow(u->a->finding, u->a->n, sizeof(*f));
	f = &u->a->finding[u->a->n++];
	f->kind = kind;
	ub_buf_add(&name, "", 0);
	if (row != UB_NOCOL)
		ub_published_row_name(u->t, row, &name);
	f->row = name.s;
	f->column =
	    ub_xstrdup(col == UB_NOCOL ? "" : u->t->legend->col[col].name);
	f->text = text->s;
}

/* --- sums -------------------------------------------------------------- */

static void
check_sum(void *arg, const struct ub_sum *s)
{
	struct run *u = arg;
	size_t ncol = u->t->ncol, i;
	struct ub_buf text = { 0 };
	int64_t total, sum = 0, v;

	u->a->sums++;
	if (!ub_published_count(u->t, s->total / ncol, s->total % ncol, &total))
		return;
	for (i = 0; i < s->n; i++) {
		if (!ub_published_count(
			u->t, s->part[i] / ncol, s->part[i] % ncol, &v))
			return;
		sum += v;
	}
	if (sum == total || (s->at_least && sum < total))
		return;
	ub_buf_printf(&text, "the total is %lld, its %zu parts make %lld",
	    (long long)total, s->n, (long long)sum);
	find(u, UB_FIND_SUM, s->total / ncol, s->total % ncol, &text);
}

/* --- shares ------------------------------------------------------------ */

static int
decimals(struct ub_slice f)
{
	const char *point = memchr(f.s, '.', f.len);

	return point == NULL ? 0 : (int)(f.s + f.len - point) - 1;
}

/* Is the text of a share what k of n gives, with the decimals it has? */
static bool
share_is(struct ub_slice f, int64_t k, int64_t n)
{
	char exact[UB_REAL_MAX], rounded[UB_DEC_MAX];
	struct ub_i128 a = ub_i128_of(k), b = ub_i128_of(n);
	struct ub_slice got = { exact, 0 };
	double have, want;
	size_t len;

	got.len = ub_real_print(exact, ub_real_ratio(a, b));
	if (ub_slice_eq(f, got))
		return true;
	if (decimals(f) > 9)
		return false;
	len = ub_ratio_print(rounded, a, b, 1, decimals(f));
	return ub_real_parse(f.s, f.len, &have) &&
	       ub_real_parse(rounded, len, &want) && have == want;
}

static void
check_share(struct run *u, size_t row, size_t col, size_t kc, size_t nc)
{
	struct ub_slice f = ub_published_cell(u->t, row, col);
	struct ub_buf text = { 0 };
	int64_t k, n;

	if (ub_missing(f) != 0)
		return;
	if (ub_missing(ub_published_cell(u->t, row, kc)) == UB_HIDDEN ||
	    ub_missing(ub_published_cell(u->t, row, nc)) == UB_HIDDEN) {
		ub_buf_puts(
		    &text, "shown, while its numerator or its base is hidden");
		find(u, UB_FIND_OPEN, row, col, &text);
		return;
	}
	if (!ub_published_count(u->t, row, kc, &k) ||
	    !ub_published_count(u->t, row, nc, &n) || n == 0)
		return;
	if (k <= n && share_is(f, k, n))
		return;
	ub_buf_printf(
	    &text, "the share is not %lld of %lld", (long long)k, (long long)n);
	find(u, UB_FIND_SHARE, row, col, &text);
}

static void
check_shares(struct run *u)
{
	const struct ub_published *t = u->t;
	size_t c, r, kc, nc;

	for (c = t->nkey; c < t->ncol; c++) {
		if (t->legend->col[c].type != UB_SHARE)
			continue;
		kc = ub_published_beside(t, c, "_k");
		nc = ub_published_beside(t, c, "_n");
		if (kc == UB_NOCOL || nc == UB_NOCOL)
			continue;
		for (r = 0; r < t->n; r++)
			check_share(u, r, c, kc, nc);
	}
}

/* --- printed per cents ------------------------------------------------- */

/* Decimals of a column as printed: the most that any of its cells has. */
static int
column_digits(const struct ub_published *t, size_t col)
{
	struct ub_slice f;
	int most = 0, d;
	size_t r;

	for (r = 0; r < t->n; r++) {
		f = ub_published_cell(t, r, col);
		d = ub_missing(f) != 0 ? 0 : decimals(f);
		most = d > most ? d : most;
	}
	return most;
}

/* The cell as units of its column's last decimal; false when it is none. */
static bool
take_percent(const struct ub_published *t, size_t row, size_t col, int digits,
    struct ub_percent *p)
{
	struct ub_slice f = ub_published_cell(t, row, col);
	struct ub_i128 nano;
	int64_t scale = UB_NANO;
	int i;

	if (ub_missing(f) != 0 || digits > UB_PERCENT_DIGITS ||
	    !ub_dec_parse(f.s, f.len, &nano) || nano.hi != 0)
		return false;
	for (i = 0; i < digits; i++)
		scale /= 10;
	p->units = (int64_t)(nano.lo / (uint64_t)scale);
	p->digits = digits;
	return true;
}

/* Bases that fit, nearest first below and above n: what may have been meant. */
static void
put_bases(struct ub_buf *b, const struct ub_percent *p, size_t m, int64_t n,
    bool parts)
{
	int64_t below[3], d;
	size_t k = 0;

	for (d = n - 1; d >= 1 && k < 3; d--)
		if (ub_percents_fit(p, m, d, parts))
			below[k++] = d;
	if (k == 0)
		ub_buf_puts(b, "; no smaller base gives it either");
	else
		ub_buf_puts(b, "; of the smaller bases it can be");
	for (d = 0; d < (int64_t)k; d++)
		ub_buf_printf(
		    b, "%s %lld", d > 0 ? "," : "", (long long)below[d]);
	for (d = n + 1; d <= 2 * n + 100; d++) {
		if (ub_percents_fit(p, m, d, parts)) {
			ub_buf_printf(
			    b, "; of the larger ones %lld", (long long)d);
			return;
		}
	}
}

static void
check_percent_row(
    struct run *u, size_t row, const struct ub_percent *p, size_t m, int64_t n)
{
	struct ub_buf text = { 0 };
	int64_t least, most;
	size_t i, alone = 0;

	if (n < 1 || n > UB_BASE_MAX || ub_percents_fit(p, m, n, u->ask->parts))
		return;
	for (i = 0; i < m; i++)
		alone += !ub_percent_range(p[i], n, &least, &most);
	if (alone > 0)
		ub_buf_printf(&text,
		    "no whole number of %lld gives %zu of the %zu per cents",
		    (long long)n, alone, m);
	else
		ub_buf_printf(&text,
		    "no whole numbers that make %lld give these per cents",
		    (long long)n);
	put_bases(&text, p, m, n, u->ask->parts);
	find(u, UB_FIND_PERCENT, row, UB_NOCOL, &text);
}

static void
check_percents(struct run *u)
{
	const struct ub_audit_ask *ask = u->ask;
	struct ub_percent *p =
	    ub_xreallocarray(NULL, ask->npercent, sizeof(*p));
	int *digits = ub_xreallocarray(NULL, ask->npercent, sizeof(*digits));
	int64_t n;
	size_t r, i;

	for (i = 0; i < ask->npercent; i++)
		digits[i] = column_digits(u->t, ask->percent[i]);
	for (r = 0; r < u->t->n; r++) {
		for (i = 0; i < ask->npercent; i++)
			if (!take_percent(
				u->t, r, ask->percent[i], digits[i], &p[i]))
				break;
		if (i == ask->npercent &&
		    ub_published_count(u->t, r, ask->base, &n))
			check_percent_row(u, r, p, ask->npercent, n);
	}
	free(p);
	free(digits);
}

/* --- hidden cells ------------------------------------------------------ */

static void
judge_bound(struct run *u, const struct ub_bound *b)
{
	struct ub_buf text = { 0 };
	size_t ncol = u->t->ncol;

	if (b->high < 0 || b->high - b->low + 1 >= u->ask->width)
		return;
	if (b->high == b->low)
		ub_buf_puts(&text, "hidden, and yet the sums give it exactly");
	else
		ub_buf_printf(&text,
		    "hidden, and the sums leave %lld values open",
		    (long long)(b->high - b->low + 1));
	find(u, UB_FIND_DERIVED, b->cell / ncol, b->cell % ncol, &text);
}

static enum ub_status
check_hidden(struct run *u, struct ub_err *e)
{
	struct ub_bounds b;
	struct ub_buf text = { 0 };
	enum ub_status st = ub_bounds_find(&b, u->t, u->ask->width, e);
	size_t i;

	if (st == UB_OK && b.contradiction) {
		ub_buf_puts(
		    &text, "no numbers for the hidden cells satisfy all sums");
		find(u, UB_FIND_NONE_FIT, UB_NOCOL, UB_NOCOL, &text);
	}
	for (i = 0; st == UB_OK && i < b.n; i++)
		judge_bound(u, &b.bound[i]);
	u->a->hidden = b.n;
	ub_bounds_free(&b);
	return st;
}

enum ub_status
ub_audit_table(struct ub_audit *a, const struct ub_published *t,
    const struct ub_audit_ask *ask, struct ub_err *e)
{
	struct run u = { a, t, ask };

	memset(a, 0, sizeof(*a));
	ub_published_sums(t, check_sum, &u);
	check_shares(&u);
	if (ask->npercent > 0)
		check_percents(&u);
	return ask->width > 1 ? check_hidden(&u, e) : UB_OK;
}

void
ub_audit_free(struct ub_audit *a)
{
	size_t i;

	for (i = 0; i < a->n; i++) {
		free(a->finding[i].row);
		free(a->finding[i].column);
		free(a->finding[i].text);
	}
	free(a->finding);
	memset(a, 0, sizeof(*a));
}
