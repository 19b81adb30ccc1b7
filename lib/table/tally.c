/* tally.c - counts of values by cell; tally.h. */
#include "tally.h"

#include <stdlib.h>
#include <string.h>

#include "../base/date.h"

enum {
	AHEAD = 64,    /* pairs that are looked for at a time */
	LARGE_N = 4096 /* pairs that no longer lie near at hand */
};

struct ub_pair_slot {
	uint64_t pair;
	uint32_t id1; /* number + 1; 0: free */
};

static inline size_t
home_of(uint64_t pair, unsigned bits)
{
	pair *= UINT64_C(0x9e3779b97f4a7c15);
	pair ^= pair >> 32;
	return (size_t)((pair * UINT64_C(0xd6e8feb86659fd93)) >> (64 - bits));
}

static inline size_t
slots(const struct ub_pairs *p)
{
	return p->bits == 0 ? 0 : (size_t)1 << p->bits;
}

static void
put(struct ub_pairs *p, uint64_t pair, uint32_t id)
{
	size_t h = home_of(pair, p->bits);

	while (p->slot[h].id1 != 0)
		h = (h + 1) & (((size_t)1 << p->bits) - 1);
	p->slot[h].pair = pair;
	p->slot[h].id1 = id + 1;
}

static void
rehash(struct ub_pairs *p)
{
	ub_large_free(p->slot, slots(p), sizeof(*p->slot));
	p->bits = p->bits == 0 ? 6 : p->bits + 1;
	p->wants = false;
	p->slot = ub_large_zeroed(slots(p), sizeof(*p->slot));
	for (uint32_t i = 0; i < p->n; i++)
		put(p, p->pair[i], i);
}

static uint32_t
add_new(struct ub_pairs *p, uint64_t pair)
{
	size_t room = p->room == 0 ? 8 : (size_t)p->room * 2;

	p->wants = p->n >= slots(p) / 2;
	if (p->wants && (!p->tight || p->n >= slots(p) - slots(p) / 8))
		rehash(p);
	if (p->n == p->room) {
		p->pair =
		    ub_large_resize(p->pair, p->room, room, sizeof(*p->pair));
		p->room = (uint32_t)room;
	}
	p->pair[p->n] = pair;
	put(p, pair, p->n);
	return p->n++;
}

static inline uint32_t
add(struct ub_pairs *p, uint64_t pair)
{
	size_t h;

	if (p->bits == 0)
		return add_new(p, pair);
	h = home_of(pair, p->bits);
	for (; p->slot[h].id1 != 0; h = (h + 1) & (((size_t)1 << p->bits) - 1))
		if (p->slot[h].pair == pair)
			return p->slot[h].id1 - 1;
	return add_new(p, pair);
}

uint32_t
ub_pairs_add(struct ub_pairs *p, uint32_t first, uint32_t second)
{
	return add(p, (uint64_t)first << 32 | second);
}

void
ub_pairs_ask(const struct ub_pairs *p, uint32_t first, uint32_t second)
{
	uint64_t pair = (uint64_t)first << 32 | second;

	if (p->n >= LARGE_N)
		__builtin_prefetch(&p->slot[home_of(pair, p->bits)]);
}

void
ub_pairs_add_many(
    struct ub_pairs *p, uint32_t *first, const uint32_t *second, size_t n)
{
	for (size_t from = 0; from < n; from += AHEAD) {
		size_t to = n - from < AHEAD ? n : from + AHEAD;

		for (size_t i = from; p->n >= LARGE_N && i < to; i++)
			ub_pairs_ask(p, first[i], second[i]);
		for (size_t i = from; i < to; i++)
			first[i] = add(p, (uint64_t)first[i] << 32 | second[i]);
	}
}

void
ub_pairs_free(struct ub_pairs *p)
{
	ub_large_free(p->slot, slots(p), sizeof(*p->slot));
	ub_large_free(p->pair, p->room, sizeof(*p->pair));
	memset(p, 0, sizeof(*p));
}

bool
ub_tally_add_pair(struct ub_tally *t, uint32_t cell, uint32_t val,
    uint64_t times, uint32_t *pair)
{
	uint32_t n = t->pairs.n;
	uint32_t id = ub_pairs_add(&t->pairs, cell, val);

	if (id == n) {
		if (n >= UB_TALLY_MAX)
			return false;
		t->count = ub_xgrow(t->count, n, sizeof(*t->count));
		t->count[id] = 0;
		if (t->nmark > 0) {
			t->mark = ub_xgrow(t->mark, n, t->nmark);
			memset(t->mark + n * t->nmark, 0, t->nmark);
		}
	}
	t->count[id] += times;
	*pair = id;
	return true;
}

bool
ub_tally_add(struct ub_tally *t, uint32_t cell, uint32_t val, uint64_t times)
{
	uint32_t pair;

	return ub_tally_add_pair(t, cell, val, times, &pair);
}

uint64_t
ub_tally_marked(
    const struct ub_tally *t, uint32_t cell, size_t n, unsigned bits)
{
	uint64_t found = 0;

	for (size_t i = t->start[cell]; i < t->start[cell + 1]; i++)
		found += (t->mark[t->order[i] * t->nmark + n - 1] & bits) != 0;
	return found;
}

bool
ub_number_of(enum ub_type type, struct ub_slice f, struct ub_i128 *v)
{
	int64_t i;
	int32_t day;

	switch (type) {
	case UB_INT:
	case UB_COUNT:
		if (!ub_int_parse(f.s, f.len, &i))
			return false;
		*v = ub_i128_of(i);
		return true;
	case UB_DATE:
		if (!ub_date_parse(f.s, f.len, &day))
			return false;
		*v = ub_i128_of(day);
		return true;
	default:
		return ub_dec_parse(f.s, f.len, v);
	}
}

static bool
is_numeric(enum ub_type t)
{
	return t == UB_INT || t == UB_COUNT || t == UB_DEC || t == UB_DATE;
}

/* What qsort needs of a value to place it. */
struct place {
	struct ub_i128 num;
	uint32_t id;
};

static int
by_number(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	int c = ub_i128_cmp(x->num, y->num);

	return c != 0 ? c : (x->id > y->id) - (x->id < y->id);
}

/* Fill t->num, and rank with the place of each value among all. */
static bool
read_values(struct ub_tally *t, enum ub_type type, uint32_t *rank)
{
	struct place *p = ub_xcalloc(t->val.n + 1, sizeof(*p));
	bool ok = true;

	t->num = ub_xcalloc(t->val.n + 1, sizeof(*t->num));
	for (uint32_t i = 0; i < t->val.n; i++) {
		ok &= ub_number_of(type, ub_intern_text(&t->val, i), &p[i].num);
		t->num[i] = p[i].num;
		p[i].id = i;
	}
	qsort(p, t->val.n, sizeof(*p), by_number);
	for (uint32_t i = 0; i < t->val.n; i++)
		rank[p[i].id] = i;
	free(p);
	return ok;
}

/*
 * A stable counting sort of the pairs by key: from in order `in` to order
 * `out`.  start gets, for each of nkey keys, where its pairs begin.
 */
static void
order_by(const struct ub_tally *t, const uint32_t *rank, size_t nkey,
    const uint32_t *in, uint32_t *out, size_t *start)
{
	size_t at = 0;

	memset(start, 0, (nkey + 1) * sizeof(*start));
	for (uint32_t i = 0; i < t->pairs.n; i++) {
		uint64_t pair = t->pairs.pair[i];

		start[rank ? rank[(uint32_t)pair] : (size_t)(pair >> 32)]++;
	}
	for (size_t k = 0; k <= nkey; k++) {
		size_t n = start[k];

		start[k] = at;
		at += n;
	}
	for (uint32_t i = 0; i < t->pairs.n; i++) {
		uint32_t id = in ? in[i] : i;
		uint64_t pair = t->pairs.pair[id];
		size_t k = rank ? rank[(uint32_t)pair] : (size_t)(pair >> 32);

		out[start[k]++] = id;
	}
	memmove(start + 1, start, nkey * sizeof(*start));
	start[0] = 0;
}

bool
ub_tally_sort(struct ub_tally *t, enum ub_type type, size_t ncell)
{
	bool numeric = is_numeric(type);
	uint32_t *rank = ub_xcalloc(t->val.n + 1, sizeof(*rank));
	uint32_t *half = NULL;
	size_t *start = ub_xcalloc((size_t)t->val.n + 1, sizeof(*start));
	bool ok = true;

	t->order = ub_xcalloc((size_t)t->pairs.n + 1, sizeof(*t->order));
	t->start = ub_xcalloc(ncell + 1, sizeof(*t->start));
	if (numeric)
		ok = read_values(t, type, rank);
	if (ok && numeric) {
		half = ub_xcalloc((size_t)t->pairs.n + 1, sizeof(*half));
		order_by(t, rank, t->val.n, NULL, half, start);
	}
	if (ok)
		order_by(t, NULL, ncell, half, t->order, t->start);
	free(start);
	free(half);
	free(rank);
	return ok;
}

uint64_t
ub_tally_distinct(const struct ub_tally *t, uint32_t cell)
{
	return t->start[cell + 1] - t->start[cell];
}

struct ub_i128
ub_tally_value(const struct ub_tally *t, uint32_t cell, uint64_t k)
{
	size_t i = t->start[cell];

	while (k > t->count[t->order[i]])
		k -= t->count[t->order[i++]];
	return t->num[(uint32_t)t->pairs.pair[t->order[i]]];
}

static struct ub_slice
text_of(const struct ub_tally *t, uint32_t id)
{
	return ub_intern_text(&t->val, (uint32_t)t->pairs.pair[id]);
}

struct ub_slice
ub_tally_mode(const struct ub_tally *t, enum ub_type type, uint32_t cell)
{
	uint32_t best = t->order[t->start[cell]];

	for (size_t i = t->start[cell] + 1; i < t->start[cell + 1]; i++) {
		uint32_t id = t->order[i];

		if (t->count[id] > t->count[best] ||
		    (t->count[id] == t->count[best] && !is_numeric(type) &&
			ub_slice_cmp(text_of(t, id), text_of(t, best)) < 0))
			best = id;
	}
	return text_of(t, best);
}

void
ub_tally_free(struct ub_tally *t)
{
	ub_intern_free(&t->val);
	ub_pairs_free(&t->pairs);
	free(t->count);
	free(t->mark);
	free(t->num);
	free(t->order);
	free(t->start);
	memset(t, 0, sizeof(*t));
}
