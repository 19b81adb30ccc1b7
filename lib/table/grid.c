/* grid.c - a finished table in memory; grid.h. */
#include "grid.h"

#include <stdlib.h>
#include <string.h>

#include "../base/unicode.h"

enum { BLOCK = 1 << 16 };

struct ub_slice
ub_grid_text(struct ub_grid *g, const char *s, size_t len)
{
	struct ub_slice f = { "", 0 };
	char *at;

	if (len == 0)
		return f;
	if (g->nblock == 0 || len > BLOCK - g->used) {
		g->block = ub_xgrow(g->block, g->nblock, sizeof(*g->block));
		g->block[g->nblock++] = ub_xmalloc(len > BLOCK ? len : BLOCK);
		g->used = 0;
	}
	at = g->block[g->nblock - 1] + g->used;
	memcpy(at, s, len);
	/* what filled a block by itself leaves no room in it */
	g->used = len > BLOCK ? BLOCK : g->used + len;
	return (struct ub_slice){ at, len };
}

void
ub_grid_col_free(struct ub_grid_col *c)
{
	free(c->name);
	free(c->label);
	free(c->from);
	free(c->stem);
	free(c->cell);
	free(c);
}

void
ub_grid_free(struct ub_grid *g)
{
	if (g == NULL)
		return;
	for (size_t i = 0; i < g->ncol; i++)
		ub_grid_col_free(g->col[i]);
	free(g->col);
	for (size_t i = 0; i < g->npart; i++)
		free(g->part[i].suffix);
	free(g->part);
	for (size_t i = 0; i < g->nblock; i++)
		free(g->block[i]);
	free(g->block);
	ub_buf_free(&g->note);
	ub_buf_free(&g->derived);
	ub_buf_free(&g->done);
	ub_meta_free(&g->meta);
	free(g->input);
	free(g->across);
	free(g);
}

/* --- looking up -------------------------------------------------------- */

const char *
ub_grid_attr(const struct ub_grid *g, const char *key)
{
	return ub_pair_get(g->meta.attr, g->meta.nattr, key);
}

void
ub_grid_unordered(struct ub_grid *g)
{
	for (size_t i = 0; i < g->nkey; i++)
		g->col[i]->ordered = false;
}

const char *
ub_grid_function(const struct ub_grid *g, const struct ub_grid_col *figure)
{
	static const char function[] = "function:";
	size_t n = sizeof(function) - 1;

	for (size_t i = 0; figure->stem != NULL && i < g->meta.nattr; i++)
		if (strncmp(g->meta.attr[i].key, function, n) == 0 &&
		    strcmp(g->meta.attr[i].key + n, figure->stem) == 0)
			return g->meta.attr[i].value;
	return NULL;
}

size_t
ub_grid_find(const struct ub_grid *g, struct ub_slice name)
{
	for (size_t i = 0; i < g->ncol; i++)
		if (ub_slice_is(name, g->col[i]->name))
			return i;
	return UB_NOCOL;
}

enum ub_status
ub_grid_key(
    const struct ub_grid *g, const char *name, size_t *key, struct ub_err *e)
{
	struct ub_buf b = { 0 };

	for (*key = 0; *key < g->nkey; ++*key)
		if (strcmp(g->col[*key]->name, name) == 0)
			return UB_OK;
	if (g->across != NULL && strcmp(g->across, name) == 0)
		return UB_OK;
	for (size_t i = 0; i < g->nkey; i++)
		ub_buf_printf(&b, "%s%s", i > 0 ? ", " : "", g->col[i]->name);
	if (g->across != NULL)
		ub_buf_printf(&b, "%s%s", g->nkey > 0 ? ", " : "", g->across);
	ub_fail(e, UB_EUSAGE, "table %s: no key %s%s%s%s", g->meta.table, name,
	    b.len > 0 ? " (there are: " : "", b.len > 0 ? b.s : "",
	    b.len > 0 ? ")" : "");
	ub_buf_free(&b);
	return UB_EUSAGE;
}

struct ub_grid_col *
ub_grid_figure(const struct ub_grid *g, const char *stem, size_t part)
{
	for (size_t i = g->nkey; i < g->ncol; i++)
		if (g->col[i]->role == UB_GRID_FIGURE &&
		    g->col[i]->part == part &&
		    strcmp(g->col[i]->stem, stem) == 0)
			return g->col[i];
	return NULL;
}

struct ub_grid_col *
ub_grid_beside(const struct ub_grid *g, const struct ub_grid_col *figure,
    enum ub_grid_role role)
{
	for (size_t i = g->nkey; i < g->ncol; i++)
		if (g->col[i]->figure == figure && g->col[i]->role == role)
			return g->col[i];
	return NULL;
}

size_t
ub_grid_total_part(const struct ub_grid *g)
{
	size_t p;

	for (p = 0; p < g->npart; p++)
		if (ub_missing(g->part[p].value) == 't')
			break;
	return p;
}

/* --- changing ---------------------------------------------------------- */

static enum ub_status
name_taken(const struct ub_grid *g, const char *name, struct ub_err *e)
{
	if (!ub_name_valid(name, strlen(name)))
		return ub_fail(e, UB_EUSAGE, "%s is no name of a column", name);
	if (ub_grid_find(g, ub_slice_of(name)) != UB_NOCOL)
		return ub_fail(e, UB_EUSAGE,
		    "table %s: there is a column %s already", g->meta.table,
		    name);
	return UB_OK;
}

static struct ub_grid_col *
insert(struct ub_grid *g, size_t at, char *name, enum ub_type type)
{
	struct ub_grid_col *c = ub_xcalloc(1, sizeof(*c));

	c->name = name;
	c->type = type;
	c->cell = ub_xcalloc(g->nrow + 1, sizeof(*c->cell));
	for (size_t r = 0; r < g->nrow; r++)
		c->cell[r] = ub_grid_miss('u');
	g->col = ub_xgrow(g->col, g->ncol, sizeof(*g->col));
	memmove(g->col + at + 1, g->col + at, (g->ncol - at) * sizeof(*g->col));
	g->col[at] = c;
	g->ncol++;
	return c;
}

/* stem + suffix + tail */
static char *
name_of(const char *stem, const char *suffix, const char *tail)
{
	struct ub_buf b = { 0 };

	ub_buf_puts(&b, stem);
	ub_buf_puts(&b, suffix);
	ub_buf_puts(&b, tail);
	return b.s; /* freed with free() */
}

static enum ub_status
add_beside(struct ub_grid *g, size_t at, struct ub_grid_col *figure,
    enum ub_grid_role role, const char *tail, struct ub_err *e)
{
	char *name = name_of(figure->name, "", tail);
	struct ub_grid_col *c;
	enum ub_status st = name_taken(g, name, e);

	if (st != UB_OK) {
		free(name);
		return st;
	}
	c = insert(g, at, name, UB_COUNT);
	c->role = role;
	c->figure = figure;
	c->part = figure->part;
	return UB_OK;
}

enum ub_status
ub_grid_add(struct ub_grid *g, const struct ub_grid_col *after,
    const char *stem, enum ub_type type, const char *words, bool beside,
    struct ub_grid_col **cp, struct ub_err *e)
{
	char *name = name_of(stem, g->part[after->part].suffix, "");
	enum ub_status st = name_taken(g, name, e);
	struct ub_grid_col *c;
	size_t at;

	if (st != UB_OK) {
		free(name);
		return st;
	}
	for (at = g->ncol; at > 0; at--)
		if (g->col[at - 1]->figure != NULL &&
		    g->col[at - 1]->figure->root == after->root)
			break;
	*cp = c = insert(g, at, name, type);
	c->role = UB_GRID_FIGURE;
	c->figure = c;
	c->root = after->root;
	c->part = after->part;
	c->stem = ub_xstrdup(stem);
	c->label = ub_xstrdup(words);
	if (beside &&
	    ((st = add_beside(g, at + 1, c, UB_GRID_K, "_k", e)) != UB_OK ||
		(st = add_beside(g, at + 2, c, UB_GRID_N, "_n", e)) != UB_OK))
		return st;
	if (!ub_listed(g->derived.s, ub_slice_of(stem))) {
		ub_buf_puts(&g->derived, g->derived.len > 0 ? "," : "");
		ub_buf_puts(&g->derived, stem);
	}
	return UB_OK;
}

void
ub_grid_order(struct ub_grid *g, const size_t *order, size_t n)
{
	struct ub_slice *cell = ub_xcalloc(g->nrow + n + 1, sizeof(*cell));

	for (size_t i = 0; i < g->ncol; i++) {
		struct ub_slice **c = &g->col[i]->cell;

		memcpy(cell, *c, g->nrow * sizeof(*cell));
		*c = ub_xreallocarray(*c, n + 1, sizeof(**c));
		for (size_t r = 0; r < n; r++)
			(*c)[r] = cell[order[r]];
	}
	g->nrow = n;
	free(cell);
}

void
ub_grid_remark(struct ub_grid *g, const char *text)
{
	const char *note = ub_grid_attr(g, "note");

	if ((note != NULL && strstr(note, text) != NULL) ||
	    (g->note.len > 0 && strstr(g->note.s, text) != NULL))
		return;
	if (g->note.len > 0)
		ub_buf_putc(&g->note, ' ');
	ub_buf_puts(&g->note, text);
}

void
ub_grid_done(struct ub_grid *g, const char *key, const char *value)
{
	ub_step_text(&g->done, key, value);
}

void
ub_grid_say(struct ub_grid *g, const char *key, const char *text)
{
	for (size_t i = 0; i < g->meta.nattr; i++) {
		struct ub_pair *p = &g->meta.attr[i];

		if (strcmp(p->key, key) != 0)
			continue;
		free(p->value);
		p->value = ub_xstrdup(text);
		return;
	}
	ub_meta_add_attr(&g->meta, key, text);
}
