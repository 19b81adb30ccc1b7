/*
 * auditbook.h - what a workbook holds beside the figures that it shows.
 */
#ifndef UB_AUDITBOOK_H
#define UB_AUDITBOOK_H

#include "auditset.h"
#include "auditsheet.h"

/*
 * Find what is left of hidden figures in the parts of the workbook that nobody
 * looks at; set->item[from ..] are its tables.  UB_EIO, UB_EDATA: a part is
 * damaged.
 */
enum ub_status ub_audit_leaks(struct ub_audit *a, struct ub_audit_book *b,
    const struct ub_audit_set *set, size_t from, struct ub_err *e);

#endif
