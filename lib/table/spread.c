/* spread.c - keys of rows over columns; arrange.h. */
#include <stdlib.h>
#include <string.h>

#include "arrange.h"
#include "suffix.h"
#include "tally.h"

enum { KEYS_MAX = 64 };

struct part {
	size_t row;      /* one that has its values */
	uint32_t *place; /* of the values of the keys that are spread */
	size_t n;
	char *suffix;
	struct ub_buf words;
};

struct spread {
	struct ub_grid *g;
	bool over[KEYS_MAX];  /* by key: is it spread? */
	size_t key[KEYS_MAX]; /* those, as they are listed */
	size_t nover;
	size_t *row, *part; /* of each row: the new row, and its part */
	struct part *all;
	size_t nall, nrow;
	size_t *first; /* of each new row: a row that has its keys */
	bool zero;     /* what is not there is of no record */
};

static enum ub_status
find_keys(struct spread *s, const char *list, struct ub_err *e)
{
	struct ub_grid *g = s->g;
	enum ub_status st = UB_OK;
	size_t n, key;

	if (g->across != NULL)
		return ub_fail(e, UB_EUSAGE,
		    "table %s: %s stands across already", g->meta.table,
		    g->across);
	for (; st == UB_OK && *list != '\0'; list += n + (list[n] == ',')) {
		char *name = ub_xstrndup(list, n = strcspn(list, ","));

		st = ub_grid_key(g, name, &key, e);
		if (st == UB_OK && key < KEYS_MAX && !s->over[key]) {
			s->over[key] = true;
			s->key[s->nover++] = key;
		}
		free(name);
	}
	return st;
}

/* The keys that are spread, or the others, as one text. */
static void
row_name(const struct spread *s, size_t row, bool over, struct ub_buf *b)
{
	ub_buf_clear(b);
	ub_buf_puts(b, "");
	for (size_t k = 0; k < s->g->nkey; k++) {
		if (s->over[k] != over)
			continue;
		ub_buf_add(
		    b, s->g->col[k]->cell[row].s, s->g->col[k]->cell[row].len);
		ub_buf_putc(b, '\t');
	}
}

static void
find_places(struct spread *s)
{
	const struct ub_grid *g = s->g;
	struct ub_intern rows = { 0 }, parts = { 0 };
	struct ub_buf b = { 0 };

	for (size_t r = 0; r < g->nrow; r++) {
		row_name(s, r, false, &b);
		s->row[r] = ub_intern_add(&rows, b.s, b.len);
		if (s->row[r] == s->nrow)
			s->first[s->nrow++] = r;
		row_name(s, r, true, &b);
		s->part[r] = ub_intern_add(&parts, b.s, b.len);
		if (s->part[r] < s->nall)
			continue;
		s->all = ub_xgrow(s->all, s->nall, sizeof(*s->all));
		s->all[s->nall++] = (struct part){ .row = r };
	}
	ub_intern_free(&rows);
	ub_intern_free(&parts);
	ub_buf_free(&b);
}

/* A value of a key that is spread, and the part it is of. */
struct value {
	struct ub_slice text;
	struct ub_i128 num;
	char miss; /* 'z' + 1 for a total, which is last */
	size_t part;
};

static int
by_value(const void *a, const void *b)
{
	const struct value *x = a, *y = b;
	int c;

	if (x->miss != y->miss)
		return x->miss < y->miss ? -1 : 1;
	if ((c = ub_i128_cmp(x->num, y->num)) != 0)
		return c;
	return ub_slice_cmp(x->text, y->text);
}

/* The places of the parts by the values of one key: numbers by value, all else
 * by bytes, missing ones and the total last. */
static void
place_by(struct spread *s, const struct ub_grid_col *key)
{
	struct value *v = ub_xcalloc(s->nall + 1, sizeof(*v));
	uint32_t place = 0;

	for (size_t i = 0; i < s->nall; i++) {
		v[i].text = key->cell[s->all[i].row];
		v[i].part = i;
		v[i].miss = ub_missing(v[i].text);
		if (v[i].miss == 't')
			v[i].miss = 'z' + 1;
		if (v[i].miss == 0 && !ub_type_is_text(key->type))
			(void)ub_number_of(key->type, v[i].text, &v[i].num);
	}
	if (s->nall > 0)
		qsort(v, s->nall, sizeof(*v), by_value);
	for (size_t i = 0; i < s->nall; i++) {
		struct part *p = &s->all[v[i].part];

		place += i > 0 && by_value(&v[i - 1], &v[i]) != 0;
		p->place[p->n++] = place;
	}
	free(v);
}

static void
place_parts(struct spread *s)
{
	const struct ub_grid *g = s->g;

	for (size_t i = 0; i < s->nall; i++)
		s->all[i].place =
		    ub_xcalloc(s->nover + 1, sizeof(*s->all[i].place));
	for (size_t k = 0; k < s->nover; k++)
		place_by(s, g->col[s->key[k]]);
}

/* "_kommunal_man" and ", Kommunal regi, Man"; nothing and ", totalt". */
static void
name_part(struct spread *s, struct part *p, struct ub_intern *seen)
{
	const struct ub_grid *g = s->g;
	struct ub_buf b = { 0 };

	ub_buf_puts(&b, "");
	ub_buf_puts(&p->words, "");
	for (size_t i = 0; i < s->nover; i++) {
		const struct ub_grid_col *key = g->col[s->key[i]];
		struct ub_slice f = key->cell[p->row];
		const char *label;
		char *field;

		if (ub_missing(f) == 't')
			continue;
		field = ub_xstrndup(f.s, f.len);
		label = ub_meta_label(&g->meta, key->from, field);
		ub_buf_puts(&b, b.len > 0 ? "_" : "");
		ub_buf_puts(&b, ub_missing(f) != 0 ? "saknas" : field);
		ub_buf_puts(&p->words, ", ");
		if (label != NULL)
			ub_buf_puts(&p->words, label);
		else if (ub_missing(f) != 0)
			ub_suffix_missing(&p->words, ub_missing(f));
		else
			ub_unescape(&p->words, f.s, f.len);
		free(field);
	}
	if (b.len > 0) {
		p->suffix =
		    ub_suffix_new(seen, (struct ub_slice){ b.s, b.len });
	} else {
		p->suffix = ub_xstrdup("");
		ub_buf_puts(&p->words, ", totalt");
	}
	ub_buf_free(&b);
}

static int
by_place(const void *a, const void *b)
{
	const struct part *const *x = a, *const *y = b;

	for (size_t i = 0; i < (*x)->n; i++)
		if ((*x)->place[i] != (*y)->place[i])
			return (*x)->place[i] < (*y)->place[i] ? -1 : 1;
	return 0;
}

/* --- columns --------------------------------------------------------------- */

static char *
with_suffix(const struct ub_grid_col *c, const char *suffix)
{
	size_t n = strlen(c->figure->name);
	struct ub_buf b = { 0 };

	ub_buf_puts(&b, c->figure->name);
	ub_buf_puts(&b, suffix);
	ub_buf_puts(&b, c->name + n); /* "_k" */
	return b.s;                   /* freed with free() */
}

static char *
with_words(const struct ub_grid_col *c, const char *words)
{
	static const char unit[] = ", procent";
	const char *text = c->label != NULL ? c->label : c->name;
	size_t len = strlen(text), n = sizeof(unit) - 1;
	bool percent = len > n && strcmp(text + len - n, unit) == 0;
	struct ub_buf b = { 0 };

	ub_buf_add(&b, text, percent ? len - n : len);
	ub_buf_puts(&b, words);
	ub_buf_puts(&b, percent ? unit : "");
	return b.s; /* freed with free() */
}

/* A column in a part: the fields of the rows that have its values. */
static struct ub_grid_col *
make_col(const struct spread *s, const struct ub_grid_col *c, size_t part)
{
	const struct part *p = &s->all[part];
	struct ub_grid_col *to = ub_xcalloc(1, sizeof(*to));
	bool count = s->zero && c->type == UB_COUNT;

	to->name = with_suffix(c, p->suffix);
	to->label = with_words(c, p->words.s);
	to->type = c->type;
	to->role = c->role;
	to->cell = ub_xcalloc(s->nrow + 1, sizeof(*to->cell));
	for (size_t r = 0; r < s->nrow; r++)
		to->cell[r] =
		    count ? (struct ub_slice){ "0", 1 } : ub_grid_miss('u');
	for (size_t r = 0; r < s->g->nrow; r++)
		if (s->part[r] == part)
			to->cell[s->row[r]] = c->cell[r];
	return to;
}

/* The columns of a part behind those that are there; each names itself. */
static void
add_part(struct spread *s, size_t part, struct ub_grid_col **col, size_t *n)
{
	struct ub_grid *g = s->g;
	struct ub_grid_col *figure = NULL;

	for (size_t i = g->nkey; i < g->ncol; i++) {
		struct ub_grid_col *to = make_col(s, g->col[i], part);

		if (to->role == UB_GRID_FIGURE) {
			to->stem = ub_xstrdup(to->name);
			to->root = figure = to;
			if (g->derived.len > 0)
				ub_buf_putc(&g->derived, ',');
			ub_buf_puts(&g->derived, to->stem);
		}
		to->figure = figure;
		col[(*n)++] = to;
	}
}

static void
put_columns(struct spread *s, struct part *const *order)
{
	struct ub_grid *g = s->g;
	size_t n = 0, nkey = g->nkey, ncol = g->ncol;
	struct ub_grid_col **old = g->col,
			   **col =
			       ub_xcalloc(nkey + (ncol - nkey) * s->nall + 1,
				   sizeof(*col));

	for (size_t p = 0; p < s->nall; p++)
		add_part(s, (size_t)(order[p] - s->all), col + nkey, &n);
	g->col = NULL;
	g->ncol = g->nkey = 0;
	for (size_t k = 0; k < nkey; k++) {
		if (s->over[k]) {
			ub_grid_col_free(old[k]);
			continue;
		}
		for (size_t r = 0; r < s->nrow; r++)
			old[k]->cell[r] = old[k]->cell[s->first[r]];
		g->col = ub_xgrow(g->col, g->ncol, sizeof(*g->col));
		g->col[g->ncol++] = old[k];
		g->nkey++;
	}
	for (size_t i = 0; i < n; i++) {
		g->col = ub_xgrow(g->col, g->ncol, sizeof(*g->col));
		g->col[g->ncol++] = col[nkey + i];
	}
	for (size_t i = nkey; i < ncol; i++)
		ub_grid_col_free(old[i]);
	free(old);
	free(col);
	g->nrow = s->nrow;
}

/* The keys that are left; what adds up over which is not told any more. */
static void
declare(struct ub_grid *g)
{
	struct ub_buf keys = { 0 };

	ub_buf_puts(&keys, "");
	for (size_t k = 0; k < g->nkey; k++)
		ub_buf_printf(&keys, "%s%s", k > 0 ? "," : "", g->col[k]->name);
	ub_grid_say(g, "keys", keys.s);
	/* a level that stands across is none of rows */
	if (ub_grid_attr(g, "hierarchy") != NULL)
		ub_grid_say(g, "hierarchy", "");
	ub_buf_free(&keys);
}

/* Does a combination that is not there have no record?  Not where rows were
 * left out. */
static bool
is_complete(const struct ub_grid *g)
{
	for (size_t i = 0; i < g->meta.nstep; i++) {
		const struct ub_step *t = &g->meta.step[i];
		const char *small = ub_step_get(t, "small-groups");

		if ((small != NULL && strcmp(small, "0") != 0) ||
		    strcmp(t->tool, "ubat-table") == 0)
			return false;
	}
	return g->nrow == g->nread;
}

enum ub_status
ub_arrange_across(struct ub_grid *g, const char *list, struct ub_err *e)
{
	struct spread s = { .g = g, .zero = is_complete(g) };
	struct ub_intern seen = { 0 };
	struct part **order;
	enum ub_status st = find_keys(&s, list, e);

	if (st != UB_OK)
		return st;
	s.row = ub_xcalloc(g->nrow + 1, sizeof(*s.row));
	s.part = ub_xcalloc(g->nrow + 1, sizeof(*s.part));
	s.first = ub_xcalloc(g->nrow + 1, sizeof(*s.first));
	find_places(&s);
	place_parts(&s);
	order = ub_xcalloc(s.nall + 1, sizeof(*order));
	for (size_t i = 0; i < s.nall; i++)
		order[i] = &s.all[i];
	if (s.nall > 0)
		qsort(order, s.nall, sizeof(struct part *), by_place);
	for (size_t i = 0; i < s.nall; i++)
		name_part(&s, order[i], &seen);
	put_columns(&s, order);
	declare(g);
	for (size_t i = 0; i < s.nall; i++) {
		free(s.all[i].place);
		free(s.all[i].suffix);
		ub_buf_free(&s.all[i].words);
	}
	ub_intern_free(&seen);
	free(order);
	free(s.all);
	free(s.row);
	free(s.part);
	free(s.first);
	return UB_OK;
}
