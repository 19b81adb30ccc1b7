#include "hash.h"

#include <stdlib.h>

#include "mem.h"

/* Inlined: the shared library is three times slower on short keys. */
#define XXH_INLINE_ALL
#include <xxhash.h>

enum { STATE_ALIGN = 64 };

struct ub_fingerprint {
	XXH3_state_t *state; /* in the same allocation, aligned */
};

uint64_t
ub_hash64(const void *p, size_t len, uint64_t seed)
{
	return XXH3_64bits_withSeed(p, len, seed);
}

struct ub_fingerprint *
ub_fingerprint_new(void)
{
	struct ub_fingerprint *f =
	    ub_xmalloc(sizeof *f + STATE_ALIGN + sizeof *f->state);
	char *p = (char *)(f + 1);

	p += STATE_ALIGN - (uintptr_t)p % STATE_ALIGN;
	f->state = (XXH3_state_t *)(void *)p;
	XXH3_INITSTATE(f->state);
	(void)XXH3_128bits_reset(f->state);
	return f;
}

void
ub_fingerprint_add(struct ub_fingerprint *f, const void *p, size_t len)
{
	if (len > 0)
		(void)XXH3_128bits_update(f->state, p, len);
}

void
ub_fingerprint_hex(const struct ub_fingerprint *f, char *dst)
{
	static const char digit[] = "0123456789abcdef";
	XXH128_hash_t h = XXH3_128bits_digest(f->state);

	for (int i = 0; i < UB_FINGERPRINT_LEN / 2; i++) {
		dst[i] = digit[h.high64 >> (60 - 4 * i) & 15];
		dst[16 + i] = digit[h.low64 >> (60 - 4 * i) & 15];
	}
	dst[UB_FINGERPRINT_LEN] = '\0';
}

void
ub_fingerprint_free(struct ub_fingerprint *f)
{
	free(f);
}
