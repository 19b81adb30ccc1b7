/* ubat-score - append scores and computed columns; ubat-score(1). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/score/explain.h"
#include "lib/score/rtm.h"
#include "lib/stream/writer.h"
#include "score-option.h"

/* What the reader of the result should know. */
static void
tell(const struct ub_cli *c, const struct ub_score *s)
{
	struct ub_buf b = { 0 };
	const char *item;
	uint64_t n;
	size_t i;

	for (i = 0; ub_score_refused(s, i, &item, &n); i++)
		if (n > 0)
			ub_cli_note(c,
			    "item %s: %llu out of range, taken as .r", item,
			    (unsigned long long)n);
	for (i = 0; ub_score_remark(s, i, &b); i++) {
		if (b.len > 0)
			ub_cli_note(c, "%s", b.s);
		ub_buf_clear(&b);
	}
	ub_buf_free(&b);
}

/* The step and the end. */
static enum ub_status
finish(const struct ub_cli *c, struct ub_reader *r, struct ub_score *s,
    const char *rtm, struct ub_writer *out, struct ub_err *e)
{
	struct ub_meta *m = ub_reader_meta(r), view;
	bool whole = ub_cli_whole(c, r);
	struct ub_buf step = { 0 }, line = { 0 };
	enum ub_status st;

	ub_step_begin(&step, c->prog, ub_meta_leaves(m));
	ub_step_uint(&step, "in", m->nrec);
	ub_step_uint(&step, "out", out->nrec);
	ub_score_account(s, &step);
	if (rtm != NULL)
		ub_step_text(&step, "rtm", rtm);
	if (ub_meta_masked(m) && rtm == NULL && ub_score_keeps_hidden(s))
		ub_step_text(&step, "hidden", "kept");
	ub_writer_account(out, m, &step);
	ub_step_end(&step, &line);
	view = ub_score_view(s, m);
	if (rtm != NULL)
		view.nlabel = out->nlabel; /* others are of other columns */
	st = ub_writer_end(out, &view, &line, whole, e);
	tell(c, s);
	ub_buf_free(&step);
	ub_buf_free(&line);
	return st;
}

static enum ub_status
records(struct ub_score *s, struct ub_reader *r, struct ub_writer *out,
    struct ub_err *e)
{
	struct ub_meta *m = ub_reader_meta(r);
	enum ub_status st = ub_score_labels(s, m, e);

	if (st == UB_OK)
		st = ub_writer_legend(out, ub_score_legend(s), e);
	while (st == UB_OK)
		st = ub_score_next(s, r, out, e);
	return st == UB_END ? ub_score_begin(s, m, out, e) : st;
}

static enum ub_status
score(const struct ub_cli *c, struct ub_reader *r, struct ub_score_ask *a,
    struct ub_err *e)
{
	struct ub_score *s =
	    ub_score_new(ub_reader_legend(r), ub_reader_meta(r));
	struct ub_writer out;
	enum ub_status st;

	ub_writer_init(&out, STDOUT_FILENO, "stdout");
	st = ub_score_build(s, a, e);
	if (st == UB_OK && a->rtm != NULL)
		st = ub_score_rtm(s, r, a->rtm, &out, e);
	else if (st == UB_OK)
		st = records(s, r, &out, e);
	if (st == UB_OK)
		st = finish(c, r, s, a->rtm, &out, e);
	if (st != UB_OK)
		(void)ub_writer_close(&out, &(struct ub_err){ 0 });
	else
		st = ub_writer_close(&out, e);
	ub_score_free(s);
	return st;
}

/* One record in words. */
static enum ub_status
explain(struct ub_reader *r, struct ub_score_ask *a, struct ub_err *e)
{
	struct ub_score *s =
	    ub_score_new(ub_reader_legend(r), ub_reader_meta(r));
	struct ub_buf b = { 0 };
	enum ub_status st = ub_score_build(s, a, e);

	if (st == UB_OK)
		st = ub_score_explain(s, r, a->explain, &b, e);
	if (st == UB_OK)
		fwrite(b.s, 1, b.len, stdout);
	ub_buf_free(&b);
	ub_score_free(s);
	return st;
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-score",
		.synopsis = ub_score_synopsis,
		.purpose = "append scores and computed columns",
		.option = ub_score_option,
		.argc = argc,
		.argv = argv,
	};
	struct ub_score_ask a = { 0 };
	struct ub_reader *r = NULL;
	struct ub_err e;
	int status = UB_EXIT_OK;

	ub_score_options(&c, &a);
	if (ub_reader_open(&r, (const char *const *)(argv + c.optind),
		(size_t)(argc - c.optind), UB_READ_RECORDS, &c.limits,
		&e) != UB_OK ||
	    (a.explain > 0 ? explain(r, &a, &e) : score(&c, r, &a, &e)) !=
		UB_OK)
		status = ub_cli_report(&c, &e);
	ub_reader_free(r);
	ub_score_ask_free(&a);
	return ub_cli_close(&c, status);
}
