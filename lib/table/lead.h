/*
 * lead.h - of several tables of the same records by the same keys the first
 * leads: it finds their cells, and what it gathers the others do not gather once
 * more, but take over in the end.
 */
#ifndef UB_LEAD_H
#define UB_LEAD_H

#include "state.h"

/* Before the first batch: who leads whom. */
void ub_lead_find(struct ub_many *m);
/* The cells of a batch that a's lead has found: a->cells has them too.  UB_EDATA
 * past the limit of groups. */
enum ub_status ub_lead_follow(struct ub_agg *a, struct ub_err *e);
/* After the last batch: each table has all that is its own. */
void ub_lead_end(struct ub_many *m);
void ub_lead_free(struct ub_agg *a);

#endif
