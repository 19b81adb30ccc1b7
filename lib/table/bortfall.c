/* bortfall.c - what is left out because too many did not answer, and how many
 * did; state.h. */
#include <stdlib.h>
#include <string.h>

#include "reported.h"
#include "state.h"
#include "suffix.h"

enum { NAMED_MAX = 20 }; /* groups that a note names */

void
ub_page_count_answers(struct ub_agg *a)
{
	const struct ub_cells *c = &a->cells;

	a->asked = ub_xcalloc(a->nmeasure + 1, sizeof(*a->asked));
	a->answered = ub_xcalloc(a->nmeasure + 1, sizeof(*a->answered));
	for (size_t i = 0; i < a->nmeasure; i++) {
		const struct ub_measure *m = &a->measure[i];

		if (!ub_measure_has_base(m) || m->same != NULL ||
		    ub_function_is_test(m->func))
			continue;
		for (uint32_t k = 0; k < c->n; k++) {
			union ub_acc room;
			const union ub_acc *acc = ub_cells_get(c, m, k, &room);

			a->asked[i] +=
			    ub_cells_nrec(c, k) - ub_measure_excused(m, acc);
			a->answered[i] += ub_cells_nrec(c, k) - acc->v.miss;
		}
	}
}

static void
next_sentence(struct ub_buf *b)
{
	ub_buf_puts(b, b->len > 0 && b->s[b->len - 1] != '.' ? "." : "");
	ub_buf_puts(b, b->len > 0 ? " " : "");
}

/* What people read for a value: its label, or itself. */
static void
add_value(struct ub_buf *b, const struct ub_meta *m, const char *col,
    struct ub_slice f)
{
	char *field = ub_xstrndup(f.s, f.len);
	const char *label = ub_meta_label(m, col, field);

	if (label != NULL)
		ub_buf_puts(b, label);
	else if (ub_missing(f) != 0)
		ub_suffix_missing(b, ub_missing(f));
	else
		ub_unescape(b, f.s, f.len);
	free(field);
}

/* A row by its keys, those that are not all. */
static void
add_row(const struct ub_agg *a, const struct ub_meta *m,
    const struct ub_row *row, struct ub_buf *b)
{
	const uint32_t *code = a->cells.code + row->first * a->cells.nkey;
	size_t from = b->len;

	for (size_t j = 0; j < a->shape.nby; j++) {
		if (code[j] == UB_CODE_TOTAL)
			continue;
		ub_buf_puts(b, b->len > from ? " " : "");
		add_value(
		    b, m, a->key[j].name, ub_key_field(&a->key[j], code[j]));
	}
	if (b->len == from)
		ub_buf_puts(b, "totalt");
}

/* Is it a row that is written? */
static bool
is_shown(const struct ub_agg *a, const struct ub_row *row)
{
	return (row->nrec >= a->spec.min_n || row->grand) &&
	       !ub_frame_skips(&a->frame, &a->cells, row->first);
}

/* A label without its unit. */
static void
add_words(struct ub_buf *b, const char *label)
{
	static const char unit[] = ", procent";
	size_t len = strlen(label), n = sizeof(unit) - 1;

	if (len > n && strcmp(label + len - n, unit) == 0)
		len -= n;
	ub_buf_add(b, label, len);
}

/* The column of a measure in a part. */
static char *
column_of(const struct ub_measure *m, const struct ub_part *part)
{
	struct ub_buf b = { 0 };

	ub_buf_puts(&b, m->name);
	ub_buf_puts(&b, part->suffix);
	return b.s; /* freed with free() */
}

/* One column: the rows that it is left out for. */
static void
note_column(struct ub_agg *a, const struct ub_meta *out, size_t measure,
    size_t part, struct ub_buf *b)
{
	const struct ub_measure *m = &a->measure[measure];
	const struct ub_cells *c = &a->cells;
	uint64_t n = 0;

	for (size_t i = 0; i < a->shape.nrow; i++) {
		const struct ub_row row = ub_row_of(&a->shape, i);
		uint32_t cell = row.cell[part];
		union ub_acc room;

		if (!is_shown(a, &row) || !ub_value_left_out(&a->spec.style, m,
					      ub_cells_nrec(c, cell),
					      ub_cells_get(c, m, cell, &room)))
			continue;
		if (n == 0) {
			char *col = column_of(m, &a->shape.part[part]);
			const char *label = ub_meta_label(out, col, NULL);

			ub_buf_puts(b, b->len > 0 ? "; " : "");
			add_words(b, label != NULL ? label : col);
			ub_buf_puts(b, ": ");
			free(col);
		}
		if (n < NAMED_MAX) {
			ub_buf_puts(b, n > 0 ? ", " : "");
			add_row(a, out, &row, b);
		}
		n++;
	}
	if (n > NAMED_MAX)
		ub_buf_printf(
		    b, " och %llu till", (unsigned long long)(n - NAMED_MAX));
}

static void
add_limit(struct ub_buf *b, int per_mille, char point)
{
	ub_buf_printf(b, "%d", per_mille / 10);
	if (per_mille % 10 != 0)
		ub_buf_printf(b, "%c%d", point, per_mille % 10);
}

static void
declare_left_out(struct ub_agg *a, struct ub_meta *m)
{
	struct ub_buf b = { 0 }, limit = { 0 };
	int per_mille = a->spec.style.bortfall;

	if (per_mille < 0)
		return;
	add_limit(&limit, per_mille, '.');
	ub_meta_add_attr(m, "bortfall", limit.s);
	for (size_t p = 0; p < a->shape.npart; p++)
		for (size_t i = 0; i < a->nmeasure; i++)
			if (ub_measure_has_base(&a->measure[i]) &&
			    a->measure[i].same == NULL &&
			    !ub_function_is_test(a->measure[i].func))
				note_column(a, m, i, p, &b);
	if (b.len > 0) {
		next_sentence(&a->note);
		ub_buf_puts(
		    &a->note, "Redovisas inte på grund av bortfall över ");
		add_limit(&a->note, per_mille, ',');
		ub_buf_printf(
		    &a->note, " procent, men ingår i totaler: %s.", b.s);
	}
	ub_buf_free(&b);
	ub_buf_free(&limit);
}

/* "92", half up. */
static void
add_rate(struct ub_buf *b, uint64_t part, uint64_t whole)
{
	char dst[UB_DEC_MAX];

	ub_buf_add(b, dst,
	    ub_ratio_print(dst, ub_i128_of((int64_t)part),
		ub_i128_of((int64_t)whole), 100, 0));
}

static void
declare_rate(struct ub_agg *a, struct ub_meta *m, const char *name,
    const char *words, uint64_t part, uint64_t whole, bool first)
{
	struct ub_buf key = { 0 }, rate = { 0 };

	if (whole == 0)
		return;
	ub_buf_printf(&key, "response:%s", name);
	add_rate(&rate, part, whole);
	ub_meta_add_attr(m, key.s, rate.s);
	if (first)
		next_sentence(&a->note);
	ub_buf_puts(&a->note, first ? "Svarsfrekvens: " : "; ");
	add_words(&a->note, words);
	ub_buf_printf(&a->note, " %s procent", rate.s);
	ub_buf_free(&key);
	ub_buf_free(&rate);
}

/* What a measure is of, in words: its own label, else its input's. */
static const char *
words_of(const struct ub_agg *a, const struct ub_meta *m, size_t i)
{
	const struct ub_measure *q = &a->measure[i];
	const char *label = ub_meta_label(m, q->name, NULL);

	return label != NULL && !a->shape.across ? label : q->what;
}

/* reported:kommun=288, and "Har inte rapporterat och ingår inte i totaler:
 * Ekerö, Salem." */
static void
declare_silent(struct ub_agg *a, const struct ub_meta *in, struct ub_meta *m)
{
	const struct ub_key *k;
	struct ub_buf key = { 0 }, n = { 0 }, names = { 0 }, name = { 0 };
	uint64_t silent = 0;

	if (a->reported == NULL)
		return;
	k = &a->key[ub_reported_key(a->reported)];
	ub_buf_printf(&key, "reported:%s", k->name);
	ub_buf_uint(&n, ub_reported_count(a->reported));
	ub_meta_add_attr(m, key.s, n.s);
	for (uint32_t i = 0; i < k->val.n; i++) {
		if (!ub_reported_lacks(a->reported, k->order[i]))
			continue;
		if (silent++ >= NAMED_MAX)
			continue;
		ub_buf_puts(&names, silent > 1 ? ", " : "");
		if (ub_frame_text(&a->frame, in, ub_reported_key(a->reported),
			ub_key_field(k, k->order[i]), &name))
			ub_buf_add(&names, name.s, name.len);
		else
			add_value(
			    &names, m, k->name, ub_key_field(k, k->order[i]));
	}
	if (silent > NAMED_MAX)
		ub_buf_printf(&names, " och %llu till",
		    (unsigned long long)(silent - NAMED_MAX));
	if (silent > 0) {
		next_sentence(&a->note);
		ub_buf_printf(&a->note,
		    "Har inte rapporterat, och ingår inte i totaler: %s.",
		    names.s);
	}
	ub_buf_free(&key);
	ub_buf_free(&n);
	ub_buf_free(&names);
	ub_buf_free(&name);
}

/* Of the values of a key: how many reported, or else have records. */
static void
declare_key_rate(struct ub_agg *a, struct ub_meta *m, size_t j, bool first)
{
	const struct ub_frame_key *k = &a->frame.key[j];
	const char *label = ub_meta_label(m, k->name, NULL);
	bool said = a->reported != NULL && ub_reported_key(a->reported) == j;

	declare_rate(a, m, k->name, label != NULL ? label : k->name,
	    said ? ub_reported_count(a->reported) : k->ncame,
	    said ? ub_reported_all(a->reported) : k->nlisted, first);
}

static void
declare_response(struct ub_agg *a, struct ub_meta *m)
{
	const struct ub_frame *f = &a->frame;
	size_t had = m->nattr;

	if (!a->spec.response)
		return;
	for (size_t j = 0; j < f->nkey; j++)
		if (f->key[j].all)
			declare_key_rate(a, m, j, m->nattr == had);
	for (size_t i = 0; i < a->nmeasure; i++)
		declare_rate(a, m, a->measure[i].name, words_of(a, m, i),
		    a->answered[i], a->asked[i], m->nattr == had);
	if (m->nattr > had)
		ub_buf_putc(&a->note, '.');
}

void
ub_page_declare_bortfall(
    struct ub_agg *a, const struct ub_meta *in, struct ub_meta *m)
{
	declare_silent(a, in, m);
	declare_left_out(a, m);
	declare_response(a, m);
}

void
ub_page_step_bortfall(const struct ub_agg *a, struct ub_buf *line)
{
	struct ub_buf b = { 0 };

	if (a->spec.style.bortfall < 0)
		return;
	add_limit(&b, a->spec.style.bortfall, '.');
	ub_step_text(line, "bortfall", b.s);
	ub_buf_free(&b);
}
