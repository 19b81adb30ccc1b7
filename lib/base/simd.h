/*
 * simd.h - the inner loops over bytes, each with a scalar twin that gives the
 * same answer (tests/unit/simd.c proves it).
 *
 * The variant is chosen once, by what the processor has; the environment
 * variable UBAT_SIMD (scalar, avx2, avx512) can only lower it.
 */
#ifndef UB_SIMD_H
#define UB_SIMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum ub_simd { UB_SIMD_SCALAR, UB_SIMD_AVX2, UB_SIMD_AVX512 };

enum ub_simd ub_simd_level(void);

struct ub_index {
	size_t n;     /* separators found */
	size_t nline; /* LFs among them */
	bool bad;     /* a NUL or a CR was seen */
	bool high;    /* a byte above 0x7f was seen: check the UTF-8 */
};

/* Bytes that may be read (not used) past p + len in the functions below, and
 * entries that may be written past the last in pos. */
enum { UB_SIMD_PAD = 64 };

/*
 * Positions of every TAB and LF in p[0..len), ascending, into pos, which has
 * room for len + UB_SIMD_PAD entries.  len < 2^32.
 */
void ub_simd_index(
    const char *p, size_t len, uint32_t *pos, struct ub_index *x);
/* Is p[0..len) valid UTF-8 (no overlong form, no surrogate, to U+10FFFF)?
 * Reads nothing outside p[0..len). */
bool ub_utf8_valid(const char *p, size_t len);

#endif
