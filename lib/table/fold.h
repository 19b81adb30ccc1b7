/*
 * fold.h - the records of a batch into the cells they belong to, one
 * measure at a time.  Nothing is allocated per record.
 */
#ifndef UB_FOLD_H
#define UB_FOLD_H

#include "cells.h"

/* Memory that is used again for every batch.  Zeroed is empty. */
struct ub_fold {
	uint8_t *truth;
	size_t room;
	struct ub_buf text;
	bool by_record; /* the input is a table: look at each reason, so that a
	                 * protected value makes a protected aggregate */
};

/*
 * cell[r] is the cell of record r.  UB_EDATA for a field that is not of its
 * column's type, an overflow, or too many different values.
 */
enum ub_status ub_fold_measure(struct ub_fold *f, struct ub_cells *c,
    struct ub_measure *m, const struct ub_batch *b, const uint32_t *cell,
    struct ub_err *e);
/* The persons of a batch into c->person; adds records without one to *none. */
enum ub_status ub_fold_persons(struct ub_cells *c, const struct ub_legend *l,
    size_t col, const struct ub_batch *b, const uint32_t *cell, uint64_t *none,
    struct ub_err *e);
void ub_fold_free(struct ub_fold *f);

#endif
