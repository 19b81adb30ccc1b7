/*
 * auditpart.h - what the parts of the audit share: the tables at hand, and how
 * a finding is told.
 */
#ifndef UB_AUDITPART_H
#define UB_AUDITPART_H

#include "audit.h"
#include "feasible.h"

struct ub_auditing {
	struct ub_audit *a;
	struct ub_audited *in;
	size_t n;
	size_t at;                      /* the table looked at */
	const struct ub_audited *t;     /* the same */
	const struct ub_audit_ask *ask; /* what is asked of it */
	bool *told;   /* of each cell of each table, one after another: a
	             * finding tells of it already; NULL: not kept */
	size_t *base; /* where those of a table begin */
};

/* A finding about a row and column of the table looked at, or UB_NOCOL; text is
 * taken over. */
void ub_auditing_find(struct ub_auditing *u, enum ub_finding_kind kind,
    size_t row, size_t col, struct ub_buf *text);

/* auditcheck.c: what is shown, by itself. */
void ub_auditing_sums(struct ub_auditing *u);
void ub_auditing_shares(struct ub_auditing *u);
void ub_auditing_percents(struct ub_auditing *u);
/* audithide.c: what is hidden, in all tables. */
enum ub_status ub_auditing_hidden(struct ub_auditing *u, struct ub_err *e);

#endif
