/* workbook.c - see workbook.h. */
#include <stdio.h>
#include <stdlib.h>

#include "../base/date.h"
#include "../base/num.h"
#include "../base/unicode.h"
#include "paper.h"
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
	LINE_HEIGHT = UB_PAPER_LINE,
	ABOUT_SCALE = 90,   /* per cent, where it goes on to another page, */
	ABOUT_LEAST = 80,   /* or less for a page fewer */
	ABOUT_POINTS = 702, /* of its rows on a page, at 100 */
	TITLE_LONG = 100,   /* characters: a longer one is in smaller letters */
	TITLE_PIXELS = 9,   /* of a character of a title, */
	LONG_PIXELS = 8,    /* of a long one, */
	PROSE_PIXELS = 6,   /* and of what is below it */
	LINES_MAX = 27      /* a row of Excel is at most 409 points high */
};

struct ub_book {
	const struct ub_words *words;
	struct ub_xl *xl;
	struct ub_xl_page about;
	struct ub_xl_page rows; /* of any length */
	uint32_t head;          /* of that sheet: its headings' row */
	struct ub_paper paper;  /* and its pieces */
	uint32_t signs;         /* the row for what its signs mean; 0: none */
	uint8_t *lines;         /* of the rows of a table; owned */
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
	if (lines > 1)
		ub_xl_height(
		    b->xl, p, ub_paper_points(ub_least(lines, LINES_MAX)));
}

static size_t
row_lines(const struct ub_sheet *s, size_t row)
{
	const struct ub_cell *c;
	size_t i, lines = 1;

	for (i = 0; i < s->ncol; i++) {
		c = ub_sheet_cell(s, row, i);
		if (c->kind == UB_CELL_TEXT)
			lines = ub_most(lines, ub_xl_lines(ub_sheet_text(s, c),
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

/* Tells how many lines each row has, of those that are kept. */
static void
put_rows(struct ub_book *b, struct ub_xl_page *p, const struct ub_sheet *s,
    size_t first, size_t last, uint8_t *kept)
{
	struct ub_xl_style style = { .look = UB_XL_TEXT };
	size_t r, c, lines;

	for (r = first; r < last; r++, p->row++) {
		style.bold = ub_sheet_total(s, r);
		lines = row_lines(s, r);
		style.high = kept == NULL ? UB_XL_TOP
			     : lines == 1 ? UB_XL_BOTTOM
					  : UB_XL_MIDDLE;
		if (kept != NULL) {
			kept[r] = (uint8_t)ub_least(lines, LINES_MAX);
			if (lines > 1)
				ub_xl_height(b->xl, p, ub_paper_row(kept[r]));
		} else {
			set_height(b, p, lines);
		}
		for (c = 0; c < s->ncol; c++)
			put_cell(b, p, s, r, c, style);
	}
}

static size_t
head_lines(const struct ub_sheet *s)
{
	size_t lines = 1;

	for (size_t c = 0; c < s->ncol; c++)
		lines = ub_most(
		    lines, ub_xl_lines(s->col[c].heading, s->col[c].width - 1));
	return ub_least(lines, LINES_MAX);
}

static void
put_head(struct ub_book *b, struct ub_xl_page *p, const struct ub_sheet *s)
{
	size_t c;

	set_height(b, p, head_lines(s));
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

static bool
is_long(const char *title)
{
	return ub_width(title, strlen(title)) > TITLE_LONG;
}

/* What stands above the table, in column A. */
static void
put_top(struct ub_book *b, struct ub_xl_page *p, const struct ub_sheet *s,
    const char *contents, const struct ub_chart *chart, size_t nchart)
{
	size_t c;

	for (c = 0; c < s->ncol; c++)
		ub_xl_width(b->xl, p, c, s->col[c].width);
	ub_xl_text(b->xl, p, 0, s->title,
	    look(is_long(s->title) ? UB_XL_HEADING : UB_XL_TITLE));
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
	ub_xl_page(b->xl, &b->about, ub_say(b->words, UB_ABOUT_NAME));
	return b;
}

void
ub_book_free(struct ub_book *b)
{
	if (b == NULL)
		return;
	ub_xl_free(b->xl);
	ub_paper_free(&b->paper);
	free(b->lines);
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

/* --- a table on paper ---------------------------------------------------- */

static size_t
title_pixels(const char *title)
{
	return ub_width(title, strlen(title)) *
	       (is_long(title) ? LONG_PIXELS : TITLE_PIXELS);
}

static size_t
top_pixels(const struct ub_sheet *s)
{
	size_t text = ub_most(title_pixels(s->title),
	    ub_width(s->english, strlen(s->english)) * PROSE_PIXELS);

	return ub_most(
	    text, s->note[0] != '\0' ? LINE_WIDTH * PROSE_PIXELS : 0);
}

/* The pieces of a table that is too wide, from its rows head to last: the first
 * with what is above and, to end, below it. */
static void
print_pieces(struct ub_book *b, struct ub_xl_page *p, const struct ub_sheet *s,
    const struct ub_paper *paper, uint32_t head, uint32_t last, uint32_t end)
{
	for (size_t i = 0; i < paper->npiece && paper->npiece > 1; i++) {
		const struct ub_xl_area area = { .row = i == 0 ? 0 : head,
			.last_row = i == 0 ? end : last,
			.col = paper->first[i],
			.last_col = (i + 1 < paper->npiece ? paper->first[i + 1]
							   : s->ncol) -
				    1 };

		ub_xl_print(b->xl, p, s->name, &area);
	}
	if (paper->widen > 0)
		ub_xl_width(b->xl, p, paper->first[1] - 1,
		    s->col[paper->first[1] - 1].width + paper->widen);
}

static void
set_paper(struct ub_book *b, struct ub_xl_page *p, const struct ub_paper *paper,
    uint32_t head)
{
	if (paper->lying)
		ub_xl_lie(b->xl, p);
	if (paper->fit)
		ub_xl_fit(b->xl, p, paper->one);
	else if (paper->percent < 100)
		ub_xl_scale(b->xl, p, paper->percent);
	/* what is repeated for nothing makes LibreOffice three times as slow to
	 * open a book of many sheets */
	if (paper->down || paper->npiece > 1)
		ub_xl_repeat(
		    b->xl, p, head, paper->npiece > 1 ? paper->nrepeat : 0);
}

static void
plan_paper(struct ub_book *b, struct ub_paper *paper, const struct ub_sheet *s,
    const struct ub_chart *chart, size_t nchart, uint32_t head)
{
	double *points = ub_xcalloc(nchart + 1, sizeof(*points));
	struct ub_paper_in in = { .s = s,
		.lines = b->lines,
		.top = (head + 1) * ub_paper_points(1),
		.head = ub_paper_points(head_lines(s)),
		.text = top_pixels(s),
		.chart = points,
		.nchart = nchart };

	for (size_t i = 0; i < nchart; i++) {
		points[i] = ub_xl_chart_points(&chart[i]);
		in.wide_chart |= ub_xl_chart_wide(&chart[i], s);
	}
	ub_paper_plan(paper, &in);
	free(points);
}

/* Charts below the table; and the rows that begin a page. */
static void
put_charts(struct ub_book *b, struct ub_xl_page *p, const struct ub_sheet *s,
    const struct ub_chart *chart, size_t nchart, uint32_t head,
    const struct ub_paper *paper)
{
	uint32_t *row = ub_xcalloc(paper->nbrk + 1, sizeof(*row));
	size_t n = 0;

	for (; n < paper->nbrk && paper->brk[n] < s->nrow; n++)
		row[n] = head + 1 + (uint32_t)paper->brk[n];
	for (size_t i = 0; i < nchart; i++) {
		if (n < paper->nbrk && paper->brk[n] == s->nrow + i)
			row[n++] = p->row;
		ub_xl_chart(b->xl, p, s, &chart[i], head,
		    paper->lying ? UB_PAPER_CHART_LYING : UB_PAPER_CHART,
		    paper->percent);
	}
	ub_xl_breaks(b->xl, p, row);
	free(row);
}

enum ub_status
ub_book_table(struct ub_book *b, const struct ub_sheet *s,
    const struct ub_chart *chart, size_t nchart, struct ub_err *e)
{
	struct ub_xl_page p;
	struct ub_paper paper;
	uint32_t head, last;
	char *what = holds(b, nchart);

	ub_xl_page(b->xl, &p, s->name);
	ub_xl_row_height(b->xl, &p, ub_paper_points(1));
	put_top(b, &p, s, what, chart, nchart);
	free(what);
	head = p.row;
	put_head(b, &p, s);
	b->lines = ub_xreallocarray(b->lines, s->nrow, sizeof(*b->lines));
	put_rows(b, &p, s, 0, s->nrow, b->lines);
	last = p.row - 1;
	ub_xl_table(b->xl, &p, s, head, (uint32_t)s->nrow);
	if (s->freeze)
		ub_xl_freeze(b->xl, &p, head + 1);
	p.row++;
	plan_paper(b, &paper, s, chart, nchart, head);
	set_paper(b, &p, &paper, head);
	put_charts(b, &p, s, chart, nchart, head, &paper);
	print_pieces(b, &p, s, &paper, head, last, nchart > 0 ? p.row : last);
	ub_paper_free(&paper);
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
	ub_xl_page(b->xl, p, s->name);
	put_top(b, p, &top, holds, NULL, 0);
	b->head = p->row;
	ub_paper_free(&b->paper);
	ub_paper_plan_width(&b->paper, s, top_pixels(s));
	set_paper(b, p, &b->paper, b->head);
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
	put_rows(b, &b->rows, s, first, last, NULL);
	return ub_xl_status(b->xl, e);
}

enum ub_status
ub_book_rows_end(struct ub_book *b, const struct ub_sheet *s, struct ub_err *e)
{
	uint32_t last = b->rows.row - 1;

	ub_xl_table(b->xl, &b->rows, s, b->head, last - b->head);
	print_pieces(b, &b->rows, s, &b->paper, b->head, last, last);
	if (b->signs > 0)
		put_kept_signs(b, s);
	return ub_xl_status(b->xl, e);
}

static size_t
pair_lines(const struct ub_about_line *l)
{
	return ub_most(ub_xl_lines(l->a, ABOUT_A),
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

/* Breaks of pages before the headings whose texts would go on on the next, at
 * percent of their size: at is what stands on the page.  Returns how many pages
 * there are. */
static size_t
break_text(const struct ub_about_text *text, unsigned percent, bool *before)
{
	double room = ABOUT_POINTS * 100.0 / percent, at = 2 * LINE_HEIGHT;
	size_t i, k, pages = 1;

	for (i = 0; i < text->n; i = k) {
		double part = about_points(&text->line[i]);

		for (k = i + 1; k < text->n && goes_on(text, i, k); k++)
			part += about_points(&text->line[k]);
		at += part;
		before[i] = at > room && part <= room &&
			    text->line[i].kind == UB_ABOUT_HEADING;
		if (at <= room)
			continue;
		pages += 1 + (size_t)(part / room);
		at = part;
	}
	return pages;
}

/* The largest size at which there are the fewest pages. */
static unsigned
text_size(const struct ub_about_text *text, bool *before, size_t *pages)
{
	unsigned percent, best = ABOUT_LEAST;

	*pages = break_text(text, best, before);
	for (percent = ABOUT_SCALE; percent > best; percent--)
		if (break_text(text, percent, before) == *pages)
			return percent;
	(void)break_text(text, best, before);
	return best;
}

/* back: with a link to the first sheet, above the text as above a table, where
 * it cannot be all that a page has. */
static void
put_text(struct ub_book *b, struct ub_xl_page *p, const char *title,
    const struct ub_about_text *text, bool back)
{
	bool *before = ub_xcalloc(text->n + 1, sizeof(*before));
	uint32_t *row = ub_xcalloc(text->n + 1, sizeof(*row));
	size_t i, n = 0, pages;
	unsigned percent = text_size(text, before, &pages);

	/* what is fitted is not broken elsewhere */
	if (pages == 1)
		ub_xl_fit(b->xl, p, true);
	else
		ub_xl_scale(b->xl, p, percent);
	ub_xl_width(b->xl, p, 0, ABOUT_A);
	ub_xl_width(b->xl, p, 1, ABOUT_B);
	ub_xl_text(b->xl, p, 0, title, look(UB_XL_TITLE));
	p->row++;
	if (back)
		link_first(b, p);
	for (i = 0; i < text->n; i++) {
		if (before[i])
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
	put_text(b, &b->about, title, text, false);
	return ub_xl_status(b->xl, e);
}

enum ub_status
ub_book_text(struct ub_book *b, const char *title,
    const struct ub_about_text *text, struct ub_err *e)
{
	struct ub_xl_page p;

	ub_xl_page(b->xl, &p, title);
	put_text(b, &p, title, text, true);
	return ub_xl_status(b->xl, e);
}

enum ub_status
ub_book_close(struct ub_book *b, struct ub_err *e)
{
	return ub_xl_close(b->xl, e);
}

const char *
ub_book_areas(const struct ub_book *b)
{
	return ub_xl_areas(b->xl);
}

const struct ub_expect *
ub_book_expect(const struct ub_book *b)
{
	return ub_xl_expect(b->xl);
}
