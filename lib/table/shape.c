/* shape.c - cells as rows and columns; shape.h. */
#include "shape.h"

#include <stdlib.h>
#include <string.h>

#include "suffix.h"

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
	free(s->cell);
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
	struct ub_intern seen = { 0 };

	/* a share of all records has that name already */
	for (size_t i = 0; i < s->c->nmeasure; i++)
		if (s->c->measure[i].same != NULL)
			(void)ub_intern_add(
			    &seen, UB_SUFFIX_ALL, sizeof(UB_SUFFIX_ALL) - 1);
	for (uint32_t i = 0; i < k->val.n; i++)
		add_part(s, k->order[i],
		    ub_suffix_new(&seen, ub_key_field(k, k->order[i])));
	if (total || k->val.n == 0)
		add_part(s, UB_CODE_TOTAL, ub_xstrdup(""));
	ub_intern_free(&seen);
}

/* --- rows ------------------------------------------------------------- */

/* The cells in the order of their ranks in key j, those with equal ranks in the
 * order they had; by counting, as there are no more ranks than cells. */
static void
sort_by_key(
    const struct ub_cells *c, size_t j, const uint32_t *order, uint32_t *to)
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
		to[at[code == UB_CODE_TOTAL ? total : key->rank[code]]++] =
		    order[i];
	}
	free(at);
}

/* The only key: each cell has a value of its own, mostly that of its number. */
static void
sort_by_only_key(const struct ub_cells *c, uint32_t *order)
{
	const struct ub_key *key = &c->key[0];
	uint32_t none = (uint32_t)c->n, n = 0;
	uint32_t *cell = ub_xcalloc((size_t)key->val.n + 1, sizeof(*cell));

	memset(cell, 0xff, ((size_t)key->val.n + 1) * sizeof(*cell));
	for (uint32_t i = 0; i < c->n; i++)
		cell[c->code[i] == UB_CODE_TOTAL ? key->val.n : c->code[i]] = i;
	for (uint32_t i = 0; i <= key->val.n; i++) {
		uint32_t at = cell[i < key->val.n ? key->order[i] : i];

		if (at < none)
			order[n++] = at;
	}
	free(cell);
}

/* The cells in the order of rows, of those of one row across last. */
static uint32_t *
sort_cells(const struct ub_cells *c)
{
	uint32_t *order = ub_xcalloc(c->n + 1, sizeof(*order)), *to;

	if (c->nkey == 1) {
		sort_by_only_key(c, order);
		return order;
	}
	to = ub_xcalloc(c->n + 1, sizeof(*to));
	for (uint32_t i = 0; i < c->n; i++)
		order[i] = i;
	for (size_t j = c->nkey; j-- > 0;) {
		uint32_t *from = order;

		ub_key_ranks(&c->key[j]);
		sort_by_key(c, j, from, to);
		order = to;
		to = from;
	}
	free(to);
	return order;
}

static bool
same_row(const struct ub_shape *s, uint32_t a, uint32_t b)
{
	const uint32_t *code = s->c->code;
	size_t nkey = s->c->nkey;

	return memcmp(code + a * nkey, code + b * nkey,
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

/* In which part of the columns a cell stands. */
static size_t
part_of(const struct ub_shape *s, uint32_t cell)
{
	uint32_t code = s->c->code[cell * s->c->nkey + s->nby];

	return code == UB_CODE_TOTAL ? s->npart - 1
				     : s->c->key[s->nby].rank[code];
}

/* Cells that are alike but for the key across are one row. */
static void
place_across(struct ub_shape *s, const uint32_t *order, size_t n)
{
	uint32_t *row = NULL;

	s->nrow = count_rows(s, order, n);
	s->cell = ub_xcalloc(s->nrow * s->npart + 1, sizeof(*s->cell));
	for (size_t i = 0; i < s->nrow * s->npart; i++)
		s->cell[i] = s->empty;
	for (size_t i = 0; i < n; i++) {
		if (i == 0)
			row = s->cell;
		else if (!same_row(s, order[i - 1], order[i]))
			row += s->npart;
		row[part_of(s, order[i])] = order[i];
	}
}

void
ub_shape_fill(struct ub_shape *s, struct ub_cells *c, bool total)
{
	size_t n = c->n;
	uint32_t *order;

	for (size_t j = 0; j < c->nkey; j++)
		ub_key_order(&c->key[j]);
	if (s->across)
		make_parts(s, &c->key[s->nby], total);
	order = sort_cells(c);
	s->empty = ub_cells_empty(c);
	if (!s->across) { /* each cell is a row */
		s->cell = order;
		s->nrow = n;
		return;
	}
	ub_key_ranks(&c->key[s->nby]);
	place_across(s, order, n);
	free(order);
}

struct ub_row
ub_row_of(const struct ub_shape *s, size_t i)
{
	struct ub_row row = { .cell = s->cell + i * s->npart };
	const struct ub_cells *c = s->c;
	const uint32_t *code;
	size_t part = 0, ntotal = 0;

	while (part + 1 < s->npart && row.cell[part] == s->empty)
		part++;
	row.first = row.cell[part];
	for (; part < s->npart; part++)
		if (row.cell[part] != s->empty &&
		    (!s->across || s->part[part].code != UB_CODE_TOTAL))
			row.nrec += ub_cells_nrec(c, row.cell[part]);
	code = c->code + row.first * c->nkey;
	for (size_t j = 0; j < s->nby; j++)
		ntotal += code[j] == UB_CODE_TOTAL;
	row.total = ntotal > 0;
	row.grand = ntotal > 0 && ntotal == s->nby;
	return row;
}
