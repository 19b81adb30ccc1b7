/*
 * auditnote.h - the texts of a sheet that are in no cell: head and foot of the
 * page, what may be entered, links, scenarios.
 *
 * Source: ECMA-376-1, 18.3.1.46 (headerFooter), .32 (dataValidation), .47
 * (hyperlink), .54 (inputCells); [MS-XLSX] 2.4.53 (x14:dataValidation).
 */
#ifndef UB_AUDITNOTE_H
#define UB_AUDITNOTE_H

#include "auditgrid.h"

/* Zeroed but for the grid; free the buffers. */
struct ub_noting {
	struct ub_pgrid *g;
	const char *what; /* of the text being gathered; NULL: none is */
	bool rule, list;  /* in a rule of what may be entered; one of values */
	size_t first;     /* the rule's first note */
	struct ub_buf on, text;
};

/* Called at each tag and text of the sheet's part. */
void ub_noting_start(struct ub_noting *n, const char *name, const char **attr);
void ub_noting_end(struct ub_noting *n, const char *name);
void ub_noting_text(struct ub_noting *n, const char *s, size_t len);
void ub_noting_free(struct ub_noting *n);

#endif
