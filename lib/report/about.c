/* about.c - see about.h. */
#include <stdlib.h>

#include "about.h"

/* A step of the accounts, and the sheets whose records went through it. */
struct step {
	char *id;
	char *what;          /* "inläsning (ubat-import)" */
	struct ub_buf facts; /* "Poster in: 229. ..." */
	struct ub_buf from;  /* ids, comma separated */
	struct ub_buf sheets;
	size_t nsheet;
};

/* Names of sheets that a sentence is about. */
struct names {
	struct ub_buf text;
	size_t n;
};

/* A source, and the sheets it is of. */
struct source {
	char *text;
	struct names sheets;
};

struct ub_about {
	struct ub_about_line *line;
	size_t nline;
	struct ub_about_line *contents;
	size_t ncontents;
	struct step *step;
	size_t nstep;
	struct source *source;
	size_t nsource;
	struct names share_all, share_known, rounded, overlap;
	uint32_t reasons;
};

static const struct {
	const char *tool, *what;
} tools[] = {
	{ "ubat-agg", "tabell" },
	{ "ubat-body", "bearbetning med ett annat program" },
	{ "ubat-filter", "urval" },
	{ "ubat-import", "inläsning" },
	{ "ubat-join", "koppling" },
	{ "ubat-score", "beräkning" },
	{ "ubat-sort", "sortering" },
	{ "ubat-synth", "syntetiska uppgifter" },
};

/* quiet: not worth a sentence where it is 0 */
static const struct {
	const char *key, *text;
	bool quiet;
} facts[] = {
	{ "after-head", "Efter de första", true },
	{ "barred", "Utan par: en spärr ligger emellan", true },
	{ "blank-lines", "Tomma rader", true },
	{ "columns", "Kolumner", false },
	{ "command", "Program", false },
	{ "corrects", "Varav rättade, tidigare avvisade", true },
	{ "corrects-why", "Avvisningslista som rättas", false },
	{ "define", "Beräknad kolumn", false },
	{ "definition", "Definitionsfil", false },
	{ "expr", "Villkor", false },
	{ "false", "Uppfyller inte villkoret", false },
	{ "first", "Första posten per", false },
	{ "groups", "Grupper", false },
	{ "in", "Poster in", false },
	{ "input", "Källfil", false },
	{ "instrument", "Instrument", false },
	{ "items", "Frågor", false },
	{ "left-out-columns", "Kolumner som inte togs med", true },
	{ "matched", "Poster med par", false },
	{ "max-rejects", "Högst tillåtna avvisade poster", true },
	{ "min-base", "Minsta bas", false },
	{ "min-n", "Minsta antal poster i en grupp", false },
	{ "missing", "Villkoret kan inte prövas, uppgift saknas", false },
	{ "no-key", "Nyckel saknas", true },
	{ "no-person", "Poster utan person", true },
	{ "not-drawn", "Inte dragna", false },
	{ "other-values", "Poster med andra värden", false },
	{ "out", "Poster ut", false },
	{ "parameters", "Parametrar", false },
	{ "refused", "Svar som inte godtogs", true },
	{ "refused-values", "Värden som inte godtogs", true },
	{ "rejected", "Avvisade poster", false },
	{ "removed", "Borttagna poster", true },
	{ "repeats", "Senare poster med samma nyckel", false },
	{ "right-left-out", "Inte med från den andra strömmen", true },
	{ "right-unmatched", "Utan par i den andra strömmen", false },
	{ "right_in", "Poster in från den andra strömmen", false },
	{ "seed", "Slumpdragna med startvärde", false },
	{ "small-groups", "Grupper som inte redovisas, för få", true },
	{ "small-records", "Poster i grupper som inte redovisas", true },
	{ "source", "Källbeskrivning", false },
	{ "totals", "Totalrader", true },
	{ "split", "En fil per värde i", false },
	{ "unmatched", "Poster utan par", false },
	{ "used-up", "Utan par: den andra strömmens post är redan använd",
	    true },
	{ "version", "Version", false },
	{ "why", "Avvisningslista", false },
	{ "zero-divisions", "Divisioner med noll", true },
	{ "zerodiv", "Divisioner med noll", true },
};

struct ub_about *
ub_about_new(void)
{
	return ub_xcalloc(1, sizeof(struct ub_about));
}

static void
free_lines(struct ub_about_line *line, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		free(line[i].a);
		free(line[i].b);
	}
	free(line);
}

void
ub_about_free(struct ub_about *a)
{
	size_t i;

	if (a == NULL)
		return;
	free_lines(a->line, a->nline);
	free_lines(a->contents, a->ncontents);
	for (i = 0; i < a->nsource; i++) {
		free(a->source[i].text);
		ub_buf_free(&a->source[i].sheets.text);
	}
	free(a->source);
	for (i = 0; i < a->nstep; i++) {
		free(a->step[i].id);
		free(a->step[i].what);
		ub_buf_free(&a->step[i].facts);
		ub_buf_free(&a->step[i].from);
		ub_buf_free(&a->step[i].sheets);
	}
	free(a->step);
	ub_buf_free(&a->share_all.text);
	ub_buf_free(&a->share_known.text);
	ub_buf_free(&a->rounded.text);
	ub_buf_free(&a->overlap.text);
	free(a);
}

static void
add_line(struct ub_about_line **line, size_t *n, enum ub_about_kind kind,
    const char *a, const char *b)
{
	struct ub_about_line *l;

	*line = ub_xgrow(*line, *n, sizeof(**line));
	l = &(*line)[(*n)++];
	l->kind = kind;
	l->a = ub_xstrdup(a);
	l->b = b == NULL ? NULL : ub_xstrdup(b);
	ub_sheet_tidy(l->a);
	if (b != NULL)
		ub_sheet_tidy(l->b);
}

static void
put(struct ub_about *a, enum ub_about_kind kind, const char *x, const char *y)
{
	add_line(&a->line, &a->nline, kind, x, y);
}

static void
add_name(struct names *names, const char *name)
{
	if (names->n++ > 0)
		ub_buf_puts(&names->text, ", ");
	ub_buf_puts(&names->text, name);
}

/* --- steps -------------------------------------------------------------- */

/* A count with its thousands apart; anything else as it is. */
static void
add_value(struct ub_buf *b, const char *value)
{
	size_t len = strspn(value, "0123456789"), i;

	if (value[len] != '\0' || value[0] == '0') {
		ub_buf_puts(b, value);
		return;
	}
	for (i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			ub_buf_puts(b, "\xc2\xa0");
		ub_buf_putc(b, value[i]);
	}
}

/* "xxh128:HEX:NAME" is the fingerprint of a file and its name. */
static void
add_input(struct ub_buf *b, const char *value)
{
	const char *hex = strchr(value, ':');
	const char *name = hex == NULL ? NULL : strchr(hex + 1, ':');

	if (name == NULL) {
		ub_buf_puts(b, value);
		return;
	}
	ub_buf_puts(b, name + 1);
	ub_buf_puts(b, ", kontrollsumma ");
	ub_buf_add(b, value, (size_t)(name - value));
}

static void
add_fact(struct ub_buf *b, const struct ub_pair *p)
{
	const char *what = p->key;
	size_t i;

	for (i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		if (strcmp(facts[i].key, p->key) != 0)
			continue;
		if (facts[i].quiet && strcmp(p->value, "0") == 0)
			return;
		what = facts[i].text;
	}
	if (b->len > 0)
		ub_buf_putc(b, ' ');
	ub_buf_puts(b, what);
	ub_buf_puts(b, ": ");
	if (strncmp(p->value, "xxh128:", 7) == 0)
		add_input(b, p->value);
	else
		add_value(b, p->value);
	ub_buf_putc(b, '.');
}

static char *
what_of(const char *tool)
{
	struct ub_buf b = { 0 };
	size_t i;

	for (i = 0; i < sizeof(tools) / sizeof(tools[0]); i++) {
		if (strcmp(tools[i].tool, tool) == 0) {
			ub_buf_printf(&b, "%s (%s)", tools[i].what, tool);
			return b.s;
		}
	}
	return ub_xstrdup(tool);
}

static struct step *
take_step(struct ub_about *a, const struct ub_step *s)
{
	struct step *mine;
	size_t i;

	for (i = 0; i < a->nstep; i++)
		if (strcmp(a->step[i].id, s->id) == 0)
			return &a->step[i];
	a->step = ub_xgrow(a->step, a->nstep, sizeof(*a->step));
	mine = &a->step[a->nstep++];
	memset(mine, 0, sizeof(*mine));
	mine->id = ub_xstrdup(s->id);
	mine->what = what_of(s->tool);
	for (i = 0; i < s->npair; i++) {
		if (strcmp(s->pair[i].key, "from") != 0 &&
		    strcmp(s->pair[i].key, "right_from") != 0) {
			add_fact(&mine->facts, &s->pair[i]);
			continue;
		}
		if (mine->from.len > 0)
			ub_buf_putc(&mine->from, ',');
		ub_buf_puts(&mine->from, s->pair[i].value);
	}
	return mine;
}

/* "Läser från steg 1, 2." */
static void
say_from(struct ub_about *a, struct ub_buf *b, const struct step *s)
{
	const char *list = s->from.len > 0 ? s->from.s : "";
	size_t i, len, said = 0;

	while (*list != '\0') {
		len = strcspn(list, ",");
		for (i = 0; i < a->nstep; i++) {
			struct ub_slice id = { list, len };

			if (!ub_slice_is(id, a->step[i].id))
				continue;
			ub_buf_puts(
			    b, said++ == 0 ? " Läser från steg " : ", ");
			ub_buf_uint(b, i + 1);
		}
		list += len + (list[len] == ',');
	}
	if (said > 0)
		ub_buf_putc(b, '.');
}

static void
say_steps(struct ub_about *a)
{
	struct ub_buf left = { 0 }, right = { 0 };
	const struct step *s;
	size_t i;

	if (a->nstep == 0)
		return;
	put(a, UB_ABOUT_HEADING, "Framställning", NULL);
	for (i = 0; i < a->nstep; i++) {
		s = &a->step[i];
		ub_buf_clear(&left);
		ub_buf_clear(&right);
		ub_buf_printf(&left, "Steg %zu: %s", i + 1, s->what);
		ub_buf_add(&right, s->facts.s, s->facts.len);
		say_from(a, &right, s);
		if (s->nsheet < a->ncontents)
			ub_buf_printf(&right, " Gäller: %s.", s->sheets.s);
		put(a, UB_ABOUT_PAIR, left.s, right.s);
	}
	ub_buf_free(&left);
	ub_buf_free(&right);
}

/* --- the rest ----------------------------------------------------------- */

static void
add_source(struct ub_about *a, const struct ub_sheet *s)
{
	size_t i;

	for (i = 0; i < a->nsource; i++)
		if (strcmp(a->source[i].text, s->source) == 0)
			break;
	if (i == a->nsource) {
		a->source = ub_xgrow(a->source, a->nsource, sizeof(*a->source));
		memset(&a->source[a->nsource], 0, sizeof(*a->source));
		a->source[a->nsource++].text = ub_xstrdup(s->source);
	}
	add_name(&a->source[i].sheets, s->name);
}

void
ub_about_add(
    struct ub_about *a, const struct ub_sheet *s, const struct ub_meta *m)
{
	struct step *step;
	size_t i;

	add_line(&a->contents, &a->ncontents, UB_ABOUT_LINK, s->name, s->title);
	if (s->source[0] != '\0')
		add_source(a, s);
	if (ub_sheet_has(s, UB_SHARE))
		add_name(
		    s->all_base ? &a->share_all : &a->share_known, s->name);
	if (ub_sheet_has(s, UB_MEAN) || ub_sheet_has(s, UB_STAT))
		add_name(&a->rounded, s->name);
	if (s->overlap)
		add_name(&a->overlap, s->name);
	a->reasons |= s->reasons;
	for (i = 0; i < m->nstep; i++) {
		step = take_step(a, &m->step[i]);
		if (step->nsheet++ > 0)
			ub_buf_puts(&step->sheets, ", ");
		ub_buf_puts(&step->sheets, s->name);
	}
}

void
ub_about_reasons(struct ub_about *a, uint32_t reasons)
{
	a->reasons |= reasons;
}

/* A sentence and the sheets it is about. */
static void
say_of(struct ub_about *a, const char *text, const struct names *names)
{
	struct ub_buf b = { 0 };

	if (names->n == 0)
		return;
	ub_buf_puts(&b, text);
	ub_buf_puts(&b, " Gäller: ");
	ub_buf_puts(&b, names->text.s);
	ub_buf_putc(&b, '.');
	put(a, UB_ABOUT_TEXT, b.s, NULL);
	ub_buf_free(&b);
}

static void
say_measures(struct ub_about *a)
{
	if (a->share_all.n + a->share_known.n + a->rounded.n == 0)
		return;
	put(a, UB_ABOUT_HEADING, "Statistiska mått", NULL);
	if (a->share_all.n + a->share_known.n > 0)
		put(a, UB_ABOUT_TEXT,
		    "Procent är beräknad i heltal ur täljare och bas; en "
		    "halv avrundas uppåt. Basen står bredvid.",
		    NULL);
	say_of(a, "Basen är de poster som har uppgift.", &a->share_known);
	say_of(a, "Basen är alla poster, även de som saknar uppgift.",
	    &a->share_all);
	say_of(a,
	    "Medelvärden och andra mått är avrundade; en halv avrundas "
	    "från noll. Antalet med uppgift står bredvid.",
	    &a->rounded);
}

/* Each line "SIGN = MEANING" as a pair. */
static void
say_signs(struct ub_about *a)
{
	struct ub_buf b = { 0 };
	char *line, *next, *mid;

	ub_signs_text(&b, a->reasons);
	if (b.len == 0)
		return;
	put(a, UB_ABOUT_HEADING, "Teckenförklaring", NULL);
	for (line = b.s; *line != '\0'; line = next) {
		next = line + strcspn(line, "\n");
		*next++ = '\0';
		if ((mid = strstr(line, " = ")) == NULL)
			continue;
		*mid = '\0';
		put(a, UB_ABOUT_PAIR, line, mid + 3);
	}
	ub_buf_free(&b);
}

static void
say_contents(struct ub_about *a)
{
	size_t i;

	put(a, UB_ABOUT_HEADING, "Innehållsförteckning", NULL);
	for (i = 0; i < a->ncontents; i++)
		put(a, UB_ABOUT_LINK, a->contents[i].a, a->contents[i].b);
}

static void
say_sources(struct ub_about *a)
{
	struct ub_buf b = { 0 };
	size_t i;

	if (a->nsource > 0)
		put(a, UB_ABOUT_HEADING, "Källa", NULL);
	for (i = 0; i < a->nsource; i++) {
		ub_buf_clear(&b);
		ub_buf_puts(&b, a->source[i].text);
		if (a->source[i].sheets.n == a->ncontents) {
			put(a, UB_ABOUT_TEXT, b.s, NULL);
			continue;
		}
		ub_buf_putc(&b, '.');
		say_of(a, b.s, &a->source[i].sheets);
	}
	ub_buf_free(&b);
}

const struct ub_about_line *
ub_about_lines(struct ub_about *a, bool cut, size_t *n)
{
	if (cut)
		put(a, UB_ABOUT_WARNING,
		    "Varning: underlaget är avbrutet. Det saknar sitt slut, "
		    "så poster kan fattas och siffror kan vara fel.",
		    NULL);
	say_contents(a);
	say_measures(a);
	if (a->overlap.n > 0) {
		put(a, UB_ABOUT_HEADING, "Redovisning", NULL);
		say_of(a, "En person kan ingå i flera grupper.", &a->overlap);
	}
	say_signs(a);
	say_sources(a);
	say_steps(a);
	*n = a->nline;
	return a->line;
}
