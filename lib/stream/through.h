/*
 * through.h - the records of a stream through another program and back, the
 * legend, labels and accounts kept by us: how ubat-body and ubat-sort hand
 * over to the Unix tools.
 */
#ifndef UB_THROUGH_H
#define UB_THROUGH_H

#include "reader.h"
#include "writer.h"

struct ub_through {
	char *const *argv; /* the program, searched in PATH, and its arguments;
	                    * ended by NULL */
	/*
	 * What is written to the program for a batch, instead of its records
	 * as they stand (NULL).  Appends to out; called from another thread.
	 */
	void (*dress)(void *arg, const struct ub_batch *b, struct ub_buf *out);
	void *arg;
	size_t extra; /* fields that dress put before each record: taken off
	               * again */
	const struct ub_limits *lim;
	bool (*good)(void *arg, int status); /* exit statuses that are good */
	bool same_count; /* as many records must come back as were sent */
};

/*
 * Run it: reads `in` to its end, writes legend, #table, labels and records to
 * w.  *sent and *got are the records both ways; got < sent is fine unless
 * same_count.  The caller writes the end.
 * UB_EUSAGE: the program cannot be started, nothing was written.  UB_EDATA:
 * it ended badly, wrote more records than it read, or lines that are no
 * records of this legend.
 */
enum ub_status ub_through(struct ub_reader *in, struct ub_writer *w,
    const struct ub_through *t, uint64_t *sent, uint64_t *got,
    struct ub_err *e);

#endif
