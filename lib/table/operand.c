/* operand.c - operands of ubat-agg, parsed and checked; measure.h. */
#include "measure.h"

#include <stdlib.h>
#include <string.h>

#include "../base/unicode.h"
#include "advice.h"
#include "missed.h"
#include "suffix.h"

enum { ARGS = 3, UB_PER_MAX = 1000000, UB_TOP_MAX = 1000 };

/* What rows are as units is computed as a share, a mean or a rate. */
static bool
find_units(struct ub_measure *m, struct ub_slice name)
{
	static const struct {
		const char *name;
		enum ub_func func;
		enum ub_units units;
	} all[] = { { "share_units", UB_F_SHARE, UB_UNITS_SHARE },
		{ "mean_unweighted", UB_F_MEAN, UB_UNITS_MEAN },
		{ "ratio_of_sums", UB_F_RATE, UB_UNITS_RATIO } };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		if (!ub_slice_is(name, all[i].name))
			continue;
		m->func = all[i].func;
		m->units = all[i].units;
		return true;
	}
	return false;
}

static enum ub_status
find_func(struct ub_measure *m, const struct ub_scope *scope, const char *src,
    struct ub_span name, struct ub_span at, struct ub_span func,
    struct ub_err *e)
{
	struct ub_slice s = { src + func.off, func.len };
	const char *near;

	if (find_units(m, s) || ub_function_find(s, &m->func, &near))
		return UB_OK;
	return ub_advise_function(scope, src, name, at, func, e);
}

static enum ub_status
check_args(const struct ub_measure *m, const char *src, struct ub_span at,
    size_t nargs, struct ub_err *e)
{
	const struct ub_function_info *f = ub_function_info(m->func);

	if (m->units != UB_UNITS_NONE)
		return nargs == 1 ? UB_OK
				  : ub_expr_fail(e, src, at.off,
					"%.*s takes one argument", (int)at.len,
					src + at.off);
	if (nargs >= f->min && nargs <= f->max)
		return UB_OK;
	return ub_expr_fail(e, src, at.off, "%s takes %s", f->name, f->args);
}

/* The p of quantile(x, p): a number from 0 to 1, written out. */
static enum ub_status
parse_p(
    struct ub_measure *m, const char *src, struct ub_span at, struct ub_err *e)
{
	const char *s = src + at.off;
	struct ub_i128 p;

	if (memchr(s, '.', at.len) != NULL) { /* 0.50 is 0.5, 1.0 is 1 */
		while (s[at.len - 1] == '0')
			at.len--;
		at.len -= s[at.len - 1] == '.';
	}
	if (!ub_dec_parse(s, at.len, &p) || p.hi != 0 ||
	    p.lo > (uint64_t)UB_NANO)
		return ub_expr_fail(
		    e, src, at.off, "quantile takes a number from 0 to 1");
	m->p_nano = (int64_t)p.lo;
	return UB_OK;
}

/* A third argument of quantile() that is no definition is a weight; what begins
 * with a digit is meant as one. */
static bool
is_weight(const struct ub_measure *m, struct ub_slice last)
{
	struct ub_quantile_def def;

	return m->func == UB_F_QUANTILE && last.len > 0 &&
	       !(last.s[0] >= '0' && last.s[0] <= '9') &&
	       strncmp(last.s, "excel-", 6) != 0 &&
	       !ub_quantile_def_parse(last, &def);
}

/* The arguments that are no expressions: arg[1] and arg[2] of nargs. */
static enum ub_status
parse_constants(struct ub_measure *m, const char *src,
    const struct ub_span *arg, size_t nargs, struct ub_err *e)
{
	struct ub_slice last = { src + arg[2].off, arg[2].len };
	enum ub_status st;

	m->def = UB_QUANTILE_DEFAULT;
	m->per = 1;
	if (m->func == UB_F_MEDIAN)
		m->p_nano = UB_NANO / 2;
	if (m->func == UB_F_QUANTILE &&
	    (st = parse_p(m, src, arg[1], e)) != UB_OK)
		return st;
	if (m->func == UB_F_QUANTILE && nargs == 3 && !is_weight(m, last) &&
	    !ub_quantile_def_parse(last, &m->def))
		return ub_expr_fail(e, src, arg[2].off,
		    "no definition of a quantile: " UB_QUANTILE_DEFS);
	if (m->func == UB_F_TOP &&
	    (!ub_int_parse(src + arg[1].off, arg[1].len, &m->per) ||
		m->per < 1 || m->per > UB_TOP_MAX))
		return ub_expr_fail(
		    e, src, arg[1].off, "top takes a whole number, 1 to 1000");
	if (ub_function_is_test(m->func) && !ub_function_stratified(m->func) &&
	    nargs == 3 && !ub_test_method_parse(m->func, last, &m->method))
		return ub_expr_fail(e, src, arg[2].off, "%s is %s",
		    ub_function_info(m->func)->name,
		    m->func == UB_F_MCNEMAR ? "plain, corrected or exact"
					    : "plain or corrected");
	if (m->func == UB_F_RATE && nargs == 3 &&
	    (!ub_int_parse(last.s, last.len, &m->per) || m->per < 1 ||
		m->per > UB_PER_MAX))
		return ub_expr_fail(e, src, arg[2].off,
		    "the factor of a rate is a whole number, 1 to 1000000");
	return UB_OK;
}

/* --- types ------------------------------------------------------------ */

static bool
is_quotient(enum ub_type t)
{
	return t == UB_SHARE || t == UB_MEAN || t == UB_STAT;
}

/* Could this byte stand in a name?  All beyond ASCII may. */
static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || (c & 0x80) != 0;
}

/* Length of the word (a name, perhaps in backquotes, a number, a string or
 * one byte) at s; *name is what could be a column's name. */
static size_t
next_word(const char *s, size_t len, struct ub_slice *name)
{
	size_t n = 1;
	char c = s[0];

	name->s = s;
	name->len = 0;
	if (c == '"' || c == '`') {
		while (n < len && s[n] != c)
			n += c == '"' && s[n] == '\\' && n + 1 < len ? 2 : 1;
		if (c == '`') {
			name->s = s + 1;
			name->len = n - 1;
		}
		return n < len ? n + 1 : len;
	}
	while (n < len && is_word(s[0]) && is_word(s[n]))
		n++;
	return name->len = n;
}

/* A mean or a sum of shares or means is no mean or sum of what they are made
 * of: find such a column anywhere in the argument. */
static enum ub_status
refuse_quotients(const struct ub_measure *m, const struct ub_legend *l,
    const char *src, struct ub_span at, struct ub_err *e)
{
	struct ub_slice name;

	for (size_t i = 0; i < at.len;) {
		size_t n = next_word(src + at.off + i, at.len - i, &name);
		size_t col = ub_legend_find(l, name.s, name.len);

		if (name.len > 0 && col != UB_NOCOL &&
		    is_quotient(l->col[col].type))
			return ub_expr_fail(e, src, at.off + i,
			    "a %s of shares or means says nothing: column %s "
			    "is %s",
			    ub_function_info(m->func)->name, l->col[col].name,
			    ub_type_name(l->col[col].type));
		i += n;
	}
	return UB_OK;
}

/* What an argument must be; NULL when it is that. */
static const char *
unfit(enum ub_takes takes, enum ub_kind kind, int type)
{
	bool number = kind == UB_K_INT || kind == UB_K_DEC;

	switch (takes) {
	case UB_TAKES_CONDITION:
		return kind == UB_K_BOOL ? NULL : "a condition";
	case UB_TAKES_NUMBER:
		return number ? NULL : "a number";
	case UB_TAKES_ORDERED:
		if (kind == UB_K_DATE && type > 3)
			return "numbers by that definition, dates by 1 to 3";
		return number || kind == UB_K_DATE ? NULL
						   : "a number or a date";
	case UB_TAKES_AMOUNT:
		return number || kind == UB_K_BOOL ? NULL
						   : "a number or a condition";
	case UB_TAKES_DATE:
		return kind == UB_K_DATE ? NULL : "a date";
	default:
		return NULL;
	}
}

/* Bowker's test and its like are of one thing at two times. */
static bool
differ(const struct ub_measure *m)
{
	bool number[2] = { m->kind == UB_K_INT || m->kind == UB_K_DEC,
		m->ykind == UB_K_INT || m->ykind == UB_K_DEC };

	return (m->func == UB_F_BOWKER || m->func == UB_F_MAXWELL) &&
	       m->kind != m->ykind && !(number[0] && number[1]);
}

static enum ub_type
type_of(const struct ub_measure *m)
{
	bool keeps = m->in == UB_INT || m->in == UB_DEC || m->in == UB_COUNT ||
		     m->in == UB_DATE;
	/* one of several shares, or between two, is read as they are */
	enum ub_type statistic = m->in == UB_SHARE ? UB_SHARE : UB_STAT;

	switch (m->func) {
	case UB_F_N:
	case UB_F_COUNT:
	case UB_F_DISTINCT:
		return UB_COUNT;
	case UB_F_SHARE:
		return UB_SHARE;
	case UB_F_MEAN:
		return m->units == UB_UNITS_MEAN && m->in == UB_SHARE ? UB_SHARE
								      : UB_MEAN;
	case UB_F_RATE:
		return m->units == UB_UNITS_RATIO ? UB_SHARE : UB_STAT;
	case UB_F_MODE:
	case UB_F_FIRST:
	case UB_F_LAST:
		return m->in;
	case UB_F_SUM:
		return keeps ? m->in : UB_STAT;
	case UB_F_MIN:
	case UB_F_MAX:
	case UB_F_TOP:
		return keeps ? m->in : statistic;
	case UB_F_MEDIAN:
	case UB_F_QUANTILE:
		return m->in == UB_DATE ? UB_DATE : statistic;
	default:
		return UB_STAT;
	}
}

/* A sum of shares or means, and what is made of sums. */
static bool
adds_up(const struct ub_measure *m)
{
	return m->func == UB_F_SUM || m->func == UB_F_MEAN ||
	       m->func == UB_F_RATE;
}

/* An argument that is an expression. */
static enum ub_status
compile(struct ub_measure *m, struct ub_expr **xp, const struct ub_scope *scope,
    const char *src, struct ub_span at, struct ub_err *e)
{
	enum ub_status st;

	if ((st = ub_expr_compile(xp, scope, src, at.off, at.len, e)) != UB_OK)
		return st;
	if (adds_up(m) && m->units != UB_UNITS_MEAN)
		return refuse_quotients(m, scope->legend, src, at, e);
	return UB_OK;
}

static enum ub_status
compile_first(struct ub_measure *m, const struct ub_scope *scope,
    const char *src, struct ub_span at, struct ub_err *e)
{
	const struct ub_function_info *info = ub_function_info(m->func);
	const char *bad;
	enum ub_status st;

	if ((st = compile(m, &m->x, scope, src, at, e)) != UB_OK)
		return st;
	m->xsrc = ub_xstrndup(src + at.off, at.len);
	m->kind = ub_expr_kind(m->x);
	m->in = ub_expr_type(m->x);
	m->col = ub_expr_column(m->x);
	if (m->col != UB_NOCOL)
		m->column = ub_xstrdup(scope->legend->col[m->col].name);
	bad = unfit(info->takes, m->kind, m->def.type);
	if (bad != NULL)
		return ub_expr_fail(
		    e, src, at.off, "%s takes %s", info->name, bad);
	return UB_OK;
}

static enum ub_status
compile_second(struct ub_measure *m, const struct ub_scope *scope,
    const char *src, struct ub_span at, struct ub_err *e)
{
	const struct ub_function_info *info = ub_function_info(m->func);
	const char *bad;
	enum ub_status st;

	if ((st = compile(m, &m->y, scope, src, at, e)) != UB_OK)
		return st;
	m->ysrc = ub_xstrndup(src + at.off, at.len);
	m->ykind = ub_expr_kind(m->y);
	bad = unfit(info->second, m->ykind, 0);
	if (bad != NULL)
		return ub_expr_fail(e, src, at.off,
		    "%s takes %s as its second argument", info->name, bad);
	if (m->kind == UB_K_DATE && ub_measure_by_weight(m))
		return ub_expr_fail(
		    e, src, at.off, "%s of dates has no weights", info->name);
	if (differ(m))
		return ub_expr_fail(e, src, at.off,
		    "%s takes two columns of one kind", info->name);
	return UB_OK;
}

static enum ub_status
compile_third(struct ub_measure *m, const struct ub_scope *scope,
    const char *src, struct ub_span at, struct ub_err *e)
{
	enum ub_status st;

	if ((st = compile(m, &m->z, scope, src, at, e)) != UB_OK)
		return st;
	m->zsrc = ub_xstrndup(src + at.off, at.len);
	m->zkind = ub_expr_kind(m->z);
	return UB_OK;
}

/* One of the columns beside a share: as an expression of its own. */
static enum ub_status
compile_beside(struct ub_expr **xp, char **text, const struct ub_scope *scope,
    struct ub_slice share, const char *tail, struct ub_err *e)
{
	struct ub_buf b = { 0 };
	enum ub_status st;

	ub_buf_add(&b, share.s, share.len);
	ub_buf_puts(&b, tail);
	*text = b.s; /* freed with free() */
	st = ub_expr_compile(xp, scope, b.s, 0, b.len, e);
	if (st == UB_OK && ub_expr_kind(*xp) != UB_K_INT)
		st = UB_EUSAGE;
	return st;
}

/* ratio_of_sums(pos): pos_k by pos_n. */
static enum ub_status
compile_ratio(struct ub_measure *m, const struct ub_scope *scope,
    const char *src, struct ub_span at, struct ub_err *e)
{
	struct ub_slice name = { src + at.off, at.len };
	size_t col = ub_legend_find(scope->legend, name.s, name.len);

	if (col == UB_NOCOL || scope->legend->col[col].type != UB_SHARE ||
	    compile_beside(&m->x, &m->xsrc, scope, name, "_k", e) != UB_OK ||
	    compile_beside(&m->y, &m->ysrc, scope, name, "_n", e) != UB_OK)
		return ub_expr_fail(e, src, at.off,
		    "ratio_of_sums takes a share that has its numerator and "
		    "base beside it");
	m->kind = m->ykind = UB_K_INT;
	m->in = UB_COUNT;
	m->col = UB_NOCOL;
	m->column = ub_xstrdup(scope->legend->col[col].name);
	return UB_OK;
}

/* --- names ------------------------------------------------------------ */

/* x_q25, x_q90, x_q975: at least two digits of p. */
static void
add_quantile(struct ub_buf *b, int64_t p_nano)
{
	char digits[16];
	size_t len = 9;

	(void)ub_int_print(digits, UB_NANO + p_nano); /* 1 and nine digits */
	while (len > 2 && digits[len] == '0')
		len--;
	if (p_nano == UB_NANO)
		ub_buf_puts(b, "_q100");
	else
		ub_buf_puts(b, "_q");
	if (p_nano != UB_NANO)
		ub_buf_add(b, digits + 1, len);
}

static enum ub_status
default_name(
    struct ub_measure *m, const char *src, struct ub_span at, struct ub_err *e)
{
	struct ub_buf b = { 0 };

	if (m->func == UB_F_N) {
		m->name = ub_xstrdup("n");
		return UB_OK;
	}
	if (m->column == NULL)
		return ub_expr_fail(e, src, at.off,
		    "this measure needs a name: name = %s(...)",
		    ub_function_info(m->func)->name);
	ub_buf_puts(&b, m->column);
	if (m->func == UB_F_QUANTILE) {
		add_quantile(&b, m->p_nano);
	} else {
		ub_buf_putc(&b, '_');
		ub_buf_puts(&b, m->units == UB_UNITS_MEAN ? "ovagt"
				: m->units == UB_UNITS_RATIO
				    ? "kvot"
				    : ub_function_info(m->func)->name);
		if (m->func == UB_F_TOP)
			ub_buf_int(&b, m->per);
	}
	m->name = b.s; /* the caller frees it with free() */
	return UB_OK;
}

static enum ub_status
set_name(struct ub_measure *m, const char *src, struct ub_span name,
    struct ub_span rest, struct ub_span arg, struct ub_err *e)
{
	if (name.len > 0) {
		if (!ub_name_valid(src + name.off, name.len))
			return ub_expr_fail(
			    e, src, name.off, "no name of a column");
		m->name = ub_xstrndup(src + name.off, name.len);
		m->what = ub_xstrdup(m->name);
		return UB_OK;
	}
	m->what = ub_xstrndup(src + arg.off, arg.len);
	return default_name(m, src, rest, e);
}

/* round(call, digits): *at becomes the call. */
static enum ub_status
parse_round(struct ub_measure *m, const char *src, struct ub_span *at,
    const struct ub_span *arg, size_t nargs, struct ub_err *e)
{
	const char *d = src + arg[1].off;

	if (nargs != 2 || arg[1].len != 1 || d[0] < '0' || d[0] > '6')
		return ub_expr_fail(e, src, at->off,
		    "round takes a measure and a number of decimals, 0 to 6");
	m->digits = d[0] - '0';
	*at = arg[0];
	return UB_OK;
}

static enum ub_status
parse_call(struct ub_measure *m, const struct ub_scope *scope, const char *src,
    struct ub_span name, struct ub_span at, struct ub_span *arg, size_t *nargs,
    struct ub_err *e)
{
	struct ub_span func;
	enum ub_status st;

	if (ub_expr_call(src, at, &func, arg, ARGS, nargs, e) != UB_OK)
		return ub_advise_call(scope, src, name, at, e);
	if (func.len == 5 && memcmp(src + func.off, "round", 5) == 0 &&
	    ((st = parse_round(m, src, &at, arg, *nargs, e)) != UB_OK ||
		(st = ub_expr_call(src, at, &func, arg, ARGS, nargs, e)) !=
		    UB_OK))
		return st;
	if ((st = find_func(m, scope, src, name, at, func, e)) != UB_OK ||
	    (st = check_args(m, src, func, *nargs, e)) != UB_OK)
		return st;
	return parse_constants(m, src, arg, *nargs, e);
}

static enum ub_status
parse(struct ub_measure *m, const struct ub_scope *scope, const char *src,
    struct ub_err *e)
{
	struct ub_span name, rest, arg[ARGS] = { { 0, 0 } };
	enum ub_status st;
	size_t nargs = 0;

	if ((st = ub_expr_define(src, &name, &rest, e)) != UB_OK ||
	    (st = parse_call(m, scope, src, name, rest, arg, &nargs, e)) !=
		UB_OK)
		return st;
	if (m->units == UB_UNITS_RATIO) {
		if ((st = compile_ratio(m, scope, src, arg[0], e)) != UB_OK)
			return st;
	} else if (nargs > 0 &&
		   (st = compile_first(m, scope, src, arg[0], e)) != UB_OK) {
		return st;
	}
	if (nargs == 3 &&
	    is_weight(m, (struct ub_slice){ src + arg[2].off, arg[2].len }))
		arg[1] = arg[2];
	else if (m->func == UB_F_QUANTILE)
		nargs = 1;
	if (nargs > 1 && m->func != UB_F_TOP &&
	    (st = compile_second(m, scope, src, arg[1], e)) != UB_OK)
		return st;
	if (ub_function_stratified(m->func) &&
	    (st = compile_third(m, scope, src, arg[2], e)) != UB_OK)
		return st;
	m->type = type_of(m);
	return set_name(m, src, name, rest, arg[0], e);
}

enum ub_status
ub_measure_parse(struct ub_measure *m, const struct ub_scope *scope,
    const char *src, struct ub_err *e)
{
	enum ub_status st;

	memset(m, 0, sizeof(*m));
	m->col = UB_NOCOL;
	m->digits = -1;
	if ((st = parse(m, scope, src, e)) != UB_OK)
		ub_measure_free(m);
	return st;
}
