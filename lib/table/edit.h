/*
 * edit.h - what is done to a finished table, one thing after the other:
 * the options of ubat-table(1) in the order in which they stand.
 */
#ifndef UB_EDIT_H
#define UB_EDIT_H

#include "grid.h"

enum ub_edit_kind {
	/* how the next ones are done */
	UB_EDIT_ALONG,
	UB_EDIT_AGAINST,
	UB_EDIT_PERIODS,
	UB_EDIT_DIGITS,
	/* what computes */
	UB_EDIT_ROW_PERCENT,
	UB_EDIT_COLUMN_PERCENT,
	UB_EDIT_TOTAL_PERCENT,
	UB_EDIT_CHANGE,
	UB_EDIT_DIFFERENCE,
	UB_EDIT_CUMULATIVE,
	UB_EDIT_ROLLING,
	UB_EDIT_MOVING,
	UB_EDIT_RANK,
	UB_EDIT_RANK_LOW,
	UB_EDIT_TOP,
	/* what rearranges */
	UB_EDIT_ACROSS,
	UB_EDIT_TURN,
	UB_EDIT_SORT,
	UB_EDIT_ORDER,
	UB_EDIT_TOTALS,
	UB_EDIT_KEEP,
	UB_EDIT_DROP,
	UB_EDIT_KEEP_ROWS,
	UB_EDIT_DROP_ROWS,
	/* words */
	UB_EDIT_RENAME,
	UB_EDIT_LABEL,
	UB_EDIT_NAME,
	UB_EDIT_TITLE,
	UB_EDIT_NOTE,
	UB_EDIT_SOURCE,
	UB_NEDIT
};

struct ub_edit {
	enum ub_edit_kind kind;
	const char *arg; /* borrowed */
};

/* Is arg one that this kind takes, whatever the table?  UB_EUSAGE. */
enum ub_status ub_edit_check(const struct ub_edit *edit, struct ub_err *e);
/* Do n of them; all but the words are told in the step. */
enum ub_status ub_edit_run(
    struct ub_grid *g, const struct ub_edit *edit, size_t n, struct ub_err *e);

#endif
