/*
 * keyset.h - have these bytes been here before?  Keys are kept as hashes of 128
 * bits: 32 to 64 bytes of memory for each, and while the set
 * doubles half as much again.
 *
 * Zeroed is empty; end with ub_keyset_free().
 */
#ifndef UB_KEYSET_H
#define UB_KEYSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ub_keyset_slot {
	uint64_t hash[2]; /* both 0: free */
	uint64_t value;   /* the caller's */
};

struct ub_keyset {
	struct ub_keyset_slot *slot;
	size_t n, cap; /* cap is a power of two */
};

/* The slot of these bytes, valid until the next call.  *is_new: they were not
 * there, and value is 0. */
struct ub_keyset_slot *ub_keyset_put(
    struct ub_keyset *k, const void *p, size_t len, bool *is_new);
void ub_keyset_free(struct ub_keyset *k);

#endif
