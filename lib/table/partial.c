/* partial.c - tables into states; partial.h. */
#include "partial.h"

#include <stdio.h>
#include <stdlib.h>

#include "lead.h"

struct out {
	struct ub_writer *w;
	struct ub_buf b;
	struct ub_err *e;
	enum ub_status st;
	size_t table;
};

void
ub_partial_legend(struct ub_legend *l)
{
	static const struct {
		const char *name;
		enum ub_type type;
	} col[] = { { "state", UB_CODE }, { "table", UB_INT },
		{ "item", UB_INT }, { "key", UB_TEXT }, { "value", UB_TEXT } };
	struct ub_err e;

	for (size_t i = 0; i < sizeof(col) / sizeof(*col); i++)
		(void)ub_legend_add(
		    l, col[i].name, strlen(col[i].name), col[i].type, &e);
}

/* --- lines ------------------------------------------------------------ */

static void
begin(struct out *o, const char *what, size_t item)
{
	ub_buf_clear(&o->b);
	ub_buf_puts(&o->b, what);
	ub_buf_putc(&o->b, '\t');
	ub_buf_uint(&o->b, o->table);
	ub_buf_putc(&o->b, '\t');
	ub_buf_uint(&o->b, item);
	ub_buf_putc(&o->b, '\t');
}

static void
end(struct out *o)
{
	ub_buf_putc(&o->b, '\n');
	if (o->st == UB_OK)
		o->st = ub_writer_records(o->w, o->b.s, o->b.len, 1, o->e);
}

static void
line(struct out *o, const char *what, size_t item, const char *key,
    const char *value)
{
	begin(o, what, item);
	ub_escape(&o->b, key, strlen(key));
	ub_buf_putc(&o->b, '\t');
	ub_escape(&o->b, value, strlen(value));
	end(o);
}

static void
count(struct out *o, const char *name, uint64_t n)
{
	begin(o, "count", 0);
	ub_buf_puts(&o->b, name);
	ub_buf_putc(&o->b, '\t');
	ub_buf_uint(&o->b, n);
	end(o);
}

static void
texts(struct out *o, const char *what, size_t item, const struct ub_intern *t)
{
	for (uint32_t i = 0; i < t->n; i++) {
		struct ub_slice s = ub_intern_text(t, i);

		begin(o, what, item);
		ub_escape(&o->b, s.s, s.len);
		ub_buf_putc(&o->b, '\t');
		end(o);
	}
}

static void
pairs(struct out *o, size_t item, const struct ub_tally *t)
{
	for (uint32_t i = 0; i < t->pairs.n; i++) {
		begin(o, "pair", item);
		ub_buf_uint(&o->b, t->pairs.pair[i] >> 32);
		ub_buf_putc(&o->b, ',');
		ub_buf_uint(&o->b, (uint32_t)t->pairs.pair[i]);
		ub_buf_putc(&o->b, '\t');
		ub_buf_uint(&o->b, t->count[i]);
		for (size_t k = 0; k < t->nmark; k++)
			ub_buf_printf(&o->b, "%c%d", k == 0 ? ',' : '.',
			    t->mark[i * t->nmark + k]);
		end(o);
	}
}

static void
hex(struct ub_buf *b, uint64_t v)
{
	char digits[16];
	size_t n = 0;

	do {
		digits[n++] = "0123456789abcdef"[v & 15];
		v >>= 4;
	} while (v != 0);
	while (n > 0)
		ub_buf_putc(b, digits[--n]);
}

/* An ub_acc as four words; of first and last the date and the value. */
static void
put_acc(struct ub_buf *b, const struct ub_measure *m, const union ub_acc *acc,
    size_t i)
{
	bool at = m->func == UB_F_FIRST || m->func == UB_F_LAST;
	uint64_t w[4];

	memcpy(w, &acc[i], sizeof(w));
	if (at && i == 0) {
		w[2] = (uint32_t)acc->v.at.day;
		w[3] = acc->v.at.id1;
	}
	for (size_t k = 0; k < 4; k++) {
		ub_buf_putc(b, k == 0 ? ' ' : '.');
		hex(b, w[k]);
	}
}

static void
cell(struct out *o, const struct ub_agg *a, uint32_t i)
{
	const struct ub_cells *c = &a->cells;

	begin(o, "cell", 0);
	for (size_t j = 0; j < c->nkey; j++) {
		if (j > 0)
			ub_buf_putc(&o->b, ',');
		ub_buf_uint(&o->b, c->code[i * c->nkey + j]);
	}
	ub_buf_putc(&o->b, '\t');
	hex(&o->b, ub_cells_nrec(c, i));
	for (size_t k = 0; k < a->nmeasure; k++) {
		const struct ub_measure *m = &a->measure[k];
		union ub_acc room;

		for (size_t n = 0; n < ub_measure_nacc(m); n++)
			put_acc(&o->b, m, ub_cells_get(c, m, i, &room), n);
	}
	end(o);
}

/* --- what holds for all ------------------------------------------------ */

static void
tell(void *arg, const char *name, const char *value)
{
	line(arg, "set", 0, name, value);
}

static void
put_head(struct out *o, const struct ub_many *m, enum ub_partial how)
{
	const struct ub_legend *l = m->agg[0]->in;

	o->table = 0;
	line(o, "part", 0, "1", how == UB_PARTIAL_SAFE ? "safe" : "full");
	for (size_t i = 0; i < l->n; i++)
		line(o, "column", 0, l->col[i].name,
		    ub_type_name(l->col[i].type));
	for (size_t i = 0; i < m->n; i++) {
		struct ub_request q = m->tables->table[i];

		if (how == UB_PARTIAL_SAFE) { /* they cannot be counted */
			q.spec.person = NULL;
			(void)ub_request_set(&q, "person-parts", "no", o->e);
		}
		o->table = i;
		ub_request_tell(&q, tell, o);
	}
}

static void
put_counts(
    struct out *o, const struct ub_agg *a, const struct ub_agg_sums *sums)
{
	count(o, "in", sums->in);
	count(o, "totals", sums->totals);
	count(o, "false", sums->passed_over);
	count(o, "missing", sums->missing);
	count(o, "zero-divisions", sums->zero);
	count(o, "withheld-groups", sums->withheld);
	count(o, "withheld-records", sums->withheld_rec);
	count(o, "no-person", a->person_none);
}

static void
put_full(struct out *o, struct ub_agg *a)
{
	struct ub_agg_sums sums = ub_agg_accounts(a);

	ub_agg_take_shared(a);
	put_counts(o, a, &sums);
	for (size_t j = 0; j < a->cells.nkey; j++)
		texts(o, "value", j, &a->key[j].val);
	for (size_t k = 0; k < a->nmeasure; k++)
		texts(o, "text", k, &a->measure[k].tally.val);
	texts(o, "text", a->nmeasure, &a->person.val);
	for (uint32_t i = 0; i < a->cells.n; i++)
		cell(o, a, i);
	for (size_t k = 0; k < a->nmeasure; k++)
		pairs(o, k, &a->measure[k].tally);
	pairs(o, a->nmeasure, &a->person);
}

/* --- safe ------------------------------------------------------------- */

/* An expression on ids may name one, and yield one as a text. */
static bool
reads_id(const struct ub_agg *a, const struct ub_expr *x)
{
	bool any = false, *used;

	if (x == NULL)
		return false;
	used = ub_xcalloc(a->in->n + 1, sizeof(*used));
	ub_expr_columns(x, used);
	for (size_t i = 0; i < a->in->n; i++)
		any |= used[i] && a->in->col[i].type == UB_ID;
	free(used);
	return any;
}

static enum ub_status
check_ids(const struct ub_agg *a, struct ub_err *e)
{
	if (reads_id(a, a->pick->x))
		return ub_fail(
		    e, UB_EUSAGE, "--where: a safe state holds no ids");
	for (size_t k = 0; k < a->nmeasure; k++)
		if (reads_id(a, a->measure[k].x))
			return ub_fail(e, UB_EUSAGE,
			    "measure %s: a safe state holds no ids",
			    a->measure[k].name);
	for (size_t j = 0; j < a->cells.nkey; j++)
		if (a->key[j].type == UB_ID || reads_id(a, a->key[j].x))
			return ub_fail(e, UB_EUSAGE,
			    "key %s: a safe state holds no ids",
			    a->key[j].name);
	return UB_OK;
}

static enum ub_status
check_safe(const struct ub_agg *a, struct ub_err *e)
{
	for (size_t k = 0; k < a->nmeasure; k++) {
		const struct ub_measure *m = &a->measure[k];

		if ((m->func != UB_F_N && m->func != UB_F_COUNT &&
			m->func != UB_F_SHARE) ||
		    m->y != NULL || m->cc != NULL)
			return ub_fail(e, UB_EUSAGE,
			    "measure %s: a safe state holds counts alone: n, "
			    "count and share",
			    m->name);
	}
	if (a->spec.all.n > 0 || a->spec.across != NULL)
		return ub_fail(e, UB_EUSAGE,
		    "%s: what a safe state holds back would be shown as 0",
		    a->spec.all.n > 0 ? "--all" : "--across");
	return check_ids(a, e);
}

enum ub_status
ub_partial_check(const struct ub_many *m, enum ub_partial how, struct ub_err *e)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->agg[i]->spec.style.kinds)
			return ub_fail(e, UB_EUSAGE,
			    "--missing kind does not go with --partial");
	if (how != UB_PARTIAL_SAFE)
		return UB_OK;
	if (m->n > 1)
		return ub_fail(e, UB_EUSAGE,
		    "a safe state holds one table: what is held back in one "
		    "could be computed from another");
	return check_safe(m->agg[0], e);
}

/* Is it a count of a few, which says something of somebody? */
static bool
few(uint64_t n, uint64_t least)
{
	return n > 0 && n < least;
}

static bool
tells(
    const struct ub_agg *a, const uint64_t *persons, uint32_t i, uint64_t least)
{
	const struct ub_cells *c = &a->cells;

	if (few(ub_cells_nrec(c, i), least) ||
	    (persons != NULL && persons[i] < least))
		return true;
	for (size_t k = 0; k < a->nmeasure; k++) {
		const struct ub_measure *m = &a->measure[k];
		union ub_acc room;
		const union ub_acc *acc = ub_cells_get(c, m, i, &room);

		if (m->func != UB_F_N &&
		    (few(acc->v.k, least) || few(acc->v.miss, least) ||
			few(acc->v.hidden, least) ||
			few(ub_measure_excused(m, acc), least) ||
			few(acc->v.miss - ub_measure_excused(m, acc), least) ||
			few(acc->v.miss - acc->v.hidden, least) ||
			few(ub_cells_nrec(c, i) - acc->v.k - acc->v.miss,
			    least)))
			return true;
	}
	return false;
}

/* Different persons of each cell; NULL without --person. */
static uint64_t *
count_persons(const struct ub_agg *a)
{
	uint64_t *n;

	if (a->spec.person == NULL)
		return NULL;
	n = ub_xcalloc(a->cells.n + 1, sizeof(*n));
	for (uint32_t i = 0; i < a->person.pairs.n; i++)
		n[a->person.pairs.pair[i] >> 32]++;
	return n;
}

/* The smallest cell that is still there; n when none is. */
static size_t
smallest(const struct ub_agg *a, const bool *away)
{
	const struct ub_cells *c = &a->cells;
	size_t best = c->n;

	for (size_t i = 0; i < c->n; i++)
		if (!away[i] && (best == c->n || ub_cells_nrec(c, i) <
						     ub_cells_nrec(c, best)))
			best = i;
	return best;
}

/* Few that the condition passed over count as held back, too. */
static uint64_t
fold_few(struct ub_agg_sums *sums, uint64_t least)
{
	uint64_t n = sums->passed_over + sums->missing;

	sums->zero = 0;
	if (!few(sums->passed_over, least) && !few(sums->missing, least))
		return 0;
	sums->passed_over = n;
	sums->missing = 0;
	if (!few(n, least))
		return 0;
	sums->passed_over = 0;
	return n;
}

/*
 * Mark the cells that are kept back.  What is left out must itself be more
 * than one cell and enough records, or the accounts would tell it.
 */
static bool *
withhold(const struct ub_agg *a, uint64_t least, struct ub_agg_sums *sums)
{
	bool *away = ub_xcalloc(a->cells.n + 1, sizeof(*away));
	uint64_t *persons = count_persons(a);
	uint64_t groups = 0, rec = fold_few(sums, least);

	for (uint32_t i = 0; i < a->cells.n; i++) {
		away[i] = tells(a, persons, i, least);
		groups += away[i];
		rec += away[i] ? ub_cells_nrec(&a->cells, i) : 0;
	}
	while (rec > 0 && (groups < 2 || rec < 2 * least)) {
		size_t i = smallest(a, away);

		if (i == a->cells.n)
			break;
		away[i] = true;
		groups++;
		rec += ub_cells_nrec(&a->cells, i);
	}
	sums->withheld += groups;
	sums->withheld_rec += rec;
	free(persons);
	return away;
}

/* Only the values that stand in a cell that is there, with new numbers. */
static void
put_values(struct out *o, const struct ub_agg *a, const bool *away, size_t j,
    uint32_t *number)
{
	const struct ub_cells *c = &a->cells;
	const struct ub_intern *t = &a->key[j].val;
	struct ub_intern kept = { 0 };

	for (size_t i = 0; i < c->n; i++) {
		uint32_t code = c->code[i * c->nkey + j];
		struct ub_slice s = ub_intern_text(t, code);

		if (!away[i])
			number[code] = ub_intern_add(&kept, s.s, s.len);
	}
	texts(o, "value", j, &kept);
	ub_intern_free(&kept);
}

static uint64_t
least_of(const struct ub_agg *a)
{
	return a->spec.min_n > UB_PARTIAL_LEAST ? a->spec.min_n
						: UB_PARTIAL_LEAST;
}

static void
put_safe(struct out *o, struct ub_agg *a)
{
	struct ub_agg_sums sums = ub_agg_accounts(a);
	uint64_t least = least_of(a);
	struct ub_cells *c = &a->cells;
	bool *away;

	ub_agg_take_shared(a);
	away = withhold(a, least, &sums);
	a->person_none = 0;
	put_counts(o, a, &sums);
	for (size_t j = 0; j < c->nkey; j++) {
		uint32_t *number =
		    ub_xcalloc((size_t)a->key[j].val.n + 1, sizeof(*number));

		put_values(o, a, away, j, number);
		for (size_t i = 0; i < c->n; i++)
			if (!away[i])
				c->code[i * c->nkey + j] =
				    number[c->code[i * c->nkey + j]];
		free(number);
	}
	for (uint32_t i = 0; i < c->n; i++)
		if (!away[i])
			cell(o, a, i);
	free(away);
}

/* Of so few records the accounts alone would tell the number. */
static enum ub_status
check_records(const struct ub_agg *a, struct ub_err *e)
{
	struct ub_agg_sums sums = ub_agg_accounts(a);

	if (!few(sums.in - sums.totals, least_of(a)))
		return UB_OK;
	return ub_fail(e, UB_EDATA,
	    "fewer than %llu records: too few for a safe state",
	    (unsigned long long)least_of(a));
}

/* Is it a column whose values stand in the state, as a key? */
static bool
is_key(const struct ub_agg *a, const char *col)
{
	const struct ub_frame *f = &a->frame;

	for (size_t j = 0; j < a->cells.nkey; j++)
		if (a->key[j].column != NULL &&
		    strcmp(a->key[j].column, col) == 0)
			return true;
	for (size_t j = 0; j < f->nkey; j++)
		if (f->key[j].plain != NULL &&
		    strcmp(f->key[j].plain, col) == 0)
			return true;
	return false;
}

/* What is said of the input, without the labels of values that are not there:
 * they may be names of persons. */
static void
take_safe(
    const struct ub_agg *a, const struct ub_meta *in, struct ub_meta *meta)
{
	struct ub_err e;

	for (size_t i = 0; i < in->nlabel; i++) {
		const struct ub_label *l = &in->label[i];

		if (l->value == NULL || is_key(a, l->col))
			(void)ub_meta_add_label(
			    meta, l->col, l->value, l->text, &e);
	}
	for (size_t i = 0; i < in->nextracted; i++)
		ub_meta_add_extracted(meta, in->extracted[i]);
	ub_meta_take_steps(meta, in);
}

/* --- all -------------------------------------------------------------- */

static void
put_end(struct out *o, const struct ub_many *m, struct ub_meta *meta,
    enum ub_partial how, bool whole)
{
	struct ub_buf b = { 0 }, step = { 0 };

	ub_step_begin(&b, "ubat-agg", ub_meta_leaves(meta));
	ub_step_uint(&b, "in", ub_agg_accounts(m->agg[0]).in);
	ub_step_uint(&b, "out", o->w->nrec);
	ub_step_text(&b, "partial", how == UB_PARTIAL_SAFE ? "safe" : "full");
	ub_step_end(&b, &step);
	if (o->st == UB_OK)
		o->st = ub_writer_end(o->w, meta, &step, whole, o->e);
	ub_buf_free(&b);
	ub_buf_free(&step);
}

static enum ub_status
write_states(struct ub_many *m, struct ub_meta *meta, struct ub_writer *w,
    enum ub_partial how, bool whole, struct ub_err *e)
{
	struct out o = { .w = w, .e = e };

	o.st = ub_writer_labels(w, meta, e);
	put_head(&o, m, how);
	for (size_t i = 0; i < m->n; i++) {
		o.table = i;
		if (how == UB_PARTIAL_SAFE)
			put_safe(&o, m->agg[i]);
		else
			put_full(&o, m->agg[i]);
	}
	put_end(&o, m, meta, how, whole);
	ub_buf_free(&o.b);
	return o.st;
}

enum ub_status
ub_partial_write(struct ub_many *m, struct ub_meta *meta, struct ub_writer *w,
    enum ub_partial how, bool whole, struct ub_err *e)
{
	struct ub_meta safe = { 0 };
	enum ub_status st;

	ub_lead_end(m);
	if (how != UB_PARTIAL_SAFE)
		return write_states(m, meta, w, how, whole, e);
	if ((st = check_records(m->agg[0], e)) != UB_OK)
		return st;
	take_safe(m->agg[0], meta, &safe);
	st = write_states(m, &safe, w, how, whole, e);
	ub_meta_free(&safe);
	return st;
}
