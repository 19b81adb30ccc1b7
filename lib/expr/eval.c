/* eval.c - the operators of an expression, record by record; ubat-expr(7). */
#include "../base/date.h"
#include "node.h"

/* --- failures ---------------------------------------------------------- */

enum ub_status
ub_eval_fail(struct ub_run *r, const struct ub_node *n, const char *what)
{
	struct ub_err at;

	if (r->b == NULL) /* a constant */
		return ub_fail(r->e, UB_EUSAGE, "%s", what);
	(void)ub_expr_fail(&at, r->x->src, n->off, "%s", what);
	(void)ub_fail_at(
	    r->e, UB_EDATA, r->b->input, r->b->line + r->rec, "%s", what);
	memcpy(r->e->below, at.below, sizeof(r->e->below));
	return UB_EDATA;
}

enum ub_status
ub_eval_overflow(struct ub_run *r, const struct ub_node *n)
{
	return ub_eval_fail(r, n, "the result is too large for its type");
}

/* --- leaves ------------------------------------------------------------ */

static enum ub_status
ev_const(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	(void)r;
	*out = n->val;
	return UB_OK;
}

static enum ub_status
ev_var(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	*out = r->var[n->index];
	return UB_OK;
}

/* --- arithmetic -------------------------------------------------------- */

/* Both operands; out->miss when one of them is missing. */
static inline enum ub_status
two(struct ub_run *r, struct ub_node *n, struct ub_val *a, struct ub_val *b,
    struct ub_val *out)
{
	enum ub_status st = ub_eval(r, n->kid[0], a);

	if (st != UB_OK || (st = ub_eval(r, n->kid[1], b)) != UB_OK)
		return st;
	out->miss = ub_miss2(a->miss, b->miss);
	return UB_OK;
}

static void
by_zero(struct ub_run *r, struct ub_val *out)
{
	r->zerodiv++;
	out->miss = 'u';
}

static enum ub_status
ev_int(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	struct ub_val a, b;
	enum ub_status st = two(r, n, &a, &b, out);
	bool bad = false;

	if (st != UB_OK || out->miss != 0)
		return st;
	switch (n->op) {
	case UB_OP_ADD:
		bad = __builtin_add_overflow(a.u.i, b.u.i, &out->u.i);
		break;
	case UB_OP_SUB:
		bad = __builtin_sub_overflow(a.u.i, b.u.i, &out->u.i);
		break;
	case UB_OP_MUL:
		bad = __builtin_mul_overflow(a.u.i, b.u.i, &out->u.i);
		break;
	default: /* % ; by -1 apart: INT64_MIN % -1 traps */
		if (b.u.i == 0)
			by_zero(r, out);
		else
			out->u.i = b.u.i == -1 ? 0 : a.u.i % b.u.i;
		break;
	}
	return bad ? ub_eval_overflow(r, n) : UB_OK;
}

static enum ub_status
ev_dec(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	struct ub_val a, b;
	enum ub_status st = two(r, n, &a, &b, out);
	bool ok = true;

	if (st != UB_OK || out->miss != 0)
		return st;
	switch (n->op) {
	case UB_OP_ADD:
		ok = ub_i128_add(a.u.d, b.u.d, &out->u.d) &&
		     ub_dec_fits(out->u.d);
		break;
	case UB_OP_SUB:
		ok = ub_i128_sub(a.u.d, b.u.d, &out->u.d) &&
		     ub_dec_fits(out->u.d);
		break;
	case UB_OP_MUL:
		ok = ub_dec_mul(a.u.d, b.u.d, &out->u.d);
		break;
	default:
		if (ub_i128_sign(b.u.d) == 0)
			by_zero(r, out);
		else
			ok = ub_dec_div(a.u.d, b.u.d, &out->u.d);
		break;
	}
	return ok ? UB_OK : ub_eval_overflow(r, n);
}

/* date - date is days; date + int and date - int are dates. */
static enum ub_status
ev_day(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	struct ub_val a, b;
	enum ub_status st = two(r, n, &a, &b, out);
	int64_t day;

	if (st != UB_OK || out->miss != 0)
		return st;
	if (n->kind == UB_K_INT) {
		out->u.i = (int64_t)a.u.day - b.u.day;
		return UB_OK;
	}
	if (n->op == UB_OP_ADD
		? __builtin_add_overflow((int64_t)a.u.day, b.u.i, &day)
		: __builtin_sub_overflow((int64_t)a.u.day, b.u.i, &day))
		return ub_eval_overflow(r, n);
	if (day < UB_DATE_MIN || day > UB_DATE_MAX)
		return ub_eval_overflow(r, n);
	out->u.day = (int32_t)day;
	return UB_OK;
}

static enum ub_status
ev_neg(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	struct ub_val a;
	enum ub_status st = ub_eval(r, n->kid[0], &a);

	if (st != UB_OK || (out->miss = a.miss) != 0)
		return st;
	if (n->kind == UB_K_DEC)
		return ub_i128_neg(a.u.d, &out->u.d) ? UB_OK
						     : ub_eval_overflow(r, n);
	if (__builtin_sub_overflow((int64_t)0, a.u.i, &out->u.i))
		return ub_eval_overflow(r, n);
	return UB_OK;
}

static enum ub_status
ev_todec(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	struct ub_val a;
	enum ub_status st = ub_eval(r, n->kid[0], &a);

	if (st == UB_OK && (out->miss = a.miss) == 0)
		out->u.d = ub_i128_mul64(a.u.i, UB_NANO);
	return st;
}

/* --- comparison -------------------------------------------------------- */

static int
text_cmp(struct ub_slice a, struct ub_slice b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int c = n == 0 ? 0 : memcmp(a.s, b.s, n);

	return c != 0 ? c : (a.len > b.len) - (a.len < b.len);
}

int
ub_val_cmp(enum ub_kind kind, const struct ub_val *a, const struct ub_val *b)
{
	switch (kind) {
	case UB_K_BOOL:
		return (int)a->u.b - (int)b->u.b;
	case UB_K_INT:
		return (a->u.i > b->u.i) - (a->u.i < b->u.i);
	case UB_K_DEC:
		return ub_i128_cmp(a->u.d, b->u.d);
	case UB_K_DATE:
		return (a->u.day > b->u.day) - (a->u.day < b->u.day);
	case UB_K_TEXT:
		break;
	}
	return text_cmp(a->u.t, b->u.t);
}

static int
cmp_bit(int c)
{
	return c < 0 ? UB_CMP_LT : c == 0 ? UB_CMP_EQ : UB_CMP_GT;
}

static enum ub_status
ev_cmp(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	struct ub_val a, b;
	enum ub_status st = two(r, n, &a, &b, out);
	int c;

	if (st != UB_OK || out->miss != 0)
		return st;
	c = ub_val_cmp(n->kid[0]->kind, &a, &b);
	out->u.b = (n->mask & cmp_bit(c)) != 0;
	return UB_OK;
}

/* As low <= x and x <= high, with x looked at once. */
static enum ub_status
ev_between(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_kind kind = n->kid[0]->kind;
	struct ub_val v, end[2];
	enum ub_status st;
	int i;

	if ((st = ub_eval(r, n->kid[0], &v)) != UB_OK ||
	    (st = ub_eval(r, n->kid[1], &end[0])) != UB_OK ||
	    (st = ub_eval(r, n->kid[2], &end[1])) != UB_OK)
		return st;
	out->miss = 0;
	out->u.b = false;
	for (i = 0; i < 2; i++) {
		int c = v.miss != 0 || end[i].miss != 0
			    ? 0
			    : ub_val_cmp(kind, &v, &end[i]);
		if (i == 0 ? c < 0 : c > 0)
			return UB_OK;
	}
	out->u.b = true;
	out->miss = ub_miss2(v.miss, ub_miss2(end[0].miss, end[1].miss));
	return UB_OK;
}

static enum ub_status
ev_in(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	struct ub_val v, item;
	enum ub_status st = ub_eval(r, n->kid[0], &v);
	char miss = 0;
	size_t i;

	if (st != UB_OK || (out->miss = v.miss) != 0)
		return st;
	if (n->set != NULL) {
		out->u.b = ub_set_has(n, &v);
		return UB_OK;
	}
	out->u.b = false;
	for (i = 1; i < n->nkid && !out->u.b; i++) {
		if ((st = ub_eval(r, n->kid[i], &item)) != UB_OK)
			return st;
		if (item.miss != 0)
			miss = ub_miss2(miss, item.miss);
		else
			out->u.b = ub_val_cmp(n->kid[0]->kind, &v, &item) == 0;
	}
	out->miss = out->u.b ? 0 : miss;
	return UB_OK;
}

static enum ub_status
ev_is(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	struct ub_val v;
	enum ub_status st = ub_eval(r, n->kid[0], &v);

	if (st != UB_OK)
		return st;
	out->miss = 0;
	out->u.b = n->reason == 0 ? v.miss != 0 : v.miss == n->reason;
	return st;
}

/* --- logic ------------------------------------------------------------- */

/* Kleene: what decides (false for and, true for or) ends the look. */
static enum ub_status
ev_logic(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	bool decides = n->op == UB_OP_OR;
	enum ub_status st;
	struct ub_val v;
	char miss = 0;
	size_t i;

	for (i = 0; i < n->nkid; i++) {
		if ((st = ub_eval(r, n->kid[i], &v)) != UB_OK)
			return st;
		if (v.miss == 0 && v.u.b == decides) {
			out->miss = 0;
			out->u.b = decides;
			return UB_OK;
		}
		miss = ub_miss2(miss, v.miss);
	}
	out->miss = miss;
	out->u.b = !decides;
	return UB_OK;
}

static enum ub_status
ev_not(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st = ub_eval(r, n->kid[0], out);

	if (st == UB_OK && out->miss == 0)
		out->u.b = !out->u.b;
	return st;
}

static enum ub_status
ev_if(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	struct ub_val c;
	enum ub_status st = ub_eval(r, n->kid[0], &c);

	if (st != UB_OK || (out->miss = c.miss) != 0)
		return st;
	return ub_eval(r, n->kid[c.u.b ? 1 : 2], out);
}

static enum ub_status
ev_case(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	struct ub_val c;
	enum ub_status st;
	size_t i;

	for (i = 0; i + 1 < n->nkid; i += 2) {
		if ((st = ub_eval(r, n->kid[i], &c)) != UB_OK)
			return st;
		if (c.miss == 0 && c.u.b)
			return ub_eval(r, n->kid[i + 1], out);
	}
	if (i < n->nkid)
		return ub_eval(r, n->kid[i], out);
	out->miss = 'u';
	return UB_OK;
}

/* --- binding ----------------------------------------------------------- */

static void
bind_arith(struct ub_node *n)
{
	if (n->kid[0]->kind == UB_K_DATE)
		n->eval = ev_day;
	else
		n->eval = n->kind == UB_K_DEC ? ev_dec : ev_int;
}

void
ub_eval_bind(struct ub_node *n)
{
	switch (n->op) {
	case UB_OP_CONST:
		n->eval = ev_const;
		break;
	case UB_OP_COL:
		ub_field_bind(n);
		break;
	case UB_OP_VAR:
		n->eval = ev_var;
		break;
	case UB_OP_NEG:
		n->eval = ev_neg;
		break;
	case UB_OP_CMP:
		n->eval = ev_cmp;
		break;
	case UB_OP_AND:
	case UB_OP_OR:
		n->eval = ev_logic;
		break;
	case UB_OP_NOT:
		n->eval = ev_not;
		break;
	case UB_OP_IN:
		n->eval = ev_in;
		break;
	case UB_OP_BETWEEN:
		n->eval = ev_between;
		break;
	case UB_OP_LIKE:
		n->eval = ub_ev_like;
		break;
	case UB_OP_MATCH:
		n->eval = ub_ev_match;
		break;
	case UB_OP_IS:
		n->eval = ev_is;
		break;
	case UB_OP_IF:
		n->eval = ev_if;
		break;
	case UB_OP_CASE:
		n->eval = ev_case;
		break;
	case UB_OP_CALL:
		n->eval = n->func->eval;
		break;
	case UB_OP_TODEC:
		n->eval = ev_todec;
		break;
	default:
		bind_arith(n);
		break;
	}
}
