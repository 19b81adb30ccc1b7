/*
 * fastcheck.h - one column of a group of records; private to fast.c and
 * fastcheck.c.
 */
#ifndef UB_FASTCHECK_H
#define UB_FASTCHECK_H

#include "fast.h"

/* A column that is read. */
struct ub_fast_column {
	const struct ub_source_column *c;
	size_t at;  /* its place in the extract */
	bool last;  /* of the line: a CR may stand before its end */
	int64_t lo; /* int: the value; date: YYYYMMDD */
	int64_t hi;
	uint64_t *small; /* one bit for each text of two bytes that is good,
	                  * see check_small(); NULL: the range is wide */
	bool shared;     /* small belongs to the column before */
	/* the fields to write, where they may differ from what was read: by
	 * record; NULL: they do not */
	struct ub_slice *edit;
	char *text; /* UB_FAST_TEXT bytes for each of edit */
};

enum { UB_FAST_TEXT = 32 };

struct ub_fast_group {
	const char *base;
	const uint32_t *sep; /* of the first field of the first record */
	size_t nin;
	size_t n;
	bool quoted;                 /* fields may stand in quotes */
	uint8_t done[UB_FAST_GROUP]; /* the field was mapped: no type */
};

/* The field that ends at sep[0]; last: a CR before its end is not its own;
 * quoted: quotes round it are not either. */
static inline struct ub_slice
ub_fast_field(const char *base, const uint32_t *sep, bool last, bool quoted)
{
	uint32_t from = sep[-1] + 1, to = sep[0];
	struct ub_slice f;

	/* an empty last field has its delimiter before it, no CR */
	if (last && base[to - 1] == '\r')
		to--;
	if (quoted && base[from] == '"') {
		from++;
		to--;
	}
	f.s = base + from;
	f.len = to - from;
	return f;
}

/* Ready c for its checks; before is the column before it, or NULL.  small is to
 * be freed unless it is shared. */
void ub_fast_prepare(
    struct ub_fast_column *c, const struct ub_fast_column *before);
/* May the fields of c differ from what is read? */
bool ub_fast_edits(const struct ub_source_column *c);
/* Set slow[r] where record r of g is not plainly good in column c. */
void ub_fast_column_check(
    struct ub_fast_column *c, struct ub_fast_group *g, uint8_t *slow);

#endif
