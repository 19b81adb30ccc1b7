/*
 * legend.h - the names and types of a stream's columns; ubat(5), LEGEND.
 */
#ifndef UB_LEGEND_H
#define UB_LEGEND_H

#include "../base/err.h"
#include "type.h"

struct ub_col {
	char *name; /* owned by the legend */
	enum ub_type type;
	uint64_t folded; /* hash of the name without regard to case */
};

/* Zeroed is empty; end with ub_legend_free(). */
struct ub_legend {
	struct ub_col *col;
	size_t n;
};

enum { UB_COLUMNS_MAX = 16384 };

#define UB_NOCOL ((size_t)-1)

/*
 * Append a column.  UB_EUSAGE when the name is no name, is taken (without
 * regard to case), or there are too many.
 */
enum ub_status ub_legend_add(struct ub_legend *l, const char *name, size_t len,
    enum ub_type type, struct ub_err *e);
/* Parse a legend line, "#" included, LF not.  UB_EDATA; *l is then empty. */
enum ub_status ub_legend_parse(
    struct ub_legend *l, const char *s, size_t len, struct ub_err *e);
/* Append the legend line, LF included. */
void ub_legend_print(struct ub_buf *b, const struct ub_legend *l);
void ub_legend_copy(struct ub_legend *to, const struct ub_legend *from);
bool ub_legend_equal(const struct ub_legend *a, const struct ub_legend *b);
void ub_legend_free(struct ub_legend *l);

/* Index of the column of exactly that name, or UB_NOCOL. */
size_t ub_legend_find(const struct ub_legend *l, const char *name, size_t len);
/* The same; UB_EUSAGE "no column NAME" with the nearest name, if it is not
 * there. */
enum ub_status ub_legend_need(const struct ub_legend *l, const char *name,
    size_t len, size_t *idx, struct ub_err *e);
/* Of n names the one nearest to name by edits, or NULL when none is near. */
const char *ub_nearest(
    const char *name, size_t len, const char *const *names, size_t n);

#endif
