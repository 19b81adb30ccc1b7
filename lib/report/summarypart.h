/*
 * summarypart.h - between summary.c, which reads, and summaryrow.c, which says
 * what there is to say of a column.
 */
#ifndef UB_SUMMARYPART_H
#define UB_SUMMARYPART_H

#include "summary.h"
#include "values.h"

enum { UB_SUMMARY_REASONS = 27 }; /* the empty field, a to z */

struct ub_summary_col {
	enum ub_type type;
	uint64_t n, missing[UB_SUMMARY_REASONS];
	struct ub_values values;
};

struct ub_summing {
	const struct ub_summary *ask;
	struct ub_reader *r;
	struct ub_summary_col *col;
	size_t ncol, person; /* UB_NOCOL: records are persons */
	size_t budget;       /* bytes */
	bool over, hidden;   /* in some row */
	struct ub_buf row, text;
};

/* Append the row of column c to s->row. */
void ub_summary_row(struct ub_summing *s, size_t c);

#endif
