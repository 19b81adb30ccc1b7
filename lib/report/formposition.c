/* formposition.c - where a unit stands among those of its level: a word and a
 * colour that says the same; formcompare.h. */
#include <string.h>

#include "../base/num.h"
#include "../stream/legend.h"
#include "formcompare.h"

enum { UNITS_MIN = 4 }; /* fewer have no quarters */

/* "25,75" */
static void
read_limits(const char *text, int64_t *low, int64_t *high)
{
	size_t n = strcspn(text, ",");

	*low = *high = 0;
	(void)ub_int_parse(text, n, low);
	if (text[n] == ',')
		(void)ub_int_parse(text + n + 1, strlen(text + n + 1), high);
}

enum ub_status
ub_form_check_position(const struct ub_reportfile *f,
    const struct ub_report_table *t, struct ub_err *e)
{
	struct ub_said extra = t->limits.s != NULL ? t->limits
			       : t->good.s != NULL ? t->good
						   : t->least;
	int64_t low, high, least;

	if (t->position.s == NULL)
		return extra.s == NULL ? UB_OK
				       : ub_reportfile_fail(f, extra, e,
					     "position = is needed here");
	if (ub_form_of(f, t) != UB_FORM_COMPARE)
		return ub_reportfile_fail(f, t->position, e,
		    "position = needs layout = oppna-jamforelser");
	if (t->limits.s == NULL)
		return ub_reportfile_fail(f, t->position, e,
		    "limits = is needed: of which per cent are the lowest and "
		    "the highest?");
	read_limits(t->limits.s, &low, &high);
	if (low < 1 || high < low || high > 99)
		return ub_reportfile_fail(
		    f, t->limits, e, "not two per cents in order, as 25,75");
	if (t->good.s != NULL && strcmp(t->good.s, "high") != 0 &&
	    strcmp(t->good.s, "low") != 0)
		return ub_reportfile_fail(
		    f, t->good, e, "neither high nor low");
	if (t->least.s != NULL &&
	    (!ub_int_parse(t->least.s, strlen(t->least.s), &least) ||
		least < 1))
		return ub_reportfile_fail(
		    f, t->least, e, "not a whole number from 1 on");
	return UB_OK;
}

enum ub_status
ub_compare_ranked(struct ub_comparing *x)
{
	const struct ub_report_table *t = x->a->t;

	if (t == NULL || t->position.s == NULL)
		return UB_OK;
	read_limits(t->limits.s, &x->low, &x->high);
	x->least = 0;
	if (t->least.s != NULL)
		(void)ub_int_parse(t->least.s, strlen(t->least.s), &x->least);
	for (size_t i = 0; i < x->nmeasure; i++)
		if (strcmp(x->measure[i].stem, t->position.s) == 0)
			x->ranked = i;
	if (x->ranked == UB_NOCOL)
		return ub_reportfile_fail(x->a->f, t->position, x->a->e,
		    "table %.60s shows no measure %.60s", x->a->s->table,
		    t->position.s);
	if (x->measure[x->ranked].answers)
		return ub_reportfile_fail(x->a->f, t->position, x->a->e,
		    "%.60s is yes or no of each unit, which has no relative "
		    "position",
		    t->position.s);
	if (x->measure[x->ranked].base[x->nyear - 1] != UB_NOCOL &&
	    x->least == 0)
		return ub_reportfile_fail(x->a->f, t->position, x->a->e,
		    "least = is needed: below which base is there no "
		    "position?");
	if (x->measure[x->ranked].base[x->nyear - 1] == UB_NOCOL &&
	    x->least > 0)
		return ub_reportfile_fail(x->a->f, t->least, x->a->e,
		    "%.60s has no base", t->position.s);
	return UB_OK;
}

/* The figure of the last year. */
static bool
number(const struct ub_comparing *x, size_t row, size_t col, double *v)
{
	const struct ub_cell *cell = ub_compare_cell(x, row, x->nyear - 1, col);
	const char *text;

	if (cell == NULL || cell->kind != UB_CELL_NUMBER)
		return false;
	text = ub_sheet_text(x->a->s, cell);
	return ub_real_parse(text, strlen(text), v);
}

/* Does a row take part: it has a figure, and a base that is large enough? */
static bool
takes_part(const struct ub_comparing *x, size_t row, double *v)
{
	const struct ub_compare_measure *m = &x->measure[x->ranked];
	size_t base = m->base[x->nyear - 1];
	double n;

	if (!number(x, row, m->col[x->nyear - 1], v))
		return false;
	if (x->key != UB_NOCOL &&
	    ub_compare_row(x, row, x->nyear - 1) == UB_NOCOL)
		return false;
	return x->least == 0 || (base != UB_NOCOL && number(x, row, base, &n) &&
				    n >= (double)x->least);
}

static void
put(struct ub_comparing *x, size_t to, const char *word, enum ub_tone tone)
{
	ub_remake_put(&x->m, to, UB_CELL_TEXT, 0, ub_say(x->a->s->words, word));
	x->m.cell[(x->m.nrow - 1) * x->m.ncol + to].tone = (uint8_t)tone;
}

static enum ub_tone
tone_of(const struct ub_comparing *x, bool top)
{
	const char *good = x->a->t->good.s;

	if (good == NULL)
		return top ? UB_TONE_HIGH : UB_TONE_LOW;
	return (strcmp(good, "high") == 0) == top ? UB_TONE_GOOD : UB_TONE_BAD;
}

/* Of the rows of one year only: the last. */
static bool
is_now(const struct ub_comparing *x, size_t row)
{
	return x->key == UB_NOCOL ||
	       strcmp(
		   ub_sheet_text(x->a->s, ub_sheet_cell(x->a->s, row, x->key)),
		   x->year[x->nyear - 1]) == 0;
}

void
ub_compare_position(struct ub_comparing *x, size_t to, size_t row)
{
	const struct ub_sheet *s = x->a->s;
	size_t level = ub_compare_level(x, row), n = 0, more = 0, less = 0;
	struct ub_buf b = { 0 };
	bool top, bottom;
	double v, w;

	if (level == x->nlevel) {
		ub_remake_sign(&x->m, to, 'e');
		return;
	}
	if (!takes_part(x, row, &v)) {
		put(x, to, "Visas inte", UB_TONE_MISSING);
		return;
	}
	for (size_t r = 0; r < s->nrow; r++) {
		if (ub_compare_level(x, r) != level || !is_now(x, r) ||
		    !takes_part(x, r, &w))
			continue;
		n++;
		more += w > v;
		less += w < v;
	}
	top = more * 100 < (size_t)(100 - x->high) * n;
	bottom = less * 100 < (size_t)x->low * n;
	if (n < UNITS_MIN) {
		put(x, to, "För få att jämföra", UB_TONE_MISSING);
	} else if (top == bottom) {
		put(x, to, "I mitten", UB_TONE_MIDDLE);
	} else {
		if (top)
			ub_buf_printf(&b,
			    ub_say(s->words, "Bland de %d procent högsta"),
			    (int)(100 - x->high));
		else
			ub_buf_printf(&b,
			    ub_say(s->words, "Bland de %d procent lägsta"),
			    (int)x->low);
		put(x, to, b.s, tone_of(x, top));
	}
	ub_buf_free(&b);
}

void
ub_compare_say(const struct ub_comparing *x, struct ub_buf *b)
{
	const struct ub_words *w = x->a->s->words;
	const char *good, *year;

	if (x->ranked == UB_NOCOL)
		return;
	good = x->a->t->good.s;
	year = x->year[x->nyear - 1];
	ub_buf_puts(b, b->len > 0 ? " " : "");
	ub_buf_printf(b,
	    ub_say(w,
		"Relativ position är platsen bland enheter på samma nivå%s%s, "
		"lika värden tillsammans. Den är en rangordning, inte ett "
		"omdöme"),
	    year[0] != '\0' ? " " : "", year);
	ub_buf_puts(b,
	    ub_say(w,
		good == NULL
		    ? "; färgen säger detsamma som ordet: mörkare är högre."
		: strcmp(good, "high") == 0
		    ? "; färgen säger detsamma som ordet: grönt är högst, rött "
		      "lägst."
		    : "; färgen säger detsamma som ordet: grönt är lägst, rött "
		      "högst."));
	if (x->least > 0)
		ub_buf_printf(b,
		    ub_say(
			w, " Ingen position visas där basen är mindre än %d."),
		    (int)x->least);
}
