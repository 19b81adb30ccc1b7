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

/* A doubled quote becomes one. */
static size_t
halve(char *dst, const char *s, size_t len)
{
	size_t i, n = 0;

	for (i = 0; i < len; i++) {
		dst[n++] = s[i];
		i += s[i] == '"';
	}
	return n;
}

/* In whole vectors; most fields are shorter than one. */
static inline void
copy(char *dst, const char *s, size_t len)
{
	vec v;

	for (;;) {
		memcpy(&v, s, sizeof(v));
		memcpy(dst, &v, sizeof(v));
		if (len <= sizeof(v))
			return;
		s += sizeof(v);
		dst += sizeof(v);
		len -= sizeof(v);
	}
}

void
ub_fast_lay_add(struct ub_fast_lay *l, const char *base, const uint32_t *sep,
    size_t nin, bool twice)
{
	char *const text = l->text.s;
	char *dst = text + l->text.len;
	uint32_t *at = l->sep + l->nsep;
	uint32_t from = sep[-1] + 1;
	size_t i, len, quote;

	for (i = 0; i < nin; i++) {
		const char *s = base + from;

		len = sep[i] - from;
		from = sep[i] + 1;
		if (i + 1 == nin && len > 0 && s[len - 1] == '\r')
			len--;
		/* no branch: some columns are in quotes now and then */
		quote = *s == '"';
		s += quote;
		len -= 2 * quote;
		if (twice && memchr(s, '"', len) != NULL)
			len = halve(dst, s, len);
		else
			copy(dst, s, len);
		dst += len;
		at[i] = (uint32_t)(dst - text);
		*dst++ = '\t';
	}
	dst[-1] = '\n';
	l->nsep += nin;
	l->text.len = (size_t)(dst - text);
}
