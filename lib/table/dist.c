/* dist.c - see dist.h.  The only file that knows GSL. */
#include "dist.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>

/*
 * GSL's way to say that a tail underflows is to end the process, unless it is
 * told not to; what it was told before is kept.
 */
#define QUIETLY(value)                                                         \
	do {                                                                   \
		gsl_error_handler_t *was = gsl_set_error_handler_off();        \
		double v = (value);                                            \
                                                                               \
		(void)gsl_set_error_handler(was);                              \
		return v;                                                      \
	} while (0)

double
ub_dist_normal_value(double p)
{
	QUIETLY(gsl_cdf_ugaussian_Pinv(p));
}

double
ub_dist_normal_above(double z)
{
	QUIETLY(gsl_cdf_ugaussian_Q(z));
}

double
ub_dist_t_value(double q, double df)
{
	QUIETLY(df > 0 ? gsl_cdf_tdist_Qinv(q, df) : (double)NAN);
}

double
ub_dist_t_beyond(double t, double df)
{
	QUIETLY(df > 0 && !isnan(t) ? 2 * gsl_cdf_tdist_Q(fabs(t), df)
				    : (double)NAN);
}

double
ub_dist_chisq_above(double x, double df)
{
	double p;

	if (!(df > 0) || isnan(x))
		return (double)NAN;
	if (df == 1) /* to the last digit, and far out too */
		return 2 * ub_dist_normal_above(sqrt(x));
	gsl_error_handler_t *was = gsl_set_error_handler_off();
	p = gsl_cdf_chisq_Q(x, df);
	(void)gsl_set_error_handler(was);
	return isnan(p) && x > df ? 0 : p;
}

double
ub_dist_beta_below(double p, double a, double b)
{
	QUIETLY(gsl_cdf_beta_Pinv(p, a, b));
}

double
ub_dist_beta_above(double q, double a, double b)
{
	QUIETLY(gsl_cdf_beta_Qinv(q, a, b));
}

double
ub_dist_coin(double k, double n)
{
	QUIETLY(k >= n ? 1 : gsl_cdf_beta_Q(0.5, k + 1, n - k));
}
