/* sums.c - the sums that a table states; published.h. */
#include <stdlib.h>

#include "../base/hash.h"
#include "../table/function.h"
#include "figure.h"
#include "published.h"

struct state {
	const struct ub_published *t;
	void (*each)(void *arg, const struct ub_sum *s);
	void *arg;
	size_t *part;
	size_t npart;
};

/* "across:SUFFIX=VALUE" on the #table line: the suffix of the columns of that
 * value; NULL for other declarations. */
static const char *
suffix_of(const struct ub_pair *attr)
{
	return strncmp(attr->key, "across:", 7) == 0 ? attr->key + 7 : NULL;
}

/* Is the column called name, or name_SUFFIX for a value across? */
static bool
is_called(const struct ub_published *t, const char *column, const char *name,
    size_t len)
{
	const char *suffix;
	size_t i;

	if (strncmp(column, name, len) != 0)
		return false;
	if (column[len] == '\0')
		return true;
	for (i = 0; i < t->meta->nattr && column[len] == '_'; i++) {
		suffix = suffix_of(&t->meta->attr[i]);
		if (suffix != NULL && strcmp(column + len + 1, suffix) == 0)
			return true;
	}
	return false;
}

/* Beside what ubat-table computed stand figures of other cells. */
static bool
is_derived(const struct ub_published *t, const char *name)
{
	const char *list =
	    ub_pair_get(t->meta->attr, t->meta->nattr, "derived");
	size_t n;

	for (; list != NULL && *list != '\0'; list += n + (list[n] == ',')) {
		n = strcspn(list, ",");
		if (strncmp(name, list, n) == 0 &&
		    (name[n] == '\0' || name[n] == '_'))
			return true;
	}
	return false;
}

/* Is it called as another column, with tail behind? */
static bool
is_beside(const struct ub_published *t, const char *name, const char *tail)
{
	size_t len = strlen(name), n = strlen(tail);

	return len > n && strcmp(name + len - n, tail) == 0 &&
	       ub_legend_find(t->legend, name, len - n) != UB_NOCOL;
}

bool
ub_published_is_test(const struct ub_published *t, size_t col)
{
	const char *name = t->legend->col[col].name;
	const struct ub_pair *a;
	size_t i;

	for (i = 0; i < t->meta->nattr; i++) {
		a = &t->meta->attr[i];
		if (strncmp(a->key, "function:", 9) == 0 &&
		    is_called(t, name, a->key + 9, strlen(a->key + 9)) &&
		    ub_function_names_test(a->value))
			return true;
	}
	return false;
}

/* Of a test the smallest part: x_least beside the p-value x. */
static bool
is_least(const struct ub_published *t, const char *name)
{
	static const char tail[] = "_least";
	size_t len = strlen(name), n = sizeof(tail) - 1, at;

	if (len <= n || strcmp(name + len - n, tail) != 0)
		return false;
	at = ub_legend_find(t->legend, name, len - n);
	return at != UB_NOCOL && ub_published_is_test(t, at);
}

/* Counts of records add up; distinct persons, and what else the table says
 * overlaps, do not. */
static bool
adds_up(const struct ub_published *t, size_t col)
{
	const char *list =
	    ub_pair_get(t->meta->attr, t->meta->nattr, "overlap");
	const char *name = t->legend->col[col].name;
	size_t n;

	if (t->legend->col[col].type != UB_COUNT ||
	    is_called(t, name, "n_pers", 6) || is_beside(t, name, "_k_pers") ||
	    is_beside(t, name, "_r_pers") || is_least(t, name))
		return false;
	for (; list != NULL && *list != '\0'; list += n + (list[n] == ',')) {
		n = strcspn(list, ",");
		if (is_called(t, name, list, n))
			return false;
	}
	return !is_derived(t, name);
}

static void
add_part(struct state *s, size_t cell)
{
	s->part = ub_xgrow(s->part, s->npart, sizeof(*s->part));
	s->part[s->npart++] = cell;
}

static void
emit(struct state *s, size_t total, bool at_least)
{
	struct ub_sum sum = { total, s->part, s->npart, at_least };

	if (s->npart > 0)
		s->each(s->arg, &sum);
	s->npart = 0;
}

static bool
is_total(const struct ub_published *t, size_t row, size_t key)
{
	return ub_missing(ub_published_cell(t, row, key)) == UB_TOTAL;
}

/* --- over rows --------------------------------------------------------- */

/* A row without one of its keys, for finding those alike but for it. */
struct handle {
	uint64_t hash;
	size_t row;
};

static uint64_t
hash_but(const struct ub_published *t, size_t row, size_t but)
{
	struct ub_slice f;
	uint64_t h = 0;
	size_t k;

	for (k = 0; k < t->nkey; k++) {
		if (k == but)
			continue;
		f = ub_published_cell(t, row, k);
		h = ub_hash64(f.s, f.len, h + k + 1);
	}
	return h;
}

static bool
alike_but(const struct ub_published *t, size_t a, size_t b, size_t but)
{
	size_t k;

	for (k = 0; k < t->nkey; k++)
		if (k != but && !ub_slice_eq(ub_published_cell(t, a, k),
				    ub_published_cell(t, b, k)))
			return false;
	return true;
}

static int
by_hash(const void *a, const void *b)
{
	const struct handle *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

/* Of the rows h[from .. to - 1], of one hash, those alike but for key. */
static void
families_of(const struct ub_published *t, size_t key, struct handle *h,
    size_t from, size_t to, size_t *row, struct ub_families *f)
{
	size_t total, n, i, k, first;

	for (i = from; i < to; i++) {
		if ((first = h[i].row) == UB_NOCOL)
			continue;
		total = UB_NOCOL;
		n = 0;
		for (k = i; k < to; k++) {
			if (h[k].row == UB_NOCOL ||
			    !alike_but(t, h[k].row, first, key))
				continue;
			if (is_total(t, h[k].row, key))
				total = h[k].row;
			else
				row[n++] = h[k].row;
			h[k].row = UB_NOCOL; /* taken */
		}
		f->each(f->arg, total, row, n);
	}
}

void
ub_published_families(
    const struct ub_published *t, size_t key, struct ub_families *f)
{
	size_t n = t->n; /* each() may add rows */
	struct handle *h = ub_xreallocarray(NULL, n, sizeof(*h));
	size_t *row = ub_xreallocarray(NULL, n, sizeof(*row));
	size_t i, from, to;

	for (i = 0; i < n; i++) {
		h[i].row = i;
		h[i].hash = hash_but(t, i, key);
	}
	if (n > 0)
		qsort(h, n, sizeof(*h), by_hash);
	for (from = 0; from < n; from = to) {
		for (to = from + 1; to < n; to++)
			if (h[to].hash != h[from].hash)
				break;
		families_of(t, key, h, from, to, row, f);
	}
	free(h);
	free(row);
}

static void
total_row(void *arg, size_t total, const size_t *row, size_t n)
{
	struct state *s = arg;
	const struct ub_published *t = s->t;
	size_t i, c;

	for (c = t->nkey; c < t->ncol && total != UB_NOCOL; c++) {
		if (!adds_up(t, c))
			continue;
		for (i = 0; i < n; i++)
			add_part(s, row[i] * t->ncol + c);
		emit(s, total * t->ncol + c, t->left_out);
	}
}

/* --- over columns ------------------------------------------------------ */

/* STEM, _SUFFIX where there is one, and TAIL: the column, or UB_NOCOL. */
static size_t
column_named(const struct ub_published *t, struct ub_slice stem,
    const char *suffix, const char *tail)
{
	struct ub_buf b = { 0 };
	size_t at;

	ub_buf_add(&b, stem.s, stem.len);
	if (suffix[0] != '\0')
		ub_buf_putc(&b, '_');
	ub_buf_puts(&b, suffix);
	ub_buf_puts(&b, tail);
	at = ub_legend_find(t->legend, b.s, b.len);
	ub_buf_free(&b);
	return at;
}

/* The column of the total over the values across: its suffix is empty. */
static bool
has_total_across(const struct ub_published *t)
{
	const char *suffix;
	size_t i;

	for (i = 0; i < t->meta->nattr; i++) {
		suffix = suffix_of(&t->meta->attr[i]);
		if (suffix != NULL && suffix[0] == '\0')
			return true;
	}
	return false;
}

static void
across_row(struct state *s, size_t row, size_t total, struct ub_slice stem,
    const char *tail)
{
	const struct ub_published *t = s->t;
	const char *suffix;
	size_t i, c;

	for (i = 0; i < t->meta->nattr; i++) {
		suffix = suffix_of(&t->meta->attr[i]);
		if (suffix == NULL || suffix[0] == '\0')
			continue;
		c = column_named(t, stem, suffix, tail);
		if (c == UB_NOCOL) {
			s->npart = 0;
			return;
		}
		add_part(s, row * t->ncol + c);
	}
	emit(s, row * t->ncol + total, t->left_out);
}

/* The columns of values across make up the column without a suffix. */
static void
across_sums(struct state *s, size_t total)
{
	static const char *const tails[] = { "", "_k", "_n", "_miss",
		"_k_rec" };
	const char *name = s->t->legend->col[total].name;
	size_t len = strlen(name), n, k, r;

	for (k = 0; k < sizeof(tails) / sizeof(tails[0]); k++) {
		n = strlen(tails[k]);
		if (len <= n || strcmp(name + len - n, tails[k]) != 0)
			continue;
		for (r = 0; r < s->t->n; r++)
			across_row(s, r, total,
			    (struct ub_slice){ name, len - n }, tails[k]);
	}
}

/* The column of the number of records that column x is about: n, or n_SUFFIX
 * for the longest suffix that x ends in. */
static size_t
records_of(const struct ub_published *t, size_t x)
{
	const char *name = t->legend->col[x].name, *suffix, *best = "";
	size_t len = strlen(name), n, i;

	for (i = 0; i < t->meta->nattr; i++) {
		suffix = suffix_of(&t->meta->attr[i]);
		n = suffix == NULL ? 0 : strlen(suffix);
		if (n > strlen(best) && len > n + 1 &&
		    name[len - n - 1] == '_' &&
		    strcmp(name + len - n, suffix) == 0)
			best = suffix;
	}
	return column_named(t, (struct ub_slice){ "n", 1 }, best, "");
}

/* n = x_n + x_miss, for every x that has both. */
static void
base_sums(struct state *s)
{
	const struct ub_published *t = s->t;
	size_t c, n, base, miss, r;

	for (c = t->nkey; c < t->ncol; c++) {
		base = ub_published_beside(t, c, "_n");
		miss = ub_published_beside(t, c, "_miss");
		n = records_of(t, c);
		if (base == UB_NOCOL || miss == UB_NOCOL || n == UB_NOCOL ||
		    !adds_up(t, n))
			continue;
		for (r = 0; r < t->n; r++) {
			add_part(s, r * t->ncol + base);
			add_part(s, r * t->ncol + miss);
			emit(s, r * t->ncol + n, false);
		}
	}
}

/* One column is the other, in every row. */
static void
same_column(struct state *s, size_t a, size_t b)
{
	const struct ub_published *t = s->t;
	size_t r;

	for (r = 0; a != UB_NOCOL && b != UB_NOCOL && r < t->n; r++) {
		add_part(s, r * t->ncol + b);
		emit(s, r * t->ncol + a, false);
	}
}

/* A share of all records and that of the known: one numerator, and a base that
 * is the number of records. */
static void
same_part(
    struct state *s, const char *all, const char *known, const char *suffix)
{
	struct ub_slice a = ub_slice_of(all), b = ub_slice_of(known);
	struct ub_slice n = { "n", 1 };
	const struct ub_published *t = s->t;

	same_column(s, column_named(t, b, suffix, "_k"),
	    column_named(t, a, suffix, "_k"));
	same_column(s, column_named(t, n, suffix, ""),
	    column_named(t, a, suffix, "_n"));
}

static void
same_sums(struct state *s, const char *all, const char *known)
{
	const char *suffix;
	bool any = false;
	size_t i;

	for (i = 0; i < s->t->meta->nattr; i++) {
		suffix = suffix_of(&s->t->meta->attr[i]);
		if (suffix == NULL)
			continue;
		any = true;
		same_part(s, all, known, suffix);
	}
	if (!any)
		same_part(s, all, known, "");
}

void
ub_published_sums(const struct ub_published *t,
    void (*each)(void *arg, const struct ub_sum *s), void *arg)
{
	struct state s = { .t = t, .each = each, .arg = arg };
	struct ub_families rows = { total_row, &s };
	const char *base = ub_pair_get(t->meta->attr, t->meta->nattr, "base");
	size_t k, c;

	for (k = 0; k < t->nkey; k++)
		ub_published_families(t, k, &rows);
	for (c = t->nkey; c < t->ncol && has_total_across(t); c++)
		if (adds_up(t, c))
			across_sums(&s, c);
	/* where the base is all, x_n holds the missing too */
	if (base == NULL || strcmp(base, "all") != 0)
		base_sums(&s);
	for (k = 0; k < t->meta->nattr; k++)
		if (strncmp(t->meta->attr[k].key, "same:", 5) == 0)
			same_sums(&s, t->meta->attr[k].key + 5,
			    t->meta->attr[k].value);
	free(s.part);
}
