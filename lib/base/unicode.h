/*
 * unicode.h - what we ask of Unicode: letters, NFC, case, width.
 * The tables are utf8proc's.  All input is valid UTF-8 (simd.h checks).
 */
#ifndef UB_UNICODE_H
#define UB_UNICODE_H

#include "buf.h"

/*
 * A column name of ubat(5): a letter (any Unicode letter), then letters,
 * digits (any Unicode decimal digit) and _, in NFC; not empty.
 */
bool ub_name_valid(const char *s, size_t len);
/* Append the NFC form, or the case-folded form, of s to b. */
void ub_nfc(struct ub_buf *b, const char *s, size_t len);
void ub_casefold(struct ub_buf *b, const char *s, size_t len);
/* Append s without the marks on its letters: å ä ö é become a a o e. */
void ub_plain_letters(struct ub_buf *b, const char *s, size_t len);
void ub_lower(struct ub_buf *b, const char *s, size_t len);
void ub_upper(struct ub_buf *b, const char *s, size_t len);
/*
 * Append s as a terminal may get it, on one line: tab, LF and CR become blanks,
 * other control characters, line separators and format characters (those that
 * turn the direction of writing among them) U+FFFD.
 */
void ub_printable(struct ub_buf *b, const char *s, size_t len);
/* Terminal columns of s: wide characters 2, combining ones 0. */
size_t ub_width(const char *s, size_t len);
/* Number of code points. */
size_t ub_ulen(const char *s, size_t len);
/* Bytes of the code point at s (1..4); s is valid and not empty. */
size_t ub_ustep(const char *s);

#endif
