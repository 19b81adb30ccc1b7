/*
 * blake2bvec.h - the rounds of BLAKE2b (RFC 7693, 3.1 and 3.2) over vectors:
 * included by each variant (blake2b.c, blake2b_avx2.c, blake2b_avx512.c),
 * private to them.  Before it, UB_BLAKE_LANES is how many messages a vector
 * holds, and UB_BLAKE_TARGET the attribute of what uses them; UB_BLAKE_ROTATE
 * may be a better way to turn each word to the right, with what it needs in
 * UB_BLAKE_CONSTANTS.
 */
#ifndef UB_BLAKE2BVEC_H
#define UB_BLAKE2BVEC_H

#include <string.h>

#include "blake2b.h"

#ifndef UB_BLAKE_LANES /* to be read alone */
#define UB_BLAKE_LANES 2
#define UB_BLAKE_TARGET
#endif

typedef uint64_t vec __attribute__((vector_size(8 * UB_BLAKE_LANES)));

static const uint64_t iv[8] = { UINT64_C(0x6a09e667f3bcc908),
	UINT64_C(0xbb67ae8584caa73b), UINT64_C(0x3c6ef372fe94f82b),
	UINT64_C(0xa54ff53a5f1d36f1), UINT64_C(0x510e527fade682d1),
	UINT64_C(0x9b05688c2b3e6c1f), UINT64_C(0x1f83d9abfb41bd6b),
	UINT64_C(0x5be0cd19137e2179) };

#ifndef UB_BLAKE_ROTATE
#define UB_BLAKE_ROTATE(x, n) ((x) >> (n) | (x) << (64 - (n)))
#endif

#define UB_BLAKE_G(a, b, c, d, x, y)                                           \
	do {                                                                   \
		v[a] += v[b] + (x);                                            \
		v[d] = UB_BLAKE_ROTATE(v[d] ^ v[a], 32);                       \
		v[c] += v[d];                                                  \
		v[b] = UB_BLAKE_ROTATE(v[b] ^ v[c], 24);                       \
		v[a] += v[b] + (y);                                            \
		v[d] = UB_BLAKE_ROTATE(v[d] ^ v[a], 16);                       \
		v[c] += v[d];                                                  \
		v[b] = UB_BLAKE_ROTATE(v[b] ^ v[c], 63);                       \
	} while (0)

/* One round, with the words of the message in this order. */
#define UB_BLAKE_ROUND(                                                        \
    s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13, s14, s15)      \
	do {                                                                   \
		UB_BLAKE_G(0, 4, 8, 12, m[s0], m[s1]);                         \
		UB_BLAKE_G(1, 5, 9, 13, m[s2], m[s3]);                         \
		UB_BLAKE_G(2, 6, 10, 14, m[s4], m[s5]);                        \
		UB_BLAKE_G(3, 7, 11, 15, m[s6], m[s7]);                        \
		UB_BLAKE_G(0, 5, 10, 15, m[s8], m[s9]);                        \
		UB_BLAKE_G(1, 6, 11, 12, m[s10], m[s11]);                      \
		UB_BLAKE_G(2, 7, 8, 13, m[s12], m[s13]);                       \
		UB_BLAKE_G(3, 4, 9, 14, m[s14], m[s15]);                       \
	} while (0)

/* Compress one block of each message: h holds what it makes of it.  last is
 * all ones for the last block. */
UB_BLAKE_TARGET static inline void
compress(vec h[8], const vec m[16], vec len, uint64_t last)
{
	const vec zero = { 0 };
	vec v[16];
	unsigned i;
#ifdef UB_BLAKE_CONSTANTS
	UB_BLAKE_CONSTANTS;
#endif

	for (i = 0; i < 8; i++) {
		v[i] = h[i];
		v[8 + i] = zero + iv[i];
	}
	v[12] ^= len;
	v[14] ^= last;
	UB_BLAKE_ROUND(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
	UB_BLAKE_ROUND(14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3);
	UB_BLAKE_ROUND(11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4);
	UB_BLAKE_ROUND(7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8);
	UB_BLAKE_ROUND(9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13);
	UB_BLAKE_ROUND(2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9);
	UB_BLAKE_ROUND(12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11);
	UB_BLAKE_ROUND(13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10);
	UB_BLAKE_ROUND(6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5);
	UB_BLAKE_ROUND(10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0);
	UB_BLAKE_ROUND(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
	UB_BLAKE_ROUND(14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3);
	for (i = 0; i < 8; i++)
		h[i] ^= v[i] ^ v[8 + i];
}

UB_BLAKE_TARGET static inline void
end(const struct ub_blake2b *b, struct ub_blake2b_last *x)
{
	const vec zero = { 0 };
	vec h[8], m[16], len;
	unsigned i, k;

	for (k = 0; k < UB_BLAKE2B_LANES; k += UB_BLAKE_LANES) {
		for (i = 0; i < 16; i++)
			memcpy(&m[i], &x->m[i][k], sizeof(vec));
		for (i = 0; i < 8; i++)
			h[i] = zero + b->h[i];
		memcpy(&len, &x->len[k], sizeof(vec));
		compress(h, m, len + b->len, ~UINT64_C(0));
		memcpy(&x->out[0][k], &h[0], sizeof(vec));
		memcpy(&x->out[1][k], &h[1], sizeof(vec));
	}
}

#endif
