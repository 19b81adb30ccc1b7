/*
 * missed.h - why records have no value: how many for each reason, beside a
 * measure's x_miss; and how many were not asked, .n, in its cells.
 */
#ifndef UB_MISSED_H
#define UB_MISSED_H

#include "cells.h"
#include "measure.h"

enum { UB_MISSED_KINDS = 27 }; /* not recorded, and .a to .z */

/* Ask the pool for what says so; kinds: for each reason. */
void ub_missed_terms(
    struct ub_pool *p, struct ub_pick *pick, struct ub_measure *m, bool kinds);
void ub_missed_free(struct ub_missed *m); /* NULL is fine */
/* The same of a batch: computed, and into the cells.  UB_EDATA. */
enum ub_status ub_missed_get(
    struct ub_pool *p, struct ub_measure *m, struct ub_err *e);
enum ub_status ub_missed_fold(const struct ub_cells *c, struct ub_measure *m,
    const uint32_t *cell, struct ub_err *e);
enum { UB_MISSED_TEXTS = 3 };
/* Where it keeps the texts of argument d, for their memory. */
struct ub_intern *ub_missed_texts(struct ub_measure *m, int d);
/* What it counts in, for margins. */
struct ub_tally *ub_missed_tally(struct ub_measure *m);

/* After the last record: does a kind, 0 to UB_MISSED_KINDS - 1, occur at all?
 * The end of its column's name, "_miss_saknas", "_miss_x". */
bool ub_missed_occurs(const struct ub_measure *m, int kind);
const char *ub_missed_name(int kind);
/* After ub_tally_sort() of the tally: how many there are of it in a cell. */
uint64_t ub_missed_count(const struct ub_measure *m, uint32_t cell, int kind);

#endif
