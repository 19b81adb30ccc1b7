/* names.c - which cell of all tables a row stands for; weave.h. */
#include <stdlib.h>

#include "weave.h"

uint32_t
ub_names_add(
    struct ub_names *n, struct ub_slice name, uint32_t next, bool *fresh)
{
	uint32_t had = n->name.n, id;

	id = ub_intern_add(&n->name, name.s, name.len);
	*fresh = id == had;
	if (*fresh) {
		n->no = ub_xgrow(n->no, id, sizeof(*n->no));
		n->no[id] = next;
	}
	return n->no[id];
}

void
ub_names_free(struct ub_names *n)
{
	ub_intern_free(&n->name);
	free(n->no);
	memset(n, 0, sizeof(*n));
}

size_t
ub_woven_nkey(const struct ub_woven *t)
{
	return t->t.nkey + (t->f.across != NULL);
}

struct ub_slice
ub_woven_key(const struct ub_woven *t, size_t row, size_t part, size_t k)
{
	if (k < t->t.nkey)
		return ub_published_cell(&t->t, row, k);
	return t->f.part[part].value;
}

const char *
ub_woven_key_name(const struct ub_woven *t, size_t k)
{
	return k < t->t.nkey ? t->legend.col[k].name : t->f.across;
}

size_t
ub_woven_find_key(const struct ub_woven *t, const char *name)
{
	size_t k;

	for (k = 0; k < ub_woven_nkey(t); k++)
		if (strcmp(ub_woven_key_name(t, k), name) == 0)
			return k;
	return UB_NOCOL;
}

static bool
is_total(struct ub_slice f)
{
	return ub_missing(f) == UB_TOTAL;
}

/* --- keys that follow from others ---------------------------------------- */

/* Groups left out could be those that would tell otherwise. */
static bool
any_left_out(const struct ub_weave *v)
{
	size_t i;

	for (i = 0; i < v->n; i++)
		if (v->table[i].t.left_out)
			return true;
	return false;
}

/* Add what one table says of "each a has one b"; false when it has two. */
static bool
tells_in(const struct ub_woven *t, size_t a, size_t b, struct ub_names *as,
    struct ub_names *bs)
{
	uint32_t nb, was;
	struct ub_slice x, y;
	size_t r, p;
	bool fresh;

	for (r = 0; r < t->t.n; r++) {
		for (p = 0; p < t->f.npart; p++) {
			x = ub_woven_key(t, r, p, a);
			y = ub_woven_key(t, r, p, b);
			if (is_total(x) || is_total(y))
				continue;
			nb = ub_names_add(bs, y, bs->name.n, &fresh);
			was = ub_names_add(as, x, nb, &fresh);
			if (was != nb)
				return false;
		}
	}
	return true;
}

bool
ub_weave_tells(const struct ub_weave *v, const char *a, const char *b)
{
	struct ub_names as = { 0 }, bs = { 0 };
	bool tells = !any_left_out(v) && strcmp(a, b) != 0, both = false;
	size_t i, ka, kb;

	for (i = 0; i < v->n && tells; i++) {
		ka = ub_woven_find_key(&v->table[i], a);
		kb = ub_woven_find_key(&v->table[i], b);
		if (ka == UB_NOCOL || kb == UB_NOCOL)
			continue;
		both = true;
		tells = tells_in(&v->table[i], ka, kb, &as, &bs);
	}
	ub_names_free(&as);
	ub_names_free(&bs);
	return tells && both;
}

/* Has the key one value, and every table it? */
static bool
is_constant(const struct ub_weave *v, const char *name)
{
	struct ub_names values = { 0 };
	struct ub_slice x;
	size_t i, k, r, p;
	bool constant = !any_left_out(v), fresh;

	for (i = 0; i < v->n && constant; i++) {
		k = ub_woven_find_key(&v->table[i], name);
		constant = k != UB_NOCOL;
		for (r = 0; constant && r < v->table[i].t.n; r++) {
			for (p = 0; p < v->table[i].f.npart; p++) {
				x = ub_woven_key(&v->table[i], r, p, k);
				if (!is_total(x))
					ub_names_add(&values, x, 0, &fresh);
			}
		}
		constant = constant && values.name.n <= 1;
	}
	ub_names_free(&values);
	return constant;
}

/* --- names --------------------------------------------------------------- */

/* The different keys of all tables, in the order of their names. */
struct keys {
	const char **name;
	size_t n;
	bool *constant;
	bool *tells; /* n * n: key i tells key j */
};

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
keys_init(struct keys *ks, const struct ub_weave *v)
{
	size_t i, k, n = 0;

	memset(ks, 0, sizeof(*ks));
	for (i = 0; i < v->n; i++) {
		for (k = 0; k < ub_woven_nkey(&v->table[i]); k++) {
			ks->name = ub_xgrow(ks->name, n, sizeof(*ks->name));
			ks->name[n++] = ub_woven_key_name(&v->table[i], k);
		}
	}
	if (n > 0)
		qsort(ks->name, n, sizeof(*ks->name), by_text);
	for (i = 0; i < n; i++)
		if (i == 0 || strcmp(ks->name[i], ks->name[i - 1]) != 0)
			ks->name[ks->n++] = ks->name[i];
	ks->constant = ub_xcalloc(ks->n, sizeof(*ks->constant));
	ks->tells = ub_xcalloc(ks->n * ks->n, sizeof(*ks->tells));
	for (i = 0; i < ks->n; i++) {
		ks->constant[i] = is_constant(v, ks->name[i]);
		for (k = 0; k < ks->n; k++)
			ks->tells[i * ks->n + k] =
			    ub_weave_tells(v, ks->name[i], ks->name[k]);
	}
}

static void
keys_free(struct keys *ks)
{
	free(ks->name);
	free(ks->constant);
	free(ks->tells);
}

/* Does another key that is held say what key b is?  Of two that tell each
 * other the first says it. */
static bool
follows(const struct keys *ks, const struct ub_slice *held, size_t b)
{
	size_t a;

	if (ks->constant[b])
		return true;
	for (a = 0; a < ks->n; a++) {
		if (held[a].s == NULL || !ks->tells[a * ks->n + b])
			continue;
		if (!ks->tells[b * ks->n + a] || a < b)
			return true;
	}
	return false;
}

/* The others of a table with one unit of its own (#table own:KEY=UNIT) are all
 * but that one: those of another unit are others. */
static void
put_others(const struct ub_woven *t, const char *key, struct ub_buf *b)
{
	struct ub_buf name = { 0 };
	const char *own;

	ub_buf_printf(&name, "own:%s", key);
	own = ub_pair_get(t->meta.attr, t->meta.nattr, name.s);
	if (own != NULL)
		ub_buf_printf(b, "\t-%s", own);
	ub_buf_free(&name);
}

/* part UB_NOCOL: all values across. */
static void
name_cell(const struct keys *ks, const struct ub_woven *t, size_t row,
    size_t part, struct ub_slice *held, struct ub_buf *b)
{
	struct ub_slice x;
	size_t i, k;

	for (i = 0; i < ks->n; i++) {
		k = ub_woven_find_key(t, ks->name[i]);
		held[i].s = NULL;
		if (k == UB_NOCOL || (k == t->t.nkey && part == UB_NOCOL))
			continue;
		x = ub_woven_key(t, row, part, k);
		if (!is_total(x))
			held[i] = x.s == NULL ? ub_slice_of("") : x;
	}
	ub_buf_clear(b);
	ub_buf_add(b, "", 0);
	for (i = 0; i < ks->n; i++) {
		if (held[i].s == NULL || follows(ks, held, i))
			continue;
		ub_buf_puts(b, ks->name[i]);
		ub_buf_putc(b, '=');
		ub_buf_add(b, held[i].s, held[i].len);
		if (ub_slice_is(held[i], "ovriga"))
			put_others(t, ks->name[i], b);
		ub_buf_putc(b, '\t');
	}
}

struct naming {
	struct ub_weave *v;
	struct keys ks;
	struct ub_slice *held;
	struct ub_buf b;
};

static uint32_t
number_of(struct naming *n, const struct ub_woven *t, size_t row, size_t part)
{
	bool fresh;

	name_cell(&n->ks, t, row, part, n->held, &n->b);
	return ub_names_add(&n->v->cells, (struct ub_slice){ n->b.s, n->b.len },
	    n->v->cells.name.n, &fresh);
}

void
ub_weave_name(struct ub_weave *v)
{
	struct naming n = { .v = v };
	struct ub_woven *t;
	size_t i, r, p;

	keys_init(&n.ks, v);
	n.held = ub_xcalloc(n.ks.n, sizeof(*n.held));
	for (i = 0; i < v->n; i++) {
		t = &v->table[i];
		t->cell = ub_xreallocarray(
		    NULL, t->t.n * t->f.npart, sizeof(*t->cell));
		t->over = ub_xreallocarray(NULL, t->t.n, sizeof(*t->over));
		for (r = 0; r < t->t.n; r++) {
			for (p = 0; p < t->f.npart; p++)
				t->cell[r * t->f.npart + p] =
				    number_of(&n, t, r, p);
			t->over[r] = number_of(&n, t, r, UB_NOCOL);
		}
	}
	ub_buf_free(&n.b);
	free(n.held);
	keys_free(&n.ks);
}
