/*
 * oj2019.h - the survey from which the figures of Öppna jämförelser 2019 on
 * närstående follow.
 */
#ifndef UB_OJ2019_H
#define UB_OJ2019_H

#include "synth.h"

void ub_synth_oj2019(struct ub_synth_file *file);

#endif
