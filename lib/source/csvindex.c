/* csvindex.c - see csvindex.h: the choice of variant, and the scalar twin. */
#include "csvindex_x86.h"
#include "csvmask.h"

static struct ub_csv_mask
mask64(const char *p, char delim)
{
	struct ub_csv_mask m = { 0 };
	unsigned i;

	for (i = 0; i < 64; i++) {
		uint64_t bit = UINT64_C(1) << i;
		char c = p[i];

		if (c == delim)
			m.delim |= bit;
		if (c == delim && delim == '\t')
			m.tab |= bit;
		if (c == '\n')
			m.lf |= bit;
		if (c == '\r')
			m.cr |= bit;
		if (c == '"')
			m.quote |= bit;
		if (c == '\0' || c == '\\' || (c == '\t' && delim != '\t'))
			m.other |= bit;
		if (c == '#' || c == '.')
			m.mark |= bit;
		if ((unsigned char)c >= 0x80)
			m.high |= bit;
		if ((unsigned char)c >= 0xc2 && (unsigned char)c < 0xe0)
			m.lead |= bit;
		if ((c & 0xc0) == 0x80)
			m.cont |= bit;
	}
	return m;
}

static void
index_scalar(
    const char *p, size_t from, size_t len, char delim, struct ub_csv_index *x)
{
	struct ub_csv_state s = { .start = 1, .field = 1 };
	uint64_t bad, sep;
	size_t i;

	for (i = from; i < len; i += 64) {
		struct ub_csv_mask m = mask64(p + i, delim);

		ub_csv_cut(&m, len - i);
		sep = ub_csv_block(&m, &s, &bad);
		if (bad != 0) {
			x->stopped = true;
			return;
		}
		x->nlf += (size_t)UB_POPCOUNT(m.lf);
		x->unsure |= ub_csv_unsure(&m, &s) != 0;
		ub_csv_lines(x, &m, &s, sep);
		for (; sep != 0; sep &= sep - 1)
			x->sep[x->nsep++] =
			    (uint32_t)(i + (unsigned)__builtin_ctzll(sep));
	}
}

void
ub_csv_index(const char *p, size_t from, size_t len, char delim,
    enum ub_simd level, struct ub_csv_index *x)
{
	x->nsep = x->nend = x->nlf = 0;
	x->stopped = x->unsure = false;
	x->special[0] = 0;
#ifdef UB_CSV_X86
	if (level == UB_SIMD_AVX512) {
		ub_csv_index_avx512(p, from, len, delim, x);
		return;
	}
	if (level == UB_SIMD_AVX2) {
		ub_csv_index_avx2(p, from, len, delim, x);
		return;
	}
#else
	(void)level;
#endif
	index_scalar(p, from, len, delim, x);
}
