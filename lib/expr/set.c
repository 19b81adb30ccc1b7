/*
 * set.c - the constants of in (...), or the lines of in @file: numbers and
 * dates are found by halves, texts in longer lists by hash.
 */
#include <stdlib.h>

#include "../base/date.h"
#include "../base/file.h"
#include "../base/hash.h"
#include "../base/simd.h"
#include "node.h"

enum { FILE_MAX = 64 * 1024 * 1024 };

/* --- searching ---------------------------------------------------------- */

static int
by_int(const void *a, const void *b)
{
	return ub_val_cmp(UB_K_INT, a, b);
}

static int
by_dec(const void *a, const void *b)
{
	return ub_val_cmp(UB_K_DEC, a, b);
}

static int
by_date(const void *a, const void *b)
{
	return ub_val_cmp(UB_K_DATE, a, b);
}

static int
by_text(const void *a, const void *b)
{
	return ub_val_cmp(UB_K_TEXT, a, b);
}

static int
by_bool(const void *a, const void *b)
{
	return ub_val_cmp(UB_K_BOOL, a, b);
}

static void
add_text(struct ub_node *n, size_t i)
{
	struct ub_slice t = n->set[i].u.t;
	size_t k = (size_t)ub_hash64(t.s, t.len, 0) & (n->nslot - 1);

	for (; n->slot[k] != 0; k = (k + 1) & (n->nslot - 1))
		if (ub_slice_eq(n->set[n->slot[k] - 1].u.t, t))
			return;
	n->slot[k] = (uint32_t)i + 1;
}

/* Make n->set ready to be searched. */
static void
arrange(struct ub_node *n)
{
	static int (*const by[])(const void *, const void *) = {
		[UB_K_BOOL] = by_bool,
		[UB_K_INT] = by_int,
		[UB_K_DEC] = by_dec,
		[UB_K_DATE] = by_date,
		[UB_K_TEXT] = by_text,
	};
	enum ub_kind kind = n->kid[0]->kind;
	size_t i;

	if (n->nset > 1)
		qsort(n->set, n->nset, sizeof(*n->set), by[kind]);
	if (kind != UB_K_TEXT || n->nset <= 8)
		return;
	for (n->nslot = 32; n->nslot < n->nset * 4; n->nslot *= 2)
		;
	n->slot = ub_xcalloc(n->nslot, sizeof(*n->slot));
	for (i = 0; i < n->nset; i++)
		add_text(n, i);
}

void
ub_set_build(struct ub_node *n)
{
	size_t i;

	n->set = ub_xcalloc(n->nkid, sizeof(*n->set));
	for (i = 1; i < n->nkid; i++)
		n->set[n->nset++] = n->kid[i]->val;
	arrange(n);
}

static bool
has_text(const struct ub_node *n, struct ub_slice t)
{
	size_t k = (size_t)ub_hash64(t.s, t.len, 0);

	for (k &= n->nslot - 1; n->slot[k] != 0; k = (k + 1) & (n->nslot - 1))
		if (ub_slice_eq(n->set[n->slot[k] - 1].u.t, t))
			return true;
	return false;
}

bool
ub_set_has(const struct ub_node *n, const struct ub_val *v)
{
	enum ub_kind kind = n->kid[0]->kind;
	size_t lo = 0, hi = n->nset;

	if (n->slot != NULL)
		return has_text(n, v->u.t);
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int c = ub_val_cmp(kind, v, &n->set[mid]);
		if (c == 0)
			return true;
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return false;
}

/* --- lists from elsewhere ----------------------------------------------- */

/* The plain text s as one member more.  Texts are collected in buf[0], which
 * may move: until the end their places in it stand for them. */
static bool
add_value(struct ub_node *n, const char *s, size_t len)
{
	struct ub_val v = { 0 };
	bool ok = true;

	switch (n->kid[0]->kind) {
	case UB_K_INT:
		ok = ub_int_parse(s, len, &v.u.i);
		break;
	case UB_K_DEC:
		ok = ub_dec_parse(s, len, &v.u.d);
		break;
	case UB_K_DATE:
		ok = ub_date_parse(s, len, &v.u.day);
		break;
	default:
		v.u.t.s = NULL;
		v.u.t.len = n->buf[0].len;
		ub_escape(&n->buf[0], s, len);
		v.u.t.len = n->buf[0].len - v.u.t.len;
		break;
	}
	if (!ok)
		return false;
	n->set = ub_xgrow(n->set, n->nset, sizeof(*n->set));
	n->set[n->nset++] = v;
	return true;
}

static void
place_texts(struct ub_node *n)
{
	size_t i, at = 0;

	if (n->kid[0]->kind != UB_K_TEXT)
		return;
	for (i = 0; i < n->nset; i++) {
		n->set[i].u.t.s = n->buf[0].s + at;
		at += n->set[i].u.t.len;
	}
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static enum ub_status
add_line(struct ub_node *n, struct ub_slice s, const char *path, uint64_t line,
    struct ub_err *e)
{
	static const char *const wanted[] = { "bool", "int", "dec", "date" };

	if (s.len > 0 && s.s[s.len - 1] == '\r')
		s.len--;
	if (s.len == 0)
		return UB_OK;
	if (is_blank(s.s[0]) || is_blank(s.s[s.len - 1]))
		return ub_fail_at(e, UB_EUSAGE, path, line,
		    "a blank before or after the value");
	if (!add_value(n, s.s, s.len))
		return ub_fail_at(e, UB_EUSAGE, path, line, "not a valid %s",
		    wanted[n->kid[0]->kind]);
	return UB_OK;
}

/* One value a line; empty lines are passed over, and what Windows puts at the
 * beginning of a file and the end of a line. */
static enum ub_status
load_file(struct ub_node *n, const char *path, struct ub_err *e)
{
	struct ub_buf b = { 0 };
	enum ub_status st = ub_slurp(path, &b, FILE_MAX, e);
	struct ub_slice line;
	const char *lf;
	uint64_t lineno = 0;
	size_t at = 0;

	if (st == UB_OK && b.len > 0 &&
	    (!ub_utf8_valid(b.s, b.len) || memchr(b.s, '\0', b.len) != NULL))
		st = ub_fail_at(e, UB_EUSAGE, path, 0, "not utf-8 text");
	if (b.len >= 3 && memcmp(b.s, "\xef\xbb\xbf", 3) == 0)
		at = 3;
	while (st == UB_OK && at < b.len) {
		line.s = b.s + at;
		lf = memchr(line.s, '\n', b.len - at);
		line.len = lf == NULL ? b.len - at : (size_t)(lf - line.s);
		at += line.len + 1;
		st = add_line(n, line, path, ++lineno, e);
	}
	if (st == UB_OK && n->nset == 0)
		st = ub_fail_at(e, UB_EUSAGE, path, 0, "a list without values");
	ub_buf_free(&b);
	return st;
}

static enum ub_status
load_codes(
    struct ub_expr *x, struct ub_node *n, const char *name, struct ub_err *e)
{
	struct ub_codelist *l;
	struct ub_err why;
	struct ub_slice s;
	size_t i;

	if (n->kid[0]->kind != UB_K_TEXT)
		return ub_expr_fail(e, x->src, n->kid[1]->off,
		    "%s looked for in a list of codes",
		    ub_check_noun(n->kid[0]));
	if (ub_codelist_open(&l, name, "", &why) != UB_OK)
		return ub_expr_fail(e, x->src, n->kid[1]->off,
		    "%s (a file has a dot or a slash in its name)", why.what);
	for (i = 0; i < ub_codelist_size(l); i++) {
		s = ub_codelist_code(l, i);
		(void)add_value(n, s.s, s.len);
	}
	ub_codelist_free(l);
	return UB_OK;
}

enum ub_status
ub_set_load(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	const struct ub_node *list = n->kid[1];
	struct ub_slice s =
	    ub_lex_list(x->src + list->word.off, list->word.len);
	char *name;
	enum ub_status st;

	ub_node_give(n, UB_K_BOOL);
	if (n->kid[0]->kind == UB_K_BOOL)
		return ub_expr_fail(e, x->src, n->kid[0]->off,
		    "a condition looked for in a list");
	name = ub_xstrndup(s.s, s.len);
	if (strpbrk(name, "./") == NULL)
		st = load_codes(x, n, name, e);
	else
		st = load_file(n, name, e);
	free(name);
	if (st != UB_OK)
		return st;
	place_texts(n);
	arrange(n);
	n->nkid = 1;
	return UB_OK;
}
