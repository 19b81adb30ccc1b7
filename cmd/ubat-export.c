/* ubat-export - a stream or tables to other tools; ubat-export(1). */
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "lib/base/date.h"
#include "lib/base/file.h"
#include "lib/report/export.h"

enum {
	RFC = UB_OPT_LONG,
	LABELS,
	MISSING,
	GUARD,
	PERCENT,
	DECIMALS,
	CREATED,
	SUBJECT,
	RECORDS,
	CUT_OK
};

static const struct ub_option options[] = {
	{ 'f', "format", "csv|tsv|jsonl|sql|px", "what to write" },
	{ 'n', "name", "name", "of the table, in sql and px" },
	{ 'o', "output", "file", "write this file, whole or not at all" },
	{ RFC, "rfc", NULL, "csv and tsv for programs, not for Excel" },
	{ LABELS, "labels", NULL, "labels for headings in csv and tsv" },
	{ MISSING, "missing", "empty|code", "code: the reason" },
	{ GUARD, "formula-guard", "quote|reject|off", "texts like formulas" },
	{ PERCENT, "percent", "decimals", "shares as per cent" },
	{ DECIMALS, "decimals", "n", "most decimals in px, default 6" },
	{ CREATED, "created", "date", "the date in px" },
	{ SUBJECT, "subject", "code:area", "the subject in px" },
	{ RECORDS, "records", NULL, "columns of type id, too" },
	{ CUT_OK, "cut-ok", NULL, "a cut stream is no failure" },
	{ 0, NULL, NULL, NULL },
};

struct ask {
	struct ub_export_ask x;
	const char *output;
	bool cut_ok;
};

static enum ub_export_guard
parse_guard(const struct ub_cli *c, const char *s)
{
	if (strcmp(s, "quote") == 0)
		return UB_GUARD_QUOTE;
	if (strcmp(s, "reject") == 0)
		return UB_GUARD_REJECT;
	if (strcmp(s, "off") == 0)
		return UB_GUARD_OFF;
	ub_cli_usage(c, "--formula-guard: not quote, reject or off");
}

static void
parse_option(const struct ub_cli *c, struct ask *a, int ch, const char *arg)
{
	const char *colon;
	int32_t day;

	switch (ch) {
	case 'f':
		a->x.format = arg;
		break;
	case 'n':
		a->x.name = arg;
		break;
	case 'o':
		a->output = arg;
		break;
	case RFC:
		a->x.rfc = true;
		break;
	case LABELS:
		a->x.labels = true;
		break;
	case MISSING:
		a->x.missing_code = strcmp(arg, "code") == 0;
		a->x.missing_empty = strcmp(arg, "empty") == 0;
		if (!a->x.missing_code && !a->x.missing_empty)
			ub_cli_usage(c, "--missing: not empty or code");
		break;
	case GUARD:
		a->x.guard = parse_guard(c, arg);
		break;
	case PERCENT:
		a->x.percent = (int)ub_cli_uint(c, "--percent", arg, 0, 6);
		break;
	case DECIMALS:
		a->x.decimals = (int)ub_cli_uint(c, "--decimals", arg, 0, 6);
		break;
	case CREATED:
		if (!ub_date_parse(arg, strlen(arg), &day))
			ub_cli_usage(c, "--created: not a date, YYYY-MM-DD");
		a->x.created = arg;
		break;
	case SUBJECT:
		colon = strchr(arg, ':');
		if (colon == NULL || colon == arg || colon[1] == '\0')
			ub_cli_usage(c, "--subject: not code:area");
		a->x.subject = arg;
		break;
	case RECORDS:
		a->x.records = true;
		break;
	case CUT_OK:
		a->cut_ok = true;
		break;
	}
}

static enum ub_status
one_table(const struct ub_cli *c, struct ub_reader *r, struct ub_export *x,
    bool *whole, struct ub_err *e)
{
	struct ub_batch b;
	enum ub_status st = ub_reader_batch(r, &b, e), begun;

	if (st != UB_OK && st != UB_END)
		return st;
	if ((begun = ub_export_begin(x, r, e)) != UB_OK)
		return begun;
	while (st == UB_OK)
		if ((st = ub_export_batch(x, &b, e)) == UB_OK)
			st = ub_reader_batch(r, &b, e);
	if (st != UB_END)
		return st;
	if (!ub_cli_whole(c, r))
		*whole = false;
	return ub_export_end(x, e);
}

static enum ub_status
all_tables(const struct ub_cli *c, struct ub_reader *r, struct ub_export *x,
    bool *whole, struct ub_err *e)
{
	enum ub_status st;

	do {
		if ((st = one_table(c, r, x, whole, e)) == UB_OK)
			st = ub_reader_next_table(r, e);
	} while (st == UB_OK);
	return st == UB_END ? UB_OK : st;
}

static void
remarks(const struct ub_cli *c, const struct ub_export *x)
{
	const char *clause;
	uint64_t n;

	if ((n = ub_export_guarded(x)) > 0)
		ub_cli_note(c,
		    "texts that begin as a formula does, written with an "
		    "apostrophe: %llu",
		    (unsigned long long)n);
	if ((n = ub_export_tabbed(x)) > 0)
		ub_cli_note(c,
		    "texts with a TAB or a line break, in quotation marks: "
		    "%llu",
		    (unsigned long long)n);
	if ((n = ub_export_wide(x, &clause)) > 0)
		ub_cli_note(c, "%s: %llu", clause, (unsigned long long)n);
}

/* Read r, write to fd; the exit status. */
static int export(const struct ub_cli *c, const struct ask *a,
    struct ub_reader *r, struct ub_export *x, int fd, const char *name)
{
	int status = UB_EXIT_OK;
	bool whole = true;
	struct ub_err e;

	ub_export_open(x, fd, name);
	if (all_tables(c, r, x, &whole, &e) != UB_OK)
		status = ub_cli_report(c, &e);
	else if (!whole && !a->cut_ok)
		status = UB_EXIT_FAIL;
	if (ub_export_close(x, status == UB_EXIT_OK, &e) != UB_OK &&
	    status == UB_EXIT_OK)
		status = ub_cli_report(c, &e);
	remarks(c, x);
	return status;
}

static int
to_file(const struct ub_cli *c, const struct ask *a, struct ub_reader *r,
    struct ub_export *x)
{
	struct ub_out out;
	struct ub_err e;
	int status;

	if (ub_out_apart(a->output, (const char *const *)c->argv + c->optind,
		(size_t)(c->argc - c->optind), &e) != UB_OK ||
	    ub_out_open(&out, a->output, &e) != UB_OK)
		return ub_cli_report(c, &e);
	status = export(c, a, r, x, out.fd, a->output);
	if (status != UB_EXIT_OK)
		ub_out_abort(&out);
	else if (ub_out_commit(&out, &e) != UB_OK)
		status = ub_cli_report(c, &e);
	return status;
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-export",
		.synopsis = "ubat-export -f format [-n name] [-o file] [--rfc] "
			    "[--labels] [--missing how] [--formula-guard how] "
			    "[--percent decimals] [--decimals n] "
			    "[--created date] [--subject code:area] "
			    "[--records] [--cut-ok] [file ...]",
		.purpose = "write a stream or tables for other tools",
		.option = options,
		.argc = argc,
		.argv = argv,
	};
	struct ask a = { .x = { .percent = -1, .decimals = -1 } };
	struct ub_export *x = NULL;
	struct ub_reader *r = NULL;
	int ch, status = UB_EXIT_OK;
	struct ub_err e;
	const char *arg;

	while ((ch = ub_cli_next(&c, &arg)) != -1)
		parse_option(&c, &a, ch, arg);
	if (a.x.format == NULL)
		ub_cli_usage(&c, "-f is needed: csv, tsv, jsonl, sql or px");
	if (ub_export_new(&x, &a.x, &e) != UB_OK)
		ub_cli_usage(&c, "%s", e.what);
	if (ub_reader_open(&r, (const char *const *)argv + c.optind,
		(size_t)(argc - c.optind), ub_export_mode(x), &c.limits,
		&e) != UB_OK)
		status = ub_cli_report(&c, &e);
	else if (a.output != NULL)
		status = to_file(&c, &a, r, x);
	else
		status = export(&c, &a, r, x, STDOUT_FILENO, "stdout");
	ub_reader_free(r);
	ub_export_free(x);
	return ub_cli_close(&c, status);
}
