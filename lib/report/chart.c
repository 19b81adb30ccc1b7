/* chart.c - see chart.h. */
#include <math.h>
#include <stdlib.h>

#include "../base/num.h"
#include "../stream/legend.h"
#include "breaks.h"
#include "chart.h"
#include "remake.h"
#include "symbol.h"

/* What several functions are told. */
#define SAY(sv) ub_say(s->words, sv)

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

/* Without references to notes, and without a unit that the axis says. */
static void
plain_name(struct ub_buf *b, const struct ub_sheet *s, const char *text)
{
	const char *unit = SAY(", procent");
	struct ub_buf plain = { 0 };
	size_t tail = strlen(unit);

	ub_sheet_plain(&plain, text);
	if (plain.len > tail && strcmp(plain.s + plain.len - tail, unit) == 0)
		plain.len -= tail;
	ub_buf_add(b, plain.s, plain.len);
	ub_buf_free(&plain);
}

/* A heading without its other language. */
static char *
own_heading(const struct ub_sheet_col *col)
{
	/* " / " stands between the two */
	return ub_xstrndup(col->heading,
	    col->other > 0 ? col->other - 3 : strlen(col->heading));
}

/* The same without its references to notes. */
static void
axis_name(struct ub_buf *b, const struct ub_sheet_col *col)
{
	char *own = own_heading(col);

	ub_sheet_plain(b, own);
	free(own);
}

static void
measure_name(struct ub_buf *b, const struct ub_sheet *s, size_t col)
{
	char *own = own_heading(&s->col[col]);

	plain_name(b, s, own);
	free(own);
}

static void
row_name(struct ub_buf *b, const struct ub_sheet *s, size_t row)
{
	plain_name(b, s, ub_sheet_text(s, ub_sheet_cell(s, row, 0)));
}

void
ub_chart_group_name(struct ub_buf *b, const struct ub_chart *c,
    const struct ub_sheet *s, size_t g)
{
	if (c->turned)
		measure_name(b, s, c->col[g]);
	else
		row_name(b, s, c->first + g);
}

void
ub_chart_series_name(struct ub_buf *b, const struct ub_chart *c,
    const struct ub_sheet *s, size_t i)
{
	if (c->turned)
		row_name(b, s, c->first + i);
	else
		measure_name(b, s, c->col[i]);
}

size_t
ub_chart_piece(
    const struct ub_chart *c, const struct ub_sheet *s, size_t g, size_t i)
{
	size_t n = 0;

	for (size_t k = 1; c->kind == UB_CHART_LINES && k <= g; k++)
		n += ub_breaks_between(s, c->col[i], 0, c->first + k - 1,
			 c->first + k) != NULL;
	return n;
}

size_t
ub_chart_pieces(const struct ub_chart *c, const struct ub_sheet *s, size_t i)
{
	return 1 + ub_chart_piece(c, s, ub_chart_groups(c) - 1, i);
}

int
ub_chart_digits(const struct ub_chart *c, const struct ub_sheet *s, size_t i)
{
	int most = 0;

	for (size_t g = 0; g < ub_chart_groups(c); g++) {
		size_t row = ub_chart_row(c, g, i), col = ub_chart_col(c, g, i);
		const struct ub_cell *cell = ub_sheet_cell(s, row, col);
		const char *point = strchr(ub_sheet_text(s, cell), '.');
		int n = point == NULL ? 0 : (int)strlen(point + 1);

		if (s->col[col].digits != UB_SHEET_OWN_DIGITS)
			return s->col[col].digits;
		if (cell->kind == UB_CELL_NUMBER && n > most)
			most = n;
	}
	return most;
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
	[UB_CHART_QUESTIONS] = { "questions", "Stapeldiagram" },
	[UB_CHART_PROFILE] = { "profile", "Profil, linjediagram" },
	[UB_CHART_INTERVAL] = { "interval", "Punkter med intervall" },
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
		c->turned = c->kind == UB_CHART_QUESTIONS ||
			    c->kind == UB_CHART_PROFILE;
		*measures += len + 1;
		if (**measures != '\0')
			return UB_OK;
		return ub_fail(
		    e, UB_EUSAGE, "no measure after %s:", kind[i].name);
	}
	return ub_fail(e, UB_EUSAGE,
	    "no kind of chart %.*s: columns, bars, stacked, lines, "
	    "questions, profile or interval",
	    (int)(len > 40 ? 40 : len), *measures);
}

static bool
named(const struct ub_chart *c, size_t col)
{
	size_t i;

	for (i = 0; i < c->n && c->col[i] != col; i++)
		;
	return i < c->n;
}

static enum ub_status
add_named(struct ub_chart *c, const struct ub_sheet *s, const char *name,
    size_t len, struct ub_err *e)
{
	struct ub_slice want = { name, len };
	size_t max = c->kind == UB_CHART_INTERVAL ? 1
		     : c->turned                  ? UB_CHART_MEASURES
						  : UB_CHART_SERIES;
	size_t i;

	if (len == 0)
		return ub_fail(
		    e, UB_EUSAGE, "a chart has a comma with no measure at it");
	for (i = s->nkey; i < s->ncol; i++)
		if (ub_slice_is(want, s->col[i].name))
			break;
	if (i >= s->ncol)
		return ub_fail(e, UB_EUSAGE, "table %s shows no measure %.*s",
		    s->table, (int)len, name);
	if (!is_number(&s->col[i]))
		return ub_fail(e, UB_EUSAGE, "%s of table %s is not a number",
		    s->col[i].name, s->table);
	if (named(c, i))
		return ub_fail(
		    e, UB_EUSAGE, "a chart has %s twice", s->col[i].name);
	if (c->n == max)
		return ub_fail(e, UB_EUSAGE,
		    "more than %zu measure%s in one chart", max,
		    max == 1 ? "" : "s");
	c->col[c->n++] = i;
	return UB_OK;
}

static enum ub_status
choose_interval(struct ub_chart *c, const struct ub_sheet *s, struct ub_err *e)
{
	c->lo = ub_remake_beside(s, c->col[0], "_lo");
	c->hi = ub_remake_beside(s, c->col[0], "_hi");
	if (c->lo != UB_NOCOL && c->hi != UB_NOCOL)
		return UB_OK;
	return ub_fail(e, UB_EUSAGE,
	    "%s of table %s has no interval (ubat-agg --interval)",
	    s->col[c->col[0]].name, s->table);
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
	do {
		len = strcspn(measures, ",");
		st = add_named(c, s, measures, len, e);
		measures += len;
	} while (st == UB_OK && *measures++ == ',');
	if (st == UB_OK && c->kind == UB_CHART_INTERVAL)
		st = choose_interval(c, s, e);
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
	if (s->plot > 0) {
		c->first = s->plot_first;
		c->last = c->first + s->plot - 1;
	} else if (runs != 1 || c->kind == UB_CHART_BARS) {
		c->first = 0;
		c->last = s->nrow - 1;
	}
}

/* --- its words ---------------------------------------------------------- */

enum {
	BASES_MAX = 6, /* groups whose numbers of cases an axis has room for */
	INTERVALS_MAX = 12, /* and intervals the text */
	PART = 1000000000   /* a whole, as finely as its parts are told */
};

static bool
number_at(const struct ub_sheet *s, size_t row, size_t col, double *v)
{
	const struct ub_cell *cell = ub_sheet_cell(s, row, col);
	const char *text = ub_sheet_text(s, cell);

	return cell->kind == UB_CELL_NUMBER &&
	       ub_real_parse(text, strlen(text), v);
}

static bool
is_bar(const struct ub_chart *c, const struct ub_sheet *s, size_t g, size_t i)
{
	double v;

	return number_at(s, ub_chart_row(c, g, i), ub_chart_col(c, g, i), &v);
}

static double
figure(const struct ub_chart *c, const struct ub_sheet *s, size_t g, size_t i)
{
	double v = 0;

	(void)number_at(s, ub_chart_row(c, g, i), ub_chart_col(c, g, i), &v);
	return v;
}

/* What is drawn: of parts that make a hundred, the part. */
static double
value(const struct ub_chart *c, const struct ub_sheet *s, size_t g, size_t i)
{
	double v = figure(c, s, g, i), part, sum = 0;

	if (c->kind != UB_CHART_STACKED)
		return v;
	for (size_t k = 0; k < ub_chart_series(c); k++) {
		part = figure(c, s, g, k);
		sum += part > 0 ? part : 0;
	}
	return v > 0 ? v / sum : 0;
}

/* A bar that is compared with the others: a total is none of them. */
static bool
is_group(const struct ub_chart *c, const struct ub_sheet *s, size_t g, size_t i)
{
	return is_bar(c, s, g, i) &&
	       (c->turned || c->kind != UB_CHART_BARS ||
		   !ub_sheet_total(s, ub_chart_row(c, g, i)));
}

static void
say_cell(struct ub_buf *b, const struct ub_sheet *s, size_t row, size_t col)
{
	ub_say_number(
	    b, s->words, ub_sheet_text(s, ub_sheet_cell(s, row, col)), true);
}

static void
put_part(struct ub_buf *b, double part, int digits)
{
	char text[UB_DEC_MAX + 1];
	size_t len = ub_ratio_print(text, ub_i128_of(llround(part * PART)),
	    ub_i128_of(PART), 100, digits);

	ub_buf_add(b, text, len);
}

double
ub_chart_part(struct ub_buf *b, const struct ub_chart *c,
    const struct ub_sheet *s, size_t g, size_t i)
{
	double part = value(c, s, g, i);

	put_part(b, part, 0);
	return part;
}

static void
say_value(struct ub_buf *b, const struct ub_chart *c, const struct ub_sheet *s,
    size_t g, size_t i)
{
	size_t col = ub_chart_col(c, g, i);
	struct ub_buf part = { 0 };

	if (c->kind == UB_CHART_STACKED) {
		put_part(&part, value(c, s, g, i), 1);
		ub_say_number(b, s->words, part.s, true);
		ub_buf_free(&part);
	} else {
		say_cell(b, s, ub_chart_row(c, g, i), col);
	}
	if (c->kind == UB_CHART_STACKED || s->col[col].type == UB_SHARE)
		ub_buf_puts(b, SAY(" procent"));
}

/* "A, B och C": the groups whose bar of series i is as long as that of g. */
static void
groups_like(struct ub_buf *b, const struct ub_chart *c,
    const struct ub_sheet *s, size_t i, size_t g)
{
	double v = value(c, s, g, i);
	size_t r, n = 0, at = 0, all = ub_chart_groups(c);

	for (r = 0; r < all; r++)
		n += is_group(c, s, r, i) && value(c, s, r, i) == v;
	for (r = 0; r < all; r++) {
		if (!is_group(c, s, r, i) || value(c, s, r, i) != v)
			continue;
		if (at > 0)
			ub_buf_puts(b, at + 1 == n ? SAY(" och ") : ", ");
		ub_chart_group_name(b, c, s, r);
		at++;
	}
	ub_buf_puts(b, SAY(" med "));
	say_value(b, c, s, g, i);
}

static void
extremes(struct ub_buf *b, const struct ub_chart *c, const struct ub_sheet *s,
    size_t i)
{
	size_t g, n = 0, high = UB_NOCOL, low = UB_NOCOL;

	for (g = 0; g < ub_chart_groups(c); g++) {
		if (!is_group(c, s, g, i))
			continue;
		n++;
		if (high == UB_NOCOL ||
		    value(c, s, g, i) > value(c, s, high, i))
			high = g;
		if (low == UB_NOCOL || value(c, s, g, i) < value(c, s, low, i))
			low = g;
	}
	ub_buf_putc(b, ' ');
	ub_chart_series_name(b, c, s, i);
	if (high == UB_NOCOL) {
		ub_buf_puts(b, SAY(": inga värden visas."));
		return;
	}
	if (value(c, s, high, i) == value(c, s, low, i)) {
		ub_buf_puts(b, n == 1 ? ": " : SAY(": lika, "));
		groups_like(b, c, s, i, high);
	} else {
		ub_buf_puts(b, SAY(": högst är "));
		groups_like(b, c, s, i, high);
		ub_buf_puts(b, SAY(", lägst är "));
		groups_like(b, c, s, i, low);
	}
	ub_buf_putc(b, '.');
}

/* A line begins and ends somewhere; so does each piece of a broken one. */
static void
ends(struct ub_buf *b, const struct ub_chart *c, const struct ub_sheet *s,
    size_t i, size_t piece)
{
	size_t first = UB_NOCOL, last = UB_NOCOL;

	for (size_t g = 0; g < ub_chart_groups(c); g++) {
		if (ub_chart_piece(c, s, g, i) != piece || !is_bar(c, s, g, i))
			continue;
		if (first == UB_NOCOL)
			first = g;
		last = g;
	}
	if (first == last &&
	    (first == UB_NOCOL || ub_chart_pieces(c, s, i) == 1))
		return;
	if (first == last) {
		ub_buf_putc(b, ' ');
		ub_chart_group_name(b, c, s, first);
		ub_buf_puts(b, SAY(" med "));
		say_value(b, c, s, first, i);
		ub_buf_putc(b, '.');
		return;
	}
	ub_buf_puts(b, SAY(" Från "));
	ub_chart_group_name(b, c, s, first);
	ub_buf_puts(b, SAY(" med "));
	say_value(b, c, s, first, i);
	ub_buf_puts(b, SAY(" till "));
	ub_chart_group_name(b, c, s, last);
	ub_buf_puts(b, SAY(" med "));
	say_value(b, c, s, last, i);
	ub_buf_putc(b, '.');
}

/* Whatever the kind: what stands on both sides of a break is not compared. */
static void
breaks(struct ub_buf *b, const struct ub_chart *c, const struct ub_sheet *s,
    size_t i)
{
	for (size_t r = c->first + 1; !c->turned && r <= c->last; r++) {
		const struct ub_sheet_break *at =
		    ub_breaks_between(s, c->col[i], 0, r - 1, r);

		if (at != NULL)
			ub_buf_printf(b,
			    SAY(" Tidsseriebrott %s: %s. Åren före och efter "
				"kan inte jämföras."),
			    at->when, at->why);
	}
}

static void
intervals(struct ub_buf *b, const struct ub_chart *c, const struct ub_sheet *s)
{
	size_t g, said = 0;

	if (ub_chart_groups(c) > INTERVALS_MAX)
		return;
	for (g = 0; g < ub_chart_groups(c); g++) {
		double v;

		if (!number_at(s, c->first + g, c->lo, &v) ||
		    !number_at(s, c->first + g, c->hi, &v))
			continue;
		ub_buf_puts(b, said++ == 0 ? SAY(" Intervall: ") : ", ");
		ub_chart_group_name(b, c, s, g);
		ub_buf_putc(b, ' ');
		say_cell(b, s, c->first + g, c->lo);
		ub_buf_puts(b, SAY(" till "));
		say_cell(b, s, c->first + g, c->hi);
	}
	if (said > 0)
		ub_buf_putc(b, '.');
}

static bool
has_points(const struct ub_chart *c)
{
	return ub_chart_is_line(c) || c->kind == UB_CHART_INTERVAL;
}

static char *
alt_text(const struct ub_chart *c, const struct ub_sheet *s)
{
	struct ub_buf b = { 0 };
	size_t i;

	ub_buf_printf(&b, "%s: %s.", SAY(kind[c->kind].words), c->title);
	for (i = 0; i < ub_chart_series(c); i++) {
		if (ub_chart_pieces(c, s, i) == 1) {
			extremes(&b, c, s, i);
		} else { /* no year of one piece is above one of another */
			ub_buf_putc(&b, ' ');
			ub_chart_series_name(&b, c, s, i);
			ub_buf_putc(&b, ':');
		}
		for (size_t k = 0;
		     c->kind == UB_CHART_LINES && k < ub_chart_pieces(c, s, i);
		     k++)
			ends(&b, c, s, i, k);
		breaks(&b, c, s, i);
	}
	if (c->kind == UB_CHART_INTERVAL)
		intervals(&b, c, s);
	if (c->gaps)
		ub_buf_puts(&b,
		    SAY(has_points(c)
			    ? " En punkt saknas där tabellen har ett tecken i "
			      "stället för ett tal."
			    : " En stapel saknas där tabellen har ett tecken i "
			      "stället för ett tal."));
	return b.s;
}

void
ub_chart_lacks(
    struct ub_buf *b, const struct ub_chart *c, const struct ub_words *w)
{
	ub_buf_printf(b,
	    has_points(c) ? ub_say(w, "I diagrammet saknas en punkt där "
				      "tabellen har ett tecken: %s.")
			  : ub_say(w, "I diagrammet saknas en stapel där "
				      "tabellen har ett tecken: %s."),
	    c->without);
}

bool
ub_chart_lack_same(const struct ub_chart *a, const struct ub_chart *b)
{
	return a->gaps && b->gaps && has_points(a) == has_points(b) &&
	       strcmp(a->without, b->without) == 0;
}

/* Whom the chart does not show, by name: what an agency says below it. */
static char *
left_out(const struct ub_chart *c, const struct ub_sheet *s)
{
	struct ub_buf b = { 0 };
	size_t r, i;

	ub_buf_puts(&b, "");
	for (r = c->first; r <= c->last; r++) {
		double v;

		for (i = 0; i < c->n; i++)
			if (!number_at(s, r, c->col[i], &v))
				break;
		if (i == c->n)
			continue;
		if (b.len > 0)
			ub_buf_puts(&b, ", ");
		row_name(&b, s, r);
	}
	return b.s;
}

/* The least and the most cases of a row, among the measures drawn; false where
 * one of them is not told. */
static bool
bases_of(const struct ub_chart *c, const struct ub_sheet *s, size_t row,
    size_t *least, size_t *most)
{
	for (size_t i = 0; i < c->n; i++) {
		size_t col = ub_remake_beside(s, c->col[i], "_n");
		double v, w;

		if (col == UB_NOCOL || !number_at(s, row, col, &v))
			return false;
		if (i == 0)
			*least = *most = col;
		if (number_at(s, row, *least, &w) && v < w)
			*least = col;
		if (number_at(s, row, *most, &w) && v > w)
			*most = col;
	}
	return true;
}

/* "Regi (antal med uppgift: kommunal 24-25, privat 35)" */
static char *
axis_text(const struct ub_chart *c, const struct ub_sheet *s)
{
	struct ub_buf b = { 0 }, n = { 0 };
	size_t r, least = 0, most = 0;
	bool all = c->last - c->first < BASES_MAX;

	for (r = c->first; all && r <= c->last; r++) {
		if (!bases_of(c, s, r, &least, &most)) {
			all = false;
			break;
		}
		if (n.len > 0)
			ub_buf_puts(&n, ", ");
		row_name(&n, s, r);
		ub_buf_putc(&n, ' ');
		say_cell(&n, s, r, least);
		if (most != least) {
			ub_buf_puts(&n, "–");
			say_cell(&n, s, r, most);
		}
	}
	if (!c->turned)
		axis_name(&b, &s->col[0]);
	if (all && c->turned)
		ub_buf_printf(&b, "%s: %s",
		    s->all_base ? SAY("Antal i basen")
				: SAY("Antal med uppgift"),
		    n.s);
	else if (all)
		ub_buf_printf(&b, "%s(%s: %s)", b.len > 0 ? " " : "",
		    s->all_base ? SAY("antal i basen")
				: SAY("antal med uppgift"),
		    n.s);
	else
		ub_buf_puts(&b, "");
	ub_buf_free(&n);
	return b.s;
}

/* What several measures have in common: a count says of what. */
static void
unit_of(struct ub_buf *b, const struct ub_chart *c, const struct ub_sheet *s)
{
	bool count = true, mean = true;

	for (size_t i = 0; i < c->n; i++) {
		enum ub_type type = s->col[c->col[i]].type;

		mean &= type == UB_MEAN;
		count &= type == UB_COUNT || type == UB_INT;
	}
	if (count && !mean)
		ub_buf_printf(b, "%s%s", SAY("Antal "),
		    s->unit[0] != '\0' ? s->unit : SAY("poster"));
	else
		ub_buf_puts(b, mean ? SAY("Medelvärde") : SAY("Värde"));
}

static void
describe(struct ub_chart *c, const struct ub_sheet *s)
{
	struct ub_buf title = { 0 }, y = { 0 };
	size_t i, r;

	c->percent = true;
	for (i = 0; i < c->n; i++) {
		double v;

		c->percent &= s->col[c->col[i]].type == UB_SHARE;
		for (r = c->first; r <= c->last; r++)
			c->gaps |= !number_at(s, r, c->col[i], &v);
	}
	for (i = 0; c->kind == UB_CHART_LINES && i < c->n; i++)
		c->broken |= ub_chart_pieces(c, s, i) > 1;
	if (ub_chart_is_line(c) && !c->broken &&
	    (c->gaps || ub_chart_groups(c) == 1))
		c->kind = c->turned ? UB_CHART_QUESTIONS : UB_CHART_COLUMNS;
	ub_sheet_plain(&title, s->title);
	c->title = title.s;
	c->x = axis_text(c, s);
	if (c->kind == UB_CHART_STACKED || (c->percent && c->n > 1))
		ub_buf_puts(&y, SAY("Procent"));
	else if (c->n == 1)
		axis_name(&y, &s->col[c->col[0]]);
	else
		unit_of(&y, c, s);
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
	if (c->turned && ub_chart_series(c) > UB_CHART_SERIES)
		return ub_fail(e, UB_EUSAGE,
		    "table %s has more than %d rows for one chart", s->table,
		    (int)UB_CHART_SERIES);
	if (c->kind == UB_CHART_INTERVAL && ub_chart_groups(c) > UB_CHART_DOTS)
		return ub_fail(e, UB_EUSAGE,
		    "table %s has more than %d rows for one chart of intervals",
		    s->table, (int)UB_CHART_DOTS);
	describe(c, s);
	return UB_OK;
}
