/*
 * reader.h - records in, in blocks, as ubat(5) lays them out.
 *
 * A reader takes one or more inputs as one stream, as cat(1) would.  Records
 * come in batches: consecutive lines in one buffer with the positions of all
 * their separators, so that field c of record r is found without a scan and
 * nothing is copied.  Control lines are taken into the struct ub_meta.
 *
 * Lifetimes: what a batch points at is borrowed until the next call of
 * ub_reader_batch().  The legend and the meta live until the next table, or
 * the reader's end.
 */
#ifndef UB_READER_H
#define UB_READER_H

#include "../base/err.h"
#include "legend.h"
#include "meta.h"

struct ub_reader; /* opaque */

/* Limits, each an error that names itself; 0 stands for the default. */
struct ub_limits {
	size_t line;    /* bytes, LF counted; default 16 MiB */
	size_t field;   /* bytes; default 1 MiB */
	size_t columns; /* default 16384 */
};

struct ub_batch {
	const char *base;
	const uint32_t *sep; /* positions in base of the n * ncol separators;
	                      * sep[-1] + 1 is where record 0 begins */
	size_t n;            /* records, at least 1 */
	size_t ncol;
	uint64_t line;     /* physical line of record 0; the rest follow */
	const char *input; /* name of the input, for messages */
};

static inline struct ub_slice
ub_field(const struct ub_batch *b, size_t rec, size_t col)
{
	size_t k = rec * b->ncol + col;
	uint32_t from = b->sep[(ptrdiff_t)k - 1] + 1;
	struct ub_slice f = { b->base + from, b->sep[k] - from };
	return f;
}

/* Records first .. last-1 as they stand, LF of each included. */
static inline struct ub_slice
ub_records(const struct ub_batch *b, size_t first, size_t last)
{
	uint32_t from = b->sep[(ptrdiff_t)(first * b->ncol) - 1] + 1;
	uint32_t to = b->sep[(ptrdiff_t)(last * b->ncol) - 1] + 1;
	struct ub_slice f = { b->base + from, to - from };
	return f;
}

enum {
	UB_READ_RECORDS = 0, /* one legend; a table is taken as records, a
	                      * second table is refused */
	UB_READ_TABLES = 1   /* tables one after another */
};

/*
 * Open the inputs (n = 0: standard input; "-" is it too) and read to the
 * first legend.  lim may be NULL.  On failure *rp is NULL: UB_EIO, or
 * UB_EDATA ("no legend" and what else breaks before it).
 */
enum ub_status ub_reader_open(struct ub_reader **rp, const char *const *path,
    size_t n, int mode, const struct ub_limits *lim, struct ub_err *e);
/* The same for one input that is open as fd, which the reader closes; name is
 * borrowed, for messages. */
enum ub_status ub_reader_open_fd(struct ub_reader **rp, int fd,
    const char *name, int mode, const struct ub_limits *lim, struct ub_err *e);
/*
 * Records alone, as another program wrote them: lines of ncol fields from fd,
 * which the reader closes.  name is borrowed, for messages.  A line that begins
 * with "#" is an error; legend and meta stay empty but for meta's nrec.
 */
void ub_reader_open_body(struct ub_reader **rp, int fd, const char *name,
    size_t ncol, const struct ub_limits *lim);
void ub_reader_free(struct ub_reader *r); /* NULL is fine */
/*
 * From now on a second thread, where there is a processor for it, reads and
 * indexes the next block of a large file while this one is worked on.  What
 * comes is the same.  A pipe has another process at its other end, and is read
 * as before.
 */
void ub_reader_ahead(struct ub_reader *r);

const struct ub_legend *ub_reader_legend(const struct ub_reader *r);
struct ub_meta *ub_reader_meta(struct ub_reader *r);

/*
 * The next batch of the stream, or of this table.  UB_END after the last (the
 * meta is then complete), UB_EIO, UB_EDATA with input and line.  After
 * a failure the reader can only be freed.
 */
enum ub_status ub_reader_batch(
    struct ub_reader *r, struct ub_batch *b, struct ub_err *e);

/*
 * UB_READ_TABLES, after UB_END: move to the next table; its legend and meta
 * replace the former.  UB_END when there is none.
 */
enum ub_status ub_reader_next_table(struct ub_reader *r, struct ub_err *e);

/* For messages about the stream as a whole: the name of the last input. */
const char *ub_reader_input(const struct ub_reader *r);

#endif
