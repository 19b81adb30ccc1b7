/* embed.c - see embed.h; the table itself is made by embed.sh. */
#include <string.h>

#include "embed.h"

const struct ub_embedded *
ub_embedded_find(const char *path)
{
	const struct ub_embedded *f;

	for (f = ub_embedded; f->path != NULL; f++)
		if (strcmp(f->path, path) == 0)
			return f;
	return NULL;
}
