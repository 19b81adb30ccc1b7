/* blake2b_avx2.c - the variant of blake2b.h for AVX2. */
#include "blake2b.h"

#ifdef UB_BLAKE2B_X86
#include <immintrin.h>

#define UB_BLAKE_LANES 4
#define UB_BLAKE_TARGET __attribute__((target("avx2")))
/* There is no rotation, but whole bytes move in one step instead of three. */
#define UB_BLAKE_ROTATE(x, n)                                                  \
	((n) == 32      ? (vec)_mm256_shuffle_epi32((__m256i)(x), 0xb1)        \
	    : (n) == 24 ? (vec)_mm256_shuffle_epi8((__m256i)(x), by24)         \
	    : (n) == 16 ? (vec)_mm256_shuffle_epi8((__m256i)(x), by16)         \
			: ((x) >> (n) | (x) << (64 - (n))))
#define UB_BLAKE_CONSTANTS                                                     \
	const __m256i by24 =                                                   \
	    _mm256_setr_epi8(3, 4, 5, 6, 7, 0, 1, 2, 11, 12, 13, 14, 15, 8, 9, \
		10, 3, 4, 5, 6, 7, 0, 1, 2, 11, 12, 13, 14, 15, 8, 9, 10);     \
	const __m256i by16 =                                                   \
	    _mm256_setr_epi8(2, 3, 4, 5, 6, 7, 0, 1, 10, 11, 12, 13, 14, 15,   \
		8, 9, 2, 3, 4, 5, 6, 7, 0, 1, 10, 11, 12, 13, 14, 15, 8, 9)
#include "blake2bvec.h"

UB_BLAKE_TARGET void
ub_blake2b_end_avx2(const struct ub_blake2b *b, struct ub_blake2b_last *x)
{
	end(b, x);
}
#endif
