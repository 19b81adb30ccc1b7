/*
 * verksamhet.h - ASI interviews of 1,300 clients in nine kommuner, for the
 * standard report on one of them.
 */
#ifndef UB_VERKSAMHET_H
#define UB_VERKSAMHET_H

#include "synth.h"

void ub_synth_verksamhet(struct ub_synth_file *file);

#endif
