/*
 * part.h - a scoring in the making: what -e and -i were compiled to.  Private
 * to lib/score.
 */
#ifndef UB_PART_H
#define UB_PART_H

#include "../expr/pick.h"
#include "define.h"
#include "memo.h"
#include "score.h"
#include "spell.h"
#include "zones.h"

/* An item as this stream has it. */
struct ub_score_ref {
	const struct ub_item *item;
	struct ub_expr *x; /* the column, or a name made before */
	size_t var;        /* in the scope of the instrument */
	uint64_t refused;
	size_t col; /* of the input; UB_NOCOL: a name made before */
	bool wide;  /* it has more values than a plan has codes (plan.h) */
};

/* A formula compiled.  Numbers are of the scope of the instrument, but for
 * out. */
struct ub_score_made {
	const struct ub_formula *rule;
	struct ub_expr *x; /* UB_FORMULA_EXPR */
	enum ub_kind kind;
	size_t var;
	size_t out; /* in the scope of the stream; unused when hidden */
	struct ub_absent_rule absent;
	size_t *term; /* what a sum is of, or what must not be missing */
	size_t nterm;
	struct ub_val *had; /* of each term, while it stands for 0 */
	struct ub_zones zones;
	size_t of, sex, age, day; /* of zones; UB_NOID where not asked for */
	struct ub_memo memo;
	uint64_t nozone; /* a sum, but sex or age is unknown or has no zones */
	struct ub_slice seen; /* the version of a record; borrowed */
	bool broken;          /* another one came too */
	bool wide;            /* of more values than a plan has codes */
};

/* One -e or -i.  An instrument sees its items, parameters and rules only, so
 * that its names and the stream's cannot meet. */
struct ub_score_part {
	char *src; /* of a definition; NULL: an instrument */
	struct ub_expr *x;
	size_t out;

	const struct ub_instrument *in;
	struct ub_scope scope;
	struct ub_legend none;
	struct ub_var *var;
	struct ub_val *val;
	size_t nvar;
	struct ub_score_ref *ref;
	size_t nref;
	struct ub_score_made *made;
	size_t nmade;
	size_t *slot;         /* by id: the variable, or UB_NOID */
	struct ub_buf map;    /* "item=column,..." */
	struct ub_plan *plan; /* NULL: not yet, or none */
	uint64_t zerodiv;     /* divisions by zero in plans */
};

/* --by: the values of all records of a group, and texts that live as long. */
struct ub_score_group {
	struct ub_spell spell;
	struct ub_val *val; /* of record r from val[r * nvar] */
	size_t cap;
	struct ub_score_text *text; /* a list of blocks; the last is filled */

	/* --episode; cond is NULL without */
	struct ub_expr *cond;
	struct ub_scope scope;   /* of cond: the columns, and gap */
	struct ub_window window; /* the records of an episode */
	struct ub_pick pick;     /* the columns that are left */
};

struct ub_score {
	struct ub_scope scope; /* the stream's columns, and what was made */
	struct ub_legend legend;
	struct ub_var *var; /* names owned */
	struct ub_val *val;
	const char **label; /* of each, where one was given; or NULL */
	size_t nvar;
	struct ub_score_part **part;
	size_t npart;
	struct ub_buf more;           /* the new fields of a record */
	struct ub_score_group *group; /* NULL: no --by */
	bool begun; /* what stands before the first record is written */
	struct ub_rows *rows; /* many records at once (plan.h); NULL: not yet */
	bool alone;           /* one by one */
	struct ub_score_how how;
};

/* apply.c */
void ub_score_part_free(struct ub_score_part *p);
struct ub_score_part *ub_score_part_add(struct ub_score *s);
/* A new column, known to what comes after. */
enum ub_status ub_score_column(struct ub_score *s, const char *name, size_t len,
    enum ub_kind kind, enum ub_type type, size_t *out, struct ub_err *e);

/* apply.c: one more name in the scope of an instrument. */
size_t ub_score_part_var(struct ub_score_part *p, const char *name,
    enum ub_kind kind, enum ub_type type);
/* apply.c: compile the expression of m, which was compiled before, anew. */
void ub_score_compile(struct ub_score_part *p, struct ub_score_made *m);

/* run.c: the value of an item, to p->val; one outside its range is refused. */
enum ub_status ub_score_item_eval(struct ub_score_part *p,
    struct ub_score_ref *f, const struct ub_batch *b, size_t rec,
    const struct ub_val *val, struct ub_err *e);

/* text.c: texts that live until they are cleared.  The newest block is kept, the
 * largest there was need of. */
struct ub_score_text;
void ub_texts_keep(struct ub_score_text **list, struct ub_slice *t);
void ub_texts_clear(struct ub_score_text *list);
void ub_texts_free(struct ub_score_text *list);

/* rows.c: all records of b, many at once.  UB_END: not these; one by one. */
enum ub_status ub_score_rows(struct ub_score *s, const struct ub_batch *b,
    struct ub_writer *w, size_t *done, struct ub_err *e);
void ub_score_rows_free(struct ub_score *s);

/* made.c: may an expression be run, by its rule for what is missing?  What
 * counts as 0 is 0 until the close, which follows in any case. */
bool ub_score_made_open(struct ub_score_made *m, struct ub_score_part *p);
void ub_score_made_close(struct ub_score_made *m, struct ub_score_part *p);
/* made.c: m, of p, at a record whose items and formulas above m are known. */
enum ub_status ub_score_made_eval(struct ub_score_made *m,
    struct ub_score_part *p, const struct ub_batch *b, size_t rec,
    struct ub_err *e);

/* run.c: part p of record rec, its values to val; the fields of nvar values. */
enum ub_status ub_score_part_eval(struct ub_score_part *p,
    const struct ub_batch *b, size_t rec, struct ub_val *val, struct ub_err *e);
/* An expression as an account may hold it. */
void ub_score_tell(
    struct ub_buf *step, const char *key, const struct ub_expr *x);
void ub_score_print(struct ub_score *s, const struct ub_val *val);

/* group.c: the next group, read from r and written to w; UB_END after the
 * last.  Labels under the names that are left. */
enum ub_status ub_score_group_next(struct ub_score *s, struct ub_reader *r,
    struct ub_writer *w, struct ub_err *e);
enum ub_status ub_score_group_labels(
    struct ub_score *s, const struct ub_meta *m, struct ub_err *e);
void ub_score_group_account(const struct ub_score *s, struct ub_buf *step);
void ub_score_group_free(struct ub_score_group *g);

#endif
