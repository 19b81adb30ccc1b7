/*
 * fastcheck.h - one column of a group of records: private to fast.c and the
 * files that check a kind of column (fastcheck.c, fastnum.c, fastperson.c,
 * fastrun.c).
 */
#ifndef UB_FASTCHECK_H
#define UB_FASTCHECK_H

#include "fast.h"

/* What is done about a column. */
enum ub_fast_kind {
	UB_FAST_ANY,   /* field.c reads each field, and writes in our place */
	UB_FAST_PLAIN, /* text: at most required, or in a list */
	UB_FAST_SMALL, /* int of at most two digits */
	UB_FAST_INT,   /* int of at most eight digits */
	UB_FAST_DEC,
	UB_FAST_ISO, /* date that stays as it is */
	UB_FAST_FORM,
	UB_FAST_BOOL,
	UB_FAST_PERSON /* a pseudonym, and nothing else asked for */
};

enum { UB_FAST_TEXT = 32 };

/* A column that is read. */
struct ub_fast_column {
	const struct ub_source_column *c;
	enum ub_fast_kind kind;
	size_t at;   /* its place in the extract */
	bool last;   /* of the line: a CR may stand before its end */
	uint64_t lo; /* SMALL: the value; INT, ISO: see fastnum.h */
	uint64_t hi;
	uint64_t *small; /* SMALL: one bit for each text of two bytes that is
	                  * good, see check_small() */
	bool shared;     /* small belongs to the column before */
	/* SMALL: columns checked with this one, itself counted; 1: only this
	 * one, 0: it is checked with one before it */
	size_t run;
	/* the fields to write, where they may differ from what was read: by
	 * record of either lane; NULL: they do not */
	struct ub_slice *edit;
	char *text; /* DEC, FORM, PERSON: UB_FAST_TEXT bytes for each of edit */
	struct ub_buf any[2]; /* ANY: where field.c writes, by lane */
};

/*
 * Records with as many fields each, one after another.  Those in quotes are
 * not in the same lane as the others: see fastlay.h.
 */
struct ub_fast_lane {
	const char *base;
	const uint32_t *sep; /* of the first field of the first record */
	size_t nin;
	size_t n;
	char delim;
	unsigned number;             /* 0 or 1 */
	uint8_t slow[UB_FAST_GROUP]; /* not to be written by fast.c */
	uint8_t done[UB_FAST_GROUP]; /* the field was mapped: no type */
};

/* The field that ends at sep[0]; last: a CR before its end is not its own. */
static inline struct ub_slice
ub_fast_field(const char *base, const uint32_t *sep, bool last)
{
	uint32_t from = sep[-1] + 1, to = sep[0];
	struct ub_slice f;

	/* an empty last field has its delimiter before it, no CR */
	if (last && base[to - 1] == '\r')
		to--;
	f.s = base + from;
	f.len = to - from;
	return f;
}

/* The edits of a lane: its records count from 0. */
static inline struct ub_slice *
ub_fast_edits(const struct ub_fast_column *c, const struct ub_fast_lane *l)
{
	return c->edit + l->number * UB_FAST_GROUP;
}

static inline char *
ub_fast_texts(const struct ub_fast_column *c, const struct ub_fast_lane *l)
{
	return c->text + l->number * UB_FAST_GROUP * UB_FAST_TEXT;
}

/* Ready f, of which c, at and last are set; before is the column before it, or
 * NULL.  End with ub_fast_column_clear(). */
void ub_fast_column_init(
    struct ub_fast_column *f, struct ub_fast_column *before);
void ub_fast_column_clear(struct ub_fast_column *f);

/* May next, which f->run counts then, be checked with f? */
bool ub_fast_column_joins(
    const struct ub_fast_column *f, const struct ub_fast_column *next);

/* Columns of kind UB_FAST_PERSON. */
void ub_fast_check_person(
    const struct ub_fast_column *c, struct ub_fast_lane *l);

/* Set slow of each record that is not plainly good in column c, or in those
 * that are checked with it. */
void ub_fast_column_check(
    struct ub_fast_column *c, struct ub_fast_lane *l, enum ub_simd level);

#endif
