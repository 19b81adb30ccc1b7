/*
 * auditopen.h - the inputs of an audit: streams, CSV files and workbooks, told
 * by their first bytes.
 */
#ifndef UB_AUDITOPEN_H
#define UB_AUDITOPEN_H

#include "auditshape.h"

struct ub_audit_open {
	struct ub_shape_ask shape;
	const char *sheet; /* of a workbook; NULL: all that are not hidden */
	const struct ub_limits *limits;
	bool leaks; /* look into the rest of workbooks, too */
};

/*
 * Take in the tables of the inputs (n = 0: standard input), and find what is
 * left in workbooks.  Standard input that is no regular file is a stream.
 * UB_EIO; UB_EDATA: damaged, or no table in it; UB_EUSAGE: a sheet or a heading
 * that is not there.
 */
enum ub_status ub_audit_open(struct ub_audit_set *set, struct ub_audit *a,
    const char *const *path, size_t n, const struct ub_audit_open *o,
    struct ub_err *e);

/*
 * What is asked of a table: of is copied; the columns of per cents are those of
 * shape in a table of a stream, found already in a printed one.  UB_EUSAGE: a
 * column that is not there.
 */
enum ub_status ub_audit_ask_item(struct ub_audit_item *it,
    const struct ub_shape_ask *shape, const struct ub_audit_ask *of,
    struct ub_err *e);

#endif
