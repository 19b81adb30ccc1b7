/*
 * about.h - the text of the first sheet, "Om statistiken": contents, how
 * figures are computed, signs, sources, and the accounts in plain Swedish.
 * Nothing in it is invented: a heading with nothing true under it is left out.
 */
#ifndef UB_ABOUT_H
#define UB_ABOUT_H

#include "../stream/meta.h"
#include "sheet.h"

#define UB_ABOUT_NAME "Om statistiken"

enum ub_about_kind {
	UB_ABOUT_WARNING,
	UB_ABOUT_HEADING,
	UB_ABOUT_TEXT,
	UB_ABOUT_PAIR, /* a: a sign or a step; b: what it means */
	UB_ABOUT_LINK  /* a: the name of a sheet, to be linked to; b: title */
};

struct ub_about_line {
	enum ub_about_kind kind;
	char *a, *b; /* owned; b is NULL but for PAIR and LINK */
};

struct ub_about; /* opaque */

struct ub_about *ub_about_new(void);
void ub_about_free(struct ub_about *a);

/* Take in a sheet that has its name, and the accounts of its stream.  Neither
 * is kept. */
void ub_about_add(
    struct ub_about *a, const struct ub_sheet *s, const struct ub_meta *m);
/* Signs used that the sheet did not know when it was added (records). */
void ub_about_reasons(struct ub_about *a, uint32_t reasons);

/* The lines, in order, and their number; they live as long as a.  cut: the
 * first one says so.  To be called once, after the last ub_about_add(). */
const struct ub_about_line *ub_about_lines(
    struct ub_about *a, bool cut, size_t *n);

#endif
