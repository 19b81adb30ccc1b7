/* xlsxsheet.c - whatever the XML of a sheet is, what comes of it are rows of
 * CSV that need no arbiter, however it is cut. */
#include <string.h>

#include "fuzz.h"
#include "lib/source/csv.h"
#include "lib/source/xlsxsheet.h"

static void
no_free(struct ub_rows *r)
{
	(void)r;
}

static const struct ub_rows_calls calls = { .free = no_free };

static enum ub_status
feed(struct ub_rows *r, const struct ub_xlsx_context *cx, const uint8_t *data,
    size_t size, size_t step)
{
	struct ub_xlsx_range range[] = { { 2, 1, 3, 2 }, { 5, 2, 5, 9 } };
	struct ub_xlsx_sheet *s = ub_xlsx_sheet_new(r, cx, range, 2);
	struct ub_xml *x = ub_xlsx_sheet_xml(s);
	enum ub_status st = UB_OK;
	struct ub_err e;
	size_t at, n;

	for (at = 0; st == UB_OK; at += n) {
		n = size - at < step ? size - at : step;
		memcpy(ub_xml_room(x, step), data + at, n);
		st = ub_xml_feed(x, n, n == 0, &e);
		while (st == UB_END)
			st = ub_xml_resume(x, &e);
		if (n == 0)
			break;
	}
	if (st != UB_OK)
		fuzz_message(&e);
	ub_xlsx_sheet_free(s);
	return st;
}

/* Each record is fine, but for what the cells are marked with. */
static void
check(const struct ub_rows *r)
{
	struct ub_csv_options o = { .delim = r->delim,
		.rows = true,
		.level = ub_simd_level(),
		.max_line = SIZE_MAX / 4 };
	struct ub_bytes *in =
	    ub_bytes_memory(r->text.s == NULL ? "" : r->text.s, r->text.len, 0);
	struct ub_csv *c = ub_csv_new(in, &o);
	struct ub_csv_block b;
	struct ub_err e;
	enum ub_status st;

	while ((st = ub_csv_next(c, &b, &e)) == UB_OK)
		MUST(b.odd == UB_CSV_FINE);
	MUST(st == UB_END);
	ub_csv_free(c);
	ub_bytes_free(in);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint32_t end[] = { 0, 1, 4 };
	static struct ub_xlsx_style style[] = { { .look = UB_XLSX_NUMBER },
		{ .look = UB_XLSX_DATE }, { .look = UB_XLSX_TIME },
		{ .look = UB_XLSX_ELAPSED },
		{ .look = UB_XLSX_ZEROS, .pattern = "000-00" } };
	char text[] = "a\"\n,";
	struct ub_xlsx_context cx = { .strings = { { text, 4, 5 }, end, 3 },
		.style = style,
		.nstyle = 5 };
	struct ub_rows one = {
		.calls = &calls, .name = "fuzz", .delim = ',', .max_line = 5000
	};
	struct ub_rows two = one;
	enum ub_status st;

	if (size == 0)
		return 0;
	cx.date1904 = data[0] & 1;
	one.delim = two.delim = data[0] & 2 ? ';' : ',';
	st = feed(&one, &cx, data + 1, size - 1, size);
	MUST(feed(&two, &cx, data + 1, size - 1, 1 + data[0] / 4) == st);
	if (st == UB_OK) {
		MUST(one.text.len == two.text.len);
		MUST(one.text.len == 0 ||
		     memcmp(one.text.s, two.text.s, one.text.len) == 0);
		check(&one);
	}
	ub_buf_free(&one.text);
	ub_buf_free(&two.text);
	return 0;
}
