/*
 * decode.h - the encodings of extracts, to UTF-8 and back.
 *
 * Decoding loses nothing: ub_encode() gives the very bytes back, so that
 * a rejected record can be written as it came.  A byte the encoding does not
 * have becomes a byte UTF-8 does not have (0xf8 and up).
 */
#ifndef UB_DECODE_H
#define UB_DECODE_H

#include "../base/buf.h"

enum ub_encoding { UB_ENC_UTF8, UB_ENC_WINDOWS_1252, UB_ENC_ISO_8859_1 };
enum { UB_NENCODING = UB_ENC_ISO_8859_1 + 1 };

const char *ub_encoding_name(enum ub_encoding enc);
bool ub_encoding_parse(const char *name, enum ub_encoding *enc);

/* Bytes that n bytes may become at most. */
enum { UB_DECODE_GROWTH = 3 };
/* Write src as UTF-8; return the bytes written.  Not for UB_ENC_UTF8. */
size_t ub_decode(enum ub_encoding enc, char *dst, const char *src, size_t len);
/* Of how many bytes is s the decoding? */
uint64_t ub_encoded_len(enum ub_encoding enc, const char *s, size_t len);
/* Append the bytes of which s is the decoding. */
void ub_encode(
    enum ub_encoding enc, struct ub_buf *b, const char *s, size_t len);

#endif
