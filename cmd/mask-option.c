/* mask-option.c - see mask-option.h. */
#include "mask-option.h"

#include <stdlib.h>
#include <string.h>

const char ub_mask_synopsis[] =
    "ubat-mask [-p preset] [-m n] [--min-part n] "
    "[--min-base n] [--hide-zero] [--group-disclosure] "
    "[--records-are-persons] [--numerators-are-persons] "
    "[--sums measures] [--dominance n,k] [--p-percent p] "
    "[--allow measures] [--digits n] "
    "[--published file] [--made-from file] [--cost cells | sum] "
    "[--round base] "
    "[--by nearest | chance | sums] [--ptable file] "
    "[--cell-keys list] [--list] "
    "[file ...]";

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
	MADE_FROM,
	COST,
	ROUND,
	BY,
	PTABLE,
	KEYS,
	LIST,
	END
};

const struct ub_option ub_mask_option[] = {
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
	{ MADE_FROM, "made-from", "file", "what they were made from" },
	{ COST, "cost", "cells | sum", "what to hide little of" },
	{ ROUND, "round", "base", "round counts instead of hiding them" },
	{ BY, "by", "nearest | chance | sums", "how" },
	{ PTABLE, "ptable", "file", "change counts by cell keys instead" },
	{ KEYS, "cell-keys", "list", "measures and their sums of keys" },
	{ LIST, "list", NULL, "list the presets and exit" },
	{ 0, NULL, NULL, NULL },
};

/* The argument of each option, "" where it has none, NULL where it was not
 * given. */
struct given {
	const char *arg[END - UB_OPT_LONG];
};

static const char *
given(const struct given *g, int option)
{
	return g->arg[option - UB_OPT_LONG];
}

static void
take_number(const struct ub_cli *c, const struct given *g, int option,
    const char *name, uint64_t min, int64_t *to)
{
	if (given(g, option) != NULL)
		*to = (int64_t)ub_cli_uint(
		    c, name, given(g, option), min, 1000000);
}

static void
settle_rules(const struct ub_cli *c, const struct given *g, struct ub_rules *r)
{
	static const struct ub_rules by_default = {
		.least = 4, .part = 4, .base = 21
	};
	const char *name = given(g, PRESET);
	const struct ub_rules *preset =
	    name == NULL ? &by_default : ub_rules_named(name);

	if (preset == NULL)
		ub_cli_usage(c, "no preset %s (see --list)", name);
	*r = *preset;
	if (given(g, MIN) != NULL) {
		take_number(c, g, MIN, "--min", 1, &r->least);
		r->part = r->least;
		r->least_one = 0;
	}
	take_number(c, g, MIN_PART, "--min-part", 0, &r->part);
	take_number(c, g, MIN_BASE, "--min-base", 0, &r->base);
	r->zero = given(g, ZERO) != NULL;
	r->group = r->group || given(g, GROUP) != NULL;
	r->changed = !ub_rules_same(r, preset);
	r->records_are_persons = given(g, RECORDS) != NULL;
	r->numerators_are_persons = given(g, NUMERATORS) != NULL;
	r->percent = 10;
	if (given(g, DOMINANCE) != NULL &&
	    !ub_rules_take_dominance(r, given(g, DOMINANCE)))
		ub_cli_usage(c, "--dominance: n,k as 2,75");
	if (given(g, GUESS) != NULL)
		r->guess = (double)ub_cli_uint(
		    c, "--p-percent", given(g, GUESS), 1, 100);
}

static void
settle(const struct ub_cli *c, const struct given *g, struct ub_mask_ask *ask)
{
	const char *cost = given(g, COST);
	struct ub_weave *v = &ask->mask.weave;
	int64_t digits = -1;

	settle_rules(c, g, &ask->mask.rules);
	ask->list = given(g, LIST) != NULL;
	ask->by = given(g, BY);
	ask->ptable = given(g, PTABLE);
	take_number(c, g, ROUND, "--round", 2, &ask->mask.noise.base);
	ask->mask.noise.keys = given(g, KEYS);
	take_number(c, g, DIGITS, "--digits", 0, &digits);
	if (digits > 6)
		ub_cli_usage(c, "--digits: 0 to 6");
	ask->mask.digits = (int)digits;
	ask->figure.sums = given(g, SUMS);
	ask->figure.allow = given(g, ALLOW);
	v->cost_sum = cost != NULL && strcmp(cost, "sum") == 0;
	if (cost != NULL && !v->cost_sum && strcmp(cost, "cells") != 0)
		ub_cli_usage(c, "--cost: cells or sum");
	v->total_cost = 10;
	v->least = (double)ask->mask.rules.least;
	if (ask->made_from.n > 0 && ask->published.n == 0)
		ub_cli_usage(c, "--made-from: of which --published file?");
}

static void
add_file(struct ub_mask_files *f, const char *path)
{
	f->path = ub_xgrow(f->path, f->n, sizeof(*f->path));
	f->path[f->n++] = path;
}

void
ub_mask_options(struct ub_cli *c, struct ub_mask_ask *a)
{
	struct given g = { { NULL } };
	const char *arg;
	int ch;

	while ((ch = ub_cli_next(c, &arg)) != -1) {
		ch = ch == 'p' ? PRESET : ch == 'm' ? MIN : ch;
		if (ch == PUBLISHED)
			add_file(&a->published, arg);
		else if (ch == MADE_FROM)
			add_file(&a->made_from, arg);
		else
			g.arg[ch - UB_OPT_LONG] = arg == NULL ? "" : arg;
	}
	settle(c, &g, a);
}

void
ub_mask_ask_free(struct ub_mask_ask *a)
{
	ub_mask_free(&a->mask);
	free(a->published.path);
	free(a->made_from.path);
}
