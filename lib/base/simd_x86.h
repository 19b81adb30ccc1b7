/*
 * simd_x86.h - the variants of simd.h for x86-64; private to lib/base.
 * Present only where UB_SIMD_X86 is defined.
 */
#ifndef UB_SIMD_X86_H
#define UB_SIMD_X86_H

#include "simd.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define UB_SIMD_X86 1

/*
 * Whole 64-byte blocks of p only: returns how many bytes were done, with
 * what they hold added to *x (positions from x->n on).
 */
size_t ub_index_avx2(
    const char *p, size_t len, uint32_t *pos, struct ub_index *x);
size_t ub_index_avx512(
    const char *p, size_t len, uint32_t *pos, struct ub_index *x);
bool ub_utf8_avx2(const char *p, size_t len);
#endif

/* The twins, for every machine; from is where to start in p. */
void ub_index_scalar(
    const char *p, size_t from, size_t len, uint32_t *pos, struct ub_index *x);
bool ub_utf8_scalar(const char *p, size_t len);

#endif
