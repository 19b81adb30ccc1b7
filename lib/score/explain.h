/*
 * explain.h - one record of a scoring, for the one who has to answer for it:
 * what was answered, what it was reckoned to, and by which rule.
 */
#ifndef UB_EXPLAIN_H
#define UB_EXPLAIN_H

#include "score.h"

/*
 * Append the account of record number (from 1) of r to b, in the language of s
 * (ub_score_set()).  UB_EDATA where there are fewer records; as
 * ub_score_next() otherwise.  s is good for nothing else after it.
 */
enum ub_status ub_score_explain(struct ub_score *s, struct ub_reader *r,
    uint64_t number, struct ub_buf *b, struct ub_err *e);

#endif
