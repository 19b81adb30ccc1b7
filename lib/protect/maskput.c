/* maskput.c - a table as it will be written; maskpart.h. */
#include <stdlib.h>

#include "maskpart.h"

static bool
all_digits(const char *s, size_t n)
{
	for (; n > 0; n--, s++)
		if (*s < '0' || *s > '9')
			return false;
	return true;
}

/* Add one to the number at b->s + from, digits with perhaps a point. */
static void
add_one(struct ub_buf *b, size_t from)
{
	size_t i = b->len;

	while (i-- > from) {
		if (b->s[i] == '.')
			continue;
		if (b->s[i] != '9') {
			b->s[i]++;
			return;
		}
		b->s[i] = '0';
	}
	ub_buf_putc(b, '0');
	memmove(b->s + from + 1, b->s + from, b->len - from - 1);
	b->s[from] = '1';
}

/* A number as text, rounded half away from zero to so many decimals, as
 * canonical text.  Other texts (missing values) stay as they are. */
static void
put_rounded(struct ub_buf *b, struct ub_slice f, int digits)
{
	const char *point = memchr(f.s, '.', f.len);
	size_t from = b->len, keep, sign = f.len > 0 && f.s[0] == '-';

	if (ub_missing(f) != 0 || point == NULL || digits < 0 ||
	    (size_t)(f.s + f.len - point) - 1 <= (size_t)digits ||
	    !all_digits(point + 1, (size_t)(f.s + f.len - point) - 1)) {
		ub_buf_add(b, f.s, f.len);
		return;
	}
	keep = (size_t)(point - f.s) + (digits > 0 ? (size_t)digits + 1 : 0);
	ub_buf_add(b, f.s, keep);
	if (point[digits + 1] >= '5')
		add_one(b, from + sign);
	if (digits > 0) {
		while (b->s[b->len - 1] == '0')
			b->len--;
		if (b->s[b->len - 1] == '.')
			b->len--;
	}
	if (b->len - from == 2 && memcmp(b->s + from, "-0", 2) == 0) {
		b->s[from] = '0';
		b->len--;
	}
	b->s[b->len] = '\0';
}

/* Of the results of tests: enough for a p-value, too few for the counts. */
enum { TEST_DIGITS = 3 };

static int
table_digits(const struct ub_mask *m, const struct ub_woven *t)
{
	const char *s = ub_pair_get(t->meta.attr, t->meta.nattr, "digits");

	if (m->digits >= 0)
		return m->digits;
	return s == NULL ? -1 : s[0] - '0';
}

int
ub_mask_share_digits(const struct ub_mask *m, const struct ub_woven *t)
{
	int d = table_digits(m, t);

	return d < 0 ? 0 : d > UB_SHARE_DIGITS_MAX ? UB_SHARE_DIGITS_MAX : d;
}

static int
digits_of(const struct ub_mask *m, const struct ub_woven *t,
    const struct ub_figure *f)
{
	int d = table_digits(m, t);

	if (f->kind == UB_FIG_TEST)
		return TEST_DIGITS;
	if (f->kind != UB_FIG_SHARE && t->legend.col[f->col].type != UB_SHARE)
		return t->legend.col[f->col].type == UB_MEAN ||
			       t->legend.col[f->col].type == UB_STAT
			   ? (d < 0 ? 1 : d)
			   : 9;
	return 2 + ub_mask_share_digits(m, t);
}

/* Without the zeros at the end, which are no canonical text. */
static void
put_cut(struct ub_buf *b, struct ub_slice v)
{
	if (memchr(v.s, '.', v.len) != NULL) {
		while (v.s[v.len - 1] == '0')
			v.len--;
		if (v.s[v.len - 1] == '.')
			v.len--;
	}
	ub_buf_add(b, v.s, v.len);
}

/* A share from its own numbers; other values as they came. */
static void
put_value(const struct ub_mask *m, const struct ub_woven *t, size_t row,
    const struct ub_figure *f, struct ub_buf *b)
{
	char text[UB_DEC_MAX];
	int digits = digits_of(m, t, f);
	struct ub_slice v = ub_published_cell(&t->t, row, f->col);
	int64_t k, n;

	if (f->kind == UB_FIG_SHARE && !f->weighted && ub_missing(v) == 0 &&
	    ub_published_count(&t->t, row, f->k, &k) &&
	    ub_published_count(&t->t, row, f->n, &n) && n > 0) {
		v.s = text;
		v.len = ub_ratio_print(
		    text, ub_i128_of(k), ub_i128_of(n), 1, digits);
		put_cut(b, v);
		return;
	}
	put_rounded(b, v, digits);
}

static bool
is_hidden(const struct ub_web *w, uint32_t unit)
{
	return w->unit[unit].status >= UB_PRIMARY;
}

/* A row in the making: fields that stay, and those whose text is in b from at
 * (SIZE_MAX: none), which get their place when it stands still. */
struct fields {
	struct ub_slice *to;
	size_t *at;
	struct ub_buf *b;
	bool *closed; /* of a figure of a part: its p-values stay hidden */
	bool *few;    /* the same: some row hides why values are missing */
};

/* Does row r have .t in a key? */
static bool
is_total(const struct ub_woven *t, size_t r)
{
	for (size_t c = 0; c < t->t.nkey; c++)
		if (ub_missing(ub_published_cell(&t->t, r, c)) == UB_TOTAL)
			return true;
	return false;
}

static bool
has_totals(const struct ub_woven *t)
{
	for (size_t r = 0; r < t->printed; r++)
		if (is_total(t, r))
			return true;
	return t->f.across != NULL;
}

static void
set_hidden(struct fields *o, size_t col)
{
	o->to[col] = (struct ub_slice){ ".s", 2 };
	o->at[col] = SIZE_MAX;
}

/* The text of column col is what b holds from `from` on. */
static void
set_text(struct fields *o, size_t col, size_t from)
{
	o->to[col].len = o->b->len - from;
	o->at[col] = from;
}

/* What goes with a figure but for its counts. */
static void
hide_rest(const struct ub_figure *f, struct fields *o)
{
	for (size_t i = 0; i < f->nrest; i++)
		set_hidden(o, f->rest + i);
	if (f->least != UB_NOCOL)
		set_hidden(o, f->least);
}

/* Is one of the reasons that values are missing for that of a few? */
static bool
tells_few(const struct ub_mask *m, const struct ub_woven *t, size_t row,
    const struct ub_figure *f)
{
	int64_t n;

	for (size_t i = 0; i < f->nrest; i++)
		if (t->legend.col[f->rest + i].type == UB_COUNT &&
		    f->rest + i != f->least &&
		    ub_published_count(&t->t, row, f->rest + i, &n) && n > 0 &&
		    n < (int64_t)m->rules.least)
			return true;
	return false;
}

/* All of them, for each is what the others leave of x_miss. */
static void
hide_reasons(
    const struct ub_woven *t, const struct ub_figure *f, struct fields *o)
{
	for (size_t i = 0; i < f->nrest; i++)
		if (t->legend.col[f->rest + i].type == UB_COUNT &&
		    f->rest + i != f->least)
			set_hidden(o, f->rest + i);
}

/* Does any row of t hide the reasons of a figure of that name? */
static bool
any_few(const struct ub_mask *m, const struct ub_woven *t, struct ub_slice stem)
{
	size_t n = t->f.npart * t->f.nfigure;

	for (size_t i = 0; i < n; i++) {
		const struct ub_figure *f = &t->f.figure[i];

		if (f->nrest == 0 || f->stem.len != stem.len ||
		    memcmp(f->stem.s, stem.s, stem.len) != 0)
			continue;
		for (size_t r = 0; r < t->printed; r++)
			if (tells_few(m, t, r, f))
				return true;
	}
	return false;
}

/* The figures of which all rows hide the reasons, for what is left of a total,
 * here or in another table, would be what one row hides. */
static void
find_few(const struct ub_mask *m, const struct ub_woven *t, bool *few)
{
	const struct ub_weave *v = &m->weave;
	size_t n = t->f.npart * t->f.nfigure;

	for (size_t i = 0; (v->n > 1 || has_totals(t)) && i < n; i++)
		for (size_t k = 0;
		     t->f.figure[i].nrest > 0 && !few[i] && k < v->n; k++)
			few[i] = any_few(m, &v->table[k], t->f.figure[i].stem);
}

/* Rounded as the figure; the ends of a share have two decimals more than its
 * per cent. */
static void
put_rest(const struct ub_mask *m, const struct ub_woven *t, size_t row,
    const struct ub_figure *f, struct fields *o)
{
	if (o->few[f - t->f.figure] || tells_few(m, t, row, f))
		hide_reasons(t, f, o);
	if (f->least != UB_NOCOL) /* it is the count of a cell, somewhere */
		set_hidden(o, f->least);
	for (size_t i = 0; i < f->nrest; i++) {
		size_t from = o->b->len;

		if (t->legend.col[f->rest + i].type == UB_COUNT)
			continue;
		put_rounded(o->b, ub_published_cell(&t->t, row, f->rest + i),
		    t->legend.col[f->rest + i].type == UB_STAT
			? TEST_DIGITS
			: digits_of(m, t, f));
		set_text(o, f->rest + i, from);
	}
}

/* --- inexact instead of hidden -------------------------------------------- */

/* The fraction of the sum of keys, in 10^-9. */
static bool
key_at(const struct ub_woven *t, size_t row, const struct ub_figure *key,
    int64_t *nano)
{
	struct ub_slice f;
	struct ub_i128 v;

	if (key == NULL)
		return false;
	f = ub_published_cell(&t->t, row, key->col);
	if (ub_missing(f) != 0 || !ub_dec_parse(f.s, f.len, &v) || v.hi < 0)
		return false;
	(void)ub_i128_sub(v, ub_dec_floor(v), &v);
	*nano = (int64_t)v.lo;
	return true;
}

/* Column col, a count, or hidden when it cannot be made inexact; -1 then. */
static int64_t
put_noisy(struct ub_mask *m, const struct ub_woven *t, size_t row, size_t col,
    const struct ub_figure *key, struct fields *o)
{
	bool keys = m->noise.kind == UB_NOISE_CELL_KEYS ||
		    m->noise.kind == UB_NOISE_RANDOM;
	size_t from = o->b->len;
	int64_t count, nano = 0;

	if (col == UB_NOCOL ||
	    ub_missing(ub_published_cell(&t->t, row, col)) == 'b')
		return -1; /* nobody reported: there is nothing to change */
	set_hidden(o, col);
	if (!ub_published_count(&t->t, row, col, &count) ||
	    (keys && !key_at(t, row, key, &nano) && (key == NULL || count > 0)))
		return -1;
	count = ub_noise_count(
	    &m->noise, count, nano, t->value[row * t->t.ncol + col]);
	ub_buf_int(o->b, count);
	set_text(o, col, from);
	return count;
}

/* Of a sum by how much decimals are told, where no other number is said. */
enum { WEIGHT_DIGITS = 4 };

/*
 * A sum of weights, changed as the number of records is that they are of:
 * w + v w / n.  Hidden where there is no key, or it is too large.
 */
static void
put_noisy_weight(struct ub_mask *m, const struct ub_woven *t, size_t row,
    const struct ub_figure *f, int64_t n, struct fields *o)
{
	bool whole = t->legend.col[f->col].type == UB_INT;
	struct ub_slice field = ub_published_cell(&t->t, row, f->col);
	size_t from = o->b->len;
	char text[UB_DEC_MAX];
	struct ub_slice v = { text, 0 };
	struct ub_i128 w;
	int64_t base;

	if (n < 0 || !ub_published_count(&t->t, row, f->n, &base) ||
	    ub_missing(field) != 0 || !ub_dec_parse(field.s, field.len, &w) ||
	    w.hi != 0 || w.lo > INT64_MAX)
		return;
	if (base > 0)
		v.len = ub_ratio_print(text, ub_i128_mul64((int64_t)w.lo, n),
		    ub_i128_mul64(base, UB_NANO), 1,
		    whole            ? 0
		    : m->digits >= 0 ? m->digits
				     : WEIGHT_DIGITS);
	if (v.len == 0)
		return;
	put_cut(o->b, v);
	set_text(o, f->col, from);
}

/* A share is that of its inexact numbers; a mean stays where its base was not
 * too small. */
static void
put_noisy_figure(struct ub_mask *m, const struct ub_woven *t, size_t row,
    size_t part, const struct ub_figure *f, struct fields *o)
{
	char text[UB_DEC_MAX];
	struct ub_slice v = { text, 0 };
	const struct ub_figure *key = NULL;
	int64_t k, n, base;
	size_t from;

	if (t->legend.col[f->col].type == UB_COUNT) {
		(void)put_noisy(
		    m, t, row, f->col, ub_noise_key(&m->noise, t, part, f), o);
		return;
	}
	hide_rest(f, o); /* the counts they were made of are not shown */
	if (f->kind == UB_FIG_SUM)
		key = ub_noise_key(&m->noise, t, part, f);
	k = put_noisy(m, t, row, f->k, NULL, o);
	n = put_noisy(m, t, row, f->n, key, o);
	(void)put_noisy(m, t, row, f->miss, NULL, o);
	if (ub_missing(ub_published_cell(&t->t, row, f->col)) == 'b')
		return; /* left out */
	set_hidden(o, f->col);
	if (key != NULL) {
		put_noisy_weight(m, t, row, f, n, o);
		return;
	}
	from = o->b->len;
	if (f->kind == UB_FIG_SHARE && !f->weighted && k >= 0 && n > 0) {
		v.len = ub_ratio_print(
		    text, ub_i128_of(k), ub_i128_of(n), 1, digits_of(m, t, f));
		put_cut(o->b, v);
	} else if (f->kind == UB_FIG_MEAN && n >= 0 &&
		   ub_published_count(&t->t, row, f->n, &base) &&
		   base >= m->rules.least) {
		put_value(m, t, row, f, o->b);
	} else {
		return;
	}
	set_text(o, f->col, from);
}

/* --- hidden ----------------------------------------------------------------- */

/* The fields of one figure in one row. */
static void
put_figure(struct ub_mask *m, const struct ub_woven *t, size_t row, size_t part,
    const struct ub_figure *f, uint32_t unit, struct fields *o)
{
	const struct ub_web *w = &m->weave.web;
	size_t col[4] = { f->col, f->k, f->n, f->miss }, i, from = o->b->len;
	uint32_t var;

	for (i = 0; i < 4; i++) {
		if (col[i] == UB_NOCOL)
			continue;
		var = t->value[row * t->t.ncol + col[i]];
		if (is_hidden(w, unit) &&
		    (var == UB_NONE || !w->var[var].known))
			set_hidden(o, col[i]);
	}
	if (is_hidden(w, unit))
		hide_rest(f, o);
	if (is_hidden(w, unit) || t->legend.col[f->col].type == UB_COUNT)
		return;
	if (ub_missing(o->to[f->col]) == 0 &&
	    !ub_rules_value(&m->rules, &m->weave, t, row, part, f)) {
		set_hidden(o, f->col);
		hide_rest(f, o);
		m->values++;
		return;
	}
	put_value(m, t, row, f, o->b);
	set_text(o, f->col, from);
	put_rest(m, t, row, f, o);
}

/* The p-value of a share or a mean against other rows, and its judgement. */
static void
hide_compared(
    const struct ub_woven *t, const struct ub_figure *f, struct fields *o)
{
	for (size_t i = 0; i < f->nrest; i++) {
		enum ub_type type = t->legend.col[f->rest + i].type;

		if (f->kind != UB_FIG_TEST &&
		    (type == UB_STAT || type == UB_BOOL))
			set_hidden(o, f->rest + i);
	}
}

/*
 * The figures whose p-values would tell of a row that is hidden: the row
 * before may be any, the others are a total less the row.
 */
static void
find_closed(const struct ub_mask *m, const struct ub_woven *t, bool *closed)
{
	const char *against =
	    ub_pair_get(t->meta.attr, t->meta.nattr, "against");
	size_t n = t->f.npart * t->f.nfigure;
	bool any = against != NULL && strncmp(against, "previous", 8) == 0;

	for (size_t r = 0; against != NULL && r < t->printed; r++)
		for (size_t i = 0; (any || is_total(t, r)) && i < n; i++)
			closed[i] |=
			    is_hidden(&m->weave.web, t->unit[r * n + i]);
}

static void
put_row(
    struct ub_mask *m, const struct ub_woven *t, size_t row, struct fields *o)
{
	const struct ub_figures *f = &t->f;
	size_t unit = row * f->npart * f->nfigure, p, i;

	for (p = 0; p < f->npart; p++) {
		for (i = 0; i < f->nfigure; i++, unit++) {
			const struct ub_figure *g =
			    &f->figure[f->part[p].first + i];

			if (m->noise.kind != UB_NOISE_NONE)
				put_noisy_figure(m, t, row, p, g, o);
			else
				put_figure(m, t, row, p, g, t->unit[unit], o);
			if (o->closed[p * f->nfigure + i])
				hide_compared(t, g, o);
		}
	}
}

void
ub_mask_put(
    struct ub_mask *m, const struct ub_woven *t, struct ub_published *to)
{
	size_t n = t->printed * t->t.ncol, r, i;
	size_t *at = ub_xreallocarray(NULL, n, sizeof(*at));
	struct fields o = { .b = &to->text };

	o.closed = ub_xcalloc(t->f.npart * t->f.nfigure + 1, sizeof(bool));
	find_closed(m, t, o.closed);
	o.few = ub_xcalloc(t->f.npart * t->f.nfigure + 1, sizeof(bool));
	find_few(m, t, o.few);

	*to = t->t;
	to->n = t->printed;
	to->text = (struct ub_buf){ 0 };
	to->cell = ub_xreallocarray(NULL, n, sizeof(*to->cell));
	if (n > 0)
		memcpy(to->cell, t->t.cell, n * sizeof(*to->cell));
	for (i = 0; i < n; i++)
		at[i] = SIZE_MAX;
	for (r = 0; r < t->printed; r++) {
		o.to = to->cell + r * t->t.ncol;
		o.at = at + r * t->t.ncol;
		put_row(m, t, r, &o);
	}
	for (i = 0; i < n; i++)
		if (at[i] != SIZE_MAX)
			to->cell[i].s = to->text.s + at[i];
	free(at);
	free(o.closed);
	free(o.few);
}

void
ub_mask_put_end(struct ub_published *p)
{
	free(p->cell);
	ub_buf_free(&p->text);
}
