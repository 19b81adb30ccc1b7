/* place.c - are the kommuner of a table known, and in their lan?  weave.h. */
#include <stdlib.h>

#include "../source/codelist.h"
#include "weave.h"

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

/* Somebody knows what it is: a source has said so. */
static bool
has_label(const struct ub_woven *t, struct ub_slice code)
{
	char *value = ub_xstrndup(code.s, code.len);
	bool has = ub_meta_label(&t->meta, "kommun", value) != NULL;

	free(value);
	return has;
}

static enum ub_status
no_place(const struct ub_woven *t, size_t row, size_t part, size_t key,
    const char *what, struct ub_err *e)
{
	struct ub_buf b = { 0 };

	if (key < t->t.nkey)
		ub_weave_place(t, row, key, &b);
	else
		ub_buf_printf(&b, "table %s: %s %.*s", t->meta.table,
		    t->f.across, (int)t->f.part[part].value.len,
		    t->f.part[part].value.s);
	ub_fail(e, UB_EDATA, "%s: %s", b.s, what);
	ub_buf_free(&b);
	return UB_EDATA;
}

/* lan UB_NOCOL: the table does not say. */
static enum ub_status
check_cell(const struct ub_woven *t, const struct ub_codelist *l, size_t row,
    size_t part, size_t kommun, size_t lan, struct ub_err *e)
{
	struct ub_slice k = ub_woven_key(t, row, part, kommun), in;

	if (!is_code(k, 4) || has_ended(l, k))
		return UB_OK;
	in =
	    lan == UB_NOCOL ? ub_slice_of("") : ub_woven_key(t, row, part, lan);
	if (ub_codelist_find(l, k.s, k.len) == UB_NOCODE) {
		if (lan == UB_NOCOL && has_label(t, k))
			return UB_OK;
		return no_place(t, row, part, kommun,
		    lan == UB_NOCOL
			? "no kommun that is known: mend the records "
			  "it was made from, or label the code"
			: "no kommun that is known: mend the records "
			  "it was made from",
		    e);
	}
	if (is_code(in, 2) && memcmp(k.s, in.s, 2) != 0)
		return no_place(t, row, part, kommun,
		    "is of another lan: mend the records it was made from", e);
	return UB_OK;
}

enum ub_status
ub_woven_places(const struct ub_woven *t, struct ub_err *e)
{
	size_t kommun = ub_woven_find_key(t, "kommun"),
	       lan = ub_woven_find_key(t, "lan"), row, p;
	struct ub_codelist *l;
	enum ub_status st;

	if (kommun == UB_NOCOL)
		return UB_OK;
	if ((st = ub_codelist_open(&l, "kommun", "", e)) != UB_OK)
		return st;
	for (row = 0; row < t->t.n && st == UB_OK; row++)
		for (p = 0; p < t->f.npart && st == UB_OK; p++)
			st = check_cell(t, l, row, p, kommun, lan, e);
	ub_codelist_free(l);
	return st;
}
