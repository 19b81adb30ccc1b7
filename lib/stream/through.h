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
	const char *prog;  /* in the step: "ubat-sort" */
	char *const *argv; /* the program, searched in PATH, and its arguments;
	                     * ended by NULL */
	/*
	 * What is written to the program for a batch, instead of its records
	 * as they stand (NULL).  Appends to out; called from another thread.
	 */
	void (*dress)(void *arg, const struct ub_batch *b, struct ub_buf *out);
	/* what else its step says, after the counts; or NULL */
	void (*tell)(void *arg, struct ub_buf *step);
	void *arg;    /* of both */
	size_t extra; /* fields that dress put before each record: taken off
	               * again */
	const struct ub_limits *lim;
	const bool *ok;  /* by exit status, 0 to 255: is it good? */
	bool same_count; /* as many records must come back as were sent */
};

/*
 * Run it: reads `in` to its end and writes the whole stream to w, with a step
 * by prog, and an end unless `in` is cut.  Fewer records may come back than
 * were sent, unless same_count; the step then counts them as removed, and
 * names the command.
 * UB_EUSAGE: the program cannot be started, nothing was written.  UB_EDATA:
 * it ended badly, wrote more records than it read, or lines that are no
 * records of this legend.
 */
enum ub_status ub_through(struct ub_reader *in, struct ub_writer *w,
    const struct ub_through *t, struct ub_err *e);

#endif
