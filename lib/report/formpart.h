/* formpart.h - the forms one by one; private to form*.c.  Each returns UB_END,
 * and leaves s as it was, where it does not fit. */
#ifndef UB_FORMPART_H
#define UB_FORMPART_H

#include "form.h"
#include "remake.h"

/* What a form is made with. */
struct ub_form_ask {
	const struct ub_reportfile *f;
	const struct ub_report_table *t; /* or NULL */
	const struct ub_meta *m;
	struct ub_sheet *s;
	struct ub_err *e;
};

enum ub_status ub_form_unit(const struct ub_form_ask *a);
enum ub_status ub_form_stats(const struct ub_form_ask *a);
enum ub_status ub_form_compare(const struct ub_form_ask *a);
enum ub_status ub_form_news(const struct ub_form_ask *a);

/* Measures in rows, the groups of the one key or of none beside each other, g1,
 * g2 ... and totalt; their bases in rows below. */
void ub_form_groups(const struct ub_form_ask *a);
/* Number the title of a section, or make it one; own: the unit, or NULL. */
void ub_form_section(const struct ub_form_ask *a, const char *own);

/* What a key shows for a value of the stream: its label, or itself. */
const char *ub_form_shown(
    const struct ub_form_ask *a, size_t key, const char *value);
/* The row that shows what row does in all keys but one, where it shows text
 * (NULL: a total); or UB_NOCOL. */
size_t ub_form_row(
    const struct ub_sheet *s, size_t row, size_t key, const char *text);

/* The rows as they come, but each total before what it is of; to be freed with
 * free(). */
size_t *ub_form_order(const struct ub_sheet *s);

#endif
