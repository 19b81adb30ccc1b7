/* layout.c - texts in columns of a terminal's. */
#include "lib/report/layout.h"

#include "check.h"

static bool
clips(const char *s, size_t width, const char *want, size_t w)
{
	struct ub_buf b = { 0 };
	size_t got = ub_layout_clip(&b, s, strlen(s), width);
	bool same = got == w && strcmp(b.s == NULL ? "" : b.s, want) == 0;

	if (!same)
		fprintf(stderr, "%zu: %s, not %s\n", got, b.s, want);
	ub_buf_free(&b);
	return same;
}

static bool
wraps(const char *s, size_t width, const char *want, size_t lines)
{
	struct ub_buf b = { 0 };
	size_t got = ub_layout_wrap(&b, s, width);
	bool same = got == lines && strcmp(b.s == NULL ? "" : b.s, want) == 0;

	if (!same)
		fprintf(stderr, "%zu: %s, not %s\n", got, b.s, want);
	ub_buf_free(&b);
	return same;
}

static void
fits(void)
{
	struct ub_layout_col c[3] = { { 20, true, 0 }, { 30, true, 0 },
		{ 9, false, 22 } };

	CHECK(ub_layout_fit(c, 3, 0) == 3 && c[1].width == 30);
	CHECK(ub_layout_fit(c, 3, 85) == 3 && c[1].width == 30);
	CHECK(ub_layout_fit(c, 3, 84) == 3 && c[1].width == 29);
	CHECK(ub_layout_fit(c, 3, 73) == 3);
	CHECK(c[0].width == 19 && c[1].width == 19 && c[2].width == 9);
	CHECK(ub_layout_fit(c, 3, 59) == 3);
	CHECK(c[0].width == 12 && c[1].width == 12);
	CHECK(ub_layout_fit(c, 3, 58) == 2 && c[1].width == 12);
	CHECK(ub_layout_fit(c, 3, 25) == 1);
	CHECK(ub_layout_fit(c, 3, 1) == 1 && c[0].width == 12);
	CHECK(ub_layout_fit(c, 1, 12) == 1);
}

int
main(void)
{
	CHECK(clips("", 3, "", 0));
	CHECK(clips("abc", 3, "abc", 3));
	CHECK(clips("abcd", 3, "ab…", 3));
	CHECK(clips("åäöå", 3, "åä…", 3));
	CHECK(clips("日本語", 4, "日…", 3));
	CHECK(clips("日本", 4, "日本", 4));
	CHECK(clips("日本", 3, "日…", 3));
	CHECK(clips("日本", 2, "…", 1));
	CHECK(clips("日", 1, "…", 1));
	CHECK(clips("abc", 1, "…", 1));
	CHECK(clips("abc", 0, "…", 1));
	CHECK(clips("ae\xcc\x81xx", 3, "ae\xcc\x81…", 3));

	CHECK(wraps("", 5, "", 1));
	CHECK(wraps("ab cd", 5, "ab cd", 1));
	CHECK(wraps("ab cd", 4, "ab\ncd", 2));
	CHECK(wraps("  ab   cd  ", 5, "ab cd", 1));
	CHECK(wraps("abcdef", 4, "abcd\nef", 2));
	CHECK(wraps("a bcdefg h", 4, "a\nbcde\nfg h", 3));
	CHECK(wraps("åäö åäö", 3, "åäö\nåäö", 2));
	CHECK(wraps("日", 1, "日", 1));
	CHECK(wraps("ab", 0, "a\nb", 2));

	CHECK(ub_layout_heading("") == 0);
	CHECK(ub_layout_heading("Regi") == 4);
	CHECK(ub_layout_heading("a bb ccc") == 3);
	CHECK(ub_layout_heading("aa aa aa aa aa aa") == 6);
	CHECK(ub_layout_heading("abcdefghijklmnopqrstuvwxyz") == 20);
	fits();
	CHECK_END;
}
