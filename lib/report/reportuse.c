/* reportuse.c - see reportuse.h. */
#include "reportuse.h"

#include <stdlib.h>
#include <string.h>

#include "../base/num.h"
#include "../base/unicode.h"
#include "../stream/legend.h"
#include "breaks.h"
#include "form.h"

static enum ub_status
find(const struct ub_reportfile *f, const struct ub_sheet *s, const char *name,
    size_t len, struct ub_said at, size_t *col, struct ub_err *e)
{
	for (size_t c = 0; c < s->ncol; c++) {
		if (strlen(s->col[c].name) == len &&
		    memcmp(s->col[c].name, name, len) == 0 &&
		    s->col[c].role != UB_ROLE_HIDDEN) {
			*col = c;
			return UB_OK;
		}
	}
	return ub_reportfile_fail(f, at, e, "table %.60s shows no column %.*s",
	    s->table, (int)(len > 60 ? 60 : len), name);
}

static void
replace(char **text, struct ub_said said)
{
	if (said.s == NULL)
		return;
	free(*text);
	*text = ub_xstrdup(said.s);
	ub_sheet_tidy(*text);
}

/* --- columns ------------------------------------------------------------ */

/* Do it to each column that something is said of. */
static enum ub_status
each(const struct ub_reportfile *f, struct ub_sheet *s,
    const struct ub_said_of *said, size_t n,
    enum ub_status (*set)(const struct ub_reportfile *, struct ub_sheet *,
	size_t, struct ub_said, struct ub_err *),
    struct ub_err *e)
{
	enum ub_status st = UB_OK;
	size_t col;

	for (size_t i = 0; st == UB_OK && i < n; i++) {
		st = find(f, s, said[i].column, strlen(said[i].column),
		    said[i].text, &col, e);
		if (st == UB_OK)
			st = set(f, s, col, said[i].text, e);
	}
	return st;
}

static enum ub_status
set_heading(const struct ub_reportfile *f, struct ub_sheet *s, size_t col,
    struct ub_said text, struct ub_err *e)
{
	if (ub_utf16_len(text.s, strlen(text.s)) > UB_SHEET_HEAD_MAX)
		return ub_reportfile_fail(f, text, e,
		    "a heading is at most %d characters", UB_SHEET_HEAD_MAX);
	replace(&s->col[col].heading, text);
	return UB_OK;
}

/* Excel wants them different, whatever their case. */
static enum ub_status
check_heading(const struct ub_reportfile *f, struct ub_sheet *s, size_t col,
    struct ub_said text, struct ub_err *e)
{
	for (size_t c = 0; c < s->ncol; c++)
		if (c != col && s->col[c].role != UB_ROLE_HIDDEN &&
		    ub_sheet_same_name(s->col[c].heading, s->col[col].heading))
			return ub_reportfile_fail(f, text, e,
			    "column %.60s has that heading too",
			    s->col[c].name);
	return UB_OK;
}

/* "value.kon.man": the column, and the value as the stream has it. */
static const char *
value_of(struct ub_buf *column, const char *said)
{
	size_t len = strcspn(said, ".");

	ub_buf_clear(column);
	ub_buf_puts(column, "");
	ub_buf_add(column, said, len);
	return said[len] == '.' ? said + len + 1 : "";
}

void
ub_reportuse_values(const struct ub_report_table *t, struct ub_meta *m)
{
	struct ub_buf column = { 0 };
	struct ub_err none;

	for (size_t i = 0; i < t->nvalue; i++) {
		const char *value = value_of(&column, t->value[i].column);
		size_t k;

		for (k = 0; k < m->nlabel; k++)
			if (m->label[k].value != NULL &&
			    strcmp(m->label[k].col, column.s) == 0 &&
			    strcmp(m->label[k].value, value) == 0)
				break;
		if (k < m->nlabel) {
			free(m->label[k].text);
			m->label[k].text = ub_xstrdup(t->value[i].text.s);
			ub_sheet_tidy(m->label[k].text);
		} else {
			(void)ub_meta_add_label(
			    m, column.s, value, t->value[i].text.s, &none);
		}
	}
	ub_buf_free(&column);
}

static enum ub_status
check_values(const struct ub_reportfile *f, const struct ub_report_table *t,
    const struct ub_sheet *s, struct ub_err *e)
{
	struct ub_buf column = { 0 };
	enum ub_status st = UB_OK;
	size_t col;

	for (size_t i = 0; st == UB_OK && i < t->nvalue; i++) {
		struct ub_said text = t->value[i].text;

		if (value_of(&column, t->value[i].column)[0] == '\0')
			st = ub_reportfile_fail(
			    f, text, e, "no value, as value.kon.man has one");
		else
			st = find(f, s, column.s, column.len, text, &col, e);
		if (st == UB_OK && !ub_type_is_text(s->col[col].type))
			st = ub_reportfile_fail(f, text, e,
			    "%.60s is %s: its values have no labels", column.s,
			    ub_type_name(s->col[col].type));
	}
	ub_buf_free(&column);
	return st;
}

static enum ub_status
set_digits(const struct ub_reportfile *f, struct ub_sheet *s, size_t col,
    struct ub_said text, struct ub_err *e)
{
	if (s->col[col].type < UB_SHARE)
		return ub_reportfile_fail(f, text, e,
		    "column %.60s is %s, which is not rounded",
		    s->col[col].name, ub_type_name(s->col[col].type));
	s->col[col].digits = text.s[0] - '0';
	return UB_OK;
}

/* "break.pos = 2019: why": a measure, or that of columns across. */
static enum ub_status
set_breaks(const struct ub_reportfile *f, const struct ub_report_table *t,
    struct ub_sheet *s, struct ub_err *e)
{
	for (size_t i = 0; i < t->nbrk; i++) {
		const char *name = t->brk[i].column;
		size_t len = strlen(name), c;

		for (c = s->nkey; c < s->ncol; c++)
			if (strncmp(s->col[c].name, name, len) == 0 &&
			    (s->col[c].name[len] == '\0' ||
				s->col[c].name[len] == '_'))
				break;
		if (c == s->ncol)
			return ub_reportfile_fail(f, t->brk[i].text, e,
			    "table %.60s shows no measure %.60s", s->table,
			    name);
		if (!ub_breaks_add(s, name, t->brk[i].text.s))
			return ub_reportfile_fail(f, t->brk[i].text, e,
			    "not a time and why, as 2019: the question is "
			    "another");
	}
	return UB_OK;
}

static bool
ends_in(const char *name, const char *tail)
{
	size_t len = strlen(name), n = strlen(tail);

	return len > n && strcmp(name + len - n, tail) == 0;
}

/* Has the table a p-value of the test that a column is of: "t" of "t_df"? */
static bool
is_of_test(const struct ub_sheet *s, const char *name)
{
	size_t len = (size_t)(strrchr(name, '_') - name);

	for (size_t c = s->nkey; c < s->ncol; c++)
		if (s->col[c].p && strncmp(s->col[c].name, name, len) == 0 &&
		    s->col[c].name[len] == '\0')
			return true;
	return false;
}

void
ub_reportuse_pvalues(const struct ub_reportfile *f, struct ub_sheet *s)
{
	bool shown = f->pvalues.s != NULL
			 ? strcmp(f->pvalues.s, "yes") == 0
			 : ub_form_of(f, NULL) != UB_FORM_BOARD;
	bool *gone = ub_xcalloc(s->ncol + 1, sizeof(*gone));

	/* where measures stand in rows a column has others too */
	for (size_t c = s->nkey; !shown && c < s->ncol; c++)
		gone[c] = (s->col[c].p && s->col[c].turned == 0) ||
			  ((ends_in(s->col[c].name, "_stat") ||
			       ends_in(s->col[c].name, "_df")) &&
			      is_of_test(s, s->col[c].name));
	for (size_t c = s->nkey; c < s->ncol; c++)
		if (gone[c])
			s->col[c].role = UB_ROLE_HIDDEN;
	free(gone);
}

enum ub_status
ub_reportuse_columns(const struct ub_reportfile *f,
    const struct ub_report_table *t, struct ub_sheet *s, struct ub_err *e)
{
	enum ub_status st;

	replace(&s->title, t->title);
	replace(&s->english, t->english);
	replace(&s->note, t->note);
	replace(&s->source, t->source);
	s->freeze = t->freeze.s != NULL && strcmp(t->freeze.s, "yes") == 0;
	if ((st = check_values(f, t, s, e)) != UB_OK ||
	    (st = each(f, s, t->label, t->nlabel, set_heading, e)) != UB_OK ||
	    (st = each(f, s, t->label, t->nlabel, check_heading, e)) != UB_OK)
		return st;
	if ((st = set_breaks(f, t, s, e)) != UB_OK)
		return st;
	return each(f, s, t->digits, t->ndigits, set_digits, e);
}

/* --- the order of rows -------------------------------------------------- */

struct order {
	const struct ub_sheet *s;
	size_t col;
	bool sort, down, totals_first, totals_last;
};

/* Totals, then values, then signs: what is compared first. */
static int
rank(const struct order *o, size_t row)
{
	if (ub_sheet_total(o->s, row))
		return o->totals_first ? 0 : o->totals_last ? 3 : 1;
	return o->sort && ub_sheet_cell(o->s, row, o->col)->kind == UB_CELL_SIGN
		   ? 2
		   : 1;
}

/* "<0,001" is less than any p-value that is shown as a number. */
static bool
number_of(const struct ub_cell *c, const char *text, double *v)
{
	*v = 0;
	if (c->kind == UB_CELL_TEXT)
		return text[0] == '<';
	return c->kind == UB_CELL_NUMBER &&
	       ub_real_parse(text, strlen(text), v);
}

static int
compare_cells(const struct order *o, size_t x, size_t y)
{
	const struct ub_cell *a = ub_sheet_cell(o->s, x, o->col);
	const struct ub_cell *b = ub_sheet_cell(o->s, y, o->col);
	const char *s = ub_sheet_text(o->s, a), *t = ub_sheet_text(o->s, b);
	double v, w;

	if ((a->kind == UB_CELL_NUMBER || b->kind == UB_CELL_NUMBER) &&
	    number_of(a, s, &v) && number_of(b, t, &w))
		return (v > w) - (v < w);
	return strcmp(s, t);
}

static int
compare_rows(const void *a, const void *b, void *arg)
{
	const struct order *o = arg;
	size_t x = *(const size_t *)a, y = *(const size_t *)b;
	int c = rank(o, x) - rank(o, y);

	if (c == 0 && o->sort && rank(o, x) == 1 && !ub_sheet_total(o->s, x)) {
		c = compare_cells(o, x, y);
		c = o->down ? -c : c;
	}
	return c != 0 ? c : (x > y) - (x < y);
}

static void
put_in_order(struct ub_sheet *s, struct order *o)
{
	size_t *row = ub_xcalloc(s->nrow + 1, sizeof(*row));
	struct ub_cell *cell = ub_xcalloc(s->nrow * s->ncol + 1, sizeof(*cell));

	for (size_t i = 0; i < s->nrow; i++)
		row[i] = i;
	qsort_r(row, s->nrow, sizeof(*row), compare_rows, o);
	for (size_t i = 0; i < s->nrow; i++)
		memcpy(cell + i * s->ncol, s->cell + row[i] * s->ncol,
		    s->ncol * sizeof(*cell));
	free(row);
	free(s->cell);
	s->cell = cell;
}

static enum ub_status
order_rows(const struct ub_reportfile *f, const struct ub_report_table *t,
    struct ub_sheet *s, struct ub_err *e)
{
	struct order o = { .s = s };
	const char *by = t->sort.s;
	enum ub_status st;

	if (t->totals.s != NULL) {
		o.totals_first = strcmp(t->totals.s, "first") == 0;
		o.totals_last = !o.totals_first;
	}
	if (by != NULL) {
		if (s->nkey != 1)
			return ub_reportfile_fail(f, t->sort, e,
			    "table %.60s has %zu keys; one is needed to sort "
			    "its rows",
			    s->table, s->nkey);
		o.down = by[0] == '-';
		by += o.down;
		if ((st = find(f, s, by, strlen(by), t->sort, &o.col, e)) !=
		    UB_OK)
			return st;
		o.sort = true;
		o.totals_last |= !o.totals_first;
	}
	if (o.sort || o.totals_first || o.totals_last)
		put_in_order(s, &o);
	return UB_OK;
}

/* --- columns left out --------------------------------------------------- */

/* Is c the base of a share that is not left out? */
static bool
is_needed(const struct ub_sheet *s, const bool *keep, size_t c)
{
	const char *name = s->col[c].name;
	size_t len = strlen(name);

	for (size_t i = 0; i < s->ncol; i++)
		if (keep[i] && s->col[i].type == UB_SHARE &&
		    s->col[c].role == UB_ROLE_BASE &&
		    strlen(s->col[i].name) + 2 == len &&
		    memcmp(s->col[i].name, name, len - 2) == 0)
			return true;
	return false;
}

static enum ub_status
leave_out(const struct ub_reportfile *f, const struct ub_report_table *t,
    struct ub_sheet *s, const bool *gone, struct ub_err *e)
{
	bool *keep = ub_xcalloc(s->ncol + 1, sizeof(*keep));
	size_t *col = ub_xcalloc(t->nhide + 1, sizeof(*col));
	enum ub_status st = UB_OK;

	memset(keep, true, s->ncol * sizeof(*keep));
	for (size_t i = 0; st == UB_OK && i < t->nhide; i++) {
		if (gone[i])
			continue;
		st = find(f, s, t->hide[i].s, strlen(t->hide[i].s), t->hide[i],
		    &col[i], e);
		if (st == UB_OK && s->col[col[i]].role == UB_ROLE_KEY)
			st = ub_reportfile_fail(
			    f, t->hide[i], e, "a key cannot be left out");
		if (st == UB_OK)
			keep[col[i]] = false;
	}
	for (size_t i = 0; st == UB_OK && i < t->nhide; i++)
		if (!gone[i] && is_needed(s, keep, col[i]))
			st = ub_reportfile_fail(f, t->hide[i], e,
			    "a share cannot be shown without its base");
	if (st == UB_OK)
		ub_sheet_keep(s, keep);
	free(col);
	free(keep);
	return st;
}

enum ub_status
ub_reportuse_hide(const struct ub_reportfile *f,
    const struct ub_report_table *t, struct ub_sheet *s, bool *gone,
    struct ub_err *e)
{
	bool *later = ub_xcalloc(t->nhide + 1, sizeof(*later));
	struct ub_err none;
	enum ub_status st;
	size_t col;

	for (size_t i = 0; i < t->nhide; i++) {
		later[i] = find(f, s, t->hide[i].s, strlen(t->hide[i].s),
			       t->hide[i], &col, &none) != UB_OK;
		gone[i] = !later[i];
	}
	st = leave_out(f, t, s, later, e);
	free(later);
	return st;
}

static enum ub_status
set_width(const struct ub_reportfile *f, struct ub_sheet *s, size_t col,
    struct ub_said text, struct ub_err *e)
{
	int64_t w;

	(void)f;
	(void)e;
	(void)ub_int_parse(text.s, strlen(text.s), &w);
	s->col[col].width = (size_t)w;
	return UB_OK;
}

/* "Kön / Sex", as Statistics Sweden writes it. */
static enum ub_status
set_english(const struct ub_reportfile *f, struct ub_sheet *s, size_t col,
    struct ub_said text, struct ub_err *e)
{
	struct ub_buf b = { 0 };
	enum ub_status st = UB_OK;

	ub_buf_printf(&b, "%s / ", s->col[col].heading);
	s->col[col].other = b.len;
	ub_buf_puts(&b, text.s);
	if (ub_utf16_len(b.s, b.len) > UB_SHEET_HEAD_MAX)
		st = ub_reportfile_fail(f, text, e,
		    "a heading is at most %d characters, the Swedish and the "
		    "English together",
		    UB_SHEET_HEAD_MAX);
	free(s->col[col].heading);
	s->col[col].heading = ub_xstrdup(b.s);
	ub_sheet_tidy(s->col[col].heading);
	ub_buf_free(&b);
	return st;
}

enum ub_status
ub_reportuse_rows(const struct ub_reportfile *f,
    const struct ub_report_table *t, struct ub_sheet *s, const bool *gone,
    struct ub_err *e)
{
	enum ub_status st;

	if ((st = order_rows(f, t, s, e)) != UB_OK ||
	    (st = leave_out(f, t, s, gone, e)) != UB_OK ||
	    (st = each(f, s, t->heading, t->nheading, set_english, e)) != UB_OK)
		return st;
	return each(f, s, t->width, t->nwidth, set_width, e);
}

/* --- notes -------------------------------------------------------------- */

/* The line of the description that says it; 0 where the table did. */
static uint64_t
line_of(const struct ub_reportfile *f, const char *text, size_t len)
{
	for (size_t i = 0; i < f->ini.n; i++) {
		const char *at = f->ini.entry[i].value;

		for (; at != NULL && (at = strchr(at, '[')) != NULL; at++)
			if (strncmp(at, text, len) == 0)
				return f->ini.entry[i].line;
	}
	return 0;
}

enum ub_status
ub_reportuse_notes(const struct ub_reportfile *f, const char *text,
    const char *what, bool *used, struct ub_err *e)
{
	const char *mark = f->in_english ? "[note " : "[not ";
	const char *other, *number;
	size_t len, skip = strlen(mark);
	int64_t n;

	for (other = text; other != NULL && (other = ub_sheet_reference(
						 other, &number, &len)) != NULL;
	     other++)
		if (strncmp(other, mark, skip) != 0)
			return ub_fail_at(e, UB_EUSAGE, f->ini.name,
			    line_of(f, other, (size_t)(number - other) + len),
			    "%s refers to a note: in this language, as %s1]",
			    what, mark);
	while (text != NULL && (text = strstr(text, mark)) != NULL) {
		text += skip;
		if (!ub_int_parse(text, strspn(text, "0123456789"), &n) ||
		    n < 1 || (uint64_t)n > f->nnote)
			return ub_fail_at(e, UB_EUSAGE, f->ini.name,
			    line_of(
				f, text - skip, skip + 1 + strcspn(text, "] ")),
			    "%s refers to a note, %s%.*s], that is not there",
			    what, mark, (int)strcspn(text, "] "), text);
		used[n - 1] = true;
	}
	return UB_OK;
}
