/*
 * function.h - the functions of measures: what each takes and what it leaves, one
 * row a function; ubat-agg(1), Measures.
 */
#ifndef UB_FUNCTION_H
#define UB_FUNCTION_H

#include <stdbool.h>
#include <stddef.h>

#include "../base/buf.h"

enum ub_func {
	UB_F_N,     /* records */
	UB_F_COUNT, /* records for which a condition is true */
	UB_F_SHARE, /* the same over its base */
	UB_F_SUM,
	UB_F_MEAN, /* with a second argument: weighted by it */
	UB_F_SD,   /* of a sample: divisor base - 1 */
	UB_F_VAR,  /* its square */
	UB_F_MIN,
	UB_F_MAX,
	UB_F_MEDIAN, /* quantile 0.5 */
	UB_F_QUANTILE,
	UB_F_TOP,  /* the greatest, the next to it, and so on */
	UB_F_MODE, /* the value that stands most often */
	UB_F_DISTINCT,
	UB_F_RATE,  /* sum over sum */
	UB_F_FIRST, /* the value at the earliest date */
	UB_F_LAST,
	/* tests, from here on; see test.h */
	UB_F_CHISQ,  /* of two columns */
	UB_F_FISHER, /* the same, exact */
	UB_F_SHARES, /* of a condition in two groups */
	UB_F_WELCH,  /* of a number in two groups */
	UB_F_MANNWHITNEY,
	UB_F_MCNEMAR, /* of a condition at two times */
	UB_F_WILCOXON,
	UB_F_BOWKER, /* of a value at two times */
	UB_F_MAXWELL,
	UB_F_PAIREDT, /* of a number at two times */
	UB_F_TREND,   /* of a condition over years */
	UB_F_SLOPE,   /* of a number over years */
	UB_F_MH,      /* of a condition in two groups, over strata: odds, */
	UB_F_MHRR,    /* shares, one by the other, */
	UB_F_MHRD,    /* and one less the other */
	/* no test, but kept as those are: pairs of values */
	UB_F_STD /* a share or mean, standardised; see standard.h */
};
enum { UB_NFUNC = UB_F_STD + 1 };

/* What an argument must be. */
enum ub_takes {
	UB_TAKES_NOTHING,
	UB_TAKES_CONDITION,
	UB_TAKES_NUMBER,
	UB_TAKES_ORDERED, /* a number or a date */
	UB_TAKES_AMOUNT,  /* a number or a condition */
	UB_TAKES_DATE,
	UB_TAKES_ANY
};

struct ub_function_info {
	const char *name;
	enum ub_takes takes;
	unsigned char min, max; /* arguments */
	unsigned char nacc;     /* ub_acc of a cell; see measure.h */
	bool base;              /* companions _n and _miss */
	bool tally;             /* keeps its values */
	const char *args;       /* for a message: "one argument" */
	const char *words;      /* before what is measured, in a label */
	enum ub_takes second;   /* argument, where that is an expression */
};

const struct ub_function_info *ub_function_info(enum ub_func f);
static inline bool
ub_function_is_test(enum ub_func f)
{
	return f >= UB_F_CHISQ && f <= UB_F_MHRD;
}
/* A test over the strata that its third argument tells? */
static inline bool
ub_function_stratified(enum ub_func f)
{
	return f >= UB_F_MH && f <= UB_F_MHRD;
}
/* Does it keep pairs of values? */
static inline bool
ub_function_pairs(enum ub_func f)
{
	return f >= UB_F_CHISQ;
}
/* By name.  False when there is none; *near is then the nearest name or
 * NULL. */
bool ub_function_find(struct ub_slice name, enum ub_func *f, const char **near);
/* Is that the name of a test? */
bool ub_function_names_test(const char *name);

#endif
