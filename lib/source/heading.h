/*
 * heading.h - which field of an extract is which column: headings against
 * the names of a description, and names made of headings where there is
 * none; ubat-source(5), HEADINGS.
 */
#ifndef UB_HEADING_H
#define UB_HEADING_H

#include "source.h"

/*
 * at[i] becomes the place (from 0) of column i of s among the n headings, or
 * UB_NOCOL where the column is optional and not there.  UB_EDATA, with the
 * clause only: a column that is not there, or twice.
 */
enum ub_status ub_heading_resolve(const struct ub_source *s,
    const struct ub_slice *heading, size_t n, size_t *at, struct ub_err *e);

/* Append the name that heading number k (from 0) gives: with a _ for each run
 * of what a name cannot have, and an x before it where it does not begin with a
 * letter. */
void ub_heading_name(struct ub_buf *b, struct ub_slice heading, size_t k);

/*
 * Add to s one column of type text per heading, by ub_heading_name().  UB_EDATA when two names are the same.
 */
enum ub_status ub_heading_columns(struct ub_source *s,
    const struct ub_slice *heading, size_t n, struct ub_err *e);

#endif
