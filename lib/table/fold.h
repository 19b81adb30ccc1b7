/*
 * fold.h - the picked records of a batch into the cells they belong to, one
 * measure at a time.  Nothing is allocated per record.
 */
#ifndef UB_FOLD_H
#define UB_FOLD_H

#include "cells.h"

/* Ask the pool for the arguments of a measure: m->tx and m->ty. */
void ub_fold_terms(
    struct ub_pool *p, struct ub_pick *pick, struct ub_measure *m);
/*
 * cell[i] is the cell of picked record i; the arguments are computed, and fit
 * where cells are narrow.
 * UB_EDATA for too many different values.
 */
enum ub_status ub_fold_measure(const struct ub_cells *c, struct ub_measure *m,
    const uint32_t *cell, struct ub_err *e);
/* The same for the persons in a column; adds records without one to *none.
 * pair: NULL, or where the pair of each record goes, UINT32_MAX: none. */
struct ub_term *ub_fold_person_term(struct ub_pool *p, struct ub_pick *pick,
    const struct ub_legend *l, size_t col, struct ub_tally *person);
enum ub_status ub_fold_persons(struct ub_tally *person, const struct ub_term *t,
    const uint32_t *cell, uint64_t *none, uint32_t *pair, struct ub_err *e);
/* Then what the records were to m, which has a mark. */
void ub_fold_marks(
    struct ub_tally *person, const struct ub_measure *m, const uint32_t *pair);

#endif
