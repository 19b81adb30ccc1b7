/*
 * xlsxbook.h - what a workbook holds beside its sheets: their names, the
 * strings and styles that their cells point at.  Source: ECMA-376, parts 1
 * and 2.
 */
#ifndef UB_XLSXBOOK_H
#define UB_XLSXBOOK_H

#include "../base/package.h"
#include "xlsxsheet.h"

/* Limits of what is kept in memory, beside those of the file format. */
enum {
	UB_XLSX_STRINGS = 512 * 1024 * 1024, /* bytes of different texts */
	UB_XLSX_SMALL = 64 * 1024 * 1024     /* bytes of any other such part */
};

struct ub_xlsx_sheet_name {
	char *name, *relation, *part; /* owned; part NULL: no worksheet */
	bool hidden;
};

struct ub_xlsx_book {
	struct ub_xlsx_context context;
	struct ub_xlsx_sheet_name *sheet; /* as the tabs stand */
	size_t nsheet;
	char *strings, *styles; /* parts; NULL: none */
};

/* Read it all.  UB_EDATA, the clause alone; end with ub_xlsx_book_free() either
 * way. */
enum ub_status ub_xlsx_book_load(
    struct ub_xlsx_book *b, struct ub_package *p, struct ub_err *e);
void ub_xlsx_book_free(struct ub_xlsx_book *b);

/*
 * The sheet of that name, or else of that number (from 1, hidden ones counted);
 * want NULL: the only one that is not hidden.  UB_EDATA lists those there are.
 */
enum ub_status ub_xlsx_book_sheet(const struct ub_xlsx_book *b,
    const char *want, const struct ub_xlsx_sheet_name **sheet,
    struct ub_err *e);

/* The merged ranges of a part; *range is to be freed. */
enum ub_status ub_xlsx_merged(struct ub_package *p, const char *part,
    struct ub_xlsx_range **range, size_t *n, struct ub_err *e);

#endif
