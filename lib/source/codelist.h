/*
 * codelist.h - code lists: which codes there are, and what each means.
 *
 * A list is a CSV file in UTF-8 with headings; the first comma, semicolon or
 * TAB in it is its delimiter.  Those below lib/codes are built in and go by
 * their name alone ("kommun"); a name with a dot or a slash is a file.
 *
 * A list with the headings valid_from and valid_to (days as 2016-03-01, either
 * may be empty, both are within) is dated: a code may then come several times,
 * for spans that do not overlap.  What ended is no code of the list but for
 * those who ask at a day.
 */
#ifndef UB_CODELIST_H
#define UB_CODELIST_H

#include "../base/date.h"
#include "../base/err.h"
#include "../base/mem.h"

struct ub_codelist; /* opaque */

#define UB_NOCODE ((size_t)-1)

/*
 * Open "NAME" or "NAME:CODE:LABEL", the headings of the columns that hold codes
 * and labels (otherwise the first and the second).  dir is the folder a file
 * is looked for in, with its slash ("" for the current one).  UB_EIO;
 * UB_EUSAGE for an unknown list or column, or a code with two labels; *lp is
 * then NULL.
 */
enum ub_status ub_codelist_open(struct ub_codelist **lp, const char *ref,
    const char *dir, struct ub_err *e);
void ub_codelist_free(struct ub_codelist *l); /* NULL is fine */

/* NAME without folder, for messages. */
const char *ub_codelist_name(const struct ub_codelist *l);
/* Codes, each once, in the order of the file. */
size_t ub_codelist_size(const struct ub_codelist *l);
struct ub_slice ub_codelist_code(const struct ub_codelist *l, size_t i);
struct ub_slice ub_codelist_label(const struct ub_codelist *l, size_t i);
/* Where code stands, or UB_NOCODE. */
size_t ub_codelist_find(
    const struct ub_codelist *l, const char *code, size_t len);
/* Is the list dated; and the first day it knows of (UB_DATE_MIN: always). */
bool ub_codelist_dated(const struct ub_codelist *l);
int32_t ub_codelist_begin(const struct ub_codelist *l);
/* Was code in force that day? */
bool ub_codelist_valid(
    const struct ub_codelist *l, const char *code, size_t len, int32_t day);
/* Its label then; false when it was not in force.  For a dated list. */
bool ub_codelist_label_at(const struct ub_codelist *l, const char *code,
    size_t len, int32_t day, struct ub_slice *label);
/* Codes that ended, each once and not among the others; the label is its
 * last. */
size_t ub_codelist_ended(const struct ub_codelist *l);
struct ub_slice ub_codelist_ended_code(const struct ub_codelist *l, size_t i);
struct ub_slice ub_codelist_ended_label(const struct ub_codelist *l, size_t i);
/* How many columns there are, and the heading of each. */
size_t ub_codelist_ncol(const struct ub_codelist *l);
struct ub_slice ub_codelist_heading(const struct ub_codelist *l, size_t col);
/* Another column by its heading, or UB_NOCODE; and its cell of code i. */
size_t ub_codelist_column(const struct ub_codelist *l, const char *heading);
struct ub_slice ub_codelist_cell(
    const struct ub_codelist *l, size_t i, size_t col);

#endif
