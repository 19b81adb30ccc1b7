/* like.c - x like "pattern". */
#include "../base/unicode.h"
#include "node.h"

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
			retry = i;
			if (k == np)
				return true;
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
			i = retry;
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
