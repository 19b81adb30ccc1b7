/*
 * line.h - the cells of a table along one key: those that are alike but for
 * its value, in the order of the values.  The key may be the one across; what
 * is done along it is done the same way.
 */
#ifndef UB_LINE_H
#define UB_LINE_H

#include "grid.h"

struct ub_spot {
	size_t row, part;
};

struct ub_line {
	size_t first;  /* in ub_lines.spot */
	size_t nvalue; /* spots where the key has a value, in order; */
	size_t n;      /* then those where it is missing */
	bool has_total;
	struct ub_spot total;
};

struct ub_lines {
	struct ub_spot *spot;
	struct ub_line *line;
	size_t n;
	bool numbers; /* the key's values are years: a period is the least */
	int64_t step; /* difference between two of them */
	const struct ub_grid *g;
	size_t key; /* the lowest level, where it is over levels: */
	bool levels;
};

/* Of key number key (g->nkey: the one across). */
void ub_lines_make(struct ub_lines *ls, const struct ub_grid *g, size_t key);
/*
 * Over all levels of a hierarchy that ends in riket: the rows of the lowest
 * level, and of a level above that has none below, are values, the levels
 * between are not, and riket is the total.  False when the table has no such
 * hierarchy; nothing is made then.
 */
bool ub_lines_levels(struct ub_lines *ls, const struct ub_grid *g);
void ub_lines_free(struct ub_lines *ls);

/* The value of the key at a spot. */
struct ub_slice ub_lines_value(const struct ub_lines *ls, struct ub_spot s);
/* Does spot i of a line, 0 < i < nvalue, come one period after the one before
 * it? */
bool ub_lines_next(
    const struct ub_lines *ls, const struct ub_line *line, size_t i);

#endif
