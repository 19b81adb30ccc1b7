/*
 * filter.h - which records of a stream are kept, what of them is written, and
 * where; ubat-filter(1).
 */
#ifndef UB_FILTER_H
#define UB_FILTER_H

#include "../stream/reader.h"
#include "../stream/writer.h"

/* As written on the command line; NULL or false where nothing is asked. */
struct ub_filter_ask {
	const char *prog;        /* in the step */
	const char *expr;        /* NULL: every record passes */
	const char *columns;     /* as in pick.h */
	const char *first;       /* key columns, by commas: of those that pass,
	                       * the first of each key */
	bool headed, sampled;    /* at most one of the two; of what is left */
	uint64_t head;           /* the first so many */
	uint64_t sample, seed;   /* so many, drawn at random */
	const char *split, *dir; /* column and folder, both or none; not with
	                          * sampled */
};

struct ub_filter_said {
	bool compiled; /* the expression holds good */
	bool noted;    /* note is filled: a remark, no failure */
	struct ub_err note;
};

/*
 * Read r to its end and write the whole stream to w; its end only where r is
 * whole.  With split nothing goes to w, and a cut r is UB_EDATA.  UB_EUSAGE:
 * nothing was written.  *said is filled in any case.
 */
enum ub_status ub_filter_run(struct ub_reader *r, struct ub_writer *w,
    const struct ub_filter_ask *ask, struct ub_filter_said *said,
    struct ub_err *e);

#endif
