/*
 * right.h - the right side of a join in memory; private to lib/join.
 */
#ifndef UB_RIGHT_H
#define UB_RIGHT_H

#include "join.h"

struct ub_right_rec {
	uint32_t key;   /* which key */
	int32_t day;    /* with --asof */
	uint32_t order; /* as they came */
	uint32_t len;   /* of the taken fields */
	uint64_t at;    /* in text */
	bool match;     /* --where holds */
	bool barrier;   /* --barrier holds */
	bool used;
};

struct ub_right_key {
	uint64_t at; /* of its bytes in keys */
	uint32_t len;
	uint32_t first, n; /* its records, once sorted */
};

struct ub_right {
	struct ub_right_rec *rec; /* by key, then day, then order */
	size_t nrec;
	struct ub_right_key *key;
	size_t nkey;
	uint32_t *slot; /* hash table: key number + 1, 0 is free */
	size_t nslot;   /* a power of two */
	struct ub_buf keys, text;
	uint64_t nread, left_out;
};

/*
 * The key fields of a record as bytes: the field itself, or the fields with
 * TABs between, collected in scratch.  False when one is missing.
 */
bool ub_join_key(const struct ub_batch *b, size_t rec, const size_t *col,
    size_t n, struct ub_buf *scratch, struct ub_slice *key);

/* The key of those bytes, or NULL. */
const struct ub_right_key *ub_right_find(
    const struct ub_right *right, struct ub_slice key);

#endif
