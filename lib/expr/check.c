/* check.c - the types of operators and branches; ubat-expr(7). */
#include "node.h"

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
	if (ub_node_is_number(n))
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
	ub_node_give(n, UB_K_BOOL);
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
		ub_node_give(n, UB_K_INT);
		return true;
	}
	ub_node_give(n, UB_K_DATE);
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
	ub_node_give(n, dec ? UB_K_DEC : UB_K_INT);
	return UB_OK;
}

/* What to write instead, when a literal stands in the wrong dress. */
static const char *
compare_hint(const struct ub_node *a, const struct ub_node *b)
{
	if (a->kind != UB_K_TEXT && b->kind == UB_K_TEXT)
		return compare_hint(b, a);
	if (a->kind == UB_K_TEXT && ub_node_is_number(b) && b->literal)
		return " (write it in double quotes)";
	if (a->kind == UB_K_TEXT && b->kind == UB_K_DATE)
		return a->literal ? " (a date stands without quotes)"
				  : " (date() makes one of text)";
	if (a->kind == UB_K_TEXT && ub_node_is_number(b) && a->literal)
		return " (a number stands without quotes)";
	if ((a->kind == UB_K_BOOL && a->op != UB_OP_CONST) ||
	    (b->kind == UB_K_BOOL && b->op != UB_OP_CONST))
		return " (compare with true or false)";
	if (ub_node_is_number(b) && a->kind == UB_K_DATE &&
	    a->op != UB_OP_CONST)
		return " (year() makes one of it)";
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
		if (a->kind == b->kind ||
		    (ub_node_is_number(a) && ub_node_is_number(b)))
			continue;
		return ub_expr_fail(e, x->src,
		    n->op == UB_OP_CMP ? n->off : b->off,
		    "%s compared with %s%s", ub_check_noun(a), ub_check_noun(b),
		    compare_hint(a, b));
	}
	for (i = 0; i < n->nkid && dec; i++)
		ub_check_todec(x, &n->kid[i]);
	ub_node_give(n, UB_K_BOOL);
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

static enum ub_status
check_in(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	enum ub_status st;
	size_t i;

	if (n->nkid == 2 && n->kid[1]->op == UB_OP_LIST)
		return ub_set_load(x, n, e);
	st = check_comparable(x, n, e);
	for (i = 1; i < n->nkid && st == UB_OK; i++)
		if (!ub_node_is_const(n->kid[i]))
			return UB_OK;
	if (st == UB_OK)
		ub_set_build(n);
	return st;
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
		n->type = UB_TEXT;
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
		ub_node_give(n, kid->kind);
		return UB_OK;
	}
	if (n->kind == kid->kind)
		return UB_OK;
	if (ub_node_is_number(n) && ub_node_is_number(kid)) {
		ub_node_give(n, UB_K_DEC);
		return UB_OK;
	}
	return ub_expr_fail(e, x->src, kid->off, "one result is %s, another %s",
	    ub_check_noun(*first), ub_check_noun(kid));
}

static void
become_reason(struct ub_expr *x, struct ub_node *n, enum ub_kind kind)
{
	struct ub_val v = { .miss = x->src[n->word.off + 1] };

	ub_node_give(n, kind);
	ub_node_const(n, &v);
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

/* --- the walk ---------------------------------------------------------- */

static enum ub_status
check_op(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	switch (n->op) {
	case UB_OP_CONST:
		ub_node_give(n, n->kind);
		return UB_OK;
	case UB_OP_TEXT:
		ub_name_text(x, n);
		return UB_OK;
	case UB_OP_NAME:
		return ub_name_check(x, n, e);
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
		return ub_like_check(x, n, e);
	case UB_OP_MATCH:
		return ub_match_check(x, n, e);
	case UB_OP_IS:
		ub_node_give(n, UB_K_BOOL);
		return UB_OK;
	case UB_OP_IF:
	case UB_OP_CASE:
		return check_branches(x, n, e);
	case UB_OP_CALL:
		return ub_call_check(x, n, e);
	case UB_OP_RANGE:
	case UB_OP_REASON:
	case UB_OP_LIST:
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

/* Is n a call of a function with this letter among its arguments? */
static bool
takes(const struct ub_expr *x, const struct ub_node *n, char letter)
{
	const struct ub_func *f = NULL;

	if (n->op == UB_OP_CALL)
		f = ub_func_find(x->src + n->word.off, n->word.len);
	return f != NULL && strchr(f->args, letter) != NULL;
}

/* A function that is none is told so first. */
static bool
takes_list(const struct ub_expr *x, const struct ub_node *n)
{
	return takes(x, n, '+') ||
	       (n->op == UB_OP_CALL &&
		   ub_func_find(x->src + n->word.off, n->word.len) == NULL);
}

static bool
is_call(const struct ub_expr *x, const struct ub_node *n, const char *name)
{
	return n->op == UB_OP_CALL && n->word.len == strlen(name) &&
	       memcmp(x->src + n->word.off, name, n->word.len) == 0;
}

/* in @list, label(x, @list), band(x, @list), band(birth, day, @list) */
static bool
takes_code_list(const struct ub_expr *x, const struct ub_node *n, size_t i)
{
	if (n == NULL || i == 0)
		return false;
	if (is_call(x, n, "band"))
		return i + 1 == n->nkid && i <= 2;
	return i == 1 && (n->op == UB_OP_IN || is_call(x, n, "label"));
}

/* .n, a..b, @list and "" stand in few places only: is kid i of n (NULL: the whole
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
	if (kid->op == UB_OP_LIST && !takes_code_list(x, n, i))
		return ub_expr_fail(e, x->src, kid->off,
		    "a list stands after in, or in label() and band()");
	if (kid->op == UB_OP_TEXT && kid->word.len == 2 &&
	    (n == NULL || n->op != UB_OP_CALL || i != 2 || n->word.len != 7 ||
		memcmp(x->src + n->word.off, "replace", 7) != 0))
		return ub_expr_fail(e, x->src, kid->off,
		    "no field is an empty text: write is missing");
	return UB_OK;
}

static enum ub_status check_node(
    struct ub_expr *x, struct ub_node *n, struct ub_err *e);

static enum ub_status
check_kids(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	enum ub_status st;
	size_t i;

	for (i = 0; i < n->nkid; i++) {
		if ((n->op == UB_OP_LIKE || n->op == UB_OP_MATCH) && i == 1)
			break; /* the pattern is read as it is written */
		n->kid[i]->compared =
		    i > 0 && (n->op == UB_OP_CMP || n->op == UB_OP_IN) &&
		    n->kid[0]->kind == UB_K_TEXT;
		if ((st = check_place(x, n, i, n->kid[i], e)) != UB_OK ||
		    (st = check_node(x, n->kid[i], e)) != UB_OK)
			return st;
	}
	return UB_OK;
}

static enum ub_status
check_node(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	unsigned gathers = takes(x, n, 'g') ? 1 : 0;
	enum ub_status st;

	x->gathering += gathers;
	st = check_kids(x, n, e);
	x->gathering -= gathers;
	if (st != UB_OK || (st = check_op(x, n, e)) != UB_OK)
		return st;
	if (n->op == UB_OP_RANGE || n->op == UB_OP_REASON ||
	    n->op == UB_OP_LIST)
		return UB_OK;
	ub_eval_bind(n);
	return n->op == UB_OP_CONST ? UB_OK : ub_name_fold(x, n, e);
}

enum ub_status
ub_check(struct ub_expr *x, struct ub_err *e)
{
	enum ub_status st = check_place(x, NULL, 0, x->root, e);

	return st != UB_OK ? st : check_node(x, x->root, e);
}
