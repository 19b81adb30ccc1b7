/*
 * csv.h - a CSV file cut into records; ubat-import(1), RECORDS.
 *
 * Blocks of consecutive well-formed records come as one buffer and the
 * positions of all separators, so that a field is found without a scan.  A
 * record that is not well-formed comes alone: libcsv says what it is.
 *
 * Lifetimes: what a block points at is borrowed until the next call of
 * ub_csv_next().
 */
#ifndef UB_CSV_H
#define UB_CSV_H

#include "../base/buf.h"
#include "../base/simd.h"
#include "bytes.h"
#include "csvindex.h"
#include "decode.h"
#include "unquote.h"

enum ub_csv_odd {
	UB_CSV_FINE,
	UB_CSV_STRAY, /* a quote inside a field that does not begin with one */
	UB_CSV_AFTER, /* something between a closing quote and the delimiter */
	UB_CSV_CR,    /* a CR outside quotes that no LF follows */
	UB_CSV_ESCAPE /* a backslash before what needs none, see escaped.h */
};

struct ub_csv_block {
	const char *base;    /* UTF-8 as far as the encoding could be kept */
	const uint32_t *sep; /* delimiters and LFs outside quotes; sep[-1] + 1
	                      * is where record 0 begins */
	const uint32_t *end; /* of each record, the index in sep of its LF;
	                      * end[-1] + 1 is that of record 0's first */
	size_t n;            /* records, at least 1; blank lines are records
	                      * of one empty field */
	uint64_t line;       /* physical line where record 0 begins */
	const uint8_t *special; /* per record, see csvindex.h */
	bool multiline;         /* a record may hold an LF */
	bool unsure;            /* it may not be UTF-8 */

	/* a record that came through libcsv (n is 1): */
	bool parsed;
	enum ub_csv_odd odd;
	const struct ub_slice *field; /* unquoted; only when odd is FINE */
	size_t nfield;
};

/* Record r as it stands, its LF included. */
static inline struct ub_slice
ub_csv_record(const struct ub_csv_block *b, size_t r)
{
	const uint32_t *end = b->end + r;
	uint32_t from = b->sep[(ptrdiff_t)(int32_t)end[-1]] + 1;
	uint32_t to = b->sep[end[0]] + 1;
	struct ub_slice s = { b->base + from, to - from };
	return s;
}

struct ub_csv_options {
	char delim;
	enum ub_encoding encoding;
	enum ub_simd level;
	size_t max_line; /* bytes of a record, as UTF-8 */
	size_t block;    /* bytes read at a time; 0: 128 KiB */
	bool arbiter;    /* every record through libcsv (for tests) */
	bool rows;       /* a record is a line, see rows.h; there is no mark */

	/* What the index does not know: every record is then read one by one. */
	char quote;    /* 0: the double quote */
	bool noquote;  /* quotes are text */
	bool escape;   /* by backslash, see escaped.h */
	bool cr;       /* lines end in CR: CR and LF are exchanged in what is
	                * handed out */
	size_t footer; /* the last lines that are not blank are no records */
};

struct ub_csv; /* opaque; one per input */

/* Cut what in gives, which stays the caller's. */
struct ub_csv *ub_csv_new(struct ub_bytes *in, const struct ub_csv_options *o);
void ub_csv_free(struct ub_csv *c); /* NULL is fine */

/*
 * The next block.  UB_END after the last record, UB_EIO, UB_EDATA: a quote
 * that is never closed, a record longer than max_line, with the line where it
 * begins.  After a failure the reader can only be freed.
 */
enum ub_status ub_csv_next(
    struct ub_csv *c, struct ub_csv_block *b, struct ub_err *e);

/*
 * Before ub_csv_next(): the physical line that comes next, its LF included,
 * borrowed until the next call, and past it.  UB_END where there is none.
 */
enum ub_status ub_csv_peek(
    struct ub_csv *c, struct ub_slice *line, struct ub_err *e);
void ub_csv_drop(struct ub_csv *c, struct ub_slice line);
/* CR for LF and LF for CR, as cr does it: there and back. */
void ub_csv_exchange(char *p, size_t len);
/* After UB_END: lines of the footer, the blank ones among them, and all of
 * them as they stand. */
struct ub_slice ub_csv_footer(
    const struct ub_csv *c, uint64_t *lines, uint64_t *blank);

/* Did the input begin with the UTF-8 mark (BOM)?  It is no part of a record.
 * Known after the first block. */
bool ub_csv_bom(const struct ub_csv *c);
/* Physical line of record r of b, which came last. */
uint64_t ub_csv_line(const struct ub_csv_block *b, size_t r);
/* The fields of one record, unquoted, in memory that is used again.  Zeroed is
 * empty; end with ub_csv_fields_free(). */
struct ub_csv_fields {
	struct ub_slice *field;
	size_t cap;
	struct ub_buf text;
};

/* Take record r of b, which must not be odd; return the number of fields. */
size_t ub_csv_fields(
    const struct ub_csv_block *b, size_t r, struct ub_csv_fields *f);
void ub_csv_fields_free(struct ub_csv_fields *f);

#endif
