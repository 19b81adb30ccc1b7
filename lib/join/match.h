/*
 * match.h - what a left record finds among the right records of its key, and
 * what is written for it; private to lib/join.
 */
#ifndef UB_MATCH_H
#define UB_MATCH_H

#include "right.h"

/* What one left record found: records first .. first + n - 1. */
struct ub_found {
	uint32_t first, n;
};

struct ub_match {
	struct ub_right *right;
	const struct ub_join_spec *spec;
	const struct ub_meta *meta; /* of the left side */
	struct ub_writer *w;
	struct ub_join_count *n;
	struct ub_buf blank; /* what an unmatched record gets */
};

/* Clears *n. */
void ub_match_begin(struct ub_match *j, struct ub_right *right,
    const struct ub_join_spec *spec, const struct ub_meta *meta,
    struct ub_writer *w, struct ub_join_count *n);
/*
 * Find and write for record rec of b; k has its key, or is NULL where no right
 * record has; has_key is false when a part of the key is missing.  The caller
 * counts n->in.  UB_EDATA for a date that is none, and for an open spell where
 * the left side does not say one day of extraction.
 */
enum ub_status ub_match_record(struct ub_match *j, const struct ub_batch *b,
    size_t rec, bool has_key, const struct ub_right_key *k, struct ub_err *e);
/* How many records of right were taken. */
uint64_t ub_match_used(const struct ub_right *right);
/* Fill in what is left of the counts, and free. */
void ub_match_end(
    struct ub_match *j, uint64_t right_in, uint64_t left_out, uint64_t used);

#endif
