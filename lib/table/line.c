/* line.c - the cells of a table along one key; line.h. */
#include "line.h"

#include <stdlib.h>
#include <string.h>

#include "tally.h"

struct ub_slice
ub_lines_value(const struct ub_lines *ls, struct ub_spot s)
{
	if (ls->key < ls->g->nkey)
		return ls->g->col[ls->key]->cell[s.row];
	return ls->g->part[s.part].value;
}

/* What qsort needs of a spot to place it. */
struct place {
	size_t group;
	char miss; /* 'z' + 1 for a total, which is last */
	struct ub_i128 num;
	struct ub_slice text;
	struct ub_spot spot;
};

static int
by_place(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	int c;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	if (x->miss != y->miss)
		return x->miss < y->miss ? -1 : 1;
	if ((c = ub_i128_cmp(x->num, y->num)) != 0)
		return c;
	if ((c = ub_slice_cmp(x->text, y->text)) != 0)
		return c;
	return x->spot.row < y->spot.row ? -1 : x->spot.row > y->spot.row;
}

static bool
is_numeric(enum ub_type t)
{
	return t == UB_INT || t == UB_COUNT || t == UB_DEC;
}

/* The parts across are in order as they stand. */
static struct place
place_of(const struct ub_lines *ls, size_t group, struct ub_spot s)
{
	struct ub_slice f = ub_lines_value(ls, s);
	struct place p = { .group = group, .spot = s, .miss = ub_missing(f) };

	if (p.miss == 't')
		p.miss = 'z' + 1;
	if (p.miss != 0)
		return p;
	if (ls->key >= ls->g->nkey)
		p.num = ub_i128_of((int64_t)s.part);
	else if (ls->g->col[ls->key]->ordered &&
		 ub_type_is_text(ls->g->col[ls->key]->type))
		p.num = ub_i128_of((int64_t)s.row);
	else if (is_numeric(ls->g->col[ls->key]->type))
		(void)ub_number_of(ls->g->col[ls->key]->type, f, &p.num);
	else
		p.text = f;
	return p;
}

/* Rows that are alike but for the key have one number. */
static size_t
group_of(const struct ub_lines *ls, struct ub_intern *seen, struct ub_buf *b,
    size_t row)
{
	const struct ub_grid *g = ls->g;

	ub_buf_clear(b);
	ub_buf_puts(b, "");
	for (size_t i = 0; i < g->nkey; i++) {
		if (i == ls->key)
			continue;
		ub_buf_add(b, g->col[i]->cell[row].s, g->col[i]->cell[row].len);
		ub_buf_putc(b, '\t');
	}
	return ub_intern_add(seen, b->s, b->len);
}

static size_t
find_places(const struct ub_lines *ls, struct place *p)
{
	const struct ub_grid *g = ls->g;
	struct ub_intern seen = { 0 };
	struct ub_buf b = { 0 };
	bool across = ls->key >= g->nkey;
	size_t n = 0;

	for (size_t r = 0; r < g->nrow; r++) {
		size_t group = group_of(ls, &seen, &b, r);

		for (size_t i = 0; i < g->npart; i++, n++)
			p[n] =
			    place_of(ls, across ? group : group * g->npart + i,
				(struct ub_spot){ r, i });
	}
	ub_intern_free(&seen);
	ub_buf_free(&b);
	return n;
}

static void
add_line(struct ub_lines *ls, const struct place *p, size_t first, size_t n)
{
	struct ub_line line = { .first = first };

	for (size_t i = first; i < first + n; i++) {
		ls->spot[i] = p[i].spot;
		if (p[i].miss == 'z' + 1) {
			line.has_total = true;
			line.total = p[i].spot;
			continue;
		}
		line.n++;
		line.nvalue += p[i].miss == 0;
	}
	ls->line = ub_xgrow(ls->line, ls->n, sizeof(*ls->line));
	ls->line[ls->n++] = line;
}

static int64_t
whole_at(const struct ub_lines *ls, struct ub_spot s)
{
	struct ub_slice f = ub_lines_value(ls, s);
	int64_t v = 0;

	(void)ub_int_parse(f.s, f.len, &v);
	return v;
}

/* Years of which each second has a value are periods of two.  What is no year
 * is taken as it comes: 201512 is followed by 201601. */
static void
find_step(struct ub_lines *ls)
{
	int64_t v;

	ls->numbers = true;
	for (size_t k = 0; k < ls->n; k++) {
		const struct ub_line *l = &ls->line[k];

		for (size_t i = 0; i < l->nvalue; i++) {
			struct ub_slice f =
			    ub_lines_value(ls, ls->spot[l->first + i]);

			if (!ub_int_parse(f.s, f.len, &v) || v < 1000 ||
			    v > 9999)
				ls->numbers = false;
		}
		for (size_t i = 1; ls->numbers && i < l->nvalue; i++) {
			v = whole_at(ls, ls->spot[l->first + i]) -
			    whole_at(ls, ls->spot[l->first + i - 1]);
			if (v > 0 && (ls->step == 0 || v < ls->step))
				ls->step = v;
		}
	}
}

static void
make_lines(struct ub_lines *ls, struct place *p, size_t n)
{
	size_t from = 0;

	if (n > 0)
		qsort(p, n, sizeof(*p), by_place);
	for (size_t i = 1; i <= n; i++) {
		if (i < n && p[i].group == p[from].group)
			continue;
		add_line(ls, p, from, i - from);
		from = i;
	}
}

void
ub_lines_make(struct ub_lines *ls, const struct ub_grid *g, size_t key)
{
	struct place *p = ub_xcalloc(g->nrow * g->npart + 1, sizeof(*p));
	size_t n;

	memset(ls, 0, sizeof(*ls));
	ls->g = g;
	ls->key = key;
	ls->spot = ub_xcalloc(g->nrow * g->npart + 1, sizeof(*ls->spot));
	n = find_places(ls, p);
	make_lines(ls, p, n);
	find_step(ls);
	free(p);
}

/* --- levels -------------------------------------------------------------- */

/* The keys of a hierarchy "kommun<lan<riket": their first and last. */
static bool
find_levels(const struct ub_grid *g, size_t *top, size_t *bottom)
{
	const char *h = ub_grid_attr(g, "hierarchy");
	size_t n = 1, len;

	if (h == NULL || strstr(h, "<riket") == NULL)
		return false;
	len = strcspn(h, "<");
	*bottom = ub_grid_find(g, (struct ub_slice){ h, len });
	for (const char *s = h; (s = strchr(s, '<')) != NULL; s++)
		n++;
	n--; /* riket is no key */
	if (*bottom == UB_NOCOL || *bottom >= g->nkey || *bottom + 1 < n)
		return false;
	*top = *bottom + 1 - n;
	return true;
}

static bool
is_all(const struct ub_grid *g, size_t row, size_t key)
{
	return ub_missing(g->col[key]->cell[row]) == 't';
}

/* What a row is called down to a level, or without its levels. */
static void
row_name(const struct ub_grid *g, size_t row, size_t top, size_t end,
    size_t bottom, struct ub_buf *b)
{
	ub_buf_clear(b);
	ub_buf_puts(b, "");
	for (size_t i = 0; i < g->nkey; i++) {
		struct ub_slice f = g->col[i]->cell[row];

		if (i >= top && i <= bottom && i >= end)
			continue;
		ub_buf_add(b, f.s, f.len);
		ub_buf_putc(b, '\t');
	}
}

/* The level that a row is of: one behind its last key that is not all. */
static size_t
level_end(const struct ub_grid *g, size_t row, size_t top, size_t bottom)
{
	size_t end = bottom + 1;

	while (end > top && is_all(g, row, end - 1))
		end--;
	return end;
}

/* Rows that have others below them: the names of those above all rows. */
static void
find_parents(
    const struct ub_grid *g, size_t top, size_t bottom, struct ub_intern *up)
{
	struct ub_buf b = { 0 };

	for (size_t r = 0; r < g->nrow; r++) {
		size_t end = level_end(g, r, top, bottom);

		if (end == top)
			continue;
		row_name(g, r, top, end - 1, bottom, &b);
		ub_buf_printf(&b, "%zu", end - 1);
		(void)ub_intern_add(up, b.s, b.len);
	}
	ub_buf_free(&b);
}

static void
place_levels(struct ub_lines *ls, size_t top, struct place *p)
{
	const struct ub_grid *g = ls->g;
	struct ub_intern up = { 0 }, seen = { 0 };
	struct ub_buf b = { 0 };
	size_t bottom = ls->key, n = 0;

	find_parents(g, top, bottom, &up);
	for (size_t r = 0; r < g->nrow; r++) {
		size_t end = level_end(g, r, top, bottom), group;
		char miss = 0;

		row_name(g, r, top, end, bottom, &b);
		ub_buf_printf(&b, "%zu", end);
		if (end == top)
			miss = 'z' + 1;
		else if (ub_intern_has(&up, (struct ub_slice){ b.s, b.len }))
			miss = UB_MISS_EMPTY;
		row_name(g, r, top, top, bottom, &b);
		group = ub_intern_add(&seen, b.s, b.len);
		for (size_t i = 0; i < g->npart; i++, n++)
			p[n] = (struct place){ .group = group * g->npart + i,
				.miss = miss,
				.spot = { r, i } };
	}
	ub_intern_free(&up);
	ub_intern_free(&seen);
	ub_buf_free(&b);
}

bool
ub_lines_levels(struct ub_lines *ls, const struct ub_grid *g)
{
	size_t top, bottom;
	struct place *p;

	if (!find_levels(g, &top, &bottom))
		return false;
	p = ub_xcalloc(g->nrow * g->npart + 1, sizeof(*p));
	memset(ls, 0, sizeof(*ls));
	ls->g = g;
	ls->key = bottom;
	ls->levels = true;
	ls->spot = ub_xcalloc(g->nrow * g->npart + 1, sizeof(*ls->spot));
	place_levels(ls, top, p);
	make_lines(ls, p, g->nrow * g->npart);
	free(p);
	return true;
}

void
ub_lines_free(struct ub_lines *ls)
{
	free(ls->spot);
	free(ls->line);
}

bool
ub_lines_next(const struct ub_lines *ls, const struct ub_line *line, size_t i)
{
	const struct ub_spot *s = &ls->spot[line->first + i];

	return !ls->numbers ||
	       whole_at(ls, s[0]) - whole_at(ls, s[-1]) == ls->step;
}
