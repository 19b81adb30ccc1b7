/* table.c - the parts under ubat-agg: numbers for texts, tallies, quantiles,
 * lists of keys. */
#include <stdlib.h>

#include "check.h"
#include "lib/table/key.h"
#include "lib/table/quantile.h"
#include "lib/table/tally.h"

static void
test_intern(void)
{
	struct ub_intern t = { 0 };
	char text[32];
	size_t len;

	CHECK(ub_intern_add(&t, "", 0) == 0);
	CHECK(ub_intern_add(&t, "", 0) == 0);
	CHECK(ub_intern_text(&t, 0).len == 0);
	/* every length round the sizes of words, and texts that differ in one
	 * byte only */
	for (size_t n = 1; n <= 20; n++) {
		for (size_t i = 0; i < n; i++) {
			memset(text, 'a', n);
			text[i] = 'b';
			CHECK(ub_intern_add(&t, text, n) == t.n - 1);
			len = t.n;
			CHECK(ub_intern_add(&t, text, n) == len - 1);
			CHECK(t.n == len);
			CHECK(ub_slice_eq(ub_intern_text(&t, t.n - 1),
			    (struct ub_slice){ text, n }));
		}
	}
	CHECK(t.n == 211);
	ub_intern_free(&t);
	/* many, so that the slots grow */
	for (int pass = 0; pass < 2; pass++) {
		for (uint32_t i = 0; i < 50000; i++) {
			len = (size_t)snprintf(text, sizeof(text), "%s%u",
			    i % 3 == 0 ? "a longer text " : "", i);
			CHECK(ub_intern_add(&t, text, len) == i);
		}
	}
	ub_intern_free(&t);
}

/* Texts of one length, millions of bytes of them, and then one of another. */
static void
test_intern_even(void)
{
	enum { N = 400000 };
	struct ub_slice s[256];
	struct ub_intern t = { 0 };
	char text[256][16];
	uint32_t id[256];

	for (uint32_t i = 0; i < N; i += 256) {
		for (uint32_t k = 0; k < 256; k++) {
			(void)snprintf(text[k], 16, "%012u", (i + k) % N);
			s[k] = (struct ub_slice){ text[k], 12 };
		}
		ub_intern_add_many(&t, s, 256, id);
		for (uint32_t k = 0; k < 256; k++)
			CHECK(id[k] == (i + k) % N);
	}
	CHECK(t.end == NULL && t.even == 12);
	CHECK(ub_intern_add(&t, ".x", 2) == N);
	CHECK(ub_intern_add(&t, "", 0) == N + 1);
	CHECK(t.end != NULL);
	for (uint32_t i = 0; i < N; i++) {
		(void)snprintf(text[0], 16, "%012u", i);
		CHECK(ub_slice_is(ub_intern_text(&t, i), text[0]));
		CHECK(ub_intern_add(&t, text[0], 12) == i);
	}
	ub_intern_rest(&t);
	CHECK(ub_slice_is(ub_intern_text(&t, N), ".x"));
	CHECK(ub_intern_add(&t, ".x", 2) == N);
	CHECK(ub_intern_add(&t, "new", 3) == N + 2);
	CHECK(ub_intern_add(&t, "000000000007", 12) == 7);
	CHECK(ub_intern_text(&t, N + 1).len == 0);
	ub_intern_free(&t);
}

static uint32_t
chance(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) + 1;
	return (uint32_t)(*seed >> 33);
}

/* A value of a type: few or many of them, alike at their beginning or not. */
static size_t
any_value(enum ub_type type, uint64_t *seed, unsigned how, char dst[64])
{
	int64_t v = (int64_t)chance(seed) << 31 | chance(seed);
	size_t n = 0;

	if (chance(seed) % 50 == 0)
		return (size_t)snprintf(
		    dst, 64, ".%c", 'a' + (int)(chance(seed) % 16));
	v >>= chance(seed) % (how % 3 == 0 ? 50 : 62);
	v = chance(seed) % 2 ? v : -v;
	if (type == UB_INT)
		return (size_t)snprintf(dst, 64, "%lld", (long long)v);
	if (type == UB_DEC)
		return ub_dec_print(dst, ub_i128_mul64(v / 1024, UB_NANO / 8));
	if (how % 2)
		n = (size_t)snprintf(dst, 64, "%s", "the same in all of it");
	for (size_t len = chance(seed) % 24; len > 0; len--)
		dst[n++] = (char)(how % 4 < 2 ? '0' + chance(seed) % 10
					      : ' ' + chance(seed) % 90);
	return n > 0 && dst[0] == '.' ? 0 : n;
}

/* Does what has rank i come before what has rank i + 1? */
static bool
in_order(enum ub_type type, struct ub_slice x, struct ub_slice y)
{
	struct ub_i128 a = { 0 }, b = { 0 };

	if (ub_missing(x) != 0 || ub_missing(y) != 0)
		return ub_missing(y) != 0 &&
		       (ub_missing(x) == 0 || ub_slice_cmp(x, y) < 0);
	if (type == UB_TEXT)
		return ub_slice_cmp(x, y) < 0;
	CHECK(ub_number_of(type, x, &a) && ub_number_of(type, y, &b));
	return ub_i128_cmp(a, b) < 0;
}

/* Of 0 values and of many, those in which all differ late, too. */
static void
test_order(void)
{
	static const enum ub_type types[] = { UB_TEXT, UB_INT, UB_DEC };
	uint64_t seed = 1;
	char text[64];

	for (unsigned turn = 0; turn < 120; turn++) {
		struct ub_key k = { .type = types[turn % 3] };
		size_t n = turn % 5 * turn % 4 * 900 + turn / 2;
		for (size_t i = 0; i < n; i++)
			(void)ub_intern_add(&k.val, text,
			    any_value(k.type, &seed, turn / 3, text));
		ub_key_order(&k);
		ub_key_ranks(&k);
		for (uint32_t i = 0; i < k.val.n; i++) {
			CHECK(k.order[i] < k.val.n);
			CHECK(k.rank[k.order[i]] == i);
		}
		for (uint32_t i = 0; i + 1 < k.val.n; i++)
			CHECK(
			    in_order(k.type, ub_intern_text(&k.val, k.order[i]),
				ub_intern_text(&k.val, k.order[i + 1])));
		ub_key_free(&k);
	}
}

static void
test_pairs(void)
{
	struct ub_pairs p = { 0 };

	for (int pass = 0; pass < 2; pass++)
		for (uint32_t i = 0; i < 300; i++)
			for (uint32_t j = 0; j < 300; j++)
				CHECK(ub_pairs_add(&p, i, j) == i * 300 + j);
	CHECK(ub_pairs_add(&p, UB_CODE_TOTAL, 0) == 90000);
	CHECK(ub_pairs_add(&p, 0, UB_CODE_TOTAL) == 90001);
	CHECK(p.pair[90000] == (uint64_t)UB_CODE_TOTAL << 32);
	ub_pairs_free(&p);
}

static int
by_value(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;

	return (x > y) - (x < y);
}

/* Two times the quantile of type 2 by its definition, over sorted values. */
static int
twice_quantile(const int *v, int n, int p_percent)
{
	int k = n * p_percent / 100;

	if (n * p_percent % 100 != 0)
		return 2 * v[k];
	return v[k == 0 ? 0 : k - 1] + v[k == n ? n - 1 : k];
}

static void
add_int(struct ub_tally *t, uint32_t cell, int v)
{
	char text[UB_INT_MAX];
	size_t len = ub_int_print(text, v);

	CHECK(ub_tally_add(t, cell, ub_intern_add(&t->val, text, len), 1));
}

static void
test_quantile(void)
{
	uint32_t seed = 1;
	int v[40];

	for (int n = 1; n <= 40; n++) {
		struct ub_tally t = { 0 };
		struct ub_quantile q;
		struct ub_i128 num, den;

		for (int i = 0; i < n; i++) {
			seed = seed * 1664525 + 1013904223;
			v[i] = (int)(seed >> 24) % 30 - 15;
			add_int(&t, 1, v[i]);
			add_int(&t, 0, 1000 + i); /* another cell */
		}
		qsort(v, (size_t)n, sizeof(*v), by_value);
		CHECK(ub_tally_sort(&t, UB_INT, 3));
		CHECK(ub_tally_distinct(&t, 0) == (uint64_t)n);
		CHECK(ub_tally_distinct(&t, 2) == 0);
		for (int p = 0; p <= 100; p++) {
			CHECK(ub_quantile_of(&t, 1, (uint64_t)n,
			    p * (UB_NANO / 100), UB_QUANTILE_DEFAULT, &q));
			ub_quantile_ratio(&q, &num, &den);
			CHECK(2 * (int64_t)num.lo ==
			      twice_quantile(v, n, p) * (int64_t)den.lo);
		}
		ub_tally_free(&t);
	}
}

static void
test_big_counts(void)
{
	struct ub_tally t = { 0 };
	struct ub_quantile q;
	uint32_t one = ub_intern_add(&t.val, "1", 1);
	uint32_t two = ub_intern_add(&t.val, "2", 1);

	CHECK(ub_tally_add(&t, 0, two, UINT64_C(5000000000)));
	CHECK(ub_tally_add(&t, 0, one, UINT64_C(5000000000)));
	CHECK(ub_tally_sort(&t, UB_INT, 1));
	CHECK(ub_quantile_of(&t, 0, UINT64_C(10000000000), UB_NANO / 2,
	    UB_QUANTILE_DEFAULT, &q));
	CHECK(q.lower.lo == 1 && q.upper.lo == 2 && 2 * q.part == q.whole);
	CHECK(ub_quantile_of(&t, 0, UINT64_C(10000000000), UB_NANO / 2 + 1,
	    UB_QUANTILE_DEFAULT, &q));
	CHECK(q.lower.lo == 2 && q.upper.lo == 2);
	ub_tally_free(&t);
}

static void
test_bad_value(void)
{
	struct ub_tally t = { 0 };

	CHECK(ub_tally_add(&t, 0, ub_intern_add(&t.val, "x", 1), 1));
	CHECK(!ub_tally_sort(&t, UB_INT, 1));
	ub_tally_free(&t);
}

static void
test_list(void)
{
	static const struct {
		const char *src;
		const char *piece[5];
	} cases[] = {
		{ "", { "" } },
		{ "a", { "a" } },
		{ " a , b ", { "a", "b" } },
		{ "a,", { "a", "" } },
		{ ",", { "", "" } },
		{ "a = f(x, y), b", { "a = f(x, y)", "b" } },
		{ "a = \",\", b", { "a = \",\"", "b" } },
		{ "a = \"\\\",\", b", { "a = \"\\\",\"", "b" } },
		{ "`a,b`, c", { "`a,b`", "c" } },
		{ "a = f((1, 2), 3), b = (4), c",
		    { "a = f((1, 2), 3)", "b = (4)", "c" } },
		{ "a), b", { "a)", "b" } },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		size_t at = 0, k = 0;
		char *piece;

		while ((piece = ub_list_next(cases[i].src, &at)) != NULL) {
			const char *want = cases[i].piece[k++];

			CHECK(want != NULL && strcmp(piece, want) == 0);
			free(piece);
		}
		CHECK(cases[i].piece[k] == NULL);
	}
}

int
main(void)
{
	test_intern();
	test_intern_even();
	test_order();
	test_pairs();
	test_quantile();
	test_big_counts();
	test_bad_value();
	test_list();
	CHECK_END;
}
