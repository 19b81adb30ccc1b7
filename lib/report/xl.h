/*
 * xl.h - what we use of libxlsxwriter, with what it lacks: it counts what it
 * writes, silences the library's own messages, and keeps its first failure, so
 * that a caller may write many cells and ask once.
 *
 * Cells of a sheet come row by row and from column 0 on, each once.  The same
 * calls give the same bytes.
 */
#ifndef UB_XL_H
#define UB_XL_H

#include "chart.h"
#include "sheet.h"
#include "verify.h"

struct ub_xl; /* opaque: a workbook */

struct lxw_worksheet;
struct ub_xl_rows;

/* A sheet being written; placed by the caller, nothing to free. */
struct ub_xl_page {
	struct lxw_worksheet *ws;
	size_t index;            /* from 0, among the sheets */
	uint32_t row;            /* the next, from 0; the caller moves it */
	struct ub_xl_rows *rows; /* where its cells go; NULL: they are kept */
};

enum ub_xl_look {
	UB_XL_TITLE,
	UB_XL_WARNING,
	UB_XL_HEADING,
	UB_XL_LINE,
	UB_XL_WRAPPED,
	UB_XL_LINK,
	UB_XL_HEAD,       /* of a column */
	UB_XL_HEAD_RIGHT, /* of a column of numbers */
	UB_XL_TEXT,
	UB_XL_NUMBER,
	UB_XL_KEY, /* a number that names its row: a year */
	UB_XL_DATE,
	UB_XL_SIGN
};

/* Where in its row a text stands: at the top it is close to the line above. */
enum ub_xl_high { UB_XL_TOP, UB_XL_MIDDLE, UB_XL_BOTTOM };

struct ub_xl_style {
	enum ub_xl_look look;
	int digits; /* decimals of a number; below 0: as many as it has */
	bool group; /* its thousands apart */
	bool bold;
	uint8_t high; /* where in its row: enum ub_xl_high */
	uint8_t tone; /* enum ub_tone */
};

/* What the document says of itself. */
struct ub_xl_properties {
	const char *title, *author; /* not empty */
	const char *organisation;   /* these may be NULL */
	const char *status;         /* what it may be used for */
	int32_t created;            /* day since 1970-01-01, above 0 */
};

/* path, borrowed, is written over by ub_xl_close(). */
struct ub_xl *ub_xl_new(const char *path, const struct ub_xl_properties *doc);
void ub_xl_free(struct ub_xl *x); /* NULL is fine; writes nothing */

/*
 * UB_OK, or the first failure: UB_EDATA for more rows or columns than Excel
 * takes, else UB_EIO.  ub_xl_close() writes the file and says the same.
 */
enum ub_status ub_xl_status(const struct ub_xl *x, struct ub_err *e);
enum ub_status ub_xl_close(struct ub_xl *x, struct ub_err *e);
/* What ub_verify() must find; lives as long as x. */
const struct ub_expect *ub_xl_expect(const struct ub_xl *x);

/* A sheet on A4 that stands, whose pages are numbered in print. */
void ub_xl_page(struct ub_xl *x, struct ub_xl_page *p, const char *name);
/* Let its paper lie. */
void ub_xl_lie(struct ub_xl *x, struct ub_xl_page *p);
/* Print it one page wide, and all of it on one, whatever that makes of its
 * letters; Excel then takes no notice of ub_xl_breaks(). */
void ub_xl_fit(struct ub_xl *x, struct ub_xl_page *p, bool one);
/* Print it so many per cent of its size. */
void ub_xl_scale(struct ub_xl *x, struct ub_xl_page *p, unsigned percent);
/* Of every row for which no height is said. */
void ub_xl_row_height(struct ub_xl *x, struct ub_xl_page *p, double points);
/* Begin a new page in print before each of these rows, the last followed by
 * 0; once for a sheet. */
void ub_xl_breaks(struct ub_xl *x, struct ub_xl_page *p, const uint32_t *row);
void ub_xl_width(struct ub_xl *x, struct ub_xl_page *p, size_t col, size_t w);
/* Of the next row, before its first cell. */
void ub_xl_height(struct ub_xl *x, struct ub_xl_page *p, double points);
/* Keep the rows above this one, and the first column, in sight. */
void ub_xl_freeze(struct ub_xl *x, struct ub_xl_page *p, uint32_t row);
/* Print that row at the head of every page, and so many columns at its left. */
void ub_xl_repeat(
    struct ub_xl *x, struct ub_xl_page *p, uint32_t row, size_t ncol);
/* Print one more area, by its first and last cells, on pages of its own: the
 * sheet's areas one after the other.  name is that of the sheet. */
struct ub_xl_area {
	uint32_t row, last_row;
	size_t col, last_col;
};
void ub_xl_print(struct ub_xl *x, struct ub_xl_page *p, const char *name,
    const struct ub_xl_area *area);
/* The areas of all sheets, which the library has no room for: elements for
 * xl/workbook.xml; "" when there are none.  Lives as long as x. */
const char *ub_xl_areas(struct ub_xl *x);

/* From the next row to the last of the sheet: rows leave the memory as they
 * come, packed at this level (pack.h).  The rows before them have one cell in
 * each of the columns.  UB_EIO. */
enum ub_status ub_xl_stream(
    struct ub_xl *x, struct ub_xl_page *p, int level, struct ub_err *e);

/* Cells of the next row.  A text is never anything else than text. */
void ub_xl_text(struct ub_xl *x, struct ub_xl_page *p, size_t col,
    const char *text, struct ub_xl_style s);
/* A decimal text of at most UB_SHEET_DIGITS digits. */
void ub_xl_number(struct ub_xl *x, struct ub_xl_page *p, size_t col,
    const char *number, struct ub_xl_style s);
/* False when Excel's calendar does not know the day: nothing was written. */
bool ub_xl_date(struct ub_xl *x, struct ub_xl_page *p, size_t col, int32_t day,
    struct ub_xl_style s);
/* In column 0: text that leads to the first cell of a sheet. */
void ub_xl_link(
    struct ub_xl *x, struct ub_xl_page *p, const char *sheet, const char *text);

/* The same to a page of the web. */
void ub_xl_web_link(
    struct ub_xl *x, struct ub_xl_page *p, const char *url, const char *text);

/* Mark up s, whose headings were written on row head and its nrow rows (at
 * least one) below, as a table. */
void ub_xl_table(struct ub_xl *x, struct ub_xl_page *p,
    const struct ub_sheet *s, uint32_t head, uint32_t nrow);
struct ub_xl_style ub_xl_head_style(const struct ub_sheet_col *col);
/* Draw c of that table with its corner on the next row; moves past it.  On
 * paper it is so many pixels wide: larger where the sheet is printed smaller, at
 * percent of its size. */
void ub_xl_chart(struct ub_xl *x, struct ub_xl_page *p,
    const struct ub_sheet *s, const struct ub_chart *c, uint32_t head,
    unsigned wide, unsigned percent);
/* Points that it takes on paper; and would the names of its groups be turned,
 * did that stand, and not if it lay? */
double ub_xl_chart_points(const struct ub_chart *c);
bool ub_xl_chart_wide(const struct ub_chart *c, const struct ub_sheet *s);

#endif
