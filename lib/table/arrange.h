/*
 * arrange.h - rows and columns of a table picked, put in order and named;
 * ubat-table(1).  UB_EUSAGE for what does not fit the table.
 */
#ifndef UB_ARRANGE_H
#define UB_ARRANGE_H

#include "derive.h"

/* These keys of rows over columns, one for each choice of their values.  What
 * there is becomes measures of their own, called derived. */
enum ub_status ub_arrange_across(
    struct ub_grid *g, const char *list, struct ub_err *e);
/* These measures, of one type, over rows: a key "matt" says which a row is of,
 * and stands first.  "share" is all that are. */
enum ub_status ub_arrange_turn(
    struct ub_grid *g, const char *list, struct ub_err *e);
/* "kommun", "pos:desc", "kommun:words", by commas: totals last, what is missing
 * before them. */
enum ub_status ub_arrange_sort(
    struct ub_grid *g, const char *spec, struct ub_err *e);
/* Totals before or after what they are of; all else as it stands. */
void ub_arrange_totals(struct ub_grid *g, bool first);
/* "kon=kvinna,man,.t": these values of a key first, in this order; "@list":
 * those of a code list.  The key across too. */
enum ub_status ub_arrange_order(
    struct ub_grid *g, const char *spec, struct ub_err *e);
/* Measures or columns, in this order, or all but these. */
enum ub_status ub_arrange_keep(
    struct ub_grid *g, const char *list, struct ub_err *e);
enum ub_status ub_arrange_drop(
    struct ub_grid *g, const char *list, struct ub_err *e);
/* "kommun=0180,.t": the rows, or columns across, of these values, or all
 * but these. */
enum ub_status ub_arrange_rows(
    struct ub_grid *g, const char *spec, bool keep, struct ub_err *e);
/* "old=new": a key or a measure. */
enum ub_status ub_arrange_rename(
    struct ub_grid *g, const char *spec, struct ub_err *e);
/* "column=text" or "key:value=text". */
enum ub_status ub_arrange_label(
    struct ub_grid *g, const char *spec, struct ub_err *e);
/*
 * The k rows with the highest value of a measure in each group along a key,
 * and those that have the same as the last of them; the others together as one
 * row, "ovriga".
 */
enum ub_status ub_arrange_top(
    const struct ub_derive *d, size_t k, struct ub_err *e);

#endif
