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

enum ub_truth { UB_FALSE, UB_TRUE, UB_NOT_KNOWN };

/* The rules of a source: calls, since expressions stand above this layer. */
struct ub_judge {
	/*
	 * truth[k * n + r] is what rule k says of record r of n, at most
	 * UB_JUDGE_MOST, with enum ub_truth.  Field r * nuse + i is that of
	 * its column use[i], as it is in the stream.
	 */
	void (*ask)(
	    void *arg, const struct ub_slice *field, size_t n, uint8_t *truth);
	void *arg;
	/* the columns of the source that rules look at, in its order */
	const size_t *use;
	size_t nuse;
};
enum { UB_JUDGE_MOST = 128 };

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
	struct ub_judge judge;    /* where the source has rules */
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
