/*
 * verify.h - read a workbook back and count what is in it.
 *
 * libxlsxwriter 1.1.4 reports success when its temporary files could not be
 * written; a workbook is therefore believed only after this.
 */
#ifndef UB_VERIFY_H
#define UB_VERIFY_H

#include <stddef.h>

#include "../base/err.h"

/* What was written. */
struct ub_expect {
	struct ub_expect_sheet {
		uint64_t rows, cells;
	} * sheet; /* owned by whoever counts */
	size_t nsheet, ntable, nchart;
};

/*
 * Open the zip at path, inflate every part with its checksum, parse every one
 * to its end tag, and compare rows and cells of each sheet, and the number of
 * sheets, tables, charts and shared strings, with want.  UB_EIO otherwise.
 */
enum ub_status ub_verify(
    const char *path, const struct ub_expect *want, struct ub_err *e);

#endif
