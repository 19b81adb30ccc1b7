/* blake2b.c - see blake2b.h: the block of the key, and the choice of variant. */
#define UB_BLAKE_LANES 1
#define UB_BLAKE_TARGET
#include "blake2bvec.h"

void
ub_blake2b_begin(struct ub_blake2b *b, const unsigned char *key, size_t keylen,
    size_t outlen)
{
	const vec zero = { 0 };
	vec h[8], m[16];
	unsigned i, k;

	for (i = 0; i < 8; i++)
		h[i] = zero + iv[i];
	/* sequential mode: fanout 1, depth 1 */
	h[0] ^= UINT64_C(0x01010000) ^ (uint64_t)keylen << 8 ^ outlen;
	for (i = 0; i < 16; i++) {
		uint64_t w = 0;

		for (k = 8; k-- > 0;)
			w = w << 8 | (8 * i + k < keylen ? key[8 * i + k] : 0u);
		m[i] = zero + w;
	}
	compress(h, m, zero + UB_BLAKE2B_BLOCK, 0);
	for (i = 0; i < 8; i++)
		memcpy(&b->h[i], &h[i], sizeof(b->h[i]));
	b->len = UB_BLAKE2B_BLOCK;
}

bool
ub_blake2b_end(
    const struct ub_blake2b *b, struct ub_blake2b_last *x, enum ub_simd level)
{
#ifdef UB_BLAKE2B_X86
	if (level == UB_SIMD_AVX512) {
		ub_blake2b_end_avx512(b, x);
		return true;
	}
	if (level == UB_SIMD_AVX2) {
		ub_blake2b_end_avx2(b, x);
		return true;
	}
#endif
	(void)b;
	(void)x;
	(void)level;
	return false;
}
