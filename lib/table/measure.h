/*
 * measure.h - what a table shows of each cell: the operands of ubat-agg(1),
 * parsed and checked against a legend, and what they gather.
 *
 *	[name =] func(expr)	n count share sum mean sd var min max median
 *				quantile(x, p) mode distinct
 *	[name =] func(expr, expr)	mean(x, weight) rate(numerator,
 *				denominator) first(x, date) last(x, date)
 *				median(x, weight) quantile(x, p, weight)
 *	[name =] round(func(...), digits)
 *	[name =] test(expr, expr[, how])	see test.h
 */
#ifndef UB_MEASURE_H
#define UB_MEASURE_H

#include "function.h"
#include "pool.h"
#include "quantile.h"
#include "tally.h"
#include "test.h"

/*
 * What one measure gathers in one cell.  Some have a second one behind it: the
 * squares of a deviation, the sum a rate divides by; a weighted mean has its
 * products in the second and the weights in a third.  All of it can be added
 * to another cell's, in any order, with the same result.
 */
union ub_acc {
	struct {
		uint64_t miss;   /* records without a value */
		uint64_t hidden; /* of them: protected, .s */
		union {
			uint64_t k;         /* count, share: records true */
			struct ub_i128 sum; /* min, max: the value */
			struct {
				int32_t day;  /* first, last: the date */
				uint32_t id1; /* the value's number + 1; 0:
				               * none yet */
			} at;
		};
	} v;
	struct ub_i256 sq;  /* sum of squares or products */
	struct ub_i128 den; /* sum of divisors or weights */
};

/* Of a table's rows as units: kommuner, say.  Three figures that are not the
 * same, and are never called the same. */
enum ub_units {
	UB_UNITS_NONE,
	UB_UNITS_SHARE, /* share_units(): of the units, one vote each */
	UB_UNITS_MEAN,  /* mean_unweighted(): of their values */
	UB_UNITS_RATIO  /* ratio_of_sums(): of their numerators and bases */
};

/* What a record of a person was to a share or a count, as bits of a mark. */
enum {
	UB_MARK_TRUE = 1,
	UB_MARK_FALSE = 2,
	UB_MARK_MISSING = 4,
	UB_MARK_ALL = 7
};

struct ub_measure {
	char *name; /* of its column; owned */
	char *what; /* what it measures, in words for a label; owned */
	enum ub_func func;
	enum ub_units units;
	enum ub_type type;        /* of its column */
	enum ub_type in;          /* of the argument */
	struct ub_expr *x;        /* the argument; NULL for n; owned */
	char *xsrc, *ysrc, *zsrc; /* the texts of x, y and z; owned */
	enum ub_kind kind;        /* of x */
	struct ub_expr *y;        /* a second: weight, divisor, date; or NULL */
	enum ub_kind ykind;       /* of y */
	struct ub_expr *z;        /* a third: strata; or NULL */
	enum ub_kind zkind;       /* of z */
	size_t col;     /* of a bare column as argument, else UB_NOCOL */
	char *column;   /* its name, else NULL; owned */
	int64_t p_nano; /* of a quantile */
	struct ub_quantile_def def;
	int64_t per; /* what a rate is multiplied by; which of top */
	int digits;  /* of round(..., digits); -1 without */
	enum ub_test_method method; /* of a test */
	/* of a test, or of a share or mean against others, by cell; owned */
	struct ub_test_result *result;
	struct ub_test_pairs *pairs; /* values seen by a test; owned */
	bool squares;                /* of a mean: keep them, for an interval */
	size_t acc;  /* its first ub_acc among those of a cell, */
	size_t word; /* and its first word in a narrow one */
	struct ub_term *tx, *ty, *tz; /* x, y and z in the pool; borrowed */
	/* a share or mean by clusters: x as text and the cluster in the pool,
	 * borrowed; the tally has both */
	struct ub_term *cx, *cc;
	bool all;    /* a share of all records: what is missing is not true */
	char *same;  /* its name, where it is a share of all records beside one
	              * of the known, of which this is the name; owned; NULL */
	size_t mark; /* of a share or a count: its place among the marks of
	              * persons, + 1; 0: none */
	struct ub_missed *missed; /* why there is no value; NULL: not asked;
	                           * owned */
	bool excuses;          /* count those that it is not relevant for: .n */
	struct ub_tally tally; /* quantiles, distinct; the values of first and
	                        * last, which are not counted */
};

/*
 * Parse src.  UB_EUSAGE with a caret: no such function, an argument of a kind
 * it does not take, a mean or sum of shares or means, a name that is missing
 * or no name.  On failure *m is zeroed.
 */
enum ub_status ub_measure_parse(struct ub_measure *m,
    const struct ub_scope *scope, const char *src, struct ub_err *e);
void ub_measure_free(struct ub_measure *m);

/* How many ub_acc it needs in a cell: 0 to 4. */
size_t ub_measure_nacc(const struct ub_measure *m);
/* Records that it is not relevant for, which are among the missing but did not
 * fail to answer; 0 where they are not counted.  They lie in its last ub_acc. */
uint64_t ub_measure_excused(
    const struct ub_measure *m, const union ub_acc *acc);
/* Does it have a base: companions _n and _miss? */
bool ub_measure_has_base(const struct ub_measure *m);
/* Quantiles and distinct: does it gather in the tally? */
bool ub_measure_tallies(const struct ub_measure *m);
/* A share of records, made of the counts beside it? */
bool ub_measure_counted(const struct ub_measure *m);
/* Of a share that was parsed: make it the one of all records, beside that of
 * the known, and name it so, "x_alla". */
void ub_measure_of_all(struct ub_measure *m);
/* Are squares gathered beside the sum? */
bool ub_measure_squares(const struct ub_measure *m);
/* Are values added up, and not only counted? */
bool ub_measure_sums(const struct ub_measure *m);
/* Values by weights, which are kept in pairs: a median, a quantile, a deviation
 * or a variance? */
bool ub_measure_by_weight(const struct ub_measure *m);
/* Does it keep pairs of values, or more? */
bool ub_measure_pairs(const struct ub_measure *m);
/* A mean with weights? */
bool ub_measure_weighted(const struct ub_measure *m);
/* first, last: does value number id at a day go before what is there?  Of two
 * at one day that which is first by bytes. */
bool ub_measure_sooner(const struct ub_measure *m, const union ub_acc *acc,
    int32_t day, uint32_t id);
/* Start, and merge: acc and from are this measure's own.  False for a sum that
 * does not fit. */
void ub_measure_init(const struct ub_measure *m, union ub_acc *acc);
bool ub_measure_merge(
    const struct ub_measure *m, union ub_acc *acc, const union ub_acc *from);

#endif
