/* decode.c - see decode.h. */
#include "decode.h"
#include "utf16.h"

static const char *const names[UB_NENCODING] = {
	[UB_ENC_UTF8] = "utf-8",
	[UB_ENC_WINDOWS_1252] = "windows-1252",
	[UB_ENC_ISO_8859_1] = "iso-8859-1",
	[UB_ENC_UTF16LE] = "utf-16",
	[UB_ENC_UTF16BE] = "utf-16",
	[UB_ENC_UTF16] = "utf-16",
	[UB_ENC_AUTO] = "auto",
};

/*
 * What windows-1252 has where ISO 8859-1 has control characters, 0x80 to 0x9f;
 * source: unicode.org, MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT.  0 is
 * undefined there.
 */
static const uint16_t high[32] = { 0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026,
	0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0,
	0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122,
	0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178 };

#define TOPS UINT64_C(0x8080808080808080)

const char *
ub_encoding_name(enum ub_encoding enc)
{
	return names[enc];
}

bool
ub_encoding_parse(const char *name, enum ub_encoding *enc)
{
	int i;

	/* from behind: what is declared is UB_ENC_UTF16 */
	for (i = UB_NENCODING; i-- > 0;) {
		if (strcmp(name, names[i]) == 0) {
			*enc = (enum ub_encoding)i;
			return true;
		}
	}
	return false;
}

static size_t
put(char *dst, unsigned cp)
{
	if (cp < 0x800) {
		dst[0] = (char)(0xc0 | cp >> 6);
		dst[1] = (char)(0x80 | (cp & 0x3f));
		return 2;
	}
	dst[0] = (char)(0xe0 | cp >> 12);
	dst[1] = (char)(0x80 | (cp >> 6 & 0x3f));
	dst[2] = (char)(0x80 | (cp & 0x3f));
	return 3;
}

/* The bytes windows-1252 leaves undefined become f8 to fc, which are not in
 * UTF-8, and so are found and given back. */
static const unsigned char gap[5] = { 0x81, 0x8d, 0x8f, 0x90, 0x9d };

static char
undefined(unsigned char c)
{
	unsigned i;

	for (i = 0; gap[i] != c; i++)
		;
	return (char)(0xf8 + i);
}

/* One byte above 0x7f. */
static size_t
decode_high(enum ub_encoding enc, char *dst, unsigned char c)
{
	if (c >= 0xa0 || enc == UB_ENC_ISO_8859_1)
		return put(dst, c);
	if (high[c - 0x80] != 0)
		return put(dst, high[c - 0x80]);
	*dst = undefined(c);
	return 1;
}

/* How many bytes of ASCII come first in these eight; tops are their highest
 * bits, not all 0. */
static unsigned
ascii(uint64_t tops)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	return (unsigned)__builtin_clzll(tops) / 8;
#else
	return (unsigned)__builtin_ctzll(tops) / 8;
#endif
}

size_t
ub_decode(enum ub_encoding enc, char *dst, const char *src, size_t len)
{
	const unsigned char *p = (const unsigned char *)src;
	size_t i = 0, n = 0;
	uint64_t w[2], tops;

	/* sixteen bytes are written, and those kept that are ASCII */
	while (len - i >= sizeof(w)) {
		memcpy(w, p + i, sizeof(w));
		memcpy(dst + n, w, sizeof(w));
		if (((w[0] | w[1]) & TOPS) == 0) {
			i += sizeof(w);
			n += sizeof(w);
			continue;
		}
		tops = w[0] & TOPS;
		if (tops != 0) {
			i += ascii(tops);
			n += ascii(tops);
		} else {
			tops = w[1] & TOPS;
			i += 8 + ascii(tops);
			n += 8 + ascii(tops);
		}
		n += decode_high(enc, dst + n, p[i++]);
	}
	for (; i < len; i++) {
		if (p[i] < 0x80)
			dst[n++] = (char)p[i];
		else
			n += decode_high(enc, dst + n, p[i]);
	}
	return n;
}

static unsigned char
byte_of(enum ub_encoding enc, unsigned cp)
{
	unsigned i;

	if (enc == UB_ENC_WINDOWS_1252) {
		for (i = 0; i < 32; i++)
			if (high[i] == cp)
				return (unsigned char)(0x80 + i);
	}
	return (unsigned char)cp;
}

static bool
utf16(enum ub_encoding enc)
{
	return enc == UB_ENC_UTF16LE || enc == UB_ENC_UTF16BE;
}

uint64_t
ub_encoded_len(enum ub_encoding enc, const char *s, size_t len)
{
	uint64_t n = 0;
	size_t i;

	if (enc == UB_ENC_UTF8)
		return len;
	if (utf16(enc))
		return ub_utf16_encoded_len(s, len);
	/* each character was one byte */
	for (i = 0; i < len; i++)
		n += ((unsigned char)s[i] & 0xc0) != 0x80;
	return n;
}

void
ub_encode(enum ub_encoding enc, struct ub_buf *b, const char *s, size_t len)
{
	const unsigned char *p = (const unsigned char *)s;
	unsigned cp;
	size_t i = 0;

	if (enc == UB_ENC_UTF8) {
		ub_buf_add(b, s, len);
		return;
	}
	if (utf16(enc)) {
		ub_utf16_encode(enc == UB_ENC_UTF16BE, b, s, len);
		return;
	}
	while (i < len) {
		if (p[i] < 0x80) {
			ub_buf_putc(b, (char)p[i++]);
		} else if (p[i] >= 0xf8) {
			ub_buf_putc(b, (char)gap[p[i++] - 0xf8]);
		} else if (p[i] < 0xe0) {
			cp = (p[i] & 0x1fu) << 6 | (p[i + 1] & 0x3fu);
			ub_buf_putc(b, (char)byte_of(enc, cp));
			i += 2;
		} else {
			cp = (p[i] & 0xfu) << 12 | (p[i + 1] & 0x3fu) << 6 |
			     (p[i + 2] & 0x3fu);
			ub_buf_putc(b, (char)byte_of(enc, cp));
			i += 3;
		}
	}
}
