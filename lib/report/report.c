/* report.c - see report.h. */
#include <stdlib.h>

#include "../base/pack.h"
#include "language.h"
#include "reportpart.h"

void
ub_report_open(struct ub_report_maker *mk, const char *title)
{
	struct ub_collect_doc *d = &mk->doc;
	struct ub_book_opt o;

	mk->title = ub_xstrdup(title);
	ub_collect_document(&mk->in, mk->title, d);
	o = (struct ub_book_opt){ .words = mk->in.words,
		.title = d->title,
		.author = d->author,
		.organisation = d->organisation,
		.status = d->status,
		.created = d->created,
		.level = mk->in.o->fast ? UB_PACK_FAST : UB_PACK_USUAL };
	mk->book = ub_book_new(mk->path, &o);
}

/* --- tables ------------------------------------------------------------- */

enum ub_status
ub_report_texts(struct ub_report_maker *mk, const struct ub_collect_text *t,
    size_t n, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	for (size_t i = 0; st == UB_OK && i < n; i++) {
		if (t[i].text->n == 0)
			continue;
		ub_about_contents(mk->in.about, t[i].name, t[i].what);
		st = ub_book_text(mk->book, t[i].name, t[i].text, e);
	}
	return st;
}

static enum ub_status
put_pages(struct ub_report_maker *mk, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	for (size_t i = 0; st == UB_OK && i < mk->in.npage; i++) {
		struct ub_collect_page *p = &mk->in.page[i];

		if (p->sheet.nrow == 0) {
			ub_sheet_none(&p->sheet);
			ub_about_reasons(mk->in.about, p->sheet.reasons);
		}
		ub_about_contents(mk->in.about, p->sheet.name, p->sheet.title);
		st = ub_book_table(mk->book, &p->sheet, p->chart, p->nchart, e);
	}
	return st;
}

static enum ub_status
all_tables(struct ub_report_maker *mk, struct ub_err *e)
{
	struct ub_collect_text text[UB_COLLECT_TEXTS];
	enum ub_status st;

	mk->in.on_long = ub_report_long;
	mk->in.arg = mk;
	if ((st = ub_collect_tables(&mk->in, e)) != UB_OK)
		return st;
	if (!mk->in.was_long) {
		ub_report_open(mk, mk->in.page[0].sheet.title);
		ub_collect_before(&mk->in, text);
		if ((st = ub_report_texts(mk, text, UB_COLLECT_BEFORE, e)) !=
			UB_OK ||
		    (st = put_pages(mk, e)) != UB_OK)
			return st;
	}
	ub_collect_after(&mk->in, text);
	return ub_report_texts(
	    mk, text, UB_COLLECT_TEXTS - UB_COLLECT_BEFORE, e);
}

/* --- the whole ---------------------------------------------------------- */

static enum ub_status
finish(struct ub_report_maker *mk, struct ub_err *e)
{
	struct ub_collect *in = &mk->in;
	enum ub_status st;

	st = ub_book_about(mk->book, mk->doc.title,
	    ub_about_first(in->about, in->f, in->cut), e);
	if (st == UB_OK)
		st = ub_book_close(mk->book, e);
	if (st == UB_OK)
		st = ub_language_set(mk->path, mk->doc.language,
		    ub_book_expect(mk->book)->nchart, ub_book_areas(mk->book),
		    e);
	if (st == UB_OK)
		st = ub_verify(mk->path, ub_book_expect(mk->book), e);
	return st;
}

enum ub_status
ub_report_xlsx(const struct ub_report *o, struct ub_reader *r, const char *path,
    bool *cut, struct ub_err *e)
{
	struct ub_report_maker mk = { .path = path };
	enum ub_status st;

	ub_collect_init(&mk.in, o, r);
	st = o->records ? ub_report_records(&mk, e) : all_tables(&mk, e);
	if (st == UB_OK)
		st = finish(&mk, e);
	*cut = mk.in.cut;
	free(mk.title);
	ub_book_free(mk.book);
	ub_collect_free(&mk.in);
	return st;
}
