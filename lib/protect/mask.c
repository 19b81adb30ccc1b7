/* mask.c - see mask.h. */
#include <math.h>
#include <stdlib.h>

#include "attack.h"
#include "audit.h"
#include "mask.h"
#include "secondary.h"

/* --- hiding -------------------------------------------------------------- */

/* Proved to move by a whole: what the movements carry so far, scaled as far as
 * nothing becomes negative. */
static void
mark_open(const struct ub_web *w, const struct ub_move *m, bool *open)
{
	double far[2] = { INFINITY, INFINITY }, f;
	size_t i;

	for (i = 0; i < m->n; i++) {
		f = (w->var[m->var[i]].value - w->var[m->var[i]].floor) /
		    fabs(m->by[i]);
		if (f < far[m->by[i] > 0])
			far[m->by[i] > 0] = f;
	}
	f = far[0] > far[1] ? far[0] : far[1];
	for (i = 0; i < m->n; i++)
		if (f * fabs(m->by[i]) >= 1 - 1e-6)
			open[m->var[i]] = true;
}

/* Hidden figures that the sums give all the same are shown: nobody learns
 * anything from them, and a reader is not made to believe otherwise. */
static enum ub_status
show_known(struct ub_web *w, const struct ub_proof *proof, struct ub_err *e)
{
	bool *open = ub_xcalloc(w->n, sizeof(*open));
	enum ub_status st;
	size_t i;

	for (i = 0; i < proof->n; i++)
		mark_open(w, &proof->move[i], open);
	for (i = 0; i < w->nneed; i++)
		open[w->need[i].var] = true; /* by its own movements */
	st = ub_attack_known(w, open, e);
	free(open);
	return st;
}

static bool
any_old(const struct ub_weave *v)
{
	size_t i;

	for (i = 0; i < v->n; i++)
		if (v->table[i].old)
			return true;
	return false;
}

/* Which figure it is, and what the user can do. */
static enum ub_status
cannot_hide(const struct ub_mask *m, uint32_t var, struct ub_err *e)
{
	const struct ub_rules *r = &m->rules;
	struct ub_buf b = { 0 };

	(void)ub_weave_tell(&m->weave, var, &b);
	ub_fail(e, UB_EDATA,
	    "%s: cannot be hidden, whatever else is%s: make larger groups, "
	    "leave out totals or this measure%s",
	    b.s, any_old(&m->weave) ? ", after what is published" : "",
	    r->records_are_persons || r->numerators_are_persons
		? ""
		: ", or say --numerators-are-persons where nobody is twice in "
		  "a numerator");
	ub_buf_free(&b);
	return UB_EDATA;
}

static enum ub_status
hide(struct ub_mask *m, struct ub_err *e)
{
	struct ub_web *w = &m->weave.web;
	struct ub_proof proof = { 0 };
	enum ub_status st;
	size_t i;

	ub_web_ready(w);
	st = ub_secondary(w, &proof, e);
	if (proof.stuck != UB_NONE)
		st = cannot_hide(m, proof.stuck, e);
	if (st == UB_OK)
		st = show_known(w, &proof, e);
	if (st == UB_OK && !ub_proof_holds(w, &proof))
		st = ub_fail(e, UB_EDATA,
		    "the result does not pass its own audit: nothing is "
		    "written");
	for (i = 0; i < w->nunit; i++)
		m->secondary += w->unit[i].status == UB_SECONDARY;
	ub_proof_free(&proof);
	return st;
}

/* --- the table as it will be written ---------------------------------------- */

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

void
ub_mask_round(struct ub_buf *b, struct ub_slice f, int digits)
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

static int
digits_of(const struct ub_mask *m, const struct ub_woven *t,
    const struct ub_figure *f)
{
	int d = table_digits(m, t);

	if (f->kind == UB_FIG_TEST)
		return TEST_DIGITS;
	if (f->kind != UB_FIG_SHARE)
		return t->legend.col[f->col].type == UB_MEAN ||
			       t->legend.col[f->col].type == UB_STAT
			   ? (d < 0 ? 1 : d)
			   : 9;
	return 2 + (d < 0                        ? 0
		       : d > UB_SHARE_DIGITS_MAX ? UB_SHARE_DIGITS_MAX
						 : d);
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

	if (f->kind == UB_FIG_SHARE && ub_missing(v) == 0 &&
	    ub_published_count(&t->t, row, f->k, &k) &&
	    ub_published_count(&t->t, row, f->n, &n) && n > 0) {
		v.s = text;
		v.len = ub_ratio_print(
		    text, ub_i128_of(k), ub_i128_of(n), 1, digits);
		put_cut(b, v);
		return;
	}
	ub_mask_round(b, v, digits);
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
};

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

/* Rounded as the figure; the ends of a share have two decimals more than its
 * per cent. */
static void
put_rest(const struct ub_mask *m, const struct ub_woven *t, size_t row,
    const struct ub_figure *f, struct fields *o)
{
	for (size_t i = 0; i < f->nrest; i++) {
		size_t from = o->b->len;

		ub_mask_round(o->b, ub_published_cell(&t->t, row, f->rest + i),
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

	if (col == UB_NOCOL)
		return -1;
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

/* A share is that of its inexact numbers; a mean stays where its base was not
 * too small. */
static void
put_noisy_figure(struct ub_mask *m, const struct ub_woven *t, size_t row,
    size_t part, const struct ub_figure *f, struct fields *o)
{
	char text[UB_DEC_MAX];
	struct ub_slice v = { text, 0 };
	int64_t k, n, base;
	size_t from;

	if (t->legend.col[f->col].type == UB_COUNT) {
		(void)put_noisy(
		    m, t, row, f->col, ub_noise_key(&m->noise, t, part, f), o);
		return;
	}
	hide_rest(f, o); /* the counts they were made of are not shown */
	k = put_noisy(m, t, row, f->k, NULL, o);
	n = put_noisy(m, t, row, f->n, NULL, o);
	(void)put_noisy(m, t, row, f->miss, NULL, o);
	set_hidden(o, f->col);
	from = o->b->len;
	if (f->kind == UB_FIG_SHARE && k >= 0 && n > 0) {
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

/* Does row r have .t in a key? */
static bool
is_total(const struct ub_woven *t, size_t r)
{
	for (size_t c = 0; c < t->t.nkey; c++)
		if (ub_missing(ub_published_cell(&t->t, r, c)) == 't')
			return true;
	return false;
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

static void
put_table(struct ub_mask *m, const struct ub_woven *t, struct ub_published *to)
{
	size_t n = t->printed * t->t.ncol, r, i;
	size_t *at = ub_xreallocarray(NULL, n, sizeof(*at));
	struct fields o = { .b = &to->text };

	o.closed = ub_xcalloc(t->f.npart * t->f.nfigure + 1, sizeof(bool));
	find_closed(m, t, o.closed);

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
}

static void
published_end(struct ub_published *p)
{
	free(p->cell);
	ub_buf_free(&p->text);
}

/* --- the audit of the result ------------------------------------------------ */

static enum ub_status
audit(struct ub_mask *m, const struct ub_woven *t, struct ub_err *e)
{
	struct ub_audit_ask ask = { .base = UB_NOCOL, .width = 2 };
	struct ub_published p;
	struct ub_audit a;
	enum ub_status st;
	size_t hidden = 0, i;

	put_table(m, t, &p);
	for (i = 0; i < p.n * p.ncol; i++)
		hidden += ub_missing(p.cell[i]) == UB_HIDDEN;
	if (hidden > UB_AUDIT_MAX)
		ask.width = 1; /* the movements alone prove it */
	st = ub_audit_table(&a, &p, &ask, e);
	if (st == UB_OK && a.n > 0)
		st = ub_fail(e, UB_EDATA,
		    "table %s: %s: %s: the result does not pass ubat-audit "
		    "(%s): nothing is written",
		    t->meta.table, a.finding[0].row, a.finding[0].column,
		    ub_finding_name(a.finding[0].kind));
	ub_audit_free(&a);
	published_end(&p);
	return st;
}

static enum ub_status
make_noisy(struct ub_mask *m, struct ub_err *e)
{
	enum ub_status st = ub_noise_check(&m->noise, &m->weave, e);

	if (st != UB_OK || m->noise.kind != UB_NOISE_CONTROLLED)
		return st;
	ub_web_ready(&m->weave.web);
	return ub_noise_control(&m->noise, &m->weave.web, e);
}

enum ub_status
ub_mask_check(struct ub_mask *m, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	size_t i;

	for (i = 0; i < m->weave.n && st == UB_OK; i++)
		if (!m->weave.table[i].old)
			st = audit(m, &m->weave.table[i], e);
	m->values = 0; /* counted again when written */
	return st;
}

enum ub_status
ub_mask_run(struct ub_mask *m, struct ub_err *e)
{
	enum ub_status st;

	st = ub_weave_sums(&m->weave, e);
	if (m->noise.kind != UB_NOISE_NONE)
		return st == UB_OK ? make_noisy(m, e) : st;
	if (st == UB_OK)
		st = ub_rules_published(&m->weave, &m->rules, &m->n, e);
	if (st == UB_OK)
		st = ub_rules_apply(&m->weave, &m->rules, &m->n, e);
	if (st == UB_OK)
		st = hide(m, e);
	return st == UB_OK ? ub_mask_check(m, e) : st;
}

void
ub_mask_free(struct ub_mask *m)
{
	ub_weave_free(&m->weave);
	ub_noise_free(&m->noise);
}

/* --- writing ---------------------------------------------------------------- */

/* Persons and keys are for us alone. */
static bool
is_secret(const struct ub_mask *m, const struct ub_woven *t, size_t col)
{
	const struct ub_figure *f;
	size_t i;

	for (i = 0; i < t->f.npart; i++)
		if (t->f.part[i].pers == col)
			return true;
	for (i = 0; i < t->f.npart * t->f.nfigure; i++) {
		f = &t->f.figure[i];
		if ((f->col == col || f->k == col || f->n == col ||
			f->miss == col) &&
		    ub_noise_is_key(&m->noise, f))
			return true;
	}
	return false;
}

/* The list without n_pers. */
static void
put_overlap(const char *list, struct ub_buf *b)
{
	struct ub_slice name;

	ub_buf_add(b, "", 0);
	for (; *list != '\0'; list += name.len + (list[name.len] == ',')) {
		name = (struct ub_slice){ list, strcspn(list, ",") };
		if (ub_slice_is(name, "n_pers"))
			continue;
		if (b->len > 0)
			ub_buf_putc(b, ',');
		ub_buf_add(b, name.s, name.len);
	}
}

/* What keys are made of is as little to be read as they. */
static bool
is_of_key(const struct ub_mask *m, const struct ub_pair *a)
{
	struct ub_figure f = { 0 };

	if (strncmp(a->key, "function:", 9) != 0)
		return false;
	f.stem = ub_slice_of(a->key + 9);
	return ub_noise_is_key(&m->noise, &f);
}

static void
declare(const struct ub_mask *m, const struct ub_woven *t, struct ub_meta *out)
{
	const char *list = ub_pair_get(t->meta.attr, t->meta.nattr, "overlap");
	struct ub_buf overlap = { 0 };
	size_t i;

	put_overlap(list == NULL ? "" : list, &overlap);
	ub_meta_set_table(out, t->meta.table);
	for (i = 0; i < t->meta.nattr; i++) {
		const struct ub_pair *a = &t->meta.attr[i];

		if (is_of_key(m, a))
			continue;
		if (strcmp(a->key, "overlap") != 0 &&
		    strcmp(a->key, "overlap_by") != 0)
			ub_meta_add_attr(out, a->key, a->value);
		else if (overlap.len > 0)
			ub_meta_add_attr(out, a->key,
			    strcmp(a->key, "overlap") == 0 ? overlap.s
							   : a->value);
	}
	ub_buf_free(&overlap);
}

static enum ub_status
copy_head(const struct ub_mask *m, const struct ub_woven *t,
    struct ub_legend *l, struct ub_meta *out, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	const struct ub_label *b;
	size_t i;

	for (i = 0; i < t->legend.n && st == UB_OK; i++)
		if (!is_secret(m, t, i))
			st = ub_legend_add(l, t->legend.col[i].name,
			    strlen(t->legend.col[i].name),
			    t->legend.col[i].type, e);
	declare(m, t, out);
	for (i = 0; i < t->meta.nlabel && st == UB_OK; i++) {
		b = &t->meta.label[i];
		if (ub_legend_find(l, b->col, strlen(b->col)) != UB_NOCOL)
			st = ub_meta_add_label(
			    out, b->col, b->value, b->text, e);
	}
	return st;
}

static void
count(struct ub_buf *b, const char *key, uint64_t n)
{
	if (n > 0)
		ub_step_uint(b, key, n);
}

static const char *const methods[] = { "hiding", "rounding",
	"rounding by chance", "controlled rounding", "cell keys" };

static void
make_step(struct ub_mask *m, struct ub_woven *t, struct ub_buf *line)
{
	const struct ub_rules *r = &m->rules;
	const struct ub_tallies *n = &m->n;
	struct ub_buf b = { 0 };

	ub_step_begin(&b, "ubat-mask", ub_meta_leaves(&t->meta));
	ub_step_uint(&b, "in", t->printed);
	ub_step_uint(&b, "out", t->printed);
	if (m->noise.kind != UB_NOISE_NONE) {
		ub_step_text(&b, "method", methods[m->noise.kind]);
		count(&b, "base", (uint64_t)m->noise.base);
		ub_step_end(&b, line);
		ub_buf_free(&b);
		return;
	}
	if (r->name != NULL)
		ub_step_text(&b, "preset", r->name);
	ub_step_uint(&b, "min", (uint64_t)r->least);
	count(&b, "min-one-key", (uint64_t)r->least_one);
	ub_step_uint(&b, "min-part", (uint64_t)r->part);
	ub_step_uint(&b, "min-base", (uint64_t)r->base);
	ub_step_text(&b, "zero", r->zero ? "hidden" : "shown");
	if (r->group)
		ub_step_text(&b, "groups", "hidden");
	ub_step_text(&b, "persons",
	    r->records_are_persons      ? "records"
	    : r->numerators_are_persons ? "n_pers, numerators as they are"
					: "n_pers");
	count(&b, "by-cell", n->cell);
	count(&b, "by-numerator", n->numerator);
	count(&b, "by-rest", n->rest);
	count(&b, "by-base", n->base);
	count(&b, "by-zero", n->zero);
	count(&b, "by-group", n->group);
	count(&b, "by-published", n->kept);
	ub_step_uint(&b, "primary",
	    n->cell + n->numerator + n->rest + n->base + n->zero + n->group +
		n->kept);
	ub_step_uint(&b, "secondary", m->secondary);
	count(&b, "values", m->values);
	ub_step_end(&b, line);
	ub_buf_free(&b);
}

static enum ub_status
put_rows(const struct ub_mask *m, const struct ub_woven *t,
    const struct ub_published *p, struct ub_writer *w, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	struct ub_buf b = { 0 };
	size_t r, c;

	for (r = 0; r < p->n && st == UB_OK; r++) {
		ub_buf_clear(&b);
		for (c = 0; c < p->ncol; c++) {
			if (is_secret(m, t, c))
				continue;
			ub_buf_add(&b, p->cell[r * p->ncol + c].s,
			    p->cell[r * p->ncol + c].len);
			ub_buf_putc(&b, '\t');
		}
		b.s[b.len - 1] = '\n';
		st = ub_writer_records(w, b.s, b.len, 1, e);
	}
	ub_buf_free(&b);
	return st;
}

enum ub_status
ub_mask_write(
    struct ub_mask *m, size_t i, struct ub_writer *w, struct ub_err *e)
{
	struct ub_woven *t = &m->weave.table[i];
	struct ub_legend l = { 0 };
	struct ub_meta out = { 0 };
	struct ub_buf line = { 0 };
	struct ub_published p;
	enum ub_status st;

	m->values = 0;
	put_table(m, t, &p);
	st = copy_head(m, t, &l, &out, e);
	if (st == UB_OK)
		st = ub_writer_legend(w, &l, e);
	if (st == UB_OK)
		st = ub_writer_table(w, &out, e);
	if (st == UB_OK)
		st = ub_writer_labels(w, &out, e);
	if (st == UB_OK)
		st = put_rows(m, t, &p, w, e);
	if (st == UB_OK) {
		make_step(m, t, &line);
		out.step = t->meta.step; /* lent for the call */
		out.nstep = t->meta.nstep;
		st = ub_writer_end(w, &out, &line, true, e);
		out.step = NULL;
		out.nstep = 0;
	}
	ub_buf_free(&line);
	ub_meta_free(&out);
	ub_legend_free(&l);
	published_end(&p);
	return st;
}
