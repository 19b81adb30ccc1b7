/* func.c - which function a name is. */
#include <stdlib.h>

#include "node.h"

static const struct ub_func *const tables[] = { ub_func_date, ub_func_num,
	ub_func_text, ub_func_band, ub_func_spell };

enum { NTABLE = sizeof(tables) / sizeof(tables[0]) };

const struct ub_func *
ub_func_find(const char *s, size_t len)
{
	struct ub_slice name = { s, len };
	const struct ub_func *f;
	size_t i;

	for (i = 0; i < NTABLE; i++)
		for (f = tables[i]; f->name != NULL; f++)
			if (ub_slice_is(name, f->name))
				return f;
	return NULL;
}

const char *
ub_func_nearest(const char *s, size_t len)
{
	const char **name = NULL, *near;
	const struct ub_func *f;
	size_t n = 0, i;

	for (i = 0; i < NTABLE; i++) {
		for (f = tables[i]; f->name != NULL; f++) {
			name = ub_xgrow(name, n, sizeof(*name));
			name[n++] = f->name;
		}
	}
	near = ub_nearest(s, len, name, n);
	free(name);
	return near;
}
