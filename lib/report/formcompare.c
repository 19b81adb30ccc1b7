/* formcompare.c - Öppna jämförelser: riket, län, kommuner and what is below
 * them, years beside each other, yes and no in words; formpart.h. */
#include <stdlib.h>
#include <string.h>

#include "../source/codelist.h"
#include "../stream/legend.h"
#include "formcompare.h"

/* --- levels ---------------------------------------------------------------- */

static size_t
key_called(const struct ub_sheet *s, const char *name, size_t len)
{
	for (size_t k = 0; k < s->nkey; k++)
		if (strncmp(s->col[k].name, name, len) == 0 &&
		    s->col[k].name[len] == '\0')
			return k;
	return UB_NOCOL;
}

/* "enhet<kommun<lan<riket", or a key of län alone. */
static bool
find_levels(struct ub_comparing *x)
{
	const struct ub_sheet *s = x->a->s;
	const char *list =
	    ub_pair_get(x->a->m->attr, x->a->m->nattr, "hierarchy");
	size_t n, k;

	x->riket = list == NULL || strstr(list, "<riket") != NULL;
	if (list == NULL) {
		if ((k = key_called(s, "lan", 3)) == UB_NOCOL)
			k = key_called(s, "lanskod", 7);
		if (k != UB_NOCOL)
			x->level[x->nlevel++] = k;
		return x->nlevel > 0;
	}
	for (; *list != '\0'; list += n + (list[n] == '<')) {
		n = strcspn(list, "<");
		k = key_called(s, list, n);
		if (k != UB_NOCOL && x->nlevel < UB_COMPARE_LEVELS)
			x->level[x->nlevel++] = k;
	}
	return x->nlevel > 0;
}

static bool
is_level(const struct ub_comparing *x, size_t key)
{
	for (size_t i = 0; i < x->nlevel; i++)
		if (x->level[i] == key)
			return true;
	return false;
}

size_t
ub_compare_level(const struct ub_comparing *x, size_t row)
{
	size_t i;

	for (i = 0; i < x->nlevel; i++)
		if (ub_sheet_cell(x->a->s, row, x->level[i])->reason != 't')
			break;
	return i;
}

static const char *
level_words(const struct ub_comparing *x, size_t level)
{
	const struct ub_sheet *s = x->a->s;
	const char *name, *heading;

	if (level == x->nlevel)
		return ub_say(s->words, x->riket ? "Riket" : "Totalt");
	name = s->col[x->level[level]].name;
	heading = s->col[x->level[level]].heading;
	if (strcmp(heading, name) != 0)
		return heading;
	return ub_say(s->words, strcmp(name, "kommun") == 0    ? "Kommun"
				: strcmp(name, "lan") == 0     ? "Län"
				: strcmp(name, "lanskod") == 0 ? "Län"
				: strcmp(name, "enhet") == 0   ? "Enhet"
							       : name);
}

/* Those who answer for an area of a city, by its code: in Göteborg a
 * socialförvaltning since 2021, before that another. */
static struct ub_codelist *
open_units(const struct ub_words *w)
{
	struct ub_codelist *l = NULL;
	struct ub_err none;

	(void)ub_codelist_open(&l,
	    ub_words_english(w) ? "stadsomrade:code:unit_en"
				: "stadsomrade:code:unit",
	    "", &none);
	return l;
}

/* The word of a code that was in force once; false: it never was. */
static bool
unit_of(const struct ub_codelist *l, const char *code, struct ub_slice *word)
{
	size_t i = ub_codelist_find(l, code, strlen(code));

	if (i != UB_NOCODE) {
		*word = ub_codelist_label(l, i);
		return true;
	}
	for (i = 0; i < ub_codelist_ended(l); i++)
		if (ub_slice_is(ub_codelist_ended_code(l, i), code)) {
			*word = ub_codelist_ended_label(l, i);
			return true;
		}
	return false;
}

/* What the unit of a row is called by its code, which the sheet shows as its
 * label perhaps; NULL: it is no area of a city. */
static char *
unit_words(const struct ub_comparing *x, size_t row)
{
	const struct ub_sheet *s = x->a->s;
	const struct ub_meta *m = x->a->m;
	const char *shown =
	    ub_sheet_text(s, ub_sheet_cell(s, row, x->level[0]));
	const char *column = s->col[x->level[0]].name;
	struct ub_slice word;

	if (x->units == NULL)
		return NULL;
	if (unit_of(x->units, shown, &word))
		return ub_xstrndup(word.s, word.len);
	for (size_t i = 0; i < m->nlabel; i++)
		if (m->label[i].value != NULL &&
		    strcmp(m->label[i].col, column) == 0 &&
		    strcmp(m->label[i].text, shown) == 0 &&
		    unit_of(x->units, m->label[i].value, &word))
			return ub_xstrndup(word.s, word.len);
	return NULL;
}

/* --- years ----------------------------------------------------------------- */

static bool
is_year(const char *text)
{
	return strlen(text) == 4 && strspn(text, "0123456789") == 4 &&
	       (text[0] == '1' || text[0] == '2');
}

static bool
is_year_key(const struct ub_sheet *s, size_t key)
{
	for (size_t r = 0; r < s->nrow; r++) {
		const struct ub_cell *cell = ub_sheet_cell(s, r, key);

		if (cell->reason != 't' && !is_year(ub_sheet_text(s, cell)))
			return false;
	}
	return true;
}

static void
add_year(struct ub_comparing *x, const char *text)
{
	size_t at = x->nyear;

	for (size_t i = 0; i < x->nyear; i++)
		if (strcmp(x->year[i], text) == 0)
			return;
	x->year = ub_xgrow(x->year, x->nyear, sizeof(*x->year));
	while (at > 0 && strcmp(x->year[at - 1], text) > 0) {
		x->year[at] = x->year[at - 1];
		at--;
	}
	x->year[at] = ub_xstrdup(text);
	x->nyear++;
}

/* In rows, or across; else the table is of one time. */
static void
find_years(struct ub_comparing *x)
{
	const struct ub_sheet *s = x->a->s;
	const struct ub_meta *m = x->a->m;

	x->key = UB_NOCOL;
	for (size_t k = 0; k < s->nkey && x->key == UB_NOCOL; k++)
		if (!is_level(x, k) && is_year_key(s, k))
			x->key = k;
	for (size_t r = 0; x->key != UB_NOCOL && r < s->nrow; r++)
		if (ub_sheet_cell(s, r, x->key)->reason != 't')
			add_year(
			    x, ub_sheet_text(s, ub_sheet_cell(s, r, x->key)));
	if (x->key != UB_NOCOL)
		return;
	for (size_t i = 0; i < m->nattr; i++)
		if (strncmp(m->attr[i].key, "across:", 7) == 0 &&
		    is_year(m->attr[i].value) &&
		    strcmp(m->attr[i].key + 7, m->attr[i].value) == 0)
			add_year(x, m->attr[i].value);
	x->across = x->nyear > 0;
	if (x->nyear == 0)
		add_year(x, "");
}

/* --- measures ---------------------------------------------------------------- */

static bool
ends_in(const char *name, const char *year)
{
	size_t len = strlen(name), n = strlen(year);

	return len > n + 1 && name[len - n - 1] == '_' &&
	       strcmp(name + len - n, year) == 0;
}

/* The column of a measure in a year; across, where it has one of that name. */
static size_t
column_of(const struct ub_comparing *x, const char *stem, size_t year)
{
	const struct ub_sheet *s = x->a->s;
	size_t len = strlen(stem);

	for (size_t c = s->nkey; c < s->ncol; c++) {
		const char *name = s->col[c].name;

		if (strncmp(name, stem, len) != 0)
			continue;
		if (x->across ? name[len] == '_' &&
				    strcmp(name + len + 1, x->year[year]) == 0
			      : name[len] == '\0')
			return c;
	}
	return UB_NOCOL;
}

static void
add_measure(struct ub_comparing *x, const char *name, size_t len)
{
	struct ub_compare_measure *m;

	for (size_t i = 0; i < x->nmeasure; i++)
		if (strlen(x->measure[i].stem) == len &&
		    memcmp(x->measure[i].stem, name, len) == 0)
			return;
	x->measure = ub_xgrow(x->measure, x->nmeasure, sizeof(*x->measure));
	m = &x->measure[x->nmeasure++];
	memset(m, 0, sizeof(*m));
	m->stem = ub_xstrndup(name, len);
}

static void
find_measures(struct ub_comparing *x)
{
	const struct ub_sheet *s = x->a->s;

	for (size_t c = s->nkey; c < s->ncol; c++) {
		const char *name = s->col[c].name;
		size_t len = strlen(name);

		if (s->col[c].role != UB_ROLE_MEASURE)
			continue;
		if (!x->across)
			add_measure(x, name, len);
		/* all years together are no unit's figure */
		for (size_t y = 0; x->across && y < x->nyear; y++)
			if (ends_in(name, x->year[y]))
				add_measure(
				    x, name, len - strlen(x->year[y]) - 1);
	}
	for (size_t i = 0; i < x->nmeasure; i++) {
		struct ub_compare_measure *m = &x->measure[i];

		m->col = ub_xcalloc(x->nyear, sizeof(*m->col));
		m->base = ub_xcalloc(x->nyear, sizeof(*m->base));
		for (size_t y = 0; y < x->nyear; y++) {
			m->col[y] = column_of(x, m->stem, y);
			m->base[y] = m->col[y] == UB_NOCOL
					 ? UB_NOCOL
					 : ub_remake_beside(s, m->col[y], "_n");
		}
	}
}

/* The row of a year, of the unit in row. */
size_t
ub_compare_row(const struct ub_comparing *x, size_t row, size_t year)
{
	if (x->key == UB_NOCOL)
		return row;
	return ub_form_row(x->a->s, row, x->key, x->year[year]);
}

const struct ub_cell *
ub_compare_cell(
    const struct ub_comparing *x, size_t row, size_t year, size_t col)
{
	if (col == UB_NOCOL || (row = ub_compare_row(x, row, year)) == UB_NOCOL)
		return NULL;
	return ub_sheet_cell(x->a->s, row, col);
}

/* --- yes and no --------------------------------------------------------------- */

/* Is there nothing below the row? */
static bool
is_leaf(const struct ub_comparing *x, size_t row)
{
	const struct ub_sheet *s = x->a->s;
	size_t level = ub_compare_level(x, row), i;

	if (level == 0 || level == x->nlevel)
		return level == 0;
	for (size_t r = 0; r < s->nrow; r++) {
		if (ub_compare_level(x, r) >= level)
			continue;
		for (i = level; i < x->nlevel; i++)
			if (strcmp(ub_sheet_text(
				       s, ub_sheet_cell(s, r, x->level[i])),
				ub_sheet_text(s,
				    ub_sheet_cell(s, row, x->level[i]))) != 0)
				break;
		if (i == x->nlevel)
			return false;
	}
	return true;
}

/* Is each unit one answer?  Then a share of one is yes or no. */
static void
find_answers(struct ub_comparing *x)
{
	const struct ub_sheet *s = x->a->s;
	bool *one = ub_xcalloc(x->nmeasure + 1, sizeof(*one));

	for (size_t i = 0; i < x->nmeasure; i++)
		x->measure[i].answers = true;
	for (size_t r = 0; r < s->nrow; r++) {
		bool leaf = is_leaf(x, r);

		for (size_t i = 0; leaf && i < x->nmeasure; i++) {
			struct ub_compare_measure *m = &x->measure[i];

			for (size_t y = 0; y < x->nyear; y++) {
				const struct ub_cell *n =
				    ub_compare_cell(x, r, y, m->base[y]);

				if (m->col[y] == UB_NOCOL)
					continue;
				m->answers &=
				    m->base[y] != UB_NOCOL &&
				    s->col[m->col[y]].type == UB_SHARE;
				if (n == NULL || n->kind != UB_CELL_NUMBER)
					continue;
				one[i] |= strcmp(ub_sheet_text(s, n), "1") == 0;
				m->answers &=
				    strcmp(ub_sheet_text(s, n), "1") == 0 ||
				    strcmp(ub_sheet_text(s, n), "0") == 0;
			}
		}
	}
	for (size_t i = 0; i < x->nmeasure; i++)
		x->measure[i].answers &= one[i];
	free(one);
}

/* --- columns ----------------------------------------------------------------- */

/* "Nöjda, procent" of 2019 is "Nöjda, 2019, procent". */
static char *
with_year(const struct ub_comparing *x, const char *heading, size_t year)
{
	const char *unit = ub_say(x->a->s->words, ", procent");
	size_t len = strlen(heading), n = strlen(unit);
	struct ub_buf b = { 0 };
	bool percent = len > n && strcmp(heading + len - n, unit) == 0;

	ub_buf_puts(&b, "");
	ub_buf_add(&b, heading, percent ? len - n : len);
	if (!x->across && x->year[year][0] != '\0')
		ub_buf_printf(&b, ", %s", x->year[year]);
	ub_buf_puts(&b, percent ? unit : "");
	return b.s; /* freed with free() */
}

static void
add_column(struct ub_comparing *x, size_t col, size_t year)
{
	const struct ub_sheet_col *c;
	struct ub_buf name = { 0 };
	char *heading;

	if (col == UB_NOCOL)
		return;
	c = &x->a->s->col[col];
	ub_buf_puts(&name, c->name);
	if (!x->across && x->year[year][0] != '\0') {
		/* pos_2019_n, as across */
		size_t len = c->role == UB_ROLE_BASE ? name.len - 2 : name.len;

		ub_buf_clear(&name);
		ub_buf_printf(&name, "%.*s_%s%s", (int)len, c->name,
		    x->year[year], c->name + len);
	}
	heading = with_year(x, c->heading, year);
	(void)ub_remake_col(&x->m, c, name.s, heading);
	ub_buf_free(&name);
	free(heading);
}

static void
add_columns(struct ub_comparing *x)
{
	const struct ub_sheet *s = x->a->s;

	(void)ub_remake_new(
	    &x->m, UB_TEXT, UB_ROLE_KEY, "omrade", ub_say(s->words, "Område"));
	for (size_t k = 0; k < s->nkey; k++)
		if (!is_level(x, k) && k != x->key)
			(void)ub_remake_col(&x->m, &s->col[k], NULL, NULL);
	(void)ub_remake_new(
	    &x->m, UB_TEXT, UB_ROLE_MEASURE, "niva", ub_say(s->words, "Nivå"));
	for (size_t i = 0; i < x->nmeasure; i++) {
		for (size_t y = 0; y < x->nyear; y++)
			add_column(x, x->measure[i].col[y], y);
		if (i == x->ranked) {
			struct ub_buf head = { 0 };

			ub_buf_puts(
			    &head, ub_say(s->words, "Relativ position"));
			if (x->year[x->nyear - 1][0] != '\0')
				ub_buf_printf(
				    &head, " %s", x->year[x->nyear - 1]);
			(void)ub_remake_new(&x->m, UB_TEXT, UB_ROLE_MEASURE,
			    "position", head.s);
			ub_buf_free(&head);
		}
	}
	for (size_t i = 0; i < x->nmeasure; i++)
		for (size_t y = 0; y < x->nyear; y++)
			add_column(x, x->measure[i].base[y], y);
}

/* --- rows -------------------------------------------------------------------- */

static void
put_unit(struct ub_comparing *x, size_t row)
{
	const struct ub_sheet *s = x->a->s;
	size_t level = ub_compare_level(x, row), to = 1;
	char *unit;

	if (level == x->nlevel)
		ub_remake_put(
		    &x->m, 0, UB_CELL_TEXT, 't', level_words(x, level));
	else
		ub_remake_copy(&x->m, 0, row, x->level[level]);
	for (size_t k = 0; k < s->nkey; k++)
		if (!is_level(x, k) && k != x->key)
			ub_remake_copy(&x->m, to++, row, k);
	unit = level == 0 ? unit_words(x, row) : NULL;
	ub_remake_put(&x->m, to, UB_CELL_TEXT, 0,
	    unit != NULL ? unit : level_words(x, level));
	free(unit);
}

static void
put_value(struct ub_comparing *x, size_t to, size_t row, size_t year,
    size_t col, bool answer)
{
	const struct ub_sheet *s = x->a->s;
	const struct ub_cell *cell = ub_compare_cell(x, row, year, col);

	if (cell == NULL) {
		ub_remake_sign(&x->m, to, 'u');
	} else if (answer && cell->kind == UB_CELL_NUMBER) {
		bool no = strncmp(ub_sheet_text(s, cell), "0", 1) == 0;

		ub_remake_put(&x->m, to, UB_CELL_WORD, 0,
		    ub_say(s->words, no ? "Nej" : "Ja"));
	} else {
		ub_remake_copy(&x->m, to, ub_compare_row(x, row, year), col);
	}
}

static void
put_row(struct ub_comparing *x, size_t row)
{
	size_t to = x->m.nkey + 1;
	bool leaf = is_leaf(x, row);

	ub_remake_row(&x->m);
	put_unit(x, row);
	for (size_t i = 0; i < x->nmeasure; i++) {
		const struct ub_compare_measure *m = &x->measure[i];

		for (size_t y = 0; y < x->nyear; y++)
			if (m->col[y] != UB_NOCOL)
				put_value(x, to++, row, y, m->col[y],
				    m->answers && leaf);
		if (i == x->ranked)
			ub_compare_position(x, to++, row);
	}
	for (size_t i = 0; i < x->nmeasure; i++)
		for (size_t y = 0; y < x->nyear; y++)
			if (x->measure[i].base[y] != UB_NOCOL)
				put_value(x, to++, row, y,
				    x->measure[i].base[y], false);
}

/* A unit's row is that of the first year it has. */
static bool
is_first(const struct ub_comparing *x, size_t row)
{
	for (size_t y = 0; x->key != UB_NOCOL && y < x->nyear; y++) {
		size_t r = ub_compare_row(x, row, y);

		if (r != UB_NOCOL)
			return r == row;
	}
	return x->key == UB_NOCOL;
}

/* --- what is said -------------------------------------------------------------- */

static const char *
without_code(const char *text)
{
	size_t n = strspn(text, "0123456789");

	return n > 0 && text[n] == ' ' ? text + n + 1 : text;
}

/* Who is left out for bortfall is named. */
static void
say_left_out(const struct ub_comparing *x, struct ub_buf *b)
{
	const struct ub_sheet *s = x->a->s;
	const char *limit =
	    ub_pair_get(x->a->m->attr, x->a->m->nattr, "bortfall");
	size_t n = 0;

	for (size_t r = 0; r < s->nrow; r++) {
		size_t level = ub_compare_level(x, r), c;
		const char *name;

		for (c = s->nkey; c < s->ncol; c++)
			if (s->col[c].role == UB_ROLE_MEASURE &&
			    ub_sheet_cell(s, r, c)->reason == 'b')
				break;
		if (c == s->ncol || level == x->nlevel)
			continue;
		name = without_code(
		    ub_sheet_text(s, ub_sheet_cell(s, r, x->level[level])));
		ub_buf_printf(b, "%s%s", n++ > 0 ? ", " : "", name);
		if (x->key != UB_NOCOL)
			ub_buf_printf(b, " (%s)",
			    ub_sheet_text(s, ub_sheet_cell(s, r, x->key)));
	}
	if (n == 0 ||
	    strstr(s->note, ub_say(s->words, "på grund av bortfall")) != NULL) {
		ub_buf_clear(b);
		return;
	}
	ub_buf_puts(
	    b, ub_say(s->words, " redovisas inte på grund av bortfall"));
	if (limit != NULL)
		ub_buf_printf(
		    b, ub_say(s->words, " högre än %s procent"), limit);
	ub_buf_putc(b, '.');
}

static void
say(struct ub_comparing *x)
{
	struct ub_buf b = { 0 };
	bool answers = false;

	say_left_out(x, &b);
	for (size_t i = 0; i < x->nmeasure; i++)
		answers |= x->measure[i].answers;
	if (answers)
		ub_buf_printf(&b, "%s%s", b.len > 0 ? " " : "",
		    ub_say(x->a->s->words,
			"Ja eller Nej är vad enheten själv har svarat; för län "
			"och andra områden med flera enheter är det andelen "
			"som svarat ja."));
	ub_compare_say(x, &b);
	if (b.len > 0)
		x->said = b.s;
	else
		ub_buf_free(&b);
}

static void
free_all(struct ub_comparing *x)
{
	for (size_t i = 0; i < x->nyear; i++)
		free(x->year[i]);
	for (size_t i = 0; i < x->nmeasure; i++) {
		free(x->measure[i].stem);
		free(x->measure[i].col);
		free(x->measure[i].base);
	}
	ub_codelist_free(x->units);
	free(x->year);
	free(x->measure);
	free(x->said);
}

enum ub_status
ub_form_compare(const struct ub_form_ask *a)
{
	struct ub_comparing x = { .a = a, .ranked = UB_NOCOL };
	struct ub_sheet *s = a->s;
	enum ub_status st;
	size_t *order;

	if (!find_levels(&x))
		return UB_END;
	x.units = open_units(s->words);
	find_years(&x);
	find_measures(&x);
	find_answers(&x);
	if ((st = ub_compare_ranked(&x)) == UB_OK) {
		say(&x);
		order = ub_form_order(s);
		ub_remake_begin(&x.m, s);
		add_columns(&x);
		for (size_t i = 0; i < s->nrow; i++)
			if (is_first(&x, order[i]))
				put_row(&x, order[i]);
		ub_remake_end(&x.m);
		if (x.said != NULL)
			ub_remake_note(s, x.said);
		free(order);
	}
	free_all(&x);
	return st;
}
