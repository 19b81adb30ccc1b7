/* order.c - the values of a key in the order of rows; key.h. */
#include <stdlib.h>
#include <string.h>

#include "../base/helper.h"
#include "head.h"
#include "key.h"
#include "tally.h"

enum {
	PART = 11,      /* bits that say in which part a value comes, */
	LARGE_N = 4096, /* of so many */
	MANY = 1 << 16  /* are worth a second thread */
};

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

/*
 * Half of a work that two threads share: first half of the codes, later half of
 * the parts.  What is missing is put in order by itself, after the rest.
 */
struct half {
	struct ub_key *k;
	bool missing;
	uint32_t from, to; /* codes */
	struct ub_packing pack;
	const struct ub_packing *all; /* of both halves */
	unsigned shift;               /* of a key to its part */
	struct ub_keyed *h;           /* of both */
	uint32_t *at;                 /* of each part: how many, then where */
	const uint32_t *start;        /* of each part, in h */
	size_t part, end;             /* parts */
	uint32_t first;               /* place of the first of all */
};

/* From code i on the first whose value is missing, or is not, and its head;
 * x->to after the last. */
static inline uint32_t
next_of(const struct half *x, uint32_t i, struct ub_head *h)
{
	for (; i < x->to; i++) {
		struct ub_slice f = ub_intern_text(&x->k->val, i);

		if ((ub_missing(f) != 0) != x->missing)
			continue;
		*h = head_of(x->k, f, x->missing);
		break;
	}
	return i;
}

static inline size_t
part_of(const struct half *x, uint64_t key)
{
	return x->shift < 64 ? (size_t)(key >> x->shift) : 0;
}

static void
see(void *arg)
{
	struct half *x = arg;
	struct ub_head head;

	for (uint32_t i = x->from; (i = next_of(x, i, &head)) < x->to; i++)
		ub_packing_see(&x->pack, head);
}

static void
count(void *arg)
{
	struct half *x = arg;
	struct ub_head head;

	for (uint32_t i = x->from; (i = next_of(x, i, &head)) < x->to; i++)
		x->at[part_of(x, ub_pack(x->all, head))]++;
}

/* Of millions a part lies near at hand when it is sorted. */
static void
split(void *arg)
{
	struct half *x = arg;
	struct ub_head head;

	for (uint32_t i = x->from; (i = next_of(x, i, &head)) < x->to; i++) {
		uint64_t key = ub_pack(x->all, head);

		x->h[x->at[part_of(x, key)]++] = (struct ub_keyed){ key, i };
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

static void
sort_parts(void *arg)
{
	struct half *x = arg;

	for (size_t b = x->part; b < x->end; b++) {
		uint32_t at = x->start[b], n = x->start[b + 1] - at;

		ub_keyed_sort(x->h + at, n, x->shift);
		take_order(x->k, x->h + at, n, x->missing, x->first + at);
	}
}

/* Where each part begins, and where each half puts its own of it, those of the
 * first before those of the second. */
static void
place(struct half *x, uint32_t *start, size_t nparts)
{
	uint32_t sum = 0;

	for (size_t b = 0; b < nparts; b++) {
		start[b] = sum;
		for (size_t i = 0; i < 2; i++) {
			uint32_t n = x[i].at[b];

			x[i].at[b] = sum;
			sum += n;
		}
	}
	start[nparts] = sum;
	for (size_t b = 0; b < nparts && start[b] < sum / 2; b++)
		x[0].end = b + 1;
	x[1].part = x[0].end;
	x[1].end = nparts;
}

/* The values that are missing, or those that are not, from place first on; how
 * many. */
static uint32_t
order_some(
    struct ub_helper *helper, struct ub_key *k, bool missing, uint32_t first)
{
	struct half x[2] = { { .k = k, .missing = missing, .first = first } };
	struct ub_packing pack;
	uint32_t n, *start;
	unsigned part;
	size_t nparts;

	x[1] = x[0];
	x[0].to = x[1].from = k->val.n / 2;
	x[1].to = k->val.n;
	ub_helper_both(helper, see, &x[0], &x[1]);
	pack = x[0].pack;
	ub_packing_add(&pack, &x[1].pack);
	n = (uint32_t)pack.n;
	ub_packing_ready(&pack);
	part = n < LARGE_N ? 0 : pack.bits < PART ? pack.bits : PART;
	nparts = (size_t)1 << part;
	start = ub_xcalloc(nparts * 3 + 1, sizeof(*start));
	for (size_t i = 0; i < 2; i++) {
		x[i].all = &pack;
		x[i].shift = pack.bits - part;
		x[i].start = start;
		x[i].at = start + nparts * (i + 1) + 1;
	}
	ub_helper_both(helper, count, &x[0], &x[1]);
	place(x, start, nparts);
	x[0].h = x[1].h =
	    ub_large_resize(NULL, 0, (size_t)n + 1, sizeof(*x->h));
	ub_helper_both(helper, split, &x[0], &x[1]);
	ub_helper_both(helper, sort_parts, &x[0], &x[1]);
	ub_large_free(x->h, (size_t)n + 1, sizeof(*x->h));
	free(start);
	return n;
}

void
ub_key_order(struct ub_key *k)
{
	struct ub_helper *helper;
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
	helper = k->val.n < MANY ? NULL : ub_helper_new();
	n = order_some(helper, k, false, 0);
	(void)order_some(helper, k, true, n);
	ub_helper_free(helper);
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
