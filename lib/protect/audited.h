/*
 * audited.h - a table as its auditor has it: its figures, the sums that they
 * must satisfy, and which of them are the same as in other tables.
 */
#ifndef UB_AUDITED_H
#define UB_AUDITED_H

#include "published.h"

/* One sum: total = parts, or total >= parts; figures may be off by slack. */
struct ub_audit_sum {
	size_t total;    /* cells are numbered row * ncol + column */
	size_t first, n; /* part[first .. first + n - 1] */
	double slack;
	bool at_least;
};

/* A share: x is k by n, rounded to `digits`; units: 1, or 100 for per cent. */
struct ub_audit_ratio {
	size_t x, k, n;
	int digits; /* decimals of x */
	double units;
	bool checked; /* x is to be compared with k by n, too */
};

/* No class: nobody knows which figure of other tables it is. */
#define UB_NOCLASS UINT32_MAX

struct ub_audited {
	const struct ub_published *t; /* borrowed */
	const char *name;             /* for messages; borrowed */
	const int *digits;    /* decimals of each column; NULL: t's counts alone
	                       * are figures */
	double off;           /* by how much a figure may be off its true one;
	                       * below 0: nobody knows */
	bool protected;       /* its accounts say that it was */
	size_t printed;       /* rows that are printed: the first ones */
	struct ub_slice *own; /* with margins: all rows; owned */
	struct ub_published wide; /* t with margins */
	struct ub_audit_sum *sum;
	size_t nsum;
	size_t *part;
	size_t npart;
	struct ub_audit_ratio *ratio;
	size_t nratio;
	uint32_t *same; /* of each cell: its class; NULL: no other tables */
};

enum ub_known {
	UB_KNOWN,   /* shown */
	UB_SECRET,  /* hidden: protected, or left out as too few */
	UB_UNKNOWN, /* not shown, and nobody hides it */
	UB_NOFIGURE /* nothing to reckon with */
};

/*
 * A table of a stream, with the sums it states.  End with ub_audited_free().
 * margins: with the rows of totals it could have, for other tables may print
 * them.
 */
void ub_audited_stream(
    struct ub_audited *a, const struct ub_published *t, bool margins);
void ub_audited_free(struct ub_audited *a);

/* Add a sum: its parts first, then it. */
void ub_audited_part(struct ub_audited *a, size_t cell);
void ub_audited_sum(
    struct ub_audited *a, size_t total, double slack, bool at_least);
void ub_audited_ratio(struct ub_audited *a, const struct ub_audit_ratio *r);

/* What is known of a cell; where it is shown, its figure: a whole number of
 * the column's last decimals. */
enum ub_known ub_audited_value(
    const struct ub_audited *a, size_t cell, int64_t *v);

/* A table that is about something else than those before it. */
struct ub_apart {
	size_t table;
	size_t shown, differ; /* figures that an earlier one shows, too */
	size_t cell, other;   /* the first that differs, and from which table */
};

/*
 * Which figures of the tables are the same: sets same[] of each.  A table of
 * which more than three differ from those of earlier ones for each that agrees
 * (small ones agree by chance, and do not count) is of something else: it is
 * added to apart[], which has room for n, and gets no classes.  Returns the
 * number of classes.
 */
uint32_t ub_audited_link(
    struct ub_audited *a, size_t n, struct ub_apart *apart, size_t *napart);

#endif
