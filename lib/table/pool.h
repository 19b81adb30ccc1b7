/*
 * pool.h - what the tables over one stream take from each record, each thing
 * computed once for a batch however many tables use it: the records a
 * condition picks, the codes of keys, the values of arguments.
 *
 * What is the same is found by its source text, under the same condition; a
 * record that is not picked enters nothing, not even the count of divisions
 * by zero.
 */
#ifndef UB_POOL_H
#define UB_POOL_H

#include "key.h"

/* The picked records of a batch. */
struct ub_pick {
	char *src;         /* of the condition; NULL: all; owned */
	struct ub_expr *x; /* owned */
	uint32_t *rec;     /* n numbers of records; owned */
	size_t n;
	uint64_t passed_over, missing; /* it was false, or missing */
	uint64_t zero;                 /* divisions by zero */
	/* private */
	size_t room;
	bool counting; /* rec is 0, 1, 2 ... up to room */
	uint64_t turn;
	enum ub_status st;
	struct ub_err err;
};

enum ub_term_kind { UB_TERM_NUMBER, UB_TERM_TRUTH, UB_TERM_TEXT };

/* An argument, at the picked records; or a key. */
struct ub_term {
	enum ub_term_kind kind;
	struct ub_pick *pick;
	size_t room;
	uint64_t zero; /* divisions by zero */
	/* UB_TERM_NUMBER, in the unit of ub_number_of(): v where why is 0,
	 * wide where it is UB_IS_WIDE, else the reason there is no value, and
	 * v is 0 */
	int64_t *v;
	struct ub_i128 *wide;
	char *why; /* UB_TERM_TEXT too */
	/* UB_TERM_TRUTH: 1 true, 2 missing, 6 missing for a protected value */
	uint8_t *truth;
	/* UB_TERM_TEXT, keys: numbers of texts in val */
	uint32_t *id;
	struct ub_intern *val; /* of whoever asked first for the term, who may
	                        * add to it after the last batch */
	uint32_t nval;         /* texts that records have */
	/* private */
	char *src;
	struct ub_expr *x;  /* of whoever asked first */
	struct ub_key *key; /* the same; NULL: no key */
	size_t col;
	bool column; /* read the field, not the expression */
	enum ub_type in;
	enum ub_kind of;
	uint64_t turn;
	enum ub_status st;
	struct ub_err err;
	/* forerun.c alone */
	bool begun;
	uint32_t *next; /* ids of the batch that was begun; owned */
	size_t next_room;
};
enum { UB_IS_WIDE = 1 };

struct ub_pool; /* opaque */

/* The legend must outlive the pool; meta says the day of extraction. */
struct ub_pool *ub_pool_new(
    const struct ub_legend *l, const struct ub_meta *meta);
void ub_pool_free(struct ub_pool *p); /* NULL is fine */
/* No other thread is at the keys any more: before what they are of is freed. */
void ub_pool_stop(struct ub_pool *p);
const struct ub_scope *ub_pool_scope(const struct ub_pool *p);
/* Does the input have a table's types, so that each reason counts? */
bool ub_pool_by_record(const struct ub_pool *p);

/* The records for which where is true; NULL: all.  UB_EUSAGE. */
enum ub_status ub_pool_pick(struct ub_pool *p, const char *where,
    struct ub_pick **pick, struct ub_err *e);
/* The codes of a key that was parsed from src; k must outlive the pool. */
struct ub_term *ub_pool_key(
    struct ub_pool *p, struct ub_pick *pick, const char *src, struct ub_key *k);
/*
 * An argument, by what it is (want: kind, col, in and of, src, x and column);
 * x must outlive the pool.  val: where texts are kept if nobody asked for
 * them before; alone: for this one only.
 */
struct ub_term *ub_pool_term(struct ub_pool *p, struct ub_pick *pick,
    const struct ub_term *want, struct ub_intern *val, bool alone);

/*
 * Another batch.  What is asked of it below is computed then, and what was asked
 * of the one before stays until it is.  m: where the input is a table, its rows
 * of totals are picked by nobody, and counted.  True when another thread has
 * begun with the codes of keys: until these are asked for something else may be
 * done.
 */
bool ub_pool_batch(
    struct ub_pool *p, const struct ub_meta *m, const struct ub_batch *b);
/* Records of all batches, and of them: totals. */
uint64_t ub_pool_records(const struct ub_pool *p);
uint64_t ub_pool_totals(const struct ub_pool *p);

/* Compute it for this batch, unless it is there.  UB_EDATA for a field that is
 * not of its type, or an overflow; then not all is computed. */
enum ub_status ub_pool_picked(
    struct ub_pool *p, struct ub_pick *pick, struct ub_err *e);
enum ub_status ub_pool_get(
    struct ub_pool *p, struct ub_term *t, struct ub_err *e);

#endif
