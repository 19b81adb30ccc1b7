/* arrange.c - rows and columns picked, ordered and named; arrange.h. */
#include "arrange.h"

#include <stdlib.h>
#include <string.h>

#include "../base/unicode.h"
#include "../source/codelist.h"

/* --- values of a key in an order ----------------------------------------- */

/* "key=value,value", as edit.c lets it through: the key, and the rest of the
 * text. */
static enum ub_status
split_key(const struct ub_grid *g, const char *spec, size_t *key,
    const char **rest, struct ub_err *e)
{
	size_t n = strcspn(spec, "=");
	char *name;
	enum ub_status st;

	name = ub_xstrndup(spec, n);
	st = ub_grid_key(g, name, key, e);
	free(name);
	*rest = spec + n + (spec[n] != '\0');
	return st;
}

/* The place of each value: those of the list first, then the others as they
 * come. */
struct places {
	struct ub_intern value;
	uint32_t listed; /* how many of them the list names */
};

static enum ub_status
read_values(struct places *p, const char *list, struct ub_err *e)
{
	struct ub_codelist *codes;
	enum ub_status st;
	size_t n;

	if (list[0] != '@') {
		for (; *list != '\0'; list += n + (list[n] == ',')) {
			n = strcspn(list, ",");
			(void)ub_intern_add(&p->value, list, n);
		}
		p->listed = p->value.n;
		return UB_OK;
	}
	if ((st = ub_codelist_open(&codes, list + 1, "", e)) != UB_OK)
		return st;
	for (size_t i = 0; i < ub_codelist_size(codes); i++) {
		struct ub_slice f = ub_codelist_code(codes, i);

		(void)ub_intern_add(&p->value, f.s, f.len);
	}
	ub_codelist_free(codes);
	p->listed = p->value.n;
	return UB_OK;
}

/* Totals, unless they are listed, come last. */
static uint32_t
place_of(struct places *p, struct ub_slice f)
{
	if (ub_missing(f) == 't' && !ub_intern_has(&p->value, f))
		return UINT32_MAX;
	return ub_intern_add(&p->value, f.s, f.len);
}

struct ordered {
	size_t at;
	const uint32_t *place; /* nkey of them */
	size_t n;
};

static int
by_places(const void *a, const void *b)
{
	const struct ordered *x = a, *y = b;

	for (size_t i = 0; i < x->n; i++)
		if (x->place[i] != y->place[i])
			return x->place[i] < y->place[i] ? -1 : 1;
	return x->at < y->at ? -1 : 1;
}

/* Rows by the places of the values of their keys: p for the key numbered,
 * as they come for the others. */
static void
order_rows(struct ub_grid *g, size_t key, struct places *p, bool totals_first)
{
	struct places *all = ub_xcalloc(g->nkey + 1, sizeof(*all));
	uint32_t *place = ub_xcalloc(g->nrow * g->nkey + 1, sizeof(*place));
	struct ordered *o = ub_xcalloc(g->nrow + 1, sizeof(*o));
	size_t *order = ub_xcalloc(g->nrow + 1, sizeof(*order));

	for (size_t r = 0; r < g->nrow; r++) {
		o[r] = (struct ordered){ r, place + r * g->nkey, g->nkey };
		for (size_t i = 0; i < g->nkey; i++) {
			uint32_t v = place_of(
			    i == key ? p : &all[i], g->col[i]->cell[r]);

			place[r * g->nkey + i] =
			    totals_first ? v + 1 : v; /* wraps to 0 */
		}
	}
	if (g->nrow > 0)
		qsort(o, g->nrow, sizeof(*o), by_places);
	for (size_t r = 0; r < g->nrow; r++)
		order[r] = o[r].at;
	ub_grid_order(g, order, g->nrow);
	for (size_t i = 0; i < g->nkey; i++)
		ub_intern_free(&all[i].value);
	free(all);
	free(place);
	free(o);
	free(order);
}

void
ub_arrange_totals(struct ub_grid *g, bool first)
{
	order_rows(g, g->nkey, NULL, first);
}

/* --- parts of the columns ------------------------------------------------ */

/* Put the columns part by part: part i becomes that which was order[i]. */
static void
order_parts(struct ub_grid *g, const size_t *order)
{
	struct ub_grid_part *part = ub_xcalloc(g->npart, sizeof(*part));
	struct ub_grid_col **col = ub_xcalloc(g->ncol, sizeof(*col));
	size_t n = 0;

	for (; n < g->nkey; n++)
		col[n] = g->col[n];
	for (size_t p = 0; p < g->npart; p++) {
		part[p] = g->part[order[p]];
		for (size_t i = g->nkey; i < g->ncol; i++)
			if (g->col[i]->part == order[p])
				col[n++] = g->col[i];
	}
	for (size_t i = g->nkey; i < g->ncol; i++) {
		size_t p = 0;

		while (order[p] != g->col[i]->part)
			p++;
		g->col[i]->part = p;
	}
	memcpy(g->col, col, g->ncol * sizeof(*col));
	memcpy(g->part, part, g->npart * sizeof(*part));
	free(part);
	free(col);
}

static void
order_across(struct ub_grid *g, struct places *p)
{
	uint32_t *place = ub_xcalloc(g->npart + 1, sizeof(*place));
	struct ordered *o = ub_xcalloc(g->npart + 1, sizeof(*o));
	size_t *order = ub_xcalloc(g->npart + 1, sizeof(*order));

	for (size_t i = 0; i < g->npart; i++) {
		place[i] = place_of(p, g->part[i].value);
		o[i] = (struct ordered){ i, &place[i], 1 };
	}
	if (g->npart > 0)
		qsort(o, g->npart, sizeof(*o), by_places);
	for (size_t i = 0; i < g->npart; i++)
		order[i] = o[i].at;
	order_parts(g, order);
	free(place);
	free(o);
	free(order);
}

enum ub_status
ub_arrange_order(struct ub_grid *g, const char *spec, struct ub_err *e)
{
	struct places p = { 0 };
	const char *list;
	enum ub_status st;
	size_t key;

	if ((st = split_key(g, spec, &key, &list, e)) != UB_OK ||
	    (st = read_values(&p, list, e)) != UB_OK)
		return st;
	if (key < g->nkey) {
		order_rows(g, key, &p, false);
		g->col[key]->ordered = true;
	} else {
		order_across(g, &p);
	}
	ub_intern_free(&p.value);
	return UB_OK;
}

/* --- columns --------------------------------------------------------------- */

/* Free the columns that are marked. */
static void
leave_out(struct ub_grid *g)
{
	size_t n = 0;

	/* what a figure was computed from may go before it */
	for (size_t i = g->nkey; i < g->ncol; i++)
		if (g->col[i]->root != NULL && g->col[i]->root->gone)
			g->col[i]->root = g->col[i];
	for (size_t i = 0; i < g->ncol; i++) {
		struct ub_grid_col *c = g->col[i];

		if (!c->gone) {
			g->col[n++] = c;
			continue;
		}
		ub_grid_col_free(c);
	}
	g->ncol = n;
}

/* Mark a figure, and with it what stands beside it. */
static void
mark(struct ub_grid *g, const struct ub_grid_col *figure, bool gone)
{
	for (size_t i = g->nkey; i < g->ncol; i++)
		if (g->col[i]->figure == figure)
			g->col[i]->gone = gone;
}

/* A list of measures and columns: mark them all. */
static enum ub_status
mark_list(struct ub_grid *g, const char *list, bool gone, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	struct ub_choice p;
	size_t at = 0, n, i;

	while (st == UB_OK && (at == 0 || list[at - 1] != '\0')) {
		n = strcspn(list + at, ",");
		i = ub_grid_find(g, (struct ub_slice){ list + at, n });
		if (i != UB_NOCOL && g->col[i]->role == UB_GRID_KEY)
			return ub_fail(e, UB_EUSAGE,
			    "table %s: %s is a key: a key stays", g->meta.table,
			    g->col[i]->name);
		if (i != UB_NOCOL && g->col[i]->role != UB_GRID_FIGURE) {
			g->col[i]->gone = gone;
			g->col[i]->figure->gone &= gone;
			at += n + 1;
			continue;
		}
		if ((st = ub_choice_next(&p, g, list, &at, e)) != UB_OK)
			break;
		for (size_t k = 0; k < g->npart; k++) {
			struct ub_grid_col *c = ub_grid_figure(g, p.stem, k);

			if (c != NULL && (p.part == g->npart || p.part == k))
				mark(g, c, gone);
		}
		free(p.stem);
	}
	return st == UB_END ? UB_OK : st;
}

/* The numerator and base of a share go with it or not at all. */
static enum ub_status
check_shares(const struct ub_grid *g, struct ub_err *e)
{
	for (size_t i = g->nkey; i < g->ncol; i++) {
		const struct ub_grid_col *c = g->col[i];

		if (c->gone && c->figure != c && !c->figure->gone &&
		    (c->role == UB_GRID_K || c->role == UB_GRID_N))
			return ub_fail(e, UB_EUSAGE,
			    "table %s: %s goes with %s", g->meta.table, c->name,
			    c->figure->name);
	}
	return UB_OK;
}

/* Within each part the measures as they are listed. */
static void
follow_list(struct ub_grid *g, const char *list)
{
	struct ub_grid_col **col = ub_xcalloc(g->ncol + 1, sizeof(*col));
	size_t n, m = 0;

	for (; m < g->nkey; m++)
		col[m] = g->col[m];
	for (size_t p = 0; p < g->npart; p++) {
		const char *s = list;

		for (; *s != '\0'; s += n + (s[n] == ',')) {
			struct ub_slice name = { s, n = strcspn(s, ",") };

			for (size_t i = g->nkey; i < g->ncol; i++) {
				struct ub_grid_col *f = g->col[i]->figure;

				if (!g->col[i]->gone && f->part == p &&
				    (ub_slice_is(name, f->stem) ||
					ub_slice_is(name, f->name))) {
					g->col[i]->gone = true;
					col[m++] = g->col[i];
				}
			}
		}
	}
	/* what is left came by a companion's name alone */
	for (size_t i = g->nkey; i < g->ncol; i++)
		if (!g->col[i]->gone)
			col[m++] = g->col[i];
	for (size_t i = 0; i < m; i++)
		(g->col[i] = col[i])->gone = false;
	free(col);
}

enum ub_status
ub_arrange_keep(struct ub_grid *g, const char *list, struct ub_err *e)
{
	enum ub_status st;

	for (size_t i = g->nkey; i < g->ncol; i++)
		g->col[i]->gone = true;
	if ((st = mark_list(g, list, false, e)) != UB_OK)
		return st;
	leave_out(g);
	follow_list(g, list);
	return UB_OK;
}

enum ub_status
ub_arrange_drop(struct ub_grid *g, const char *list, struct ub_err *e)
{
	enum ub_status st;

	if ((st = mark_list(g, list, true, e)) == UB_OK &&
	    (st = check_shares(g, e)) == UB_OK)
		leave_out(g);
	return st;
}

/* --- rows ---------------------------------------------------------------- */

static void
pick_parts(struct ub_grid *g, const struct ub_intern *value, bool keep)
{
	for (size_t i = g->nkey; i < g->ncol; i++)
		g->col[i]->gone = ub_intern_has(value,
				      g->part[g->col[i]->part].value) != keep;
	leave_out(g);
}

/* Does none of the table's parts have one of these values? */
static bool
no_part(const struct ub_grid *g, const struct ub_intern *value)
{
	for (size_t i = 0; i < g->npart; i++)
		if (ub_intern_has(value, g->part[i].value))
			return false;
	return true;
}

/* What is kept is nothing at all: a word mistyped, rather than what was
 * meant. */
static enum ub_status
nothing_kept(
    const struct ub_grid *g, size_t key, const char *spec, struct ub_err *e)
{
	return ub_fail(e, UB_EUSAGE, "table %s: no %s has %s", g->meta.table,
	    key == g->nkey ? "column" : "row", spec);
}

enum ub_status
ub_arrange_rows(
    struct ub_grid *g, const char *spec, bool keep, struct ub_err *e)
{
	struct places p = { 0 };
	size_t *order, n = 0, key;
	const char *list;
	enum ub_status st;

	if ((st = split_key(g, spec, &key, &list, e)) != UB_OK ||
	    (st = read_values(&p, list, e)) != UB_OK)
		return st;
	order = ub_xcalloc(g->nrow + 1, sizeof(*order));
	if (key == g->nkey && keep && no_part(g, &p.value)) {
		st = nothing_kept(g, key, spec, e);
	} else if (key == g->nkey) {
		pick_parts(g, &p.value, keep);
	} else {
		for (size_t r = 0; r < g->nrow; r++)
			if (ub_intern_has(&p.value, g->col[key]->cell[r]) ==
			    keep)
				order[n++] = r;
		if (keep && n == 0 && g->nrow > 0)
			st = nothing_kept(g, key, spec, e);
		else
			ub_grid_order(g, order, n);
	}
	ub_intern_free(&p.value);
	free(order);
	return st;
}

/* --- names --------------------------------------------------------------- */

/* Put to for from in a list by commas of the table's declaration. */
static void
rename_in(
    struct ub_grid *g, const char *key, struct ub_slice from, const char *to)
{
	for (size_t i = 0; i < g->meta.nattr; i++) {
		struct ub_pair *p = &g->meta.attr[i];
		const char *s = p->value;
		struct ub_buf b = { 0 };
		size_t n;

		if (strcmp(p->key, key) != 0)
			continue;
		ub_buf_puts(&b, "");
		for (; *s != '\0'; s += n + (s[n] == ',')) {
			struct ub_slice name = { s, n = strcspn(s, ",") };

			ub_buf_puts(&b, b.len > 0 ? "," : "");
			if (ub_slice_eq(name, from))
				ub_buf_puts(&b, to);
			else
				ub_buf_add(&b, s, n);
		}
		free(p->value);
		p->value = b.s; /* freed with free() */
	}
}

/* The same of what is said of one measure, "function:x=sum" and the like. */
static void
rename_declared(struct ub_grid *g, struct ub_slice from, const char *to)
{
	for (size_t i = 0; i < g->meta.nattr; i++) {
		struct ub_pair *p = &g->meta.attr[i];
		size_t len = strcspn(p->key, ":");
		struct ub_buf b = { 0 };

		if (p->key[len] == '\0' || strncmp(p->key, "across", len) == 0)
			continue;
		if (strncmp(p->key, "same", len) == 0)
			rename_in(g, p->key, from, to);
		if (!ub_slice_is(from, p->key + len + 1))
			continue;
		ub_buf_add(&b, p->key, len + 1);
		ub_buf_puts(&b, to);
		free(p->key);
		p->key = b.s; /* freed with free() */
	}
}

static enum ub_status
rename_column(struct ub_grid *g, struct ub_grid_col *c, const char *stem,
    size_t was, struct ub_err *e)
{
	struct ub_buf b = { 0 };

	ub_buf_puts(&b, stem);
	ub_buf_puts(&b, c->name + was);
	if (ub_grid_find(g, ub_slice_of(b.s)) != UB_NOCOL) {
		ub_fail(e, UB_EUSAGE, "table %s: there is a column %s already",
		    g->meta.table, b.s);
		ub_buf_free(&b);
		return UB_EUSAGE;
	}
	free(c->name);
	c->name = b.s; /* freed with free() */
	return UB_OK;
}

static enum ub_status
rename_measure(
    struct ub_grid *g, struct ub_slice from, const char *to, struct ub_err *e)
{
	bool any = false;
	struct ub_buf derived = { 0 };
	enum ub_status st;

	for (size_t i = g->nkey; i < g->ncol; i++) {
		struct ub_grid_col *c = g->col[i];

		if (!ub_slice_is(from, c->figure->stem))
			continue;
		any = true;
		if ((st = rename_column(g, c, to, from.len, e)) != UB_OK)
			return st;
	}
	if (!any)
		return ub_fail(e, UB_EUSAGE, "table %s: no key or measure %.*s",
		    g->meta.table, (int)from.len, from.s);
	for (size_t i = g->nkey; i < g->ncol; i++) {
		struct ub_grid_col *c = g->col[i];

		if (c->stem != NULL && ub_slice_is(from, c->stem)) {
			free(c->stem);
			c->stem = ub_xstrdup(to);
		}
	}
	rename_in(g, "overlap", from, to);
	rename_in(g, "weighted", from, to);
	rename_declared(g, from, to);
	if (ub_listed(g->derived.s, from)) {
		ub_buf_puts(&derived, to);
		ub_buf_putc(&derived, ',');
		ub_buf_add(&derived, g->derived.s, g->derived.len);
		ub_buf_free(&g->derived);
		g->derived = derived;
	}
	return UB_OK;
}

enum ub_status
ub_arrange_rename(struct ub_grid *g, const char *spec, struct ub_err *e)
{
	struct ub_slice from = { spec, strcspn(spec, "=") };
	const char *to = spec + from.len + 1;
	enum ub_status st;
	size_t i;

	if (spec[from.len] == '\0')
		return ub_fail(e, UB_EUSAGE, "--rename: not old=new");
	if (!ub_name_valid(to, strlen(to)))
		return ub_fail(
		    e, UB_EUSAGE, "--rename: %s: no name of a column", to);
	for (i = 0; i < g->nkey; i++)
		if (ub_slice_is(from, g->col[i]->name))
			break;
	if (i == g->nkey)
		return rename_measure(g, from, to, e);
	if ((st = rename_column(g, g->col[i], to, from.len, e)) != UB_OK)
		return st;
	rename_in(g, "keys", from, to);
	rename_in(g, "overlap_by", from, to);
	return UB_OK;
}

/* The label of a value of a key. */
static enum ub_status
label_value(struct ub_grid *g, const struct ub_grid_col *c, const char *value,
    const char *text, struct ub_err *e)
{
	for (size_t i = 0; i < g->meta.nlabel; i++) {
		struct ub_label *l = &g->meta.label[i];

		if (l->value == NULL || strcmp(l->col, c->from) != 0 ||
		    strcmp(l->value, value) != 0)
			continue;
		free(l->text);
		l->text = ub_xstrdup(text);
		return UB_OK;
	}
	return ub_meta_add_label(&g->meta, c->from, value, text, e);
}

enum ub_status
ub_arrange_label(struct ub_grid *g, const char *spec, struct ub_err *e)
{
	struct ub_slice name = { spec, strcspn(spec, ":=") };
	size_t eq = strcspn(spec, "="), i;
	enum ub_status st;
	char *value;

	i = ub_grid_find(g, name); /* edit.c lets no other spec through */
	if (i == UB_NOCOL)
		return ub_fail(e, UB_EUSAGE, "table %s: no column %.*s",
		    g->meta.table, (int)name.len, name.s);
	if (spec[name.len] == '=') {
		free(g->col[i]->label);
		g->col[i]->label = ub_xstrdup(spec + eq + 1);
		return UB_OK;
	}
	if (g->col[i]->from == NULL)
		return ub_fail(e, UB_EUSAGE,
		    "table %s: column %s has no values with labels",
		    g->meta.table, g->col[i]->name);
	value = ub_xstrndup(spec + name.len + 1, eq - name.len - 1);
	st = label_value(g, g->col[i], value, spec + eq + 1, e);
	free(value);
	return st;
}
