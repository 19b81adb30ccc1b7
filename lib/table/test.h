/*
 * test.h - tests of what the records of a cell show: are two columns of them
 * related, do two groups differ, did a thing change from one time to another.
 *
 * A test keeps how often each pair of values stands in each cell, in the tally
 * of its measure, so that it can be added up like any other measure; all is
 * computed from these counts in the order of the values, and so depends on no
 * order of records.  The formulas, and what the results are called in R, are
 * in ubat-tests(7).
 *
 * Results are doubles out of the C library's and GSL's functions, whose last
 * digits are not the same everywhere: they are written with UB_TEST_DIGITS
 * decimals.
 */
#ifndef UB_TEST_H
#define UB_TEST_H

#include "../base/err.h"
#include "function.h"

enum { UB_TEST_DIGITS = 6 };

/* Which of several ways to get at a p-value. */
enum ub_test_method {
	UB_METHOD_AUTO,      /* what R does when nothing is said */
	UB_METHOD_PLAIN,     /* without a correction for continuity */
	UB_METHOD_CORRECTED, /* with one */
	UB_METHOD_EXACT
};

/* What a test has besides its p-value, as words for a heading; NULL where it
 * has no such column. */
struct ub_test_info {
	const char *words;  /* its name */
	const char *stat;   /* the statistic */
	bool df;            /* degrees of freedom */
	const char *diff;   /* a difference in units */
	bool ends;          /* an interval of the difference, or else of the
	                     * effect */
	const char *effect; /* the effect's size */
	unsigned methods;   /* bits: 1 << enum ub_test_method */
};

/* NULL for a function that is no test. */
const struct ub_test_info *ub_test_info(enum ub_func f);
/* "plain", "corrected", "exact"; false for what the test does not have. */
bool ub_test_method_parse(
    enum ub_func f, struct ub_slice s, enum ub_test_method *method);

/* NaN is what could not be computed. */
struct ub_test_result {
	char why; /* 0, or the reason why there is no result */
	double p, stat, df, diff, low, high, effect;
	double adjusted;  /* p among all of the table; set by ub_test_holm() */
	bool significant; /* likewise */
	bool small;       /* a count of below 5 is expected somewhere: the
	                    * p-value is not to be relied on */
	uint64_t least;   /* the fewest records that are a part of it */
};

struct ub_cells;
struct ub_measure;
struct ub_style;
struct ub_pool;
struct ub_pick;
struct ub_intern;
struct ub_test_pairs; /* values seen, and which stood beside which */

/* Ask the pool for the arguments of a test: m->tx, m->ty and m->tz. */
void ub_test_terms(
    struct ub_pool *p, struct ub_pick *pick, struct ub_measure *m);
/* Make room for the texts of arguments; where those of one are kept; the number
 * of two texts, which stand together, in the tally. */
void ub_test_keep(struct ub_measure *m);
struct ub_intern *ub_test_texts(struct ub_measure *m, int dim);
uint32_t ub_test_pair(
    struct ub_measure *m, struct ub_slice x, struct ub_slice y);
void ub_test_pairs_free(struct ub_test_pairs *p); /* NULL is fine */
/* The picked records of a batch into the tally of m; cell[i] is the cell of
 * picked record i, and the arguments are computed.  UB_EDATA as
 * ub_fold_measure(). */
enum ub_status ub_test_fold(const struct ub_cells *c, struct ub_measure *m,
    const uint32_t *cell, struct ub_err *e);
/*
 * After the tally was sorted: the result of every cell, to m->result.
 * UB_EDATA where a test cannot be made of what there is: more groups than two,
 * too many for an exact test.
 */
enum ub_status ub_test_all(const struct ub_cells *c, struct ub_measure *m,
    const struct ub_style *style, struct ub_err *e);
/*
 * Adjust the p-values of n tests to each other, and judge them at a level in
 * per mille: S. Holm, A simple sequentially rejective multiple test procedure,
 * Scand. J. Statist. 6 (1979), 65-70; R's p.adjust().  With single each is
 * judged by itself.  A result without a p-value counts as none.
 */
void ub_test_holm(struct ub_test_result **r, size_t n, int level, bool single);
/* Append the fields of a measure that is a test, as ub_value_put() does; with a
 * base of n, and so many records lost. */
void ub_test_put(struct ub_buf *b, const struct ub_style *style,
    const struct ub_measure *m, uint32_t cell, uint64_t n, uint64_t lost);
/* The same of the p-value of a share or a mean; why: 0, or why there is none. */
void ub_test_put_p(struct ub_buf *b, const struct ub_style *style,
    const struct ub_measure *m, uint32_t cell, char why);
/* Append a field and a TAB: v with so many decimals, or why there is none. */
void ub_test_put_field(struct ub_buf *b, double v, char why, int digits);
/* A result with nothing in it, and why. */
struct ub_test_result ub_test_none(char why);

#endif
