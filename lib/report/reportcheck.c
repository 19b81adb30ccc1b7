/* reportcheck.c - see reportcheck.h. */
#include "reportcheck.h"

#include <stdlib.h>
#include <string.h>

#include "../base/date.h"
#include "../base/num.h"
#include "about.h"
#include "board.h"
#include "form.h"
#include "inwords.h"
#include "languages.h"
#include "sheet.h"

enum {
	TEXT_MAX = 2000,       /* of a table's title, in bytes */
	PARAGRAPH_MAX = 16000, /* half of a cell */
	HEAD_MAX = 255,        /* as Excel has it for a property */
	NOTES_MAX = 999
};

static enum ub_status
one_of(const struct ub_reportfile *f, struct ub_said at, const char *a,
    const char *b, bool *is_b, struct ub_err *e)
{
	if (at.s == NULL)
		return UB_OK;
	*is_b = strcmp(at.s, b) == 0;
	if (*is_b || strcmp(at.s, a) == 0)
		return UB_OK;
	return ub_reportfile_fail(f, at, e, "neither %s nor %s", a, b);
}

/* --- layouts ------------------------------------------------------------ */

static enum ub_status
check_layout(const struct ub_reportfile *f, struct ub_said at, bool own,
    struct ub_err *e)
{
	const char *known[UB_NFORM], *near;
	enum ub_form form;

	if (at.s == NULL ||
	    (ub_form_parse(at.s, &form) && (!own || form != UB_FORM_BOARD)))
		return UB_OK;
	if (strcmp(at.s, ub_form_name(UB_FORM_BOARD)) == 0)
		return ub_reportfile_fail(
		    f, at, e, "layout = namnd is of a report, not of a table");
	for (size_t i = 0; i < UB_NFORM; i++)
		known[i] = ub_form_name((enum ub_form)i);
	near = ub_nearest(at.s, strlen(at.s), known, UB_NFORM);
	if (near != NULL)
		return ub_reportfile_fail(
		    f, at, e, "no layout %.60s; did you mean %s?", at.s, near);
	return ub_reportfile_fail(f, at, e,
	    "no layout %.60s: there are namnd, oppna-jamforelser, statistik, "
	    "verksamhet, nyhetsbrev and tabell",
	    at.s);
}

/* --- the document ------------------------------------------------------- */

/* Each text has room in a cell, with what it may stand beside there: its
 * English, a word and a blank. */
static enum ub_status
check_lengths(const struct ub_reportfile *f, struct ub_err *e)
{
	for (size_t i = 0; i < f->ini.n; i++) {
		const struct ub_ini_entry *x = &f->ini.entry[i];
		struct ub_said at = { x->section, x->line };
		bool name = x->key == NULL;
		int most = name ? HEAD_MAX : PARAGRAPH_MAX;

		if (!name)
			at.s = x->value;
		if (ub_utf16_len(at.s, strlen(at.s)) > (size_t)most)
			return ub_reportfile_fail(f, at, e,
			    "a %s is at most %d characters",
			    name ? "section's name" : "text", most);
	}
	return UB_OK;
}

/* What stands in the properties of the document. */
static enum ub_status
check_properties(const struct ub_reportfile *f, struct ub_err *e)
{
	const struct ub_said said[] = { f->title, f->english, f->author,
		f->organisation };

	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++)
		if (said[i].s != NULL &&
		    ub_utf16_len(said[i].s, strlen(said[i].s)) > HEAD_MAX)
			return ub_reportfile_fail(f, said[i], e,
			    "%s at most %d characters",
			    i < 2 ? "a document's title is" : "a name is",
			    HEAD_MAX);
	return UB_OK;
}

/* What is said in another language is so in that which the document is not
 * in. */
static enum ub_status
check_other(const struct ub_reportfile *f, struct ub_err *e)
{
	const char *own = f->in_english ? "english" : "swedish";

	for (size_t i = 0; i < f->ini.n; i++) {
		const struct ub_ini_entry *x = &f->ini.entry[i];
		struct ub_said at = { x->key, x->line };

		if (x->key == NULL || strncmp(x->key, own, 7) != 0 ||
		    (x->key[7] != '\0' && x->key[7] != '.') ||
		    strcmp(x->section, "words") == 0)
			continue;
		return ub_reportfile_fail(f, at, e,
		    f->in_english
			? "the report is in English: its other language is "
			  "said with swedish"
			: "swedish needs language = en: the other language of "
			  "this report is said with english");
	}
	return UB_OK;
}

/* Words and signs that are said otherwise. */
static enum ub_status
check_words(const struct ub_reportfile *f, struct ub_err *e)
{
	struct ub_words *w = ub_words_new("sv");
	bool known = f->words.s == NULL || ub_words_set(w, f->words.s), b;

	ub_words_free(w);
	if (!known)
		return ub_reportfile_fail(
		    f, f->words, e, "no set of words: there is skadligt-bruk");
	if (f->hidden.s != NULL && strcmp(f->hidden.s, "X") != 0 &&
	    strcmp(f->hidden.s, "..") != 0)
		return ub_reportfile_fail(f, f->hidden, e,
		    "no sign of what is protected: there are X and ..");
	return one_of(f, f->pvalues, "yes", "no", &b, e);
}

static enum ub_status
check_document(struct ub_reportfile *f, struct ub_err *e)
{
	struct ub_said top = { NULL, 1 };
	enum ub_status st;
	int32_t day, first;
	bool off;

	if (f->secrecy.s == NULL)
		return ub_reportfile_fail(f, top, e,
		    "sekretess = intern or publik is needed in [report]");
	if (f->title.s == NULL)
		return ub_reportfile_fail(
		    f, top, e, "title = is needed in [report]");
	if ((st = one_of(f, f->secrecy, "intern", "publik", &f->open, e)) !=
		UB_OK ||
	    (st = one_of(f, f->definitions, "yes", "no", &off, e)) != UB_OK ||
	    (st = check_layout(f, f->layout, false, e)) != UB_OK)
		return st;
	if (f->language.s != NULL && !ub_language_known(f->language.s))
		return ub_reportfile_fail(
		    f, f->language, e, "no language, as sv-SE is one");
	f->in_english = f->language.s != NULL &&
			strncmp(f->language.s, "en", 2) == 0 &&
			(f->language.s[2] == '\0' || f->language.s[2] == '-');
	if ((st = check_other(f, e)) != UB_OK ||
	    (st = check_words(f, e)) != UB_OK)
		return st;
	(void)ub_date_of(1980, 1, 1, &first);
	if (f->date.s == NULL)
		return UB_OK;
	if (!ub_date_parse(f->date.s, strlen(f->date.s), &day) || day < first)
		return ub_reportfile_fail(
		    f, f->date, e, "not a date from 1980-01-01 on");
	f->day = day;
	return UB_OK;
}

/* --- names of sheets ---------------------------------------------------- */

/* Would the sheet be called just that? */
static bool
is_sheet_name(const char *want)
{
	struct ub_sheet s = { 0 };
	bool same;

	ub_sheet_set_name(&s, want, NULL, 0);
	same = strcmp(s.name, want) == 0;
	free(s.name);
	return same;
}

static bool
is_reserved(const struct ub_reportfile *f, const char *name)
{
	struct ub_words *w = ub_words_new(f->in_english ? "en" : "sv");
	bool found = false;

	static const char *const own[] = { UB_ABOUT_NAME, UB_SHEET_DEFINITIONS,
		UB_SHEET_CHANGES, UB_SHEET_NOTES, UB_SHEET_MAKING };

	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		found |= ub_sheet_same_name(ub_say(w, own[i]), name);
	ub_words_free(w);
	return found;
}

static enum ub_status
check_sheet_name(const struct ub_reportfile *f, size_t i, struct ub_err *e)
{
	struct ub_said name = f->table[i].sheet;

	if (name.s == NULL)
		return UB_OK;
	if (ub_utf16_len(name.s, strlen(name.s)) > UB_SHEET_NAME_MAX)
		return ub_reportfile_fail(f, name, e,
		    "a sheet's name is at most %d characters",
		    UB_SHEET_NAME_MAX);
	if (!is_sheet_name(name.s))
		return ub_reportfile_fail(f, name, e,
		    "a sheet cannot be called that: []:*?/\\# are not allowed, "
		    "nor what looks like a cell or a number");
	if (is_reserved(f, name.s))
		return ub_reportfile_fail(
		    f, name, e, "the sheet %.60s is there already", name.s);
	for (size_t k = 0; k < i; k++)
		if (f->table[k].sheet.s != NULL &&
		    ub_sheet_same_name(f->table[k].sheet.s, name.s))
			return ub_reportfile_fail(f, name, e,
			    "two sheets with one name, the other on line %llu",
			    (unsigned long long)f->table[k].sheet.line);
	return UB_OK;
}

/* --- tables ------------------------------------------------------------- */

static enum ub_status
check_numbers(const struct ub_reportfile *f, const struct ub_said_of *list,
    size_t n, int64_t from, int64_t to, struct ub_err *e)
{
	int64_t v;

	for (size_t i = 0; i < n; i++)
		if (!ub_int_parse(list[i].text.s, strlen(list[i].text.s), &v) ||
		    v < from || v > to)
			return ub_reportfile_fail(f, list[i].text, e,
			    "not a number from %d to %d", (int)from, (int)to);
	return UB_OK;
}

static enum ub_status
check_table(const struct ub_reportfile *f, size_t i, struct ub_err *e)
{
	const struct ub_report_table *t = &f->table[i];
	enum ub_status st;
	bool b;

	if ((st = check_sheet_name(f, i, e)) != UB_OK ||
	    (st = one_of(f, t->totals, "first", "last", &b, e)) != UB_OK ||
	    (st = one_of(f, t->freeze, "yes", "no", &b, e)) != UB_OK ||
	    (st = check_layout(f, t->layout, true, e)) != UB_OK ||
	    (st = ub_form_check_position(f, t, e)) != UB_OK ||
	    (st = check_numbers(f, t->digits, t->ndigits, 0, 6, e)) != UB_OK ||
	    (st = check_numbers(f, t->width, t->nwidth, 8, 60, e)) != UB_OK)
		return st;
	if (t->title.s != NULL && strlen(t->title.s) > TEXT_MAX)
		return ub_reportfile_fail(f, t->title, e,
		    "a title is at most %d bytes long", TEXT_MAX);
	if ((t->english.s != NULL) != (f->english.s != NULL))
		return ub_reportfile_fail(f,
		    t->english.s != NULL ? t->english : t->name, e,
		    t->english.s != NULL
			? f->in_english
			      ? "a Swedish title, and none in [report]"
			      : "an English title, and none in [report]"
		    : f->in_english ? "no Swedish title, but one in [report]"
				    : "no English title, but one in [report]");
	if (t->nheading > 0 && f->english.s == NULL)
		return ub_reportfile_fail(f, t->heading[0].text, e,
		    f->in_english
			? "a Swedish heading, and no Swedish title in [report]"
			: "an English heading, and no English title in "
			  "[report]");
	return UB_OK;
}

/* --- entries ------------------------------------------------------------ */

static enum ub_status
need_text(const struct ub_reportfile *f, const struct ub_report_entry *list,
    size_t n, bool change, struct ub_err *e)
{
	for (size_t i = 0; i < n; i++) {
		if (list[i].text.s == NULL)
			return ub_reportfile_fail(
			    f, list[i].name, e, "text = is needed here");
		if (list[i].status.s != NULL && !change)
			return ub_reportfile_fail(f, list[i].status, e,
			    "status = belongs to [change]");
	}
	return UB_OK;
}

static bool
is_no(struct ub_said s)
{
	return s.s != NULL && strcmp(s.s, "no") == 0;
}

static enum ub_status
check_changes(const struct ub_reportfile *f, struct ub_err *e)
{
	enum ub_status st;
	int32_t day;
	bool b;

	if (f->nchange > 0 && is_no(f->changes))
		return ub_reportfile_fail(f, f->change[0].name, e,
		    "changes = no says that there is none");
	if (f->ndefinition > 0 && is_no(f->definitions))
		return ub_reportfile_fail(f, f->definition[0].name, e,
		    "definitions = no says that there is none");
	for (size_t i = 0; i < f->nchange; i++) {
		struct ub_said name = f->change[i].name;

		if (!ub_date_parse(name.s, strlen(name.s), &day))
			return ub_reportfile_fail(
			    f, name, e, "a change is called by its date");
		if ((st = one_of(f, f->change[i].status,
			 f->in_english ? "preliminary" : "preliminär",
			 f->in_english ? "revised" : "reviderad", &b, e)) !=
		    UB_OK)
			return st;
	}
	return UB_OK;
}

/* [note 1], [note 2], ... in order. */
static enum ub_status
check_notes(const struct ub_reportfile *f, struct ub_err *e)
{
	int64_t v;

	for (size_t i = 0; i < f->nnote; i++) {
		struct ub_said name = f->note[i].name;

		if (!ub_int_parse(name.s, strlen(name.s), &v) ||
		    v != (int64_t)i + 1 || v > NOTES_MAX)
			return ub_reportfile_fail(f, name, e,
			    "notes are numbered from 1 on, in order");
	}
	return UB_OK;
}

/* By date, the newest first: ISO dates are in order of bytes. */
static int
newest(const void *a, const void *b)
{
	const struct ub_report_entry *x = a, *y = b;

	return strcmp(y->name.s, x->name.s);
}

/* --- key figures -------------------------------------------------------- */

static enum ub_status
check_number(const struct ub_reportfile *f, struct ub_said at, struct ub_err *e)
{
	double v;

	if (at.s == NULL || ub_real_parse(at.s, strlen(at.s), &v))
		return UB_OK;
	return ub_reportfile_fail(f, at, e, "not a number");
}

static enum ub_status
check_figure(const struct ub_reportfile *f, const struct ub_report_figure *g,
    struct ub_err *e)
{
	int64_t about, near;
	enum ub_status st;
	bool b;

	if (g->table.s == NULL || g->measure.s == NULL || g->row.s == NULL)
		return ub_reportfile_fail(f, g->name, e,
		    "table =, measure = and row = are needed here");
	if (g->before.s != NULL && g->limit.s == NULL && g->brk.s == NULL)
		return ub_reportfile_fail(f, g->before, e,
		    "limit = is needed: how much is a change?");
	if ((st = check_number(f, g->target, e)) != UB_OK ||
	    (st = check_number(f, g->country, e)) != UB_OK ||
	    (st = check_number(f, g->limit, e)) != UB_OK)
		return st;
	if (g->near.s != NULL && !ub_inwords_limits(g->near.s, &about, &near))
		return ub_reportfile_fail(f, g->near, e,
		    "not two numbers of percentage points, as 1,3");
	return one_of(f, g->good, "high", "low", &b, e);
}

static enum ub_status
check_figures(const struct ub_reportfile *f, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	bool board = f->layout.s != NULL && strcmp(f->layout.s, "namnd") == 0;

	if (board && f->nfigure == 0)
		return ub_reportfile_fail(
		    f, f->layout, e, "namnd needs a [figure]");
	if (!board && f->nfigure > 0)
		return ub_reportfile_fail(f, f->figure[0].name, e,
		    "[figure] needs layout = namnd in [report]");
	if (f->nfigure > UB_BOARD_MAX)
		return ub_reportfile_fail(f, f->figure[UB_BOARD_MAX].name, e,
		    "a page has room for %d figures", (int)UB_BOARD_MAX);
	for (size_t i = 0; st == UB_OK && i < f->nfigure; i++)
		st = check_figure(f, &f->figure[i], e);
	return st;
}

/* --- what the public is owed -------------------------------------------- */

static enum ub_status
check_public(const struct ub_reportfile *f, struct ub_err *e)
{
	static const enum ub_about_part needed[] = { UB_PART_POPULATION,
		UB_PART_VARIABLES, UB_PART_LAYOUT, UB_PART_METHOD,
		UB_PART_NONRESPONSE };
	static const char *const key[] = { "population", "variabler",
		"redovisning", "metod", "bortfall" };

	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++)
		if (f->npart[needed[i]] == 0)
			return ub_reportfile_fail(f, f->secrecy, e,
			    "a public report needs %s = in [about]", key[i]);
	if (f->ndefinition == 0 && f->definitions.s == NULL)
		return ub_reportfile_fail(f, f->secrecy, e,
		    "a public report needs a [definition], or definitions = "
		    "no");
	if (f->nchange == 0 && f->changes.s == NULL)
		return ub_reportfile_fail(f, f->secrecy, e,
		    "a public report needs a [change], or changes = no");
	return UB_OK;
}

enum ub_status
ub_reportfile_check(struct ub_reportfile *f, struct ub_err *e)
{
	enum ub_status st;

	if ((st = check_lengths(f, e)) != UB_OK ||
	    (st = check_document(f, e)) != UB_OK ||
	    (st = check_properties(f, e)) != UB_OK)
		return st;
	for (size_t i = 0; i < f->ntable; i++)
		if ((st = check_table(f, i, e)) != UB_OK)
			return st;
	if ((st = need_text(f, f->definition, f->ndefinition, false, e)) !=
		UB_OK ||
	    (st = need_text(f, f->change, f->nchange, true, e)) != UB_OK ||
	    (st = need_text(f, f->note, f->nnote, false, e)) != UB_OK ||
	    (st = check_changes(f, e)) != UB_OK ||
	    (st = check_notes(f, e)) != UB_OK ||
	    (st = check_figures(f, e)) != UB_OK)
		return st;
	if (f->nchange > 1)
		qsort(f->change, f->nchange, sizeof(*f->change), newest);
	if ((st = ub_form_check_sections(f, e)) != UB_OK)
		return st;
	return f->open ? check_public(f, e) : UB_OK;
}
