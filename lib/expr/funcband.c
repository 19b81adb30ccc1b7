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

	if (n->list != NULL)
		return ub_ageband_eval(r, n, out);
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

	if (n->kid[n->nkid - 1]->op == UB_OP_LIST)
		return ub_ageband_check(x, n, e);
	for (i = 0; i < n->nkid; i++)
		if (n->kid[i]->kind != UB_K_INT)
			return ub_expr_fail(e, x->src, n->kid[i]->off,
			    "band() takes a whole number, not %s",
			    ub_check_noun(n->kid[i]));
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

static bool
find_label(const struct ub_codelist *l, struct ub_slice code,
    const struct ub_val *day, struct ub_slice *label)
{
	size_t i;

	if (day != NULL)
		return ub_codelist_label_at(
		    l, code.s, code.len, day->u.day, label);
	i = ub_codelist_find(l, code.s, code.len);
	if (i != UB_NOCODE)
		*label = ub_codelist_label(l, i);
	return i != UB_NOCODE;
}

/* What the list says of the code in kid 0, on the day in kid 1, if there is
 * one. */
static enum ub_status
ev_lookup(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	struct ub_val v, day = { 0 };
	struct ub_slice label;
	enum ub_status st;

	if ((st = ub_eval(r, n->kid[0], &v)) != UB_OK ||
	    (n->nkid == 2 && (st = ub_eval(r, n->kid[1], &day)) != UB_OK))
		return st;
	out->miss = ub_miss2(v.miss, day.miss);
	if (out->miss != 0)
		return UB_OK;
	if (!find_label(n->list, ub_plain(&n->buf[1], v.u.t),
		n->nkid == 2 ? &day : NULL, &label)) {
		out->miss = 'u';
		return UB_OK;
	}
	ub_buf_clear(&n->buf[0]);
	ub_escape(&n->buf[0], label.s, label.len);
	out->miss = label.len == 0 ? UB_MISS_EMPTY : 0;
	out->u.t.s = n->buf[0].s;
	out->u.t.len = n->buf[0].len;
	return UB_OK;
}

/* The list NAME, as an argument of n; off is where it stands. */
static enum ub_status
open_list(struct ub_expr *x, struct ub_node *n, const char *name, size_t off,
    struct ub_err *e)
{
	struct ub_err why;

	if (ub_codelist_open(&n->list, name, "", &why) == UB_OK) {
		if (n->nkid == 1 || ub_codelist_dated(n->list))
			return UB_OK;
		return ub_expr_fail(e, x->src, n->kid[1]->off,
		    "the list %s does not say from when to when",
		    ub_codelist_name(n->list));
	}
	if (why.code == UB_EIO || why.input[0] != '\0') {
		*e = why; /* a file, which the message names */
		return why.code;
	}
	return ub_expr_fail(e, x->src, off, "%s", why.what);
}

/* lan(), kommungrupp(): a code goes to another. */
static enum ub_status
check_lan(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	n->type = UB_CODE;
	return open_list(x, n, "kommun:code:county_code", n->off, e);
}

static enum ub_status
check_kommungrupp(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	n->type = UB_CODE;
	return open_list(x, n, "kommungrupp:kommun_code:group_code", n->off, e);
}

/* label(kommun), label(x, @list), each with a day too.  The list is taken out
 * of the arguments. */
static enum ub_status
check_label(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	bool given = n->nkid > 1 && n->kid[1]->op == UB_OP_LIST;
	const struct ub_node *kid = given ? n->kid[1] : n->kid[0];
	struct ub_slice s;
	enum ub_status st;
	char *name;

	if (given)
		s = ub_lex_list(x->src + kid->word.off, kid->word.len);
	else if (kid->op == UB_OP_COL)
		s = ub_slice_of(x->scope->legend->col[kid->index].name);
	else
		return ub_expr_fail(
		    e, x->src, n->off, "which list? write label(x, @list)");
	if (given && --n->nkid == 2)
		n->kid[1] = n->kid[2];
	if (n->nkid == 2 && n->kid[1]->kind != UB_K_DATE)
		return ub_expr_fail(e, x->src, n->kid[1]->off,
		    "label() takes a list, @name, and a date, not %s",
		    ub_check_noun(n->kid[1]));
	if (n->nkid == 3)
		return ub_expr_fail(e, x->src, n->off,
		    "label() takes a code, a list and a date");
	name = ub_xstrndup(s.s, s.len);
	st = open_list(x, n, name, given ? kid->off : n->off, e);
	free(name);
	return st;
}

const struct ub_func ub_func_band[] = {
	{ "band", "xx+", UB_K_TEXT, check_band, ev_band },
	{ "kommungrupp", "t|d", UB_K_TEXT, check_kommungrupp, ev_lookup },
	{ "label", "t|xx", UB_K_TEXT, check_label, ev_lookup },
	{ "lan", "t|d", UB_K_TEXT, check_lan, ev_lookup },
	{ NULL, NULL, UB_K_BOOL, NULL, NULL },
};
