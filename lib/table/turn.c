/* turn.c - measures into rows; arrange.h. */
#include <stdlib.h>
#include <string.h>

#include "../base/unicode.h"
#include "arrange.h"
#include "suffix.h"

#define TURNED "matt" /* the key that says which measure a row is of */

enum { NTAIL = 6 };

/* What stands beside a figure, and what it is called there. */
static const struct {
	const char *tail, *words;
	enum ub_grid_role role;
} beside[NTAIL] = { { "", "", UB_GRID_FIGURE }, { "_k", ", antal", UB_GRID_K },
	{ "_n", ", antal med uppgift", UB_GRID_N },
	{ "_miss", ", antal utan uppgift", UB_GRID_MISS },
	{ "_lo", ", undre gräns", UB_GRID_INTERVAL },
	{ "_hi", ", övre gräns", UB_GRID_INTERVAL } };

struct turn {
	struct ub_grid *g;
	char **stem; /* of the measures, in order; owned */
	size_t n;
	const struct ub_grid_col *first; /* a figure of the first of them */
	const char *name, *words;        /* of the figures turned */
	struct ub_grid_col **col;        /* what the table gets; owned */
	size_t ncol;
};

/* --- which ---------------------------------------------------------------- */

static const struct ub_grid_col *
any_figure(const struct ub_grid *g, const char *stem)
{
	const struct ub_grid_col *c = NULL;

	for (size_t p = 0; c == NULL && p < g->npart; p++)
		c = ub_grid_figure(g, stem, p);
	return c;
}

static enum ub_status
take(struct turn *t, const char *stem, struct ub_err *e)
{
	const struct ub_grid_col *c = any_figure(t->g, stem);

	for (size_t i = 0; i < t->n; i++)
		if (strcmp(t->stem[i], stem) == 0)
			return UB_OK;
	if (strcmp(stem, "n_pers") == 0)
		return ub_fail(e, UB_EUSAGE,
		    "table %s: n_pers protects, and is no measure to turn",
		    t->g->meta.table);
	if (t->first == NULL)
		t->first = c;
	if (c->type != t->first->type)
		return ub_fail(e, UB_EUSAGE,
		    "table %s: %s is %s, and %s is %s: turn measures of one "
		    "type",
		    t->g->meta.table, t->stem[0], ub_type_name(t->first->type),
		    stem, ub_type_name(c->type));
	t->stem = ub_xgrow(t->stem, t->n, sizeof(*t->stem));
	t->stem[t->n++] = ub_xstrdup(stem);
	return UB_OK;
}

static enum ub_status
take_type(struct turn *t, enum ub_type type, struct ub_err *e)
{
	const struct ub_grid *g = t->g;
	enum ub_status st = UB_OK;
	size_t had = t->n;

	for (size_t i = g->nkey; st == UB_OK && i < g->ncol; i++)
		if (g->col[i]->role == UB_GRID_FIGURE &&
		    g->col[i]->type == type &&
		    strcmp(g->col[i]->stem, "n_pers") != 0)
			st = take(t, g->col[i]->stem, e);
	if (st == UB_OK && t->n == had)
		st = ub_fail(e, UB_EUSAGE, "table %s: no measure is %s",
		    g->meta.table, ub_type_name(type));
	return st;
}

/* The name of a type stands for all measures of it, but for a measure that is
 * called so. */
static enum ub_status
take_list(struct turn *t, const char *list, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	struct ub_choice p;
	enum ub_type type;
	size_t at = 0;

	while (st == UB_OK && (at == 0 || list[at - 1] != '\0')) {
		size_t n = strcspn(list + at, ",");
		char *name = ub_xstrndup(list + at, n);
		bool is_type = any_figure(t->g, name) == NULL &&
			       ub_type_parse(name, n, &type);

		free(name);
		if (is_type) {
			st = take_type(t, type, e);
			at += n + 1;
			continue;
		}
		if ((st = ub_choice_next(&p, t->g, list, &at, e)) != UB_OK)
			break;
		st = take(t, p.stem, e);
		free(p.stem);
	}
	return st == UB_END ? UB_OK : st;
}

/* --- words ---------------------------------------------------------------- */

static void
name_figures(struct turn *t)
{
	switch (t->first->type) {
	case UB_COUNT:
		t->name = "antal";
		t->words = "Antal";
		break;
	case UB_SHARE:
		t->name = "andel";
		t->words = "Andel";
		break;
	case UB_MEAN:
		t->name = "medel";
		t->words = "Medelvärde";
		break;
	default:
		t->name = "varde";
		t->words = "Värde";
		break;
	}
}

/* ", Kommunal regi" of the columns of a part, ", totalt"; nothing without a
 * key across. */
static void
part_words(const struct ub_grid *g, size_t part, struct ub_buf *b)
{
	struct ub_slice f = g->part[part].value;
	const char *label;
	char *field;

	ub_buf_puts(b, "");
	if (g->across == NULL)
		return;
	ub_buf_puts(b, ", ");
	field = ub_xstrndup(f.s, f.len);
	label = ub_meta_label(&g->meta, g->across, field);
	if (ub_missing(f) == 't')
		ub_buf_puts(b, "totalt");
	else if (label != NULL)
		ub_buf_puts(b, label);
	else if (ub_missing(f) != 0)
		ub_suffix_missing(b, ub_missing(f));
	else
		ub_unescape(b, f.s, f.len);
	free(field);
}

/* What a measure is called: its heading without the part it stands in, and
 * without the unit that the figures have in theirs. */
static char *
measure_words(const struct ub_grid *g, const struct ub_grid_col *c)
{
	static const char unit[] = ", procent";
	const char *text = c->label != NULL ? c->label : c->stem, *part;
	size_t len = strlen(text), n = sizeof(unit) - 1;
	struct ub_buf b = { 0 }, words = { 0 };

	if (len > n && strcmp(text + len - n, unit) == 0)
		len -= n;
	ub_buf_puts(&b, "");
	ub_buf_add(&b, text, len);
	part_words(g, c->part, &words);
	part = words.len > 0 ? strstr(b.s, words.s) : NULL;
	if (part != NULL) {
		size_t at = (size_t)(part - b.s);

		memmove(
		    b.s + at, b.s + at + words.len, b.len - at - words.len + 1);
	}
	ub_buf_free(&words);
	return b.s; /* freed with free() */
}

static enum ub_status
label_measures(struct turn *t, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	for (size_t i = 0; st == UB_OK && i < t->n; i++) {
		char *words = measure_words(t->g, any_figure(t->g, t->stem[i]));

		st = ub_meta_add_label(
		    &t->g->meta, TURNED, t->stem[i], words, e);
		free(words);
	}
	return st;
}

/* --- columns -------------------------------------------------------------- */

static struct ub_grid_col *
add_col(
    struct turn *t, const char *name, enum ub_type type, enum ub_grid_role role)
{
	struct ub_grid_col *c = ub_xcalloc(1, sizeof(*c));

	c->name = ub_xstrdup(name);
	c->type = type;
	c->role = role;
	c->cell = ub_xcalloc(t->n * t->g->nrow + 1, sizeof(*c->cell));
	t->col = ub_xgrow(t->col, t->ncol, sizeof(*t->col));
	t->col[t->ncol++] = c;
	return c;
}

static void
add_keys(struct turn *t)
{
	struct ub_grid *g = t->g;
	struct ub_grid_col *to = add_col(t, TURNED, UB_CODE, UB_GRID_KEY);
	size_t rows = g->nrow;

	to->from = ub_xstrdup(TURNED);
	to->label = ub_xstrdup("Mått");
	for (size_t i = 0; i < t->n * rows; i++)
		to->cell[i] = ub_grid_text(
		    g, t->stem[i / rows], strlen(t->stem[i / rows]));
	for (size_t k = 0; k < g->nkey; k++) {
		const struct ub_grid_col *c = g->col[k];

		to = add_col(t, c->name, c->type, UB_GRID_KEY);
		to->from = c->from != NULL ? ub_xstrdup(c->from) : NULL;
		to->label = c->label != NULL ? ub_xstrdup(c->label) : NULL;
		for (size_t i = 0; i < t->n * rows; i++)
			to->cell[i] = c->cell[i % rows];
	}
}

/* What stands beside the figure of a measure in a part, or NULL. */
static const struct ub_grid_col *
source(const struct turn *t, size_t measure, size_t part, size_t tail)
{
	const struct ub_grid *g = t->g;
	const struct ub_grid_col *f = ub_grid_figure(g, t->stem[measure], part);
	size_t len;

	if (f == NULL || tail == 0)
		return f;
	len = strlen(f->name);
	for (size_t i = g->nkey; i < g->ncol; i++)
		if (g->col[i]->figure == f && g->col[i] != f &&
		    strcmp(g->col[i]->name + len, beside[tail].tail) == 0)
			return g->col[i];
	return NULL;
}

static char *
label_of(const struct turn *t, size_t part, size_t tail, enum ub_type type)
{
	const char *base = ub_grid_attr(t->g, "base");
	const char *unit = ub_grid_attr(t->g, "unit");
	struct ub_buf b = { 0 };
	bool all = base != NULL && strcmp(base, "all") == 0 &&
		   t->first->type == UB_SHARE;

	ub_buf_puts(&b, t->words);
	if (t->first->type == UB_COUNT)
		ub_buf_printf(&b, " %s", unit != NULL ? unit : "poster");
	part_words(t->g, part, &b);
	ub_buf_puts(&b, all && beside[tail].role == UB_GRID_N
			    ? ", antal i basen"
			    : beside[tail].words);
	ub_buf_puts(&b, type == UB_SHARE ? ", procent" : "");
	return b.s; /* freed with free() */
}

/* One column of a part, where any of the measures has it. */
static void
add_turned(
    struct turn *t, size_t part, size_t tail, struct ub_grid_col **figure)
{
	const struct ub_grid_col *from = NULL, *c;
	size_t rows = t->g->nrow;
	struct ub_grid_col *to;
	struct ub_buf name = { 0 };

	for (size_t i = 0; i < t->n; i++)
		if ((c = source(t, i, part, tail)) != NULL)
			from = c;
	if (from == NULL)
		return;
	ub_buf_puts(&name, t->name);
	ub_buf_puts(&name, t->g->part[part].suffix);
	ub_buf_puts(&name, beside[tail].tail);
	to = add_col(t, name.s, from->type, beside[tail].role);
	ub_buf_free(&name);
	if (tail == 0) {
		*figure = to;
		to->root = to;
		to->stem = ub_xstrdup(t->name);
	}
	to->figure = *figure;
	to->part = part;
	to->label = label_of(t, part, tail, from->type);
	for (size_t i = 0; i < t->n; i++) {
		c = source(t, i, part, tail);
		for (size_t r = 0; r < rows; r++)
			to->cell[i * rows + r] =
			    c != NULL ? c->cell[r] : ub_grid_miss('e');
	}
}

static enum ub_status
add_columns(struct turn *t, struct ub_err *e)
{
	struct ub_grid_col *figure = NULL;
	size_t keys;

	add_keys(t);
	keys = t->ncol;
	for (size_t p = 0; p < t->g->npart; p++) {
		figure = NULL;
		for (size_t tail = 0; tail < NTAIL; tail++)
			if (tail == 0 || figure != NULL)
				add_turned(t, p, tail, &figure);
	}
	for (size_t i = keys; i < t->ncol; i++)
		for (size_t k = 0; k < keys; k++)
			if (strcasecmp(t->col[i]->name, t->col[k]->name) == 0)
				return ub_fail(e, UB_EUSAGE,
				    "table %s: there is a column %s already",
				    t->g->meta.table, t->col[k]->name);
	return UB_OK;
}

/* --- what the table says of itself ---------------------------------------- */

/* What all measures are, "mean"; NULL where they differ. */
static const char *
function_of(const struct turn *t)
{
	const char *all = NULL, *one;

	for (size_t i = 0; i < t->n; i++) {
		struct ub_buf key = { 0 };

		ub_buf_puts(&key, "function:");
		ub_buf_puts(&key, t->stem[i]);
		one = ub_grid_attr(t->g, key.s);
		ub_buf_free(&key);
		if (one == NULL || (all != NULL && strcmp(all, one) != 0))
			return NULL;
		all = one;
	}
	return all;
}

static bool
any_listed(const struct turn *t, const char *list)
{
	for (size_t i = 0; i < t->n; i++)
		if (ub_listed(list, ub_slice_of(t->stem[i])))
			return true;
	return false;
}

static void
declare(struct turn *t)
{
	struct ub_grid *g = t->g;
	bool overlap = any_listed(t, ub_grid_attr(g, "overlap"));
	bool derived = any_listed(t, g->derived.s);
	const char *function = function_of(t);
	struct ub_buf b = { 0 };

	ub_buf_puts(&b, TURNED);
	for (size_t k = 0; k < g->nkey; k++)
		ub_buf_printf(&b, ",%s", g->col[k]->name);
	ub_grid_say(g, "keys", b.s);
	ub_grid_say(g, "turned", TURNED);
	if (overlap)
		ub_grid_say(g, "overlap", t->name);
	ub_buf_clear(&g->derived);
	if (derived)
		ub_buf_puts(&g->derived, t->name);
	if (function != NULL) {
		char *copy = ub_xstrdup(function);

		ub_buf_clear(&b);
		ub_buf_printf(&b, "function:%s", t->name);
		ub_grid_say(g, b.s, copy);
		free(copy);
	}
	ub_buf_free(&b);
}

static void
free_cols(struct ub_grid_col **col, size_t n)
{
	for (size_t i = 0; i < n; i++)
		ub_grid_col_free(col[i]);
	free(col);
}

enum ub_status
ub_arrange_turn(struct ub_grid *g, const char *list, struct ub_err *e)
{
	struct turn t = { .g = g };
	enum ub_status st = UB_OK;

	if (ub_grid_find(g, ub_slice_of(TURNED)) < g->nkey)
		st = ub_fail(e, UB_EUSAGE,
		    "table %s: there is a column %s already", g->meta.table,
		    TURNED);
	if (st == UB_OK && (st = take_list(&t, list, e)) == UB_OK) {
		name_figures(&t);
		if ((st = label_measures(&t, e)) == UB_OK)
			st = add_columns(&t, e);
	}
	if (st == UB_OK) {
		declare(&t);
		free_cols(g->col, g->ncol);
		g->col = t.col;
		g->ncol = t.ncol;
		g->nkey++;
		g->nrow *= t.n;
	} else {
		free_cols(t.col, t.ncol);
	}
	for (size_t i = 0; i < t.n; i++)
		free(t.stem[i]);
	free(t.stem);
	return st;
}
