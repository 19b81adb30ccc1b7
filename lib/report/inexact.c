/* inexact.c - see inexact.h. */
#include "inexact.h"

#include <stdlib.h>

/* %s: the base */
static const struct {
	const char *method, *text;
} words[] = {
	{ "rounding",
	    "Antalen är avrundade till närmaste multipel av %s, delar och "
	    "totaler var för sig: delarna summerar inte alltid till totalen." },
	{ "controlled rounding", "Antalen är avrundade till multiplar av %s, "
				 "så att delarna summerar "
				 "till totalen." },
	{ "rounding by chance",
	    "Antalen är slumpmässigt avrundade till multiplar av %s, delar och "
	    "totaler var för sig: delarna summerar inte alltid till totalen." },
	{ "cell keys",
	    "Antalen är ändrade något för att skydda enskilda, delar och "
	    "totaler var för sig: delarna summerar inte alltid till totalen. "
	    "0 är alltid 0." },
};

static void
say(struct ub_buf *b, const struct ub_words *w, const char *method,
    const char *base)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		const char *text, *at;

		if (strcmp(words[i].method, method) != 0)
			continue;
		if (b->len > 0)
			ub_buf_putc(b, ' ');
		text = ub_say(w, words[i].text);
		at = strstr(text, "%s");
		if (at == NULL)
			ub_buf_puts(b, text);
		else
			ub_buf_printf(b, "%.*s%s%s", (int)(at - text), text,
			    base != NULL ? base : "?", at + 2);
	}
}

void
ub_inexact_note(struct ub_sheet *s, const struct ub_meta *m)
{
	struct ub_buf b = { 0 };
	const char *method;

	ub_buf_puts(&b, s->note);
	for (size_t i = 0; i < m->nstep; i++) {
		const struct ub_step *step = &m->step[i];

		method = ub_step_get(step, "method");
		if (strcmp(step->tool, "ubat-mask") == 0 && method != NULL)
			say(&b, s->words, method, ub_step_get(step, "base"));
	}
	free(s->note);
	s->note = b.s;
}
