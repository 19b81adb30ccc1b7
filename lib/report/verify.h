/*
 * verify.h - read a workbook back and count what is in it.
 *
 * libxlsxwriter 1.1.4 reports success when its temporary files could not be
 * written; a workbook is therefore believed only after this.
 */
#ifndef UB_VERIFY_H
#define UB_VERIFY_H

#include <stdbool.h>
#include <stddef.h>

#include "../base/err.h"

/* What was written. */
struct ub_expect {
	struct ub_expect_sheet {
		uint64_t rows, cells;
		uint64_t print; /* sum of the prints of its cells */
		bool streamed;  /* it is known by the sum of its bytes: */
		uint32_t crc;
	} * sheet; /* owned by whoever counts */
	size_t nsheet, ntable, nchart;
};

/* The print of a cell, from 0: where it stands and what it holds. */
uint64_t ub_print_text(uint64_t row, uint64_t col, const char *s, size_t len);
uint64_t ub_print_number(uint64_t row, uint64_t col, double v);

/*
 * Open the zip at path, inflate every part with its checksum, parse every one
 * to its end tag (sheets, which are large, are looked through for their tags
 * instead), and compare rows, cells and what these hold of each sheet, and the
 * number of sheets, tables, charts and shared strings, with want.  UB_EIO
 * otherwise.
 */
enum ub_status ub_verify(
    const char *path, const struct ub_expect *want, struct ub_err *e);

#endif
