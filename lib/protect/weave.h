/*
 * weave.h - tables into one web: cells that are the same in several tables
 * are one, and every sum that any of them states is an equation.
 *
 * A cell is named by its measure and by what its keys are held at; keys that
 * are .t name nothing.  A key that follows from another (a lan from its
 * kommun) is left out of the name, so that the row of a kommun under its lan
 * and the row of the kommun under all lan are one cell.
 */
#ifndef UB_WEAVE_H
#define UB_WEAVE_H

#include "../table/intern.h"
#include "figure.h"
#include "web.h"

/* One table.  Zeroed is empty. */
struct ub_woven {
	struct ub_published t; /* all owned, the legend and meta too */
	struct ub_legend legend;
	struct ub_meta meta;
	struct ub_figures f;
	size_t printed;     /* rows that are printed: the first ones */
	struct ub_buf text; /* of the others, the totals it could have */
	bool old;           /* of before: published, */
	bool behind;        /* or what such a one was made from, that no
	                     * reader has */
	bool no_empty;      /* no row is without a record: who sees a row knows
	                * that it has one */
	bool *below;        /* of each column: does any value go below 0? */
	uint32_t *value;    /* variable of each cell of t; UB_NONE */
	uint32_t *cell;     /* row * npart + part: which cell in all tables */
	uint32_t *over;     /* row: which cell all values across are */
	uint32_t *all;      /* the same: variable of its number of records */
	uint32_t *unit;     /* (row * npart + part) * nfigure + figure */
};

/* Numbers for names. */
struct ub_names {
	struct ub_intern name;
	uint32_t *no; /* of each name: what it stands for */
};

struct ub_weave {
	struct ub_web web;
	struct ub_woven *table;
	size_t n;
	/* what hiding costs: cells counts cells, else the sum of records */
	bool cost_sum;
	double total_cost; /* a total counts so many times per key */
	/* below this, and not 0, what was left out of a table is a need */
	double least;
	struct ub_names cells, units, vars, sums;
	uint32_t unknown; /* figures of old tables that were hidden */
};

enum ub_woven_as {
	UB_WOVEN_NEW,   /* to be protected */
	UB_WOVEN_OUT,   /* published before */
	UB_WOVEN_BEHIND /* what was published was made from it */
};

/* Before a file of tables of before is read: a workbook, or what else was made
 * of them, does not do.  UB_EDATA, UB_EIO.  made.c */
enum ub_status ub_woven_made(
    const char *path, enum ub_woven_as as, struct ub_err *e);

/*
 * Read the tables of r to its end and take them in.  UB_EUSAGE: a record
 * stream, persons' pseudonyms, columns that are not as ubat-agg(1) writes them;
 * what is out counts persons, or what is behind it does not.  UB_EDATA: no
 * whole stream, a figure that is missing or (unless it is out) protected
 * already.
 */
enum ub_status ub_weave_read(struct ub_weave *v, struct ub_reader *r,
    enum ub_woven_as as, const struct ub_figure_ask *ask, struct ub_err *e);

/*
 * Name the cells and make the web of all tables but those of another time.
 * UB_EDATA: parts that do not add up, two tables that disagree about a cell, a
 * total that is missing.
 */
enum ub_status ub_weave_sums(struct ub_weave *v, struct ub_err *e);
void ub_weave_free(struct ub_weave *v);

/* The variable of a figure's number in a cell of the tables that are not old,
 * UB_NONE: they have none; letter: k numerator, n base, m missing, s sum. */
uint32_t ub_weave_find(
    struct ub_weave *v, uint32_t cell, const struct ub_figure *f, char letter);

/* --- tell.c -------------------------------------------------------------- */

/* "TABLE: ROW: COLUMN", for messages. */
void ub_weave_place(
    const struct ub_woven *t, size_t row, size_t col, struct ub_buf *b);
/* The same for a variable, by the first place where it stands, or by one that
 * it makes a sum with; false when there is none. */
bool ub_weave_tell(const struct ub_weave *v, uint32_t var, struct ub_buf *b);

/* --- totals.c: the sums of a table --------------------------------------- */

/* Rows and parts of the columns that make up their totals. */
enum ub_status ub_weave_rows(
    struct ub_weave *v, struct ub_woven *t, struct ub_err *e);
/* Within a cell: numerator and rest, base and missing. */
enum ub_status ub_weave_inner(
    struct ub_weave *v, struct ub_woven *t, struct ub_err *e);
/* The variable of what `whole` holds beside `part`. */
uint32_t ub_weave_rest(struct ub_weave *v, uint32_t whole, uint32_t part);

/* --- margins.c ----------------------------------------------------------- */

/*
 * Add the rows of totals that the table could have, where it has none over a
 * key: a reader can add up as well, and another table may print them.  They
 * hold what adds up; other fields are missing.
 */
void ub_woven_margins(struct ub_woven *t);

/* --- place.c ------------------------------------------------------------- */

/* UB_EDATA for a kommun that is in no list, or in another lan than the table
 * says.  What is no code of four digits is not looked at, nor, where no lan
 * stands beside it, what has a label. */
enum ub_status ub_woven_places(const struct ub_woven *t, struct ub_err *e);

/* --- chosen.c ------------------------------------------------------------ */

/* After ubat-agg made it, was the table put in order by a measure, or were its
 * rows chosen by what they have?  Then its order tells what is hidden:
 * UB_EUSAGE. */
enum ub_status ub_woven_chosen(const struct ub_woven *t, struct ub_err *e);

/* --- names.c: which cell a row stands for -------------------------------- */

/* The number of a name; *fresh when it is new, and then it stands for next. */
uint32_t ub_names_add(
    struct ub_names *n, struct ub_slice name, uint32_t next, bool *fresh);
void ub_names_free(struct ub_names *n);
/* Fill the cells of every table: the numbers of their names, and over[]: the
 * same for what a row is of all values across. */
void ub_weave_name(struct ub_weave *v);

/* Key k of a row and part: the keys of the rows, then the one across. */
size_t ub_woven_nkey(const struct ub_woven *t);
struct ub_slice ub_woven_key(
    const struct ub_woven *t, size_t row, size_t part, size_t k);
const char *ub_woven_key_name(const struct ub_woven *t, size_t k);
/* Which one is called so, or UB_NOCOL. */
size_t ub_woven_find_key(const struct ub_woven *t, const char *name);
/* Does key a (of t) tell key b in all tables? */
bool ub_weave_tells(const struct ub_weave *v, const char *a, const char *b);

#endif
