/*
 * auditshape.h - a printed table understood: which rows are its heading, which
 * columns keys, counts and per cents, what is the total of what.
 *
 * A printed table says little of that, so it is guessed, and what was guessed
 * is told.  A guess about sums holds only where the figures bear it out.
 */
#ifndef UB_AUDITSHAPE_H
#define UB_AUDITSHAPE_H

#include "auditcell.h"
#include "auditset.h"

/* What the user says of a printed table; lists by commas, NULL: to be guessed. */
struct ub_shape_ask {
	const char *keys;    /* headings of the columns that are keys */
	const char *apart;   /* headings of those that add up to nothing */
	const char *total;   /* words of keys and headings that mean all */
	const char *hidden;  /* signs of hidden figures */
	const char *percent; /* headings of per cents */
	const char *base;    /* heading of their base */
	bool parts;          /* they are parts of a whole */
	double off;          /* by how much counts were rounded */
};

enum ub_shape_role {
	UB_SHAPE_NONE,
	UB_SHAPE_NAME, /* a key */
	UB_SHAPE_NUMBER,
	UB_SHAPE_PERCENT
};

/* One table of a grid.  Columns and rows are those of the grid. */
struct ub_shape {
	const struct ub_pgrid *g;
	const struct ub_shape_ask *ask;
	size_t title;      /* rows before the heading begin here */
	size_t head, data; /* the first row of the heading, and of figures */
	size_t end;        /* behind the last */
	enum ub_shape_role *role; /* of each column */
	char **heading;           /* of each column; owned */
	bool codes; /* ubat-export wrote it, without labels: totals are .t, and
	             * what is hidden is blank */
	bool overlap; /* its notes say that parts overlap */
	/* of the table that is made of it */
	struct ub_audit_item *item;
	size_t *row;        /* of the grid, by rows of the table */
	size_t *section;    /* of each row: how many headings inside the table
	                  * stand above it */
	size_t *col;        /* of the grid, by columns; UB_NOCOL: made up */
	size_t *column;     /* of the table, by columns of the grid */
	size_t column_base; /* column of the table with the base in it */
};

/*
 * Find the tables of a grid and add them to the set, ready to be audited.  name
 * is what messages call them; with several, a number behind it.  What was
 * guessed is added to the remarks of *a.  Returns how many there are.
 * UB_EUSAGE: what ask names is not there.
 */
enum ub_status ub_shape_grid(struct ub_audit_set *set, struct ub_audit *a,
    const struct ub_pgrid *g, const char *name, const char *input,
    const struct ub_shape_ask *ask, size_t *found, struct ub_err *e);

/* auditwords.c: does a text mean all: a word of the list, or with it at its
 * beginning? */
bool ub_shape_means_all(const struct ub_shape *s, struct ub_slice text);
/* Is one of these in it, without regard to case?  NULL ends the list. */
bool ub_shape_says(const char *text, const char *const *word);
/* The same of what stands above the headings, all of its cells together. */
bool ub_shape_title_says(const struct ub_shape *s, const char *const *word);
/* "Uppgift saknas" and "övriga" are what is in none of the other groups: the same
 * only where these are the same, too. */
bool ub_shape_is_rest(struct ub_slice v);
/* A word, or "<5", that stands where a figure would: s, which is hidden, or b,
 * which there is none of; 0: it is no such word. */
char ub_shape_word(struct ub_slice text);
/* Does a heading say that its column counts? */
bool ub_shape_counts(const char *heading);
/* What ubat-agg puts behind the name of a share or mean, or behind its label:
 * numerator, and base. */
extern const char *const ub_shape_numerator[];
extern const char *const ub_shape_base[];
/* Is it the stem and one of these? */
bool ub_shape_follows(
    const char *name, const char *stem, const char *const *tail);
/* The column so called after another, or UB_NOCOL. */
size_t ub_shape_beside(
    const struct ub_legend *l, size_t col, const char *const *tail);
/* Does a column tell how many told of another, or did not? */
bool ub_shape_is_base(const struct ub_legend *l, size_t col);

/* What a row has: figures right of the first column, texts, in all. */
struct ub_shape_row {
	size_t figures, texts, first;
	bool years; /* all its figures could be years */
};

/* auditplace.c: a cell, what it says and as it stands, and a whole row. */
struct ub_printed ub_shape_cell(
    const struct ub_shape *s, size_t row, size_t col);
struct ub_slice ub_shape_text(const struct ub_shape *s, size_t row, size_t col);
struct ub_shape_row ub_shape_row(const struct ub_shape *s, size_t row);
/* Did ubat-export write the grid so? */
bool ub_shape_codes(const struct ub_pgrid *g);
/* The next table from s->title on; false: there is none. */
bool ub_shape_next(struct ub_shape *s);
/* The heading of a column: what stands over it, from group to column. */
void ub_shape_heading(struct ub_shape *s, size_t col);

/* auditcolumn.c: the role of each column. */
void ub_shape_columns(struct ub_shape *s);

/* auditjudge.c: columns that are means become such; why rows are rather records
 * than a table, or NULL. */
void ub_shape_means(struct ub_shape *s);
const char *ub_shape_records(const struct ub_shape *s);
/* What the notes say that two dots are. */
enum ub_shape_dots { UB_DOTS_UNTOLD, UB_DOTS_HIDE, UB_DOTS_OTHER };
enum ub_shape_dots ub_shape_dots(const struct ub_shape *s);
/* Find the counts below 0 of table number `table`. */
void ub_shape_negative(
    const struct ub_shape *s, struct ub_audit *a, size_t table);
/* auditsums.c */
void ub_shape_sums(struct ub_shape *s);
/* auditratio.c */
void ub_shape_ratios(struct ub_shape *s);

#endif
