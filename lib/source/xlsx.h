/*
 * xlsx.h - a sheet of a workbook (.xlsx) as rows.
 */
#ifndef UB_XLSX_H
#define UB_XLSX_H

#include "rows.h"

/*
 * The sheet called (or numbered) sheet of the file behind fd, a regular file
 * that the rows own from now on, also after a failure; NULL: its only visible
 * one.  name is for messages and must live on.  UB_EIO; UB_EDATA: no workbook, a
 * damaged or hostile one, no such sheet.
 */
enum ub_status ub_xlsx_open(struct ub_rows **rp, int fd, const char *name,
    const char *sheet, struct ub_err *e);

#endif
