/*
 * range.h - the range of a column, "MIN..MAX"; ubat-source(5).
 */
#ifndef UB_RANGE_H
#define UB_RANGE_H

#include "source.h"

/* Take c->range apart by the column's type into min and max. */
bool ub_range_parse(struct ub_source_column *c);
/* Does the field, canonical for the column's type, lie in the range?  True
 * where the column has none. */
bool ub_range_holds_field(const struct ub_source_column *c, struct ub_slice f);

static inline bool
ub_range_holds(const struct ub_source_column *c, struct ub_i128 v)
{
	return (!c->has_min || ub_i128_cmp(v, c->min) >= 0) &&
	       (!c->has_max || ub_i128_cmp(v, c->max) <= 0);
}

#endif
