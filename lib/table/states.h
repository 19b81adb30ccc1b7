/*
 * states.h - states of partial.h added up.
 */
#ifndef UB_STATES_H
#define UB_STATES_H

#include "partial.h"

struct ub_states; /* opaque */

/* max_groups as in ub_agg_spec, limit as in ub_many_limit(). */
struct ub_states *ub_states_new(uint64_t max_groups, uint64_t limit);
void ub_states_free(struct ub_states *g); /* NULL is fine */

/* UB_EUSAGE for a stream that is no state. */
enum ub_status ub_states_legend(const struct ub_legend *l, struct ub_err *e);
/* Records of one state after another.  UB_EDATA, with the line: what is no
 * state, one of other tables than the first, one that does not add up. */
enum ub_status ub_states_batch(
    struct ub_states *g, const struct ub_batch *b, struct ub_err *e);
/*
 * After the last batch.  The tables, to be written by ub_many_write() or
 * ub_partial_write(), live as long as g; *how says what they can be written as
 * at most; meta, zeroed, gets the labels, days and steps of the inputs, and is
 * the caller's.  UB_EDATA when there was no state, or half of one.
 */
enum ub_status ub_states_end(struct ub_states *g, const struct ub_meta *in,
    struct ub_many **m, enum ub_partial *how, struct ub_meta *meta,
    struct ub_err *e);

#endif
