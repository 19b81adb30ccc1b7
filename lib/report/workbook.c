/* workbook.c - see workbook.h. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include "../base/date.h"
#include "../base/num.h"
#include "workbook.h"
#include "xltext.h"

enum {
	LINE_WIDTH = 100, /* of the text above a table */
	ABOUT_A = 34,     /* widths of the first sheet's columns */
	ABOUT_B = 60,
	PAPER_A4 = 9,
	EPOCH = 25569,         /* Excel's number of 1970-01-01 */
	DATE_MIN = 61 - EPOCH, /* before 1900-03-01 its calendar is wrong */
	LINE_HEIGHT = 15,      /* points */
	LINES_MAX = 27,        /* a row of Excel is at most 409 points high */
	CHART_ROWS = 22,
	LABELS_MAX = 24 /* bars that still have room for their value */
};

enum look {
	LOOK_TITLE,
	LOOK_WARNING,
	LOOK_HEADING,
	LOOK_LINE,
	LOOK_WRAPPED,
	LOOK_LINK,
	LOOK_HEAD,
	LOOK_HEAD_RIGHT,
	LOOK_TEXT,
	LOOK_NUMBER,
	LOOK_DATE,
	LOOK_SIGN
};

/* What a cell looks like; equal ones share a format. */
struct style {
	enum look look;
	int digits;
	bool group, bold;
};

struct format {
	struct style style;
	lxw_format *lxw;
};

/* A sheet being written, from top to bottom. */
struct page {
	lxw_worksheet *ws;
	size_t index;  /* in expect */
	lxw_row_t row; /* the next */
	struct ub_buf scratch;
};

struct ub_book {
	lxw_workbook *lxw;
	struct format *format;
	size_t nformat;
	struct ub_expect expect;
	struct page about, records;
	struct ub_buf name; /* scratch */
	char **table;       /* names of Excel tables given so far */
	size_t ntable;
};

static enum ub_status
fail(struct ub_err *e, lxw_error code)
{
	switch (code) {
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
		    lxw_strerror(code));
	}
}

/* --- formats ------------------------------------------------------------ */

static void
number_format(lxw_format *f, const struct style *s)
{
	struct ub_buf b = { 0 };
	int i;

	if (s->digits < 0)
		return; /* as many decimals as there are */
	ub_buf_puts(&b, s->group ? "#,##0" : "0");
	for (i = 0; i < s->digits; i++)
		ub_buf_puts(&b, i == 0 ? ".0" : "0");
	format_set_num_format(f, b.s);
	ub_buf_free(&b);
}

static void
dress(lxw_format *f, const struct style *s)
{
	bool head = s->look == LOOK_HEAD || s->look == LOOK_HEAD_RIGHT;

	if (s->bold || s->look <= LOOK_HEADING || head)
		format_set_bold(f);
	if (s->look == LOOK_TITLE)
		format_set_font_size(f, 14);
	if (s->look == LOOK_HEADING)
		format_set_font_size(f, 12);
	if (s->look == LOOK_LINK) {
		format_set_font_color(f, 0x0563C1);
		format_set_underline(f, LXW_UNDERLINE_SINGLE);
	}
	if (s->look >= LOOK_TEXT || s->look == LOOK_WRAPPED ||
	    s->look == LOOK_LINK)
		format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
	if (s->look == LOOK_WRAPPED || head || s->look == LOOK_TEXT)
		format_set_text_wrap(f);
	if (head)
		format_set_bottom(f, LXW_BORDER_THIN);
	/* text stays text when somebody edits the cell: "=1+1" */
	if (s->look == LOOK_TEXT)
		format_set_num_format(f, "@");
	if (s->look == LOOK_NUMBER)
		number_format(f, s);
	if (s->look == LOOK_DATE)
		format_set_num_format(f, "yyyy-mm-dd");
	if (s->look == LOOK_SIGN || s->look == LOOK_DATE ||
	    s->look == LOOK_HEAD_RIGHT)
		format_set_align(f, LXW_ALIGN_RIGHT);
}

static lxw_format *
format_of(struct ub_book *b, struct style s)
{
	struct format *f;
	size_t i;

	for (i = 0; i < b->nformat; i++) {
		f = &b->format[i];
		if (f->style.look == s.look && f->style.digits == s.digits &&
		    f->style.group == s.group && f->style.bold == s.bold)
			return f->lxw;
	}
	b->format = ub_xgrow(b->format, b->nformat, sizeof(*b->format));
	f = &b->format[b->nformat++];
	f->style = s;
	f->lxw = workbook_add_format(b->lxw);
	dress(f->lxw, &s);
	return f->lxw;
}

static lxw_format *
look(struct ub_book *b, enum look l)
{
	struct style s = { l, 0, false, false };

	return format_of(b, s);
}

/* --- cells -------------------------------------------------------------- */

/* Cells come row by row, from left to right, each once. */
static void
counted(struct ub_book *b, struct page *p, lxw_col_t col)
{
	struct ub_expect_sheet *s = &b->expect.sheet[p->index];

	s->rows += col == 0;
	s->cells++;
}

static lxw_error
put_text(struct ub_book *b, struct page *p, lxw_col_t col, const char *text,
    lxw_format *f)
{
	if (text[0] == '\0') /* a cell all the same, none is left empty */
		text = " ";
	counted(b, p, col);
	return worksheet_write_string(
	    p->ws, p->row, col, ub_xl_literal(&p->scratch, text), f);
}

static lxw_error
put_link(struct ub_book *b, struct page *p, const char *sheet, const char *text)
{
	ub_buf_clear(&b->name);
	ub_xl_target(&b->name, sheet);
	counted(b, p, 0);
	return worksheet_write_url_opt(p->ws, p->row, 0, b->name.s,
	    look(b, LOOK_LINK), ub_xl_literal(&p->scratch, text), NULL);
}

/* Text above a table, broken into lines, a row each. */
static lxw_error
put_lines(struct ub_book *b, struct page *p, const char *before,
    const char *text, enum look l)
{
	struct ub_buf all = { 0 };
	lxw_error err = LXW_NO_ERROR;
	size_t shown, step, at = 0;

	ub_buf_puts(&all, before);
	ub_buf_puts(&all, text);
	for (; at < all.len && err == LXW_NO_ERROR; at += step) {
		char *line;

		step = ub_xl_line(all.s + at, LINE_WIDTH, &shown);
		line = ub_xstrndup(all.s + at, shown);
		err = put_text(b, p, 0, line, look(b, l));
		p->row++;
		free(line);
	}
	ub_buf_free(&all);
	return err;
}

static lxw_error
put_cell(struct ub_book *b, struct page *p, const struct ub_sheet *s,
    size_t row, lxw_col_t col, bool bold)
{
	const struct ub_cell *c = ub_sheet_cell(s, row, col);
	const char *text = ub_sheet_text(s, c);
	struct style style = { LOOK_TEXT, 0, false, bold };
	double v = 0;
	int32_t day = 0;

	if (c->kind == UB_CELL_DATE &&
	    ub_date_parse(text, strlen(text), &day) && day >= DATE_MIN) {
		style.look = LOOK_DATE;
		counted(b, p, col);
		return worksheet_write_number(
		    p->ws, p->row, col, day + EPOCH, format_of(b, style));
	}
	if (c->kind == UB_CELL_NUMBER &&
	    ub_real_parse(text, strlen(text), &v)) {
		style.look = LOOK_NUMBER;
		style.digits = s->col[col].digits;
		style.group = s->col[col].group;
		counted(b, p, col);
		return worksheet_write_number(
		    p->ws, p->row, col, v, format_of(b, style));
	}
	if (c->kind == UB_CELL_SIGN)
		style.look = LOOK_SIGN;
	return put_text(b, p, col, text, format_of(b, style));
}

/*
 * A row as high as its longest text needs: not every program that opens the
 * file works that out.  Before its first cell, for the library's sake.
 */
static lxw_error
set_height(struct page *p, size_t lines)
{
	if (lines <= 1)
		return LXW_NO_ERROR;
	if (lines > LINES_MAX)
		lines = LINES_MAX;
	return worksheet_set_row(
	    p->ws, p->row, (double)lines * LINE_HEIGHT, NULL);
}

static size_t
row_lines(const struct ub_sheet *s, size_t row)
{
	const struct ub_cell *c;
	size_t i, n, lines = 1;

	for (i = 0; i < s->ncol; i++) {
		c = ub_sheet_cell(s, row, i);
		if (c->kind != UB_CELL_TEXT)
			continue;
		n = ub_xl_lines(ub_sheet_text(s, c), s->col[i].width - 1);
		if (n > lines)
			lines = n;
	}
	return lines;
}

static enum ub_status
put_rows(struct ub_book *b, struct page *p, const struct ub_sheet *s,
    struct ub_err *e)
{
	lxw_error err = LXW_NO_ERROR;
	size_t r;
	lxw_col_t c;

	for (r = 0; r < s->nrow; r++, p->row++) {
		bool bold = ub_sheet_total(s, r);

		err = set_height(p, row_lines(s, r));
		for (c = 0; c < s->ncol && err == LXW_NO_ERROR; c++)
			err = put_cell(b, p, s, r, c, bold);
		if (err != LXW_NO_ERROR)
			return fail(e, err);
	}
	return UB_OK;
}

/* Over numbers the heading stands to the right, as they do. */
static lxw_format *
head_format(struct ub_book *b, const struct ub_sheet_col *col)
{
	return look(b,
	    col->type >= UB_COUNT || col->type == UB_INT || col->type == UB_DEC
		? LOOK_HEAD_RIGHT
		: LOOK_HEAD);
}

static lxw_error
put_head(struct ub_book *b, struct page *p, const struct ub_sheet *s)
{
	size_t n, lines = 1;
	lxw_error err;
	lxw_col_t c;

	for (c = 0; c < s->ncol; c++) {
		n = ub_xl_lines(s->col[c].heading, s->col[c].width - 1);
		if (n > lines)
			lines = n;
	}
	err = set_height(p, lines);
	for (c = 0; c < s->ncol && err == LXW_NO_ERROR; c++)
		err = put_text(
		    b, p, c, s->col[c].heading, head_format(b, &s->col[c]));
	p->row++;
	return err;
}

/* --- sheets ------------------------------------------------------------- */

static enum ub_status
page_open(struct ub_book *b, struct page *p, const char *name, struct ub_err *e)
{
	struct ub_expect *x = &b->expect;

	p->row = 0;
	p->ws = workbook_add_worksheet(b->lxw, name);
	if (p->ws == NULL)
		return ub_fail(
		    e, UB_EIO, "cannot make the workbook: no room for a sheet");
	x->sheet = ub_xgrow(x->sheet, x->nsheet, sizeof(*x->sheet));
	memset(&x->sheet[x->nsheet], 0, sizeof(*x->sheet));
	p->index = x->nsheet++;
	worksheet_set_paper(p->ws, PAPER_A4);
	worksheet_fit_to_pages(p->ws, 1, 0);
	return UB_OK;
}

/* How many tables and charts the reader has to look for. */
static const char *
holds(const struct ub_sheet *s, size_t nchart, char *buf, size_t size)
{
	if (s->nrow == 0)
		return "Tabellen har inga rader.";
	if (nchart == 0)
		return "Detta blad innehåller 1 tabell.";
	snprintf(buf, size, "Detta blad innehåller 1 tabell och %zu diagram.",
	    nchart);
	return buf;
}

static bool
any_gaps(const struct ub_chart *chart, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (chart[i].gaps)
			return true;
	return false;
}

static lxw_error
put_signs(struct ub_book *b, struct page *p, uint32_t reasons)
{
	struct ub_buf text = { 0 };
	lxw_error err = LXW_NO_ERROR;
	char *line, *next;

	ub_signs_text(&text, reasons);
	for (line = text.s; line != NULL && *line != '\0'; line = next) {
		next = line + strcspn(line, "\n");
		*next++ = '\0';
		if (err == LXW_NO_ERROR)
			err = put_lines(b, p, "", line, LOOK_LINE);
	}
	ub_buf_free(&text);
	return err;
}

/* What stands above the table, in column A. */
static lxw_error
put_top(struct ub_book *b, struct page *p, const struct ub_sheet *s,
    const char *contents, bool gaps)
{
	lxw_error err;

	err = put_text(b, p, 0, s->title, look(b, LOOK_TITLE));
	p->row++;
	if (err == LXW_NO_ERROR)
		err = put_lines(b, p, "", contents, LOOK_LINE);
	if (err == LXW_NO_ERROR)
		err = put_lines(b, p, "", s->note, LOOK_LINE);
	if (err == LXW_NO_ERROR && s->overlap)
		err = put_lines(
		    b, p, "", "En person kan ingå i flera grupper.", LOOK_LINE);
	if (err == LXW_NO_ERROR)
		err = put_signs(b, p, s->reasons);
	if (err == LXW_NO_ERROR && gaps)
		err = put_lines(b, p, "",
		    "I diagrammet saknas en stapel där tabellen har ett "
		    "tecken.",
		    LOOK_LINE);
	if (err == LXW_NO_ERROR && s->source[0] != '\0')
		err = put_lines(b, p, "Källa: ", s->source, LOOK_LINE);
	if (err == LXW_NO_ERROR)
		err = put_link(b, p, UB_ABOUT_NAME, "Till " UB_ABOUT_NAME);
	p->row++;
	return err;
}

static lxw_error
set_widths(struct page *p, const struct ub_sheet *s)
{
	lxw_error err = LXW_NO_ERROR;
	lxw_col_t c;

	for (c = 0; c < s->ncol && err == LXW_NO_ERROR; c++)
		err = worksheet_set_column(
		    p->ws, c, c, (double)s->col[c].width, NULL);
	return err;
}

/* Mark the range up as a table; the library writes its headings again. */
static lxw_error
mark_table(
    struct ub_book *b, struct page *p, const struct ub_sheet *s, lxw_row_t head)
{
	lxw_table_column *col = ub_xcalloc(s->ncol, sizeof(*col));
	lxw_table_column **cols = ub_xcalloc(s->ncol + 1, sizeof(*cols));
	lxw_table_options o = { .no_autofilter = LXW_TRUE,
		.no_banded_rows = LXW_TRUE,
		.style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
		.style_type_number = 1 };
	lxw_row_t last = head + (lxw_row_t)s->nrow;
	char range[64];
	lxw_error err;
	size_t c;

	for (c = 0; c < s->ncol; c++) {
		col[c].header =
		    ub_xstrdup(ub_xl_literal(&p->scratch, s->col[c].heading));
		col[c].header_format = head_format(b, &s->col[c]);
		cols[c] = &col[c];
	}
	b->table = ub_xgrow(b->table, b->ntable, sizeof(*b->table));
	o.name = ub_xl_table_name(s->table, b->table, b->ntable);
	b->table[b->ntable++] = o.name;
	o.columns = cols;
	err = worksheet_add_table(
	    p->ws, head, 0, last, (lxw_col_t)(s->ncol - 1), &o);
	for (c = 0; c < s->ncol; c++)
		free(col[c].header);
	free(cols);
	free(col);
	b->expect.ntable++;
	lxw_rowcol_to_range(range, head + 1, 0, last, (lxw_col_t)(s->ncol - 1));
	if (err == LXW_NO_ERROR)
		err = worksheet_ignore_errors(
		    p->ws, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range);
	return err;
}

/* --- charts ------------------------------------------------------------- */

/* Told apart in print without colours: dark, light, middle, then patterns. */
static void
paint(lxw_chart_series *series, size_t i)
{
	static const lxw_color_t solid[] = { 0x1F3864, 0xDCE6F2, 0x7F9DC4 };
	static const uint8_t weave[] = { LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL,
		LXW_CHART_PATTERN_PERCENT_20,
		LXW_CHART_PATTERN_NARROW_HORIZONTAL };
	lxw_chart_line line = { .color = 0x1F3864, .width = 1 };
	lxw_chart_fill fill = { .color = solid[i % 3] };
	lxw_chart_pattern pattern = {
		.fg_color = 0x1F3864, .bg_color = 0xFFFFFF, .type = weave[i % 3]
	};

	if (i < 3)
		chart_series_set_fill(series, &fill);
	else
		chart_series_set_pattern(series, &pattern);
	chart_series_set_line(series, &line);
}

static void
add_series(lxw_chart *lc, const struct ub_chart *c, const struct ub_sheet *s,
    lxw_row_t head, size_t i)
{
	lxw_chart_series *series = chart_add_series(lc, NULL, NULL);
	lxw_row_t first = head + 1 + (lxw_row_t)c->first;
	lxw_row_t last = head + 1 + (lxw_row_t)c->last;
	lxw_col_t col = (lxw_col_t)c->col[i];
	struct ub_buf f = { 0 };

	chart_series_set_categories(series, s->name, first, 0, last, 0);
	chart_series_set_values(series, s->name, first, col, last, col);
	/* by reference: a name given as text would be a formula after "=" */
	chart_series_set_name_range(series, s->name, head, col);
	paint(series, i);
	if ((c->last - c->first + 1) * c->n <= LABELS_MAX && !c->gaps) {
		ub_buf_puts(&f, s->col[col].group ? "#,##0" : "0");
		if (s->col[col].digits > 0)
			ub_buf_puts(&f, ".");
		for (int d = 0; d < s->col[col].digits; d++)
			ub_buf_puts(&f, "0");
		chart_series_set_labels(series);
		chart_series_set_labels_num_format(series, f.s);
		ub_buf_free(&f);
	}
}

static lxw_error
put_chart(struct ub_book *b, struct page *p, const struct ub_sheet *s,
    const struct ub_chart *c, lxw_row_t head)
{
	lxw_chart *lc = workbook_add_chart(b->lxw, LXW_CHART_COLUMN);
	lxw_chart_options o = { .x_scale = 1.5,
		.y_scale = 1.4,
		.object_position = LXW_OBJECT_MOVE_DONT_SIZE,
		.description = c->alt };
	lxw_chart_font font = { .size = 12, .bold = LXW_TRUE };
	lxw_chart_line grid = { .color = 0xD9D9D9, .width = 0.75F };
	lxw_error err;
	size_t i;

	for (i = 0; i < c->n; i++)
		add_series(lc, c, s, head, i);
	chart_title_set_name_range(lc, s->name, 0, 0);
	chart_title_set_name_font(lc, &font);
	chart_axis_set_name_range(lc->x_axis, s->name, head, 0);
	if (c->n == 1) {
		chart_axis_set_name_range(
		    lc->y_axis, s->name, head, (lxw_col_t)c->col[0]);
		chart_legend_set_position(lc, LXW_CHART_LEGEND_NONE);
	} else {
		chart_axis_set_name(lc->y_axis, c->y);
		chart_legend_set_position(lc, LXW_CHART_LEGEND_BOTTOM);
	}
	if (c->percent) {
		chart_axis_set_min(lc->y_axis, 0);
		chart_axis_set_max(lc->y_axis, 100);
	}
	chart_axis_set_num_format(lc->y_axis, c->percent ? "0" : "#,##0");
	chart_axis_major_gridlines_set_line(lc->y_axis, &grid);
	chart_set_series_gap(lc, 80);
	err = worksheet_insert_chart_opt(p->ws, p->row, 0, lc, &o);
	p->row += CHART_ROWS;
	b->expect.nchart++;
	return err;
}

/* --- the book ----------------------------------------------------------- */

enum ub_status
ub_book_new(struct ub_book **bp, const char *path, const struct ub_book_opt *o,
    struct ub_err *e)
{
	lxw_workbook_options lo = { .constant_memory = o->records };
	lxw_doc_properties p = { 0 };
	struct ub_book *b = ub_xcalloc(1, sizeof(*b));
	char *title = ub_xstrdup(o->title), *author = ub_xstrdup(o->author);
	enum ub_status st;

	*bp = NULL;
	b->lxw = workbook_new_opt(path, &lo);
	p.title = title;
	p.author = author;
	p.created = (time_t)o->created * 86400;
	if (b->lxw == NULL)
		st = ub_fail(e, UB_EIO, "cannot make the workbook");
	else if (workbook_set_properties(b->lxw, &p) != LXW_NO_ERROR)
		st = ub_fail(e, UB_EIO, "cannot make the workbook");
	else
		st = page_open(b, &b->about, UB_ABOUT_NAME, e);
	free(title);
	free(author);
	if (st != UB_OK) {
		ub_book_free(b);
		return st;
	}
	*bp = b;
	return UB_OK;
}

void
ub_book_free(struct ub_book *b)
{
	size_t i;

	if (b == NULL)
		return;
	if (b->lxw != NULL)
		lxw_workbook_free(b->lxw);
	for (i = 0; i < b->ntable; i++)
		free(b->table[i]);
	free(b->table);
	free(b->format);
	free(b->expect.sheet);
	ub_buf_free(&b->about.scratch);
	ub_buf_free(&b->records.scratch);
	ub_buf_free(&b->name);
	free(b);
}

enum ub_status
ub_book_table(struct ub_book *b, const struct ub_sheet *s,
    const struct ub_chart *chart, size_t nchart, struct ub_err *e)
{
	struct page p = { 0 };
	char buf[80];
	lxw_error err;
	lxw_row_t head;
	enum ub_status st;
	size_t i;

	if ((st = page_open(b, &p, s->name, e)) != UB_OK)
		return st;
	worksheet_set_landscape(p.ws);
	err = set_widths(&p, s);
	if (err == LXW_NO_ERROR)
		err = put_top(b, &p, s, holds(s, nchart, buf, sizeof(buf)),
		    any_gaps(chart, nchart));
	head = p.row;
	if (err == LXW_NO_ERROR)
		err = put_head(b, &p, s);
	st = err == LXW_NO_ERROR ? put_rows(b, &p, s, e) : fail(e, err);
	if (st == UB_OK && s->nrow > 0)
		err = mark_table(b, &p, s, head);
	if (st == UB_OK && err == LXW_NO_ERROR)
		err = worksheet_repeat_rows(p.ws, head, head);
	p.row++;
	for (i = 0; i < nchart && st == UB_OK && err == LXW_NO_ERROR; i++)
		err = put_chart(b, &p, s, &chart[i], head);
	ub_buf_free(&p.scratch);
	return st != UB_OK || err == LXW_NO_ERROR ? st : fail(e, err);
}

enum ub_status
ub_book_records_begin(
    struct ub_book *b, const struct ub_sheet *s, struct ub_err *e)
{
	struct page *p = &b->records;
	struct ub_sheet top = *s;
	enum ub_status st;
	lxw_error err;

	top.reasons = 0; /* known after the last record: on the first sheet */

	if ((st = page_open(b, p, s->name, e)) != UB_OK)
		return st;
	worksheet_set_landscape(p->ws);
	err = set_widths(p, s);
	if (err == LXW_NO_ERROR)
		err = put_top(b, p, &top,
		    "Detta blad innehåller poster. Tecknen förklaras på "
		    "bladet " UB_ABOUT_NAME ".",
		    false);
	if (err == LXW_NO_ERROR)
		err = worksheet_repeat_rows(p->ws, p->row, p->row);
	if (err == LXW_NO_ERROR)
		err = put_head(b, p, s);
	return err == LXW_NO_ERROR ? UB_OK : fail(e, err);
}

enum ub_status
ub_book_records(struct ub_book *b, const struct ub_sheet *s, struct ub_err *e)
{
	return put_rows(b, &b->records, s, e);
}

static size_t
pair_lines(const struct ub_about_line *l)
{
	size_t a = ub_xl_lines(l->a, ABOUT_A);
	size_t b = ub_xl_lines(l->b, ABOUT_B + 4);

	return a > b ? a : b;
}

static lxw_error
put_about_line(struct ub_book *b, struct page *p, const struct ub_about_line *l)
{
	lxw_error err = LXW_NO_ERROR;

	switch (l->kind) {
	case UB_ABOUT_WARNING:
		return put_lines(b, p, "", l->a, LOOK_WARNING);
	case UB_ABOUT_TEXT:
		return put_lines(b, p, "", l->a, LOOK_LINE);
	case UB_ABOUT_HEADING:
		/* air above, without an empty row */
		err = worksheet_set_row(p->ws, p->row, 26, NULL);
		if (err == LXW_NO_ERROR)
			err = put_text(b, p, 0, l->a, look(b, LOOK_HEADING));
		break;
	case UB_ABOUT_PAIR:
		err = set_height(p, pair_lines(l));
		if (err == LXW_NO_ERROR)
			err = put_text(b, p, 0, l->a, look(b, LOOK_WRAPPED));
		break;
	case UB_ABOUT_LINK:
		err = set_height(p, pair_lines(l));
		if (err == LXW_NO_ERROR)
			err = put_link(b, p, l->a, l->a);
		break;
	}
	if (err == LXW_NO_ERROR && l->b != NULL)
		err = put_text(b, p, 1, l->b, look(b, LOOK_WRAPPED));
	p->row++;
	return err;
}

enum ub_status
ub_book_about(struct ub_book *b, const char *title,
    const struct ub_about_line *line, size_t n, struct ub_err *e)
{
	struct page *p = &b->about;
	lxw_error err;
	size_t i;

	err = worksheet_set_column(p->ws, 0, 0, ABOUT_A, NULL);
	if (err == LXW_NO_ERROR)
		err = worksheet_set_column(p->ws, 1, 1, ABOUT_B, NULL);
	if (err == LXW_NO_ERROR)
		err = put_text(b, p, 0, title, look(b, LOOK_TITLE));
	p->row++;
	for (i = 0; i < n && err == LXW_NO_ERROR; i++)
		err = put_about_line(b, p, &line[i]);
	return err == LXW_NO_ERROR ? UB_OK : fail(e, err);
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

enum ub_status
ub_book_close(struct ub_book *b, struct ub_err *e)
{
	lxw_error err;
	int keep = hush();

	err = workbook_close(b->lxw);
	b->lxw = NULL; /* freed, failed or not */
	if (keep >= 0) {
		(void)dup2(keep, STDERR_FILENO);
		(void)close(keep);
	}
	return err == LXW_NO_ERROR ? UB_OK : fail(e, err);
}

const struct ub_expect *
ub_book_expect(const struct ub_book *b)
{
	return &b->expect;
}
