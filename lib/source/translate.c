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

bool
ub_translate_odd(const char *s, size_t len)
{
	const vec quote = (vec){ 0 } + (uint8_t)'"';
	const vec lf = (vec){ 0 } + (uint8_t)'\n';
	const vec cr = (vec){ 0 } + (uint8_t)'\r';
	uint64_t half[2];
	vec v, hit;
	size_t i;

	for (i = 0; i + sizeof(v) <= len; i += sizeof(v)) {
		memcpy(&v, s + i, sizeof(v));
		hit = (vec)(v == quote) | (vec)(v == lf) | (vec)(v == cr);
		memcpy(half, &hit, sizeof(half));
		if ((half[0] | half[1]) != 0)
			return true;
	}
	for (; i < len; i++)
		if (s[i] == '"' || s[i] == '\n' || s[i] == '\r')
			return true;
	return false;
}
