/* fastrun_x86.c - the variant of fastrun.h for AVX2. */
#include "fastrun.h"

#ifdef UB_FASTRUN_X86
#define UB_RUN_BYTES 32
#define UB_RUN_TARGET __attribute__((target("avx2")))
#include "fastrunvec.h"

UB_RUN_TARGET void
ub_fast_check_run_avx2(const struct ub_fast_column *c, struct ub_fast_lane *l)
{
	run_check(c, l);
}
#endif
