/*
 * quantile.h - definitions of a sample quantile.
 *
 * The nine of R. J. Hyndman and Y. Fan, Sample quantiles in statistical
 * packages, The American Statistician 50 (1996), 361-365, as R numbers them,
 * and what other programs call them: SAS PCTLDEF 1 to 5 are types 4, 3, 1, 6
 * and 2, SPSS (HAVERAGE) is type 6, Excel's .INC type 7 and its .EXC type 6,
 * which has no value where p is below 1/(n+1) or above n/(n+1).
 */
#ifndef UB_QUANTILE_H
#define UB_QUANTILE_H

#include "tally.h"

struct ub_quantile_def {
	int type; /* 1 to 9 */
	bool exc; /* no value at the ends */
};

/* The one that is meant when none is said: SAS PCTLDEF 5. */
#define UB_QUANTILE_DEFAULT ((struct ub_quantile_def){ 2, false })

/* "7", "sas5", "spss", "excel-inc", "excel-exc". */
bool ub_quantile_def_parse(struct ub_slice s, struct ub_quantile_def *d);
/* The words for all of them, for a message. */
#define UB_QUANTILE_DEFS "1 to 9, sas1 to sas5, spss, excel-inc or excel-exc"

/*
 * Quantile p (in 10^-9) of a cell of a sorted tally with n values, n > 0: two
 * neighbours and how far it lies from the lower to the upper, part / whole,
 * exactly.  False where the definition has no value.
 */
struct ub_quantile {
	struct ub_i128 lower, upper;
	int64_t part, whole; /* 0 <= part < whole */
};

bool ub_quantile_of(const struct ub_tally *t, uint32_t cell, uint64_t n,
    int64_t p_nano, struct ub_quantile_def d, struct ub_quantile *q);
/* lower + (upper - lower) * part / whole as num / den, in integers.  The
 * values are below 10^27, as all that fits a field is. */
void ub_quantile_ratio(
    const struct ub_quantile *q, struct ub_i128 *num, struct ub_i128 *den);

#endif
