/*
 * sodertorn.h - an inventory of services in ten kommuner, for their mapping.
 */
#ifndef UB_SODERTORN_H
#define UB_SODERTORN_H

#include "synth.h"

void ub_synth_sodertorn(struct ub_synth_file *file);

#endif
