/* report.c - see report.h. */
#include <stdlib.h>

#include "collect.h"
#include "language.h"
#include "tablein.h"
#include "workbook.h"

/* What one workbook is made with. */
struct maker {
	struct ub_collect in;
	struct ub_collect_doc doc;
	const char *path;
	struct ub_book *book;
	char *title; /* of the document */
};

/* title is that of the first table: it can be the document's. */
static void
open_book(struct maker *mk, const char *title)
{
	struct ub_collect_doc *d = &mk->doc;
	struct ub_book_opt o;

	mk->title = ub_xstrdup(title);
	ub_collect_document(&mk->in, mk->title, d);
	o = (struct ub_book_opt){ .title = d->title,
		.author = d->author,
		.organisation = d->organisation,
		.status = d->status,
		.created = d->created,
		.records = mk->in.o->records };
	mk->book = ub_book_new(mk->path, &o);
}

/* --- tables ------------------------------------------------------------- */

/* Sheets of text that go with a description, and their lines in the
 * contents. */
static enum ub_status
put_texts(struct maker *mk, const struct ub_collect_text *t, size_t n,
    struct ub_err *e)
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
put_pages(struct maker *mk, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	for (size_t i = 0; st == UB_OK && i < mk->in.npage; i++) {
		const struct ub_collect_page *p = &mk->in.page[i];

		ub_about_contents(mk->in.about, p->sheet.name, p->sheet.title);
		st = ub_book_table(mk->book, &p->sheet, p->chart, p->nchart, e);
	}
	return st;
}

static enum ub_status
all_tables(struct maker *mk, struct ub_err *e)
{
	struct ub_collect_text text[UB_COLLECT_TEXTS];
	enum ub_status st = ub_collect_tables(&mk->in, e);

	if (st != UB_OK)
		return st;
	open_book(mk, mk->in.page[0].sheet.title);
	ub_collect_texts(&mk->in, text);
	if ((st = put_texts(mk, text, UB_COLLECT_BEFORE, e)) == UB_OK &&
	    (st = put_pages(mk, e)) == UB_OK)
		st = put_texts(mk, text + UB_COLLECT_BEFORE,
		    UB_COLLECT_TEXTS - UB_COLLECT_BEFORE, e);
	return st;
}

/* --- records ------------------------------------------------------------ */

static enum ub_status
all_batches(struct maker *mk, struct ub_sheet *s, struct ub_err *e)
{
	const struct ub_legend *l = ub_reader_legend(mk->in.r);
	struct ub_meta *m = ub_reader_meta(mk->in.r);
	enum ub_status st, last;
	bool begun = false;
	struct ub_batch b;

	last = ub_reader_batch(mk->in.r, &b, e);
	if (last != UB_OK && last != UB_END)
		return last;
	/* labels count when they stand before the first record */
	st = ub_tablein_columns(s, l, m, true, e);
	if (st == UB_OK)
		open_book(mk, s->title);
	while (st == UB_OK && (last == UB_OK || !begun)) {
		if (last == UB_OK)
			st = ub_tablein_rows(s, m, &b, e);
		if (st == UB_OK && !begun) {
			ub_collect_name(&mk->in, s, "Poster");
			ub_tablein_finish(s);
			st = ub_book_records_begin(mk->book, s, e);
			begun = true;
		}
		if (st == UB_OK)
			st = ub_book_records(mk->book, s, e);
		ub_sheet_clear(s);
		if (st == UB_OK && last == UB_OK)
			last = ub_reader_batch(mk->in.r, &b, e);
	}
	return st == UB_OK && last != UB_END ? last : st;
}

static enum ub_status
all_records(struct maker *mk, struct ub_err *e)
{
	struct ub_sheet s = { 0 };
	enum ub_status st;

	st = all_batches(mk, &s, e);
	if (st == UB_OK)
		st = ub_tablein_check(
		    mk->in.r, mk->in.o->cut_ok, &mk->in.cut, e);
	if (st == UB_OK) {
		ub_about_add(mk->in.about, &s, ub_reader_meta(mk->in.r));
		ub_about_contents(mk->in.about, s.name, s.title);
	}
	ub_sheet_free(&s);
	return st;
}

/* --- the whole ---------------------------------------------------------- */

static enum ub_status
finish(struct maker *mk, struct ub_err *e)
{
	struct ub_collect *in = &mk->in;
	enum ub_status st;

	st = ub_book_about(mk->book, mk->doc.title,
	    ub_about_first(in->about, in->f, in->cut), e);
	if (st == UB_OK)
		st = ub_book_close(mk->book, e);
	if (st == UB_OK)
		st = ub_language_set(mk->path, mk->doc.language, e);
	if (st == UB_OK)
		st = ub_verify(mk->path, ub_book_expect(mk->book), e);
	return st;
}

enum ub_status
ub_report_xlsx(const struct ub_report *o, struct ub_reader *r, const char *path,
    bool *cut, struct ub_err *e)
{
	struct maker mk = { .path = path };
	enum ub_status st;

	ub_collect_init(&mk.in, o, r);
	st = o->records ? all_records(&mk, e) : all_tables(&mk, e);
	if (st == UB_OK)
		st = finish(&mk, e);
	*cut = mk.in.cut;
	free(mk.title);
	ub_book_free(mk.book);
	ub_collect_free(&mk.in);
	return st;
}
