/*
 * measure.h - what a table shows of each cell: the operands of ubat-agg(1),
 * parsed and checked against a legend, and what they gather.
 *
 *	[name =] func(expr)	n count share sum mean sd min max median
 *				quantile(x, p) distinct
 *	[name =] round(func(expr), digits)
 */
#ifndef UB_MEASURE_H
#define UB_MEASURE_H

#include "../expr/expr.h"
#include "tally.h"

enum ub_func {
	UB_F_N,     /* records */
	UB_F_COUNT, /* records for which a condition is true */
	UB_F_SHARE, /* the same over its base */
	UB_F_SUM,
	UB_F_MEAN,
	UB_F_SD, /* of a sample: divisor base - 1 */
	UB_F_MIN,
	UB_F_MAX,
	UB_F_MEDIAN, /* quantile 0.5 */
	UB_F_QUANTILE,
	UB_F_DISTINCT
};

/*
 * What one measure gathers in one cell.  A standard deviation has a second
 * one behind it for the squares.  All of it can be added to another cell's,
 * in any order, with the same result.
 */
union ub_acc {
	struct {
		uint64_t miss;   /* records without a value */
		uint64_t hidden; /* of them: protected, .s */
		union {
			uint64_t k;         /* count, share: records true */
			struct ub_i128 sum; /* min, max: the value */
		};
	} v;
	struct ub_i256 sq; /* sum of squares */
};

struct ub_measure {
	char *name; /* of its column; owned */
	char *what; /* what it measures, in words for a label; owned */
	enum ub_func func;
	enum ub_type type;     /* of its column */
	enum ub_type in;       /* of the argument */
	struct ub_expr *x;     /* the argument; NULL for n; owned */
	enum ub_kind kind;     /* of x */
	size_t col;            /* of a bare column as argument, else UB_NOCOL */
	char *column;          /* its name, else NULL; owned */
	int64_t p_nano;        /* of a quantile */
	int digits;            /* of round(..., digits); -1 without */
	size_t acc;            /* its first ub_acc among those of a cell */
	struct ub_tally tally; /* quantiles, distinct */
};

/*
 * Parse src.  UB_EUSAGE with a caret: no such function, an argument of a kind
 * it does not take, a mean or sum of shares or means, a name that is missing
 * or no name.  On failure *m is zeroed.
 */
enum ub_status ub_measure_parse(struct ub_measure *m,
    const struct ub_scope *scope, const char *src, struct ub_err *e);
void ub_measure_free(struct ub_measure *m);

/* How many ub_acc it needs in a cell: 0, 1 or 2. */
size_t ub_measure_nacc(const struct ub_measure *m);
/* Does it have a base: companions _n and _miss? */
bool ub_measure_has_base(const struct ub_measure *m);
/* Quantiles and distinct: does it gather in the tally? */
bool ub_measure_tallies(const struct ub_measure *m);
/* Start, and merge: acc and from are this measure's own. */
void ub_measure_init(const struct ub_measure *m, union ub_acc *acc);
void ub_measure_merge(
    const struct ub_measure *m, union ub_acc *acc, const union ub_acc *from);

#endif
