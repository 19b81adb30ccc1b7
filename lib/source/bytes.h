/*
 * bytes.h - the bytes of one extract: from a file or standard input, plain or
 * gzip (told by the content), with a fingerprint of them as they lie there.
 */
#ifndef UB_BYTES_H
#define UB_BYTES_H

#include "../base/err.h"
#include "../base/hash.h"
#include "../base/mem.h"

struct ub_bytes; /* opaque */

/* Open path ("-" is standard input).  UB_EIO; *bp is then NULL. */
enum ub_status ub_bytes_open(
    struct ub_bytes **bp, const char *path, struct ub_err *e);
/* Bytes in memory, which stay the caller's, at most step at a time (0: as
 * many as asked for): for tests. */
struct ub_bytes *ub_bytes_memory(const void *p, size_t len, size_t step);
/* What read makes of priv, both the caller's; there is no fingerprint of it. */
struct ub_bytes *ub_bytes_made(const char *name,
    enum ub_status (*read)(
	void *priv, void *p, size_t len, size_t *got, struct ub_err *e),
    void *priv);
void ub_bytes_free(struct ub_bytes *b); /* NULL is fine */

enum { UB_BYTES_PEEK = 8 };
/* The first bytes, inflated, at most UB_BYTES_PEEK; they are still to be read.
 * Before anything else. */
enum ub_status ub_bytes_peek(
    struct ub_bytes *b, void *p, size_t *got, struct ub_err *e);

/*
 * Up to len bytes, inflated; *got is 0 only at the end.  UB_EIO; UB_EDATA for
 * gzip data that is damaged, cut off, or followed by something else.
 */
enum ub_status ub_bytes_read(
    struct ub_bytes *b, void *p, size_t len, size_t *got, struct ub_err *e);
/* Is it gzip?  Reads the first bytes to know. */
enum ub_status ub_bytes_packed(
    struct ub_bytes *b, bool *packed, struct ub_err *e);
/* How many bytes there are, of a plain regular file; otherwise 0.  Known after
 * the first were read. */
uint64_t ub_bytes_size(const struct ub_bytes *b);
/* For messages. */
const char *ub_bytes_name(const struct ub_bytes *b);
/* Of all bytes read so far, before inflating: UB_FINGERPRINT_LEN digits. */
void ub_bytes_fingerprint(const struct ub_bytes *b, char *dst);

#endif
