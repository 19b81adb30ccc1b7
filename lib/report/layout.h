/*
 * layout.h - texts in columns of a terminal's: lines of a heading, cells cut
 * to a width, columns that fit.  Widths are in terminal columns.
 */
#ifndef UB_LAYOUT_H
#define UB_LAYOUT_H

#include "../base/buf.h"

enum {
	UB_LAYOUT_GAP = 2,   /* between columns */
	UB_LAYOUT_SMALL = 12 /* a text column is not made narrower */
};

struct ub_layout_col {
	size_t
	    width; /* in: what its cells and heading want; out: what it gets */
	bool text; /* may be made narrower */
	size_t extra; /* what goes with it, its gap included (a bar) */
};

/* Append s, cut to width (at least 1) with "…" when it is wider; return the
 * width it then has. */
size_t ub_layout_clip(
    struct ub_buf *b, const char *s, size_t len, size_t width);
/* Append s broken at blanks into lines of at most width, '\n' between them; a
 * longer word is broken where it must.  Return the number of lines. */
size_t ub_layout_wrap(struct ub_buf *b, const char *s, size_t width);
/* The width a heading wants: its longest word, or a third of it all. */
size_t ub_layout_heading(const char *s);
/*
 * Make n columns fit total (0: no limit): text columns narrower, the widest
 * first; then the last columns left out.  Return how many are left, at
 * least one.
 */
size_t ub_layout_fit(struct ub_layout_col *col, size_t n, size_t total);

#endif
