/* report.c - see report.h. */
#include <stdlib.h>

#include "report.h"
#include "tablein.h"
#include "workbook.h"

/* What one report is made with. */
struct maker {
	const struct ub_report *o;
	struct ub_reader *r;
	const char *path;
	struct ub_book *book;
	struct ub_about *about;
	char **name; /* of the sheets; owned */
	size_t nname;
	bool *drawn; /* of the chart specs: a table was found */
	char *title; /* of the first table */
	bool cut;
};

void
ub_chart_spec_parse(struct ub_chart_spec *spec, char *text)
{
	char *eq = strchr(text, '=');

	spec->table = strcmp(text, "auto") == 0 ? NULL : text;
	spec->measures = NULL;
	if (eq != NULL) {
		*eq = '\0';
		spec->measures = eq + 1;
	}
}

/* The book is opened with the first table: its title can be the book's. */
static void
open_book(struct maker *mk, const char *title)
{
	struct ub_book_opt o = {
		.title = mk->o->title != NULL ? mk->o->title : title,
		.author = mk->o->author,
		.created = mk->o->created,
		.records = mk->o->records,
	};

	mk->title = ub_xstrdup(o.title);
	mk->book = ub_book_new(mk->path, &o);
}

static void
name_sheet(struct maker *mk, struct ub_sheet *s, const char *want)
{
	ub_sheet_set_name(s, want, (const char *const *)mk->name, mk->nname);
	mk->name = ub_xgrow(mk->name, mk->nname, sizeof(*mk->name));
	mk->name[mk->nname++] = ub_xstrdup(s->name);
}

/* --- tables ------------------------------------------------------------- */

static enum ub_status
make_charts(struct maker *mk, const struct ub_sheet *s, struct ub_chart *c,
    size_t *n, struct ub_err *e)
{
	const struct ub_chart_spec *spec;
	enum ub_status st;
	size_t i;

	*n = 0;
	for (i = 0; i < mk->o->nchart; i++) {
		spec = &mk->o->chart[i];
		if (spec->table != NULL && strcmp(spec->table, s->table) != 0)
			continue;
		mk->drawn[i] = true;
		st = ub_chart_make(&c[*n], s, spec->measures, e);
		if (st == UB_OK)
			(*n)++;
		else if (st != UB_END)
			return st;
	}
	return UB_OK;
}

static enum ub_status
add_table(struct maker *mk, struct ub_sheet *s, struct ub_err *e)
{
	struct ub_chart *c = ub_xcalloc(mk->o->nchart + 1, sizeof(*c));
	enum ub_status st;
	size_t i, n;

	if (mk->book == NULL)
		open_book(mk, s->title);
	st = make_charts(mk, s, c, &n, e);
	if (st == UB_OK) {
		name_sheet(mk, s, s->table);
		st = ub_book_table(mk->book, s, c, n, e);
	}
	if (st == UB_OK)
		ub_about_add(mk->about, s, ub_reader_meta(mk->r));
	for (i = 0; i < mk->o->nchart; i++)
		ub_chart_free(&c[i]);
	free(c);
	return st;
}

static enum ub_status
all_tables(struct maker *mk, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	struct ub_sheet s;
	bool cut = false;
	size_t i;

	mk->drawn = ub_xcalloc(mk->o->nchart + 1, sizeof(*mk->drawn));
	while (st == UB_OK) {
		st = ub_tablein_read(&s, mk->r, mk->o->cut_ok, &cut, e);
		mk->cut |= cut;
		if (st == UB_OK)
			st = add_table(mk, &s, e);
		ub_sheet_free(&s);
		if (st == UB_OK)
			st = ub_reader_next_table(mk->r, e);
	}
	if (st != UB_END)
		return st;
	for (i = 0; i < mk->o->nchart; i++)
		if (mk->o->chart[i].table != NULL && !mk->drawn[i])
			return ub_fail(e, UB_EUSAGE, "--chart: no table %s",
			    mk->o->chart[i].table);
	return UB_OK;
}

/* --- records ------------------------------------------------------------ */

static enum ub_status
all_batches(struct maker *mk, struct ub_sheet *s, struct ub_err *e)
{
	const struct ub_legend *l = ub_reader_legend(mk->r);
	struct ub_meta *m = ub_reader_meta(mk->r);
	enum ub_status st, last;
	bool begun = false;
	struct ub_batch b;

	last = ub_reader_batch(mk->r, &b, e);
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
			name_sheet(mk, s, "Poster");
			ub_tablein_finish(s);
			st = ub_book_records_begin(mk->book, s, e);
			begun = true;
		}
		if (st == UB_OK)
			st = ub_book_records(mk->book, s, e);
		ub_sheet_clear(s);
		if (st == UB_OK && last == UB_OK)
			last = ub_reader_batch(mk->r, &b, e);
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
		st = ub_tablein_check(mk->r, mk->o->cut_ok, &mk->cut, e);
	if (st == UB_OK)
		ub_about_add(mk->about, &s, ub_reader_meta(mk->r));
	ub_sheet_free(&s);
	return st;
}

/* --- the whole ---------------------------------------------------------- */

static enum ub_status
finish(struct maker *mk, struct ub_err *e)
{
	const struct ub_about_line *line;
	enum ub_status st;
	size_t n;

	line = ub_about_lines(mk->about, mk->cut, &n);
	st = ub_book_about(mk->book, mk->title, line, n, e);
	if (st == UB_OK)
		st = ub_book_close(mk->book, e);
	if (st == UB_OK)
		st = ub_verify(mk->path, ub_book_expect(mk->book), e);
	return st;
}

enum ub_status
ub_report_xlsx(const struct ub_report *o, struct ub_reader *r, const char *path,
    bool *cut, struct ub_err *e)
{
	struct maker mk = { .o = o, .r = r, .path = path };
	enum ub_status st;
	size_t i;

	mk.about = ub_about_new();
	mk.name = ub_xgrow(NULL, 0, sizeof(*mk.name));
	mk.name[mk.nname++] = ub_xstrdup(UB_ABOUT_NAME);
	st = o->records ? all_records(&mk, e) : all_tables(&mk, e);
	if (st == UB_OK)
		st = finish(&mk, e);
	*cut = mk.cut;
	for (i = 0; i < mk.nname; i++)
		free(mk.name[i]);
	free(mk.name);
	free(mk.drawn);
	free(mk.title);
	ub_about_free(mk.about);
	ub_book_free(mk.book);
	return st;
}
