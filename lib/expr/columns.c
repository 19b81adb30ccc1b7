/*
 * columns.c - lists of columns among the arguments of a call: a..b and b*.
 *
 * Names of the scope follow upon the columns of the legend, in their order, and
 * are counted on: an instrument's items, or columns appended before.
 */
#include <stdlib.h>

#include "../base/unicode.h"
#include "node.h"

static size_t
count_columns(const struct ub_expr *x)
{
	return x->scope->legend == NULL ? 0 : x->scope->legend->n;
}

static const char *
name_at(const struct ub_expr *x, size_t i)
{
	size_t ncol = count_columns(x);

	return i < ncol ? x->scope->legend->col[i].name
			: x->scope->var[i - ncol].name;
}

static void
add_column(struct ub_expr *x, struct ub_node *n, size_t off, size_t i)
{
	struct ub_node *kid = ub_node_new(x, UB_OP_COL, off);

	if (i < count_columns(x))
		ub_name_column(x, kid, i);
	else
		ub_name_var(x, kid, i - count_columns(x));
	ub_eval_bind(kid);
	ub_node_add(n, kid);
}

/* --- b* ------------------------------------------------------------------ */

/* The columns whose names begin so, as the legend has them. */
static enum ub_status
expand_pattern(struct ub_expr *x, struct ub_node *n,
    const struct ub_node *pattern, struct ub_err *e)
{
	size_t all = count_columns(x) + x->scope->nvar;
	enum ub_status st = ub_expr_place(x, pattern, e);
	struct ub_buf b = { 0 };
	size_t i, was = n->nkid;

	if (st != UB_OK)
		return st;
	ub_nfc(&b, x->src + pattern->word.off, pattern->word.len);
	for (i = 0; i < all; i++)
		if (strncmp(name_at(x, i), b.s, b.len) == 0)
			add_column(x, n, pattern->off, i);
	ub_buf_free(&b);
	if (n->nkid > was)
		return UB_OK;
	return ub_expr_fail(
	    e, x->src, pattern->off, "no column's name begins so");
}

/* --- a..b ---------------------------------------------------------------- */

/* A name with a number in it: what stands before and after, and the number. */
struct numbered {
	struct ub_slice before, after;
	int64_t n;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The last number of a name; false where there is none, or a very long one. */
static bool
split(const char *name, struct numbered *x)
{
	size_t len = strlen(name), end = len, from;

	while (end > 0 && !is_digit(name[end - 1]))
		end--;
	for (from = end; from > 0 && is_digit(name[from - 1]); from--)
		;
	if (from == end || end - from > 9)
		return false;
	x->before = (struct ub_slice){ name, from };
	x->after = (struct ub_slice){ name + end, len - end };
	for (x->n = 0; from < end; from++)
		x->n = x->n * 10 + (name[from] - '0');
	return true;
}

/*
 * From audit1 to audit10 there must be ten columns, all called so: one that is
 * missing, or another one between them, would give a wrong number that nobody
 * sees.  Ranges of other names are as the legend has them.
 */
static enum ub_status
check_series(struct ub_expr *x, const struct ub_node *range, size_t from,
    size_t to, struct ub_err *e)
{
	const char *first = name_at(x, from), *last = name_at(x, to);
	struct numbered a, b, c;
	size_t i;

	if (!split(first, &a) || !split(last, &b) ||
	    !ub_slice_eq(a.before, b.before) || !ub_slice_eq(a.after, b.after))
		return UB_OK;
	for (i = from + 1; i < to; i++)
		if (!split(name_at(x, i), &c) ||
		    !ub_slice_eq(a.before, c.before) ||
		    !ub_slice_eq(a.after, c.after) || c.n < a.n || c.n > b.n)
			return ub_expr_fail(e, x->src, range->off,
			    "%s stands between %s and %s in the legend: name "
			    "the columns one by one",
			    name_at(x, i), first, last);
	if ((int64_t)(to - from) != b.n - a.n)
		return ub_expr_fail(e, x->src, range->off,
		    "from %s to %s the legend has %zu columns, not %lld", first,
		    last, to - from + 1, (long long)(b.n - a.n + 1));
	return UB_OK;
}

static size_t
place(const struct ub_expr *x, const struct ub_node *name)
{
	return name->op == UB_OP_COL ? name->index
				     : count_columns(x) + name->index;
}

static enum ub_status
expand_range(struct ub_expr *x, struct ub_node *n, const struct ub_node *range,
    struct ub_err *e)
{
	size_t from = place(x, range->kid[0]), to = place(x, range->kid[1]), i;
	enum ub_status st;

	if (to < from)
		return ub_expr_fail(e, x->src, range->kid[1]->off,
		    "%s stands before %s in the legend", name_at(x, to),
		    name_at(x, from));
	if ((st = check_series(x, range, from, to, e)) != UB_OK)
		return st;
	for (i = from; i <= to; i++)
		add_column(x, n, range->off, i);
	return UB_OK;
}

enum ub_status
ub_columns_expand(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	struct ub_node **kid = n->kid;
	size_t nkid = n->nkid, i;
	enum ub_status st = UB_OK;

	n->kid = NULL;
	n->nkid = 0;
	for (i = 0; i < nkid && st == UB_OK; i++) {
		if (kid[i]->op != UB_OP_RANGE)
			ub_node_add(n, kid[i]);
		else if (kid[i]->nkid == 0)
			st = expand_pattern(x, n, kid[i], e);
		else
			st = expand_range(x, n, kid[i], e);
	}
	free(kid);
	return st;
}
