/*
 * vita.h - the extracts from which the follow-up of a contract (Linköping,
 * VITA) follows.
 */
#ifndef UB_VITA_H
#define UB_VITA_H

#include "synth.h"

void ub_synth_vita(struct ub_synth_file *file);

#endif
