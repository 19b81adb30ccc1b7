/* ubat-body - any Unix command over the records of a stream; ubat-body(1). */
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "lib/base/file.h"
#include "lib/base/num.h"
#include "lib/stream/through.h"

static const struct ub_option options[] = {
	{ UB_OPT_LONG, "ok", "statuses",
	    "exit statuses of command that are good" },
	{ 0, NULL, NULL, NULL },
};

enum { NSTATUS = 256 };

/* "0,1": 1 at each status named. */
static void
parse_statuses(const struct ub_cli *c, const char *list, bool *ok)
{
	const char *p = list, *comma;
	int64_t v;
	size_t n;

	memset(ok, 0, NSTATUS * sizeof(*ok));
	for (;; p = comma + 1) {
		comma = strchr(p, ',');
		n = comma == NULL ? strlen(p) : (size_t)(comma - p);
		if (!ub_int_parse(p, n, &v) || v < 0 || v >= NSTATUS)
			ub_cli_usage(c, "--ok: not a list of exit statuses");
		ok[v] = true;
		if (comma == NULL)
			return;
	}
}

static bool
good(void *arg, int status)
{
	return ((const bool *)arg)[status];
}

/* grep ends with 1 when nothing matched: no failure of a stream. */
static bool
is_grep(const char *path)
{
	const char *name = ub_basename(path);

	return strcmp(name, "grep") == 0 || strcmp(name, "egrep") == 0 ||
	       strcmp(name, "fgrep") == 0 || strcmp(name, "zgrep") == 0;
}

static enum ub_status
body(struct ub_reader *r, struct ub_writer *w, const struct ub_through *t,
    bool *whole, const struct ub_cli *c, struct ub_err *e)
{
	struct ub_buf step = { 0 }, line = { 0 };
	struct ub_meta *m = ub_reader_meta(r);
	uint64_t in = 0, out = 0;
	enum ub_status st;

	if ((st = ub_through(r, w, t, &in, &out, e)) != UB_OK)
		return st;
	*whole = ub_cli_whole(c, r);
	ub_step_begin(&step, "ubat-body", ub_meta_leaves(m));
	ub_step_uint(&step, "in", in);
	ub_step_uint(&step, "out", out);
	ub_step_uint(&step, "removed", in - out);
	ub_step_text(&step, "command", ub_basename(t->argv[0]));
	ub_step_end(&step, &line);
	st = ub_writer_end(w, m, &line, *whole, e);
	ub_buf_free(&step);
	ub_buf_free(&line);
	return st;
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-body",
		.synopsis = "ubat-body [--ok statuses] command [argument ...]",
		.purpose = "run a Unix command over the records of a stream",
		.option = options,
		.command = true,
		.argc = argc,
		.argv = argv,
	};
	bool ok[NSTATUS] = { [0] = true }, given = false, whole;
	struct ub_through t = { .good = good, .arg = ok, .lim = &c.limits };
	struct ub_reader *r;
	struct ub_writer w;
	struct ub_err e;
	const char *arg;
	int ch, status = UB_EXIT_OK;

	while ((ch = ub_cli_next(&c, &arg)) != -1) {
		parse_statuses(&c, arg, ok);
		given = true;
	}
	if (c.optind == argc)
		ub_cli_usage(&c, "no command");
	t.argv = argv + c.optind;
	if (!given && is_grep(t.argv[0]))
		ok[1] = true;
	if (ub_reader_open(&r, NULL, 0, UB_READ_RECORDS, &c.limits, &e) !=
	    UB_OK)
		return ub_cli_close(&c, ub_cli_report(&c, &e));
	ub_writer_init(&w, STDOUT_FILENO, "stdout");
	if (body(r, &w, &t, &whole, &c, &e) != UB_OK)
		status = ub_cli_report(&c, &e);
	if (ub_writer_close(&w, &e) != UB_OK && status == UB_EXIT_OK)
		status = ub_cli_report(&c, &e);
	ub_reader_free(r);
	return ub_cli_close(&c, status);
}
