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
/*
 * The same of a share p of a sample that tells as much as n independent
 * records drawn from many, n above 0 and no whole number perhaps: the
 * effective size, n divided by the design effect (E. L. Korn and B. I.
 * Graubard, Survey Methodology 24 (1998), 193-201).  df: of Student's t, whose
 * value stands for the normal's; 0: the normal's.
 */
struct ub_interval ub_interval_effective(
    double p, double n, double level, double df, bool exact);
/* A mean with this standard error. */
struct ub_interval ub_interval_t(
    double mean, double error, double df, double level);

#endif
