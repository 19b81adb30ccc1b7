/*
 * mask.h - tables made fit to be published: rules, further hiding, proof,
 * rounding; ubat-mask(1).
 */
#ifndef UB_MASK_H
#define UB_MASK_H

#include "../stream/writer.h"
#include "noise.h"
#include "rules.h"

struct ub_mask {
	struct ub_weave weave;
	struct ub_rules rules;
	struct ub_noise noise; /* instead of hiding; kind 0: none */
	int digits; /* of means, and of shares as per cent; -1: the table's */
	struct ub_tallies n;
	bool exact;                 /* nothing cheaper could be hidden */
	uint64_t secondary, values; /* units; values hidden by their kind */
};

/*
 * Protect the tables that ub_weave_read() took in, and prove it: the movements
 * hold by arithmetic, and the tables as they will be written pass the audit.  UB_EDATA, UB_EUSAGE as the parts say; nothing is then to
 * be written.
 */
enum ub_status ub_mask_run(struct ub_mask *m, struct ub_err *e);
/* The last step of it: do all tables, as they would be written now, pass
 * ub_audit_tables() together, and beside those that are published?  UB_EDATA
 * with the table and what is found. */
enum ub_status ub_mask_check(struct ub_mask *m, struct ub_err *e);
/* Write table i, with the step that tells of the rules.  Old tables are not
 * written. */
enum ub_status ub_mask_write(
    struct ub_mask *m, size_t i, struct ub_writer *w, struct ub_err *e);
void ub_mask_free(struct ub_mask *m);

/* With more hidden fields than these in all, sums are not solved a second time:
 * the movements are their proof. */
enum { UB_AUDIT_MAX = 20000 };

/* Decimals of a per cent beyond which a share tells its numbers. */
enum { UB_SHARE_DIGITS_MAX = 1 };

#endif
