/*
 * feasible.h - can these printed per cents be, of that many?
 *
 * A per cent p with d decimals, rounded half up, comes of k out of n exactly
 * when (2p' - 1) n <= 200 * 10^d * k < (2p' + 1) n, with p' = p * 10^d.  A mean
 * of n whole numbers is the same with 2 for 200, and k their sum.
 *
 * Source: N. Brown, J. Heathers, The GRIM Test, Social Psychological and
 * Personality Science 8 (2017), 363-369.
 */
#ifndef UB_FEASIBLE_H
#define UB_FEASIBLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UB_PERCENT_DIGITS = 6, UB_BASE_MAX = 100000000 };
/* The most units that a mean may have. */
#define UB_MEAN_UNITS INT64_C(40000000000)

/* A per cent as printed: units of 10^-digits. */
struct ub_percent {
	int64_t units;
	int digits; /* 0 .. UB_PERCENT_DIGITS */
	bool mean;  /* a mean of whole numbers, not below 0 */
};

/* The least and the greatest k that give p, of 0..n for a per cent; false when
 * none does.
 * 1 <= n <= UB_BASE_MAX. */
bool ub_percent_range(
    struct ub_percent p, int64_t n, int64_t *least, int64_t *most);

/*
 * Can all m of them be, of n?  With parts they are the parts of one whole, and
 * the counts must add up to n.
 */
bool ub_percents_fit(
    const struct ub_percent *p, size_t m, int64_t n, bool parts);

#endif
