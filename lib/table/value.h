/*
 * value.h - what a cell gathered, as the fields of a table: the measure, then
 * its companions (ubat(5), TABLES).
 */
#ifndef UB_VALUE_H
#define UB_VALUE_H

#include "cells.h"

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
/* Are so many of nrec missing, of those that it is relevant for, that a measure
 * is left out? */
bool ub_value_left_out(const struct ub_style *style, const struct ub_measure *m,
    uint64_t nrec, const union ub_acc *acc);
/* Take "95" or "95,single". */
bool ub_style_level(struct ub_style *style, const char *text);

/* A column that goes with a measure. */
struct ub_companion {
	const char *name; /* without what stands before it: "_n" */
	enum ub_type type;
};

/* A share or a mean without weights: what intervals are of, and rows are tested
 * by? */
bool ub_value_sampled(const struct ub_measure *m);

enum { UB_COMPANIONS = 48 };
/*
 * The companions of a measure, in their order: _k, _n, _miss, _miss_saknas,
 * _miss_a to _miss_z, _least, _stat,
 * _df, _diff, _lo, _hi, _effect, _p, _adj and _sig, as far as it has them.  The
 * end has no name; returns their number.
 */
size_t ub_value_companions(const struct ub_measure *m,
    const struct ub_style *style, struct ub_companion x[UB_COMPANIONS]);

/*
 * Append the fields of one cell, each with a TAB behind it.  A share is
 * k / n, a mean sum / n, correctly rounded; a value that could not be computed
 * is .u, one of a base below style->min_base .l, one that a protected value
 * entered .s.  UB_EDATA when a sum does not fit the type of its column.
 */
enum ub_status ub_value_put(struct ub_buf *b, const struct ub_style *style,
    const struct ub_cells *c, const struct ub_measure *m, uint32_t cell,
    struct ub_err *e);

/* Why a cell of nrec records, n of them in the base, has no value; 0 when it has
 * one.  acc: NULL for n. */
char ub_value_why(const struct ub_style *style, const struct ub_measure *m,
    const union ub_acc *acc, uint64_t nrec, uint64_t n);
/* The part of its population that a cell's records are; 0: not known. */
double ub_value_drawn(
    const struct ub_style *style, const struct ub_cells *c, uint32_t cell);
/* Append how many per cent of it that is, and a TAB. */
void ub_value_put_response(struct ub_buf *b, const struct ub_style *style,
    const struct ub_cells *c, uint32_t cell);
/* Append the base and what is missing, with a TAB behind each. */
void ub_value_put_base(struct ub_buf *b, const struct ub_measure *m,
    uint32_t cell, uint64_t n, uint64_t lost);
/* Append a double, rounded to digits (below 0: not). */
void ub_value_put_real(struct ub_buf *b, double v, int digits);

/* The type that the values a measure keeps are sorted by. */
enum ub_type ub_value_type(const struct ub_measure *m);

#endif
