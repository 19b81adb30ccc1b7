/* pick.c - which measures, and along which key; derive.h. */
#include <stdlib.h>
#include <string.h>

#include "derive.h"

static enum ub_status
no_measure(const struct ub_grid *g, struct ub_slice name, struct ub_err *e)
{
	const char **all = ub_xcalloc(g->ncol + 1, sizeof(*all));
	const char *near;
	size_t n = 0;

	for (size_t i = g->nkey; i < g->ncol; i++)
		if (g->col[i]->role == UB_GRID_FIGURE)
			all[n++] = g->col[i]->stem;
	near = ub_nearest(name.s, name.len, all, n);
	ub_fail(e, UB_EUSAGE, "table %s: no measure %.*s%s%s%s", g->meta.table,
	    (int)name.len, name.s, near ? "; did you mean " : "",
	    near ? near : "", near ? "?" : "");
	free(all);
	return UB_EUSAGE;
}

enum ub_status
ub_choice_next(struct ub_choice *p, const struct ub_grid *g, const char *list,
    size_t *at, struct ub_err *e)
{
	struct ub_slice name = { list + *at, strcspn(list + *at, ",") };
	size_t i;

	if (*at > 0 && list[*at - 1] == '\0')
		return UB_END;
	*at += name.len + 1;
	while (name.len > 0 && name.s[0] == ' ') {
		name.s++;
		name.len--;
	}
	while (name.len > 0 && name.s[name.len - 1] == ' ')
		name.len--;
	for (i = g->nkey; i < g->ncol; i++)
		if (g->col[i]->role == UB_GRID_FIGURE &&
		    ub_slice_is(name, g->col[i]->stem))
			break;
	if (i < g->ncol) {
		p->stem = ub_xstrndup(name.s, name.len);
		p->part = g->npart;
		return UB_OK;
	}
	i = ub_grid_find(g, name);
	if (i == UB_NOCOL || g->col[i]->role != UB_GRID_FIGURE)
		return no_measure(g, name, e);
	p->stem = ub_xstrdup(g->col[i]->stem);
	p->part = g->col[i]->part;
	return UB_OK;
}

enum ub_status
ub_derive_key(
    const struct ub_derive *d, bool rows, size_t *key, struct ub_err *e)
{
	const struct ub_grid *g = d->g;
	const char *turned = ub_grid_attr(g, "turned");
	enum ub_status st;

	if (d->along != NULL) {
		if ((st = ub_grid_key(g, d->along, key, e)) != UB_OK)
			return st;
	} else if (g->nkey + (g->across != NULL) == 1 ||
		   (rows && g->nkey == 1)) {
		*key = 0;
	} else {
		*key = UB_NOCOL;
	}
	if (*key < g->nkey && turned != NULL &&
	    strcmp(turned, g->col[*key]->name) == 0)
		return ub_fail(e, UB_EUSAGE,
		    "table %s: nothing goes along %s, which says what is "
		    "measured",
		    g->meta.table, turned);
	if (*key != UB_NOCOL)
		return UB_OK;
	if (g->nkey == 0 && g->across == NULL)
		return ub_fail(e, UB_EUSAGE,
		    "table %s: it has no key to compute along", g->meta.table);
	return ub_fail(e, UB_EUSAGE,
	    "table %s: it has more than one key: say which one with --along",
	    g->meta.table);
}
