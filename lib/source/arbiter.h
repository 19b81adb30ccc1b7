/*
 * arbiter.h - one CSV record by libcsv, whose word on what a record holds is
 * final.  Strict, blanks kept.
 */
#ifndef UB_ARBITER_H
#define UB_ARBITER_H

#include "../base/buf.h"

struct ub_arbiter; /* opaque */

struct ub_arbiter *ub_arbiter_new(char delim, char quote);
void ub_arbiter_free(struct ub_arbiter *a); /* NULL is fine */

/*
 * Parse s, one record with its line end.  False when libcsv refuses it.  The
 * fields are valid until the next call.
 */
bool ub_arbiter_parse(struct ub_arbiter *a, const char *s, size_t len,
    const struct ub_slice **field, size_t *n);

#endif
