/* ubat-score - append scores and computed columns; ubat-score(1). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "lib/score/score.h"
#include "lib/stream/writer.h"

enum { OPT_LABEL = UB_OPT_LONG };

static const struct ub_option options[] = {
	{ 'e', "define", "definition", "append a column: name = expression" },
	{ 'i', "instrument", "instrument",
	    "append the scores of NAME[:PARAMETER=VALUE,...]" },
	{ 'l', "list", NULL, "list the instruments and exit" },
	{ 'm', "map", "item=column", "the column that an item is" },
	{ 'p', "print", "instrument", "print a definition and exit" },
	{ OPT_LABEL, "label", "name=text", "the heading of a new column" },
	{ 0, NULL, NULL, NULL },
};

/* What was asked for, in its order. */
struct want {
	const char **src; /* of -e; NULL at an -i */
	struct ub_instrument *in;
	size_t n;
	struct ub_map *map, *label; /* .item is owned */
	size_t nmap, nlabel;
};

noreturn static void
print_and_exit(const struct ub_cli *c, const char *name)
{
	struct ub_buf b = { 0 };
	struct ub_err e;
	enum ub_status st = name == NULL ? ub_instrument_list(&b, &e)
					 : ub_instrument_print(&b, name, &e);
	int status = st == UB_OK ? UB_EXIT_OK : ub_cli_report(c, &e);

	if (st == UB_OK)
		fwrite(b.s, 1, b.len, stdout);
	ub_buf_free(&b);
	exit(ub_cli_close(c, status));
}

/* "left=right" to a list of such. */
static void
add_pair(const struct ub_cli *c, const char *arg, const char *usage,
    struct ub_map **list, size_t *n)
{
	const char *eq = strchr(arg, '=');
	size_t i;

	if (eq == NULL || eq == arg || eq[1] == '\0')
		ub_cli_usage(c, "%s", usage);
	for (i = 0; i < *n; i++)
		if (strncmp((*list)[i].item, arg, (size_t)(eq - arg)) == 0 &&
		    (*list)[i].item[eq - arg] == '\0')
			ub_cli_usage(c, "%s: given twice", (*list)[i].item);
	*list = ub_xgrow(*list, *n, sizeof(**list));
	(*list)[(*n)++] =
	    (struct ub_map){ .item = ub_xstrndup(arg, (size_t)(eq - arg)),
		    .column = eq + 1 };
}

static void
add_want(const struct ub_cli *c, struct want *w, int ch, const char *arg)
{
	struct ub_err e;

	w->src = ub_xgrow(w->src, w->n, sizeof(*w->src));
	w->in = ub_xgrow(w->in, w->n, sizeof(*w->in));
	w->src[w->n] = ch == 'e' ? arg : NULL;
	memset(&w->in[w->n], 0, sizeof(*w->in));
	if (ch == 'i' && ub_instrument_load(&w->in[w->n], arg, &e) != UB_OK)
		exit(ub_cli_close(c, ub_cli_report(c, &e)));
	w->n++;
}

static void
parse_options(struct ub_cli *c, struct want *w)
{
	const char *arg;
	int ch;

	while ((ch = ub_cli_next(c, &arg)) != -1) {
		if (ch == 'l' || ch == 'p')
			print_and_exit(c, ch == 'l' ? NULL : arg);
		else if (ch == 'm')
			add_pair(
			    c, arg, "-m: write item=column", &w->map, &w->nmap);
		else if (ch == OPT_LABEL)
			add_pair(c, arg, "--label: write name=text", &w->label,
			    &w->nlabel);
		else
			add_want(c, w, ch, arg);
	}
	if (w->n == 0)
		ub_cli_usage(c, "nothing to append: use -e or -i");
}

static void
want_free(struct want *w)
{
	size_t i;

	for (i = 0; i < w->n; i++)
		ub_instrument_free(&w->in[i]);
	for (i = 0; i < w->nmap; i++)
		free((char *)(uintptr_t)w->map[i].item);
	for (i = 0; i < w->nlabel; i++)
		free((char *)(uintptr_t)w->label[i].item);
	free(w->src);
	free(w->in);
	free(w->map);
	free(w->label);
}

static enum ub_status
build(struct ub_score *s, struct want *w, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	size_t i;

	for (i = 0; i < w->n && st == UB_OK; i++)
		st = w->src[i] != NULL
			 ? ub_score_define(s, w->src[i], e)
			 : ub_score_apply(s, &w->in[i], w->map, w->nmap, e);
	for (i = 0; i < w->nmap && st == UB_OK; i++)
		if (!w->map[i].used)
			st = ub_fail(e, UB_EUSAGE,
			    "-m: no instrument has an item %s", w->map[i].item);
	for (i = 0; i < w->nlabel && st == UB_OK; i++)
		st = ub_score_label(s, w->label[i].item, w->label[i].column, e);
	return st;
}

/* The step, the end, and what the reader of the result should know. */
static enum ub_status
finish(const struct ub_cli *c, struct ub_reader *r, struct ub_score *s,
    struct ub_writer *out, struct ub_err *e)
{
	struct ub_meta *m = ub_reader_meta(r);
	bool whole = ub_cli_whole(c, r);
	struct ub_buf step = { 0 }, line = { 0 };
	enum ub_status st;
	const char *item;
	uint64_t n;
	size_t i;

	ub_step_begin(&step, c->prog, ub_meta_leaves(m));
	ub_step_uint(&step, "in", out->nrec);
	ub_step_uint(&step, "out", out->nrec);
	ub_score_account(s, &step);
	ub_step_end(&step, &line);
	st = ub_writer_end(out, m, &line, whole, e);
	for (i = 0; ub_score_refused(s, i, &item, &n); i++)
		if (n > 0)
			ub_cli_note(c,
			    "item %s: %llu out of range, taken as .r", item,
			    (unsigned long long)n);
	ub_buf_free(&step);
	ub_buf_free(&line);
	return st;
}

/* What stands between the legend and the first record of a table is known
 * when that record has been read. */
static enum ub_status
begin(struct ub_writer *out, const struct ub_meta *m, struct ub_err *e)
{
	if (m->table != NULL && ub_writer_table(out, m, e) != UB_OK)
		return UB_EIO;
	return ub_writer_labels(out, m, e);
}

static enum ub_status
score(const struct ub_cli *c, struct ub_reader *r, struct want *w,
    struct ub_err *e)
{
	struct ub_score *s =
	    ub_score_new(ub_reader_legend(r), ub_reader_meta(r));
	struct ub_meta *m = ub_reader_meta(r);
	struct ub_writer out;
	struct ub_batch b;
	enum ub_status st;
	bool begun = false;

	ub_writer_init(&out, STDOUT_FILENO, "stdout");
	st = build(s, w, e);
	if (st == UB_OK)
		st = ub_score_labels(s, m, e);
	if (st == UB_OK)
		st = ub_writer_legend(&out, ub_score_legend(s), e);
	while (st == UB_OK && (st = ub_reader_batch(r, &b, e)) == UB_OK) {
		if (!begun && (st = begin(&out, m, e)) != UB_OK)
			break;
		begun = true;
		st = ub_score_batch(s, &b, &out, e);
	}
	if (st == UB_END && !begun && begin(&out, m, e) != UB_OK)
		st = UB_EIO;
	if (st == UB_END)
		st = finish(c, r, s, &out, e);
	if (st != UB_OK)
		(void)ub_writer_close(&out, &(struct ub_err){ 0 });
	else
		st = ub_writer_close(&out, e);
	ub_score_free(s);
	return st;
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-score",
		.synopsis =
		    "ubat-score [-l] [-e definition] [-i instrument] "
		    "[-m item=column] [-p instrument] [--label name=text] "
		    "[file ...]",
		.purpose = "append scores and computed columns",
		.option = options,
		.argc = argc,
		.argv = argv,
	};
	struct want w = { 0 };
	struct ub_reader *r = NULL;
	struct ub_err e;
	int status = UB_EXIT_OK;

	parse_options(&c, &w);
	if (ub_reader_open(&r, (const char *const *)(argv + c.optind),
		(size_t)(argc - c.optind), UB_READ_RECORDS, &c.limits,
		&e) != UB_OK ||
	    score(&c, r, &w, &e) != UB_OK)
		status = ub_cli_report(&c, &e);
	ub_reader_free(r);
	want_free(&w);
	return ub_cli_close(&c, status);
}
