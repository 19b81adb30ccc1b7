/*
 * rtm.h - regression to the mean: the change that those chosen by a high, or
 * low, first value show although nothing has happened.
 *
 * With M the mean of all pairs before, g the mean of those chosen and r the
 * correlation between two measurements without effect, their mean after is
 * expected to be M + r (g - M): Galton 1886; Barnett, van der Pols & Dobson
 * 2005 (Int J Epidemiol 34:215), whose formula this is for equal spread before
 * and after and no truncation of the distribution.
 */
#ifndef UB_RTM_H
#define UB_RTM_H

#include "score.h"

/*
 * A table, instead of records: for each pair that the instruments of s declare
 * and each choice of the value before, the means, and the change seen and
 * expected.  r is from 0 to 1.  UB_EUSAGE: no pair is there.  Reads all of in
 * and writes all of the table but its end; the accounts are the caller's.
 */
enum ub_status ub_score_rtm(struct ub_score *s, struct ub_reader *in,
    const char *r, struct ub_writer *w, struct ub_err *e);

/* Values that are chosen: lo to hi, or below hi; INT64_MIN and INT64_MAX where
 * there is no limit. */
struct ub_choice {
	int64_t lo, hi;
	bool below;
};

/* Number *i of "2.. 4.. ..1 ..<25", *i from 0; false after the last.  i NULL: is
 * the text good? */
bool ub_pair_select(const char *text, size_t *i, struct ub_choice *c);

#endif
