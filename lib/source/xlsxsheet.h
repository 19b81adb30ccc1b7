/*
 * xlsxsheet.h - the XML of a worksheet as rows of CSV, in memory that does not
 * grow with them; ubat-import(1), WORKBOOKS.
 *
 * Source: ECMA-376-1, 18.3.  Rows and cells must come in order, as the programs
 * that make workbooks write them.
 */
#ifndef UB_XLSXSHEET_H
#define UB_XLSXSHEET_H

#include "../base/xml.h"
#include "rows.h"
#include "xlsxstyle.h"

enum { UB_XLSX_ROWS = 1048576, UB_XLSX_COLUMNS = 16384 };

/* The strings that cells point at, one after another. */
struct ub_xlsx_strings {
	struct ub_buf text;
	uint32_t *end; /* of each, in text */
	size_t n;
};

/* What a cell needs of the workbook around it. */
struct ub_xlsx_context {
	struct ub_xlsx_strings strings;
	struct ub_xlsx_style *style; /* by the number in a cell */
	size_t nstyle;
	bool date1904;
};

/* Rows and columns from 1, both ends included. */
struct ub_xlsx_range {
	uint32_t row, col, to_row, to_col;
};

struct ub_xlsx_sheet; /* opaque */

/*
 * Rows go to r->text as they are complete.  range[0..n) are the merged ones, in
 * any order; they, cx and r are the caller's and stay.
 */
struct ub_xlsx_sheet *ub_xlsx_sheet_new(struct ub_rows *r,
    const struct ub_xlsx_context *cx, struct ub_xlsx_range *range, size_t n);
void ub_xlsx_sheet_free(struct ub_xlsx_sheet *s); /* NULL is fine */

/* The reader to feed.  It pauses after a row when rows should be handed out. */
struct ub_xml *ub_xlsx_sheet_xml(struct ub_xlsx_sheet *s);
/* The row that was read last, from 1; 0: none. */
uint32_t ub_xlsx_sheet_row(const struct ub_xlsx_sheet *s);
/* Was the end of its rows seen? */
bool ub_xlsx_sheet_whole(const struct ub_xlsx_sheet *s);

/* "B2" or "A1:B2"; false when it is neither, or not on the sheet. */
bool ub_xlsx_range_parse(const char *s, struct ub_xlsx_range *range);
/* Write it to UB_ROWS_RANGE bytes. */
void ub_xlsx_range_print(char *dst, const struct ub_xlsx_range *range);
/* The text of XML with its _x000D_ read; in place. */
void ub_xlsx_unescape(struct ub_buf *b, size_t from);

#endif
