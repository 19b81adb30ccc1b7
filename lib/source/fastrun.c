/* fastrun.c - see fastrun.h: the choice of variant, and the one for all. */
#define UB_RUN_BYTES 16
#define UB_RUN_TARGET
#include "fastrunvec.h"

void
ub_fast_check_run(
    const struct ub_fast_column *c, struct ub_fast_lane *l, enum ub_simd level)
{
#ifdef UB_FASTRUN_X86
	if (level >= UB_SIMD_AVX2) {
		ub_fast_check_run_avx2(c, l);
		return;
	}
#else
	(void)level;
#endif
	run_check(c, l);
}
