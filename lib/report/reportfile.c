/* reportfile.c - see reportfile.h: sections and keys. */
#include "reportfile.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "../base/date.h"
#include "../stream/legend.h"
#include "reportcheck.h"
#include "sheet.h"

enum section {
	S_NONE,
	S_REPORT,
	S_ABOUT,
	S_WORDS,
	S_TABLE,
	S_DEFINITION,
	S_CHANGE,
	S_NOTE,
	S_FIGURE,
	NSECTION
};
static const char *const section_name[NSECTION] = { "", "report", "about",
	"words", "table", "definition", "change", "note", "figure" };

/* A key with one text: where in its struct that stands. */
struct key {
	const char *name;
	size_t at;
};
#define AT(s, m)                                                               \
	{                                                                      \
#m, offsetof(struct s, m)                                      \
	}

static const struct key report_key[] = { AT(ub_reportfile, title),
	AT(ub_reportfile, english), AT(ub_reportfile, author),
	AT(ub_reportfile, organisation), AT(ub_reportfile, language),
	AT(ub_reportfile, layout), AT(ub_reportfile, date),
	{ "swedish", offsetof(struct ub_reportfile, english) },
	{ "p-values", offsetof(struct ub_reportfile, pvalues) },
	AT(ub_reportfile, words), AT(ub_reportfile, hidden),
	{ "sekretess", offsetof(struct ub_reportfile, secrecy) },
	{ "diarienummer", offsetof(struct ub_reportfile, number) },
	{ "namnd", offsetof(struct ub_reportfile, board) },
	{ "sammantrade", offsetof(struct ub_reportfile, meeting) },
	{ "definitions", offsetof(struct ub_reportfile, definitions) },
	{ "changes", offsetof(struct ub_reportfile, changes) } };

static const struct key table_key[] = { AT(ub_report_table, sheet),
	AT(ub_report_table, title), AT(ub_report_table, english),
	{ "swedish", offsetof(struct ub_report_table, english) },
	AT(ub_report_table, note), AT(ub_report_table, source),
	AT(ub_report_table, sort), AT(ub_report_table, totals),
	AT(ub_report_table, freeze), AT(ub_report_table, layout),
	AT(ub_report_table, section), AT(ub_report_table, position),
	AT(ub_report_table, limits), AT(ub_report_table, good),
	AT(ub_report_table, least) };

static const struct key entry_key[] = { AT(ub_report_entry, text),
	AT(ub_report_entry, english),
	{ "swedish", offsetof(struct ub_report_entry, english) },
	AT(ub_report_entry, status) };

static const struct key figure_key[] = { AT(ub_report_figure, table),
	AT(ub_report_figure, measure), AT(ub_report_figure, row),
	AT(ub_report_figure, before), AT(ub_report_figure, rolling),
	AT(ub_report_figure, target),
	{ "riket", offsetof(struct ub_report_figure, country) },
	AT(ub_report_figure, limit), AT(ub_report_figure, good),
	AT(ub_report_figure, near),
	{ "break", offsetof(struct ub_report_figure, brk) } };

static const struct {
	const char *key, *word;
} part[UB_NPART] = { { "population", "Population" },
	{ "variabler", "Variabler" }, { "matt", "Statistiska mått" },
	{ "redovisning", "Redovisning" }, { "metod", "Metod och källa" },
	{ "bortfall", "Bortfall" }, { "kvalitet", "Kvalitet" },
	{ "relevans", "Relevans" }, { "tillforlitlighet", "Tillförlitlighet" },
	{ "aktualitet", "Aktualitet" }, { "jamforbarhet", "Jämförbarhet" },
	{ "tillganglighet", "Tillgänglighet" }, { "kontakt", "Kontakt" } };

const char *
ub_about_part_word(enum ub_about_part p)
{
	return part[p].word;
}

enum ub_status
ub_reportfile_fail(const struct ub_reportfile *f, struct ub_said at,
    struct ub_err *e, const char *fmt, ...)
{
	char what[sizeof(e->what)];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);
	return ub_fail_at(e, UB_EUSAGE, f->ini.name, at.line, "%s", what);
}

/* --- keys --------------------------------------------------------------- */

struct reader {
	struct ub_reportfile *f;
	enum section section;
	struct ub_said name; /* of the section */
	struct ub_err *e;
};

static enum ub_status
unknown(struct reader *r, struct ub_said at, const char *what,
    const char *const *known, size_t n)
{
	const char *near = ub_nearest(at.s, strlen(at.s), known, n);

	if (near == NULL)
		return ub_reportfile_fail(
		    r->f, at, r->e, "unknown %s %.60s", what, at.s);
	return ub_reportfile_fail(r->f, at, r->e,
	    "unknown %s %.60s; did you mean %s?", what, at.s, near);
}

static enum ub_status
set_once(struct reader *r, struct ub_said *to, struct ub_said value)
{
	if (to->line != 0)
		return ub_reportfile_fail(r->f, value, r->e,
		    "said before, on line %llu", (unsigned long long)to->line);
	if (value.s[0] == '\0')
		return ub_reportfile_fail(r->f, value, r->e, "no text");
	*to = value;
	return UB_OK;
}

/* One of n keys, into what stands at base. */
static enum ub_status
set_key(struct reader *r, void *base, const struct key *key, size_t n,
    struct ub_said name, struct ub_said value)
{
	const char *known[24];

	for (size_t i = 0; i < n; i++) {
		known[i] = key[i].name;
		if (strcmp(key[i].name, name.s) == 0)
			return set_once(r,
			    (struct ub_said *)(void *)((char *)base +
						       key[i].at),
			    value);
	}
	return unknown(r, name, "key", known, n);
}

static void
add_said(struct ub_said **list, size_t *n, struct ub_said value)
{
	*list = ub_xgrow(*list, *n, sizeof(**list));
	(*list)[(*n)++] = value;
}

static enum ub_status
set_part(struct reader *r, struct ub_said name, struct ub_said value)
{
	const char *known[UB_NPART];

	for (size_t i = 0; i < UB_NPART; i++) {
		known[i] = part[i].key;
		if (strcmp(part[i].key, name.s) != 0)
			continue;
		if (value.s[0] == '\0')
			return ub_reportfile_fail(r->f, value, r->e, "no text");
		add_said(&r->f->part[i], &r->f->npart[i], value);
		return UB_OK;
	}
	return unknown(r, name, "key", known, UB_NPART);
}

/* "label.regi": into the list of labels. */
static enum ub_status
set_column(struct reader *r, struct ub_said_of **list, size_t *n,
    const char *column, struct ub_said value)
{
	for (size_t i = 0; i < *n; i++)
		if (strcmp((*list)[i].column, column) == 0)
			return ub_reportfile_fail(r->f, value, r->e,
			    "said before, on line %llu",
			    (unsigned long long)(*list)[i].text.line);
	if (column[0] == '\0' || value.s[0] == '\0')
		return ub_reportfile_fail(r->f, value, r->e,
		    column[0] == '\0' ? "no column" : "no text");
	*list = ub_xgrow(*list, *n, sizeof(**list));
	(*list)[*n].column = column;
	(*list)[(*n)++].text = value;
	return UB_OK;
}

static enum ub_status
set_table(struct reader *r, struct ub_said name, struct ub_said value)
{
	struct ub_report_table *t = &r->f->table[r->f->ntable - 1];

	if (strncmp(name.s, "label.", 6) == 0)
		return set_column(r, &t->label, &t->nlabel, name.s + 6, value);
	if (strncmp(name.s, "english.", 8) == 0)
		return set_column(
		    r, &t->heading, &t->nheading, name.s + 8, value);
	if (strncmp(name.s, "swedish.", 8) == 0)
		return set_column(
		    r, &t->heading, &t->nheading, name.s + 8, value);
	if (strncmp(name.s, "value.", 6) == 0)
		return set_column(r, &t->value, &t->nvalue, name.s + 6, value);
	if (strncmp(name.s, "digits.", 7) == 0)
		return set_column(
		    r, &t->digits, &t->ndigits, name.s + 7, value);
	if (strncmp(name.s, "break.", 6) == 0)
		return set_column(r, &t->brk, &t->nbrk, name.s + 6, value);
	if (strncmp(name.s, "width.", 6) == 0)
		return set_column(r, &t->width, &t->nwidth, name.s + 6, value);
	if (strcmp(name.s, "hide") == 0) {
		add_said(&t->hide, &t->nhide, value);
		return UB_OK;
	}
	if (strcmp(name.s, "chart") == 0) {
		add_said(&t->chart, &t->nchart, value);
		return UB_OK;
	}
	return set_key(r, t, table_key,
	    sizeof(table_key) / sizeof(table_key[0]), name, value);
}

static enum ub_status
set_entry(struct reader *r, struct ub_report_entry *list, size_t n,
    struct ub_said name, struct ub_said value)
{
	return set_key(r, &list[n - 1], entry_key,
	    sizeof(entry_key) / sizeof(entry_key[0]), name, value);
}

static enum ub_status
set(struct reader *r, struct ub_said name, struct ub_said value)
{
	struct ub_reportfile *f = r->f;

	switch (r->section) {
	case S_REPORT:
		return set_key(r, f, report_key,
		    sizeof(report_key) / sizeof(report_key[0]), name, value);
	case S_ABOUT:
		return set_part(r, name, value);
	case S_WORDS:
		return set_column(r, &f->swap, &f->nswap, name.s, value);
	case S_TABLE:
		return set_table(r, name, value);
	case S_DEFINITION:
		return set_entry(r, f->definition, f->ndefinition, name, value);
	case S_CHANGE:
		return set_entry(r, f->change, f->nchange, name, value);
	case S_NOTE:
		return set_entry(r, f->note, f->nnote, name, value);
	case S_FIGURE:
		return set_key(r, &f->figure[f->nfigure - 1], figure_key,
		    sizeof(figure_key) / sizeof(figure_key[0]), name, value);
	default:
		return ub_reportfile_fail(
		    f, name, r->e, "a key before the first section");
	}
}

/* --- sections ----------------------------------------------------------- */

static enum ub_status
open_entry(struct reader *r, struct ub_report_entry **list, size_t *n)
{
	for (size_t i = 0; i < *n; i++)
		if (strcmp((*list)[i].name.s, r->name.s) == 0)
			return ub_reportfile_fail(r->f, r->name, r->e,
			    "[%s %.60s] stands before, on line %llu",
			    section_name[r->section], r->name.s,
			    (unsigned long long)(*list)[i].name.line);
	*list = ub_xgrow(*list, *n, sizeof(**list));
	memset(&(*list)[*n], 0, sizeof(**list));
	(*list)[(*n)++].name = r->name;
	return UB_OK;
}

static enum ub_status
open_table(struct reader *r)
{
	struct ub_reportfile *f = r->f;
	const struct ub_report_table *was = ub_reportfile_table(f, r->name.s);

	if (was != NULL)
		return ub_reportfile_fail(f, r->name, r->e,
		    "[table %.60s] stands before, on line %llu", r->name.s,
		    (unsigned long long)was->name.line);
	f->table = ub_xgrow(f->table, f->ntable, sizeof(*f->table));
	memset(&f->table[f->ntable], 0, sizeof(*f->table));
	f->table[f->ntable++].name = r->name;
	return UB_OK;
}

static enum ub_status
open_figure(struct reader *r)
{
	struct ub_reportfile *f = r->f;

	for (size_t i = 0; i < f->nfigure; i++)
		if (strcmp(f->figure[i].name.s, r->name.s) == 0)
			return ub_reportfile_fail(f, r->name, r->e,
			    "[figure %.60s] stands before, on line %llu",
			    r->name.s,
			    (unsigned long long)f->figure[i].name.line);
	f->figure = ub_xgrow(f->figure, f->nfigure, sizeof(*f->figure));
	memset(&f->figure[f->nfigure], 0, sizeof(*f->figure));
	f->figure[f->nfigure++].name = r->name;
	return UB_OK;
}

static enum ub_status
unknown_section(struct reader *r, struct ub_said at, size_t len)
{
	char *word = ub_xstrndup(at.s, len);
	enum ub_status st;

	at.s = word;
	st = unknown(r, at, "section", section_name + 1, NSECTION - 1);
	free(word);
	return st;
}

/* "table regi" */
static enum ub_status
open_section(struct reader *r, struct ub_said at)
{
	size_t len = strcspn(at.s, " "), i;
	struct ub_reportfile *f = r->f;

	for (i = 1; i < NSECTION; i++)
		if (strlen(section_name[i]) == len &&
		    memcmp(section_name[i], at.s, len) == 0)
			break;
	if (i == NSECTION)
		return unknown_section(r, at, len);
	r->section = (enum section)i;
	r->name.s = at.s + len + strspn(at.s + len, " ");
	r->name.line = at.line;
	if ((r->name.s[0] != '\0') != (i >= S_TABLE))
		return ub_reportfile_fail(f, at, r->e,
		    i >= S_TABLE ? "[%s] needs a name" : "[%s] takes no name",
		    section_name[i]);
	switch (r->section) {
	case S_TABLE:
		return open_table(r);
	case S_DEFINITION:
		return open_entry(r, &f->definition, &f->ndefinition);
	case S_CHANGE:
		return open_entry(r, &f->change, &f->nchange);
	case S_NOTE:
		return open_entry(r, &f->note, &f->nnote);
	case S_FIGURE:
		return open_figure(r);
	default:
		return UB_OK;
	}
}

/* Can a sheet hold it?  A value may go on on other lines. */
static bool
clean(const char *text)
{
	char *line = ub_xstrdup(text);
	bool ok;

	for (char *p = line; *p != '\0'; p++)
		if (*p == '\n' || *p == '\t')
			*p = ' ';
	ok = *line == '\0' || ub_sheet_line(line);
	free(line);
	return ok;
}

static enum ub_status
take(struct reader *r, const struct ub_ini_entry *x)
{
	struct ub_said name = { x->key, x->line };
	struct ub_said value = { x->value, x->line };

	if (!clean(x->key == NULL ? x->section : x->value))
		return ub_reportfile_fail(r->f, name, r->e,
		    "a control character, which a sheet cannot hold");
	if (x->key == NULL) {
		name.s = x->section;
		return open_section(r, name);
	}
	return set(r, name, value);
}

enum ub_status
ub_reportfile_load(struct ub_reportfile *f, const char *path, struct ub_err *e)
{
	struct reader r = { .f = f, .e = e };
	enum ub_status st;

	memset(f, 0, sizeof(*f));
	st = ub_ini_load(&f->ini, path, e);
	for (size_t i = 0; st == UB_OK && i < f->ini.n; i++)
		st = take(&r, &f->ini.entry[i]);
	if (st == UB_OK)
		st = ub_reportfile_check(f, e);
	if (st != UB_OK)
		ub_reportfile_free(f);
	return st;
}

const struct ub_report_table *
ub_reportfile_table(const struct ub_reportfile *f, const char *name)
{
	for (size_t i = 0; i < f->ntable; i++)
		if (strcmp(f->table[i].name.s, name) == 0)
			return &f->table[i];
	return NULL;
}

bool
ub_reportfile_revised(const struct ub_reportfile *f)
{
	return f->changes.s != NULL && strcmp(f->changes.s, "yes") != 0 &&
	       strcmp(f->changes.s, "no") != 0;
}

void
ub_reportfile_free(struct ub_reportfile *f)
{
	for (size_t i = 0; i < f->ntable; i++) {
		free(f->table[i].label);
		free(f->table[i].heading);
		free(f->table[i].value);
		free(f->table[i].digits);
		free(f->table[i].width);
		free(f->table[i].brk);
		free(f->table[i].hide);
		free(f->table[i].chart);
	}
	for (size_t i = 0; i < UB_NPART; i++)
		free(f->part[i]);
	free(f->swap);
	free(f->table);
	free(f->definition);
	free(f->change);
	free(f->note);
	free(f->figure);
	ub_ini_free(&f->ini);
	memset(f, 0, sizeof(*f));
}
