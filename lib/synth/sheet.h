/*
 * sheet.h - a delimited extract in the manner of a municipal export:
 * semicolons, CRLF, quotes where a field needs them, decimal comma, one of
 * two encodings.
 */
#ifndef UB_SHEET_H
#define UB_SHEET_H

#include "../base/buf.h"

enum ub_charset {
	UB_UTF8_BOM,
	UB_CP1252 /* Latin-1, and the en dash: all that the sets need */
};

struct ub_sheet {
	struct ub_buf *out; /* the caller's */
	enum ub_charset charset;
	bool begun; /* the row has a field already */
};

void ub_sheet_init(
    struct ub_sheet *s, struct ub_buf *out, enum ub_charset charset);
void ub_sheet_text(struct ub_sheet *s, const char *utf8);
void ub_sheet_int(struct ub_sheet *s, int v);
/* Day as YYYY-MM-DD, or without the dashes. */
void ub_sheet_date(struct ub_sheet *s, int day, bool dashes);
/* Hundredths as kronor and öre: 125050 is 1250,50. */
void ub_sheet_ore(struct ub_sheet *s, int ore);
void ub_sheet_row(struct ub_sheet *s); /* end the row */
/* A row of headings. */
void ub_sheet_head(struct ub_sheet *s, const char *const *name, size_t n);

#endif
