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

enum ub_encoding {
	UB_ENC_UTF8,
	UB_ENC_WINDOWS_1252,
	UB_ENC_ISO_8859_1,
	UB_ENC_UTF16LE, /* see utf16.h */
	UB_ENC_UTF16BE,
	UB_ENC_UTF16, /* one of these two: its mark says which */
	UB_ENC_AUTO   /* whichever it is, see detect.h */
};
enum { UB_NENCODING = UB_ENC_AUTO + 1 };

const char *ub_encoding_name(enum ub_encoding enc);
/* Of the names that a description may have. */
bool ub_encoding_parse(const char *name, enum ub_encoding *enc);

/* Has it a mark (BOM), by which it is known? */
static inline bool
ub_encoding_marked(enum ub_encoding enc)
{
	return enc == UB_ENC_UTF8 || enc >= UB_ENC_UTF16LE;
}

/* Bytes that n bytes may become at most. */
enum { UB_DECODE_GROWTH = 3 };
/* Write src as UTF-8; return the bytes written.  For the encodings of one byte
 * a character only. */
size_t ub_decode(enum ub_encoding enc, char *dst, const char *src, size_t len);
/* Of how many bytes is s the decoding? */
uint64_t ub_encoded_len(enum ub_encoding enc, const char *s, size_t len);
/* Append the bytes of which s is the decoding. */
void ub_encode(
    enum ub_encoding enc, struct ub_buf *b, const char *s, size_t len);

#endif
