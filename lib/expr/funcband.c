/* funcband.c - functions that name what a value belongs to: bands of numbers,
 * and code lists. */
#include <stdlib.h>

#include "node.h"

/* --- band -------------------------------------------------------------- */

static const char dash[] = "\xe2\x80\x93"; /* U+2013 */

/* "18" or "18-20" (the dash is longer): from one limit to the day before the next. */
static void
band_label(struct ub_buf *b, const struct ub_node *n, size_t i)
{
	if (i > 0)
		ub_buf_int(b, n->kid[i]->val.u.i);
	if (i > 0 && i + 1 < n->nkid &&
	    n->kid[i]->val.u.i + 1 == n->kid[i + 1]->val.u.i)
		return;
	ub_buf_puts(b, dash);
	if (i + 1 < n->nkid)
		ub_buf_int(b, n->kid[i + 1]->val.u.i - 1);
}

static void
band_labels(struct ub_node *n)
{
	struct ub_buf *b = &n->buf[1];
	size_t i, at;

	n->set = ub_xcalloc(n->nkid, sizeof(*n->set));
	for (i = 0; i < n->nkid; i++) {
		at = b->len;
		band_label(b, n, i);
		n->set[i].u.t.len = b->len - at;
	}
	for (i = 0, at = 0; i < n->nkid; i++) {
		n->set[i].u.t.s = b->s + at;
		at += n->set[i].u.t.len;
	}
}

static enum ub_status
ev_band(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val v;
	size_t i = 0;

	if ((st = ub_eval(r, n->kid[0], &v)) != UB_OK ||
	    (out->miss = v.miss) != 0)
		return st;
	while (i + 1 < n->nkid && v.u.i >= n->kid[i + 1]->val.u.i)
		i++;
	*out = n->set[i];
	return UB_OK;
}

static enum ub_status
check_band(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	size_t i;

	for (i = 1; i < n->nkid; i++) {
		if (!ub_node_is_const(n->kid[i]) ||
		    n->kid[i]->val.u.i == INT64_MIN)
			return ub_expr_fail(e, x->src, n->kid[i]->off,
			    "the limits of band() are plain numbers");
		if (i > 1 && n->kid[i]->val.u.i <= n->kid[i - 1]->val.u.i)
			return ub_expr_fail(e, x->src, n->kid[i]->off,
			    "the limits of band() rise");
	}
	band_labels(n);
	return UB_OK;
}

/* --- code lists --------------------------------------------------------- */

/* What the list says of the code in kid 0. */
static enum ub_status
ev_lookup(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	struct ub_slice p, cell;
	enum ub_status st;
	struct ub_val v;
	size_t i;

	if ((st = ub_eval(r, n->kid[0], &v)) != UB_OK ||
	    (out->miss = v.miss) != 0)
		return st;
	p = ub_plain(&n->buf[1], v.u.t);
	i = ub_codelist_find(n->list, p.s, p.len);
	if (i == UB_NOCODE) {
		out->miss = 'u';
		return UB_OK;
	}
	cell = n->column == UB_NOCODE ? ub_codelist_label(n->list, i)
				      : ub_codelist_cell(n->list, i, n->column);
	ub_buf_clear(&n->buf[0]);
	ub_escape(&n->buf[0], cell.s, cell.len);
	out->miss = cell.len == 0 ? UB_MISS_EMPTY : 0;
	out->u.t.s = n->buf[0].s;
	out->u.t.len = n->buf[0].len;
	return UB_OK;
}

/* The list NAME, as an argument of n. */
static enum ub_status
open_list(struct ub_expr *x, struct ub_node *n, const char *name, size_t off,
    struct ub_err *e)
{
	struct ub_err why;

	if (ub_codelist_open(&n->list, name, "", &why) == UB_OK)
		return UB_OK;
	if (why.code == UB_EIO || why.input[0] != '\0') {
		*e = why; /* a file, which the message names */
		return why.code;
	}
	return ub_expr_fail(e, x->src, off, "%s", why.what);
}

/* lan(), kommungrupp(): the code goes to a column of a built-in list. */
static enum ub_status
check_column(struct ub_expr *x, struct ub_node *n, const char *list,
    const char *column, struct ub_err *e)
{
	enum ub_status st = open_list(x, n, list, n->off, e);

	if (st != UB_OK)
		return st;
	n->column = ub_codelist_column(n->list, column);
	n->type = UB_CODE;
	return UB_OK;
}

static enum ub_status
check_lan(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	return check_column(x, n, "kommun", "county_code", e);
}

static enum ub_status
check_kommungrupp(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	return check_column(x, n, "kommungrupp", "group_code", e);
}

/* label(kommun), label(x, @list) */
static enum ub_status
check_label(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	const struct ub_node *kid = n->kid[0];
	struct ub_slice s = { NULL, 0 };
	enum ub_status st;
	size_t off = n->off;
	char *name;

	if (n->nkid == 2) {
		off = n->kid[1]->off;
		s = ub_lex_list(
		    x->src + n->kid[1]->word.off, n->kid[1]->word.len);
	} else if (kid->op == UB_OP_COL) {
		s = ub_slice_of(x->scope->legend->col[kid->index].name);
	} else {
		return ub_expr_fail(
		    e, x->src, n->off, "which list? write label(x, @list)");
	}
	name = ub_xstrndup(s.s, s.len);
	st = open_list(x, n, name, off, e);
	free(name);
	n->nkid = 1;
	n->column = UB_NOCODE;
	return st;
}

const struct ub_func ub_func_band[] = {
	{ "band", "ii+", UB_K_TEXT, check_band, ev_band },
	{ "kommungrupp", "t", UB_K_TEXT, check_kommungrupp, ev_lookup },
	{ "label", "t|l", UB_K_TEXT, check_label, ev_lookup },
	{ "lan", "t", UB_K_TEXT, check_lan, ev_lookup },
	{ NULL, NULL, UB_K_BOOL, NULL, NULL },
};
