/*
 * weighted.h - medians, quantiles, variances and intervals of values by weights,
 * from the pairs of a value and its weight that a measure keeps.
 */
#ifndef UB_WEIGHTED_H
#define UB_WEIGHTED_H

#include "measure.h"
#include "quantile.h"

/*
 * After the sort of the tally, of a cell with values: the quantile of m->p_nano.
 * W being the sum of the weights, it is the first value in order at which the
 * weights up to and with it are more than p W; where they are just that, half
 * way between that value and the next that has a weight (the percentiles of SAS
 * PROC UNIVARIATE with WEIGHT).  With weights that are all one it is type 2.
 * False where a weight is below 0, or all are 0.
 */
bool ub_weighted_quantile(
    const struct ub_measure *m, uint32_t cell, struct ub_quantile *q);
/*
 * The variance: n / (n - 1) times the sum of w (x - mean)^2 by that of w, n
 * being the records whose weight is not 0; svyvar() of R's package survey.
 * False as above, and where n is less than 2.
 */
bool ub_weighted_variance(
    const struct ub_measure *m, uint32_t cell, double *var);
/*
 * The standard error of the weighted mean by linearisation: its square is
 * n / (n - 1) times the sum of (w (x - mean))^2 by the square of that of w, as of
 * svymean(); *n, and Kish's effective number, (sum of w)^2 / sum of w^2.  False
 * as above.
 */
bool ub_weighted_error(const struct ub_measure *m, uint32_t cell, double *mean,
    double *error, uint64_t *n, double *effective);

#endif
