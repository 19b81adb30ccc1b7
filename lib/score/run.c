/* run.c - scoring record by record, and its account; see score.h. */
#include <string.h>

#include "part.h"

/* --- per record ---------------------------------------------------------- */

static bool
in_range(
    const struct ub_item_range *r, enum ub_kind kind, const struct ub_val *v)
{
	if (!r->has)
		return true;
	if (kind == UB_K_INT)
		return v->u.i >= r->lo && v->u.i <= r->hi;
	return ub_i128_cmp(v->u.d, r->dlo) >= 0 &&
	       ub_i128_cmp(v->u.d, r->dhi) <= 0;
}

static bool
is_one(const struct ub_item *q, const struct ub_val *v)
{
	return q->kind != UB_K_INT ||
	       (v->u.i >= 0 && v->u.i <= 63 && (q->only >> v->u.i & 1) != 0);
}

/* Is a text among the values that the item can have? */
static bool
is_listed(const struct ub_instrument *in, const struct ub_item *q,
    const struct ub_val *v)
{
	if (q->kind != UB_K_TEXT)
		return true;
	for (size_t i = q->part.first; i < q->part.end; i++) {
		const char *key = in->ini.entry[i].key;

		if (strncmp(key, "value ", 6) == 0 &&
		    ub_slice_is(v->u.t, key + 6))
			return true;
	}
	return false;
}

/* The item's value; one outside its range is refused. */
enum ub_status
ub_score_item_eval(struct ub_score_part *p, struct ub_score_ref *f,
    const struct ub_batch *b, size_t rec, const struct ub_val *val,
    struct ub_err *e)
{
	struct ub_val *v = &p->val[f->var];
	enum ub_status st = ub_expr_eval(f->x, b, rec, val, v, e);
	enum ub_kind kind = f->item->kind;
	bool good = true;

	if (st != UB_OK || v->miss != 0)
		return st;
	if (kind == UB_K_DEC && ub_expr_kind(f->x) == UB_K_INT)
		good = ub_dec_of_int(v->u.i, &v->u.d);
	if (!good || !in_range(&f->item->range, kind, v) ||
	    (f->item->only != 0 && !is_one(f->item, v)) ||
	    (f->item->listed && !is_listed(p->in, f->item, v))) {
		v->miss = 'r';
		f->refused++;
	}
	return UB_OK;
}

static enum ub_status
eval_instrument(struct ub_score_part *p, const struct ub_batch *b, size_t rec,
    struct ub_val *val, struct ub_err *e)
{
	enum ub_status st;
	struct ub_score_made *m;
	size_t i;

	for (i = 0; i < p->nref; i++) {
		st = ub_score_item_eval(p, &p->ref[i], b, rec, val, e);
		if (st != UB_OK)
			return st;
	}
	for (m = p->made; m < p->made + p->nmade; m++) {
		st = ub_score_made_eval(m, p, b, rec, e);
		if (st != UB_OK)
			return st;
		if (!m->rule->hidden)
			val[m->out] = p->val[m->var];
	}
	return UB_OK;
}

enum ub_status
ub_score_part_eval(struct ub_score_part *p, const struct ub_batch *b,
    size_t rec, struct ub_val *val, struct ub_err *e)
{
	if (p->in != NULL)
		return eval_instrument(p, b, rec, val, e);
	return ub_expr_eval(p->x, b, rec, val, &val[p->out], e);
}

/* The commonest values without a call. */
static inline void
put(struct ub_buf *b, enum ub_kind kind, const struct ub_val *v)
{
	size_t len = kind == UB_K_TEXT && v->miss == 0 ? v->u.t.len : 0;

	if (b->cap - b->len < len + 8)
		ub_buf_reserve(b, len + 64);
	b->s[b->len++] = '\t';
	if (v->miss == UB_MISS_EMPTY)
		return;
	if (v->miss != 0) {
		b->s[b->len++] = '.';
		b->s[b->len++] = v->miss;
	} else if (kind == UB_K_BOOL) {
		b->s[b->len++] = v->u.b ? '1' : '0';
	} else if (kind == UB_K_TEXT) {
		memcpy(b->s + b->len, v->u.t.s, len);
		b->len += len;
	} else if (kind == UB_K_INT && v->u.i >= 0 && v->u.i <= 9) {
		b->s[b->len++] = (char)('0' + v->u.i);
	} else {
		ub_val_print(b, kind, v);
	}
}

/* The new fields of a record, a TAB before each, in s->more. */
void
ub_score_print(struct ub_score *s, const struct ub_val *val)
{
	size_t i;

	ub_buf_clear(&s->more);
	for (i = 0; i < s->nvar; i++)
		put(&s->more, s->var[i].kind, &val[i]);
	ub_buf_putc(&s->more, '\n');
}

static enum ub_status
score_batch(struct ub_score *s, const struct ub_batch *b, struct ub_writer *w,
    struct ub_err *e)
{
	struct ub_slice line;
	enum ub_status st;
	size_t r = 0, i;

	if ((st = ub_score_rows(s, b, w, &r, e)) != UB_END)
		return st;
	for (; r < b->n; r++) {
		for (i = 0; i < s->npart; i++) {
			st = ub_score_part_eval(s->part[i], b, r, s->val, e);
			if (st != UB_OK)
				return st;
		}
		ub_score_print(s, s->val);
		line = ub_records(b, r, r + 1);
		ub_writer_add(w, line.s, line.len - 1); /* without its LF */
		ub_writer_add(w, s->more.s, s->more.len);
		w->nrec++;
	}
	if (!w->failed)
		return UB_OK;
	*e = w->err;
	return e->code;
}

/* --- labels -------------------------------------------------------------- */

/* The text of "WORD CODE", or where English is asked for that of "WORD_en CODE",
 * if it is there. */
static const char *
text_of(const struct ub_score *s, const struct ub_instrument *in,
    struct ub_part part, const struct ub_ini_entry *x, size_t word)
{
	const struct ub_ini_entry *y, *end = in->ini.entry + part.end;

	for (y = in->ini.entry + part.first; s->how.english && y < end; y++)
		if (strncmp(y->key, x->key, word) == 0 &&
		    strncmp(y->key + word, "_en", 3) == 0 &&
		    strcmp(y->key + word + 3, x->key + word) == 0)
			return y->value;
	return x->value;
}

/* What the values of a part of the file mean. */
static enum ub_status
label_values(const struct ub_score *s, const struct ub_instrument *in,
    struct ub_part part, const char *column, struct ub_meta *m,
    struct ub_err *e)
{
	const struct ub_ini_entry *x, *end = in->ini.entry + part.end;
	struct ub_buf value = { 0 };
	enum ub_status st = UB_OK;

	for (x = in->ini.entry + part.first; x < end && st == UB_OK; x++) {
		if (strncmp(x->key, "value ", 6) != 0)
			continue;
		ub_buf_clear(&value);
		ub_escape(&value, x->key + 6, strlen(x->key + 6));
		st = ub_meta_add_label(
		    m, column, value.s, text_of(s, in, part, x, 5), e);
	}
	ub_buf_free(&value);
	return st;
}

/* What its reasons for being missing mean, where the stream does not say. */
static enum ub_status
label_missing(const struct ub_score *s, const struct ub_instrument *in,
    struct ub_part part, const char *column, struct ub_meta *m,
    struct ub_err *e)
{
	const struct ub_ini_entry *x, *end = in->ini.entry + part.end;
	enum ub_status st = UB_OK;

	for (x = in->ini.entry + part.first; x < end && st == UB_OK; x++)
		if (strncmp(x->key, "missing .", 9) == 0 &&
		    ub_meta_label(m, column, x->key + 8) == NULL)
			st = ub_meta_add_label(m, column, x->key + 8,
			    text_of(s, in, part, x, 7), e);
	return st;
}

static enum ub_status
label_score(const struct ub_score *s, const struct ub_instrument *in,
    const struct ub_score_made *made, struct ub_meta *m, struct ub_err *e)
{
	const struct ub_formula *q = made->rule;
	const char *column = s->var[made->out].name;
	struct ub_buf text = { 0 };
	enum ub_status st = UB_OK;

	ub_instrument_label(&text, in,
	    s->how.english && q->label_en != NULL ? q->label_en : q->label);
	if (s->label[made->out] == NULL)
		st = ub_meta_add_label(m, column, NULL, text.s, e);
	ub_buf_free(&text);
	return st == UB_OK ? label_values(s, in, q->part, column, m, e) : st;
}

/* A form says what its items mean, where the stream does not. */
static enum ub_status
label_items(const struct ub_score *s, const struct ub_score_part *p,
    struct ub_meta *m, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	for (size_t i = 0; i < p->nref && st == UB_OK; i++) {
		const struct ub_item *q = p->ref[i].item;
		const char *label = s->how.english && q->label_en != NULL
					? q->label_en
					: q->label;
		size_t col = p->ref[i].col;

		if (col == UB_NOCOL)
			continue;
		const char *name = s->legend.col[col].name;

		if (p->in->form && label != NULL &&
		    ub_meta_label(m, name, NULL) == NULL) {
			st = ub_meta_add_label(m, name, NULL, label, e);
			if (st == UB_OK)
				st =
				    label_values(s, p->in, q->part, name, m, e);
		}
		if (st == UB_OK)
			st = label_missing(s, p->in, q->part, name, m, e);
	}
	return st;
}

/* What is known when the labels before the first record have been read. */
static enum ub_status
label_inputs(const struct ub_score *s, struct ub_meta *m, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	for (size_t i = 0; i < s->npart && st == UB_OK; i++)
		if (s->part[i]->in != NULL)
			st = label_items(s, s->part[i], m, e);
	return st;
}

enum ub_status
ub_score_labels(const struct ub_score *s, struct ub_meta *m, struct ub_err *e)
{
	if (s->group != NULL && s->group->cond != NULL)
		m = &s->group->pick.meta;
	const struct ub_score_part *p;
	enum ub_status st = UB_OK;
	size_t i, k;

	for (i = 0; i < s->nvar && st == UB_OK; i++)
		if (s->label[i] != NULL)
			st = ub_meta_add_label(
			    m, s->var[i].name, NULL, s->label[i], e);
	for (i = 0; i < s->npart; i++) {
		p = s->part[i];
		for (k = 0; k < p->nmade && st == UB_OK; k++)
			if (!p->made[k].rule->hidden)
				st = label_score(s, p->in, &p->made[k], m, e);
	}
	return st;
}

/* --- the whole ----------------------------------------------------------- */

/* What stands between the legend and the first record of a table is known
 * when that record has been read. */
enum ub_status
ub_score_begin(struct ub_score *s, struct ub_meta *m, struct ub_writer *w,
    struct ub_err *e)
{
	enum ub_status st;

	if (s->group != NULL && s->group->cond != NULL) {
		if (m->table != NULL)
			return ub_fail(e, UB_EDATA,
			    "--episode takes records, not a table");
		st = ub_score_group_labels(s, m, e);
		return st != UB_OK
			   ? st
			   : ub_writer_labels(w, &s->group->pick.meta, e);
	}
	if (!s->begun && m->table != NULL && ub_writer_table(w, m, e) != UB_OK)
		return e->code;
	if (!s->begun && label_inputs(s, m, e) != UB_OK)
		return e->code;
	s->begun = true;
	return ub_writer_labels(w, m, e);
}

enum ub_status
ub_score_next(struct ub_score *s, struct ub_reader *r, struct ub_writer *w,
    struct ub_err *e)
{
	struct ub_batch b;
	enum ub_status st;

	if (s->group != NULL)
		return ub_score_group_next(s, r, w, e);
	if ((st = ub_reader_batch(r, &b, e)) == UB_OK &&
	    (st = ub_score_begin(s, ub_reader_meta(r), w, e)) == UB_OK)
		st = score_batch(s, &b, w, e);
	return st;
}

/* --- what was done ------------------------------------------------------- */

/* Records without a zone, and breaks in series. */
static void
account_made(const struct ub_score_part *p, struct ub_buf *step)
{
	const struct ub_score_made *m;
	struct ub_buf b = { 0 };

	for (m = p->made; m < p->made + p->nmade; m++) {
		ub_buf_clear(&b);
		if (m->rule->sort == UB_FORMULA_ZONES) {
			ub_buf_printf(&b, "%s=%llu", m->rule->name,
			    (unsigned long long)m->nozone);
			ub_step_text(step, "nozone", b.s);
		} else if (m->broken) {
			ub_buf_printf(
			    &b, "%s, %s", m->rule->name, m->rule->note);
			ub_step_text(step, "break", b.s);
		}
	}
	ub_buf_free(&b);
}

/* What a reader of a change must know goes with it. */
static void
account_notes(const struct ub_instrument *in, struct ub_buf *step)
{
	const struct ub_ini_entry *x, *end = in->ini.entry + in->ini.n;

	for (x = in->ini.entry; x < end; x++)
		if (x->key != NULL && strcmp(x->section, "instrument") == 0 &&
		    strcmp(x->key, "note") == 0)
			ub_step_text(step, "note", x->value);
}

static void
account_instrument(const struct ub_score_part *p, struct ub_buf *step)
{
	const struct ub_instrument *in = p->in;
	struct ub_buf b = { 0 };
	uint64_t refused = 0;
	size_t i;

	ub_step_text(step, "instrument", in->name);
	ub_step_text(step, "version", in->version);
	for (i = 0; i < in->nparam; i++)
		ub_buf_printf(&b, "%s%s=%s", i > 0 ? "," : "",
		    in->param[i].name, in->param[i].text);
	if (b.len > 0)
		ub_step_text(step, "parameters", b.s);
	if (p->map.len > 0)
		ub_step_text(step, "items", p->map.s);
	if (in->fingerprint != NULL) {
		ub_buf_clear(&b);
		ub_buf_printf(&b, "xxh128:%s:%s", in->fingerprint, in->file);
		ub_step_text(step, "definition", b.s);
	}
	for (i = 0; i < p->nref; i++)
		refused += p->ref[i].refused;
	ub_step_uint(step, "refused", refused);
	account_made(p, step);
	if (in->npair > 0)
		account_notes(in, step);
	ub_buf_free(&b);
}

void
ub_score_tell(struct ub_buf *step, const char *key, const struct ub_expr *x)
{
	struct ub_buf b = { 0 };

	ub_expr_tell(x, &b);
	ub_step_text(step, key, b.s);
	ub_buf_free(&b);
}

void
ub_score_account(const struct ub_score *s, struct ub_buf *step)
{
	uint64_t zerodiv = 0;
	size_t i, k;

	if (s->group != NULL)
		ub_score_group_account(s, step);

	for (i = 0; i < s->npart; i++) {
		const struct ub_score_part *p = s->part[i];

		if (p->in == NULL) {
			ub_score_tell(step, "define", p->x);
			zerodiv += ub_expr_zerodiv(p->x) + p->zerodiv;
			continue;
		}
		account_instrument(p, step);
		zerodiv += p->zerodiv;
		for (k = 0; k < p->nmade; k++)
			if (p->made[k].x != NULL)
				zerodiv += ub_expr_zerodiv(p->made[k].x);
	}
	if (zerodiv > 0)
		ub_step_uint(step, "zerodiv", zerodiv);
}

bool
ub_score_keeps_hidden(const struct ub_score *s)
{
	if (s->group != NULL)
		return false;
	for (size_t i = 0; i < s->npart; i++)
		if (s->part[i]->in != NULL ||
		    !ub_expr_keeps_hidden(s->part[i]->x))
			return false;
	return true;
}

bool
ub_score_refused(
    const struct ub_score *s, size_t i, const char **item, uint64_t *n)
{
	const struct ub_score_part *p;
	size_t k;

	for (k = 0; k < s->npart; k++) {
		p = s->part[k];
		if (i < p->nref) {
			*item = p->ref[i].item->name;
			*n = p->ref[i].refused;
			return true;
		}
		i -= p->nref;
	}
	return false;
}

/* Number i of all formulas made, or NULL. */
static const struct ub_score_made *
number(const struct ub_score *s, size_t i)
{
	for (size_t k = 0; k < s->npart; k++) {
		if (i < s->part[k]->nmade)
			return &s->part[k]->made[i];
		i -= s->part[k]->nmade;
	}
	return NULL;
}

bool
ub_score_remark(const struct ub_score *s, size_t i, struct ub_buf *b)
{
	const struct ub_score_made *m = number(s, i);

	if (m == NULL)
		return false;
	if (m->nozone > 0)
		ub_buf_printf(b,
		    "zones %s: %llu without a zone: sex or age is unknown, or "
		    "has none",
		    m->rule->name, (unsigned long long)m->nozone);
	if (m->broken)
		ub_buf_printf(b,
		    "%s: the series breaks at %s; --comparable gives the older "
		    "definition too",
		    m->rule->name, m->rule->note);
	return true;
}
