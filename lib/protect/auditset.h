/*
 * auditset.h - the tables of one audit, from wherever they come.
 */
#ifndef UB_AUDITSET_H
#define UB_AUDITSET_H

#include "audit.h"

/* One table, all owned. */
struct ub_audit_item {
	struct ub_published t; /* legend and meta are these */
	struct ub_legend legend;
	struct ub_meta meta;
	char *name;                /* what messages call it */
	char *input;               /* the file it is in */
	bool cut;                  /* the stream ended too early */
	bool records;              /* it is no table */
	const char *like_records;  /* printed: why it may be none; a constant */
	struct ub_audited audited; /* after ub_audit_set_ready() */
	struct ub_audit_ask ask;
	size_t *percent, *of; /* of ask */
	/* of a printed table: decimals of each column (audited.h), and where
	 * rows and columns are in the grid (UB_NOCOL: nowhere), of which sheet
	 * of a workbook */
	int *digits;
	size_t *row, *col;
	bool in_book;
	size_t sheet;
};

/* Zeroed is empty; end with ub_audit_set_free(). */
struct ub_audit_set {
	struct ub_audit_item **item;
	size_t n;
};

/* A new item, zeroed, with a name and an input. */
struct ub_audit_item *ub_audit_set_add(
    struct ub_audit_set *s, const char *name, const char *input);
void ub_audit_set_free(struct ub_audit_set *s);

/*
 * Take in all tables of r.  UB_EDATA: a field that is not of its column's type,
 * accounts that do not add up.
 */
enum ub_status ub_audit_set_stream(
    struct ub_audit_set *s, struct ub_reader *r, struct ub_err *e);

/* Find the sums of those that come from streams, and audit them all. */
enum ub_status ub_audit_set_run(
    struct ub_audit_set *s, struct ub_audit *a, struct ub_err *e);

#endif
