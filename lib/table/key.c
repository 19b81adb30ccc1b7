/* key.c - what records are grouped by; key.h. */
#include "key.h"

#include <stdlib.h>
#include <string.h>

#include "../base/unicode.h"
#include "head.h"
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

enum { CHUNK = 256 };

/* New values have new numbers, in turn: they alone are looked at. */
static enum ub_status
codes_of_chunk(struct ub_key *k, const struct ub_batch *b, const uint32_t *rec,
    size_t n, uint32_t *code, struct ub_err *e)
{
	struct ub_slice f[CHUNK] = { { "", 0 } };
	uint32_t known = k->val.n;
	enum ub_status st;

	for (size_t i = 0; i < n; i++)
		f[i] = ub_field(b, rec[i], k->col);
	ub_intern_add_many(&k->val, f, n, code);
	for (size_t i = 0; known < k->val.n && i < n; i++) {
		if (code[i] != known)
			continue;
		known++;
		if ((st = check_new(k, b, rec[i], f[i], e)) != UB_OK)
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

		st = codes_of_chunk(k, b, rec + from, m, code + from, e);
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

/* --- the order of rows ------------------------------------------------ */

/* Up to 8 bytes as a number that compares as they do: there is no NUL in a
 * text. */
static inline uint64_t
word_of(const char *s, size_t len)
{
	uint64_t w = 0;

	if (len >= 8) {
		for (size_t i = 0; i < 8; i++) /* one instruction, or two */
			w = w << 8 | (unsigned char)s[i];
		return w;
	}
	for (size_t i = 0; i < len; i++)
		w |= (uint64_t)(unsigned char)s[i] << (56 - 8 * i);
	return w;
}

/* The first bytes of a text; its last 8 are read where less than 8 are left. */
static inline struct ub_head
text_head(struct ub_slice f)
{
	struct ub_head h = { word_of(f.s, f.len), 0 };

	if (f.len >= 16)
		h.b = word_of(f.s + 8, 8);
	else if (f.len > 8)
		h.b = word_of(f.s + f.len - 8, 8) << 8 * (16 - f.len);
	return h;
}

/* A number as one without a sign that compares as it does. */
static struct ub_head
number_head(struct ub_i128 v)
{
	return (struct ub_head){ (uint64_t)v.hi ^ UINT64_C(1) << 63, v.lo };
}

static struct ub_head
real_head(double v)
{
	uint64_t bits;

	memcpy(&bits, &v, sizeof(bits));
	bits = bits >> 63 ? ~bits : bits | UINT64_C(1) << 63;
	return (struct ub_head){ bits, 0 };
}

/* Missing ones come as their texts: not recorded first, then by reason. */
static struct ub_head
head_of(const struct ub_key *k, struct ub_slice f, bool missing)
{
	struct ub_i128 num = { 0, 0 };
	double real = 0;

	switch (missing ? UB_TEXT : k->type) {
	case UB_INT:
	case UB_COUNT:
	case UB_DEC:
	case UB_DATE:
		(void)ub_number_of(k->type, f, &num); /* was checked */
		return number_head(num);
	case UB_SHARE:
	case UB_MEAN:
	case UB_STAT:
		(void)ub_real_parse(f.s, f.len, &real);
		return real_head(real);
	default:
		return text_head(f); /* by bytes */
	}
}

/* What qsort needs of those that begin alike. */
struct place {
	struct ub_head h;
	struct ub_slice text;
	uint32_t code;
};

static int
by_text(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->h.a != y->h.a)
		return x->h.a < y->h.a ? -1 : 1;
	if (x->h.b != y->h.b)
		return x->h.b < y->h.b ? -1 : 1;
	return ub_slice_cmp(x->text, y->text);
}

static void
order_alike(struct ub_key *k, const struct ub_keyed *h, uint32_t n,
    bool missing, uint32_t first)
{
	struct place *p = ub_xcalloc(n, sizeof(*p));

	for (uint32_t i = 0; i < n; i++) {
		p[i].code = h[i].code;
		p[i].text = ub_intern_text(&k->val, h[i].code);
		p[i].h = head_of(k, p[i].text, missing);
	}
	qsort(p, n, sizeof(*p), by_text);
	for (uint32_t i = 0; i < n; i++)
		k->order[first + i] = p[i].code;
	free(p);
}

/* From code i on the first whose value is missing, or is not, and its head;
 * k->val.n after the last. */
static inline uint32_t
next_of(const struct ub_key *k, uint32_t i, bool missing, struct ub_head *h)
{
	for (; i < k->val.n; i++) {
		struct ub_slice f = ub_intern_text(&k->val, i);

		if ((ub_missing(f) != 0) != missing)
			continue;
		*h = head_of(k, f, missing);
		break;
	}
	return i;
}

/*
 * The codes by the first bits of their keys, those with equal ones as they
 * stand: of millions such a part lies near at hand when it is sorted.  start[b]
 * gets where part b begins.
 */
static void
split(const struct ub_key *k, const struct ub_packing *pack, bool missing,
    unsigned shift, struct ub_keyed *h, uint32_t *start)
{
	size_t nstart = ((size_t)1 << (pack->bits - shift)) + 1;
	uint32_t i, *at = start + 1; /* where the next of a part goes */
	struct ub_head head;

	memset(start, 0, (nstart + 1) * sizeof(*start));
	for (i = 0; (i = next_of(k, i, missing, &head)) < k->val.n; i++)
		start[(shift < 64 ? ub_pack(pack, head) >> shift : 0) + 2]++;
	for (size_t b = 2; b <= nstart; b++)
		start[b] += start[b - 1];
	for (i = 0; (i = next_of(k, i, missing, &head)) < k->val.n; i++) {
		uint64_t key = ub_pack(pack, head);

		h[at[shift < 64 ? key >> shift : 0]++] =
		    (struct ub_keyed){ key, i };
	}
}

/* Millions of persons are told apart without a second look at their text. */
static void
take_order(struct ub_key *k, const struct ub_keyed *h, uint32_t n, bool missing,
    uint32_t first)
{
	uint32_t m;

	for (uint32_t i = 0; i < n; i += m) {
		for (m = 1; i + m < n && h[i].key == h[i + m].key; m++)
			;
		if (m == 1)
			k->order[first + i] = h[i].code;
		else
			order_alike(k, h + i, m, missing, first + i);
	}
}

/* The values that are missing, or those that are not, from place first on; how
 * many. */
static uint32_t
order_some(struct ub_key *k, bool missing, uint32_t first)
{
	enum { PART = 11, LARGE_N = 4096 };
	struct ub_packing pack = { .n = 0 };
	struct ub_head head;
	struct ub_keyed *h;
	uint32_t i, n, *start;
	unsigned part;

	for (i = 0; (i = next_of(k, i, missing, &head)) < k->val.n; i++)
		ub_packing_see(&pack, head);
	n = (uint32_t)pack.n;
	ub_packing_ready(&pack);
	part = n < LARGE_N ? 0 : pack.bits < PART ? pack.bits : PART;
	start = ub_xcalloc(((size_t)1 << part) + 2, sizeof(*start));
	h = ub_large_resize(NULL, 0, (size_t)n + 1, sizeof(*h));
	split(k, &pack, missing, pack.bits - part, h, start);
	for (size_t b = 0; b < (size_t)1 << part; b++)
		ub_keyed_sort(
		    h + start[b], start[b + 1] - start[b], pack.bits - part);
	take_order(k, h, n, missing, first);
	ub_large_free(h, (size_t)n + 1, sizeof(*h));
	free(start);
	return n;
}

void
ub_key_order(struct ub_key *k)
{
	uint32_t n;

	if (k->order != NULL && k->norder == k->val.n)
		return;
	free(k->order);
	free(k->rank);
	k->rank = NULL;
	/* there will be no others, and what sorts them is large */
	ub_intern_rest(&k->val);
	k->norder = k->val.n;
	k->order = ub_xcalloc((size_t)k->val.n + 1, sizeof(*k->order));
	n = order_some(k, false, 0);
	(void)order_some(k, true, n);
}

void
ub_key_ranks(struct ub_key *k)
{
	if (k->rank != NULL)
		return;
	k->rank = ub_xcalloc((size_t)k->norder + 1, sizeof(*k->rank));
	for (uint32_t i = 0; i < k->norder; i++)
		k->rank[k->order[i]] = i;
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
