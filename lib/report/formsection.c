/* formsection.c - the sections of the report on one unit, as the standard
 * report of Net-Analys numbers them; form.h. */
#include <stdlib.h>
#include <string.h>

#include "formpart.h"

/* title: %s stands for the unit */
static const struct {
	const char *number, *sheet, *title;
} section[] = {
	{ "2.1", "Bakgrundsuppgifter",
	    "Bakgrundsuppgifter för klienter i %s jämfört med övriga "
	    "klienter" },
	{ "2.2", "Hälsa", "Fysisk och psykisk hälsa" },
	{ "2.3", "Problemområden",
	    "Klient- och intervjuarskattningar av problemområden" },
	{ "2.4", "Missbruksprofiler", "Missbruksprofiler vid grundintervju" },
	{ "2.5", "Män och kvinnor", "Män och kvinnor" },
	{ "2.6", "Åldersskillnader", "Åldersskillnader" },
	{ "2.7", "Dubbel problematik",
	    "Tungt missbruk och svår psykisk problematik" },
	{ "2.8", "Behandling", "Behandling för missbruk och psykiska problem" },
	{ "3", "Uppföljning", "Förändring - uppföljningsintervjuer" },
	{ "3.1", "Skattningar",
	    "Förändring i intervjuarskattningar mellan grund- och "
	    "uppföljningsintervju" },
	{ "3.2", "Reliabel förändring", "Reliabel förändring" },
	{ "3.3", "Problemfria", "Problemfria klienter" },
	{ "3.4", "Dagar med problem",
	    "Klientskattning av antal dagar med problem de senaste 30 "
	    "dagarna" },
	{ "3.5", "Profiler, förändring", "Missbruksprofiler: förändring" },
	{ "3.6", "Kön, förändring", "Män och kvinnor: förändring" },
	{ "3.7", "Ålder, förändring", "Åldersgrupper: förändring" },
	{ "3.8", "Dubbel, förändring",
	    "Tungt missbruk och svår psykisk problematik: förändring" },
};

enum { NSECTION = sizeof(section) / sizeof(section[0]) };

static size_t
find(const char *number)
{
	size_t i;

	for (i = 0; i < NSECTION; i++)
		if (strcmp(section[i].number, number) == 0)
			break;
	return i;
}

enum ub_status
ub_form_check_sections(const struct ub_reportfile *f, struct ub_err *e)
{
	size_t last = 0, at;

	for (size_t i = 0; i < f->ntable; i++) {
		struct ub_said said = f->table[i].section;

		if (said.s == NULL)
			continue;
		at = find(said.s);
		if (at == NSECTION)
			return ub_reportfile_fail(f, said, e,
			    "no section %.20s: there are 2.1 to 2.8, 3, and "
			    "3.1 to 3.8",
			    said.s);
		if (ub_form_of(f, &f->table[i]) != UB_FORM_UNIT)
			return ub_reportfile_fail(
			    f, said, e, "section = needs layout = verksamhet");
		if (at < last)
			return ub_reportfile_fail(f, said, e,
			    "section %s stands behind %s", said.s,
			    section[last].number);
		last = at;
	}
	return UB_OK;
}

void
ub_form_sheet_name(
    const struct ub_report_table *t, const struct ub_words *w, struct ub_buf *b)
{
	size_t at = t->section.s != NULL ? find(t->section.s) : NSECTION;

	if (at < NSECTION)
		ub_buf_printf(b, "%s %s", section[at].number,
		    ub_say(w, section[at].sheet));
}

void
ub_form_section(const struct ub_form_ask *a, const char *own)
{
	struct ub_sheet *s = a->s;
	struct ub_buf b = { 0 };
	const char *rest, *title;
	size_t at;

	if (a->t == NULL || a->t->section.s == NULL)
		return;
	at = find(a->t->section.s);
	ub_buf_printf(&b, "%s ", section[at].number);
	if (a->t->title.s == NULL &&
	    ub_pair_get(a->m->attr, a->m->nattr, "title") == NULL) {
		/* a title of its own: only one of them names the unit */
		title = ub_say(s->words, section[at].title);
		rest = strstr(title, "%s");
		if (rest == NULL)
			ub_buf_puts(&b, title);
		else
			ub_buf_printf(&b, "%.*s%s%s", (int)(rest - title),
			    title, own != NULL ? own : "", rest + 2);
	} else if (strncmp(s->title, b.s, b.len) == 0) {
		ub_buf_puts(&b, s->title + b.len);
	} else {
		ub_buf_puts(&b, s->title);
	}
	free(s->title);
	s->title = b.s; /* freed with free() */
	ub_sheet_tidy(s->title);
}
