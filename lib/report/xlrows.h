/*
 * xlrows.h - rows of a sheet that are too many to be kept: each leaves the
 * memory as it comes, packed.  The sheet around them is libxlsxwriter's.
 */
#ifndef UB_XLROWS_H
#define UB_XLROWS_H

#include <stdbool.h>

#include "../base/buf.h"
#include "../base/err.h"

struct ub_xl_rows; /* opaque */

/* Begin behind row, from 0; level: of pack.h.  UB_EIO: *rp is NULL. */
enum ub_status ub_xl_rows_open(
    struct ub_xl_rows **rp, uint32_t row, int level, struct ub_err *e);
void ub_xl_rows_free(struct ub_xl_rows *r); /* NULL is fine */

/* Of the next row, before its first cell. */
void ub_xl_rows_height(struct ub_xl_rows *r, double points);
/* Cells row by row, from column 0 on; xf: number of the cell's format.  text
 * is UTF-8 that XML can hold; number is written as it stands. */
void ub_xl_rows_text(
    struct ub_xl_rows *r, size_t col, int xf, const char *text);
void ub_xl_rows_number(
    struct ub_xl_rows *r, size_t col, int xf, const char *number);

/*
 * Put the rows into the workbook at path, whose sheet part ends before them,
 * and tell what it holds now.  UB_EIO.
 */
struct ub_xl_rows_made {
	uint64_t rows, cells; /* those put in */
	uint32_t crc;         /* of the part, as it must be */
};
enum ub_status ub_xl_rows_put(struct ub_xl_rows *r, const char *path,
    const char *part, struct ub_xl_rows_made *made, struct ub_err *e);

#endif
