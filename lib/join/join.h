/*
 * join.h - columns of another stream by key, nearest in time where asked;
 * ubat-join(1).
 *
 * The right side is held in memory: its keys, the columns that are taken, and
 * the dates.  The left side streams.  Or both are in the order of the key, and
 * both stream: struct ub_merge.
 */
#ifndef UB_JOIN_H
#define UB_JOIN_H

#include "../expr/expr.h"
#include "../stream/reader.h"
#include "../stream/writer.h"

enum ub_join_kind { UB_JOIN_LEFT, UB_JOIN_INNER, UB_JOIN_ANTI, UB_JOIN_SEMI };

/* left.date OP right.date */
enum ub_join_when {
	UB_WHEN_NONE,  /* no --asof */
	UB_WHEN_GE,    /* >=: the last right record on or before */
	UB_WHEN_GT,    /* >: the last one before */
	UB_WHEN_LE,    /* <=: the first one on or after */
	UB_WHEN_LT,    /* <: the first one after */
	UB_WHEN_WITHIN /* --within: all from left.date to left.to, both
	                * included; an empty left.to is the left side's day of
	                * extraction, any other missing one matches nothing */
};

/* What is asked, resolved against both legends; arrays are the caller's. */
struct ub_join_spec {
	enum ub_join_kind kind;
	const size_t *lkey, *rkey; /* nkey columns each; 0 only with
	                            * UB_WHEN_WITHIN: all share one key */
	size_t nkey;
	const size_t *take; /* right columns to add */
	size_t ntake;
	bool many; /* a left record may match several */
	enum ub_join_when when;
	size_t ldate, rdate;  /* columns of type date */
	size_t lto;           /* the same, with UB_WHEN_WITHIN */
	int32_t limit_days;   /* furthest apart; -1: no limit in days */
	int32_t limit_months; /* the same in months (date.h); -1: none */
	bool pick_last; /* of right records with the same date: the last, as
	                 * they came, else the first */
	bool once;      /* a right record is used once */
	struct ub_expr
	    *where; /* on the right: what can be matched; NULL: all */
	struct ub_expr *barrier; /* on the right: what must not lie between the
	                          * two dates, both ends left out; NULL: none */
};

struct ub_join_count {
	uint64_t in, right_in, out;
	uint64_t matched, unmatched; /* left records */
	uint64_t no_key; /* left records with a missing key or date: they are
	                  * among the unmatched */
	uint64_t end_missing; /* --within: left records with a beginning whose
	                       * end is missing for a reason; unmatched too */
	uint64_t right_unmatched; /* right records that nothing matched */
	uint64_t right_left_out;  /* right records that --where left out */
	uint64_t used_up; /* left records whose nearest were used before */
	uint64_t ties;    /* matched left records that had several to pick from,
	                   * on the same day */
	uint64_t barred;  /* left records whose nearest lay behind a barrier */
};

struct ub_right; /* opaque: the right side, ready to be asked */

/*
 * Read r to its end.  UB_EDATA: a key that comes twice where neither many nor
 * --asof is asked (the line of the second), a bad date, more than 2^32 - 2
 * records.
 */
enum ub_status ub_right_load(struct ub_right **rp, struct ub_reader *r,
    const struct ub_join_spec *spec, struct ub_err *e);
void ub_right_free(struct ub_right *right);

/* Read left to its end and write joined records to w; fills *n.  UB_EDATA: a
 * bad date, or, with --within, an empty left.to where the left side does not
 * say one day of extraction. */
enum ub_status ub_join_run(struct ub_right *right, struct ub_reader *left,
    struct ub_writer *w, const struct ub_join_spec *spec,
    struct ub_join_count *n, struct ub_err *e);

struct ub_merge; /* opaque: two sides in the order of their key */

/*
 * The same where both sides come in ascending order of the key, as ubat-sort -k
 * makes it: only the right records of one key are in memory.  spec->nkey is
 * not 0.  ub_merge_open() reads the first right record, ub_merge_run() both
 * sides to their end.  UB_EDATA as above, and for the first record of either
 * side that is out of order, or whose key is no value of its type.  On failure
 * *mp is to be freed too.
 */
enum ub_status ub_merge_open(struct ub_merge **mp, struct ub_reader *right,
    const struct ub_join_spec *spec, struct ub_err *e);
enum ub_status ub_merge_run(struct ub_merge *m, struct ub_reader *left,
    struct ub_writer *w, struct ub_join_count *n, struct ub_err *e);
void ub_merge_free(struct ub_merge *m); /* NULL is fine */

#endif
