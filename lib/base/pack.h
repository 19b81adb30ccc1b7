/*
 * pack.h - a part of a zip file that is larger than memory: packed as it comes,
 * into a temporary file without a name.
 */
#ifndef UB_PACK_H
#define UB_PACK_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct ub_pack; /* opaque */

enum {
	UB_PACK_FAST = 1,  /* levels: less work */
	UB_PACK_USUAL = 6, /* what zlib takes for a compromise */
};

/* In TMPDIR, or /tmp.  UB_EIO: *pp is NULL. */
enum ub_status ub_pack_open(struct ub_pack **pp, int level, struct ub_err *e);
void ub_pack_free(struct ub_pack *p); /* NULL is fine */

/* Append len bytes; the first failure is kept for ub_pack_end(). */
void ub_pack_add(struct ub_pack *p, const void *s, size_t len);
/*
 * There is no more, but for what stands before and behind all that was added.
 * UB_EIO when not all of it could be written.
 */
enum ub_status ub_pack_end(struct ub_pack *p, const char *before,
    size_t nbefore, const char *after, size_t nafter, struct ub_err *e);

/* After that: bytes before and after packing, and the CRC-32 of the former,
 * as they were when they were added. */
uint64_t ub_pack_plain(const struct ub_pack *p);
uint64_t ub_pack_packed(const struct ub_pack *p);
uint32_t ub_pack_crc(const struct ub_pack *p);
/* Read what is packed, from its beginning on: up to len bytes, 0 at its end.
 * ub_pack_rewind(): once more.  -1: cannot be read, or is shorter. */
void ub_pack_rewind(struct ub_pack *p);
ptrdiff_t ub_pack_read(struct ub_pack *p, void *dst, size_t len);

#endif
