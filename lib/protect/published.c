/* published.c - see published.h: a table read. */
#include <stdlib.h>

#include "published.h"

static bool
is_key_type(enum ub_type t)
{
	return ub_type_is_text(t) || t == UB_DATE || t == UB_BOOL;
}

/* How many names a comma-separated list has. */
static size_t
list_length(const char *s)
{
	size_t n = s[0] != '\0';

	for (; *s != '\0'; s++)
		n += *s == ',';
	return n;
}

static size_t
count_keys(const struct ub_published *t)
{
	const char *keys = ub_pair_get(t->meta->attr, t->meta->nattr, "keys");
	size_t n = 0;

	if (keys != NULL)
		n = list_length(keys);
	else
		while (n < t->ncol && is_key_type(t->legend->col[n].type))
			n++;
	return n < t->ncol ? n : t->ncol;
}

/* Did a step leave groups out (ubat-agg --min-n)? */
static bool
groups_left_out(const struct ub_meta *m)
{
	const char *v;
	size_t i;

	for (i = 0; i < m->nstep; i++) {
		v = ub_pair_get(
		    m->step[i].pair, m->step[i].npair, "small-groups");
		if (v != NULL && strcmp(v, "0") != 0)
			return true;
	}
	return false;
}

static enum ub_status
check_cell(const struct ub_col *c, struct ub_slice f, const char *input,
    uint64_t line, struct ub_err *e)
{
	if (ub_field_valid(c->type, f))
		return UB_OK;
	return ub_fail_at(e, UB_EDATA, input, line, "column %s: no %s", c->name,
	    ub_type_name(c->type));
}

static enum ub_status
take_batch(struct ub_published *t, const struct ub_batch *b, struct ub_err *e)
{
	enum ub_status st;
	struct ub_slice f;
	size_t r, c;

	for (r = 0; r < b->n; r++) {
		/* room for twice the rows at each power of two */
		if ((t->n & (t->n - 1)) == 0)
			t->cell = ub_xreallocarray(t->cell,
			    (t->n == 0 ? 1 : 2 * t->n) * t->ncol,
			    sizeof(*t->cell));
		for (c = 0; c < t->ncol; c++) {
			f = ub_field(b, r, c);
			st = check_cell(
			    &t->legend->col[c], f, b->input, b->line + r, e);
			if (st != UB_OK)
				return st;
			/* offsets now, addresses once the text stands still */
			t->cell[t->n * t->ncol + c].s = NULL;
			t->cell[t->n * t->ncol + c].len = f.len;
			ub_buf_add(&t->text, f.s, f.len);
		}
		t->n++;
	}
	return UB_OK;
}

enum ub_status
ub_published_read(struct ub_published *t, struct ub_reader *r, struct ub_err *e)
{
	enum ub_status st;
	struct ub_batch b;
	const char *p;
	size_t i;

	memset(t, 0, sizeof(*t));
	t->legend = ub_reader_legend(r);
	t->meta = ub_reader_meta(r);
	t->ncol = t->legend->n;
	while ((st = ub_reader_batch(r, &b, e)) == UB_OK)
		if ((st = take_batch(t, &b, e)) != UB_OK)
			break;
	if (st != UB_END)
		return st;
	p = t->text.s;
	for (i = 0; i < t->n * t->ncol; i++) {
		t->cell[i].s = p;
		p += t->cell[i].len;
	}
	t->nkey = count_keys(t);
	t->left_out = groups_left_out(t->meta);
	return UB_OK;
}

void
ub_published_free(struct ub_published *t)
{
	free(t->cell);
	ub_buf_free(&t->text);
	memset(t, 0, sizeof(*t));
}

bool
ub_published_count(
    const struct ub_published *t, size_t row, size_t col, int64_t *v)
{
	struct ub_slice f = ub_published_cell(t, row, col);

	*v = 0;
	/* of whom nobody reported */
	return ub_missing(f) == 'b' ||
	       (ub_missing(f) == 0 && ub_int_parse(f.s, f.len, v));
}

void
ub_published_row_name(
    const struct ub_published *t, size_t row, struct ub_buf *b)
{
	struct ub_slice f;
	const char *label;
	char *value;
	size_t i;

	for (i = 0; i < t->nkey; i++) {
		f = ub_published_cell(t, row, i);
		value = ub_xstrndup(f.s, f.len);
		label = ub_meta_label(t->meta, t->legend->col[i].name, value);
		if (i > 0)
			ub_buf_putc(b, ' ');
		if (label != NULL)
			ub_buf_puts(b, label);
		else if (ub_missing(f) == UB_TOTAL)
			ub_buf_puts(b, "(total)");
		else if (ub_missing(f) != 0)
			ub_buf_puts(b, "(missing)");
		else
			ub_unescape(b, f.s, f.len);
		free(value);
	}
	if (t->nkey == 0)
		ub_buf_printf(b, "row %zu", row + 1);
}

size_t
ub_published_beside(const struct ub_published *t, size_t col, const char *tail)
{
	struct ub_buf b = { 0 };
	size_t at;

	ub_buf_puts(&b, t->legend->col[col].name);
	ub_buf_puts(&b, tail);
	at = ub_legend_find(t->legend, b.s, b.len);
	ub_buf_free(&b);
	return at;
}
