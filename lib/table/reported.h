/*
 * reported.h - which values of a key have sent records at all, so that a row
 * without any is 0 for those that did, and not shown for the others:
 * ubat-agg(1), --reported.
 */
#ifndef UB_REPORTED_H
#define UB_REPORTED_H

#include "frame.h"

struct ub_reported; /* opaque */

/*
 * What "key=file" says: the values that stand in the column of that name in a
 * stream.  f is of the table, and must show all values of the key.  UB_EIO,
 * UB_EDATA; UB_EUSAGE where something does not fit.  *rp is NULL then.
 */
enum ub_status ub_reported_load(struct ub_reported **rp, const char *said,
    const struct ub_frame *f, struct ub_err *e);
void ub_reported_free(struct ub_reported *r); /* NULL is fine */

/*
 * When the rows of no records are there, before the margins.  UB_EDATA: one
 * that did not report has records, or what did is no value of the table.
 */
enum ub_status ub_reported_fill(struct ub_reported *r, const struct ub_frame *f,
    const struct ub_cells *c, struct ub_err *e);
/* Has anybody reported that the cell of these keys is of?  r NULL: yes. */
bool ub_reported_any(const struct ub_reported *r, const uint32_t *code);
/* The key, how many of its values there are, and how many reported. */
size_t ub_reported_key(const struct ub_reported *r);
uint64_t ub_reported_all(const struct ub_reported *r);
uint64_t ub_reported_count(const struct ub_reported *r);
/* Did this value of the key not report? */
bool ub_reported_lacks(const struct ub_reported *r, uint32_t code);

#endif
