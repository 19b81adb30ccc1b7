/*
 * many.h - several tables over one stream, in one reading.  What they have in
 * common is computed once: the keys and arguments of one text and condition.
 */
#ifndef UB_MANY_H
#define UB_MANY_H

#include "tables.h"

struct ub_many; /* opaque */

/*
 * Compile all tables of t against the legend; both must outlive *mp.  UB_EUSAGE
 * for what does not fit, with its place when t is from a file.  On failure *mp
 * is NULL.
 */
enum ub_status ub_many_new(struct ub_many **mp, const struct ub_tables *t,
    const struct ub_legend *l, const struct ub_meta *meta, struct ub_err *e);
void ub_many_free(struct ub_many *m); /* NULL is fine */

/* Refuse more memory than that: UB_EDATA from all below.  0: no limit. */
void ub_many_limit(struct ub_many *m, uint64_t bytes);
/* Is it within the limit?  To be asked after every batch, and as often a limit is
 * passed by less than what a batch adds. */
enum ub_status ub_many_fits(struct ub_many *m, struct ub_err *e);

/* Before the first batch: tables will be written, and no states, so that it need
 * not be known how often a person stands where. */
void ub_many_final(struct ub_many *m);

/* As ub_agg_legend(), of the first table. */
const struct ub_legend *ub_many_legend(const struct ub_many *m);
/* Take in a batch.  UB_EDATA, UB_EUSAGE as ub_agg_batch(), and for limits; for
 * the latter perhaps not before the next batch, or ub_many_end(). */
enum ub_status ub_many_batch(struct ub_many *m, const struct ub_meta *meta,
    const struct ub_batch *b, struct ub_err *e);
/* After the last batch, and before what made it the last is told, as this comes
 * first. */
enum ub_status ub_many_end(struct ub_many *m, struct ub_err *e);
/* As ub_agg_write(), for all. */
enum ub_status ub_many_write(struct ub_many *m, struct ub_meta *meta,
    struct ub_writer *w, bool whole, struct ub_err *e);

#endif
