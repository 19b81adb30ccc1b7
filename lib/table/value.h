/*
 * value.h - what a cell gathered, as the fields of a table: the measure, then
 * its companions (ubat(5), TABLES).
 */
#ifndef UB_VALUE_H
#define UB_VALUE_H

#include "cells.h"
#include "style.h"

/* Are so many of nrec missing, of those that it is relevant for, that a measure
 * is left out? */
bool ub_value_left_out(const struct ub_style *style, const struct ub_measure *m,
    uint64_t nrec, const union ub_acc *acc);
/*
 * Append the fields of one cell, each with a TAB behind it.  A share is
 * k / n, a mean sum / n, correctly rounded; a value that could not be computed
 * is .u, one of a base below style->min_base .l, one that a protected value
 * entered .s.  UB_EDATA when a sum does not fit the type of its column.
 */
enum ub_status ub_value_put(struct ub_buf *b, const struct ub_style *style,
    const struct ub_cells *c, const struct ub_measure *m, uint32_t cell,
    struct ub_err *e);

/* Why a cell of nrec records, n of them in the base, has no value; 0 when it has
 * one.  acc: NULL for n. */
char ub_value_why(const struct ub_style *style, const struct ub_measure *m,
    const union ub_acc *acc, uint64_t nrec, uint64_t n);
/* The part of its population that a cell's records are; 0: not known. */
double ub_value_drawn(
    const struct ub_style *style, const struct ub_cells *c, uint32_t cell);
/* Append how many per cent of it that is, and a TAB. */
void ub_value_put_response(struct ub_buf *b, const struct ub_style *style,
    const struct ub_cells *c, uint32_t cell);
/* Append the base and what is missing, with a TAB behind each. */
void ub_value_put_base(struct ub_buf *b, const struct ub_measure *m,
    uint32_t cell, uint64_t n, uint64_t lost);
/* Append a double, rounded to digits (below 0: not). */
void ub_value_put_real(struct ub_buf *b, double v, int digits);

/* The type that the values a measure keeps are sorted by. */
enum ub_type ub_value_type(const struct ub_measure *m);

#endif
