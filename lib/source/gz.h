/*
 * gz.h - gzip members inflated one after another (RFC 1952).
 */
#ifndef UB_GZ_H
#define UB_GZ_H

#include "../base/err.h"
#include "../base/mem.h"

struct ub_gz; /* opaque */

/* Do these bytes, the first of a file, begin a gzip member? */
static inline bool
ub_gz_magic(const void *p, size_t len)
{
	return len >= 2 && memcmp(p, "\x1f\x8b", 2) == 0;
}

struct ub_gz *ub_gz_new(void);
void ub_gz_free(struct ub_gz *z); /* NULL is fine */

/*
 * Inflate from in[0..inlen) into out[0..outlen): *used and *made say how
 * far it came.  With inlen 0 what is still to come of the input before; nothing
 * made then: no more without input.  UB_OK, or UB_EDATA for what is damaged or
 * is no member.
 */
enum ub_status ub_gz_inflate(struct ub_gz *z, const void *in, size_t inlen,
    size_t *used, void *out, size_t outlen, size_t *made, struct ub_err *e);
/* Is the end of a member reached, so that the input may end here? */
bool ub_gz_whole(const struct ub_gz *z);

#endif
