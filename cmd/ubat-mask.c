/* ubat-mask - hide what would tell of single persons; ubat-mask(1). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "lib/protect/mask.h"

enum {
	PRESET = UB_OPT_LONG,
	MIN,
	MIN_PART,
	MIN_BASE,
	ZERO,
	GROUP,
	RECORDS,
	NUMERATORS,
	SUMS,
	DOMINANCE,
	GUESS,
	ALLOW,
	DIGITS,
	PUBLISHED,
	COST,
	ROUND,
	BY,
	PTABLE,
	KEYS,
	LIST,
	END
};

static const struct ub_option options[] = {
	{ 'p', "preset", "name", "the rules of that name" },
	{ 'm', "min", "n", "hide fewer persons than that, default 4" },
	{ MIN_PART, "min-part", "n", "the same for numerators and their rest" },
	{ MIN_BASE, "min-base", "n", "hide shares of fewer, default 21" },
	{ ZERO, "hide-zero", NULL, "hide 0 too" },
	{ GROUP, "group-disclosure", NULL, "hide none of all, and all of all" },
	{ RECORDS, "records-are-persons", NULL, "no person has two records" },
	{ NUMERATORS, "numerators-are-persons", NULL, "nor a numerator" },
	{ SUMS, "sums", "measures", "these are sums" },
	{ DOMINANCE, "dominance", "n,k",
	    "hide sums of which n have k per cent" },
	{ GUESS, "p-percent", "p",
	    "hide sums that tell the largest so nearly" },
	{ ALLOW, "allow", "measures", "show these, although of few values" },
	{ DIGITS, "digits", "n", "decimals of means, and of per cents" },
	{ PUBLISHED, "published", "file", "tables that are out already" },
	{ COST, "cost", "cells | sum", "what to hide little of" },
	{ ROUND, "round", "base", "round counts instead of hiding them" },
	{ BY, "by", "nearest | chance | sums", "how" },
	{ PTABLE, "ptable", "file", "change counts by cell keys instead" },
	{ KEYS, "cell-keys", "list", "measures and their sums of keys" },
	{ LIST, "list", NULL, "list the presets and exit" },
	{ 0, NULL, NULL, NULL },
};

struct ask {
	struct ub_mask mask;
	struct ub_figure_ask figure;
	const char **published;
	size_t npublished;
	const char *arg[END - UB_OPT_LONG]; /* of each option, "" without */
};

static const char *
given(const struct ask *ask, int option)
{
	return ask->arg[option - UB_OPT_LONG];
}

static void
take_number(const struct ub_cli *c, const struct ask *ask, int option,
    const char *name, uint64_t min, int64_t *to)
{
	if (given(ask, option) != NULL)
		*to = (int64_t)ub_cli_uint(
		    c, name, given(ask, option), min, 1000000);
}

static void
settle_rules(const struct ub_cli *c, struct ask *ask)
{
	static const struct ub_rules by_default = {
		.least = 4, .part = 4, .base = 21
	};
	struct ub_rules *r = &ask->mask.rules;
	const char *name = given(ask, PRESET);
	const struct ub_rules *preset =
	    name == NULL ? &by_default : ub_rules_named(name);

	if (preset == NULL)
		ub_cli_usage(c, "no preset %s (see --list)", name);
	*r = *preset;
	if (given(ask, MIN) != NULL) {
		take_number(c, ask, MIN, "--min", 1, &r->least);
		r->part = r->least;
		r->least_one = 0;
	}
	take_number(c, ask, MIN_PART, "--min-part", 0, &r->part);
	take_number(c, ask, MIN_BASE, "--min-base", 0, &r->base);
	r->zero = given(ask, ZERO) != NULL;
	r->group = r->group || given(ask, GROUP) != NULL;
	r->changed = !ub_rules_same(r, preset);
	r->records_are_persons = given(ask, RECORDS) != NULL;
	r->numerators_are_persons = given(ask, NUMERATORS) != NULL;
	r->percent = 10;
	if (given(ask, DOMINANCE) != NULL &&
	    !ub_rules_take_dominance(r, given(ask, DOMINANCE)))
		ub_cli_usage(c, "--dominance: n,k as 2,75");
	if (given(ask, GUESS) != NULL)
		r->guess = (double)ub_cli_uint(
		    c, "--p-percent", given(ask, GUESS), 1, 100);
}

static void
settle(const struct ub_cli *c, struct ask *ask)
{
	const char *cost = given(ask, COST);
	struct ub_weave *v = &ask->mask.weave;
	int64_t digits = -1;

	settle_rules(c, ask);
	take_number(c, ask, ROUND, "--round", 2, &ask->mask.noise.base);
	ask->mask.noise.keys = given(ask, KEYS);
	take_number(c, ask, DIGITS, "--digits", 0, &digits);
	if (digits > 6)
		ub_cli_usage(c, "--digits: 0 to 6");
	ask->mask.digits = (int)digits;
	ask->figure.sums = given(ask, SUMS);
	ask->figure.allow = given(ask, ALLOW);
	v->cost_sum = cost != NULL && strcmp(cost, "sum") == 0;
	if (cost != NULL && !v->cost_sum && strcmp(cost, "cells") != 0)
		ub_cli_usage(c, "--cost: cells or sum");
	v->total_cost = 10;
	v->least = (double)ask->mask.rules.least;
}

static void
parse(struct ask *ask, int ch, const char *arg)
{
	if (ch == PUBLISHED) {
		ask->published = ub_xgrow(
		    ask->published, ask->npublished, sizeof(*ask->published));
		ask->published[ask->npublished++] = arg;
		return;
	}
	ch = ch == 'p' ? PRESET : ch == 'm' ? MIN : ch;
	ask->arg[ch - UB_OPT_LONG] = arg == NULL ? "" : arg;
}

static void
list(void)
{
	const struct ub_rules *r;

	for (size_t i = 0; (r = ub_rules_list(i)) != NULL; i++)
		printf("%s\tmin=%d min-one-key=%d min-part=%d min-base=%d "
		       "group-disclosure=%s\n",
		    r->name, (int)r->least, (int)r->least_one, (int)r->part,
		    (int)r->base, r->group ? "yes" : "no");
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
write_all(struct ub_mask *m, struct ub_err *e)
{
	struct ub_err late;
	struct ub_writer w;
	enum ub_status st = UB_OK, end;
	size_t i;

	ub_writer_init(&w, STDOUT_FILENO, "stdout");
	for (i = 0; i < m->weave.n && st == UB_OK; i++)
		if (!m->weave.table[i].old)
			st = ub_mask_write(m, i, &w, e);
	end = ub_writer_close(&w, st == UB_OK ? e : &late);
	return st == UB_OK ? end : st;
}

static enum ub_status
mask(const struct ub_cli *c, struct ask *ask, struct ub_err *e)
{
	enum ub_status st;

	if ((st = ub_noise_choose(&ask->mask.noise, given(ask, BY),
		 given(ask, PTABLE), e)) != UB_OK)
		return st;
	st = read_all(c, ask, (const char *const *)c->argv + c->optind,
	    (size_t)(c->argc - c->optind), false, e);
	if (st == UB_OK && ask->npublished > 0)
		st = read_all(c, ask, ask->published, ask->npublished, true, e);
	if (st == UB_OK)
		st = ub_mask_run(&ask->mask, e);
	return st == UB_OK ? write_all(&ask->mask, e) : st;
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
		    "[--sums measures] [--dominance n,k] [--p-percent p] "
		    "[--allow measures] [--digits n] "
		    "[--published file] [--cost cells | sum] [--round base] "
		    "[--by nearest | chance | sums] [--ptable file] "
		    "[--cell-keys list] [--list] "
		    "[file ...]",
		.purpose = "hide what would tell of single persons",
		.option = options,
		.argc = argc,
		.argv = argv,
	};
	struct ask ask = { .npublished = 0 };
	struct ub_err e;
	const char *arg;
	int ch, status = UB_EXIT_OK;

	while ((ch = ub_cli_next(&c, &arg)) != -1)
		parse(&ask, ch, arg);
	settle(&c, &ask);
	if (given(&ask, LIST) != NULL)
		list();
	else if (mask(&c, &ask, &e) != UB_OK)
		status = ub_cli_report(&c, &e);
	ub_mask_free(&ask.mask);
	free(ask.published);
	return ub_cli_close(&c, status);
}
