/* place.c - kommuner that stand below lan in a table; weave.h. */
#include "../source/codelist.h"
#include "weave.h"

static size_t
find_key(const struct ub_woven *t, const char *name)
{
	size_t k;

	for (k = 0; k < t->t.nkey; k++)
		if (strcmp(t->legend.col[k].name, name) == 0)
			return k;
	return UB_NOCOL;
}

/* Other texts can be names that somebody gave to kommuner. */
static bool
is_code(struct ub_slice f, size_t len)
{
	size_t i;

	for (i = 0; i < f.len && f.s[i] >= '0' && f.s[i] <= '9'; i++)
		;
	return f.len == len && i == len;
}

/* Some of those that ended are in another lan today. */
static bool
has_ended(const struct ub_codelist *l, struct ub_slice f)
{
	size_t i, n = ub_codelist_ended(l);

	for (i = 0; i < n; i++)
		if (ub_slice_eq(ub_codelist_ended_code(l, i), f))
			return true;
	return false;
}

static enum ub_status
check_row(const struct ub_woven *t, const struct ub_codelist *l, size_t row,
    size_t kommun, size_t lan, struct ub_err *e)
{
	struct ub_slice k = ub_published_cell(&t->t, row, kommun);
	struct ub_slice in = ub_published_cell(&t->t, row, lan);
	struct ub_buf b = { 0 };
	const char *what = NULL;

	if (!is_code(k, 4) || has_ended(l, k))
		return UB_OK;
	if (ub_codelist_find(l, k.s, k.len) == UB_NOCODE)
		what = "no kommun that is known";
	else if (is_code(in, 2) && memcmp(k.s, in.s, 2) != 0)
		what = "is of another lan";
	if (what == NULL)
		return UB_OK;
	ub_weave_place(t, row, kommun, &b);
	ub_fail(e, UB_EDATA, "%s: %s: mend the records it was made from", b.s,
	    what);
	ub_buf_free(&b);
	return UB_EDATA;
}

enum ub_status
ub_woven_places(const struct ub_woven *t, struct ub_err *e)
{
	size_t kommun = find_key(t, "kommun"), lan = find_key(t, "lan"), row;
	struct ub_codelist *l;
	enum ub_status st;

	if (kommun == UB_NOCOL || lan == UB_NOCOL)
		return UB_OK;
	if ((st = ub_codelist_open(&l, "kommun", "", e)) != UB_OK)
		return st;
	for (row = 0; row < t->t.n && st == UB_OK; row++)
		st = check_row(t, l, row, kommun, lan, e);
	ub_codelist_free(l);
	return st;
}
