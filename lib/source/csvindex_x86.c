/* csvindex_x86.c - AVX2 and AVX-512 variants of the index of csvindex.h. */
#include "csvindex_x86.h"

#ifdef UB_CSV_X86
#include <immintrin.h>

#include "csvmask.h"

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

AVX2 static inline uint64_t
equal(__m256i a, __m256i b, char c)
{
	__m256i v = _mm256_set1_epi8(c);

	return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, v)) |
	       (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(b, v))
		   << 32;
}

/* Bytes, with a sign, that are more than lo. */
AVX2 static inline uint64_t
above(__m256i a, __m256i b, signed char lo)
{
	__m256i v = _mm256_set1_epi8(lo);

	return (uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(a, v)) |
	       (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(b, v))
		   << 32;
}

AVX2 static inline struct ub_csv_mask
mask_avx2(const char *p, char delim)
{
	__m256i a = _mm256_loadu_si256((const __m256i *)p);
	__m256i b = _mm256_loadu_si256((const __m256i *)(p + 32));
	struct ub_csv_mask m;

	m.keep = ~UINT64_C(0);
	m.delim = equal(a, b, delim);
	m.lf = equal(a, b, '\n');
	m.cr = equal(a, b, '\r');
	m.quote = equal(a, b, '"');
	m.other = equal(a, b, '\0') | equal(a, b, '\\');
	m.tab = delim == '\t' ? m.delim : 0;
	if (delim != '\t')
		m.other |= equal(a, b, '\t');
	m.mark = equal(a, b, '#') | equal(a, b, '.');
	m.high = (uint32_t)_mm256_movemask_epi8(a) |
		 (uint64_t)(uint32_t)_mm256_movemask_epi8(b) << 32;
	/* as signed bytes: 0x80 to 0xbf, then 0xc2 to 0xdf */
	m.cont = ~above(a, b, (signed char)0xbf);
	m.lead =
	    above(a, b, (signed char)0xc1) & ~above(a, b, (signed char)0xdf);
	return m;
}

AVX2 void
ub_csv_index_avx2(
    const char *p, size_t from, size_t len, char delim, struct ub_csv_index *x)
{
	struct ub_csv_state s = { .start = 1, .field = 1 };
	uint64_t bad, sep, unsure = 0;
	size_t i;

	for (i = from; i < len; i += 64) {
		struct ub_csv_mask m = mask_avx2(p + i, delim);

		if (len - i < 64)
			ub_csv_cut(&m, len - i);
		sep = ub_csv_block(&m, &s, &bad);
		if (bad != 0) {
			x->stopped = true;
			break;
		}
		x->nlf += (size_t)_mm_popcnt_u64(m.lf);
		unsure |= ub_csv_unsure(&m, &s);
		ub_csv_lines(x, &m, &s, sep);
		emit(x->sep + x->nsep, sep, (uint32_t)i);
		x->nsep += (size_t)_mm_popcnt_u64(sep);
	}
	x->unsure = unsure != 0;
}

AVX512 static inline void
emit_compressed(
    uint32_t *pos, uint64_t mask, unsigned n, __m512i iota, uint32_t at)
{
	__m512i packed = _mm512_maskz_compress_epi8(mask, iota);
	__m512i base = _mm512_set1_epi32((int)at);
	__m512i part = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(packed));
	unsigned k;

	_mm512_storeu_si512(pos, _mm512_add_epi32(base, part));
	for (k = 16; k < n; k += 16) {
		/* the next sixteen down to the lowest lane */
		packed = _mm512_alignr_epi32(packed, packed, 4);
		part = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(packed));
		_mm512_storeu_si512(pos + k, _mm512_add_epi32(base, part));
	}
}

AVX512 static inline struct ub_csv_mask
mask_avx512(const char *p, char delim)
{
	__m512i v = _mm512_loadu_si512(p);
	struct ub_csv_mask m;

	m.keep = ~UINT64_C(0);
	m.delim = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8(delim));
	m.lf = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\n'));
	m.cr = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\r'));
	m.quote = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('"'));
	m.other = _mm512_testn_epi8_mask(v, v) |
		  _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\\'));
	m.tab = delim == '\t' ? m.delim : 0;
	if (delim != '\t')
		m.other |= _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\t'));
	m.mark = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('#')) |
		 _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('.'));
	m.high = _mm512_movepi8_mask(v);
	m.cont = _mm512_cmplt_epi8_mask(v, _mm512_set1_epi8((char)0xc0));
	m.lead = _mm512_cmplt_epu8_mask(
	    _mm512_sub_epi8(v, _mm512_set1_epi8((char)0xc2)),
	    _mm512_set1_epi8(0xe0 - 0xc2));
	return m;
}

AVX512 void
ub_csv_index_avx512(
    const char *p, size_t from, size_t len, char delim, struct ub_csv_index *x)
{
	static const unsigned char count[64] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
		10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
		26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41,
		42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57,
		58, 59, 60, 61, 62, 63 };
	const __m512i iota = _mm512_loadu_si512(count);
	struct ub_csv_state s = { .start = 1, .field = 1 };
	uint64_t bad, sep, unsure = 0;
	size_t i;

	for (i = from; i < len; i += 64) {
		struct ub_csv_mask m = mask_avx512(p + i, delim);
		unsigned k;

		if (len - i < 64)
			ub_csv_cut(&m, len - i);
		sep = ub_csv_block(&m, &s, &bad);
		if (bad != 0) {
			x->stopped = true;
			break;
		}
		x->nlf += (size_t)_mm_popcnt_u64(m.lf);
		unsure |= ub_csv_unsure(&m, &s);
		ub_csv_lines(x, &m, &s, sep);
		k = (unsigned)_mm_popcnt_u64(sep);
		emit_compressed(x->sep + x->nsep, sep, k, iota, (uint32_t)i);
		x->nsep += k;
	}
	x->unsure = unsure != 0;
}
#endif
