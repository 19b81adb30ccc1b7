/*
 * shape.h - cells as rows and columns: which row a cell stands in, in which
 * part of the columns (one part for each value of the key across), and in what
 * order.
 */
#ifndef UB_SHAPE_H
#define UB_SHAPE_H

#include "cells.h"

/* A part of the columns. */
struct ub_part {
	uint32_t code; /* of the key across; UB_CODE_TOTAL without one too */
	char *suffix;  /* of its columns: "_kommunal"; "" of the total; owned */
};

struct ub_row {
	uint32_t first; /* one of its cells, for the codes of its keys */
	bool total;     /* a key, or more, is .t */
	bool grand;     /* all are */
	uint64_t nrec;
	const uint32_t *cell; /* npart of them, in ub_shape.cell */
};

struct ub_shape {
	const struct ub_cells *c; /* borrowed */
	size_t nby;               /* keys in rows: the first of c->key */
	bool across;              /* the last of c->key is across */
	struct ub_part *part;
	size_t npart;
	size_t nrow;
	uint32_t *cell; /* of the rows, npart each; owned */
	uint32_t empty; /* the cell of what did not occur */
};

/*
 * The columns of a table without a key across: one part.  Zeroes *s first;
 * end with ub_shape_free().
 */
void ub_shape_init(struct ub_shape *s, const struct ub_cells *c, bool across);
/*
 * After all cells are there: the order of the keys' values, the parts, and the
 * rows in order: by each key in turn, missing values after the others, totals
 * last.  total: c has margins.
 */
void ub_shape_fill(struct ub_shape *s, struct ub_cells *c, bool total);
/* Row i of nrow, made of its cells. */
struct ub_row ub_row_of(const struct ub_shape *s, size_t i);
void ub_shape_free(struct ub_shape *s);

#endif
