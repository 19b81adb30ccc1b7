/*
 * translate.h - fields copied with their delimiter turned into TAB.
 */
#ifndef UB_TRANSLATE_H
#define UB_TRANSLATE_H

#include "../stream/writer.h"

/* Add s[0..len) to w with a TAB for every delim in it.  Up to 16 bytes past len
 * may be read (not used). */
void ub_translate(struct ub_writer *w, const char *s, size_t len, char delim);

#endif
