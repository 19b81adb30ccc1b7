/* ubat-import - read extracts by a source description; ubat-import(1). */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "lib/expr/rules.h"
#include "lib/source/import.h"
#include "lib/source/propose.h"

enum { MAX_REJECTS = UB_OPT_LONG, DELIMITER, NEW_KEY, REDACTED };
enum { CHECK = REDACTED + 1, CORRECTS, PROGRESS, PROPOSE, SHEET };

static const struct ub_option options[] = {
	{ 's', "source", "source", "description of the extract" },
	{ 'r', "rejects", "file", "write the records that are rejected" },
	{ REDACTED, "rejects-redacted", "file",
	    "write where and why, but no record" },
	{ CORRECTS, "corrects", "why",
	    "these are rejected records, corrected; why they were" },
	{ CHECK, "check", NULL, "report what is wrong, and write no stream" },
	{ 'k', "key", "key", "key for the pseudonyms of persons" },
	{ PROPOSE, "propose", "file",
	    "draft a description of an extract, and nothing else" },
	{ NEW_KEY, "new-key", "file", "make a key, and nothing else" },
	{ MAX_REJECTS, "max-rejects", "n",
	    "records that may be rejected, or n%; default 0" },
	{ DELIMITER, "delimiter", "c", "separates fields: tab or a character" },
	{ SHEET, "sheet", "sheet", "name or number, of a workbook" },
	{ PROGRESS, "progress", "how",
	    "json: how far it has come, for programs; none" },
	{ 0, NULL, NULL, NULL },
};

/* How far it has come, on standard error: */
struct show {
	enum { NEVER, TERMINAL, JSON } how;
	struct ub_buf text;
	bool stands; /* a line that the next message must not run into */
};

static void
show_progress(void *arg, const struct ub_progress *p)
{
	struct show *s = arg;

	if (s->how == TERMINAL && p->end)
		return;
	ub_buf_clear(&s->text);
	if (s->how == JSON) {
		ub_progress_json(&s->text, p);
	} else {
		ub_buf_puts(&s->text, "\r\033[K");
		ub_progress_text(&s->text, p);
		s->stands = true;
	}
	fwrite(s->text.s, 1, s->text.len, stderr);
}

static void
want_progress(const struct ub_cli *c, const char *how, struct show *s,
    struct ub_progress_want *w)
{
	if (how == NULL)
		s->how = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO)
			     ? TERMINAL
			     : NEVER;
	else if (strcmp(how, "json") == 0)
		s->how = JSON;
	else if (strcmp(how, "none") != 0)
		ub_cli_usage(c, "--progress: json or none");
	w->every = s->how == JSON ? 16000000 : 4000000; /* bytes */
	w->arg = s;
	w->tell = s->how == NEVER ? NULL : show_progress;
}

static void
end_progress(struct show *s)
{
	if (s->stands)
		fputs("\r\033[K", stderr);
	ub_buf_free(&s->text);
}

/* What is not of the import itself. */
struct files {
	const char *source, *key, *new_key, *propose, *progress;
	bool check;
	struct show show;
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
		case PROGRESS:
			f->progress = arg;
			break;
		case SHEET:
			o->sheet = arg;
			break;
		case CHECK:
			f->check = true;
			break;
		case 'k':
			f->key = arg;
			break;
		case PROPOSE:
			f->propose = arg;
			break;
		case NEW_KEY:
			f->new_key = arg;
			break;
		case MAX_REJECTS:
			if (!ub_import_max_rejects(o, arg))
				ub_cli_usage(c,
				    "--max-rejects: not a number of "
				    "records, or 0%% to 100%%");
			break;
		case DELIMITER:
			if (!ub_source_delimiter(arg, &o->delim))
				ub_cli_usage(c, "--delimiter: tab or one ASCII "
						"character, not a quote");
			break;
		}
	}
	o->limits = c->limits;
	want_progress(c, f->progress, &f->show, &o->progress);
	if (o->rejects != NULL && o->redacted != NULL)
		ub_cli_usage(c, "-r writes what --rejects-redacted does, to "
				"FILE.why: one of them");
}

static enum ub_status
import(const struct ub_cli *c, const struct ub_import_options *o,
    struct show *show, struct ub_writer *w, struct ub_err *e)
{
	struct ub_import *im;
	struct ub_err found;
	enum ub_status st;
	size_t k;
	int i;

	if ((st = ub_import_new(&im, o, w, e)) != UB_OK)
		return st;
	if (c->optind == c->argc)
		st = ub_import_file(im, "-", e);
	for (i = c->optind; i < c->argc && st == UB_OK; i++)
		st = ub_import_file(im, c->argv[i], e);
	if (st == UB_OK)
		st = ub_import_end(im, e);
	end_progress(show);
	for (k = 0; ub_import_finding(im, k, &found); k++)
		(void)ub_cli_report(c, &found);
	ub_import_free(im);
	return st;
}

static int
propose(const struct ub_cli *c, const char *path, char delim, const char *sheet)
{
	struct ub_propose_options o = { delim, sheet, c->limits };
	struct ub_buf text = { 0 };
	int status = UB_EXIT_OK;
	struct ub_err e;

	if (ub_propose(&text, path, &o, &e) != UB_OK)
		status = ub_cli_report(c, &e);
	else
		fwrite(text.s, 1, text.len, stdout);
	ub_buf_free(&text);
	return ub_cli_close(c, status);
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = { .prog = "ubat-import",
		.synopsis =
		    "ubat-import [-k key] [-r file] [-s source] [--check] "
		    "[--corrects why] [--delimiter c] [--max-rejects n] "
		    "[--new-key file] [--progress how] [--propose file] "
		    "[--rejects-redacted file] [--sheet sheet] [file ...]",
		.purpose = "read extracts by a source description",
		.option = options,
		.argc = argc,
		.argv = argv };
	struct ub_import_options o = { 0 };
	struct ub_source source = { 0 };
	struct ub_pseudonym *key = NULL;
	struct ub_rules *rules = NULL;
	struct files f = { 0 };
	struct ub_writer w;
	struct ub_err e;
	enum ub_status st;
	int status = UB_EXIT_OK;

	parse_options(&c, &o, &f);
	if (f.key != NULL && f.source == NULL)
		ub_cli_usage(&c, "-k needs -s");
	if (f.new_key != NULL) {
		if (ub_pseudonym_new_key(f.new_key, &e) != UB_OK)
			status = ub_cli_report(&c, &e);
		return ub_cli_close(&c, status);
	}
	if (f.propose != NULL && (c.optind < argc || f.source != NULL))
		ub_cli_usage(&c, "--propose takes one file, and no -s");
	if (f.propose != NULL)
		return propose(&c, f.propose, o.delim, o.sheet);
	st = ub_import_apart(&o, f.source, f.key,
	    (const char *const *)argv + c.optind, (size_t)(argc - c.optind),
	    &e);
	if (st == UB_OK && f.source != NULL) {
		o.source = &source;
		st = ub_source_load(&source, f.source, &e);
		if (st == UB_OK)
			st = ub_import_persons(&o, f.key, &key, &e);
		if (st == UB_OK)
			st = ub_rules_new(&rules, &source, &e);
		if (st == UB_OK)
			o.judge = ub_rules_judge(rules);
	}
	ub_writer_init(&w, f.check ? -1 : STDOUT_FILENO, "stdout");
	if (st != UB_OK || import(&c, &o, &f.show, &w, &e) != UB_OK)
		status = ub_cli_report(&c, &e);
	if (ub_writer_close(&w, &e) != UB_OK && status == UB_EXIT_OK)
		status = ub_cli_report(&c, &e);
	ub_rules_free(rules);
	ub_source_free(&source);
	ub_pseudonym_free(key);
	return ub_cli_close(&c, status);
}
