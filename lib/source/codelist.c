/* codelist.c - see codelist.h. */
#include <stdio.h>
#include <stdlib.h>

#include "../base/embed.h"
#include "../base/file.h"
#include "codelist.h"
#include "csv.h"
#include "dict.h"

enum { LIST_MAX = 64 * 1024 * 1024 };

struct ub_codelist {
	char *name;
	char *heap; /* owned: what the cells point into */
	size_t ncol, code, label;
	struct ub_slice *cell; /* (n + 1) * ncol; the headings come first */
	size_t n;
	struct ub_dict dict; /* code to row */
};

struct load {
	struct ub_codelist *l;
	const char *path; /* for messages */
	char *heap;
	struct ub_err *e;
};

void
ub_codelist_free(struct ub_codelist *l)
{
	if (l == NULL)
		return;
	ub_dict_free(&l->dict);
	free(l->name);
	free(l->heap);
	free(l->cell);
	free(l);
}

const char *
ub_codelist_name(const struct ub_codelist *l)
{
	return l->name;
}

size_t
ub_codelist_size(const struct ub_codelist *l)
{
	return l->n;
}

struct ub_slice
ub_codelist_cell(const struct ub_codelist *l, size_t i, size_t col)
{
	return l->cell[(i + 1) * l->ncol + col];
}

size_t
ub_codelist_ncol(const struct ub_codelist *l)
{
	return l->ncol;
}

struct ub_slice
ub_codelist_heading(const struct ub_codelist *l, size_t col)
{
	return l->cell[col];
}

struct ub_slice
ub_codelist_code(const struct ub_codelist *l, size_t i)
{
	return ub_codelist_cell(l, i, l->code);
}

struct ub_slice
ub_codelist_label(const struct ub_codelist *l, size_t i)
{
	return ub_codelist_cell(l, i, l->label);
}

size_t
ub_codelist_find(const struct ub_codelist *l, const char *code, size_t len)
{
	uint32_t i = ub_dict_find(&l->dict, code, len);

	return i == UB_DICT_NONE ? UB_NOCODE : i;
}

size_t
ub_codelist_column(const struct ub_codelist *l, const char *heading)
{
	size_t c;

	for (c = 0; c < l->ncol; c++)
		if (ub_slice_is(l->cell[c], heading))
			return c;
	return UB_NOCODE;
}

static enum ub_status
fail(struct load *d, uint64_t line, const char *what)
{
	return ub_fail_at(d->e, UB_EUSAGE, d->path, line, "%s", what);
}

/* Keep the fields of a record; the texts stay, but for what was copied. */
static void
keep(struct load *d, const struct ub_slice *f)
{
	struct ub_codelist *l = d->l;
	size_t i;

	for (i = 0; i < l->ncol; i++) {
		memcpy(d->heap, f[i].s, f[i].len);
		l->cell = ub_xgrow(
		    l->cell, (l->n + 1) * l->ncol + i, sizeof(*l->cell));
		l->cell[(l->n + 1) * l->ncol + i] =
		    (struct ub_slice){ d->heap, f[i].len };
		d->heap += f[i].len;
	}
}

static enum ub_status
headings(struct load *d, const struct ub_slice *f, size_t n, const char *code,
    const char *label)
{
	struct ub_codelist *l = d->l;
	size_t i;

	l->ncol = n;
	for (i = 0; i < n; i++) {
		memcpy(d->heap, f[i].s, f[i].len);
		l->cell = ub_xgrow(l->cell, i, sizeof(*l->cell));
		l->cell[i] = (struct ub_slice){ d->heap, f[i].len };
		d->heap += f[i].len;
	}
	l->label = n > 1 ? 1 : 0;
	if (code != NULL)
		l->code = ub_codelist_column(l, code);
	if (label != NULL)
		l->label = ub_codelist_column(l, label);
	if (l->code == UB_NOCODE || l->label == UB_NOCODE)
		return fail(d, 1, "no such column in the code list");
	return UB_OK;
}

static enum ub_status
row(struct load *d, const struct ub_slice *f, size_t n, uint64_t line)
{
	struct ub_codelist *l = d->l;
	struct ub_slice code;
	size_t at;

	if (n == 1 && f[0].len == 0)
		return UB_OK;
	if (n != l->ncol)
		return fail(d, line, "not as many fields as headings");
	code = f[l->code];
	if (code.len == 0)
		return fail(d, line, "empty code");
	at = ub_codelist_find(l, code.s, code.len);
	if (at != UB_NOCODE &&
	    !ub_slice_eq(f[l->label], ub_codelist_label(l, at)))
		return fail(d, line, "a code comes again with another label");
	if (at != UB_NOCODE)
		return UB_OK;
	keep(d, f);
	(void)ub_dict_add(&l->dict, code.s, code.len, (uint32_t)l->n);
	l->n++;
	return UB_OK;
}

static enum ub_status
block(struct load *d, const struct ub_csv_block *b, const char *code,
    const char *label)
{
	struct ub_csv_fields f = { 0 };
	enum ub_status st = UB_OK;
	uint64_t line;
	size_t r, n;

	for (r = 0; r < b->n && st == UB_OK; r++) {
		line = ub_csv_line(b, r);
		if (b->odd != UB_CSV_FINE) {
			st = fail(d, line, "not CSV");
			break;
		}
		n = ub_csv_fields(b, r, &f);
		st = d->l->ncol == 0 ? headings(d, f.field, n, code, label)
				     : row(d, f.field, n, line);
	}
	ub_csv_fields_free(&f);
	return st;
}

static enum ub_status
load(struct load *d, const char *text, size_t len, const char *code,
    const char *label)
{
	struct ub_csv_options o = { .delim = ',', .max_line = 1 << 20 };
	struct ub_csv_block b;
	struct ub_bytes *in;
	struct ub_csv *c;
	enum ub_status st = UB_OK;
	size_t mark = strcspn(text, ",;\t\n");

	if (!ub_utf8_valid(text, len) || memchr(text, '\0', len) != NULL)
		return fail(d, 0, "not utf-8 text");
	if (text[mark] == ';' || text[mark] == '\t')
		o.delim = text[mark];
	d->heap = d->l->heap = ub_xmalloc(len + 1);
	in = ub_bytes_memory(text, len, 0);
	c = ub_csv_new(in, &o);
	while (st == UB_OK && (st = ub_csv_next(c, &b, d->e)) == UB_OK)
		st = block(d, &b, code, label);
	ub_csv_free(c);
	ub_bytes_free(in);
	if (st == UB_EDATA)
		st =
		    ub_fail_at(d->e, UB_EUSAGE, d->path, d->e->line, "not CSV");
	if (st == UB_END && d->l->n == 0)
		return fail(d, 0, "a code list without codes");
	return st == UB_END ? UB_OK : st;
}

static enum ub_status
built_in(struct load *d, const char *name, const char *code, const char *label)
{
	const struct ub_embedded *x;
	char path[80];

	snprintf(path, sizeof(path), "codes/%s.csv", name);
	if ((x = ub_embedded_find(path)) == NULL)
		return ub_fail(
		    d->e, UB_EUSAGE, "no built-in code list %.40s", name);
	return load(d, x->data, x->len, code, label);
}

static enum ub_status
from_file(struct load *d, const char *dir, const char *code, const char *label)
{
	struct ub_buf path = { 0 }, text = { 0 };
	enum ub_status st;

	if (d->path[0] != '/')
		ub_buf_puts(&path, dir);
	ub_buf_puts(&path, d->path);
	st = ub_slurp(path.s, &text, LIST_MAX, d->e);
	if (st == UB_OK)
		st = load(
		    d, text.s == NULL ? "" : text.s, text.len, code, label);
	ub_buf_free(&path);
	ub_buf_free(&text);
	return st;
}

enum ub_status
ub_codelist_open(
    struct ub_codelist **lp, const char *ref, const char *dir, struct ub_err *e)
{
	char *name = ub_xstrdup(ref), *slash = strrchr(name, '/');
	char *code = strchr(slash == NULL ? name : slash, ':'), *label = NULL;
	struct load d = { .path = name, .e = e };
	enum ub_status st;

	*lp = NULL;
	if (code != NULL) {
		*code++ = '\0';
		if ((label = strchr(code, ':')) != NULL)
			*label++ = '\0';
	}
	d.l = ub_xcalloc(1, sizeof(*d.l));
	d.l->name = ub_xstrdup(ub_basename(name));
	if (code != NULL && label == NULL)
		st = ub_fail(e, UB_EUSAGE,
		    "a code list is NAME or "
		    "NAME:CODE:LABEL");
	else if (strpbrk(name, "./") == NULL)
		st = built_in(&d, name, code, label);
	else
		st = from_file(&d, dir, code, label);
	free(name);
	if (st != UB_OK) {
		ub_codelist_free(d.l);
		return st;
	}
	*lp = d.l;
	return UB_OK;
}
