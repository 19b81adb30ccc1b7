/*
 * noise.h - counts made inexact instead of hidden: rounding, and the cell key
 * method.
 *
 * Rounding to base b: the nearest multiple, half up; by chance, up with
 * probability (n mod b) / b, which leaves the expectation as it is; controlled,
 * to one of the two nearest multiples so that all sums hold
 * (L. H. Cox, Journal of the American Statistical Association 82, 1987).
 *
 * Cell keys (B. Fraser and J. Wooton, Australian Bureau of Statistics, 2005;
 * the R package cellKey): every record has a fixed secret number in [0, 1);
 * the key of a cell is the fraction of their sum.  A p-table has for each
 * count i (the last row stands for all greater ones) changes v with their
 * cumulated probabilities; the first above the key is taken.  0 stays 0.  The
 * same records have the same change in every table.
 */
#ifndef UB_NOISE_H
#define UB_NOISE_H

#include "weave.h"

enum ub_noise_kind {
	UB_NOISE_NONE,
	UB_NOISE_ROUND,
	UB_NOISE_RANDOM,
	UB_NOISE_CONTROLLED,
	UB_NOISE_CELL_KEYS
};

struct ub_change {
	int64_t count;
	int64_t by;
	int64_t below; /* keys below this, in 10^-9 */
};

struct ub_noise {
	enum ub_noise_kind kind;
	int64_t base;             /* of rounding */
	const char *keys;         /* "n=key,x=key_x": measures and their keys */
	struct ub_change *change; /* of the p-table, row by row; owned */
	size_t nchange;
	int64_t greatest; /* the last count it has */
	double *rounded;  /* controlled: of each variable of the web; owned */
	uint64_t further; /* of them, to neither multiple beside it */
};

/*
 * Settle the method from the base of rounding, what it goes by ("nearest",
 * "chance", "sums"; NULL: nearest), the path of a p-table (NULL: none), and
 * keys: none of them is no noise.  UB_EUSAGE: they do not go together.
 *
 * A p-table has lines "i;j;p;v;p_int_ub" after a heading of these names, as
 * the R package ptable writes them.  UB_EIO; UB_EDATA with the line: no number,
 * out of order, or changes of a count whose probabilities do not make 1.
 */
enum ub_status ub_noise_choose(
    struct ub_noise *n, const char *by, const char *ptable, struct ub_err *e);

/* Never a time: programs, and their number times the variables. */
enum { UB_CONTROL_PROGRAMS = 1500, UB_CONTROL_WORK = 100000 };

/* Round all counts of the web so that the sums hold; what is in no sum counts
 * as well.  Where no way is found by the multiples below and above, totals go
 * further: n->further of the figures that are printed.  UB_EDATA: there is none
 * so either. */
enum ub_status ub_noise_control(
    struct ub_noise *n, const struct ub_web *w, struct ub_err *e);
/* UB_EUSAGE: what keys names is not in the tables. */
enum ub_status ub_noise_check(
    const struct ub_noise *n, const struct ub_weave *v, struct ub_err *e);
void ub_noise_free(struct ub_noise *n);

/* The count of a cell, made inexact; key in 10^-9, var its variable. */
int64_t ub_noise_count(
    const struct ub_noise *n, int64_t count, int64_t key, uint32_t var);
/* The figure whose column holds the keys of figure f in the same part, or
 * NULL. */
const struct ub_figure *ub_noise_key(const struct ub_noise *n,
    const struct ub_woven *t, size_t part, const struct ub_figure *f);
/* Is the column one of keys, which nobody may see? */
bool ub_noise_is_key(const struct ub_noise *n, const struct ub_figure *f);

#endif
