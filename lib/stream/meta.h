/*
 * meta.h - what the control lines of one stream or table say: labels, the
 * table's declaration, the accounts; ubat(5), CONTROL LINES and ACCOUNTS.
 */
#ifndef UB_META_H
#define UB_META_H

#include "../base/err.h"
#include "legend.h"

struct ub_label {
	char *col;
	char *value; /* as a field (escaped); NULL: the column's own label */
	char *text;  /* plain, unescaped */
};

/* key=value of a #step or a #table line, in order; value unescaped. */
struct ub_pair {
	char *key;
	char *value;
};

struct ub_step {
	char *line; /* the whole line without LF: what is written again */
	char *id;   /* 8 hexadecimal digits, a hash of what follows it */
	char *tool;
	struct ub_pair *pair; /* from, in, out and what else the tool counts */
	size_t npair;
	uint64_t times; /* how often this very line came (cat a a) */
};

struct ub_meta {
	char *table;          /* name after #table; NULL: a record stream */
	struct ub_pair *attr; /* declarations on the #table line */
	size_t nattr;
	struct ub_label *label;
	size_t nlabel;
	int32_t extracted[2]; /* days the extracts were made: the first two
	                       * that differ (date.h) */
	size_t nextracted;
	struct ub_step *step; /* different lines, in order of first sight */
	size_t nstep;
	/* For the judgement whole or cut: lines seen, and what the #end lines
	 * promise.  nrec is counted by the reader. */
	uint64_t nlegend, nend, nrec, end_rec, nstep_line, end_step;
	uint64_t rows; /* of a table: what its records sum up to as lines, see
	                * ub_rows_sum() */
	/* private */
	struct ub_buf leaves;
	size_t *slot; /* labels by hash: index + 1, 0 is free */
	size_t nslot;
};

void ub_meta_free(struct ub_meta *m);

/* The text of a label: of a column (value NULL), or of a value; or NULL. */
const char *ub_meta_label(
    const struct ub_meta *m, const char *col, const char *value);
/* Add a label.  A repeat is dropped; a different text is UB_EDATA. */
enum ub_status ub_meta_add_label(struct ub_meta *m, const char *col,
    const char *value, const char *text, struct ub_err *e);
/* The extract was made on this day; a repeat is dropped. */
void ub_meta_add_extracted(struct ub_meta *m, int32_t day);
/* Make it a table of this name; add a declaration (key=value). */
void ub_meta_set_table(struct ub_meta *m, const char *name);
void ub_meta_add_attr(struct ub_meta *m, const char *key, const char *value);
/* Value of key in pairs, or NULL. */
const char *ub_pair_get(const struct ub_pair *pair, size_t n, const char *key);
const char *ub_step_get(const struct ub_step *s, const char *key);

/* Is this line (without LF) one of #step, #label, #extracted, #table, #end? */
bool ub_meta_is_control(const char *s, size_t len);
/* Take in one of them (without LF).  UB_EDATA. */
enum ub_status ub_meta_line(
    struct ub_meta *m, const char *s, size_t len, struct ub_err *e);

/*
 * Whole: as many #end as legend lines (at least one), as many records as
 * their first numbers add up to, as many #step lines as their second.
 */
bool ub_meta_whole(const struct ub_meta *m);

/*
 * The ids of the steps whose records these are, comma separated, each as
 * often as its line came less the times other steps read from it: the value
 * of from= in the next step.  "" when there is none.  Valid until the next
 * call.
 */
const char *ub_meta_leaves(struct ub_meta *m);

/*
 * Do the accounts add up?  Each step's id must be the hash of its line, each
 * step's in (and right_in) the sum of out over its from (right_from), every
 * id named must be there, and the last steps' out must be nrec (a stream
 * without steps has nothing to check).  UB_EDATA names the step where records
 * went missing.
 */
enum ub_status ub_meta_check(struct ub_meta *m, struct ub_err *e);

/* Does another step say that it reads from this one? */
bool ub_step_is_read(const struct ub_meta *m, const struct ub_step *s);

/* The steps of a stream whose records went into this one. */
void ub_meta_take_steps(struct ub_meta *m, const struct ub_meta *from);

/* --- making a step --------------------------------------------------- */

/*
 * A step under construction: tool, then pairs in order, then the id.
 *	ub_step_begin(&b, "ubat-filter", ub_meta_leaves(m));
 *	ub_step_uint(&b, "in", in);  ub_step_text(&b, "source", name);
 *	ub_step_end(&b, &line);      appends "#step\tID\t...\n" to line
 * from NULL: no from= is written (import); "" too.
 */
void ub_step_begin(struct ub_buf *b, const char *tool, const char *from);
void ub_step_uint(struct ub_buf *b, const char *key, uint64_t v);
void ub_step_text(struct ub_buf *b, const char *key, const char *value);
void ub_step_end(struct ub_buf *b, struct ub_buf *line);

/* --- the records of a table, as a number ------------------------------- */

/* Was it masked, or made of what was, by ubat-mask(1)? */
bool ub_meta_masked(const struct ub_meta *m);
/*
 * The sum of the hashes of the lines in s[0 .. len), all of them whole, but for
 * those that begin with "#": the same in any order.  seed is of the legend line,
 * without its LF.
 */
uint64_t ub_rows_seed(const char *legend, size_t len);
uint64_t ub_rows_sum(const char *s, size_t len, uint64_t seed);
/* Say a sum in a step: 16 hexadecimal digits. */
void ub_step_rows(struct ub_buf *b, const char *key, uint64_t rows);

#endif
