/* sortrows.c - rows in order; arrange.h. */
#include <stdlib.h>
#include <string.h>

#include "../base/collate.h"
#include "arrange.h"
#include "quantity.h"

enum { BY_MAX = 32 };

/* One of the columns that decide. */
struct by {
	const struct ub_grid_col *c;
	bool desc, words;
};

struct row {
	const struct sorting *by;
	size_t at, ntotal;
	struct ub_quantity q[BY_MAX];
	char *text[BY_MAX]; /* owned; NULL where q tells */
};

struct sorting {
	struct ub_grid *g;
	struct by by[BY_MAX];
	size_t n, nkey; /* the first of them are keys */
	bool totals_first;
	struct ub_collate *collate;
};

/* 0 a value, 1 missing, 2 the total of a key. */
static int
class_of(const struct sorting *s, size_t i, const struct row *r)
{
	bool key = s->by[i].c->role == UB_GRID_KEY;

	if (r->q[i].miss == 0)
		return 0;
	return key && r->q[i].miss == 't' ? 2 : 1;
}

static int
compare_at(
    const struct sorting *s, size_t i, const struct row *x, const struct row *y)
{
	int a = class_of(s, i, x), b = class_of(s, i, y), c;

	if (a != b) {
		if (s->totals_first && (a == 2 || b == 2))
			return a == 2 ? -1 : 1;
		return a < b ? -1 : 1;
	}
	if (a != 0)
		return (x->q[i].miss > y->q[i].miss) -
		       (x->q[i].miss < y->q[i].miss);
	c = x->text[i] != NULL ? strcmp(x->text[i], y->text[i])
			       : ub_quantity_cmp(x->q[i], y->q[i]);
	return s->by[i].desc ? -c : c;
}

/* Keys decide first; a total stands apart from what it is of before any figure
 * is looked at. */
static int
by_row(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	const struct sorting *s = x->by;
	int c;

	for (size_t i = 0; i < s->nkey; i++)
		if ((c = compare_at(s, i, x, y)) != 0)
			return c;
	if (x->ntotal != y->ntotal)
		return (x->ntotal < y->ntotal) == s->totals_first ? 1 : -1;
	for (size_t i = s->nkey; i < s->n; i++)
		if ((c = compare_at(s, i, x, y)) != 0)
			return c;
	return x->at < y->at ? -1 : 1;
}

static void
put_words(
    struct sorting *s, const struct by *by, struct ub_slice f, struct ub_buf *b)
{
	char *field = ub_xstrndup(f.s, f.len);
	const char *label = by->c->from == NULL ? NULL
						: ub_meta_label(&s->g->meta,
						      by->c->from, field);
	struct ub_buf plain = { 0 };

	ub_buf_puts(&plain, "");
	if (label != NULL)
		ub_buf_puts(&plain, label);
	else
		ub_unescape(&plain, f.s, f.len);
	ub_collate_key(s->collate, b, plain.s, plain.len);
	ub_buf_free(&plain);
	free(field);
}

static void
place_row(struct sorting *s, struct row *r, size_t at)
{
	const struct ub_grid *g = s->g;

	r->by = s;
	r->at = at;
	for (size_t i = 0; i < g->nkey; i++)
		r->ntotal += ub_missing(g->col[i]->cell[at]) == 't';
	for (size_t i = 0; i < s->n; i++) {
		const struct by *by = &s->by[i];
		struct ub_slice f = by->c->cell[at];
		struct ub_buf b = { 0 };

		r->q[i].miss = ub_missing(f);
		if (r->q[i].miss != 0)
			continue;
		if (by->words) {
			put_words(s, by, f, &b);
			ub_buf_puts(&b, ""); /* its end; also of no text */
		} else if (ub_type_is_text(by->c->type) ||
			   by->c->type == UB_DATE || by->c->type == UB_BOOL) {
			ub_buf_puts(&b, "");
			ub_buf_add(&b, f.s, f.len);
		} else {
			r->q[i] = ub_quantity_of(g, by->c, at);
		}
		r->text[i] = b.s; /* freed with free() */
	}
}

static void
sort_rows(struct sorting *s)
{
	struct ub_grid *g = s->g;
	struct row *row = ub_xcalloc(g->nrow + 1, sizeof(*row));
	size_t *order = ub_xcalloc(g->nrow + 1, sizeof(*order));

	for (size_t r = 0; r < g->nrow; r++)
		place_row(s, &row[r], r);
	if (g->nrow > 0)
		qsort(row, g->nrow, sizeof(*row), by_row);
	for (size_t r = 0; r < g->nrow; r++) {
		order[r] = row[r].at;
		for (size_t i = 0; i < s->n; i++)
			free(row[r].text[i]);
	}
	ub_grid_order(g, order, g->nrow);
	free(row);
	free(order);
}

/* --- what to sort by ----------------------------------------------------- */

static bool
cut_tail(struct ub_slice *s, const char *tail)
{
	size_t n = strlen(tail);

	if (s->len <= n || memcmp(s->s + s->len - n, tail, n) != 0)
		return false;
	s->len -= n;
	return true;
}

/* A key, any column, or a measure, whose column of all is meant. */
static enum ub_status
find_column(const struct ub_grid *g, struct ub_slice name, struct by *by,
    struct ub_err *e)
{
	size_t i = ub_grid_find(g, name), at = 0;
	struct ub_choice p;
	enum ub_status st;
	char *copy;

	if (i != UB_NOCOL) {
		by->c = g->col[i];
		return UB_OK;
	}
	copy = ub_xstrndup(name.s, name.len);
	st = ub_choice_next(&p, g, copy, &at, e);
	free(copy);
	if (st != UB_OK)
		return st;
	by->c = ub_grid_figure(g, p.stem, ub_grid_total_part(g));
	if (by->c == NULL)
		st = ub_fail(e, UB_EUSAGE,
		    "table %s: %s is several columns: say which one",
		    g->meta.table, p.stem);
	free(p.stem);
	return st;
}

static enum ub_status
parse_by(struct sorting *s, struct ub_slice item, struct ub_err *e)
{
	struct by *by = &s->by[s->n];
	enum ub_status st;

	if (s->n == BY_MAX)
		return ub_fail(
		    e, UB_EUSAGE, "--sort: more than %d columns", BY_MAX);
	memset(by, 0, sizeof(*by));
	while (cut_tail(&item, ":desc") || cut_tail(&item, ":words")) {
		by->desc |= item.s[item.len + 1] == 'd';
		by->words |= item.s[item.len + 1] == 'w';
	}
	if ((st = find_column(s->g, item, by, e)) != UB_OK)
		return st;
	if (by->words && !ub_type_is_text(by->c->type))
		return ub_fail(e, UB_EUSAGE,
		    "table %s: column %s is %s: only texts and codes are "
		    "words",
		    s->g->meta.table, by->c->name, ub_type_name(by->c->type));
	if (by->words && s->collate == NULL &&
	    (st = ub_collate_open(&s->collate, "sv", e)) != UB_OK)
		return st;
	s->nkey += by->c->role == UB_GRID_KEY && s->nkey == s->n;
	s->n++;
	return UB_OK;
}

enum ub_status
ub_arrange_sort(struct ub_grid *g, const char *spec, struct ub_err *e)
{
	struct sorting s = { .g = g };
	enum ub_status st = UB_OK;
	size_t n;

	for (; st == UB_OK && *spec != '\0'; spec += n + (spec[n] == ',')) {
		n = strcspn(spec, ",");
		st = parse_by(&s, (struct ub_slice){ spec, n }, e);
	}
	if (st == UB_OK)
		sort_rows(&s);
	ub_grid_unordered(g);
	ub_collate_free(s.collate);
	return st;
}
