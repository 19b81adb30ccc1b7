/*
 * xlsxstyle.h - what the number format of a cell says that its number is.
 *
 * Source: ECMA-376-1, 18.8.30 (numFmt): the built-in formats by number, and
 * what the letters of the others stand for.
 */
#ifndef UB_XLSXSTYLE_H
#define UB_XLSXSTYLE_H

#include "cell.h"

enum { UB_XLSX_PATTERN = 32 };

struct ub_xlsx_style {
	enum ub_xlsx_look {
		UB_XLSX_NUMBER,
		UB_XLSX_PERCENT, /* a number, shown a hundred times larger */
		UB_XLSX_DATE,    /* a day, perhaps with a time */
		UB_XLSX_TIME,    /* a time of the day */
		UB_XLSX_ELAPSED, /* a time that may go beyond 24 hours */
		UB_XLSX_ZEROS    /* digits, as many as the format has */
	} look;
	char pattern[UB_XLSX_PATTERN]; /* with ZEROS: 0 and - */
};

/* Format number id, whose code is code; NULL: it is built in. */
struct ub_xlsx_style ub_xlsx_style_of(int64_t id, const char *code);

/*
 * Add a number cell as its style has it: s is the text of its XML, days since
 * 1900 or 1904 where it is a date.  False when it is no number.
 */
bool ub_xlsx_value(struct ub_buf *b, const char *s, size_t len,
    const struct ub_xlsx_style *style, bool date1904,
    const struct ub_cell_form *f);

#endif
