/* htmlpart.h - the parts of a page: its text, its looks, its drawings.
 * Private to html*.c. */
#ifndef UB_HTMLPART_H
#define UB_HTMLPART_H

#include "chart.h"
#include "sheet.h"

/* A text where it can be nothing but text, in an attribute too. */
void ub_html_text(struct ub_buf *b, const char *s);
/* The same, with a link to the note at each "[not 1]". */
void ub_html_noted(struct ub_buf *b, const char *s);
/* A cell as people read it: numbers in Swedish. */
void ub_html_cell(
    struct ub_buf *b, const struct ub_sheet *s, size_t row, size_t col);

/* What stands in <style>, and the patterns that drawings are filled with. */
extern const char ub_html_style[], ub_html_patterns[];

/* A <figure> with a drawing of the chart; id is unique in the page. */
void ub_html_chart(struct ub_buf *b, const struct ub_sheet *s,
    const struct ub_chart *c, const char *id);

#endif
