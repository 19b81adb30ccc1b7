/* ubat-show - a stream as an aligned table to look at; ubat-show(1). */
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli.h"
#include "lib/report/show.h"

enum { OPT_CUT_OK = UB_OPT_LONG, OPT_RECORDS };
enum { WIDTH_MAX = 100000 };

static const struct ub_option options[] = {
	{ 'a', "all", NULL, "show bases and other companion columns too" },
	{ 'b', "bars", NULL, "draw a bar beside each share" },
	{ 'n', "head", "rows", "show so many rows, count the others" },
	{ 'w', "width", "columns", "fit this width; 0: no limit" },
	{ OPT_CUT_OK, "cut-ok", NULL, "a cut stream is no failure" },
	{ OPT_RECORDS, "records", NULL, "show columns of type id too" },
	{ 0, NULL, NULL, NULL },
};

/* The terminal's width; no limit where there is no terminal. */
static size_t
terminal_width(void)
{
	struct winsize ws;

	if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) == 0)
		return ws.ws_col;
	return 0;
}

/* One table, and whether it can be relied on: whole, with accounts that add
 * up. */
static enum ub_status
table(const struct ub_cli *c, struct ub_reader *r, const struct ub_show *o,
    struct ub_writer *w, bool *whole, struct ub_err *e)
{
	enum ub_status st;

	if ((st = ub_show_table(r, o, w, e)) != UB_OK)
		return st;
	if (!ub_cli_whole(c, r)) {
		*whole = false;
		return UB_OK;
	}
	return ub_meta_check(ub_reader_meta(r), e);
}

static enum ub_status
tables(const struct ub_cli *c, struct ub_reader *r, const struct ub_show *o,
    struct ub_writer *w, bool *whole, struct ub_err *e)
{
	enum ub_status st;

	do {
		if ((st = table(c, r, o, w, whole, e)) != UB_OK)
			return st;
		if ((st = ub_reader_next_table(r, e)) == UB_OK)
			ub_writer_add(w, "\n\n", 2);
	} while (st == UB_OK);
	return st == UB_END ? UB_OK : st;
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-show",
		.synopsis = "ubat-show [-ab] [-n rows] [-w columns] [--cut-ok] "
			    "[--records] [file ...]",
		.purpose = "show a stream as an aligned table",
		.option = options,
		.argc = argc,
		.argv = argv,
	};
	struct ub_show o = { .width = terminal_width(), .head = UINT64_MAX };
	bool cut_ok = false, whole = true;
	int ch, status = UB_EXIT_OK;
	struct ub_reader *r;
	struct ub_writer w;
	struct ub_err e;
	const char *arg;

	while ((ch = ub_cli_next(&c, &arg)) != -1) {
		switch (ch) {
		case 'a':
			o.all = true;
			break;
		case 'b':
			o.bars = true;
			break;
		case 'n':
			o.head = ub_cli_uint(&c, "--head", arg, 0, INT64_MAX);
			break;
		case 'w':
			o.width = (size_t)ub_cli_uint(
			    &c, "--width", arg, 0, WIDTH_MAX);
			break;
		case OPT_CUT_OK:
			cut_ok = true;
			break;
		default:
			o.records = true;
			break;
		}
	}
	if (ub_reader_open(&r, (const char *const *)argv + c.optind,
		(size_t)(argc - c.optind), UB_READ_TABLES, &c.limits,
		&e) != UB_OK)
		return ub_cli_close(&c, ub_cli_report(&c, &e));
	ub_writer_init(&w, STDOUT_FILENO, "stdout");
	if (tables(&c, r, &o, &w, &whole, &e) != UB_OK)
		status = ub_cli_report(&c, &e);
	else if (!whole && !cut_ok)
		status = UB_EXIT_FAIL;
	if (ub_writer_close(&w, &e) != UB_OK && status == UB_EXIT_OK)
		status = ub_cli_report(&c, &e);
	ub_reader_free(r);
	return ub_cli_close(&c, status);
}
