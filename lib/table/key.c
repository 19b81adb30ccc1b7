/* key.c - what records are grouped by; key.h. */
#include "key.h"

#include <stdlib.h>
#include <string.h>

#include "../base/unicode.h"

static enum ub_status
parse(struct ub_key *k, const struct ub_scope *scope, const char *src,
    struct ub_err *e)
{
	struct ub_span name, rest;
	enum ub_status st;

	if ((st = ub_expr_define(src, &name, &rest, e)) != UB_OK)
		return st;
	if (name.len == 0 && ub_name_valid(src, strlen(src)) &&
	    ub_legend_find(scope->legend, src, strlen(src)) == UB_NOCOL)
		return ub_legend_need(
		    scope->legend, src, strlen(src), &k->col, e);
	if (name.len > 0 && !ub_name_valid(src + name.off, name.len))
		return ub_expr_fail(e, src, name.off, "no name of a column");
	if ((st = ub_expr_compile(&k->x, scope, src, rest.off, rest.len, e)) !=
	    UB_OK)
		return st;
	k->type = ub_expr_type(k->x);
	k->col = ub_expr_column(k->x);
	if (name.len == 0 && k->col == UB_NOCOL)
		return ub_expr_fail(e, src, rest.off,
		    "a key that is no column needs a name: name = expr");
	if (k->col != UB_NOCOL)
		k->column = scope->legend->col[k->col].name;
	k->name = name.len > 0 ? ub_xstrndup(src + name.off, name.len)
			       : ub_xstrdup(k->column);
	return UB_OK;
}

enum ub_status
ub_key_parse(struct ub_key *k, const struct ub_scope *scope, const char *src,
    struct ub_err *e)
{
	enum ub_status st;

	memset(k, 0, sizeof(*k));
	k->col = UB_NOCOL;
	if ((st = parse(k, scope, src, e)) != UB_OK)
		ub_key_free(k);
	return st;
}

void
ub_key_free(struct ub_key *k)
{
	free(k->name);
	free(k->order);
	free(k->rank);
	ub_expr_free(k->x);
	ub_intern_free(&k->val);
	ub_buf_free(&k->tmp);
	memset(k, 0, sizeof(*k));
}

static enum ub_status
check_new(const struct ub_key *k, const struct ub_batch *b, size_t rec,
    struct ub_slice f, struct ub_err *e)
{
	if (ub_missing(f) == 't')
		return ub_fail_at(e, UB_EDATA, b->input, b->line + rec,
		    "key %s: .t stands for all in a table", k->name);
	if (!ub_field_valid(k->type, f))
		return ub_fail_at(e, UB_EDATA, b->input, b->line + rec,
		    "column %s: not a valid %s", k->column,
		    ub_type_name(k->type));
	return UB_OK;
}

static inline size_t
rec_at(const uint32_t *rec, size_t i)
{
	return rec == NULL ? i : rec[i];
}

static enum ub_status
codes_of_expr(struct ub_key *k, const struct ub_batch *b, const uint32_t *rec,
    size_t n, uint32_t *code, struct ub_err *e)
{
	enum ub_kind kind = ub_expr_kind(k->x);
	enum ub_status st;
	struct ub_val v;

	for (size_t i = 0; i < n; i++) {
		uint32_t known = k->val.n;

		if ((st = ub_expr_eval(k->x, b, rec_at(rec, i), NULL, &v, e)) !=
		    UB_OK)
			return st;
		ub_buf_clear(&k->tmp);
		ub_val_print(&k->tmp, kind, &v);
		code[i] = ub_intern_add(
		    &k->val, k->tmp.len > 0 ? k->tmp.s : "", k->tmp.len);
		if (code[i] == known && v.miss == 't')
			return check_new(k, b, rec_at(rec, i),
			    ub_intern_text(&k->val, known), e);
	}
	return UB_OK;
}

enum { CHUNK = 256 };

/* New values have new numbers, in turn: they alone are looked at. */
static enum ub_status
codes_of_chunk(struct ub_key *k, const struct ub_batch *b, const uint32_t *rec,
    size_t from, size_t n, uint32_t *code, struct ub_err *e)
{
	struct ub_slice f[CHUNK] = { { "", 0 } };
	uint32_t known = k->val.n;
	enum ub_status st;

	for (size_t i = 0; i < n; i++)
		f[i] = ub_field(b, rec_at(rec, from + i), k->col);
	ub_intern_add_many(&k->val, f, n, code);
	for (size_t i = 0; known < k->val.n && i < n; i++) {
		if (code[i] != known)
			continue;
		known++;
		if ((st = check_new(k, b, rec_at(rec, from + i), f[i], e)) !=
		    UB_OK)
			return st;
	}
	return UB_OK;
}

enum ub_status
ub_key_codes(struct ub_key *k, const struct ub_batch *b, const uint32_t *rec,
    size_t n, uint32_t *code, struct ub_err *e)
{
	enum ub_status st;

	if (k->col == UB_NOCOL)
		return codes_of_expr(k, b, rec, n, code, e);
	for (size_t from = 0; from < n; from += CHUNK) {
		size_t m = n - from < CHUNK ? n - from : CHUNK;

		st = codes_of_chunk(k, b, rec, from, m, code + from, e);
		if (st != UB_OK)
			return st;
	}
	return UB_OK;
}

void
ub_key_copy(struct ub_key *k, const struct ub_key *from, uint32_t n)
{
	ub_intern_copy(&k->val, &from->val, n);
	if (from->order == NULL || from->norder != n)
		return;
	k->norder = n;
	k->order = ub_xcalloc((size_t)n + 1, sizeof(*k->order));
	memcpy(k->order, from->order, n * sizeof(*k->order));
}

struct ub_slice
ub_key_field(const struct ub_key *k, uint32_t code)
{
	static const struct ub_slice total = { ".t", 2 };

	return code == UB_CODE_TOTAL ? total : ub_intern_text(&k->val, code);
}

/* --- lists ------------------------------------------------------------ */

char *
ub_list_next(const char *src, size_t *at)
{
	size_t from = *at, i, to;
	int depth = 0;
	char quote = '\0';

	if (from > 0 && src[from - 1] == '\0')
		return NULL;
	for (i = from; src[i] != '\0'; i++) {
		char c = src[i];

		if (quote != '\0') {
			if (c == '\\' && quote == '"' && src[i + 1] != '\0')
				i++;
			else if (c == quote)
				quote = '\0';
		} else if (c == '"' || c == '`') {
			quote = c;
		} else if (c == '(') {
			depth++;
		} else if (c == ')') {
			depth--;
		} else if (c == ',' && depth <= 0) {
			break;
		}
	}
	*at = i + 1;
	for (to = i; to > from && src[to - 1] == ' '; to--)
		;
	while (from < to && src[from] == ' ')
		from++;
	return ub_xstrndup(src + from, to - from);
}
