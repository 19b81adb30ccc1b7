/* pagerows.c - the rows of a table as text; state.h. */
#include <string.h>

#include "../base/helper.h"
#include "reported.h"
#include "state.h"

enum {
	VALUES = 32 << 10, /* of a piece, about: they lie near at hand */
	MANY = 1 << 16     /* rows that are worth a second thread */
};

/* Some rows, which depend on no others. */
struct piece {
	const struct ub_agg *a;
	size_t from, to;
	struct ub_buf text;
	uint64_t n; /* rows in it */
	uint64_t groups, small, small_rec;
	enum ub_status st;
	struct ub_err err;
};

/* Did nobody report that this part of a row is of? */
static bool
is_silent(const struct ub_agg *a, const struct ub_row *row, size_t part)
{
	const struct ub_shape *s = &a->shape;
	uint32_t code[UB_KEYS_MAX];

	if (a->reported == NULL)
		return false;
	memcpy(code, a->cells.code + row->first * a->cells.nkey,
	    a->cells.nkey * sizeof(*code));
	if (s->across)
		code[s->nby] = s->part[part].code;
	return !ub_reported_any(a->reported, code);
}

static enum ub_status
put_part(
    const struct ub_agg *a, uint32_t cell, struct ub_buf *b, struct ub_err *e)
{
	enum ub_status st;

	for (size_t k = 0; k < a->nmeasure; k++)
		if ((st = ub_value_put(b, &a->spec.style, &a->cells,
			 &a->measure[k], cell, e)) != UB_OK)
			return st;
	if (ub_sampling_responds(a))
		ub_value_put_response(b, &a->spec.style, &a->cells, cell);
	if (a->spec.person != NULL)
		ub_buf_printf(b, "%llu\t",
		    (unsigned long long)ub_cells_persons(&a->cells, cell));
	return UB_OK;
}

/* Append a row. */
static enum ub_status
put_row(const struct ub_agg *a, const struct ub_row *row, struct ub_buf *b,
    struct ub_err *e)
{
	const struct ub_shape *s = &a->shape;
	const uint32_t *code = a->cells.code + row->first * a->cells.nkey;
	size_t each = (a->legend.n - s->nby) / s->npart;
	enum ub_status st;

	for (size_t j = 0; j < s->nby; j++) {
		struct ub_slice f = ub_key_field(&a->key[j], code[j]);

		ub_buf_add(b, f.s, f.len);
		ub_buf_putc(b, '\t');
	}
	for (size_t i = 0; i < s->npart; i++) {
		if (is_silent(a, row, i)) {
			for (size_t k = 0; k < each; k++)
				ub_buf_puts(b, ".b\t");
			continue;
		}
		if ((st = put_part(a, row->cell[i], b, e)) != UB_OK)
			return st;
	}
	b->s[b->len - 1] = '\n';
	return UB_OK;
}

/* Is it under the number of records asked for?  The row of all is never. */
static bool
is_small(struct piece *p, const struct ub_row *row)
{
	if (!row->total)
		p->groups++;
	if (row->nrec >= p->a->spec.min_n || row->grand)
		return false;
	if (!row->total) {
		p->small++;
		p->small_rec += row->nrec;
	}
	return true;
}

/* Millions of rows are read here and there: ask for the memory of a row some
 * rows before it is written, what says where the rest is first.  As a function
 * by itself the compiler would hold it for one that does nothing. */
__attribute__((always_inline)) static inline void
ask_ahead(const struct ub_agg *a, size_t row)
{
	enum { STEP = 8 };
	const struct ub_shape *s = &a->shape;
	const struct ub_cells *c = &a->cells;

	for (unsigned step = 1; step <= 3 && row + step * STEP < s->nrow;
	     step++) {
		const uint32_t *cell = s->cell + (row + step * STEP) * s->npart;
		const uint32_t *code = c->code + cell[0] * c->nkey;

		if (step == 3) {
			__builtin_prefetch(code);
			for (size_t i = 0; i < s->npart && i < 8; i++)
				ub_cells_ask(c, cell[i]);
		}
		for (size_t j = 0; step < 3 && j < s->nby; j++)
			ub_intern_ask(&a->key[j].val, code[j], step == 1);
	}
}

static void
make(void *arg)
{
	struct piece *p = arg;
	const struct ub_agg *a = p->a;

	p->st = UB_OK;
	for (size_t i = p->from; p->st == UB_OK && i < p->to; i++) {
		struct ub_row row = ub_row_of(&a->shape, i);

		ask_ahead(a, i);
		if (ub_frame_skips(&a->frame, &a->cells, row.first) ||
		    is_small(p, &row))
			continue;
		p->n++;
		p->st = put_row(a, &row, &p->text, &p->err);
	}
}

/* The next rows; none after the last. */
static void
cut(struct piece *p, size_t *at)
{
	const struct ub_shape *s = &p->a->shape;
	size_t each = s->nby + s->npart * (p->a->nmeasure + 1);
	size_t n = VALUES / each + 1;

	p->from = *at;
	p->to = s->nrow - *at < n ? s->nrow : *at + n;
	*at = p->to;
	p->n = p->groups = p->small = p->small_rec = 0;
	ub_buf_clear(&p->text);
}

static enum ub_status
put(struct ub_agg *a, struct piece *p, struct ub_writer *w, struct ub_err *e)
{
	a->groups += p->groups;
	a->small += p->small;
	a->small_rec += p->small_rec;
	if (p->st != UB_OK) {
		*e = p->err;
		return p->st;
	}
	return p->n == 0
		   ? UB_OK
		   : ub_writer_records(w, p->text.s, p->text.len, p->n, e);
}

/* What persons, tests and intervals are made of was not written for two. */
static struct ub_helper *
call_helper(const struct ub_agg *a)
{
	return a->shape.nrow >= MANY && a->cells.narrow &&
		       a->spec.person == NULL && a->spec.style.level == 0
		   ? ub_helper_new()
		   : NULL;
}

enum ub_status
ub_page_rows(struct ub_agg *a, struct ub_writer *w, struct ub_err *e)
{
	struct ub_helper *h = call_helper(a);
	struct piece one = { .a = a }, other = { .a = a };
	enum ub_status st = UB_OK;
	size_t at = 0;

	while (st == UB_OK && at < a->shape.nrow) {
		cut(&one, &at);
		cut(&other, &at);
		if (h != NULL)
			ub_helper_start(h, make, &other);
		make(&one);
		if (h != NULL)
			ub_helper_wait(h);
		st = put(a, &one, w, e);
		if (st == UB_OK && h == NULL)
			make(&other);
		if (st == UB_OK)
			st = put(a, &other, w, e);
	}
	ub_helper_free(h);
	ub_buf_free(&one.text);
	ub_buf_free(&other.text);
	return st;
}
