/* formnews.c - the figures of a newsletter: questions in rows, groups beside
 * each other, and a chart of them; formpart.h. */
#include <stdlib.h>
#include <string.h>

#include "chart.h"
#include "formpart.h"

/* Two groups at least and no more than a chart keeps apart, and of each
 * something that is no count. */
static bool
fits(const struct ub_sheet *s)
{
	size_t groups = 0, measures = 0;

	for (size_t r = 0; s->nkey == 1 && r < s->nrow; r++)
		groups += !ub_sheet_total(s, r);
	for (size_t c = s->nkey; c < s->ncol; c++)
		measures +=
		    s->col[c].role == UB_ROLE_MEASURE &&
		    (s->col[c].type == UB_SHARE || s->col[c].type == UB_MEAN);
	return groups > 1 && groups <= UB_CHART_SERIES && measures > 0;
}

enum ub_status
ub_form_news(const struct ub_form_ask *a)
{
	struct ub_sheet *s = a->s;
	struct ub_buf b = { 0 };

	if (!fits(s))
		return UB_END;
	ub_form_groups(a);
	ub_buf_puts(&b, "columns:");
	for (size_t c = s->nkey; c < s->ncol; c++)
		if (strcmp(s->col[c].name, "totalt") != 0)
			ub_buf_printf(
			    &b, "%s%s", c > s->nkey ? "," : "", s->col[c].name);
	s->figure = b.s; /* freed with free() */
	return UB_OK;
}
