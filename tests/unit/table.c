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
	test_pairs();
	test_quantile();
	test_big_counts();
	test_bad_value();
	test_list();
	CHECK_END;
}
