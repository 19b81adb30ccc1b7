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

/* The item's value; one outside its range is refused. */
static enum ub_status
eval_item(struct ub_score_part *p, struct ub_score_ref *f,
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
	if (!good || !in_range(&f->item->range, kind, v)) {
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
		st = eval_item(p, &p->ref[i], b, rec, val, e);
		if (st != UB_OK)
			return st;
	}
	for (m = p->made; m < p->made + p->nmade; m++) {
		st = ub_expr_eval(m->x, b, rec, p->val, &p->val[m->var], e);
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

/* The new fields of a record, a TAB before each, in s->more. */
void
ub_score_print(struct ub_score *s, const struct ub_val *val)
{
	size_t i;

	ub_buf_clear(&s->more);
	for (i = 0; i < s->nvar; i++) {
		ub_buf_putc(&s->more, '\t');
		ub_val_print(&s->more, s->var[i].kind, &val[i]);
	}
	ub_buf_putc(&s->more, '\n');
}

static enum ub_status
score_batch(struct ub_score *s, const struct ub_batch *b, struct ub_writer *w,
    struct ub_err *e)
{
	struct ub_slice line;
	enum ub_status st;
	size_t r, i;

	for (r = 0; r < b->n; r++) {
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

/* The heading, unless another was given, and what the values mean. */
static enum ub_status
label_score(const struct ub_score *s, const struct ub_instrument *in,
    const struct ub_score_made *made, struct ub_meta *m, struct ub_err *e)
{
	const struct ub_formula *q = made->rule;
	struct ub_buf text = { 0 }, value = { 0 };
	const struct ub_ini_entry *x;
	enum ub_status st = UB_OK;
	size_t i;

	ub_instrument_label(&text, in, q->label);
	if (s->label[made->out] == NULL)
		st = ub_meta_add_label(m, q->name, NULL, text.s, e);
	for (i = q->first; i < q->end && st == UB_OK; i++) {
		x = &in->ini.entry[i];
		if (x->key == NULL || strncmp(x->key, "value ", 6) != 0)
			continue;
		ub_buf_clear(&value);
		ub_escape(&value, x->key + 6, strlen(x->key + 6));
		st = ub_meta_add_label(m, q->name, value.s, x->value, e);
	}
	ub_buf_free(&text);
	ub_buf_free(&value);
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
			zerodiv += ub_expr_zerodiv(p->x);
			continue;
		}
		account_instrument(p, step);
		for (k = 0; k < p->nmade; k++)
			zerodiv += ub_expr_zerodiv(p->made[k].x);
	}
	if (zerodiv > 0)
		ub_step_uint(step, "zerodiv", zerodiv);
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
