/*
 * showpart.h - between show.c, which lays a table out, and showfoot.c, which
 * says below it what there is to say.
 */
#ifndef UB_SHOWPART_H
#define UB_SHOWPART_H

#include "layout.h"
#include "order.h"
#include "show.h"
#include "tablein.h"

/* A column that is shown.  Rows are held as NUL-terminated cells. */
struct ub_show_col {
	size_t at;   /* in sheet.col */
	size_t want; /* its widest cell so far */
	bool right;
	bool bar;
	struct ub_buf heading; /* lines */
	size_t nline;
};

struct ub_showing {
	const struct ub_show *o;
	struct ub_reader *r;
	struct ub_writer *w;
	struct ub_sheet sheet;
	struct ub_show_col *col;
	struct ub_layout_col *lay;
	size_t ncol, fit; /* shown, and those of them that fit */
	bool codes;       /* reasons are shown as the stream has them */
	bool laid;        /* widths are settled, the heading is out */
	struct ub_buf held, row, scratch, line;
	uint64_t nheld, nrow, more;
	uint32_t reasons;
	struct ub_order *order; /* or NULL */
};

void ub_show_put(struct ub_showing *s, const char *z);
/* Write s->line, without the blanks at its end, and clear it. */
void ub_show_end_line(struct ub_showing *s);
/* A text of the table's own, on lines that fit. */
void ub_show_text(struct ub_showing *s, const char *before, const char *text);
/* What stands below the rows: those left out, signs, note and source. */
void ub_show_foot(struct ub_showing *s);

#endif
