/* xl.c - see xl.h. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include "../base/num.h"
#include "xlpart.h"
#include "xlplace.h"
#include "xlrows.h"
#include "xltext.h"

enum {
	PAPER_A4 = 9,
	EPOCH = 25569,        /* Excel's number of 1970-01-01 */
	DATE_MIN = 61 - EPOCH /* before 1900-03-01 its calendar is wrong */
};

/* Equal styles share a format. */
struct ub_xl_format {
	struct ub_xl_style style;
	lxw_format *lxw;
	int xf; /* its number in the file; -1: not asked for */
};

void
ub_xl_note(struct ub_xl *x, unsigned err)
{
	if (x->err == LXW_NO_ERROR)
		x->err = err;
}

enum ub_status
ub_xl_status(const struct ub_xl *x, struct ub_err *e)
{
	switch (x->err) {
	case LXW_NO_ERROR:
		return UB_OK;
	case LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE:
		return ub_fail(e, UB_EDATA,
		    "more rows or columns than a sheet holds (%d and %d)",
		    LXW_ROW_MAX, LXW_COL_MAX);
	case LXW_ERROR_CREATING_XLSX_FILE:
	case LXW_ERROR_CREATING_TMPFILE:
	case LXW_ERROR_ZIP_FILE_OPERATION:
	case LXW_ERROR_ZIP_FILE_ADD:
	case LXW_ERROR_ZIP_CLOSE:
		return ub_fail(e, UB_EIO,
		    "cannot write the workbook (is a disk or TMPDIR full?)");
	default:
		return ub_fail(e, UB_EIO, "cannot make the workbook: %s",
		    lxw_strerror((lxw_error)x->err));
	}
}

const struct ub_expect *
ub_xl_expect(const struct ub_xl *x)
{
	return &x->expect;
}

/* --- the file ----------------------------------------------------------- */

/* The library wants it not const. */
static char *
copy(const char *s)
{
	return s == NULL ? NULL : ub_xstrdup(s);
}

struct ub_xl *
ub_xl_new(const char *path, const struct ub_xl_properties *doc)
{
	lxw_doc_properties p = { 0 };
	struct ub_xl *x = ub_xcalloc(1, sizeof(*x));

	x->path = path;
	x->lxw = workbook_new(path);
	if (x->lxw == NULL) {
		x->err = LXW_ERROR_MEMORY_MALLOC_FAILED;
		return x;
	}
	p.title = copy(doc->title);
	p.author = copy(doc->author);
	p.company = copy(doc->organisation);
	p.status = copy(doc->status);
	p.created = (time_t)doc->created * 86400;
	ub_xl_note(x, workbook_set_properties(x->lxw, &p));
	free(p.title);
	free(p.author);
	free(p.company);
	free(p.status);
	return x;
}

void
ub_xl_free(struct ub_xl *x)
{
	size_t i;

	if (x == NULL)
		return;
	if (x->lxw != NULL)
		lxw_workbook_free(x->lxw);
	for (i = 0; i < x->ntable; i++)
		free(x->table[i]);
	for (i = 0; i < x->nstreamed; i++)
		ub_xl_rows_free(x->streamed[i].rows);
	free(x->streamed);
	free(x->table);
	free(x->format);
	free(x->expect.sheet);
	ub_buf_free(&x->areas);
	ub_buf_free(&x->scratch);
	free(x);
}

/* The library prints to standard error when it fails; only commands may. */
static int
hush(void)
{
	int keep = dup(STDERR_FILENO);
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (keep >= 0 && null >= 0)
		(void)dup2(null, STDERR_FILENO);
	if (null >= 0)
		(void)close(null);
	return keep;
}

/* Rows that were streamed, into the sheets that wait for them: what is there
 * already must be what was meant. */
static enum ub_status
put_streamed(struct ub_xl *x, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	size_t i;

	if (x->nstreamed > 0)
		st = ub_verify(x->path, &x->expect, e);
	for (i = 0; st == UB_OK && i < x->nstreamed; i++) {
		const struct ub_xl_streamed *s = &x->streamed[i];
		struct ub_expect_sheet *want = &x->expect.sheet[s->index];
		struct ub_xl_rows_made made;
		char part[64];

		snprintf(part, sizeof(part), "xl/worksheets/sheet%zu.xml",
		    s->index + 1);
		st = ub_xl_rows_put(s->rows, x->path, part, &made, e);
		want->rows += made.rows;
		want->cells += made.cells;
		want->streamed = true;
		want->crc = made.crc;
	}
	return st;
}

enum ub_status
ub_xl_close(struct ub_xl *x, struct ub_err *e)
{
	enum ub_status st;
	int keep;

	if (x->err != LXW_NO_ERROR)
		return ub_xl_status(x, e);
	keep = hush();
	x->err = workbook_close(x->lxw);
	x->lxw = NULL; /* freed, failed or not */
	if (keep >= 0) {
		(void)dup2(keep, STDERR_FILENO);
		(void)close(keep);
	}
	st = ub_xl_status(x, e);
	return st == UB_OK ? put_streamed(x, e) : st;
}

/* --- formats ------------------------------------------------------------ */

const char *
ub_xl_number_format(struct ub_xl *x, bool group, int digits)
{
	int i;

	ub_buf_clear(&x->scratch);
	ub_buf_puts(&x->scratch, group ? "#,##0" : "0");
	for (i = 0; i < digits; i++)
		ub_buf_puts(&x->scratch, i == 0 ? ".0" : "0");
	return x->scratch.s;
}

static void
dress_letters(lxw_format *f, const struct ub_xl_style *s)
{
	bool head = s->look == UB_XL_HEAD || s->look == UB_XL_HEAD_RIGHT;

	if (s->bold || s->look <= UB_XL_HEADING || head)
		format_set_bold(f);
	if (s->look == UB_XL_TITLE)
		format_set_font_size(f, 14);
	if (s->look == UB_XL_HEADING)
		format_set_font_size(f, 12);
	if (s->look == UB_XL_LINK) {
		format_set_font_color(f, 0x0563C1);
		format_set_underline(f, LXW_UNDERLINE_SINGLE);
	}
	if (head)
		format_set_bottom(f, LXW_BORDER_THIN);
	if (head || s->look == UB_XL_WRAPPED || s->look == UB_XL_TEXT)
		format_set_text_wrap(f);
}

/* Light ones, that black letters stand out from. */
static const lxw_color_t tone[UB_NTONE] = { [UB_TONE_GOOD] = 0xC6E5C3,
	[UB_TONE_MIDDLE] = 0xFFF2B3,
	[UB_TONE_BAD] = 0xF6C3BB,
	[UB_TONE_HIGH] = 0x9DC3E6,
	[UB_TONE_LOW] = 0xDEEBF7,
	[UB_TONE_MISSING] = 0xD9D9D9 };

static void
dress(struct ub_xl *x, lxw_format *f, const struct ub_xl_style *s)
{
	static const uint8_t high[] = { [UB_XL_TOP] = LXW_ALIGN_VERTICAL_TOP,
		[UB_XL_MIDDLE] = LXW_ALIGN_VERTICAL_CENTER,
		[UB_XL_BOTTOM] = LXW_ALIGN_VERTICAL_BOTTOM };

	dress_letters(f, s);
	if (s->look >= UB_XL_TEXT || s->look == UB_XL_WRAPPED ||
	    s->look == UB_XL_LINK)
		format_set_align(f, high[s->high]);
	if (s->look == UB_XL_SIGN || s->look == UB_XL_DATE ||
	    s->look == UB_XL_HEAD_RIGHT || s->look == UB_XL_NUMBER) {
		format_set_align(f, LXW_ALIGN_RIGHT);
		format_set_indent(f, 1); /* apart from the next column */
	}
	if (s->tone != UB_TONE_NONE)
		format_set_bg_color(f, tone[s->tone]);
	if (s->look == UB_XL_KEY)
		format_set_align(f, LXW_ALIGN_LEFT);
	/* text stays text when somebody edits the cell: "=1+1" */
	if (s->look == UB_XL_TEXT)
		format_set_num_format(f, "@");
	if ((s->look == UB_XL_NUMBER || s->look == UB_XL_KEY) && s->digits >= 0)
		format_set_num_format(
		    f, ub_xl_number_format(x, s->group, s->digits));
	if (s->look == UB_XL_DATE)
		format_set_num_format(f, "yyyy-mm-dd");
}

static struct ub_xl_format *
find_format(struct ub_xl *x, struct ub_xl_style s)
{
	struct ub_xl_format *f;
	size_t i;

	for (i = 0; i < x->nformat; i++) {
		f = &x->format[i];
		if (f->style.look == s.look && f->style.digits == s.digits &&
		    f->style.group == s.group && f->style.bold == s.bold &&
		    f->style.high == s.high && f->style.tone == s.tone)
			return f;
	}
	x->format = ub_xgrow(x->format, x->nformat, sizeof(*x->format));
	f = &x->format[x->nformat++];
	f->style = s;
	f->lxw = workbook_add_format(x->lxw);
	f->xf = -1;
	dress(x, f->lxw, &s);
	return f;
}

static lxw_format *
format_of(struct ub_xl *x, struct ub_xl_style s)
{
	return find_format(x, s)->lxw;
}

/* Its number in the file, which makes it one of those that are used. */
static int
number_of(struct ub_xl *x, struct ub_xl_style s)
{
	struct ub_xl_format *f = find_format(x, s);

	if (f->xf < 0)
		f->xf = lxw_format_get_xf_index(f->lxw);
	return f->xf;
}

/* --- sheets ------------------------------------------------------------- */

void
ub_xl_page(struct ub_xl *x, struct ub_xl_page *p, const char *name)
{
	struct ub_expect *want = &x->expect;

	memset(p, 0, sizeof(*p));
	if (x->err != LXW_NO_ERROR)
		return;
	p->ws = workbook_add_worksheet(x->lxw, name);
	if (p->ws == NULL) {
		ub_xl_note(x, LXW_ERROR_CREATING_TMPFILE);
		return;
	}
	want->sheet = ub_xgrow(want->sheet, want->nsheet, sizeof(*want->sheet));
	memset(&want->sheet[want->nsheet], 0, sizeof(*want->sheet));
	p->index = want->nsheet++;
	worksheet_set_paper(p->ws, PAPER_A4);
	/* "2 (5)": the page, and how many there are */
	ub_xl_note(x, worksheet_set_footer(p->ws, "&C&P (&N)"));
}

void
ub_xl_lie(struct ub_xl *x, struct ub_xl_page *p)
{
	if (x->err == LXW_NO_ERROR)
		worksheet_set_landscape(p->ws);
}

void
ub_xl_fit(struct ub_xl *x, struct ub_xl_page *p, bool one)
{
	if (x->err == LXW_NO_ERROR)
		worksheet_fit_to_pages(p->ws, 1, one);
}

void
ub_xl_scale(struct ub_xl *x, struct ub_xl_page *p, unsigned percent)
{
	if (x->err == LXW_NO_ERROR)
		worksheet_set_print_scale(p->ws, (uint16_t)percent);
}

void
ub_xl_row_height(struct ub_xl *x, struct ub_xl_page *p, double points)
{
	if (x->err == LXW_NO_ERROR)
		worksheet_set_default_row(p->ws, points, LXW_FALSE);
}

void
ub_xl_breaks(struct ub_xl *x, struct ub_xl_page *p, const uint32_t *row)
{
	lxw_row_t *copy;
	size_t n;

	for (n = 0; row[n] != 0;)
		n++;
	if (x->err != LXW_NO_ERROR || n == 0)
		return;
	copy = ub_xcalloc(n + 1, sizeof(*copy)); /* it is not const there */
	memcpy(copy, row, n * sizeof(*copy));
	ub_xl_note(x, worksheet_set_h_pagebreaks(p->ws, copy));
	free(copy);
}

void
ub_xl_width(struct ub_xl *x, struct ub_xl_page *p, size_t col, size_t w)
{
	lxw_col_t c = (lxw_col_t)col;

	if (col >= LXW_COL_MAX)
		ub_xl_note(x, LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE);
	if (x->err == LXW_NO_ERROR)
		ub_xl_note(
		    x, worksheet_set_column(p->ws, c, c, (double)w, NULL));
}

void
ub_xl_height(struct ub_xl *x, struct ub_xl_page *p, double points)
{
	if (p->rows != NULL)
		ub_xl_rows_height(p->rows, points);
	else if (x->err == LXW_NO_ERROR)
		ub_xl_note(x, worksheet_set_row(p->ws, p->row, points, NULL));
}

void
ub_xl_freeze(struct ub_xl *x, struct ub_xl_page *p, uint32_t row)
{
	if (x->err == LXW_NO_ERROR)
		worksheet_freeze_panes(p->ws, row, 1);
}

void
ub_xl_repeat(struct ub_xl *x, struct ub_xl_page *p, uint32_t row, size_t ncol)
{
	if (x->err == LXW_NO_ERROR)
		ub_xl_note(x, worksheet_repeat_rows(p->ws, row, row));
	if (x->err == LXW_NO_ERROR && ncol > 0)
		ub_xl_note(x,
		    worksheet_repeat_columns(p->ws, 0, (lxw_col_t)(ncol - 1)));
}

void
ub_xl_print(struct ub_xl *x, struct ub_xl_page *p, const char *name,
    const struct ub_xl_area *area)
{
	static const char end[] = "</definedName>";
	struct ub_buf b = { 0 };
	bool more = x->area_of == p->index + 1;

	if (!more)
		ub_buf_printf(&x->areas,
		    "<definedName name=\"_xlnm.Print_Area\" "
		    "localSheetId=\"%zu\">",
		    p->index);
	else
		x->areas.len -= sizeof(end) - 1;
	x->area_of = p->index + 1;
	ub_xl_place_area(&b, name, area);
	ub_buf_puts(&x->areas, more ? "," : "");
	ub_xl_escape(&x->areas, b.s);
	ub_buf_puts(&x->areas, end);
	ub_buf_free(&b);
}

const char *
ub_xl_areas(struct ub_xl *x)
{
	ub_buf_add(&x->areas, "", 0);
	return x->areas.s;
}

/* --- cells -------------------------------------------------------------- */

enum ub_status
ub_xl_stream(struct ub_xl *x, struct ub_xl_page *p, int level, struct ub_err *e)
{
	enum ub_status st = ub_xl_status(x, e);

	if (st == UB_OK)
		st = ub_xl_rows_open(&p->rows, p->row - 1, level, e);
	if (st != UB_OK)
		return st;
	x->streamed = ub_xgrow(x->streamed, x->nstreamed, sizeof(*x->streamed));
	x->streamed[x->nstreamed++] =
	    (struct ub_xl_streamed){ p->rows, p->index };
	return UB_OK;
}

/* Is there nothing against one more cell? */
static bool
begin(struct ub_xl *x, const struct ub_xl_page *p, size_t col)
{
	if (col >= LXW_COL_MAX || p->row >= LXW_ROW_MAX)
		ub_xl_note(x, LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE);
	return x->err == LXW_NO_ERROR;
}

/* A cell that the library has taken. */
static void
count(struct ub_xl *x, const struct ub_xl_page *p, size_t col, uint64_t print)
{
	struct ub_expect_sheet *s = &x->expect.sheet[p->index];

	s->rows += col == 0;
	s->cells++;
	s->print += print;
}

/* The library would leave a cell without text out. */
static const char *
some(const char *text)
{
	return text[0] == '\0' ? " " : text;
}

void
ub_xl_text(struct ub_xl *x, struct ub_xl_page *p, size_t col, const char *text,
    struct ub_xl_style s)
{
	lxw_format *f;

	if (!begin(x, p, col))
		return;
	text = some(text);
	if (p->rows != NULL) {
		ub_xl_rows_text(p->rows, col, number_of(x, s), text);
		return;
	}
	f = format_of(x, s);
	text = ub_xl_literal(&x->scratch, text);
	ub_xl_note(
	    x, worksheet_write_string(p->ws, p->row, (lxw_col_t)col, text, f));
	count(x, p, col, ub_print_text(p->row, col, text, strlen(text)));
}

void
ub_xl_number(struct ub_xl *x, struct ub_xl_page *p, size_t col,
    const char *number, struct ub_xl_style s)
{
	double v;

	if (!begin(x, p, col))
		return;
	if (p->rows != NULL) {
		ub_xl_rows_number(p->rows, col, number_of(x, s), number);
		return;
	}
	if (!ub_real_parse(number, strlen(number), &v)) {
		ub_xl_note(x, LXW_ERROR_PARAMETER_VALIDATION);
		return;
	}
	ub_xl_note(x, worksheet_write_number(
			  p->ws, p->row, (lxw_col_t)col, v, format_of(x, s)));
	count(x, p, col, ub_print_number(p->row, col, v));
}

bool
ub_xl_date(struct ub_xl *x, struct ub_xl_page *p, size_t col, int32_t day,
    struct ub_xl_style s)
{
	char number[UB_INT_MAX + 1];

	if (day < DATE_MIN)
		return false;
	number[ub_int_print(number, (int64_t)day + EPOCH)] = '\0';
	ub_xl_number(x, p, col, number, s);
	return true;
}

static void
put_link(
    struct ub_xl *x, struct ub_xl_page *p, const char *target, const char *text)
{
	struct ub_xl_style s = { .look = UB_XL_LINK };
	lxw_format *f;

	if (!begin(x, p, 0))
		return;
	f = format_of(x, s);
	text = ub_xl_literal(&x->scratch, text);
	ub_xl_note(x,
	    worksheet_write_url_opt(p->ws, p->row, 0, target, f, text, NULL));
	count(x, p, 0, ub_print_text(p->row, 0, text, strlen(text)));
}

void
ub_xl_link(
    struct ub_xl *x, struct ub_xl_page *p, const char *sheet, const char *text)
{
	struct ub_buf target = { 0 };

	ub_xl_target(&target, sheet);
	put_link(x, p, target.s, text);
	ub_buf_free(&target);
}

void
ub_xl_web_link(
    struct ub_xl *x, struct ub_xl_page *p, const char *url, const char *text)
{
	put_link(x, p, url, text);
}

/* --- tables ------------------------------------------------------------- */

/* The library writes the headings once more, over those that are there. */
static lxw_error
add_table(struct ub_xl *x, struct ub_xl_page *p, const struct ub_sheet *s,
    lxw_row_t head, lxw_row_t last)
{
	lxw_table_column *col = ub_xcalloc(s->ncol, sizeof(*col));
	lxw_table_column **cols = ub_xcalloc(s->ncol + 1, sizeof(*cols));
	lxw_table_options o = { .no_autofilter = LXW_TRUE,
		.no_banded_rows = LXW_TRUE,
		.style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
		.style_type_number = 1,
		.columns = cols };
	lxw_error err;
	size_t c;

	for (c = 0; c < s->ncol; c++) {
		col[c].header_format =
		    format_of(x, ub_xl_head_style(&s->col[c]));
		col[c].header =
		    ub_xstrdup(ub_xl_literal(&x->scratch, s->col[c].heading));
		cols[c] = &col[c];
	}
	x->table = ub_xgrow(x->table, x->ntable, sizeof(*x->table));
	o.name = ub_xl_table_name(s->table, x->table, x->ntable);
	x->table[x->ntable++] = o.name;
	err = worksheet_add_table(
	    p->ws, head, 0, last, (lxw_col_t)(s->ncol - 1), &o);
	for (c = 0; c < s->ncol; c++)
		free(col[c].header);
	free(cols);
	free(col);
	return err;
}

void
ub_xl_table(struct ub_xl *x, struct ub_xl_page *p, const struct ub_sheet *s,
    uint32_t head, uint32_t nrow)
{
	lxw_row_t last = head + nrow;
	char range[64];

	if (x->err != LXW_NO_ERROR)
		return;
	ub_xl_note(x, add_table(x, p, s, head, last));
	x->expect.ntable++;
	/* no warning sign at codes that look like numbers */
	lxw_rowcol_to_range(range, head + 1, 0, last, (lxw_col_t)(s->ncol - 1));
	ub_xl_note(x, worksheet_ignore_errors(
			  p->ws, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range));
}
