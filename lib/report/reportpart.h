/* reportpart.h - a workbook being made: its tables in report.c, sheets of any
 * length in long.c.  Private to these two. */
#ifndef UB_REPORTPART_H
#define UB_REPORTPART_H

#include "collect.h"
#include "workbook.h"

/* What one workbook is made with. */
struct ub_report_maker {
	struct ub_collect in;
	struct ub_collect_doc doc;
	const char *path;
	struct ub_book *book; /* NULL: not begun */
	char *title;          /* of the document */
};

/* Begin the book.  title is that of the first table: it can be the
 * document's. */
void ub_report_open(struct ub_report_maker *mk, const char *title);

/* Sheets of text that go with a description, and their lines in the
 * contents. */
enum ub_status ub_report_texts(struct ub_report_maker *mk,
    const struct ub_collect_text *t, size_t n, struct ub_err *e);

/* A table of too many rows to be kept: an ub_collect_long of mk. */
ub_collect_long ub_report_long;
/* Records, whatever they are. */
enum ub_status ub_report_records(struct ub_report_maker *mk, struct ub_err *e);

#endif
