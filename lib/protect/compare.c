/* compare.c - see compare.h. */
#include <stdlib.h>

#include "../base/hash.h"
#include "compare.h"

static const char *const kinds[] = { "new", "removed", "changed", "hidden",
	"unhidden", "relabelled" };

const char *
ub_change_name(enum ub_change_kind kind)
{
	return kinds[kind];
}

/* The numerator and the base beside a share; UB_NOCOL: it is none, or has not
 * both. */
struct beside {
	size_t k, n;
};

/* Two tables that are the same one. */
struct pair {
	struct ub_compared *c;
	const struct ub_published *old, *new;
	const char *name;
	struct ub_i128 tolerance;
	/* of each column of new: that of old, or UB_NOCOL; what stands beside
	 * the two where both are shares */
	size_t *col;
	struct beside *was, *is;
};

static void
add(struct pair *p, enum ub_change_kind kind, const struct ub_published *t,
    size_t row, size_t col, struct ub_slice was, struct ub_slice is,
    const char *by)
{
	struct ub_difference *d;
	struct ub_buf name = { 0 };

	ub_buf_add(&name, "", 0);
	if (row != UB_NOCOL)
		ub_published_row_name(t, row, &name);
	p->c->d = ub_xgrow(p->c->d, p->c->n, sizeof(*d));
	d = &p->c->d[p->c->n++];
	d->kind = kind;
	d->table = ub_xstrdup(p->name);
	d->row = name.s;
	d->column = ub_xstrdup(col == UB_NOCOL ? "" : t->legend->col[col].name);
	d->was = ub_xstrndup(was.s, was.len);
	d->is = ub_xstrndup(is.s, is.len);
	d->by = ub_xstrdup(by);
}

static const struct ub_slice none = { "", 0 };

/* --- cells ----------------------------------------------------------------------- */

static bool
is_secret(struct ub_slice f)
{
	char why = ub_missing(f);

	return why == UB_HIDDEN || why == 'l';
}

/* The difference of two numbers; false when they are none.  *same: within the
 * tolerance. */
static bool
difference(const struct pair *p, struct ub_slice was, struct ub_slice is,
    char *by, bool *same)
{
	struct ub_i128 a, b, d, size;
	double x, y;
	size_t n;

	if (ub_dec_parse(was.s, was.len, &a) &&
	    ub_dec_parse(is.s, is.len, &b) && ub_i128_sub(b, a, &d)) {
		size = d;
		if (ub_i128_sign(d) < 0)
			(void)ub_i128_neg(d, &size);
		*same = ub_i128_cmp(size, p->tolerance) <= 0;
		by[0] = '\0';
		if (ub_dec_fits(d))
			by[ub_dec_print(by, d)] = '\0';
		return true;
	}
	/* means have more decimals: told to nine of them */
	if (!ub_real_parse(was.s, was.len, &x) ||
	    !ub_real_parse(is.s, is.len, &y) || y - x > 1e8 || x - y > 1e8)
		return false;
	d = ub_i128_of((int64_t)((y - x) * 1e9 + (y < x ? -0.5 : 0.5)));
	size = d;
	if (ub_i128_sign(d) < 0)
		(void)ub_i128_neg(d, &size);
	*same = ub_i128_cmp(size, p->tolerance) <= 0;
	n = ub_dec_print(by, d);
	by[n] = '\0';
	return true;
}

/*
 * A share that is shown beside its numerator and its base is these, as sinks
 * show it: its own digits may be those of ubat-mask(1), too few to tell a change
 * that every reader sees.
 */
static struct ub_slice
shown(const struct ub_published *t, size_t row, size_t col, struct beside b,
    char *dst)
{
	struct ub_slice f = ub_published_cell(t, row, col);
	int64_t k, n;

	if (b.k == UB_NOCOL || b.n == UB_NOCOL || ub_missing(f) != 0 ||
	    !ub_published_count(t, row, b.k, &k) ||
	    !ub_published_count(t, row, b.n, &n) || n <= 0)
		return f;
	return (struct ub_slice){ dst,
		ub_real_print(
		    dst, ub_real_ratio(ub_i128_of(k), ub_i128_of(n))) };
}

static void
compare_cell(struct pair *p, size_t old_row, size_t row, size_t col)
{
	char a[UB_REAL_MAX], b[UB_REAL_MAX];
	struct ub_slice was =
	    shown(p->old, old_row, p->col[col], p->was[col], a);
	struct ub_slice is = shown(p->new, row, col, p->is[col], b);
	enum ub_change_kind kind = UB_CHANGE_CHANGED;
	char by[UB_DEC_MAX + 1] = "";
	bool same = false;

	p->c->cells++;
	if (ub_slice_eq(was, is))
		return;
	if (is_secret(was) && is_secret(is))
		return;
	if (is_secret(is))
		kind = UB_CHANGE_HIDDEN;
	else if (is_secret(was))
		kind = UB_CHANGE_UNHIDDEN;
	else if (ub_missing(was) == 0 && ub_missing(is) == 0 &&
		 difference(p, was, is, by, &same) && same)
		return;
	add(p, kind, p->new, row, col, was, is, by);
}

/* --- rows -------------------------------------------------------------------------- */

/* A row found by its keys; how often they came before it in its table. */
struct handle {
	uint64_t hash;
	size_t row;
	size_t again;
};

static uint64_t
hash_keys(const struct ub_published *t, size_t row)
{
	struct ub_slice f;
	uint64_t h = 0;
	size_t k;

	for (k = 0; k < t->nkey; k++) {
		f = ub_published_cell(t, row, k);
		h = ub_hash64(f.s, f.len, h + k + 1);
	}
	return h;
}

static bool
same_keys(const struct ub_published *a, size_t i, const struct ub_published *b,
    size_t k)
{
	size_t c;

	for (c = 0; c < a->nkey && c < b->nkey; c++)
		if (!ub_slice_eq(
			ub_published_cell(a, i, c), ub_published_cell(b, k, c)))
			return false;
	return a->nkey == b->nkey;
}

static int
by_hash(const void *a, const void *b)
{
	const struct handle *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

static struct handle *
handles(const struct ub_published *t)
{
	struct handle *h = ub_xcalloc(t->n + 1, sizeof(*h));
	size_t i, k;

	for (i = 0; i < t->n; i++) {
		h[i].hash = hash_keys(t, i);
		h[i].row = i;
	}
	qsort(h, t->n, sizeof(*h), by_hash);
	for (i = 1; i < t->n; i++)
		for (k = i; k-- > 0 && h[k].hash == h[i].hash;)
			if (same_keys(t, h[k].row, t, h[i].row)) {
				h[i].again = h[k].again + 1;
				break;
			}
	return h;
}

static size_t
find_row(const struct handle *h, const struct ub_published *in,
    const struct ub_published *t, const struct handle *want)
{
	size_t low = 0, high = in->n, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (h[mid].hash < want->hash)
			low = mid + 1;
		else
			high = mid;
	}
	/* as a rule they stand in their order */
	mid = low + want->again;
	if (mid < in->n && h[mid].hash == want->hash &&
	    h[mid].again == want->again &&
	    same_keys(in, h[mid].row, t, want->row))
		return h[mid].row;
	for (; low < in->n && h[low].hash == want->hash; low++)
		if (h[low].again == want->again &&
		    same_keys(in, h[low].row, t, want->row))
			return h[low].row;
	return UB_NOCOL;
}

/* --- what they are called -------------------------------------------------------- */

/* Texts before and now, each behind what they are of. */
static void
add_relabelled(
    struct pair *p, size_t col, const char *of, const char *was, const char *is)
{
	struct ub_buf a = { 0 }, b = { 0 };
	const char *blank = of[0] == '\0' ? "" : " ";

	if (strcmp(was, is) == 0)
		return;
	ub_buf_printf(&a, "%s%s", of, blank);
	ub_escape(&a, was, strlen(was));
	ub_buf_printf(&b, "%s%s", of, blank);
	ub_escape(&b, is, strlen(is));
	add(p, UB_CHANGE_RELABELLED, p->new, UB_NOCOL, col,
	    (struct ub_slice){ a.s, a.len }, (struct ub_slice){ b.s, b.len },
	    "");
	ub_buf_free(&a);
	ub_buf_free(&b);
}

static void
compare_attributes(struct pair *p)
{
	static const char *const name[] = { "title", "unit", "base", "note",
		"source" };
	const struct ub_meta *a = p->old->meta, *b = p->new->meta;
	const char *was, *is;
	size_t i;

	for (i = 0; i < sizeof(name) / sizeof(*name); i++) {
		was = ub_pair_get(a->attr, a->nattr, name[i]);
		is = ub_pair_get(b->attr, b->nattr, name[i]);
		add_relabelled(p, UB_NOCOL, name[i], was == NULL ? "" : was,
		    is == NULL ? "" : is);
	}
}

/* Of columns and values that both have; a printed table has no labels. */
static void
compare_labels(struct pair *p)
{
	const struct ub_meta *old = p->old->meta, *new = p->new->meta;
	const struct ub_label *l;
	const char *was;
	size_t i, col;

	if (old->table == NULL || new->table == NULL)
		return;
	compare_attributes(p);
	for (i = 0; i < new->nlabel; i++) {
		l = &new->label[i];
		col = ub_legend_find(p->new->legend, l->col, strlen(l->col));
		was = ub_meta_label(old, l->col, l->value);
		if (col != UB_NOCOL && was != NULL)
			add_relabelled(p, col, l->value == NULL ? "" : l->value,
			    was, l->text);
	}
}

/* --- tables ------------------------------------------------------------------------- */

static struct beside
beside(const struct ub_published *t, size_t col)
{
	return (struct beside){ ub_published_beside(t, col, "_k"),
		ub_published_beside(t, col, "_n") };
}

static void
compare_columns(struct pair *p)
{
	const struct beside nothing = { UB_NOCOL, UB_NOCOL };
	const struct ub_legend *was = p->old->legend, *is = p->new->legend;
	size_t c;

	for (c = 0; c < is->n; c++) {
		p->col[c] = ub_legend_find(
		    was, is->col[c].name, strlen(is->col[c].name));
		if (p->col[c] == UB_NOCOL)
			add(p, UB_CHANGE_NEW, p->new, UB_NOCOL, c, none, none,
			    "");
		p->was[c] = p->is[c] = nothing;
		/* a printed table has its digits alone */
		if (p->col[c] != UB_NOCOL && is->col[c].type == UB_SHARE &&
		    was->col[p->col[c]].type == UB_SHARE) {
			p->was[c] = beside(p->old, p->col[c]);
			p->is[c] = beside(p->new, c);
		}
	}
	for (c = 0; c < was->n; c++)
		if (ub_legend_find(is, was->col[c].name,
			strlen(was->col[c].name)) == UB_NOCOL)
			add(p, UB_CHANGE_REMOVED, p->old, UB_NOCOL, c, none,
			    none, "");
}

static int
by_place(const void *a, const void *b)
{
	const struct handle *x = a, *y = b;

	return (x->row > y->row) - (x->row < y->row);
}

static void
compare_tables(struct pair *p)
{
	struct handle *was = handles(p->old), *is = handles(p->new);
	struct handle *order;
	size_t i, c, row;

	p->col = ub_xcalloc(p->new->ncol + 1, sizeof(*p->col));
	p->was = ub_xcalloc(p->new->ncol + 1, sizeof(*p->was));
	p->is = ub_xcalloc(p->new->ncol + 1, sizeof(*p->is));
	compare_columns(p);
	compare_labels(p);
	order = ub_xcalloc(p->new->n + p->old->n + 1, sizeof(*order));
	memcpy(order, is, p->new->n * sizeof(*order));
	qsort(order, p->new->n, sizeof(*order), by_place);
	for (i = 0; i < p->new->n; i++) {
		row = find_row(was, p->old, p->new, &order[i]);
		if (row == UB_NOCOL)
			add(p, UB_CHANGE_NEW, p->new, order[i].row, UB_NOCOL,
			    none, none, "");
		for (c = p->new->nkey; c < p->new->ncol &&row != UB_NOCOL; c++)
			if (p->col[c] != UB_NOCOL)
				compare_cell(p, row, order[i].row, c);
	}
	memcpy(order, was, p->old->n * sizeof(*order));
	qsort(order, p->old->n, sizeof(*order), by_place);
	for (i = 0; i < p->old->n; i++)
		if (find_row(is, p->new, p->old, &order[i]) == UB_NOCOL)
			add(p, UB_CHANGE_REMOVED, p->old, order[i].row,
			    UB_NOCOL, none, none, "");
	free(order);
	free(p->col);
	free(p->was);
	free(p->is);
	free(was);
	free(is);
}

/* The table of that name, the first that is not taken; or of two lone ones the
 * other. */
static struct ub_audit_item *
partner(const struct ub_audit_set *in, const struct ub_audit_item *of, size_t n,
    const bool *taken, size_t *at)
{
	for (*at = 0; *at < in->n; ++*at)
		if (!taken[*at] && strcmp(in->item[*at]->name, of->name) == 0)
			return in->item[*at];
	*at = 0;
	return in->n == 1 && n == 1 ? in->item[0] : NULL;
}

void
ub_compare(struct ub_compared *c, const struct ub_audit_set *old,
    const struct ub_audit_set *new, struct ub_i128 tolerance)
{
	struct pair p = { .c = c, .tolerance = tolerance };
	bool *taken = ub_xcalloc(old->n + 1, sizeof(*taken));
	const struct ub_audit_item *was;
	size_t i, at;

	for (i = 0; i < new->n; i++) {
		p.name = new->item[i]->name;
		p.new = &new->item[i]->t;
		was = partner(old, new->item[i], new->n, taken, &at);
		if (was == NULL) {
			add(&p, UB_CHANGE_NEW, p.new, UB_NOCOL, UB_NOCOL, none,
			    none, "");
			continue;
		}
		taken[at] = true;
		p.old = &was->t;
		compare_tables(&p);
	}
	for (i = 0; i < old->n; i++) {
		p.name = old->item[i]->name;
		if (!taken[i])
			add(&p, UB_CHANGE_REMOVED, &old->item[i]->t, UB_NOCOL,
			    UB_NOCOL, none, none, "");
	}
	free(taken);
}

void
ub_compare_free(struct ub_compared *c)
{
	struct ub_difference *d;
	size_t i;

	for (i = 0; i < c->n; i++) {
		d = &c->d[i];
		free(d->table);
		free(d->row);
		free(d->column);
		free(d->was);
		free(d->is);
		free(d->by);
	}
	free(c->d);
	memset(c, 0, sizeof(*c));
}
