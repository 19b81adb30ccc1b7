/* filter.c - see filter.h. */
#include <stdlib.h>

#include "../expr/expr.h"
#include "../expr/pick.h"
#include "filter.h"
#include "first.h"
#include "sample.h"
#include "split.h"

struct filter {
	const struct ub_filter_ask *ask;
	struct ub_filter_said *said;
	struct ub_reader *r;
	struct ub_writer *w;
	struct ub_scope scope;
	struct ub_expr *x; /* NULL: every record passes */
	struct ub_pick pick;
	struct ub_first first;
	struct ub_sample *sample; /* NULL: none is asked for */
	struct ub_split *split;   /* the same */
	struct ub_split_part part;
	size_t split_col;
	bool begun;     /* the legend is written */
	uint8_t *truth; /* cap of them, for each record of a batch: 1 kept, 0
	                 * false, 2 missing, 3 left out by --first or --head */
	size_t cap;
	struct ub_buf row; /* a record as it is written */
	uint64_t in, out;  /* out: without what the sample leaves out */
	uint64_t missing, after_head;
};

/* --- before the records ------------------------------------------------ */

static enum ub_status
compile(struct filter *f, struct ub_err *e)
{
	const char *src = f->ask->expr;
	enum ub_status st;

	if (src == NULL)
		return UB_OK;
	st = ub_expr_compile(&f->x, &f->scope, src, 0, strlen(src), e);
	if (st == UB_OK && ub_expr_kind(f->x) != UB_K_BOOL)
		return ub_expr_fail(e, src, 0,
		    "the expression is no condition: compare it with "
		    "something");
	f->said->compiled = st == UB_OK;
	return st;
}

static enum ub_status
prepare_split(struct filter *f, struct ub_err *e)
{
	const struct ub_legend *l = f->scope.legend;
	const char *col = f->ask->split;
	enum ub_status st;

	st = ub_legend_need(l, col, strlen(col), &f->split_col, e);
	if (st == UB_OK && l->col[f->split_col].type == UB_ID)
		st = ub_fail(e, UB_EUSAGE,
		    "--split: column %s is an id: no file is named after a "
		    "person",
		    l->col[f->split_col].name);
	return st;
}

/* Compile the expression and resolve the columns. */
static enum ub_status
resolve(struct filter *f, struct ub_err *e)
{
	const struct ub_filter_ask *ask = f->ask;
	enum ub_status st;

	f->scope.legend = ub_reader_legend(f->r);
	f->scope.meta = ub_reader_meta(f->r);
	st = compile(f, e);
	if (st == UB_OK && ask->columns != NULL)
		st = ub_pick_parse(&f->pick, f->scope.legend, ask->columns, e);
	if (st == UB_OK && ask->first != NULL)
		st = ub_first_parse(&f->first, f->scope.legend, ask->first, e);
	if (st == UB_OK && ask->split != NULL)
		st = prepare_split(f, e);
	if (st == UB_OK && ask->sampled)
		f->sample = ub_sample_new(ask->sample, ask->seed);
	return st;
}

static const struct ub_legend *
legend(const struct filter *f)
{
	return f->ask->columns != NULL ? &f->pick.legend : f->scope.legend;
}

/* Types that stand in tables only: #table may follow this legend. */
static bool
maybe_table(const struct ub_legend *l)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (l->col[i].type >= UB_COUNT)
			return true;
	return false;
}

static void make_step(
    void *arg, uint64_t out, uint64_t rows, struct ub_buf *line);

static enum ub_status
begin(struct filter *f, struct ub_err *e)
{
	if (f->begun)
		return UB_OK;
	f->begun = true;
	if (f->ask->split == NULL)
		return ub_writer_legend(f->w, legend(f), e);
	f->part.legend = legend(f);
	f->part.column = f->scope.legend->col[f->split_col].name;
	f->part.step = make_step;
	f->part.arg = f;
	return ub_split_open(&f->split, f->ask->dir, &f->part, e);
}

/* The stream's meta with the labels of what is written. */
static struct ub_meta
view(struct filter *f)
{
	struct ub_meta m = *ub_reader_meta(f->r);

	if (f->ask->columns != NULL) {
		m.label = f->pick.meta.label;
		m.nlabel = f->pick.meta.nlabel;
	}
	return m;
}

/* Labels as they come, under the names they are written with. */
static enum ub_status
labels(struct filter *f, struct ub_err *e)
{
	const struct ub_meta *m = ub_reader_meta(f->r);
	struct ub_meta out;
	enum ub_status st = UB_OK;

	if (f->ask->columns != NULL)
		st = ub_pick_labels(&f->pick, f->scope.legend, m, e);
	if (st != UB_OK || f->split != NULL)
		return st;
	out = view(f);
	return ub_writer_labels(f->w, &out, e);
}

/* All control lines before the first record have been read. */
static enum ub_status
before_records(struct filter *f, struct ub_err *e)
{
	const struct ub_meta *m = ub_reader_meta(f->r);
	enum ub_status st = UB_OK;

	if (f->x != NULL)
		f->said->noted = ub_expr_unlabelled(f->x, m, &f->said->note);
	if (f->ask->columns != NULL)
		st = ub_pick_table(&f->pick, f->scope.legend, m, e);
	if (st == UB_OK)
		st = begin(f, e);
	if (st != UB_OK || f->split != NULL)
		return st;
	return ub_writer_table(f->w, m, e);
}

/* --- the records ------------------------------------------------------- */

/* One record as it is written. */
static struct ub_slice
row(struct filter *f, const struct ub_batch *b, size_t rec)
{
	const uint32_t *sep = b->sep + rec * b->ncol;
	uint32_t from, to;
	size_t i;

	if (f->ask->columns == NULL)
		return ub_records(b, rec, rec + 1);
	ub_buf_clear(&f->row);
	for (i = 0; i < f->pick.nrun; i++) {
		from = sep[(ptrdiff_t)f->pick.run[i].first - 1] + 1;
		to = sep[f->pick.run[i].last];
		ub_buf_add(&f->row, b->base + from, to - from);
		ub_buf_putc(&f->row, i + 1 < f->pick.nrun ? '\t' : '\n');
	}
	return (struct ub_slice){ f->row.s, f->row.len };
}

/* Records that go elsewhere than to standard output. */
static enum ub_status
keep_aside(struct filter *f, const struct ub_batch *b, size_t first,
    size_t last, struct ub_err *e)
{
	struct ub_meta m = view(f);
	enum ub_status st;
	struct ub_err was;

	for (; first < last; first++) {
		if (f->sample != NULL) {
			ub_sample_add(f->sample, row(f, b, first));
			continue;
		}
		st = ub_split_add(f->split, ub_field(b, first, f->split_col),
		    row(f, b, first), &m, e);
		if (st == UB_EDATA) {
			was = *e;
			return ub_fail_at(
			    e, st, b->input, b->line + first, "%s", was.what);
		}
		if (st != UB_OK)
			return st;
	}
	return UB_OK;
}

static enum ub_status
keep(struct filter *f, const struct ub_batch *b, size_t first, size_t last,
    struct ub_err *e)
{
	struct ub_slice s;

	f->out += last - first;
	if (f->sample != NULL || f->split != NULL)
		return keep_aside(f, b, first, last, e);
	if (f->ask->columns == NULL) {
		s = ub_records(b, first, last);
		return ub_writer_records(f->w, s.s, s.len, last - first, e);
	}
	f->w->nrec += last - first;
	for (; first < last; first++)
		ub_pick_record(&f->pick, b, first, f->w);
	return ub_writer_records(f->w, "", 0, 0, e);
}

/* Of those that passed leave what --head leaves. */
static void
head(struct filter *f, size_t n)
{
	uint64_t left = f->ask->head - f->out;
	size_t i;

	for (i = 0; i < n; i++) {
		if (f->truth[i] != 1)
			continue;
		if (left > 0) {
			left--;
		} else {
			f->truth[i] = 3;
			f->after_head++;
		}
	}
}

static enum ub_status
judge(struct filter *f, const struct ub_batch *b, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	size_t i;

	if (b->n > f->cap) {
		f->cap = b->n;
		f->truth = ub_xrealloc(f->truth, f->cap);
	}
	if (f->x == NULL)
		memset(f->truth, 1, b->n);
	else
		st = ub_expr_test(f->x, b, f->truth, e);
	if (st != UB_OK)
		return st;
	for (i = 0; i < b->n; i++)
		f->missing += f->truth[i] == 2;
	if (f->ask->first != NULL)
		st = ub_first_batch(&f->first, b, f->truth, e);
	if (st == UB_OK && f->ask->headed)
		head(f, b->n);
	return st;
}

/* Write each run of records that are kept at once. */
static enum ub_status
filter_batch(struct filter *f, const struct ub_batch *b, struct ub_err *e)
{
	const uint8_t *t, *hit, *end;
	enum ub_status st;

	f->in += b->n;
	if (f->x == NULL && f->ask->first == NULL && !f->ask->headed)
		return keep(f, b, 0, b->n, e);
	if ((st = judge(f, b, e)) != UB_OK)
		return st;
	end = f->truth + b->n;
	for (t = f->truth; t < end && st == UB_OK; t = hit) {
		t = memchr(t, 1, (size_t)(end - t));
		if (t == NULL)
			break;
		for (hit = t; hit < end && *hit == 1; hit++)
			;
		st = keep(
		    f, b, (size_t)(t - f->truth), (size_t)(hit - f->truth), e);
	}
	return st;
}

/* --- after the records ------------------------------------------------- */

/* in = out + false + missing + what each option left out */
static void
make_step(void *arg, uint64_t out, uint64_t rows, struct ub_buf *line)
{
	struct filter *f = arg;
	const struct ub_filter_ask *ask = f->ask;
	uint64_t zerodiv = f->x == NULL ? 0 : ub_expr_zerodiv(f->x);
	struct ub_buf step = { 0 }, text = { 0 };

	ub_step_begin(&step, ask->prog, ub_meta_leaves(ub_reader_meta(f->r)));
	ub_step_uint(&step, "in", f->in);
	ub_step_uint(&step, "out", out);
	ub_step_uint(&step, "false",
	    f->in - f->out - f->missing - f->first.repeats - f->first.no_key -
		f->after_head);
	ub_step_uint(&step, "missing", f->missing);
	if (zerodiv > 0)
		ub_step_uint(&step, "zerodiv", zerodiv);
	if (f->x != NULL) {
		ub_expr_tell(f->x, &text);
		ub_step_text(&step, "expr", text.s);
	}
	if (ask->first != NULL) {
		ub_step_text(&step, "first", ask->first);
		ub_step_uint(&step, "repeats", f->first.repeats);
		ub_step_uint(&step, "no-key", f->first.no_key);
	}
	if (ask->headed)
		ub_step_uint(&step, "after-head", f->after_head);
	if (ask->sampled) {
		ub_step_uint(&step, "seed", ask->seed);
		ub_step_uint(&step, "not-drawn", f->out - out);
	}
	if (ask->split != NULL) {
		ub_step_text(&step, "split", f->part.column);
		ub_step_uint(&step, "other-values", f->out - out);
	}
	if (ub_meta_masked(ub_reader_meta(f->r))) {
		ub_step_rows(&step, "read", ub_reader_meta(f->r)->rows);
		ub_step_rows(&step, "rows", rows);
	}
	ub_step_end(&step, line);
	ub_buf_free(&step);
	ub_buf_free(&text);
}

static void
write_sample(struct filter *f, struct ub_err *e)
{
	size_t n = ub_sample_end(f->sample), i;
	struct ub_slice s;

	for (i = 0; i < n; i++) {
		s = ub_sample_record(f->sample, i);
		(void)ub_writer_records(f->w, s.s, s.len, 1, e);
	}
}

static enum ub_status
finish(struct filter *f, struct ub_err *e)
{
	bool whole = ub_meta_whole(ub_reader_meta(f->r));
	struct ub_meta m = view(f);
	struct ub_buf line = { 0 };
	enum ub_status st;

	if (f->split != NULL && !whole)
		return ub_fail_at(e, UB_EDATA, ub_reader_input(f->r), 0,
		    "the stream is cut: no folder is made of it");
	if (f->split != NULL)
		return ub_split_end(f->split, &m, e);
	if (f->sample != NULL)
		write_sample(f, e);
	make_step(f, f->w->nrec, ub_writer_rows(f->w), &line);
	st = ub_writer_end(f->w, &m, &line, whole, e);
	ub_buf_free(&line);
	return st;
}

static enum ub_status
run(struct filter *f, struct ub_err *e)
{
	struct ub_batch b;
	enum ub_status st = resolve(f, e);
	bool first = true;

	/* a table's columns are judged when its #table line was seen */
	if (st == UB_OK &&
	    (f->ask->columns == NULL || !maybe_table(f->scope.legend)))
		st = begin(f, e);
	while (st == UB_OK) {
		st = ub_reader_batch(f->r, &b, e);
		if (st != UB_OK && st != UB_END)
			break;
		if (first && before_records(f, e) != UB_OK)
			return e->code;
		first = false;
		if (labels(f, e) != UB_OK)
			return e->code;
		if (st == UB_OK)
			st = filter_batch(f, &b, e);
	}
	return st == UB_END ? finish(f, e) : st;
}

enum ub_status
ub_filter_run(struct ub_reader *r, struct ub_writer *w,
    const struct ub_filter_ask *ask, struct ub_filter_said *said,
    struct ub_err *e)
{
	struct filter f = { .ask = ask, .said = said, .r = r, .w = w };
	enum ub_status st;

	memset(said, 0, sizeof(*said));
	st = run(&f, e);
	ub_expr_free(f.x);
	ub_pick_free(&f.pick);
	ub_first_free(&f.first);
	ub_sample_free(f.sample);
	ub_split_free(f.split);
	ub_buf_free(&f.row);
	free(f.truth);
	return st;
}
