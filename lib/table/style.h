/*
 * style.h - how the measures of a table are written, and which companions each
 * has then (ubat(5), TABLES).
 */
#ifndef UB_STYLE_H
#define UB_STYLE_H

#include "measure.h"

/* Of shares: the records whose condition is known, all, or a share of each. */
enum ub_base { UB_BASE_KNOWN, UB_BASE_ALL, UB_BASE_BOTH };

struct ub_style {
	enum ub_base base;
	uint64_t min_base; /* a base below it: .l */
	int bortfall;      /* more missing than this, per mille: .b; below 0:
	                    * whatever is missing */
	int digits;        /* decimals of means, and of shares as per cent;
	                    * below 0: all there are */
	int level;         /* of confidence intervals, per mille; 0: none */
	bool exact;        /* those of shares: not Wilson's, but exact */
	int judged;        /* level that tests are judged at, per mille; 0:
	                    * they are not */
	double sampled;    /* the part of the population that was drawn, below
	                    * or at 1; 0: not known */
	bool kinds;        /* the missing by reason, too */
	bool against;      /* shares and means have a test against others */
	bool single;       /* each test by itself: not adjusted to the others */
};

/* Take "95", "99.9" or "95,exact"; false for what is no such level. */
bool ub_style_interval(struct ub_style *style, const char *text);
/* Take "20", "20%" or "12.5%". */
bool ub_style_bortfall(struct ub_style *style, const char *text);
/* Take "95" or "95,single". */
bool ub_style_level(struct ub_style *style, const char *text);

/* A column that goes with a measure. */
struct ub_companion {
	const char *name; /* without what stands before it: "_n" */
	enum ub_type type;
};

/* A share or a mean without weights: what intervals are of, and rows are tested
 * by? */
bool ub_style_sampled(const struct ub_measure *m);
/* Does it have an interval, and a test of the row against others? */
bool ub_style_has_interval(
    const struct ub_style *style, const struct ub_measure *m);
bool ub_style_has_p(const struct ub_style *style, const struct ub_measure *m);

enum { UB_COMPANIONS = 48 };
/*
 * The companions of a measure, in their order: _k, _n, _miss, _miss_saknas,
 * _miss_a to _miss_z, _least, _stat,
 * _df, _diff, _lo, _hi, _effect, _p, _adj and _sig, as far as it has them.  The
 * end has no name; returns their number.
 */
size_t ub_style_companions(const struct ub_measure *m,
    const struct ub_style *style, struct ub_companion x[UB_COMPANIONS]);

#endif
