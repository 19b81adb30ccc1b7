/*
 * escaped.h - records that libcsv cannot read: where a backslash makes the
 * next character text, or where quotes are nothing but text; ubat-source(5).
 *
 * What it has in common with libcsv, it reads as libcsv does: a file without
 * a backslash gives the same records by both.  A backslash stands before
 * a quote, a delimiter, a backslash, a CR or an LF, in quotes and outside; \N
 * as a whole field outside quotes stays as it is (databases write it for
 * nothing recorded, and [missing] can name it).  Any other is odd.
 */
#ifndef UB_ESCAPED_H
#define UB_ESCAPED_H

#include "csv.h"

struct ub_escaped; /* opaque */

/* quote '\0': none. */
struct ub_escaped *ub_escaped_new(char delim, char quote, bool escape);
void ub_escaped_free(struct ub_escaped *x); /* NULL is fine */

/*
 * The record at s.  False when its end is not within len; else *end is its LF,
 * and *odd what is wrong with it.
 */
bool ub_escaped_record(struct ub_escaped *x, const char *s, size_t len,
    size_t *end, enum ub_csv_odd *odd);
/* The fields of the record found last, if it is not odd, until the next. */
void ub_escaped_fields(
    struct ub_escaped *x, const struct ub_slice **field, size_t *n);

#endif
