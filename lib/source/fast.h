/*
 * fast.h - the columns of many records at once, as far as there is nothing
 * odd about them.
 *
 * A record that passes is just what field.h would make of it; the others are
 * left to field.h.  Column by column the same few instructions run down the
 * records; what does not change is copied with its neighbours in one go.
 */
#ifndef UB_FAST_H
#define UB_FAST_H

#include "../stream/writer.h"
#include "csv.h"
#include "source.h"

enum { UB_FAST_GROUP = 128 }; /* records at a time, at most */

struct ub_fast; /* opaque; for one input */

/* at[i] is the place of column i of s among nin fields, or UB_NOCOL.  s must
 * live as long. */
struct ub_fast *ub_fast_new(
    const struct ub_source *s, const size_t *at, size_t nin);
void ub_fast_free(struct ub_fast *f); /* NULL is fine */

/*
 * Records first to first + n - 1 of b, each with nin fields: slow[0..n) is
 * on entry what is special about them, and says on return which cannot be
 * written by ub_fast_write().
 */
void ub_fast_check(struct ub_fast *f, const struct ub_csv_block *b,
    size_t first, size_t n, uint8_t *slow);
/* The field of column col of s, of number i of the records last checked, which
 * ub_fast_write() would write: borrowed until the next check. */
struct ub_slice ub_fast_value(const struct ub_fast *f, size_t i, size_t col);
/* Write number i of the records last checked. */
void ub_fast_write(const struct ub_fast *f, struct ub_writer *w, size_t i);

#endif
