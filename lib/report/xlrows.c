/* xlrows.c - see xlrows.h. */
#include "xlrows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/package.h"
#include "xltext.h"

enum {
	BATCH = 64 * 1024, /* of XML, packed at once */
	LETTERS = 4        /* a column is called XFD at most */
};

struct ub_xl_rows {
	struct ub_pack *pack;
	struct ub_buf xml; /* not packed yet */
	char (*col)[LETTERS];
	size_t ncol;
	char digits[12]; /* the number of this row, from 1 */
	size_t ndigits;
	uint32_t row;  /* from 1; the last that was begun */
	bool open;     /* it is not ended */
	double height; /* of the next; 0: not said */
	struct ub_xl_rows_made made;
};

enum ub_status
ub_xl_rows_open(
    struct ub_xl_rows **rp, uint32_t row, int level, struct ub_err *e)
{
	struct ub_pack *p;

	*rp = NULL;
	if (ub_pack_open(&p, level, e) != UB_OK)
		return e->code;
	*rp = ub_xcalloc(1, sizeof(**rp));
	(*rp)->pack = p;
	(*rp)->row = row + 1;
	return UB_OK;
}

void
ub_xl_rows_free(struct ub_xl_rows *r)
{
	if (r == NULL)
		return;
	ub_pack_free(r->pack);
	ub_buf_free(&r->xml);
	free(r->col);
	free(r);
}

/* --- cells -------------------------------------------------------------- */

/* Column 0 is A, 26 AA. */
static void
name_columns(struct ub_xl_rows *r, size_t col)
{
	char name[LETTERS];
	size_t c, k, i;

	for (c = r->ncol; c <= col; c++) {
		r->col = ub_xgrow(r->col, c, sizeof(*r->col));
		memset(r->col[c], 0, LETTERS);
		for (k = c + 1, i = 0; k > 0; k = (k - 1) / 26)
			name[i++] = (char)('A' + (k - 1) % 26);
		for (k = 0; k < i; k++)
			r->col[c][k] = name[i - 1 - k];
	}
	r->ncol = c;
}

static void
end_row(struct ub_xl_rows *r)
{
	if (!r->open)
		return;
	ub_buf_puts(&r->xml, "</row>");
	r->open = false;
	if (r->xml.len < BATCH)
		return;
	ub_pack_add(r->pack, r->xml.s, r->xml.len);
	ub_buf_clear(&r->xml);
}

static void
begin_row(struct ub_xl_rows *r)
{
	end_row(r);
	r->open = true;
	r->row++;
	r->made.rows++;
	ub_buf_puts(&r->xml, "<row r=\"");
	r->ndigits = r->xml.len;
	ub_buf_uint(&r->xml, r->row);
	r->ndigits = r->xml.len - r->ndigits;
	memcpy(r->digits, r->xml.s + r->xml.len - r->ndigits, r->ndigits);
	ub_buf_putc(&r->xml, '"');
	if (r->height > 0)
		ub_buf_printf(
		    &r->xml, " ht=\"%g\" customHeight=\"1\"", r->height);
	ub_buf_putc(&r->xml, '>');
	r->height = 0;
}

static void
begin_cell(struct ub_xl_rows *r, size_t col, int xf)
{
	if (col == 0)
		begin_row(r);
	if (col >= r->ncol)
		name_columns(r, col);
	r->made.cells++;
	ub_buf_puts(&r->xml, "<c r=\"");
	ub_buf_puts(&r->xml, r->col[col]);
	ub_buf_add(&r->xml, r->digits, r->ndigits);
	ub_buf_puts(&r->xml, "\" s=\"");
	ub_buf_uint(&r->xml, (uint64_t)xf);
}

/* Would a reader of XML drop what is blank here? */
static bool
begins_or_ends_blank(const char *s)
{
	size_t len = strlen(s);

	return len > 0 && (strchr(" \t\n", s[0]) != NULL ||
			      strchr(" \t\n", s[len - 1]) != NULL);
}

void
ub_xl_rows_height(struct ub_xl_rows *r, double points)
{
	r->height = points;
}

void
ub_xl_rows_text(struct ub_xl_rows *r, size_t col, int xf, const char *text)
{
	struct ub_buf scratch = { 0 };

	begin_cell(r, col, xf);
	ub_buf_puts(&r->xml, "\" t=\"inlineStr\"><is><t");
	if (begins_or_ends_blank(text))
		ub_buf_puts(&r->xml, " xml:space=\"preserve\"");
	ub_buf_putc(&r->xml, '>');
	ub_xl_escape(&r->xml, ub_xl_literal(&scratch, text));
	ub_buf_puts(&r->xml, "</t></is></c>");
	ub_buf_free(&scratch);
}

void
ub_xl_rows_number(struct ub_xl_rows *r, size_t col, int xf, const char *number)
{
	begin_cell(r, col, xf);
	ub_buf_puts(&r->xml, "\"><v>");
	ub_buf_puts(&r->xml, number);
	ub_buf_puts(&r->xml, "</v></c>");
}

/* --- the sheet around them ---------------------------------------------- */

/* What stands before the rows, as far as the one that ends the sheet now:
 * "A1:J4" is "A1:J99" then. */
static bool
make_before(
    struct ub_buf *b, const struct ub_xl_rows *r, const char *xml, size_t len)
{
	static const char mark[] = "<dimension ref=\"";
	const char *at = strstr(xml, mark), *end;

	if (at == NULL || (end = strchr(at + sizeof(mark), '"')) == NULL ||
	    end > xml + len)
		return false;
	at = end;
	while (at > xml && at[-1] >= '0' && at[-1] <= '9')
		at--;
	ub_buf_add(b, xml, (size_t)(at - xml));
	ub_buf_uint(b, r->row);
	ub_buf_add(b, end, (size_t)(xml + len - end));
	return true;
}

static enum ub_status
put_around(struct ub_xl_rows *r, const char *xml, struct ub_err *e)
{
	const char *behind = strstr(xml, "</sheetData>");
	struct ub_buf before = { 0 };
	enum ub_status st;

	if (behind != NULL &&
	    make_before(&before, r, xml, (size_t)(behind - xml)))
		st = ub_pack_end(
		    r->pack, before.s, before.len, behind, strlen(behind), e);
	else
		st = ub_fail(e, UB_EIO, "read back, the workbook is not whole");
	ub_buf_free(&before);
	return st;
}

enum ub_status
ub_xl_rows_put(struct ub_xl_rows *r, const char *path, const char *part,
    struct ub_xl_rows_made *made, struct ub_err *e)
{
	struct ub_buf xml = { 0 };
	enum ub_status st;

	end_row(r);
	if (r->xml.len > 0)
		ub_pack_add(r->pack, r->xml.s, r->xml.len);
	ub_buf_clear(&r->xml);
	if ((st = ub_package_slurp(path, part, &xml, e)) == UB_OK &&
	    (st = put_around(r, xml.s, e)) == UB_OK)
		st = ub_package_put(path, part, r->pack, e);
	ub_buf_free(&xml);
	r->made.crc = ub_pack_crc(r->pack);
	*made = r->made;
	return st;
}
