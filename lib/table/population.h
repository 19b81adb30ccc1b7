/*
 * population.h - how many there are of each group that records are drawn from:
 * what the parts that were drawn, and answered, are reckoned by.
 */
#ifndef UB_POPULATION_H
#define UB_POPULATION_H

#include "cells.h"

struct ub_population; /* opaque */

/*
 * Read one: a stream that has the keys of the table as columns, by name, and a
 * number: n, or the last column.  Rows that a table has of totals (.t) are left
 * out; what it has for other columns is added up.  UB_EIO, UB_EDATA; UB_EUSAGE
 * where a column is missing.  *pp is then NULL.
 */
enum ub_status ub_population_load(struct ub_population **pp, const char *path,
    const struct ub_key *key, size_t nkey, struct ub_err *e);
void ub_population_free(struct ub_population *p); /* NULL is fine */

/*
 * That of each of the first n cells of c, margins among them, in an array of
 * room that the caller frees; 0 for those behind.
 * UB_EDATA: a group is not in it, or has more records than it has.
 */
enum ub_status ub_population_of(const struct ub_population *p,
    const struct ub_cells *c, size_t n, size_t room, uint64_t **of,
    struct ub_err *e);

#endif
