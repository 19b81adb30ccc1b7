/*
 * split.c - an expression taken apart, for whoever computes many records at
 * once: names of known value settled, sums of names cut out, and the terms of a
 * sum one by one.
 */
#include "node.h"

/* Can it divide by zero, which is counted at each record? */
static bool
may_divide_by_zero(const struct ub_node *n)
{
	static const struct ub_val zero;

	return (n->op == UB_OP_DIV || n->op == UB_OP_MOD) &&
	       (n->kid[1]->op != UB_OP_CONST || n->kid[1]->val.miss != 0 ||
		   ub_val_cmp(n->kid[1]->kind, &n->kid[1]->val, &zero) == 0);
}

static bool
is_steady(const struct ub_node *n)
{
	if (n->moves || n->op == UB_OP_COL || may_divide_by_zero(n) ||
	    (n->op == UB_OP_CALL && n->nkid == 0)) /* extracted() */
		return false;
	for (size_t i = 0; i < n->nkid; i++)
		if (!is_steady(n->kid[i]))
			return false;
	return true;
}

static bool
names(const struct ub_node *n, size_t var)
{
	if (n->op == UB_OP_VAR && n->index == var)
		return true;
	for (size_t i = 0; i < n->nkid; i++)
		if (names(n->kid[i], var))
			return true;
	return false;
}

bool
ub_expr_is_steady(const struct ub_expr *x)
{
	return is_steady(x->root);
}

bool
ub_expr_names(const struct ub_expr *x, size_t var)
{
	return names(x->root, var);
}

/* --- names of known value ------------------------------------------------ */

struct known {
	struct ub_expr *x;
	const bool *is;
	const struct ub_val *val;
};

static void
become(struct ub_node *n, const struct ub_val *v)
{
	struct ub_val own = *v;

	if (n->kind == UB_K_TEXT && v->miss == 0) {
		struct ub_buf b = { 0 };

		ub_buf_add(&b, v->u.t.s, v->u.t.len);
		ub_buf_free(&n->buf[0]);
		n->buf[0] = b;
		own.u.t.s = b.s;
	}
	ub_node_const(n, &own);
}

static void
become_bool(struct ub_node *n, bool b)
{
	struct ub_val v = { 0 };

	v.u.b = b;
	ub_node_const(n, &v);
}

/* Of this node no record is an error. */
static bool
never_fails(const struct ub_node *n)
{
	switch (n->op) {
	case UB_OP_CONST:
	case UB_OP_VAR:
	case UB_OP_CMP:
	case UB_OP_AND:
	case UB_OP_OR:
	case UB_OP_NOT:
	case UB_OP_BETWEEN:
	case UB_OP_IS:
	case UB_OP_TODEC:
		break;
	default:
		return false;
	}
	for (size_t i = 0; i < n->nkid; i++)
		if (!never_fails(n->kid[i]))
			return false;
	return true;
}

/* and, or: without what decides nothing; alone where it decides. */
static struct ub_node *
settle_logic(struct ub_node *n)
{
	bool decides = n->op == UB_OP_OR, safe = true;
	size_t i, k = 0;

	for (i = 0; i < n->nkid; i++) {
		struct ub_node *kid = n->kid[i];

		if (!ub_node_is_const(kid)) {
			safe = safe && never_fails(kid);
			n->kid[k++] = kid;
		} else if (kid->val.u.b == decides) {
			if (safe) {
				become_bool(n, decides);
				return n;
			}
			n->kid[k++] = kid;
			break;
		}
	}
	n->nkid = k;
	if (k == 0)
		become_bool(n, !decides);
	return k == 1 ? n->kid[0] : n;
}

static struct ub_node *
settle_if(struct ub_node *n)
{
	const struct ub_node *c = n->kid[0];

	if (c->op != UB_OP_CONST)
		return n;
	if (c->val.miss == 0)
		return n->kid[c->val.u.b ? 1 : 2];
	become(n, &c->val);
	return n;
}

/* case: without the branches that are never taken. */
static struct ub_node *
settle_case(struct ub_node *n)
{
	const struct ub_val none = { .miss = 'u' };
	size_t i, k = 0;

	for (i = 0; i + 1 < n->nkid; i += 2) {
		const struct ub_node *c = n->kid[i];

		if (c->op != UB_OP_CONST) {
			n->kid[k++] = n->kid[i];
			n->kid[k++] = n->kid[i + 1];
		} else if (c->val.miss == 0 && c->val.u.b) {
			i++;
			break;
		}
	}
	if (i < n->nkid)
		n->kid[k++] = n->kid[i];
	n->nkid = k;
	if (k == 0)
		become(n, &none);
	return k == 1 ? n->kid[0] : n;
}

static struct ub_node *
settle(const struct known *t, struct ub_node *n)
{
	struct ub_err e;

	if (n->op == UB_OP_VAR && t->is[n->index]) {
		become(n, &t->val[n->index]);
		return n;
	}
	for (size_t i = 0; i < n->nkid; i++)
		n->kid[i] = settle(t, n->kid[i]);
	if (n->op == UB_OP_AND || n->op == UB_OP_OR)
		return settle_logic(n);
	if (n->op == UB_OP_IF)
		return settle_if(n);
	if (n->op == UB_OP_CASE)
		return settle_case(n);
	/* what cannot be computed is left to fail at a record */
	(void)ub_name_fold(t->x, n, &e);
	return n;
}

void
ub_expr_settle(struct ub_expr *x, const bool *known, const struct ub_val *val)
{
	const struct known t = { x, known, val };

	x->root = settle(&t, x->root);
}

/* --- sums of names ------------------------------------------------------- */

struct cut {
	const bool *may;
	size_t var, max;
	size_t *term;
	size_t n;
};

static bool
is_sum(const struct ub_node *n)
{
	return n->kind == UB_K_INT &&
	       (n->op == UB_OP_ADD ||
		   (n->op == UB_OP_CALL && strcmp(n->func->name, "sum") == 0));
}

/* Is it a sum of nothing but names that may be? */
static bool
collect(struct cut *c, const struct ub_node *n)
{
	if (n->op == UB_OP_VAR && c->may[n->index] && c->n < c->max) {
		c->term[c->n++] = n->index;
		return true;
	}
	if (!is_sum(n))
		return false;
	for (size_t i = 0; i < n->nkid; i++)
		if (!collect(c, n->kid[i]))
			return false;
	return true;
}

static bool
cut(struct cut *c, struct ub_node *n)
{
	c->n = 0;
	if (is_sum(n) && collect(c, n) && c->n > 2) {
		n->op = UB_OP_VAR;
		n->index = c->var;
		n->nkid = 0;
		ub_eval_bind(n);
		return true;
	}
	for (size_t i = 0; i < n->nkid; i++)
		if (cut(c, n->kid[i]))
			return true;
	return false;
}

size_t
ub_expr_cut(
    struct ub_expr *x, const bool *may, size_t var, size_t *term, size_t max)
{
	struct cut c = { .may = may, .var = var, .max = max, .term = term };

	return cut(&c, x->root) ? c.n : 0;
}

/* --- terms --------------------------------------------------------------- */

struct split {
	struct ub_addend *term;
	size_t n, max;
};

static void
split(struct split *s, struct ub_node *n, bool minus)
{
	if (n->kind == UB_K_DEC && (n->op == UB_OP_ADD || n->op == UB_OP_SUB)) {
		split(s, n->kid[0], minus);
		split(s, n->kid[1], minus != (n->op == UB_OP_SUB));
		return;
	}
	if (s->n < s->max)
		s->term[s->n] = (struct ub_addend){ n, minus };
	s->n++;
}

size_t
ub_expr_addends(const struct ub_expr *x, struct ub_addend *term, size_t max)
{
	struct split s = { term, 0, max };

	split(&s, x->root, false);
	return s.n <= max ? s.n : 0;
}

bool
ub_addend_names(const struct ub_addend *t, size_t var)
{
	return names(t->node, var);
}

bool
ub_addend_is_steady(const struct ub_addend *t)
{
	return is_steady(t->node);
}

enum ub_status
ub_addend_eval(struct ub_expr *x, const struct ub_addend *t,
    const struct ub_batch *b, size_t rec, const struct ub_val *var,
    struct ub_val *out, struct ub_err *e)
{
	x->run.b = b;
	x->run.rec = rec;
	x->run.var = var;
	x->run.e = e;
	return ub_eval(&x->run, t->node, out);
}
