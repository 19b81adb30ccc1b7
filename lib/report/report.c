/* report.c - see report.h. */
#include <stdlib.h>

#include "language.h"
#include "report.h"
#include "reportcheck.h"
#include "reportuse.h"
#include "tablein.h"
#include "workbook.h"

/* A table that was read, until its turn comes. */
struct page {
	struct ub_sheet sheet;
	struct ub_chart *chart; /* owned */
	size_t nchart;
	size_t place; /* of its section in the description */
};

/* What one report is made with. */
struct maker {
	const struct ub_report *o;
	const struct ub_reportfile *f; /* o->file */
	struct ub_reader *r;
	const char *path;
	struct ub_book *book;
	struct ub_about *about;
	struct page *page;
	size_t npage;
	char **name; /* of the sheets; owned */
	size_t nname;
	bool *drawn; /* of the chart specs: a table was found */
	bool *found; /* of the described tables */
	bool *noted; /* of the notes: they are referred to */
	char *title; /* of the document */
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

/* title is that of the first table: it can be the document's. */
static void
open_book(struct maker *mk, const char *title)
{
	const struct ub_reportfile *f = mk->f;
	struct ub_book_opt o = {
		.title = mk->o->title != NULL ? mk->o->title : title,
		.author = mk->o->author,
		.created = mk->o->created,
		.records = mk->o->records,
	};

	if (f != NULL) {
		o.title = f->title.s;
		o.author = f->author.s != NULL ? f->author.s : o.author;
		o.organisation = f->organisation.s;
		o.status = f->open ? NULL
				   : "Arbetsmaterial - innehåller uppgifter "
				     "som kan röja enskilda";
		o.created = f->day != 0 ? f->day : o.created;
	}
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

/* --- a table as it is described ----------------------------------------- */

static const struct ub_report_table *
described(const struct maker *mk, const struct ub_sheet *s)
{
	return mk->f == NULL ? NULL : ub_reportfile_table(mk->f, s->table);
}

static enum ub_status
settle(void *arg, struct ub_sheet *s, struct ub_err *e)
{
	struct maker *mk = arg;
	const struct ub_report_table *t = described(mk, s);

	return t == NULL ? UB_OK : ub_reportuse_columns(mk->f, t, s, e);
}

/* Was it masked?  Only then may it be public. */
static enum ub_status
check_secrecy(struct maker *mk, const struct ub_sheet *s, struct ub_err *e)
{
	const struct ub_meta *m = ub_reader_meta(mk->r);
	size_t i;

	if (mk->f == NULL || !mk->f->open)
		return UB_OK;
	for (i = 0; i < m->nstep; i++)
		if (strcmp(m->step[i].tool, "ubat-mask") == 0)
			return UB_OK;
	return ub_fail_at(e, UB_EDATA, ub_reader_input(mk->r), 0,
	    "table %s was not masked (ubat-mask), and the report is public",
	    s->table);
}

/* The notes that the sheet's texts refer to, below its own note. */
static enum ub_status
take_notes(struct maker *mk, struct ub_sheet *s, struct ub_err *e)
{
	bool *used = ub_xcalloc(mk->f->nnote + 1, sizeof(*used));
	struct ub_buf b = { 0 };
	enum ub_status st;
	size_t i;

	st = ub_reportuse_notes(mk->f, s->title, s->table, used, e);
	if (st == UB_OK)
		st = ub_reportuse_notes(mk->f, s->note, s->table, used, e);
	for (i = 0; st == UB_OK && i < s->ncol; i++)
		st = ub_reportuse_notes(
		    mk->f, s->col[i].heading, s->table, used, e);
	for (i = 0; i < mk->f->nnote; i++) {
		if (!used[i])
			continue;
		mk->noted[i] = true;
		ub_buf_printf(
		    &b, "[not %zu] %s\n", i + 1, mk->f->note[i].text.s);
	}
	free(s->notes);
	s->notes = ub_xstrdup(b.len > 0 ? b.s : "");
	ub_buf_free(&b);
	free(used);
	return st;
}

static enum ub_status
arrange(struct maker *mk, struct page *p, struct ub_err *e)
{
	struct ub_sheet *s = &p->sheet;
	const struct ub_report_table *t = described(mk, s);
	enum ub_status st = UB_OK;
	size_t i;

	p->place = mk->npage; /* where it came, behind those described */
	if (mk->f == NULL) {
		name_sheet(mk, s, s->table);
		return UB_OK;
	}
	p->place += mk->f->ntable;
	if (t != NULL) {
		i = (size_t)(t - mk->f->table);
		if (mk->found[i])
			return ub_reportfile_fail(mk->f, t->name, e,
			    "table %s comes twice", s->table);
		mk->found[i] = true;
		p->place = i;
		st = ub_reportuse_rows(mk->f, t, s, e);
	}
	if (st == UB_OK && (st = check_secrecy(mk, s, e)) == UB_OK)
		st = take_notes(mk, s, e);
	name_sheet(
	    mk, s, t != NULL && t->sheet.s != NULL ? t->sheet.s : s->table);
	return st;
}

/* --- tables ------------------------------------------------------------- */

static enum ub_status
add_chart(struct page *p, const char *measures, struct ub_err *e)
{
	enum ub_status st;

	p->chart = ub_xgrow(p->chart, p->nchart, sizeof(*p->chart));
	st = ub_chart_make(&p->chart[p->nchart], &p->sheet, measures, e);
	p->nchart += st == UB_OK;
	return st == UB_END ? UB_OK : st;
}

/* A failure of a chart that is described stands at its line. */
static enum ub_status
described_charts(struct maker *mk, struct page *p, struct ub_err *e)
{
	const struct ub_report_table *t = described(mk, &p->sheet);
	struct ub_err inner;
	size_t i;

	for (i = 0; t != NULL && i < t->nchart; i++) {
		const char *what = t->chart[i].s;
		bool usual = strcmp(what, "auto") == 0;

		if (add_chart(p, usual ? NULL : what, &inner) != UB_OK)
			return ub_reportfile_fail(
			    mk->f, t->chart[i], e, "%s", inner.what);
		if (p->nchart <= i && p->sheet.nrow == 0)
			return ub_reportfile_fail(mk->f, t->chart[i], e,
			    "a chart of a table without rows");
	}
	return UB_OK;
}

static enum ub_status
make_charts(struct maker *mk, struct page *p, struct ub_err *e)
{
	const struct ub_chart_spec *spec;
	struct ub_err inner;
	size_t i;

	for (i = 0; i < mk->o->nchart; i++) {
		spec = &mk->o->chart[i];
		if (spec->table != NULL &&
		    strcmp(spec->table, p->sheet.table) != 0)
			continue;
		mk->drawn[i] = true;
		if (add_chart(p, spec->measures, &inner) != UB_OK)
			return ub_fail(
			    e, inner.code, "--chart: %s", inner.what);
	}
	return described_charts(mk, p, e);
}

static enum ub_status
take_table(struct maker *mk, struct ub_err *e)
{
	struct page *p;
	enum ub_status st;
	bool cut = false;

	mk->page = ub_xgrow(mk->page, mk->npage, sizeof(*mk->page));
	p = &mk->page[mk->npage++];
	memset(p, 0, sizeof(*p));
	st = ub_tablein_read(
	    &p->sheet, mk->r, mk->o->cut_ok, &cut, settle, mk, e);
	mk->cut |= cut;
	if (st == UB_OK)
		st = arrange(mk, p, e);
	if (st == UB_OK)
		st = make_charts(mk, p, e);
	if (st == UB_OK)
		ub_about_add(mk->about, &p->sheet, ub_reader_meta(mk->r));
	return st;
}

static int
by_place(const void *a, const void *b)
{
	const struct page *x = a, *y = b;

	return (x->place > y->place) - (x->place < y->place);
}

static enum ub_status
check_found(struct maker *mk, struct ub_err *e)
{
	size_t i;

	for (i = 0; i < mk->o->nchart; i++)
		if (mk->o->chart[i].table != NULL && !mk->drawn[i])
			return ub_fail(e, UB_EUSAGE, "--chart: no table %s",
			    mk->o->chart[i].table);
	for (i = 0; mk->f != NULL && i < mk->f->ntable; i++)
		if (!mk->found[i])
			return ub_reportfile_fail(mk->f, mk->f->table[i].name,
			    e, "no table %s came", mk->f->table[i].name.s);
	for (i = 0; mk->f != NULL && i < mk->f->nnote; i++)
		if (!mk->noted[i])
			return ub_reportfile_fail(mk->f, mk->f->note[i].name, e,
			    "nothing refers to [not %s]",
			    mk->f->note[i].name.s);
	return UB_OK;
}

/* A sheet of text that goes with a description, and its line in the
 * contents. */
static enum ub_status
put_text(struct maker *mk, const char *name, const char *what,
    const struct ub_about_text *text, struct ub_err *e)
{
	if (text->n == 0)
		return UB_OK;
	ub_about_contents(mk->about, name, what);
	return ub_book_text(mk->book, name, text, e);
}

static enum ub_status
put_pages(struct maker *mk, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	size_t i;

	for (i = 0; st == UB_OK && i < mk->npage; i++) {
		const struct page *p = &mk->page[i];

		ub_about_contents(mk->about, p->sheet.name, p->sheet.title);
		st = ub_book_table(mk->book, &p->sheet, p->chart, p->nchart, e);
	}
	return st;
}

static enum ub_status
put_book(struct maker *mk, struct ub_err *e)
{
	struct ub_about *a = mk->about;
	enum ub_status st;

	qsort(mk->page, mk->npage, sizeof(*mk->page), by_place);
	open_book(mk, mk->page[0].sheet.title);
	if (mk->f == NULL)
		return put_pages(mk, e);
	if ((st = put_text(mk, UB_SHEET_DEFINITIONS, "Vad orden betyder",
		 ub_about_definitions(a, mk->f), e)) != UB_OK ||
	    (st = put_text(mk, UB_SHEET_CHANGES,
		 "Vad som har ändrats, det senaste först",
		 ub_about_changes(a, mk->f), e)) != UB_OK ||
	    (st = put_pages(mk, e)) != UB_OK ||
	    (st = put_text(mk, UB_SHEET_NOTES, "Noter och tecken i tabellerna",
		 ub_about_notes(a, mk->f), e)) != UB_OK)
		return st;
	return put_text(mk, UB_SHEET_MAKING,
	    "Hur tabellerna har gjorts, steg för steg", ub_about_making(a), e);
}

static enum ub_status
all_tables(struct maker *mk, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	mk->drawn = ub_xcalloc(mk->o->nchart + 1, sizeof(*mk->drawn));
	while (st == UB_OK) {
		st = take_table(mk, e);
		if (st == UB_OK)
			st = ub_reader_next_table(mk->r, e);
	}
	if (st != UB_END)
		return st;
	if ((st = check_found(mk, e)) != UB_OK)
		return st;
	return put_book(mk, e);
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
	if (st == UB_OK) {
		ub_about_add(mk->about, &s, ub_reader_meta(mk->r));
		ub_about_contents(mk->about, s.name, s.title);
	}
	ub_sheet_free(&s);
	return st;
}

/* --- the whole ---------------------------------------------------------- */

/* What is in no table can refer to notes too. */
static enum ub_status
note_about(struct maker *mk, struct ub_err *e)
{
	const struct ub_reportfile *f = mk->f;
	enum ub_status st = UB_OK;
	size_t p, i;

	for (p = 0; p < UB_NPART; p++)
		for (i = 0; st == UB_OK && i < f->npart[p]; i++)
			st = ub_reportuse_notes(
			    f, f->part[p][i].s, "[about]", mk->noted, e);
	return st;
}

static enum ub_status
finish(struct maker *mk, struct ub_err *e)
{
	const char *language = mk->f != NULL ? mk->f->language.s : NULL;
	enum ub_status st;

	st = ub_book_about(
	    mk->book, mk->title, ub_about_first(mk->about, mk->f, mk->cut), e);
	if (st == UB_OK)
		st = ub_book_close(mk->book, e);
	if (st == UB_OK)
		st = ub_language_set(
		    mk->path, language != NULL ? language : "sv-SE", e);
	if (st == UB_OK)
		st = ub_verify(mk->path, ub_book_expect(mk->book), e);
	return st;
}

/* The names that sheets of text have are taken. */
static void
take_names(struct maker *mk)
{
	static const char *const own[] = { UB_ABOUT_NAME, UB_SHEET_DEFINITIONS,
		UB_SHEET_CHANGES, UB_SHEET_NOTES, UB_SHEET_MAKING };
	size_t i, n = mk->f == NULL ? 1 : sizeof(own) / sizeof(own[0]);

	for (i = 0; i < n; i++) {
		mk->name = ub_xgrow(mk->name, mk->nname, sizeof(*mk->name));
		mk->name[mk->nname++] = ub_xstrdup(own[i]);
	}
}

static void
free_maker(struct maker *mk)
{
	size_t i, k;

	for (i = 0; i < mk->npage; i++) {
		for (k = 0; k < mk->page[i].nchart; k++)
			ub_chart_free(&mk->page[i].chart[k]);
		free(mk->page[i].chart);
		ub_sheet_free(&mk->page[i].sheet);
	}
	free(mk->page);
	for (i = 0; i < mk->nname; i++)
		free(mk->name[i]);
	free(mk->name);
	free(mk->drawn);
	free(mk->found);
	free(mk->noted);
	free(mk->title);
	ub_about_free(mk->about);
	ub_book_free(mk->book);
}

enum ub_status
ub_report_xlsx(const struct ub_report *o, struct ub_reader *r, const char *path,
    bool *cut, struct ub_err *e)
{
	struct maker mk = { .o = o, .f = o->file, .r = r, .path = path };
	enum ub_status st = UB_OK;

	mk.about = ub_about_new();
	take_names(&mk);
	if (mk.f != NULL) {
		mk.found = ub_xcalloc(mk.f->ntable + 1, sizeof(*mk.found));
		mk.noted = ub_xcalloc(mk.f->nnote + 1, sizeof(*mk.noted));
		st = note_about(&mk, e);
	}
	if (st == UB_OK)
		st = o->records ? all_records(&mk, e) : all_tables(&mk, e);
	if (st == UB_OK)
		st = finish(&mk, e);
	*cut = mk.cut;
	free_maker(&mk);
	return st;
}
