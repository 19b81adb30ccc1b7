/* made.c - one formula of an instrument at one record; see part.h. */
#include "part.h"

#include "../base/num.h"

/* --- sums ---------------------------------------------------------------- */

struct tally {
	int64_t whole;       /* UB_K_INT */
	struct ub_i128 part; /* UB_K_DEC, in 10^-9 */
	size_t n;            /* terms that count, those taken for 0 too */
	char miss;           /* of those that do not */
};

/* The terms one by one; false on overflow. */
static bool
add_terms(const struct ub_score_made *m, const struct ub_val *val,
    const struct ub_var *var, struct tally *t)
{
	const struct ub_val *v;
	struct ub_i128 d;
	size_t i;

	*t = (struct tally){ .n = m->nterm };
	for (i = 0; i < m->nterm; i++) {
		v = &val[m->term[i]];
		if (v->miss != 0) {
			if (m->absent.how == UB_ABSENT_ZERO &&
			    ub_absent_is_zero(&m->absent, v->miss))
				continue;
			t->miss =
			    t->miss == 0 || t->miss == v->miss ? v->miss : 'u';
			t->n--;
			continue;
		}
		if (var[m->term[i]].kind == UB_K_INT) {
			if (__builtin_add_overflow(t->whole, v->u.i, &t->whole))
				return false;
		} else {
			d = v->u.d;
			if (!ub_i128_add(t->part, d, &t->part))
				return false;
		}
	}
	return true;
}

/* round(whole * n / k), halves away from zero. */
static bool
scale(int64_t whole, size_t n, size_t k, int64_t *out)
{
	int64_t num, den = (int64_t)k, half;

	if (__builtin_mul_overflow(whole, (int64_t)n, &num))
		return false;
	half = num < 0 ? -(den / 2) : den / 2;
	/* an odd divisor has no half */
	if (__builtin_add_overflow(num, half, &num))
		return false;
	*out = num / den;
	return true;
}

/* The sum of n terms of which t->n are there, or their mean. */
static bool
finish_dec(
    const struct ub_score_made *m, const struct tally *t, struct ub_val *out)
{
	struct ub_i128 sum, n;

	if (!ub_dec_of_int(t->whole, &sum) ||
	    !ub_i128_add(sum, t->part, &sum) || !ub_dec_fits(sum))
		return false;
	if (m->rule->sort == UB_FORMULA_SUM) {
		if (t->n == m->nterm) {
			out->u.d = sum;
			return true;
		}
		if (!ub_dec_mul(
			sum, ub_i128_mul64((int64_t)m->nterm, UB_NANO), &sum))
			return false;
	}
	n = ub_i128_mul64((int64_t)t->n, UB_NANO);
	return ub_dec_div(sum, n, &out->u.d);
}

static enum ub_status
eval_sum(struct ub_score_made *m, const struct ub_val *val,
    const struct ub_var *var, struct ub_val *out, struct ub_err *e)
{
	struct tally t;
	bool good = add_terms(m, val, var, &t);
	size_t gone = m->nterm - t.n;

	out->miss = 0;
	if (gone > 0 && m->absent.how == UB_ABSENT_REASON)
		out->miss = t.miss;
	else if (gone > 0 && (m->absent.how != UB_ABSENT_PRORATE ||
				 (int64_t)gone > m->absent.most))
		out->miss = 'u';
	else if (t.n == 0)
		out->miss = 'u';
	if (out->miss != 0)
		return UB_OK;
	if (m->kind == UB_K_DEC)
		good = good && finish_dec(m, &t, out);
	else if (gone == 0)
		out->u.i = t.whole;
	else
		good = good && scale(t.whole, m->nterm, t.n, &out->u.i);
	return good ? UB_OK
		    : ub_fail(e, UB_EDATA, "score %s: the result is too large",
			  m->rule->name);
}

/* --- zones --------------------------------------------------------------- */

static void
eval_zones(
    struct ub_score_made *m, const struct ub_val *val, struct ub_val *out)
{
	const struct ub_val *sum = &val[m->of];
	const struct ub_zone_row *row;
	const struct ub_zone *z;
	struct ub_zone_who who = {
		m->sex == UB_NOID ? NULL : &val[m->sex],
		m->age == UB_NOID ? NULL : &val[m->age],
		m->day == UB_NOID ? NULL : &val[m->day],
	};

	if ((out->miss = sum->miss) != 0)
		return;
	row = ub_zones_row(&m->zones, &who);
	z = row == NULL ? NULL : ub_zones_find(&m->zones, row, sum);
	if (z == NULL) {
		out->miss = 'u';
		m->nozone++;
		return;
	}
	out->u.t = z->code;
}

/* --- expressions --------------------------------------------------------- */

/* 0 in place of what is missing for a reason that counts as 0. */
static void
put_zero(struct ub_score_made *m, struct ub_val *val, const struct ub_var *var)
{
	for (size_t i = 0; i < m->nterm; i++) {
		struct ub_val *v = &val[m->term[i]];
		enum ub_kind kind = var[m->term[i]].kind;

		m->had[i] = *v;
		if (v->miss == 0 || !ub_absent_is_zero(&m->absent, v->miss) ||
		    (kind != UB_K_INT && kind != UB_K_DEC))
			continue;
		memset(v, 0, sizeof(*v));
	}
}

bool
ub_score_made_open(struct ub_score_made *m, struct ub_score_part *p)
{
	size_t i;

	if (m->absent.how == UB_ABSENT_ZERO)
		put_zero(m, p->val, p->var);
	for (i = 0; m->absent.how != UB_ABSENT_REASON && i < m->nterm; i++)
		if (p->val[m->term[i]].miss != 0)
			return false;
	return true;
}

void
ub_score_made_close(struct ub_score_made *m, struct ub_score_part *p)
{
	for (size_t i = 0; m->absent.how == UB_ABSENT_ZERO && i < m->nterm; i++)
		p->val[m->term[i]] = m->had[i];
}

static enum ub_status
eval_expr(struct ub_score_made *m, struct ub_score_part *p,
    const struct ub_batch *b, size_t rec, struct ub_val *out, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	if (m->absent.how == UB_ABSENT_REASON)
		return ub_expr_eval(m->x, b, rec, p->val, out, e);
	out->miss = 'u';
	if (ub_score_made_open(m, p))
		st = ub_expr_eval(m->x, b, rec, p->val, out, e);
	ub_score_made_close(m, p);
	return st;
}

static enum ub_status
eval(struct ub_score_made *m, struct ub_score_part *p, const struct ub_batch *b,
    size_t rec, struct ub_err *e)
{
	struct ub_val *out = &p->val[m->var];

	switch (m->rule->sort) {
	case UB_FORMULA_EXPR:
		return eval_expr(m, p, b, rec, out, e);
	case UB_FORMULA_ZONES:
		eval_zones(m, p->val, out);
		return UB_OK;
	default:
		return eval_sum(m, p->val, p->var, out, e);
	}
}

/* Which version a record is by: is it another one than before? */
static void
watch_version(struct ub_score_made *m, const struct ub_val *out)
{
	if (out->miss != 0 || m->broken)
		return;
	m->broken = m->seen.len > 0 && !ub_slice_eq(m->seen, out->u.t);
	m->seen = out->u.t;
}

enum ub_status
ub_score_made_eval(struct ub_score_made *m, struct ub_score_part *p,
    const struct ub_batch *b, size_t rec, struct ub_err *e)
{
	struct ub_val *out = &p->val[m->var];
	uint64_t nozone = m->nozone;
	size_t key = 0;
	enum ub_status st;

	if (m->memo.n > 0) {
		key = ub_memo_key(&m->memo, p->val);
		if (m->memo.known[key] != 0) {
			*out = m->memo.val[key];
			m->nozone += m->memo.known[key] >> 1;
			return UB_OK;
		}
	}
	st = eval(m, p, b, rec, e);
	if (st == UB_OK && m->memo.n > 0)
		ub_memo_put(&m->memo, key, m->kind, out,
		    m->nozone > nozone ? UB_MEMO_KNOWN | UB_MEMO_NOZONE
				       : UB_MEMO_KNOWN);
	if (st == UB_OK && m->rule->note != NULL)
		watch_version(m, out);
	return st;
}
