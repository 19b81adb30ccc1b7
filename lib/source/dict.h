/*
 * dict.h - short texts to numbers: code lists, mapped values.  Built once,
 * then asked once per field, so the question is inline.
 *
 * Zeroed is empty; end with ub_dict_free().
 */
#ifndef UB_DICT_H
#define UB_DICT_H

#include <stdint.h>

#include "../base/hash.h"
#include "../base/mem.h"

struct ub_dict_entry {
	char *key; /* owned */
	size_t len;
	uint64_t word; /* see ub_dict_word() */
	uint32_t value;
};

struct ub_dict {
	struct ub_dict_entry *entry; /* in the order they were added */
	uint32_t n;
	uint32_t *slot; /* index in entry + 1; 0 is free */
	uint32_t mask;  /* slots - 1 */
	uint64_t lens;  /* bit i: there is a key of i bytes, 63: or more */
};

#define UB_DICT_NONE UINT32_MAX

/* False when the key is there already. */
bool ub_dict_add(
    struct ub_dict *d, const char *key, size_t len, uint32_t value);
void ub_dict_free(struct ub_dict *d);

/* Up to 8 bytes as they are: with their number, no two keys give the same
 * word.  Longer ones: a hash. */
static inline uint64_t
ub_dict_word(const char *s, size_t len)
{
	uint32_t a, b;

	if (len > 8)
		return ub_hash64(s, len, 0);
	if (len >= 4) {
		memcpy(&a, s, 4);
		memcpy(&b, s + len - 4, 4);
		return (uint64_t)a << 32 | b;
	}
	if (len == 0)
		return 0;
	return (uint64_t)(unsigned char)s[0] << 16 |
	       (uint64_t)(unsigned char)s[len / 2] << 8 |
	       (unsigned char)s[len - 1];
}

static inline uint32_t
ub_dict_slot(const struct ub_dict *d, uint64_t word)
{
	return (uint32_t)(word * UINT64_C(0x9e3779b97f4a7c15) >> 32) & d->mask;
}

/* The value of key, or UB_DICT_NONE. */
static inline uint32_t
ub_dict_find(const struct ub_dict *d, const char *key, size_t len)
{
	uint64_t word;
	uint32_t i;

	if ((d->lens >> (len < 63 ? len : 63) & 1) == 0)
		return UB_DICT_NONE;
	word = ub_dict_word(key, len);
	for (i = ub_dict_slot(d, word); d->slot[i] != 0;
	     i = (i + 1) & d->mask) {
		const struct ub_dict_entry *x = &d->entry[d->slot[i] - 1];

		if (x->word == word && x->len == len &&
		    (len <= 8 || memcmp(x->key, key, len) == 0))
			return x->value;
	}
	return UB_DICT_NONE;
}

#endif
