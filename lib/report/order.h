/*
 * order.h - the rows of a table in the order of words that people expect.
 */
#ifndef UB_ORDER_H
#define UB_ORDER_H

#include "../stream/reader.h"
#include "sheet.h"

struct ub_order; /* opaque */

/* collate: a name for ub_collate_open(), which says what can fail. */
enum ub_status ub_order_new(
    struct ub_order **op, const char *collate, struct ub_err *e);
/*
 * One more row, known by the number at: its key columns decide, from the
 * first.  Texts as they are shown, in the order of words; numbers and dates in
 * their own; what is missing after them, the total last.
 */
void ub_order_add(struct ub_order *o, size_t at, const struct ub_sheet *s,
    const struct ub_meta *m, const struct ub_batch *b, size_t rec);
/* The i-th row's number, after ub_order_sort(); equal ones as they came. */
void ub_order_sort(struct ub_order *o);
size_t ub_order_at(const struct ub_order *o, size_t i);
void ub_order_free(struct ub_order *o); /* NULL is fine */

#endif
