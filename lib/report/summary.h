/*
 * summary.h - what is in a stream: a row per column with its type, how many
 * values and missing ones, how many different, the least, the middle and the
 * greatest, and the values that are most common.
 *
 * It is for those who may see the records; a value is shown only where enough
 * persons share it all the same, and a value of type id never.
 */
#ifndef UB_SUMMARY_H
#define UB_SUMMARY_H

#include "show.h"

enum {
	UB_SUMMARY_MIN = 4,       /* the default of min */
	UB_SUMMARY_MIN_MAX = 255, /* its greatest */
	UB_SUMMARY_TOP = 3,       /* common values that are listed */
	UB_SUMMARY_MIB = 256      /* of memory for values, in all columns */
};

struct ub_summary {
	uint64_t min;       /* persons that share a shown value */
	bool all;           /* show the others, too */
	const char *person; /* column of persons; NULL: the first of type id,
	                     * or, without one, each record is a person */
	bool comma;         /* decimal comma in numbers */
};

/*
 * Read the stream or table r stands at to its end (ub_reader_meta() is then
 * complete) and write its summary to w, a table called "sammanfattning" with
 * its step and end.  UB_EUSAGE when there is no column ask->person, UB_EDATA
 * for a field that is not of its column's type, and what the reader gives.
 * Nothing is written before all was read.
 *
 * Median of an even number of values: the mean of the two in the middle, of
 * dates, shares, means and statistics the lower one.  It is shown when at
 * least min persons have the values on each side of it, it counted in.
 */
enum ub_status ub_summary_table(struct ub_reader *r,
    const struct ub_summary *ask, struct ub_writer *w, struct ub_err *e);
/* The same, shown: a summary is a table itself. */
enum ub_status ub_summary_show(struct ub_reader *r,
    const struct ub_summary *ask, const struct ub_show *show,
    struct ub_writer *w, struct ub_err *e);

#endif
