/* derive.c - what all that is computed has in common, and per cent; derive.h. */
#include "derive.h"

#include <stdlib.h>
#include <string.h>

#include "derivepart.h"

enum { DIGITS_DEFAULT = 1 }; /* of per cents and changes, as sinks show them */

int
ub_derive_digits(const struct ub_derive *d)
{
	if (d->digits >= 0)
		return d->digits;
	return d->g->digits >= 0 ? d->g->digits : DIGITS_DEFAULT;
}

bool
ub_derive_is_sum(enum ub_type t)
{
	return t == UB_INT || t == UB_DEC;
}

bool
ub_derive_adds(const struct ub_grid *g, const struct ub_grid_col *figure)
{
	const char *f = ub_grid_function(g, figure);

	return ub_derive_is_sum(figure->type) &&
	       (f == NULL || strcmp(f, "sum") == 0);
}

static const char percent[] = ", procent";

/* What a figure is called without its unit. */
static void
add_words(struct ub_buf *b, const struct ub_grid_col *c)
{
	const char *text = c->label != NULL ? c->label : c->name;
	size_t len = strlen(text), n = sizeof(percent) - 1;

	if (len > n && strcmp(text + len - n, percent) == 0)
		len -= n;
	ub_buf_add(b, text, len);
}

enum ub_status
ub_derive_add(struct ub_grid *g, const struct ub_grid_col *figure,
    const char *tail, enum ub_type type, const char *words,
    struct ub_grid_col **cp, struct ub_err *e)
{
	struct ub_buf stem = { 0 }, label = { 0 };
	enum ub_status st;

	ub_buf_puts(&stem, figure->stem);
	ub_buf_puts(&stem, tail);
	add_words(&label, figure);
	ub_buf_puts(&label, words);
	st = ub_grid_add(
	    g, figure, stem.s, type, label.s, type == UB_SHARE, cp, e);
	ub_buf_free(&stem);
	ub_buf_free(&label);
	return st;
}

void
ub_derive_label(struct ub_grid *g, struct ub_grid_col *share,
    enum ub_grid_role role, const char *words)
{
	struct ub_grid_col *c = ub_grid_beside(g, share, role);
	struct ub_buf b = { 0 };

	add_words(&b, share);
	ub_buf_puts(&b, words);
	free(c->label);
	c->label = b.s; /* freed with free() */
}

void
ub_derive_share(struct ub_grid *g, struct ub_grid_col *share, size_t row,
    struct ub_quantity k, struct ub_quantity n)
{
	char why = ub_quantity_reason(k.miss, n.miss);

	ub_grid_beside(g, share, UB_GRID_K)->cell[row] =
	    k.miss != 0 ? ub_grid_miss(k.miss)
			: ub_quantity_put(g, UB_COUNT, k.num);
	ub_grid_beside(g, share, UB_GRID_N)->cell[row] =
	    n.miss != 0 ? ub_grid_miss(n.miss)
			: ub_quantity_put(g, UB_COUNT, n.num);
	share->cell[row] =
	    why != 0 ? ub_grid_miss(why) : ub_quantity_share(g, k.num, n.num);
}

enum ub_status
ub_derive_unfit(const struct ub_grid *g, const struct ub_grid_col *c,
    const char *what, struct ub_err *e)
{
	const char *f =
	    ub_derive_is_sum(c->type) ? ub_grid_function(g, c) : NULL;

	return ub_fail(e, UB_EUSAGE, "table %s: column %s is %s: %s",
	    g->meta.table, c->name, f != NULL ? f : ub_type_name(c->type),
	    what);
}

enum ub_status
ub_derive_each(const struct ub_derive *d, ub_derive_figure *each, void *arg,
    struct ub_err *e)
{
	struct ub_grid *g = d->g;
	struct ub_choice p;
	enum ub_status st;
	size_t at = 0;

	while ((st = ub_choice_next(&p, g, d->measure, &at, e)) == UB_OK) {
		for (size_t i = 0; st == UB_OK && i < g->npart; i++) {
			struct ub_grid_col *c = ub_grid_figure(g, p.stem, i);

			if (c != NULL && (p.part == g->npart || p.part == i))
				st = each(arg, c, e);
		}
		free(p.stem);
		if (st != UB_OK)
			return st;
	}
	return st == UB_END ? UB_OK : st;
}

enum ub_status
ub_derive_no_total(const struct ub_grid *g, const char *key, struct ub_err *e)
{
	return ub_fail(e, UB_EUSAGE,
	    "table %s: the total over %s is missing: make it with ubat-agg "
	    "--total",
	    g->meta.table, key);
}

/* --- along a key -------------------------------------------------------- */

static void
make_room(struct ub_along *a)
{
	size_t n = a->d->g->nrow * a->d->g->npart + 1;

	a->to = ub_xcalloc(n, sizeof(*a->to));
	a->any = ub_xcalloc(n, sizeof(*a->any));
}

enum ub_status
ub_along_start(
    struct ub_along *a, const struct ub_derive *d, bool rows, struct ub_err *e)
{
	enum ub_status st;
	size_t key;

	memset(a, 0, sizeof(*a));
	a->d = d;
	if ((st = ub_derive_key(d, rows, &key, e)) != UB_OK)
		return st;
	ub_lines_make(&a->lines, d->g, key);
	make_room(a);
	return UB_OK;
}

enum ub_status
ub_along_start_levels(
    struct ub_along *a, const struct ub_derive *d, bool rows, struct ub_err *e)
{
	memset(a, 0, sizeof(*a));
	a->d = d;
	if (d->along == NULL || strcmp(d->along, "riket") != 0 ||
	    !ub_lines_levels(&a->lines, d->g))
		return ub_along_start(a, d, rows, e);
	make_room(a);
	return UB_OK;
}

void
ub_along_end(struct ub_along *a)
{
	ub_lines_free(&a->lines);
	ub_buf_free(&a->words);
	free(a->to);
	free(a->any);
}

/* --- per cent ---------------------------------------------------------- */

struct percent {
	const struct ub_derive *d;
	enum ub_percent_of of;
	size_t total; /* the part of all */
	size_t *base; /* of each row: the row of its total */
	const char *tail, *words;
};

/* The row that a row is a per cent of: over one key, or over all. */
static void
row_keys(
    const struct ub_grid *g, size_t row, size_t key, bool all, struct ub_buf *b)
{
	ub_buf_clear(b);
	ub_buf_puts(b, "");
	for (size_t i = 0; i < g->nkey; i++) {
		struct ub_slice f = g->col[i]->cell[row];

		if (all || i == key)
			f = ub_grid_miss('t');
		ub_buf_add(b, f.s, f.len);
		ub_buf_putc(b, '\t');
	}
}

static enum ub_status
find_bases(struct percent *p, size_t key, bool all, struct ub_err *e)
{
	const struct ub_grid *g = p->d->g;
	struct ub_intern seen = { 0 };
	struct ub_buf b = { 0 };
	enum ub_status st = UB_OK;
	uint32_t had;

	for (size_t r = 0; r < g->nrow; r++) {
		row_keys(g, r, g->nkey, false, &b);
		(void)ub_intern_add(&seen, b.s, b.len);
	}
	had = seen.n;
	for (size_t r = 0; st == UB_OK && r < g->nrow; r++) {
		row_keys(g, r, key, all, &b);
		p->base[r] = ub_intern_add(&seen, b.s, b.len);
		if (p->base[r] >= had)
			st = ub_derive_no_total(
			    g, all ? "all keys" : g->col[key]->name, e);
	}
	ub_intern_free(&seen);
	ub_buf_free(&b);
	return st;
}

static enum ub_status
percent_figure(void *arg, struct ub_grid_col *c, struct ub_err *e)
{
	struct percent *p = arg;
	struct ub_grid *g = p->d->g;
	struct ub_grid_col *base = ub_grid_figure(
	    g, c->stem, p->of == UB_OF_COLUMN ? c->part : p->total);
	bool share = c->type == UB_COUNT;
	struct ub_grid_col *to;
	enum ub_status st;

	if (!share && !ub_derive_adds(g, c))
		return ub_derive_unfit(
		    g, c, "per cent is of counts and sums", e);
	if (base == NULL)
		return ub_derive_no_total(g, g->across, e);
	if (p->of == UB_OF_ROW && c->part == p->total)
		return UB_OK; /* 100, in every row */
	if ((st = ub_derive_add(g, c, p->tail, share ? UB_SHARE : UB_STAT,
		 p->words, &to, e)) != UB_OK)
		return st;
	for (size_t r = 0; r < g->nrow; r++) {
		struct ub_quantity k = ub_quantity_of(g, c, r);
		struct ub_quantity n = ub_quantity_of(g, base, p->base[r]);

		if (share)
			ub_derive_share(g, to, r, k, n);
		else
			to->cell[r] = ub_quantity_ratio(
			    g, k, n, 100, ub_derive_digits(p->d));
	}
	if (share) {
		ub_derive_label(g, to, UB_GRID_K, ", antal");
		ub_derive_label(g, to, UB_GRID_N, ", bas");
	}
	return UB_OK;
}

static enum ub_status
set_bases(struct percent *p, struct ub_err *e)
{
	const struct ub_grid *g = p->d->g;
	size_t key = g->nkey;
	enum ub_status st;

	p->total = ub_grid_total_part(g);
	if (p->of != UB_OF_COLUMN && p->total == g->npart)
		return ub_derive_no_total(g, g->across, e);
	if (p->of == UB_OF_ROW && g->across == NULL)
		return ub_fail(e, UB_EUSAGE,
		    "table %s: no key across: per cent of the row needs "
		    "ubat-agg --across",
		    g->meta.table);
	if (p->of == UB_OF_COLUMN && p->d->along != NULL) {
		if ((st = ub_grid_key(g, p->d->along, &key, e)) != UB_OK)
			return st;
		if (key < g->nkey)
			return find_bases(p, key, false, e);
	}
	return find_bases(p, g->nkey, p->of != UB_OF_ROW, e);
}

static const char *const percent_tail[] = { "_rad", "_kol", "_alla" };

bool
ub_derive_of_total(const struct ub_grid *g, const struct ub_grid_col *share)
{
	size_t n = share->stem == NULL ? 0 : strlen(share->stem), len;

	if (share->type != UB_SHARE || g->derived.s == NULL ||
	    !ub_listed(g->derived.s, ub_slice_of(share->stem)))
		return false;
	for (size_t i = 0; i < sizeof(percent_tail) / sizeof(*percent_tail);
	     i++) {
		len = strlen(percent_tail[i]);
		if (n > len &&
		    strcmp(share->stem + n - len, percent_tail[i]) == 0)
			return true;
	}
	return false;
}

static struct ub_slice
beside_at(const struct ub_grid *g, const char *stem, enum ub_grid_role role,
    struct ub_spot s)
{
	const struct ub_grid_col *c = ub_grid_figure(g, stem, s.part);

	if (c != NULL)
		c = ub_grid_beside(g, c, role);
	return c == NULL ? ub_slice_of("") : c->cell[s.row];
}

bool
ub_derive_one_base(const struct ub_grid *g, const char *stem,
    const struct ub_line *l, struct ub_spot s)
{
	struct ub_slice k, n;

	if (!l->has_total)
		return false;
	/* a row has no share of itself: along it each has the row as its base */
	if (ub_grid_figure(g, stem, l->total.part) == NULL)
		return true;
	k = beside_at(g, stem, UB_GRID_K, l->total);
	n = beside_at(g, stem, UB_GRID_N, l->total);
	return ub_missing(n) == 0 && ub_slice_eq(k, n) &&
	       ub_slice_eq(n, beside_at(g, stem, UB_GRID_N, s));
}

enum ub_status
ub_derive_check_total(const struct ub_grid *g, const struct ub_grid_col *c,
    const struct ub_line *l, struct ub_err *e)
{
	if (l->has_total || !ub_derive_of_total(g, c))
		return UB_OK;
	return ub_fail(e, UB_EUSAGE,
	    "table %s: %s is of a total that is no longer there: compute with "
	    "it before the total is left out",
	    g->meta.table, c->stem);
}

enum ub_status
ub_derive_percent(
    const struct ub_derive *d, enum ub_percent_of of, struct ub_err *e)
{
	static const char *const words[] = { ", andel av raden, procent",
		", andel av kolumnen, procent", ", andel av alla, procent" };
	struct percent p = { .d = d,
		.of = of,
		.base = ub_xcalloc(d->g->nrow + 1, sizeof(size_t)),
		.tail = percent_tail[of],
		.words = words[of] };
	enum ub_status st;

	if ((st = set_bases(&p, e)) == UB_OK)
		st = ub_derive_each(d, percent_figure, &p, e);
	free(p.base);
	if (st == UB_OK)
		ub_grid_remark(d->g, "Procenttalen är avrundade vart för sig "
				     "och blir tillsammans inte alltid 100.");
	return st;
}
