/* check.c - names and types of a tree, and its constants; ubat-expr(7). */
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

static bool
is_number(const struct ub_node *n)
{
	return n->kind == UB_K_INT || n->kind == UB_K_DEC;
}

static void
give(struct ub_node *n, enum ub_kind kind)
{
	n->kind = kind;
	n->type = type_of_kind[kind];
}

/* --- names ------------------------------------------------------------- */

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
		    "no column %.*s; did you mean %s?", len, name.s, near);
	else
		st = ub_expr_fail(
		    e, x->src, n->off, "no column %.*s", len, name.s);
	free(names);
	return st;
}

static bool
find_var(struct ub_expr *x, struct ub_node *n, struct ub_slice name)
{
	size_t i;

	for (i = 0; i < x->scope->nvar; i++) {
		if (!ub_slice_is(name, x->scope->var[i].name))
			continue;
		n->op = UB_OP_VAR;
		n->index = i;
		n->kind = x->scope->var[i].kind;
		n->type = x->scope->var[i].type;
		x->has_var = true;
		return true;
	}
	return false;
}

static void
become_column(struct ub_expr *x, struct ub_node *n, size_t col)
{
	n->op = UB_OP_COL;
	n->index = col;
	n->type = x->scope->legend->col[col].type;
	n->kind = kind_of_type(n->type);
}

static enum ub_status
check_name(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
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
		become_column(x, n, col);
	else if (!find_var(x, n, name))
		st = no_name(x, n, name, e);
	ub_buf_free(&b);
	return st;
}

/* --- constants --------------------------------------------------------- */

static void
set_const(struct ub_node *n, const struct ub_val *v)
{
	n->op = UB_OP_CONST;
	n->val = *v;
	n->nkid = 0;
	ub_eval_bind(n);
}

/* Compute now what depends on no record.  What divides by zero is left, so
 * that it is counted at each record. */
static enum ub_status
fold(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	struct ub_err why;
	struct ub_run r = { .x = x, .e = &why };
	struct ub_val v;
	size_t i;

	if (n->nkid == 0)
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
	set_const(n, &v);
	return UB_OK;
}

void
ub_node_text(struct ub_node *n, const char *s, size_t len)
{
	struct ub_val v = { 0 };

	ub_buf_clear(&n->buf[0]);
	ub_escape(&n->buf[0], s, len);
	ub_buf_add(&n->buf[0], "", 0);
	v.u.t.s = n->buf[0].s;
	v.u.t.len = n->buf[0].len;
	give(n, UB_K_TEXT);
	n->literal = true;
	set_const(n, &v);
}

static void
check_text(struct ub_expr *x, struct ub_node *n)
{
	struct ub_buf b = { 0 };

	ub_lex_text(&b, NULL, x->src + n->word.off, n->word.len);
	ub_node_text(n, b.s, b.len);
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
		give(n, UB_K_DEC);
		return;
	}
	up = ub_node_new(x, UB_OP_TODEC, n->off);
	ub_node_add(up, n);
	give(up, UB_K_DEC);
	ub_eval_bind(up);
	*slot = up;
}

/* --- operators --------------------------------------------------------- */

static enum ub_status
want_bool(struct ub_expr *x, const struct ub_node *n, const char *where,
    struct ub_err *e)
{
	if (n->kind == UB_K_BOOL)
		return UB_OK;
	return ub_expr_fail(e, x->src, n->off, "%s takes a condition, not %s",
	    where, ub_check_noun(n));
}

static enum ub_status
want_number(struct ub_expr *x, const struct ub_node *n, const char *where,
    struct ub_err *e)
{
	if (is_number(n))
		return UB_OK;
	return ub_expr_fail(e, x->src, n->off, "%s takes numbers, not %s",
	    where, ub_check_noun(n));
}

static enum ub_status
check_logic(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	const char *where = n->op == UB_OP_AND  ? "and"
			    : n->op == UB_OP_OR ? "or"
						: "not";
	enum ub_status st = UB_OK;
	size_t i;

	for (i = 0; i < n->nkid && st == UB_OK; i++)
		st = want_bool(x, n->kid[i], where, e);
	give(n, UB_K_BOOL);
	return st;
}

/* date + int, int + date, date - int, date - date */
static bool
check_day_sum(struct ub_node *n)
{
	struct ub_node *t;

	if (n->op == UB_OP_ADD && n->kid[0]->kind == UB_K_INT) {
		t = n->kid[0];
		n->kid[0] = n->kid[1];
		n->kid[1] = t;
	}
	if (n->kid[0]->kind != UB_K_DATE)
		return false;
	if (n->op == UB_OP_SUB && n->kid[1]->kind == UB_K_DATE) {
		give(n, UB_K_INT);
		return true;
	}
	give(n, UB_K_DATE);
	return n->kid[1]->kind == UB_K_INT;
}

static enum ub_status
check_arith(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	static const char *const sign[] = {
		[UB_OP_NEG] = "-",
		[UB_OP_ADD] = "+",
		[UB_OP_SUB] = "-",
		[UB_OP_MUL] = "*",
		[UB_OP_DIV] = "/",
		[UB_OP_MOD] = "%",
	};
	bool dec = n->op == UB_OP_DIV;
	enum ub_status st;
	size_t i;

	if ((n->op == UB_OP_ADD || n->op == UB_OP_SUB) &&
	    (n->kid[0]->kind == UB_K_DATE || n->kid[1]->kind == UB_K_DATE)) {
		if (check_day_sum(n))
			return UB_OK;
		return ub_expr_fail(
		    e, x->src, n->off, "to a date only whole days are added");
	}
	for (i = 0; i < n->nkid; i++) {
		if ((st = want_number(x, n->kid[i], sign[n->op], e)) != UB_OK)
			return st;
		dec = dec || n->kid[i]->kind == UB_K_DEC;
	}
	if (n->op == UB_OP_MOD && dec)
		return ub_expr_fail(
		    e, x->src, n->off, "%% takes whole numbers");
	for (i = 0; i < n->nkid && dec; i++)
		ub_check_todec(x, &n->kid[i]);
	give(n, dec ? UB_K_DEC : UB_K_INT);
	return UB_OK;
}

/* What to write instead, when a literal stands in the wrong dress. */
static const char *
compare_hint(const struct ub_node *a, const struct ub_node *b)
{
	if (a->kind != UB_K_TEXT && b->kind == UB_K_TEXT)
		return compare_hint(b, a);
	if (a->kind == UB_K_TEXT && is_number(b) && b->literal)
		return " (write it in double quotes)";
	if (a->kind == UB_K_TEXT && b->kind == UB_K_DATE)
		return a->literal ? " (a date stands without quotes)"
				  : " (date() makes one of text)";
	if (a->kind == UB_K_TEXT && is_number(b) && a->literal)
		return " (a number stands without quotes)";
	if (a->kind == UB_K_BOOL || b->kind == UB_K_BOOL)
		return " (compare with true or false)";
	return "";
}

/* Make kids from .. to-1 comparable with one another. */
static enum ub_status
check_comparable(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	struct ub_node *a = n->kid[0], *b;
	bool dec = a->kind == UB_K_DEC;
	size_t i;

	for (i = 1; i < n->nkid; i++) {
		b = n->kid[i];
		dec = dec || b->kind == UB_K_DEC;
		if (a->kind == b->kind || (is_number(a) && is_number(b)))
			continue;
		return ub_expr_fail(e, x->src,
		    n->op == UB_OP_CMP ? n->off : b->off,
		    "%s compared with %s%s", ub_check_noun(a), ub_check_noun(b),
		    compare_hint(a, b));
	}
	for (i = 0; i < n->nkid && dec; i++)
		ub_check_todec(x, &n->kid[i]);
	give(n, UB_K_BOOL);
	return UB_OK;
}

static enum ub_status
check_compare(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	bool order = n->mask != UB_CMP_EQ && n->mask != (UB_CMP_LT | UB_CMP_GT);

	if (n->op == UB_OP_BETWEEN)
		order = true;
	if (order && n->kid[0]->kind == UB_K_BOOL &&
	    n->kid[1]->kind == UB_K_BOOL)
		return ub_expr_fail(e, x->src, n->off,
		    "conditions have no order: compare with = or <>");
	return check_comparable(x, n, e);
}

/* The constants of a list, ascending, to be searched by halves. */
static enum ub_status
check_in(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	enum ub_status st = check_comparable(x, n, e);
	size_t i, k;

	if (st != UB_OK)
		return st;
	for (i = 1; i < n->nkid; i++)
		if (n->kid[i]->op != UB_OP_CONST || n->kid[i]->val.miss != 0)
			return UB_OK;
	n->set = ub_xcalloc(n->nkid, sizeof(*n->set));
	for (i = 1; i < n->nkid; i++) {
		for (k = n->nset; k > 0; k--) {
			if (ub_val_cmp(n->kid[0]->kind, &n->set[k - 1],
				&n->kid[i]->val) <= 0)
				break;
			n->set[k] = n->set[k - 1];
		}
		n->set[k] = n->kid[i]->val;
		n->nset++;
	}
	return UB_OK;
}

static enum ub_status
check_like(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	const struct ub_node *pattern = n->kid[1];

	if (n->kid[0]->kind != UB_K_TEXT)
		return ub_expr_fail(e, x->src, n->off,
		    "like takes text, not %s", ub_check_noun(n->kid[0]));
	ub_lex_text(&n->buf[0], &n->buf[1], x->src + pattern->word.off,
	    pattern->word.len);
	if (n->buf[0].len == 0)
		return ub_expr_fail(e, x->src, pattern->off,
		    "no field is an empty text: write is missing");
	give(n, UB_K_BOOL);
	return UB_OK;
}

/* --- branches ---------------------------------------------------------- */

/* Is kid i a result (not a condition) of if or case? */
static bool
is_result(const struct ub_node *n, size_t i)
{
	if (n->op == UB_OP_IF)
		return i > 0;
	return i % 2 == 1 || i == n->nkid - 1;
}

/* The text type all results share; a literal has none to insist on.  What is
 * no text becomes plain: a share or 5 is no share. */
static void
join_type(struct ub_node *n, const struct ub_node *kid, bool *sure)
{
	if (kid->literal || n->kind != UB_K_TEXT)
		return;
	if (!*sure)
		n->type = kid->type;
	else if (n->type != kid->type)
		n->type = type_of_kind[n->kind];
	*sure = true;
}

static enum ub_status
join_kind(struct ub_expr *x, struct ub_node *n, const struct ub_node *kid,
    const struct ub_node **first, struct ub_err *e)
{
	if (kid->op == UB_OP_REASON)
		return UB_OK;
	if (*first == NULL) {
		*first = kid;
		give(n, kid->kind);
		return UB_OK;
	}
	if (n->kind == kid->kind)
		return UB_OK;
	if (is_number(n) && is_number(kid)) {
		give(n, UB_K_DEC);
		return UB_OK;
	}
	return ub_expr_fail(e, x->src, kid->off, "one result is %s, another %s",
	    ub_check_noun(*first), ub_check_noun(kid));
}

static void
become_reason(struct ub_expr *x, struct ub_node *n, enum ub_kind kind)
{
	struct ub_val v = { .miss = x->src[n->word.off + 1] };

	give(n, kind);
	set_const(n, &v);
}

static enum ub_status
check_branches(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	const struct ub_node *first = NULL;
	enum ub_status st = UB_OK;
	bool sure = false;
	size_t i;

	for (i = 0; i < n->nkid && st == UB_OK; i++) {
		if (is_result(n, i))
			st = join_kind(x, n, n->kid[i], &first, e);
		else
			st = want_bool(x, n->kid[i],
			    n->op == UB_OP_IF ? "if()" : "when", e);
	}
	if (st != UB_OK)
		return st;
	if (first == NULL)
		return ub_expr_fail(e, x->src, n->off, "no branch has a value");
	for (i = 0; i < n->nkid; i++) {
		if (!is_result(n, i))
			continue;
		if (n->kid[i]->op == UB_OP_REASON) {
			become_reason(x, n->kid[i], n->kind);
			continue;
		}
		if (n->kind == UB_K_DEC)
			ub_check_todec(x, &n->kid[i]);
		join_type(n, n->kid[i], &sure);
	}
	return UB_OK;
}

/* --- calls ------------------------------------------------------------- */

static enum ub_status
no_function(struct ub_expr *x, const struct ub_node *n, struct ub_err *e)
{
	const char *s = x->src + n->word.off;
	int len = (int)(n->word.len > 64 ? 64 : n->word.len);
	const char *near = ub_func_nearest(s, n->word.len);

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
		return is_number(kid);
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

/* Arguments against the letters of the table. */
static enum ub_status
check_args(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	const char *a = n->func->args;
	size_t least = 0, most = 0, i;
	bool optional = false;
	char letter[8], last = 'x';

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
			return ub_expr_fail(e, x->src, n->kid[i]->off,
			    "%s() takes %s, not %s", n->func->name, wants(c),
			    ub_check_noun(n->kid[i]));
	}
	return UB_OK;
}

/* a..b becomes the columns from a to b, as the legend has them. */
static enum ub_status
expand(struct ub_expr *x, struct ub_node *n, struct ub_node *range,
    struct ub_err *e)
{
	size_t from = range->kid[0]->index, to = range->kid[1]->index, i;
	struct ub_node *kid;

	for (i = 0; i < 2; i++)
		if (range->kid[i]->op != UB_OP_COL)
			return ub_expr_fail(e, x->src, range->kid[i]->off,
			    "a range goes from column to column");
	if (to < from)
		return ub_expr_fail(e, x->src, range->kid[1]->off,
		    "%s stands before %s in the legend",
		    x->scope->legend->col[to].name,
		    x->scope->legend->col[from].name);
	for (i = from; i <= to; i++) {
		kid = ub_node_new(x, UB_OP_COL, range->off);
		become_column(x, kid, i);
		ub_eval_bind(kid);
		ub_node_add(n, kid);
	}
	return UB_OK;
}

static enum ub_status
expand_ranges(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	struct ub_node **kid = n->kid;
	size_t nkid = n->nkid, i;
	enum ub_status st = UB_OK;

	n->kid = NULL;
	n->nkid = 0;
	for (i = 0; i < nkid && st == UB_OK; i++) {
		if (kid[i]->op == UB_OP_RANGE)
			st = expand(x, n, kid[i], e);
		else
			ub_node_add(n, kid[i]);
	}
	free(kid);
	return st;
}

static enum ub_status
check_call(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	enum ub_status st;

	n->func = ub_func_find(x->src + n->word.off, n->word.len);
	if (n->func == NULL)
		return no_function(x, n, e);
	if (n->func->args == NULL)
		return ub_expr_fail(e, x->src, n->off,
		    "%s() is not in this version", n->func->name);
	if (strchr(n->func->args, '+') != NULL &&
	    (st = expand_ranges(x, n, e)) != UB_OK)
		return st;
	if ((st = check_args(x, n, e)) != UB_OK)
		return st;
	give(n, n->func->kind);
	return n->func->check == NULL ? UB_OK : n->func->check(x, n, e);
}

/* --- the walk ---------------------------------------------------------- */

static enum ub_status
check_op(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	switch (n->op) {
	case UB_OP_CONST:
		give(n, n->kind);
		return UB_OK;
	case UB_OP_TEXT:
		check_text(x, n);
		return UB_OK;
	case UB_OP_NAME:
		return check_name(x, n, e);
	case UB_OP_AND:
	case UB_OP_OR:
	case UB_OP_NOT:
		return check_logic(x, n, e);
	case UB_OP_CMP:
	case UB_OP_BETWEEN:
		return check_compare(x, n, e);
	case UB_OP_IN:
		return check_in(x, n, e);
	case UB_OP_LIKE:
		return check_like(x, n, e);
	case UB_OP_IS:
		give(n, UB_K_BOOL);
		return UB_OK;
	case UB_OP_IF:
	case UB_OP_CASE:
		return check_branches(x, n, e);
	case UB_OP_CALL:
		return check_call(x, n, e);
	case UB_OP_RANGE:
	case UB_OP_REASON:
	case UB_OP_COL:
	case UB_OP_VAR:
	case UB_OP_TODEC:
		return UB_OK;
	case UB_OP_NEG:
	case UB_OP_ADD:
	case UB_OP_SUB:
	case UB_OP_MUL:
	case UB_OP_DIV:
	case UB_OP_MOD:
		break;
	}
	return check_arith(x, n, e);
}

static bool
takes_list(const struct ub_expr *x, const struct ub_node *n)
{
	const struct ub_func *f;

	if (n->op != UB_OP_CALL)
		return false;
	f = ub_func_find(x->src + n->word.off, n->word.len);
	return f == NULL || (f->args != NULL && strchr(f->args, '+') != NULL);
}

/* .n, a..b and "" stand in few places only: is kid i of n (NULL: the whole
 * expression) one? */
static enum ub_status
check_place(struct ub_expr *x, const struct ub_node *n, size_t i,
    const struct ub_node *kid, struct ub_err *e)
{
	if (kid->op == UB_OP_REASON &&
	    (n == NULL || (n->op != UB_OP_IF && n->op != UB_OP_CASE) ||
		!is_result(n, i)))
		return ub_expr_fail(e, x->src, kid->off,
		    "a reason stands after is, or as a result of if() or "
		    "case");
	if (kid->op == UB_OP_RANGE && (n == NULL || !takes_list(x, n)))
		return ub_expr_fail(e, x->src, kid->off,
		    "a range of columns stands in sum, mean, min, max or "
		    "count");
	if (kid->op == UB_OP_TEXT && kid->word.len == 2 &&
	    (n == NULL || n->op != UB_OP_CALL || i != 2 || n->word.len != 7 ||
		memcmp(x->src + n->word.off, "replace", 7) != 0))
		return ub_expr_fail(e, x->src, kid->off,
		    "no field is an empty text: write is missing");
	return UB_OK;
}

static enum ub_status
check_node(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	enum ub_status st;
	size_t i;

	for (i = 0; i < n->nkid; i++) {
		if (n->op == UB_OP_LIKE && i == 1)
			break; /* the pattern is read by check_like() */
		if ((st = check_place(x, n, i, n->kid[i], e)) != UB_OK ||
		    (st = check_node(x, n->kid[i], e)) != UB_OK)
			return st;
	}
	if ((st = check_op(x, n, e)) != UB_OK)
		return st;
	if (n->op == UB_OP_RANGE || n->op == UB_OP_REASON)
		return UB_OK;
	ub_eval_bind(n);
	return n->op == UB_OP_CONST ? UB_OK : fold(x, n, e);
}

enum ub_status
ub_check(struct ub_expr *x, struct ub_err *e)
{
	enum ub_status st = check_place(x, NULL, 0, x->root, e);

	return st != UB_OK ? st : check_node(x, x->root, e);
}
