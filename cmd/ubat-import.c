/* ubat-import - read extracts by a source description; ubat-import(1). */
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "lib/base/num.h"
#include "lib/source/import.h"

static const struct ub_option options[] = {
	{ 's', "source", "source", "description of the extract" },
	{ 'r', "rejects", "file", "write the records that are rejected" },
	{ UB_OPT_LONG, "max-rejects", "n",
	    "records that may be rejected, or n%; default 0" },
	{ UB_OPT_LONG + 1, "delimiter", "c",
	    "what separates fields: tab or one character" },
	{ 0, NULL, NULL, NULL },
};

/* "17" or "2%" */
static void
max_rejects(
    const struct ub_cli *c, const char *arg, struct ub_import_options *o)
{
	size_t len = strlen(arg);
	int64_t v;

	o->per_cent = len > 0 && arg[len - 1] == '%';
	if (!ub_int_parse(arg, len - o->per_cent, &v) || v < 0 ||
	    (o->per_cent && v > 100))
		ub_cli_usage(c,
		    "--max-rejects: not a number of records, or 0%% to "
		    "100%%");
	o->max_rejects = (uint64_t)v;
}

static const char *
parse_options(struct ub_cli *c, struct ub_import_options *o)
{
	const char *arg, *source = NULL;
	int ch;

	while ((ch = ub_cli_next(c, &arg)) != -1) {
		switch (ch) {
		case 's':
			source = arg;
			break;
		case 'r':
			o->rejects = arg;
			break;
		case UB_OPT_LONG:
			max_rejects(c, arg, o);
			break;
		case UB_OPT_LONG + 1:
			if (!ub_source_delimiter(arg, &o->delim))
				ub_cli_usage(c, "--delimiter: tab or one ASCII "
						"character, not a quote");
			break;
		}
	}
	o->limits = c->limits;
	return source;
}

static void
report_findings(const struct ub_cli *c, const struct ub_import *im)
{
	struct ub_err e;
	size_t i;

	for (i = 0; ub_import_finding(im, i, &e); i++)
		(void)ub_cli_report(c, &e);
}

static enum ub_status
import(const struct ub_cli *c, const struct ub_import_options *o,
    struct ub_writer *w, struct ub_err *e)
{
	struct ub_import *im;
	enum ub_status st;
	int i;

	if ((st = ub_import_new(&im, o, w, e)) != UB_OK)
		return st;
	if (c->optind == c->argc)
		st = ub_import_file(im, "-", e);
	for (i = c->optind; i < c->argc && st == UB_OK; i++)
		st = ub_import_file(im, c->argv[i], e);
	if (st == UB_OK)
		st = ub_import_end(im, e);
	report_findings(c, im);
	ub_import_free(im);
	return st;
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = { .prog = "ubat-import",
		.synopsis = "ubat-import [-r file] [-s source] "
			    "[--delimiter c] [--max-rejects n] [file ...]",
		.purpose = "read extracts by a source description",
		.option = options,
		.argc = argc,
		.argv = argv };
	struct ub_import_options o = { 0 };
	struct ub_source source;
	struct ub_writer w;
	struct ub_err e;
	const char *path = parse_options(&c, &o);
	int status = UB_EXIT_OK;

	if (path != NULL) {
		if (ub_source_load(&source, path, &e) != UB_OK)
			return ub_cli_close(&c, ub_cli_report(&c, &e));
		o.source = &source;
	}
	ub_writer_init(&w, STDOUT_FILENO, "stdout");
	if (import(&c, &o, &w, &e) != UB_OK)
		status = ub_cli_report(&c, &e);
	if (ub_writer_close(&w, &e) != UB_OK && status == UB_EXIT_OK)
		status = ub_cli_report(&c, &e);
	if (path != NULL)
		ub_source_free(&source);
	return ub_cli_close(&c, status);
}
