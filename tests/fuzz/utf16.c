/* utf16.c - any bytes become the same UTF-8 however they are cut, and come
 * back as they were. */
#include <string.h>

#include "fuzz.h"
#include "lib/source/utf16.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ub_utf16 u = { 0 }, v = { 0 };
	struct ub_buf back = { 0 };
	const char *p = (const char *)data + 1;
	char *one, *two;
	size_t len, at, part, n, m = 0;

	if (size == 0)
		return 0;
	len = size - 1;
	one = ub_xmalloc(UB_UTF16_GROWTH * (len + 4));
	two = ub_xmalloc(UB_UTF16_GROWTH * (len + 4));
	u.big = v.big = data[0] & 1;
	n = ub_utf16_decode(&u, one, p, len, true);
	for (at = 0; at < len; at += part) {
		part = 1 + data[at] % 7;
		if (part > len - at)
			part = len - at;
		m += ub_utf16_decode(&v, two + m, p + at, part, false);
	}
	m += ub_utf16_decode(&v, two + m, "", 0, true);
	MUST(n == m && (n == 0 || memcmp(one, two, n) == 0));
	ub_utf16_encode(u.big, &back, one, n);
	MUST(back.len == len && (len == 0 || memcmp(back.s, p, len) == 0));
	MUST(ub_utf16_encoded_len(one, n) == len);
	ub_buf_free(&back);
	free(one);
	free(two);
	return 0;
}
