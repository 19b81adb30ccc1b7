/* termread.h - the values of an argument at the picked records of a batch,
 * for pool.c.  UB_EDATA where a field is not of its type. */
#ifndef UB_TERMREAD_H
#define UB_TERMREAD_H

#include "pool.h"

enum ub_status ub_term_read_truth(
    struct ub_term *t, const struct ub_batch *b, struct ub_err *e);
/* l names the column in a message. */
enum ub_status ub_term_read_number(struct ub_term *t, const struct ub_legend *l,
    const struct ub_batch *b, struct ub_err *e);
/* text is used again for every record. */
enum ub_status ub_term_read_text(struct ub_term *t, const struct ub_legend *l,
    const struct ub_batch *b, struct ub_buf *text, struct ub_err *e);

#endif
