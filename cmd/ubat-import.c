/* ubat-import - read extracts by a source description; ubat-import(1). */
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "lib/base/num.h"
#include "lib/source/import.h"

enum {
	MAX_REJECTS = UB_OPT_LONG,
	DELIMITER,
	NEW_KEY,
	REDACTED,
	CHECK,
	CORRECTS
};

static const struct ub_option options[] = {
	{ 's', "source", "source", "description of the extract" },
	{ 'r', "rejects", "file", "write the records that are rejected" },
	{ REDACTED, "rejects-redacted", "file",
	    "write where and why, but no record" },
	{ CORRECTS, "corrects", "why",
	    "these are rejected records, corrected; why they were" },
	{ CHECK, "check", NULL, "report what is wrong, and write no stream" },
	{ 'k', "key", "key", "key for the pseudonyms of persons" },
	{ NEW_KEY, "new-key", "file", "make a key, and nothing else" },
	{ MAX_REJECTS, "max-rejects", "n",
	    "records that may be rejected, or n%; default 0" },
	{ DELIMITER, "delimiter", "c",
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

/* What is not of the import itself. */
struct files {
	const char *source, *key, *new_key;
	bool check;
};

static void
parse_options(struct ub_cli *c, struct ub_import_options *o, struct files *f)
{
	const char *arg;
	int ch;

	while ((ch = ub_cli_next(c, &arg)) != -1) {
		switch (ch) {
		case 's':
			f->source = arg;
			break;
		case 'r':
			o->rejects = arg;
			break;
		case REDACTED:
			o->redacted = arg;
			break;
		case CORRECTS:
			o->corrects = arg;
			break;
		case CHECK:
			f->check = true;
			break;
		case 'k':
			f->key = arg;
			break;
		case NEW_KEY:
			f->new_key = arg;
			break;
		case MAX_REJECTS:
			max_rejects(c, arg, o);
			break;
		case DELIMITER:
			if (!ub_source_delimiter(arg, &o->delim))
				ub_cli_usage(c, "--delimiter: tab or one ASCII "
						"character, not a quote");
			break;
		}
	}
	o->limits = c->limits;
	if (o->rejects != NULL && o->redacted != NULL)
		ub_cli_usage(c,
		    "-r writes what --rejects-redacted does, to FILE.why: "
		    "one of them");
}

/* Without a key no person enters the stream; with one, under another name. */
static enum ub_status
prepare_persons(struct ub_source *s, const char *path,
    struct ub_import_options *o, struct ub_pseudonym **key, struct ub_err *e)
{
	enum ub_status st;

	if (path == NULL) {
		o->dropped_persons = ub_source_drop_persons(s);
		return s->ncol > 0
			   ? UB_OK
			   : ub_fail(e, UB_EUSAGE,
				 "no column is left without a key (-k)");
	}
	if (ub_source_persons(s) == 0)
		return ub_fail(e, UB_EUSAGE,
		    "-k: no column of the description is type = person");
	if (s->context == NULL)
		return ub_fail(e, UB_EUSAGE,
		    "-k: the description does not say context = , the "
		    "purpose that goes into the pseudonyms");
	if ((st = ub_pseudonym_open(key, path, s->context, e)) == UB_OK)
		s->key = *key;
	return st;
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
		.synopsis = "ubat-import [-k key] [-r file] [-s source] "
			    "[--check] [--corrects why] [--delimiter c] "
			    "[--max-rejects n] [--new-key file] "
			    "[--rejects-redacted file] [file ...]",
		.purpose = "read extracts by a source description",
		.option = options,
		.argc = argc,
		.argv = argv };
	struct ub_import_options o = { 0 };
	struct ub_source source = { 0 };
	struct ub_pseudonym *key = NULL;
	struct files f = { 0 };
	struct ub_writer w;
	struct ub_err e;
	enum ub_status st = UB_OK;
	int status = UB_EXIT_OK;

	parse_options(&c, &o, &f);
	if (f.key != NULL && f.source == NULL)
		ub_cli_usage(&c, "-k needs -s");
	if (f.new_key != NULL) {
		if (ub_pseudonym_new_key(f.new_key, &e) != UB_OK)
			status = ub_cli_report(&c, &e);
		return ub_cli_close(&c, status);
	}
	if (f.source != NULL) {
		o.source = &source;
		st = ub_source_load(&source, f.source, &e);
		if (st == UB_OK)
			st = prepare_persons(&source, f.key, &o, &key, &e);
	}
	ub_writer_init(&w, f.check ? -1 : STDOUT_FILENO, "stdout");
	if (st != UB_OK || import(&c, &o, &w, &e) != UB_OK)
		status = ub_cli_report(&c, &e);
	if (ub_writer_close(&w, &e) != UB_OK && status == UB_EXIT_OK)
		status = ub_cli_report(&c, &e);
	ub_source_free(&source);
	ub_pseudonym_free(key);
	return ub_cli_close(&c, status);
}
