/* match.c - x like "pattern" and x ~ "regular expression". */
#include "../base/unicode.h"
#include "node.h"

/* --- like --------------------------------------------------------------- */

/* From i on, where what stands after a % may begin; p.len: nowhere. */
static size_t
seek(const struct ub_node *n, size_t after, struct ub_slice p, size_t i)
{
	const char *hit;

	if (n->buf[1].s[after] || i >= p.len)
		return i;
	hit = memchr(p.s + i, n->buf[0].s[after], p.len - i);
	return hit == NULL ? p.len : (size_t)(hit - p.s);
}

/*
 * buf[0] is the pattern and buf[1] marks its wildcards.  After a mismatch
 * only the last % takes one character more: that is enough, for what an
 * earlier one could take, the last can.
 */
static bool
like(const struct ub_node *n, struct ub_slice p)
{
	const char *pat = n->buf[0].s, *wild = n->buf[1].s;
	size_t np = n->buf[0].len, i = 0, k = 0, after = np + 1, retry = 0;

	for (;;) {
		if (k < np && wild[k] && pat[k] == '%') {
			after = ++k;
			if (k == np)
				return true;
			i = retry = seek(n, after, p, i);
		} else if (k < np && i < p.len && wild[k]) {
			i += ub_ustep(p.s + i);
			k++;
		} else if (k < np && i < p.len && pat[k] == p.s[i]) {
			i++;
			k++;
		} else if (k == np && i == p.len) {
			return true;
		} else if (after > np || retry >= p.len) {
			return false;
		} else {
			retry += ub_ustep(p.s + retry);
			i = retry = seek(n, after, p, retry);
			k = after;
		}
	}
}

enum ub_status
ub_ev_like(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val v;

	if ((st = ub_eval(r, n->kid[0], &v)) != UB_OK ||
	    (out->miss = v.miss) != 0)
		return st;
	out->u.b = like(n, ub_plain(&n->buf[2], v.u.t));
	return UB_OK;
}

/* The subject is text, and the pattern not empty. */
static enum ub_status
check(struct ub_expr *x, struct ub_node *n, const char *sign, struct ub_err *e)
{
	if (n->kid[0]->kind != UB_K_TEXT)
		return ub_expr_fail(e, x->src, n->off, "%s takes text, not %s",
		    sign, ub_check_noun(n->kid[0]));
	if (n->kid[1]->word.len == 2)
		return ub_expr_fail(e, x->src, n->kid[1]->off,
		    "no field is an empty text: write is missing");
	ub_node_give(n, UB_K_BOOL);
	return UB_OK;
}

enum ub_status
ub_like_check(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	const struct ub_node *pattern = n->kid[1];
	enum ub_status st = check(x, n, "like", e);

	if (st == UB_OK)
		ub_lex_text(&n->buf[0], &n->buf[1], x->src + pattern->word.off,
		    pattern->word.len);
	return st;
}

/* --- ~ ------------------------------------------------------------------ */

/* Where byte at of a pattern stands between its quotes, in which \" is one. */
static size_t
in_source(const char *s, size_t at)
{
	size_t i = 0;

	for (; at > 0; at--)
		i += s[i] == '\\' && s[i + 1] == '"' ? 2 : 1;
	return i;
}

enum ub_status
ub_match_check(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	const struct ub_node *pattern = n->kid[1];
	const char *s = x->src + pattern->word.off + 1;
	size_t len = pattern->word.len - 2, i, at;
	enum ub_status st = check(x, n, "~", e);
	struct ub_err why;

	if (st != UB_OK)
		return st;
	for (i = 0; i < len; i++) {
		if (s[i] == '\\' && s[i + 1] == '"')
			i++;
		else if (s[i] == '\\') /* the next one is not a quote */
			ub_buf_putc(&n->buf[0], s[i++]);
		ub_buf_putc(&n->buf[0], s[i]);
	}
	if (ub_regex_new(&n->regex, n->buf[0].s, n->buf[0].len, false, &at,
		&why) != UB_OK)
		return ub_expr_fail(e, x->src,
		    pattern->off + 1 + in_source(s, at), "%s", why.what);
	return UB_OK;
}

enum ub_status
ub_ev_match(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_slice p;
	struct ub_val v;

	if ((st = ub_eval(r, n->kid[0], &v)) != UB_OK ||
	    (out->miss = v.miss) != 0)
		return st;
	p = ub_plain(&n->buf[2], v.u.t);
	switch (ub_regex_match(n->regex, p.s, p.len)) {
	case UB_REGEX_LIMIT:
		return ub_eval_fail(r, n,
		    "the pattern takes too many steps on this text: make it "
		    "simpler");
	case UB_REGEX_YES:
		out->u.b = true;
		return UB_OK;
	case UB_REGEX_NO:
		break;
	}
	out->u.b = false;
	return UB_OK;
}
