/* columns.c - lists of columns among the arguments of a call: a..b and b*. */
#include <stdlib.h>

#include "../base/unicode.h"
#include "node.h"

static void
add_column(struct ub_expr *x, struct ub_node *n, size_t off, size_t col)
{
	struct ub_node *kid = ub_node_new(x, UB_OP_COL, off);

	ub_name_column(x, kid, col);
	ub_eval_bind(kid);
	ub_node_add(n, kid);
}

/* --- b* ------------------------------------------------------------------ */

/* The columns whose names begin so, as the legend has them. */
static enum ub_status
expand_pattern(struct ub_expr *x, struct ub_node *n,
    const struct ub_node *pattern, struct ub_err *e)
{
	const struct ub_legend *l = x->scope->legend;
	enum ub_status st = ub_expr_place(x, pattern, e);
	struct ub_buf b = { 0 };
	size_t i, was = n->nkid;

	if (st != UB_OK)
		return st;
	ub_nfc(&b, x->src + pattern->word.off, pattern->word.len);
	for (i = 0; l != NULL && i < l->n; i++)
		if (strncmp(l->col[i].name, b.s, b.len) == 0)
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
	const struct ub_col *col = x->scope->legend->col;
	struct numbered a, b, c;
	size_t i;

	if (!split(col[from].name, &a) || !split(col[to].name, &b) ||
	    !ub_slice_eq(a.before, b.before) || !ub_slice_eq(a.after, b.after))
		return UB_OK;
	for (i = from + 1; i < to; i++)
		if (!split(col[i].name, &c) ||
		    !ub_slice_eq(a.before, c.before) ||
		    !ub_slice_eq(a.after, c.after) || c.n < a.n || c.n > b.n)
			return ub_expr_fail(e, x->src, range->off,
			    "%s stands between %s and %s in the legend: name "
			    "the columns one by one",
			    col[i].name, col[from].name, col[to].name);
	if ((int64_t)(to - from) != b.n - a.n)
		return ub_expr_fail(e, x->src, range->off,
		    "from %s to %s the legend has %zu columns, not %lld",
		    col[from].name, col[to].name, to - from + 1,
		    (long long)(b.n - a.n + 1));
	return UB_OK;
}

static enum ub_status
expand_range(struct ub_expr *x, struct ub_node *n, const struct ub_node *range,
    struct ub_err *e)
{
	const struct ub_col *col = x->scope->legend->col;
	size_t from = range->kid[0]->index, to = range->kid[1]->index, i;
	enum ub_status st;

	for (i = 0; i < 2; i++)
		if (range->kid[i]->op != UB_OP_COL)
			return ub_expr_fail(e, x->src, range->kid[i]->off,
			    "a range goes from column to column");
	if (to < from)
		return ub_expr_fail(e, x->src, range->kid[1]->off,
		    "%s stands before %s in the legend", col[to].name,
		    col[from].name);
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
