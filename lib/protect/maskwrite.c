/* maskwrite.c - head, records and step of a table; mask.h. */
#include <stdlib.h>

#include "maskpart.h"

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
		if (f->pers[0] == col || f->pers[1] == col)
			return true;
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

/* Is a share made of no counts beside it?  Sinks have its own decimals alone. */
static bool
has_bare_share(const struct ub_legend *l)
{
	struct ub_buf k = { 0 };
	bool bare = false;

	for (size_t c = 0; c < l->n && !bare; c++) {
		if (l->col[c].type != UB_SHARE)
			continue;
		ub_buf_clear(&k);
		ub_buf_printf(&k, "%s_k", l->col[c].name);
		bare = ub_legend_find(l, k.s, k.len) == UB_NOCOL;
	}
	ub_buf_free(&k);
	return bare;
}

/* To how many decimals figures were rounded here, so that no sink shows more:
 * 46 per cent is not 46.0. */
static void
declare_digits(
    const struct ub_mask *m, const struct ub_woven *t, struct ub_meta *out)
{
	char text[] = "0";

	if (m->digits >= 0) {
		text[0] = (char)('0' + m->digits);
		ub_meta_add_attr(out, "digits", text);
	}
	if (!has_bare_share(&t->legend))
		return;
	text[0] = (char)('0' + ub_mask_share_digits(m, t));
	ub_meta_add_attr(out, "share_digits", text);
}

static void
declare(const struct ub_mask *m, const struct ub_woven *t, struct ub_meta *out)
{
	const char *list = ub_pair_get(t->meta.attr, t->meta.nattr, "overlap");
	struct ub_buf overlap = { 0 }, note = { 0 };
	size_t i;

	put_overlap(list == NULL ? "" : list, &overlap);
	ub_meta_set_table(out, t->meta.table);
	for (i = 0; i < t->meta.nattr; i++) {
		const struct ub_pair *a = &t->meta.attr[i];

		if (is_of_key(m, a) || !ub_mask_keeps(m, t, a) ||
		    (m->digits >= 0 && strcmp(a->key, "digits") == 0))
			continue;
		if (strcmp(a->key, "note") == 0) {
			ub_mask_note(m, t, a->value, &note);
			if (note.len > 0)
				ub_meta_add_attr(out, a->key, note.s);
		} else if (strcmp(a->key, "overlap") != 0 &&
			   strcmp(a->key, "overlap_by") != 0)
			ub_meta_add_attr(out, a->key, a->value);
		else if (overlap.len > 0)
			ub_meta_add_attr(out, a->key,
			    strcmp(a->key, "overlap") == 0 ? overlap.s
							   : a->value);
	}
	declare_digits(m, t, out);
	ub_buf_free(&overlap);
	ub_buf_free(&note);
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
make_step(struct ub_mask *m, const struct ub_woven *t, const char *from,
    uint64_t rows, struct ub_buf *line)
{
	const struct ub_rules *r = &m->rules;
	const struct ub_tallies *n = &m->n;
	struct ub_buf b = { 0 };

	ub_step_begin(&b, "ubat-mask", from);
	ub_step_uint(&b, "in", t->printed);
	ub_step_uint(&b, "out", t->printed);
	if (m->noise.kind != UB_NOISE_NONE) {
		ub_step_text(&b, "method", methods[m->noise.kind]);
		count(&b, "base", (uint64_t)m->noise.base);
		count(&b, "further", m->noise.further);
		ub_step_rows(&b, "rows", rows);
		ub_step_end(&b, line);
		ub_buf_free(&b);
		return;
	}
	if (r->name != NULL)
		ub_step_text(
		    &b, r->changed ? "preset-changed" : "preset", r->name);
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
	count(&b, "by-dominance", n->dominant);
	ub_step_uint(&b, "primary",
	    n->cell + n->numerator + n->rest + n->base + n->zero + n->group +
		n->kept + n->dominant);
	ub_step_uint(&b, "secondary", m->secondary);
	ub_step_text(&b, "cost", m->exact ? "least" : "low");
	count(&b, "values", m->values);
	ub_step_rows(&b, "rows", rows);
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
	ub_mask_put(m, t, &p);
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
		ub_mask_steps(&t->meta, &out);
		make_step(m, t, ub_meta_leaves(&out), ub_writer_rows(w), &line);
		st = ub_writer_end(w, &out, &line, true, e);
	}
	ub_buf_free(&line);
	ub_meta_free(&out);
	ub_legend_free(&l);
	ub_mask_put_end(&p);
	return st;
}
