/*
 * audit.h - is a table possible, and does it give away what it hides?
 * ubat-audit(1).
 */
#ifndef UB_AUDIT_H
#define UB_AUDIT_H

#include "published.h"

struct ub_audit_ask {
	const size_t *percent; /* columns of printed per cents; NULL: none */
	size_t npercent;
	size_t base;   /* column of their base; UB_NOCOL: any base */
	bool parts;    /* in a row they are the parts of one whole */
	int64_t width; /* least number of values a hidden cell must leave open,
	                * the lower ones are findings; below 2 none is looked
	                * for */
};

enum ub_finding_kind {
	UB_FIND_SUM,     /* parts do not add up to their total */
	UB_FIND_SHARE,   /* a share is not its numerator by its base */
	UB_FIND_PERCENT, /* no whole number gives this per cent */
	UB_FIND_DERIVED, /* a hidden cell can be worked out */
	UB_FIND_OPEN,    /* a figure made of a hidden cell is shown */
	UB_FIND_NONE_FIT /* no numbers satisfy the table's sums */
};

struct ub_finding {
	enum ub_finding_kind kind;
	char *row;    /* what the row is called; "" for the whole table */
	char *column; /* its name, or "" */
	char *text;   /* the arithmetic, one clause */
};

struct ub_audit {
	struct ub_finding *finding;
	size_t n;
	size_t hidden; /* cells hidden */
	size_t sums;   /* sums looked at */
};

/* Audit one table.  UB_EDATA as ub_bounds_find(). */
enum ub_status ub_audit_table(struct ub_audit *a, const struct ub_published *t,
    const struct ub_audit_ask *ask, struct ub_err *e);
void ub_audit_free(struct ub_audit *a);

const char *ub_finding_name(enum ub_finding_kind kind);

#endif
