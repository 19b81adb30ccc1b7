/* workbook.c - see workbook.h. */
#include <stdio.h>
#include <stdlib.h>

#include "../base/date.h"
#include "../base/num.h"
#include "../base/unicode.h"
#include "symbol.h"
#include "workbook.h"
#include "xl.h"
#include "xltext.h"

enum {
	LINE_WIDTH = 100, /* of the text above a table */
	ABOUT_A = 34,     /* widths of the first sheet's columns */
	ABOUT_B = 60,
	ABOUT_SLACK = 4,     /* prose is narrower than digits */
	HEADING_HEIGHT = 26, /* points: air above, without an empty row */
	LINE_HEIGHT = 15,
	ABOUT_SCALE = 90,   /* per cent, where it goes on to another page */
	ABOUT_POINTS = 780, /* of its rows on a page then */
	ROW_PIXELS = 22,  /* of a table: clear of the line below its headings */
	PAGE_LESS = 1100, /* what can be made to fit A4 that stands */
	PAGE_SCALED = 1200, /* of A4 that lies, in the digits of Calibri */
	PAGE_SHRUNK = 2000, /* what can be made to fit and still be read */
	DIGIT_PIXELS = 10,  /* of a wide font, as Calibri may be missing */
	TITLE_PIXELS = 11,  /* a character of a title */
	PAGE_HEIGHT = 600,  /* and between the others */
	LYING_POINTS = 440, /* of rows on A4 that lies, and that stands */
	TALL_POINTS = 680,
	HEAD_PIXELS = 38, /* of headings in three lines, above a row */
	SCALE_MIN = 40,   /* per cent of a page with a chart */
	LINES_MAX = 27    /* a row of Excel is at most 409 points high */
};

struct ub_book {
	const struct ub_words *words;
	struct ub_xl *xl;
	struct ub_xl_page about;
	struct ub_xl_page rows; /* of any length */
	uint32_t head;          /* of that sheet: its headings' row */
	uint32_t signs;         /* the row for what its signs mean; 0: none */
	int level;
};

static struct ub_xl_style
look(enum ub_xl_look l)
{
	struct ub_xl_style s = { .look = l };

	return s;
}

/* --- parts of a sheet --------------------------------------------------- */

/* A line that names an address of the web leads there. */
static void
put_line(struct ub_book *b, struct ub_xl_page *p, const char *line,
    enum ub_xl_look l)
{
	struct ub_buf url = { 0 };

	if (l == UB_XL_LINE && ub_xl_web(&url, line))
		ub_xl_web_link(b->xl, p, url.s, line);
	else
		ub_xl_text(b->xl, p, 0, line, look(l));
	ub_buf_free(&url);
}

/* Text above a table, broken into lines, a row each. */
static void
put_lines(struct ub_book *b, struct ub_xl_page *p, const char *before,
    const char *text, enum ub_xl_look l)
{
	struct ub_buf all = { 0 };
	size_t shown, step, at;
	char *line;

	ub_buf_puts(&all, before);
	ub_buf_puts(&all, text);
	for (at = 0; at < all.len; at += step) {
		step = ub_xl_line(all.s + at, LINE_WIDTH, &shown);
		line = ub_xstrndup(all.s + at, shown);
		put_line(b, p, line, l);
		p->row++;
		free(line);
	}
	ub_buf_free(&all);
}

/* A row as high as its longest text needs: not every program that opens the
 * file works that out. */
static void
set_height(struct ub_book *b, struct ub_xl_page *p, size_t lines)
{
	if (lines > LINES_MAX)
		lines = LINES_MAX;
	if (lines <= 1)
		return;
	ub_xl_height(b->xl, p, (double)lines * LINE_HEIGHT);
	p->extra += (double)(lines - 1) * LINE_HEIGHT;
}

static size_t
most(size_t a, size_t b)
{
	return a > b ? a : b;
}

static size_t
row_lines(const struct ub_sheet *s, size_t row)
{
	const struct ub_cell *c;
	size_t i, lines = 1;

	for (i = 0; i < s->ncol; i++) {
		c = ub_sheet_cell(s, row, i);
		if (c->kind == UB_CELL_TEXT)
			lines = most(lines, ub_xl_lines(ub_sheet_text(s, c),
						s->col[i].width - 1));
	}
	return lines;
}

static int
decimals(const char *number)
{
	const char *point = strchr(number, '.');

	return point == NULL ? 0 : (int)strlen(point + 1);
}

static void
put_cell(struct ub_book *b, struct ub_xl_page *p, const struct ub_sheet *s,
    size_t row, size_t col, struct ub_xl_style style)
{
	const struct ub_cell *c = ub_sheet_cell(s, row, col);
	const char *text = ub_sheet_text(s, c);
	int32_t day = 0;

	style.tone = c->tone;
	if (c->kind == UB_CELL_DATE &&
	    ub_date_parse(text, strlen(text), &day)) {
		style.look = UB_XL_DATE;
		if (ub_xl_date(b->xl, p, col, day, style))
			return;
		style.look = UB_XL_TEXT;
	}
	if (c->kind == UB_CELL_NUMBER) {
		style.look =
		    s->col[col].role == UB_ROLE_KEY ? UB_XL_KEY : UB_XL_NUMBER;
		style.digits = s->col[col].digits;
		if (style.digits == UB_SHEET_OWN_DIGITS)
			style.digits = decimals(text);
		style.group = s->col[col].group;
		ub_xl_number(b->xl, p, col, text, style);
		return;
	}
	if (c->kind == UB_CELL_SIGN || c->kind == UB_CELL_WORD ||
	    (s->col[col].type >= UB_SHARE && text[0] == '<'))
		style.look = UB_XL_SIGN;
	ub_xl_text(b->xl, p, col, text, style);
}

static void
put_rows(struct ub_book *b, struct ub_xl_page *p, const struct ub_sheet *s,
    size_t first, size_t last, bool table)
{
	struct ub_xl_style style = { .look = UB_XL_TEXT };
	size_t r, c, lines;

	for (r = first; r < last; r++, p->row++) {
		style.bold = ub_sheet_total(s, r);
		lines = row_lines(s, r);
		style.low = table && lines == 1;
		set_height(b, p, lines);
		for (c = 0; c < s->ncol; c++)
			put_cell(b, p, s, r, c, style);
	}
}

static void
put_head(struct ub_book *b, struct ub_xl_page *p, const struct ub_sheet *s)
{
	size_t c, lines = 1;

	for (c = 0; c < s->ncol; c++)
		lines = most(
		    lines, ub_xl_lines(s->col[c].heading, s->col[c].width - 1));
	set_height(b, p, lines);
	for (c = 0; c < s->ncol; c++)
		ub_xl_text(b->xl, p, c, s->col[c].heading,
		    ub_xl_head_style(&s->col[c]));
	p->row++;
}

/* Lines that end in a newline each. */
static void
put_each(struct ub_book *b, struct ub_xl_page *p, const char *text)
{
	size_t len;
	char *line;

	for (; *text != '\0'; text += len + (text[len] != '\0')) {
		len = strcspn(text, "\n");
		line = ub_xstrndup(text, len);
		put_lines(b, p, "", line, UB_XL_LINE);
		free(line);
	}
}

static void
put_signs(struct ub_book *b, struct ub_xl_page *p, const struct ub_sheet *s)
{
	struct ub_buf text = { 0 };

	ub_signs_text(&text, s->words, s->reasons);
	if (s->english[0] != '\0')
		ub_signs_other(&text, s->words, s->reasons);
	if (text.len > 0)
		put_each(b, p, text.s);
	ub_buf_free(&text);
}

/* Which reasons there are is known after the last row, but not how many lines
 * they take: so each sign has one, with what it means mostly where it does not
 * occur. */
static uint32_t
each_sign(const struct ub_words *w, uint32_t reasons)
{
	static const char usual[] = { 's', UB_MISS_EMPTY, 'e' };

	for (size_t i = 0; i < sizeof(usual); i++) {
		const char *sign = ub_say_sign(w, usual[i]);
		uint32_t same = ub_sheet_reason(usual[i]);

		for (char r = 'a'; r <= 'z'; r++)
			if (strcmp(ub_say_sign(w, r), sign) == 0)
				same |= ub_sheet_reason(r);
		if (!(reasons & same))
			reasons |= ub_sheet_reason(usual[i]);
	}
	return reasons;
}

static void
signs_of(const struct ub_sheet *s, struct ub_buf *text)
{
	ub_signs_text(text, s->words, each_sign(s->words, s->reasons));
	if (s->english[0] != '\0')
		ub_signs_other(text, s->words, each_sign(s->words, s->reasons));
}

/* Rows for as many lines as that, which come later. */
static void
keep_signs(struct ub_book *b, const struct ub_sheet *s)
{
	struct ub_buf text = { 0 };

	signs_of(s, &text);
	b->signs = b->rows.row;
	for (const char *p = text.s; (p = strchr(p, '\n')) != NULL; p++)
		b->rows.row++;
	ub_buf_free(&text);
}

static void
put_kept_signs(struct ub_book *b, const struct ub_sheet *s)
{
	struct ub_buf text = { 0 };
	struct ub_xl_page p = b->rows;
	char *line, *end;

	p.rows = NULL; /* above those that are written as they come */
	p.row = b->signs;
	signs_of(s, &text);
	for (line = text.s; (end = strchr(line, '\n')) != NULL;
	     line = end + 1) {
		*end = '\0';
		ub_xl_text(b->xl, &p, 0, line, look(UB_XL_LINE));
		p.row++;
	}
	ub_buf_free(&text);
}

/* Whom the charts do not show: charts that lack the same say it once. */
static void
put_gaps(struct ub_book *b, struct ub_xl_page *p, const struct ub_chart *chart,
    size_t nchart)
{
	struct ub_buf text = { 0 };
	size_t i, k;

	for (i = 0; i < nchart; i++) {
		for (k = 0; k < i; k++)
			if (ub_chart_lack_same(&chart[k], &chart[i]))
				break;
		if (!chart[i].gaps || k < i)
			continue;
		ub_buf_clear(&text);
		ub_chart_lacks(&text, &chart[i], b->words);
		put_lines(b, p, "", text.s, UB_XL_LINE);
	}
	ub_buf_free(&text);
}

/* A link to the first sheet. */
static void
link_first(struct ub_book *b, struct ub_xl_page *p)
{
	const char *first = ub_say(b->words, UB_ABOUT_NAME);
	struct ub_buf text = { 0 };

	ub_buf_printf(&text, ub_say(b->words, "Till %s"), first);
	ub_xl_link(b->xl, p, first, text.s);
	p->row++;
	ub_buf_free(&text);
}

/* What stands above the table, in column A. */
static void
put_top(struct ub_book *b, struct ub_xl_page *p, const struct ub_sheet *s,
    const char *contents, const struct ub_chart *chart, size_t nchart)
{
	size_t c;

	for (c = 0; c < s->ncol; c++)
		ub_xl_width(b->xl, p, c, s->col[c].width);
	ub_xl_text(b->xl, p, 0, s->title, look(UB_XL_TITLE));
	p->row++;
	if (s->english[0] != '\0') { /* as many lines as the Swedish title */
		ub_xl_text(b->xl, p, 0, s->english, look(UB_XL_LINE));
		p->row++;
	}
	put_lines(b, p, "", contents, UB_XL_LINE);
	put_lines(b, p, "", s->note, UB_XL_LINE);
	put_each(b, p, s->notes);
	if (s->overlap)
		put_lines(b, p, "",
		    ub_say(b->words, "En person kan ingå i flera grupper."),
		    UB_XL_LINE);
	if (p == &b->rows && b->signs > 0)
		keep_signs(b, s);
	else
		put_signs(b, p, s);
	put_gaps(b, p, chart, nchart);
	if (s->source[0] != '\0')
		put_lines(
		    b, p, ub_say(b->words, "Källa: "), s->source, UB_XL_LINE);
	link_first(b, p);
}

/* --- the book ----------------------------------------------------------- */

struct ub_book *
ub_book_new(const char *path, const struct ub_book_opt *o)
{
	struct ub_book *b = ub_xcalloc(1, sizeof(*b));
	const struct ub_xl_properties doc = { .title = o->title,
		.author = o->author,
		.organisation = o->organisation,
		.status = o->status,
		.created = o->created };

	b->words = o->words;
	b->level = o->level;
	b->xl = ub_xl_new(path, &doc);
	ub_xl_page(b->xl, &b->about, ub_say(b->words, UB_ABOUT_NAME), false);
	return b;
}

void
ub_book_free(struct ub_book *b)
{
	if (b == NULL)
		return;
	ub_xl_free(b->xl);
	free(b);
}

/* How many tables and charts the reader has to look for. */
static char *
holds(const struct ub_book *b, size_t nchart)
{
	struct ub_buf text = { 0 };

	if (nchart > 1)
		ub_buf_printf(&text,
		    ub_say(b->words,
			"Detta blad innehåller 1 tabell och %zu diagram."),
		    nchart);
	else
		ub_buf_puts(&text,
		    ub_say(b->words,
			nchart == 0
			    ? "Detta blad innehåller 1 tabell."
			    : "Detta blad innehåller 1 tabell och 1 diagram."));
	return text.s; /* freed with free() */
}

/* The rows that A4 that lies has room for, at a size of percent. */
static uint32_t
page_rows(unsigned percent)
{
	return (PAGE_HEIGHT * 100U / percent - HEAD_PIXELS) / ROW_PIXELS;
}

/* Can what there is so far be too long for one page? */
static bool
pages(const struct ub_xl_page *p, bool tall, unsigned percent)
{
	double points = p->row * ROW_PIXELS * 0.75 + p->extra;

	return points * percent / 100 > (tall ? TALL_POINTS : LYING_POINTS);
}

/* Charts below the table, none of them across two pages. */
static void
put_charts(struct ub_book *b, struct ub_xl_page *p, const struct ub_sheet *s,
    const struct ub_chart *chart, size_t nchart, uint32_t head,
    unsigned percent)
{
	uint32_t *row = ub_xcalloc(nchart + 1, sizeof(*row));
	uint32_t before;
	size_t i, n = 0;

	for (i = 0; i < nchart; i++) {
		before = p->row;
		ub_xl_chart(b->xl, p, s, &chart[i], head, percent);
		if (p->row - 1 > page_rows(percent)) /* air is below */
			row[n++] = before;
	}
	ub_xl_breaks(b->xl, p, row);
	free(row);
}

static size_t
table_pixels(const struct ub_sheet *s)
{
	size_t pixels = 0;

	for (size_t c = 0; c < s->ncol; c++)
		pixels += s->col[c].width * DIGIT_PIXELS;
	return pixels;
}

static size_t
title_pixels(const struct ub_sheet *s)
{
	return ub_width(s->title, strlen(s->title)) * TITLE_PIXELS;
}

/* A table that is no wider is printed on the width of one page. */
static bool
fits(const struct ub_sheet *s)
{
	return s->one_page || table_pixels(s) <= PAGE_SHRUNK;
}

/* How a table is printed: fitted to the width of its page, which stands where
 * it can.  With a chart it is made smaller by per cent, as what is fitted is
 * not broken before a chart; returns the per cent. */
static unsigned
set_paper(struct ub_book *b, struct ub_xl_page *p, const struct ub_sheet *s,
    bool chart)
{
	size_t all = most(table_pixels(s), title_pixels(s)), percent;

	if (s->one_page || (!chart && fits(s)))
		ub_xl_fit(b->xl, p, s->one_page);
	if (s->one_page || !chart || all <= PAGE_SCALED)
		return 100;
	percent = most(SCALE_MIN, PAGE_SCALED * 100 / all);
	ub_xl_scale(b->xl, p, (unsigned)percent);
	return (unsigned)percent;
}

enum ub_status
ub_book_table(struct ub_book *b, const struct ub_sheet *s,
    const struct ub_chart *chart, size_t nchart, struct ub_err *e)
{
	struct ub_xl_page p;
	uint32_t head;
	char *what = holds(b, nchart);
	bool wide, tall = nchart == 0 &&
			  most(table_pixels(s), title_pixels(s)) <= PAGE_LESS;
	unsigned percent;

	ub_xl_page(b->xl, &p, s->name, !tall);
	ub_xl_row_height(b->xl, &p, ROW_PIXELS * 0.75);
	percent = set_paper(b, &p, s, nchart > 0);
	put_top(b, &p, s, what, chart, nchart);
	free(what);
	head = p.row;
	put_head(b, &p, s);
	put_rows(b, &p, s, 0, s->nrow, true);
	ub_xl_table(b->xl, &p, s, head, (uint32_t)s->nrow);
	/* headings where the table goes on to another page, keys where its
	 * columns do: a chart lies over them, and a piece of it would be
	 * repeated.  What is repeated for nothing makes LibreOffice three times
	 * as slow to open a book of many sheets */
	wide = nchart == 0 && !fits(s);
	if (wide || (nchart > 0 ? p.row > page_rows(percent)
				: pages(&p, tall, percent)))
		ub_xl_repeat(b->xl, &p, head, wide ? s->nkey : 0);
	if (s->freeze)
		ub_xl_freeze(b->xl, &p, head + 1);
	p.row++;
	put_charts(b, &p, s, chart, nchart, head, percent);
	return ub_xl_status(b->xl, e);
}

enum ub_status
ub_book_rows_begin(struct ub_book *b, const struct ub_sheet *s,
    const char *holds, bool signs, struct ub_err *e)
{
	struct ub_xl_page *p = &b->rows;
	struct ub_sheet top = *s;

	top.reasons = 0; /* not yet known */
	b->signs = signs;
	ub_xl_page(b->xl, p, s->name, true);
	put_top(b, p, &top, holds, NULL, 0);
	b->head = p->row;
	ub_xl_repeat(b->xl, p, p->row, s->nkey);
	if (s->freeze)
		ub_xl_freeze(b->xl, p, p->row + 1);
	put_head(b, p, s);
	return ub_xl_stream(b->xl, p, b->level, e);
}

size_t
ub_book_room(const struct ub_book *b)
{
	return UB_BOOK_ROWS - b->rows.row;
}

enum ub_status
ub_book_rows(struct ub_book *b, const struct ub_sheet *s, size_t first,
    size_t last, struct ub_err *e)
{
	put_rows(b, &b->rows, s, first, last, false);
	return ub_xl_status(b->xl, e);
}

enum ub_status
ub_book_rows_end(struct ub_book *b, const struct ub_sheet *s, struct ub_err *e)
{
	ub_xl_table(b->xl, &b->rows, s, b->head, b->rows.row - b->head - 1);
	if (b->signs > 0)
		put_kept_signs(b, s);
	return ub_xl_status(b->xl, e);
}

static size_t
pair_lines(const struct ub_about_line *l)
{
	return most(ub_xl_lines(l->a, ABOUT_A),
	    ub_xl_lines(l->b, ABOUT_B + ABOUT_SLACK));
}

static void
put_pair(struct ub_book *b, struct ub_xl_page *p, const struct ub_about_line *l)
{
	set_height(b, p, pair_lines(l));
	if (l->kind == UB_ABOUT_LINK)
		ub_xl_link(b->xl, p, l->a, l->a);
	else
		ub_xl_text(b->xl, p, 0, l->a, look(UB_XL_WRAPPED));
	ub_xl_text(b->xl, p, 1, l->b, look(UB_XL_WRAPPED));
	p->row++;
}

static void
put_about_line(
    struct ub_book *b, struct ub_xl_page *p, const struct ub_about_line *l)
{
	switch (l->kind) {
	case UB_ABOUT_WARNING:
		put_lines(b, p, "", l->a, UB_XL_WARNING);
		break;
	case UB_ABOUT_TEXT:
		put_lines(b, p, "", l->a, UB_XL_LINE);
		break;
	case UB_ABOUT_HEADING:
		ub_xl_height(b->xl, p, HEADING_HEIGHT);
		ub_xl_text(b->xl, p, 0, l->a, look(UB_XL_HEADING));
		p->row++;
		break;
	case UB_ABOUT_PAIR:
	case UB_ABOUT_LINK:
		put_pair(b, p, l);
		break;
	}
}

static double
about_points(const struct ub_about_line *l)
{
	size_t lines = 1;

	if (l->kind == UB_ABOUT_HEADING)
		return HEADING_HEIGHT;
	if (l->kind == UB_ABOUT_TEXT || l->kind == UB_ABOUT_WARNING)
		lines = ub_xl_lines(l->a, LINE_WIDTH);
	else
		lines = pair_lines(l);
	return (double)lines * LINE_HEIGHT;
}

/* Does line k go on what i begins?  A heading has what is below it. */
static bool
goes_on(const struct ub_about_text *text, size_t i, size_t k)
{
	enum ub_about_kind kind = text->line[k].kind;

	return kind == UB_ABOUT_TEXT ||
	       (k == i + 1 && kind != UB_ABOUT_HEADING &&
		   text->line[i].kind == UB_ABOUT_HEADING);
}

/* Breaks of pages before the headings whose texts would go on on the next: at
 * is what stands on the page.  Returns the points of all. */
static double
break_text(const struct ub_about_text *text, bool *before)
{
	double all = LINE_HEIGHT, at = all, part;
	size_t i, k;

	for (i = 0; i < text->n; i = k) {
		part = about_points(&text->line[i]);
		for (k = i + 1; k < text->n && goes_on(text, i, k); k++)
			part += about_points(&text->line[k]);
		all += part;
		at += part;
		if (at <= ABOUT_POINTS)
			continue;
		before[i] = text->line[i].kind == UB_ABOUT_HEADING &&
			    part <= ABOUT_POINTS;
		at = part;
	}
	return all;
}

static void
put_text(struct ub_book *b, struct ub_xl_page *p, const char *title,
    const struct ub_about_text *text)
{
	bool *before = ub_xcalloc(text->n + 1, sizeof(*before));
	uint32_t *row = ub_xcalloc(text->n + 1, sizeof(*row));
	bool one = break_text(text, before) <= ABOUT_POINTS * ABOUT_SCALE / 100;
	size_t i, n = 0;

	/* what is fitted is not broken elsewhere */
	if (one)
		ub_xl_fit(b->xl, p, false);
	else
		ub_xl_scale(b->xl, p, ABOUT_SCALE);
	ub_xl_width(b->xl, p, 0, ABOUT_A);
	ub_xl_width(b->xl, p, 1, ABOUT_B);
	ub_xl_text(b->xl, p, 0, title, look(UB_XL_TITLE));
	p->row++;
	for (i = 0; i < text->n; i++) {
		if (before[i] && !one)
			row[n++] = p->row;
		put_about_line(b, p, &text->line[i]);
	}
	ub_xl_breaks(b->xl, p, row);
	free(row);
	free(before);
}

enum ub_status
ub_book_about(struct ub_book *b, const char *title,
    const struct ub_about_text *text, struct ub_err *e)
{
	put_text(b, &b->about, title, text);
	return ub_xl_status(b->xl, e);
}

enum ub_status
ub_book_text(struct ub_book *b, const char *title,
    const struct ub_about_text *text, struct ub_err *e)
{
	struct ub_xl_page p;

	ub_xl_page(b->xl, &p, title, false);
	put_text(b, &p, title, text);
	link_first(b, &p);
	return ub_xl_status(b->xl, e);
}

enum ub_status
ub_book_close(struct ub_book *b, struct ub_err *e)
{
	return ub_xl_close(b->xl, e);
}

const struct ub_expect *
ub_book_expect(const struct ub_book *b)
{
	return ub_xl_expect(b->xl);
}
