#include "unicode.h"

#include <stdlib.h>
#include <utf8proc.h>

static bool
ascii(const char *s, size_t len)
{
	unsigned char all = 0;

	for (size_t i = 0; i < len; i++)
		all |= (unsigned char)s[i];
	return all < 0x80;
}

/* The code point at s and its length; a byte that is no UTF-8 stands for
 * itself, so that a caller's mistake cannot make a loop endless. */
static size_t
next(const char *s, size_t len, utf8proc_int32_t *cp)
{
	utf8proc_ssize_t n = utf8proc_iterate(
	    (const utf8proc_uint8_t *)s, (utf8proc_ssize_t)len, cp);

	if (n > 0)
		return (size_t)n;
	*cp = -1;
	return 1;
}

static bool
letter(utf8proc_int32_t cp)
{
	utf8proc_category_t c = utf8proc_category(cp);

	return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

static void
map(struct ub_buf *b, const char *s, size_t len, utf8proc_option_t how)
{
	utf8proc_uint8_t *out = NULL;
	utf8proc_ssize_t n = utf8proc_map(
	    (const utf8proc_uint8_t *)s, (utf8proc_ssize_t)len, &out, how);

	/* Only bytes that are no UTF-8, or no memory, bring us here. */
	if (n < 0)
		ub_buf_add(b, s, len);
	else
		ub_buf_add(b, out, (size_t)n);
	free(out);
}

bool
ub_name_valid(const char *s, size_t len)
{
	struct ub_buf nfc = { 0 };
	utf8proc_int32_t cp;
	bool ok;

	if (len == 0)
		return false;
	for (size_t i = 0, n; i < len; i += n) {
		n = next(s + i, len - i, &cp);
		if (cp < 0)
			return false;
		if (letter(cp))
			continue;
		if (i == 0 || (cp != '_' && utf8proc_category(cp) !=
						UTF8PROC_CATEGORY_ND))
			return false;
	}
	if (ascii(s, len))
		return true;
	ub_nfc(&nfc, s, len);
	ok = nfc.len == len && memcmp(nfc.s, s, len) == 0;
	ub_buf_free(&nfc);
	return ok;
}

void
ub_nfc(struct ub_buf *b, const char *s, size_t len)
{
	if (ascii(s, len))
		ub_buf_add(b, s, len);
	else
		map(b, s, len, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

void
ub_casefold(struct ub_buf *b, const char *s, size_t len)
{
	if (ascii(s, len))
		ub_lower(b, s, len);
	else
		map(b, s, len,
		    UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
}

void
ub_plain_letters(struct ub_buf *b, const char *s, size_t len)
{
	if (ascii(s, len))
		ub_buf_add(b, s, len);
	else
		map(b, s, len,
		    UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK);
}

/* Each code point through one of utf8proc's simple case maps. */
static void
each(struct ub_buf *b, const char *s, size_t len,
    utf8proc_int32_t (*fn)(utf8proc_int32_t))
{
	utf8proc_uint8_t out[4];
	utf8proc_int32_t cp;

	for (size_t i = 0, n; i < len; i += n) {
		n = next(s + i, len - i, &cp);
		if (cp < 0)
			ub_buf_add(b, s + i, n);
		else
			ub_buf_add(
			    b, out, (size_t)utf8proc_encode_char(fn(cp), out));
	}
}

void
ub_lower(struct ub_buf *b, const char *s, size_t len)
{
	each(b, s, len, utf8proc_tolower);
}

void
ub_upper(struct ub_buf *b, const char *s, size_t len)
{
	each(b, s, len, utf8proc_toupper);
}

static bool
unprintable(utf8proc_int32_t cp)
{
	switch (utf8proc_category(cp)) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	default:
		return false;
	}
}

void
ub_printable(struct ub_buf *b, const char *s, size_t len)
{
	utf8proc_int32_t cp;

	for (size_t i = 0, n; i < len; i += n) {
		n = next(s + i, len - i, &cp);
		if (cp == '\t' || cp == '\n' || cp == '\r')
			ub_buf_putc(b, ' ');
		else if (cp < 0 || unprintable(cp))
			ub_buf_puts(b, "\xef\xbf\xbd");
		else
			ub_buf_add(b, s + i, n);
	}
}

size_t
ub_width(const char *s, size_t len)
{
	utf8proc_int32_t cp;
	size_t width = 0;

	for (size_t i = 0, n; i < len; i += n) {
		n = next(s + i, len - i, &cp);
		if (cp >= 0)
			width += (size_t)utf8proc_charwidth(cp);
	}
	return width;
}

size_t
ub_ulen(const char *s, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += ((unsigned char)s[i] & 0xc0) != 0x80;
	return n;
}

size_t
ub_ustep(const char *s)
{
	unsigned char c = (unsigned char)*s;

	return c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}
