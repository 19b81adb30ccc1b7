/* htmlchart.c - see htmlpart.h: charts as drawings within the page. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "../base/num.h"
#include "../base/unicode.h"
#include "breaks.h"
#include "htmlpart.h"
#include "layout.h"
#include "symbol.h"

enum {
	WIDTH = 720,    /* of a drawing; the page makes it fit */
	HEIGHT = 300,   /* of what stands */
	MARGIN = 60,    /* for the scale */
	TOP = 28,       /* for the label of the longest bar */
	CHAR = 8,       /* at most, of a letter */
	CHAR_MEAN = 7,  /* of those of a long word */
	LINE = 16,      /* between lines of text */
	BAR = 22,       /* a lying bar and the room beside it */
	SLOT_MIN = 70,  /* a narrower group lies down */
	NAMES_MAX = 240 /* room for the names of lying bars */
};

/* From values to places. */
struct scale {
	double low, high, step; /* of the values */
	double at, per;         /* place of low, and of one unit more */
};

struct drawing {
	struct ub_buf *b;
	const struct ub_sheet *s;
	const struct ub_chart *c;
	struct scale y;      /* of what is measured */
	struct ub_buf *name; /* of a group */
	size_t ngroup, nseries;
	double first; /* where the groups begin */
	double slot;  /* room for a group */
};

static bool
cell_value(const struct drawing *d, size_t row, size_t col, double *v)
{
	const struct ub_cell *cell = ub_sheet_cell(d->s, row, col);
	const char *text = ub_sheet_text(d->s, cell);

	return cell->kind == UB_CELL_NUMBER &&
	       ub_real_parse(text, strlen(text), v);
}

static bool
value_of(const struct drawing *d, size_t g, size_t i, double *v)
{
	return cell_value(
	    d, ub_chart_row(d->c, g, i), ub_chart_col(d->c, g, i), v);
}

/* Lives until the next one. */
static const char *
group_name(const struct drawing *d, size_t g)
{
	ub_buf_clear(d->name);
	ub_buf_puts(d->name, "");
	ub_chart_group_name(d->name, d->c, d->s, g);
	return d->name->s;
}

static double
place(const struct scale *y, double v)
{
	return y->at + (v - y->low) * y->per;
}

/* --- the scale ---------------------------------------------------------- */

/* 1, 2 or 5 times a power of ten: at most five steps to span. */
static double
round_step(double span)
{
	static const double nice[] = { 1, 2, 5, 10 };
	double unit = pow(10, floor(log10(span / 5)));
	size_t i;

	for (i = 0; i < 3; i++)
		if (unit * nice[i] * 5 >= span)
			break;
	return unit * nice[i];
}

/* The sum of a group's bars, which a stacked one shows as 100. */
static double
group_sum(const struct drawing *d, size_t g)
{
	double v, sum = 0;

	for (size_t i = 0; i < d->nseries; i++)
		if (value_of(d, g, i, &v) && v > 0)
			sum += v;
	return sum;
}

/* Bars begin at 0, whatever is the least of them. */
static void
stretch(struct scale *y, double v)
{
	y->high = v > y->high ? v : y->high;
	y->low = v < y->low ? v : y->low;
}

static void
choose_scale(struct drawing *d)
{
	const struct ub_chart *c = d->c;
	struct scale *y = &d->y;
	double v;

	y->low = y->high = 0;
	for (size_t g = 0; g < d->ngroup; g++) {
		for (size_t i = 0; i < d->nseries; i++)
			if (value_of(d, g, i, &v))
				stretch(y, v);
		if (c->kind != UB_CHART_INTERVAL)
			continue;
		if (cell_value(d, c->first + g, c->lo, &v))
			stretch(y, v);
		if (cell_value(d, c->first + g, c->hi, &v))
			stretch(y, v);
	}
	if (d->c->kind == UB_CHART_STACKED ||
	    (d->c->percent && y->low >= 0 && y->high <= 100)) {
		*y = (struct scale){ .high = 100, .step = 20 };
		return;
	}
	if (y->high == y->low)
		y->high = y->low + 1;
	y->step = round_step(y->high - y->low);
	y->low = floor(y->low / y->step) * y->step;
	y->high = ceil(y->high / y->step) * y->step;
}

static void
number(struct ub_buf *b, const struct ub_words *w, double v, double step)
{
	int digits = step >= 1 ? 0 : (int)ceil(-log10(step));
	char text[UB_REAL_MAX];

	snprintf(text, sizeof(text), "%.*f", digits, v == 0 ? 0 : v);
	ub_say_number(b, w, text, true);
}

/* --- text --------------------------------------------------------------- */

/* Lines of text, the first at y; attr: class and anchor. */
static void
put_words(struct ub_buf *b, double x, double y, const char *attr,
    const char *text, size_t width)
{
	struct ub_buf lines = { 0 };
	char *line, *next;

	ub_layout_wrap(&lines, text, width < 4 ? 4 : width);
	for (line = lines.s; line != NULL && *line != '\0'; line = next) {
		next = line + strcspn(line, "\n");
		if (*next != '\0')
			*next++ = '\0';
		ub_buf_printf(
		    b, "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\">", x, y, attr);
		ub_html_text(b, line);
		ub_buf_puts(b, "</text>\n");
		y += LINE;
	}
	ub_buf_free(&lines);
}

static size_t
count_lines(const char *text, size_t width)
{
	struct ub_buf lines = { 0 };
	size_t n = ub_layout_wrap(&lines, text, width < 4 ? 4 : width);

	ub_buf_free(&lines);
	return n;
}

static void
put_value(const struct drawing *d, size_t g, size_t i, double x, double y,
    const char *attr)
{
	ub_buf_printf(
	    d->b, "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\">", x, y, attr);
	ub_html_cell(
	    d->b, d->s, ub_chart_row(d->c, g, i), ub_chart_col(d->c, g, i));
	ub_buf_puts(d->b, "</text>\n");
}

/* The widest value, in places. */
static double
value_width(const struct drawing *d)
{
	struct ub_buf b = { 0 };
	size_t most = 0, w;

	for (size_t g = 0; g < d->ngroup; g++) {
		for (size_t i = 0; i < d->nseries; i++) {
			ub_buf_clear(&b);
			ub_html_cell(&b, d->s, ub_chart_row(d->c, g, i),
			    ub_chart_col(d->c, g, i));
			w = ub_width(b.s, b.len);
			most = w > most ? w : most;
		}
	}
	ub_buf_free(&b);
	return (double)(most * CHAR);
}

static void
put_line(struct ub_buf *b, const char *class, double x1, double y1, double x2,
    double y2)
{
	ub_buf_printf(b,
	    "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" "
	    "y2=\"%.1f\"/>\n",
	    class, x1, y1, x2, y2);
}

static void
put_bar(struct ub_buf *b, size_t i, double x, double y, double w, double h)
{
	ub_buf_printf(b,
	    "<rect class=\"s%zu\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
	    "height=\"%.1f\"/>\n",
	    i, w < 0 ? x + w : x, h < 0 ? y + h : y, fabs(w), fabs(h));
}

static void
begin(const struct drawing *d, double height)
{
	ub_buf_printf(d->b,
	    "<div class=\"scroll\" tabindex=\"0\" role=\"group\" "
	    "aria-label=\"%s\">\n",
	    ub_say(d->s->words, "Diagram"));
	ub_buf_printf(d->b,
	    "<svg class=\"chart\" viewBox=\"0 0 %d %.0f\" role=\"img\" "
	    "aria-label=\"",
	    WIDTH, height);
	ub_html_text(d->b, d->c->alt);
	ub_buf_puts(d->b, "\">\n");
}

/* --- what stands -------------------------------------------------------- */

static void
standing_scale(struct drawing *d)
{
	struct scale *y = &d->y;

	y->at = TOP + HEIGHT;
	y->per = -HEIGHT / (y->high - y->low);
	for (double v = y->low; v <= y->high + y->step / 2; v += y->step) {
		struct ub_buf text = { 0 };
		double at = place(y, v);

		put_line(d->b, "grid", MARGIN, at, WIDTH, at);
		number(&text, d->s->words, v, y->step);
		put_words(d->b, MARGIN - 8, at + 4, "end", text.s, WIDTH);
		ub_buf_free(&text);
	}
	put_line(d->b, "axis", MARGIN, place(y, 0), WIDTH, place(y, 0));
	put_words(d->b, 0, 14, "unit", d->c->y, WIDTH / CHAR);
}

static size_t
longest_word(const struct drawing *d)
{
	size_t most = 0, len, w;

	for (size_t g = 0; g < d->ngroup; g++)
		for (const char *s = group_name(d, g); *s != '\0'; s += len) {
			s += strspn(s, " ");
			len = strcspn(s, " ");
			w = ub_width(s, len);
			most = w > most ? w : most;
		}
	return most;
}

/* Letters of a line below a group: a word that just fits is not broken. */
static size_t
name_width(const struct drawing *d)
{
	size_t width = (size_t)(d->slot / CHAR), word = longest_word(d);

	return word > width && (double)(word * CHAR_MEAN) <= d->slot ? word
								     : width;
}

static size_t
name_lines(const struct drawing *d)
{
	size_t width = name_width(d), lines = 1;

	for (size_t g = 0; g < d->ngroup; g++) {
		size_t n = count_lines(group_name(d, g), width);

		lines = n > lines ? n : lines;
	}
	return lines;
}

static void
standing_names(const struct drawing *d)
{
	for (size_t g = 0; g < d->ngroup; g++)
		put_words(d->b, d->first + ((double)g + 0.5) * d->slot,
		    TOP + HEIGHT + 20, "mid", group_name(d, g), name_width(d));
}

static void
draw_columns(struct drawing *d)
{
	double n = (double)d->nseries, w = d->slot * 0.84 / n, v;
	bool labels = value_width(d) <= d->slot * 0.94 / n;

	for (size_t g = 0; g < d->ngroup; g++) {
		double x = d->first + d->slot * ((double)g + 0.08);

		for (size_t i = 0; i < d->nseries; i++, x += w) {
			double zero = place(&d->y, 0), top;

			if (!value_of(d, g, i, &v))
				continue;
			top = place(&d->y, v);
			put_bar(d->b, i, x, zero, w, top - zero);
			if (labels)
				put_value(d, g, i, x + w / 2,
				    v < 0 ? top + LINE : top - 6, "mid");
		}
	}
}

/* The scale says per cent, and so does what stands in a part. */
static void
put_part(const struct drawing *d, size_t g, size_t i, double x, double y)
{
	struct ub_buf part = { 0 };

	(void)ub_chart_part(&part, d->c, d->s, g, i);
	ub_buf_printf(d->b,
	    "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\">%s</text>\n", x, y,
	    i == 0 ? "mid on0" : "mid", part.s);
	ub_buf_free(&part);
}

static void
draw_stacked(struct drawing *d)
{
	double w = d->slot * 0.6, v;

	for (size_t g = 0; g < d->ngroup; g++) {
		double sum = group_sum(d, g), below = 0;
		double x = d->first + d->slot * ((double)g + 0.2);

		for (size_t i = 0; i < d->c->n && sum > 0; i++) {
			double y, h;

			if (!value_of(d, g, i, &v) || v <= 0)
				continue;
			h = v / sum * HEIGHT;
			below += h;
			y = TOP + HEIGHT - below;
			put_bar(d->b, i, x, y, w, h);
			if (h >= LINE + 2 && i < 3)
				put_part(d, g, i, x + w / 2, y + h / 2 + 5);
		}
	}
}

static double
middle(const struct drawing *d, size_t g)
{
	return d->first + ((double)g + 0.5) * d->slot;
}

/* From break to break. */
static void
draw_piece(struct drawing *d, size_t i, size_t piece)
{
	size_t n = 0;
	double v;

	for (size_t g = 0; g < d->ngroup; g++) {
		if (ub_chart_piece(d->c, d->s, g, i) != piece ||
		    !value_of(d, g, i, &v))
			continue;
		if (n++ == 0)
			ub_buf_printf(
			    d->b, "<polyline class=\"l%zu\" points=\"", i);
		ub_buf_printf(d->b, "%s%.1f,%.1f", n > 1 ? " " : "",
		    middle(d, g), place(&d->y, v));
	}
	if (n > 0)
		ub_buf_puts(d->b, "\"/>\n");
}

/* A line between the groups on its sides, with its words. */
static void
draw_breaks(struct drawing *d)
{
	for (size_t g = 1; g < d->ngroup; g++) {
		const struct ub_sheet_break *b = NULL;
		double x = d->first + (double)g * d->slot;

		for (size_t i = 0; b == NULL && i < d->nseries; i++)
			b = ub_breaks_between(d->s, d->c->col[i], 0,
			    d->c->first + g - 1, d->c->first + g);
		if (b == NULL)
			continue;
		put_line(d->b, "l2", x, TOP, x, TOP + HEIGHT);
		put_words(d->b, x, TOP - 6, "mid",
		    ub_say(d->s->words, "Tidsseriebrott"), WIDTH);
	}
}

/* Values stand at the ends of a line, and everywhere where there is room. */
static void
draw_lines(struct drawing *d)
{
	bool all = d->nseries == 1 && value_width(d) <= d->slot;
	double v;

	if (d->c->broken)
		draw_breaks(d);
	for (size_t i = 0; i < d->nseries; i++) {
		for (size_t k = 0; k < ub_chart_pieces(d->c, d->s, i); k++)
			draw_piece(d, i, k);
		for (size_t g = 0; g < d->ngroup; g++) {
			if (!value_of(d, g, i, &v))
				continue;
			ub_buf_printf(d->b,
			    "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" "
			    "r=\"3.5\"/>\n",
			    middle(d, g), place(&d->y, v));
			if (all || g == 0 || g + 1 == d->ngroup)
				put_value(d, g, i, middle(d, g),
				    place(&d->y, v) - 9, "mid");
		}
	}
}

/* A dot, and a line from one end of its interval to the other. */
static void
draw_intervals(struct drawing *d)
{
	double v, lo, hi;

	for (size_t g = 0; g < d->ngroup; g++) {
		double x = middle(d, g);

		if (!value_of(d, g, 0, &v))
			continue;
		if (cell_value(d, d->c->first + g, d->c->lo, &lo) &&
		    cell_value(d, d->c->first + g, d->c->hi, &hi)) {
			lo = place(&d->y, lo);
			hi = place(&d->y, hi);
			put_line(d->b, "l0", x, lo, x, hi);
			put_line(d->b, "l0", x - 6, lo, x + 6, lo);
			put_line(d->b, "l0", x - 6, hi, x + 6, hi);
		}
		ub_buf_printf(d->b,
		    "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" "
		    "r=\"5\"/>\n",
		    x, place(&d->y, v));
		put_value(d, g, 0, x + 12, place(&d->y, v) + 4, "value");
	}
}

static void
draw_standing(struct drawing *d)
{
	double height;

	d->first = MARGIN;
	d->slot = (double)(WIDTH - MARGIN) / (double)d->ngroup;
	height = TOP + HEIGHT + 12 + (double)(name_lines(d) * LINE);
	begin(d, height);
	standing_scale(d);
	if (d->c->kind == UB_CHART_INTERVAL)
		draw_intervals(d);
	else if (ub_chart_is_line(d->c))
		draw_lines(d);
	else if (d->c->kind == UB_CHART_STACKED)
		draw_stacked(d);
	else
		draw_columns(d);
	standing_names(d);
	ub_buf_puts(d->b, "</svg>\n</div>\n");
}

/* --- what lies ---------------------------------------------------------- */

static double
names_room(const struct drawing *d)
{
	size_t most = 0;

	for (size_t g = 0; g < d->ngroup; g++) {
		size_t w = ub_width(group_name(d, g), strlen(group_name(d, g)));

		most = w > most ? w : most;
	}
	most = most * CHAR + 16;
	return (double)(most > NAMES_MAX ? (size_t)NAMES_MAX : most);
}

static void
lying_scale(struct drawing *d, double bottom)
{
	struct scale *y = &d->y;

	y->at = names_room(d);
	y->per = (WIDTH - value_width(d) - 16 - y->at) / (y->high - y->low);
	for (double v = y->low; v <= y->high + y->step / 2; v += y->step) {
		struct ub_buf text = { 0 };
		double at = place(y, v);

		put_line(d->b, "grid", at, 24, at, bottom);
		number(&text, d->s->words, v, y->step);
		put_words(d->b, at, bottom + LINE, "mid", text.s, WIDTH);
		ub_buf_free(&text);
	}
	put_line(d->b, "axis", place(y, 0), 24, place(y, 0), bottom);
	put_words(d->b, 0, 14, "unit", d->c->y, WIDTH / CHAR);
}

/* Of one measure the totals are woven; of several each has its own. */
static size_t
look_of(const struct drawing *d, size_t g, size_t i)
{
	if (d->nseries > 1)
		return i;
	return ub_sheet_total(d->s, d->c->first + g) ? 3 : 2;
}

static void
draw_lying(struct drawing *d)
{
	double zero, v, n = (double)d->nseries, bottom;

	d->slot = n * BAR + 8;
	d->first = 28;
	bottom = d->first + d->slot * (double)d->ngroup;
	begin(d, bottom + 24);
	lying_scale(d, bottom);
	zero = place(&d->y, 0);
	for (size_t g = 0; g < d->ngroup; g++) {
		double y = d->first + d->slot * (double)g + 4;

		put_words(d->b, d->y.at - 8, y + n * BAR / 2 + 3, "end",
		    group_name(d, g), WIDTH);
		for (size_t i = 0; i < d->nseries; i++, y += BAR) {
			if (!value_of(d, g, i, &v))
				continue;
			put_bar(d->b, look_of(d, g, i), zero, y,
			    place(&d->y, v) - zero, BAR - 5);
			put_value(d, g, i, place(&d->y, v > 0 ? v : 0) + 6,
			    y + BAR - 9, "value");
		}
	}
	ub_buf_puts(d->b, "</svg>\n</div>\n");
}

/* --- the figure --------------------------------------------------------- */

static void
put_legend(const struct drawing *d)
{
	bool line = ub_chart_is_line(d->c);

	ub_buf_puts(d->b, "<ul class=\"legend\">\n");
	for (size_t i = 0; i < d->nseries; i++) {
		struct ub_buf name = { 0 };

		ub_buf_puts(d->b, "<li><svg width=\"28\" height=\"14\" "
				  "aria-hidden=\"true\" focusable=\"false\">");
		if (line)
			put_line(d->b,
			    (const char[]){ 'l', (char)('0' + i), 0 }, 0, 7, 28,
			    7);
		else
			put_bar(d->b, i, 1, 1, 26, 12);
		ub_buf_puts(d->b, "</svg>");
		ub_chart_series_name(&name, d->c, d->s, i);
		ub_html_text(d->b, name.s);
		ub_buf_puts(d->b, "</li>\n");
		ub_buf_free(&name);
	}
	ub_buf_puts(d->b, "</ul>\n");
}

void
ub_html_chart(struct ub_buf *b, const struct ub_sheet *s,
    const struct ub_chart *c, const char *id)
{
	struct ub_buf name = { 0 };
	struct drawing d = { .b = b,
		.s = s,
		.c = c,
		.name = &name,
		.ngroup = ub_chart_groups(c),
		.nseries = ub_chart_series(c) };
	double slot = (double)(WIDTH - MARGIN) / (double)d.ngroup;
	bool narrow =
	    slot < SLOT_MIN || (double)(longest_word(&d) * CHAR_MEAN) > slot;

	choose_scale(&d);
	ub_buf_printf(b, "<figure id=\"%s\">\n", id);
	if (d.nseries > 1)
		put_legend(&d);
	if (c->kind == UB_CHART_BARS ||
	    ((c->kind == UB_CHART_COLUMNS || c->kind == UB_CHART_QUESTIONS) &&
		narrow))
		draw_lying(&d);
	else
		draw_standing(&d);
	ub_buf_puts(b, "</figure>\n");
	ub_buf_free(&name);
}
