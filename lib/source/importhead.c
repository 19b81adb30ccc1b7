/* importhead.c - see importer.h: the heading line and the legend. */
#include <stdlib.h>

#include "../base/regex.h"
#include "heading.h"
#include "importer.h"

static enum ub_status
labels(struct ub_import *im, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	size_t i, k;

	if (im->s->has_extracted)
		ub_meta_add_extracted(&im->meta, im->s->extracted);
	for (i = 0; i < im->s->ncol; i++) {
		const struct ub_source_column *c = &im->s->col[i];

		if (c->hidden)
			continue;
		if (c->label != NULL)
			st = ub_meta_add_label(
			    &im->meta, c->name, NULL, c->label, e);
		for (k = 0; k < c->nvlabel && st == UB_OK; k++)
			st = ub_meta_add_label(&im->meta, c->name,
			    c->vlabel[k].value, c->vlabel[k].text, e);
		if (st != UB_OK)
			return st;
	}
	return ub_writer_labels(im->w, &im->meta, e);
}

/* The columns are known: the legend, once. */
static enum ub_status
begin(struct ub_import *im, struct ub_err *e)
{
	struct ub_legend l = { 0 };
	enum ub_status st = UB_OK;
	size_t i;

	im->begun = true;
	for (i = 0; i < im->s->ncol && st == UB_OK; i++) {
		const struct ub_source_column *c = &im->s->col[i];

		if (c->hidden)
			continue;
		im->out = ub_xgrow(im->out, im->nout, sizeof(*im->out));
		im->out[im->nout++] = i;
		st = ub_legend_add(&l, c->name, strlen(c->name), c->type, e);
	}
	if (st == UB_OK)
		st = ub_writer_legend(im->w, &l, e);
	ub_legend_free(&l);
	im->field = ub_xcalloc(im->s->ncol, sizeof(*im->field));
	im->plain = ub_xcalloc(im->s->ncol, sizeof(*im->plain));
	im->label = ub_xcalloc(im->s->ncol, sizeof(*im->label));
	im->blanks = ub_xcalloc(im->s->ncol, sizeof(*im->blanks));
	im->judged = im->s->nrule > 0;
	for (i = 0; i < im->s->ncol; i++)
		im->judged |=
		    im->s->col[i].split || im->s->col[i].dated != NULL;
	ub_import_needs(im);
	ub_rejects_columns(&im->rejects, im->s->ncol + im->s->nrule);
	return st == UB_OK ? labels(im, e) : st;
}

/* Headings no column asked for. */
static uint64_t
left_out(const struct ub_import *im)
{
	bool *used = ub_xcalloc(im->nhead, sizeof(*used));
	uint64_t n = 0;
	size_t i;

	for (i = 0; i < im->s->ncol; i++)
		if (im->at[i] != UB_NOCOL)
			used[im->at[i]] = true;
	for (i = 0; i < im->nhead; i++)
		n += !used[i];
	free(used);
	return n;
}

/* The lines of headings, read and joined. */
struct head {
	struct ub_buf *cell;
	size_t n;
	size_t rows;
	uint64_t line; /* of the last of them */
	/* what a file of rejects begins with, in the input's own bytes */
	struct ub_buf before, raw;
};

static void
head_free(struct head *h)
{
	size_t i;

	for (i = 0; i < h->n; i++)
		ub_buf_free(&h->cell[i]);
	free(h->cell);
	ub_buf_free(&h->before);
	ub_buf_free(&h->raw);
}

static bool
only_blanks(struct ub_slice s)
{
	size_t i;

	for (i = 0; i < s.len; i++)
		if (strchr(" \t\r\n", s.s[i]) == NULL)
			return false;
	return true;
}

/* Join a row of n cells to those above it. */
static void
add_row(const struct ub_source *s, struct head *h, const struct ub_slice *f,
    size_t n)
{
	const char *join = s->heading_join == NULL ? " " : s->heading_join;
	struct ub_slice left = { "", 0 }, cell;
	bool fill = s->heading_fill && h->rows + 1 < s->headings;
	size_t i;

	while (h->n < n) {
		h->cell = ub_xgrow(h->cell, h->n, sizeof(*h->cell));
		h->cell[h->n++] = (struct ub_buf){ 0 };
	}
	for (i = 0; i < n; i++) {
		cell = f[i];
		if (fill && only_blanks(cell))
			cell = left;
		left = cell;
		if (only_blanks(cell) && h->rows + 1 < s->headings)
			continue;
		if (h->cell[i].len > 0 && cell.len > 0)
			ub_buf_puts(&h->cell[i], join);
		ub_buf_add(&h->cell[i], cell.s, cell.len);
	}
	h->rows++;
}

/* The lines before the headings. */
static enum ub_status
preamble(struct ub_import *im, struct head *h, struct ub_err *e)
{
	const struct ub_source *s = im->s;
	struct ub_slice line, text;
	enum ub_status st = UB_OK;
	uint64_t n;

	for (n = 0; s->until != NULL || n < s->preamble; n++) {
		if ((st = ub_csv_peek(im->csv, &line, e)) != UB_OK)
			break;
		text = line;
		while (text.len > 0 && (text.s[text.len - 1] == '\n' ||
					   text.s[text.len - 1] == '\r'))
			text.len--;
		if (s->until != NULL && ub_utf8_valid(text.s, text.len) &&
		    ub_regex_match(s->until, text.s, text.len) == UB_REGEX_YES)
			break;
		ub_import_bytes(im, line, &h->before);
		ub_csv_drop(im->csv, line);
	}
	im->preamble += n;
	im->byte += h->before.len;
	if (st != UB_END)
		return st;
	return ub_fail_at(e, UB_EDATA, im->input, 0,
	    s->until != NULL ? "no line that the preamble goes until"
			     : "no more lines than the preamble has");
}

/* Of the heading line, the clause alone. */
static enum ub_status
check_heading(const struct ub_import *im, const struct ub_csv_block *b,
    size_t r, struct ub_err *e)
{
	struct ub_slice rec = ub_csv_record(b, r);
	char clause[UB_CLAUSE_LEN];

	if (b->odd != UB_CSV_FINE) {
		ub_import_clause(im, UB_NOCOL, ub_import_odd(b->odd), clause);
		return ub_fail(e, UB_EDATA, "heading: %s", clause);
	}
	if (memchr(rec.s, '\0', rec.len) != NULL)
		return ub_fail(e, UB_EDATA, "heading: NUL byte");
	if (im->extract.rows != NULL)
		return ub_import_heading_row(im, b, r, e);
	if (!ub_utf8_valid(rec.s, rec.len))
		return ub_fail(e, UB_EDATA,
		    "heading: invalid %s; another encoding =, or --propose to "
		    "find it",
		    ub_encoding_name(im->encoding));
	return UB_OK;
}

/* n headings, and a field more where a delimiter ends the lines. */
static enum ub_status
count(struct ub_import *im, size_t n, struct ub_err *e)
{
	if (n > im->o.limits.columns)
		return ub_fail(
		    e, UB_EDATA, "more than %zu columns", im->o.limits.columns);
	im->nhead = n;
	im->nin = im->nhead + im->s->trailing;
	return UB_OK;
}

/*
 * A single heading with signs in it that delimit elsewhere: say so where no
 * column has it, and where nobody said what delimits.
 */
static enum ub_status
one_heading(const struct ub_import *im, struct ub_slice heading,
    enum ub_status st, struct ub_err *e)
{
	static const char sign[] = ";\t|,";
	static const char *const called[] = { "semicolon", "tab", "bar",
		"comma" };
	bool told = im->s != &im->own || im->o.delim != 0;
	size_t i, k, n, most = 0, which = 0;
	struct ub_err was = *e;

	if (im->nhead != 1 || im->extract.rows != NULL || (told && st == UB_OK))
		return st;
	for (i = 0; sign[i] != '\0'; i++) {
		for (k = n = 0; k < heading.len; k++)
			n += heading.s[k] == sign[i];
		if (n > most && sign[i] != im->s->delim) {
			most = n;
			which = i;
		}
	}
	if (most == 0)
		return st;
	return ub_fail(e, UB_EDATA,
	    "%s: the only heading has %zu %s%s in it; delimiter =, or "
	    "--propose to find it",
	    st == UB_OK ? "heading" : was.what, most, called[which],
	    most == 1 ? "" : "s");
}

/* What is made of a number knows the reserve numbers of the column of persons
 * in the same field. */
static void
kin(struct ub_import *im)
{
	struct ub_source_column *col = im->s->col;
	size_t i, k, n = im->s->ncol;

	for (i = 0; i < n; i++) {
		col[i].kin = NULL;
		if (col[i].derive <= UB_DERIVE_PSEUDONYM ||
		    im->at[i] == UB_NOCOL)
			continue;
		for (k = 0; k < n && col[i].kin == NULL; k++)
			if (col[k].derive == UB_DERIVE_PSEUDONYM &&
			    im->at[k] == im->at[i] &&
			    (col[k].any_number || col[k].nreserve > 0))
				col[i].kin = &col[k];
	}
}

/* All lines of headings are there. */
static enum ub_status
resolve(struct ub_import *im, struct head *h, struct ub_err *e)
{
	struct ub_slice *f = ub_xcalloc(h->n + 1, sizeof(*f));
	struct ub_buf before = { 0 };
	enum ub_status st = UB_OK;
	size_t i;

	for (i = 0; i < h->n; i++)
		f[i] =
		    (struct ub_slice){ h->cell[i].s == NULL ? "" : h->cell[i].s,
			    h->cell[i].len };
	if (h->n > 0)
		st = count(im, h->n, e);
	if (st == UB_OK && im->s == &im->own && !im->begun)
		st = ub_heading_columns(&im->own, f, im->nhead, e);
	if (im->at == NULL)
		im->at = ub_xcalloc(im->s->ncol + 1, sizeof(*im->at));
	if (st == UB_OK)
		st = ub_heading_resolve(im->s, f, im->nhead, im->at, e);
	if (h->n == 1)
		st = one_heading(im, f[0], st, e);
	if (ub_csv_bom(im->csv))
		ub_encode(im->encoding, &before, "\xef\xbb\xbf", 3);
	ub_buf_add(&before, h->before.s, h->before.len);
	if (st == UB_OK)
		st = ub_rejects_heading(&im->rejects,
		    (struct ub_slice){ before.s, before.len },
		    (struct ub_slice){ h->raw.s, h->raw.len }, e);
	ub_buf_free(&before);
	free(f);
	if (st != UB_OK)
		return st;
	if (im->extract.rows != NULL)
		st = ub_rows_columns(im->extract.rows, im->s, im->at, im->nin,
		    im->s == &im->own && !im->begun, e);
	if (st != UB_OK)
		return st;
	kin(im);
	im->fast = ub_fast_new(im->s, im->at, im->nin);
	ub_import_shape(im);
	if (im->begun)
		return UB_OK;
	im->left_out = left_out(im);
	return begin(im, e);
}

/* One line of headings more. */
static enum ub_status
take_row(struct ub_import *im, struct head *h, const struct ub_csv_block *b,
    size_t r, struct ub_err *e)
{
	enum ub_status st;
	size_t n;

	h->line = ub_csv_line(b, r);
	if ((st = check_heading(im, b, r, e)) != UB_OK)
		return st;
	n = ub_csv_fields(b, r, &im->fields);
	if (im->s->trailing && n > 1 && only_blanks(im->fields.field[n - 1]))
		n--;
	if (im->s->headings == 0)
		return count(im, n, e);
	add_row(im->s, h, im->fields.field, n);
	ub_import_bytes(im, ub_csv_record(b, r), &h->raw);
	return UB_OK;
}

/* Go on to the next record that is not blank, from *next of b on (b->n 0: of
 * no block). */
static enum ub_status
step(struct ub_import *im, struct ub_csv_block *b, size_t *next,
    struct ub_err *e)
{
	enum ub_status st;

	for (;;) {
		for (; *next < b->n; (*next)++) {
			if (!ub_import_blank(b, *next))
				return UB_OK;
			im->blank++;
		}
		if (b->n > 0)
			ub_import_past(im, b);
		*next = 0;
		if ((st = ub_csv_next(im->csv, b, e)) != UB_OK)
			return st;
		im->cut += b->n;
	}
}

static enum ub_status
read_head(struct ub_import *im, struct head *h, struct ub_csv_block *b,
    size_t *next, struct ub_err *e)
{
	size_t want = im->s->headings;
	enum ub_status st;

	if ((st = preamble(im, h, e)) != UB_OK)
		return st;
	*next = 0;
	b->n = 0;
	do {
		st = step(im, b, next, e);
		if (st == UB_END)
			return ub_fail_at(e, UB_EDATA, im->input, 0,
			    want == 0      ? "empty: no record"
			    : h->rows == 0 ? "empty: no heading line"
					   : "not as many heading lines as "
					     "headings = says");
		if (st != UB_OK || (st = take_row(im, h, b, *next, e)) != UB_OK)
			return st;
		*next += want > 0;
		im->headings += want > 0;
	} while (h->rows < want);
	return resolve(im, h, e);
}

enum ub_status
ub_import_heading(struct ub_import *im, struct ub_csv_block *b, size_t *next,
    struct ub_err *e)
{
	struct head h = { 0 };
	enum ub_status st;

	st = read_head(im, &h, b, next, e);
	if (st != UB_OK && e->input[0] == '\0') {
		struct ub_err was = *e;

		st = ub_fail_at(e, st, im->input, h.line, "%s", was.what);
	}
	head_free(&h);
	return st;
}
