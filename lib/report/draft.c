/* draft.c - see draft.h. */
#include "draft.h"

#include "form.h"
#include "reportfile.h"
#include "tablein.h"

/* What only people know: commented out, as it is not true yet. */
static const char middle[] = "sekretess = intern\n"
			     "language = sv-SE\n"
			     "# author = \n"
			     "# organisation = \n"
			     "# date = \n"
			     "# diarienummer = \n"
			     "# namnd = \n"
			     "# sammantrade = \n"
			     "\n"
			     "[about]\n"
			     "# population = \n"
			     "# variabler = \n"
			     "# redovisning = \n"
			     "# metod = \n"
			     "# bortfall = \n"
			     "# kvalitet = \n"
			     "# relevans = \n"
			     "# tillforlitlighet = \n"
			     "# aktualitet = \n"
			     "# jamforbarhet = \n"
			     "# tillganglighet = \n"
			     "# kontakt = \n"
			     "\n"
			     "# [definition ORD]\n"
			     "# text = \n"
			     "# [definition Kön]\n"
			     "# text = Juridiskt kön enligt personnummer.\n"
			     "\n"
			     "# [change 2000-01-01]\n"
			     "# text = \n";

static void
put(struct ub_buf *b, const char *key, const char *text)
{
	if (text[0] != '\0')
		ub_buf_printf(b, "%s = %s\n", key, text);
}

static void
draft_table(struct ub_buf *b, const struct ub_sheet *s)
{
	struct ub_buf key = { 0 };
	size_t c;

	ub_buf_printf(b, "\n[table %s]\n", s->table);
	put(b, "sheet", s->name);
	put(b, "title", s->title);
	put(b, "note", s->note);
	put(b, "source", s->source);
	for (c = 0; c < s->ncol; c++) {
		ub_buf_clear(&key);
		ub_buf_printf(&key, "label.%s", s->col[c].name);
		put(b, key.s, s->col[c].heading);
		if (s->col[c].type < UB_SHARE)
			continue;
		ub_buf_printf(
		    b, "digits.%s = %d\n", s->col[c].name, s->col[c].digits);
	}
	ub_buf_free(&key);
}

/* A layout that fits the table; the last thing done with s. */
static void
draft_layout(struct ub_buf *b, struct ub_sheet *s, const struct ub_meta *m)
{
	static const enum ub_form form[] = { UB_FORM_UNIT, UB_FORM_COMPARE,
		UB_FORM_STATS };
	struct ub_err e;

	for (size_t i = 0; i < sizeof(form) / sizeof(form[0]); i++) {
		struct ub_reportfile f = { 0 };

		f.layout.s = ub_form_name(form[i]);
		if (ub_form_apply(&f, NULL, m, s, &e) != UB_OK)
			continue;
		/* groups without a unit fit too, and need no layout */
		if (form[i] != UB_FORM_UNIT || ub_form_has_unit(s))
			ub_buf_printf(b, "layout = %s\n", f.layout.s);
		return;
	}
}

/* Two tables with one name could not be told apart. */
static enum ub_status
check_new(struct ub_buf *names, const struct ub_sheet *s, struct ub_err *e)
{
	size_t len = strlen(s->table) + 1;
	const char *p = names->s, *end = p + names->len;

	for (; p < end; p += strlen(p) + 1)
		if (strcmp(p, s->table) == 0)
			return ub_fail(
			    e, UB_EDATA, "table %s came before", s->table);
	ub_buf_add(names, s->table, len);
	return UB_OK;
}

enum ub_status
ub_draft_report(struct ub_buf *b, struct ub_reader *r, const char *changes,
    struct ub_err *e)
{
	static const struct ub_tablein_calls none;
	enum ub_status st = UB_OK;
	struct ub_buf names = { 0 };
	struct ub_sheet s;
	bool cut, first = true;

	ub_buf_puts(b, "# A draft: read it through, and change what is not so; "
		       "ubat-report(5).\n[report]\n");
	while (st == UB_OK) {
		st = ub_tablein_read(&s, r, false, &cut, &none, e);
		if (st == UB_OK)
			st = check_new(&names, &s, e);
		if (st == UB_OK && first) {
			put(b, "title", s.title);
			put(b, "changes", changes != NULL ? changes : "");
			ub_buf_puts(b, middle);
		}
		if (st == UB_OK) {
			ub_sheet_set_name(&s, s.table, NULL, 0);
			draft_table(b, &s);
			draft_layout(b, &s, ub_reader_meta(r));
		}
		first = false;
		ub_sheet_free(&s);
		if (st == UB_OK)
			st = ub_reader_next_table(r, e);
	}
	ub_buf_free(&names);
	return st == UB_END ? UB_OK : st;
}
