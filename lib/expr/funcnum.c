/* funcnum.c - functions on numbers and on lists. */
#include <math.h>

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

	if (n->kid[0]->kind == UB_K_INT)
		return ub_eval(r, n->kid[0], out);
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

	if (n->kid[0]->kind == UB_K_INT)
		return ub_eval(r, n->kid[0], out);
	if (!one(r, n, &a, out, &st))
		return st;
	return whole(r, n, ub_dec_floor(a.u.d), out);
}

static enum ub_status
ev_ceil(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val a;

	if (n->kid[0]->kind == UB_K_INT)
		return ub_eval(r, n->kid[0], out);
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

static enum ub_status
check_round(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	if (n->nkid == 2) {
		if (!ub_node_is_const(n->kid[1]) || n->kid[1]->val.u.i < 0 ||
		    n->kid[1]->val.u.i > 9)
			return ub_expr_fail(e, x->src, n->kid[1]->off,
			    "round() takes a number of decimals from 0 to 9");
		ub_check_todec(x, &n->kid[0]);
		n->kind = UB_K_DEC;
		n->type = UB_DEC;
	}
	return UB_OK;
}

const struct ub_func ub_func_num[] = {
	{ "abs", "n", UB_K_INT, check_numbers, ev_abs },
	{ "ceil", "n", UB_K_INT, NULL, ev_ceil },
	{ "count", "x+", UB_K_INT, NULL, ev_count },
	{ "floor", "n", UB_K_INT, NULL, ev_floor },
	{ "ln", "n", UB_K_DEC, check_decimals, ev_ln },
	{ "max", "x+", UB_K_INT, check_extreme, ev_max },
	{ "mean", "n+", UB_K_DEC, check_decimals, ev_mean },
	{ "min", "x+", UB_K_INT, check_extreme, ev_min },
	{ "round", "n|i", UB_K_INT, check_round, ev_round },
	{ "sqrt", "n", UB_K_DEC, check_decimals, ev_sqrt },
	{ "sum", "n+", UB_K_INT, check_numbers, ev_sum },
	{ NULL, NULL, UB_K_BOOL, NULL, NULL },
};
