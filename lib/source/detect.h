/*
 * detect.h - which encoding a file has, from all of its bytes.
 */
#ifndef UB_DETECT_H
#define UB_DETECT_H

#include "../base/err.h"
#include "decode.h"

struct ub_bytes;

/*
 * Read in, which is not to be read after this, to its end.  With a mark: what it
 * says.  Else, when all is UTF-8: that.  Else, when no line is UTF-8 apart from
 * those in ASCII: windows-1252, which has all of ISO 8859-1's letters.
 * UB_EDATA: some lines are and some are not, with the first that differs from
 * those above it; UTF-16 without a mark; what ub_bytes_read() finds.
 */
enum ub_status ub_detect(
    struct ub_bytes *in, enum ub_encoding *enc, struct ub_err *e);

#endif
