/* ubat-mask - hide what would tell of single persons; ubat-mask(1). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "lib/protect/mask.h"

enum {
	MIN_BASE = UB_OPT_LONG,
	MIN_PART,
	RECORDS,
	NUMERATORS,
	ZERO,
	GROUP,
	SUMS,
	ALLOW,
	DIGITS,
	PUBLISHED,
	COST,
	LIST
};

static const struct ub_option options[] = {
	{ 'p', "preset", "name", "the rules of that name" },
	{ 'm', "min", "n", "hide fewer persons than that, default 4" },
	{ MIN_PART, "min-part", "n", "the same for numerators and their rest" },
	{ MIN_BASE, "min-base", "n", "hide shares of fewer, default 21" },
	{ ZERO, "hide-zero", NULL, "hide 0 too" },
	{ GROUP, "group-disclosure", NULL, "hide none of all, and all of all" },
	{ RECORDS, "records-are-persons", NULL, "no person has two records" },
	{ NUMERATORS, "numerators-are-persons", NULL,
	    "nobody is twice in one numerator" },
	{ SUMS, "sums", "measures", "these are sums" },
	{ ALLOW, "allow", "measures", "show these, although of few values" },
	{ DIGITS, "digits", "n", "decimals of means, and of per cents" },
	{ PUBLISHED, "published", "file", "tables that are out already" },
	{ COST, "cost", "cells | sum", "what to hide little of" },
	{ LIST, "list", NULL, "list the presets and exit" },
	{ 0, NULL, NULL, NULL },
};

struct ask {
	struct ub_mask mask;
	struct ub_figure_ask figure;
	const char **published;
	size_t npublished;
	int64_t min, min_part, min_base; /* -1: the preset's */
	bool list;
};

static const struct ub_rules by_default = { .least = 4, .part = 4, .base = 21 };

static void
choose(const struct ub_cli *c, struct ub_rules *rules, const char *name)
{
	const struct ub_rules *r = ub_rules_named(name), had = *rules;

	if (r == NULL)
		ub_cli_usage(c, "no preset %s (see --list)", name);
	*rules = *r;
	rules->zero |= had.zero;
	rules->group |= had.group;
	rules->records_are_persons = had.records_are_persons;
	rules->numerators_are_persons = had.numerators_are_persons;
}

static void
take_cost(const struct ub_cli *c, struct ask *ask, const char *arg)
{
	ask->mask.weave.cost_sum = strcmp(arg, "sum") == 0;
	if (!ask->mask.weave.cost_sum && strcmp(arg, "cells") != 0)
		ub_cli_usage(c, "--cost: cells or sum");
}

static void
parse(const struct ub_cli *c, struct ask *ask, int ch, const char *arg)
{
	struct ub_rules *r = &ask->mask.rules;

	switch (ch) {
	case 'p':
		choose(c, r, arg);
		break;
	case 'm':
		ask->min = (int64_t)ub_cli_uint(c, "--min", arg, 1, 1000000);
		break;
	case MIN_PART:
		ask->min_part =
		    (int64_t)ub_cli_uint(c, "--min-part", arg, 0, 1000000);
		break;
	case MIN_BASE:
		ask->min_base =
		    (int64_t)ub_cli_uint(c, "--min-base", arg, 0, 1000000);
		break;
	case ZERO:
		r->zero = true;
		break;
	case GROUP:
		r->group = true;
		break;
	case RECORDS:
		r->records_are_persons = true;
		break;
	case NUMERATORS:
		r->numerators_are_persons = true;
		break;
	case SUMS:
		ask->figure.sums = arg;
		break;
	case ALLOW:
		ask->figure.allow = arg;
		break;
	case DIGITS:
		ask->mask.digits = (int)ub_cli_uint(c, "--digits", arg, 0, 6);
		break;
	case PUBLISHED:
		ask->published = ub_xgrow(
		    ask->published, ask->npublished, sizeof(*ask->published));
		ask->published[ask->npublished++] = arg;
		break;
	case COST:
		take_cost(c, ask, arg);
		break;
	case LIST:
		ask->list = true;
		break;
	}
}

/* Options go before a preset, wherever they stand. */
static void
settle(struct ask *ask)
{
	struct ub_rules *r = &ask->mask.rules;

	if (ask->min >= 0)
		r->least = r->part = ask->min;
	if (ask->min >= 0)
		r->least_one = 0;
	if (ask->min_part >= 0)
		r->part = ask->min_part;
	if (ask->min_base >= 0)
		r->base = ask->min_base;
	ask->mask.weave.least = (double)r->least;
}

static void
list(void)
{
	const struct ub_rules *r;
	size_t i;

	for (i = 0; (r = ub_rules_list(i)) != NULL; i++)
		printf("%s\tmin=%lld min-one-key=%lld min-part=%lld "
		       "min-base=%lld group-disclosure=%s\n",
		    r->name, (long long)r->least, (long long)r->least_one,
		    (long long)r->part, (long long)r->base,
		    r->group ? "yes" : "no");
}

static enum ub_status
read_all(const struct ub_cli *c, struct ask *ask, const char *const *path,
    size_t n, bool old, struct ub_err *e)
{
	struct ub_reader *r;
	enum ub_status st;

	st = ub_reader_open(&r, path, n, UB_READ_TABLES, &c->limits, e);
	if (st == UB_OK)
		st = ub_weave_read(&ask->mask.weave, r, old, &ask->figure, e);
	ub_reader_free(r);
	return st;
}

static enum ub_status
mask(const struct ub_cli *c, struct ask *ask, struct ub_err *e)
{
	struct ub_weave *v = &ask->mask.weave;
	struct ub_writer w;
	enum ub_status st, end;
	size_t i;

	st = read_all(c, ask, (const char *const *)c->argv + c->optind,
	    (size_t)(c->argc - c->optind), false, e);
	if (st == UB_OK && ask->npublished > 0)
		st = read_all(c, ask, ask->published, ask->npublished, true, e);
	if (st == UB_OK)
		st = ub_mask_run(&ask->mask, e);
	if (st != UB_OK)
		return st;
	ub_writer_init(&w, STDOUT_FILENO, "stdout");
	for (i = 0; i < v->n && st == UB_OK; i++)
		if (!v->table[i].old)
			st = ub_mask_write(&ask->mask, i, &w, e);
	end = ub_writer_close(&w, st == UB_OK ? e : &(struct ub_err){ 0 });
	return st == UB_OK ? end : st;
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-mask",
		.synopsis =
		    "ubat-mask [-p preset] [-m n] [--min-part n] "
		    "[--min-base n] [--hide-zero] [--group-disclosure] "
		    "[--records-are-persons] [--numerators-are-persons] "
		    "[--sums measures] [--allow measures] [--digits n] "
		    "[--published file] [--cost cells | sum] [--list] "
		    "[file ...]",
		.purpose = "hide what would tell of single persons",
		.option = options,
		.argc = argc,
		.argv = argv,
	};
	struct ask ask = {
		.mask = { .rules = by_default, .digits = -1 },
		.min = -1,
		.min_part = -1,
		.min_base = -1,
	};
	struct ub_err e;
	const char *arg;
	int ch, status = UB_EXIT_OK;

	ask.mask.rules.percent = 10;
	ask.mask.weave.total_cost = 10;
	while ((ch = ub_cli_next(&c, &arg)) != -1)
		parse(&c, &ask, ch, arg);
	settle(&ask);
	if (ask.list)
		list();
	else if (mask(&c, &ask, &e) != UB_OK)
		status = ub_cli_report(&c, &e);
	ub_mask_free(&ask.mask);
	free(ask.published);
	return ub_cli_close(&c, status);
}
