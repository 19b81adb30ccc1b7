/*
 * embed.h - plain files of the tree that are compiled into the library: code
 * lists (lib/codes) and instruments (lib/instruments).
 */
#ifndef UB_EMBED_H
#define UB_EMBED_H

#include <stddef.h>

struct ub_embedded {
	const char *path; /* below lib/: "codes/kommun.csv" */
	const char *data; /* NUL-terminated */
	size_t len;       /* the NUL not counted */
};

/* The file of that path, or NULL. */
const struct ub_embedded *ub_embedded_find(const char *path);
/* All of them, by path, ascending; the last has path NULL. */
extern const struct ub_embedded ub_embedded[];

#endif
