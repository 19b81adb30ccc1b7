/*
 * tables.h - which tables are wanted of a stream: one, by options, or those of
 * a file, ubat-tables(5).
 */
#ifndef UB_TABLES_H
#define UB_TABLES_H

#include "../base/ini.h"
#include "request.h"

/* Zeroed is empty; end with ub_tables_free(). */
struct ub_tables {
	struct ub_request *table; /* owned; texts are those of base and ini */
	uint64_t *line;           /* where each begins in the file; owned */
	size_t n;
	struct ub_ini ini;
};

/*
 * Read the file at path, or without a path (NULL) take base alone.  What base
 * has holds for each table that does not say otherwise.  base and its texts
 * must outlive *t.  On failure *t is zeroed: UB_EIO, or UB_EUSAGE with file
 * and line.
 */
enum ub_status ub_tables_load(struct ub_tables *t, const char *path,
    const struct ub_request *base, struct ub_err *e);
void ub_tables_free(struct ub_tables *t);

/* One more, of its own, as like is; its place in the file, or 0. */
struct ub_request *ub_tables_add(
    struct ub_tables *t, const struct ub_request *like, uint64_t line);
/* Give a failure of table i the place of that text (as ub_agg_spec.blame has
 * it), or of the table, if it is from a file. */
void ub_tables_place(
    const struct ub_tables *t, size_t i, const char *text, struct ub_err *e);

#endif
