/* xlsx.c - see xlsx.h. */
#include <stdlib.h>

#include "../base/file.h"
#include "xlsx.h"
#include "xlsxbook.h"

enum { CHUNK = 64 * 1024 };

struct xlsx {
	struct ub_rows rows; /* first: a struct ub_rows is one of these */
	int fd;
	struct ub_package *package;
	struct ub_xlsx_book book;
	struct ub_xlsx_range *range;
	size_t nrange;
	struct ub_xlsx_sheet *sheet;
	struct ub_part *part;
	bool paused, walked;
};

static enum ub_status
located(const struct xlsx *x, uint64_t row, struct ub_err *e)
{
	struct ub_err was = *e;

	(void)ub_fail_at(e, was.code, x->rows.name, row, "%s", was.what);
	memcpy(e->below, was.below, sizeof(e->below));
	return e->code;
}

static enum ub_status
step(struct xlsx *x, struct ub_err *e)
{
	struct ub_xml *xml = ub_xlsx_sheet_xml(x->sheet);
	enum ub_status st;
	size_t n;

	if (x->paused)
		return ub_xml_resume(xml, e);
	st = ub_part_read(x->part, ub_xml_room(xml, CHUNK), CHUNK, &n, e);
	if (st != UB_OK)
		return st;
	x->walked = n == 0;
	return ub_xml_feed(xml, n, n == 0, e);
}

static enum ub_status
more(struct ub_rows *r, struct ub_err *e)
{
	struct xlsx *x = (struct xlsx *)r;
	enum ub_status st = UB_OK;

	while (st == UB_OK && (x->paused || !x->walked) && r->text.len == 0) {
		st = step(x, e);
		x->paused = st == UB_END;
		if (st == UB_END)
			st = UB_OK;
	}
	if (st == UB_OK && x->walked && !x->paused &&
	    !ub_xlsx_sheet_whole(x->sheet))
		st = ub_fail(e, UB_EDATA, "has no end of its rows");
	if (st != UB_OK)
		return located(x, ub_xlsx_sheet_row(x->sheet), e);
	return x->walked && !x->paused ? UB_END : UB_OK;
}

static bool
merged(const struct ub_rows *r, uint64_t row, char *range)
{
	const struct xlsx *x = (const struct xlsx *)r;
	size_t i;

	for (i = 0; i < x->nrange; i++) {
		if (row < x->range[i].row || row > x->range[i].to_row)
			continue;
		ub_xlsx_range_print(range, &x->range[i]);
		return true;
	}
	return false;
}

static void
xlsx_free(struct ub_rows *r)
{
	struct xlsx *x = (struct xlsx *)r;

	ub_xlsx_sheet_free(x->sheet);
	ub_part_free(x->part);
	ub_package_free(x->package);
	ub_xlsx_book_free(&x->book);
	free(x->range);
	ub_close_in(x->fd);
	free(x);
}

static const struct ub_rows_calls calls = {
	.more = more, .merged = merged, .free = xlsx_free
};

static enum ub_status
open_sheet(struct xlsx *x, const char *want, struct ub_err *e)
{
	const struct ub_xlsx_sheet_name *sheet;
	enum ub_status st;
	size_t i = 0;

	st = ub_package_open(&x->package, x->fd, false, e);
	if (st == UB_OK)
		st = ub_xlsx_book_load(&x->book, x->package, e);
	if (st == UB_OK)
		st = ub_xlsx_book_sheet(&x->book, want, &sheet, e);
	if (st == UB_OK)
		st = ub_xlsx_merged(
		    x->package, sheet->part, &x->range, &x->nrange, e);
	if (st != UB_OK)
		return st;
	x->rows.sheet = sheet->name;
	x->sheet =
	    ub_xlsx_sheet_new(&x->rows, &x->book.context, x->range, x->nrange);
	/* it was there a moment ago */
	(void)ub_package_find(x->package, sheet->part, &i);
	return ub_part_open(&x->part, x->package, i, e);
}

enum ub_status
ub_xlsx_open(struct ub_rows **rp, int fd, const char *name, const char *sheet,
    struct ub_err *e)
{
	struct xlsx *x = ub_xcalloc(1, sizeof(*x));
	enum ub_status st;

	x->rows.calls = &calls;
	x->rows.name = name;
	x->fd = fd;
	if ((st = ub_rows_fingerprint(&x->rows, fd, e)) == UB_OK &&
	    (st = open_sheet(x, sheet, e)) != UB_OK)
		(void)located(x, 0, e);
	*rp = &x->rows;
	if (st == UB_OK)
		return UB_OK;
	ub_rows_free(*rp);
	*rp = NULL;
	return st;
}
