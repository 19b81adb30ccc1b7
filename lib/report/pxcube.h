/*
 * pxcube.h - the rows of a table as a cube: for each combination of the
 * values of its keys a place, filled or not.  Held in memory.
 */
#ifndef UB_PXCUBE_H
#define UB_PXCUBE_H

#include "../base/err.h"
#include "../stream/type.h"
#include "../table/intern.h"

enum { UB_PXCUBE_MAX = 1 << 24 }; /* cells, filled or not */

/* Zeroed, then ub_pxcube_init(); end with ub_pxcube_free(). */
struct ub_pxcube {
	size_t nkey, nmeasure, nrow;
	struct ub_intern *val; /* of each key, in order of appearance */
	enum ub_type *type;
	uint32_t **order; /* of each key: the values in the cube's order */
	uint32_t *key;    /* nrow * nkey numbers of values */
	size_t nkeys;     /* in key */
	struct ub_buf text;
	size_t *end; /* where each cell ends in text */
	size_t ncell;
	uint32_t *at; /* of each combination: its row + 1, or 0 */
	size_t nplace;
};

void ub_pxcube_init(struct ub_pxcube *c, size_t nkey, size_t nmeasure);
void ub_pxcube_free(struct ub_pxcube *c);

/* A new row: then each of its keys and cells in order.  UB_EDATA when there
 * are too many cells. */
enum ub_status ub_pxcube_row(struct ub_pxcube *c, struct ub_err *e);
void ub_pxcube_key(
    struct ub_pxcube *c, size_t key, struct ub_slice field, enum ub_type t);
void ub_pxcube_cell(struct ub_pxcube *c, struct ub_slice text);

/*
 * After the last row.  The values of each key get their order: numbers by
 * value, all else by bytes, then missing ones, not recorded first, the total
 * last.  UB_EDATA for a table without rows (unless it has no keys), two rows
 * with the same keys, too many cells.
 */
enum ub_status ub_pxcube_finish(struct ub_pxcube *c, struct ub_err *e);
size_t ub_pxcube_values(const struct ub_pxcube *c, size_t key);
struct ub_slice ub_pxcube_value(
    const struct ub_pxcube *c, size_t key, size_t i);
/* The text of a cell of a place (0 .. nplace - 1, the last key changing
 * fastest); empty when no row is there. */
struct ub_slice ub_pxcube_get(
    const struct ub_pxcube *c, size_t place, size_t measure);

#endif
