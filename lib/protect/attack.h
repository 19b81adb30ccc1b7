/*
 * attack.h - the reader's side of a web: what he can work out.
 *
 * He knows every figure that is shown, that all sums hold and that nothing is
 * negative; he can subtract and solve linear programs.
 */
#ifndef UB_ATTACK_H
#define UB_ATTACK_H

#include "../base/err.h"
#include "web.h"

/*
 * The least and the greatest value that variable v can have to him; *high is
 * UB_LP_INF where nothing bounds it.  UB_EDATA: the solver gave up.
 */
enum ub_status ub_attack_bounds(const struct ub_web *w, uint32_t v, double *low,
    double *high, struct ub_err *e);

enum { UB_ATTACK_MAX = 3000, UB_ATTACK_ASKED = 300 };

/*
 * Which hidden figures does he know all the same, to less than 1?  open[v]:
 * variable v is known to move by 1 or more (as input: what is proved already;
 * as output: all that do).  All that is hidden and not open is marked known in
 * the web: to show it tells nobody anything.  Of unknowns that hang together in
 * more than UB_ATTACK_MAX they are looked for all at once, not one by one, while
 * more than UB_ATTACK_ASKED are not open.
 */
enum ub_status ub_attack_known(struct ub_web *w, bool *open, struct ub_err *e);

#endif
