/* collect.c - see collect.h. */
#include <stdlib.h>

#include "board.h"
#include "breaks.h"
#include "changes.h"
#include "collect.h"
#include "form.h"
#include "inexact.h"
#include "remake.h"
#include "reportcheck.h"
#include "reportuse.h"
#include "secrecy.h"
#include "tablein.h"

void
ub_collect_name(struct ub_collect *c, struct ub_sheet *s, const char *want)
{
	ub_sheet_set_name(s, want, (const char *const *)c->name, c->nname);
	c->name = ub_xgrow(c->name, c->nname, sizeof(*c->name));
	c->name[c->nname++] = ub_xstrdup(s->name);
}

/* --- a table as it is described ----------------------------------------- */

static const struct ub_report_table *
described(const struct ub_collect *c, const struct ub_sheet *s)
{
	return c->f == NULL ? NULL : ub_reportfile_table(c->f, s->table);
}

static enum ub_status
settle(void *arg, struct ub_sheet *s, struct ub_err *e)
{
	struct ub_collect *c = arg;
	const struct ub_report_table *t = described(c, s);

	if (c->f != NULL)
		ub_reportuse_pvalues(c->f, s);
	return t == NULL ? UB_OK : ub_reportuse_columns(c->f, t, s, e);
}

/* The notes that the sheet's texts refer to, below its own note. */
static enum ub_status
take_notes(struct ub_collect *c, struct ub_sheet *s, struct ub_err *e)
{
	bool *used = ub_xcalloc(c->f->nnote + 1, sizeof(*used));
	struct ub_buf b = { 0 };
	enum ub_status st;
	size_t i;

	st = ub_reportuse_notes(c->f, s->title, s->table, used, e);
	if (st == UB_OK)
		st = ub_reportuse_notes(c->f, s->note, s->table, used, e);
	for (i = 0; st == UB_OK && i < s->ncol; i++)
		st = ub_reportuse_notes(
		    c->f, s->col[i].heading, s->table, used, e);
	for (i = 0; i < c->f->nnote; i++) {
		if (!used[i])
			continue;
		c->noted[i] = true;
		ub_buf_printf(&b, "%s%zu] %s\n", ub_say(s->words, "[not "),
		    i + 1, c->f->note[i].text.s);
	}
	free(s->notes);
	s->notes = ub_xstrdup(b.len > 0 ? b.s : "");
	ub_buf_free(&b);
	free(used);
	return st;
}

/* Its layout, and then what is said of rows and columns as they are shown:
 * but what is to be left out of the table itself goes before. */
static enum ub_status
give_form(struct ub_collect *c, const struct ub_report_table *t,
    struct ub_collect_page *p, struct ub_err *e)
{
	struct ub_sheet *s = &p->sheet;
	size_t n = t != NULL ? t->nhide : 0;
	bool *gone = ub_xcalloc(n + 1, sizeof(*gone));
	enum ub_status st = UB_OK;

	if (t != NULL && ub_form_of(c->f, t) > UB_FORM_BOARD)
		st = ub_reportuse_hide(c->f, t, s, gone, e);
	if (st == UB_OK && c->was_long) {
		st = UB_END; /* it needs all rows at once */
	} else if (st == UB_OK) {
		struct ub_sheet twin = { 0 };

		if (ub_form_of(c->f, t) > UB_FORM_BOARD)
			ub_remake_twin(&twin, s);
		st = ub_form_apply(c->f, t, ub_reader_meta(c->r), s, e);
		c->formed |= st == UB_OK || s->nrow == 0;
		if (st == UB_OK)
			p->twin = twin;
		else
			ub_sheet_free(&twin);
	}
	if ((st == UB_OK || st == UB_END) && t != NULL)
		st = ub_reportuse_rows(c->f, t, s, gone, e);
	free(gone);
	return st == UB_END ? UB_OK : st;
}

static enum ub_status
arrange(struct ub_collect *c, struct ub_collect_page *p, struct ub_err *e)
{
	struct ub_sheet *s = &p->sheet;
	const struct ub_report_table *t = described(c, s);
	struct ub_buf name = { 0 };
	enum ub_status st = UB_OK;
	size_t i;

	ub_breaks_say(s, ub_reader_meta(c->r));
	p->place = c->npage; /* where it came, behind those described */
	if (c->f == NULL) {
		ub_collect_name(c, s, s->table);
		return UB_OK;
	}
	p->place += c->f->ntable;
	if (t != NULL) {
		i = (size_t)(t - c->f->table);
		if (c->found[i])
			return ub_reportfile_fail(
			    c->f, t->name, e, "table %s comes twice", s->table);
		c->found[i] = true;
		p->place = i;
	}
	if (st == UB_OK && (st = give_form(c, t, p, e)) == UB_OK)
		st = take_notes(c, s, e);
	if (t != NULL && t->sheet.s == NULL)
		ub_form_sheet_name(t, c->words, &name);
	ub_collect_name(c, s,
	    t != NULL && t->sheet.s != NULL ? t->sheet.s
	    : name.len > 0                  ? name.s
					    : s->table);
	if (p->twin.ncol > 0)
		p->twin.name = ub_xstrdup(s->name);
	ub_buf_free(&name);
	return st;
}

/* --- tables ------------------------------------------------------------- */

static enum ub_status
add_chart(struct ub_collect_page *p, const char *measures, struct ub_err *e)
{
	enum ub_status st;

	p->chart = ub_xgrow(p->chart, p->nchart, sizeof(*p->chart));
	st = ub_chart_make(&p->chart[p->nchart], &p->sheet, measures, e);
	p->nchart += st == UB_OK;
	return st == UB_END ? UB_OK : st;
}

/* A failure of a chart that is described stands at its line. */
static enum ub_status
described_charts(
    struct ub_collect *c, struct ub_collect_page *p, struct ub_err *e)
{
	const struct ub_report_table *t = described(c, &p->sheet);
	struct ub_err inner;
	size_t i;

	for (i = 0; t != NULL && i < t->nchart; i++) {
		const char *what = t->chart[i].s;
		bool usual = strcmp(what, "auto") == 0;

		if (add_chart(p, usual ? NULL : what, &inner) != UB_OK)
			return ub_reportfile_fail(
			    c->f, t->chart[i], e, "%s", inner.what);
		if (p->nchart <= i && p->sheet.nrow == 0)
			return ub_reportfile_fail(c->f, t->chart[i], e,
			    "a chart of a table without rows");
	}
	return UB_OK;
}

static enum ub_status
make_charts(struct ub_collect *c, struct ub_collect_page *p, struct ub_err *e)
{
	const struct ub_chart_spec *spec;
	struct ub_err inner;
	size_t i;

	for (i = 0; i < c->o->nchart; i++) {
		spec = &c->o->chart[i];
		if (spec->table != NULL &&
		    strcmp(spec->table, p->sheet.table) != 0)
			continue;
		c->drawn[i] = true;
		if (add_chart(p, spec->measures, &inner) != UB_OK)
			return ub_fail(
			    e, inner.code, "--chart: %s", inner.what);
	}
	if (p->sheet.figure != NULL &&
	    (described(c, &p->sheet) == NULL ||
		described(c, &p->sheet)->nchart == 0) &&
	    add_chart(p, p->sheet.figure, e) != UB_OK)
		return UB_EUSAGE;
	return described_charts(c, p, e);
}

/* --- a table of too many rows to be kept -------------------------------- */

/* What is asked of a long table that needs all its rows at once. */
static enum ub_status
check_long(
    const struct ub_collect *c, const struct ub_sheet *s, struct ub_err *e)
{
	static const char many[] = "table %.60s has more than %d rows: %s";
	const struct ub_report_table *t = described(c, s);
	size_t i;

	for (i = 0; i < c->o->nchart; i++)
		if (c->o->chart[i].table != NULL &&
		    strcmp(c->o->chart[i].table, s->table) == 0)
			return ub_fail(e, UB_EUSAGE,
			    "--chart: table %.60s has more than %d rows, which "
			    "no chart shows",
			    s->table, UB_COLLECT_ROWS);
	if (t != NULL && t->nchart > 0)
		return ub_reportfile_fail(c->f, t->chart[0], e, many, s->table,
		    UB_COLLECT_ROWS, "no chart shows them");
	if (t != NULL && (t->sort.s != NULL || t->totals.s != NULL))
		return ub_reportfile_fail(c->f,
		    t->sort.s != NULL ? t->sort : t->totals, e, many, s->table,
		    UB_COLLECT_ROWS, "they stand as they come");
	if (t != NULL && t->layout.s != NULL)
		return ub_reportfile_fail(c->f, t->layout, e, many, s->table,
		    UB_COLLECT_ROWS, "they have no layout");
	if (c->f != NULL && c->f->nfigure > 0)
		return ub_reportfile_fail(c->f, c->f->figure[0].name, e, many,
		    s->table, UB_COLLECT_ROWS, "no key figure is found there");
	if (c->f != NULL && ub_reportfile_revised(c->f))
		return ub_reportfile_fail(c->f, c->f->changes, e, many,
		    s->table, UB_COLLECT_ROWS, "changes are not looked up");
	return UB_OK;
}

static enum ub_status
alone(const struct ub_sheet *s, struct ub_err *e)
{
	return ub_fail(e, UB_EDATA,
	    "table %.60s: one of more than %d rows stands alone in its "
	    "workbook",
	    s->table, UB_COLLECT_ROWS);
}

/* What is 0 so far need not stay so: every column that can be shown is. */
static enum ub_status
take_long(
    void *arg, struct ub_sheet *s, const struct ub_batch *b, struct ub_err *e)
{
	struct ub_collect *c = arg;
	enum ub_status st;
	size_t i;

	if (c->npage > 1)
		return alone(s, e);
	if ((st = check_long(c, s, e)) != UB_OK)
		return st;
	c->was_long = true;
	for (i = 0; i < s->ncol; i++) {
		if (s->col[i].role == UB_ROLE_MISSING)
			s->col[i].role = UB_ROLE_MEASURE;
		if (s->col[i].type == UB_DEC)
			s->col[i].digits = -1;
	}
	ub_tablein_finish(s, UB_COLLECT_ROWS);
	if ((st = arrange(c, &c->page[0], e)) != UB_OK)
		return st;
	return c->on_long(c->arg, s, b, e);
}

static void
begin(void *arg, struct ub_meta *m)
{
	const struct ub_collect *c = arg;
	const struct ub_report_table *t =
	    c->f == NULL ? NULL : ub_reportfile_table(c->f, m->table);

	if (t != NULL)
		ub_reportuse_values(t, m);
}

static enum ub_status
take_table(struct ub_collect *c, struct ub_err *e)
{
	struct ub_tablein_calls calls = { c->words, begin, settle,
		c->on_long != NULL ? take_long : NULL, UB_COLLECT_ROWS, c };
	struct ub_collect_page *p;
	bool cut = false, before = c->was_long;
	enum ub_status st;

	c->page = ub_xgrow(c->page, c->npage, sizeof(*c->page));
	p = &c->page[c->npage++];
	memset(p, 0, sizeof(*p));
	st = ub_tablein_read(&p->sheet, c->r, c->o->cut_ok, &cut, &calls, e);
	c->cut |= cut;
	if (st == UB_OK && before)
		st = alone(&p->sheet, e);
	if (st == UB_OK && c->f != NULL && c->f->open)
		st = ub_secrecy_check(&p->sheet, ub_reader_meta(c->r), e);
	if (st == UB_OK)
		ub_inexact_note(&p->sheet, ub_reader_meta(c->r));
	if (st == UB_OK && !c->was_long)
		st = arrange(c, p, e);
	if (st == UB_OK && !c->was_long)
		st = make_charts(c, p, e);
	if (st == UB_OK)
		ub_about_add(c->about, &p->sheet, ub_reader_meta(c->r));
	return st;
}

static int
by_place(const void *a, const void *b)
{
	const struct ub_collect_page *x = a, *y = b;

	return (x->place > y->place) - (x->place < y->place);
}

static enum ub_status
check_found(struct ub_collect *c, struct ub_err *e)
{
	size_t i;

	for (i = 0; i < c->o->nchart; i++)
		if (c->o->chart[i].table != NULL && !c->drawn[i])
			return ub_fail(e, UB_EUSAGE, "--chart: no table %s",
			    c->o->chart[i].table);
	if (c->f != NULL && ub_form_of(c->f, NULL) > UB_FORM_BOARD &&
	    !c->formed)
		return ub_reportfile_fail(c->f, c->f->layout, e,
		    "no table fits the layout %s, which needs %s",
		    c->f->layout.s, ub_form_needs(ub_form_of(c->f, NULL)));
	for (i = 0; c->f != NULL && i < c->f->ntable; i++)
		if (!c->found[i])
			return ub_reportfile_fail(c->f, c->f->table[i].name, e,
			    "no table %s came", c->f->table[i].name.s);
	for (i = 0; c->f != NULL && i < c->f->nnote; i++)
		if (!c->noted[i])
			return ub_reportfile_fail(c->f, c->f->note[i].name, e,
			    "nothing refers to [not %s]", c->f->note[i].name.s);
	return UB_OK;
}

/* --- the whole ---------------------------------------------------------- */

/* What is in no table can refer to notes too. */
static enum ub_status
note_about(struct ub_collect *c, struct ub_err *e)
{
	const struct ub_reportfile *f = c->f;
	enum ub_status st = UB_OK;
	size_t p, i;

	for (p = 0; p < UB_NPART; p++)
		for (i = 0; st == UB_OK && i < f->npart[p]; i++)
			st = ub_reportuse_notes(
			    f, f->part[p][i].s, "[about]", c->noted, e);
	return st;
}

/* What is looked up by rows and columns is so in the table as it came. */
static const struct ub_sheet *
before_layout(const struct ub_collect_page *p)
{
	return p->twin.ncol > 0 ? &p->twin : &p->sheet;
}

/* The page of key figures stands before the tables it is made of. */
static enum ub_status
add_board(struct ub_collect *c, struct ub_err *e)
{
	const struct ub_sheet **from = ub_xcalloc(c->npage, sizeof(*from));
	struct ub_collect_page board = { 0 };
	enum ub_status st;

	for (size_t i = 0; i < c->npage; i++)
		from[i] = before_layout(&c->page[i]);
	st = ub_board_make(&board.sheet, c->words, c->f, from, c->npage, e);
	free(from);
	if (st != UB_OK) {
		ub_sheet_free(&board.sheet);
		return st;
	}
	ub_collect_name(c, &board.sheet, ub_say(c->words, "Nyckeltal"));
	ub_about_reasons(c->about, board.sheet.reasons);
	c->page = ub_xgrow(c->page, c->npage, sizeof(*c->page));
	memmove(c->page + 1, c->page, c->npage * sizeof(*c->page));
	c->page[0] = board;
	c->npage++;
	return UB_OK;
}

/* Changes of what these tables show, where a file tells of them. */
static enum ub_status
add_changes(struct ub_collect *c, struct ub_err *e)
{
	const struct ub_sheet **of = ub_xcalloc(c->npage, sizeof(*of));
	enum ub_status st;

	for (size_t i = 0; i < c->npage; i++)
		of[i] = before_layout(&c->page[i]);
	c->changes = ub_about_changes(c->about, c->f);
	st = ub_changes_add(c->about, c->words, c->f, of, c->npage, e);
	free(of);
	return st;
}

enum ub_status
ub_collect_tables(struct ub_collect *c, struct ub_err *e)
{
	enum ub_status st = c->f == NULL ? UB_OK : note_about(c, e);

	while (st == UB_OK) {
		st = take_table(c, e);
		if (st == UB_OK)
			st = ub_reader_next_table(c->r, e);
	}
	if (st != UB_END)
		return st;
	if ((st = check_found(c, e)) == UB_OK)
		qsort(c->page, c->npage, sizeof(*c->page), by_place);
	if (st == UB_OK && c->f != NULL && ub_reportfile_revised(c->f))
		st = add_changes(c, e);
	if (st == UB_OK && c->f != NULL && c->f->nfigure > 0)
		st = add_board(c, e);
	return st;
}

static const char *
language_of(const struct ub_reportfile *f)
{
	return f != NULL && f->language.s != NULL ? f->language.s : "sv-SE";
}

void
ub_collect_document(
    const struct ub_collect *c, const char *title, struct ub_collect_doc *d)
{
	const struct ub_reportfile *f = c->f;

	*d = (struct ub_collect_doc){
		.title = c->o->title != NULL ? c->o->title : title,
		.author = c->o->author,
		.language = language_of(f),
		.created = c->o->created,
	};
	if (f == NULL)
		return;
	d->title = f->title.s;
	if (f->author.s != NULL)
		d->author = f->author.s;
	d->organisation = f->organisation.s;
	if (!f->open)
		d->status = ub_say(c->words, UB_ABOUT_INTERNAL);
	if (f->day != 0)
		d->created = f->day;
}

void
ub_collect_before(
    struct ub_collect *c, struct ub_collect_text text[UB_COLLECT_BEFORE])
{
	static const struct ub_about_text none;

	text[0] = text[1] = (struct ub_collect_text){ "", "", &none };
	if (c->f == NULL)
		return;
	text[0] =
	    (struct ub_collect_text){ ub_say(c->words, UB_SHEET_DEFINITIONS),
		    ub_say(c->words, "Vad orden betyder"),
		    ub_about_definitions(c->about, c->f) };
	text[1] = (struct ub_collect_text){ ub_say(c->words, UB_SHEET_CHANGES),
		ub_say(c->words, "Vad som har ändrats, det senaste först"),
		c->changes != NULL ? c->changes
				   : ub_about_changes(c->about, c->f) };
}

void
ub_collect_after(struct ub_collect *c,
    struct ub_collect_text text[UB_COLLECT_TEXTS - UB_COLLECT_BEFORE])
{
	static const struct ub_about_text none;

	text[0] = text[1] = (struct ub_collect_text){ "", "", &none };
	if (c->f == NULL)
		return;
	text[0] = (struct ub_collect_text){ ub_say(c->words, UB_SHEET_NOTES),
		ub_say(c->words, "Noter, och vad tecknen i tabellerna betyder"),
		ub_about_notes(c->about, c->f) };
	text[1] = (struct ub_collect_text){ ub_say(c->words, UB_SHEET_MAKING),
		ub_say(c->words, "Hur tabellerna har gjorts, steg för steg"),
		ub_about_making(c->about) };
}

void
ub_collect_texts(
    struct ub_collect *c, struct ub_collect_text text[UB_COLLECT_TEXTS])
{
	ub_collect_before(c, text);
	ub_collect_after(c, text + UB_COLLECT_BEFORE);
}

/* The names that sheets of text have are taken. */
static void
take_names(struct ub_collect *c)
{
	static const char *const own[] = { UB_ABOUT_NAME, UB_SHEET_DEFINITIONS,
		UB_SHEET_CHANGES, UB_SHEET_NOTES, UB_SHEET_MAKING };
	size_t i, n = c->f == NULL ? 1 : sizeof(own) / sizeof(own[0]);

	for (i = 0; i < n; i++) {
		c->name = ub_xgrow(c->name, c->nname, sizeof(*c->name));
		c->name[c->nname++] = ub_xstrdup(ub_say(c->words, own[i]));
	}
}

/* The language, and words that are said otherwise: those of the description
 * before those of a set. */
static void
make_words(struct ub_collect *c)
{
	const struct ub_reportfile *f = c->f;

	c->words = ub_words_new(language_of(f));
	ub_words_load(c->words);
	for (size_t i = 0; f != NULL && i < f->nswap; i++)
		ub_words_swap(c->words, f->swap[i].column, f->swap[i].text.s);
	if (f != NULL && f->words.s != NULL)
		(void)ub_words_set(c->words, f->words.s);
	if (f != NULL)
		ub_words_hidden(c->words, f->hidden.s);
}

void
ub_collect_init(
    struct ub_collect *c, const struct ub_report *o, struct ub_reader *r)
{
	*c = (struct ub_collect){ .o = o, .f = o->file, .r = r };
	make_words(c);
	c->about = ub_about_new(c->words);
	c->drawn = ub_xcalloc(o->nchart + 1, sizeof(*c->drawn));
	take_names(c);
	if (c->f == NULL)
		return;
	c->found = ub_xcalloc(c->f->ntable + 1, sizeof(*c->found));
	c->noted = ub_xcalloc(c->f->nnote + 1, sizeof(*c->noted));
}

void
ub_collect_free(struct ub_collect *c)
{
	size_t i, k;

	for (i = 0; i < c->npage; i++) {
		for (k = 0; k < c->page[i].nchart; k++)
			ub_chart_free(&c->page[i].chart[k]);
		free(c->page[i].chart);
		ub_sheet_free(&c->page[i].sheet);
		ub_sheet_free(&c->page[i].twin);
	}
	free(c->page);
	for (i = 0; i < c->nname; i++)
		free(c->name[i]);
	free(c->name);
	free(c->drawn);
	free(c->found);
	free(c->noted);
	ub_about_free(c->about);
	ub_words_free(c->words);
}
