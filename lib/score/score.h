/*
 * score.h - columns appended to records: own expressions and instruments, in
 * the order given; a later one may use what an earlier one made.
 * ubat-score(1), ubat-instrument(5).
 */
#ifndef UB_SCORE_H
#define UB_SCORE_H

#include "../stream/meta.h"
#include "../stream/reader.h"
#include "../stream/writer.h"
#include "instrument.h"
#include "spell.h"

struct ub_score; /* opaque */

/* "item=column": which column an instrument's item is. */
struct ub_map {
	const char *item, *column;
	bool soft; /* of a form: a column that is not there is no error */
	bool used; /* set when an instrument has the item */
};

/* How instruments are applied; zeroed is the usual way. */
struct ub_score_how {
	const char *prefix; /* of their columns; or NULL */
	bool english;       /* labels, where there are English ones */
	bool comparable;    /* scores of versions also by the oldest */
};

/* legend and meta are the input's and outlive the result. */
struct ub_score *ub_score_new(
    const struct ub_legend *legend, const struct ub_meta *meta);
void ub_score_set(struct ub_score *s, const struct ub_score_how *how);
void ub_score_free(struct ub_score *s); /* NULL is fine */

/*
 * Look at the records of a key together: prev() and its like are there.  Before
 * anything is appended.  episode: a condition, or NULL; while it is true
 * records are joined to those before, and one record is written for all: the
 * keys, the first start, the latest end, n_spells, and what is appended.
 * UB_EUSAGE.
 */
enum ub_status ub_score_by(struct ub_score *s, const struct ub_spell_ask *ask,
    const char *episode, struct ub_err *e);

/*
 * Append the column of "name = expr".  UB_EUSAGE with a caret, also when the
 * name is taken.
 */
enum ub_status ub_score_define(
    struct ub_score *s, const char *src, struct ub_err *e);
/*
 * Append the columns of an instrument, which outlives s.  An item is the
 * column that map says, or the one of its own name.  A score whose optional
 * items are not there is left out.  UB_EUSAGE: an item that is needed, or all
 * of them, are not there or of another type; a name is taken.
 */
enum ub_status ub_score_apply(struct ub_score *s,
    const struct ub_instrument *in, struct ub_map *map, size_t nmap,
    struct ub_err *e);

/*
 * Give a column that was appended a heading, in place of its own; text outlives
 * s.  UB_EUSAGE: there is no such column.
 */
enum ub_status ub_score_label(
    struct ub_score *s, const char *name, const char *text, struct ub_err *e);

/* The legend with the columns appended so far. */
const struct ub_legend *ub_score_legend(const struct ub_score *s);
/* Add the labels of the new columns to m. */
enum ub_status ub_score_labels(
    const struct ub_score *s, struct ub_meta *m, struct ub_err *e);

/*
 * Read the next batch, or group, from r and write its records with their new
 * columns, or its episodes.  UB_END after the last, UB_EDATA, UB_EIO.
 */
enum ub_status ub_score_next(struct ub_score *s, struct ub_reader *r,
    struct ub_writer *w, struct ub_err *e);
/* Write what stands before the first record, and labels that have come since;
 * the caller does so after the last record too. */
enum ub_status ub_score_begin(struct ub_score *s, struct ub_meta *m,
    struct ub_writer *w, struct ub_err *e);
/* m as it goes on: with the labels of what is written.  Borrowed. */
struct ub_meta ub_score_view(const struct ub_score *s, const struct ub_meta *m);

/* Append what was done to a step: definitions, instruments with version and
 * parameters, maps, values refused, divisions by zero. */
/* Is what is hidden in a record hidden in all that is made of it? */
bool ub_score_keeps_hidden(const struct ub_score *s);
void ub_score_account(const struct ub_score *s, struct ub_buf *step);
/* Items with values outside their range: call with i = 0, 1, ... until false.
 * The values count as .r; the column itself is not changed. */
bool ub_score_refused(
    const struct ub_score *s, size_t i, const char **item, uint64_t *n);
/* What else the reader of the result should know, in words appended to b: call
 * with i = 0, 1, ... until false; b may stay empty. */
bool ub_score_remark(const struct ub_score *s, size_t i, struct ub_buf *b);

#endif
