/* Figures as sentences say them: by the limits that are declared. */
#include "lib/report/inwords.h"

#include "check.h"

static void
test_shares(void)
{
	static const struct {
		double v;
		const char *sv, *en;
	} t[] = { { 50, "hälften", "half" },
		{ 50.9, "ungefär hälften", "about half" },
		{ 51, "ungefär hälften", "about half" },
		{ 51.1, "drygt hälften", "just over half" },
		{ 53, "drygt hälften", "just over half" },
		{ 53.1, "drygt 53 procent", "just over 53 per cent" },
		{ 56.6, "knappt 57 procent", "just under 57 per cent" },
		{ 57, "57 procent", "57 per cent" },
		{ 56.5, "drygt 56 procent", "just over 56 per cent" },
		{ 31, "knappt en tredjedel", "just under a third" },
		{ 67, "ungefär två av tre", "about two in three" },
		{ 22, "drygt var femte", "just over one in five" },
		{ 23, "knappt var fjärde", "just under one in four" },
		{ 0, "0 procent", "0 per cent" },
		{ 100, "100 procent", "100 per cent" } };
	struct ub_words *w = ub_words_new("en");
	struct ub_buf b = { 0 };

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		int64_t v = (int64_t)(t[i].v * 10 + 0.5) * UB_INWORDS_UNIT / 10;

		ub_buf_clear(&b);
		ub_inwords_share(&b, NULL, v, 1, 3);
		CHECK(strcmp(b.s, t[i].sv) == 0);
		ub_buf_clear(&b);
		ub_inwords_share(&b, w, v, 1, 3);
		CHECK(strcmp(b.s, t[i].en) == 0);
	}
	ub_buf_free(&b);
	ub_words_free(w);
}

static void
test_counts(void)
{
	static const struct {
		int v;
		const char *words;
	} t[] = { { 0, "0" }, { 7, "7" }, { 99, "99" }, { 100, "100" },
		{ 104, "drygt 100" }, { 107, "knappt 110" },
		{ 1640, "drygt 1\xc2\xa0"
			"600" },
		{ 1690, "knappt 1\xc2\xa0"
			"700" },
		{ 60123, "drygt 60\xc2\xa0"
			 "000" } };
	struct ub_buf b = { 0 };

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		ub_buf_clear(&b);
		ub_inwords_count(&b, NULL, (int64_t)t[i].v * UB_INWORDS_UNIT);
		CHECK(strcmp(b.s, t[i].words) == 0);
	}
	ub_buf_free(&b);
}

static void
test_limits(void)
{
	int64_t a, n;

	CHECK(ub_inwords_limits("1,3", &a, &n) && a == 1 && n == 3);
	CHECK(!ub_inwords_limits("3,1", &a, &n));
	CHECK(!ub_inwords_limits("1", &a, &n));
	CHECK(!ub_inwords_limits("1,11", &a, &n));
	CHECK(!ub_inwords_limits("", &a, &n));
}

int
main(void)
{
	test_shares();
	test_counts();
	test_limits();
	CHECK_END;
}
