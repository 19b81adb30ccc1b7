/* parse.c - tokens to a tree, by recursive descent; ubat-expr(7), GRAMMAR. */
#include "../base/date.h"
#include "node.h"

struct parse {
	struct ub_expr *x;
	struct ub_lex *l;
	unsigned nest;
	struct ub_err *e;
};

/* Each returns the node, or NULL after filling p->e. */
static struct ub_node *parse_or(struct parse *p);
static struct ub_node *parse_sum(struct parse *p);

static struct ub_node *
fail(struct parse *p, size_t off, const char *what)
{
	(void)ub_expr_fail(p->e, p->x->src, off, "%s", what);
	return NULL;
}

/* The present token is not the one that should stand here. */
static struct ub_node *
unexpected(struct parse *p, const char *wanted)
{
	const char *s = p->x->src + p->l->at.off;

	if (p->l->tok == UB_T_COMMA) {
		(void)ub_expr_fail(p->e, p->x->src, p->l->at.off,
		    "%s expected (decimals are written with a point)", wanted);
		return NULL;
	}
	if (p->l->tok == UB_T_NAME && !p->l->quoted &&
	    ub_lex_is_word(s, p->l->at.len)) {
		(void)ub_expr_fail(p->e, p->x->src, p->l->at.off,
		    "%s expected (words of the language are written in "
		    "lower case)",
		    wanted);
		return NULL;
	}
	(void)ub_expr_fail(
	    p->e, p->x->src, p->l->at.off, "%s expected", wanted);
	return NULL;
}

static bool
advance(struct parse *p)
{
	return ub_lex_next(p->l, p->e) == UB_OK;
}

static bool
expect(struct parse *p, enum ub_tok tok, const char *wanted)
{
	if (p->l->tok != tok) {
		(void)unexpected(p, wanted);
		return false;
	}
	return advance(p);
}

static bool
enter(struct parse *p)
{
	if (++p->nest <= UB_EXPR_NEST_MAX)
		return true;
	(void)ub_expr_fail(p->e, p->x->src, p->l->at.off,
	    "nested deeper than %d", (int)UB_EXPR_NEST_MAX);
	return false;
}

static struct ub_node *
node(struct parse *p, enum ub_op op, size_t off)
{
	return ub_node_new(p->x, op, off);
}

/* Long chains of + lean to the left: their depth is bounded here. */
static bool
add(struct parse *p, struct ub_node *n, struct ub_node *kid)
{
	ub_node_add(n, kid);
	if (n->depth <= UB_EXPR_DEPTH_MAX)
		return true;
	(void)ub_expr_fail(p->e, p->x->src, n->off,
	    "more than %d operators in a row", (int)UB_EXPR_DEPTH_MAX);
	return false;
}

/* A leaf made of the present token. */
static struct ub_node *
leaf(struct parse *p, enum ub_op op)
{
	struct ub_node *n = node(p, op, p->l->at.off);

	n->word = p->l->at;
	return advance(p) ? n : NULL;
}

static struct ub_node *
parse_number(struct parse *p)
{
	struct ub_node *n = node(p, UB_OP_CONST, p->l->at.off);
	const char *s = p->x->src + p->l->at.off;
	size_t len = p->l->at.len, point;

	n->literal = true;
	n->kind = UB_K_INT;
	if (memchr(s, '.', len) != NULL) {
		n->kind = UB_K_DEC;
		point = (size_t)((const char *)memchr(s, '.', len) - s);
		while (s[len - 1] == '0')
			len--;
		if (len == point + 1)
			len--;
		if (!ub_dec_parse(s, len, &n->val.u.d))
			return fail(p, n->off,
			    "a decimal has at most 18 "
			    "digits before the point and 9 after");
	} else if (!ub_int_parse(s, len, &n->val.u.i)) {
		return fail(p, n->off, "the number is too large");
	}
	return advance(p) ? n : NULL;
}

static struct ub_node *
parse_date(struct parse *p)
{
	struct ub_node *n = node(p, UB_OP_CONST, p->l->at.off);

	n->kind = UB_K_DATE;
	(void)ub_date_parse(
	    p->x->src + p->l->at.off, p->l->at.len, &n->val.u.day);
	return advance(p) ? n : NULL;
}

static struct ub_node *
parse_bool(struct parse *p)
{
	struct ub_node *n = node(p, UB_OP_CONST, p->l->at.off);

	n->kind = UB_K_BOOL;
	n->val.u.b = p->l->tok == UB_T_TRUE;
	return advance(p) ? n : NULL;
}

/* Comma separated expressions up to the closing bracket, which is taken. */
static bool
parse_list(struct parse *p, struct ub_node *n)
{
	struct ub_node *kid;

	for (;;) {
		if ((kid = parse_or(p)) == NULL || !add(p, n, kid))
			return false;
		if (p->l->tok != UB_T_COMMA)
			break;
		if (!advance(p))
			return false;
	}
	return expect(p, UB_T_RPAR, ", or )");
}

static struct ub_node *
parse_call(struct parse *p, struct ub_node *name)
{
	const char *s = p->x->src + name->word.off;
	struct ub_node *n = node(p, UB_OP_CALL, name->off);

	n->word = name->word;
	if (n->word.len == 2 && memcmp(s, "if", 2) == 0)
		n->op = UB_OP_IF;
	if (!enter(p) || !advance(p))
		return NULL;
	if (p->l->tok == UB_T_RPAR) {
		if (!advance(p))
			return NULL;
	} else if (!parse_list(p, n)) {
		return NULL;
	}
	p->nest--;
	if (n->op == UB_OP_IF && n->nkid != 3)
		return fail(p, n->off,
		    n->nkid < 3
			? "if() takes a condition and two values"
			: "if() takes a condition and two values (decimals "
			  "are written with a point)");
	return n;
}

/* Is the * right after a name the end of an argument, as in sum(b*)? */
static bool
is_pattern(const struct parse *p)
{
	const struct ub_lex *l = p->l;
	size_t i = l->next;

	if (strchr(" \t\n\r", l->src[l->at.off - 1]) != NULL)
		return false;
	while (i < l->end && strchr(" \t\n\r", l->src[i]) != NULL)
		i++;
	return i < l->end && (l->src[i] == ')' || l->src[i] == ',');
}

/* A column, a range of columns, those that begin so, or a call. */
static struct ub_node *
parse_name(struct parse *p)
{
	bool quoted = p->l->quoted;
	struct ub_node *n = leaf(p, UB_OP_NAME), *r, *last;

	if (n == NULL)
		return NULL;
	if (p->l->tok == UB_T_LPAR && !quoted)
		return parse_call(p, n);
	if (p->l->tok == UB_T_MUL && is_pattern(p)) {
		n->op = UB_OP_RANGE;
		return advance(p) ? n : NULL;
	}
	if (p->l->tok != UB_T_RANGE)
		return n;
	r = node(p, UB_OP_RANGE, n->off);
	if (!advance(p))
		return NULL;
	if (p->l->tok != UB_T_NAME)
		return unexpected(p, "the last column of the range");
	if ((last = leaf(p, UB_OP_NAME)) == NULL || !add(p, r, n) ||
	    !add(p, r, last))
		return NULL;
	return r;
}

static bool
parse_when(struct parse *p, struct ub_node *n)
{
	struct ub_node *kid;

	if (!advance(p) || (kid = parse_or(p)) == NULL || !add(p, n, kid) ||
	    !expect(p, UB_T_THEN, "then") || (kid = parse_or(p)) == NULL)
		return false;
	return add(p, n, kid);
}

static struct ub_node *
parse_case(struct parse *p)
{
	struct ub_node *n = node(p, UB_OP_CASE, p->l->at.off), *kid;

	if (!enter(p) || !advance(p))
		return NULL;
	if (p->l->tok != UB_T_WHEN)
		return unexpected(p, "when");
	while (p->l->tok == UB_T_WHEN)
		if (!parse_when(p, n))
			return NULL;
	if (p->l->tok == UB_T_ELSE)
		if (!advance(p) || (kid = parse_or(p)) == NULL ||
		    !add(p, n, kid))
			return NULL;
	if (!expect(p, UB_T_ENDCASE, "when, else or end"))
		return NULL;
	p->nest--;
	return n;
}

static struct ub_node *
parse_bracket(struct parse *p)
{
	struct ub_node *n;

	if (!enter(p) || !advance(p) || (n = parse_or(p)) == NULL ||
	    !expect(p, UB_T_RPAR, "an operator or )"))
		return NULL;
	p->nest--;
	return n;
}

static struct ub_node *
parse_primary(struct parse *p)
{
	switch (p->l->tok) {
	case UB_T_NUMBER:
		return parse_number(p);
	case UB_T_DATE:
		return parse_date(p);
	case UB_T_TEXT:
		return leaf(p, UB_OP_TEXT);
	case UB_T_TRUE:
	case UB_T_FALSE:
		return parse_bool(p);
	case UB_T_NAME:
		return parse_name(p);
	case UB_T_REASON:
		return leaf(p, UB_OP_REASON);
	case UB_T_LIST:
		return leaf(p, UB_OP_LIST);
	case UB_T_LPAR:
		return parse_bracket(p);
	case UB_T_CASE:
		return parse_case(p);
	case UB_T_END:
		return fail(p, p->l->at.off, "the expression ends too soon");
	default:
		return unexpected(p, "a value");
	}
}

static struct ub_node *
parse_unary(struct parse *p)
{
	struct ub_node *n, *kid;

	if (p->l->tok != UB_T_SUB)
		return parse_primary(p);
	n = node(p, UB_OP_NEG, p->l->at.off);
	if (!enter(p) || !advance(p) || (kid = parse_unary(p)) == NULL ||
	    !add(p, n, kid))
		return NULL;
	p->nest--;
	return n;
}

static bool
is_product(enum ub_tok t, enum ub_op *op)
{
	*op = t == UB_T_MUL ? UB_OP_MUL : t == UB_T_DIV ? UB_OP_DIV : UB_OP_MOD;
	return t == UB_T_MUL || t == UB_T_DIV || t == UB_T_MOD;
}

static struct ub_node *
parse_product(struct parse *p)
{
	struct ub_node *n = parse_unary(p), *up, *kid;
	enum ub_op op;

	while (n != NULL && is_product(p->l->tok, &op)) {
		up = node(p, op, p->l->at.off);
		if (!advance(p) || (kid = parse_unary(p)) == NULL ||
		    !add(p, up, n) || !add(p, up, kid))
			return NULL;
		n = up;
	}
	return n;
}

static struct ub_node *
parse_sum(struct parse *p)
{
	struct ub_node *n = parse_product(p), *up, *kid;

	while (n != NULL && (p->l->tok == UB_T_ADD || p->l->tok == UB_T_SUB)) {
		up = node(p, p->l->tok == UB_T_ADD ? UB_OP_ADD : UB_OP_SUB,
		    p->l->at.off);
		if (!advance(p) || (kid = parse_product(p)) == NULL ||
		    !add(p, up, n) || !add(p, up, kid))
			return NULL;
		n = up;
	}
	return n;
}

static struct ub_node *
parse_in(struct parse *p, struct ub_node *what)
{
	struct ub_node *n = node(p, UB_OP_IN, p->l->at.off), *list;

	if (!advance(p) || !add(p, n, what))
		return NULL;
	if (p->l->tok == UB_T_LIST) {
		list = leaf(p, UB_OP_LIST);
		return list != NULL && add(p, n, list) ? n : NULL;
	}
	if (p->l->tok != UB_T_LPAR)
		return unexpected(p, "( or @");
	if (!enter(p) || !advance(p) || !parse_list(p, n))
		return NULL;
	p->nest--;
	return n;
}

static struct ub_node *
parse_between(struct parse *p, struct ub_node *what)
{
	struct ub_node *n = node(p, UB_OP_BETWEEN, p->l->at.off), *lo, *hi;

	if (!advance(p) || (lo = parse_sum(p)) == NULL ||
	    !expect(p, UB_T_AND, "and") || (hi = parse_sum(p)) == NULL ||
	    !add(p, n, what) || !add(p, n, lo) || !add(p, n, hi))
		return NULL;
	return n;
}

static struct ub_node *
parse_like(struct parse *p, struct ub_node *what, enum ub_op op)
{
	struct ub_node *n = node(p, op, p->l->at.off), *pattern;

	if (!advance(p))
		return NULL;
	if (p->l->tok != UB_T_TEXT)
		return unexpected(p, "a pattern in double quotes");
	if ((pattern = leaf(p, UB_OP_TEXT)) == NULL || !add(p, n, what) ||
	    !add(p, n, pattern))
		return NULL;
	return n;
}

static struct ub_node *
negate(struct parse *p, struct ub_node *kid, size_t off)
{
	struct ub_node *n = node(p, UB_OP_NOT, off);

	return add(p, n, kid) ? n : NULL;
}

static bool
is_word(const struct parse *p, const char *word)
{
	struct ub_slice t = { p->x->src + p->l->at.off, p->l->at.len };

	return p->l->tok == UB_T_NAME && !p->l->quoted && ub_slice_is(t, word);
}

static bool
is_null(const struct parse *p)
{
	return is_word(p, "null") || is_word(p, "NULL") || is_word(p, "Null");
}

/* x is missing, x is empty, x is .n, and each with not */
static struct ub_node *
parse_is(struct parse *p, struct ub_node *what)
{
	struct ub_node *n = node(p, UB_OP_IS, p->l->at.off);
	bool isnot;

	if (!advance(p) || !add(p, n, what))
		return NULL;
	isnot = p->l->tok == UB_T_NOT;
	if (isnot && !advance(p))
		return NULL;
	if (p->l->tok == UB_T_REASON)
		n->reason = p->x->src[p->l->at.off + 1];
	else if (is_word(p, "empty"))
		n->reason = UB_MISS_EMPTY;
	else if (is_null(p))
		return fail(p, p->l->at.off, "write is missing");
	else if (!is_word(p, "missing"))
		return unexpected(p, "missing, empty or a reason such as .n");
	if (!advance(p))
		return NULL;
	return isnot ? negate(p, n, n->off) : n;
}

static int
compare_mask(enum ub_tok t)
{
	switch (t) {
	case UB_T_EQ:
		return UB_CMP_EQ;
	case UB_T_NE:
		return UB_CMP_LT | UB_CMP_GT;
	case UB_T_LT:
		return UB_CMP_LT;
	case UB_T_LE:
		return UB_CMP_LT | UB_CMP_EQ;
	case UB_T_GT:
		return UB_CMP_GT;
	case UB_T_GE:
		return UB_CMP_GT | UB_CMP_EQ;
	default:
		return 0;
	}
}

static struct ub_node *
parse_compare(struct parse *p, struct ub_node *left)
{
	struct ub_node *n = node(p, UB_OP_CMP, p->l->at.off), *right;

	n->mask = compare_mask(p->l->tok);
	if (!advance(p))
		return NULL;
	if (p->l->tok == UB_T_REASON) {
		(void)ub_expr_fail(p->e, p->x->src, p->l->at.off,
		    "nothing equals a missing value: write %s %.2s",
		    n->mask == (UB_CMP_LT | UB_CMP_GT) ? "is not" : "is",
		    p->x->src + p->l->at.off);
		return NULL;
	}
	if ((right = parse_sum(p)) == NULL || !add(p, n, left) ||
	    !add(p, n, right))
		return NULL;
	if (compare_mask(p->l->tok) != 0)
		return fail(p, p->l->at.off,
		    "comparisons do not chain: join two with and");
	return n;
}

static struct ub_node *
parse_predicate(struct parse *p)
{
	struct ub_node *n = parse_sum(p);
	size_t off = p->l->at.off;
	bool isnot = p->l->tok == UB_T_NOT;

	if (n == NULL)
		return NULL;
	if (compare_mask(p->l->tok) != 0)
		return parse_compare(p, n);
	if (p->l->tok == UB_T_IS)
		return parse_is(p, n);
	if (isnot && !advance(p))
		return NULL;
	if (p->l->tok == UB_T_IN)
		n = parse_in(p, n);
	else if (p->l->tok == UB_T_BETWEEN)
		n = parse_between(p, n);
	else if (p->l->tok == UB_T_LIKE)
		n = parse_like(p, n, UB_OP_LIKE);
	else if (p->l->tok == UB_T_MATCH)
		n = parse_like(p, n, UB_OP_MATCH);
	else if (isnot)
		return unexpected(p, "in, between, like or ~");
	return n != NULL && isnot ? negate(p, n, off) : n;
}

static struct ub_node *
parse_not(struct parse *p)
{
	size_t off = p->l->at.off;
	struct ub_node *n;

	if (p->l->tok != UB_T_NOT)
		return parse_predicate(p);
	if (!enter(p) || !advance(p) || (n = parse_not(p)) == NULL)
		return NULL;
	p->nest--;
	return negate(p, n, off);
}

static struct ub_node *
parse_and(struct parse *p)
{
	struct ub_node *n = parse_not(p), *up, *kid;

	if (n == NULL || p->l->tok != UB_T_AND)
		return n;
	up = node(p, UB_OP_AND, p->l->at.off);
	if (!add(p, up, n))
		return NULL;
	while (p->l->tok == UB_T_AND)
		if (!advance(p) || (kid = parse_not(p)) == NULL ||
		    !add(p, up, kid))
			return NULL;
	return up;
}

static struct ub_node *
parse_or(struct parse *p)
{
	struct ub_node *n = parse_and(p), *up, *kid;

	if (n == NULL || p->l->tok != UB_T_OR)
		return n;
	up = node(p, UB_OP_OR, p->l->at.off);
	if (!add(p, up, n))
		return NULL;
	while (p->l->tok == UB_T_OR)
		if (!advance(p) || (kid = parse_and(p)) == NULL ||
		    !add(p, up, kid))
			return NULL;
	return up;
}

enum ub_status
ub_parse(struct ub_expr *x, struct ub_lex *l, struct ub_err *e)
{
	struct parse p = { .x = x, .l = l, .e = e };

	if (l->tok == UB_T_END)
		return ub_expr_fail(
		    e, x->src, l->at.off, "the expression is empty");
	if ((x->root = parse_or(&p)) == NULL)
		return e->code;
	if (l->tok != UB_T_END) {
		(void)unexpected(&p, "an operator");
		return e->code;
	}
	return UB_OK;
}
