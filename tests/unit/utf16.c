/* UTF-16 to UTF-8 and back: every unit, at every border between two calls. */
#include <stdint.h>
#include <stdlib.h>

#include "../../lib/base/simd.h"
#include "../../lib/source/utf16.h"

#include "check.h"

/* Decode in steps of this many bytes. */
static size_t
decode(bool big, const char *src, size_t len, size_t step, char *dst)
{
	struct ub_utf16 u = { .big = big };
	size_t at, part, n = 0;

	for (at = 0; at < len; at += part) {
		part = len - at < step ? len - at : step;
		n += ub_utf16_decode(&u, dst + n, src + at, part, false);
	}
	return n + ub_utf16_decode(&u, dst + n, "", 0, true);
}

/* src gives text (NULL: something that is no UTF-8) and comes back. */
static void
check(const char *src, size_t len, const char *text)
{
	struct ub_buf back = { 0 };
	char swapped[64], dst[3 * 64 + 12];
	size_t step, n, i;
	int big;

	for (big = 0; big < 2; big++) {
		memcpy(swapped, src, len);
		for (i = 0; big && i + 1 < len; i += 2) {
			swapped[i] = src[i + 1];
			swapped[i + 1] = src[i];
		}
		for (step = 1; step <= len; step++) {
			n = decode(big, swapped, len, step, dst);
			CHECK(n <= UB_UTF16_GROWTH * (len + 4));
			if (text == NULL)
				CHECK(!ub_utf8_valid(dst, n));
			else
				CHECK(n == strlen(text) &&
				      memcmp(dst, text, n) == 0);
			CHECK(ub_utf16_encoded_len(dst, n) == len);
			ub_buf_clear(&back);
			ub_utf16_encode(big, &back, dst, n);
			CHECK(back.len == len &&
			      memcmp(back.s, swapped, len) == 0);
		}
	}
	ub_buf_free(&back);
}

#define TEXT(src, text) check(src, sizeof(src) - 1, text)

static void
test_cases(void)
{
	TEXT("a\0b\0c\0d\0e\0f\0", "abcdef");
	TEXT("a\0\xe5\0b\0", "aåb");
	TEXT("\xff\xfe", "\xef\xbb\xbf");
	TEXT("\xac\x20", "€");
	TEXT("\x34\xd8\x1e\xdd"
	     "a\0",
	    "𝄞a");
	TEXT("\0\xd8\0\xdc", "\xf0\x90\x80\x80");
	TEXT("\xff\xdb\xff\xdf", "\xf4\x8f\xbf\xbf");
	TEXT("\xff\xd7\0\xe0", "\xed\x9f\xbf\xee\x80\x80");
	/* alone, the wrong way round, one after another, at the end */
	TEXT("\0\xd8", NULL);
	TEXT("\0\xdc", NULL);
	TEXT("\0\xd8"
	     "a\0",
	    NULL);
	TEXT("\0\xdc\0\xd8", NULL);
	TEXT("\0\xd8\0\xd8\0\xdc", NULL);
	TEXT("\0\xdc\0\xdc", NULL);
	TEXT("a\0\0\xd8", NULL);
	/* an odd byte */
	TEXT("a", NULL);
	TEXT("\xff", NULL);
	TEXT("a\0b", NULL);
	TEXT("a\0\0\xd8\x80", NULL);
	TEXT("\0\xd8\0\xdc\x01", NULL);
}

/* Every unit alone, and every odd byte. */
static void
test_all(void)
{
	char src[2], dst[16];
	struct ub_buf back = { 0 };
	unsigned c;
	size_t n;

	for (c = 0; c < 0x10000; c++) {
		src[0] = (char)(c & 0xff);
		src[1] = (char)(c >> 8);
		n = decode(false, src, 2, 2, dst);
		CHECK(ub_utf8_valid(dst, n) == (c < 0xd800 || c > 0xdfff));
		ub_buf_clear(&back);
		ub_utf16_encode(false, &back, dst, n);
		CHECK(back.len == 2 && memcmp(back.s, src, 2) == 0);
	}
	for (c = 0; c < 0x100; c++) {
		src[0] = (char)c;
		n = decode(true, src, 1, 1, dst);
		CHECK(!ub_utf8_valid(dst, n));
		ub_buf_clear(&back);
		ub_utf16_encode(true, &back, dst, n);
		CHECK(back.len == 1 && back.s[0] == src[0]);
	}
	ub_buf_free(&back);
}

static void
test_mark(void)
{
	bool big;

	CHECK(ub_utf16_mark("\xff\xfe"
			    "a",
		  3, &big) &&
	      !big);
	CHECK(ub_utf16_mark("\xfe\xff", 2, &big) && big);
	CHECK(!ub_utf16_mark("\xfe\xff", 1, &big));
	CHECK(!ub_utf16_mark("\xef\xbb\xbf", 3, &big));
	CHECK(!ub_utf16_mark("\xff\xff", 2, &big));
}

int
main(void)
{
	test_cases();
	test_all();
	test_mark();
	CHECK_END;
}
