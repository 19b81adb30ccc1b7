/* fastlay.c - see fastlay.h. */
#include <stdlib.h>

#include "fastlay.h"

typedef uint8_t vec __attribute__((vector_size(16)));

void
ub_fast_lay_begin(struct ub_fast_lay *l, size_t n, size_t len, size_t nin)
{
	size_t need = n * nin + 1;

	ub_buf_clear(&l->text);
	/* fields are copied in whole vectors */
	ub_buf_reserve(&l->text, len + 2 * UB_SIMD_PAD);
	if (need > l->cap) {
		free(l->sep);
		l->cap = need;
		l->sep = ub_xmalloc(need * sizeof(*l->sep));
	}
	l->sep[0] = UINT32_MAX; /* the first field begins at 0 */
	l->nsep = 1;
}

void
ub_fast_lay_free(struct ub_fast_lay *l)
{
	ub_buf_free(&l->text);
	free(l->sep);
	*l = (struct ub_fast_lay){ 0 };
}

/* A doubled quote becomes one.  0 when a line end is among the bytes; what is
 * in quotes and holds a quote is never empty. */
static size_t
halve(char *dst, const char *s, size_t len)
{
	size_t i, n = 0;

	for (i = 0; i < len; i++) {
		if (s[i] == '\n' || s[i] == '\r')
			return 0;
		dst[n++] = s[i];
		i += s[i] == '"';
	}
	return n;
}

/* Copy what stood in quotes, in whole vectors; does it hold a quote, an LF or
 * a CR? */
static inline bool
copy(char *dst, const char *s, size_t len)
{
	/* the bytes of the last vector that are its own */
	static const uint8_t keep[2 * sizeof(vec)] = { 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff };
	const vec zero = { 0 };
	vec v, hit, mask, any = { 0 };
	uint64_t half[2];

	for (;;) {
		memcpy(&v, s, sizeof(v));
		memcpy(dst, &v, sizeof(v));
		hit = (vec)(v == zero + (uint8_t)'"') |
		      (vec)(v == zero + (uint8_t)'\n') |
		      (vec)(v == zero + (uint8_t)'\r');
		if (len <= sizeof(v))
			break;
		any |= hit;
		s += sizeof(v);
		dst += sizeof(v);
		len -= sizeof(v);
	}
	memcpy(&mask, keep + sizeof(v) - len, sizeof(mask));
	any |= hit & mask;
	memcpy(half, &any, sizeof(half));
	return (half[0] | half[1]) != 0;
}

bool
ub_fast_lay_add(
    struct ub_fast_lay *l, const char *base, const uint32_t *sep, size_t nin)
{
	char *dst = l->text.s + l->text.len;
	uint32_t *at = l->sep + l->nsep;
	uint32_t from = sep[-1] + 1, to;
	size_t i, len;

	for (i = 0; i < nin; i++, from = to + 1) {
		const char *s = base + from;

		to = sep[i];
		len = to - from;
		if (i + 1 == nin && len > 0 && s[len - 1] == '\r')
			len--;
		if (len >= 2 && s[0] == '"') {
			s++;
			len -= 2;
			/* where a field begins they mean something */
			if (len > 0 && (s[0] == '#' || s[0] == '.'))
				return false;
		}
		if (copy(dst, s, len) && (len = halve(dst, s, len)) == 0)
			return false;
		dst += len;
		at[i] = (uint32_t)(dst - l->text.s);
		*dst++ = '\t';
	}
	dst[-1] = '\n';
	l->nsep += nin;
	l->text.len = (size_t)(dst - l->text.s);
	return true;
}
