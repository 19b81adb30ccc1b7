/* translate.c - see translate.h. */
#include "translate.h"

typedef uint8_t vec __attribute__((vector_size(16)));

/* In whole vectors: up to 15 bytes past len are read, and written. */
static void
whole(char *dst, const char *s, size_t len, char delim)
{
	vec what = { 0 }, flip = { 0 };
	size_t i;

	what += (uint8_t)delim;
	flip += (uint8_t)(delim ^ '\t');
	for (i = 0; i < len; i += sizeof(vec)) {
		vec v;

		memcpy(&v, s + i, sizeof(v));
		v ^= (vec)(v == what) & flip;
		memcpy(dst + i, &v, sizeof(v));
	}
}

void
ub_translate(struct ub_writer *w, const char *s, size_t len, char delim)
{
	size_t room = UB_WRITER_BUF - w->len, i;

	if (room >= len + sizeof(vec)) {
		whole(w->buf + w->len, s, len, delim);
		w->len += len;
		return;
	}
	while (len > 0) {
		if (w->len == UB_WRITER_BUF)
			ub_writer_spill(w, "", 0);
		room = UB_WRITER_BUF - w->len;
		if (room > len)
			room = len;
		for (i = 0; i < room; i++)
			w->buf[w->len + i] = s[i] == delim ? '\t' : s[i];
		w->len += room;
		s += room;
		len -= room;
	}
}
