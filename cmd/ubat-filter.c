/* ubat-filter - keep the records for which an expression is true;
 * ubat-filter(1). */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "lib/expr/expr.h"
#include "lib/expr/pick.h"
#include "lib/stream/writer.h"

static const struct ub_option options[] = {
	{ 'c', "columns", "columns",
	    "write these columns only, in this order" },
	{ 0, NULL, NULL, NULL },
};

struct filter {
	const struct ub_cli *cli;
	const char *src;     /* the expression, as written; NULL: all */
	const char *columns; /* -c, or NULL */
	struct ub_reader *r;
	struct ub_writer w;
	struct ub_scope scope;
	struct ub_expr *x; /* NULL: every record is kept */
	struct ub_pick pick;
	bool begun;     /* the legend is written */
	uint8_t *truth; /* cap of them: for each record of a batch */
	size_t cap;
	uint64_t in, out, missing;
};

/* Compile the expression and resolve the columns. */
static enum ub_status
resolve(struct filter *f, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	f->scope.legend = ub_reader_legend(f->r);
	f->scope.meta = ub_reader_meta(f->r);
	if (f->src != NULL)
		st = ub_expr_compile(
		    &f->x, &f->scope, f->src, 0, strlen(f->src), e);
	if (st == UB_OK && f->x != NULL && ub_expr_kind(f->x) != UB_K_BOOL)
		st = ub_expr_fail(e, f->src, 0,
		    "the expression is no condition: compare it with "
		    "something");
	if (st == UB_OK && f->columns != NULL)
		st = ub_pick_parse(&f->pick, f->scope.legend, f->columns, e);
	return st;
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

static enum ub_status
begin(struct filter *f, struct ub_err *e)
{
	if (f->begun)
		return UB_OK;
	f->begun = true;
	return ub_writer_legend(
	    &f->w, f->columns != NULL ? &f->pick.legend : f->scope.legend, e);
}

/* Labels as they come, under the names they are written with. */
static enum ub_status
labels(struct filter *f, struct ub_err *e)
{
	const struct ub_meta *m = ub_reader_meta(f->r);
	enum ub_status st = UB_OK;

	if (f->columns == NULL)
		return ub_writer_labels(&f->w, m, e);
	if ((st = ub_pick_labels(&f->pick, f->scope.legend, m, e)) != UB_OK)
		return st;
	return ub_writer_labels(&f->w, &f->pick.meta, e);
}

/* All control lines before the first record have been read. */
static enum ub_status
before_records(struct filter *f, struct ub_err *e)
{
	const struct ub_meta *m = ub_reader_meta(f->r);
	enum ub_status st = UB_OK;

	if (f->columns != NULL)
		st = ub_pick_table(&f->pick, f->scope.legend, m, e);
	if (st == UB_OK)
		st = begin(f, e);
	return st != UB_OK ? st : ub_writer_table(&f->w, m, e);
}

static enum ub_status
keep(struct filter *f, const struct ub_batch *b, size_t first, size_t last,
    struct ub_err *e)
{
	struct ub_slice s;

	f->out += last - first;
	if (f->columns == NULL) {
		s = ub_records(b, first, last);
		return ub_writer_records(&f->w, s.s, s.len, last - first, e);
	}
	f->w.nrec += last - first;
	for (; first < last; first++)
		ub_pick_record(&f->pick, b, first, &f->w);
	return ub_writer_records(&f->w, "", 0, 0, e);
}

/* Write each run of records that are kept at once. */
static enum ub_status
filter_batch(struct filter *f, const struct ub_batch *b, struct ub_err *e)
{
	const uint8_t *t, *hit, *end;
	enum ub_status st;
	size_t i;

	f->in += b->n;
	if (f->x == NULL)
		return keep(f, b, 0, b->n, e);
	if (b->n > f->cap) {
		f->cap = b->n;
		f->truth = ub_xrealloc(f->truth, f->cap);
	}
	if ((st = ub_expr_test(f->x, b, f->truth, e)) != UB_OK)
		return st;
	for (i = 0; i < b->n; i++)
		f->missing += f->truth[i] == 2;
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

static enum ub_status
finish(struct filter *f, struct ub_err *e)
{
	struct ub_meta *m = ub_reader_meta(f->r), view = *m;
	bool whole = ub_cli_whole(f->cli, f->r);
	struct ub_buf step = { 0 }, line = { 0 };
	uint64_t zerodiv = f->x == NULL ? 0 : ub_expr_zerodiv(f->x);
	enum ub_status st;

	ub_step_begin(&step, f->cli->prog, ub_meta_leaves(m));
	ub_step_uint(&step, "in", f->in);
	ub_step_uint(&step, "out", f->out);
	ub_step_uint(&step, "false", f->in - f->out - f->missing);
	ub_step_uint(&step, "missing", f->missing);
	if (zerodiv > 0)
		ub_step_uint(&step, "zerodiv", zerodiv);
	ub_step_end(&step, &line);
	if (f->columns != NULL) {
		/* the steps of the input with the labels of the output */
		view.label = f->pick.meta.label;
		view.nlabel = f->pick.meta.nlabel;
	}
	st = ub_writer_end(&f->w, &view, &line, whole, e);
	ub_buf_free(&step);
	ub_buf_free(&line);
	return st;
}

static enum ub_status
filter(struct filter *f, struct ub_err *e)
{
	struct ub_batch b;
	enum ub_status st = resolve(f, e);
	bool first = true;

	/* a table's columns are judged when its #table line was seen */
	if (st == UB_OK &&
	    (f->columns == NULL || !maybe_table(f->scope.legend)))
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

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-filter",
		.synopsis = "ubat-filter [-c columns] [expr [file ...]]",
		.purpose = "keep the records for which an expression is true",
		.option = options,
		.argc = argc,
		.argv = argv,
	};
	struct filter f = { .cli = &c };
	struct ub_err e;
	const char *arg;
	int status = UB_EXIT_OK;

	while (ub_cli_next(&c, &arg) != -1) {
		if (f.columns != NULL)
			ub_cli_usage(&c, "-c is given twice");
		f.columns = arg;
	}
	if (c.optind < argc)
		f.src = argv[c.optind++];
	else if (f.columns == NULL)
		ub_cli_usage(&c, "no expression");
	if (ub_reader_open(&f.r, (const char *const *)argv + c.optind,
		(size_t)(argc - c.optind), UB_READ_RECORDS, &c.limits,
		&e) != UB_OK)
		return ub_cli_close(&c, ub_cli_report(&c, &e));
	ub_writer_init(&f.w, STDOUT_FILENO, "stdout");
	if (filter(&f, &e) != UB_OK) {
		status = ub_cli_report(&c, &e);
		if (f.src != NULL && f.x == NULL && access(f.src, F_OK) == 0)
			ub_cli_note(&c, "the first operand is the expression, "
					"not a file");
	}
	if (ub_writer_close(&f.w, &e) != UB_OK && status == UB_EXIT_OK)
		status = ub_cli_report(&c, &e);
	ub_expr_free(f.x);
	ub_pick_free(&f.pick);
	ub_reader_free(f.r);
	free(f.truth);
	return ub_cli_close(&c, status);
}
