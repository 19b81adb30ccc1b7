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

enum {
	SAFE = 1,
	TABLE = 2, /* made of records somewhere, or can be, and not masked */
	PURE = 4   /* safe, and nothing is in it but masked tables */
};

/* What is known of the steps in a list: of how many there are, how many are
 * what. */
struct sources {
	size_t n, safe, table, pure;
};

static struct sources
sources(const struct ub_meta *m, const uint8_t *known, const char *list)
{
	struct sources to = { 0 };
	size_t len, at;

	for (; list != NULL && *list != '\0';
	     list += len + (list[len] != '\0')) {
		len = strcspn(list, ",");
		at = find(m, list, len);
		to.n++;
		to.safe += at < m->nstep && (known[at] & SAFE);
		to.table += at == m->nstep || (known[at] & TABLE);
		to.pure += at < m->nstep && (known[at] & PURE);
	}
	return to;
}

static struct sources
sources_of(
    const struct ub_meta *m, const uint8_t *known, size_t i, const char *side)
{
	const struct ub_step *s = &m->step[i];

	return sources(m, known, ub_step_get(s, side));
}

static bool
all_safe(const struct sources *s)
{
	return s->n > 0 && s->safe == s->n;
}

static bool
all_pure(const struct sources *s)
{
	return s->n > 0 && s->pure == s->n;
}

/* Can a row of the left side come out more than once? */
static bool
multiplies(const struct ub_step *s)
{
	return ub_step_get(s, "many") != NULL ||
	       ub_step_get(s, "within") != NULL;
}

/* Rows of a masked table may get columns of another, or of what was never a
 * table, as the places of each year; records that get columns of a masked
 * table stay records. */
static uint8_t
judge_join(const struct ub_meta *m, const uint8_t *known, size_t i)
{
	struct sources left = sources_of(m, known, i, "from");
	struct sources right = sources_of(m, known, i, "right_from");
	bool figures =
	    ub_pair_get(m->step[i].pair, m->step[i].npair, "right") != NULL;

	if (all_safe(&left) && !multiplies(&m->step[i]) &&
	    (all_safe(&right) || (right.safe + right.table == 0 && !figures)))
		return all_pure(&left) && all_pure(&right) ? SAFE | PURE : SAFE;
	return left.safe + left.table + right.table > 0 ? TABLE : 0;
}

/* Does the step write nothing but what it read, or what it computed of that so
 * that what is hidden stays hidden? */
static bool
brings_nothing(const struct ub_step *s)
{
	static const char *const tool[] = { "ubat-filter", "ubat-show",
		"ubat-sort", "ubat-table" };

	for (size_t i = 0; i < sizeof(tool) / sizeof(tool[0]); i++)
		if (is(s, tool[i]))
			return true;
	return (is(s, "ubat-agg") || is(s, "ubat-score")) &&
	       ub_pair_get(s->pair, s->npair, "hidden") != NULL;
}

/*
 * A step is safe that masks, or that reads from safe ones alone and brings
 * nothing in.  One that makes a new table counts what it reads, so that must be
 * masked tables and nothing besides.  Of what another program writes nothing is
 * known.
 */
static uint8_t
judge(const struct ub_meta *m, const uint8_t *known, size_t i)
{
	struct sources from = sources_of(m, known, i, "from");
	const struct ub_step *s = &m->step[i];

	if (is(s, "ubat-mask"))
		return SAFE | PURE;
	if (is(s, "ubat-join"))
		return judge_join(m, known, i);
	if (is(s, "ubat-body"))
		return TABLE;
	if (all_pure(&from) && brings_nothing(s))
		return SAFE | PURE;
	if (is(s, "ubat-agg") || is(s, "ubat-show"))
		return TABLE;
	if (all_safe(&from) && brings_nothing(s))
		return SAFE;
	return from.safe + from.table > 0 ? TABLE : 0;
}

/* What is known of each step, whatever their order: what is safe rests on what
 * is known of all it reads from. */
static uint8_t *
mark(const struct ub_meta *m)
{
	uint8_t *known = ub_xcalloc(m->nstep + 1, sizeof(*known));
	bool more = true;
	size_t turn, i;

	for (turn = 0; more && turn <= m->nstep; turn++) {
		more = false;
		for (i = 0; i < m->nstep; i++) {
			uint8_t now = judge(m, known, i);

			more |= now != known[i];
			known[i] = now;
		}
	}
	return known;
}

static enum ub_status
unsafe(const struct ub_sheet *s, const struct ub_meta *m, const uint8_t *known,
    struct ub_err *e)
{
	size_t i;

	for (i = 0; i < m->nstep; i++)
		if (!(known[i] & SAFE) &&
		    sources_of(m, known, i, "from").safe +
			    sources_of(m, known, i, "right_from").safe >
			0)
			return ub_fail(e, UB_EDATA,
			    "table %s was masked before %s, which can bring in "
			    "what was not, and the report is public: mask it "
			    "last",
			    s->table, m->step[i].tool);
	return ub_fail(e, UB_EDATA,
	    "table %s was not masked (ubat-mask), and the report is public",
	    s->table);
}

/* --- what no step tells of --------------------------------------------- */

static bool
rows_of(const struct ub_step *s, const char *key, uint64_t *rows)
{
	const char *hex = ub_pair_get(s->pair, s->npair, key), *digit;

	*rows = 0;
	for (; hex != NULL && *hex != '\0'; hex++) {
		digit = strchr("0123456789abcdef", *hex);
		if (digit == NULL)
			return false;
		*rows = *rows << 4 | (uint64_t)(digit - "0123456789abcdef");
	}
	return hex != NULL;
}

/* Do the steps in a list say that they wrote rows that sum up to this?  Where
 * they do not, *last is one of them. */
static bool
wrote(const struct ub_meta *m, const char *list, uint64_t rows,
    const struct ub_step **last)
{
	uint64_t one, sum = 0;
	size_t len, at;

	for (; list != NULL && *list != '\0';
	     list += len + (list[len] != '\0')) {
		len = strcspn(list, ",");
		at = find(m, list, len);
		if (at == m->nstep || !rows_of(&m->step[at], "rows", &one))
			return false;
		*last = &m->step[at];
		sum += one;
	}
	return sum == rows;
}

/* Behind the mask each step must have read what the one before it wrote.  One
 * that does not say what it wrote itself is before another mask, for what else
 * reads from it finds that it cannot tell. */
static enum ub_status
check_steps(const struct ub_sheet *s, const struct ub_meta *m,
    const uint8_t *known, struct ub_err *e)
{
	static const char *const side[][2] = { { "from", "read" },
		{ "right_from", "right_read" } };
	const struct ub_step *before = NULL, *step;
	const char *list;
	uint64_t rows;

	for (size_t i = 0; i < 2 * m->nstep; i++) {
		const char *const *key = side[i % 2];
		struct sources from = sources_of(m, known, i / 2, key[0]);

		step = &m->step[i / 2];
		list = ub_pair_get(step->pair, step->npair, key[0]);
		if (!(known[i / 2] & SAFE) || is(step, "ubat-mask") ||
		    from.safe == 0 || ub_step_get(step, "rows") == NULL)
			continue;
		before = step;
		if (!rows_of(step, key[1], &rows) ||
		    !wrote(m, list, rows, &before))
			return ub_fail(e, UB_EDATA,
			    "table %s: %s did not read what %s wrote: it was "
			    "changed by hand behind ubat-mask, and the report "
			    "is public",
			    s->table, step->tool, before->tool);
	}
	return UB_OK;
}

static enum ub_status
check_hand(const struct ub_sheet *s, const struct ub_meta *m, const char *leaf,
    const uint8_t *known, struct ub_err *e)
{
	const struct ub_step *before = NULL;
	enum ub_status st = check_steps(s, m, known, e);

	if (st != UB_OK || wrote(m, leaf, m->rows, &before))
		return st;
	return ub_fail(e, UB_EDATA,
	    "table %s is not as %s wrote it: it was changed by hand behind "
	    "ubat-mask, and the report is public",
	    s->table, before == NULL ? "ubat-mask" : before->tool);
}

/* --- what rows show ----------------------------------------------------- */

/* The fewest persons that every step lets through, 0: one does not say. */
static int64_t
fewest(const struct ub_meta *m)
{
	int64_t min = 0, v;

	for (size_t i = 0; i < m->nstep; i++) {
		const struct ub_step *s = &m->step[i];
		const char *said = ub_step_get(s, "min");

		if (!is(s, "ubat-mask"))
			continue;
		if (said == NULL || !ub_int_parse(said, strlen(said), &v))
			return 0; /* rounded, or changed */
		if (min == 0 || v < min)
			min = v;
	}
	return min;
}

/* Has the column the number of records of a cell: n, or n of a value across? */
static bool
is_number(const struct ub_sheet_col *col, const struct ub_meta *m)
{
	static const char across[] = "across:";
	const char *name = col->name;
	size_t i;

	if (col->type != UB_COUNT || name[0] != 'n')
		return false;
	for (i = 0; name[1] == '_' && i < m->nattr; i++)
		if (strncmp(m->attr[i].key, across, strlen(across)) == 0 &&
		    strcmp(m->attr[i].key + strlen(across), name + 2) == 0)
			return true;
	return name[1] == '\0';
}

void
ub_secrecy_rows(struct ub_sheet *s, const struct ub_meta *m)
{
	int64_t v;
	size_t r, c;

	for (c = s->nkey; c < s->ncol; c++) {
		if (!is_number(&s->col[c], m))
			continue;
		for (r = 0; r < s->nrow; r++) {
			const struct ub_cell *cell = ub_sheet_cell(s, r, c);
			const char *text = ub_sheet_text(s, cell);

			if (cell->kind != UB_CELL_NUMBER ||
			    !ub_int_parse(text, strlen(text), &v) || v <= 0 ||
			    (s->fewest > 0 && v >= s->fewest))
				continue;
			s->fewest = v;
			s->fewest_row = s->judged + r + 1;
		}
	}
	s->judged += s->nrow;
}

/* A row of fewer records than that is one of fewer persons. */
static enum ub_status
check_rows(struct ub_sheet *s, const struct ub_meta *m, struct ub_err *e)
{
	int64_t min = fewest(m);

	ub_secrecy_rows(s, m);
	if (s->fewest == 0 || s->fewest >= min)
		return UB_OK;
	return ub_fail(e, UB_EDATA,
	    "table %s: row %zu shows fewer than the %lld that ubat-mask hides: "
	    "it was changed after that, and the report is public",
	    s->table, s->fewest_row, (long long)min);
}

enum ub_status
ub_secrecy_check(struct ub_sheet *s, struct ub_meta *m, struct ub_err *e)
{
	const char *leaf = ub_meta_leaves(m);
	uint8_t *known = mark(m);
	struct sources from = sources(m, known, leaf);
	enum ub_status st;

	st = all_safe(&from) ? check_rows(s, m, e) : unsafe(s, m, known, e);
	if (st == UB_OK)
		st = check_hand(s, m, leaf, known, e);
	free(known);
	return st;
}
