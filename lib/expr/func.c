/* func.c - the table of functions, and those on dates and numbers. */
#include <math.h>

#include "../base/date.h"
#include "node.h"

/* The first argument; false when it is missing (*st UB_OK) or failed. */
static bool
one(struct ub_run *r, struct ub_node *n, struct ub_val *a, struct ub_val *out,
    enum ub_status *st)
{
	*st = ub_eval(r, n->kid[0], a);
	out->miss = *st == UB_OK ? a->miss : 0;
	return *st == UB_OK && a->miss == 0;
}

/* The first two, in the same manner. */
static bool
two(struct ub_run *r, struct ub_node *n, struct ub_val *a, struct ub_val *b,
    struct ub_val *out, enum ub_status *st)
{
	if ((*st = ub_eval(r, n->kid[0], a)) != UB_OK ||
	    (*st = ub_eval(r, n->kid[1], b)) != UB_OK)
		return false;
	out->miss = ub_miss2(a->miss, b->miss);
	return out->miss == 0;
}

/* --- dates ------------------------------------------------------------- */

static enum ub_status
ev_year(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val v;
	int y, m, d;

	if (one(r, n, &v, out, &st)) {
		ub_date_civil(v.u.day, &y, &m, &d);
		out->u.i = y;
	}
	return st;
}

/* Months of a part of the year: 1, a quarter's 3 or a tertial's 4. */
static enum ub_status
part(struct ub_run *r, struct ub_node *n, int months, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val v;
	int y, m, d;

	if (one(r, n, &v, out, &st)) {
		ub_date_civil(v.u.day, &y, &m, &d);
		out->u.i = (m - 1) / months + 1;
	}
	return st;
}

static enum ub_status
ev_month(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	return part(r, n, 1, out);
}

static enum ub_status
ev_quarter(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	return part(r, n, 3, out);
}

static enum ub_status
ev_tertial(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	return part(r, n, 4, out);
}

static enum ub_status
ev_day(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val v;
	int y, m, d;

	if (one(r, n, &v, out, &st)) {
		ub_date_civil(v.u.day, &y, &m, &d);
		out->u.i = d;
	}
	return st;
}

static enum ub_status
ev_isoweek(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val v;
	int year;

	if (one(r, n, &v, out, &st))
		out->u.i = ub_date_isoweek(v.u.day, &year);
	return st;
}

static enum ub_status
ev_isoyear(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val v;
	int year;

	if (one(r, n, &v, out, &st)) {
		(void)ub_date_isoweek(v.u.day, &year);
		out->u.i = year;
	}
	return st;
}

static enum ub_status
ev_days(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val a, b;

	if (two(r, n, &a, &b, out, &st))
		out->u.i = (int64_t)b.u.day - a.u.day;
	return st;
}

static enum ub_status
ev_months(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val a, b;

	if (two(r, n, &a, &b, out, &st))
		out->u.i = ub_date_months(a.u.day, b.u.day);
	return st;
}

static enum ub_status
ev_age(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val a, b;

	if (two(r, n, &a, &b, out, &st))
		out->u.i = ub_date_age(a.u.day, b.u.day);
	return st;
}

/* --- rounding ---------------------------------------------------------- */

/* A decimal without fraction as an int: 18 digits always fit. */
static enum ub_status
whole(struct ub_run *r, const struct ub_node *n, struct ub_i128 nano,
    struct ub_val *out)
{
	char text[UB_DEC_MAX];
	size_t len;

	len = ub_dec_print(text, nano);
	if (!ub_int_parse(text, len, &out->u.i))
		return ub_eval_overflow(r, n);
	return UB_OK;
}

static enum ub_status
ev_round(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val a;
	struct ub_i128 nano;
	int digits = n->nkid == 2 ? (int)n->kid[1]->val.u.i : 0;

	if (!one(r, n, &a, out, &st))
		return st;
	if (!ub_dec_round(a.u.d, digits, &nano))
		return ub_eval_overflow(r, n);
	if (n->kind == UB_K_INT)
		return whole(r, n, nano, out);
	out->u.d = nano;
	return UB_OK;
}

static enum ub_status
ev_floor(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val a;

	if (!one(r, n, &a, out, &st))
		return st;
	return whole(r, n, ub_dec_floor(a.u.d), out);
}

static enum ub_status
ev_ceil(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val a;

	if (!one(r, n, &a, out, &st))
		return st;
	return whole(r, n, ub_dec_ceil(a.u.d), out);
}

static enum ub_status
ev_abs(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val a;

	if (!one(r, n, &a, out, &st))
		return st;
	*out = a;
	if (n->kind == UB_K_DEC)
		return ub_i128_sign(a.u.d) >= 0 || ub_i128_neg(a.u.d, &out->u.d)
			   ? UB_OK
			   : ub_eval_overflow(r, n);
	if (a.u.i < 0 && __builtin_sub_overflow((int64_t)0, a.u.i, &out->u.i))
		return ub_eval_overflow(r, n);
	return UB_OK;
}

/* --- lists ------------------------------------------------------------- */

/* The exact sum of all arguments, in units of 1 or 10^-9. */
static enum ub_status
add_up(struct ub_run *r, struct ub_node *n, struct ub_i128 *sum, char *miss)
{
	enum ub_status st;
	struct ub_val v;
	size_t i;

	*sum = ub_i128_of(0);
	*miss = 0;
	for (i = 0; i < n->nkid; i++) {
		if ((st = ub_eval(r, n->kid[i], &v)) != UB_OK)
			return st;
		*miss = ub_miss2(*miss, v.miss);
		if (v.miss != 0)
			continue;
		/* 2^16 arguments below 10^27 each cannot overflow */
		(void)ub_i128_add(*sum,
		    n->kid[i]->kind == UB_K_DEC ? v.u.d : ub_i128_of(v.u.i),
		    sum);
	}
	return UB_OK;
}

static enum ub_status
ev_sum(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	struct ub_i128 sum;
	enum ub_status st = add_up(r, n, &sum, &out->miss);

	if (st != UB_OK || out->miss != 0)
		return st;
	if (n->kind == UB_K_DEC) {
		out->u.d = sum;
		return ub_dec_fits(sum) ? UB_OK : ub_eval_overflow(r, n);
	}
	out->u.i = (int64_t)sum.lo;
	if (sum.hi != (out->u.i < 0 ? -1 : 0))
		return ub_eval_overflow(r, n);
	return UB_OK;
}

/* The arguments are decimals by then (check_mean). */
static enum ub_status
ev_mean(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	struct ub_i128 sum;
	enum ub_status st = add_up(r, n, &sum, &out->miss);

	if (st != UB_OK || out->miss != 0)
		return st;
	if (!ub_dec_div(
		sum, ub_i128_mul64((int64_t)n->nkid, UB_NANO), &out->u.d))
		return ub_eval_overflow(r, n);
	return UB_OK;
}

static enum ub_status
extreme(struct ub_run *r, struct ub_node *n, int sign, struct ub_val *out)
{
	struct ub_val best = { 0 }, v;
	enum ub_status st;
	char miss = 0;
	size_t i;

	for (i = 0; i < n->nkid; i++) {
		if ((st = ub_eval(r, n->kid[i], &v)) != UB_OK)
			return st;
		miss = ub_miss2(miss, v.miss);
		if (miss == 0 &&
		    (i == 0 || ub_val_cmp(n->kind, &v, &best) * sign > 0))
			best = v;
	}
	*out = best;
	out->miss = miss;
	return UB_OK;
}

static enum ub_status
ev_min(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	return extreme(r, n, -1, out);
}

static enum ub_status
ev_max(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	return extreme(r, n, 1, out);
}

static enum ub_status
ev_count(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val v;
	size_t i;

	out->miss = 0;
	out->u.i = 0;
	for (i = 0; i < n->nkid; i++) {
		if ((st = ub_eval(r, n->kid[i], &v)) != UB_OK)
			return st;
		out->u.i += v.miss == 0;
	}
	return UB_OK;
}

/* --- roots and logarithms ---------------------------------------------- */

/*
 * Exact: with x = v / 10^9 the result in 10^-9 is sqrt(v * 10^9), found bit
 * by bit as a whole number.  v < 10^27, so the product fits 128 bits and the
 * root 60.  A root is never halfway between two whole numbers.
 */
static struct ub_i128
root(struct ub_i128 v)
{
	struct ub_i256 wide = ub_i256_mul(v, ub_i128_of(UB_NANO));
	struct ub_i128 x = { wide.w[0], (int64_t)wide.w[1] }, rest;
	int64_t at = 0, bit;

	for (bit = INT64_C(1) << 60; bit != 0; bit >>= 1)
		if (ub_i128_cmp(ub_i128_mul64(at + bit, at + bit), x) <= 0)
			at += bit;
	(void)ub_i128_sub(x, ub_i128_mul64(at, at), &rest);
	if (ub_i128_cmp(rest, ub_i128_of(at)) > 0)
		at++;
	return ub_i128_of(at);
}

static enum ub_status
ev_sqrt(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val a;

	if (!one(r, n, &a, out, &st))
		return st;
	if (ub_i128_sign(a.u.d) < 0)
		out->miss = 'u';
	else
		out->u.d = root(a.u.d);
	return UB_OK;
}

/* |ln| of what a dec holds is below 42: a double has 14 digits left after
 * the point, of which 9 are kept. */
static enum ub_status
ev_ln(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val a;
	double v;

	if (!one(r, n, &a, out, &st))
		return st;
	if (ub_i128_sign(a.u.d) <= 0) {
		out->miss = 'u';
		return UB_OK;
	}
	v = log(ub_real_ratio(a.u.d, ub_i128_of(UB_NANO)));
	out->u.d = ub_i128_of((int64_t)llround(v * (double)UB_NANO));
	return UB_OK;
}

/* --- what the letters of the table cannot say -------------------------- */

/* The kind of a list of numbers: dec as soon as one of them is. */
static enum ub_status
check_numbers(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	bool dec = false;
	size_t i;

	(void)e;
	for (i = 0; i < n->nkid; i++)
		dec = dec || n->kid[i]->kind == UB_K_DEC;
	for (i = 0; i < n->nkid && dec; i++)
		ub_check_todec(x, &n->kid[i]);
	n->kind = dec ? UB_K_DEC : UB_K_INT;
	n->type = dec ? UB_DEC : UB_INT;
	return UB_OK;
}

static enum ub_status
check_decimals(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	size_t i;

	(void)e;
	for (i = 0; i < n->nkid; i++)
		ub_check_todec(x, &n->kid[i]);
	return UB_OK;
}

/* min and max: numbers, or dates. */
static enum ub_status
check_extreme(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	bool dates = n->kid[0]->kind == UB_K_DATE;
	size_t i;

	for (i = 0; i < n->nkid; i++) {
		if (n->kid[i]->kind == UB_K_TEXT ||
		    n->kid[i]->kind == UB_K_BOOL)
			return ub_expr_fail(e, x->src, n->kid[i]->off,
			    "%s() takes numbers or dates, not %s",
			    n->func->name, ub_check_noun(n->kid[i]));
		if ((n->kid[i]->kind == UB_K_DATE) != dates)
			return ub_expr_fail(e, x->src, n->kid[i]->off,
			    "%s() takes numbers or dates, not both",
			    n->func->name);
	}
	if (!dates)
		return check_numbers(x, n, e);
	n->kind = UB_K_DATE;
	n->type = UB_DATE;
	return UB_OK;
}

static bool
is_constant(const struct ub_node *n)
{
	return n->op == UB_OP_CONST && n->val.miss == 0;
}

static enum ub_status
check_round(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	if (n->nkid == 2) {
		if (!is_constant(n->kid[1]) || n->kid[1]->val.u.i < 0 ||
		    n->kid[1]->val.u.i > 9)
			return ub_expr_fail(e, x->src, n->kid[1]->off,
			    "round() takes a number of decimals from 0 to 9");
		n->kind = UB_K_DEC;
		n->type = UB_DEC;
	}
	ub_check_todec(x, &n->kid[0]);
	return UB_OK;
}

/* date("2015-01-01") or date(2015, 1, 1) */
static enum ub_status
check_date(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	size_t i;

	if (n->nkid == 2)
		return ub_expr_fail(e, x->src, n->off,
		    "date() takes a text, or year, month and day");
	for (i = 0; i < n->nkid; i++)
		if (n->kid[i]->kind != (n->nkid == 1 ? UB_K_TEXT : UB_K_INT))
			return ub_expr_fail(e, x->src, n->kid[i]->off,
			    "date() takes a text, or year, month and day, "
			    "not %s",
			    ub_check_noun(n->kid[i]));
	return UB_OK;
}

static enum ub_status
check_code(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	if (n->kid[0]->kind != UB_K_TEXT && n->kid[0]->kind != UB_K_INT)
		return ub_expr_fail(e, x->src, n->kid[0]->off,
		    "code() takes text or a whole number, not %s",
		    ub_check_noun(n->kid[0]));
	n->type = UB_CODE;
	return UB_OK;
}

static enum ub_status
check_band(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	size_t i;

	for (i = 1; i < n->nkid; i++) {
		if (!is_constant(n->kid[i]) || n->kid[i]->val.u.i == INT64_MIN)
			return ub_expr_fail(e, x->src, n->kid[i]->off,
			    "the limits of band() are plain numbers");
		if (i > 1 && n->kid[i]->val.u.i <= n->kid[i - 1]->val.u.i)
			return ub_expr_fail(e, x->src, n->kid[i]->off,
			    "the limits of band() rise");
	}
	ub_band_labels(n);
	return UB_OK;
}

/* --- the table --------------------------------------------------------- */

static const struct ub_func table[] = {
	{ "abs", "n", UB_K_INT, check_numbers, ev_abs },
	{ "age", "dd", UB_K_INT, NULL, ev_age },
	{ "band", "ii+", UB_K_TEXT, check_band, ub_ev_band },
	{ "ceil", "n", UB_K_INT, check_decimals, ev_ceil },
	{ "code", "x", UB_K_TEXT, check_code, ub_ev_text },
	{ "count", "x+", UB_K_INT, NULL, ev_count },
	{ "date", "x|xx", UB_K_DATE, check_date, ub_ev_date },
	{ "day", "d", UB_K_INT, NULL, ev_day },
	{ "days", "dd", UB_K_INT, NULL, ev_days },
	{ "floor", "n", UB_K_INT, check_decimals, ev_floor },
	{ "isoweek", "d", UB_K_INT, NULL, ev_isoweek },
	{ "isoyear", "d", UB_K_INT, NULL, ev_isoyear },
	{ "label", NULL, UB_K_TEXT, NULL, NULL },
	{ "lan", NULL, UB_K_TEXT, NULL, NULL },
	{ "len", "t", UB_K_INT, NULL, ub_ev_len },
	{ "ln", "n", UB_K_DEC, check_decimals, ev_ln },
	{ "lower", "t", UB_K_TEXT, NULL, ub_ev_lower },
	{ "max", "x+", UB_K_INT, check_extreme, ev_max },
	{ "mean", "n+", UB_K_DEC, check_decimals, ev_mean },
	{ "min", "x+", UB_K_INT, check_extreme, ev_min },
	{ "month", "d", UB_K_INT, NULL, ev_month },
	{ "months", "dd", UB_K_INT, NULL, ev_months },
	{ "num", "t", UB_K_DEC, NULL, ub_ev_num },
	{ "overlap", NULL, UB_K_INT, NULL, NULL },
	{ "pagar", NULL, UB_K_BOOL, NULL, NULL },
	{ "quarter", "d", UB_K_INT, NULL, ev_quarter },
	{ "replace", "ttt", UB_K_TEXT, NULL, ub_ev_replace },
	{ "round", "n|i", UB_K_INT, check_round, ev_round },
	{ "sqrt", "n", UB_K_DEC, check_decimals, ev_sqrt },
	{ "substr", "ti|i", UB_K_TEXT, NULL, ub_ev_substr },
	{ "sum", "n+", UB_K_INT, check_numbers, ev_sum },
	{ "tertial", "d", UB_K_INT, NULL, ev_tertial },
	{ "text", "x", UB_K_TEXT, NULL, ub_ev_text },
	{ "trim", "t", UB_K_TEXT, NULL, ub_ev_trim },
	{ "upper", "t", UB_K_TEXT, NULL, ub_ev_upper },
	{ "year", "d", UB_K_INT, NULL, ev_year },
};

enum { NFUNC = sizeof(table) / sizeof(table[0]) };

const struct ub_func *
ub_func_find(const char *s, size_t len)
{
	struct ub_slice name = { s, len };
	size_t i;

	for (i = 0; i < NFUNC; i++)
		if (ub_slice_is(name, table[i].name))
			return &table[i];
	return NULL;
}

const char *
ub_func_nearest(const char *s, size_t len)
{
	const char *name[NFUNC + 1];
	size_t i;

	for (i = 0; i < NFUNC; i++)
		name[i] = table[i].name;
	name[NFUNC] = "if";
	return ub_nearest(s, len, name, NFUNC + 1);
}
