/*
 * varname.h - columns as variables of awk and sh; ubat-body(1), --vars.
 */
#ifndef UB_VARNAME_H
#define UB_VARNAME_H

#include "../stream/legend.h"

/*
 * Append "name=number\n" for each column, numbers from 1.  A name is the
 * column's own where that is ASCII; else its letters without marks, where
 * they have such, and _ for the others.  A word of awk, a name without a
 * lower-case letter (those are special to awk and sh) and one that came
 * before get a _ at the end.
 */
void ub_varnames(struct ub_buf *b, const struct ub_legend *l);

#endif
