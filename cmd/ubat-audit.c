/* ubat-audit - is a table possible, and safe; ubat-audit(1). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "lib/protect/audit.h"
#include "lib/protect/feasible.h"

enum { PERCENT = UB_OPT_LONG, BASE, PARTS, WIDTH, CUT_OK };

static const struct ub_option options[] = {
	{ PERCENT, "percent", "columns", "these hold printed per cents" },
	{ BASE, "base", "column", "of that many" },
	{ PARTS, "parts", NULL, "in a row they are the parts of a whole" },
	{ WIDTH, "width", "n", "values a hidden cell must leave open" },
	{ CUT_OK, "cut-ok", NULL, "status 0 for a cut stream too" },
	{ 0, NULL, NULL, NULL },
};

struct ask {
	const char *percent, *base;
	bool parts, cut_ok;
	int64_t width;
};

/* Totals over all tables, for the last line. */
struct sum {
	size_t tables, hidden, sums, findings;
	bool cut;
};

static enum ub_status
find_columns(const struct ask *ask, const struct ub_legend *l,
    struct ub_audit_ask *to, size_t **col, struct ub_err *e)
{
	const char *p = ask->percent, *comma;
	enum ub_status st = UB_OK;
	size_t i;

	*col = NULL;
	to->parts = ask->parts;
	to->width = ask->width;
	for (; p != NULL && st == UB_OK; p = comma == NULL ? NULL : comma + 1) {
		comma = strchr(p, ',');
		st = ub_legend_need(l, p,
		    comma == NULL ? strlen(p) : (size_t)(comma - p), &i, e);
		*col = ub_xgrow(*col, to->npercent, sizeof(**col));
		(*col)[to->npercent++] = i;
	}
	to->percent = *col;
	to->base = UB_NOCOL;
	if (st == UB_OK && ask->base != NULL)
		st = ub_legend_need(
		    l, ask->base, strlen(ask->base), &to->base, e);
	return st;
}

static void
print(const struct ub_meta *m, const struct ub_audit *a)
{
	const struct ub_finding *f;
	size_t i;

	for (i = 0; i < a->n; i++) {
		f = &a->finding[i];
		printf("%s: ", m->table == NULL ? "table" : m->table);
		if (f->row[0] != '\0')
			printf("%s: ", f->row);
		if (f->column[0] != '\0')
			printf("%s: ", f->column);
		printf("%s: %s\n", ub_finding_name(f->kind), f->text);
	}
}

/* A cut stream is looked at all the same; a whole one has accounts. */
static enum ub_status
check_stream(const struct ub_cli *c, struct ub_reader *r, struct sum *sum,
    struct ub_err *e)
{
	if (ub_cli_whole(c, r))
		return ub_meta_check(ub_reader_meta(r), e);
	sum->cut = true;
	return UB_OK;
}

static enum ub_status
audit_table(const struct ub_cli *c, struct ub_reader *r, const struct ask *ask,
    struct sum *sum, struct ub_err *e)
{
	struct ub_audit_ask to = { .npercent = 0 };
	struct ub_audit a = { 0 };
	struct ub_published t = { 0 };
	enum ub_status st;
	size_t *col;

	st = find_columns(ask, ub_reader_legend(r), &to, &col, e);
	if (st == UB_OK)
		st = ub_published_read(&t, r, e);
	if (st == UB_OK)
		st = check_stream(c, r, sum, e);
	if (st == UB_OK)
		st = ub_audit_table(&a, &t, &to, e);
	if (st == UB_OK) {
		print(t.meta, &a);
		sum->tables++;
		sum->hidden += a.hidden;
		sum->sums += a.sums;
		sum->findings += a.n;
	}
	ub_audit_free(&a);
	ub_published_free(&t);
	free(col);
	return st;
}

static enum ub_status
audit(const struct ub_cli *c, const char *const *path, size_t n,
    const struct ask *ask, struct sum *sum, struct ub_err *e)
{
	struct ub_reader *r;
	enum ub_status st;

	st = ub_reader_open(&r, path, n, UB_READ_TABLES, &c->limits, e);
	while (st == UB_OK) {
		if ((st = audit_table(c, r, ask, sum, e)) == UB_OK)
			st = ub_reader_next_table(r, e);
	}
	ub_reader_free(r);
	return st == UB_END ? UB_OK : st;
}

static void
parse(const struct ub_cli *c, struct ask *ask, int ch, const char *arg)
{
	switch (ch) {
	case PERCENT:
		ask->percent = arg;
		break;
	case BASE:
		ask->base = arg;
		break;
	case PARTS:
		ask->parts = true;
		break;
	case WIDTH:
		ask->width =
		    (int64_t)ub_cli_uint(c, "--width", arg, 2, 1000000);
		break;
	case CUT_OK:
		ask->cut_ok = true;
		break;
	}
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-audit",
		.synopsis = "ubat-audit [--percent columns] [--base column] "
			    "[--parts] [--width n] [--cut-ok] [file ...]",
		.purpose = "is a table possible, and safe",
		.option = options,
		.argc = argc,
		.argv = argv,
	};
	struct ask ask = { .width = 2 };
	struct sum sum = { 0 };
	struct ub_err e;
	const char *arg;
	int ch, status = UB_EXIT_OK;

	while ((ch = ub_cli_next(&c, &arg)) != -1)
		parse(&c, &ask, ch, arg);
	if ((ask.percent == NULL) != (ask.base == NULL))
		ub_cli_usage(&c, "--percent and --base go together");
	if (ask.parts && ask.percent == NULL)
		ub_cli_usage(&c, "--parts needs --percent");
	if (audit(&c, (const char *const *)argv + c.optind,
		(size_t)(argc - c.optind), &ask, &sum, &e) != UB_OK) {
		status = ub_cli_report(&c, &e);
	} else {
		printf("%zu tables, %zu sums, %zu hidden cells: %zu findings\n",
		    sum.tables, sum.sums, sum.hidden, sum.findings);
		if (sum.findings > 0 || (sum.cut && !ask.cut_ok))
			status = UB_EXIT_FAIL;
	}
	return ub_cli_close(&c, status);
}
