/* score-option.c - see score-option.h. */
#include "score-option.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/simd.h"
#include "lib/score/selftest.h"

const char ub_score_synopsis[] =
    "ubat-score [-l] [-e definition] [-i instrument] [-m item=column] "
    "[-p instrument] [--by columns] [--comparable] [--end column] "
    "[--episode condition] [--explain] [--label name=text] [--lang sv | en] "
    "[--order column] [--prefix text] [--record n] [--rtm r=number] "
    "[--selftest] [file ...]";

enum {
	OPT_BY = UB_OPT_LONG,
	OPT_COMPARABLE,
	OPT_END,
	OPT_EPISODE,
	OPT_EXPLAIN,
	OPT_LABEL,
	OPT_LANG,
	OPT_ORDER,
	OPT_PREFIX,
	OPT_RECORD,
	OPT_RTM,
	OPT_SELFTEST
};

const struct ub_option ub_score_option[] = {
	{ 'e', "define", "definition", "append a column: name = expression" },
	{ 'i', "instrument", "instrument",
	    "append the scores of NAME[:PARAMETER=VALUE,...]" },
	{ 'l', "list", NULL, "list the instruments and exit" },
	{ 'm', "map", "item=column", "the column that an item is; or a map" },
	{ 'p', "print", "instrument", "print a definition and exit" },
	{ OPT_BY, "by", "columns", "look at the records of a key together" },
	{ OPT_COMPARABLE, "comparable", NULL,
	    "scores with versions also by the oldest definition" },
	{ OPT_END, "end", "column", "the last day of a spell (slut)" },
	{ OPT_EPISODE, "episode", "condition",
	    "join a spell to those before it while this is true" },
	{ OPT_EXPLAIN, "explain", NULL,
	    "tell how a record is scored, step by step, and exit" },
	{ OPT_LABEL, "label", "name=text", "the heading of a new column" },
	{ OPT_LANG, "lang", "sv|en", "the language of headings (sv)" },
	{ OPT_ORDER, "order", "column", "the order of the records of a key" },
	{ OPT_PREFIX, "prefix", "text",
	    "what names of instruments' columns begin with" },
	{ OPT_RECORD, "record", "n", "which record --explain is of (1)" },
	{ OPT_RTM, "rtm", "r=number",
	    "a table: the change to expect without effect" },
	{ OPT_SELFTEST, "selftest", NULL,
	    "run the tests of instruments and exit" },
	{ 0, NULL, NULL, NULL },
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

/* Those of -i, or all that are compiled in. */
noreturn static void
selftest_and_exit(const struct ub_cli *c, struct ub_score_ask *a)
{
	struct ub_buf b = { 0 };
	struct ub_err e;
	enum ub_status st = UB_OK;
	int status = UB_EXIT_OK;
	size_t i, n;

	if (a->n == 0)
		st = ub_selftest_all(&b, &e);
	for (i = 0; st == UB_OK && i < a->n; i++) {
		if (a->src[i] != NULL)
			ub_cli_usage(c, "--selftest is for instruments, -i");
		st = ub_selftest(&a->in[i], &n, &e);
		ub_buf_printf(&b, "%s: %zu tests\n", a->in[i].name, n);
	}
	if (st == UB_OK)
		fwrite(b.s, 1, b.len, stdout);
	else
		status = ub_cli_report(c, &e);
	ub_buf_free(&b);
	ub_score_ask_free(a);
	exit(ub_cli_close(c, status));
}

/* An option that stands once. */
static void
once(const struct ub_cli *c, const char *name, const char *arg,
    const char **where)
{
	if (*where != NULL)
		ub_cli_usage(c, "--%s is given twice", name);
	*where = arg;
}

static void
take_option(struct ub_cli *c, struct ub_score_ask *a, int ch, const char *arg)
{
	enum ub_status st = UB_OK;
	struct ub_err e;

	if ((ch == OPT_LABEL || ch == OPT_PREFIX) &&
	    !ub_utf8_valid(arg, strlen(arg)))
		ub_cli_usage(c, "--%s: not valid UTF-8",
		    ch == OPT_LABEL ? "label" : "prefix");
	switch (ch) {
	case 'e':
		ub_score_ask_define(a, arg);
		break;
	case 'i':
		st = ub_score_ask_instrument(a, arg, &e);
		if (st != UB_OK)
			exit(ub_cli_close(c, ub_cli_report(c, &e)));
		break;
	case 'm':
		st = ub_score_ask_map(a, arg, &e);
		break;
	case OPT_BY:
		once(c, "by", arg, &a->by.by);
		break;
	case OPT_END:
		once(c, "end", arg, &a->by.end);
		break;
	case OPT_EPISODE:
		once(c, "episode", arg, &a->episode);
		break;
	case OPT_COMPARABLE:
		a->how.comparable = true;
		break;
	case OPT_LANG:
		a->how.english = strcmp(arg, "en") == 0;
		if (!a->how.english && strcmp(arg, "sv") != 0)
			ub_cli_usage(c, "--lang is sv or en");
		break;
	case OPT_PREFIX:
		once(c, "prefix", arg, &a->how.prefix);
		break;
	case OPT_RTM:
		once(c, "rtm", arg, &a->rtm);
		break;
	case OPT_ORDER:
		once(c, "order", arg, &a->by.order);
		break;
	case OPT_LABEL:
		st = ub_score_ask_label(a, arg, &e);
		break;
	default:
		print_and_exit(c, ch == 'l' ? NULL : arg);
	}
	if (st != UB_OK)
		ub_cli_usage(c, "%s", e.what);
}

void
ub_score_options(struct ub_cli *c, struct ub_score_ask *a)
{
	const char *arg;
	bool selftest = false;
	uint64_t record = 0;
	int ch;

	while ((ch = ub_cli_next(c, &arg)) != -1) {
		if (ch == OPT_SELFTEST)
			selftest = true;
		else if (ch == OPT_EXPLAIN)
			a->explain = 1;
		else if (ch == OPT_RECORD)
			record = ub_cli_uint(c, "--record", arg, 1, INT64_MAX);
		else
			take_option(c, a, ch, arg);
	}
	if (selftest)
		selftest_and_exit(c, a);
	if (record > 0 && a->explain == 0)
		ub_cli_usage(c, "--record stands beside --explain");
	if (record > 0)
		a->explain = record;
	if (a->by.by == NULL &&
	    (a->by.order != NULL || a->by.end != NULL || a->episode != NULL))
		ub_cli_usage(
		    c, "--order, --end and --episode stand beside --by");
	if (a->n == 0 && a->episode == NULL)
		ub_cli_usage(c, "nothing to append: use -e or -i");
}
