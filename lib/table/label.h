/*
 * label.h - the words over the columns of a table, in Swedish, the language
 * of the reports.
 */
#ifndef UB_LABEL_H
#define UB_LABEL_H

#include "../stream/meta.h"
#include "frame.h"
#include "shape.h"
#include "value.h"

struct ub_label_set {
	const struct ub_meta *in;     /* labels of the input */
	const struct ub_frame *frame; /* and of code lists */
	const char *unit;             /* what a record is; NULL: "poster" */
	const struct ub_style *style;
	const char *against; /* what rows are tested against, in words */
	const struct ub_measure *measure; /* all of the table */
	size_t nmeasure;
	const char **own; /* "name=text" */
	size_t nown;
};

/* A level in per mille as per cent: "95", "99.9" with this point. */
void ub_level_print(struct ub_buf *b, int level, char point);
/* Add the labels of a key's column and of its values that occur. */
enum ub_status ub_label_key(struct ub_meta *out, const struct ub_label_set *set,
    const struct ub_key *k, const struct ub_legend *l, struct ub_err *e);
/* Add the labels of a measure and its companions in a part of the columns. */
enum ub_status ub_label_measure(struct ub_meta *out,
    const struct ub_label_set *set, const struct ub_shape *s,
    const struct ub_part *part, const struct ub_measure *m,
    const struct ub_legend *l, struct ub_err *e);
/* The same for a column that is no measure, with words of its own. */
enum ub_status ub_label_column(struct ub_meta *out,
    const struct ub_label_set *set, const struct ub_shape *s,
    const struct ub_part *part, const char *name, const char *words,
    const struct ub_legend *l, struct ub_err *e);

#endif
