/* form.c - see form.h. */
#include "form.h"

#include <stdlib.h>
#include <string.h>

#include "../stream/legend.h"
#include "formpart.h"

enum { ROWS_MAX = 5000 }; /* more are records, not a table to be read */

static const struct {
	const char *name, *needs;
	enum ub_status (*make)(const struct ub_form_ask *a);
} form[UB_NFORM] = {
	[UB_FORM_PLAIN] = { "tabell", "", NULL },
	[UB_FORM_BOARD] = { "namnd", "", NULL },
	[UB_FORM_COMPARE] = { "oppna-jamforelser",
	    "a hierarchy up to riket, or a key of lan (ubat-agg --hierarchy)",
	    ub_form_compare },
	[UB_FORM_STATS] = { "statistik",
	    "a key with men and women (kon), or one across", ub_form_stats },
	[UB_FORM_UNIT] = { "verksamhet",
	    "a key with one unit and the others (ubat-agg --own), or more "
	    "measures than groups",
	    ub_form_unit },
	[UB_FORM_NEWS] = { "nyhetsbrev",
	    "one key of at most 6 groups, and shares or means of them",
	    ub_form_news },
};

const char *
ub_form_name(enum ub_form f)
{
	return form[f].name;
}

bool
ub_form_parse(const char *name, enum ub_form *f)
{
	for (size_t i = 0; i < UB_NFORM; i++) {
		if (strcmp(form[i].name, name) == 0) {
			*f = (enum ub_form)i;
			return true;
		}
	}
	return false;
}

const char *
ub_form_needs(enum ub_form f)
{
	return form[f].needs;
}

enum ub_form
ub_form_of(const struct ub_reportfile *f, const struct ub_report_table *t)
{
	enum ub_form found = UB_FORM_PLAIN;

	if (t != NULL && t->layout.s != NULL)
		(void)ub_form_parse(t->layout.s, &found);
	else if (f->layout.s != NULL)
		(void)ub_form_parse(f->layout.s, &found);
	return found;
}

enum ub_status
ub_form_apply(const struct ub_reportfile *f, const struct ub_report_table *t,
    const struct ub_meta *m, struct ub_sheet *s, struct ub_err *e)
{
	struct ub_form_ask a = { f, t, m, s, e };
	enum ub_form which = ub_form_of(f, t);
	enum ub_status st;

	if (form[which].make == NULL)
		return UB_END;
	st = s->nrow == 0 || s->nrow > ROWS_MAX ? UB_END : form[which].make(&a);
	/* nothing is known of what has no rows: it says so as it is */
	if (st != UB_END || s->nrow == 0 || t == NULL || t->layout.s == NULL)
		return st;
	return ub_reportfile_fail(f, t->layout, e,
	    "table %.60s does not fit the layout %s, which needs %s", s->table,
	    form[which].name, form[which].needs);
}

const char *
ub_form_shown(const struct ub_form_ask *a, size_t key, const char *value)
{
	const char *label = ub_meta_label(a->m, a->s->col[key].name, value);

	return label != NULL && label[0] != '\0' ? label : value;
}

static bool
same_text(const struct ub_sheet *s, size_t a, size_t b, size_t col)
{
	return strcmp(ub_sheet_text(s, ub_sheet_cell(s, a, col)),
		   ub_sheet_text(s, ub_sheet_cell(s, b, col))) == 0;
}

size_t
ub_form_row(const struct ub_sheet *s, size_t row, size_t key, const char *text)
{
	for (size_t r = 0; r < s->nrow; r++) {
		const struct ub_cell *cell = ub_sheet_cell(s, r, key);
		size_t k;

		if (text == NULL
			? cell->reason != 't'
			: cell->reason == 't' ||
			      strcmp(ub_sheet_text(s, cell), text) != 0)
			continue;
		for (k = 0; k < s->nkey; k++)
			if (k != key && !same_text(s, row, r, k))
				break;
		if (k == s->nkey)
			return r;
	}
	return UB_NOCOL;
}

/* --- the order of rows ---------------------------------------------------- */

struct placed {
	const struct ub_sheet *s;
	size_t *first; /* of each row and key: the first row that shows it */
};

static size_t
place(const struct placed *p, size_t row, size_t key)
{
	return ub_sheet_cell(p->s, row, key)->reason == 't'
		   ? 0
		   : 1 + p->first[row * p->s->nkey + key];
}

static int
compare(const void *a, const void *b, void *arg)
{
	const struct placed *p = arg;
	size_t x = *(const size_t *)a, y = *(const size_t *)b;

	for (size_t k = 0; k < p->s->nkey; k++) {
		size_t i = place(p, x, k), j = place(p, y, k);

		if (i != j)
			return i < j ? -1 : 1;
	}
	return (x > y) - (x < y);
}

size_t *
ub_form_order(const struct ub_sheet *s)
{
	size_t *row = ub_xcalloc(s->nrow + 1, sizeof(*row));
	struct placed p = { s, NULL };

	p.first = ub_xcalloc(s->nrow * s->nkey + 1, sizeof(*p.first));
	for (size_t r = 0; r < s->nrow; r++) {
		row[r] = r;
		for (size_t k = 0; k < s->nkey; k++) {
			const char *text =
			    ub_sheet_text(s, ub_sheet_cell(s, r, k));
			size_t i = 0;

			while (strcmp(ub_sheet_text(s, ub_sheet_cell(s, i, k)),
				   text) != 0)
				i++;
			p.first[r * s->nkey + k] = i;
		}
	}
	qsort_r(row, s->nrow, sizeof(*row), compare, &p);
	free(p.first);
	return row;
}
