/* fast.c - see fast.h: what is copied, and in how many pieces. */
#include <stdlib.h>

#include "fastcheck.h"
#include "fastlay.h"
#include "translate.h"

/* A piece of a written record. */
struct piece {
	enum { RUN, EDIT, EMPTY } kind;
	size_t first, last; /* RUN: fields of the extract, all of them */
	size_t column;      /* EDIT: which */
};

enum lane { PLAIN, QUOTED };

struct ub_fast {
	enum ub_simd level;
	size_t nin;
	struct ub_fast_column *column; /* those that are there */
	size_t n;
	size_t *of; /* by column of s: its place in column, or UB_NOCOL */
	bool never; /* all is for field.c: a required column is not there, or
	             * the description has what is not known here */
	struct piece *piece;
	size_t npiece;

	/* the records last checked: as they stand, and those with quotes */
	struct ub_fast_lane lane[2];
	struct ub_fast_lay lay;
	uint8_t quoted[UB_FAST_GROUP]; /* by record: not as it stands */
	uint8_t place[UB_FAST_GROUP];  /* its number in its lane */
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
	ub_fast_column_init(x, f->n > 0 ? x - 1 : NULL);
	if (x->edit != NULL) {
		p.kind = EDIT;
		p.column = f->n;
	}
	f->n++;
	if (!c->hidden)
		add_piece(f, &p);
}

static void
join_columns(struct ub_fast *f)
{
	size_t i, k;

	for (i = 0; i < f->n; i = k) {
		for (k = i + 1;
		     k < f->n &&
		     ub_fast_column_joins(&f->column[k - 1], &f->column[k]);
		     k++)
			f->column[k].run = 0;
		f->column[i].run = k - i;
	}
}

struct ub_fast *
ub_fast_new(const struct ub_source *s, const size_t *at, size_t nin)
{
	struct ub_fast *f = ub_xcalloc(1, sizeof(*f));
	struct piece none = { .kind = EMPTY };
	size_t i;

	f->level = ub_simd_level();
	f->nin = nin;
	f->lane[PLAIN].nin = f->lane[QUOTED].nin = nin;
	f->lane[PLAIN].delim = s->delim;
	f->lane[QUOTED].delim = '\t';
	f->lane[QUOTED].number = QUOTED;
	f->never = s->slow;
	f->of = ub_xcalloc(s->ncol + 1, sizeof(*f->of));
	for (i = 0; i < s->ncol; i++) {
		f->of[i] = at[i] != UB_NOCOL ? f->n : UB_NOCOL;
		if (at[i] != UB_NOCOL) {
			add_column(f, &s->col[i], at[i]);
			continue;
		}
		f->never |= s->col[i].required;
		if (!s->col[i].hidden)
			add_piece(f, &none);
	}
	join_columns(f);
	return f;
}

void
ub_fast_free(struct ub_fast *f)
{
	size_t i;

	if (f == NULL)
		return;
	for (i = 0; i < f->n; i++)
		ub_fast_column_clear(&f->column[i]);
	ub_fast_lay_free(&f->lay);
	free(f->column);
	free(f->of);
	free(f->piece);
	free(f);
}

static void
check_lane(struct ub_fast *f, enum lane k)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		ub_fast_column_check(&f->column[i], &f->lane[k], f->level);
}

static inline bool
only_quotes(uint8_t special)
{
	return special != 0 && (special & UB_CSV_OTHER) == 0;
}

/* Those of which quotes are all that is special, laid out without. */
static void
lay_out(struct ub_fast *f, const uint8_t *special)
{
	const struct ub_fast_lane *from = &f->lane[PLAIN];
	struct ub_fast_lane *to = &f->lane[QUOTED];
	const uint32_t *sep = from->sep;
	uint32_t len = sep[from->n * f->nin - 1] - sep[-1];
	size_t r;

	ub_fast_lay_begin(&f->lay, from->n, len, f->nin);
	to->n = 0;
	for (r = 0; r < from->n; r++, sep += f->nin) {
		f->quoted[r] = only_quotes(special[r]);
		f->place[r] = (uint8_t)to->n;
		if (!f->quoted[r])
			continue;
		ub_fast_lay_add(&f->lay, from->base, sep, f->nin,
		    (special[r] & UB_CSV_TWICE) != 0);
		to->n++;
	}
	to->base = f->lay.text.s;
	to->sep = f->lay.sep + 1;
	memset(to->slow, 0, to->n);
}

void
ub_fast_check(struct ub_fast *f, const struct ub_csv_block *b, size_t first,
    size_t n, uint8_t *slow)
{
	struct ub_fast_lane *plain = &f->lane[PLAIN];
	size_t r, special = 0, quoted = 0;

	plain->base = b->base;
	plain->sep = b->sep + (uint32_t)(b->end[(ptrdiff_t)first - 1] + 1);
	plain->n = n;
	memset(f->quoted, 0, n);
	if (f->never) {
		memset(slow, 1, n);
		return;
	}
	for (r = 0; r < n; r++) {
		special += slow[r] != 0;
		quoted += only_quotes(slow[r]);
	}
	if (quoted > 0) {
		lay_out(f, slow);
		check_lane(f, QUOTED);
	}
	memcpy(plain->slow, slow, n);
	if (special < n)
		check_lane(f, PLAIN);
	memcpy(slow, plain->slow, n);
	for (r = 0; quoted > 0 && r < n; r++)
		if (f->quoted[r])
			slow[r] = f->lane[QUOTED].slow[f->place[r]];
}

struct ub_slice
ub_fast_value(const struct ub_fast *f, size_t i, size_t col)
{
	const struct ub_fast_lane *l = &f->lane[f->quoted[i]];
	size_t at = f->quoted[i] ? f->place[i] : i;
	const struct ub_fast_column *c;

	if (f->of[col] == UB_NOCOL)
		return (struct ub_slice){ "", 0 };
	c = &f->column[f->of[col]];
	if (c->edit != NULL)
		return ub_fast_edits(c, l)[at];
	return ub_fast_field(l->base, l->sep + at * f->nin + c->at, c->last);
}

void
ub_fast_write(const struct ub_fast *f, struct ub_writer *w, size_t i)
{
	const struct ub_fast_lane *l = &f->lane[f->quoted[i]];
	size_t at = f->quoted[i] ? f->place[i] : i, k;
	const uint32_t *sep = l->sep + at * f->nin;
	struct ub_slice s, t;

	for (k = 0; k < f->npiece; k++) {
		const struct piece *p = &f->piece[k];

		switch (p->kind) {
		case RUN:
			s = ub_fast_field(l->base, sep + p->first, false);
			t = ub_fast_field(
			    l->base, sep + p->last, p->last + 1 == f->nin);
			ub_translate(
			    w, s.s, (size_t)(t.s + t.len - s.s), l->delim);
			break;
		case EDIT:
			s = ub_fast_edits(&f->column[p->column], l)[at];
			ub_writer_add(w, s.s, s.len);
			break;
		case EMPTY:
			break;
		}
		ub_writer_add(w, k + 1 < f->npiece ? "\t" : "\n", 1);
	}
	w->nrec++;
}
