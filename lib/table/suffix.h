/*
 * suffix.h - what the columns of a value across get behind their names,
 * and in their headings where it is missing.
 */
#ifndef UB_SUFFIX_H
#define UB_SUFFIX_H

#include "../base/buf.h"
#include "intern.h"

/* What a share of all records gets, beside that of the known. */
#define UB_SUFFIX_ALL "_alla"

/*
 * "_kommunal": of what letters and digits the value has, "_saknas" of one that
 * is missing.  Different from all in seen, without regard to case, and from
 * the names of companions.  To be freed with free().
 */
char *ub_suffix_new(struct ub_intern *seen, struct ub_slice field);
/* Append why there is no value, in words as above a row (symbol.c of the
 * report): its code is for those who count. */
void ub_suffix_missing(struct ub_buf *b, char why);

#endif
