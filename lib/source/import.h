/*
 * import.h - extracts in, one stream of ubat(5) out: the work of
 * ubat-import(1).
 */
#ifndef UB_IMPORT_H
#define UB_IMPORT_H

#include "../stream/reader.h"
#include "../stream/writer.h"
#include "progress.h"
#include "rejects.h"
#include "source.h"

/*
 * Rule number rule of the source, for a record whose fields are canonical and
 * in the order of the source's columns, those that are not written too.  Of
 * each record the rules are asked for in their order, from 0.  A call, since
 * expressions stand above this layer.
 */
enum ub_truth { UB_FALSE, UB_TRUE, UB_NOT_KNOWN };

struct ub_import_options {
	struct ub_source *source; /* NULL: every column is text; the
	                           * caller's */
	char delim;               /* 0: as the source says */
	const char *sheet;        /* of a workbook; NULL: as the source says */
	const char *rejects;      /* file for rejected records, or NULL */
	const char *redacted;     /* file for why they were, without them */
	const char *corrects;     /* why the records were rejected that come
	                       * corrected now, or NULL */
	uint64_t max_rejects;     /* records, or per cent of them */
	bool per_cent;
	uint64_t dropped_persons; /* columns left out for want of a key */
	enum ub_truth (*judge)(   /* where the source has rules */
	    void *arg, size_t rule, const struct ub_slice *field);
	void *judge_arg;
	struct ub_limits limits;
	struct ub_progress_want progress;
};

/* "17" or "2%"; false for what is neither. */
bool ub_import_max_rejects(struct ub_import_options *o, const char *text);
/*
 * Without a key (path NULL) no person enters the stream: columns of persons are
 * taken out of o->source.  With one, *key, which is the caller's, names them
 * otherwise.  UB_EUSAGE when a key is not to be used or nothing is left
 * without it, and as ub_pseudonym_open().
 */
enum ub_status ub_import_persons(struct ub_import_options *o, const char *path,
    struct ub_pseudonym **key, struct ub_err *e);

/*
 * Nothing that is read may be replaced by the files of rejects: the n extracts
 * (0: standard input), the description and the key (NULL: none), and
 * o->corrects.  UB_EUSAGE when one would be; before anything is read.
 */
enum ub_status ub_import_apart(const struct ub_import_options *o,
    const char *source, const char *key, const char *const *extract, size_t n,
    struct ub_err *e);

struct ub_import; /* opaque */

/* The writer is initialised and stays the caller's.  UB_EIO when a file for
 * rejects cannot be made, or that of corrects cannot be read, or UB_EDATA. */
enum ub_status ub_import_new(struct ub_import **ip,
    const struct ub_import_options *o, struct ub_writer *w, struct ub_err *e);
void ub_import_free(struct ub_import *im); /* NULL is fine */

/* One extract more; path must live as long as the import.  After a failure the
 * import can only be freed. */
enum ub_status ub_import_file(
    struct ub_import *im, const char *path, struct ub_err *e);

/*
 * After the last: the account, #end and the file of rejects.  When more
 * records were rejected than allowed, or more came in than o->corrects says
 * were rejected, UB_EDATA: the file of rejects is there, #end is not.
 */
enum ub_status ub_import_end(struct ub_import *im, struct ub_err *e);

/* Finding number i (from 0) as a message, what was decided first; false after
 * the last. */
bool ub_import_finding(const struct ub_import *im, size_t i, struct ub_err *e);

#endif
