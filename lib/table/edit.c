/* edit.c - what is done to a finished table, in order; edit.h. */
#include "edit.h"

#include <string.h>

#include "../base/num.h"
#include "../base/simd.h"
#include "../base/unicode.h"
#include "arrange.h"

enum { PERIODS_MIN = 2, PERIODS_DEFAULT = 3, PERIODS_MAX = 1000 };

static const char *const names[UB_NEDIT] = {
	[UB_EDIT_ALONG] = "along",
	[UB_EDIT_AGAINST] = "against",
	[UB_EDIT_PERIODS] = "periods",
	[UB_EDIT_DIGITS] = "digits",
	[UB_EDIT_ROW_PERCENT] = "row-percent",
	[UB_EDIT_COLUMN_PERCENT] = "column-percent",
	[UB_EDIT_TOTAL_PERCENT] = "total-percent",
	[UB_EDIT_CHANGE] = "change",
	[UB_EDIT_DIFFERENCE] = "difference",
	[UB_EDIT_CUMULATIVE] = "cumulative",
	[UB_EDIT_ROLLING] = "rolling",
	[UB_EDIT_MOVING] = "moving",
	[UB_EDIT_RANK] = "rank",
	[UB_EDIT_RANK_LOW] = "rank-low",
	[UB_EDIT_TOP] = "top",
	[UB_EDIT_ACROSS] = "across",
	[UB_EDIT_TURN] = "turn",
	[UB_EDIT_SORT] = "sort",
	[UB_EDIT_ORDER] = "order",
	[UB_EDIT_TOTALS] = "totals",
	[UB_EDIT_KEEP] = "keep",
	[UB_EDIT_DROP] = "drop",
	[UB_EDIT_KEEP_ROWS] = "keep-rows",
	[UB_EDIT_DROP_ROWS] = "drop-rows",
	[UB_EDIT_RENAME] = "rename",
	[UB_EDIT_LABEL] = "label",
	[UB_EDIT_NAME] = "name",
	[UB_EDIT_TITLE] = "title",
	[UB_EDIT_NOTE] = "note",
	[UB_EDIT_SOURCE] = "source",
};

static bool
whole(const char *s, size_t len, int64_t min, int64_t max, int64_t *v)
{
	return ub_int_parse(s, len, v) && *v >= min && *v <= max;
}

/* What stands before the ":" of "5:n". */
static bool
top_of(const char *arg, int64_t *k)
{
	size_t n = strcspn(arg, ":");

	return arg[n] == ':' && whole(arg, n, 1, INT32_MAX, k);
}

/* What is wrong with the argument of this kind; NULL: nothing. */
static const char *
wrong(const struct ub_edit *edit)
{
	const char *arg = edit->arg;
	int64_t v;

	if (!ub_utf8_valid(arg, strlen(arg)))
		return "not valid UTF-8";
	switch (edit->kind) {
	case UB_EDIT_PERIODS:
		return whole(arg, strlen(arg), PERIODS_MIN, PERIODS_MAX, &v)
			   ? NULL
			   : "not a whole number from 2 to 1000";
	case UB_EDIT_DIGITS:
		return whole(arg, strlen(arg), 0, 6, &v)
			   ? NULL
			   : "not a whole number from 0 to 6";
	case UB_EDIT_TOP:
		return top_of(arg, &v) ? NULL : "not n:measure";
	case UB_EDIT_TOTALS:
		return strcmp(arg, "first") == 0 || strcmp(arg, "last") == 0
			   ? NULL
			   : "neither first nor last";
	case UB_EDIT_ORDER:
	case UB_EDIT_KEEP_ROWS:
	case UB_EDIT_DROP_ROWS:
		return strchr(arg, '=') != NULL ? NULL : "not key=values";
	case UB_EDIT_RENAME:
		return strchr(arg, '=') != NULL ? NULL : "not old=new";
	case UB_EDIT_LABEL:
		return strchr(arg, '=') != NULL ? NULL : "not column=text";
	case UB_EDIT_NAME:
		return ub_name_valid(arg, strlen(arg)) ? NULL
						       : "no name of a table";
	default:
		return NULL;
	}
}

enum ub_status
ub_edit_check(const struct ub_edit *edit, struct ub_err *e)
{
	const char *what = wrong(edit);

	if (what == NULL)
		return UB_OK;
	return ub_fail(e, UB_EUSAGE, "--%s: %s", names[edit->kind], what);
}

/* How the next computations are done. */
struct state {
	struct ub_derive d;
	const char *against;
	size_t periods;
};

static enum ub_status
compute(struct state *s, const struct ub_edit *edit, struct ub_err *e)
{
	struct ub_derive *d = &s->d;
	int64_t k = 0;

	d->measure = edit->arg;
	switch (edit->kind) {
	case UB_EDIT_ROW_PERCENT:
		return ub_derive_percent(d, UB_OF_ROW, e);
	case UB_EDIT_COLUMN_PERCENT:
		return ub_derive_percent(d, UB_OF_COLUMN, e);
	case UB_EDIT_TOTAL_PERCENT:
		return ub_derive_percent(d, UB_OF_ALL, e);
	case UB_EDIT_CHANGE:
		return ub_derive_change(d, e);
	case UB_EDIT_DIFFERENCE:
		return ub_derive_difference(d, s->against, e);
	case UB_EDIT_CUMULATIVE:
		return ub_derive_running(d, 0, e);
	case UB_EDIT_ROLLING:
		return ub_derive_running(d, s->periods, e);
	case UB_EDIT_MOVING:
		return ub_derive_moving(d, s->periods, e);
	case UB_EDIT_TOP:
		(void)top_of(edit->arg, &k);
		d->measure = strchr(edit->arg, ':') + 1;
		return ub_arrange_top(d, (size_t)k, e);
	default:
		return ub_derive_rank(d, edit->kind == UB_EDIT_RANK_LOW, e);
	}
}

static void
set(struct state *s, const struct ub_edit *edit)
{
	int64_t v = 0;

	switch (edit->kind) {
	case UB_EDIT_ALONG:
		s->d.along = edit->arg;
		break;
	case UB_EDIT_AGAINST:
		s->against = edit->arg;
		break;
	case UB_EDIT_DIGITS:
		s->d.digits = edit->arg[0] - '0';
		break;
	default:
		(void)ub_int_parse(edit->arg, strlen(edit->arg), &v);
		s->periods = (size_t)v;
		break;
	}
}

static enum ub_status
arrange(struct ub_grid *g, const struct ub_edit *edit, struct ub_err *e)
{
	switch (edit->kind) {
	case UB_EDIT_ACROSS:
		return ub_arrange_across(g, edit->arg, e);
	case UB_EDIT_TURN:
		return ub_arrange_turn(g, edit->arg, e);
	case UB_EDIT_SORT:
		return ub_arrange_sort(g, edit->arg, e);
	case UB_EDIT_ORDER:
		return ub_arrange_order(g, edit->arg, e);
	case UB_EDIT_KEEP:
		return ub_arrange_keep(g, edit->arg, e);
	case UB_EDIT_DROP:
		return ub_arrange_drop(g, edit->arg, e);
	case UB_EDIT_KEEP_ROWS:
		return ub_arrange_rows(g, edit->arg, true, e);
	case UB_EDIT_DROP_ROWS:
		return ub_arrange_rows(g, edit->arg, false, e);
	case UB_EDIT_RENAME:
		return ub_arrange_rename(g, edit->arg, e);
	case UB_EDIT_LABEL:
		return ub_arrange_label(g, edit->arg, e);
	case UB_EDIT_TOTALS:
		ub_arrange_totals(g, strcmp(edit->arg, "first") == 0);
		return UB_OK;
	case UB_EDIT_NAME:
		ub_meta_set_table(&g->meta, edit->arg);
		return UB_OK;
	default:
		ub_grid_say(g, names[edit->kind], edit->arg);
		return UB_OK;
	}
}

enum ub_status
ub_edit_run(
    struct ub_grid *g, const struct ub_edit *edit, size_t n, struct ub_err *e)
{
	struct state s = { .d = { .g = g, .digits = -1 },
		.against = "total",
		.periods = PERIODS_DEFAULT };
	enum ub_status st = UB_OK;

	for (size_t i = 0; st == UB_OK && i < n; i++) {
		if (edit[i].kind < UB_EDIT_ROW_PERCENT)
			set(&s, &edit[i]);
		else if (edit[i].kind < UB_EDIT_ACROSS)
			st = compute(&s, &edit[i], e);
		else
			st = arrange(g, &edit[i], e);
		if (edit[i].kind < UB_EDIT_LABEL)
			ub_grid_done(g, names[edit[i].kind], edit[i].arg);
	}
	return st;
}
