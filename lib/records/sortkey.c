/* sortkey.c - see sortkey.h. */
#include <stdlib.h>

#include "sortkey.h"

static bool
is_number(enum ub_type t)
{
	return t == UB_INT || t == UB_DEC || t >= UB_COUNT;
}

/*
 * A number as bytes: "p", the count of digits before the point as two letters,
 * the digits.  Of a negative one everything is turned round, and "~" stands
 * last, since -5 comes after -5.5.
 */
static void
put_number(struct ub_buf *b, struct ub_slice f)
{
	bool minus = f.s[0] == '-';
	const char *s = f.s + minus, *end = f.s + f.len, *point;
	size_t n;

	point = memchr(s, '.', (size_t)(end - s));
	n = (size_t)((point == NULL ? end : point) - s);
	if (n > 26 * 26 - 1)
		n = 26 * 26 - 1;
	if (!minus) {
		ub_buf_putc(b, 'p');
		ub_buf_putc(b, (char)('A' + n / 26));
		ub_buf_putc(b, (char)('A' + n % 26));
		ub_buf_add(b, s, (size_t)(end - s));
		return;
	}
	ub_buf_putc(b, 'm');
	ub_buf_putc(b, (char)('Z' - n / 26));
	ub_buf_putc(b, (char)('Z' - n % 26));
	for (; s < end; s++)
		ub_buf_putc(
		    b, *s >= '0' && *s <= '9' ? (char)('0' + '9' - *s) : *s);
	ub_buf_putc(b, '~');
}

void
ub_sortkey_put(struct ub_buf *b, const struct ub_sortkey *k, struct ub_slice f)
{
	char reason = ub_missing(f);

	/* the first byte parts values from what is missing; reversed, where
	 * the comparison will be */
	ub_buf_putc(b, reason == 0 ? ub_sortkey_first(k) : k->desc ? '0' : '1');
	if (reason != 0)
		ub_buf_putc(
		    b, k->desc ? (char)('z' + UB_MISS_EMPTY - reason) : reason);
	else if (is_number(k->type))
		put_number(b, f);
	else
		ub_buf_add(b, f.s, f.len);
}

static enum ub_status
parse_one(struct ub_sortkey *k, const struct ub_legend *l, const char *p,
    size_t len, struct ub_err *e)
{
	const char *colon = memchr(p, ':', len);
	size_t n = colon == NULL ? len : (size_t)(colon - p);
	struct ub_slice order = { p + n, len - n };
	enum ub_status st;

	k->desc = ub_slice_is(order, ":desc");
	if (!k->desc && order.len != 0 && !ub_slice_is(order, ":asc"))
		return ub_fail(
		    e, UB_EUSAGE, "a key is name, name:asc or name:desc");
	if ((st = ub_legend_need(l, p, n, &k->col, e)) == UB_OK)
		k->type = l->col[k->col].type;
	return st;
}

enum ub_status
ub_sortkey_parse(struct ub_sortkey **kp, size_t *n, const struct ub_legend *l,
    const char *list, struct ub_err *e)
{
	struct ub_sortkey k = { .col = 0 };
	const char *p, *comma;
	enum ub_status st;

	*kp = NULL;
	*n = 0;
	for (k.col = 0; list == NULL && k.col < l->n; k.col++) {
		k.type = l->col[k.col].type;
		*kp = ub_xgrow(*kp, *n, sizeof(k));
		(*kp)[(*n)++] = k;
	}
	for (p = list; p != NULL; p = comma == NULL ? NULL : comma + 1) {
		comma = strchr(p, ',');
		st = parse_one(&k, l, p,
		    comma == NULL ? strlen(p) : (size_t)(comma - p), e);
		if (st != UB_OK) {
			free(*kp);
			*kp = NULL;
			return st;
		}
		*kp = ub_xgrow(*kp, *n, sizeof(k));
		(*kp)[(*n)++] = k;
	}
	return UB_OK;
}
