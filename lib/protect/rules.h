/*
 * rules.h - which figures are of too few persons: the primary rules.
 */
#ifndef UB_RULES_H
#define UB_RULES_H

#include "weave.h"

struct ub_rules {
	const char *name;  /* of the preset; NULL: none */
	bool changed;      /* and these are no longer its rules */
	int64_t least;     /* persons in a cell, in a base; 0 is shown */
	int64_t least_one; /* the same in cells of one key, or 0 */
	int64_t part;      /* persons in a numerator, and in its rest */
	int64_t base;      /* persons in the base of a share; 0: no more */
	bool zero;         /* 0 is hidden too */
	bool group;        /* none or all of a base, all of a total */
	bool records_are_persons;
	bool numerators_are_persons; /* nobody is twice in one numerator */
	int dominant;   /* so many persons may not have more than */
	double share;   /* this per cent of a sum; dominant 0: no such rule */
	double guess;   /* nor may the second know the first of a sum to this
	                 * per cent; 0: no such rule */
	double percent; /* a hidden sum must be left open by so much */
};

/* How many units each rule hid first. */
struct ub_tallies {
	uint64_t cell, numerator, rest, base, zero, group, kept, dominant;
	uint64_t untold; /* differences to what is out, of enough records, but
	                  * nothing tells that of enough persons */
};

/* A preset by name, or NULL. */
const struct ub_rules *ub_rules_named(const char *name);
/* Are a and b the same limits, and both with or without groups? */
bool ub_rules_same(const struct ub_rules *a, const struct ub_rules *b);
/* The i'th preset with what it is, or NULL after the last. */
const struct ub_rules *ub_rules_list(size_t i);

/*
 * Hide what the rules say in all tables that are not old, with its needs.
 *
 * Persons behind a part of a cell: with q of the cell's n records, and p
 * persons, there are at least q - (n - p), for nobody has more than
 * n - p + 1 of them.
 *
 * UB_EUSAGE: a table does not tell its persons, or its records.  UB_EDATA:
 * more persons than records, or too few persons in all, of whom the accounts
 * tell.
 */
enum ub_status ub_rules_apply(struct ub_weave *v, const struct ub_rules *rules,
    struct ub_tallies *n, struct ub_err *e);

/*
 * Before them, what is out already.  A figure that an old table shows and that
 * is the same now is known; one that it hides stays hidden; one that differs
 * is hidden, unless `least` persons are sure to have records that are new since
 * or gone (persons.h).  UB_EDATA: so does the number of all.
 */
enum ub_status ub_rules_published(struct ub_weave *v,
    const struct ub_rules *rules, struct ub_tallies *n, struct ub_err *e);

/* Do the tables have the largest contributions to their sums, where a rule
 * wants them?  UB_EUSAGE. */
enum ub_status ub_rules_check(
    const struct ub_weave *v, const struct ub_rules *rules, struct ub_err *e);

/* --- dominance.c ---------------------------------------------------------- */

/* Take "n,k", 1 to 9 and 1 to 100; false when it is not so. */
bool ub_rules_take_dominance(struct ub_rules *rules, const char *arg);
/*
 * The (n,k) and p per cent rules on a sum: by how much more than it is a
 * reader must be able to think it, so that none of its contributors is known
 * too well; 0: it is safe.  With X the sum, x1 >= x2 >= ... the contributions:
 * 100/k (x1 + ... + xn) - X, and p/100 x1 - (X - x1 - x2).  (Hundepool and
 * others, Statistical Disclosure Control, 2012, section 4.2.)
 */
double ub_dominance(const struct ub_rules *rules, const struct ub_woven *t,
    size_t row, size_t part, const struct ub_figure *sum);

/* May the value of figure f be shown in that row and part, where its unit
 * is?  Smallest, largest and the like may not; a quantile has at least
 * `least` persons on each side. */
bool ub_rules_value(const struct ub_rules *rules, struct ub_weave *v,
    const struct ub_woven *t, size_t row, size_t part,
    const struct ub_figure *f);

#endif
