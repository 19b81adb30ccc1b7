/*
 * plan.h - what was asked of a join, resolved against the two legends.
 */
#ifndef UB_PLAN_H
#define UB_PLAN_H

#include "join.h"

/* As written on the command line; NULL where an option was not given. */
struct ub_join_ask {
	enum ub_join_kind kind;
	const char *keys;    /* "a,b=c": left a is right a, left b right c; NULL
	                      * only with within */
	const char *columns; /* "x,new=y" of the right; NULL: all but keys */
	const char *prefix;  /* before the names of the right's columns */
	const char *asof;    /* "left >= right", names of date columns */
	const char *within;  /* "from <= right <= to", the same */
	const char *limit;   /* "90d" or "18m": furthest apart in time */
	const char *where, *barrier; /* expressions over the right side */
	bool many, pick_last, once;
	bool sorted; /* both sides are in the order of the key */
};

/*
 * Open the right side: a stream, or "@list", a code list as a stream of its
 * columns (code, then text), without accounts.
 */
enum ub_status ub_join_open_right(struct ub_reader **rp, const char *operand,
    const struct ub_limits *lim, struct ub_err *e);

/* Zeroed is empty; end with ub_join_plan_free(). */
struct ub_join_plan {
	struct ub_join_spec spec; /* its arrays belong to the plan */
	struct ub_legend legend;  /* of what comes out */
	struct ub_scope scope;    /* of where and barrier; its meta is the
	                           * caller's to set before */
	size_t *lkey, *rkey, *take;
};

/* UB_EUSAGE for whatever does not fit; the plan is then to be freed too.
 * The right legend must outlive the plan. */
enum ub_status ub_join_plan_make(struct ub_join_plan *p,
    const struct ub_join_ask *ask, const struct ub_legend *left,
    const struct ub_legend *right, struct ub_err *e);
void ub_join_plan_free(struct ub_join_plan *p);

/* Append to a step how the sides were matched; expressions as
 * ub_expr_tell() has them. */
void ub_join_plan_tell(const struct ub_join_plan *p,
    const struct ub_join_ask *ask, struct ub_buf *step);

/* What the right side's columns are called goes along under their names in
 * what comes out: from the labels of the right side to those of the left.
 * UB_EDATA: the left side calls them something else. */
enum ub_status ub_join_plan_labels(const struct ub_join_plan *p,
    struct ub_meta *left, const struct ub_meta *right, struct ub_err *e);

#endif
