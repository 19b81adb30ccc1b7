/* intern.c - numbers for texts; intern.h. */
#include "intern.h"

#include <stdlib.h>
#include <string.h>

#include "../base/hash.h"

enum {
	AHEAD = 64,    /* texts that are looked for at a time */
	LARGE_N = 4096 /* texts that no longer lie near at hand */
};

#define GOLDEN UINT64_C(0x9e3779b97f4a7c15) /* 2^64 / golden ratio */

/* len <= 8 bytes as one integer, different for different texts of one
 * length. */
static inline uint64_t
word_of(const char *s, size_t len)
{
	uint32_t a, b;

	if (len >= 4) {
		memcpy(&a, s, 4);
		memcpy(&b, s + len - 4, 4);
		return a | (uint64_t)b << 32; /* they may overlap */
	}
	if (len == 0)
		return 0;
	return (uint64_t)(unsigned char)s[0] |
	       (uint64_t)(unsigned char)s[len / 2] << 8 * (len / 2) |
	       (uint64_t)(unsigned char)s[len - 1] << 8 * (len - 1);
}

static inline bool
same(const char *a, const char *b, size_t len)
{
	uint64_t x[2], y[2];

	if (len <= 8)
		return word_of(a, len) == word_of(b, len);
	if (len > 16)
		return memcmp(a, b, len) == 0;
	memcpy(&x[0], a, 8);
	memcpy(&x[1], a + len - 8, 8);
	memcpy(&y[0], b, 8);
	memcpy(&y[1], b + len - 8, 8);
	return x[0] == y[0] && x[1] == y[1];
}

/* 32 bits: the first of them say where a text lives, so that a larger table is
 * filled in order, all of them which of those that live there it may be. */
static inline uint32_t
tag_of(const char *s, size_t len)
{
	uint64_t a, b = 0, h;

	if (len <= 8) {
		a = word_of(s, len);
	} else if (len <= 16) {
		memcpy(&a, s, 8);
		memcpy(&b, s + len - 8, 8);
	} else {
		a = ub_hash64(s, len, 0);
	}
	h = (a ^ len) * GOLDEN;
	h ^= h >> 32;
	h = (h ^ b) * UINT64_C(0xd6e8feb86659fd93);
	h ^= h >> 32;
	return (uint32_t)((h * GOLDEN) >> 32);
}

static inline size_t
home_of(const struct ub_intern *t, uint32_t tag)
{
	return tag >> (32 - t->bits);
}

static inline size_t
after(const struct ub_intern *t, size_t h)
{
	return (h + 1) & (((size_t)1 << t->bits) - 1);
}

/* Where one with this tag, which is not there, belongs. */
static inline struct ub_intern_slot *
free_slot(struct ub_intern *t, uint32_t tag)
{
	size_t h = home_of(t, tag);

	while (t->slot[h].id1 != 0)
		h = after(t, h);
	return &t->slot[h];
}

static void
rehash(struct ub_intern *t)
{
	size_t old = t->bits == 0 ? 0 : (size_t)1 << t->bits;
	struct ub_intern_slot *from = t->slot;

	t->bits = t->bits == 0 ? 6 : t->bits + 1;
	t->wants = false;
	t->slot = ub_large_zeroed((size_t)1 << t->bits, sizeof(*t->slot));
	for (size_t i = 0; i < old; i++)
		if (from[i].id1 != 0)
			*free_slot(t, from[i].tag) = from[i];
	ub_large_free(from, old, sizeof(*from));
}

/* After a rest all are placed anew. */
static void
place_all(struct ub_intern *t)
{
	while (
	    t->bits < 6 || (t->n >= ((size_t)1 << t->bits) / 2 && t->bits < 31))
		t->bits++;
	t->slot = ub_large_zeroed((size_t)1 << t->bits, sizeof(*t->slot));
	for (uint32_t i = 0; i < t->n; i++) {
		struct ub_slice s = ub_intern_text(t, i);
		uint32_t tag = tag_of(s.s, s.len);

		*free_slot(t, tag) = (struct ub_intern_slot){ tag, i + 1 };
	}
}

static void
grow_ends(struct ub_intern *t)
{
	uint32_t room = t->room == 0 ? 8 : t->room;

	while (room <= t->n)
		room *= 2;
	if (room > t->room)
		t->end =
		    ub_large_resize(t->end, t->room, room, sizeof(*t->end));
	t->room = room;
}

/* Persons and codes have texts of one length: where each ends is written down
 * from the first on that has another. */
static void
note_ends(struct ub_intern *t, size_t len)
{
	if (t->n == 0)
		t->even = len;
	if (t->end == NULL && len == t->even)
		return;
	if (t->end != NULL) {
		grow_ends(t);
		return;
	}
	grow_ends(t);
	for (uint32_t i = 0; i < t->n; i++)
		t->end[i] = (i + (size_t)1) * t->even;
}

static inline size_t
start_of(const struct ub_intern *t, uint32_t id)
{
	if (t->end == NULL)
		return id * t->even;
	return id == 0 ? 0 : t->end[id - 1];
}

static inline size_t
end_of(const struct ub_intern *t, uint32_t id)
{
	return t->end == NULL ? (id + (size_t)1) * t->even : t->end[id];
}

static void
make_room(struct ub_intern *t, size_t len)
{
	size_t cap = t->cap == 0 ? 64 : t->cap;

	if (len <= t->cap)
		return;
	while (cap < len)
		cap *= 2;
	t->text = ub_large_resize(t->text, t->cap, cap, 1);
	t->cap = cap;
}

/* There is room for one more, and most often half of the slots is free. */
static void
make_slots(struct ub_intern *t)
{
	size_t slots = (size_t)1 << t->bits;

	if (t->bits == 0) {
		rehash(t);
	} else if (t->n >= slots / 2 && t->bits < 31) {
		t->wants = true;
		if (!t->tight || t->n >= slots - slots / 8)
			rehash(t);
	}
}

static uint32_t
add_new(struct ub_intern *t, uint32_t tag, const char *s, size_t len)
{
	size_t at = t->n == 0 ? 0 : end_of(t, t->n - 1);

	make_slots(t);
	*free_slot(t, tag) = (struct ub_intern_slot){ tag, t->n + 1 };
	note_ends(t, len);
	make_room(t, at + len);
	if (len > 0)
		memcpy(t->text + at, s, len);
	if (t->end != NULL)
		t->end[t->n] = at + len;
	return t->n++;
}

static inline bool
is_text(const struct ub_intern *t, uint32_t id, const char *s, size_t len)
{
	size_t from = start_of(t, id);

	return end_of(t, id) - from == len &&
	       (len == 0 || same(t->text + from, s, len));
}

/* The number of s plus one, or 0. */
static inline uint32_t
find(const struct ub_intern *t, uint32_t tag, const char *s, size_t len)
{
	if (t->bits == 0)
		return 0;
	for (size_t h = home_of(t, tag); t->slot[h].id1 != 0; h = after(t, h))
		if (t->slot[h].tag == tag &&
		    is_text(t, t->slot[h].id1 - 1, s, len))
			return t->slot[h].id1;
	return 0;
}

static inline uint32_t
add(struct ub_intern *t, uint32_t tag, const char *s, size_t len)
{
	uint32_t id1;

	if (t->bits == 0 && t->n > 0)
		place_all(t);
	id1 = find(t, tag, s, len);

	return id1 != 0 ? id1 - 1 : add_new(t, tag, s, len);
}

uint32_t
ub_intern_add(struct ub_intern *t, const char *s, size_t len)
{
	return add(t, tag_of(s, len), s, len);
}

/* The first that may be it, or 0. */
static inline uint32_t
candidate(const struct ub_intern *t, uint32_t tag)
{
	size_t h = home_of(t, tag);

	while (t->slot[h].id1 != 0 && t->slot[h].tag != tag)
		h = after(t, h);
	return t->slot[h].id1;
}

/* Each step asks for the memory that the next one reads. */
static void
add_ahead(struct ub_intern *t, const struct ub_slice *s, size_t n, uint32_t *id)
{
	uint32_t tag[AHEAD], id1[AHEAD];

	for (size_t i = 0; i < n; i++) {
		tag[i] = tag_of(s[i].s, s[i].len);
		__builtin_prefetch(&t->slot[home_of(t, tag[i])]);
	}
	for (size_t i = 0; i < n; i++) {
		id1[i] = candidate(t, tag[i]);
		if (id1[i] > 1)
			ub_intern_ask(t, id1[i] - 1, false);
	}
	for (size_t i = 0; t->end != NULL && i < n; i++)
		if (id1[i] > 1)
			ub_intern_ask(t, id1[i] - 1, true);
	for (size_t i = 0; i < n; i++)
		if (id1[i] != 0 && is_text(t, id1[i] - 1, s[i].s, s[i].len))
			id[i] = id1[i] - 1;
		else
			id[i] = add(t, tag[i], s[i].s, s[i].len);
}

void
ub_intern_add_many(
    struct ub_intern *t, const struct ub_slice *s, size_t n, uint32_t *id)
{
	for (size_t from = 0; from < n; from += AHEAD) {
		size_t m = n - from < AHEAD ? n - from : AHEAD;

		if (t->n >= LARGE_N && t->bits > 0) {
			add_ahead(t, s + from, m, id + from);
			continue;
		}
		for (size_t i = from; i < from + m; i++)
			id[i] =
			    add(t, tag_of(s[i].s, s[i].len), s[i].s, s[i].len);
	}
}

bool
ub_intern_has(const struct ub_intern *t, struct ub_slice s)
{
	return find(t, tag_of(s.s, s.len), s.s, s.len) != 0;
}

struct ub_slice
ub_intern_text(const struct ub_intern *t, uint32_t id)
{
	size_t from = start_of(t, id);
	struct ub_slice s = { t->text + from, end_of(t, id) - from };

	if (s.len == 0)
		s.s = ""; /* text may be NULL */
	return s;
}

void
ub_intern_copy(struct ub_intern *to, const struct ub_intern *from, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		struct ub_slice s = ub_intern_text(from, i);

		(void)ub_intern_add(to, s.s, s.len);
	}
}

void
ub_intern_rest(struct ub_intern *t)
{
	size_t slots = t->bits == 0 ? 0 : (size_t)1 << t->bits;

	ub_large_free(t->slot, slots, sizeof(*t->slot));
	t->slot = NULL;
	t->bits = 0;
}

void
ub_intern_free(struct ub_intern *t)
{
	ub_intern_rest(t);
	ub_large_free(t->end, t->room, sizeof(*t->end));
	ub_large_free(t->text, t->cap, 1);
	memset(t, 0, sizeof(*t));
}
