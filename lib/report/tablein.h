/*
 * tablein.h - from a stream to a sheet.
 */
#ifndef UB_TABLEIN_H
#define UB_TABLEIN_H

#include "../stream/reader.h"
#include "sheet.h"

/*
 * The columns, headings and notes of a sheet, from the legend, the #table
 * line and the labels read so far.  records: every column is shown, there
 * are no keys, and the title is "Poster".  *s is to be freed with
 * ub_sheet_free(), after a failure too: UB_EDATA for a heading or a note
 * with characters no sheet can hold or longer than Excel takes.
 *
 * Headings are the labels; a share's says "procent"; x_n and x_miss that
 * have no label of their own are "X, antal med uppgift" ("X, antal i basen"
 * where shares are of all) and "X, antal utan uppgift".  Equal headings (without
 * regard to case) get the column's name after them.
 */
enum ub_status ub_tablein_columns(struct ub_sheet *s, const struct ub_words *w,
    const struct ub_legend *l, const struct ub_meta *m, bool records,
    struct ub_err *e);

/*
 * Append the rows of a batch.  UB_EDATA with input and line for a text with
 * a control character or of more than 32,767 UTF-16 units.
 */
enum ub_status ub_tablein_rows(struct ub_sheet *s, const struct ub_meta *m,
    const struct ub_batch *b, struct ub_err *e);

/* Decimals that the table declares for shares, means and statistics. */
int ub_table_digits(const struct ub_meta *m);
/* The same of a measure that stands in a row, "matt" of ubat-table --turn: those
 * of what a test gives are its own.  *p: it is a p-value. */
int ub_turned_digits(const struct ub_meta *m, const char *measure, bool *p);

/* After the last row: leave out the columns that are not shown, settle the
 * decimals of dec columns and the widths, these by the first so many rows. */
void ub_tablein_finish(struct ub_sheet *s, size_t sample);
/* Settle the widths of all columns. */
void ub_tablein_widths(struct ub_sheet *s, size_t sample);

/* What a caller does on the way. */
struct ub_tablein_calls {
	const struct ub_words *words; /* of the sheet and what it shows */
	/* Change what the table says of itself before columns are made;
	 * NULL: nothing. */
	void (*begin)(void *arg, struct ub_meta *m);
	/* Change the columns before rows are made by them; NULL: nothing. */
	enum ub_status (*settle)(
	    void *arg, struct ub_sheet *s, struct ub_err *e);
	/* Of a table of more than max rows, take those read, the last with b,
	 * and read it to its end; NULL: there is no max. */
	enum ub_status (*rest)(void *arg, struct ub_sheet *s,
	    const struct ub_batch *b, struct ub_err *e);
	size_t max;
	void *arg;
};

/*
 * A whole table from r, from its legend to its end: columns, rows, finish,
 * and what makes it fit to be shown: UB_EUSAGE for a stream without #table
 * or with an id column, UB_EDATA for accounts that do not add up, or a table
 * that is cut when cut_ok is not set; *cut tells.
 */
enum ub_status ub_tablein_read(struct ub_sheet *s, struct ub_reader *r,
    bool cut_ok, bool *cut, const struct ub_tablein_calls *calls,
    struct ub_err *e);

/* UB_EDATA unless the stream just read is whole (or cut_ok: then *cut is
 * set) and its accounts add up. */
enum ub_status ub_tablein_check(
    struct ub_reader *r, bool cut_ok, bool *cut, struct ub_err *e);

#endif
