/* xlpart.h - the parts of xl.h: its cells in xl.c, its charts in xlchart.c.
 * Private to these two, which are the owner of <xlsxwriter.h>. */
#ifndef UB_XLPART_H
#define UB_XLPART_H

#include "xl.h"

struct lxw_workbook;
struct ub_xl_format;

/* A sheet of which rows went elsewhere. */
struct ub_xl_streamed {
	struct ub_xl_rows *rows; /* owned */
	size_t index;            /* of the sheet */
};

struct ub_xl {
	const char *path;
	struct lxw_workbook *lxw;
	unsigned err; /* the first lxw_error */
	struct ub_xl_format *format;
	size_t nformat;
	struct ub_expect expect;
	char **table; /* names of the tables so far; owned */
	size_t ntable;
	struct ub_xl_streamed *streamed; /* owned */
	size_t nstreamed;
	struct ub_buf areas; /* names of what is printed, as XML */
	size_t area_of;      /* the sheet of the last, from 1; 0: none */
	struct ub_buf scratch;
};

/* Keep an lxw_error, if it is the first. */
void ub_xl_note(struct ub_xl *x, unsigned err);
/* "#,##0.0" in x->scratch. */
const char *ub_xl_number_format(struct ub_xl *x, bool group, int digits);

#endif
