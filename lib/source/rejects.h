/*
 * rejects.h - records that break a rule: counted by rule and column, and
 * written as they came to a file that can be corrected and imported again.
 */
#ifndef UB_REJECTS_H
#define UB_REJECTS_H

#include "../base/file.h"
#include "field.h"
#include "why.h"

/* One rule broken in one column (or in the record as such). */
struct ub_finding {
	uint64_t n;        /* records, or values where they are made missing */
	const char *input; /* where it was first; borrowed from the caller */
	uint64_t line;
};

struct ub_rejects {
	struct ub_finding *finding; /* (ncol + 1) * UB_NRULE; the record's
	                             * own rules come first */
	size_t ncol;
	struct ub_out out;
	bool open;             /* there is a file to write */
	bool begun;            /* its heading is written */
	struct ub_buf heading; /* as written */
	struct ub_buf text;    /* not yet written */
	struct ub_buf footer;  /* what comes last */
	struct ub_err err;     /* the first failure; err.code UB_OK: none */
	struct ub_why why;     /* beside it, or alone */
};

/* Records go to path and why to path.why; redacted: why alone, to that file.
 * Both NULL: count only. */
enum ub_status ub_rejects_open(struct ub_rejects *r, const char *path,
    const char *redacted, struct ub_err *e);
/* Would none of these files replace one of the n that are read?  As
 * ub_out_apart(). */
enum ub_status ub_rejects_apart(const char *path, const char *redacted,
    const char *const *input, size_t n, struct ub_err *e);
void ub_rejects_free(struct ub_rejects *r); /* what was not kept is removed */

/* The columns are known: room for their findings. */
void ub_rejects_columns(struct ub_rejects *r, size_t ncol);
/* Count; col is UB_NOCOL for a rule of the record. */
void ub_rejects_count(struct ub_rejects *r, size_t col, enum ub_rule rule,
    const char *input, uint64_t line);
/* The heading lines of an input, in its own bytes, and what stands before them,
 * which may be another for each input: the first one's is kept.  UB_EDATA when
 * there is a file and its headings are other ones (the clause only). */
enum ub_status ub_rejects_heading(struct ub_rejects *r, struct ub_slice before,
    struct ub_slice heading, struct ub_err *e);
/* A record with its line end, in the input's own bytes. */
void ub_rejects_record(struct ub_rejects *r, const char *s, size_t len);
/* The lines below the records of an input, so that those of the file are read
 * as the input was; the last input's are kept. */
void ub_rejects_footer(struct ub_rejects *r, const char *s, size_t len);
/* Write what is left and give the files their names; the rest as for
 * ub_why_end(). */
enum ub_status ub_rejects_keep(struct ub_rejects *r, uint64_t in,
    uint64_t rejected, const struct ub_buf *more, struct ub_err *e);

#endif
