/* ubat-body - any Unix command over the records of a stream; ubat-body(1). */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "lib/base/file.h"
#include "lib/base/num.h"
#include "lib/records/varname.h"
#include "lib/stream/through.h"

enum { VARS = UB_OPT_LONG, OK };

static const struct ub_option options[] = {
	{ OK, "ok", "statuses", "exit statuses of command that are good" },
	{ VARS, "vars", NULL,
	    "print name=number for each column, for awk and sh" },
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

/* grep ends with 1 when nothing matched: no failure of a stream. */
static bool
is_grep(const char *path)
{
	const char *name = ub_basename(path);

	return strcmp(name, "grep") == 0 || strcmp(name, "egrep") == 0 ||
	       strcmp(name, "fgrep") == 0 || strcmp(name, "zgrep") == 0;
}

static int
print_vars(const struct ub_cli *c, const struct ub_legend *l)
{
	struct ub_buf b = { 0 };

	ub_varnames(&b, l);
	fwrite(b.s, 1, b.len, stdout);
	ub_buf_free(&b);
	return ub_cli_close(c, UB_EXIT_OK);
}

static int
run(const struct ub_cli *c, struct ub_reader *r, const struct ub_through *t)
{
	int status = UB_EXIT_OK;
	struct ub_writer w;
	struct ub_err e;

	ub_writer_init(&w, STDOUT_FILENO, "stdout");
	if (ub_through(r, &w, t, &e) == UB_OK)
		(void)ub_cli_whole(c, r);
	else
		status = ub_cli_report(c, &e);
	if (ub_writer_close(&w, &e) != UB_OK && status == UB_EXIT_OK)
		status = ub_cli_report(c, &e);
	return ub_cli_close(c, status);
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-body",
		.synopsis = "ubat-body [--ok statuses] command [argument ...] "
			    "ubat-body --vars",
		.purpose = "run a Unix command over the records of a stream",
		.option = options,
		.command = true,
		.argc = argc,
		.argv = argv,
	};
	bool ok[NSTATUS] = { [0] = true }, given = false, vars = false;
	struct ub_through t = { .prog = c.prog, .ok = ok, .lim = &c.limits };
	struct ub_reader *r;
	struct ub_err e;
	const char *arg;
	int ch, status;

	while ((ch = ub_cli_next(&c, &arg)) != -1) {
		if (ch == OK)
			parse_statuses(&c, arg, ok);
		given = given || ch == OK;
		vars = vars || ch == VARS;
	}
	if (vars ? given || c.optind < argc : c.optind == argc)
		ub_cli_usage(&c, vars ? "--vars stands alone" : "no command");
	t.argv = argv + c.optind;
	if (!vars && !given && is_grep(t.argv[0]))
		ok[1] = true;
	if (ub_reader_open(&r, NULL, 0, UB_READ_RECORDS, &c.limits, &e) !=
	    UB_OK)
		return ub_cli_close(&c, ub_cli_report(&c, &e));
	status = vars ? print_vars(&c, ub_reader_legend(r)) : run(&c, r, &t);
	ub_reader_free(r);
	return status;
}
