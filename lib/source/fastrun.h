/*
 * fastrun.h - neighbouring columns of small numbers (ratings), all those of a
 * record at once; private to the files of fastcheck.h.
 */
#ifndef UB_FASTRUN_H
#define UB_FASTRUN_H

#include "../base/simd.h"
#include "fastcheck.h"

/*
 * Set slow of each record in which one of the c->run columns from c on is not
 * good.  They ask for the same, and none is the last of the line.  Up to
 * UB_SIMD_PAD bytes past the record are read (not used).
 */
void ub_fast_check_run(
    const struct ub_fast_column *c, struct ub_fast_lane *l, enum ub_simd level);

#if defined(__x86_64__) && defined(__GNUC__)
#define UB_FASTRUN_X86 1
void ub_fast_check_run_avx2(
    const struct ub_fast_column *c, struct ub_fast_lane *l);
#endif

#endif
