/*
 * collate.h - the order of words as people expect it, by ICU's collation.
 *
 * The locale is the one asked for, never the system's; ICU brings its data in
 * its own library.
 */
#ifndef UB_COLLATE_H
#define UB_COLLATE_H

#include "buf.h"
#include "err.h"

struct ub_collate; /* opaque */

/*
 * "sv", Swedish, is the only one: digits before letters, å ä ö last, v and w
 * two letters; then accents, then small before capital decide.  UB_EUSAGE for
 * another name, UB_EIO when ICU has no data for it.
 */
enum ub_status ub_collate_open(
    struct ub_collate **cp, const char *name, struct ub_err *e);
/*
 * Append the key of s, valid UTF-8 of at most 2^29 bytes: hexadecimal digits
 * that compare by bytes as the texts do.  The same for texts that the order
 * does not tell apart.
 */
void ub_collate_key(
    struct ub_collate *c, struct ub_buf *b, const char *s, size_t len);
void ub_collate_free(struct ub_collate *c); /* NULL is fine */

#endif
