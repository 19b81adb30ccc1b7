/*
 * omvarld.h - what others have found, as the action plan cites it: surveys, a
 * study of young people at Maria clinics, and statistics of authorities.
 */
#ifndef UB_OMVARLD_H
#define UB_OMVARLD_H

#include "synth.h"

/* Fill file[0 .. 3]. */
void ub_synth_omvarld(struct ub_synth_file *file);

#endif
