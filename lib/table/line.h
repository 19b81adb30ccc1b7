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
	size_t key;
};

/* Of key number key (g->nkey: the one across). */
void ub_lines_make(struct ub_lines *ls, const struct ub_grid *g, size_t key);
void ub_lines_free(struct ub_lines *ls);

/* The value of the key at a spot. */
struct ub_slice ub_lines_value(const struct ub_lines *ls, struct ub_spot s);
/* Does spot i of a line, 0 < i < nvalue, come one period after the one before
 * it? */
bool ub_lines_next(
    const struct ub_lines *ls, const struct ub_line *line, size_t i);

#endif
