/* aboutline.c - the lines of a sheet of text; aboutpart.h. */
#include <stdlib.h>

#include "aboutpart.h"

void
ub_about_line(struct ub_about_text *t, enum ub_about_kind kind, const char *a,
    const char *b)
{
	struct ub_about_line *l;

	t->line = ub_xgrow(t->line, t->n, sizeof(*t->line));
	l = &t->line[t->n++];
	l->kind = kind;
	l->other = 0;
	l->a = ub_xstrdup(a);
	l->b = b == NULL ? NULL : ub_xstrdup(b);
	ub_sheet_tidy(l->a);
	if (b != NULL)
		ub_sheet_tidy(l->b);
}

void
ub_about_put(
    struct ub_about *a, enum ub_about_kind kind, const char *x, const char *y)
{
	ub_about_line(a->to, kind, x, y);
}

void
ub_about_text_free(struct ub_about_text *t)
{
	size_t i;

	for (i = 0; i < t->n; i++) {
		free(t->line[i].a);
		free(t->line[i].b);
	}
	free(t->line);
}
