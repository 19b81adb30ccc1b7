/*
 * auditsheet.h - a workbook as its auditor has it: every cell of every sheet,
 * what is hidden in them, and the formats that numbers are shown by.
 *
 * Source: ECMA-376-1, 18.3 and 18.8.
 */
#ifndef UB_AUDITSHEET_H
#define UB_AUDITSHEET_H

#include "../base/package.h"
#include "../source/xlsxbook.h"
#include "auditgrid.h"

struct ub_audit_book {
	struct ub_package *package;
	struct ub_xlsx_book book;
	int fd;
	char **format; /* the code of each style, as the file has it; NULL: one
	                * that is built in */
	size_t nformat;
	bool *used;            /* the shared texts that a cell shows */
	struct ub_pgrid *grid; /* of each sheet of book; empty where there is no
	                       * worksheet */
};

/* Read them all.  UB_EIO; UB_EDATA: no workbook, or a damaged one.  End with
 * ub_audit_book_free() either way. */
enum ub_status ub_audit_book_open(
    struct ub_audit_book *b, const char *path, struct ub_err *e);
void ub_audit_book_free(struct ub_audit_book *b);

/* Walk a part, at most max bytes of it.  UB_EDATA, the clause alone. */
enum ub_status ub_audit_book_walk(struct ub_audit_book *b, size_t part,
    const struct ub_xml_walk *walk, void *priv, struct ub_err *e);

#endif
