/* simd: every variant gives what the plain loop gives. */
#include <stdlib.h>

#include "check.h"
#include "lib/base/mem.h"
#include "lib/base/simd_x86.h"

static uint64_t state = 88172645463325252u;

static uint64_t
rnd(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

static void
same_index(const char *p, size_t len)
{
	uint32_t *want = ub_xreallocarray(NULL, len + UB_SIMD_PAD, 4);
	uint32_t *got = ub_xreallocarray(NULL, len + UB_SIMD_PAD, 4);
	static const char *const level[] = { "scalar", "avx2", "avx512" };
	struct ub_index a = { 0 }, b;
	size_t i;

	ub_index_scalar(p, 0, len, want, &a);
	for (i = 0; i < 3; i++) {
		setenv("UBAT_SIMD", level[i], 1);
		ub_simd_index(p, len, got, &b);
		CHECK(a.n == b.n && a.nline == b.nline);
		CHECK(a.bad == b.bad && a.high == b.high);
		CHECK(memcmp(want, got, a.n * 4) == 0);
	}
	unsetenv("UBAT_SIMD");
	free(want);
	free(got);
}

static void
random_indexes(void)
{
	static const char some[] = "\t\n\t\n\r\0a#\\\xc3\xa5 ";
	char p[1000];
	size_t i, len, round, kinds;

	for (round = 0; round < 3000; round++) {
		len = rnd() % sizeof(p);
		kinds = 1 + rnd() % (sizeof(some) - 1);
		for (i = 0; i < len; i++)
			p[i] = rnd() % 4 == 0 ? some[rnd() % kinds] : 'x';
		same_index(p, len);
	}
	memset(p, '\t', sizeof(p));
	for (len = 0; len <= 200; len++)
		same_index(p, len);
}

static void
same_utf8(const char *p, size_t len, int want)
{
	bool plain = ub_utf8_scalar(p, len);

	CHECK(want < 0 || plain == (want != 0));
#ifdef UB_SIMD_X86
	if (ub_simd_level() >= UB_SIMD_AVX2)
		CHECK(ub_utf8_avx2(p, len) == plain);
#endif
	CHECK(ub_utf8_valid(p, len) == plain);
}

/* Each sequence at every place of a block, and cut at the end. */
static void
placed(const char *seq, size_t n, int want)
{
	char p[160];
	size_t at;

	for (at = 0; at + n <= 100; at++) {
		memset(p, 'a', sizeof(p));
		memcpy(p + at, seq, n);
		same_utf8(p, 130, want);
		same_utf8(p, at + n, want);
		if (want == 1 && n > 1)
			same_utf8(p, at + n - 1, 0);
	}
}

static void
utf8(void)
{
	static const struct {
		const char *s;
		int valid;
	} t[] = { { "a", 1 }, { "\xc3\xa5", 1 }, { "\xe2\x80\x93", 1 },
		{ "\xf0\x9f\x98\x80", 1 }, { "\xf4\x8f\xbf\xbf", 1 },
		{ "\xed\x9f\xbf", 1 }, { "\xee\x80\x80", 1 }, { "\x80", 0 },
		{ "\xbf", 0 }, { "\xc0\x80", 0 }, { "\xc1\xbf", 0 },
		{ "\xc3", 0 }, { "\xe0\x80\x80", 0 }, { "\xe0\x9f\xbf", 0 },
		{ "\xed\xa0\x80", 0 }, { "\xed\xbf\xbf", 0 },
		{ "\xf0\x80\x80\x80", 0 }, { "\xf0\x8f\xbf\xbf", 0 },
		{ "\xf4\x90\x80\x80", 0 }, { "\xf5\x80\x80\x80", 0 },
		{ "\xff", 0 }, { "\xfe", 0 }, { "\xe2\x80", 0 },
		{ "\xc3\xa5\xa5", 0 }, { "\xf8\x88\x80\x80\x80", 0 } };
	char p[300];
	size_t i, k, len;

	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++)
		placed(t[i].s, strlen(t[i].s), t[i].valid);
	for (k = 0; k < 200000; k++) {
		len = rnd() % 140;
		for (i = 0; i < len; i++)
			p[i] = (char)(rnd() % 3 ? 'a' : rnd());
		same_utf8(p, len, -1);
	}
	/* two and three bytes, all leads, all seconds */
	for (i = 0; i < 256 * 256; i++) {
		memset(p, 'a', 96);
		p[40] = (char)(i >> 8);
		p[41] = (char)i;
		p[42] = (char)0x85;
		same_utf8(p, 96, -1);
		p[43] = (char)0x85;
		same_utf8(p, 96, -1);
		p[42] = 'a';
		p[43] = 'a';
		same_utf8(p, 96, -1);
	}
}

int
main(void)
{
	random_indexes();
	utf8();
	CHECK_END;
}
