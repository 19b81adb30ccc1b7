/* gridread.c - a table into memory; grid.h. */
#include <stdlib.h>
#include <string.h>

#include "grid.h"

struct reading {
	struct ub_grid *g;
	struct ub_reader *r;
	struct ub_err *e;
	size_t room; /* rows that the columns have room for */
	struct ub_intern seen;
	struct ub_buf keys; /* of a row */
};

static enum ub_status
bad_table(struct reading *rd, const char *what)
{
	return ub_fail_at(rd->e, UB_EDATA, rd->g->input, 0, "table %s: %s",
	    rd->g->meta.table, what);
}

/* --- what the table says of itself ------------------------------------- */

static enum ub_status
copy_meta(struct reading *rd, const struct ub_meta *m)
{
	struct ub_meta *to = &rd->g->meta;
	enum ub_status st = UB_OK;

	ub_meta_set_table(to, m->table);
	for (size_t i = 0; i < m->nattr; i++)
		ub_meta_add_attr(to, m->attr[i].key, m->attr[i].value);
	for (size_t i = 0; st == UB_OK && i < m->nlabel; i++)
		st = ub_meta_add_label(to, m->label[i].col, m->label[i].value,
		    m->label[i].text, rd->e);
	for (size_t i = 0; i < m->nextracted && i < 2; i++)
		ub_meta_add_extracted(to, m->extracted[i]);
	return st;
}

static void
add_col(struct ub_grid *g, const struct ub_col *from)
{
	struct ub_grid_col *c = ub_xcalloc(1, sizeof(*c));
	const char *label = ub_meta_label(&g->meta, from->name, NULL);

	c->name = ub_xstrdup(from->name);
	c->from = ub_xstrdup(from->name);
	c->label = label != NULL ? ub_xstrdup(label) : NULL;
	c->type = from->type;
	g->col = ub_xgrow(g->col, g->ncol, sizeof(*g->col));
	g->col[g->ncol++] = c;
}

static enum ub_status
find_keys(struct reading *rd)
{
	struct ub_grid *g = rd->g;
	const char *keys = ub_grid_attr(g, "keys");
	size_t n;

	for (; keys != NULL && *keys != '\0'; keys += n + (keys[n] == ',')) {
		n = strcspn(keys, ",");
		if (g->nkey >= g->ncol ||
		    !ub_slice_is(
			(struct ub_slice){ keys, n }, g->col[g->nkey]->name))
			return bad_table(
			    rd, "its keys are not its first columns");
		g->nkey++;
	}
	return UB_OK;
}

static void
add_part(struct ub_grid *g, const char *suffix, const char *value)
{
	struct ub_buf b = { 0 };

	g->part = ub_xgrow(g->part, g->npart, sizeof(*g->part));
	ub_buf_puts(&b, suffix[0] != '\0' ? "_" : "");
	ub_buf_puts(&b, suffix);
	g->part[g->npart].suffix = b.s; /* freed with free() */
	g->part[g->npart++].value = ub_grid_text(g, value, strlen(value));
}

/* across=COL, then across:SUFFIX=VALUE for every part. */
static void
find_parts(struct ub_grid *g)
{
	const char *across = ub_grid_attr(g, "across");

	if (across == NULL) {
		add_part(g, "", ".t");
		return;
	}
	g->across = ub_xstrdup(across);
	for (size_t i = 0; i < g->meta.nattr; i++)
		if (strncmp(g->meta.attr[i].key, "across:", 7) == 0)
			add_part(
			    g, g->meta.attr[i].key + 7, g->meta.attr[i].value);
}

/* --- which column goes with which -------------------------------------- */

static bool
is_beside(const struct ub_grid_col *c, const struct ub_grid_col *figure,
    const char *tail)
{
	size_t len = strlen(figure->name);

	return strncmp(c->name, figure->name, len) == 0 &&
	       strcmp(c->name + len, tail) == 0;
}

static bool
take_companion(struct ub_grid_col *c, struct ub_grid_col *figure)
{
	static const struct {
		const char *tail;
		enum ub_grid_role role;
	} all[] = { { "_k", UB_GRID_K }, { "_n", UB_GRID_N },
		{ "_miss", UB_GRID_MISS }, { "_k_rec", UB_GRID_RECORDS },
		{ "_k_pers", UB_GRID_PERSONS }, { "_r_pers", UB_GRID_PERSONS },
		{ "_lo", UB_GRID_INTERVAL }, { "_hi", UB_GRID_INTERVAL } };

	if (figure == NULL)
		return false;
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		if ((c->type == UB_COUNT) !=
			(all[i].role != UB_GRID_INTERVAL) ||
		    (figure->type == UB_COUNT &&
			all[i].role != UB_GRID_PERSONS) ||
		    !is_beside(c, figure, all[i].tail))
			continue;
		c->role = all[i].role;
		c->figure = figure;
		return true;
	}
	return false;
}

static bool
has_suffix(const char *name, const char *suffix)
{
	size_t n = strlen(name), m = strlen(suffix);

	return n > m && strcmp(name + n - m, suffix) == 0;
}

/* Figures stand part by part, as many in each; what was computed along the
 * key across stands in some only, and goes by its name. */
static size_t
part_of(const struct ub_grid *g, const char *name, size_t at, size_t each)
{
	size_t best = g->npart, len = 0;

	if (each > 0 && has_suffix(name, g->part[at / each].suffix))
		return at / each;
	for (size_t p = 0; p < g->npart; p++) {
		const char *suffix = g->part[p].suffix;

		if (has_suffix(name, suffix) &&
		    (best == g->npart || strlen(suffix) > len)) {
			best = p;
			len = strlen(suffix);
		}
	}
	return best;
}

static enum ub_status
find_figures(struct reading *rd)
{
	struct ub_grid *g = rd->g;
	struct ub_grid_col *figure = NULL;
	size_t n = 0, at = 0, each;

	for (size_t i = 0; i < g->ncol; i++) {
		struct ub_grid_col *c = g->col[i];

		if (i < g->nkey) {
			c->role = UB_GRID_KEY;
		} else if (!take_companion(c, figure)) {
			c->role = UB_GRID_FIGURE;
			c->figure = figure = c;
			c->root = c;
			n++;
		}
	}
	each = g->npart > 0 && n % g->npart == 0 ? n / g->npart : 0;
	for (size_t i = g->nkey; i < g->ncol; i++) {
		struct ub_grid_col *c = g->col[i];

		if (c->role != UB_GRID_FIGURE) {
			c->part = c->figure->part;
			continue;
		}
		c->part = part_of(g, c->name, at++, each);
		if (c->part == g->npart)
			return ub_fail_at(rd->e, UB_EDATA, g->input, 0,
			    "table %s: column %s is of no value of %s",
			    g->meta.table, c->name, g->across);
		c->stem = ub_xstrndup(
		    c->name, strlen(c->name) - strlen(g->part[c->part].suffix));
	}
	return UB_OK;
}

static enum ub_status
take_head(struct reading *rd)
{
	struct ub_grid *g = rd->g;
	const struct ub_legend *l = ub_reader_legend(rd->r);
	const char *digits;
	enum ub_status st;

	if ((st = copy_meta(rd, ub_reader_meta(rd->r))) != UB_OK)
		return st;
	for (size_t i = 0; i < l->n; i++)
		add_col(g, &l->col[i]);
	find_parts(g);
	if ((st = find_keys(rd)) != UB_OK || (st = find_figures(rd)) != UB_OK)
		return st;
	digits = ub_grid_attr(g, "digits");
	g->digits = digits != NULL && digits[0] >= '0' && digits[0] <= '6' &&
			    digits[1] == '\0'
			? digits[0] - '0'
			: -1;
	if (ub_grid_attr(g, "derived") != NULL)
		ub_buf_puts(&g->derived, ub_grid_attr(g, "derived"));
	return UB_OK;
}

/* --- rows -------------------------------------------------------------- */

static enum ub_status
check_row(struct reading *rd, const struct ub_batch *b, size_t rec)
{
	struct ub_grid *g = rd->g;
	uint32_t had = rd->seen.n;

	ub_buf_clear(&rd->keys);
	ub_buf_puts(&rd->keys, "");
	for (size_t i = 0; i < g->ncol; i++) {
		struct ub_slice f = ub_field(b, rec, i);

		if (!ub_field_valid(g->col[i]->type, f))
			return ub_fail_at(rd->e, UB_EDATA, b->input,
			    b->line + rec, "column %s: not a valid %s",
			    g->col[i]->name, ub_type_name(g->col[i]->type));
		if (i < g->nkey) {
			ub_buf_add(&rd->keys, f.s, f.len);
			ub_buf_putc(&rd->keys, '\t');
		}
	}
	(void)ub_intern_add(&rd->seen, rd->keys.s, rd->keys.len);
	if (rd->seen.n == had)
		return ub_fail_at(rd->e, UB_EDATA, b->input, b->line + rec,
		    "a second row of the same keys");
	return UB_OK;
}

static enum ub_status
take_batch(struct reading *rd, const struct ub_batch *b)
{
	struct ub_grid *g = rd->g;
	enum ub_status st;

	if (g->nrow + b->n > rd->room) {
		rd->room = 2 * (g->nrow + b->n);
		for (size_t i = 0; i < g->ncol; i++)
			g->col[i]->cell = ub_xreallocarray(
			    g->col[i]->cell, rd->room, sizeof(struct ub_slice));
	}
	for (size_t r = 0; r < b->n; r++, g->nrow++) {
		if ((st = check_row(rd, b, r)) != UB_OK)
			return st;
		for (size_t i = 0; i < g->ncol; i++) {
			struct ub_slice f = ub_field(b, r, i);

			g->col[i]->cell[g->nrow] = ub_grid_text(g, f.s, f.len);
		}
	}
	return UB_OK;
}

static enum ub_status
take_rows(struct reading *rd)
{
	struct ub_meta *m = ub_reader_meta(rd->r);
	struct ub_grid *g = rd->g;
	enum ub_status st = UB_OK, last;
	struct ub_batch b;

	/* a table's declaration and labels stand before its first record */
	last = ub_reader_batch(rd->r, &b, rd->e);
	if (last != UB_OK && last != UB_END)
		return last;
	if (m->table == NULL)
		return ub_fail_at(rd->e, UB_EUSAGE, g->input, 0,
		    "records, not a table: make one with ubat-agg");
	if ((st = take_head(rd)) != UB_OK)
		return st;
	for (; last == UB_OK && st == UB_OK;) {
		if ((st = take_batch(rd, &b)) == UB_OK)
			last = ub_reader_batch(rd->r, &b, rd->e);
	}
	if (st != UB_OK || last != UB_END)
		return st != UB_OK ? st : last;
	ub_meta_take_steps(&g->meta, m);
	g->meta.rows = m->rows;
	g->nread = g->nrow;
	g->whole = ub_meta_whole(m);
	for (size_t i = 0; i < m->nstep; i++) {
		const struct ub_step *s = &m->step[i];

		if (strcmp(s->tool, "ubat-mask") != 0)
			continue;
		g->masked = true;
		g->inexact |= ub_step_get(s, "method") != NULL;
	}
	return UB_OK;
}

enum ub_status
ub_grid_read(struct ub_grid **gp, struct ub_reader *r, struct ub_err *e)
{
	struct ub_grid *g = *gp = ub_xcalloc(1, sizeof(*g));
	struct reading rd = { .g = g, .r = r, .e = e };
	enum ub_status st;

	g->input = ub_xstrdup(ub_reader_input(r));
	st = take_rows(&rd);
	ub_intern_free(&rd.seen);
	ub_buf_free(&rd.keys);
	if (st != UB_OK) {
		ub_grid_free(g);
		*gp = NULL;
	}
	return st;
}
