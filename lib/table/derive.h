/*
 * derive.h - figures computed from those that a table shows: per cent, change,
 * sums so far, ranks; ubat-table(1).
 *
 * Whatever a protected value (.s) enters is protected, and a masked table is
 * computed with as it is shown, so that nothing derived gives anything away.
 * All fail with UB_EUSAGE for measures and keys that do not fit, UB_EDATA for
 * what the table lacks.
 */
#ifndef UB_DERIVE_H
#define UB_DERIVE_H

#include "grid.h"

/* The totals that per cents are of. */
enum ub_percent_of {
	UB_OF_ROW,    /* over the key across */
	UB_OF_COLUMN, /* over one key of rows, or all */
	UB_OF_ALL     /* both */
};

struct ub_derive {
	struct ub_grid *g;
	const char *along;   /* a key, or NULL: the only one */
	const char *measure; /* names, by commas */
	int digits;          /* of what is no share; -1: as declared, else 1 */
};

enum ub_status ub_derive_percent(
    const struct ub_derive *d, enum ub_percent_of of, struct ub_err *e);
/* From the period before. */
enum ub_status ub_derive_change(const struct ub_derive *d, struct ub_err *e);
/* To the row or part where the key along has this value; "total" is .t. */
enum ub_status ub_derive_difference(
    const struct ub_derive *d, const char *value, struct ub_err *e);
/* Sums so far, or of the last `periods`. */
enum ub_status ub_derive_running(
    const struct ub_derive *d, size_t periods, struct ub_err *e);
/* The mean of the last `periods`. */
enum ub_status ub_derive_moving(
    const struct ub_derive *d, size_t periods, struct ub_err *e);
/* 1 for the highest, or the lowest when ascending. */
enum ub_status ub_derive_rank(
    const struct ub_derive *d, bool ascending, struct ub_err *e);

/* The key number of d->along; where that is NULL, the only key; the only one
 * of rows, where rows are what it is about. */
enum ub_status ub_derive_key(
    const struct ub_derive *d, bool rows, size_t *key, struct ub_err *e);

/* A measure named in a list: in one part, or (npart) in all. */
struct ub_choice {
	char *stem; /* owned by the caller of ub_choice_next(): free() */
	size_t part;
};

/*
 * The next of a list, from *at on, which starts at 0: UB_END after the last.
 * A name is a measure's, in all parts across, or a column's.
 */
enum ub_status ub_choice_next(struct ub_choice *p, const struct ub_grid *g,
    const char *list, size_t *at, struct ub_err *e);

#endif
