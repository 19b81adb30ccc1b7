/* about.c - see about.h. */
#include <stdlib.h>

#include "aboutpart.h"

struct ub_about *
ub_about_new(const struct ub_words *words)
{
	struct ub_about *a = ub_xcalloc(1, sizeof(*a));

	a->words = words;
	return a;
}

static const char *
say(const struct ub_about *a, const char *sv)
{
	return ub_say(a->words, sv);
}

void
ub_about_free(struct ub_about *a)
{
	size_t i;

	if (a == NULL)
		return;
	for (i = 0; i < UB_ABOUT_NPAGE; i++)
		ub_about_text_free(&a->text[i]);
	ub_about_text_free(&a->contents);
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

/* The last line but for its first own bytes is in the other language. */
static void
mark_other(struct ub_about *a, size_t own)
{
	a->to->line[a->to->n - 1].other = own + 1;
}

static void
add_name(struct ub_about_names *names, const char *name)
{
	if (names->n++ > 0)
		ub_buf_puts(&names->text, ", ");
	ub_buf_puts(&names->text, name);
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
	struct ub_about_step *step;
	size_t i;

	a->ntable++;
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
		step = ub_about_take_step(a, &m->step[i]);
		if (step->nsheet++ > 0)
			ub_buf_puts(&step->sheets, ", ");
		ub_buf_puts(&step->sheets, s->name);
	}
}

void
ub_about_contents(struct ub_about *a, const char *name, const char *title)
{
	struct ub_buf plain = { 0 };

	ub_sheet_plain(&plain, title);
	ub_about_line(&a->contents, UB_ABOUT_LINK, name, plain.s);
	ub_buf_free(&plain);
}

void
ub_about_reasons(struct ub_about *a, uint32_t reasons)
{
	a->reasons |= reasons;
}

/* A sentence and the sheets it is about. */
static void
say_of(struct ub_about *a, const char *text, const struct ub_about_names *names)
{
	struct ub_buf b = { 0 };

	if (names->n == 0)
		return;
	ub_buf_puts(&b, say(a, text));
	ub_buf_printf(&b, ub_say(a->words, " Gäller: %s."), names->text.s);
	ub_about_put(a, UB_ABOUT_TEXT, b.s, NULL);
	ub_buf_free(&b);
}

static void
say_measures(struct ub_about *a)
{
	if (a->share_all.n + a->share_known.n > 0)
		ub_about_put(a, UB_ABOUT_TEXT,
		    say(a, "Procent är beräknad i heltal ur täljare och bas; "
			   "en halv avrundas uppåt. Basen står bredvid."),
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

	ub_signs_text(&b, a->words, a->reasons);
	if (b.len == 0)
		return;
	ub_about_put(a, UB_ABOUT_HEADING, say(a, "Teckenförklaring"), NULL);
	for (line = b.s; *line != '\0'; line = next) {
		next = line + strcspn(line, "\n");
		*next++ = '\0';
		if ((mid = strstr(line, " = ")) == NULL)
			continue;
		*mid = '\0';
		ub_about_put(a, UB_ABOUT_PAIR, line, mid + 3);
	}
	ub_buf_free(&b);
}

static void
say_contents(struct ub_about *a)
{
	size_t i;

	ub_about_put(a, UB_ABOUT_HEADING, say(a, "Innehållsförteckning"), NULL);
	for (i = 0; i < a->contents.n; i++)
		ub_about_put(a, UB_ABOUT_LINK, a->contents.line[i].a,
		    a->contents.line[i].b);
}

static void
say_sources(struct ub_about *a)
{
	struct ub_buf b = { 0 };
	size_t i;

	if (a->nsource > 0)
		ub_about_put(a, UB_ABOUT_HEADING, say(a, "Källa"), NULL);
	for (i = 0; i < a->nsource; i++) {
		ub_buf_clear(&b);
		ub_buf_puts(&b, a->source[i].text);
		if (a->source[i].sheets.n == a->ntable) {
			ub_about_put(a, UB_ABOUT_TEXT, b.s, NULL);
			continue;
		}
		ub_buf_putc(&b, '.');
		say_of(a, b.s, &a->source[i].sheets);
	}
	ub_buf_free(&b);
}

/* --- what a description says ------------------------------------------- */

static void
say_said(struct ub_about *a, const char *word, struct ub_said said)
{
	if (said.s != NULL)
		ub_about_put(a, UB_ABOUT_PAIR, say(a, word), said.s);
}

static void
say_document(struct ub_about *a, const struct ub_reportfile *f)
{
	if (f->english.s != NULL) {
		ub_about_put(a, UB_ABOUT_TEXT, f->english.s, NULL);
		mark_other(a, 0);
	}
	if (!f->open)
		ub_about_put(
		    a, UB_ABOUT_WARNING, say(a, UB_ABOUT_INTERNAL), NULL);
	say_said(a, "Organisation", f->organisation);
	say_said(a, "Nämnd", f->board);
	say_said(a, "Sammanträde", f->meeting);
	say_said(a, "Diarienummer", f->number);
	say_said(a, "Datum", f->date);
}

/* Is it one of the words of a declaration of quality? */
static bool
is_quality(size_t p)
{
	return p >= UB_PART_RELEVANCE && p <= UB_PART_ACCESS;
}

/* A declaration of quality: what is said in general, and by the criteria that
 * official statistics are declared by. */
static void
say_quality(struct ub_about *a, const struct ub_reportfile *f)
{
	size_t p, i, n = 0;

	for (p = UB_PART_QUALITY; p <= UB_PART_ACCESS; p++)
		n += f->npart[p];
	if (n > 0)
		ub_about_put(a, UB_ABOUT_HEADING,
		    say(a, ub_about_part_word(UB_PART_QUALITY)), NULL);
	for (p = UB_PART_QUALITY; p <= UB_PART_ACCESS; p++)
		for (i = 0; i < f->npart[p]; i++)
			if (is_quality(p))
				ub_about_put(a, UB_ABOUT_PAIR,
				    say(a, ub_about_part_word(
					       (enum ub_about_part)p)),
				    f->part[p][i].s);
			else
				ub_about_put(
				    a, UB_ABOUT_TEXT, f->part[p][i].s, NULL);
}

/* A part, and what is known besides of measures and of the layout. */
static void
say_part(
    struct ub_about *a, const struct ub_reportfile *f, enum ub_about_part p)
{
	size_t i, n = f == NULL ? 0 : f->npart[p];
	bool measures = p == UB_PART_MEASURES &&
			a->share_all.n + a->share_known.n + a->rounded.n > 0;
	bool layout = p == UB_PART_LAYOUT && a->overlap.n > 0;

	if (n > 0 || measures || layout)
		ub_about_put(
		    a, UB_ABOUT_HEADING, say(a, ub_about_part_word(p)), NULL);
	for (i = 0; i < n; i++)
		ub_about_put(a, UB_ABOUT_TEXT, f->part[p][i].s, NULL);
	if (measures)
		say_measures(a);
	if (layout)
		say_of(a, "En person kan ingå i flera grupper.", &a->overlap);
}

const struct ub_about_text *
ub_about_first(struct ub_about *a, const struct ub_reportfile *f, bool cut)
{
	size_t p;

	a->to = &a->text[UB_ABOUT_FIRST];
	if (cut)
		ub_about_put(a, UB_ABOUT_WARNING,
		    say(a, "Varning: underlaget är avbrutet. Det saknar sitt "
			   "slut, så poster kan fattas och siffror kan vara "
			   "fel."),
		    NULL);
	if (f != NULL)
		say_document(a, f);
	say_contents(a);
	for (p = 0; p < UB_NPART; p++) {
		if (f != NULL && p == UB_PART_QUALITY)
			say_quality(a, f);
		else if (!is_quality(p))
			say_part(a, f, (enum ub_about_part)p);
	}
	if (f == NULL)
		say_signs(a);
	say_sources(a);
	if (f == NULL)
		ub_about_say_steps(a);
	return a->to;
}

const struct ub_about_text *
ub_about_making(struct ub_about *a)
{
	a->to = &a->text[UB_ABOUT_MAKING];
	ub_about_say_steps(a);
	return a->to;
}

static void
say_entries(struct ub_about *a, const struct ub_report_entry *x, size_t n,
    const char *before, const char *behind)
{
	struct ub_buf left = { 0 }, right = { 0 };
	size_t i, own;

	for (i = 0; i < n; i++) {
		ub_buf_clear(&left);
		ub_buf_clear(&right);
		ub_buf_printf(&left, "%s%s%s", before, x[i].name.s, behind);
		if (x[i].status.s != NULL)
			ub_buf_printf(&right, "(%s) ", say(a, x[i].status.s));
		ub_buf_puts(&right, x[i].text.s);
		own = right.len + sizeof(" / ") - 1;
		if (x[i].english.s != NULL)
			ub_buf_printf(&right, " / %s", x[i].english.s);
		ub_about_put(a, UB_ABOUT_PAIR, left.s, right.s);
		if (x[i].english.s != NULL)
			mark_other(a, own);
	}
	ub_buf_free(&left);
	ub_buf_free(&right);
}

const struct ub_about_text *
ub_about_definitions(struct ub_about *a, const struct ub_reportfile *f)
{
	a->to = &a->text[UB_ABOUT_DEFINITIONS];
	say_entries(a, f->definition, f->ndefinition, "", "");
	return a->to;
}

const struct ub_about_text *
ub_about_changes(struct ub_about *a, const struct ub_reportfile *f)
{
	a->to = &a->text[UB_ABOUT_CHANGES];
	say_entries(a, f->change, f->nchange, "", "");
	return a->to;
}

void
ub_about_changed(
    struct ub_about *a, enum ub_about_kind kind, const char *x, const char *y)
{
	a->to = &a->text[UB_ABOUT_CHANGES];
	ub_about_put(a, kind, x, y);
}

const struct ub_about_text *
ub_about_notes(struct ub_about *a, const struct ub_reportfile *f)
{
	struct ub_buf b = { 0 };

	a->to = &a->text[UB_ABOUT_NOTES];
	if (f->nnote > 0)
		ub_about_put(a, UB_ABOUT_HEADING, say(a, "Noter"), NULL);
	say_entries(a, f->note, f->nnote, say(a, "[not "), "]");
	say_signs(a);
	if (f->english.s != NULL)
		ub_signs_other(&b, a->words, a->reasons);
	if (b.len > 0) {
		b.s[b.len - 1] = '\0';
		ub_about_put(a, UB_ABOUT_TEXT, b.s, NULL);
		mark_other(a, 0);
	}
	ub_buf_free(&b);
	return a->to;
}
