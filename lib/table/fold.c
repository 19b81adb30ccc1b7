/* fold.c - records into cells; fold.h. */
#include "fold.h"

#include <stdlib.h>

static inline void
miss(union ub_acc *acc, char reason)
{
	acc->v.miss++;
	acc->v.hidden += reason == 's';
}

/* --- conditions ------------------------------------------------------- */

static enum ub_status
fold_test(struct ub_fold *f, struct ub_cells *c, struct ub_measure *m,
    const struct ub_batch *b, const uint32_t *cell, struct ub_err *e)
{
	union ub_acc *acc = c->acc + m->acc;
	enum ub_status st;

	if (b->n > f->room) {
		f->room = b->n;
		f->truth = ub_xrealloc(f->truth, f->room);
	}
	if ((st = ub_expr_test(m->x, b, f->truth, e)) != UB_OK)
		return st;
	for (size_t r = 0; r < b->n; r++) {
		union ub_acc *a = acc + cell[r] * c->nacc;

		a->v.k += f->truth[r] & 1;
		a->v.miss += f->truth[r] >> 1;
	}
	return UB_OK;
}

/* --- numbers ---------------------------------------------------------- */

/* v is not negative. */
static inline void
add_small(struct ub_i128 *sum, int64_t v)
{
	uint64_t lo = sum->lo + (uint64_t)v;

	sum->hi += lo < sum->lo;
	sum->lo = lo;
}

static inline void
gather(const struct ub_measure *m, union ub_acc *a, struct ub_i128 v)
{
	switch (m->func) {
	case UB_F_MIN:
		if (ub_i128_cmp(v, a->v.sum) < 0)
			a->v.sum = v;
		break;
	case UB_F_MAX:
		if (ub_i128_cmp(v, a->v.sum) > 0)
			a->v.sum = v;
		break;
	default:
		if (ub_measure_squares(m))
			(void)ub_i256_add(a[1].sq, ub_i256_mul(v, v), &a[1].sq);
		(void)ub_i128_add(a->v.sum, v, &a->v.sum);
		break;
	}
}

/*
 * Canonical digits of up to 18 places without a sign, the common field; false
 * for all else, which the strict parsers of num.h then judge.
 */
static inline bool
plain_int(struct ub_slice f, int64_t *v)
{
	int64_t n = 0;

	if (f.len == 0 || f.len > 18 || (f.s[0] == '0' && f.len > 1))
		return false;
	for (size_t i = 0; i < f.len; i++) {
		unsigned d = (unsigned char)f.s[i] - (unsigned)'0';

		if (d > 9)
			return false;
		n = n * 10 + (int64_t)d;
	}
	*v = n;
	return true;
}

/* The same for decimals below 10^9, in 10^-9. */
static inline bool
plain_dec(struct ub_slice f, int64_t *v)
{
	static const int64_t scale[10] = { 1000000000, 100000000, 10000000,
		1000000, 100000, 10000, 1000, 100, 10, 1 };
	int64_t n = 0;
	size_t i = 0, point;

	while (i < f.len && i < 10 && (unsigned char)(f.s[i] - '0') <= 9)
		n = n * 10 + (f.s[i++] - '0');
	if (i == 0 || i > 9 || (f.s[0] == '0' && i > 1))
		return false;
	point = i;
	if (i < f.len) {
		if (f.s[i] != '.' || f.len - i - 1 > 9 || f.len == i + 1 ||
		    f.s[f.len - 1] == '0')
			return false;
		for (i++; i < f.len; i++) {
			if ((unsigned char)(f.s[i] - '0') > 9)
				return false;
			n = n * 10 + (f.s[i] - '0');
		}
		*v = n * scale[f.len - point - 1];
	} else {
		*v = n * UB_NANO;
	}
	return true;
}

static enum ub_status
fail_field(const struct ub_measure *m, const struct ub_batch *b, size_t r,
    struct ub_err *e)
{
	return ub_fail_at(e, UB_EDATA, b->input, b->line + r,
	    "column %s: not a valid %s", m->column, ub_type_name(m->in));
}

/* A bare column of numbers or dates. */
static enum ub_status
fold_column(struct ub_cells *c, struct ub_measure *m, const struct ub_batch *b,
    const uint32_t *cell, struct ub_err *e)
{
	union ub_acc *acc = c->acc + m->acc;
	bool sums =
	    (m->func == UB_F_SUM || m->func == UB_F_MEAN) && !m->squares;
	bool dec = m->in == UB_DEC,
	     whole = m->in == UB_INT || m->in == UB_COUNT;

	for (size_t r = 0; r < b->n; r++) {
		union ub_acc *a = acc + cell[r] * c->nacc;
		struct ub_slice f = ub_field(b, r, m->col);
		struct ub_i128 wide;
		int64_t v;
		char why;

		if ((whole && plain_int(f, &v)) || (dec && plain_dec(f, &v))) {
			if (sums)
				add_small(&a->v.sum, v);
			else
				gather(m, a, ub_i128_of(v));
		} else if ((why = ub_missing(f)) != 0) {
			miss(a, why);
		} else if (ub_number_of(m->in, f, &wide)) {
			gather(m, a, wide);
		} else {
			return fail_field(m, b, r, e);
		}
	}
	return UB_OK;
}

/* What an expression gave, in the unit of ub_number_of(). */
static struct ub_i128
number_of(enum ub_kind kind, const struct ub_val *v)
{
	switch (kind) {
	case UB_K_INT:
		return ub_i128_of(v->u.i);
	case UB_K_DATE:
		return ub_i128_of(v->u.day);
	case UB_K_DEC:
		return v->u.d;
	default:
		return ub_i128_of(v->u.b);
	}
}

static enum ub_status
fold_expr(struct ub_cells *c, struct ub_measure *m, const struct ub_batch *b,
    const uint32_t *cell, struct ub_err *e)
{
	bool counts = m->func == UB_F_COUNT || m->func == UB_F_SHARE;
	enum ub_status st;
	struct ub_val v;

	for (size_t r = 0; r < b->n; r++) {
		union ub_acc *a = ub_cells_acc(c, m, cell[r]);

		if ((st = ub_expr_eval(m->x, b, r, NULL, &v, e)) != UB_OK)
			return st;
		if (v.miss != 0)
			miss(a, v.miss);
		else if (counts)
			a->v.k += v.u.b;
		else
			gather(m, a, number_of(m->kind, &v));
	}
	return UB_OK;
}

/* --- two arguments ---------------------------------------------------- */

/* A value and its weight, or what it is divided by. */
static void
gather_pair(const struct ub_measure *m, union ub_acc *a, struct ub_i128 v,
    struct ub_i128 w)
{
	if (ub_measure_weighted(m)) {
		(void)ub_i256_add(a[1].sq, ub_i256_mul(v, w), &a[1].sq);
		(void)ub_i128_add(a[2].den, w, &a[2].den);
	} else {
		(void)ub_i128_add(a->v.sum, v, &a->v.sum);
		(void)ub_i128_add(a[1].den, w, &a[1].den);
	}
}

/* A value and its date: only one of those seen is kept. */
static void
gather_at(struct ub_fold *f, struct ub_measure *m, union ub_acc *a,
    const struct ub_val *v, int32_t day)
{
	uint32_t id;

	ub_buf_clear(&f->text);
	ub_val_print(&f->text, m->kind, v);
	id = ub_intern_add(&m->tally.val, f->text.s, f->text.len);
	if (ub_measure_sooner(m, a, day, id)) {
		a->v.at.day = day;
		a->v.at.id1 = id + 1;
	}
}

static enum ub_status
fold_pair(struct ub_fold *f, struct ub_cells *c, struct ub_measure *m,
    const struct ub_batch *b, const uint32_t *cell, struct ub_err *e)
{
	bool at = m->func == UB_F_FIRST || m->func == UB_F_LAST;
	enum ub_status st;
	struct ub_val v, w;

	for (size_t r = 0; r < b->n; r++) {
		union ub_acc *a = ub_cells_acc(c, m, cell[r]);

		if ((st = ub_expr_eval(m->x, b, r, NULL, &v, e)) != UB_OK ||
		    (st = ub_expr_eval(m->y, b, r, NULL, &w, e)) != UB_OK)
			return st;
		if (v.miss != 0 || w.miss != 0)
			miss(a, w.miss == 's' || v.miss == 0 ? w.miss : v.miss);
		else if (at)
			gather_at(f, m, a, &v, w.u.day);
		else
			gather_pair(m, a, number_of(m->kind, &v),
			    number_of(m->ykind, &w));
	}
	return UB_OK;
}

/* --- values that are kept --------------------------------------------- */

static enum ub_status
fail_many(const char *measure, struct ub_err *e)
{
	return ub_fail(e, UB_EDATA,
	    "measure %s: more than %d different values by group", measure,
	    UB_TALLY_MAX);
}

/* Fields have one text for one value, so texts are counted. */
static enum ub_status
tally_column(struct ub_cells *c, struct ub_measure *m, const struct ub_batch *b,
    const uint32_t *cell, struct ub_err *e)
{
	for (size_t r = 0; r < b->n; r++) {
		struct ub_slice f = ub_field(b, r, m->col);
		char why = ub_missing(f);
		uint32_t known = m->tally.val.n, id;

		if (why != 0) {
			miss(ub_cells_acc(c, m, cell[r]), why);
			continue;
		}
		id = ub_intern_add(&m->tally.val, f.s, f.len);
		if (id == known && !ub_field_valid(m->in, f))
			return fail_field(m, b, r, e);
		if (!ub_tally_add(&m->tally, cell[r], id, 1))
			return fail_many(m->name, e);
	}
	return UB_OK;
}

static enum ub_status
tally_expr(struct ub_fold *f, struct ub_cells *c, struct ub_measure *m,
    const struct ub_batch *b, const uint32_t *cell, struct ub_err *e)
{
	enum ub_status st;
	struct ub_val v;
	uint32_t id;

	for (size_t r = 0; r < b->n; r++) {
		if ((st = ub_expr_eval(m->x, b, r, NULL, &v, e)) != UB_OK)
			return st;
		if (v.miss != 0) {
			miss(ub_cells_acc(c, m, cell[r]), v.miss);
			continue;
		}
		ub_buf_clear(&f->text);
		ub_val_print(&f->text, m->kind, &v);
		id = ub_intern_add(&m->tally.val, f->text.s, f->text.len);
		if (!ub_tally_add(&m->tally, cell[r], id, 1))
			return fail_many(m->name, e);
	}
	return UB_OK;
}

/* Can the fields of the bare column be read here, without the expression? */
static bool
is_plain(const struct ub_measure *m)
{
	return m->col != UB_NOCOL && (m->in == UB_INT || m->in == UB_COUNT ||
					 m->in == UB_DEC || m->in == UB_DATE);
}

enum ub_status
ub_fold_measure(struct ub_fold *f, struct ub_cells *c, struct ub_measure *m,
    const struct ub_batch *b, const uint32_t *cell, struct ub_err *e)
{
	if (m->y != NULL)
		return fold_pair(f, c, m, b, cell, e);
	switch (m->func) {
	case UB_F_N:
		return UB_OK;
	case UB_F_COUNT:
	case UB_F_SHARE:
		if (!f->by_record)
			return fold_test(f, c, m, b, cell, e);
		return fold_expr(c, m, b, cell, e);
	case UB_F_DISTINCT:
	case UB_F_MODE:
		if (m->col != UB_NOCOL)
			return tally_column(c, m, b, cell, e);
		return tally_expr(f, c, m, b, cell, e);
	case UB_F_MEDIAN:
	case UB_F_QUANTILE:
		if (is_plain(m))
			return tally_column(c, m, b, cell, e);
		return tally_expr(f, c, m, b, cell, e);
	default:
		if (is_plain(m))
			return fold_column(c, m, b, cell, e);
		return fold_expr(c, m, b, cell, e);
	}
}

enum ub_status
ub_fold_persons(struct ub_cells *c, const struct ub_legend *l, size_t col,
    const struct ub_batch *b, const uint32_t *cell, uint64_t *none,
    struct ub_err *e)
{
	struct ub_intern *val = &c->person->val;

	for (size_t r = 0; r < b->n; r++) {
		struct ub_slice f = ub_field(b, r, col);
		uint32_t known = val->n, id;

		if (ub_missing(f) != 0) {
			(*none)++;
			continue;
		}
		id = ub_intern_add(val, f.s, f.len);
		if (id == known && !ub_field_valid(l->col[col].type, f))
			return ub_fail_at(e, UB_EDATA, b->input, b->line + r,
			    "column %s: not a valid %s", l->col[col].name,
			    ub_type_name(l->col[col].type));
		if (!ub_tally_add(c->person, cell[r], id, 1))
			return fail_many("n_pers", e);
	}
	return UB_OK;
}

void
ub_fold_free(struct ub_fold *f)
{
	free(f->truth);
	ub_buf_free(&f->text);
}
