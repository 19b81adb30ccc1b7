/*
 * rest.h - what is left over: "uppgift saknas" and "övriga" are what is in none
 * of the other groups of a key, and so the same in two tables only where these
 * are the same, too.
 */
#ifndef UB_REST_H
#define UB_REST_H

#include "weave.h"

/*
 * After ub_weave_name(): cells of new tables that have one name, but are left
 * over of different groups, and show different numbers, are different cells.
 * Where the numbers are the same they stay one, for they can be: to hide both
 * is the safe side.  A cell of an old table is that which is left over of the
 * same groups, else that of the first table.
 */
void ub_weave_rests(struct ub_weave *v);
/* What groups a key has, in whatever order, as a number. */
uint64_t ub_rest_groups(const struct ub_published *t, size_t key);

#endif
