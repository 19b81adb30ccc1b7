/* utf16.c - see utf16.h. */
#include "utf16.h"

/* The lead byte of an odd one at the end; six and two bits of it follow. */
enum { ODD = 0xfe };

bool
ub_utf16_mark(const void *p, size_t len, bool *big)
{
	const unsigned char *c = p;

	if (len < 2)
		return false;
	*big = c[0] == 0xfe && c[1] == 0xff;
	return *big || (c[0] == 0xff && c[1] == 0xfe);
}

static unsigned
unit(bool big, const unsigned char *p)
{
	return big ? (unsigned)p[0] << 8 | p[1] : (unsigned)p[1] << 8 | p[0];
}

static bool
high(unsigned c)
{
	return c >= 0xd800 && c <= 0xdbff;
}

static bool
low(unsigned c)
{
	return c >= 0xdc00 && c <= 0xdfff;
}

static size_t
put(char *dst, unsigned c)
{
	if (c < 0x80) {
		dst[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		dst[0] = (char)(0xc0 | c >> 6);
		dst[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		dst[0] = (char)(0xe0 | c >> 12);
		dst[1] = (char)(0x80 | (c >> 6 & 0x3f));
		dst[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	dst[0] = (char)(0xf0 | c >> 18);
	dst[1] = (char)(0x80 | (c >> 12 & 0x3f));
	dst[2] = (char)(0x80 | (c >> 6 & 0x3f));
	dst[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

/* One character of p[0..n); *used bytes of it, 0 when more are needed. */
static size_t
one(bool big, char *dst, const unsigned char *p, size_t n, bool last,
    size_t *used)
{
	unsigned c, d;

	*used = 0;
	if (n < 2) {
		if (!last)
			return 0;
		*used = 1;
		dst[0] = (char)ODD;
		dst[1] = (char)(0x80 | p[0] >> 2);
		dst[2] = (char)(0x80 | (p[0] & 3));
		return 3;
	}
	c = unit(big, p);
	*used = 2;
	if (!high(c))
		return put(dst, c);
	if (n >= 4) {
		d = unit(big, p + 2);
		if (!low(d))
			return put(dst, c);
		*used = 4;
		return put(dst, 0x10000 + ((c - 0xd800) << 10) + (d - 0xdc00));
	}
	if (last)
		return put(dst, c);
	*used = 0;
	return 0;
}

size_t
ub_utf16_decode(
    struct ub_utf16 *u, char *dst, const char *src, size_t len, bool last)
{
	const unsigned char *p = (const unsigned char *)src;
	size_t i = 0, n = 0, used = 1, old;
	unsigned char edge[4];

	/* a character that began before: as many bytes as it may need */
	while (u->nheld > 0 && used > 0) {
		old = u->nheld;
		memcpy(edge, u->held, old);
		while (old < sizeof(edge) && i < len)
			edge[old++] = p[i++];
		n += one(u->big, dst + n, edge, old, last && i == len, &used);
		if (used >= u->nheld && used > 0) {
			/* what was only looked at comes again */
			i -= old - used;
			u->nheld = 0;
		} else if (used > 0) {
			i -= old - u->nheld;
			memmove(u->held, u->held + used, u->nheld - used);
			u->nheld -= used;
		} else {
			memcpy(u->held, edge, old);
			u->nheld = old;
			return n;
		}
	}
	while (i < len) {
		/* letters without accents come in runs */
		for (; len - i >= 2 && p[i + u->big] < 0x80 &&
		       p[i + !u->big] == 0;
		     i += 2)
			dst[n++] = (char)p[i + u->big];
		if (i == len)
			break;
		n += one(u->big, dst + n, p + i, len - i, last, &used);
		i += used;
		if (used == 0) {
			u->nheld = len - i;
			memcpy(u->held, p + i, u->nheld);
			break;
		}
	}
	return n;
}

static void
add_unit(bool big, struct ub_buf *b, unsigned c)
{
	ub_buf_putc(b, (char)(big ? c >> 8 : c & 0xff));
	ub_buf_putc(b, (char)(big ? c & 0xff : c >> 8));
}

void
ub_utf16_encode(bool big, struct ub_buf *b, const char *s, size_t len)
{
	const unsigned char *p = (const unsigned char *)s, *end = p + len;
	unsigned c;

	while (p < end) {
		if (*p < 0x80) {
			add_unit(big, b, *p++);
		} else if (*p == ODD) {
			ub_buf_putc(b, (char)((p[1] & 0x3f) << 2 | (p[2] & 3)));
			p += 3;
		} else if (*p < 0xe0) {
			add_unit(big, b, (*p & 0x1fu) << 6 | (p[1] & 0x3fu));
			p += 2;
		} else if (*p < 0xf0) {
			add_unit(big, b,
			    (*p & 0xfu) << 12 | (p[1] & 0x3fu) << 6 |
				(p[2] & 0x3fu));
			p += 3;
		} else {
			c = (*p & 7u) << 18 | (p[1] & 0x3fu) << 12 |
			    (p[2] & 0x3fu) << 6 | (p[3] & 0x3fu);
			c -= 0x10000;
			add_unit(big, b, 0xd800 + (c >> 10));
			add_unit(big, b, 0xdc00 + (c & 0x3ff));
			p += 4;
		}
	}
}

uint64_t
ub_utf16_encoded_len(const char *s, size_t len)
{
	uint64_t n = 0;
	size_t i;

	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c == ODD)
			n += 1;
		else if ((c & 0xc0) != 0x80)
			n += c >= 0xf0 ? 4 : 2;
	}
	return n;
}
