/* chart.c - see chart.h. */
#include <stdlib.h>

#include "../base/num.h"
#include "../stream/legend.h"
#include "chart.h"
#include "symbol.h"

static const char percent_tail[] = ", procent";

void
ub_chart_spec_parse(struct ub_chart_spec *spec, char *text)
{
	char *eq = strchr(text, '=');

	spec->table = strcmp(text, "auto") == 0 ? NULL : text;
	spec->measures = NULL;
	if (eq != NULL) {
		*eq = '\0';
		spec->measures = eq + 1;
	}
}

void
ub_chart_free(struct ub_chart *c)
{
	free(c->title);
	free(c->x);
	free(c->y);
	free(c->alt);
	free(c->without);
	memset(c, 0, sizeof(*c));
}

void
ub_chart_series_name(struct ub_buf *b, const struct ub_sheet_col *col)
{
	size_t len = strlen(col->heading), tail = sizeof(percent_tail) - 1;

	if (len > tail && strcmp(col->heading + len - tail, percent_tail) == 0)
		len -= tail;
	ub_buf_add(b, col->heading, len);
}

/* --- what is drawn ------------------------------------------------------ */

static bool
is_number(const struct ub_sheet_col *col)
{
	return col->type == UB_INT || col->type == UB_DEC ||
	       col->type >= UB_COUNT;
}

static const struct {
	const char *name, *words; /* words: in the text for those who cannot see
	                           * it */
} kind[] = {
	[UB_CHART_COLUMNS] = { "columns", "Stapeldiagram" },
	[UB_CHART_BARS] = { "bars", "Liggande stapeldiagram" },
	[UB_CHART_STACKED] = { "stacked", "Staplat diagram, delar av hundra" },
	[UB_CHART_LINES] = { "lines", "Linjediagram" },
};

/* "bars:pos": step over the kind. */
static enum ub_status
choose_kind(struct ub_chart *c, const char **measures, struct ub_err *e)
{
	size_t len = strcspn(*measures, ":,"), i;
	struct ub_slice want = { *measures, len };

	if ((*measures)[len] != ':')
		return UB_OK;
	for (i = 0; i < sizeof(kind) / sizeof(kind[0]); i++) {
		if (!ub_slice_is(want, kind[i].name))
			continue;
		c->kind = (enum ub_chart_kind)i;
		*measures += len + 1;
		if (**measures != '\0')
			return UB_OK;
		return ub_fail(
		    e, UB_EUSAGE, "no measure after %s:", kind[i].name);
	}
	return ub_fail(e, UB_EUSAGE,
	    "no kind of chart %.*s: columns, bars, stacked or lines",
	    (int)(len > 40 ? 40 : len), *measures);
}

static enum ub_status
add_named(struct ub_chart *c, const struct ub_sheet *s, const char *name,
    size_t len, struct ub_err *e)
{
	struct ub_slice want = { name, len };
	size_t i;

	for (i = s->nkey; i < s->ncol; i++)
		if (ub_slice_is(want, s->col[i].name))
			break;
	if (i >= s->ncol)
		return ub_fail(e, UB_EUSAGE, "table %s shows no measure %.*s",
		    s->table, (int)len, name);
	if (!is_number(&s->col[i]))
		return ub_fail(e, UB_EUSAGE, "%s of table %s is not a number",
		    s->col[i].name, s->table);
	if (c->n == UB_CHART_SERIES)
		return ub_fail(e, UB_EUSAGE,
		    "more than %d measures in one chart", (int)UB_CHART_SERIES);
	c->col[c->n++] = i;
	return UB_OK;
}

static enum ub_status
choose_named(struct ub_chart *c, const struct ub_sheet *s, const char *measures,
    struct ub_err *e)
{
	enum ub_status st = choose_kind(c, &measures, e);
	size_t len;

	if (st != UB_OK)
		return st;
	if (s->nkey != 1)
		return ub_fail(e, UB_EUSAGE,
		    "table %s has %zu keys, a chart needs one", s->table,
		    s->nkey);
	while (st == UB_OK && *measures != '\0') {
		len = strcspn(measures, ",");
		st = add_named(c, s, measures, len, e);
		measures += len + (measures[len] == ',');
	}
	return st;
}

static void
choose_type(struct ub_chart *c, const struct ub_sheet *s, enum ub_type t)
{
	size_t i;

	for (i = s->nkey; i < s->ncol && c->n < UB_CHART_SERIES; i++)
		if (s->col[i].type == t && s->col[i].role == UB_ROLE_MEASURE)
			c->col[c->n++] = i;
}

/* The rows that are no totals, if they stand together; else all. */
static void
choose_rows(struct ub_chart *c, const struct ub_sheet *s)
{
	size_t r, runs = 0;

	for (r = 0; r < s->nrow; r++) {
		if (ub_sheet_total(s, r))
			continue;
		if (r == 0 || ub_sheet_total(s, r - 1)) {
			c->first = r;
			runs++;
		}
		c->last = r;
	}
	if (runs != 1 || c->kind == UB_CHART_BARS) {
		c->first = 0;
		c->last = s->nrow - 1;
	}
}

/* --- its words ---------------------------------------------------------- */

static double
value(const struct ub_sheet *s, size_t row, size_t col)
{
	const char *text = ub_sheet_text(s, ub_sheet_cell(s, row, col));
	double v = 0;

	(void)ub_real_parse(text, strlen(text), &v);
	return v;
}

static bool
is_bar(const struct ub_sheet *s, size_t row, size_t col)
{
	return ub_sheet_cell(s, row, col)->kind == UB_CELL_NUMBER;
}

/* A bar that is compared with the others: a total is none of them. */
static bool
is_group(
    const struct ub_chart *c, const struct ub_sheet *s, size_t row, size_t col)
{
	return is_bar(s, row, col) &&
	       (c->kind != UB_CHART_BARS || !ub_sheet_total(s, row));
}

/* "A, B och C": the groups whose bar in col is as long as that of row. */
static void
groups_like(struct ub_buf *b, const struct ub_chart *c,
    const struct ub_sheet *s, size_t col, size_t row)
{
	double v = value(s, row, col);
	size_t r, n = 0, at = 0;

	for (r = c->first; r <= c->last; r++)
		n += is_group(c, s, r, col) && value(s, r, col) == v;
	for (r = c->first; r <= c->last; r++) {
		if (!is_group(c, s, r, col) || value(s, r, col) != v)
			continue;
		if (at > 0)
			ub_buf_puts(b, at + 1 == n ? " och " : ", ");
		ub_buf_puts(b, ub_sheet_text(s, ub_sheet_cell(s, r, 0)));
		at++;
	}
	ub_buf_puts(b, " med ");
	ub_swedish_number(
	    b, ub_sheet_text(s, ub_sheet_cell(s, row, col)), true);
	if (s->col[col].type == UB_SHARE)
		ub_buf_puts(b, " procent");
}

static void
extremes(struct ub_buf *b, const struct ub_chart *c, const struct ub_sheet *s,
    size_t col)
{
	size_t r, n = 0, high = UB_NOCOL, low = UB_NOCOL;

	for (r = c->first; r <= c->last; r++) {
		if (!is_group(c, s, r, col))
			continue;
		n++;
		if (high == UB_NOCOL || value(s, r, col) > value(s, high, col))
			high = r;
		if (low == UB_NOCOL || value(s, r, col) < value(s, low, col))
			low = r;
	}
	ub_buf_putc(b, ' ');
	ub_chart_series_name(b, &s->col[col]);
	if (high == UB_NOCOL) {
		ub_buf_puts(b, ": inga värden visas.");
		return;
	}
	if (value(s, high, col) == value(s, low, col)) {
		ub_buf_puts(b, n == 1 ? ": " : ": lika, ");
		groups_like(b, c, s, col, high);
	} else {
		ub_buf_puts(b, ": högst är ");
		groups_like(b, c, s, col, high);
		ub_buf_puts(b, ", lägst är ");
		groups_like(b, c, s, col, low);
	}
	ub_buf_putc(b, '.');
}

/* A line begins and ends somewhere. */
static void
ends(struct ub_buf *b, const struct ub_chart *c, const struct ub_sheet *s,
    size_t col)
{
	const size_t row[2] = { c->first, c->last };
	size_t i;

	for (i = 0; i < 2; i++) {
		ub_buf_puts(b, i == 0 ? " Från " : " till ");
		ub_buf_puts(b, ub_sheet_text(s, ub_sheet_cell(s, row[i], 0)));
		ub_buf_puts(b, " med ");
		ub_swedish_number(
		    b, ub_sheet_text(s, ub_sheet_cell(s, row[i], col)), true);
		if (s->col[col].type == UB_SHARE)
			ub_buf_puts(b, " procent");
	}
	ub_buf_putc(b, '.');
}

static char *
alt_text(const struct ub_chart *c, const struct ub_sheet *s)
{
	struct ub_buf b = { 0 };
	size_t i;

	ub_buf_printf(&b, "%s: %s.", kind[c->kind].words, c->title);
	for (i = 0; i < c->n; i++) {
		extremes(&b, c, s, c->col[i]);
		if (c->kind == UB_CHART_LINES)
			ends(&b, c, s, c->col[i]);
	}
	if (c->gaps)
		ub_buf_puts(&b,
		    " En stapel saknas där tabellen har ett tecken i "
		    "stället för ett tal.");
	return b.s;
}

/* Whom the chart does not show, by name: what an agency says below it. */
static char *
left_out(const struct ub_chart *c, const struct ub_sheet *s)
{
	struct ub_buf b = { 0 };
	size_t r, i;

	ub_buf_puts(&b, "");
	for (r = c->first; r <= c->last; r++) {
		for (i = 0; i < c->n; i++)
			if (!is_bar(s, r, c->col[i]))
				break;
		if (i == c->n)
			continue;
		if (b.len > 0)
			ub_buf_puts(&b, ", ");
		ub_buf_puts(&b, ub_sheet_text(s, ub_sheet_cell(s, r, 0)));
	}
	return b.s;
}

static void
describe(struct ub_chart *c, const struct ub_sheet *s)
{
	struct ub_buf y = { 0 };
	size_t i, r;

	c->percent = true;
	for (i = 0; i < c->n; i++) {
		c->percent &= s->col[c->col[i]].type == UB_SHARE;
		for (r = c->first; r <= c->last; r++)
			c->gaps |= !is_bar(s, r, c->col[i]);
	}
	if (c->kind == UB_CHART_LINES && (c->gaps || c->first == c->last))
		c->kind = UB_CHART_COLUMNS;
	c->title = ub_xstrdup(s->title);
	c->x = ub_xstrdup(s->col[0].heading);
	if (c->n == 1)
		ub_buf_puts(&y, s->col[c->col[0]].heading);
	else if (c->percent)
		ub_buf_puts(&y, "Procent");
	else
		ub_buf_puts(&y, "Antal");
	c->y = y.s;
	c->alt = alt_text(c, s);
	c->without = left_out(c, s);
}

enum ub_status
ub_chart_make(struct ub_chart *c, const struct ub_sheet *s,
    const char *measures, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	memset(c, 0, sizeof(*c));
	if (measures != NULL) {
		st = choose_named(c, s, measures, e);
	} else if (s->nkey == 1) {
		choose_type(c, s, UB_SHARE);
		if (c->n == 0)
			choose_type(c, s, UB_COUNT);
	}
	if (st != UB_OK)
		return st;
	if (c->n == 0 || s->nrow == 0)
		return UB_END;
	choose_rows(c, s);
	describe(c, s);
	return UB_OK;
}
