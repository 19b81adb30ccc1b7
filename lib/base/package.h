/*
 * package.h - the parts of a zip file, one read at a time.
 *
 * Parts are inflated as they are read, and their checksum is compared at the
 * end: a part is known to be whole only when the read that gives nothing has
 * succeeded.
 */
#ifndef UB_PACKAGE_H
#define UB_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "err.h"
#include "pack.h"

struct ub_package; /* opaque */
struct ub_part;    /* opaque; of a package, which outlives it */

/*
 * What a part may hold inflated, against zip bombs: any part this much, and
 * more only where it is at most so many times what it is packed.
 */
enum { UB_PART_FREE = 256 * 1024 * 1024, UB_PART_RATIO = 500 };

/*
 * The zip file behind fd, a regular file, which stays the caller's.  strict:
 * what it says twice must agree.  UB_EDATA, the clause alone: it is no zip
 * file, or not a whole one.
 */
enum ub_status ub_package_open(
    struct ub_package **pp, int fd, bool strict, struct ub_err *e);
void ub_package_free(struct ub_package *p); /* NULL is fine */

/* How many parts; the name of part i < that, or NULL when it has none. */
size_t ub_package_size(const struct ub_package *p);
const char *ub_package_name(const struct ub_package *p, size_t i);
/* Which part has this name, without regard to the case of ASCII; false: none. */
bool ub_package_find(const struct ub_package *p, const char *name, size_t *i);

/* The CRC-32 that the package says the part has; 0 where it says none. */
uint32_t ub_package_crc(const struct ub_package *p, size_t i);

/* Begin to read part i.  UB_EDATA, the clause alone: it is encrypted, or packed
 * in a way nobody knows. */
enum ub_status ub_part_open(
    struct ub_part **tp, struct ub_package *p, size_t i, struct ub_err *e);
void ub_part_free(struct ub_part *t); /* NULL is fine */
/* Up to len bytes; *got is 0 only at the end of a part that is whole.
 * UB_EDATA, the clause alone: damaged, or a bomb. */
enum ub_status ub_part_read(
    struct ub_part *t, void *dst, size_t len, size_t *got, struct ub_err *e);

/* Append the whole of one part of the zip file at path to b.  UB_EIO. */
enum ub_status ub_package_slurp(
    const char *path, const char *part, struct ub_buf *b, struct ub_err *e);

/* Other bytes for a part. */
struct ub_package_new {
	const char *part, *s;
	size_t len;
};

/*
 * Put other bytes in the place of n parts of the zip file at path, with
 * 1980-01-01 as their time; the other parts stay as they are.  The file is
 * made anew beside the old one and put in its place; after a failure (UB_EIO)
 * the old one is still there.
 */
enum ub_status ub_package_replace(const char *path,
    const struct ub_package_new *with, size_t n, struct ub_err *e);
/* The same with bytes that are packed, after ub_pack_end(). */
enum ub_status ub_package_put(const char *path, const char *part,
    struct ub_pack *packed, struct ub_err *e);

#endif
