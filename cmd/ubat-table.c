/* ubat-table - compute with finished tables, and put them in shape;
 * ubat-table(1). */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "lib/table/edit.h"

enum { ONLY = UB_OPT_LONG + UB_NEDIT };
#define OF(what) (UB_OPT_LONG + UB_EDIT_##what)

static const struct ub_option options[] = {
	{ OF(ALONG), "along", "key", "what follows goes along this key" },
	{ OF(AGAINST), "against", "value", "and differs from this one" },
	{ OF(PERIODS), "periods", "n", "how many, for --rolling; default 3" },
	{ OF(DIGITS), "digits", "n", "decimals of what follows" },
	{ OF(ROW_PERCENT), "row-percent", "measures", "of the row's total" },
	{ OF(COLUMN_PERCENT), "column-percent", "measures", "of the column's" },
	{ OF(TOTAL_PERCENT), "total-percent", "measures",
	    "of the whole table's" },
	{ OF(CHANGE), "change", "measures", "from the period before" },
	{ OF(DIFFERENCE), "difference", "measures",
	    "to the total, or --against" },
	{ OF(CUMULATIVE), "cumulative", "measures", "sum so far" },
	{ OF(ROLLING), "rolling", "measures", "sum of the last periods" },
	{ OF(MOVING), "moving", "measures", "mean of the last periods" },
	{ OF(RANK), "rank", "measures", "1 for the highest" },
	{ OF(RANK_LOW), "rank-low", "measures", "1 for the lowest" },
	{ OF(TOP), "top", "n:measure", "the highest rows, the others as one" },
	{ OF(ACROSS), "across", "keys", "these over columns" },
	{ OF(TURN), "turn", "measures", "these over rows" },
	{ OF(SORT), "sort", "columns", "name, name:desc, name:words" },
	{ OF(ORDER), "order", "key=values", "these values first" },
	{ OF(TOTALS), "totals", "first|last", "where they stand" },
	{ OF(KEEP), "keep", "measures", "these alone, in this order" },
	{ OF(DROP), "drop", "measures", "all but these" },
	{ OF(KEEP_ROWS), "keep-rows", "key=values", "rows of these alone" },
	{ OF(DROP_ROWS), "drop-rows", "key=values", "all but these" },
	{ OF(RENAME), "rename", "old=new", "a key or a measure" },
	{ OF(LABEL), "label", "column=text", "or key:value=text" },
	{ 'n', "name", "name", "of the table" },
	{ OF(TITLE), "title", "text", "title of the table" },
	{ OF(NOTE), "note", "text", "note under the table" },
	{ OF(SOURCE), "source", "text", "source line under the table" },
	{ ONLY, "only", "table", "leave other tables as they are" },
	{ 0, NULL, NULL, NULL },
};

struct ask {
	struct ub_edit *edit;
	size_t n;
	const char *only;
};

static void
take_option(const struct ub_cli *c, struct ask *a, int ch, const char *arg)
{
	struct ub_edit edit = { UB_EDIT_NAME, arg };
	struct ub_err e;

	if (ch == ONLY) {
		a->only = arg;
		return;
	}
	if (ch != 'n')
		edit.kind = (enum ub_edit_kind)(ch - UB_OPT_LONG);
	if (ub_edit_check(&edit, &e) != UB_OK)
		ub_cli_usage(c, "%s", e.what);
	a->edit = ub_xgrow(a->edit, a->n, sizeof(*a->edit));
	a->edit[a->n++] = edit;
}

/* Everything is computed before anything is written. */
static enum ub_status
all_tables(const struct ub_cli *c, const struct ask *a, struct ub_reader *r,
    struct ub_writer *w, struct ub_err *e)
{
	struct ub_grid **all = NULL;
	enum ub_status st;
	bool found = false;
	size_t n = 0;

	do {
		all = ub_xgrow(all, n, sizeof(*all));
		if ((st = ub_grid_read(&all[n], r, e)) != UB_OK)
			break;
		(void)ub_cli_whole(c, r);
		if (a->only == NULL ||
		    strcmp(a->only, all[n]->meta.table) == 0) {
			found = true;
			st = ub_edit_run(all[n], a->edit, a->n, e);
		}
		n++;
		if (st == UB_OK)
			st = ub_reader_next_table(r, e);
	} while (st == UB_OK);
	if (st == UB_END && !found)
		st = ub_fail(e, UB_EUSAGE, "no table %s came", a->only);
	for (size_t i = 0; i < n; i++) {
		if (st == UB_END || st == UB_OK)
			st = ub_grid_write(all[i], "ubat-table", w, e);
		ub_grid_free(all[i]);
	}
	free(all);
	return st;
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-table",
		.synopsis =
		    "ubat-table [-n name] [--along key] [--against value] "
		    "[--periods n] [--digits n] [--row-percent measures] "
		    "[--column-percent measures] [--total-percent measures] "
		    "[--change measures] [--difference measures] [--cumulative "
		    "measures] [--rolling measures] [--moving measures] "
		    "[--rank "
		    "measures] [--rank-low measures] [--top n:measure] "
		    "[--across keys] [--turn measures] [--sort columns] "
		    "[--order key=values] "
		    "[--totals first | last] [--keep measures] [--drop "
		    "measures] [--keep-rows key=values] [--drop-rows "
		    "key=values] [--rename old=new] [--label column=text] "
		    "[--title text] [--note text] [--source text] [--only "
		    "table] [file ...]",
		.purpose = "compute with finished tables",
		.option = options,
		.argc = argc,
		.argv = argv,
	};
	struct ask a = { .n = 0 };
	struct ub_reader *r = NULL;
	struct ub_writer w;
	struct ub_err e;
	const char *arg;
	int ch, status = UB_EXIT_OK;

	while ((ch = ub_cli_next(&c, &arg)) != -1)
		take_option(&c, &a, ch, arg);
	ub_writer_init(&w, STDOUT_FILENO, "stdout");
	if (ub_reader_open(&r, (const char *const *)argv + c.optind,
		(size_t)(argc - c.optind), UB_READ_TABLES, &c.limits,
		&e) != UB_OK ||
	    all_tables(&c, &a, r, &w, &e) != UB_OK)
		status = ub_cli_report(&c, &e);
	if (ub_writer_close(&w, &e) != UB_OK && status == UB_EXIT_OK)
		status = ub_cli_report(&c, &e);
	free(a.edit);
	ub_reader_free(r);
	return ub_cli_close(&c, status);
}
