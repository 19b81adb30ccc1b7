/*
 * utf16.h - UTF-16 to UTF-8 and back, losing nothing.
 *
 * A lone surrogate becomes the three bytes that its number would have, and an
 * odd byte at the end three bytes too, neither of which UTF-8 has: the record
 * is found, and given back as it came.
 */
#ifndef UB_UTF16_H
#define UB_UTF16_H

#include "../base/buf.h"

/* What lies between two calls.  Zeroed is the beginning. */
struct ub_utf16 {
	bool big;              /* the bytes of a unit: the higher one first */
	unsigned char held[3]; /* a byte, a surrogate, or both */
	size_t nheld;
};

/* Bytes that n bytes, and those held, may become at most: this times n + 4. */
enum { UB_UTF16_GROWTH = 3 };

/* Is this its mark?  *big: which order it tells.  len is at least 2. */
bool ub_utf16_mark(const void *p, size_t len, bool *big);
/*
 * Write src[0..len) as UTF-8, last: nothing follows.  Returns the bytes
 * written.
 */
size_t ub_utf16_decode(
    struct ub_utf16 *u, char *dst, const char *src, size_t len, bool last);
/* Append the bytes of which s is the decoding; s begins and ends with whole
 * characters. */
void ub_utf16_encode(bool big, struct ub_buf *b, const char *s, size_t len);
/* How many those are. */
uint64_t ub_utf16_encoded_len(const char *s, size_t len);

#endif
