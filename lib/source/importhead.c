/* importhead.c - see importer.h: the heading line and the legend. */
#include <stdlib.h>

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
		st = ub_legend_add(&l, c->name, strlen(c->name), c->type, e);
	}
	if (st == UB_OK)
		st = ub_writer_legend(im->w, &l, e);
	ub_legend_free(&l);
	im->field = ub_xcalloc(im->s->ncol, sizeof(*im->field));
	im->plain = ub_xcalloc(im->s->ncol, sizeof(*im->plain));
	ub_rejects_columns(&im->rejects, im->s->ncol);
	return st == UB_OK ? labels(im, e) : st;
}

/* Headings no column asked for. */
static uint64_t
left_out(const struct ub_import *im)
{
	bool *used = ub_xcalloc(im->nin, sizeof(*used));
	uint64_t n = 0;
	size_t i;

	for (i = 0; i < im->s->ncol; i++)
		if (im->at[i] != UB_NOCOL)
			used[im->at[i]] = true;
	for (i = 0; i < im->nin; i++)
		n += !used[i];
	free(used);
	return n;
}

static enum ub_status
keep_heading(struct ub_import *im, struct ub_slice rec, struct ub_err *e)
{
	struct ub_buf b = { 0 };
	enum ub_status st;

	if (ub_csv_bom(im->csv))
		ub_buf_puts(&b, "\xef\xbb\xbf");
	ub_import_bytes(im, rec, &b);
	st = ub_rejects_heading(&im->rejects, b.s, b.len, e);
	ub_buf_free(&b);
	return st;
}

/* Of the heading line, the clause alone. */
static enum ub_status
check_heading(const struct ub_import *im, const struct ub_csv_block *b,
    size_t r, struct ub_err *e)
{
	struct ub_slice rec = ub_csv_record(b, r);
	char clause[160];

	if (b->odd != UB_CSV_FINE) {
		ub_rule_clause(clause, ub_import_odd(b->odd), NULL);
		return ub_fail(e, UB_EDATA, "heading: %s", clause);
	}
	if (memchr(rec.s, '\0', rec.len) != NULL)
		return ub_fail(e, UB_EDATA, "heading: NUL byte");
	if (!ub_utf8_valid(rec.s, rec.len))
		return ub_fail(e, UB_EDATA, "heading: invalid %s",
		    ub_encoding_name(im->s->encoding));
	return UB_OK;
}

static enum ub_status
resolve(struct ub_import *im, const struct ub_csv_block *b, size_t r,
    struct ub_err *e)
{
	enum ub_status st;

	if ((st = check_heading(im, b, r, e)) != UB_OK)
		return st;
	im->nin = ub_csv_fields(b, r, &im->fields);
	if (im->nin > im->o.limits.columns)
		return ub_fail(
		    e, UB_EDATA, "more than %zu columns", im->o.limits.columns);
	if (im->s == &im->own && !im->begun) {
		st = ub_heading_columns(&im->own, im->fields.field, im->nin, e);
		if (st != UB_OK)
			return st;
	}
	if (im->at == NULL)
		im->at = ub_xcalloc(im->s->ncol, sizeof(*im->at));
	st = ub_heading_resolve(im->s, im->fields.field, im->nin, im->at, e);
	if (st == UB_OK)
		st = keep_heading(im, ub_csv_record(b, r), e);
	if (st != UB_OK)
		return st;
	im->fast = ub_fast_new(im->s, im->at, im->nin);
	if (im->begun)
		return UB_OK;
	im->left_out = left_out(im);
	return begin(im, e);
}

enum ub_status
ub_import_heading(struct ub_import *im, struct ub_csv_block *b, size_t *next,
    struct ub_err *e)
{
	enum ub_status st;
	size_t r;

	while ((st = ub_csv_next(im->csv, b, e)) == UB_OK) {
		for (r = 0; r < b->n && ub_import_blank(b, r); r++)
			im->blank++;
		if (r == b->n) {
			ub_import_past(im, b);
			continue;
		}
		*next = r + 1;
		st = resolve(im, b, r, e);
		if (st != UB_OK && e->input[0] == '\0') {
			struct ub_err was = *e;
			st = ub_fail_at(e, st, im->input, ub_csv_line(b, r),
			    "%s", was.what);
		}
		return st;
	}
	if (st == UB_END)
		st = ub_fail_at(
		    e, UB_EDATA, im->input, 0, "empty: no heading line");
	return st;
}
