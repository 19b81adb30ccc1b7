/* keyset.c - see keyset.h. */
#include <stdlib.h>

#include "../base/hash.h"
#include "../base/mem.h"
#include "keyset.h"

enum { FIRST_CAP = 1024 };

static struct ub_keyset_slot *
find(const struct ub_keyset *k, const uint64_t hash[2])
{
	size_t i;

	for (i = (size_t)hash[0] & (k->cap - 1);; i = (i + 1) & (k->cap - 1)) {
		struct ub_keyset_slot *s = &k->slot[i];

		if ((s->hash[0] == hash[0] && s->hash[1] == hash[1]) ||
		    (s->hash[0] | s->hash[1]) == 0)
			return s;
	}
}

static void
grow(struct ub_keyset *k)
{
	struct ub_keyset old = *k;
	size_t i;

	k->cap = old.cap == 0 ? FIRST_CAP : 2 * old.cap;
	k->slot = ub_xcalloc(k->cap, sizeof(*k->slot));
	for (i = 0; i < old.cap; i++)
		if ((old.slot[i].hash[0] | old.slot[i].hash[1]) != 0)
			*find(k, old.slot[i].hash) = old.slot[i];
	free(old.slot);
}

struct ub_keyset_slot *
ub_keyset_put(struct ub_keyset *k, const void *p, size_t len, bool *is_new)
{
	uint64_t hash[2] = { ub_hash64(p, len, 0), ub_hash64(p, len, 1) | 1 };
	struct ub_keyset_slot *s;

	if (4 * (k->n + 1) > 3 * k->cap)
		grow(k);
	s = find(k, hash);
	*is_new = (s->hash[0] | s->hash[1]) == 0;
	if (*is_new) {
		*s = (struct ub_keyset_slot){ { hash[0], hash[1] }, 0 };
		k->n++;
	}
	return s;
}

void
ub_keyset_free(struct ub_keyset *k)
{
	free(k->slot);
	*k = (struct ub_keyset){ 0 };
}
