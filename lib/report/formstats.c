/* formstats.c - tables of statistics: Totalt, Män, Kvinnor beside each other,
 * totals first, ages in words; formpart.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/unicode.h"
#include "../stream/legend.h"
#include "formpart.h"

enum { SEX_ALL, SEX_MEN, SEX_WOMEN, SEX_OTHER, NSEX };

static const struct {
	const char *words, *suffix, *is[10];
} sex[NSEX] = {
	[SEX_ALL] = { "Totalt", "", { NULL } },
	[SEX_MEN] = { "Män", "_man",
	    { "man", "män", "m", "pojke", "pojkar", "male", "men", NULL } },
	[SEX_WOMEN] = { "Kvinnor", "_kvinna",
	    { "kvinna", "kvinnor", "k", "f", "flicka", "flickor", "female",
		"women", "woman", NULL } },
	[SEX_OTHER] = { "Uppgift saknas", "_saknas", { NULL } },
};

struct stats {
	const struct ub_form_ask *a;
	size_t key;           /* of rows that is sex; nkey: it is across */
	const char *is[NSEX]; /* what stands for each: in a cell, or behind
	                       * the names of columns; NULL: it does not occur */
	char *kept[NSEX];
	struct ub_remake m;
};

/* --- does it fit? --------------------------------------------------------- */

static size_t
sex_of(const char *text)
{
	struct ub_buf low = { 0 };
	size_t found = NSEX, code = strspn(text, "0123456789");

	if (code > 0 && text[code] == ' ')
		text += code + 1; /* "1 Män" */
	ub_buf_puts(&low, "");
	ub_lower(&low, text, strlen(text));
	for (size_t i = SEX_MEN; i <= SEX_WOMEN; i++)
		for (size_t k = 0; sex[i].is[k] != NULL; k++)
			if (strcmp(low.s, sex[i].is[k]) == 0)
				found = i;
	ub_buf_free(&low);
	return found;
}

/* One value more; false: it is none, or the second of its sex. */
static bool
take(struct stats *x, size_t which, const char *text)
{
	if (which == NSEX ||
	    (x->is[which] != NULL && strcmp(x->is[which], text) != 0))
		return false;
	x->is[which] = text;
	return true;
}

static bool
is_sex_key(struct stats *x, size_t key)
{
	const struct ub_sheet *s = x->a->s;

	memset(x->is, 0, sizeof(x->is));
	for (size_t r = 0; r < s->nrow; r++) {
		const struct ub_cell *cell = ub_sheet_cell(s, r, key);
		const char *text = ub_sheet_text(s, cell);

		if (!take(x,
			cell->reason == 't' ? SEX_ALL
			: cell->reason != 0 ? SEX_OTHER
					    : sex_of(text),
			text))
			return false;
	}
	x->key = key;
	return x->is[SEX_MEN] != NULL && x->is[SEX_WOMEN] != NULL;
}

/* The same of a key that stands across: by its values, in the declaration. */
static bool
is_sex_across(struct stats *x)
{
	const struct ub_meta *m = x->a->m;
	const char *across = ub_pair_get(m->attr, m->nattr, "across");

	memset(x->is, 0, sizeof(x->is));
	for (size_t i = 0; across != NULL && i < m->nattr; i++) {
		const struct ub_pair *p = &m->attr[i];
		struct ub_slice f = ub_slice_of(p->value);
		const char *label = ub_meta_label(m, across, p->value);

		if (strncmp(p->key, "across:", 7) == 0 &&
		    !take(x,
			ub_missing(f) == 't' ? SEX_ALL
			: ub_missing(f) != 0 ? SEX_OTHER
			: label != NULL      ? sex_of(label)
					     : sex_of(p->value),
			p->key + 7))
			return false;
	}
	x->key = x->a->s->nkey;
	return x->is[SEX_MEN] != NULL && x->is[SEX_WOMEN] != NULL;
}

/* --- words ---------------------------------------------------------------- */

/* "Män, antal klienter" of "Antal klienter". */
static void
heading(struct ub_buf *b, const struct ub_words *w, size_t which,
    const char *measure)
{
	size_t step = ub_ustep(measure);
	const char *next = measure + step;

	ub_buf_printf(b, "%s, ", ub_say(w, sex[which].words));
	/* a word in capitals stays so */
	if (*measure != '\0' && *next != '\0' && (*next < 'A' || *next > 'Z'))
		ub_lower(b, measure, step);
	else
		ub_buf_add(b, measure, step);
	ub_buf_puts(b, next);
}

/* What a heading is without the part it stands in: ", Män", ", totalt". */
static char *
without_part(const struct stats *x, size_t which, const char *text)
{
	const struct ub_meta *m = x->a->m;
	const char *across = ub_pair_get(m->attr, m->nattr, "across");
	struct ub_buf key = { 0 }, words = { 0 }, b = { 0 };
	const char *value, *label, *at;

	ub_buf_printf(&key, "across:%s", x->is[which]);
	value = ub_pair_get(m->attr, m->nattr, key.s);
	label = value == NULL ? NULL : ub_meta_label(m, across, value);
	ub_buf_printf(&words, ", %s",
	    which == SEX_ALL     ? ub_say(x->a->s->words, "totalt")
	    : which == SEX_OTHER ? ub_say(x->a->s->words, "uppgift saknas")
	    : label != NULL      ? label
	    : value != NULL      ? value
				 : "");
	at = strstr(text, words.s);
	ub_buf_puts(&b, "");
	ub_buf_add(&b, text, at != NULL ? (size_t)(at - text) : strlen(text));
	ub_buf_puts(&b, at != NULL ? at + words.len : "");
	ub_buf_free(&key);
	ub_buf_free(&words);
	return b.s; /* freed with free() */
}

static bool
is_number(const char *s, size_t n)
{
	return n > 0 && n <= 3 && strspn(s, "0123456789") >= n;
}

/* "18–29" is "18–29 år", "50–" is "50 år och äldre", "–17" "17 år och yngre";
 * false: it is no age. */
static bool
age_words(struct ub_buf *b, const struct ub_words *w, const char *text)
{
	static const char dash[] = "\xe2\x80\x93";
	const char *at = strstr(text, dash), *tail;
	size_t n;

	if (at == NULL && (at = strchr(text, '-')) == NULL)
		return false;
	tail = at + (*at == '-' ? 1 : 3);
	n = (size_t)(at - text);
	if (n == 0 && is_number(tail, strlen(tail)))
		ub_buf_printf(b, ub_say(w, "%s år och yngre"), tail);
	else if (is_number(text, n) && *tail == '\0')
		ub_buf_printf(b, ub_say(w, "%.*s år och äldre"), (int)n, text);
	else if (is_number(text, n) && is_number(tail, strlen(tail)))
		ub_buf_printf(
		    b, ub_say(w, "%.*s%s%s år"), (int)n, text, dash, tail);
	else
		return false;
	return true;
}

static void
put_key(struct stats *x, size_t to, size_t row, size_t key)
{
	const struct ub_sheet *s = x->a->s;
	const struct ub_cell *cell = ub_sheet_cell(s, row, key);
	struct ub_buf b = { 0 }, name = { 0 };

	ub_buf_puts(&name, "");
	ub_lower(&name, s->col[key].name, strlen(s->col[key].name));
	ub_lower(&name, s->col[key].heading, strlen(s->col[key].heading));
	if (cell->reason == 0 &&
	    (strstr(name.s, "alder") != NULL ||
		strstr(name.s, "ålder") != NULL) &&
	    age_words(&b, s->words, ub_sheet_text(s, cell)))
		ub_remake_put(&x->m, to, UB_CELL_TEXT, 0, b.s);
	else
		ub_remake_copy(&x->m, to, row, key);
	ub_buf_free(&b);
	ub_buf_free(&name);
}

/* --- of rows and of columns ------------------------------------------------ */

/* Is what has no row nobody?  Not where rows were left out. */
static bool
is_complete(const struct ub_meta *m)
{
	for (size_t i = 0; i < m->nstep; i++) {
		const struct ub_step *t = &m->step[i];
		const char *small = ub_step_get(t, "small-groups");

		if ((small != NULL && strcmp(small, "0") != 0) ||
		    strcmp(t->tool, "ubat-table") == 0)
			return false;
	}
	return m->nstep > 0;
}

static void
make_from_rows(struct stats *x)
{
	const struct ub_sheet *s = x->a->s;
	size_t *order = ub_form_order(s), at[NSEX], first;
	bool none = is_complete(x->a->m);

	for (size_t k = 0; k < s->nkey; k++)
		if (k != x->key)
			(void)ub_remake_col(&x->m, &s->col[k], NULL, NULL);
	for (size_t i = 0; i < NSEX; i++) {
		for (size_t c = s->nkey; x->is[i] != NULL && c < s->ncol; c++) {
			struct ub_buf name = { 0 }, head = { 0 };

			ub_buf_printf(
			    &name, "%s%s", s->col[c].name, sex[i].suffix);
			heading(&head, s->words, i, s->col[c].heading);
			(void)ub_remake_col(&x->m, &s->col[c], name.s, head.s);
			ub_buf_free(&name);
			ub_buf_free(&head);
		}
	}
	for (size_t o = 0; o < s->nrow; o++) {
		size_t to = 0, r = order[o];

		first = UB_NOCOL;
		for (size_t i = 0; i < NSEX; i++) {
			at[i] = x->is[i] == NULL
				    ? UB_NOCOL
				    : ub_form_row(s, r, x->key,
					  i == SEX_ALL ? NULL : x->is[i]);
			if (at[i] < first)
				first = at[i];
		}
		if (r != first)
			continue;
		ub_remake_row(&x->m);
		for (size_t k = 0; k < s->nkey; k++)
			if (k != x->key)
				put_key(x, to++, r, k);
		for (size_t i = 0; i < NSEX; i++) {
			for (size_t c = s->nkey;
			     x->is[i] != NULL && c < s->ncol; c++, to++) {
				if (at[i] != UB_NOCOL)
					ub_remake_copy(&x->m, to, at[i], c);
				else if (none && s->col[c].type == UB_COUNT)
					ub_remake_put(
					    &x->m, to, UB_CELL_NUMBER, 0, "0");
				else
					ub_remake_sign(&x->m, to, 'u');
			}
		}
	}
	free(order);
}

/* Is c of the part: is its name, or that of what it stands beside, so? */
static bool
is_of(const struct stats *x, const struct ub_sheet_col *c, size_t which)
{
	static const char *const tail[] = { "", "_n", "_miss", "_lo", "_hi" };
	size_t len = strlen(c->name), n = strlen(x->is[which]), t;

	if (n == 0) {
		for (size_t i = 0; i < NSEX; i++)
			if (x->is[i] != NULL && x->is[i][0] != '\0' &&
			    is_of(x, c, i))
				return false;
		return true;
	}
	for (size_t i = 0; i < sizeof(tail) / sizeof(tail[0]); i++) {
		t = strlen(tail[i]);
		if (len > n + t + 1 && c->name[len - t - n - 1] == '_' &&
		    strncmp(c->name + len - t - n, x->is[which], n) == 0 &&
		    strcmp(c->name + len - t, tail[i]) == 0)
			return true;
	}
	return false;
}

static void
make_from_columns(struct stats *x)
{
	const struct ub_sheet *s = x->a->s;
	size_t *order = ub_form_order(s);
	size_t *from = ub_xcalloc(s->ncol + 1, sizeof(*from)), n = 0;

	for (size_t k = 0; k < s->nkey; k++) {
		from[n++] = k;
		(void)ub_remake_col(&x->m, &s->col[k], NULL, NULL);
	}
	for (size_t i = 0; i < NSEX; i++) {
		for (size_t c = s->nkey; x->is[i] != NULL && c < s->ncol; c++) {
			struct ub_buf head = { 0 };
			char *plain;

			if (!is_of(x, &s->col[c], i))
				continue;
			plain = without_part(x, i, s->col[c].heading);
			heading(&head, s->words, i, plain);
			(void)ub_remake_col(&x->m, &s->col[c], NULL, head.s);
			from[n++] = c;
			ub_buf_free(&head);
			free(plain);
		}
	}
	for (size_t o = 0; o < s->nrow; o++) {
		ub_remake_row(&x->m);
		for (size_t c = 0; c < n; c++) {
			if (c < s->nkey)
				put_key(x, c, order[o], c);
			else
				ub_remake_copy(&x->m, c, order[o], from[c]);
		}
	}
	free(from);
	free(order);
}

enum ub_status
ub_form_stats(const struct ub_form_ask *a)
{
	struct stats x = { .a = a };
	size_t k = 0;

	while (k < a->s->nkey && !is_sex_key(&x, k))
		k++;
	if (k == a->s->nkey && !is_sex_across(&x))
		return UB_END;
	/* texts of the sheet move when others are put behind them */
	for (size_t i = 0; i < NSEX; i++)
		if (x.is[i] != NULL)
			x.is[i] = x.kept[i] = ub_xstrdup(x.is[i]);
	ub_remake_begin(&x.m, a->s);
	if (k < a->s->nkey)
		make_from_rows(&x);
	else
		make_from_columns(&x);
	ub_remake_end(&x.m);
	for (size_t i = 0; i < NSEX; i++)
		free(x.kept[i]);
	return UB_OK;
}
