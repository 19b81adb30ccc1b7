/*
 * spell.h - the records of one person, or other key, together and in order:
 * what ubat-score --by looks at.
 *
 * Input comes in the order of ubat-sort -k KEYS,ORDER; the first record out of
 * it is an error with its line.  One group at a time is held in memory.  A
 * record with a missing key belongs to nobody and is a group of its own.
 */
#ifndef UB_SPELL_H
#define UB_SPELL_H

#include "../expr/expr.h"
#include "../stream/reader.h"

enum { UB_SPELL_BYTES_MAX = 256 << 20 }; /* of the records of a group */

/* As written on the command line; NULL where an option was not given. */
struct ub_spell_ask {
	const char *by;    /* "a,b": columns; needed */
	const char *order; /* "start": a column */
	const char *end;   /* the column of ends; "slut", if there is one */
};

struct ub_spell {
	/* The group: a batch of its own, whose record r stood at line[r] of
	 * input[r].  Its line is 1, so that ub_spell_place() can tell. */
	struct ub_batch group;
	/* For the expressions over it: all of the group, and its gaps: days
	 * from the latest end before to this start, .n for the first. */
	struct ub_window window;
	size_t *by; /* nby columns of the input */
	size_t nby;
	size_t order, end; /* columns, or UB_NOCOL */
	uint64_t ngroup;   /* groups so far, those without a key left out */
	uint64_t nokey;    /* records without a key */

	/* private */
	const struct ub_legend *legend;
	const struct ub_meta *meta;
	const char *ask_by, *ask_order;
	struct ub_sortkey *key; /* by and order */
	size_t nkey;
	struct ub_buf was, is; /* keys of two neighbours */
	size_t was_by;         /* bytes of was that are those of by */
	struct ub_batch in;
	size_t at;    /* the next record of in */
	bool started; /* in is filled */
	struct ub_buf text;
	uint32_t *sep;
	const char **input;
	uint64_t *line;
	size_t cap; /* records there is room for */
};

/*
 * Resolve what is asked.  legend and meta are the input's and outlive *s, which
 * is to be ended with ub_spell_free() in any case.  UB_EUSAGE.
 */
enum ub_status ub_spell_init(struct ub_spell *s, const struct ub_legend *legend,
    const struct ub_meta *meta, const struct ub_spell_ask *ask,
    struct ub_err *e);
void ub_spell_free(struct ub_spell *s);

/*
 * Read the next group from r into s->group.  UB_END after the last; UB_EIO;
 * UB_EDATA: a record out of order, a group that is too large, and where
 * window.wants_gap is set a date that is none, or an open end without a day of
 * extraction.
 */
enum ub_status ub_spell_next(
    struct ub_spell *s, struct ub_reader *r, struct ub_err *e);
/* An error that came from evaluating over s->group: say where it stood. */
enum ub_status ub_spell_place(const struct ub_spell *s, struct ub_err *e);

/* The end that records from .. to-1 of the group have together: the latest; open
 * (UB_MISS_EMPTY) if one is open; missing if one is missing otherwise. */
enum ub_status ub_spell_end(const struct ub_spell *s, size_t from, size_t to,
    struct ub_val *end, struct ub_err *e);

#endif
