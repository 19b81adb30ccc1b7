/* translate.c - see translate.h. */
#include "translate.h"

void
ub_translate(struct ub_writer *w, const char *s, size_t len, char delim)
{
	size_t room, i;
	char *dst;

	if (delim == '\t') {
		ub_writer_add(w, s, len);
		return;
	}
	while (len > 0) {
		if (w->len == UB_WRITER_BUF)
			ub_writer_spill(w, "", 0);
		room = UB_WRITER_BUF - w->len;
		if (room > len)
			room = len;
		dst = w->buf + w->len;
		for (i = 0; i < room; i++)
			dst[i] = s[i] == delim ? '\t' : s[i];
		w->len += room;
		s += room;
		len -= room;
	}
}
