/*
 * standard.h - shares and means standardised to another population: what they
 * would be if each stratum were as large as in the standard.
 *
 * Direct standardisation: the sum of w x by the sum of w, w being the standard's
 * numbers and x the share or mean of a stratum; its variance the sum of
 * w^2 v by the square of the sum of w, v being p (1 - p) / n of a share and
 * s^2 / n of a mean; the interval is the normal's.  W. G. Cochran, Sampling
 * techniques, 3rd ed. 1977, 5.3.
 */
#ifndef UB_STANDARD_H
#define UB_STANDARD_H

#include "cells.h"

struct ub_style;
struct ub_standard; /* opaque */

/*
 * Read one: a stream of two columns, the value of a stratum and its number.
 * UB_EIO, UB_EDATA; *sp is then NULL.
 */
enum ub_status ub_standard_load(
    struct ub_standard **sp, const char *path, struct ub_err *e);
void ub_standard_free(struct ub_standard *s); /* NULL is fine */

/*
 * After the tally was sorted: the figures of every cell, to m->result; .u where
 * a stratum of the standard has no record.  UB_EDATA for a value that is not in
 * the standard.
 */
enum ub_status ub_std_all(const struct ub_cells *c, struct ub_measure *m,
    const struct ub_standard *s, const struct ub_style *style,
    struct ub_err *e);
/* Append its fields, as ub_value_put() does. */
void ub_std_put(struct ub_buf *b, const struct ub_style *style,
    const struct ub_measure *m, uint32_t cell, uint64_t n, uint64_t lost);

#endif
