/* ubat-join - columns of another stream by key and time; ubat-join(1). */
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "lib/join/plan.h"

enum {
	MANY = UB_OPT_LONG,
	ASOF,
	WITHIN,
	LIMIT,
	PICK,
	ONCE,
	WHERE,
	BARRIER,
	SORTED
};

static const struct ub_option options[] = {
	{ 'c', "columns", "columns", "right columns to add: x,new=y" },
	{ 'k', "key", "columns", "key columns: a,left=right" },
	{ 'p', "prefix", "prefix", "before the names of right columns" },
	{ 't', "type", "left|inner|anti|semi", "default left" },
	{ MANY, "many", NULL, "let a record match several" },
	{ ASOF, "asof", "times", "nearest in time: 'start >= datum'" },
	{ WITHIN, "within", "times", "all in a spell: 'start <= dag <= slut'" },
	{ LIMIT, "limit", "span", "furthest apart: 90d or 18m" },
	{ PICK, "pick", "first|last", "of one day; default first" },
	{ ONCE, "once", NULL, "use a right record once" },
	{ WHERE, "where", "expr", "right records that can match" },
	{ BARRIER, "barrier", "expr", "right records not to reach over" },
	{ SORTED, "sorted", NULL, "both sides are in the order of the key" },
	{ 0, NULL, NULL, NULL },
};

static enum ub_join_kind
parse_kind(const struct ub_cli *c, const char *s)
{
	static const char *const name[] = { "left", "inner", "anti", "semi" };
	int i;

	for (i = 0; i < 4; i++)
		if (strcmp(s, name[i]) == 0)
			return (enum ub_join_kind)i;
	ub_cli_usage(c, "-t: not left, inner, anti or semi");
}

static void
parse_option(
    const struct ub_cli *c, struct ub_join_ask *ask, int ch, const char *arg)
{
	switch (ch) {
	case 'c':
		ask->columns = arg;
		break;
	case 'k':
		ask->keys = arg;
		break;
	case 'p':
		ask->prefix = arg;
		break;
	case 't':
		ask->kind = parse_kind(c, arg);
		break;
	case MANY:
		ask->many = true;
		break;
	case ASOF:
		ask->asof = arg;
		break;
	case WITHIN:
		ask->within = arg;
		break;
	case LIMIT:
		ask->limit = arg;
		break;
	case PICK:
		ask->pick_last = strcmp(arg, "last") == 0;
		if (!ask->pick_last && strcmp(arg, "first") != 0)
			ub_cli_usage(c, "--pick: not first or last");
		break;
	case ONCE:
		ask->once = true;
		break;
	case WHERE:
		ask->where = arg;
		break;
	case BARRIER:
		ask->barrier = arg;
		break;
	case SORTED:
		ask->sorted = true;
		break;
	}
}

/* Are there figures of a table in it, with or without its #table line? */
static bool
has_figures(const struct ub_legend *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->col[i].type >= UB_COUNT)
			return true;
	return false;
}

static void
make_step(struct ub_buf *line, struct ub_meta *left, struct ub_meta *right,
    const struct ub_join_count *n, const struct ub_join_plan *p,
    const struct ub_join_ask *ask, bool figures, struct ub_writer *w)
{
	struct ub_buf b = { 0 };

	ub_step_begin(&b, "ubat-join", ub_meta_leaves(left));
	if (ub_meta_leaves(right)[0] != '\0')
		ub_step_text(&b, "right_from", ub_meta_leaves(right));
	ub_step_uint(&b, "in", n->in);
	ub_step_uint(&b, "right_in", n->right_in);
	ub_step_uint(&b, "out", n->out);
	ub_step_uint(&b, "matched", n->matched);
	if (ask->asof != NULL)
		ub_step_uint(&b, "ties", n->ties);
	ub_step_uint(&b, "unmatched", n->unmatched);
	ub_step_uint(&b, "no-key", n->no_key);
	if (ask->within != NULL)
		ub_step_uint(&b, "end-missing", n->end_missing);
	ub_step_uint(&b, "used-up", n->used_up);
	ub_step_uint(&b, "barred", n->barred);
	ub_step_uint(&b, "right-unmatched", n->right_unmatched);
	ub_step_uint(&b, "right-left-out", n->right_left_out);
	ub_join_plan_tell(p, ask, &b);
	if (ub_meta_masked(left) && figures)
		ub_step_text(&b, "right", "figures");
	if (ub_meta_masked(right))
		ub_step_rows(&b, "right_read", right->rows);
	ub_writer_account(w, left, &b);
	ub_step_end(&b, line);
	ub_buf_free(&b);
}

/* Both sides, one of the two ways; the labels of the right one come along as
 * soon as they are known. */
static enum ub_status
run_sides(struct ub_reader *left, struct ub_reader *right, struct ub_writer *w,
    const struct ub_join_plan *p, bool sorted, struct ub_join_count *n,
    struct ub_err *e)
{
	struct ub_meta *lm = ub_reader_meta(left), *rm = ub_reader_meta(right);
	struct ub_merge *merge = NULL;
	struct ub_right *held = NULL;
	enum ub_status st;

	st = sorted ? ub_merge_open(&merge, right, &p->spec, e)
		    : ub_right_load(&held, right, &p->spec, e);
	if (st == UB_OK)
		st = ub_join_plan_labels(p, lm, rm, e);
	if (st == UB_OK)
		st = sorted ? ub_merge_run(merge, left, w, n, e)
			    : ub_join_run(held, left, w, &p->spec, n, e);
	if (st == UB_OK && sorted)
		st = ub_join_plan_labels(p, lm, rm, e);
	ub_merge_free(merge);
	ub_right_free(held);
	return st;
}

static enum ub_status
join(struct ub_reader *left, struct ub_reader *right, struct ub_writer *w,
    const struct ub_join_ask *ask, const struct ub_cli *c, struct ub_err *e)
{
	struct ub_meta *lm = ub_reader_meta(left), *rm = ub_reader_meta(right);
	struct ub_join_plan p = { .scope = { .meta = rm } };
	struct ub_join_count n;
	struct ub_buf step = { 0 };
	enum ub_status st;
	bool whole;

	st = ub_join_plan_make(
	    &p, ask, ub_reader_legend(left), ub_reader_legend(right), e);
	if (st == UB_OK)
		st = ub_writer_legend(w, &p.legend, e);
	if (st == UB_OK)
		st = run_sides(left, right, w, &p, ask->sorted, &n, e);
	if (st == UB_OK) {
		whole = ub_cli_whole(c, left);
		whole = ub_cli_whole(c, right) && whole;
		make_step(&step, lm, rm, &n, &p, ask,
		    has_figures(ub_reader_legend(right)), w);
		ub_meta_take_steps(lm, rm);
		st = ub_writer_end(w, lm, &step, whole, e);
	}
	ub_buf_free(&step);
	ub_join_plan_free(&p);
	return st;
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-join",
		.synopsis = "ubat-join [-k columns] [-c columns] [-p prefix] "
			    "[-t type] [--many] [--asof times] "
			    "[--within times] "
			    "[--limit span] [--pick which] [--once] "
			    "[--where expr] [--barrier expr] [--sorted] right "
			    "[file ...]",
		.purpose = "add columns of another stream by key and time",
		.option = options,
		.argc = argc,
		.argv = argv,
	};
	struct ub_join_ask ask = { .kind = UB_JOIN_LEFT };
	struct ub_reader *right = NULL, *left = NULL;
	struct ub_writer w;
	struct ub_err e;
	const char *const *operand, *arg;
	int ch, status = UB_EXIT_OK;

	while ((ch = ub_cli_next(&c, &arg)) != -1)
		parse_option(&c, &ask, ch, arg);
	if (c.optind == argc)
		ub_cli_usage(&c, "no right side");
	operand = (const char *const *)argv + c.optind;
	ub_writer_init(&w, STDOUT_FILENO, "stdout");
	/* left first: with standard input closed, right would become it */
	if (ub_reader_open(&left, operand + 1, (size_t)(argc - c.optind - 1),
		UB_READ_RECORDS, &c.limits, &e) != UB_OK ||
	    ub_join_open_right(&right, operand[0], &c.limits, &e) != UB_OK ||
	    join(left, right, &w, &ask, &c, &e) != UB_OK)
		status = ub_cli_report(&c, &e);
	if (ub_writer_close(&w, &e) != UB_OK && status == UB_EXIT_OK)
		status = ub_cli_report(&c, &e);
	ub_reader_free(right);
	ub_reader_free(left);
	return ub_cli_close(&c, status);
}
