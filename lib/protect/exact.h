/*
 * exact.h - the cheapest units to hide, in webs that are not large.
 *
 * After M. Fischetti and J. J. Salazar (Management Science 47, 2001): choose
 * units of least cost under conditions "one of these must be hidden"; ask the
 * attacker whether that protects; where it does not, the dual prices of his
 * linear program name units without which he knows the same, and that is the
 * next condition.  Branch and bound over the choices.
 *
 * It is our own and not CBC: the C interface of CBC takes SIGINT for itself
 * and then returns what it has as if it were an answer, and cannot add
 * conditions while it searches.
 */
#ifndef UB_EXACT_H
#define UB_EXACT_H

#include "../base/err.h"
#include "web.h"

enum {
	UB_EXACT_MAX = 400,      /* variables of a web */
	UB_EXACT_PROGRAMS = 4000 /* linear programs; never a time */
};

/* What hiding the units that are UB_SECONDARY costs, each with what is under
 * it once. */
double ub_exact_cost(const struct ub_web *w);

/*
 * w is protected.  Hide the cheapest units instead; true when it is known that
 * none are cheaper, false when it is too large, or no answer was found: then
 * it is as it was, or cheaper.
 */
bool ub_exact(struct ub_web *w);

#endif
