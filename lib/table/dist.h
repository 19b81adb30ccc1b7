/*
 * dist.h - distributions that intervals and tests are read from.
 *
 * A tail that is too thin for a double is 0.  What has no answer, no degrees
 * of freedom among it, is NaN.
 */
#ifndef UB_DIST_H
#define UB_DIST_H

/* Normal: the value with p below it; what lies above z. */
double ub_dist_normal_value(double p);
double ub_dist_normal_above(double z);
/* Student: the value with q above it; what lies beyond t on both sides. */
double ub_dist_t_value(double q, double df);
double ub_dist_t_beyond(double t, double df);
/* What lies above x. */
double ub_dist_chisq_above(double x, double df);
/* Beta: the values with p below and with q above them. */
double ub_dist_beta_below(double p, double a, double b);
double ub_dist_beta_above(double q, double a, double b);
/* At most k of n when each is as likely as not. */
double ub_dist_coin(double k, double n);

#endif
