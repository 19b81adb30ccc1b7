/* call.c - the calls of a tree: which function, and whether its arguments fit. */
#include <stdlib.h>

#include "../base/unicode.h"
#include "node.h"

/* What other languages have, and how it is said here. */
static const struct {
	const char *name, *hint;
} strangers[] = {
	{ "average", "did you mean mean()?" },
	{ "avg", "did you mean mean()?" },
	{ "ceiling", "did you mean ceil()?" },
	{ "coalesce", "write if(x is missing, y, x)" },
	{ "datediff", "did you mean days()?" },
	{ "ifelse", "did you mean if()?" },
	{ "iif", "did you mean if()?" },
	{ "is_null", "write x is missing" },
	{ "isna", "write x is missing" },
	{ "isnull", "write x is missing" },
	{ "lag", "did you mean prev()?" },
	{ "lead", "did you mean next()?" },
	{ "length", "did you mean len()?" },
	{ "log", "did you mean ln()?" },
	{ "match", "write x ~ \"pattern\"" },
	{ "now", "write the date, so that the answer is the same tomorrow" },
	{ "nvl", "write if(x is missing, y, x)" },
	{ "regexp", "write x ~ \"pattern\"" },
	{ "row_number", "did you mean seq()?" },
	{ "substring", "did you mean substr()?" },
	{ "to_date", "did you mean date()?" },
	{ "today", "write the date, so that the answer is the same tomorrow" },
	{ "tolower", "did you mean lower()?" },
	{ "toupper", "did you mean upper()?" },
	{ "week", "did you mean isoweek()?" },
};

static enum ub_status
no_function(struct ub_expr *x, const struct ub_node *n, struct ub_err *e)
{
	const char *s = x->src + n->word.off, *near;
	int len = (int)(n->word.len > 64 ? 64 : n->word.len);
	struct ub_buf b = { 0 };
	const char *hint = NULL;
	size_t i;

	ub_lower(&b, s, n->word.len);
	for (i = 0; i < sizeof(strangers) / sizeof(strangers[0]); i++)
		if (b.len > 0 && strcmp(b.s, strangers[i].name) == 0)
			hint = strangers[i].hint;
	ub_buf_free(&b);
	if (hint != NULL)
		return ub_expr_fail(
		    e, x->src, n->off, "no function %.*s(): %s", len, s, hint);
	near = ub_func_nearest(s, n->word.len);
	if (near != NULL)
		return ub_expr_fail(e, x->src, n->off,
		    "no function %.*s(); did you mean %s()?", len, s, near);
	return ub_expr_fail(e, x->src, n->off, "no function %.*s()", len, s);
}

static bool
fits(char letter, const struct ub_node *kid)
{
	switch (letter) {
	case 'd':
		return kid->kind == UB_K_DATE;
	case 'i':
		return kid->kind == UB_K_INT;
	case 'n':
		return ub_node_is_number(kid);
	case 't':
		return kid->kind == UB_K_TEXT;
	default:
		return true;
	}
}

static const char *
wants(char letter)
{
	switch (letter) {
	case 'd':
		return "a date";
	case 'i':
		return "a whole number";
	case 'n':
		return "a number";
	default:
		return "text";
	}
}

static enum ub_status
wrong_count(struct ub_expr *x, const struct ub_node *n, size_t least,
    size_t most, struct ub_err *e)
{
	const char *name = n->func->name;

	if (most == SIZE_MAX)
		return ub_expr_fail(e, x->src, n->off,
		    "%s() takes %zu argument%s or more, not %zu", name, least,
		    least == 1 ? "" : "s", n->nkid);
	if (least != most)
		return ub_expr_fail(e, x->src, n->off,
		    "%s() takes %zu or %zu arguments, not %zu", name, least,
		    most, n->nkid);
	return ub_expr_fail(e, x->src, n->off,
	    "%s() takes %zu argument%s, not %zu", name, least,
	    least == 1 ? "" : "s", n->nkid);
}

/* A column out of a range is named: the caret cannot show it. */
static enum ub_status
wrong_kind(struct ub_expr *x, const struct ub_node *n,
    const struct ub_node *kid, const char *want, struct ub_err *e)
{
	if (kid->word.len == 0 &&
	    (kid->op == UB_OP_COL || kid->op == UB_OP_VAR))
		return ub_expr_fail(e, x->src, kid->off,
		    "%s() takes %s, and %s is %s", n->func->name, want,
		    kid->op == UB_OP_COL
			? x->scope->legend->col[kid->index].name
			: x->scope->var[kid->index].name,
		    ub_check_noun(kid));
	return ub_expr_fail(e, x->src, kid->off, "%s() takes %s, not %s",
	    n->func->name, want, ub_check_noun(kid));
}

/* Arguments against the letters of the table. */
static enum ub_status
check_args(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	const char *a = n->func->args;
	size_t least = 0, most = 0, i;
	bool optional = false;
	char letter[8] = { 0 }, last = 'x';

	for (; *a != '\0'; a++) {
		if (*a == '|') {
			optional = true;
		} else if (*a == '+') {
			most = SIZE_MAX;
		} else {
			last = letter[most++] = *a;
			least += optional ? 0 : 1;
		}
	}
	if (n->nkid < least || n->nkid > most)
		return wrong_count(x, n, least, most, e);
	for (i = 0; i < n->nkid; i++) {
		char c = most == SIZE_MAX && i >= least ? last : letter[i];
		if (!fits(c, n->kid[i]))
			return wrong_kind(x, n, n->kid[i], wants(c), e);
	}
	return UB_OK;
}

enum ub_status
ub_call_check(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	enum ub_status st;

	n->func = ub_func_find(x->src + n->word.off, n->word.len);
	if (n->func == NULL)
		return no_function(x, n, e);
	if (strchr(n->func->args, '+') != NULL &&
	    (st = ub_columns_expand(x, n, e)) != UB_OK)
		return st;
	if ((st = check_args(x, n, e)) != UB_OK)
		return st;
	ub_node_give(n, n->func->kind);
	return n->func->check == NULL ? UB_OK : n->func->check(x, n, e);
}
