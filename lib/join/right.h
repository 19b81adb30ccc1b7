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
	uint64_t hash;
	uint64_t at; /* of its bytes in keys */
	uint32_t len;
	uint32_t first, n; /* its records, once sorted */
};

/* A place in the hash table: the half of the hash that does not choose the
 * place, so that most wrong keys are never looked at. */
struct ub_right_slot {
	uint32_t tag;
	uint32_t key; /* number + 1; 0 is free */
};

struct ub_right {
	struct ub_right_rec *rec; /* by key, then day, then order */
	size_t nrec;
	struct ub_right_key *key;
	size_t nkey;
	struct ub_right_slot *slot;
	size_t nslot; /* a power of two */
	struct ub_buf keys, text;
	uint64_t nread, left_out;
};

/*
 * The key fields of a record as bytes: the field itself, or the fields with
 * TABs between, appended to scratch, which has room.  False when one is
 * missing.
 */
bool ub_join_key(const struct ub_batch *b, size_t rec, const size_t *col,
    size_t n, struct ub_buf *scratch, struct ub_slice *key);

/*
 * Count a right record and fill in r but for its key and order.  *wanted:
 * --where or --barrier holds, and its date is there where one is needed.
 */
enum ub_status ub_right_take(struct ub_right *right,
    const struct ub_join_spec *spec, const struct ub_batch *b, size_t rec,
    struct ub_right_rec *r, bool *wanted, struct ub_err *e);
/* Add it under its key, r->key.  UB_EDATA: the key came before, and may not. */
enum ub_status ub_right_put(struct ub_right *right,
    const struct ub_join_spec *spec, const struct ub_batch *b, size_t rec,
    struct ub_right_rec *r, struct ub_err *e);
/* After the last: by key, day and order; find the first of each key. */
void ub_right_sort(struct ub_right *right);

static inline struct ub_right_slot *
ub_right_place(const struct ub_right *right, uint64_t hash)
{
	return &right->slot[(size_t)hash & (right->nslot - 1)];
}

/* The key of those bytes with that hash, or NULL. */
struct ub_right_key *ub_right_find(
    const struct ub_right *right, struct ub_slice key, uint64_t hash);

#endif
