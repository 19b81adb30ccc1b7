/* gridwrite.c - a table out of memory; grid.h. */
#include <stdlib.h>
#include <string.h>

#include "grid.h"

static bool
is_measure(const struct ub_grid *g, struct ub_slice stem)
{
	for (size_t i = g->nkey; i < g->ncol; i++)
		if (g->col[i]->stem != NULL &&
		    ub_slice_is(stem, g->col[i]->stem))
			return true;
	return false;
}

/* --- the declaration --------------------------------------------------- */

static void
add_attr(struct ub_meta *m, const char *key, const struct ub_buf *b)
{
	if (b->len > 0)
		ub_meta_add_attr(m, key, b->s);
}

/* The measures of a list that are still there. */
static void
add_measures(const struct ub_grid *g, struct ub_meta *out, const char *key,
    const char *list)
{
	struct ub_buf b = { 0 };
	size_t n;

	for (; *list != '\0'; list += n + (list[n] == ',')) {
		n = strcspn(list, ",");
		if (!is_measure(g, (struct ub_slice){ list, n }))
			continue;
		ub_buf_puts(&b, b.len > 0 ? "," : "");
		ub_buf_add(&b, list, n);
	}
	add_attr(out, key, &b);
	ub_buf_free(&b);
}

static void
add_note(const struct ub_grid *g, struct ub_meta *out, const char *was)
{
	struct ub_buf b = { 0 };

	ub_buf_puts(&b, was);
	if (b.len > 0 && g->note.len > 0)
		ub_buf_putc(&b, ' ');
	ub_buf_add(&b, g->note.s != NULL ? g->note.s : "", g->note.len);
	add_attr(out, "note", &b);
	ub_buf_free(&b);
}

/* What is written anew: at its old place where it had one. */
static void
add_pair(const struct ub_grid *g, struct ub_meta *out, const struct ub_pair *p)
{
	if (strcmp(p->key, "note") == 0)
		add_note(g, out, p->value);
	else if (strcmp(p->key, "overlap") == 0 ||
		 strcmp(p->key, "weighted") == 0)
		add_measures(g, out, p->key, p->value);
	else if ((strncmp(p->key, "quantile:", 9) == 0 &&
		     !is_measure(g, ub_slice_of(p->key + 9))) ||
		 (strncmp(p->key, "same:", 5) == 0 &&
		     !is_measure(g, ub_slice_of(p->key + 5))))
		return;
	else if (strcmp(p->key, "derived") == 0)
		add_measures(g, out, p->key, g->derived.s);
	else if (p->value[0] != '\0' || strcmp(p->key, "hierarchy") != 0)
		ub_meta_add_attr(out, p->key, p->value);
}

static void
declare(const struct ub_grid *g, struct ub_meta *out)
{
	ub_meta_set_table(out, g->meta.table);
	for (size_t i = 0; i < g->meta.nattr; i++)
		add_pair(g, out, &g->meta.attr[i]);
	if (g->derived.len > 0 && ub_grid_attr(g, "derived") == NULL)
		add_measures(g, out, "derived", g->derived.s);
	if (ub_grid_attr(g, "note") == NULL)
		add_note(g, out, "");
	for (size_t i = 0; i < g->meta.nextracted && i < 2; i++)
		ub_meta_add_extracted(out, g->meta.extracted[i]);
}

static enum ub_status
add_labels(const struct ub_grid *g, struct ub_meta *out, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	for (size_t i = 0; st == UB_OK && i < g->ncol; i++) {
		const struct ub_grid_col *c = g->col[i];

		if (c->label != NULL)
			st = ub_meta_add_label(out, c->name, NULL, c->label, e);
		for (size_t k = 0;
		     st == UB_OK && c->from != NULL && k < g->meta.nlabel;
		     k++) {
			const struct ub_label *l = &g->meta.label[k];

			if (l->value != NULL && strcmp(l->col, c->from) == 0)
				st = ub_meta_add_label(
				    out, c->name, l->value, l->text, e);
		}
	}
	return st;
}

/* --- rows and the end -------------------------------------------------- */

static enum ub_status
write_rows(const struct ub_grid *g, struct ub_writer *w, struct ub_err *e)
{
	struct ub_buf b = { 0 };
	enum ub_status st = UB_OK;

	for (size_t r = 0; st == UB_OK && r < g->nrow; r++) {
		ub_buf_clear(&b);
		for (size_t i = 0; i < g->ncol; i++) {
			struct ub_slice f = g->col[i]->cell[r];

			ub_buf_add(&b, f.s, f.len);
			ub_buf_putc(&b, '\t');
		}
		b.s[b.len - 1] = '\n';
		st = ub_writer_records(w, b.s, b.len, 1, e);
	}
	ub_buf_free(&b);
	return st;
}

static enum ub_status
write_all(struct ub_grid *g, const struct ub_legend *l, struct ub_meta *out,
    const char *tool, struct ub_writer *w, struct ub_err *e)
{
	struct ub_buf step = { 0 }, line = { 0 };
	enum ub_status st;

	if ((st = ub_writer_legend(w, l, e)) != UB_OK ||
	    (st = ub_writer_table(w, out, e)) != UB_OK ||
	    (st = ub_writer_labels(w, out, e)) != UB_OK ||
	    (st = write_rows(g, w, e)) != UB_OK)
		return st;
	ub_step_begin(&step, tool, ub_meta_leaves(&g->meta));
	ub_step_uint(&step, "in", g->nread);
	ub_step_uint(&step, "out", g->nrow);
	ub_buf_add(&step, g->done.s != NULL ? g->done.s : "", g->done.len);
	ub_writer_account(w, &g->meta, &step);
	ub_step_end(&step, &line);
	out->step = g->meta.step; /* lent for the call */
	out->nstep = g->meta.nstep;
	st = ub_writer_end(w, out, &line, g->whole, e);
	out->step = NULL;
	out->nstep = 0;
	ub_buf_free(&step);
	ub_buf_free(&line);
	return st;
}

enum ub_status
ub_grid_write(
    struct ub_grid *g, const char *tool, struct ub_writer *w, struct ub_err *e)
{
	struct ub_legend l = { 0 };
	struct ub_meta out = { 0 };
	enum ub_status st = UB_OK;

	for (size_t i = 0; st == UB_OK && i < g->ncol; i++)
		st = ub_legend_add(&l, g->col[i]->name, strlen(g->col[i]->name),
		    g->col[i]->type, e);
	declare(g, &out);
	if (st == UB_OK)
		st = add_labels(g, &out, e);
	if (st == UB_OK)
		st = write_all(g, &l, &out, tool, w, e);
	ub_meta_free(&out);
	ub_legend_free(&l);
	return st;
}
