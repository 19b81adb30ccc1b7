/* advice.c - what was meant by an operand that is no measure; advice.h. */
#include "advice.h"

#include <string.h>

#include "../base/unicode.h"
#include "function.h"

/* What others call them. */
static const char *
synonym(struct ub_slice word)
{
	static const char *const all[][2] = { { "antal", "count" },
		{ "andel", "share" }, { "procent", "share" },
		{ "percent", "share" }, { "proportion", "share" },
		{ "medel", "mean" }, { "medelvärde", "mean" },
		{ "genomsnitt", "mean" }, { "snitt", "mean" },
		{ "avg", "mean" }, { "average", "mean" }, { "summa", "sum" },
		{ "total", "sum" }, { "stdev", "sd" }, { "stddev", "sd" },
		{ "standardavvikelse", "sd" }, { "variance", "var" },
		{ "varians", "var" }, { "minsta", "min" }, { "största", "max" },
		{ "percentile", "quantile" }, { "percentil", "quantile" },
		{ "kvantil", "quantile" }, { "kvartil", "quantile" },
		{ "nunique", "distinct" }, { "unika", "distinct" },
		{ "typvärde", "mode" }, { "kvot", "rate" },
		{ "frekvens", "count" }, { "freq", "count" } };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (ub_slice_is(word, all[i][0]))
			return all[i][1];
	return NULL;
}

/* The function of that name, in any letters, or of one that means it; near: or
 * of the next. */
static const char *
known_as(const char *src, struct ub_span word, bool near)
{
	struct ub_buf low = { 0 };
	struct ub_slice s;
	enum ub_func f;
	const char *found, *next = NULL;

	ub_buf_puts(&low, "");
	ub_lower(&low, src + word.off, word.len);
	s = (struct ub_slice){ low.s, low.len };
	if ((found = synonym(s)) == NULL) {
		if (ub_function_find(s, &f, &next))
			found = ub_function_info(f)->name;
		else if (near)
			found = next;
	}
	ub_buf_free(&low);
	return found;
}

/* The measure of what is no measure itself; NULL: it is no expression. */
static const char *
measure_of(const struct ub_scope *scope, const char *src, struct ub_span at)
{
	struct ub_expr *x = NULL;
	struct ub_err e;
	const char *f;

	if (ub_expr_compile(&x, scope, src, at.off, at.len, &e) != UB_OK)
		return NULL;
	switch (ub_expr_type(x)) {
	case UB_BOOL:
		f = "share";
		break;
	case UB_INT:
	case UB_DEC:
	case UB_COUNT:
		f = "mean";
		break;
	default:
		f = "distinct";
		break;
	}
	ub_expr_free(x);
	return f;
}

static struct ub_span
without_blanks(const char *src, struct ub_span at)
{
	while (at.len > 0 && src[at.off] == ' ') {
		at.off++;
		at.len--;
	}
	while (at.len > 0 && src[at.off + at.len - 1] == ' ')
		at.len--;
	return at;
}

/* Does it begin as a measure does?  Then what is behind it is one too many. */
static bool
begins_measure(const char *src, struct ub_span at)
{
	struct ub_slice word = { src + at.off,
		strspn(src + at.off, "abcdefghijklmnopqrstuvwxyz_") };
	const char *near;
	enum ub_func f;

	return word.len < at.len && word.s[word.len] == '(' &&
	       ub_function_find(word, &f, &near);
}

enum ub_status
ub_advise_call(const struct ub_scope *scope, const char *src,
    struct ub_span name, struct ub_span at, struct ub_err *e)
{
	const char *f, *called = NULL;

	at = without_blanks(src, at);
	if (begins_measure(src, at) || (f = measure_of(scope, src, at)) == NULL)
		return UB_EUSAGE;
	if (name.len > 0)
		called = known_as(src, name, false);
	return ub_expr_fail(e, src, at.off, "no measure (%s(%.*s)?)",
	    called != NULL ? called : f, (int)at.len, src + at.off);
}

enum ub_status
ub_advise_function(const struct ub_scope *scope, const char *src,
    struct ub_span name, struct ub_span at, struct ub_span func,
    struct ub_err *e)
{
	const char *near;

	at = without_blanks(src, at);
	if (func.len == at.len && measure_of(scope, src, at) != NULL)
		return ub_advise_call(scope, src, name, at, e);
	near = known_as(src, func, true);
	if (func.len == at.len && near != NULL && strcmp(near, "count") == 0)
		near = "n"; /* of records, where nothing else is said */
	return ub_expr_fail(e, src, func.off, "no measure of that name%s%s%s",
	    near ? " (" : "", near ? near : "", near ? "?)" : "");
}
