/* inexact.c - see inexact.h. */
#include "inexact.h"

#include <stdlib.h>

static const struct {
	const char *method;
	const char *before, *after; /* what stands around the base */
} words[] = {
	{ "rounding", "Antalen är avrundade till närmaste multipel av ",
	    ", delar och totaler var för sig: delarna summerar inte alltid "
	    "till totalen." },
	{ "controlled rounding", "Antalen är avrundade till multiplar av ",
	    ", så att delarna summerar till totalen." },
	{ "rounding by chance",
	    "Antalen är slumpmässigt avrundade till multiplar av ",
	    ", delar och totaler var för sig: delarna summerar inte alltid "
	    "till totalen." },
	{ "cell keys",
	    "Antalen är ändrade något för att skydda enskilda, delar och "
	    "totaler var för sig: delarna summerar inte alltid till totalen. "
	    "0 är alltid 0.",
	    NULL },
};

static void
say(struct ub_buf *b, const char *method, const char *base)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (strcmp(words[i].method, method) != 0)
			continue;
		if (b->len > 0)
			ub_buf_putc(b, ' ');
		ub_buf_puts(b, words[i].before);
		if (words[i].after == NULL)
			continue;
		ub_buf_puts(b, base != NULL ? base : "?");
		ub_buf_puts(b, words[i].after);
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

		method = ub_pair_get(step->pair, step->npair, "method");
		if (strcmp(step->tool, "ubat-mask") == 0 && method != NULL)
			say(&b, method,
			    ub_pair_get(step->pair, step->npair, "base"));
	}
	free(s->note);
	s->note = b.s;
}
