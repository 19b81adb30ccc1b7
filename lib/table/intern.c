/* intern.c - numbers for texts; intern.h. */
#include "intern.h"

#include <stdlib.h>
#include <string.h>

#include "../base/hash.h"

#define GOLDEN UINT64_C(0x9e3779b97f4a7c15) /* 2^64 / golden ratio */

/* len <= 8 bytes as one integer.  There is no NUL in a text, so that two
 * texts with the same integer are the same text. */
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

static inline size_t
home_of(uint64_t key, unsigned bits)
{
	key ^= key >> 32; /* the tail of a long word counts too */
	return (size_t)((key * GOLDEN) >> (64 - bits));
}

static void
rehash(struct ub_intern *t)
{
	size_t old = t->bits == 0 ? 0 : (size_t)1 << t->bits;
	struct ub_intern_slot *from = t->slot;

	t->bits = t->bits == 0 ? 6 : t->bits + 1;
	t->slot = ub_xcalloc((size_t)1 << t->bits, sizeof(*t->slot));
	for (size_t i = 0; i < old; i++) {
		size_t h = home_of(from[i].key, t->bits);

		if (from[i].id1 == 0)
			continue;
		while (t->slot[h].id1 != 0)
			h = (h + 1) & (((size_t)1 << t->bits) - 1);
		t->slot[h] = from[i];
	}
	free(from);
}

static uint32_t
add_new(struct ub_intern *t, uint64_t key, const char *s, size_t len)
{
	size_t h;

	if (t->bits == 0 || t->n >= ((size_t)1 << t->bits) / 2)
		rehash(t);
	h = home_of(key, t->bits);
	while (t->slot[h].id1 != 0)
		h = (h + 1) & (((size_t)1 << t->bits) - 1);
	t->slot[h].key = key;
	t->slot[h].len = (uint32_t)len;
	t->slot[h].id1 = t->n + 1;
	t->end = ub_xgrow(t->end, t->n, sizeof(*t->end));
	ub_buf_add(&t->text, s, len);
	t->end[t->n] = t->text.len;
	return t->n++;
}

/* The number of s plus one, or 0. */
static inline uint32_t
find(const struct ub_intern *t, uint64_t key, const char *s, size_t len)
{
	size_t h;

	if (t->bits == 0)
		return 0;
	h = home_of(key, t->bits);
	for (; t->slot[h].id1 != 0;
	     h = (h + 1) & (((size_t)1 << t->bits) - 1)) {
		const struct ub_intern_slot *p = &t->slot[h];

		if (p->key != key || p->len != len)
			continue;
		if (len <= 8 ||
		    memcmp(ub_intern_text(t, p->id1 - 1).s, s, len) == 0)
			return p->id1;
	}
	return 0;
}

static inline uint64_t
key_of(const char *s, size_t len)
{
	return len <= 8 ? word_of(s, len) : ub_hash64(s, len, 0);
}

uint32_t
ub_intern_add(struct ub_intern *t, const char *s, size_t len)
{
	uint64_t key = key_of(s, len);
	uint32_t id1 = find(t, key, s, len);

	return id1 != 0 ? id1 - 1 : add_new(t, key, s, len);
}

bool
ub_intern_has(const struct ub_intern *t, struct ub_slice s)
{
	return find(t, key_of(s.s, s.len), s.s, s.len) != 0;
}

struct ub_slice
ub_intern_text(const struct ub_intern *t, uint32_t id)
{
	size_t from = id == 0 ? 0 : t->end[id - 1];
	struct ub_slice s = { t->text.s + from, t->end[id] - from };

	if (s.len == 0)
		s.s = ""; /* text.s may be NULL */
	return s;
}

void
ub_intern_copy(struct ub_intern *to, const struct ub_intern *from)
{
	for (uint32_t i = 0; i < from->n; i++) {
		struct ub_slice s = ub_intern_text(from, i);

		(void)ub_intern_add(to, s.s, s.len);
	}
}

void
ub_intern_free(struct ub_intern *t)
{
	free(t->slot);
	free(t->end);
	ub_buf_free(&t->text);
	memset(t, 0, sizeof(*t));
}
