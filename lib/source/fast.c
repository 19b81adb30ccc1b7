/* fast.c - see fast.h: what is copied, and in how many pieces. */
#include <stdlib.h>

#include "fastcheck.h"
#include "translate.h"

/* A piece of a written record. */
struct piece {
	enum { RUN, EDIT, EMPTY } kind;
	size_t first, last; /* RUN: fields of the extract, all of them */
	size_t column;      /* EDIT: which */
};

struct ub_fast {
	char delim;
	size_t nin;
	struct ub_fast_column *column; /* those that are there */
	size_t n;
	bool never; /* a required column is not there: all is for field.c */
	struct piece *piece;
	size_t npiece;
	struct ub_fast_group group;
};

/* A column that is there goes with its left neighbour if that stands to its
 * left in the extract too. */
static void
add_piece(struct ub_fast *f, const struct piece *p)
{
	struct piece *before = f->npiece == 0 ? NULL : &f->piece[f->npiece - 1];

	if (before != NULL && p->kind == RUN && before->kind == RUN &&
	    before->last + 1 == p->first) {
		before->last = p->first;
		return;
	}
	f->piece = ub_xgrow(f->piece, f->npiece, sizeof(*f->piece));
	f->piece[f->npiece++] = *p;
}

static void
add_column(struct ub_fast *f, const struct ub_source_column *c, size_t at)
{
	struct piece p = { .kind = RUN, .first = at, .last = at };
	struct ub_fast_column *x;

	f->column = ub_xgrow(f->column, f->n, sizeof(*f->column));
	x = &f->column[f->n];
	*x = (struct ub_fast_column){
		.c = c, .at = at, .last = at + 1 == f->nin
	};
	ub_fast_prepare(x, f->n > 0 ? x - 1 : NULL);
	if (ub_fast_edits(c)) {
		p.kind = EDIT;
		p.column = f->n;
		x->edit = ub_xcalloc(UB_FAST_GROUP, sizeof(*x->edit));
		x->text = ub_xcalloc(UB_FAST_GROUP, UB_FAST_TEXT);
	}
	f->n++;
	add_piece(f, &p);
}

struct ub_fast *
ub_fast_new(const struct ub_source *s, const size_t *at, size_t nin)
{
	struct ub_fast *f = ub_xcalloc(1, sizeof(*f));
	struct piece none = { .kind = EMPTY };
	size_t i;

	f->delim = s->delim;
	f->nin = nin;
	for (i = 0; i < s->ncol; i++) {
		if (at[i] != UB_NOCOL) {
			add_column(f, &s->col[i], at[i]);
			continue;
		}
		f->never |= s->col[i].required;
		add_piece(f, &none);
	}
	return f;
}

void
ub_fast_free(struct ub_fast *f)
{
	size_t i;

	if (f == NULL)
		return;
	for (i = 0; i < f->n; i++) {
		if (!f->column[i].shared)
			free(f->column[i].small);
		free(f->column[i].edit);
		free(f->column[i].text);
	}
	free(f->column);
	free(f->piece);
	free(f);
}

static bool
mostly_quoted(const uint8_t *special, size_t n)
{
	size_t i, quoted = 0;

	for (i = 0; i < n; i++)
		quoted += special[i] == UB_CSV_QUOTE;
	return quoted > n / 2;
}

void
ub_fast_check(struct ub_fast *f, const struct ub_csv_block *b, size_t first,
    size_t n, uint8_t *slow)
{
	size_t i;

	f->group.base = b->base;
	f->group.sep = b->sep + (uint32_t)(b->end[(ptrdiff_t)first - 1] + 1);
	f->group.nin = f->nin;
	f->group.n = n;
	f->group.quoted = mostly_quoted(slow, n);
	for (i = 0; i < n; i++)
		slow[i] &= f->group.quoted ? UB_CSV_OTHER
					   : UB_CSV_OTHER | UB_CSV_QUOTE;
	if (f->never) {
		memset(slow, 1, n);
		return;
	}
	for (i = 0; i < f->n; i++)
		ub_fast_column_check(&f->column[i], &f->group, slow);
}

static void
write_pieces(const struct ub_fast *f, struct ub_writer *w, size_t i)
{
	const uint32_t *sep = f->group.sep + i * f->nin;
	const char *base = f->group.base;
	struct ub_slice s, t;
	size_t k;

	for (k = 0; k < f->npiece; k++) {
		const struct piece *p = &f->piece[k];

		switch (p->kind) {
		case RUN:
			s = ub_fast_field(base, sep + p->first, false, false);
			t = ub_fast_field(
			    base, sep + p->last, p->last + 1 == f->nin, false);
			ub_translate(
			    w, s.s, (size_t)(t.s + t.len - s.s), f->delim);
			break;
		case EDIT:
			s = f->column[p->column].edit[i];
			ub_writer_add(w, s.s, s.len);
			break;
		case EMPTY:
			break;
		}
		ub_writer_add(w, k + 1 < f->npiece ? "\t" : "\n", 1);
	}
}

/* Field by field, quotes left behind. */
static void
write_fields(const struct ub_fast *f, struct ub_writer *w, size_t i)
{
	const uint32_t *sep = f->group.sep + i * f->nin;
	const char *base = f->group.base;
	struct ub_slice s;
	size_t k, c;

	for (k = 0; k < f->npiece; k++) {
		const struct piece *p = &f->piece[k];

		for (c = p->first; p->kind == RUN && c <= p->last; c++) {
			s = ub_fast_field(base, sep + c, c + 1 == f->nin, true);
			ub_translate_field(w, s.s, s.len);
			if (c < p->last)
				ub_writer_add(w, "\t", 1);
		}
		if (p->kind == EDIT) {
			s = f->column[p->column].edit[i];
			ub_writer_add(w, s.s, s.len);
		}
		ub_writer_add(w, k + 1 < f->npiece ? "\t" : "\n", 1);
	}
}

void
ub_fast_write(const struct ub_fast *f, struct ub_writer *w, size_t i)
{
	if (f->group.quoted)
		write_fields(f, w, i);
	else
		write_pieces(f, w, i);
	w->nrec++;
}
