/*
 * simd_x86.c - AVX2 and AVX-512 variants of the loops of simd.h.
 *
 * The UTF-8 check is the table method of Keiser and Lemire, "Validating UTF-8
 * in less than one instruction per byte" (2020): each pair of neighbouring
 * bytes is looked up by three nibbles; a bit that survives all three is an
 * error, the last bit marks the second continuation a 3- or 4-byte lead asks
 * for.
 */
#include <string.h>

#include "simd_x86.h"

#ifdef UB_SIMD_X86
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,bmi,popcnt")))
#define AVX512                                                                 \
	__attribute__((target(                                                 \
	    "avx2,avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi,popcnt")))

/* Write the positions of the bits of mask, in eights: what is written past
 * the count is overwritten by the next block, or lies in the pad. */
AVX2 static inline void
emit(uint32_t *pos, uint64_t mask, uint32_t at)
{
	unsigned n = (unsigned)_mm_popcnt_u64(mask), k, i;

	for (k = 0; k < n; k += 8) {
		for (i = 0; i < 8; i++) {
			pos[k + i] = at + (uint32_t)_tzcnt_u64(mask);
			mask = _blsr_u64(mask);
		}
	}
}

AVX2 size_t
ub_index_avx2(const char *p, size_t len, uint32_t *pos, struct ub_index *x)
{
	const __m256i tab = _mm256_set1_epi8('\t');
	const __m256i lf = _mm256_set1_epi8('\n');
	const __m256i cr = _mm256_set1_epi8('\r');
	const __m256i nul = _mm256_setzero_si256();
	__m256i bad = nul, high = nul;
	size_t i, n = x->n, nline = x->nline;

	for (i = 0; i + 64 <= len; i += 64) {
		__m256i a = _mm256_loadu_si256((const __m256i *)(p + i));
		__m256i b = _mm256_loadu_si256((const __m256i *)(p + i + 32));
		__m256i la = _mm256_cmpeq_epi8(a, lf);
		__m256i lb = _mm256_cmpeq_epi8(b, lf);
		__m256i sa = _mm256_or_si256(la, _mm256_cmpeq_epi8(a, tab));
		__m256i sb = _mm256_or_si256(lb, _mm256_cmpeq_epi8(b, tab));
		uint64_t line = (uint32_t)_mm256_movemask_epi8(la) |
				(uint64_t)(uint32_t)_mm256_movemask_epi8(lb)
				    << 32;
		uint64_t sep = (uint32_t)_mm256_movemask_epi8(sa) |
			       (uint64_t)(uint32_t)_mm256_movemask_epi8(sb)
				   << 32;

		high = _mm256_or_si256(high, _mm256_or_si256(a, b));
		bad = _mm256_or_si256(bad,
		    _mm256_or_si256(_mm256_or_si256(_mm256_cmpeq_epi8(a, nul),
					_mm256_cmpeq_epi8(b, nul)),
			_mm256_or_si256(_mm256_cmpeq_epi8(a, cr),
			    _mm256_cmpeq_epi8(b, cr))));
		emit(pos + n, sep, (uint32_t)i);
		n += (size_t)_mm_popcnt_u64(sep);
		nline += (size_t)_mm_popcnt_u64(line);
	}
	x->n = n;
	x->nline = nline;
	x->bad |= _mm256_movemask_epi8(bad) != 0;
	x->high |= _mm256_movemask_epi8(high) != 0;
	return i;
}

AVX512 static inline void
emit_compressed(
    uint32_t *pos, uint64_t mask, unsigned n, __m512i iota, uint32_t at)
{
	__m512i packed = _mm512_maskz_compress_epi8(mask, iota);
	__m512i base = _mm512_set1_epi32((int)at);

	_mm512_storeu_si512(
	    pos, _mm512_add_epi32(base,
		     _mm512_cvtepu8_epi32(_mm512_castsi512_si128(packed))));
	if (n > 16)
		_mm512_storeu_si512(
		    pos + 16, _mm512_add_epi32(base,
				  _mm512_cvtepu8_epi32(
				      _mm512_extracti32x4_epi32(packed, 1))));
	if (n > 32) {
		_mm512_storeu_si512(
		    pos + 32, _mm512_add_epi32(base,
				  _mm512_cvtepu8_epi32(
				      _mm512_extracti32x4_epi32(packed, 2))));
		_mm512_storeu_si512(
		    pos + 48, _mm512_add_epi32(base,
				  _mm512_cvtepu8_epi32(
				      _mm512_extracti32x4_epi32(packed, 3))));
	}
}

AVX512 size_t
ub_index_avx512(const char *p, size_t len, uint32_t *pos, struct ub_index *x)
{
	static const unsigned char count[64] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
		10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
		26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41,
		42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57,
		58, 59, 60, 61, 62, 63 };
	const __m512i iota = _mm512_loadu_si512(count);
	const __m512i tab = _mm512_set1_epi8('\t');
	const __m512i lf = _mm512_set1_epi8('\n');
	const __m512i cr = _mm512_set1_epi8('\r');
	__m512i high = _mm512_setzero_si512();
	uint64_t bad = 0;
	size_t i, n = x->n, nline = x->nline;

	for (i = 0; i + 64 <= len; i += 64) {
		__m512i v = _mm512_loadu_si512(p + i);
		uint64_t line = _mm512_cmpeq_epi8_mask(v, lf);
		uint64_t sep = line | _mm512_cmpeq_epi8_mask(v, tab);
		unsigned k = (unsigned)_mm_popcnt_u64(sep);

		high = _mm512_or_si512(high, v);
		bad |= _mm512_cmpeq_epi8_mask(v, cr) |
		       _mm512_testn_epi8_mask(v, v);
		emit_compressed(pos + n, sep, k, iota, (uint32_t)i);
		n += k;
		nline += (size_t)_mm_popcnt_u64(line);
	}
	x->n = n;
	x->nline = nline;
	x->bad |= bad != 0;
	x->high |= _mm512_movepi8_mask(high) != 0;
	return i;
}

/* --- UTF-8 ------------------------------------------------------------- */

/* What a pair of bytes can be wrong in, one bit each. */
enum {
	TOO_SHORT = 1 << 0,  /* 11______ 0_______ and 11______ 11______ */
	TOO_LONG = 1 << 1,   /* 0_______ 10______ */
	OVERLONG_3 = 1 << 2, /* 11100000 100_____ */
	TOO_LARGE = 1 << 3,  /* above U+10FFFF */
	SURROGATE = 1 << 4,  /* 11101101 101_____ */
	OVERLONG_2 = 1 << 5, /* 1100000_ 10______ */
	OVERLONG_4 = 1 << 6, /* 11110000 1000____; also 11110101 and above */
	TWO_CONTS = 1 << 7,  /* 10______ 10______: wrong unless asked for */
	CARRY = TOO_SHORT | TOO_LONG | TWO_CONTS
};

#define REPEAT16(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)               \
	_mm256_setr_epi8((char)(a), (char)(b), (char)(c), (char)(d),           \
	    (char)(e), (char)(f), (char)(g), (char)(h), (char)(i), (char)(j),  \
	    (char)(k), (char)(l), (char)(m), (char)(n), (char)(o), (char)(p),  \
	    (char)(a), (char)(b), (char)(c), (char)(d), (char)(e), (char)(f),  \
	    (char)(g), (char)(h), (char)(i), (char)(j), (char)(k), (char)(l),  \
	    (char)(m), (char)(n), (char)(o), (char)(p))

/* The bytes k places before each of v; before is the block before. */
#define PREV(k, v, before)                                                     \
	_mm256_alignr_epi8(                                                    \
	    (v), _mm256_permute2x128_si256((before), (v), 0x21), 16 - (k))

AVX2 static inline __m256i
high_nibble(__m256i v)
{
	return _mm256_and_si256(
	    _mm256_srli_epi16(v, 4), _mm256_set1_epi8(0x0f));
}

AVX2 static inline __m256i
pair_errors(__m256i v, __m256i prev1)
{
	const __m256i first_high = REPEAT16(TOO_LONG, TOO_LONG, TOO_LONG,
	    TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TWO_CONTS,
	    TWO_CONTS, TWO_CONTS, TWO_CONTS, TOO_SHORT | OVERLONG_2, TOO_SHORT,
	    TOO_SHORT | OVERLONG_3 | SURROGATE,
	    TOO_SHORT | TOO_LARGE | OVERLONG_4);
	const __m256i first_low =
	    REPEAT16(CARRY | OVERLONG_2 | OVERLONG_3 | OVERLONG_4,
		CARRY | OVERLONG_2, CARRY, CARRY, CARRY | TOO_LARGE,
		CARRY | TOO_LARGE | OVERLONG_4, CARRY | TOO_LARGE | OVERLONG_4,
		CARRY | TOO_LARGE | OVERLONG_4, CARRY | TOO_LARGE | OVERLONG_4,
		CARRY | TOO_LARGE | OVERLONG_4, CARRY | TOO_LARGE | OVERLONG_4,
		CARRY | TOO_LARGE | OVERLONG_4, CARRY | TOO_LARGE | OVERLONG_4,
		CARRY | TOO_LARGE | OVERLONG_4 | SURROGATE,
		CARRY | TOO_LARGE | OVERLONG_4, CARRY | TOO_LARGE | OVERLONG_4);
	const __m256i second_high = REPEAT16(TOO_SHORT, TOO_SHORT, TOO_SHORT,
	    TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
	    TOO_LONG | OVERLONG_2 | TWO_CONTS | OVERLONG_3 | OVERLONG_4,
	    TOO_LONG | OVERLONG_2 | TWO_CONTS | OVERLONG_3 | TOO_LARGE,
	    TOO_LONG | OVERLONG_2 | TWO_CONTS | SURROGATE | TOO_LARGE,
	    TOO_LONG | OVERLONG_2 | TWO_CONTS | SURROGATE | TOO_LARGE,
	    TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT);
	__m256i a = _mm256_shuffle_epi8(first_high, high_nibble(prev1));
	__m256i b = _mm256_shuffle_epi8(
	    first_low, _mm256_and_si256(prev1, _mm256_set1_epi8(0x0f)));
	__m256i c = _mm256_shuffle_epi8(second_high, high_nibble(v));

	return _mm256_and_si256(a, _mm256_and_si256(b, c));
}

AVX2 static inline __m256i
block_errors(__m256i v, __m256i before)
{
	__m256i pairs = pair_errors(v, PREV(1, v, before));
	__m256i third = _mm256_subs_epu8(
	    PREV(2, v, before), _mm256_set1_epi8((char)(0xe0 - 0x80)));
	__m256i fourth = _mm256_subs_epu8(
	    PREV(3, v, before), _mm256_set1_epi8((char)(0xf0 - 0x80)));
	__m256i must = _mm256_and_si256(
	    _mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));

	return _mm256_xor_si256(must, pairs);
}

AVX2 bool
ub_utf8_avx2(const char *p, size_t len)
{
	__m256i before = _mm256_setzero_si256();
	__m256i error = _mm256_setzero_si256();
	char tail[32] = { 0 };
	size_t i;

	for (i = 0; i + 32 <= len; i += 32) {
		__m256i v = _mm256_loadu_si256((const __m256i *)(p + i));
		/* two blocks of ASCII in a row have nothing to be wrong in */
		if (_mm256_movemask_epi8(_mm256_or_si256(v, before)) != 0)
			error = _mm256_or_si256(error, block_errors(v, before));
		before = v;
	}
	/* at least one zero byte follows, so that a cut sequence shows */
	memcpy(tail, p + i, len - i);
	error = _mm256_or_si256(error,
	    block_errors(_mm256_loadu_si256((const __m256i *)tail), before));
	return _mm256_testz_si256(error, error) != 0;
}
#endif
