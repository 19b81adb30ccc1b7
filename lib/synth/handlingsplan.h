/*
 * handlingsplan.h - extracts behind the follow-up that SKL's action plan of
 * 2018 asks for, and the figures of LVM that it prints.
 */
#ifndef UB_HANDLINGSPLAN_H
#define UB_HANDLINGSPLAN_H

#include "synth.h"

void ub_synth_handlingsplan(struct ub_synth_file *file);

#endif
