/* batch.c - a condition over all records of a batch: which loop tests what. */
#include "../base/date.h"
#include "node.h"

/* --- choosing ---------------------------------------------------------- */

/* year(column) */
static bool
is_year(const struct ub_node *n)
{
	return n->op == UB_OP_CALL && strcmp(n->func->name, "year") == 0 &&
	       n->kid[0]->op == UB_OP_COL;
}

/* "18 <= alder" as "alder >= 18" */
static void
column_first(struct ub_node *n)
{
	struct ub_node *t = n->kid[0];

	if (!ub_node_is_const(t))
		return;
	n->kid[0] = n->kid[1];
	n->kid[1] = t;
	n->mask = (n->mask & UB_CMP_EQ) |
		  (n->mask & UB_CMP_LT ? UB_CMP_GT : 0) |
		  (n->mask & UB_CMP_GT ? UB_CMP_LT : 0);
}

/* The least and the greatest of what the test compares for constant c. */
static void
ends(const struct ub_node *n, const struct ub_node *c, struct ub_i128 *lo,
    struct ub_i128 *hi)
{
	int y, m, d;

	if (is_year(n->kid[0])) {
		/* years of any size: clamp what no date can reach */
		int64_t v = c->val.u.i;
		v = v < -1 ? -1 : v > 20000 ? 20000 : v;
		*lo = ub_i128_of(v * 10000);
		*hi = ub_i128_of(v * 10000 + 9999);
		return;
	}
	if (c->kind == UB_K_DEC) {
		*lo = c->val.u.d;
	} else if (c->kind == UB_K_DATE) {
		ub_date_civil(c->val.u.day, &y, &m, &d);
		*lo = ub_i128_of((int64_t)y * 10000 + m * 100 + d);
	} else {
		*lo = ub_i128_of(c->val.u.i);
	}
	*hi = *lo;
}

/* Set n->lo, hi, outside from the comparison; false where a limit lies at the
 * end of 64 bits and has no neighbour. */
static bool
plan_range(struct ub_node *n)
{
	struct ub_i128 one = ub_i128_of(1), lo, hi;
	const struct ub_i128 most = { UINT64_MAX, INT64_MAX };
	const struct ub_i128 least = { 0, INT64_MIN };
	bool wide = n->kid[1]->kind == UB_K_DEC;
	struct ub_i128 top = wide ? most : ub_i128_of(INT64_MAX);
	struct ub_i128 bottom = wide ? least : ub_i128_of(INT64_MIN);

	ends(n, n->kid[1], &lo, &hi);
	n->outside = false;
	n->lo = lo;
	n->hi = hi;
	if (n->op == UB_OP_BETWEEN) {
		ends(n, n->kid[2], &lo, &n->hi);
		return true;
	}
	switch (n->mask) {
	case UB_CMP_EQ:
		return true;
	case UB_CMP_LT | UB_CMP_GT:
		n->outside = true;
		return true;
	case UB_CMP_LT | UB_CMP_EQ:
		n->lo = bottom;
		return true;
	case UB_CMP_GT | UB_CMP_EQ:
		n->hi = top;
		return true;
	case UB_CMP_LT:
		n->lo = bottom;
		return ub_i128_cmp(lo, bottom) > 0 &&
		       ub_i128_sub(lo, one, &n->hi);
	default:
		n->hi = top;
		return ub_i128_cmp(hi, top) < 0 && ub_i128_add(hi, one, &n->lo);
	}
}

static ub_test_fn *
plan_compare(struct ub_node *n)
{
	const struct ub_node *c;
	bool equal;

	if (n->op == UB_OP_CMP)
		column_first(n);
	c = n->kid[0];
	if (!ub_node_is_const(n->kid[1]) ||
	    (n->op == UB_OP_BETWEEN && !ub_node_is_const(n->kid[2])))
		return ub_test_any;
	if (is_year(c))
		return plan_range(n) ? ub_test_date : ub_test_any;
	if (c->op != UB_OP_COL)
		return ub_test_any;
	equal = n->op == UB_OP_CMP &&
		(n->mask == UB_CMP_EQ || n->mask == (UB_CMP_LT | UB_CMP_GT));
	if (c->kind == UB_K_TEXT)
		return equal ? ub_test_text_eq : ub_test_any;
	if (c->kind == UB_K_BOOL || !plan_range(n))
		return ub_test_any;
	return c->kind == UB_K_INT   ? ub_test_int
	       : c->kind == UB_K_DEC ? ub_test_dec
				     : ub_test_date;
}

static void
plan(struct ub_node *n)
{
	size_t i;

	n->test = ub_test_any;
	switch (n->op) {
	case UB_OP_AND:
	case UB_OP_OR:
	case UB_OP_NOT:
		for (i = 0; i < n->nkid; i++)
			plan(n->kid[i]);
		n->test = n->op == UB_OP_NOT ? ub_test_not : ub_test_logic;
		break;
	case UB_OP_CMP:
	case UB_OP_BETWEEN:
		n->test = plan_compare(n);
		break;
	case UB_OP_IN:
		if (n->set != NULL && n->kid[0]->op == UB_OP_COL &&
		    n->kid[0]->kind == UB_K_TEXT)
			n->test = ub_test_text_in;
		break;
	case UB_OP_IS:
		if (n->kid[0]->op == UB_OP_COL)
			n->test = ub_test_is;
		break;
	case UB_OP_COL:
		n->test = ub_test_bool;
		break;
	default:
		break;
	}
}

void
ub_batch_plan(struct ub_expr *x)
{
	if (x->root->kind == UB_K_BOOL)
		plan(x->root);
}

/* --- the way in -------------------------------------------------------- */

/* The failure that comes first in the stream, not first in our order of
 * work, so that the message does not depend on the size of batches. */
static enum ub_status
first_failure(struct ub_run *r, struct ub_node *n)
{
	struct ub_err other = *r->e;
	enum ub_status st;
	struct ub_val v;

	for (r->rec = 0; r->rec < r->b->n; r->rec++)
		if ((st = ub_eval(r, n, &v)) != UB_OK)
			return st;
	*r->e = other;
	return other.code;
}

enum ub_status
ub_expr_test(struct ub_expr *x, const struct ub_batch *b, uint8_t *truth,
    struct ub_err *e)
{
	enum ub_status st;
	size_t i;

	if (x->root->kind != UB_K_BOOL || x->has_var)
		return ub_fail(e, UB_EUSAGE, "not a condition on columns");
	if (b->n > x->cap) {
		x->every = ub_xreallocarray(x->every, b->n, sizeof(*x->every));
		x->cap = b->n;
		for (i = 0; i < b->n; i++)
			x->every[i] = (uint32_t)i;
	}
	x->run.b = b;
	x->run.e = e;
	st = x->root->test(&x->run, x->root, x->every, b->n, truth);
	return st == UB_OK ? UB_OK : first_failure(&x->run, x->root);
}
