/*
 * compare.h - what a revision changed: two sets of tables, cell by cell.
 */
#ifndef UB_COMPARE_H
#define UB_COMPARE_H

#include "auditset.h"

enum ub_change_kind {
	UB_CHANGE_NEW,     /* a table, a row or a column that was not there */
	UB_CHANGE_REMOVED, /* one that is no longer */
	UB_CHANGE_CHANGED,
	UB_CHANGE_HIDDEN,    /* was shown, and is hidden now */
	UB_CHANGE_UNHIDDEN,  /* was hidden, and is shown now */
	UB_CHANGE_RELABELLED /* what a table, a column or a value is called */
};

struct ub_difference {
	enum ub_change_kind kind;
	char *table;
	char *row;      /* what it is called; "" for a column or table */
	char *column;   /* its name; "" for a row or table */
	char *was, *is; /* fields; "" where there is none */
	char *by; /* new less old, a decimal; "" where they are no numbers */
};

/* Zeroed is empty; end with ub_compare_free(). */
struct ub_compared {
	struct ub_difference *d;
	size_t n;
	size_t cells; /* that both have */
};

/*
 * Compare.  Tables are the same by their names, or where each set has one;
 * rows by their keys (the same keys again: in their order), columns by their
 * names; labels, where both have some, by what they are of.
 * Of two streams a share is its numerator by its base where both are shown.
 * Numbers that differ by no more than tolerance, in 10^-9, are the same.
 */
void ub_compare(struct ub_compared *c, const struct ub_audit_set *old,
    const struct ub_audit_set *new, struct ub_i128 tolerance);
void ub_compare_free(struct ub_compared *c);

const char *ub_change_name(enum ub_change_kind kind);

#endif
