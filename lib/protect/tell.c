/* tell.c - where a figure stands, and which one a variable is, in words;
 * weave.h. */
#include "weave.h"

void
ub_weave_place(
    const struct ub_woven *t, size_t row, size_t col, struct ub_buf *b)
{
	ub_buf_printf(b, "table %s: ", t->meta.table);
	ub_published_row_name(&t->t, row, b);
	ub_buf_printf(b, ": %s", t->legend.col[col].name);
}

struct where {
	const struct ub_woven *t;
	size_t row, col;
};

static bool
find_printed(const struct ub_weave *v, uint32_t var, struct where *at)
{
	size_t i, k;

	for (i = 0; i < v->n; i++) {
		const struct ub_woven *t = &v->table[i];

		for (k = 0;
		     !t->old && t->value != NULL && k < t->printed * t->t.ncol;
		     k++) {
			if (t->value[k] != var)
				continue;
			*at = (struct where){ t, k / t->t.ncol, k % t->t.ncol };
			return true;
		}
	}
	return false;
}

/* A figure that is printed nowhere, by one that it makes a sum with: what a
 * part has as its rest, else the total that it is a part of. */
static bool
find_beside(
    const struct ub_weave *v, uint32_t var, struct where *at, const char **what)
{
	const struct ub_web *w = &v->web;
	size_t e, i;

	for (e = 0; e < w->neq; e++) {
		const uint32_t *x = w->entry + w->eq[e];
		size_t n = w->eq[e + 1] - w->eq[e];

		for (i = 0; i < n && x[i] != var; i++)
			;
		if (i == n)
			continue;
		*what = i == 0   ? "what it is a part of"
			: n == 3 ? "the rest of it"
				 : "what was left out of it";
		if (find_printed(
			v, i == 0 || n == 3 ? x[i == 1 ? 2 : 1] : x[0], at))
			return true;
	}
	return false;
}

bool
ub_weave_tell(const struct ub_weave *v, uint32_t var, struct ub_buf *b)
{
	struct where at;
	const char *what = NULL;

	if (!find_printed(v, var, &at) && !find_beside(v, var, &at, &what)) {
		ub_buf_puts(b, "a figure that stands in no table");
		return false;
	}
	ub_weave_place(at.t, at.row, at.col, b);
	if (what != NULL)
		ub_buf_printf(b, ", %s", what);
	return true;
}
