/* mask-option.h - the options of ubat-mask. */
#ifndef UB_MASK_OPTION_H
#define UB_MASK_OPTION_H

#include "cli.h"
#include "lib/protect/mask.h"

extern const char ub_mask_synopsis[];
extern const struct ub_option ub_mask_option[];

/* Names of files, as they were given. */
struct ub_mask_files {
	const char **path;
	size_t n;
};

struct ub_mask_ask {
	struct ub_mask mask; /* its rules, weave and digits are settled */
	struct ub_figure_ask figure;
	struct ub_mask_files published, made_from;
	const char *by, *ptable; /* of its noise; NULL: not said */
	bool list;
};

/* Take all options; what is wrong ends the program. */
void ub_mask_options(struct ub_cli *c, struct ub_mask_ask *a);
void ub_mask_ask_free(struct ub_mask_ask *a);

#endif
