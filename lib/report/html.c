/* html.c - see html.h. */
#include <stdio.h>
#include <stdlib.h>

#include "collect.h"
#include "html.h"
#include "htmlpart.h"

/* Columns that a page of paper has room for upright, and lying with whole
 * words. */
enum { UPRIGHT_MAX = 8, LYING_MAX = 18 };

/* What one page is made with. */
struct maker {
	struct ub_collect in;
	struct ub_collect_doc doc;
	struct ub_collect_text text[UB_COLLECT_TEXTS];
	const struct ub_about_text *first;
	struct ub_buf *b;
};

static void
element(struct ub_buf *b, const char *start, const char *text, const char *end)
{
	ub_buf_puts(b, start);
	ub_html_noted(b, text);
	ub_buf_puts(b, end);
}

static void
attribute(
    struct ub_buf *b, const char *start, const char *text, const char *end)
{
	ub_buf_puts(b, start);
	ub_html_text(b, text);
	ub_buf_puts(b, end);
}

/* A text that goes on in the other language of the document from a place on,
 * + 1; 0: it does not. */
static void
put_both(
    struct ub_buf *b, const struct ub_words *w, const char *text, size_t other)
{
	char *own;

	if (other == 0) {
		ub_html_noted(b, text);
		return;
	}
	own = ub_xstrndup(text, other - 1);
	ub_html_noted(b, own);
	ub_buf_printf(b, "<span lang=\"%s\">", ub_words_other(w));
	element(b, "", text + other - 1, "</span>");
	free(own);
}

/* Without its references to notes: where no note belongs. */
static void
put_plain(struct ub_buf *b, const char *text)
{
	struct ub_buf plain = { 0 };

	ub_sheet_plain(&plain, text);
	ub_html_text(b, plain.s);
	ub_buf_free(&plain);
}

/* --- texts -------------------------------------------------------------- */

static void
put_paragraph(
    struct ub_buf *b, const struct ub_words *w, const struct ub_about_line *l)
{
	ub_buf_puts(b, "<p>");
	put_both(b, w, l->a, l->other);
	ub_buf_puts(b, "</p>\n");
}

/* Lines of a text from i on, until a heading stops it where until is set.
 * Contents are made from the page itself. */
static size_t
put_lines(struct ub_buf *b, const struct ub_words *w,
    const struct ub_about_text *t, size_t i)
{
	const char *number;
	bool pairs = false;
	size_t len;

	for (; i < t->n; i++) {
		const struct ub_about_line *l = &t->line[i];
		bool pair = l->kind == UB_ABOUT_PAIR;

		if (pair != pairs)
			ub_buf_puts(b, pair ? "<dl>\n" : "</dl>\n");
		pairs = pair;
		if (l->kind == UB_ABOUT_WARNING)
			element(b, "<p class=\"warning\">", l->a, "</p>\n");
		else if (l->kind == UB_ABOUT_HEADING)
			element(b, "<h3>", l->a, "</h3>\n");
		else if (l->kind == UB_ABOUT_TEXT)
			put_paragraph(b, w, l);
		if (!pair)
			continue;
		if (ub_sheet_reference(l->a, &number, &len) == l->a)
			ub_buf_printf(
			    b, "<dt id=\"not-%.*s\">", (int)len, number);
		else
			ub_buf_puts(b, "<dt>");
		ub_html_text(b, l->a);
		ub_buf_puts(b, "</dt>\n<dd>");
		put_both(b, w, l->b, l->other);
		ub_buf_puts(b, "</dd>\n");
	}
	if (pairs)
		ub_buf_puts(b, "</dl>\n");
	return i;
}

/* The first text tells of the document before the contents, and of the
 * figures behind them. */
static size_t
contents_at(const struct ub_about_text *t)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		if (t->line[i].kind == UB_ABOUT_LINK)
			return i == 0 ? 0 : i - 1;
	return i;
}

static void
put_section(struct ub_buf *b, const char *id, const char *title, size_t ncol)
{
	const char *how = "";

	if (ncol > LYING_MAX)
		how = " class=\"wide dense\"";
	else if (ncol > UPRIGHT_MAX)
		how = " class=\"wide\"";
	ub_buf_printf(b, "<section id=\"%s\"%s>\n", id, how);
	ub_buf_printf(b, "<h2 id=\"%s-h\">", id);
	ub_html_noted(b, title);
	ub_buf_puts(b, "</h2>\n");
}

static void
put_text(struct maker *mk, size_t i)
{
	char id[32];

	if (mk->text[i].text->n == 0)
		return;
	snprintf(id, sizeof(id), "text-%zu", i);
	put_section(mk->b, id, mk->text[i].name, 0);
	put_lines(mk->b, mk->in.words, mk->text[i].text, 0);
	ub_buf_puts(mk->b, "</section>\n");
}

static void
put_about(struct maker *mk)
{
	const struct ub_about_text *t = mk->first;
	size_t i = contents_at(t) + 1;

	while (i < t->n && t->line[i].kind == UB_ABOUT_LINK)
		i++;
	if (i >= t->n)
		return;
	put_section(mk->b, "om", ub_say(mk->in.words, UB_ABOUT_NAME), 0);
	put_lines(mk->b, mk->in.words, t, i);
	ub_buf_puts(mk->b, "</section>\n");
}

/* --- a table ------------------------------------------------------------ */

static bool
is_number(const struct ub_sheet_col *col)
{
	return col->type >= UB_COUNT || col->type == UB_INT ||
	       col->type == UB_DEC;
}

static void
put_head(struct ub_buf *b, const struct ub_sheet *s)
{
	ub_buf_puts(b, "<thead>\n<tr>");
	for (size_t c = 0; c < s->ncol; c++) {
		bool right = is_number(&s->col[c]) && c >= s->nkey;

		ub_buf_puts(b, right ? "<th scope=\"col\" class=\"n\">"
				     : "<th scope=\"col\">");
		put_both(b, s->words, s->col[c].heading,
		    s->col[c].other > 0 ? s->col[c].other + 1 : 0);
		ub_buf_puts(b, "</th>");
	}
	ub_buf_puts(b, "</tr>\n</thead>\n");
}

static void
put_row(struct ub_buf *b, const struct ub_sheet *s, size_t row)
{
	ub_buf_puts(
	    b, ub_sheet_total(s, row) ? "<tr class=\"total\">" : "<tr>");
	for (size_t c = 0; c < s->ncol; c++) {
		bool key = c < s->nkey, right = !key && is_number(&s->col[c]);
		unsigned tone = ub_sheet_cell(s, row, c)->tone;

		if (tone != UB_TONE_NONE)
			ub_buf_printf(b, "<td class=\"t%u\">", tone);
		else
			ub_buf_puts(b, key     ? "<th scope=\"row\">"
				       : right ? "<td class=\"n\">"
					       : "<td>");
		ub_html_cell(b, s, row, c);
		ub_buf_puts(b, key ? "</th>" : "</td>");
	}
	ub_buf_puts(b, "</tr>\n");
}

/* Lines that end in a newline each. */
static void
put_each(struct ub_buf *b, const char *text)
{
	size_t len;

	for (; *text != '\0'; text += len + (text[len] != '\0')) {
		char *line;

		len = strcspn(text, "\n");
		line = ub_xstrndup(text, len);
		element(b, "<p class=\"soft\">", line, "</p>\n");
		free(line);
	}
}

static void
say_gap(struct ub_buf *b, const struct ub_words *w, const struct ub_chart *c)
{
	struct ub_buf text = { 0 };

	ub_chart_lacks(&text, c, w);
	element(b, "<p class=\"soft\">", text.s, "</p>\n");
	ub_buf_free(&text);
}

/* Whom the charts do not show: charts that lack the same say it once. */
static void
put_gaps(struct ub_buf *b, const struct ub_collect_page *p)
{
	for (size_t i = 0; i < p->nchart; i++) {
		size_t k;

		for (k = 0; k < i; k++)
			if (ub_chart_lack_same(&p->chart[k], &p->chart[i]))
				break;
		if (p->chart[i].gaps && k == i)
			say_gap(b, p->sheet.words, &p->chart[i]);
	}
}

/* A line in the other language of the document. */
static void
put_other(struct ub_buf *b, const struct ub_words *w, const char *text)
{
	ub_buf_printf(b, "<p lang=\"%s\" class=\"soft\">", ub_words_other(w));
	element(b, "", text, "</p>\n");
}

/* What is to be known before the figures are read. */
static void
put_top(struct ub_buf *b, const struct ub_sheet *s)
{
	if (s->english[0] != '\0')
		put_other(b, s->words, s->english);
	if (s->note[0] != '\0')
		element(b, "<p>", s->note, "</p>\n");
	if (s->overlap)
		element(b, "<p>",
		    ub_say(s->words, "En person kan ingå i flera grupper."),
		    "</p>\n");
}

static void
put_source(struct ub_buf *b, const struct ub_sheet *s)
{
	element(b, "<p class=\"soft\">", ub_say(s->words, "Källa: "), "");
	element(b, "", s->source, "</p>\n");
}

static void
put_bottom(struct ub_buf *b, const struct ub_collect_page *p)
{
	const struct ub_sheet *s = &p->sheet;
	struct ub_buf signs = { 0 };

	ub_signs_text(&signs, s->words, s->reasons);
	if (signs.len > 0)
		put_each(b, signs.s);
	if (s->english[0] != '\0' && signs.len > 0) {
		ub_buf_clear(&signs);
		ub_signs_other(&signs, s->words, s->reasons);
		signs.s[signs.len - 1] = '\0'; /* its newline */
		put_other(b, s->words, signs.s);
	}
	ub_buf_free(&signs);
	put_gaps(b, p);
	if (s->source[0] != '\0')
		put_source(b, s);
}

/* A wide table is moved by itself, with the keyboard too. */
static void
put_table(struct ub_buf *b, const struct ub_collect_page *p, size_t at)
{
	const struct ub_sheet *s = &p->sheet;
	char id[40];

	snprintf(id, sizeof(id), "tabell-%zu", at + 1);
	put_section(b, id, s->title, s->ncol);
	put_top(b, s);
	for (size_t i = 0; i < p->nchart; i++) {
		char of[64];

		snprintf(of, sizeof(of), "%s-d%zu", id, i + 1);
		ub_html_chart(b, s, &p->chart[i], of);
	}
	if (s->nrow == 0) {
		element(
		    b, "<p>", ub_say(s->words, "Inga uppgifter."), "</p>\n");
	} else {
		ub_buf_printf(b,
		    "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
		    "aria-labelledby=\"%s-h\">\n<table>\n",
		    id);
		element(b, "<caption>", s->title, "</caption>\n");
		put_head(b, s);
		ub_buf_puts(b, "<tbody>\n");
		for (size_t r = 0; r < s->nrow; r++)
			put_row(b, s, r);
		ub_buf_puts(b, "</tbody>\n</table>\n</div>\n");
	}
	put_bottom(b, p);
	ub_buf_puts(b, "</section>\n");
}

/* --- the page ----------------------------------------------------------- */

static void
put_link(struct ub_buf *b, const char *kind, size_t i, const char *text)
{
	ub_buf_printf(b, "<li><a href=\"#%s%zu\">", kind, i);
	put_plain(b, text);
	ub_buf_puts(b, "</a></li>\n");
}

static void
put_contents(struct maker *mk)
{
	struct ub_buf *b = mk->b;

	element(b, "<nav aria-labelledby=\"innehall\">\n<h2 id=\"innehall\">",
	    ub_say(mk->in.words, "Innehållsförteckning"),
	    "</h2>\n<ul class=\"contents\">\n");
	for (size_t i = 0; i < mk->in.npage; i++)
		put_link(b, "tabell-", i + 1, mk->in.page[i].sheet.title);
	element(b, "<li><a href=\"#om\">", ub_say(mk->in.words, UB_ABOUT_NAME),
	    "</a></li>\n");
	for (size_t i = 0; i < UB_COLLECT_TEXTS; i++)
		if (mk->text[i].text->n > 0)
			put_link(b, "text-", i, mk->text[i].name);
	ub_buf_puts(b, "</ul>\n</nav>\n");
}

static void
put_document_head(struct maker *mk)
{
	struct ub_buf *b = mk->b;

	attribute(
	    b, "<!DOCTYPE html>\n<html lang=\"", mk->doc.language, "\">\n");
	ub_buf_puts(b,
	    "<head>\n<meta charset=\"utf-8\"/>\n"
	    "<meta name=\"viewport\" "
	    "content=\"width=device-width,initial-scale=1\"/>\n"
	    "<meta http-equiv=\"Content-Security-Policy\" "
	    "content=\"default-src 'none';style-src 'unsafe-inline'\"/>\n"
	    "<meta name=\"generator\" content=\"ubat\"/>\n");
	attribute(
	    b, "<meta name=\"author\" content=\"", mk->doc.author, "\"/>\n");
	if (mk->doc.status != NULL)
		ub_buf_puts(b, "<meta name=\"robots\" content=\"noindex\"/>\n");
	ub_buf_puts(b, "<title>");
	put_plain(b, mk->doc.title);
	ub_buf_puts(b, "</title>\n<style>\n");
	ub_buf_puts(b, ub_html_style);
	element(b,
	    "</style>\n</head>\n<body>\n"
	    "<a class=\"skip\" href=\"#innehallet\">",
	    ub_say(mk->in.words, "Till tabellerna"), "</a>\n");
	ub_buf_puts(b, ub_html_patterns);
}

static void
put_page(struct maker *mk)
{
	struct ub_about_text before = *mk->first;
	struct ub_buf *b = mk->b;

	put_document_head(mk);
	ub_buf_puts(b, "<header>\n<h1>");
	put_plain(b, mk->doc.title);
	ub_buf_puts(b, "</h1>\n");
	before.n = contents_at(mk->first);
	put_lines(b, mk->in.words, &before, 0);
	ub_buf_puts(b, "</header>\n");
	put_contents(mk);
	ub_buf_puts(b, "<main id=\"innehallet\">\n");
	for (size_t i = 0; i < mk->in.npage; i++)
		put_table(b, &mk->in.page[i], i);
	put_about(mk);
	for (size_t i = 0; i < UB_COLLECT_TEXTS; i++)
		put_text(mk, i);
	ub_buf_puts(b, "</main>\n</body>\n</html>\n");
}

enum ub_status
ub_report_html(const struct ub_report *o, struct ub_reader *r, struct ub_buf *b,
    bool *cut, struct ub_err *e)
{
	struct maker mk = { .b = b };
	enum ub_status st;

	ub_collect_init(&mk.in, o, r);
	st = ub_collect_tables(&mk.in, e);
	*cut = mk.in.cut;
	if (st == UB_OK) {
		const char *title = mk.in.page[0].sheet.title;

		ub_collect_document(&mk.in, title, &mk.doc);
		ub_collect_texts(&mk.in, mk.text);
		for (size_t i = 0; i < mk.in.npage; i++)
			ub_about_contents(mk.in.about, mk.in.page[i].sheet.name,
			    mk.in.page[i].sheet.title);
		mk.first = ub_about_first(mk.in.about, mk.in.f, *cut);
		put_page(&mk);
	}
	ub_collect_free(&mk.in);
	return st;
}
