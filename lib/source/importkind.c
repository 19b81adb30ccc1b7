/* importkind.c - see importer.h: inputs of all kinds, and what is told of
 * them. */
#include <stdio.h>
#include <stdlib.h>

#include "importer.h"

void
ub_import_remark(struct ub_import *im, const char *input, const char *clause)
{
	im->note = ub_xgrow(im->note, im->nnote, sizeof(*im->note));
	im->note[im->nnote++] = ub_xstrdup(input);
	im->note = ub_xgrow(im->note, im->nnote, sizeof(*im->note));
	im->note[im->nnote++] = ub_xstrdup(clause);
}

bool
ub_import_note(const struct ub_import *im, size_t i, struct ub_err *e)
{
	if (2 * i >= im->nnote)
		return false;
	(void)ub_fail_at(
	    e, UB_OK, im->note[2 * i], 0, "%s", im->note[2 * i + 1]);
	return true;
}

/* What was rejected of all files goes into one, in one encoding. */
static enum ub_status
check_first(struct ub_import *im, struct ub_err *e)
{
	if (!im->begun)
		im->first = im->encoding;
	if (im->first == im->encoding || im->o.rejects == NULL)
		return UB_OK;
	return ub_fail_at(e, UB_EDATA, im->input, 0,
	    "not in the encoding of the first file: with -r, import it on its "
	    "own");
}

/* Rows are made into plain text, whatever the text of others is like. */
static void
begin_rows(struct ub_import *im)
{
	struct ub_source *s = im->s;

	im->text.quote = s->quote;
	im->text.escape = s->escape;
	im->text.cr = s->cr;
	im->text.trailing = s->trailing;
	s->quote = '"';
	s->escape = '\0';
	s->cr = s->trailing = false;
	if (s->headings == 0)
		ub_rows_expect(im->extract.rows, s);
}

static void
end_rows(struct ub_import *im)
{
	struct ub_source *s = im->s;

	s->quote = im->text.quote;
	s->escape = im->text.escape;
	s->cr = im->text.cr;
	s->trailing = im->text.trailing;
}

enum ub_status
ub_import_open(struct ub_import *im, const char *path, struct ub_err *e)
{
	struct ub_extract_options o = { .delim = im->s->delim,
		.encoding = im->s->encoding,
		.sheet = im->o.sheet != NULL ? im->o.sheet : im->s->sheet,
		.must_sheet = im->o.sheet != NULL,
		.max_line = im->o.limits.line };
	enum ub_status st;
	char clause[64];

	st = ub_extract_open(&im->extract, path, &o, e);
	if (st != UB_OK)
		return st;
	if (im->extract.rows != NULL)
		begin_rows(im);
	im->bytes = im->extract.bytes;
	im->encoding = im->extract.encoding;
	if (im->extract.decided) {
		snprintf(clause, sizeof(clause), "encoding is %s",
		    ub_encoding_name(im->encoding));
		ub_import_remark(im, im->input, clause);
	}
	return check_first(im, e);
}

void
ub_import_close(struct ub_import *im)
{
	if (im->extract.rows != NULL)
		end_rows(im);
	ub_extract_close(&im->extract);
	im->bytes = NULL;
}

void
ub_import_account(struct ub_import *im, const char *path)
{
	char hex[UB_FINGERPRINT_LEN + 1];
	struct ub_buf b = { 0 };

	ub_extract_fingerprint(&im->extract, hex);
	ub_buf_printf(
	    &b, "xxh128:%s:%s", hex, ub_basename(ub_input_name(path)));
	ub_step_text(&im->step, "input", b.s);
	ub_buf_free(&b);
	if (im->extract.decided)
		ub_step_text(
		    &im->step, "encoding", ub_encoding_name(im->encoding));
	if (im->extract.rows != NULL && im->extract.rows->sheet != NULL)
		ub_step_text(&im->step, "sheet", im->extract.rows->sheet);
}

enum ub_status
ub_import_heading_row(const struct ub_import *im, const struct ub_csv_block *b,
    size_t r, struct ub_err *e)
{
	struct ub_slice rec = ub_csv_record(b, r);
	char range[UB_ROWS_RANGE];

	if (ub_rows_merged(im->extract.rows, ub_csv_line(b, r), range))
		return ub_fail(e, UB_EDATA,
		    "heading: the cells %s are merged; give each column a "
		    "heading of its own",
		    range);
	if (!ub_utf8_valid(rec.s, rec.len))
		return ub_fail(e, UB_EDATA, "heading: an error value");
	return UB_OK;
}

enum ub_rule
ub_import_marked(struct ub_slice raw)
{
	switch ((unsigned char)raw.s[0]) {
	case UB_CELL_LONG:
		return UB_RULE_LONG;
	case UB_CELL_MERGED:
		return UB_RULE_MERGED;
	default:
		return UB_RULE_ERROR;
	}
}

void
ub_import_unmarked(struct ub_slice rec, struct ub_buf *b)
{
	size_t i;

	for (i = 0; i < rec.len; i++)
		if ((unsigned char)rec.s[i] < UB_CELL_LONG)
			ub_buf_putc(b, rec.s[i]);
}
