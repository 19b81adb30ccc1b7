/* long.c - sheets of any length, a batch of rows at a time. */
#include <stdlib.h>

#include "reportpart.h"
#include "secrecy.h"
#include "tablein.h"

/* --- rows --------------------------------------------------------------- */

/* A sheet being written, and what comes when it is full. */
struct writer {
	struct ub_report_maker *mk;
	struct ub_sheet *s;
	const char *name, *holds;
	bool signs; /* explained on the sheet */
};

/* The sheet has its name. */
static enum ub_status
begin_sheet(struct writer *w, struct ub_err *e)
{
	ub_about_contents(w->mk->in.about, w->s->name, w->s->title);
	return ub_book_rows_begin(w->mk->book, w->s, w->holds, w->signs, e);
}

static enum ub_status
next_sheet(struct writer *w, struct ub_err *e)
{
	enum ub_status st = ub_book_rows_end(w->mk->book, w->s, e);

	if (st != UB_OK)
		return st;
	ub_collect_name(&w->mk->in, w->s, w->name);
	return begin_sheet(w, e);
}

/* left: rows of b that have none. */
static enum ub_status
full(const struct ub_batch *b, size_t left, struct ub_err *e)
{
	return ub_fail_at(e, UB_EDATA, b->input, b->line + b->n - left,
	    "more rows than a sheet holds (%d): --split goes on on another "
	    "sheet",
	    UB_BOOK_ROWS);
}

/* All rows of w->s, which came with b. */
static enum ub_status
write_rows(struct writer *w, const struct ub_batch *b, struct ub_err *e)
{
	struct ub_book *book = w->mk->book;
	enum ub_status st = UB_OK;
	size_t at = 0, n;

	while (st == UB_OK && at < w->s->nrow) {
		n = w->s->nrow - at;
		if (n > ub_book_room(book))
			n = ub_book_room(book);
		if (n > 0) {
			st = ub_book_rows(book, w->s, at, at + n, e);
			at += n;
		} else if (!w->mk->in.o->split) {
			st = full(b, w->s->nrow - at, e);
		} else {
			st = next_sheet(w, e);
		}
	}
	ub_secrecy_rows(w->s, ub_reader_meta(w->mk->in.r));
	ub_sheet_clear(w->s);
	return st;
}

/* Those that are there, and the rest. */
static enum ub_status
write_all(struct writer *w, struct ub_batch *b, struct ub_err *e)
{
	struct ub_reader *r = w->mk->in.r;
	enum ub_status st, last = UB_OK;

	while ((st = write_rows(w, b, e)) == UB_OK &&
	       (last = ub_reader_batch(r, b, e)) == UB_OK)
		if ((st = ub_tablein_rows(w->s, ub_reader_meta(r), b, e)) !=
		    UB_OK)
			return st;
	if (st == UB_OK && last != UB_END)
		st = last;
	return st == UB_OK ? ub_book_rows_end(w->mk->book, w->s, e) : st;
}

/* holds: what the sheet holds, with a place for the name of the first. */
static char *
holds(const struct ub_words *w, const char *what)
{
	const char *text = ub_say(w, what), *at = strstr(text, "%s");
	struct ub_buf b = { 0 };

	ub_buf_add(&b, text, (size_t)(at - text));
	ub_buf_puts(&b, ub_say(w, UB_ABOUT_NAME));
	ub_buf_puts(&b, at + 2);
	return b.s; /* freed with free() */
}

/* --- a table ------------------------------------------------------------ */

enum ub_status
ub_report_long(
    void *arg, struct ub_sheet *s, const struct ub_batch *b, struct ub_err *e)
{
	struct ub_report_maker *mk = arg;
	char *name = ub_xstrdup(s->name);
	struct writer w = { mk, s, name,
		ub_say(mk->in.words, "Detta blad innehåller 1 tabell."), true };
	struct ub_collect_text text[UB_COLLECT_BEFORE];
	struct ub_batch batch = *b;
	enum ub_status st;

	ub_report_open(mk, s->title);
	ub_collect_before(&mk->in, text);
	st = ub_report_texts(mk, text, UB_COLLECT_BEFORE, e);
	if (st == UB_OK)
		st = begin_sheet(&w, e);
	if (st == UB_OK)
		st = write_all(&w, &batch, e);
	free(name);
	return st;
}

/* --- records ------------------------------------------------------------ */

/* By so many rows the widths of records are settled. */
enum { SAMPLE = 1000 };

/* The first rows, as many as that or all; *last: UB_END where they are all. */
static enum ub_status
first_rows(struct writer *w, struct ub_batch *b, enum ub_status *last,
    struct ub_err *e)
{
	struct ub_reader *r = w->mk->in.r;
	struct ub_meta *m = ub_reader_meta(r);
	enum ub_status st;

	*last = ub_reader_batch(r, b, e);
	if (*last != UB_OK && *last != UB_END)
		return *last;
	/* labels count when they stand before the first record */
	st = ub_tablein_columns(
	    w->s, w->mk->in.words, ub_reader_legend(r), m, true, e);
	while (st == UB_OK && *last == UB_OK) {
		st = ub_tablein_rows(w->s, m, b, e);
		if (st != UB_OK || w->s->nrow >= SAMPLE)
			break;
		*last = ub_reader_batch(r, b, e);
	}
	return st == UB_OK && *last != UB_END ? *last : st;
}

static enum ub_status
all_records(struct writer *w, struct ub_err *e)
{
	enum ub_status st, last;
	struct ub_batch b;

	if ((st = first_rows(w, &b, &last, e)) != UB_OK)
		return st;
	if (w->s->nrow == 0)
		ub_sheet_none(w->s);
	ub_collect_name(&w->mk->in, w->s, w->name);
	ub_tablein_finish(w->s, SAMPLE);
	ub_report_open(w->mk, w->s->title);
	if ((st = begin_sheet(w, e)) != UB_OK)
		return st;
	if (last == UB_OK)
		return write_all(w, &b, e);
	st = write_rows(w, &b, e);
	return st == UB_OK ? ub_book_rows_end(w->mk->book, w->s, e) : st;
}

enum ub_status
ub_report_records(struct ub_report_maker *mk, struct ub_err *e)
{
	struct ub_sheet s = { 0 };
	char *what = holds(mk->in.words, "Detta blad innehåller poster. "
					 "Tecknen förklaras på bladet %s.");
	struct writer w = { mk, &s, ub_say(mk->in.words, "Poster"), what,
		false };
	enum ub_status st = all_records(&w, e);

	if (st == UB_OK)
		st = ub_tablein_check(
		    mk->in.r, mk->in.o->cut_ok, &mk->in.cut, e);
	if (st == UB_OK)
		ub_about_add(mk->in.about, &s, ub_reader_meta(mk->in.r));
	ub_sheet_free(&s);
	free(what);
	return st;
}
