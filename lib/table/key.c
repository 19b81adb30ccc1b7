/* key.c - what records are grouped by; key.h. */
#include "key.h"

#include <stdlib.h>
#include <string.h>

#include "../base/unicode.h"
#include "tally.h"

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

static enum ub_status
codes_of_expr(struct ub_key *k, const struct ub_batch *b, const uint32_t *rec,
    size_t n, uint32_t *code, struct ub_err *e)
{
	enum ub_kind kind = ub_expr_kind(k->x);
	enum ub_status st;
	struct ub_val v;

	for (size_t i = 0; i < n; i++) {
		uint32_t known = k->val.n;

		if ((st = ub_expr_eval(k->x, b, rec[i], NULL, &v, e)) != UB_OK)
			return st;
		ub_buf_clear(&k->tmp);
		ub_val_print(&k->tmp, kind, &v);
		code[i] = ub_intern_add(
		    &k->val, k->tmp.len > 0 ? k->tmp.s : "", k->tmp.len);
		if (code[i] == known && v.miss == 't')
			return check_new(
			    k, b, rec[i], ub_intern_text(&k->val, known), e);
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
	for (size_t i = 0; i < n; i++) {
		struct ub_slice f = ub_field(b, rec[i], k->col);
		uint32_t known = k->val.n;

		code[i] = ub_intern_add(&k->val, f.s, f.len);
		if (code[i] == known &&
		    (st = check_new(k, b, rec[i], f, e)) != UB_OK)
			return st;
	}
	return UB_OK;
}

void
ub_key_copy(struct ub_key *k, const struct ub_key *from)
{
	ub_intern_copy(&k->val, &from->val);
	if (from->rank == NULL)
		return;
	k->nrank = from->nrank;
	k->rank = ub_xcalloc((size_t)k->nrank + 1, sizeof(*k->rank));
	memcpy(k->rank, from->rank, k->nrank * sizeof(*k->rank));
}

/* --- the order of rows ------------------------------------------------ */

/* What qsort needs of a value to place it. */
struct place {
	struct ub_slice text;
	struct ub_i128 num;
	double real;
	uint32_t code;
	char miss;
};

static int
by_place(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	int c;

	if (x->miss != y->miss) /* 0, then '.', then the letters */
		return x->miss < y->miss ? -1 : 1;
	if ((c = ub_i128_cmp(x->num, y->num)) != 0)
		return c;
	if (x->real < y->real || x->real > y->real)
		return x->real < y->real ? -1 : 1;
	return ub_slice_cmp(x->text, y->text);
}

static struct place
place_of(const struct ub_key *k, uint32_t code)
{
	struct place p = { .text = ub_intern_text(&k->val, code),
		.code = code };

	p.miss = ub_missing(p.text);
	if (p.miss != 0)
		return p;
	switch (k->type) {
	case UB_INT:
	case UB_COUNT:
	case UB_DEC:
	case UB_DATE:
		(void)ub_number_of(k->type, p.text, &p.num); /* was checked */
		break;
	case UB_SHARE:
	case UB_MEAN:
	case UB_STAT:
		(void)ub_real_parse(p.text.s, p.text.len, &p.real);
		break;
	default:
		break; /* by bytes */
	}
	return p;
}

/* Give n codes their ranks, which begin at first. */
static void
order_all(struct ub_key *k, const uint32_t *code, uint32_t first, uint32_t n)
{
	struct place *p = ub_xcalloc((size_t)n + 1, sizeof(*p));

	for (uint32_t i = 0; i < n; i++)
		p[i] = place_of(k, code[i]);
	qsort(p, n, sizeof(*p), by_place);
	for (uint32_t i = 0; i < n; i++)
		k->rank[p[i].code] = first + i;
	free(p);
}

/* The first bytes of a text as numbers, which compare as they do: there is no
 * NUL in a text. */
struct head {
	uint64_t a, b;
	uint32_t code;
	char miss;
};

static int
by_head(const void *a, const void *b)
{
	const struct head *x = a, *y = b;

	if (x->miss != y->miss)
		return x->miss < y->miss ? -1 : 1;
	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return x->b < y->b ? -1 : x->b > y->b;
}

static struct head
head_of(const struct ub_key *k, uint32_t code)
{
	struct ub_slice f = ub_intern_text(&k->val, code);
	struct head h = { .code = code, .miss = ub_missing(f) };

	for (size_t i = 0; i < 16 && i < f.len; i++) {
		uint64_t byte = (unsigned char)f.s[i];
		*(i < 8 ? &h.a : &h.b) |= byte << (56 - 8 * (i % 8));
	}
	return h;
}

/* By bytes: millions of persons are told apart without a look at their text;
 * those that begin alike are put in order afterwards. */
static void
order_texts(struct ub_key *k)
{
	struct head *h = ub_xcalloc((size_t)k->val.n + 1, sizeof(*h));
	uint32_t *code = ub_xcalloc((size_t)k->val.n + 1, sizeof(*code));
	uint32_t i, n;

	for (i = 0; i < k->val.n; i++)
		h[i] = head_of(k, i);
	qsort(h, k->val.n, sizeof(*h), by_head);
	for (i = 0; i < k->val.n; i++)
		code[i] = h[i].code;
	for (i = 0; i < k->val.n; i += n) {
		for (n = 1; i + n < k->val.n && by_head(&h[i], &h[i + n]) == 0;
		     n++)
			;
		if (n == 1)
			k->rank[code[i]] = i;
		else
			order_all(k, code + i, i, n);
	}
	free(h);
	free(code);
}

void
ub_key_order(struct ub_key *k)
{
	uint32_t *code;

	if (k->rank != NULL && k->nrank == k->val.n)
		return;
	free(k->rank);
	k->nrank = k->val.n;
	k->rank = ub_xcalloc((size_t)k->val.n + 1, sizeof(*k->rank));
	if (ub_type_is_text(k->type)) {
		order_texts(k);
		return;
	}
	code = ub_xcalloc((size_t)k->val.n + 1, sizeof(*code));
	for (uint32_t i = 0; i < k->val.n; i++)
		code[i] = i;
	order_all(k, code, 0, k->val.n);
	free(code);
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
