/* auditgrid.c - see auditgrid.h. */
#include <stdio.h>
#include <stdlib.h>

#include "../base/file.h"
#include "../base/simd.h"
#include "../source/csv.h"
#include "../source/detect.h"
#include "auditgrid.h"

enum { FILE_MAX = 256 * 1024 * 1024, LINE_BYTES = 16 * 1024 * 1024 };

void
ub_pgrid_free(struct ub_pgrid *g)
{
	size_t i;

	free(g->cell);
	free(g->row);
	free(g->row_hidden);
	free(g->col_hidden);
	ub_buf_free(&g->text);
	for (i = 0; i < g->nnote; i++) {
		free(g->note[i].on);
		free(g->note[i].text);
	}
	free(g->note);
	memset(g, 0, sizeof(*g));
}

void
ub_pgrid_row(struct ub_pgrid *g, size_t r, bool hidden)
{
	for (; g->nrow <= r; g->nrow++) {
		g->row = ub_xgrow(g->row, g->nrow, sizeof(*g->row));
		g->row_hidden =
		    ub_xgrow(g->row_hidden, g->nrow, sizeof(*g->row_hidden));
		g->row[g->nrow] = g->ncell;
		g->row_hidden[g->nrow] = false;
	}
	g->row_hidden[r] = hidden;
}

enum ub_status
ub_pgrid_add(struct ub_pgrid *g, size_t col, const char *s, size_t len,
    unsigned flags, struct ub_err *e)
{
	struct ub_pgrid_cell *c;

	if (g->ncell == UB_PGRID_CELLS || len > UINT32_MAX)
		return ub_fail(
		    e, UB_EDATA, "more than %d cells", UB_PGRID_CELLS);
	g->cell = ub_xgrow(g->cell, g->ncell, sizeof(*g->cell));
	c = &g->cell[g->ncell++];
	c->col = (uint32_t)col;
	c->len = (uint32_t)len;
	c->at = g->text.len;
	c->flags = (uint8_t)flags;
	ub_buf_add(&g->text, s, len);
	if (col >= g->ncol)
		g->ncol = col + 1;
	return UB_OK;
}

void
ub_pgrid_note(struct ub_pgrid *g, const char *what, const char *on,
    const char *text, size_t len)
{
	g->note = ub_xgrow(g->note, g->nnote, sizeof(*g->note));
	g->note[g->nnote++] = (struct ub_pgrid_note){ what,
		ub_xstrdup(on == NULL ? "" : on), ub_xstrndup(text, len) };
}

void
ub_pgrid_end(struct ub_pgrid *g)
{
	g->row = ub_xgrow(g->row, g->nrow, sizeof(*g->row));
	g->row[g->nrow] = g->ncell;
	ub_buf_add(&g->text, "", 1);
}

const struct ub_pgrid_cell *
ub_pgrid_cell(const struct ub_pgrid *g, size_t row, size_t col)
{
	size_t low, high, mid;

	if (row >= g->nrow)
		return NULL;
	low = g->row[row];
	high = g->row[row + 1];
	while (low < high) {
		mid = low + (high - low) / 2;
		if (g->cell[mid].col == col)
			return &g->cell[mid];
		if (g->cell[mid].col < col)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

struct ub_slice
ub_pgrid_text(const struct ub_pgrid *g, const struct ub_pgrid_cell *c)
{
	struct ub_slice s = { "", 0 };

	if (c != NULL)
		s = (struct ub_slice){ g->text.s + c->at, c->len };
	return s;
}

void
ub_pgrid_name(char *dst, size_t row, size_t col)
{
	char letters[8];
	size_t n = sizeof(letters) - 1;

	letters[n] = '\0';
	for (col++; col > 0 && n > 0; col = (col - 1) / 26)
		letters[--n] = (char)('A' + (col - 1) % 26);
	snprintf(dst, UB_PGRID_NAME, "%s%zu", letters + n, row + 1);
}

/* --- CSV ------------------------------------------------------------------------ */

static enum ub_status
slurp(const char *path, struct ub_buf *b, struct ub_err *e)
{
	struct ub_bytes *in;
	enum ub_status st = ub_bytes_open(&in, path, e);
	size_t got = 1;

	while (st == UB_OK && got > 0) {
		ub_buf_reserve(b, 65536 + 1);
		st = ub_bytes_read(in, b->s + b->len, 65536, &got, e);
		b->len += st == UB_OK ? got : 0;
		if (st == UB_OK && b->len > FILE_MAX)
			st = ub_fail_at(e, UB_EDATA, ub_input_name(path), 0,
			    "more than 256 MiB");
	}
	ub_bytes_free(in);
	return st;
}

/* What separates: what most lines have; of two the one that prints no
 * decimals. */
static char
guess_delim(const struct ub_buf *b)
{
	static const char sign[] = { '\t', ';', ',' };
	size_t lines = 0, with[3] = { 0, 0, 0 }, i, n;
	const char *p = b->s, *end = p + b->len, *lf;

	for (; p < end && lines < 1000; p = lf + 1) {
		if ((lf = memchr(p, '\n', (size_t)(end - p))) == NULL)
			lf = end;
		n = (size_t)(lf - p);
		for (i = 0; i < 3; i++)
			with[i] += memchr(p, sign[i], n) != NULL;
		lines++;
	}
	for (i = 0; i < 2; i++)
		if (2 * with[i] >= lines && with[i] > 0)
			return sign[i];
	return with[2] >= with[1] && with[2] >= with[0] ? ','
	       : with[1] >= with[0]                     ? ';'
							: '\t';
}

static enum ub_status
take_block(struct ub_pgrid *g, const struct ub_csv_block *b,
    struct ub_csv_fields *f, size_t *row, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	const struct ub_slice *field;
	size_t r, c, n;

	if (b->odd != UB_CSV_FINE)
		return ub_fail_at(e, UB_EDATA, NULL, b->line,
		    "a quotation mark where none can be");
	for (r = 0; r < b->n; r++) {
		n = b->parsed ? b->nfield : ub_csv_fields(b, r, f);
		field = b->parsed ? b->field : f->field;
		ub_pgrid_row(g, (*row)++, false);
		for (c = 0; c < n && st == UB_OK; c++)
			if (field[c].len > 0)
				st = ub_pgrid_add(
				    g, c, field[c].s, field[c].len, 0, e);
		if (st != UB_OK)
			return st;
	}
	return st;
}

static enum ub_status
read_csv(struct ub_pgrid *g, const struct ub_buf *text, struct ub_err *e)
{
	struct ub_csv_options o = { .level = ub_simd_level(),
		.max_line = LINE_BYTES };
	struct ub_bytes *in = ub_bytes_memory(text->s, text->len, 0);
	struct ub_csv_fields f = { 0 };
	struct ub_csv_block b;
	struct ub_csv *c;
	enum ub_status st;
	size_t row = 0;

	st = ub_detect(in, &o.encoding, e);
	ub_bytes_free(in);
	if (st != UB_OK)
		return st;
	o.delim = guess_delim(text);
	g->comma = o.delim != ',';
	in = ub_bytes_memory(text->s, text->len, 0);
	c = ub_csv_new(in, &o);
	while (st == UB_OK && (st = ub_csv_next(c, &b, e)) == UB_OK)
		st = take_block(g, &b, &f, &row, e);
	ub_csv_fields_free(&f);
	ub_csv_free(c);
	ub_bytes_free(in);
	return st == UB_END ? UB_OK : st;
}

enum ub_status
ub_pgrid_csv(struct ub_pgrid *g, const char *path, struct ub_err *e)
{
	struct ub_buf text = { 0 };
	enum ub_status st = slurp(path, &text, e);
	struct ub_err inner;

	if (st == UB_OK && text.len == 0)
		st = ub_fail(e, UB_EDATA, "is empty");
	if (st == UB_OK)
		st = read_csv(g, &text, e);
	if (st == UB_OK && !ub_utf8_valid(g->text.s, g->text.len))
		st = ub_fail(e, UB_EDATA, "has bytes that are no text");
	ub_pgrid_end(g);
	ub_buf_free(&text);
	if (st == UB_EDATA) {
		inner = *e;
		ub_fail_at(
		    e, st, ub_input_name(path), inner.line, "%s", inner.what);
	}
	return st;
}
