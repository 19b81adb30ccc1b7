/* agg-option.h - the options of ubat-agg. */
#ifndef UB_AGG_OPTION_H
#define UB_AGG_OPTION_H

#include "cli.h"
#include "lib/table/states.h"

struct ub_agg_args {
	struct ub_request request; /* with a file of tables: of all of them */
	const char *tables;        /* that file, or NULL */
	struct ub_list file;
	uint64_t mem;        /* a limit in bytes; 0: none */
	bool partial;        /* write states */
	enum ub_partial how; /* of this kind */
	bool how_said;       /* else as the source says */
	bool merge;          /* the files are states */
	bool describes;      /* an option says what the tables are */
};

extern const char ub_agg_synopsis[];
extern const struct ub_option ub_agg_option[];

/* Take all options and operands; what is wrong ends the program. */
void ub_agg_args(struct ub_cli *c, struct ub_agg_args *q);
void ub_agg_args_free(struct ub_agg_args *q);

#endif
