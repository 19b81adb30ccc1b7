/* blake2b_avx512.c - the variant of blake2b.h for AVX-512. */
#include "blake2b.h"

#ifdef UB_BLAKE2B_X86
#define UB_BLAKE_LANES 8
#define UB_BLAKE_TARGET __attribute__((target("avx512f,avx512bw")))
#include "blake2bvec.h"

UB_BLAKE_TARGET void
ub_blake2b_end_avx512(const struct ub_blake2b *b, struct ub_blake2b_last *x)
{
	end(b, x);
}
#endif
