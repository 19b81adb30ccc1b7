/*
 * writer.h - a stream out: legend first and flushed, then records, then the
 * rest of the labels, the accounts and the end.
 *
 * Failures stick: after the first, every call returns the same UB_EIO, so a
 * loop may check where it likes.  Output is collected in blocks of 256 KiB.
 */
#ifndef UB_WRITER_H
#define UB_WRITER_H

#include "../base/err.h"
#include "legend.h"
#include "meta.h"

struct ub_writer {
	int fd;
	const char *name; /* for messages: "stdout" */
	char *buf;        /* owned */
	size_t len;
	uint64_t nrec;     /* records written to this table or stream */
	size_t nlabel;     /* labels of the meta written so far */
	size_t nextracted; /* the same of its days */
	bool is_table;
	uint64_t rows_seed, rows; /* of a table: see ub_rows_sum() */
	struct ub_buf line;       /* the beginning of one of its lines */
	bool failed;
	struct ub_err err;
};

/* fd -1: everything is counted, nothing written. */
void ub_writer_init(struct ub_writer *w, int fd, const char *name);

/* Write the legend line and flush it. */
enum ub_status ub_writer_legend(
    struct ub_writer *w, const struct ub_legend *l, struct ub_err *e);
/* "#table\tNAME\tkey=value...\n" from meta->table and meta->attr. */
enum ub_status ub_writer_table(
    struct ub_writer *w, const struct ub_meta *m, struct ub_err *e);
/* Labels and days of extraction of m that were not written yet; cheap when
 * there are none. */
enum ub_status ub_writer_labels(
    struct ub_writer *w, const struct ub_meta *m, struct ub_err *e);
/* Whole records, nrec of them, LF included. */
enum ub_status ub_writer_records(struct ub_writer *w, const char *p, size_t len,
    uint64_t nrec, struct ub_err *e);
/* Bytes that are part of a record; the caller adds 1 to w->nrec per record. */
static inline void ub_writer_add(struct ub_writer *w, const char *p, size_t n);

/*
 * Where `in` was masked, its step says which records it read and wrote: read=
 * and rows=, before ub_step_end().  A public report follows them.
 */
void ub_writer_account(
    struct ub_writer *w, const struct ub_meta *in, struct ub_buf *step);
/* What the records of the table written so far sum up to. */
uint64_t ub_writer_rows(struct ub_writer *w);

/*
 * The end of a stream: the labels not yet written, the steps of m, the line
 * `step` (as ub_step_end made it; NULL: none) and, when whole is true,
 * "#end\tRECORDS\tSTEPS\n".  Flushes.  After it the writer is ready for
 * another table.
 */
enum ub_status ub_writer_end(struct ub_writer *w, const struct ub_meta *m,
    const struct ub_buf *step, bool whole, struct ub_err *e);
/* Flush what is left and free the buffer; does not close fd (a command
 * closes standard output with ub_close_stdout of cli.h). */
enum ub_status ub_writer_close(struct ub_writer *w, struct ub_err *e);

/* --- inline ----------------------------------------------------------- */

enum { UB_WRITER_BUF = 256 * 1024 };
void ub_writer_spill(struct ub_writer *w, const char *p, size_t n);

static inline void
ub_writer_add(struct ub_writer *w, const char *p, size_t n)
{
	if (n > UB_WRITER_BUF - w->len) {
		ub_writer_spill(w, p, n);
		return;
	}
	memcpy(w->buf + w->len, p, n);
	w->len += n;
}

#endif
