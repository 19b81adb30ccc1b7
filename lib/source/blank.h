/*
 * blank.h - what counts as a blank round a value: the space, the tab, and the
 * spaces that do not break, which word processors and Excel leave behind
 * (U+00A0, U+2009, U+202F).
 */
#ifndef UB_BLANK_H
#define UB_BLANK_H

#include "../base/mem.h"

/* Three bytes that are U+2009 or U+202F? */
static inline bool
ub_blank_thin(const char *s)
{
	return memcmp(s, "\xe2\x80", 2) == 0 &&
	       ((unsigned char)s[2] == 0x89 || (unsigned char)s[2] == 0xaf);
}

/* Bytes of the blank that s begins with, or 0. */
static inline size_t
ub_blank_front(const char *s, size_t len)
{
	if (len == 0)
		return 0;
	if (s[0] == ' ' || s[0] == '\t')
		return 1;
	if (len >= 2 && memcmp(s, "\xc2\xa0", 2) == 0)
		return 2;
	return len >= 3 && ub_blank_thin(s) ? 3 : 0;
}

/* Bytes of the blank that s ends with, or 0. */
static inline size_t
ub_blank_back(const char *s, size_t len)
{
	if (len == 0)
		return 0;
	if (s[len - 1] == ' ' || s[len - 1] == '\t')
		return 1;
	if (len >= 2 && memcmp(s + len - 2, "\xc2\xa0", 2) == 0)
		return 2;
	return len >= 3 && ub_blank_thin(s + len - 3) ? 3 : 0;
}

static inline struct ub_slice
ub_blank_cut(struct ub_slice f)
{
	size_t n;

	while ((n = ub_blank_back(f.s, f.len)) > 0)
		f.len -= n;
	while ((n = ub_blank_front(f.s, f.len)) > 0) {
		f.s += n;
		f.len -= n;
	}
	return f;
}

#endif
