/* pagetest.c - the tests of a table: made, judged, told; state.h. */
#include <math.h>
#include <stdlib.h>

#include "label.h"
#include "standard.h"
#include "state.h"

static bool
is_shown(const struct ub_agg *a, const struct ub_row *row)
{
	return row->nrec >= a->spec.min_n || row->grand;
}

/* The results that the table will show, of all measures. */
static size_t
shown_results(const struct ub_agg *a, struct ub_test_result **r)
{
	size_t n = 0;

	for (size_t i = 0; i < a->shape.nrow; i++) {
		const struct ub_row row = ub_row_of(&a->shape, i);

		for (size_t p = 0; is_shown(a, &row) && p < a->shape.npart; p++)
			for (size_t k = 0; k < a->nmeasure; k++)
				if (a->measure[k].result != NULL)
					r[n++] =
					    &a->measure[k].result[row.cell[p]];
	}
	return n;
}

static void
judge(struct ub_agg *a)
{
	const struct ub_style *s = &a->spec.style;
	size_t most = a->shape.nrow * a->shape.npart * a->nmeasure, n;
	struct ub_test_result **r =
	    ub_xcalloc(most + 1, sizeof(struct ub_test_result *));

	n = shown_results(a, r);
	for (size_t i = 0; i < n; i++)
		a->tests += isnan(r[i]->p) ? 0 : 1;
	if (s->judged > 0)
		ub_test_holm(r, n, s->judged, s->single);
	free(r);
}

/* How many results of a measure that the table shows rest on counts that are
 * too small. */
static uint64_t
small_results(const struct ub_agg *a, const struct ub_measure *m)
{
	uint64_t n = 0;

	if (m->result == NULL)
		return 0;
	for (size_t i = 0; i < a->shape.nrow; i++) {
		const struct ub_row row = ub_row_of(&a->shape, i);

		for (size_t p = 0; is_shown(a, &row) && p < a->shape.npart; p++)
			n += m->result[row.cell[p]].small;
	}
	return n;
}

/* --- words ---------------------------------------------------------------- */

static void
next_sentence(struct ub_buf *b)
{
	if (b->len > 0 && b->s[b->len - 1] != '.')
		ub_buf_putc(b, '.');
	if (b->len > 0)
		ub_buf_putc(b, ' ');
}

static void
note_judgement(struct ub_agg *a)
{
	struct ub_buf *b = &a->note;
	const struct ub_style *s = &a->spec.style;

	if (s->judged == 0)
		return;
	next_sentence(b);
	ub_buf_puts(b, "Säkerställd skillnad: p-värde under 0,");
	ub_buf_printf(b, "%03d", 1000 - s->judged);
	while (b->s[b->len - 1] == '0')
		b->len--;
	ub_buf_printf(
	    b, "; tabellen har %llu test", (unsigned long long)a->tests);
	ub_buf_puts(
	    b, s->single ? ", vart och ett prövat för sig."
			 : ", och p-värdena är justerade för det enligt Holm.");
}

static void
note_small(struct ub_agg *a)
{
	uint64_t n = 0;

	for (size_t k = 0; k < a->nmeasure; k++)
		n += small_results(a, &a->measure[k]);
	if (n == 0)
		return;
	next_sentence(&a->note);
	ub_buf_printf(&a->note,
	    "I %llu test är ett förväntat antal under 5: de p-värdena är "
	    "osäkra.",
	    (unsigned long long)n);
}

/* What a p-value beside a row says. */
static void
note_against(struct ub_agg *a)
{
	if (a->against.kind == UB_AGAINST_NONE)
		return;
	next_sentence(&a->note);
	if (a->against.kind == UB_AGAINST_PREVIOUS)
		ub_buf_puts(&a->note, "Varje rad är prövad mot raden före.");
	else
		ub_buf_puts(&a->note,
		    "Varje rad är prövad mot de övriga, som den själv inte "
		    "ingår i.");
}

/* One person in several records makes them look more than they are. */
static void
note_repeated(struct ub_agg *a)
{
	if (a->repeated == 0)
		return;
	next_sentence(&a->note);
	ub_buf_puts(&a->note,
	    "Personer finns i flera poster: test och intervall räknar varje "
	    "post för sig och är för snäva.");
}

/* Of safe states: the totals lack them, too. */
static void
note_withheld(struct ub_agg *a)
{
	if (a->before.withheld_rec == 0)
		return;
	next_sentence(&a->note);
	ub_buf_printf(&a->note,
	    "%llu poster i %llu grupper är inte med, inte heller i summor: de "
	    "var för få i sin del.",
	    (unsigned long long)a->before.withheld_rec,
	    (unsigned long long)a->before.withheld);
}

enum ub_status
ub_page_tests(struct ub_agg *a, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	bool any = false;

	if (a->page.note != NULL)
		ub_buf_puts(&a->note, a->page.note);
	else
		ub_buf_puts(&a->note, "");
	note_withheld(a);
	for (size_t k = 0; st == UB_OK && k < a->nmeasure; k++) {
		if (a->against.kind != UB_AGAINST_NONE &&
		    ub_style_sampled(&a->measure[k])) {
			any = true;
			ub_against_all(a, &a->measure[k]);
			continue;
		}
		if (a->measure[k].func == UB_F_STD)
			st = ub_std_all(&a->cells, &a->measure[k], a->standard,
			    &a->spec.style, e);
		if (!ub_function_is_test(a->measure[k].func))
			continue;
		any = true;
		st = ub_test_all(&a->cells, &a->measure[k], &a->spec.style, e);
	}
	if (st != UB_OK)
		return st;
	if (any) {
		judge(a);
		note_against(a);
		note_judgement(a);
	}
	if (a->spec.sample != NULL) {
		next_sentence(&a->note);
		ub_sampling_note(a, &a->note);
	}
	if ((any || a->spec.style.level > 0) && a->spec.cluster == NULL)
		note_repeated(a);
	else
		a->repeated = 0;
	note_small(a);
	return UB_OK;
}

/* level=95 holm  made=12; which measures are tests, function:x says */
void
ub_page_declare_tests(const struct ub_agg *a, struct ub_meta *m)
{
	const struct ub_style *s = &a->spec.style;
	struct ub_buf b = { 0 };

	ub_sampling_declare(a, m);
	ub_against_declare(a, m);
	if (s->judged == 0)
		return;
	ub_level_print(&b, s->judged, '.');
	ub_buf_puts(&b, s->single ? " single" : " holm");
	ub_meta_add_attr(m, "level", b.s);
	ub_buf_clear(&b);
	ub_buf_uint(&b, a->tests);
	ub_meta_add_attr(m, "made", b.s);
	ub_buf_free(&b);
}

void
ub_page_step_tests(const struct ub_agg *a, struct ub_buf *line)
{
	struct ub_buf key = { 0 };
	uint64_t n;

	if (a->repeated > 0)
		ub_step_uint(line, "repeated-persons", a->repeated);

	for (size_t k = 0; k < a->nmeasure; k++) {
		if ((n = small_results(a, &a->measure[k])) == 0)
			continue;
		ub_buf_clear(&key);
		ub_buf_puts(&key, "small-expected:");
		ub_buf_puts(&key, a->measure[k].name);
		ub_step_uint(line, key.s, n);
	}
	ub_buf_free(&key);
}
