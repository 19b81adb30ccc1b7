/* shape.c - cells as rows and columns; shape.h. */
#include "shape.h"

#include <stdlib.h>
#include <string.h>

#include "../base/unicode.h"

void
ub_shape_init(struct ub_shape *s, const struct ub_cells *c, bool across)
{
	memset(s, 0, sizeof(*s));
	s->c = c;
	s->across = across;
	s->nby = c->nkey - (across ? 1 : 0);
	if (across)
		return;
	s->part = ub_xcalloc(1, sizeof(*s->part));
	s->part->code = UB_CODE_TOTAL;
	s->part->suffix = ub_xstrdup("");
	s->npart = 1;
}

void
ub_shape_free(struct ub_shape *s)
{
	for (size_t i = 0; i < s->npart; i++)
		free(s->part[i].suffix);
	free(s->part);
	free(s->row);
	free(s->cell);
	memset(s, 0, sizeof(*s));
}

/* --- parts ------------------------------------------------------------ */

/* What letters and digits of a value can stand in a name, the rest as _. */
static void
add_letters(struct ub_buf *b, const char *s, size_t len)
{
	char probe[8] = "a";
	size_t n;

	for (size_t i = 0; i < len; i += n) {
		n = ub_ustep(s + i);
		memcpy(probe + 1, s + i, n);
		if (ub_name_valid(probe, n + 1))
			ub_buf_add(b, s + i, n);
		else if (b->len > 0 && b->s[b->len - 1] != '_')
			ub_buf_putc(b, '_');
	}
	while (b->len > 0 && b->s[b->len - 1] == '_')
		b->len--;
}

/*
 * What would be taken for a companion gets a _ more: x_n of a part "n", and
 * x_a_n of a part "a n" beside the base of x_a.  What begins as n_pers would
 * be taken for persons.
 */
static void
guard(struct ub_buf *b)
{
	static const char *const companion[] = { "k", "n", "miss" };
	struct ub_buf fold = { 0 };
	const char *word, *end;

	ub_casefold(&fold, b->s, b->len);
	word = strrchr(fold.s, '_');
	word = word == NULL ? fold.s : word + 1;
	end = fold.s + strcspn(fold.s, "_");
	for (size_t i = 0; i < sizeof(companion) / sizeof(*companion); i++) {
		if (strcmp(word, companion[i]) == 0) {
			ub_buf_putc(b, '_');
			break;
		}
	}
	if (end - fold.s == 4 && memcmp(fold.s, "pers", 4) == 0) {
		ub_buf_clear(&fold);
		ub_buf_add(&fold, b->s, b->len);
		ub_buf_clear(b);
		ub_buf_puts(b, "v_");
		ub_buf_add(b, fold.s, fold.len);
	}
	ub_buf_free(&fold);
}

/* "saknas" and "saknas_x" for missing values, else what a value says. */
static void
add_suffix(struct ub_buf *b, struct ub_slice field)
{
	struct ub_buf plain = { 0 }, nfc = { 0 };
	char why = ub_missing(field);

	if (why == UB_MISS_EMPTY) {
		ub_buf_puts(b, "saknas");
	} else if (why != 0) {
		ub_buf_printf(b, "saknas_%c", why);
	} else {
		ub_unescape(&plain, field.s, field.len);
		ub_nfc(&nfc, plain.s, plain.len);
		add_letters(b, nfc.s, nfc.len);
	}
	if (b->len == 0)
		ub_buf_puts(b, "annat");
	guard(b);
	ub_buf_free(&plain);
	ub_buf_free(&nfc);
}

/* The suffix of a part: different from all before without regard to case, with
 * _2, _3 ... where their letters are the same. */
static char *
new_suffix(struct ub_intern *seen, struct ub_slice field)
{
	struct ub_buf b = { 0 }, fold = { 0 };
	size_t stem;
	uint32_t known = seen->n;

	ub_buf_putc(&b, '_');
	add_suffix(&fold, field);
	ub_buf_add(&b, fold.s, fold.len);
	stem = b.len;
	for (unsigned k = 2;; k++) {
		ub_buf_clear(&fold);
		ub_casefold(&fold, b.s, b.len);
		if (ub_intern_add(seen, fold.s, fold.len) == known)
			break;
		b.len = stem;
		ub_buf_printf(&b, "_%u", k);
	}
	ub_buf_free(&fold);
	return b.s; /* freed with free() */
}

static void
add_part(struct ub_shape *s, uint32_t code, char *suffix)
{
	s->part = ub_xgrow(s->part, s->npart, sizeof(*s->part));
	s->part[s->npart].code = code;
	s->part[s->npart++].suffix = suffix;
}

static void
make_parts(struct ub_shape *s, const struct ub_key *k, bool total)
{
	uint32_t *code = ub_xcalloc((size_t)k->val.n + 1, sizeof(*code));
	struct ub_intern seen = { 0 };

	for (uint32_t i = 0; i < k->val.n; i++)
		code[k->rank[i]] = i;
	for (uint32_t i = 0; i < k->val.n; i++)
		add_part(
		    s, code[i], new_suffix(&seen, ub_key_field(k, code[i])));
	if (total || k->val.n == 0)
		add_part(s, UB_CODE_TOTAL, ub_xstrdup(""));
	ub_intern_free(&seen);
	free(code);
}

/* --- rows ------------------------------------------------------------- */

/* The cells in the order of their ranks in key j, those with equal ranks in the
 * order they had; by counting, as there are no more ranks than cells. */
static void
sort_by_key(const struct ub_cells *c, size_t j, uint32_t *order, uint32_t *tmp)
{
	const struct ub_key *key = &c->key[j];
	/* the last is of totals */
	uint32_t *at = ub_xcalloc((size_t)key->val.n + 2, sizeof(*at));
	uint32_t total = key->val.n;

	for (size_t i = 0; i < c->n; i++) {
		uint32_t code = c->code[i * c->nkey + j];
		at[(code == UB_CODE_TOTAL ? total : key->rank[code]) + 1]++;
	}
	for (uint32_t k = 1; k <= total; k++)
		at[k] += at[k - 1];
	for (size_t i = 0; i < c->n; i++) {
		uint32_t code = c->code[order[i] * c->nkey + j];
		tmp[at[code == UB_CODE_TOTAL ? total : key->rank[code]]++] =
		    order[i];
	}
	memcpy(order, tmp, c->n * sizeof(*order));
	free(at);
}

/* The cells in the order of rows, of those of one row across last. */
static uint32_t *
sort_cells(const struct ub_cells *c)
{
	uint32_t *order = ub_xcalloc(c->n + 1, sizeof(*order));
	uint32_t *tmp = ub_xcalloc(c->n + 1, sizeof(*tmp));

	for (uint32_t i = 0; i < c->n; i++)
		order[i] = i;
	for (size_t j = c->nkey; j-- > 0;)
		sort_by_key(c, j, order, tmp);
	free(tmp);
	return order;
}

static void
start_row(struct ub_shape *s, uint32_t cell, uint32_t empty)
{
	struct ub_row *row = &s->row[s->nrow];
	const uint32_t *code = s->c->code + cell * s->c->nkey;
	size_t ntotal = 0;

	memset(row, 0, sizeof(*row));
	for (size_t j = 0; j < s->nby; j++)
		ntotal += code[j] == UB_CODE_TOTAL;
	row->first = cell;
	row->total = ntotal > 0;
	row->grand = ntotal > 0 && ntotal == s->nby;
	row->cell = s->cell + s->nrow * s->npart;
	for (size_t i = 0; i < s->npart; i++)
		row->cell[i] = empty;
	s->nrow++;
}

static bool
same_row(const struct ub_shape *s, uint32_t a, uint32_t b)
{
	const uint32_t *code = s->c->code;
	size_t nkey = s->c->nkey;

	return memcmp(code + a * nkey, code + b * nkey,
		   s->nby * sizeof(*code)) == 0;
}

static size_t
count_rows(const struct ub_shape *s, const uint32_t *order, size_t n)
{
	size_t nrow = n > 0;

	for (size_t i = 1; i < n; i++)
		nrow += !same_row(s, order[i - 1], order[i]);
	return nrow;
}

static void
place_cell(struct ub_shape *s, uint32_t cell)
{
	struct ub_row *row = &s->row[s->nrow - 1];
	uint32_t code = UB_CODE_TOTAL;
	size_t part = s->npart - 1;

	if (s->across) {
		code = s->c->code[cell * s->c->nkey + s->nby];
		if (code != UB_CODE_TOTAL)
			part = s->c->key[s->nby].rank[code];
	}
	row->cell[part] = cell;
	if (!s->across || code != UB_CODE_TOTAL)
		row->nrec += s->c->nrec[cell];
}

void
ub_shape_fill(struct ub_shape *s, struct ub_cells *c, bool total)
{
	size_t n = c->n;
	uint32_t *order, empty;

	for (size_t j = 0; j < c->nkey; j++)
		ub_key_order(&c->key[j]);
	if (s->across)
		make_parts(s, &c->key[s->nby], total);
	order = sort_cells(c);
	empty = ub_cells_empty(c);
	s->nrow = count_rows(s, order, n);
	s->row = ub_xcalloc(s->nrow + 1, sizeof(*s->row));
	s->cell = ub_xcalloc(s->nrow * s->npart + 1, sizeof(*s->cell));
	s->nrow = 0;
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || !same_row(s, order[i - 1], order[i]))
			start_row(s, order[i], empty);
		place_cell(s, order[i]);
	}
	free(order);
}
