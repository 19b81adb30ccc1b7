/*
 * auditfit.h - how well a figure of a printed table is the total of others.
 */
#ifndef UB_AUDITFIT_H
#define UB_AUDITFIT_H

#include "auditshape.h"

/* How a total and its parts agree. */
struct ub_fit {
	size_t yes, no; /* all figures known, and they do (not) add up */
	size_t open;    /* some are hidden, and they could */
	size_t never;   /* hidden ones could not make it up */
	size_t real;    /* of yes: two parts at least are not 0 */
	size_t among;   /* the total lies among its parts, as that of means */
	size_t more;    /* of no: the parts make more, */
	size_t far;     /* of these: a quarter more */
	size_t beyond;  /* of never: the same */
};

/* What the parts of a total make, as far as it is shown. */
struct ub_made {
	int64_t sum, low, high;
	size_t hidden, real; /* of the shown ones: those that are not 0 */
	size_t shown;
};

/* May a column be the total of others, or a part of one? */
bool ub_fit_adds_up(const struct ub_shape *s, size_t col);
/* By how much a total of n parts may be off, for they were rounded. */
double ub_fit_slack(const struct ub_shape *s, size_t col, size_t n);

/* Take in the figure of a cell. */
void ub_fit_take(struct ub_made *made, const struct ub_audited *a, size_t cell);
/* Count how they make `all`. */
void ub_fit_judge(
    struct ub_fit *f, int64_t all, const struct ub_made *made, double off);

/* auditacross.c: the columns that are totals of those beside them. */
void ub_shape_across(struct ub_shape *s);

#endif
