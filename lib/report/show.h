/*
 * show.h - a table, or records, in aligned columns for people at a terminal.
 *
 * Widths are measured on the first UB_SHOW_MEASURE rows; the rest streams
 * through, so that memory does not grow with the input.  A text is cut to its
 * column's width ("…"); a number never is.
 */
#ifndef UB_SHOW_H
#define UB_SHOW_H

#include "../stream/reader.h"
#include "../stream/writer.h"

enum {
	UB_SHOW_MEASURE = 1000, /* rows, or fewer when their texts fill 8 MiB */
	UB_SHOW_TEXT_MAX = 60   /* terminal columns of a text */
};

/* What is shown for a missing value of a measure. */
enum ub_show_missing {
	UB_SHOW_BY_KIND, /* signs in tables, codes in records */
	UB_SHOW_SIGNS,   /* as in a workbook; see symbol.h */
	UB_SHOW_CODES    /* the reason as the stream has it, ".x" */
};

struct ub_show {
	size_t width;        /* terminal columns; 0: no limit */
	uint64_t head;       /* rows shown; the others are counted */
	bool all;            /* bases and other companions too */
	bool bars;           /* a bar beside each share */
	bool records;        /* columns of type id are shown */
	bool comma;          /* a decimal comma */
	const char *collate; /* order of a table's rows, or NULL: as they are;
	                      * all of them are held in memory then */
	enum ub_show_missing missing;
};

/*
 * Show the table r stands at, to its end (ub_reader_meta() is then complete).
 * UB_EUSAGE for a column of type id without o->records, before anything was
 * written; else what the reader and the writer give.  No byte of data that
 * could steer a terminal is written.
 */
enum ub_status ub_show_table(struct ub_reader *r, const struct ub_show *o,
    struct ub_writer *w, struct ub_err *e);

#endif
