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

#endif
