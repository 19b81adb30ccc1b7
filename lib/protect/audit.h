/*
 * audit.h - are tables possible, and do they give away what they hide?
 * ubat-audit(1).
 */
#ifndef UB_AUDIT_H
#define UB_AUDIT_H

#include <stdarg.h>

#include "audited.h"

struct ub_audit_ask {
	const size_t *percent; /* columns of printed per cents; NULL: none */
	size_t npercent;
	size_t base;      /* column of their base; UB_NOCOL: any base */
	const size_t *of; /* each has a base of its own; NULL: they have base */
	bool parts;       /* in a row they are the parts of one whole */
	bool means;       /* they are means of whole numbers, not per cents */
	int64_t width; /* least number of values a hidden cell must leave open,
	                * the lower ones are findings; below 2 none is looked
	                * for */
	int64_t small; /* a count above 0 and below this wants protection */
};

enum ub_finding_kind {
	UB_FIND_SUM,      /* parts do not add up to their total */
	UB_FIND_SHARE,    /* a share is not its numerator by its base */
	UB_FIND_PERCENT,  /* no whole number gives this per cent */
	UB_FIND_DERIVED,  /* a hidden cell can be worked out */
	UB_FIND_OPEN,     /* a figure made of a hidden cell is shown */
	UB_FIND_NONE_FIT, /* no numbers satisfy the table's sums */
	UB_FIND_SHOWN,    /* hidden here, shown in another table */
	UB_FIND_DIFFERS,  /* another figure in another table */
	UB_FIND_LEFT      /* left in a part of the workbook nobody looks at */
};

struct ub_finding {
	enum ub_finding_kind kind;
	size_t table; /* its number, from 0 */
	char *place;  /* table or part of the file */
	char *row;    /* what the row is called; "" for the whole table */
	char *column; /* its name, or "" */
	char *text;   /* the arithmetic, one clause */
};

struct ub_audit {
	struct ub_finding *finding;
	size_t n;
	size_t tables;
	size_t cells;   /* looked at: neither keys nor words */
	size_t hidden;  /* cells hidden */
	size_t sums;    /* sums looked at */
	size_t shares;  /* shares looked at */
	size_t exposed; /* counts above 0 and below `small` in tables where
	                 * nothing is hidden, */
	size_t bare;    /* so many tables */
	/* remarks that are no findings, one clause each, to be freed with it */
	char **remark;
	size_t nremark;
};

/*
 * Audit n tables, each by itself and then together, and add to *a what is
 * found (zeroed: nothing yet).  ask[i] is about table i.  Those with margins may
 * have been moved since ub_audited_stream().  UB_EDATA as ub_puzzle_solve().
 */
enum ub_status ub_audit_tables(struct ub_audit *a, struct ub_audited *in,
    size_t n, const struct ub_audit_ask *ask, struct ub_err *e);
/*
 * Can these n per cents, texts as printed, be, of `of`?  ask: are they the parts
 * of one whole, or means?  UB_EUSAGE: one is no such number.
 */
enum ub_status ub_audit_of(struct ub_audit *a, const char *const *percent,
    size_t n, int64_t of, const struct ub_audit_ask *ask, struct ub_err *e);
void ub_audit_free(struct ub_audit *a);

/* Add a finding; place, row and column are copied, text is taken over. */
void ub_audit_find(struct ub_audit *a, enum ub_finding_kind kind, size_t table,
    const char *place, const char *row, const char *column, char *text);
/* The whole of it, to be freed: what is cut may end within a letter. */
char *ub_audit_text(const char *fmt, va_list ap)
    __attribute__((format(printf, 1, 0)));
void ub_audit_remark(struct ub_audit *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

const char *ub_finding_name(enum ub_finding_kind kind);

#endif
