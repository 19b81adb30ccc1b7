/*
 * quantity.h - the fields of a finished table as exact quotients, to compute
 * with: what ubat-table(1) derives from.
 */
#ifndef UB_QUANTITY_H
#define UB_QUANTITY_H

#include "../base/num.h"
#include "grid.h"

/* num / den, den > 0; or why there is none. */
struct ub_quantity {
	char miss; /* 0: there is a value */
	struct ub_i128 num, den;
};

/*
 * The value of a figure in a row: a count as it is, a share as its numerator
 * by its base where both are shown, as a reader of the table has it, else as it
 * stands; what has more than nine decimals rounded to them.
 */
struct ub_quantity ub_quantity_of(
    const struct ub_grid *g, const struct ub_grid_col *figure, size_t row);
/* Is that value one that ubat-mask(1) rounded? */
bool ub_quantity_rounded(
    const struct ub_grid *g, const struct ub_grid_col *figure, size_t row);
/* A field of a column alone. */
struct ub_quantity ub_quantity_field(enum ub_type type, struct ub_slice f);

/* Of two reasons that which stays: protected, else the first. */
char ub_quantity_reason(char a, char b);
/* <0, 0, >0; both have values. */
int ub_quantity_cmp(struct ub_quantity a, struct ub_quantity b);
/* (a - b) * scale, rounded half away from zero to digits. */
struct ub_slice ub_quantity_difference(struct ub_grid *g, struct ub_quantity a,
    struct ub_quantity b, unsigned scale, int digits);
/* (a - b) / b * 100; .u where b is not above 0. */
struct ub_slice ub_quantity_growth(
    struct ub_grid *g, struct ub_quantity a, struct ub_quantity b, int digits);
/* a / b * scale; .u where b is 0. */
struct ub_slice ub_quantity_ratio(struct ub_grid *g, struct ub_quantity a,
    struct ub_quantity b, unsigned scale, int digits);
/* A share k / n, rounded as the table declares; .u where n is 0. */
struct ub_slice ub_quantity_share(
    struct ub_grid *g, struct ub_i128 k, struct ub_i128 n);
/* A whole number, or a decimal by its nano; a reason where there is no
 * value, .u where it does not fit the type. */
struct ub_slice ub_quantity_put(
    struct ub_grid *g, enum ub_type type, struct ub_i128 v);

#endif
