/* simd.c - see simd.h: the choice of variant, and the scalar twins. */
#include <stdlib.h>
#include <string.h>

#include "simd_x86.h"

static enum ub_simd
detect(void)
{
#ifdef UB_SIMD_X86
	if (__builtin_cpu_supports("avx512bw") &&
	    __builtin_cpu_supports("avx512vbmi2"))
		return UB_SIMD_AVX512;
	if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi"))
		return UB_SIMD_AVX2;
#endif
	return UB_SIMD_SCALAR;
}

enum ub_simd
ub_simd_level(void)
{
	const char *want = getenv("UBAT_SIMD");
	enum ub_simd have = detect(), most = have;

	if (want != NULL && strcmp(want, "scalar") == 0)
		most = UB_SIMD_SCALAR;
	else if (want != NULL && strcmp(want, "avx2") == 0)
		most = UB_SIMD_AVX2;
	return have < most ? have : most;
}

void
ub_index_scalar(
    const char *p, size_t from, size_t len, uint32_t *pos, struct ub_index *x)
{
	size_t i;

	for (i = from; i < len; i++) {
		unsigned char c = (unsigned char)p[i];
		if (c >= 0x20) {
			if (c >= 0x80)
				x->high = true;
			continue;
		}
		if (c == '\t' || c == '\n') {
			pos[x->n++] = (uint32_t)i;
			x->nline += c == '\n';
		} else if (c == '\0' || c == '\r') {
			x->bad = true;
		}
	}
}

void
ub_simd_index(const char *p, size_t len, uint32_t *pos, struct ub_index *x)
{
	size_t done = 0;

	memset(x, 0, sizeof(*x));
#ifdef UB_SIMD_X86
	switch (ub_simd_level()) {
	case UB_SIMD_AVX512:
		done = ub_index_avx512(p, len, pos, x);
		break;
	case UB_SIMD_AVX2:
		done = ub_index_avx2(p, len, pos, x);
		break;
	case UB_SIMD_SCALAR:
		break;
	}
#endif
	ub_index_scalar(p, done, len, pos, x);
}

/* Bytes of the sequence at p with its lead c, 0 when it is not valid. */
static size_t
sequence(const unsigned char *p, size_t left)
{
	unsigned char c = p[0];

	if (c < 0xc2 || c > 0xf4 || left < 2)
		return 0;
	if (c < 0xe0)
		return (p[1] & 0xc0) == 0x80 ? 2 : 0;
	if (left < 3 || (p[1] & 0xc0) != 0x80 || (p[2] & 0xc0) != 0x80)
		return 0;
	if (c < 0xf0) {
		if ((c == 0xe0 && p[1] < 0xa0) || (c == 0xed && p[1] > 0x9f))
			return 0;
		return 3;
	}
	if (left < 4 || (p[3] & 0xc0) != 0x80)
		return 0;
	if ((c == 0xf0 && p[1] < 0x90) || (c == 0xf4 && p[1] > 0x8f))
		return 0;
	return 4;
}

bool
ub_utf8_scalar(const char *s, size_t len)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t i = 0, n;

	while (i < len) {
		if (p[i] < 0x80) {
			i++;
			continue;
		}
		if ((n = sequence(p + i, len - i)) == 0)
			return false;
		i += n;
	}
	return true;
}

bool
ub_utf8_valid(const char *p, size_t len)
{
#ifdef UB_SIMD_X86
	if (len >= 64 && ub_simd_level() >= UB_SIMD_AVX2)
		return ub_utf8_avx2(p, len);
#endif
	return ub_utf8_scalar(p, len);
}
