/* value.c - cells as fields; value.h. */
#include "value.h"

#include <math.h>
#include <string.h>

#include "../base/date.h"
#include "cluster.h"
#include "interval.h"
#include "missed.h"
#include "standard.h"
#include "weighted.h"

enum ub_type
ub_value_type(const struct ub_measure *m)
{
	if (m->func == UB_F_DISTINCT || ub_measure_pairs(m) || m->cc != NULL)
		return UB_TEXT; /* only counted */
	/* quotients have more decimals than a number is read with */
	if (m->func == UB_F_MODE &&
	    (m->in == UB_SHARE || m->in == UB_MEAN || m->in == UB_STAT))
		return UB_TEXT;
	if (m->kind == UB_K_TEXT || m->kind == UB_K_BOOL)
		return m->in;
	return m->kind == UB_K_INT    ? UB_INT
	       : m->kind == UB_K_DATE ? UB_DATE
				      : UB_DEC;
}

/* --- numbers as text -------------------------------------------------- */

/* Cut the zeros at the end of decimals, which are no canonical text. */
static size_t
cut_zeros(char *s, size_t len)
{
	bool point = memchr(s, '.', len) != NULL;

	while (point && s[len - 1] == '0')
		len--;
	if (point && s[len - 1] == '.')
		len--;
	if (len == 2 && s[0] == '-' && s[1] == '0') {
		s[0] = '0';
		len = 1;
	}
	return len;
}

static void
put_real(struct ub_buf *b, double v)
{
	char dst[UB_REAL_MAX];

	ub_buf_add(b, dst, ub_real_print(dst, v));
}

/* num / den, or rounded where that is asked for. */
static void
put_ratio(struct ub_buf *b, struct ub_i128 num, struct ub_i128 den, int digits)
{
	char dst[UB_DEC_MAX];
	size_t len = 0;

	if (digits >= 0)
		len = ub_ratio_print(dst, num, den, 1, digits);
	if (len > 0)
		ub_buf_add(b, dst, cut_zeros(dst, len));
	else
		put_real(b, ub_real_ratio(num, den));
}

/* num / den times per, in 256 bits. */
static void
put_wide(struct ub_buf *b, struct ub_i256 num, struct ub_i256 den, int64_t per,
    int digits)
{
	char dst[UB_DEC_MAX];
	size_t len = 0;

	if (digits >= 0)
		len = ub_ratio256_print(dst, num, den, (unsigned)per, digits);
	if (len > 0) {
		ub_buf_add(b, dst, cut_zeros(dst, len));
		return;
	}
	(void)ub_i256_scale(num, (uint64_t)per, &num); /* has room for it */
	put_real(b, ub_real_ratio256(num, den));
}

/* A root has no exact ratio to round: its nearest double is rounded. */
void
ub_value_put_real(struct ub_buf *b, double v, int digits)
{
	char dst[UB_REAL_MAX];
	struct ub_i128 nano;
	size_t len;

	len = ub_real_print(dst, v);
	if (digits >= 0) {
		const char *point = memchr(dst, '.', len);
		size_t whole = point ? (size_t)(point - dst) : len;

		/* nine decimals are enough to round at eight or fewer */
		if (len > whole + 10)
			len = cut_zeros(dst, whole + 10);
		if (ub_dec_parse(dst, len, &nano) &&
		    ub_dec_round(nano, digits, &nano))
			len = ub_dec_print(dst, nano);
	}
	ub_buf_add(b, dst, len);
}

/* What one is counted as. */
static int64_t
unit_of(enum ub_kind kind)
{
	return kind == UB_K_DEC ? UB_NANO : 1;
}

/* v in the unit of its kind, as a field of the measure's own type. */
static enum ub_status
put_exact(struct ub_buf *b, const struct ub_measure *m, struct ub_i128 v,
    struct ub_err *e)
{
	char dst[UB_DEC_MAX];
	int64_t i = (int64_t)v.lo;

	if (m->kind == UB_K_DATE) {
		ub_date_print(dst, (int32_t)i);
		ub_buf_add(b, dst, UB_DATE_LEN);
		return UB_OK;
	}
	if (m->kind == UB_K_INT && v.hi == (i < 0 ? -1 : 0)) {
		ub_buf_int(b, i);
		return UB_OK;
	}
	if (m->kind == UB_K_INT || !ub_dec_fits(v))
		return ub_fail(e, UB_EDATA, "measure %s: a sum does not fit %s",
		    m->name, m->kind == UB_K_INT ? "64 bits" : "dec");
	ub_buf_add(b, dst, ub_dec_print(dst, v));
	return UB_OK;
}

/* Sums and the like are exact, and rounded only where that is said of them. */
static struct ub_i128
rounded(const struct ub_measure *m, struct ub_i128 v)
{
	struct ub_i128 r;

	if (m->digits < 0 || m->kind != UB_K_DEC ||
	    !ub_dec_round(v, m->digits, &r))
		return v;
	return r;
}

/* --- measures --------------------------------------------------------- */

/* A measure's own rounding goes before the table's, in which a share's
 * decimals are those of its per cent and two more. */
static int
digits_of(const struct ub_measure *m, const struct ub_style *style)
{
	if (m->digits >= 0 || style->digits < 0)
		return m->digits;
	return style->digits + (m->type == UB_SHARE ? 2 : 0);
}

static void
put_mean(struct ub_buf *b, const struct ub_measure *m, const union ub_acc *acc,
    uint64_t n, int digits)
{
	struct ub_i128 den = ub_i128_mul64((int64_t)n, unit_of(m->kind));

	put_ratio(b, acc->v.sum, den, digits);
}

/* Products over weights: the unit of the weights is in both. */
static void
put_weighted(struct ub_buf *b, const struct ub_measure *m,
    const union ub_acc *acc, int digits)
{
	put_wide(b, acc[1].sq,
	    ub_i256_mul(acc[2].den, ub_i128_of(unit_of(m->kind))), 1, digits);
}

/* (sum / its unit) / (sum / its unit) times per */
static void
put_rate(struct ub_buf *b, const struct ub_measure *m, const union ub_acc *acc,
    int digits)
{
	put_wide(b, ub_i256_mul(acc->v.sum, ub_i128_of(unit_of(m->ykind))),
	    ub_i256_mul(acc[1].den, ub_i128_of(unit_of(m->kind))), m->per,
	    digits);
}

/* The variance: (n * sum of squares - square of sum) / (n * (n - 1)), in
 * units. */
static void
variance(const struct ub_measure *m, const union ub_acc *acc, uint64_t n,
    struct ub_i256 *num, struct ub_i256 *den)
{
	struct ub_i256 square = ub_i256_mul(acc->v.sum, acc->v.sum);
	int64_t unit = unit_of(m->kind);

	(void)ub_i256_scale(acc[1].sq, n, num);
	(void)ub_i256_sub(*num, square, num);
	*den = ub_i256_mul(ub_i128_mul64((int64_t)n, (int64_t)(n - 1)),
	    ub_i128_mul64(unit, unit));
}

static double
deviation(const struct ub_measure *m, const union ub_acc *acc, uint64_t n)
{
	struct ub_i256 num, den;

	variance(m, acc, n, &num, &den);
	return ub_real_sqrt_ratio(num, den);
}

static double
mean_of(const struct ub_measure *m, const union ub_acc *acc, uint64_t n)
{
	return ub_real_ratio(
	    acc->v.sum, ub_i128_mul64((int64_t)n, unit_of(m->kind)));
}

static void
put_spread(struct ub_buf *b, const struct ub_measure *m,
    const union ub_acc *acc, uint32_t cell, uint64_t n, int digits)
{
	struct ub_i256 num, den;
	double var;

	if (m->y != NULL) {
		if (!ub_weighted_variance(m, cell, &var))
			ub_missing_put(b, 'u');
		else
			ub_value_put_real(b,
			    m->func == UB_F_SD ? sqrt(var) : var,
			    digits < 0 ? UB_TEST_DIGITS : digits);
		return;
	}
	variance(m, acc, n, &num, &den);
	if (m->func == UB_F_SD)
		ub_value_put_real(b, ub_real_sqrt_ratio(num, den), digits);
	else
		put_wide(b, num, den, 1, digits);
}

/* Of dates the earlier of two middle ones.  An end without a value is .u. */
static enum ub_status
put_quantile(struct ub_buf *b, const struct ub_measure *m, uint32_t cell,
    uint64_t n, int digits, struct ub_err *e)
{
	struct ub_quantile q;
	struct ub_i128 num, den;

	if (m->y != NULL
		? !ub_weighted_quantile(m, cell, &q)
		: !ub_quantile_of(&m->tally, cell, n, m->p_nano, m->def, &q)) {
		ub_missing_put(b, 'u');
		return UB_OK;
	}
	if (m->kind == UB_K_DATE)
		return put_exact(b, m, q.lower, e);
	ub_quantile_ratio(&q, &num, &den);
	put_ratio(
	    b, num, ub_i128_mul64((int64_t)den.lo, unit_of(m->kind)), digits);
	return UB_OK;
}

static void
put_text(struct ub_buf *b, struct ub_slice s)
{
	ub_buf_add(b, s.s, s.len);
}

static enum ub_status
put_value(struct ub_buf *b, const struct ub_style *style,
    const struct ub_measure *m, const union ub_acc *acc, uint32_t cell,
    uint64_t n, struct ub_err *e)
{
	int digits = digits_of(m, style);

	switch (m->func) {
	case UB_F_SHARE:
		if (ub_measure_weighted(m)) {
			put_weighted(b, m, acc, digits);
			return UB_OK;
		}
		put_ratio(b, ub_i128_of((int64_t)acc->v.k),
		    ub_i128_of((int64_t)n), digits);
		return UB_OK;
	case UB_F_MEAN:
		if (ub_measure_weighted(m))
			put_weighted(b, m, acc, digits);
		else
			put_mean(b, m, acc, n, digits);
		return UB_OK;
	case UB_F_SD:
	case UB_F_VAR:
		put_spread(b, m, acc, cell, n, digits);
		return UB_OK;
	case UB_F_RATE:
		put_rate(b, m, acc, digits);
		return UB_OK;
	case UB_F_MEDIAN:
	case UB_F_QUANTILE:
		return put_quantile(b, m, cell, n, digits, e);
	case UB_F_TOP:
		if (n >= (uint64_t)m->per)
			return put_exact(b, m,
			    rounded(m, ub_tally_value(&m->tally, cell,
					   n + 1 - (uint64_t)m->per)),
			    e);
		ub_missing_put(b, 'u');
		return UB_OK;
	case UB_F_MODE:
		put_text(b, ub_tally_mode(&m->tally, ub_value_type(m), cell));
		return UB_OK;
	case UB_F_FIRST:
	case UB_F_LAST:
		put_text(b, ub_intern_text(&m->tally.val, acc->v.at.id1 - 1));
		return UB_OK;
	default:
		return put_exact(b, m, rounded(m, acc->v.sum), e);
	}
}

/* Is the sum of products from 0 to that of the weights? */
static bool
is_part(const union ub_acc *acc)
{
	struct ub_i256 rest;

	(void)ub_i256_sub(
	    ub_i256_mul(acc[2].den, ub_i128_of(1)), acc[1].sq, &rest);
	return ub_i256_sign(acc[1].sq) >= 0 && ub_i256_sign(rest) >= 0;
}

/* What it would be divided by, when that is a sum, is nothing. */
static bool
divides_by_zero(const struct ub_measure *m, const union ub_acc *acc)
{
	/* by weights below 0 a share would be none */
	if (ub_measure_weighted(m) && m->func == UB_F_SHARE)
		return ub_i128_sign(acc[2].den) <= 0 || !is_part(acc);
	if (ub_measure_weighted(m))
		return ub_i128_sign(acc[2].den) == 0;
	return m->func == UB_F_RATE && ub_i128_sign(acc[1].den) == 0;
}

/* More than, so that 20.0 per cent are shown where 20 are said. */
bool
ub_value_left_out(const struct ub_style *style, const struct ub_measure *m,
    uint64_t nrec, const union ub_acc *acc)
{
	uint64_t excused, lost;

	if (style->bortfall < 0 || !ub_measure_has_base(m))
		return false;
	excused = ub_measure_excused(m, acc);
	lost = acc->v.miss - excused;
	return ub_i128_cmp(ub_i128_mul64((int64_t)lost, 1000),
		   ub_i128_mul64((int64_t)(nrec - excused), style->bortfall)) >
	       0;
}

char
ub_value_why(const struct ub_style *style, const struct ub_measure *m,
    const union ub_acc *acc, uint64_t nrec, uint64_t n)
{
	if (acc != NULL && acc->v.hidden > 0)
		return 's';
	if (!ub_measure_has_base(m))
		return 0;
	if (ub_value_left_out(style, m, nrec, acc))
		return 'b';
	if (n < style->min_base)
		return 'l';
	if (n < (m->func == UB_F_SD || m->func == UB_F_VAR ? 2 : 1))
		return 'u';
	return divides_by_zero(m, acc) ? 'u' : 0;
}

static void
put_count(struct ub_buf *b, uint64_t v)
{
	ub_buf_uint(b, v);
	ub_buf_putc(b, '\t');
}

/* A count that gives back a value that is not shown, and for which reason. */
static void
put_closed(struct ub_buf *b, uint64_t v, char why)
{
	if (why != 's' && why != 'l') {
		put_count(b, v);
		return;
	}
	ub_missing_put(b, why);
	ub_buf_putc(b, '\t');
}

static void
put_kinds(struct ub_buf *b, const struct ub_measure *m, uint32_t cell)
{
	for (int k = 0; m->missed != NULL && k < UB_MISSED_KINDS; k++)
		if (ub_missed_occurs(m, k))
			put_count(b, ub_missed_count(m, cell, k));
}

void
ub_value_put_base(struct ub_buf *b, const struct ub_measure *m, uint32_t cell,
    uint64_t n, uint64_t lost)
{
	put_count(b, n);
	put_count(b, lost);
	put_kinds(b, m, cell);
}

/* Persons behind the numerator, and behind the rest. */
static void
put_persons(struct ub_buf *b, const struct ub_cells *c,
    const struct ub_measure *m, uint32_t cell, char why)
{
	unsigned rest = m->all || m->func == UB_F_COUNT
			    ? UB_MARK_FALSE | UB_MARK_MISSING
			    : UB_MARK_FALSE;

	if (m->mark == 0)
		return;
	put_closed(
	    b, ub_tally_marked(c->person, cell, m->mark, UB_MARK_TRUE), why);
	put_closed(b, ub_tally_marked(c->person, cell, m->mark, rest), why);
}

/* Both ends, rounded as the measure is. */
static void
put_ends(struct ub_buf *b, struct ub_interval i, int digits)
{
	ub_value_put_real(b, i.low, digits);
	ub_buf_putc(b, '\t');
	ub_value_put_real(b, i.high, digits);
	ub_buf_putc(b, '\t');
}

/*
 * Of clusters, and of a good part of all there are, a sample tells as much as
 * another number of records would: what its error says, and where the share
 * is 0 or 1 and has none, the number of clusters.
 */
static struct ub_interval
share_interval(const struct ub_style *style, const struct ub_measure *m,
    const union ub_acc *acc, uint64_t n, uint32_t cell)
{
	double level = style->level / 1000.0, size, df = 0, error;
	double p = (double)acc->v.k / (double)n;

	if (m->cc == NULL && style->sampled <= 0)
		return style->exact ? ub_interval_exact(acc->v.k, n, level)
				    : ub_interval_wilson(acc->v.k, n, level);
	size = (double)n / (1 - style->sampled);
	if (m->cc != NULL) {
		error = ub_cluster_error(m, cell);
		size = (double)ub_cluster_count(m, cell);
		df = size - 1;
		if (p > 0 && p < 1)
			size = p * (1 - p) / (error * error);
	}
	return ub_interval_effective(p, size, level, df, style->exact);
}

/* By the error of the linearised values; a share of 0 or 1, which has none, by
 * Kish's effective number, of what was not drawn.  NaN: none. */
static struct ub_interval
weighted_interval(
    const struct ub_style *style, const struct ub_measure *m, uint32_t cell)
{
	struct ub_interval none = { (double)NAN, (double)NAN };
	double level = style->level / 1000.0, mean, error, size;
	uint64_t n;

	if (!ub_weighted_error(m, cell, &mean, &error, &n, &size))
		return none;
	error *= sqrt(1 - style->sampled);
	if (m->func == UB_F_MEAN)
		return ub_interval_t(mean, error, (double)n - 1, level);
	size = mean > 0 && mean < 1 ? mean * (1 - mean) / (error * error)
				    : size / (1 - style->sampled);
	return ub_interval_effective(
	    mean, size, level, (double)n - 1, style->exact);
}

static struct ub_interval
mean_interval(const struct ub_style *style, const struct ub_measure *m,
    const union ub_acc *acc, uint64_t n, uint32_t cell)
{
	double level = style->level / 1000.0, mean = mean_of(m, acc, n);
	double error = deviation(m, acc, n) / sqrt((double)n);

	if (m->cc != NULL)
		return ub_interval_t(mean, ub_cluster_error(m, cell),
		    (double)ub_cluster_count(m, cell) - 1, level);
	return ub_interval_t(
	    mean, error * sqrt(1 - style->sampled), (double)n - 1, level);
}

double
ub_value_drawn(
    const struct ub_style *style, const struct ub_cells *c, uint32_t cell)
{
	if (c->population == NULL)
		return style->sampled;
	return c->population[cell] == 0 ? 0
					: (double)ub_cells_nrec(c, cell) /
					      (double)c->population[cell];
}

void
ub_value_put_response(struct ub_buf *b, const struct ub_style *style,
    const struct ub_cells *c, uint32_t cell)
{
	if (c->population[cell] == 0)
		ub_missing_put(b, 'u');
	else
		put_ratio(b,
		    ub_i128_mul64((int64_t)ub_cells_nrec(c, cell), 100),
		    ub_i128_of((int64_t)c->population[cell]), style->digits);
	ub_buf_putc(b, '\t');
}

static void
put_interval(struct ub_buf *b, const struct ub_style *style,
    const struct ub_measure *m, const union ub_acc *acc, uint64_t n,
    uint32_t cell, char why)
{
	bool weighted = ub_measure_weighted(m);
	struct ub_interval ends = { 0, 0 };
	int digits = digits_of(m, style);

	if (why == 0 && m->func == UB_F_MEAN && n < 2)
		why = 'u';
	if (why == 0 && m->cc != NULL && !weighted &&
	    ub_cluster_count(m, cell) < 2)
		why = 'u';
	if (why == 0 && weighted) {
		ends = weighted_interval(style, m, cell);
		why = isnan(ends.low) ? 'u' : '\0';
	}
	if (why != 0) {
		ub_missing_put(b, why);
		ub_buf_putc(b, '\t');
		ub_missing_put(b, why);
		ub_buf_putc(b, '\t');
	} else if (weighted) {
		put_ends(b, ends, digits);
	} else if (m->func == UB_F_SHARE) {
		put_ends(b, share_interval(style, m, acc, n, cell), digits);
	} else {
		put_ends(b, mean_interval(style, m, acc, n, cell), digits);
	}
}

static void
put_plain(struct ub_buf *b, const struct ub_cells *c,
    const struct ub_measure *m, const union ub_acc *acc, uint32_t cell)
{
	if (m->func == UB_F_N)
		put_count(b, ub_cells_nrec(c, cell));
	else if (m->func == UB_F_COUNT)
		put_count(b, acc->v.k);
	else
		put_count(b, ub_tally_distinct(&m->tally, cell));
}

/* The numerators and the bases of units, added up. */
static void
put_sums(struct ub_buf *b, const union ub_acc *acc, char why)
{
	put_closed(b, acc->v.sum.lo, why);
	put_closed(b, acc[1].den.lo, why);
}

enum ub_status
ub_value_put(struct ub_buf *b, const struct ub_style *style,
    const struct ub_cells *c, const struct ub_measure *m, uint32_t cell,
    struct ub_err *e)
{
	union ub_acc room;
	const union ub_acc *acc =
	    m->func == UB_F_N ? NULL : ub_cells_get(c, m, cell, &room);
	uint64_t lost = acc == NULL ? 0 : acc->v.miss, n;
	enum ub_status st;
	char why;

	n = ub_cells_nrec(c, cell);
	if (!m->all)
		n -= lost;
	why = ub_value_why(style, m, acc, ub_cells_nrec(c, cell), n);
	if (!ub_measure_has_base(m) && why == 0) {
		put_plain(b, c, m, acc, cell);
		put_persons(b, c, m, cell, 0);
		return UB_OK;
	}
	if (ub_function_is_test(m->func)) {
		ub_test_put(b, style, m, cell, n, lost);
		return UB_OK;
	}
	if (m->func == UB_F_STD) {
		ub_std_put(b, style, m, cell, n, lost);
		return UB_OK;
	}
	if (why != 0)
		ub_missing_put(b, why);
	else if ((st = put_value(b, style, m, acc, cell, n, e)) != UB_OK)
		return st;
	ub_buf_putc(b, '\t');
	if (!ub_measure_has_base(m)) {
		put_persons(b, c, m, cell, why);
		return UB_OK;
	}
	if (m->units == UB_UNITS_RATIO) {
		put_sums(b, acc, why);
		return UB_OK;
	}
	if (m->func == UB_F_SHARE)
		put_closed(b, acc->v.k, why);
	put_count(b, n);
	if (m->same == NULL)
		put_count(b, lost);
	put_persons(b, c, m, cell, why);
	put_kinds(b, m, cell);
	if (ub_style_has_interval(style, m)) {
		struct ub_style own = *style;

		own.sampled = ub_value_drawn(style, c, cell);
		put_interval(b, &own, m, acc, n, cell, why);
	}
	if (ub_style_has_p(style, m))
		ub_test_put_p(b, style, m, cell, why);
	return UB_OK;
}
