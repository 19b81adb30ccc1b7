/*
 * forerun.h - the codes of keys by a second thread.  To find a record among
 * millions of groups is to wait for memory: while it does that for one batch,
 * the first thread gathers what the batch before it has in its cells.
 */
#ifndef UB_FORERUN_H
#define UB_FORERUN_H

#include "pool.h"

struct ub_forerun; /* opaque */

/*
 * Begin with the codes of those terms that are keys, columns, and of all
 * records.  False, and nothing is begun, while these are few, there is none, or
 * no thread to be had.  *ap is made when it is first needed.  Until
 * ub_forerun_take() nobody else may use their keys, and b must not change; what
 * the terms were given before stays.
 */
bool ub_forerun_begin(struct ub_forerun **ap, struct ub_term *const *term,
    size_t n, const struct ub_batch *b);
/* When it is done: its codes and how it went, in t.  False when t is none of
 * those that were begun. */
bool ub_forerun_take(struct ub_forerun *a, struct ub_term *t);
void ub_forerun_free(struct ub_forerun *a); /* NULL is fine */

#endif
