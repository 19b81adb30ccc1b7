/*
 * evidence.h - what the values of one column of an extract fit: each is tried
 * as every type there may be, by the very function that imports it.
 */
#ifndef UB_EVIDENCE_H
#define UB_EVIDENCE_H

#include "field.h"

/* The types that are tried. */
enum ub_guess {
	UB_GUESS_INT,
	UB_GUESS_COMMA, /* dec */
	UB_GUESS_POINT,
	UB_GUESS_COMMA_GROUP, /* with blanks between groups of digits */
	UB_GUESS_POINT_GROUP,
	UB_GUESS_COMMA_POINT, /* with points between groups of digits */
	UB_GUESS_POINT_COMMA, /* with commas */
	UB_GUESS_BOOL,
	UB_GUESS_DATE, /* the first of the forms */
	UB_GUESS_DMY = UB_GUESS_DATE + 2,
	UB_GUESS_MDY,
	UB_GUESS_MIDNIGHT = UB_GUESS_DATE + 8, /* a time, which is no time */
	UB_GUESS_TIME,                         /* the same, and other times */
	UB_GUESS_DATES_END = UB_GUESS_DATE + 12,
	UB_NGUESS = UB_GUESS_DATES_END
};

/* Texts that stand for a missing value in the extracts of many. */
struct ub_missing_word {
	const char *text;
	const char *reason; /* as in [missing] */
};

/* What all columns are tried by; made once. */
struct ub_guesses {
	struct ub_source_column column[UB_NGUESS];
	struct ub_dateform form[UB_NGUESS];
	struct ub_missing_word *word;
	size_t nword;
	struct ub_dict words; /* to their place in word */
	struct ub_codelist **list;
	size_t nlist;
	struct ub_buf scratch;
};

struct ub_distinct {
	uint64_t n;
	uint64_t line; /* of the first */
};

struct ub_evidence {
	uint64_t values; /* that are not empty */
	uint64_t empty;
	uint64_t marked; /* cells that have no value, see cell.h */
	uint64_t marked_line;
	uint64_t blanks;  /* values with blanks around them */
	uint64_t zeros;   /* digits with a zero before them: 0180 */
	uint64_t percent; /* numbers with a per cent sign */
	uint64_t serial;  /* numbers that are days to a workbook */
	uint64_t persons; /* personal numbers, by their check digit */
	uint64_t ten;     /* of them those without century */
	uint64_t shaped;  /* with the form of one, if nothing else */
	uint64_t inside;  /* values with such a number somewhere in them */
	uint64_t fit[UB_NGUESS];
	uint64_t misfit[UB_NGUESS]; /* line of the first that does not, or 0 */
	uint64_t person_misfit;
	/* the first that is no day in any form, or in one of these two alone */
	uint64_t no_day, only_dmy, only_mdy;
	uint64_t *missing; /* per word; NULL: none */
	uint64_t words;    /* all of them */

	/* the different values, as long as they are few and short */
	bool many;
	struct ub_dict dict;
	struct ub_distinct *distinct;
	size_t most;
};

void ub_guesses_init(struct ub_guesses *g);
void ub_guesses_free(struct ub_guesses *g);

/* most: different values to remember. */
void ub_evidence_init(struct ub_evidence *v, size_t most);
void ub_evidence_free(struct ub_evidence *v);
/* A value, unquoted, of the record that begins on that line. */
void ub_evidence_add(struct ub_evidence *v, struct ub_guesses *g,
    struct ub_slice value, uint64_t line);
/* No more values for now: what was put off is counted.  More may come, and
 * another end. */
void ub_evidence_end(struct ub_evidence *v, struct ub_guesses *g);

/* Values of v that are codes of list number i, or with split begin with one and
 * a blank, and the line of the first that is none; after the end, and only where
 * there are not many. */
uint64_t ub_evidence_codes(const struct ub_evidence *v,
    const struct ub_guesses *g, size_t i, bool split, uint64_t *misfit);

#endif
