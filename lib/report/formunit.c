/* formunit.c - the report on one unit against all others: measures in rows,
 * the two and their difference beside each other; formpart.h. */
#include <stdlib.h>
#include <string.h>

#include "../stream/legend.h"
#include "formpart.h"

enum { GROUPS_MAX = 8 }; /* that stand beside each other on paper */

struct unit {
	const struct ub_form_ask *a;
	size_t key;               /* that has the unit and the others */
	const char *own, *others; /* what it shows of them */
	bool bases;
	/* of the new sheet */
	size_t c_own, c_others, c_difference, c_own_n, c_others_n;
	struct ub_remake m;
};

/* --- does it fit? --------------------------------------------------------- */

/* Shows the key two values, one of which is the others? */
static bool
is_unit_key(struct unit *u, size_t key)
{
	const struct ub_sheet *s = u->a->s;
	const char *others = ub_form_shown(u->a, key, "ovriga"), *own = NULL;
	bool any = false;

	for (size_t r = 0; r < s->nrow; r++) {
		const struct ub_cell *cell = ub_sheet_cell(s, r, key);
		const char *text = ub_sheet_text(s, cell);

		if (cell->reason == 't')
			continue;
		if (strcmp(text, others) == 0)
			any = true;
		else if (own != NULL && strcmp(own, text) != 0)
			return false;
		else
			own = text;
	}
	u->key = key;
	u->own = own;
	u->others = others;
	return any && own != NULL;
}

static bool
is_measure(const struct ub_sheet *s, size_t c)
{
	return s->col[c].role == UB_ROLE_MEASURE &&
	       (s->col[c].type >= UB_COUNT || s->col[c].type == UB_INT ||
		   s->col[c].type == UB_DEC);
}

/* One type of all measures that are no counts, or UB_STAT. */
static enum ub_type
type_of(const struct ub_sheet *s)
{
	enum ub_type type = UB_COUNT;

	for (size_t c = s->nkey; c < s->ncol; c++) {
		if (!is_measure(s, c) || s->col[c].type == UB_COUNT)
			continue;
		if (type != UB_COUNT && type != s->col[c].type)
			return UB_STAT;
		type = s->col[c].type;
	}
	return type;
}

/* --- columns -------------------------------------------------------------- */

static void
add_columns(struct unit *u)
{
	const struct ub_sheet *s = u->a->s;
	enum ub_type type = type_of(s);
	struct ub_buf b = { 0 };
	const char *words = s->all_base && type == UB_SHARE
				? ub_say(s->words, ", antal i basen")
				: ub_say(s->words, ", antal med uppgift");

	(void)ub_remake_new(
	    &u->m, UB_TEXT, UB_ROLE_KEY, "matt", ub_say(s->words, "Mått"));
	for (size_t k = 0; k < s->nkey; k++)
		if (k != u->key)
			(void)ub_remake_col(&u->m, &s->col[k], NULL, NULL);
	u->c_own = ub_remake_new(&u->m, type, UB_ROLE_MEASURE, "egen", u->own);
	u->c_others =
	    ub_remake_new(&u->m, type, UB_ROLE_MEASURE, "ovriga", u->others);
	u->c_difference = ub_remake_new(&u->m, UB_STAT, UB_ROLE_MEASURE,
	    "skillnad", ub_say(s->words, "Skillnad"));
	for (size_t c = s->nkey; c < s->ncol; c++)
		u->bases |= s->col[c].role == UB_ROLE_BASE;
	if (!u->bases)
		return;
	ub_buf_printf(&b, "%s%s", u->own, words);
	u->c_own_n =
	    ub_remake_new(&u->m, UB_COUNT, UB_ROLE_BASE, "egen_n", b.s);
	ub_buf_clear(&b);
	ub_buf_printf(&b, "%s%s", u->others, words);
	u->c_others_n =
	    ub_remake_new(&u->m, UB_COUNT, UB_ROLE_BASE, "ovriga_n", b.s);
	ub_buf_free(&b);
}

/* --- rows ----------------------------------------------------------------- */

static void
put(struct unit *u, size_t to, size_t row, size_t col)
{
	if (row == UB_NOCOL)
		ub_remake_sign(&u->m, to, 'u');
	else if (col == UB_NOCOL)
		ub_remake_sign(&u->m, to, 'e');
	else
		ub_remake_copy(&u->m, to, row, col);
}

/* How many there are differs; of what share or how much they do is compared. */
static void
put_difference(struct unit *u, size_t own, size_t others, size_t col)
{
	const struct ub_sheet *s = u->a->s;

	if (s->col[col].type == UB_COUNT)
		ub_remake_sign(&u->m, u->c_difference, 'e');
	else if (own == UB_NOCOL || others == UB_NOCOL)
		ub_remake_sign(&u->m, u->c_difference, 'u');
	else
		ub_remake_difference(&u->m, u->c_difference,
		    ub_sheet_cell(s, own, col), ub_sheet_cell(s, others, col));
}

static void
put_row(struct unit *u, size_t col, size_t row, size_t own, size_t others)
{
	const struct ub_sheet *s = u->a->s;
	size_t base = ub_remake_beside(s, col, "_n"), to = 1;

	ub_remake_row(&u->m);
	ub_remake_put(&u->m, 0, UB_CELL_TEXT, 0, s->col[col].heading);
	for (size_t k = 0; k < s->nkey; k++)
		if (k != u->key)
			ub_remake_copy(&u->m, to++, row, k);
	put(u, u->c_own, own, col);
	put(u, u->c_others, others, col);
	put_difference(u, own, others, col);
	if (!u->bases)
		return;
	put(u, u->c_own_n, own, base);
	put(u, u->c_others_n, others, base);
}

/* The unit's row and that of the others, for each choice of the other keys:
 * once, where the first of the two stands. */
static void
put_rows(struct unit *u)
{
	const struct ub_sheet *s = u->a->s;

	for (size_t c = s->nkey; c < s->ncol; c++) {
		if (!is_measure(s, c))
			continue;
		for (size_t r = 0; r < s->nrow; r++) {
			size_t own = ub_form_row(s, r, u->key, u->own);
			size_t others = ub_form_row(s, r, u->key, u->others);

			if (ub_sheet_cell(s, r, u->key)->reason != 't' &&
			    r == (own < others ? own : others))
				put_row(u, c, r, own, others);
		}
	}
}

/* --- groups, where there is no unit --------------------------------------- */

/* Columns of groups, and their bases in rows below. */
static void
add_groups(struct unit *u)
{
	const struct ub_sheet *s = u->a->s;
	enum ub_type type = type_of(s);
	size_t n = 0;

	(void)ub_remake_new(
	    &u->m, UB_TEXT, UB_ROLE_KEY, "matt", ub_say(s->words, "Mått"));
	for (size_t r = 0; r < s->nrow; r++) {
		const struct ub_cell *cell = ub_sheet_cell(s, r, 0);
		struct ub_buf name = { 0 };

		if (s->nkey == 0)
			ub_buf_puts(&name, "varde");
		else if (cell->reason == 't')
			ub_buf_puts(&name, "totalt");
		else
			ub_buf_printf(&name, "g%zu", ++n);
		(void)ub_remake_new(&u->m, type, UB_ROLE_MEASURE, name.s,
		    s->nkey == 0 ? ub_say(s->words, "Värde")
				 : ub_sheet_text(s, cell));
		ub_buf_free(&name);
	}
}

static void
put_groups(struct unit *u, size_t col, size_t from)
{
	const struct ub_sheet *s = u->a->s;

	ub_remake_row(&u->m);
	ub_remake_put(&u->m, 0, UB_CELL_TEXT, 0, s->col[col].heading);
	for (size_t r = 0; r < s->nrow; r++)
		put(u, 1 + r, r, from);
}

static bool
groups_fit(const struct ub_sheet *s)
{
	size_t n = 0;

	for (size_t c = s->nkey; c < s->ncol; c++)
		n += is_measure(s, c);
	return s->nkey <= 1 && s->nrow <= GROUPS_MAX && n > s->nrow;
}

/* --- the whole ------------------------------------------------------------ */

/* The types of the rows of each measure. */
static enum ub_type *
row_types(const struct ub_sheet *s, size_t *n)
{
	enum ub_type *type = ub_xcalloc(s->ncol + 1, sizeof(*type));

	*n = 0;
	for (size_t c = s->nkey; c < s->ncol; c++)
		if (is_measure(s, c))
			type[(*n)++] = s->col[c].type;
	return type;
}

/* A chart takes the longest run of measures of one kind. */
static void
choose_plot(struct ub_sheet *s, const enum ub_type *type, size_t n)
{
	size_t from, to;

	for (from = 0; from < n; from = to) {
		for (to = from + 1; to < n && type[to] == type[from];)
			to++;
		if (type[from] != UB_COUNT && to - from > s->plot) {
			s->plot_first = from;
			s->plot = to - from;
		}
	}
}

void
ub_form_groups(const struct ub_form_ask *a)
{
	struct unit u = { .a = a };
	struct ub_sheet *s = a->s;
	size_t n;
	enum ub_type *type = row_types(s, &n);

	ub_remake_begin(&u.m, s);
	add_groups(&u);
	for (size_t c = s->nkey; c < s->ncol; c++)
		if (is_measure(s, c))
			put_groups(&u, c, c);
	for (size_t c = s->nkey; c < s->ncol; c++)
		if (s->col[c].role == UB_ROLE_BASE)
			put_groups(&u, c, c);
	ub_remake_end(&u.m);
	choose_plot(s, type, n);
	free(type);
}

static void
make_unit(struct unit *u)
{
	struct ub_buf note = { 0 };
	char *own = ub_xstrdup(u->own);

	/* a text of the sheet, which moves when others are put behind it */
	u->own = own;
	ub_buf_printf(&note,
	    ub_say(u->a->s->words, "Skillnad är %s minus %s, av de tal som "
				   "visas; för andelar i procentenheter."),
	    u->own, u->others);
	ub_remake_begin(&u->m, u->a->s);
	add_columns(u);
	put_rows(u);
	ub_remake_end(&u->m);
	ub_remake_note(u->a->s, note.s);
	ub_form_section(u->a, own);
	ub_buf_free(&note);
	free(own);
}

enum ub_status
ub_form_unit(const struct ub_form_ask *a)
{
	struct unit u = { .a = a };
	struct ub_sheet *s = a->s;
	enum ub_type *type;
	size_t k = 0, n;

	while (k < s->nkey && !is_unit_key(&u, k))
		k++;
	if (k == s->nkey && !groups_fit(s))
		return UB_END;
	if (k == s->nkey) {
		ub_form_groups(a);
		ub_form_section(a, NULL);
		return UB_OK;
	}
	type = row_types(s, &n);
	make_unit(&u);
	if (s->nkey == 1)
		choose_plot(s, type, n);
	free(type);
	return UB_OK;
}

bool
ub_form_has_unit(const struct ub_sheet *s)
{
	for (size_t c = s->nkey; c < s->ncol; c++)
		if (strcmp(s->col[c].name, "egen") == 0)
			return true;
	return false;
}
