/* lane.c - names over the records at hand; see plan.h. */
#include <limits.h>

#include "plan.h"

/* --- codes ----------------------------------------------------------------- */

/* The code of a reason; a few more than the usual ones can be. */
static uint16_t
reason_code(struct ub_plan *l, char miss)
{
	size_t i;

	for (i = 0; i < l->nreason; i++)
		if (l->reason[i] == miss)
			return (uint16_t)i;
	if (i == UB_REASONS)
		return UB_CODE_NONE;
	l->reason[l->nreason++] = miss;
	return (uint16_t)i;
}

/* The code of a text, new ones included. */
static uint16_t
text_code(struct ub_lane *v, struct ub_slice t)
{
	size_t i;

	for (i = 0; i < v->ntext; i++)
		if (ub_slice_eq(v->text[i], t))
			return (uint16_t)(UB_REASONS + i);
	if (i == UB_TEXTS)
		return UB_CODE_NONE;
	v->text[i] = (struct ub_slice){ ub_xstrndup(t.s, t.len), t.len };
	v->ntext++;
	return (uint16_t)(UB_REASONS + i);
}

uint16_t
ub_lane_code(struct ub_plan *l, size_t var, const struct ub_val *val)
{
	struct ub_lane *v = &l->lane[var];
	int64_t n, k;

	if (val->miss != 0)
		return reason_code(l, val->miss);
	switch (l->p->var[var].kind) {
	case UB_K_BOOL:
		return (uint16_t)(UB_REASONS + val->u.b);
	case UB_K_TEXT:
		return text_code(v, val->u.t);
	default:
		break;
	}
	n = l->p->var[var].kind == UB_K_DEC ? ub_num_of(val) : val->u.i;
	if (n < v->low || __builtin_sub_overflow(n, v->low, &k) ||
	    k % v->step != 0 ||
	    (k /= v->step) >= (int64_t)(v->ncode - UB_REASONS))
		return UB_CODE_NONE;
	return (uint16_t)(UB_REASONS + k);
}

void
ub_lane_load(struct ub_plan *l, size_t var, size_t r)
{
	const struct ub_lane *v = &l->lane[var];
	struct ub_val *to = &l->p->val[var];
	size_t code;

	switch (v->sort) {
	case UB_LANE_VAL:
		*to = v->val[r];
		return;
	case UB_LANE_NUM:
		if (v->num[r] < -UB_NUM_MAX) {
			to->miss = (char)(v->num[r] - UB_NUM_MISS);
			return;
		}
		to->miss = 0;
		to->u.d = ub_i128_of(v->num[r]);
		return;
	case UB_LANE_CODE:
		break;
	default:
		return;
	}
	code = v->code[r];
	if (code < UB_REASONS) {
		to->miss = l->reason[code];
		return;
	}
	to->miss = 0;
	code -= UB_REASONS;
	if (l->p->var[var].kind == UB_K_TEXT)
		to->u.t = v->text[code];
	else if (l->p->var[var].kind == UB_K_BOOL)
		to->u.b = code != 0;
	else if (l->p->var[var].kind == UB_K_DEC)
		to->u.d = ub_i128_of(v->low + (int64_t)code * v->step);
	else
		to->u.i = v->low + (int64_t)code;
}

/* --- items ----------------------------------------------------------------- */

/* An item by the function that reads any field. */
static enum ub_tried
read_any(struct ub_plan *l, size_t i, const struct ub_lot *lot, size_t r)
{
	struct ub_score_ref *f = &l->p->ref[i];
	struct ub_lane *v = &l->lane[f->var];
	struct ub_val *val = &l->p->val[f->var];
	struct ub_err e;

	if (ub_score_item_eval(l->p, f, lot->b, lot->from + r,
		lot->var + r * lot->stride, &e) != UB_OK)
		return UB_TRY_ALONE;
	if (v->sort == UB_LANE_VAL) {
		v->val[r] = *val;
		return UB_TRIED;
	}
	v->code[r] = ub_lane_code(l, f->var, val);
	if (v->code[r] != UB_CODE_NONE)
		return UB_TRIED;
	if (val->miss != 0)
		return UB_TRY_ALONE; /* of one reason too many */
	f->wide = true;
	return UB_TRY_AGAIN;
}

/* A whole number of two digits, or one that no item can be. */
static inline unsigned
two_digits(const char *s)
{
	unsigned a = (unsigned)(unsigned char)s[0] - '0';
	unsigned b = (unsigned)(unsigned char)s[1] - '0';

	return a - 1 <= 8 && b <= 9 ? a * 10 + b : UINT_MAX / 2;
}

static enum ub_tried
read_codes(struct ub_plan *l, size_t i, const struct ub_lot *lot)
{
	struct ub_score_ref *f = &l->p->ref[i];
	const struct ub_item *q = f->item;
	struct ub_lane *v = &l->lane[f->var];
	const uint16_t *parse = l->parse[i];
	size_t ncol = lot->b->ncol, r;
	const uint32_t *sep = lot->b->sep + lot->from * ncol + f->col;
	const char *base = lot->b->base + 1;
	/* of two digits: from low on, as many as there are codes */
	unsigned less = UB_REASONS - (unsigned)v->low, refused = 0;
	unsigned last =
	    q->kind == UB_K_INT && q->only == 0 ? (unsigned)v->ncode : 0;
	enum ub_tried t;

	for (r = 0; r < lot->n; r++, sep += ncol) {
		const char *s = base + sep[-1];
		ptrdiff_t len = base + sep[0] - s - 1;
		unsigned code = UB_CODE_EMPTY;

		if (len == 1)
			code = parse[(unsigned char)*s];
		else if (len != 0)
			code = len == 2 ? two_digits(s) + less : UB_CODE_NONE;
		v->code[r] = (uint16_t)code;
		refused += code == UB_CODE_R;
		if (len < 2 ? code != UB_CODE_NONE
			    : code >= UB_REASONS && code < last)
			continue;
		refused -= code == UB_CODE_R;
		if ((t = read_any(l, i, lot, r)) != UB_TRIED)
			return t;
	}
	f->refused += refused;
	return UB_TRIED;
}

/* A text that is one of those seen, most often the last one. */
static enum ub_tried
read_texts(struct ub_plan *l, size_t i, const struct ub_lot *lot)
{
	struct ub_score_ref *f = &l->p->ref[i];
	struct ub_lane *v = &l->lane[f->var];
	enum ub_tried t;
	size_t r, k;

	for (r = 0; r < lot->n; r++) {
		struct ub_slice s = ub_field(lot->b, lot->from + r, f->col);

		/* what is refused is never among them */
		for (k = 0; k < v->ntext && !ub_slice_eq(v->text[k], s); k++)
			;
		if (k < v->ntext)
			v->code[r] = (uint16_t)(UB_REASONS + k);
		else if ((t = read_any(l, i, lot, r)) != UB_TRIED)
			return t;
	}
	return UB_TRIED;
}

enum ub_tried
ub_lane_items(struct ub_plan *l, const struct ub_lot *lot)
{
	enum ub_tried t = UB_TRIED;
	size_t i, r;

	for (i = 0; i < l->p->nref && t == UB_TRIED; i++) {
		const struct ub_score_ref *f = &l->p->ref[i];

		if (f->col != UB_NOCOL && l->lane[f->var].sort == UB_LANE_CODE)
			t = f->item->kind == UB_K_TEXT ? read_texts(l, i, lot)
						       : read_codes(l, i, lot);
		else
			for (r = 0; r < lot->n && t == UB_TRIED; r++)
				t = read_any(l, i, lot, r);
	}
	return t;
}

/* --- sums ------------------------------------------------------------------ */

/* The codes of all terms added, and the least of each record's. */
static void
add_codes(const struct ub_plan *l, const struct ub_score_made *m,
    uint16_t *restrict sum, uint16_t *restrict least)
{
	size_t i, r;

	memset(sum, 0, UB_LANES * sizeof(*sum));
	for (r = 0; r < UB_LANES; r++)
		least[r] = UB_REASONS;
	for (i = 0; i < m->nterm; i++) {
		const uint16_t *code = l->lane[m->term[i]].code;

		for (r = 0; r < UB_LANES; r++) {
			sum[r] = (uint16_t)(sum[r] + code[r]);
			least[r] = code[r] < least[r] ? code[r] : least[r];
		}
	}
}

int64_t
ub_num_of(const struct ub_val *v)
{
	struct ub_i128 d = v->u.d;
	int64_t n = (int64_t)d.lo;

	if (v->miss != 0)
		return UB_NUM_MISS + v->miss;
	return d.hi == (n < 0 ? -1 : 0) && n <= UB_NUM_MAX && n >= -UB_NUM_MAX
		   ? n
		   : UB_NUM_NEW;
}

/* The sum at record r by the function that knows the rule for what is missing. */
static enum ub_tried
sum_any(
    struct ub_plan *l, struct ub_planned *m, const struct ub_lot *lot, size_t r)
{
	struct ub_lane *v = &l->lane[m->m.var];
	const struct ub_val *val = &l->p->val[m->m.var];
	struct ub_err e;

	for (size_t i = 0; i < m->m.nterm; i++)
		ub_lane_load(l, m->m.term[i], r);
	if (ub_score_made_eval(&m->m, l->p, lot->b, lot->from + r, &e) != UB_OK)
		return UB_TRY_ALONE;
	if (m->way == UB_WAY_MEAN) {
		v->num[r] = ub_num_of(val);
		if (v->num[r] != UB_NUM_NEW)
			return UB_TRIED;
	} else {
		v->code[r] = ub_lane_code(l, m->m.var, val);
		if (v->code[r] != UB_CODE_NONE)
			return UB_TRIED;
	}
	if (m->real == NULL || val->miss != 0)
		return UB_TRY_ALONE;
	m->real->wide = true;
	return UB_TRY_AGAIN;
}

enum ub_tried
ub_lane_sum(struct ub_plan *l, struct ub_planned *m, const struct ub_lot *lot)
{
	struct ub_lane *v = &l->lane[m->m.var];
	uint16_t sum[UB_LANES], least[UB_LANES];
	uint16_t less = (uint16_t)(m->m.nterm * UB_REASONS);
	enum ub_tried t;
	size_t r;

	add_codes(l, &m->m, sum, least);
	for (r = 0; r < lot->n; r++) {
		sum[r] = (uint16_t)(sum[r] - less);
		if (least[r] == UB_REASONS && m->way == UB_WAY_SUM) {
			v->code[r] = (uint16_t)(sum[r] + UB_REASONS);
			continue;
		}
		if (least[r] == UB_REASONS && m->mean[sum[r]] != UB_NUM_NEW) {
			v->num[r] = m->mean[sum[r]];
			continue;
		}
		if ((t = sum_any(l, m, lot, r)) != UB_TRIED)
			return t;
		if (least[r] == UB_REASONS)
			m->mean[sum[r]] = v->num[r];
	}
	return UB_TRIED;
}
