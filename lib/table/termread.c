/* termread.c - fields and expressions as values; termread.h. */
#include "termread.h"

#include "tally.h"

static enum ub_status
fail_field(const struct ub_term *t, const struct ub_legend *l,
    const struct ub_batch *b, size_t r, struct ub_err *e)
{
	return ub_fail_at(e, UB_EDATA, b->input, b->line + r,
	    "column %s: not a valid %s", l->col[t->col].name,
	    ub_type_name(t->in));
}

/* --- numbers ---------------------------------------------------------- */

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

/* A bare column of numbers or dates. */
static enum ub_status
number_column(struct ub_term *t, const struct ub_legend *l,
    const struct ub_batch *b, struct ub_err *e)
{
	bool dec = t->in == UB_DEC,
	     whole = t->in == UB_INT || t->in == UB_COUNT;
	const uint32_t *rec = t->pick->rec;

	for (size_t i = 0; i < t->pick->n; i++) {
		struct ub_slice f = ub_field(b, rec[i], t->col);

		if ((whole && plain_int(f, &t->v[i])) ||
		    (dec && plain_dec(f, &t->v[i]))) {
			t->why[i] = 0;
			continue;
		}
		t->v[i] = 0;
		if ((t->why[i] = ub_missing(f)) == 0) {
			t->why[i] = UB_IS_WIDE;
			if (!ub_number_of(t->in, f, &t->wide[i]))
				return fail_field(t, l, b, rec[i], e);
		}
	}
	return UB_OK;
}

/* What an expression gave, in the unit of ub_number_of(). */
static int64_t
number_of(enum ub_kind kind, const struct ub_val *v)
{
	switch (kind) {
	case UB_K_INT:
		return v->u.i;
	case UB_K_DATE:
		return v->u.day;
	default:
		return v->u.b;
	}
}

enum ub_status
ub_term_read_number(struct ub_term *t, const struct ub_legend *l,
    const struct ub_batch *b, struct ub_err *e)
{
	enum ub_status st;
	struct ub_val v;

	if (t->column)
		return number_column(t, l, b, e);
	for (size_t i = 0; i < t->pick->n; i++) {
		if ((st = ub_expr_eval(
			 t->x, b, t->pick->rec[i], NULL, &v, e)) != UB_OK)
			return st;
		t->why[i] = v.miss;
		t->v[i] = 0;
		if (v.miss != 0)
			continue;
		if (t->of != UB_K_DEC) {
			t->v[i] = number_of(t->of, &v);
		} else if (v.u.d.hi == -(int64_t)(v.u.d.lo >> 63)) {
			t->v[i] = (int64_t)v.u.d.lo;
		} else {
			t->why[i] = UB_IS_WIDE;
			t->wide[i] = v.u.d;
		}
	}
	return UB_OK;
}

enum ub_status
ub_term_read_truth(
    struct ub_term *t, const struct ub_batch *b, struct ub_err *e)
{
	enum ub_status st;
	struct ub_val v;

	for (size_t i = 0; i < t->pick->n; i++) {
		if ((st = ub_expr_eval(
			 t->x, b, t->pick->rec[i], NULL, &v, e)) != UB_OK)
			return st;
		if (v.miss != 0)
			t->truth[i] = v.miss == 's' ? 6 : 2;
		else
			t->truth[i] = v.u.b;
	}
	return UB_OK;
}

/* --- texts ------------------------------------------------------------ */

enum { CHUNK = 256 };

/* Fields have one text for one value, so texts are told apart.  New ones have
 * new numbers, in turn: they alone are looked at. */
static enum ub_status
text_chunk(struct ub_term *t, const struct ub_legend *l,
    const struct ub_batch *b, size_t from, size_t n, struct ub_err *e)
{
	struct ub_slice f[CHUNK] = { { "", 0 } };
	uint32_t id[CHUNK], known = t->val->n;
	size_t at[CHUNK] = { 0 }, m = 0;

	for (size_t i = from; i < from + n; i++) {
		f[m] = ub_field(b, t->pick->rec[i], t->col);
		t->why[i] = ub_missing(f[m]);
		at[m] = i;
		m += t->why[i] == 0;
	}
	ub_intern_add_many(t->val, f, m, id);
	for (size_t k = 0; k < m; k++) {
		t->id[at[k]] = id[k];
		if (id[k] != known)
			continue;
		known++;
		if (!ub_field_valid(t->in, f[k]))
			return fail_field(t, l, b, t->pick->rec[at[k]], e);
	}
	return UB_OK;
}

static enum ub_status
text_column(struct ub_term *t, const struct ub_legend *l,
    const struct ub_batch *b, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	for (size_t i = 0; st == UB_OK && i < t->pick->n; i += CHUNK)
		st = text_chunk(t, l, b, i,
		    t->pick->n - i < CHUNK ? t->pick->n - i : CHUNK, e);
	return st;
}

enum ub_status
ub_term_read_text(struct ub_term *t, const struct ub_legend *l,
    const struct ub_batch *b, struct ub_buf *text, struct ub_err *e)
{
	enum ub_status st;
	struct ub_val v;

	if (t->column)
		return text_column(t, l, b, e);
	for (size_t i = 0; i < t->pick->n; i++) {
		if ((st = ub_expr_eval(
			 t->x, b, t->pick->rec[i], NULL, &v, e)) != UB_OK)
			return st;
		if ((t->why[i] = v.miss) != 0)
			continue;
		ub_buf_clear(text);
		ub_val_print(text, t->of, &v);
		t->id[i] = ub_intern_add(
		    t->val, text->len > 0 ? text->s : "", text->len);
	}
	return UB_OK;
}
