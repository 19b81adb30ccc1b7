/*
 * move.h - one movement of least cost; secondary.h.
 */
#ifndef UB_MOVE_H
#define UB_MOVE_H

#include "near.h"
#include "secondary.h"

/*
 * Find a movement of need m->need, up or down as m->up says, with the n
 * variables `still` unmoved, through hidden variables only or through what
 * could be hidden.  UB_END: there is none.
 */
enum ub_status ub_move_find(struct ub_search *s, const struct ub_web *w,
    const uint32_t *still, size_t n, bool hidden_only, struct ub_move *m,
    struct ub_err *e);

/* Is the variable known to one person, who is not the one that need is of? */
bool ub_move_lone(const struct ub_web *w, uint32_t need, uint32_t var);
void ub_move_free(struct ub_move *m);

#endif
