/*
 * ahead.h - an input read by a second thread: what is inflated or decoded
 * there is taken off the time of the first.
 *
 * Where no thread can be had the same is done in the first.
 */
#ifndef UB_AHEAD_H
#define UB_AHEAD_H

#include "bytes.h"
#include "decode.h"

struct ub_ahead; /* opaque */

/* Start to read in, of which nobody else reads until ub_ahead_free(). */
struct ub_ahead *ub_ahead_new(struct ub_bytes *in, enum ub_encoding enc);
/* End the thread, wherever it is; NULL is fine. */
void ub_ahead_free(struct ub_ahead *a);

/* Up to len bytes of UTF-8; *got is 0 only at the end.  As ub_bytes_read(). */
enum ub_status ub_ahead_read(
    struct ub_ahead *a, void *p, size_t len, size_t *got, struct ub_err *e);

#endif
