/*
 * xltext.h - texts and names in the forms that a workbook wants them.
 */
#ifndef UB_XLTEXT_H
#define UB_XLTEXT_H

#include "../base/buf.h"

/*
 * The bytes of text that go on a line of width columns, broken at a blank or
 * after a newline; *shown is without the blanks that end it.  A longer word
 * stands whole.  0 at the end of text.
 */
size_t ub_xl_line(const char *text, size_t width, size_t *shown);
/* How many such lines text makes, at least 1. */
size_t ub_xl_lines(const char *text, size_t width);

/*
 * "_x0041_" in a file means the letter A: what looks like such an escape gets
 * its underscore escaped.  Returns text itself, or a copy in scratch.
 */
const char *ub_xl_literal(struct ub_buf *scratch, const char *text);

/* Append text as it stands in XML. */
void ub_xl_escape(struct ub_buf *b, const char *text);

/* Append a link to the first cell of a sheet: "internal:'name'!A1". */
void ub_xl_target(struct ub_buf *b, const char *sheet);

/* Append the first address of the web in text, "https://..."; false: there is
 * none, or it is longer than Excel takes. */
bool ub_xl_web(struct ub_buf *b, const char *text);

/*
 * A name for a marked-up table: "t_" and the letters, digits and underscores
 * of want, different from the n names taken without regard to case.  Owned by
 * the caller.
 */
char *ub_xl_table_name(const char *want, char *const *taken, size_t n);

#endif
