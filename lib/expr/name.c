/* name.c - the leaves of a tree: what names, types and constants stand for. */
#include <stdlib.h>

#include "../base/unicode.h"
#include "node.h"

static const enum ub_type type_of_kind[] = {
	[UB_K_BOOL] = UB_BOOL,
	[UB_K_INT] = UB_INT,
	[UB_K_DEC] = UB_DEC,
	[UB_K_DATE] = UB_DATE,
	[UB_K_TEXT] = UB_TEXT,
};

static enum ub_kind
kind_of_type(enum ub_type t)
{
	switch (t) {
	case UB_INT:
	case UB_COUNT:
		return UB_K_INT;
	case UB_DEC:
	case UB_SHARE:
	case UB_MEAN:
	case UB_STAT:
		return UB_K_DEC;
	case UB_DATE:
		return UB_K_DATE;
	case UB_BOOL:
		return UB_K_BOOL;
	case UB_TEXT:
	case UB_CODE:
	case UB_ID:
		break;
	}
	return UB_K_TEXT;
}

const char *
ub_check_noun(const struct ub_node *n)
{
	switch (n->kind) {
	case UB_K_BOOL:
		return "a condition";
	case UB_K_INT:
		return "a whole number";
	case UB_K_DEC:
		return "a decimal number";
	case UB_K_DATE:
		return "a date";
	case UB_K_TEXT:
		break;
	}
	if (n->type == UB_CODE)
		return "a code";
	return n->type == UB_ID ? "an id" : "text";
}

void
ub_node_give(struct ub_node *n, enum ub_kind kind)
{
	n->kind = kind;
	n->type = type_of_kind[kind];
}

/* --- names ------------------------------------------------------------- */

/* What a name that is no column may have been meant for. */
static const char *
hint(const struct ub_node *n, struct ub_slice name)
{
	static const char *const missing[] = { "null", "na", "nan", "none",
		"nil", "missing", "empty", "saknas" };
	struct ub_buf b = { 0 };
	const char *s = "";
	size_t i;

	ub_lower(&b, name.s, name.len);
	for (i = 0; i < sizeof(missing) / sizeof(missing[0]); i++)
		if (b.len > 0 && strcmp(b.s, missing[i]) == 0)
			s = " (a missing value is asked for with is missing)";
	ub_buf_free(&b);
	if (*s != '\0')
		return s;
	if (ub_lex_is_word(name.s, name.len))
		return " (words of the language are written in lower case)";
	return n->compared ? " (text stands in double quotes)" : "";
}

static enum ub_status
no_name(struct ub_expr *x, const struct ub_node *n, struct ub_slice name,
    struct ub_err *e)
{
	const struct ub_legend *l = x->scope->legend;
	size_t ncol = l == NULL ? 0 : l->n, i;
	const char **names =
	    ub_xcalloc(ncol + x->scope->nvar + 1, sizeof(*names));
	int len = (int)(name.len > 64 ? 64 : name.len);
	const char *near;
	enum ub_status st;

	for (i = 0; i < ncol; i++)
		names[i] = l->col[i].name;
	for (i = 0; i < x->scope->nvar; i++)
		names[ncol + i] = x->scope->var[i].name;
	near = ub_nearest(name.s, name.len, names, ncol + x->scope->nvar);
	if (near != NULL)
		st = ub_expr_fail(e, x->src, n->off,
		    "no column %.*s; did you mean %s?%s", len, name.s, near,
		    n->compared ? " (text stands in double quotes)" : "");
	else
		st = ub_expr_fail(e, x->src, n->off, "no column %.*s%s", len,
		    name.s, hint(n, name));
	free(names);
	return st;
}

void
ub_name_var(struct ub_expr *x, struct ub_node *n, size_t var)
{
	n->op = UB_OP_VAR;
	n->index = var;
	n->kind = x->scope->var[var].kind;
	n->type = x->scope->var[var].type;
	x->has_var = true;
}

static bool
find_var(struct ub_expr *x, struct ub_node *n, struct ub_slice name)
{
	size_t i;

	for (i = 0; i < x->scope->nvar; i++) {
		if (!ub_slice_is(name, x->scope->var[i].name))
			continue;
		ub_name_var(x, n, i);
		return true;
	}
	return false;
}

void
ub_name_column(struct ub_expr *x, struct ub_node *n, size_t col)
{
	n->op = UB_OP_COL;
	n->index = col;
	n->type = x->scope->legend->col[col].type;
	n->kind = kind_of_type(n->type);
}

enum ub_status
ub_name_check(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	struct ub_buf b = { 0 };
	struct ub_slice name;
	enum ub_status st = UB_OK;
	size_t col = UB_NOCOL;

	ub_nfc(&b, x->src + n->word.off, n->word.len);
	ub_buf_add(&b, "", 0);
	name.s = b.s;
	name.len = b.len;
	if (x->scope->legend != NULL)
		col = ub_legend_find(x->scope->legend, name.s, name.len);
	if (col != UB_NOCOL)
		ub_name_column(x, n, col);
	else if (!find_var(x, n, name))
		st = no_name(x, n, name, e);
	if (st == UB_OK && n->op == UB_OP_COL)
		st = ub_expr_place(x, n, e);
	ub_buf_free(&b);
	return st;
}

/* --- constants --------------------------------------------------------- */

void
ub_node_const(struct ub_node *n, const struct ub_val *v)
{
	n->op = UB_OP_CONST;
	n->val = *v;
	n->nkid = 0;
	ub_eval_bind(n);
}

/* Compute now what depends on no record.  What divides by zero is left, so
 * that it is counted at each record. */
enum ub_status
ub_name_fold(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	struct ub_err why;
	struct ub_run r = { .x = x, .e = &why };
	struct ub_val v;
	size_t i;

	if (n->nkid == 0 || n->moves)
		return UB_OK;
	for (i = 0; i < n->nkid; i++)
		if (n->kid[i]->op != UB_OP_CONST)
			return UB_OK;
	if (ub_eval(&r, n, &v) != UB_OK)
		return ub_expr_fail(e, x->src, n->off, "%s", why.what);
	if (r.zerodiv > 0)
		return UB_OK;
	if (n->kind == UB_K_TEXT && v.miss == 0) {
		/* the bytes may be a kid's: keep a copy of our own */
		struct ub_buf own = { 0 };
		ub_buf_add(&own, v.u.t.s, v.u.t.len);
		ub_buf_free(&n->buf[0]);
		n->buf[0] = own;
		v.u.t.s = own.s;
	}
	ub_node_const(n, &v);
	return UB_OK;
}

static void
become_text(struct ub_node *n, const char *s, size_t len)
{
	struct ub_val v = { 0 };

	ub_buf_clear(&n->buf[0]);
	ub_escape(&n->buf[0], s, len);
	ub_buf_add(&n->buf[0], "", 0);
	v.u.t.s = n->buf[0].s;
	v.u.t.len = n->buf[0].len;
	ub_node_give(n, UB_K_TEXT);
	n->literal = true;
	ub_node_const(n, &v);
}

void
ub_name_text(struct ub_expr *x, struct ub_node *n)
{
	struct ub_buf b = { 0 };

	ub_lex_text(&b, NULL, x->src + n->word.off, n->word.len);
	become_text(n, b.s, b.len);
	ub_buf_free(&b);
}

void
ub_check_todec(struct ub_expr *x, struct ub_node **slot)
{
	struct ub_node *n = *slot, *up;

	if (n->kind != UB_K_INT)
		return;
	if (n->op == UB_OP_CONST) {
		n->val.u.d = ub_i128_mul64(n->val.u.i, UB_NANO);
		ub_node_give(n, UB_K_DEC);
		return;
	}
	up = ub_node_new(x, UB_OP_TODEC, n->off);
	ub_node_add(up, n);
	ub_node_give(up, UB_K_DEC);
	ub_eval_bind(up);
	*slot = up;
}
