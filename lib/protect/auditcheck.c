/* auditcheck.c - what is shown: sums, shares, per cents; auditpart.h. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "auditpart.h"
#include "feasible.h"

/* --- sums -------------------------------------------------------------- */

static void
put_number(struct ub_buf *b, int64_t v, int digits)
{
	char dst[UB_DEC_MAX];
	struct ub_i128 unit = ub_i128_of(1);
	int i;

	for (i = 0; i < digits; i++)
		unit = ub_i128_mul64((int64_t)unit.lo, 10);
	if (digits == 0)
		ub_buf_int(b, v);
	else
		ub_buf_add(b, dst,
		    ub_ratio_print(dst, ub_i128_of(v), unit, 1, digits));
}

static bool
add_to(int64_t *sum, int64_t v)
{
	if (v > 0 ? *sum > INT64_MAX - v : *sum < INT64_MIN - v)
		return false;
	*sum += v;
	return true;
}

/* Without a sign it cannot be too far. */
static double
apart(int64_t a, int64_t b)
{
	return (double)(a > b ? (uint64_t)a - (uint64_t)b
			      : (uint64_t)b - (uint64_t)a);
}

static void
check_sum(struct ub_auditing *u, const struct ub_audit_sum *s)
{
	const struct ub_audited *t = u->t;
	size_t ncol = t->t->ncol, col = s->total % ncol, i;
	int digits = t->digits == NULL ? 0 : t->digits[col];
	struct ub_buf text = { 0 };
	int64_t total, sum = 0, v;
	bool far = false; /* beyond all numbers */

	if (s->total / ncol < t->printed)
		u->a->sums++;
	if (ub_audited_value(t, s->total, &total) != UB_KNOWN)
		return;
	for (i = 0; i < s->n; i++) {
		if (ub_audited_value(t, t->part[s->first + i], &v) != UB_KNOWN)
			return;
		if (!add_to(&sum, v))
			far = true;
	}
	if (!far &&
	    (apart(sum, total) <= s->slack || (s->at_least && sum < total)))
		return;
	ub_buf_puts(&text, "the total is ");
	put_number(&text, total, digits);
	ub_buf_printf(&text, ", its %zu parts make ", s->n);
	if (far)
		ub_buf_puts(&text, "what is beyond all numbers");
	else
		put_number(&text, sum, digits);
	if (s->slack > 0.25)
		ub_buf_puts(&text, ", which is beyond rounding");
	ub_auditing_find(u, UB_FIND_SUM, s->total / ncol, col, &text);
}

void
ub_auditing_sums(struct ub_auditing *u)
{
	size_t i;

	for (i = 0; i < u->t->nsum; i++)
		check_sum(u, &u->t->sum[i]);
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

/* A per cent as others print it: the figure halfway may go either way. */
static bool
percent_is(
    struct ub_slice f, const struct ub_audit_ratio *r, int64_t k, int64_t n)
{
	double x, unit = pow(10, -r->digits), is = r->units * (double)k;

	is /= (double)n;
	return ub_real_parse(f.s, f.len, &x) &&
	       fabs(x - is) <= 0.5 * unit + 1e-9 + fabs(is) * 1e-12;
}

static void
shown_of_hidden(struct ub_auditing *u, const struct ub_audit_ratio *r)
{
	const struct ub_published *t = u->t->t;
	struct ub_buf text = { 0 };

	ub_buf_puts(&text, "shown, while its numerator or its base is hidden");
	ub_auditing_find(
	    u, UB_FIND_OPEN, r->x / t->ncol, r->x % t->ncol, &text);
	if (u->told != NULL)
		u->told[u->base[u->at] + r->k] = true;
	if (u->told != NULL)
		u->told[u->base[u->at] + r->n] = true;
}

static void
check_share(struct ub_auditing *u, const struct ub_audit_ratio *r)
{
	const struct ub_published *t = u->t->t;
	struct ub_slice f = t->cell[r->x];
	char dst[UB_DEC_MAX];
	struct ub_buf text = { 0 };
	enum ub_known ks, ns;
	int64_t k, n;

	if (ub_missing(f) != 0)
		return;
	ks = ub_audited_value(u->t, r->k, &k);
	ns = ub_audited_value(u->t, r->n, &n);
	/* of printed tables the programs say how much is left open */
	if ((ks == UB_SECRET || ns == UB_SECRET) && !r->checked) {
		shown_of_hidden(u, r);
		return;
	}
	if (ks != UB_KNOWN || ns != UB_KNOWN || n <= 0)
		return;
	u->a->shares++;
	if (r->checked ? percent_is(f, r, k, n)
		       : k <= n && (u->t->off != 0 || share_is(f, k, n)))
		return;
	if (!r->checked) {
		ub_buf_printf(&text, "the share is not %lld of %lld",
		    (long long)k, (long long)n);
	} else {
		ub_buf_printf(&text, "%.*s is not %lld of %lld: that is ",
		    (int)(f.len < 24 ? f.len : 24), f.s, (long long)k,
		    (long long)n);
		ub_buf_add(&text, dst,
		    ub_ratio_print(dst, ub_i128_of(k), ub_i128_of(n),
			(unsigned)r->units, r->digits > 9 ? 9 : r->digits));
	}
	ub_auditing_find(
	    u, UB_FIND_SHARE, r->x / t->ncol, r->x % t->ncol, &text);
}

void
ub_auditing_shares(struct ub_auditing *u)
{
	size_t i;

	for (i = 0; i < u->t->nratio; i++)
		check_share(u, &u->t->ratio[i]);
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

/* Units of the last decimal; false when there are too many. */
static bool
take_units(struct ub_i128 nano, int digits, struct ub_percent *p)
{
	int64_t scale = UB_NANO;
	int i;

	for (i = 0; i < digits; i++)
		scale /= 10;
	p->digits = digits;
	if (digits > UB_PERCENT_DIGITS || nano.hi != 0 ||
	    nano.lo / (uint64_t)scale > (uint64_t)UB_MEAN_UNITS)
		return false;
	p->units = (int64_t)(nano.lo / (uint64_t)scale);
	return true;
}

/* The cell as units of its column's last decimal; false when it is none. */
static bool
take_percent(const struct ub_auditing *u, size_t row, size_t col, int digits,
    struct ub_percent *p)
{
	struct ub_slice f = ub_published_cell(u->t->t, row, col);
	struct ub_i128 nano;

	p->mean = u->ask->means;
	return ub_missing(f) == 0 && ub_dec_parse(f.s, f.len, &nano) &&
	       take_units(nano, digits, p);
}

enum { BASES_TRIED = 1000000 }; /* below, and as many above */

/* Bases that fit, nearest first below and above n: what may have been meant. */
static void
put_bases(struct ub_buf *b, const struct ub_percent *p, size_t m, int64_t n,
    bool parts)
{
	int64_t below[3], d, to = n > BASES_TRIED ? n - BASES_TRIED : 1;
	size_t k = 0;

	for (d = n - 1; d >= to && k < 3; d--)
		if (ub_percents_fit(p, m, d, parts))
			below[k++] = d;
	if (k == 0 && to == 1)
		ub_buf_puts(b, "; no smaller base gives it either");
	else if (k == 0)
		ub_buf_printf(
		    b, "; no base down to %lld gives it either", (long long)to);
	else
		ub_buf_puts(b, "; of the smaller bases it can be");
	for (d = 0; d < (int64_t)k; d++)
		ub_buf_printf(
		    b, "%s %lld", d > 0 ? "," : "", (long long)below[d]);
	to = n > BASES_TRIED ? n + BASES_TRIED : 2 * n + 100;
	for (d = n + 1; d <= to; d++) {
		if (ub_percents_fit(p, m, d, parts)) {
			ub_buf_printf(
			    b, "; of the larger ones %lld", (long long)d);
			return;
		}
	}
}

/* Can m per cents be, of n?  Where not, false, and text says why, and which
 * bases would fit. */
static bool
can_be(struct ub_buf *text, const struct ub_percent *p, size_t m, int64_t n,
    bool parts)
{
	int64_t least, most;
	size_t i, alone = 0;

	if (ub_percents_fit(p, m, n, parts))
		return true;
	for (i = 0; i < m; i++)
		alone += !ub_percent_range(p[i], n, &least, &most);
	if (alone > 0)
		ub_buf_printf(text,
		    p->mean ? "no %lld whole numbers have %zu of the %zu means"
			    : "no whole number of %lld gives %zu of the %zu "
			      "per cents",
		    (long long)n, alone, m);
	else
		ub_buf_printf(text,
		    "no whole numbers that make %lld give these per cents",
		    (long long)n);
	put_bases(text, p, m, n, parts);
	return false;
}

static void
check_percent_row(struct ub_auditing *u, size_t row, const struct ub_percent *p,
    size_t m, int64_t n)
{
	struct ub_buf text = { 0 };

	if (n < 1 || n > UB_BASE_MAX)
		return;
	u->a->shares += m;
	if (!can_be(&text, p, m, n, u->ask->parts))
		ub_auditing_find(u, UB_FIND_PERCENT, row, UB_NOCOL, &text);
}

/* Each by a base of its own. */
static void
check_each(struct ub_auditing *u, size_t row, const int *digits)
{
	const struct ub_audit_ask *ask = u->ask;
	const struct ub_published *t = u->t->t;
	struct ub_buf text = { 0 };
	struct ub_percent p;
	int64_t n;
	size_t i;

	for (i = 0; i < ask->npercent; i++) {
		if (!take_percent(u, row, ask->percent[i], digits[i], &p) ||
		    !ub_published_count(t, row, ask->of[i], &n) || n < 1 ||
		    n > UB_BASE_MAX)
			continue;
		u->a->shares++;
		text = (struct ub_buf){ 0 };
		if (!can_be(&text, &p, 1, n, false))
			ub_auditing_find(
			    u, UB_FIND_PERCENT, row, ask->percent[i], &text);
	}
}

void
ub_auditing_percents(struct ub_auditing *u)
{
	const struct ub_audit_ask *ask = u->ask;
	const struct ub_published *t = u->t->t;
	struct ub_percent *p =
	    ub_xreallocarray(NULL, ask->npercent + 1, sizeof(*p));
	int *digits =
	    ub_xreallocarray(NULL, ask->npercent + 1, sizeof(*digits));
	int64_t n;
	size_t r, i, m;

	for (i = 0; i < ask->npercent; i++)
		digits[i] = column_digits(t, ask->percent[i]);
	for (r = 0; r < u->t->printed && ask->npercent > 0; r++) {
		for (i = m = 0; i < ask->npercent; i++)
			m += take_percent(
			    u, r, ask->percent[i], digits[i], &p[m]);
		if (ask->of != NULL) {
			check_each(u, r, digits);
			continue;
		}
		/* what is not there may be any part of the rest */
		if (m == 0 || (m < ask->npercent && ask->parts))
			continue;
		if (ub_published_count(t, r, ask->base, &n))
			check_percent_row(u, r, p, m, n);
	}
	free(p);
	free(digits);
}

/* "46", "46,5", "46.5 %". */
static bool
read_percent(const char *s, struct ub_percent *p)
{
	size_t len = strlen(s), i;
	struct ub_i128 nano;
	char dst[UB_DEC_MAX];
	int digits;

	while (!p->mean && len > 0 && (s[len - 1] == '%' || s[len - 1] == ' '))
		len--;
	if (len == 0 || len >= sizeof(dst))
		return false;
	for (i = 0; i < len; i++)
		dst[i] = s[i] == ',' ? '.' : s[i];
	digits = decimals((struct ub_slice){ dst, len });
	/* superfluous zeros tell how it was rounded */
	for (i = len; digits > 0 && dst[i - 1] == '0'; i--)
		;
	i -= digits > 0 && dst[i - 1] == '.';
	return ub_dec_parse(dst, i, &nano) && take_units(nano, digits, p) &&
	       (p->mean || nano.lo <= (uint64_t)(100 * UB_NANO));
}

enum ub_status
ub_audit_of(struct ub_audit *a, const char *const *percent, size_t n,
    int64_t of, const struct ub_audit_ask *ask, struct ub_err *e)
{
	struct ub_percent *p = ub_xcalloc(n + 1, sizeof(*p));
	enum ub_status st = UB_OK;
	struct ub_buf text = { 0 };
	char name[32];
	size_t i;

	for (i = 0; i < n && st == UB_OK; i++) {
		p[i].mean = ask->means;
		if (!read_percent(percent[i], &p[i]))
			st = ub_fail(e, UB_EUSAGE,
			    "%s: no %s with at most %d decimals", percent[i],
			    ask->means ? "mean, not below 0," : "per cent",
			    UB_PERCENT_DIGITS);
	}
	a->tables++;
	a->cells += n;
	a->shares += n;
	if (st == UB_OK && !can_be(&text, p, n, of, ask->parts)) {
		snprintf(name, sizeof(name), "n=%lld", (long long)of);
		ub_audit_find(a, UB_FIND_PERCENT, 0, name, "", "", text.s);
	}
	free(p);
	return st;
}
