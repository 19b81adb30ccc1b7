/*
 * expand.h - sections of an instrument that are written once and hold for all
 * members of a list.  Private to lib/score.
 *
 *	[list area]
 *	alcohol = Alcohol
 *	alcohol days = d26
 *	[score {area}_days]
 *	label = {area:text}, days
 *	expr = {area:days}
 */
#ifndef UB_EXPAND_H
#define UB_EXPAND_H

#include "instrument.h"

/*
 * Put in place of each section whose name holds {LIST} one for each member, and
 * take the lists out.  UB_EUSAGE with file and line: a list that is empty or
 * not used, a member twice, {LIST:ATTRIBUTE} that a member does not have.
 */
enum ub_status ub_expand(
    struct ub_ini *ini, struct ub_pool *pool, struct ub_err *e);

#endif
