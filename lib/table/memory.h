/*
 * memory.h - what a table takes of memory, for --mem of ubat-agg(1): all that
 * grows with groups and their values, as it is when they are read or, where that
 * is more, as it will be when they are written.
 */
#ifndef UB_MEMORY_H
#define UB_MEMORY_H

#include "state.h"

/* Bytes of a, without what it has in common with tables before it. */
uint64_t ub_agg_bytes(struct ub_agg *a);
/*
 * So many bytes are left for a and those after it: nothing that would take more
 * at once may grow from now on.  True where something had to since it was said
 * the last time, so that a takes too much.
 */
bool ub_agg_hold(struct ub_agg *a, uint64_t *left);

#endif
