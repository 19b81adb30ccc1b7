/*
 * interval.h - confidence intervals of shares and means.
 *
 * Shares: E. B. Wilson, Probable inference, the law of succession, and
 * statistical inference, J. Amer. Statist. Assoc. 22 (1927), 209-212, without
 * a correction for continuity; or the exact one of C. J. Clopper and E. S.
 * Pearson, Biometrika 26 (1934), 404-413.  Means: Student's t.  They are those
 * of R: prop.test(correct = FALSE), binom.test() and t.test().
 *
 * They hold for a random sample of many: not for a count of all there are, and
 * not where the same person stands in several records.
 */
#ifndef UB_INTERVAL_H
#define UB_INTERVAL_H

#include <stdbool.h>
#include <stdint.h>

struct ub_interval {
	double low, high;
};

/* k of n, n > 0; level between 0 and 1.  Both ends are in [0, 1]. */
struct ub_interval ub_interval_wilson(uint64_t k, uint64_t n, double level);
struct ub_interval ub_interval_exact(uint64_t k, uint64_t n, double level);
/* The mean and the sample's deviation of n values, n > 1. */
struct ub_interval ub_interval_mean(
    double mean, double sd, uint64_t n, double level);

#endif
