/* rows.c - the fields of all parts, written as records; see plan.h. */
#include <stdlib.h>

#include "plan.h"

/* A field, or several that are looked up together. */
struct out {
	enum { OUT_STRIP, OUT_NUM, OUT_VAL } sort;
	const struct ub_strip *strip;
	size_t piece;
	const int64_t *num;
	const struct ub_val *val; /* of the first record at hand */
	size_t stride;            /* to that of the next */
	enum ub_kind kind;
};

enum { OUT_MOST = 1 + UB_STRIP_COPY + UB_DEC_MAX }; /* but for long ones */

struct ub_rows {
	struct ub_val *val; /* columns by -e, of UB_LANES records */
	struct ub_score_text *text;
	struct out *out;
	size_t nout;
	struct ub_buf line; /* the records at hand, as they are written */
	uint64_t *zerodiv;  /* of each -e, before the records at hand */
	bool *late;         /* of each -e: does it name a score? */
	struct source {     /* of each name */
		struct ub_score_part *p; /* NULL: by -e */
		size_t made;
	} * source;
	size_t room; /* for the new fields of one, but for long ones */
};

/* --- can it be ------------------------------------------------------------- */

/* Is each name that x hangs on a column of the input, or made by an -e that
 * hangs on nothing else? */
static bool
is_early(const struct ub_score *s, const struct ub_expr *x, const bool *early)
{
	for (size_t i = 0; i < s->nvar; i++)
		if (!early[i] && ub_expr_names(x, i))
			return false;
	return true;
}

/* Which -e are late; false where an item of an instrument is a score, or late. */
static bool
can_be(const struct ub_score *s, bool *late)
{
	bool *early = ub_xcalloc(s->nvar + 1, sizeof(*early)), good = true;
	size_t i, k;

	for (i = 0; i < s->npart && good; i++) {
		const struct ub_score_part *p = s->part[i];

		if (p->in == NULL) {
			early[p->out] = is_early(s, p->x, early);
			late[i] = !early[p->out];
		}
		for (k = 0; k < p->nref && good; k++)
			good = is_early(s, p->ref[k].x, early);
	}
	free(early);
	return good;
}

/* --- what is written ------------------------------------------------------- */

static struct out *
add_out(struct ub_rows *w)
{
	w->out = ub_xgrow(w->out, w->nout, sizeof(*w->out));
	return &w->out[w->nout++];
}

/* The strip whose piece begins with the column; how many columns it is of. */
static size_t
out_of_strip(const struct ub_plan *l, size_t col, struct out *o)
{
	const struct ub_strip *s, *end = l->strip + l->nstrip;
	size_t i;

	for (s = l->strip; s < end; s++)
		for (i = 0; i < s->npiece; i++)
			if (s->piece[i].first == col) {
				*o = (struct out){ .sort = OUT_STRIP,
					.strip = s,
					.piece = i };
				return s->piece[i].n;
			}
	return 0;
}

static void
out_of_plan(struct ub_rows *w, const struct ub_plan *l)
{
	size_t i, n;

	for (i = 0; i < l->ncol; i += n) {
		const struct ub_score_made *m = &l->made[l->col[i].made].m;
		const struct ub_lane *v = &l->lane[m->var];
		struct out *o = add_out(w);

		if ((n = out_of_strip(l, i, o)) > 0)
			continue;
		*o = (struct out){ .sort = v->num != NULL ? OUT_NUM : OUT_VAL,
			.num = v->num,
			.val = v->val,
			.stride = 1,
			.kind = m->kind };
		if (v->sort == UB_LANE_FIXED) {
			o->val = &l->p->val[m->var];
			o->stride = 0;
		}
		n = 1;
	}
}

/* Plan what is not, and find where the fields are. */
static void
plan(struct ub_score *s)
{
	struct ub_rows *w = s->rows;
	size_t i, k;

	w->nout = 0;
	for (i = 0; i < s->npart; i++) {
		struct ub_score_part *p = s->part[i];

		if (p->in == NULL) {
			*add_out(w) = (struct out){ .sort = OUT_VAL,
				.val = w->val + p->out,
				.stride = s->nvar,
				.kind = s->var[p->out].kind };
			continue;
		}
		if (p->plan == NULL)
			p->plan = ub_plan_new(p);
		out_of_plan(w, p->plan);
		for (k = 0; k < p->plan->ncol; k++) {
			const struct ub_planned *m =
			    &p->plan->made[p->plan->col[k].made];

			w->source[m->real->out] =
			    (struct source){ p, p->plan->col[k].made };
		}
	}
	w->room = w->nout * OUT_MOST + UB_STRIP_COPY;
}

/* False where an instrument hangs on what one makes: then all is done one by
 * one. */
static bool
begin(struct ub_score *s)
{
	bool *late = ub_xcalloc(s->npart + 1, sizeof(*late));

	if (!can_be(s, late)) {
		free(late);
		s->alone = true;
		return false;
	}
	s->rows = ub_xcalloc(1, sizeof(*s->rows));
	s->rows->val =
	    ub_xcalloc(UB_LANES, (s->nvar + 1) * sizeof(*s->rows->val));
	s->rows->zerodiv = ub_xcalloc(s->npart + 1, sizeof(uint64_t));
	s->rows->late = late;
	s->rows->source = ub_xcalloc(s->nvar + 1, sizeof(*s->rows->source));
	plan(s);
	return true;
}

void
ub_score_rows_free(struct ub_score *s)
{
	if (s->rows == NULL)
		return;
	ub_texts_free(s->rows->text);
	ub_buf_free(&s->rows->line);
	free(s->rows->val);
	free(s->rows->out);
	free(s->rows->zerodiv);
	free(s->rows->late);
	free(s->rows->source);
	free(s->rows);
}

/* --- fields ---------------------------------------------------------------- */

static const char pairs[] =
    "00010203040506070809101112131415161718192021222324"
    "25262728293031323334353637383940414243444546474849"
    "50515253545556575859606162636465666768697071727374"
    "75767778798081828384858687888990919293949596979899";

/* As ub_dec_print() writes it; 21 bytes at most. */
static char *
put_num(char *to, int64_t num)
{
	uint64_t v = num < 0 ? 0 - (uint64_t)num : (uint64_t)num;
	uint32_t part = (uint32_t)(v % (uint64_t)UB_NANO), four;

	if (num < 0)
		*to++ = '-';
	v /= (uint64_t)UB_NANO;
	if (v < 10)
		*to++ = (char)('0' + v);
	else
		to += ub_int_print(to, (int64_t)v);
	if (part == 0)
		return to;
	*to = '.';
	to[9] = (char)('0' + part % 10);
	part /= 10;
	four = part / 10000;
	part %= 10000;
	memcpy(to + 1, pairs + four / 100 * 2, 2);
	memcpy(to + 3, pairs + four % 100 * 2, 2);
	memcpy(to + 5, pairs + part / 100 * 2, 2);
	memcpy(to + 7, pairs + part % 100 * 2, 2);
	for (to += 10; to[-1] == '0';)
		to--;
	return to;
}

/* Room for len bytes more than are foreseen; to is the end. */
static char *
more_room(struct ub_rows *w, char *to, size_t len)
{
	struct ub_buf *b = &w->line;

	b->len = (size_t)(to - b->s);
	ub_buf_reserve(b, len + w->room);
	return b->s + b->len;
}

static char *
put_val(struct ub_rows *w, char *to, enum ub_kind kind, const struct ub_val *v)
{
	*to++ = '\t';
	if (kind == UB_K_TEXT && v->miss == 0) {
		to = more_room(w, to, v->u.t.len);
		memcpy(to, v->u.t.s, v->u.t.len);
		return to + v->u.t.len;
	}
	w->line.len = (size_t)(to - w->line.s);
	ub_val_print(&w->line, kind, v);
	return w->line.s + w->line.len;
}

static char *
put_strip(struct ub_rows *w, char *to, const struct out *o, size_t r)
{
	const struct ub_strip *s = o->strip;
	const struct ub_strip_text *x =
	    &s->entry[s->key[r] * s->npiece + o->piece];
	const char *from = s->pool.s + x->off;

	if (x->len <= 16) {
		memcpy(to, from, 16);
	} else if (x->len <= UB_STRIP_COPY) {
		memcpy(to, from, UB_STRIP_COPY);
	} else {
		to = more_room(w, to, x->len);
		memcpy(to, from, x->len);
	}
	return to + x->len;
}

static char *
put_dec(char *to, int64_t num)
{
	char miss;

	*to++ = '\t';
	if (num >= -UB_NUM_MAX)
		return put_num(to, num);
	miss = (char)(num - UB_NUM_MISS);
	if (miss == UB_MISS_EMPTY)
		return to;
	*to++ = '.';
	*to++ = miss;
	return to;
}

/* Record r of the lot with its new fields. */
static void
put_record(struct ub_rows *w, const struct ub_lot *lot, size_t r)
{
	struct ub_slice line =
	    ub_records(lot->b, lot->from + r, lot->from + r + 1);
	const struct out *o, *end = w->out + w->nout;
	char *to;

	ub_buf_reserve(&w->line, line.len + w->room);
	to = w->line.s + w->line.len;
	memcpy(to, line.s, line.len - 1); /* without its LF */
	to += line.len - 1;
	for (o = w->out; o < end; o++) {
		if (o->sort == OUT_STRIP)
			to = put_strip(w, to, o, r);
		else if (o->sort == OUT_NUM)
			to = put_dec(to, o->num[r]);
		else
			to = put_val(w, to, o->kind, &o->val[r * o->stride]);
	}
	*to++ = '\n';
	w->line.len = (size_t)(to - w->line.s);
}

/* --- the records at hand --------------------------------------------------- */

/* What was counted in vain, as the records are gone through again. */
static void
uncount(struct ub_score *s, const uint64_t *before)
{
	for (size_t i = 0; i < s->npart; i++)
		if (s->part[i]->in == NULL)
			s->part[i]->zerodiv -=
			    ub_expr_zerodiv(s->part[i]->x) - before[i];
}

/* The scores that an -e names, at record r. */
static enum ub_tried
load_scores(const struct ub_score *s, const struct ub_expr *x,
    const struct ub_lot *lot, size_t r)
{
	enum ub_tried t = UB_TRIED;

	for (size_t i = 0; i < s->nvar && t == UB_TRIED; i++) {
		const struct source *from = &s->rows->source[i];

		if (from->p == NULL || !ub_expr_names(x, i))
			continue;
		t = ub_plan_value(from->p->plan, from->made, lot, r,
		    &lot->var[r * lot->stride + i]);
	}
	return t;
}

/* The columns by -e: those that name no score, or those that do. */
static enum ub_tried
define(struct ub_score *s, const struct ub_lot *lot, bool late)
{
	struct ub_val *val = lot->var;
	struct ub_err e;
	size_t r, i;

	if (!late)
		ub_texts_clear(s->rows->text);
	for (r = 0; r < lot->n; r++, val += lot->stride) {
		for (i = 0; i < s->npart; i++) {
			const struct ub_score_part *p = s->part[i];
			struct ub_val *v = &val[p->out];

			if (p->in != NULL || s->rows->late[i] != late)
				continue;
			if ((late &&
				load_scores(s, p->x, lot, r) != UB_TRIED) ||
			    ub_expr_eval(p->x, lot->b, lot->from + r, val, v,
				&e) != UB_OK)
				return UB_TRY_ALONE;
			if (s->var[p->out].kind == UB_K_TEXT && v->miss == 0)
				ub_texts_keep(&s->rows->text, &v->u.t);
		}
	}
	return UB_TRIED;
}

/* One instrument, planned anew until the plan is wide enough. */
static enum ub_tried
run_part(struct ub_score *s, struct ub_score_part *p, const struct ub_lot *lot)
{
	enum ub_tried t;

	while ((t = ub_plan_run(p->plan, lot)) == UB_TRY_AGAIN) {
		ub_plan_free(p->plan);
		p->plan = NULL;
		plan(s);
	}
	return t;
}

static enum ub_tried
try(struct ub_score *s, const struct ub_lot *lot)
{
	enum ub_tried t = define(s, lot, false);
	size_t n, i;

	for (n = 0; n < s->npart && t == UB_TRIED; n++)
		if (s->part[n]->in != NULL)
			t = run_part(s, s->part[n], lot);
	if (t == UB_TRIED)
		t = define(s, lot, true);
	for (i = 0; i < n; i++) {
		if (s->part[i]->in == NULL)
			continue;
		if (t == UB_TRIED)
			ub_plan_commit(s->part[i]->plan);
		else
			ub_plan_undo(s->part[i]->plan);
	}
	return t;
}

enum ub_status
ub_score_rows(struct ub_score *s, const struct ub_batch *b, struct ub_writer *w,
    size_t *done, struct ub_err *e)
{
	struct ub_lot lot = { .b = b };
	size_t r, i;

	if (s->alone || (s->rows == NULL && !begin(s)))
		return UB_END;
	lot.var = s->rows->val;
	lot.stride = s->nvar;
	for (; *done < b->n; *done += lot.n) {
		lot.from = *done;
		lot.n = b->n - *done < UB_LANES ? b->n - *done : UB_LANES;
		for (i = 0; i < s->npart; i++)
			if (s->part[i]->in == NULL)
				s->rows->zerodiv[i] =
				    ub_expr_zerodiv(s->part[i]->x);
		if (try(s, &lot) != UB_TRIED) {
			uncount(s, s->rows->zerodiv);
			s->alone = true;
			return UB_END;
		}
		ub_buf_clear(&s->rows->line);
		for (r = 0; r < lot.n; r++)
			put_record(s->rows, &lot, r);
		ub_writer_records(
		    w, s->rows->line.s, s->rows->line.len, lot.n, e);
	}
	if (!w->failed)
		return UB_OK;
	*e = w->err;
	return e->code;
}
