/*
 * testdata.h - what a test is made of: the pairs of values of one cell and how
 * often each stands there; inside lib/table only.
 */
#ifndef UB_TESTDATA_H
#define UB_TESTDATA_H

#include "cells.h"
#include "test.h"

enum {
	UB_TEST_DIMS = 3,
	UB_TEST_TABLE = 1000000, /* cells of a table that is tested */
	UB_TEST_TREND_MIN = 5    /* different values of a trend */
};

/* A pair, or a triple, of values. */
struct ub_obs {
	struct ub_i128 v[UB_TEST_DIMS]; /* as numbers, where they are */
	uint32_t i[UB_TEST_DIMS]; /* place among the values there are, from 0 */
	uint64_t n;               /* how often */
};

struct ub_test_data {
	enum ub_test_method method;
	double level;       /* of intervals, 0 to 1; 0: none */
	struct ub_obs *obs; /* by the last place, then the one before */
	size_t nobs;
	uint32_t nval[UB_TEST_DIMS]; /* different values */
	int64_t unit[UB_TEST_DIMS];  /* what one is counted as in v */
	uint64_t n;
};

/* Those of a cell of m, whose tally is sorted; end with ub_test_data_free(). */
void ub_test_data_load(
    struct ub_test_data *t, const struct ub_measure *m, uint32_t cell);
void ub_test_data_free(struct ub_test_data *t);
/* n[i0 * nval[1] + i1], of one place in the third; to be freed. */
double *ub_test_counts(const struct ub_test_data *t, uint32_t third);

/*
 * The tests.  They fill *r but for adjusted and significant; NULL, or why the
 * test cannot be made: words to put behind the measure's name.  The data have
 * one record at least.
 */
typedef const char *ub_test_fn(
    const struct ub_test_data *t, struct ub_test_result *r);

ub_test_fn ub_test_chisq, ub_test_fisher, ub_test_shares, ub_test_mcnemar,
    ub_test_bowker, ub_test_maxwell, ub_test_trend, ub_test_mh, ub_test_mhrr,
    ub_test_mhrd;
ub_test_fn ub_test_welch, ub_test_pairedt, ub_test_slope;
ub_test_fn ub_test_mannwhitney, ub_test_wilcoxon;

/* The fewest records that have the same values. */
void ub_test_find_least(const struct ub_test_data *t, struct ub_test_result *r);
/* A statistic and what it says. */
void ub_test_by_chisq(struct ub_test_result *r, double stat, double df);

/* What a mean and a variance are made of, exactly. */
struct ub_moments {
	uint64_t n;
	struct ub_i128 sum;
	struct ub_i256 sq; /* sum of squares */
};

/* Two means by Welch's t, of numbers counted in unit; both have a record.  left
 * is the part of the population of each that was not drawn, as here below. */
void ub_test_moments(const struct ub_moments m[2], int64_t unit, double level,
    const double left[2], struct ub_test_result *r);
/* Two shares, k of n each, by Pearson's chi-square; both have a record. */
void ub_test_two(const uint64_t k[2], const uint64_t n[2], const double left[2],
    struct ub_test_result *r);

#define UB_TEST_GROUPS "the group has more than two values: make it a condition"
#define UB_TEST_LARGE "more than 1000000 combinations of values"

#endif
