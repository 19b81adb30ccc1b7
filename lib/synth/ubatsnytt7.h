/*
 * ubatsnytt7.h - the extracts from which the tables of Ubåtsnytt 7 follow:
 * every count that its text prints, and where it prints none (the three
 * figures) counts that keep what it says about them.
 */
#ifndef UB_UBATSNYTT7_H
#define UB_UBATSNYTT7_H

#include "plan.h"
#include "synth.h"

void ub_synth_ubatsnytt7(struct ub_synth_file *file);

/* One row per interview: those at Grund, and those at Uppföljning. */
void ub_synth_asi(
    struct ub_plan *p, struct ub_buf *grund, struct ub_buf *follow_up);

#endif
