/* formcompare.h - what the two files of Öppna jämförelser share. */
#ifndef UB_FORMCOMPARE_H
#define UB_FORMCOMPARE_H

#include "formpart.h"

struct ub_codelist;

enum { UB_COMPARE_LEVELS = 8 };

struct ub_compare_measure {
	char *stem;   /* its name without a year; owned */
	size_t *col;  /* by year: its column in the sheet as it came; owned */
	size_t *base; /* and its base; UB_NOCOL: none */
	bool answers; /* each unit is one, and has answered yes or no */
};

struct ub_comparing {
	const struct ub_form_ask *a;
	size_t level[UB_COMPARE_LEVELS]; /* keys, the lowest first */
	size_t nlevel;                   /* that number is riket */
	struct ub_codelist *units; /* who answers for areas; owned, or NULL */
	size_t key;                /* of rows that is the year, or UB_NOCOL */
	bool riket;  /* and it is riket indeed, not a total of some */
	bool across; /* years stand in columns already */
	char **year; /* in order; "" where there is none; owned */
	size_t nyear;
	struct ub_compare_measure *measure; /* owned */
	size_t nmeasure;
	size_t ranked; /* the measure with a relative position, or UB_NOCOL */
	int64_t low, high, least; /* limits in per cent; least base */
	char *said;               /* to go with the note; owned */
	struct ub_remake m;
};

/* The level of a row of the sheet as it came. */
size_t ub_compare_level(const struct ub_comparing *x, size_t row);
/* The row of the same unit in a year, or UB_NOCOL; its cell, or NULL. */
size_t ub_compare_row(const struct ub_comparing *x, size_t row, size_t year);
const struct ub_cell *ub_compare_cell(
    const struct ub_comparing *x, size_t row, size_t year, size_t col);

/* --- relative position: formposition.c ------------------------------------ */

/* What the description wants ranked.  UB_EUSAGE at its line. */
enum ub_status ub_compare_ranked(struct ub_comparing *x);
/* The word and colour of a row, into a cell of the row being made. */
void ub_compare_position(struct ub_comparing *x, size_t to, size_t row);
/* Append what is to be said of it. */
void ub_compare_say(const struct ub_comparing *x, struct ub_buf *b);

#endif
