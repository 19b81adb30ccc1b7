/*
 * translate.h - fields copied with their delimiter turned into TAB.
 */
#ifndef UB_TRANSLATE_H
#define UB_TRANSLATE_H

#include "../stream/writer.h"

/* Add s[0..len) to w with a TAB for every delim in it.  Up to 16 bytes past len
 * may be read (not used). */
void ub_translate(struct ub_writer *w, const char *s, size_t len, char delim);

/* Does s[0..len) hold a quote, an LF or a CR?  Up to 16 bytes past len may be
 * read (not used). */
bool ub_translate_odd(const char *s, size_t len);

/* Add a short field to w; as above. */
static inline void
ub_translate_field(struct ub_writer *w, const char *s, size_t len)
{
	enum { SHORT = 16 };

	if (len > SHORT || UB_WRITER_BUF - w->len < SHORT) {
		ub_writer_add(w, s, len);
		return;
	}
	memcpy(w->buf + w->len, s, SHORT);
	w->len += len;
}

#endif
