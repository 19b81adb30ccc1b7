/* page.c - cells into a table stream; agg.h. */
#include <stdlib.h>
#include <string.h>

#include "label.h"
#include "missed.h"
#include "reported.h"
#include "state.h"

/* --- columns ---------------------------------------------------------- */

static enum ub_status
add_col(struct ub_legend *l, const char *stem, const char *suffix,
    const char *companion, enum ub_type type, struct ub_err *e)
{
	struct ub_buf b = { 0 };
	enum ub_status st;

	ub_buf_puts(&b, stem);
	ub_buf_puts(&b, suffix);
	ub_buf_puts(&b, companion);
	st = ub_legend_add(l, b.s, b.len, type, e);
	ub_buf_free(&b);
	return st;
}

static enum ub_status
add_part(struct ub_agg *a, const char *suffix, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	for (size_t i = 0; st == UB_OK && i < a->nmeasure; i++) {
		const struct ub_measure *m = &a->measure[i];
		struct ub_companion comp[UB_COMPANIONS], *x = comp;

		(void)ub_style_companions(m, &a->spec.style, comp);
		st = add_col(&a->legend, m->name, suffix, "", m->type, e);
		for (; st == UB_OK && x->name != NULL; x++)
			st = add_col(
			    &a->legend, m->name, suffix, x->name, x->type, e);
	}
	if (st == UB_OK && ub_sampling_responds(a))
		st = add_col(&a->legend, "svar", suffix, "", UB_STAT, e);
	if (st == UB_OK && a->spec.person != NULL)
		st = add_col(&a->legend, "n_pers", suffix, "", UB_COUNT, e);
	return st;
}

/* A label for what is no column would be lost without a word. */
static enum ub_status
check_labels(const struct ub_agg *a, struct ub_err *e)
{
	for (size_t i = 0; i < a->page.label.n; i++) {
		const char *s = a->page.label.s[i];
		size_t len = strcspn(s, "="), k;

		for (k = 0; k < a->shape.nby; k++)
			if (strncmp(a->key[k].name, s, len) == 0 &&
			    a->key[k].name[len] == '\0')
				break;
		if (k < a->shape.nby ||
		    (a->spec.person != NULL && len == 6 &&
			memcmp(s, "n_pers", 6) == 0) ||
		    (ub_sampling_responds(a) && len == 4 &&
			memcmp(s, "svar", 4) == 0))
			continue;
		for (k = 0; k < a->nmeasure; k++)
			if (strncmp(a->measure[k].name, s, len) == 0 &&
			    a->measure[k].name[len] == '\0')
				break;
		if (k == a->nmeasure)
			return ub_fail(e, UB_EUSAGE,
			    "--label: no key or measure %.*s", (int)len, s);
	}
	return UB_OK;
}

/*
 * With a key across the names depend on the data; until the parts are there
 * the names of one part are tried, so that what cannot fit is said before the
 * data is read.
 */
enum ub_status
ub_page_legend(struct ub_agg *a, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	const struct ub_shape *s = &a->shape;

	ub_legend_free(&a->legend);
	for (size_t j = 0; st == UB_OK && j < s->nby; j++)
		st = add_col(
		    &a->legend, a->key[j].name, "", "", a->key[j].type, e);
	for (size_t i = 0; st == UB_OK && i < s->npart; i++)
		st = add_part(a, s->part[i].suffix, e);
	if (st == UB_OK && s->npart == 0)
		st = add_part(a, "", e);
	return st == UB_OK ? check_labels(a, e) : st;
}

/* --- declarations ----------------------------------------------------- */

static void
add_to_list(struct ub_buf *b, const char *name)
{
	if (b->len > 0)
		ub_buf_putc(b, ',');
	ub_buf_puts(b, name);
}

/* Mark the keys under which a value of t stands more than once: their parts
 * overlap.  Before the margins are there. */
static void
find_overlap(const struct ub_agg *a, const struct ub_tally *t, bool *overlap)
{
	uint32_t *first = ub_xcalloc((size_t)t->val.n + 1, sizeof(*first));

	for (size_t j = 0; j < a->cells.nkey; j++) {
		memset(first, 0, t->val.n * sizeof(*first));
		for (uint32_t i = 0; i < t->pairs.n; i++) {
			uint64_t pair = t->pairs.pair[i];
			uint32_t val = (uint32_t)pair;
			uint32_t code1 =
			    1 + a->cells.code[(pair >> 32) * a->cells.nkey + j];

			if (first[val] == 0)
				first[val] = code1;
			else if (first[val] != code1)
				overlap[j] = true;
		}
	}
	free(first);
}

static void
declare_overlap(struct ub_agg *a)
{
	bool overlap[UB_KEYS_MAX] = { false };

	for (size_t i = 0; i < a->nmeasure; i++) {
		if (a->measure[i].func != UB_F_DISTINCT)
			continue;
		add_to_list(&a->overlap, a->measure[i].name);
		find_overlap(a, &a->measure[i].tally, overlap);
	}
	if (a->spec.person != NULL) {
		add_to_list(&a->overlap, "n_pers");
		if (a->cells.crowd == NULL)
			find_overlap(a, &a->person, overlap);
		for (size_t j = 0; a->cells.crowd != NULL && j < a->cells.nkey;
		     j++)
			overlap[j] |= ub_crowd_overlaps(
			    a->cells.crowd, a->cells.code + j, a->cells.nkey);
	}
	for (size_t j = 0; j < a->cells.nkey; j++)
		if (overlap[j])
			add_to_list(&a->overlap_by, a->key[j].name);
}

static void
add_attr(struct ub_meta *m, const char *key, const char *value)
{
	if (value != NULL && value[0] != '\0')
		ub_meta_add_attr(m, key, value);
}

/* across=COL, then across:SUFFIX=VALUE for every part. */
static void
declare_across(const struct ub_agg *a, struct ub_meta *m)
{
	const struct ub_shape *s = &a->shape;
	struct ub_buf key = { 0 }, value = { 0 };

	if (!s->across)
		return;
	ub_meta_add_attr(m, "across", a->key[s->nby].name);
	for (size_t i = 0; i < s->npart; i++) {
		struct ub_slice f =
		    ub_key_field(&a->key[s->nby], s->part[i].code);

		ub_buf_clear(&key);
		ub_buf_clear(&value);
		ub_buf_puts(&key, "across:");
		if (s->part[i].suffix[0] != '\0')
			ub_buf_puts(&key, s->part[i].suffix + 1);
		ub_buf_add(&value, f.s, f.len);
		ub_meta_add_attr(m, key.s, value.s);
	}
	ub_buf_free(&key);
	ub_buf_free(&value);
}

/*
 * function:NAME=sum: what a name or a type does not tell, and what is needed
 * to know of how many values a figure is.  Quantiles say which.
 */
static void
declare_functions(const struct ub_agg *a, struct ub_meta *m)
{
	struct ub_buf key = { 0 }, value = { 0 };
	char p[UB_DEC_MAX];

	for (size_t i = 0; i < a->nmeasure; i++) {
		const struct ub_measure *f = &a->measure[i];

		if (!ub_function_info(f->func)->base || f->func == UB_F_SHARE)
			continue;
		ub_buf_clear(&key);
		ub_buf_clear(&value);
		ub_buf_printf(&key, "function:%s", f->name);
		if (ub_measure_by_weight(f)) /* for ubat-mask(1) another one */
			ub_buf_puts(&value, "weighted ");
		ub_buf_puts(&value, ub_function_info(f->func)->name);
		if (f->func == UB_F_TOP)
			ub_buf_printf(&value, " %lld", (long long)f->per);
		if (f->func == UB_F_QUANTILE) {
			ub_buf_putc(&value, ' ');
			ub_buf_add(
			    &value, p, ub_dec_print(p, ub_i128_of(f->p_nano)));
		}
		ub_meta_add_attr(m, key.s, value.s);
	}
	if (ub_sampling_responds(a))
		ub_meta_add_attr(m, "function:svar", "response");
	ub_buf_free(&key);
	ub_buf_free(&value);
}

/* quantile:NAME=7, as the same word means different numbers elsewhere. */
static void
declare_quantiles(const struct ub_agg *a, struct ub_meta *m)
{
	struct ub_buf key = { 0 };

	for (size_t i = 0; i < a->nmeasure; i++) {
		const struct ub_measure *q = &a->measure[i];
		char def[] = { (char)('0' + q->def.type), '\0' };

		if (q->func != UB_F_MEDIAN && q->func != UB_F_QUANTILE)
			continue;
		ub_buf_clear(&key);
		ub_buf_puts(&key, "quantile:");
		ub_buf_puts(&key, q->name);
		ub_meta_add_attr(m, key.s,
		    q->y != NULL ? "weighted"
		    : q->def.exc ? "6-exc"
				 : def);
	}
	ub_buf_free(&key);
}

/* interval=95 wilson */
static void
declare_interval(const struct ub_style *style, struct ub_meta *m)
{
	struct ub_buf b = { 0 };

	if (style->level == 0)
		return;
	ub_level_print(&b, style->level, '.');
	ub_buf_puts(&b, style->exact ? " exact" : " wilson");
	ub_meta_add_attr(m, "interval", b.s);
	ub_buf_free(&b);
}

/* base=both  same:x_alla=x, which is the share that has the same numerator;
 * weighted=x, which is none of counts. */
static void
declare_base(const struct ub_agg *a, struct ub_meta *m)
{
	static const char *const name[] = { [UB_BASE_KNOWN] = "known",
		[UB_BASE_ALL] = "all",
		[UB_BASE_BOTH] = "both" };
	struct ub_buf key = { 0 }, weighted = { 0 };

	ub_meta_add_attr(m, "base", name[a->spec.style.base]);
	for (size_t i = 0; i < a->nmeasure; i++) {
		const struct ub_measure *s = &a->measure[i];

		if (s->func == UB_F_SHARE && !ub_measure_counted(s))
			add_to_list(&weighted, s->name);
		if (s->same == NULL)
			continue;
		ub_buf_clear(&key);
		ub_buf_printf(&key, "same:%s", s->name);
		ub_meta_add_attr(m, key.s, s->same);
	}
	add_attr(m, "weighted", weighted.s);
	ub_buf_free(&key);
	ub_buf_free(&weighted);
}

static void
declare(struct ub_agg *a, const struct ub_meta *in, struct ub_meta *m)
{
	struct ub_buf keys = { 0 };

	for (size_t j = 0; j < a->shape.nby; j++)
		add_to_list(&keys, a->key[j].name);
	ub_meta_set_table(m, a->page.table);
	add_attr(m, "keys", keys.s);
	declare_across(a, m);
	add_attr(m, "overlap", a->overlap.s);
	add_attr(m, "overlap_by", a->overlap_by.s);
	declare_base(a, m);
	if (a->spec.style.digits >= 0) {
		char digits[2] = { (char)('0' + a->spec.style.digits), '\0' };

		ub_meta_add_attr(m, "digits", digits);
	}
	declare_functions(a, m);
	declare_quantiles(a, m);
	declare_interval(&a->spec.style, m);
	ub_page_declare_tests(a, m);
	add_attr(m, "unit", a->page.unit);
	add_attr(m, "title", a->page.title);
	ub_frame_declare(&a->frame, &a->cells, m, &a->note);
	ub_page_declare_bortfall(a, in, m);
	add_attr(m, "note", a->note.s);
	add_attr(m, "source", a->page.source);
	ub_buf_free(&keys);
}

static enum ub_status
add_labels(const struct ub_agg *a, const struct ub_meta *in,
    struct ub_meta *out, struct ub_err *e)
{
	const struct ub_label_set set = { .in = in,
		.frame = &a->frame,
		.unit = a->page.unit,
		.style = &a->spec.style,
		.against = ub_against_words(a),
		.measure = a->measure,
		.nmeasure = a->nmeasure,
		.own = a->page.label.s,
		.nown = a->page.label.n };
	const struct ub_shape *s = &a->shape;
	enum ub_status st = UB_OK;

	for (size_t j = 0; st == UB_OK && j < s->nby; j++) {
		st = ub_label_key(out, &set, &a->key[j], a->in, e);
		if (st == UB_OK)
			st = ub_frame_label(
			    &a->frame, out, in, &a->key[j], j, e);
	}
	for (size_t i = 0; st == UB_OK && i < s->npart; i++) {
		for (size_t k = 0; st == UB_OK && k < a->nmeasure; k++)
			st = ub_label_measure(out, &set, s, &s->part[i],
			    &a->measure[k], a->in, e);
		if (st == UB_OK && ub_sampling_responds(a))
			st = ub_label_column(out, &set, s, &s->part[i], "svar",
			    "Svarsfrekvens, procent", a->in, e);
		if (st == UB_OK && a->spec.person != NULL)
			st = ub_label_column(out, &set, s, &s->part[i],
			    "n_pers", "Antal personer", a->in, e);
	}
	return st;
}

/* --- accounts --------------------------------------------------------- */

/* What count and distinct pass over has no column of its own.  Before the
 * margins are there. */
static void
count_lost(struct ub_agg *a)
{
	const struct ub_cells *c = &a->cells;

	a->lost = ub_xcalloc(a->nmeasure + 1, sizeof(*a->lost));
	for (size_t i = 0; i < a->nmeasure; i++) {
		const struct ub_measure *m = &a->measure[i];
		union ub_acc room;

		if (m->func != UB_F_COUNT && m->func != UB_F_DISTINCT)
			continue;
		for (uint32_t k = 0; k < c->n; k++)
			a->lost[i] += ub_cells_get(c, m, k, &room)->v.miss;
	}
}

static void
step_lost(const struct ub_agg *a, struct ub_buf *b)
{
	struct ub_buf key = { 0 };

	for (size_t i = 0; i < a->nmeasure; i++) {
		if (a->lost[i] == 0)
			continue;
		ub_buf_clear(&key);
		ub_buf_puts(&key, "missing:");
		ub_buf_puts(&key, a->measure[i].name);
		ub_step_uint(b, key.s, a->lost[i]);
	}
	ub_buf_free(&key);
}

/* What the condition passed over, as ubat-filter has it. */
static void
step_where(
    const struct ub_agg *a, const struct ub_agg_sums *sums, struct ub_buf *b)
{
	struct ub_buf text = { 0 };

	if (a->pick->x == NULL)
		return;
	ub_expr_tell(a->pick->x, &text);
	ub_step_uint(b, "false", sums->passed_over);
	ub_step_uint(b, "missing", sums->missing);
	ub_step_text(b, "where", text.s);
	ub_buf_free(&text);
}

/* Is a key of the table made of what it tells beside its keys, some of which can
 * be hidden, so that one of these gets a value? */
static bool
key_shows(const struct ub_agg *a, const struct ub_meta *in, size_t j)
{
	const char *keys = ub_pair_get(in->attr, in->nattr, "keys");
	const struct ub_expr *x = a->key[j].x;
	bool *used, any = false;

	if (x == NULL || ub_expr_keeps_hidden(x))
		return false;
	used = ub_xcalloc(a->in->n + 1, sizeof(*used));
	ub_expr_columns(x, used);
	for (size_t c = 0; c < a->in->n; c++)
		any = any || (used[c] && !ub_listed(keys,
					     ub_slice_of(a->in->col[c].name)));
	free(used);
	return any;
}

/* Does a hidden value of a masked table make all hidden that it enters? */
static bool
keeps_hidden(const struct ub_agg *a, const struct ub_meta *in)
{
	for (size_t j = 0; j < a->cells.nkey; j++)
		if (key_shows(a, in, j))
			return false;
	for (size_t i = 0; i < a->nmeasure; i++) {
		const struct ub_measure *m = &a->measure[i];

		if ((m->x != NULL && !ub_expr_keeps_hidden(m->x)) ||
		    (m->y != NULL && !ub_expr_keeps_hidden(m->y)) ||
		    (m->z != NULL && !ub_expr_keeps_hidden(m->z)))
			return false;
	}
	return true;
}

static void
make_step(const struct ub_agg *a, const struct ub_meta *in, const char *from,
    struct ub_writer *w, struct ub_buf *line)
{
	struct ub_buf b = { 0 };
	struct ub_agg_sums sums = ub_agg_accounts(a);

	ub_step_begin(&b, "ubat-agg", from);
	ub_step_uint(&b, "in", sums.in);
	ub_step_uint(&b, "out", w->nrec);
	ub_step_uint(&b, "groups", a->groups);
	if (sums.totals > 0)
		ub_step_uint(&b, "totals", sums.totals);
	if (sums.withheld > 0) {
		ub_step_uint(&b, "withheld-groups", sums.withheld);
		ub_step_uint(&b, "withheld-records", sums.withheld_rec);
	}
	step_where(a, &sums, &b);
	if (a->frame.nzero > 0)
		ub_step_uint(&b, "zero-rows", a->frame.nzero);
	if (a->reported != NULL)
		ub_step_uint(&b, "not-reported",
		    ub_reported_all(a->reported) -
			ub_reported_count(a->reported));
	if (a->spec.min_n > 0) {
		ub_step_uint(&b, "min-n", a->spec.min_n);
		ub_step_uint(&b, "small-groups", a->small);
		ub_step_uint(&b, "small-records", a->small_rec);
	}
	if (a->spec.style.min_base > 0)
		ub_step_uint(&b, "min-base", a->spec.style.min_base);
	ub_page_step_bortfall(a, &b);
	if (a->spec.person != NULL)
		ub_step_uint(&b, "no-person", a->person_none);
	step_lost(a, &b);
	ub_page_step_tests(a, &b);
	if (sums.zero > 0)
		ub_step_uint(&b, "zero-divisions", sums.zero);
	if (ub_meta_masked(in) && keeps_hidden(a, in))
		ub_step_text(&b, "hidden", "kept");
	ub_writer_account(w, in, &b);
	ub_step_end(&b, line);
	ub_buf_free(&b);
}

/* --- the table -------------------------------------------------------- */

/* Persons that stand in several records.  Before the margins are there. */
static void
count_repeated(struct ub_agg *a)
{
	const struct ub_tally *t = &a->person;
	uint8_t *seen;

	if (a->cells.crowd != NULL) {
		a->repeated = a->cells.crowd->repeated;
		return;
	}
	seen = ub_xcalloc((size_t)t->val.n + 1, 1);
	for (uint32_t i = 0; i < t->pairs.n; i++) {
		uint32_t who = (uint32_t)t->pairs.pair[i];

		if (seen[who] == 1 || (seen[who] == 0 && t->count[i] > 1)) {
			seen[who] = 2;
			a->repeated++;
		} else if (seen[who] == 0) {
			seen[who] = 1;
		}
	}
	free(seen);
}

/* Margins, and all that is sorted. */
static enum ub_status
finish(struct ub_agg *a, const struct ub_meta *in, struct ub_err *e)
{
	enum ub_status st;
	size_t n;

	ub_agg_take_shared(a);
	st = ub_frame_fill(&a->frame, &a->cells, in, e);
	if (st == UB_OK && a->reported != NULL)
		st = ub_reported_fill(a->reported, &a->frame, &a->cells, e);
	if (st != UB_OK)
		return st;
	declare_overlap(a);
	count_lost(a);
	ub_page_count_answers(a);
	count_repeated(a);
	if (a->cells.crowd != NULL)
		ub_cells_count_persons(&a->cells);
	if ((st = ub_sampling_finish(a, e)) == UB_OK && a->cells.may != 0)
		st = ub_cells_margins(&a->cells, e);
	if (st != UB_OK)
		return st;
	n = a->cells.n;
	ub_shape_fill(&a->shape, &a->cells, a->spec.total);
	if ((st = ub_sampling_cells(a, n, e)) != UB_OK)
		return st;
	n = a->cells.n;
	for (size_t i = 0; i < a->nmeasure; i++)
		if (ub_measure_tallies(&a->measure[i]) &&
		    !ub_tally_sort(
			&a->measure[i].tally, ub_value_type(&a->measure[i]), n))
			return ub_fail(e, UB_EDATA, "measure %s: not numbers",
			    a->measure[i].name);
	for (size_t i = 0; i < a->nmeasure; i++)
		if (a->measure[i].missed != NULL)
			(void)ub_tally_sort(
			    ub_missed_tally(&a->measure[i]), UB_TEXT, n);
	if (a->spec.person != NULL && a->cells.crowd == NULL)
		(void)ub_tally_sort(&a->person, UB_TEXT, n);
	return ub_page_tests(a, e);
}

/* The legend, unless it was written before the data. */
static enum ub_status
late_legend(struct ub_agg *a, struct ub_writer *w, struct ub_err *e)
{
	if (ub_agg_legend(a) != NULL)
		return UB_OK;
	return ub_writer_legend(w, &a->legend, e);
}

static enum ub_status
write_table(struct ub_agg *a, struct ub_meta *m, struct ub_meta *out,
    struct ub_writer *w, bool whole, struct ub_err *e)
{
	struct ub_buf line = { 0 }, from = { 0 };
	enum ub_status st;

	if ((st = add_labels(a, m, out, e)) != UB_OK)
		return st;
	declare(a, m, out);
	ub_page_declare_breaks(a, m, out);
	if ((st = late_legend(a, w, e)) != UB_OK ||
	    (st = ub_writer_table(w, out, e)) != UB_OK ||
	    (st = ub_writer_labels(w, out, e)) != UB_OK ||
	    (st = ub_page_rows(a, w, e)) != UB_OK)
		return st;
	ub_agg_order_steps(m, out, &from);
	make_step(a, m, from.len > 0 ? from.s : NULL, w, &line);
	st = ub_writer_end(w, out, &line, whole, e);
	free(out->step); /* the steps are m's */
	out->step = NULL;
	out->nstep = 0;
	ub_buf_free(&line);
	ub_buf_free(&from);
	return st;
}

enum ub_status
ub_agg_write(struct ub_agg *a, struct ub_meta *m, struct ub_writer *w,
    bool whole, struct ub_err *e)
{
	struct ub_meta out = { 0 };
	enum ub_status st;

	if ((st = finish(a, m, e)) != UB_OK)
		return st;
	if (ub_page_legend(a, e) != UB_OK)
		return e->code = UB_EDATA; /* too many values, or too alike */
	st = write_table(a, m, &out, w, whole, e);
	ub_meta_free(&out);
	return st;
}
