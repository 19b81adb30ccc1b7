/*
 * functext.c - functions on text, and from type to type.
 *
 * Values are fields as the stream has them, escapes included; a function
 * works on the plain text and escapes what it makes.  Texts live in buffers
 * of the node that made them, which grow to the longest and are kept.
 */
#include "../base/date.h"
#include "../base/hash.h"
#include "../base/unicode.h"
#include "node.h"

struct ub_slice
ub_plain(struct ub_buf *b, struct ub_slice f)
{
	struct ub_slice p;

	if (f.len == 0 || memchr(f.s, '\\', f.len) == NULL)
		return f;
	ub_buf_clear(b);
	ub_unescape(b, f.s, f.len);
	p.s = b->s;
	p.len = b->len;
	return p;
}

/* The value of n is this plain text; an empty one is missing. */
static void
result(struct ub_node *n, const char *s, size_t len, struct ub_val *out)
{
	ub_buf_clear(&n->buf[0]);
	ub_escape(&n->buf[0], s, len);
	out->miss = len == 0 ? UB_MISS_EMPTY : 0;
	out->u.t.s = n->buf[0].s;
	out->u.t.len = n->buf[0].len;
}

/* The first argument's plain text; false when missing or failed. */
static bool
subject(struct ub_run *r, struct ub_node *n, struct ub_slice *p,
    struct ub_val *out, enum ub_status *st)
{
	struct ub_val v;

	*st = ub_eval(r, n->kid[0], &v);
	out->miss = *st == UB_OK ? v.miss : 0;
	if (*st != UB_OK || v.miss != 0)
		return false;
	*p = ub_plain(&n->buf[1], v.u.t);
	return true;
}

/*
 * p with the letters a to z, and those of U+00E0 to U+00FE (å, ä, ö, é), as
 * capitals, or the other way round; false when p holds anything else that is
 * not ASCII, and Unicode has to be asked.  first is 'a' or 'A': the letters of
 * the second byte of the others lie just as far apart, from 0xa0 or 0x80.
 */
static bool
shift_latin(struct ub_buf *b, struct ub_slice p, char first, int shift)
{
	unsigned char c, base = (unsigned char)(first == 'a' ? 0xa0 : 0x80);
	size_t i;

	ub_buf_reserve(b, p.len);
	for (i = 0; i < p.len; i++) {
		c = (unsigned char)p.s[i];
		if ((unsigned char)(c - (unsigned char)first) < 26)
			c = (unsigned char)(c + shift);
		b->s[i] = (char)c;
		if (c < 0x80)
			continue;
		/* valid UTF-8: a second byte follows; 0x9f is sharp s and 0xbf
		 * y with dots, 0x97 and 0xb7 are signs */
		c = (unsigned char)p.s[++i];
		if ((unsigned char)p.s[i - 1] != 0xc3 || (c & 0x1f) == 0x1f)
			return false;
		if ((unsigned char)(c - base) < 0x1f && (c & 0x1f) != 0x17)
			c = (unsigned char)(c + shift);
		b->s[i] = (char)c;
	}
	b->len = p.len;
	b->s[b->len] = '\0';
	return true;
}

/* A field without escapes needs none in other letters either, unless .X has
 * become .x */
static enum ub_status
recase(struct ub_run *r, struct ub_node *n, struct ub_val *out, char first,
    void (*unicode)(struct ub_buf *b, const char *s, size_t len))
{
	struct ub_buf *b = &n->buf[2];
	enum ub_status st;
	struct ub_slice p;

	if (!subject(r, n, &p, out, &st))
		return st;
	ub_buf_clear(b);
	if (!shift_latin(b, p, first, first == 'a' ? 'A' - 'a' : 'a' - 'A')) {
		ub_buf_clear(b);
		unicode(b, p.s, p.len);
	}
	if (p.s == n->buf[1].s || b->len <= 2) {
		result(n, b->s, b->len, out);
	} else {
		out->u.t.s = b->s;
		out->u.t.len = b->len;
	}
	return UB_OK;
}

static enum ub_status
ev_lower(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	return recase(r, n, out, 'A', ub_lower);
}

static enum ub_status
ev_upper(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	return recase(r, n, out, 'a', ub_upper);
}

/* Bytes of the blank at s: space, tab, line feed, no-break space; or 0. */
static size_t
blank(const char *s, size_t len)
{
	if (len > 0 && strchr(" \t\n\r", s[0]) != NULL)
		return 1;
	return len > 1 && s[0] == '\xc2' && s[1] == '\xa0' ? 2 : 0;
}

static enum ub_status
ev_trim(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_slice p;
	size_t k;

	if (!subject(r, n, &p, out, &st))
		return st;
	for (; (k = blank(p.s, p.len)) > 0; p.len -= k)
		p.s += k;
	for (;;) {
		if (p.len > 0 && blank(p.s + p.len - 1, 1) == 1)
			p.len--;
		else if (p.len > 1 && blank(p.s + p.len - 2, 2) == 2)
			p.len -= 2;
		else
			break;
	}
	result(n, p.s, p.len, out);
	return UB_OK;
}

static enum ub_status
ev_len(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_slice p;

	if (subject(r, n, &p, out, &st))
		out->u.i = (int64_t)ub_ulen(p.s, p.len);
	return st;
}

/* Bytes of the first k characters of p, or all of them. */
static size_t
head(struct ub_slice p, int64_t k)
{
	size_t i = 0;

	for (; k > 0 && i < p.len; k--)
		i += ub_ustep(p.s + i);
	return i;
}

static enum ub_status
ev_substr(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	struct ub_val from, count = { .u.i = INT64_MAX };
	struct ub_slice p = { NULL, 0 };
	enum ub_status st;
	size_t skip;
	char miss;

	(void)subject(r, n, &p, out, &st);
	miss = out->miss;
	if (st != UB_OK || (st = ub_eval(r, n->kid[1], &from)) != UB_OK ||
	    (n->nkid == 3 && (st = ub_eval(r, n->kid[2], &count)) != UB_OK))
		return st;
	out->miss = ub_miss2(miss, ub_miss2(from.miss, count.miss));
	if (out->miss != 0)
		return UB_OK;
	if (from.u.i < 1 || count.u.i < 0) {
		out->miss = 'u';
		return UB_OK;
	}
	skip = head(p, from.u.i - 1);
	p.s += skip;
	p.len -= skip;
	result(n, p.s, head(p, count.u.i), out);
	return UB_OK;
}

/* All of `from` in p become `to`; false when that grows too long. */
static bool
replace(struct ub_buf *b, struct ub_slice p, struct ub_slice from,
    struct ub_slice to)
{
	const char *at;
	size_t k;

	ub_buf_clear(b);
	while (
	    p.len > 0 && (at = memmem(p.s, p.len, from.s, from.len)) != NULL) {
		k = (size_t)(at - p.s);
		ub_buf_add(b, p.s, k);
		ub_buf_add(b, to.s, to.len);
		p.s += k + from.len;
		p.len -= k + from.len;
		if (b->len > UB_EXPR_TEXT_MAX)
			return false;
	}
	ub_buf_add(b, p.s, p.len);
	return true;
}

static enum ub_status
ev_replace(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	struct ub_slice p = { NULL, 0 };
	struct ub_val from, to;
	enum ub_status st;
	char miss;

	(void)subject(r, n, &p, out, &st);
	miss = out->miss;
	if (st != UB_OK || (st = ub_eval(r, n->kid[1], &from)) != UB_OK ||
	    (st = ub_eval(r, n->kid[2], &to)) != UB_OK)
		return st;
	out->miss = ub_miss2(miss, ub_miss2(from.miss, to.miss));
	if (out->miss != 0)
		return UB_OK;
	/* the scratch of kids that have been evaluated is free */
	if (!replace(&n->buf[2], p, ub_plain(&n->kid[1]->buf[2], from.u.t),
		ub_plain(&n->kid[2]->buf[2], to.u.t)))
		return ub_eval_overflow(r, n);
	result(n, n->buf[2].s, n->buf[2].len, out);
	return UB_OK;
}

/* --- to and from other types ------------------------------------------- */

/* Digits with an optional minus and point; zeros may lead and trail, as in
 * codes and in what people type. */
static bool
parse_number(struct ub_slice p, struct ub_i128 *nano)
{
	char text[UB_DEC_MAX];
	size_t n = 0, i = 0, end = p.len;

	if (end > 0 && p.s[0] == '-')
		text[n++] = p.s[i++];
	while (i + 1 < end && p.s[i] == '0' && p.s[i + 1] != '.')
		i++;
	if (memchr(p.s + i, '.', end - i) != NULL && p.s[end - 1] != '.') {
		while (p.s[end - 1] == '0')
			end--;
		if (p.s[end - 1] == '.')
			end--;
	}
	if (end - i > sizeof(text) - n)
		return false;
	memcpy(text + n, p.s + i, end - i);
	n += end - i;
	if (n == 2 && text[0] == '-' && text[1] == '0')
		return ub_dec_parse("0", 1, nano);
	return ub_dec_parse(text, n, nano);
}

static enum ub_status
ev_num(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_slice p;

	if (subject(r, n, &p, out, &st) && !parse_number(p, &out->u.d))
		out->miss = 'u';
	return st;
}

/* A part of a date, 0 where it is no part of one: num() makes decimals of
 * whole numbers too. */
static int
part_of(const struct ub_node *kid, const struct ub_val *v)
{
	const uint64_t one = 1000000000, most = 9999;

	if (kid->kind == UB_K_INT)
		return v->u.i > 0 && v->u.i <= (int64_t)most ? (int)v->u.i : 0;
	if (v->u.d.hi != 0 || v->u.d.lo % one != 0 || v->u.d.lo / one > most)
		return 0;
	return (int)(v->u.d.lo / one);
}

static enum ub_status
date_of_parts(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	struct ub_val v;
	enum ub_status st;
	int part[3] = { 0 };
	size_t i;

	out->miss = 0;
	for (i = 0; i < 3; i++) {
		if ((st = ub_eval(r, n->kid[i], &v)) != UB_OK)
			return st;
		out->miss = ub_miss2(out->miss, v.miss);
		if (v.miss == 0)
			part[i] = part_of(n->kid[i], &v);
	}
	if (out->miss == 0 &&
	    !ub_date_of(part[0], part[1], part[2], &out->u.day))
		out->miss = 'u';
	return UB_OK;
}

static enum ub_status
ev_date(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_slice p;

	if (n->nkid == 3)
		return date_of_parts(r, n, out);
	if (subject(r, n, &p, out, &st) &&
	    !ub_date_parse(p.s, p.len, &out->u.day))
		out->miss = 'u';
	return st;
}

static enum ub_status
ev_text(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_kind kind = n->kid[0]->kind;
	enum ub_status st;
	struct ub_val v;

	if ((st = ub_eval(r, n->kid[0], &v)) != UB_OK)
		return st;
	*out = v;
	if (v.miss != 0 || kind == UB_K_TEXT)
		return UB_OK;
	ub_buf_clear(&n->buf[0]);
	ub_val_print(&n->buf[0], kind, &v);
	out->u.t.s = n->buf[0].s;
	out->u.t.len = n->buf[0].len;
	return UB_OK;
}

/*
 * The secret number of a person, of the cell key method: 9 decimals of a hash of
 * the pseudonym, which is as little known as that.  The seed parts it from other
 * hashes of the same.
 */
static enum ub_status
ev_cellkey(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	static const uint64_t seed = UINT64_C(0x75626174636b6579);
	enum ub_status st;
	struct ub_slice p;

	if (subject(r, n, &p, out, &st))
		out->u.d = ub_i128_of(
		    (int64_t)(ub_hash64(p.s, p.len, seed) % UB_NANO));
	return st;
}

/* --- the table --------------------------------------------------------- */

/* date("2015-01-01") or date(2015, 1, 1) */
static enum ub_status
check_date(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	size_t i;

	if (n->nkid == 2)
		return ub_expr_fail(e, x->src, n->off,
		    "date() takes a text, or year, month and day");
	for (i = 0; i < n->nkid; i++)
		if (n->nkid == 1 ? n->kid[i]->kind != UB_K_TEXT
				 : n->kid[i]->kind != UB_K_INT &&
				       n->kid[i]->kind != UB_K_DEC)
			return ub_expr_fail(e, x->src, n->kid[i]->off,
			    "date() takes a text, or year, month and day, "
			    "not %s",
			    ub_check_noun(n->kid[i]));
	return UB_OK;
}

static enum ub_status
check_code(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	if (n->kid[0]->kind != UB_K_TEXT && n->kid[0]->kind != UB_K_INT)
		return ub_expr_fail(e, x->src, n->kid[0]->off,
		    "code() takes text or a whole number, not %s",
		    ub_check_noun(n->kid[0]));
	n->type = UB_CODE;
	return UB_OK;
}

const struct ub_func ub_func_text[] = {
	{ "cellkey", "t", UB_K_DEC, NULL, ev_cellkey },
	{ "code", "x", UB_K_TEXT, check_code, ev_text },
	{ "date", "x|xx", UB_K_DATE, check_date, ev_date },
	{ "len", "t", UB_K_INT, NULL, ev_len },
	{ "lower", "t", UB_K_TEXT, NULL, ev_lower },
	{ "num", "t", UB_K_DEC, NULL, ev_num },
	{ "replace", "ttt", UB_K_TEXT, NULL, ev_replace },
	{ "substr", "ti|i", UB_K_TEXT, NULL, ev_substr },
	{ "text", "x", UB_K_TEXT, NULL, ev_text },
	{ "trim", "t", UB_K_TEXT, NULL, ev_trim },
	{ "upper", "t", UB_K_TEXT, NULL, ev_upper },
	{ NULL, NULL, UB_K_BOOL, NULL, NULL },
};
