/* secrecy.c - see secrecy.h. */
#include "secrecy.h"

#include <stdlib.h>
#include <string.h>

#include "../base/num.h"

static bool
is(const struct ub_step *s, const char *tool)
{
	return strcmp(s->tool, tool) == 0;
}

static size_t
find(const struct ub_meta *m, const char *id, size_t len)
{
	size_t i;

	for (i = 0; i < m->nstep; i++)
		if (strncmp(m->step[i].id, id, len) == 0 &&
		    m->step[i].id[len] == '\0')
			break;
	return i;
}

/* How many of the steps in a list are safe; *n: of how many. */
static size_t
count_safe(
    const struct ub_meta *m, const bool *safe, const char *list, size_t *n)
{
	size_t len, at, found = 0;

	for (; list != NULL && *list != '\0';
	     list += len + (list[len] != '\0')) {
		len = strcspn(list, ",");
		at = find(m, list, len);
		found += at < m->nstep && safe[at];
		++*n;
	}
	return found;
}

/* What a step reads from: how much of it is safe. */
static size_t
sources(const struct ub_meta *m, const bool *safe, size_t i, size_t *n)
{
	const struct ub_step *s = &m->step[i];

	*n = 0;
	return count_safe(m, safe, ub_pair_get(s->pair, s->npair, "from"), n) +
	       count_safe(
		   m, safe, ub_pair_get(s->pair, s->npair, "right_from"), n);
}

/* A step is safe that masks, or that reads from safe ones alone; of what
 * another program writes nothing is known. */
static bool
is_safe(const struct ub_meta *m, const bool *safe, size_t i)
{
	size_t n;

	if (is(&m->step[i], "ubat-mask"))
		return true;
	return !is(&m->step[i], "ubat-body") && sources(m, safe, i, &n) == n &&
	       n > 0;
}

/* All steps that are, whatever their order. */
static bool *
mark(const struct ub_meta *m)
{
	bool *safe = ub_xcalloc(m->nstep + 1, sizeof(*safe));
	bool more = true;
	size_t i;

	while (more) {
		more = false;
		for (i = 0; i < m->nstep; i++) {
			if (safe[i] || !is_safe(m, safe, i))
				continue;
			safe[i] = more = true;
		}
	}
	return safe;
}

static enum ub_status
unsafe(const struct ub_sheet *s, const struct ub_meta *m, const bool *safe,
    struct ub_err *e)
{
	size_t i, n;

	for (i = 0; i < m->nstep; i++)
		if (!safe[i] && sources(m, safe, i, &n) > 0)
			return ub_fail(e, UB_EDATA,
			    "table %s was masked before %s, which can bring in "
			    "what was not, and the report is public: mask it "
			    "last",
			    s->table, m->step[i].tool);
	return ub_fail(e, UB_EDATA,
	    "table %s was not masked (ubat-mask), and the report is public",
	    s->table);
}

/* The fewest persons that every step lets through, 0: one does not say. */
static int64_t
fewest(const struct ub_meta *m)
{
	int64_t min = 0, v;

	for (size_t i = 0; i < m->nstep; i++) {
		const struct ub_step *s = &m->step[i];
		const char *said = ub_pair_get(s->pair, s->npair, "min");

		if (!is(s, "ubat-mask"))
			continue;
		if (said == NULL || !ub_int_parse(said, strlen(said), &v))
			return 0; /* rounded, or changed */
		if (min == 0 || v < min)
			min = v;
	}
	return min;
}

/* A row of fewer records than that is one of fewer persons. */
static enum ub_status
check_rows(const struct ub_sheet *s, const struct ub_meta *m, struct ub_err *e)
{
	int64_t min = fewest(m), v;
	size_t r, c;

	for (c = s->nkey; c < s->ncol; c++)
		if (s->col[c].type == UB_COUNT &&
		    strcmp(s->col[c].name, "n") == 0)
			break;
	for (r = 0; c < s->ncol && r < s->nrow; r++) {
		const struct ub_cell *cell = ub_sheet_cell(s, r, c);
		const char *text = ub_sheet_text(s, cell);

		if (cell->kind == UB_CELL_NUMBER &&
		    ub_int_parse(text, strlen(text), &v) && v > 0 && v < min)
			return ub_fail(e, UB_EDATA,
			    "table %s: row %zu shows fewer than the %lld that "
			    "ubat-mask hides: it was changed after that, and "
			    "the report is public",
			    s->table, r + 1, (long long)min);
	}
	return UB_OK;
}

enum ub_status
ub_secrecy_check(const struct ub_sheet *s, struct ub_meta *m, struct ub_err *e)
{
	const char *leaf = ub_meta_leaves(m);
	bool *safe = mark(m);
	size_t n = 0;
	bool all = count_safe(m, safe, leaf, &n) == n && n > 0;
	enum ub_status st = all ? check_rows(s, m, e) : unsafe(s, m, safe, e);

	free(safe);
	return st;
}
