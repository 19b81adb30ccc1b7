/*
 * export.h - a stream as a file of another tool: csv, tsv, jsonl, sql, px;
 * ubat-export(1).
 *
 * For each table (or the one stream of records): ub_export_begin() once its
 * labels are read, that is after the first ub_reader_batch(); its batches;
 * ub_export_end().  After the last one ub_export_close().
 */
#ifndef UB_EXPORT_H
#define UB_EXPORT_H

#include "../stream/reader.h"

struct ub_export; /* opaque; one per output */

enum ub_export_guard {
	UB_GUARD_DEFAULT, /* quote in what is meant for Excel, else off */
	UB_GUARD_QUOTE,   /* an apostrophe before the text */
	UB_GUARD_REJECT,  /* UB_EDATA */
	UB_GUARD_OFF
};

struct ub_export_ask {
	const char *format;         /* csv, tsv, jsonl, sql, px */
	bool rfc;                   /* csv, tsv: for programs, not for Excel */
	bool labels;                /* csv, tsv: headings are labels */
	bool missing_code;          /* csv, tsv, jsonl: keep the reason */
	bool missing_empty;         /* empty also what labels show as hidden */
	bool records;               /* columns of type id go along */
	enum ub_export_guard guard; /* csv, tsv */
	int percent;      /* shares as per cent with 0..6 decimals; -1: not
	                   * asked for (labels and px then take 1) */
	const char *name; /* sql, px: the table's; NULL: as in the stream */
	/* px alone; NULL, and -1: the default */
	const char *created; /* YYYY-MM-DD; checked by the caller */
	const char *subject; /* CODE:AREA */
	int decimals;        /* 0..6 */
};

/*
 * UB_EUSAGE for a format that is none, or an option that does not go with
 * it.  *ask is borrowed until ub_export_free().
 */
enum ub_status ub_export_new(
    struct ub_export **xp, const struct ub_export_ask *ask, struct ub_err *e);
void ub_export_free(struct ub_export *x); /* NULL is fine */

/* UB_READ_TABLES when the format can hold many tables. */
int ub_export_mode(const struct ub_export *x);
/* Where to write; name, borrowed, is for messages.  fd stays open. */
void ub_export_open(struct ub_export *x, int fd, const char *name);

/*
 * The columns of the reader's table.  UB_EUSAGE for a column of type id, two
 * equal headings, what the format cannot hold.
 */
enum ub_status ub_export_begin(
    struct ub_export *x, struct ub_reader *r, struct ub_err *e);
/* UB_EDATA with input and line; UB_EIO. */
enum ub_status ub_export_batch(
    struct ub_export *x, const struct ub_batch *b, struct ub_err *e);
/* The end of the table: UB_EDATA when it is whole and its accounts do not add
 * up, or for what only shows at the end. */
enum ub_status ub_export_end(struct ub_export *x, struct ub_err *e);
/* Flush.  good is false when not all was there: then no sql is committed. */
enum ub_status ub_export_close(
    struct ub_export *x, bool good, struct ub_err *e);

/* How many cells got an apostrophe; how many of tsv are in quotation marks for a
 * TAB or a line break, which awk(1) does not know of; how many numbers have more digits than
 * the reader of such a file keeps, and what is to be said of these. */
uint64_t ub_export_guarded(const struct ub_export *x);
uint64_t ub_export_tabbed(const struct ub_export *x);
uint64_t ub_export_wide(const struct ub_export *x, const char **clause);

#endif
