/* shape.c - cells as rows and columns; shape.h. */
#include "shape.h"

#include <stdlib.h>
#include <string.h>

#include "suffix.h"

enum { AHEAD = 32 }; /* cells that are asked for */

void
ub_shape_init(struct ub_shape *s, const struct ub_cells *c, bool across)
{
	memset(s, 0, sizeof(*s));
	s->c = c;
	s->across = across;
	s->nby = c->nkey - (across ? 1 : 0);
	if (across)
		return;
	s->part = ub_xcalloc(1, sizeof(*s->part));
	s->part->code = UB_CODE_TOTAL;
	s->part->suffix = ub_xstrdup("");
	s->npart = 1;
}

void
ub_shape_free(struct ub_shape *s)
{
	for (size_t i = 0; i < s->npart; i++)
		free(s->part[i].suffix);
	free(s->part);
	ub_large_free(s->row, s->room, sizeof(*s->row));
	ub_large_free(s->cell, s->room * s->npart, sizeof(*s->cell));
	memset(s, 0, sizeof(*s));
}

/* --- parts ------------------------------------------------------------ */

static void
add_part(struct ub_shape *s, uint32_t code, char *suffix)
{
	s->part = ub_xgrow(s->part, s->npart, sizeof(*s->part));
	s->part[s->npart].code = code;
	s->part[s->npart++].suffix = suffix;
}

static void
make_parts(struct ub_shape *s, const struct ub_key *k, bool total)
{
	uint32_t *code = ub_xcalloc((size_t)k->val.n + 1, sizeof(*code));
	struct ub_intern seen = { 0 };

	/* a share of all records has that name already */
	for (size_t i = 0; i < s->c->nmeasure; i++)
		if (s->c->measure[i].same != NULL)
			(void)ub_intern_add(
			    &seen, UB_SUFFIX_ALL, sizeof(UB_SUFFIX_ALL) - 1);
	for (uint32_t i = 0; i < k->val.n; i++)
		code[k->rank[i]] = i;
	for (uint32_t i = 0; i < k->val.n; i++)
		add_part(
		    s, code[i], ub_suffix_new(&seen, ub_key_field(k, code[i])));
	if (total || k->val.n == 0)
		add_part(s, UB_CODE_TOTAL, ub_xstrdup(""));
	ub_intern_free(&seen);
	free(code);
}

/* --- rows ------------------------------------------------------------- */

/* The cells in the order of their ranks in key j, those with equal ranks in the
 * order they had; by counting, as there are no more ranks than cells. */
static void
sort_by_key(const struct ub_cells *c, size_t j, uint32_t *order, uint32_t *tmp)
{
	const struct ub_key *key = &c->key[j];
	/* the last is of totals */
	uint32_t *at = ub_xcalloc((size_t)key->val.n + 2, sizeof(*at));
	uint32_t total = key->val.n;

	for (size_t i = 0; i < c->n; i++) {
		uint32_t code = c->code[i * c->nkey + j];
		at[(code == UB_CODE_TOTAL ? total : key->rank[code]) + 1]++;
	}
	for (uint32_t k = 1; k <= total; k++)
		at[k] += at[k - 1];
	for (size_t i = 0; i < c->n; i++) {
		uint32_t code = c->code[order[i] * c->nkey + j];
		tmp[at[code == UB_CODE_TOTAL ? total : key->rank[code]]++] =
		    order[i];
	}
	memcpy(order, tmp, c->n * sizeof(*order));
	free(at);
}

/* The only key: each cell has a value of its own. */
static void
sort_by_only_key(const struct ub_cells *c, uint32_t *order)
{
	const struct ub_key *key = &c->key[0];
	size_t n = (size_t)key->val.n + 1, k = 0;
	uint32_t *cell1 = ub_xcalloc(n, sizeof(*cell1));

	for (uint32_t i = 0; i < c->n; i++) {
		uint32_t code = c->code[i];
		cell1[code == UB_CODE_TOTAL ? n - 1 : key->rank[code]] = i + 1;
	}
	for (size_t i = 0; i < n; i++)
		if (cell1[i] > 0)
			order[k++] = cell1[i] - 1;
	free(cell1);
}

/* The cells in the order of rows, of those of one row across last. */
static uint32_t *
sort_cells(const struct ub_cells *c)
{
	uint32_t *order = ub_xcalloc(c->n + 1, sizeof(*order));
	uint32_t *tmp;

	if (c->nkey == 1) {
		sort_by_only_key(c, order);
		return order;
	}
	tmp = ub_xcalloc(c->n + 1, sizeof(*tmp));
	for (uint32_t i = 0; i < c->n; i++)
		order[i] = i;
	for (size_t j = c->nkey; j-- > 0;)
		sort_by_key(c, j, order, tmp);
	free(tmp);
	return order;
}

static void
start_row(struct ub_shape *s, uint32_t cell, uint32_t empty)
{
	struct ub_row *row = &s->row[s->nrow];
	const uint32_t *code = s->c->code + cell * s->c->nkey;
	size_t ntotal = 0;

	memset(row, 0, sizeof(*row));
	for (size_t j = 0; j < s->nby; j++)
		ntotal += code[j] == UB_CODE_TOTAL;
	row->first = cell;
	row->total = ntotal > 0;
	row->grand = ntotal > 0 && ntotal == s->nby;
	row->cell = s->cell + s->nrow * s->npart;
	for (size_t i = 0; i < s->npart; i++)
		row->cell[i] = empty;
	s->nrow++;
}

/* Without a key across each cell is a row. */
static bool
same_row(const struct ub_shape *s, uint32_t a, uint32_t b)
{
	const uint32_t *code = s->c->code;
	size_t nkey = s->c->nkey;

	return s->across && memcmp(code + a * nkey, code + b * nkey,
				s->nby * sizeof(*code)) == 0;
}

static size_t
count_rows(const struct ub_shape *s, const uint32_t *order, size_t n)
{
	size_t nrow = n > 0;

	for (size_t i = 1; i < n; i++)
		nrow += !same_row(s, order[i - 1], order[i]);
	return nrow;
}

static void
place_cell(struct ub_shape *s, uint32_t cell)
{
	struct ub_row *row = &s->row[s->nrow - 1];
	uint32_t code = UB_CODE_TOTAL;
	size_t part = s->npart - 1;

	if (s->across) {
		code = s->c->code[cell * s->c->nkey + s->nby];
		if (code != UB_CODE_TOTAL)
			part = s->c->key[s->nby].rank[code];
	}
	row->cell[part] = cell;
	if (!s->across || code != UB_CODE_TOTAL)
		row->nrec += s->c->nrec[cell];
}

static inline void
ask(const struct ub_cells *c, uint32_t cell)
{
	__builtin_prefetch(&c->code[cell * c->nkey]);
	__builtin_prefetch(&c->nrec[cell]);
}

void
ub_shape_fill(struct ub_shape *s, struct ub_cells *c, bool total)
{
	size_t n = c->n;
	uint32_t *order, empty;

	for (size_t j = 0; j < c->nkey; j++)
		ub_key_order(&c->key[j]);
	if (s->across)
		make_parts(s, &c->key[s->nby], total);
	order = sort_cells(c);
	empty = ub_cells_empty(c);
	s->nrow = count_rows(s, order, n);
	s->room = s->nrow + 1;
	s->row = ub_large_zeroed(s->room, sizeof(*s->row));
	s->cell = ub_large_zeroed(s->room * s->npart, sizeof(*s->cell));
	s->nrow = 0;
	for (size_t i = 0; i < n; i++) {
		if (i + AHEAD < n)
			ask(c, order[i + AHEAD]);
		if (i == 0 || !same_row(s, order[i - 1], order[i]))
			start_row(s, order[i], empty);
		place_cell(s, order[i]);
	}
	free(order);
}
