/* reportcheck.h - what a description of a report must be; private to
 * reportfile.c. */
#ifndef UB_REPORTCHECK_H
#define UB_REPORTCHECK_H

#include "reportfile.h"

/* The names that sheets of their own have. */
#define UB_SHEET_DEFINITIONS "Definitioner"
#define UB_SHEET_CHANGES "Ändringshistorik"
#define UB_SHEET_NOTES "Noter och teckenförklaring"
#define UB_SHEET_MAKING "Framställning och kvalitet"

/* After all is read; fills in what is derived. */
enum ub_status ub_reportfile_check(struct ub_reportfile *f, struct ub_err *e);

#endif
