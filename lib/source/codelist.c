/* codelist.c - see codelist.h. */
#include <stdio.h>
#include <stdlib.h>

#include "../base/embed.h"
#include "../base/file.h"
#include "codelist.h"
#include "codespan.h"
#include "csvindex.h"
#include "dict.h"
#include "unquote.h"

enum { LIST_MAX = 64 * 1024 * 1024 };

struct ub_codelist {
	char *name;
	char *heap; /* owned: what the cells point into */
	size_t ncol, code, label;
	struct ub_slice *cell; /* (n + 1) * ncol; the headings come first */
	size_t n;
	struct ub_dict dict; /* code to row */

	size_t from, to; /* columns, or UB_NOCODE: not dated */
	struct ub_codespans spans;
	size_t *ended; /* spans of codes that are no more, each once */
	size_t nended;
};

struct load {
	struct ub_codelist *l;
	const char *path; /* for messages */
	char *text;       /* the file, with an LF at its end */
	size_t len;
	char *heap;
	struct ub_err *e;
};

void
ub_codelist_free(struct ub_codelist *l)
{
	if (l == NULL)
		return;
	ub_dict_free(&l->dict);
	ub_codespans_free(&l->spans);
	free(l->ended);
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

bool
ub_codelist_dated(const struct ub_codelist *l)
{
	return l->from != UB_NOCODE;
}

int32_t
ub_codelist_begin(const struct ub_codelist *l)
{
	return ub_codelist_dated(l) ? l->spans.begin : UB_DATE_MIN;
}

bool
ub_codelist_valid(
    const struct ub_codelist *l, const char *code, size_t len, int32_t day)
{
	return ub_codespans_at(&l->spans, code, len, day) != NULL;
}

bool
ub_codelist_label_at(const struct ub_codelist *l, const char *code, size_t len,
    int32_t day, struct ub_slice *label)
{
	const struct ub_codespan *s =
	    ub_codespans_at(&l->spans, code, len, day);

	if (s != NULL)
		*label = s->label;
	return s != NULL;
}

size_t
ub_codelist_ended(const struct ub_codelist *l)
{
	return l->nended;
}

struct ub_slice
ub_codelist_ended_code(const struct ub_codelist *l, size_t i)
{
	return l->spans.span[l->ended[i]].code;
}

struct ub_slice
ub_codelist_ended_label(const struct ub_codelist *l, size_t i)
{
	return l->spans.span[l->ended[i]].label;
}

static enum ub_status
fail(struct load *d, uint64_t line, const char *what)
{
	return ub_fail_at(d->e, UB_EUSAGE, d->path, line, "%s", what);
}

static struct ub_slice
copy(struct load *d, struct ub_slice f)
{
	struct ub_slice to = { d->heap, f.len };

	memcpy(d->heap, f.s, f.len);
	d->heap += f.len;
	return to;
}

/* The span of a row of a dated list; *now: it has not ended.  Codes of another
 * column than the first may be in force for several rows. */
static enum ub_status
span(struct load *d, const struct ub_slice *f, uint64_t line, bool *now)
{
	struct ub_codelist *l = d->l;
	struct ub_codespan s = { .from = 0 };

	*now = true;
	if (!ub_codelist_dated(l))
		return UB_OK;
	*now = f[l->to].len == 0;
	if (!ub_codespan_day(f[l->from], UB_DATE_MIN, &s.from) ||
	    !ub_codespan_day(f[l->to], UB_DATE_MAX, &s.to) || s.from > s.to)
		return fail(d, line,
		    "valid_from and valid_to are not days as 2016-03-01, one "
		    "after the other");
	s.code = copy(d, f[l->code]);
	s.label = copy(d, f[l->label]);
	if (!ub_codespans_add(&l->spans, &s, l->code == 0))
		return fail(
		    d, line, "a code comes again for some of the same days");
	return UB_OK;
}

/* What ended, and did not come again: of each code its last span. */
static void
find_ended(struct ub_codelist *l)
{
	struct ub_dict seen = { 0 };
	size_t i, k;

	for (i = 0; i < l->spans.n; i++) {
		const struct ub_codespan *s = &l->spans.span[i];

		if (ub_codelist_find(l, s->code.s, s->code.len) != UB_NOCODE)
			continue;
		if (ub_dict_add(
			&seen, s->code.s, s->code.len, (uint32_t)l->nended)) {
			l->ended =
			    ub_xgrow(l->ended, l->nended, sizeof(*l->ended));
			l->ended[l->nended++] = i;
			continue;
		}
		k = ub_dict_find(&seen, s->code.s, s->code.len);
		if (s->to > l->spans.span[l->ended[k]].to)
			l->ended[k] = i;
	}
	ub_dict_free(&seen);
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
	l->from = ub_codelist_column(l, "valid_from");
	l->to = ub_codelist_column(l, "valid_to");
	if ((l->from == UB_NOCODE) != (l->to == UB_NOCODE))
		return fail(
		    d, 1, "one of valid_from and valid_to without the other");
	return UB_OK;
}

static enum ub_status
row(struct load *d, const struct ub_slice *f, size_t n, uint64_t line)
{
	struct ub_codelist *l = d->l;
	struct ub_slice code;
	enum ub_status st;
	size_t at;
	bool now;

	if (n == 1 && f[0].len == 0)
		return UB_OK;
	if (n != l->ncol)
		return fail(d, line, "not as many fields as headings");
	code = f[l->code];
	if (code.len == 0)
		return fail(d, line, "empty code");
	if ((st = span(d, f, line, &now)) != UB_OK || !now)
		return st;
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

/* Record r of the index, its fields unquoted into f, which has room. */
static size_t
fields(const struct load *d, const struct ub_csv_index *x, size_t r,
    struct ub_slice *f, char **dst)
{
	size_t k = r == 0 ? 0 : x->end[r - 1] + 1, n = 0, from, to;

	for (; k <= x->end[r]; k++) {
		from = k == 0 ? 0 : x->sep[k - 1] + 1;
		to = x->sep[k];
		if (k == x->end[r] && to > from && d->text[to - 1] == '\r')
			to--;
		f[n++] = ub_csv_unquote(d->text + from, to - from, *dst);
		*dst += to - from;
	}
	return n;
}

static enum ub_status
records(struct load *d, const struct ub_csv_index *x, const char *code,
    const char *label)
{
	struct ub_slice *f = ub_xcalloc(x->nsep + 1, sizeof(*f));
	char *text = ub_xmalloc(d->len + 1), *dst = text;
	enum ub_status st = UB_OK;
	size_t r, n;

	for (r = 0; r < x->nend && st == UB_OK; r++) {
		n = fields(d, x, r, f, &dst);
		st = r == 0 ? headings(d, f, n, code, label)
			    : row(d, f, n, r + 1);
	}
	if (st == UB_OK && d->l->n == 0)
		st = fail(d, 0, "a code list without codes");
	find_ended(d->l);
	free(f);
	free(text);
	return st;
}

/* A code list is read whole, with the index of records and nothing else: what
 * is not well-formed is refused. */
static enum ub_status
load(struct load *d, const char *text, size_t len, const char *code,
    const char *label)
{
	struct ub_csv_index x = { 0 };
	size_t mark = strcspn(text, ",;\t\n");
	char delim = ',';
	enum ub_status st;

	if (!ub_utf8_valid(text, len) || memchr(text, '\0', len) != NULL)
		return fail(d, 0, "not utf-8 text");
	if (text[mark] == ';' || text[mark] == '\t')
		delim = text[mark];
	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		len -= 3;
	}
	/* one LF more, for a last line without */
	d->len = len + 1;
	d->text = ub_xcalloc(1, d->len + UB_SIMD_PAD);
	memcpy(d->text, text, len);
	if (len > 0 && text[len - 1] != '\n')
		d->text[len++] = '\n';
	/* codes and labels of a dated list once more */
	d->heap = d->l->heap = ub_xmalloc(2 * len + 1);
	x.sep = ub_xmalloc((len + UB_SIMD_PAD) * sizeof(*x.sep));
	x.end = ub_xmalloc((len + 1) * sizeof(*x.end));
	x.special = ub_xmalloc(len + 2);
	ub_csv_index(d->text, 0, len, delim, ub_simd_level(), &x);
	if (x.stopped || (x.nsep > 0 ? x.sep[x.nsep - 1] + 1 : 0) != len)
		st = fail(d, 0, "not CSV");
	else
		st = records(d, &x, code, label);
	free(x.sep);
	free(x.end);
	free(x.special);
	free(d->text);
	return st;
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
	d.l->from = d.l->to = UB_NOCODE;
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
