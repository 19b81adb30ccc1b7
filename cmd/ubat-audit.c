/* ubat-audit - are tables possible, and safe; ubat-audit(1). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "lib/base/num.h"
#include "lib/protect/auditopen.h"
#include "lib/protect/auditout.h"
#include "lib/protect/feasible.h"

enum {
	PERCENT = UB_OPT_LONG,
	BASE,
	PARTS,
	MEANS,
	OF,
	WIDTH,
	MIN,
	KEYS,
	APART,
	TOTAL,
	HIDDEN,
	ROUNDED,
	SHEET,
	RECORDS,
	COMPARE,
	TOLERANCE,
	AS,
	CUT_OK,
	END
};

static const struct ub_option options[] = {
	{ PERCENT, "percent", "columns", "these hold printed per cents" },
	{ BASE, "base", "column", "of that many" },
	{ PARTS, "parts", NULL, "in a row they are the parts of a whole" },
	{ MEANS, "means", NULL, "they are means of whole numbers" },
	{ OF, "of", "n", "the operands are per cents of n" },
	{ WIDTH, "width", "n", "values a hidden cell must leave open" },
	{ MIN, "min", "n", "smaller counts want protection, default 4" },
	{ KEYS, "keys", "columns", "keys of a printed table" },
	{ APART, "apart", "columns", "add up to nothing in it" },
	{ TOTAL, "total", "words", "what means all in it" },
	{ HIDDEN, "hidden", "signs", "what stands for a hidden figure" },
	{ ROUNDED, "rounded", "base", "its counts were rounded to multiples" },
	{ SHEET, "sheet", "name", "of a workbook, instead of all" },
	{ RECORDS, "records", NULL, "take records for a table" },
	{ COMPARE, "compare", "file", "what the operand changed in it" },
	{ TOLERANCE, "tolerance", "n", "smaller differences are none" },
	{ AS, "as", "text|stream", "how findings are written" },
	{ CUT_OK, "cut-ok", NULL, "status 0 for a cut stream too" },
	{ 0, NULL, NULL, NULL },
};

struct ask {
	struct ub_audit_open open;
	const char *arg[END]; /* of each option; NULL: not given */
	const char *compare;
	bool records, stream;
	bool cut; /* a stream was */
	struct ub_audit_ask per;
	int64_t of;
	struct ub_i128 tolerance;
};

static enum ub_status
check_input(const struct ub_cli *c, struct ask *ask, struct ub_audit_item *it,
    struct ub_err *e)
{
	if (it->records && ask->open.shape.percent == NULL && !ask->records)
		return ub_fail_at(e, UB_EUSAGE, it->input, 0,
		    "records, not a table: ubat-agg makes tables of them "
		    "(--records to look at them all the same)");
	if (it->like_records != NULL && ask->open.shape.percent == NULL &&
	    ask->open.shape.keys == NULL && !ask->records && !it->in_book)
		return ub_fail_at(e, UB_EUSAGE, it->input, 0,
		    "rather records than a table (%s): "
		    "ubat-import and ubat-agg make tables of them (--records "
		    "to look at them all the same)",
		    it->like_records);
	if (it->cut && !ask->cut)
		ub_cli_note(c,
		    "%s: the stream is cut: it has no end that fits it",
		    it->input);
	ask->cut = ask->cut || it->cut;
	return ub_audit_ask_item(it, &ask->open.shape, &ask->per, e);
}

static enum ub_status
load(const struct ub_cli *c, struct ask *ask, struct ub_audit_set *set,
    struct ub_audit *a, const char *const *path, size_t n, struct ub_err *e)
{
	enum ub_status st = ub_audit_open(set, a, path, n, &ask->open, e);
	size_t i;

	for (i = 0; i < set->n && st == UB_OK; i++)
		st = check_input(c, ask, set->item[i], e);
	return st;
}

static enum ub_status
audit(const struct ub_cli *c, struct ask *ask, bool *found, struct ub_err *e)
{
	const char *const *path = (const char *const *)c->argv + c->optind;
	size_t n = (size_t)(c->argc - c->optind);
	struct ub_audit_set set = { 0 };
	struct ub_audit a = { 0 };
	enum ub_status st;

	if (ask->of > 0)
		st = ub_audit_of(&a, path, n, ask->of, &ask->per, e);
	else if ((st = load(c, ask, &set, &a, path, n, e)) == UB_OK)
		st = ub_audit_set_run(&set, &a, e);
	*found = a.n > 0;
	if (st == UB_OK)
		st = ub_audit_tell(STDOUT_FILENO, &a, ask->stream, e);
	ub_audit_free(&a);
	ub_audit_set_free(&set);
	return st;
}

static enum ub_status
compare(const struct ub_cli *c, struct ask *ask, bool *found, struct ub_err *e)
{
	const char *const *path = (const char *const *)c->argv + c->optind;
	struct ub_audit_set was = { 0 }, is = { 0 };
	struct ub_audit a = { 0 };
	struct ub_compared d = { 0 };
	enum ub_status st;

	st = load(c, ask, &was, &a, &ask->compare, 1, e);
	if (st == UB_OK)
		st = load(
		    c, ask, &is, &a, path, (size_t)(c->argc - c->optind), e);
	if (st == UB_OK)
		ub_compare(&d, &was, &is, ask->tolerance);
	*found = d.n > 0;
	if (st == UB_OK)
		st = ub_compare_tell(STDOUT_FILENO, &d, ask->stream, e);
	ub_compare_free(&d);
	ub_audit_free(&a);
	ub_audit_set_free(&was);
	ub_audit_set_free(&is);
	return st;
}

static int64_t
number(const struct ub_cli *c, const struct ask *ask, int option,
    const char *name, uint64_t min, int64_t other)
{
	const char *s = ask->arg[option];

	return s == NULL ? other
			 : (int64_t)ub_cli_uint(c, name, s, min, UB_BASE_MAX);
}

static void
settle(const struct ub_cli *c, struct ask *ask)
{
	struct ub_shape_ask *shape = &ask->open.shape;
	const char *const *arg = ask->arg, *s = arg[TOLERANCE];

	shape->percent = arg[PERCENT];
	shape->base = arg[BASE];
	shape->parts = arg[PARTS] != NULL;
	shape->keys = arg[KEYS];
	shape->apart = arg[APART];
	shape->total = arg[TOTAL];
	shape->hidden = arg[HIDDEN];
	shape->off = (double)number(c, ask, ROUNDED, "--rounded", 2, 0) / 2;
	ask->open.sheet = arg[SHEET];
	ask->open.limits = &c->limits;
	ask->compare = arg[COMPARE];
	ask->open.leaks = ask->compare == NULL;
	ask->records = arg[RECORDS] != NULL || ask->compare != NULL;
	ask->of = number(c, ask, OF, "--of", 1, 0);
	ask->per.width = number(c, ask, WIDTH, "--width", 2, 2);
	ask->per.small = number(c, ask, MIN, "--min", 0, 4);
	ask->per.parts = shape->parts;
	ask->per.means = arg[MEANS] != NULL;
	if (s != NULL && (!ub_dec_parse(s, strlen(s), &ask->tolerance) ||
			     ub_i128_sign(ask->tolerance) < 0))
		ub_cli_usage(c, "--tolerance: a number from 0");
	if ((s = arg[AS]) != NULL && strcmp(s, "text") != 0 &&
	    strcmp(s, "stream") != 0)
		ub_cli_usage(c, "--as: text or stream");
	ask->stream = s != NULL
			  ? strcmp(s, "stream") == 0
			  : ask->compare != NULL && !isatty(STDOUT_FILENO);
	if (shape->base != NULL && shape->percent == NULL)
		ub_cli_usage(c, "--percent and --base go together");
	if (shape->parts && shape->percent == NULL && ask->of == 0)
		ub_cli_usage(c, "--parts needs --percent or --of");
	if (ask->per.means &&
	    (shape->parts || (shape->percent == NULL && ask->of == 0)))
		ub_cli_usage(
		    c, "--means needs --percent or --of, and no --parts");
	if (ask->of > 0 && c->optind == c->argc)
		ub_cli_usage(c, "--of: which per cents?");
}

int
main(int argc, char *argv[])
{
	struct ub_cli c = {
		.prog = "ubat-audit",
		.synopsis =
		    "ubat-audit [--percent columns] [--base column] [--parts] "
		    "[--means] [--of n] [--width n] [--min n] [--keys columns] "
		    "[--apart columns] [--total words] [--hidden signs] "
		    "[--rounded base] "
		    "[--sheet name] [--records] [--compare file] "
		    "[--tolerance n] [--as text | stream] [--cut-ok] "
		    "[file ...]",
		.purpose = "are tables possible, and safe",
		.option = options,
		.argc = argc,
		.argv = argv,
	};
	struct ask ask = { .cut = false };
	struct ub_err e;
	const char *arg;
	bool found = false;
	int ch, status = UB_EXIT_OK;

	while ((ch = ub_cli_next(&c, &arg)) != -1)
		ask.arg[ch] = arg == NULL ? "" : arg;
	settle(&c, &ask);
	if ((ask.compare != NULL ? compare : audit)(&c, &ask, &found, &e) !=
	    UB_OK)
		status = ub_cli_report(&c, &e);
	else if (found || (ask.cut && ask.arg[CUT_OK] == NULL))
		status = UB_EXIT_FAIL;
	return ub_cli_close(&c, status);
}
