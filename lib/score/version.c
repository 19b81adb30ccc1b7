/*
 * version.c - scores whose definition changes with time; see define.h.
 *
 * A formula "at = year", "expr 2017..2018 = a", "expr 2019.. = b" becomes one
 * expression, and two formulas more: which version a record is by, and the
 * oldest definition for all of them.
 */
#include "define.h"

#include <stdlib.h>

#include "../base/date.h"

struct span {
	struct ub_slice lo, hi; /* as written; len 0: open */
	const char *expr;
	uint64_t line;
	bool days;
};

struct make {
	struct ub_instrument *in;
	struct ub_formula q; /* a copy: the array moves */
	struct span *span;
	size_t n;
	struct ub_err *e;
};

static enum ub_status
fail(const struct make *m, uint64_t line, const char *what)
{
	return ub_fail_at(m->e, UB_EUSAGE, m->in->file, line, "score %s: %s",
	    m->q.name, what);
}

static bool
is_day(struct ub_slice w)
{
	return memchr(w.s, '-', w.len) != NULL;
}

/* A year or a day; compared as texts, they are in order. */
static bool
is_time(struct ub_slice w, bool days)
{
	struct ub_slice year = w;
	int32_t day;
	int64_t y;

	if (w.len == 0)
		return true;
	if (days)
		return ub_date_parse(w.s, w.len, &day);
	return ub_int_parse(year.s, year.len, &y) && y >= 1000 && y <= 9999;
}

/* "2017..2018" */
static bool
read_span(const char *s, struct span *x)
{
	const char *dots = strstr(s, "..");

	if (dots == NULL)
		return false;
	x->lo = (struct ub_slice){ s, (size_t)(dots - s) };
	x->hi = ub_slice_of(dots + 2);
	x->days = is_day(x->lo) || is_day(x->hi);
	return is_time(x->lo, x->days) && is_time(x->hi, x->days) &&
	       (x->lo.len == 0 || x->hi.len == 0 ||
		   ub_slice_cmp(x->lo, x->hi) <= 0);
}

static enum ub_status
read_spans(struct make *m)
{
	const struct ub_ini_entry *y;
	struct span *x;

	for (size_t i = m->q.part.first; i < m->q.part.end; i++) {
		y = &m->in->ini.entry[i];
		if (strncmp(y->key, "expr ", 5) != 0)
			continue;
		m->span = ub_xgrow(m->span, m->n, sizeof(*m->span));
		x = &m->span[m->n];
		*x = (struct span){ .expr = y->value, .line = y->line };
		if (!read_span(y->key + 5, x))
			return fail(m, y->line,
			    "write expr FIRST..LAST, in years or in days");
		if (m->n > 0 && x->days != x[-1].days)
			return fail(m, y->line, "years and days are mixed");
		if (m->n > 0 && (x->lo.len == 0 || x[-1].hi.len == 0 ||
				    ub_slice_cmp(x->lo, x[-1].hi) <= 0))
			return fail(
			    m, y->line, "the version overlaps the one before");
		m->n++;
	}
	return m->n > 0 ? UB_OK : fail(m, m->q.line, "has no expr FIRST..LAST");
}

/* Append "TIME >= 2017 and TIME <= 2018". */
static void
put_when(
    struct ub_buf *b, const struct make *m, const struct span *x, bool open)
{
	const char *at = m->q.at;
	bool year = !x->days;
	size_t id = ub_instrument_id(m->in, at, strlen(at));

	/* a year is asked of a date, or is the item itself */
	year = year && id < m->in->nitem && m->in->item[id].kind == UB_K_DATE;
	ub_buf_puts(b, " when ");
	if (x->lo.len > 0)
		ub_buf_printf(b, year ? "year(%s) >= %.*s" : "%s >= %.*s", at,
		    (int)x->lo.len, x->lo.s);
	if (x->hi.len > 0 && !open)
		ub_buf_printf(b, year ? "%syear(%s) <= %.*s" : "%s%s <= %.*s",
		    x->lo.len > 0 ? " and " : "", at, (int)x->hi.len, x->hi.s);
	else if (x->lo.len == 0)
		ub_buf_puts(b, "true");
	ub_buf_puts(b, " then ");
}

static void
put_name(struct ub_buf *b, const struct span *x)
{
	ub_buf_add(b, x->lo.s, x->lo.len);
	ub_buf_puts(b, "\xe2\x80\x93");
	ub_buf_add(b, x->hi.s, x->hi.len);
}

/* The expression over the spans; names: which one it is.  oldest: the first
 * definition, for all that came later too. */
static const char *
make_expr(const struct make *m, bool names, bool oldest)
{
	struct ub_buf b = { 0 };
	const char *s;
	size_t n = oldest ? 1 : m->n, i;

	ub_buf_printf(&b, "case when %s is missing then .u", m->q.at);
	for (i = 0; i < n; i++) {
		put_when(&b, m, &m->span[i], oldest);
		if (names) {
			ub_buf_putc(&b, '"');
			put_name(&b, &m->span[i]);
			ub_buf_putc(&b, '"');
		} else {
			ub_buf_printf(&b, "(%s)", m->span[i].expr);
		}
	}
	ub_buf_puts(&b, " else .n end");
	s = ub_pool_take(&m->in->pool, &b);
	ub_buf_free(&b);
	return s;
}

/* "2019: CRAFT tillkom" of the lines "break 2019 = CRAFT tillkom", or NULL. */
static const char *
make_note(const struct make *m)
{
	const struct ub_ini_entry *y;
	struct ub_buf b = { 0 };
	const char *s = NULL;

	for (size_t i = m->q.part.first; i < m->q.part.end; i++) {
		y = &m->in->ini.entry[i];
		if (strncmp(y->key, "break ", 6) == 0)
			ub_buf_printf(&b, "%s%s: %s", b.len > 0 ? "; " : "",
			    y->key + 6, y->value);
	}
	if (b.len > 0)
		s = ub_pool_take(&m->in->pool, &b);
	ub_buf_free(&b);
	return s;
}

static const char *
joined(struct ub_pool *pool, const char *a, const char *b)
{
	struct ub_buf t = { 0 };
	const char *s;

	ub_buf_printf(&t, "%s%s", a, b);
	s = ub_pool_take(pool, &t);
	ub_buf_free(&t);
	return s;
}

static const char *
old_label(const struct make *m, const char *label, const char *by)
{
	struct ub_buf b = { 0 };
	const char *s;

	ub_buf_printf(&b, "%s, %s ", label, by);
	put_name(&b, &m->span[0]);
	s = ub_pool_take(&m->in->pool, &b);
	ub_buf_free(&b);
	return s;
}

/* Put q at number k of the formulas. */
static void
insert(struct ub_instrument *in, size_t k, const struct ub_formula *q)
{
	in->rule = ub_xgrow(in->rule, in->nrule, sizeof(*in->rule));
	memmove(in->rule + k + 1, in->rule + k,
	    (in->nrule - k) * sizeof(*in->rule));
	in->rule[k] = *q;
	in->nrule++;
}

static void
make_columns(const struct make *m, size_t k)
{
	struct ub_pool *pool = &m->in->pool;
	struct ub_formula v = m->q, old = m->q;

	v.name = joined(pool, m->q.name, "_version");
	v.label = joined(pool, m->q.label, ", version");
	v.label_en = m->q.label_en == NULL
			 ? NULL
			 : joined(pool, m->q.label_en, ", version");
	v.expr = make_expr(m, true, false);
	v.note = make_note(m);
	v.has_type = true;
	v.type = UB_CODE;
	v.kind = UB_K_TEXT;
	v.part.end = v.part.first; /* no labels of its values */
	v.absent.text = NULL;
	insert(m->in, k + 1, &v);

	old.name = joined(pool, m->q.name, "_jamforbar");
	old.label = old_label(m, m->q.label, "enligt definitionen");
	if (m->q.label_en != NULL)
		old.label_en =
		    old_label(m, m->q.label_en, "by the definition of");
	old.expr = make_expr(m, false, true);
	old.comparable = true;
	insert(m->in, k + 2, &old);
}

enum ub_status
ub_version_make(struct ub_instrument *in, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	for (size_t k = 0; k < in->nrule && st == UB_OK; k++) {
		struct make m = { .in = in, .q = in->rule[k], .e = e };

		if (m.q.at == NULL)
			continue;
		st = read_spans(&m);
		if (st == UB_OK) {
			in->rule[k].expr = make_expr(&m, false, false);
			make_columns(&m, k);
			k += 2;
		}
		free(m.span);
	}
	return st;
}
