/* score-option.h - the options of ubat-score. */
#ifndef UB_SCORE_OPTION_H
#define UB_SCORE_OPTION_H

#include "cli.h"
#include "lib/score/ask.h"

extern const char ub_score_synopsis[];
extern const struct ub_option ub_score_option[];

/* Take all options; what is wrong ends the program, and so do those that print
 * something instead. */
void ub_score_options(struct ub_cli *c, struct ub_score_ask *a);

#endif
