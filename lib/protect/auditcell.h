/*
 * auditcell.h - what a printed cell says: a number, a sign, or a text.
 */
#ifndef UB_AUDITCELL_H
#define UB_AUDITCELL_H

#include "auditgrid.h"

enum ub_printed_kind {
	UB_PRINTED_BLANK,
	UB_PRINTED_NUMBER,
	UB_PRINTED_SIGN, /* for a value that is not there */
	UB_PRINTED_TEXT
};

struct ub_printed {
	enum ub_printed_kind kind;
	char reason;   /* of a sign: s hidden, q hidden or not to be had, b not
	                 * to be had, e cannot be */
	bool percent;  /* a per cent sign stood behind it */
	int digits;    /* decimals of a number, superfluous zeros too */
	char text[40]; /* the number, canonical */
	size_t len;
};

/*
 * Read a cell.  Blanks, also those that do not break, may stand between groups
 * of three digits; a comma is a decimal sign where the grid says so; a dash is
 * nothing, 0; stars and "[not 1]" behind a number are marks of notes.  hidden:
 * signs by commas that mean that a figure is hidden; NULL: X, and those that may
 * mean it.
 */
struct ub_printed ub_printed_read(const struct ub_pgrid *g,
    const struct ub_pgrid_cell *c, const char *hidden);

#endif
