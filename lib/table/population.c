/* population.c - what groups are drawn from; population.h. */
#include "population.h"

#include <stdlib.h>

#include "../stream/reader.h"

struct ub_population {
	struct ub_intern row; /* the fields of the keys, each with a TAB */
	uint64_t *n;          /* of each */
	size_t nkey;
};

/* Columns of the keys, and of the number behind them. */
static enum ub_status
find_columns(const struct ub_legend *l, const char *path,
    const struct ub_key *key, size_t nkey, size_t *col, struct ub_err *e)
{
	for (size_t j = 0; j < nkey; j++) {
		col[j] = ub_legend_find(l, key[j].name, strlen(key[j].name));
		if (col[j] == UB_NOCOL)
			return ub_fail_at(e, UB_EUSAGE, path, 0,
			    "no column %s: a population has all keys of the "
			    "table",
			    key[j].name);
	}
	col[nkey] = ub_legend_find(l, "n", 1);
	if (col[nkey] == UB_NOCOL)
		col[nkey] = l->n - 1;
	if (l->col[col[nkey]].type != UB_INT &&
	    l->col[col[nkey]].type != UB_COUNT)
		return ub_fail_at(e, UB_EUSAGE, path, 0,
		    "column %s: not a whole number, how many there are",
		    l->col[col[nkey]].name);
	return UB_OK;
}

/* Is it of a total? */
static bool
is_total(const struct ub_batch *b, size_t r, const size_t *col, size_t nkey)
{
	for (size_t j = 0; j < nkey; j++)
		if (ub_missing(ub_field(b, r, col[j])) == 't')
			return true;
	return false;
}

/* n more for a name. */
static void
add(struct ub_intern *name, uint64_t **of, const struct ub_buf *b, uint64_t n)
{
	uint32_t known = name->n, i = ub_intern_add(name, b->s, b->len);

	if (i == known) {
		*of = ub_xgrow(*of, known, sizeof(**of));
		(*of)[i] = 0;
	}
	(*of)[i] += n;
}

static enum ub_status
take_batch(struct ub_population *p, const struct ub_batch *b, const size_t *col,
    struct ub_err *e)
{
	struct ub_buf name = { 0 };
	enum ub_status st = UB_OK;
	int64_t n;

	for (size_t r = 0; st == UB_OK && r < b->n; r++) {
		struct ub_slice f = ub_field(b, r, col[p->nkey]);

		if (is_total(b, r, col, p->nkey))
			continue;
		if (ub_missing(f) != 0 || !ub_int_parse(f.s, f.len, &n) ||
		    n < 0 || n > INT64_MAX / 1000000) {
			st = ub_fail_at(e, UB_EDATA, b->input, b->line + r,
			    "not a number of 0 or more");
			break;
		}
		ub_buf_clear(&name);
		ub_buf_puts(&name, "");
		for (size_t j = 0; j < p->nkey; j++) {
			f = ub_field(b, r, col[j]);
			ub_buf_add(&name, f.s, f.len);
			ub_buf_putc(&name, '\t');
		}
		add(&p->row, &p->n, &name, (uint64_t)n);
	}
	ub_buf_free(&name);
	return st;
}

enum ub_status
ub_population_load(struct ub_population **pp, const char *path,
    const struct ub_key *key, size_t nkey, struct ub_err *e)
{
	struct ub_population *p = ub_xcalloc(1, sizeof(*p));
	struct ub_reader *r = NULL;
	size_t col[UB_KEYS_MAX + 1];
	struct ub_batch b;
	enum ub_status st;

	*pp = NULL;
	p->nkey = nkey;
	st = ub_reader_open(&r, &path, 1, UB_READ_RECORDS, NULL, e);
	if (st == UB_OK)
		st = find_columns(ub_reader_legend(r), path, key, nkey, col, e);
	while (st == UB_OK && (st = ub_reader_batch(r, &b, e)) == UB_OK)
		st = take_batch(p, &b, col, e);
	ub_reader_free(r);
	if (st != UB_END) {
		ub_population_free(p);
		return st;
	}
	*pp = p;
	return UB_OK;
}

void
ub_population_free(struct ub_population *p)
{
	if (p == NULL)
		return;
	ub_intern_free(&p->row);
	free(p->n);
	free(p);
}

/* --- of cells ----------------------------------------------------------- */

/* Those of one choice of keys that are all. */
struct margin {
	struct ub_intern name;
	uint64_t *n;
	bool made;
};

/* A row without the keys in mask. */
static void
row_name(struct ub_slice row, unsigned mask, struct ub_buf *b)
{
	const char *s = row.s, *end = row.s + row.len;

	ub_buf_clear(b);
	ub_buf_puts(b, "");
	for (size_t j = 0; s < end; j++) {
		const char *tab = memchr(s, '\t', (size_t)(end - s));

		if (mask & 1U << j)
			ub_buf_puts(b, ".t\t");
		else
			ub_buf_add(b, s, (size_t)(tab - s) + 1);
		s = tab + 1;
	}
}

static void
make_margin(const struct ub_population *p, unsigned mask, struct margin *m)
{
	struct ub_buf b = { 0 };

	m->made = true;
	for (uint32_t i = 0; i < p->row.n; i++) {
		row_name(ub_intern_text(&p->row, i), mask, &b);
		add(&m->name, &m->n, &b, p->n[i]);
	}
	ub_buf_free(&b);
}

/* What a cell is called, and which keys of it are all. */
static void
cell_name(
    const struct ub_cells *c, size_t cell, unsigned *mask, struct ub_buf *b)
{
	*mask = 0;
	ub_buf_clear(b);
	ub_buf_puts(b, "");
	for (size_t j = 0; j < c->nkey; j++) {
		uint32_t code = c->code[cell * c->nkey + j];
		struct ub_slice f = ub_key_field(&c->key[j], code);

		if (code == UB_CODE_TOTAL)
			*mask |= 1U << j;
		ub_buf_add(b, f.s, f.len);
		ub_buf_putc(b, '\t');
	}
}

static enum ub_status
tell(uint64_t strangers, uint64_t over, struct ub_err *e)
{
	if (strangers > 0)
		return ub_fail(e, UB_EDATA,
		    "%llu group%s of the table %s not in the population "
		    "(--population)",
		    (unsigned long long)strangers, strangers == 1 ? "" : "s",
		    strangers == 1 ? "is" : "are");
	if (over > 0)
		return ub_fail(e, UB_EDATA,
		    "more records than the population in %llu group%s "
		    "(--population)",
		    (unsigned long long)over, over == 1 ? "" : "s");
	return UB_OK;
}

enum ub_status
ub_population_of(const struct ub_population *p, const struct ub_cells *c,
    size_t n, size_t room, uint64_t **of, struct ub_err *e)
{
	struct margin *m = ub_xcalloc((size_t)1 << c->nkey, sizeof(*m));
	struct ub_buf b = { 0 };
	uint64_t strangers = 0, over = 0;
	unsigned mask;

	*of = ub_xcalloc(room + 1, sizeof(**of));
	for (size_t i = 0; i < n; i++) {
		uint32_t known, at;

		cell_name(c, i, &mask, &b);
		if (!m[mask].made)
			make_margin(p, mask, &m[mask]);
		known = m[mask].name.n;
		at = ub_intern_add(&m[mask].name, b.s, b.len);
		if (at == known) { /* each cell has a name of its own */
			m[mask].n = ub_xgrow(m[mask].n, at, sizeof(*m[mask].n));
			m[mask].n[at] = 0;
			strangers++;
			continue;
		}
		(*of)[i] = m[mask].n[at];
		over += ub_cells_nrec(c, i) > (*of)[i];
	}
	for (unsigned k = 0; k < 1U << c->nkey; k++) {
		ub_intern_free(&m[k].name);
		free(m[k].n);
	}
	free(m);
	ub_buf_free(&b);
	return tell(strangers, over, e);
}
