/*
 * workbook.h - sheets into an .xlsx file.
 *
 * The first sheet is "Om statistiken"; the others follow in the order in
 * which they come.  The file is written by ub_book_close() and is not to be
 * believed before ub_verify() has read it.  The same calls give the same
 * bytes.
 */
#ifndef UB_WORKBOOK_H
#define UB_WORKBOOK_H

#include "about.h"
#include "chart.h"
#include "sheet.h"
#include "verify.h"

struct ub_book; /* opaque */

struct ub_book_opt {
	const struct ub_words *words;      /* of the document */
	const char *title, *author;        /* of the document; not empty */
	const char *organisation, *status; /* NULL for none */
	int32_t created;                   /* day since 1970-01-01, above 0 */
	int level;                         /* of packing rows: pack.h */
};

/* Rows that a sheet has room for. */
enum { UB_BOOK_ROWS = 1048576 };

/* path is written over at the close. */
struct ub_book *ub_book_new(const char *path, const struct ub_book_opt *o);
void ub_book_free(struct ub_book *b); /* NULL is fine; writes nothing */

/*
 * These return UB_EDATA for more rows or columns than Excel takes, and
 * UB_EIO when the library fails.
 */

/* A sheet with a table of at least one row, and nchart charts below it. */
enum ub_status ub_book_table(struct ub_book *b, const struct ub_sheet *s,
    const struct ub_chart *chart, size_t nchart, struct ub_err *e);
/*
 * A sheet of any length in little memory: begin it, append rows first .. last-1
 * of s, of which there must be room, at least once, and end it; then another
 * may begin.  holds: the line that says what it holds.  signs: what the signs
 * mean stands above the rows, and s->reasons at the end says it.
 */
enum ub_status ub_book_rows_begin(struct ub_book *b, const struct ub_sheet *s,
    const char *holds, bool signs, struct ub_err *e);
size_t ub_book_room(const struct ub_book *b);
enum ub_status ub_book_rows(struct ub_book *b, const struct ub_sheet *s,
    size_t first, size_t last, struct ub_err *e);
enum ub_status ub_book_rows_end(
    struct ub_book *b, const struct ub_sheet *s, struct ub_err *e);
/* The first sheet; after the others, once. */
enum ub_status ub_book_about(struct ub_book *b, const char *title,
    const struct ub_about_text *text, struct ub_err *e);
/* Another sheet of text, which is called what its title is. */
enum ub_status ub_book_text(struct ub_book *b, const char *title,
    const struct ub_about_text *text, struct ub_err *e);

/* Write the file. */
enum ub_status ub_book_close(struct ub_book *b, struct ub_err *e);
/* What is printed of sheets, for ub_language_set(); lives as long as b. */
const char *ub_book_areas(const struct ub_book *b);
/* What ub_verify() must find; lives as long as b. */
const struct ub_expect *ub_book_expect(const struct ub_book *b);

#endif
