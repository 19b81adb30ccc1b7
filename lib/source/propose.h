/*
 * propose.h - a draft of a description, from what an extract holds; the work of
 * ubat-import --propose.
 */
#ifndef UB_PROPOSE_H
#define UB_PROPOSE_H

#include "../base/buf.h"
#include "../base/err.h"
#include "../stream/reader.h"

struct ub_propose_options {
	char delim;        /* 0: find out */
	const char *sheet; /* of a workbook; NULL: its only one */
	struct ub_limits limits;
};

/*
 * Append to out a description as ubat-source(5) has it, with the evidence for
 * each line of it as comments.  path is read twice, so it must be a file; it is
 * read to its end, in memory that does not grow with it.  No value is in the
 * draft, but for texts that are known to stand for a missing one, and codes that
 * are common and few.  UB_EIO; UB_EUSAGE for what is no file; UB_EDATA for what
 * ends the reading of an extract.
 */
enum ub_status ub_propose(struct ub_buf *out, const char *path,
    const struct ub_propose_options *o, struct ub_err *e);

#endif
