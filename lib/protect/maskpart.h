/*
 * maskpart.h - shared by the parts of mask.h, by nobody else.
 */
#ifndef UB_MASKPART_H
#define UB_MASKPART_H

#include "mask.h"

/* The printed rows of t as they will be written now; end with
 * ub_mask_put_end().  What is hidden as a value is counted in m->values. */
void ub_mask_put(
    struct ub_mask *m, const struct ub_woven *t, struct ub_published *to);
void ub_mask_put_end(struct ub_published *p);

/* Decimals of a share's per cent, as they are rounded.  maskput.c */
int ub_mask_share_digits(const struct ub_mask *m, const struct ub_woven *t);

/*
 * The rates of response, and the names of the groups that are left out for
 * bortfall, are dropped where they tell of a base that is hidden, or exactly
 * what is written inexact: is attribute a written?  And add what is written of
 * a note to b.  maskanswer.c
 */
bool ub_mask_keeps(
    const struct ub_mask *m, const struct ub_woven *t, const struct ub_pair *a);
void ub_mask_note(const struct ub_mask *m, const struct ub_woven *t,
    const char *note, struct ub_buf *b);

/*
 * Add to `to` the steps of `from` that may be told.  Of ubat-agg they keep what
 * is of all records, and of a step that read from several what these were is
 * left out, for they can be the groups of the table: it says how many.  What
 * is changed has a new id, which the steps that read from it name.  maskstep.c
 */
void ub_mask_steps(const struct ub_meta *from, struct ub_meta *to);

#endif
