/* xlchart.c - the charts of a workbook; see xl.h. */
#include <stdlib.h>

#include <xlsxwriter.h>

#include "../base/num.h"
#include "../base/unicode.h"
#include "palette.h"
#include "paper.h"
#include "xlpart.h"
#include "xlplace.h"
#include "xltext.h"

enum {
	CHART_WIDTH = 480, /* pixels, of a chart of scale 1 */
	CHART_HEIGHT = 288,
	CHART_AIR = 8, /* pixels above a chart */
	FONT_SIZE = 10,
	NAME_TENTHS = 55, /* of a pixel of a letter of that */
	NAME_AIR = 4,
	PLOT_WIDTH = 500, /* pixels, on paper that stands, and that lies */
	PLOT_LYING = 650,
	PART_LEAST = 8,  /* per cent of a bar that has room for its own */
	CHART_BARS = 14, /* lying bars that have room in them; more need more */
	LABELS_MAX = 24  /* bars that still have room for their value */
};

/* Told apart in print without colours: dark, light, middle, then patterns. */
static void
paint(lxw_chart_series *series, size_t i)
{
	static const uint8_t weave[] = { LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL,
		LXW_CHART_PATTERN_LARGE_CHECK, LXW_CHART_PATTERN_LARGE_GRID };
	lxw_chart_line line = { .color = UB_PALETTE_DARK, .width = 1 };
	lxw_chart_fill fill = { .color = ub_palette_bar[i % UB_PALETTE_BARS] };
	lxw_chart_pattern pattern = { .fg_color = UB_PALETTE_DARK,
		.bg_color = UB_PALETTE_PAPER,
		.type = weave[i % 3] };

	if (i < UB_PALETTE_BARS)
		chart_series_set_fill(series, &fill);
	else
		chart_series_set_pattern(series, &pattern);
	chart_series_set_line(series, &line);
}

/* Each bar on its own: a total is woven, the others are plain. */
static void
paint_points(lxw_chart_series *series, const struct ub_chart *c,
    const struct ub_sheet *s)
{
	lxw_chart_line line = { .color = UB_PALETTE_DARK, .width = 1 };
	lxw_chart_fill fill = { .color = UB_PALETTE_MIDDLE };
	lxw_chart_pattern pattern = { .fg_color = UB_PALETTE_DARK,
		.bg_color = UB_PALETTE_PAPER,
		.type = LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL };
	lxw_chart_point plain = { .line = &line, .fill = &fill };
	lxw_chart_point total = { .line = &line, .pattern = &pattern };
	size_t n = c->last - c->first + 1, i;
	lxw_chart_point **point = ub_xcalloc(n + 1, sizeof(*point));

	for (i = 0; i < n; i++)
		point[i] = ub_sheet_total(s, c->first + i) ? &total : &plain;
	chart_series_set_points(series, point);
	free(point);
}

/* Lines differ in dashes and marks, as bars do in weave. */
static void
draw_line(lxw_chart_series *series, size_t i)
{
	static const uint8_t dash[] = { LXW_CHART_LINE_DASH_SOLID,
		LXW_CHART_LINE_DASH_DASH, LXW_CHART_LINE_DASH_ROUND_DOT };
	static const uint8_t mark[] = { LXW_CHART_MARKER_CIRCLE,
		LXW_CHART_MARKER_SQUARE, LXW_CHART_MARKER_TRIANGLE,
		LXW_CHART_MARKER_DIAMOND, LXW_CHART_MARKER_X,
		LXW_CHART_MARKER_PLUS };
	lxw_chart_line line = { .color = ub_palette_line[i % UB_PALETTE_LINES],
		.width = 2.25F,
		.dash_type = dash[i % 3] };

	chart_series_set_line(series, &line);
	chart_series_set_marker_type(series, mark[i % 6]);
	chart_series_set_marker_size(series, 7);
}

/* A dot, or an end of its interval: what is between them is a line from the
 * highest to the lowest. */
static void
draw_dot(lxw_chart_series *series, size_t i)
{
	lxw_chart_line none = { .none = LXW_TRUE };
	lxw_chart_line line = { .color = UB_PALETTE_DARK, .width = 1.5F };
	lxw_chart_fill fill = { .color = UB_PALETTE_DARK };

	chart_series_set_line(series, &none);
	chart_series_set_marker_type(series,
	    i == 0 ? LXW_CHART_MARKER_CIRCLE : LXW_CHART_MARKER_LONG_DASH);
	chart_series_set_marker_size(series, i == 0 ? 9 : 7);
	chart_series_set_marker_line(series, &line);
	chart_series_set_marker_fill(series, &fill);
}

/* Over a line, not on it; within a dark part, white. */
static void
place_labels(
    lxw_chart_series *series, const struct ub_chart *c, size_t i, double grow)
{
	lxw_chart_font font = { .size = FONT_SIZE * grow };

	if (ub_chart_is_line(c))
		chart_series_set_labels_position(
		    series, LXW_CHART_LABEL_POSITION_ABOVE);
	if (c->kind == UB_CHART_INTERVAL)
		chart_series_set_labels_position(
		    series, LXW_CHART_LABEL_POSITION_RIGHT);
	if (c->kind == UB_CHART_STACKED && i == 0)
		font.color = UB_PALETTE_PAPER;
	chart_series_set_labels_font(series, &font);
}

static void
dress_series(lxw_chart_series *series, const struct ub_chart *c,
    const struct ub_sheet *s, size_t i)
{
	if (ub_chart_is_line(c))
		draw_line(series, i);
	else if (c->kind == UB_CHART_INTERVAL)
		draw_dot(series, i);
	else if (c->kind == UB_CHART_BARS && ub_chart_series(c) == 1)
		paint_points(series, c, s);
	else
		paint(series, i);
}

/* What the file keeps of the cells a chart points to.  The library would keep
 * 0 of a cell with a sign. */
static void
keep_point(lxw_series_range *range, const char *text, const double *v)
{
	lxw_series_data_point *p = ub_xcalloc(1, sizeof(*p));

	p->is_string = text != NULL;
	if (text != NULL)
		p->string = ub_xstrdup(text);
	p->no_data = text == NULL && v == NULL;
	if (v != NULL)
		p->number = *v;
	STAILQ_INSERT_TAIL(range->data_cache, p, list_pointers);
	range->num_data_points++;
	range->ignore_cache = LXW_TRUE; /* it is filled */
	range->has_string_cache = text != NULL;
}

/* What is drawn for a group of series i, false: a sign stands there. */
static bool
value_of(const struct ub_xl_drawn *d, size_t g, size_t i, double *v)
{
	size_t row, col;
	const struct ub_cell *cell = ub_xl_figure(d, g, i, &row, &col);
	const char *text = ub_sheet_text(d->s, cell);

	return cell->kind == UB_CELL_NUMBER &&
	       ub_real_parse(text, strlen(text), v);
}

/* Is the group in the chart?  Of intervals those with a dot are. */
static bool
is_drawn(const struct ub_xl_drawn *d, size_t g)
{
	double v;

	return d->c->kind != UB_CHART_INTERVAL || value_of(d, g, 0, &v);
}

static void
keep_figures(lxw_chart_series *series, const struct ub_xl_drawn *d, size_t i)
{
	size_t g;
	double v;

	for (g = 0; g < ub_chart_groups(d->c); g++)
		if (is_drawn(d, g))
			keep_point(series->values, NULL,
			    value_of(d, g, i, &v) ? &v : NULL);
}

/* Refer to the figure of a group, or where it is none to a cell that is empty,
 * right of the table. */
static void
place_if(struct ub_buf *values, const struct ub_xl_drawn *d, size_t g, size_t i,
    bool is)
{
	size_t row, col;

	(void)ub_xl_figure(d, g, i, &row, &col);
	if (is)
		ub_xl_place(values, d, d->head + 1 + (lxw_row_t)row, col);
	else
		ub_xl_place(values, d, d->head, d->s->ncol + 1);
}

/* Cells that do not stand in one column: headings and a row, or the groups
 * that have a dot. */
static lxw_chart_series *
scattered_series(
    struct ub_xl *x, lxw_chart *lc, const struct ub_xl_drawn *d, size_t i)
{
	struct ub_buf names = { 0 }, values = { 0 };
	lxw_chart_series *series;
	size_t g, row, col;

	for (g = 0; g < ub_chart_groups(d->c); g++) {
		if (!is_drawn(d, g))
			continue;
		(void)ub_xl_figure(d, g, i, &row, &col);
		ub_xl_place(&values, d, d->head + 1 + (lxw_row_t)row, col);
		if (d->c->turned)
			ub_xl_place(&names, d, d->head, col);
		else
			ub_xl_place(&names, d, d->head + 1 + (lxw_row_t)row, 0);
	}
	ub_buf_putc(&names, ')');
	ub_buf_putc(&values, ')');
	series = chart_add_series(lc, names.s, values.s);
	for (g = 0; g < ub_chart_groups(d->c); g++) {
		if (!is_drawn(d, g))
			continue;
		(void)ub_xl_figure(d, g, i, &row, &col);
		keep_point(series->categories,
		    ub_xl_literal(&x->scratch,
			d->c->turned
			    ? d->s->col[col].heading
			    : ub_sheet_text(d->s, ub_sheet_cell(d->s, row, 0))),
		    NULL);
	}
	ub_buf_free(&names);
	ub_buf_free(&values);
	return series;
}

static lxw_chart_series *
column_series(lxw_chart *lc, const struct ub_xl_drawn *d, size_t i)
{
	lxw_chart_series *series = chart_add_series(lc, NULL, NULL);
	lxw_row_t first = d->head + 1 + (lxw_row_t)d->c->first;
	lxw_row_t last = d->head + 1 + (lxw_row_t)d->c->last;
	lxw_col_t at = (lxw_col_t)d->c->col[i];

	chart_series_set_categories(series, d->s->name, first, 0, last, 0);
	chart_series_set_values(series, d->s->name, first, at, last, at);
	return series;
}

/* A piece of a line between breaks, as a series of its own, which has no point
 * where the others are. */
static lxw_chart_series *
piece_series(lxw_chart *lc, const struct ub_xl_drawn *d, size_t i, size_t piece)
{
	lxw_row_t first = d->head + 1 + (lxw_row_t)d->c->first;
	lxw_row_t last = d->head + 1 + (lxw_row_t)d->c->last;
	struct ub_buf values = { 0 };
	lxw_chart_series *series;
	size_t g;
	double v;

	for (g = 0; g < ub_chart_groups(d->c); g++)
		place_if(&values, d, g, i,
		    ub_chart_piece(d->c, d->s, g, i) == piece &&
			value_of(d, g, i, &v));
	ub_buf_putc(&values, ')');
	series = chart_add_series(lc, NULL, values.s);
	chart_series_set_categories(series, d->s->name, first, 0, last, 0);
	for (g = 0; g < ub_chart_groups(d->c); g++)
		keep_point(series->values, NULL,
		    ub_chart_piece(d->c, d->s, g, i) == piece &&
			    value_of(d, g, i, &v)
			? &v
			: NULL);
	ub_buf_free(&values);
	return series;
}

/* "Nöjda, till 2018" and "Nöjda, från 2019". */
static void
name_piece(lxw_chart_series *series, const struct ub_xl_drawn *d, size_t i,
    size_t piece)
{
	size_t n = ub_chart_groups(d->c), from = n, to = 0;
	struct ub_buf b = { 0 };

	for (size_t g = 0; g < n; g++) {
		if (ub_chart_piece(d->c, d->s, g, i) != piece)
			continue;
		from = from == n ? g : from;
		to = g;
	}
	ub_chart_series_name(&b, d->c, d->s, i);
	if (from == 0 && to + 1 == n) {
		chart_series_set_name(series, b.s[0] == '=' ? b.s + 1 : b.s);
		ub_buf_free(&b);
		return;
	}
	ub_buf_puts(
	    &b, ub_say(d->s->words, piece == 0 ? ", till " : ", från "));
	ub_chart_group_name(&b, d->c, d->s, piece == 0 ? to : from);
	chart_series_set_name(series, b.s[0] == '=' ? b.s + 1 : b.s);
	ub_buf_free(&b);
}

static void
add_pieces(struct ub_xl *x, lxw_chart *lc, const struct ub_xl_drawn *d,
    size_t i, double grow)
{
	const struct ub_sheet_col *col = &d->s->col[d->c->col[i]];

	for (size_t k = 0; k < ub_chart_pieces(d->c, d->s, i); k++) {
		lxw_chart_series *series = piece_series(lc, d, i, k);

		name_piece(series, d, i, k);
		dress_series(series, d->c, d->s, i);
		if (ub_chart_groups(d->c) * ub_chart_series(d->c) > LABELS_MAX)
			continue;
		chart_series_set_labels(series);
		chart_series_set_labels_num_format(
		    series, ub_xl_number_format(
				x, col->group, ub_chart_digits(d->c, d->s, i)));
		place_labels(series, d->c, i, grow);
	}
}

/* By reference: a name given as text would be a formula after "=". */
static void
name_series(lxw_chart_series *series, const struct ub_xl_drawn *d, size_t i)
{
	struct ub_buf plain = { 0 };
	size_t row, col;

	(void)ub_xl_figure(d, 0, i, &row, &col);
	if (d->c->turned)
		chart_series_set_name_range(
		    series, d->s->name, d->head + 1 + (lxw_row_t)row, 0);
	else if (!ub_xl_noted(d->s->col[col].heading))
		chart_series_set_name_range(
		    series, d->s->name, d->head, (lxw_col_t)col);
	else {
		ub_sheet_plain(&plain, d->s->col[col].heading);
		chart_series_set_name(series, plain.s);
	}
	ub_buf_free(&plain);
}

/* In a part of a hundred stands its per cent, as on the scale, where it has
 * room: the figure is in the table. */
static void
label_parts(lxw_chart_series *series, const struct ub_xl_drawn *d, size_t i,
    double grow)
{
	size_t n = ub_chart_groups(d->c);
	struct ub_buf *text = ub_xcalloc(n, sizeof(*text));
	lxw_chart_data_label *label = ub_xcalloc(n, sizeof(*label));
	lxw_chart_data_label **labels = ub_xcalloc(n + 1, sizeof(*labels));
	lxw_chart_font font = { .size = FONT_SIZE * grow };

	if (i == 0)
		font.color = UB_PALETTE_PAPER;
	for (size_t g = 0; g < n; g++) {
		double part = ub_chart_part(&text[g], d->c, d->s, g, i);

		label[g].value = text[g].s;
		label[g].font = &font;
		label[g].hide = part < PART_LEAST / 100.0;
		labels[g] = &label[g];
	}
	chart_series_set_labels_custom(series, labels);
	for (size_t g = 0; g < n; g++)
		ub_buf_free(&text[g]);
	free(labels);
	free(label);
	free(text);
}

static void
add_series(struct ub_xl *x, lxw_chart *lc, const struct ub_xl_drawn *d,
    size_t i, double grow)
{
	const struct ub_chart *c = d->c;
	const struct ub_sheet_col *col = &d->s->col[ub_chart_col(c, 0, 0)];
	bool interval = c->kind == UB_CHART_INTERVAL;
	lxw_chart_series *series;

	series = c->turned || interval ? scattered_series(x, lc, d, i)
				       : column_series(lc, d, i);
	keep_figures(series, d, i);
	name_series(series, d, i);
	dress_series(series, c, d->s, i);
	if (ub_chart_groups(c) * ub_chart_series(c) <= LABELS_MAX &&
	    (!c->gaps || interval) && (!interval || i == 0)) {
		if (!c->turned && !interval)
			col = &d->s->col[c->col[i]];
		chart_series_set_labels(series);
		chart_series_set_labels_num_format(
		    series, ub_xl_number_format(
				x, col->group, ub_chart_digits(c, d->s, i)));
		place_labels(series, c, i, grow);
		if (c->kind == UB_CHART_STACKED)
			label_parts(series, d, i, grow);
	}
}

/* The line of one interval: LibreOffice draws no lines from low to high, but
 * bars of an error, which are of one length in a series.  So each has a series
 * of its own, which has its low end and no other point. */
static bool
add_length(lxw_chart *lc, const struct ub_xl_drawn *d, size_t only)
{
	lxw_chart_line line = { .color = UB_PALETTE_DARK, .width = 1.5F };
	lxw_chart_line none = { .none = LXW_TRUE };
	struct ub_buf values = { 0 };
	lxw_chart_series *series;
	double low, high;
	size_t g;

	if (!is_drawn(d, only) || !value_of(d, only, 1, &low) ||
	    !value_of(d, only, 2, &high))
		return false;
	for (g = 0; g < ub_chart_groups(d->c); g++)
		if (is_drawn(d, g))
			place_if(&values, d, g, 1, g == only);
	ub_buf_putc(&values, ')');
	series = chart_add_series(lc, NULL, values.s);
	for (g = 0; g < ub_chart_groups(d->c); g++)
		if (is_drawn(d, g))
			keep_point(
			    series->values, NULL, g == only ? &low : NULL);
	chart_series_set_line(series, &none);
	chart_series_set_marker_type(series, LXW_CHART_MARKER_NONE);
	chart_series_set_error_bars(
	    series->y_error_bars, LXW_CHART_ERROR_BAR_TYPE_FIXED, high - low);
	chart_series_set_error_bars_direction(
	    series->y_error_bars, LXW_CHART_ERROR_BAR_DIR_PLUS);
	chart_series_set_error_bars_endcap(
	    series->y_error_bars, LXW_CHART_ERROR_BAR_NO_CAP);
	chart_series_set_error_bars_line(series->y_error_bars, &line);
	ub_buf_free(&values);
	return true;
}

static void
add_lengths(lxw_chart *lc, const struct ub_xl_drawn *d)
{
	int16_t hidden[UB_CHART_DOTS + 1], n = 0;

	for (size_t g = 0; g < ub_chart_groups(d->c); g++) {
		if (!add_length(lc, d, g))
			continue;
		hidden[n] = (int16_t)(3 + n); /* none in the legend */
		n++;
	}
	hidden[n] = -1;
	if (n > 0)
		chart_legend_delete_series(lc, hidden);
}

static void
scale_axis(lxw_chart_axis *value, const struct ub_chart *c)
{
	lxw_chart_line grid = { .color = 0xD9D9D9, .width = 0.75F };

	chart_axis_major_gridlines_set_line(value, &grid);
	if (c->kind == UB_CHART_STACKED) {
		chart_axis_set_num_format(value, "0%");
		return;
	}
	chart_axis_set_num_format(value, c->percent ? "0" : "#,##0");
	if (!c->percent)
		return;
	chart_axis_set_min(value, 0);
	chart_axis_set_max(value, 100);
}

static void
name_axis(lxw_chart_axis *axis, const char *text, const struct ub_xl_drawn *d,
    lxw_col_t col)
{
	if (strcmp(text, d->s->col[col].heading) == 0 || text[0] == '=')
		chart_axis_set_name_range(axis, d->s->name, d->head, col);
	else if (text[0] != '\0')
		chart_axis_set_name(axis, text);
}

/* Names by reference where they can be.  The library calls the axis that lies
 * x. */
static void
name_axes(lxw_chart *lc, const struct ub_xl_drawn *d, double grow)
{
	const struct ub_chart *c = d->c;
	bool lying = c->kind == UB_CHART_BARS;
	lxw_chart_axis *group = lying ? lc->y_axis : lc->x_axis;
	lxw_chart_axis *value = lying ? lc->x_axis : lc->y_axis;
	lxw_chart_font title = { .size = 12 * grow, .bold = LXW_TRUE };
	lxw_chart_font font = { .size = FONT_SIZE * grow };

	if (ub_xl_noted(d->s->title))
		chart_title_set_name(lc, c->title);
	else
		chart_title_set_name_range(lc, d->s->name, 0, 0);
	chart_title_set_name_font(lc, &title);
	chart_axis_set_num_font(group, &font);
	chart_axis_set_num_font(value, &font);
	chart_axis_set_name_font(group, &font);
	chart_axis_set_name_font(value, &font);
	chart_legend_set_font(lc, &font);
	name_axis(group, c->x, d, 0);
	name_axis(value, c->y, d, (lxw_col_t)c->col[0]);
	chart_legend_set_position(
	    lc, ub_chart_series(c) == 1 && c->kind != UB_CHART_INTERVAL
		    ? LXW_CHART_LEGEND_NONE
		    : LXW_CHART_LEGEND_BOTTOM);
	scale_axis(value, c);
	if (lying) { /* the first row on top, the scale below the last */
		chart_axis_set_reverse(group);
		chart_axis_set_crossing_max(group);
	}
}

static const uint8_t chart_type[] = {
	[UB_CHART_COLUMNS] = LXW_CHART_COLUMN,
	[UB_CHART_BARS] = LXW_CHART_BAR,
	[UB_CHART_STACKED] = LXW_CHART_COLUMN_STACKED_PERCENT,
	[UB_CHART_LINES] = LXW_CHART_LINE,
	[UB_CHART_QUESTIONS] = LXW_CHART_COLUMN,
	[UB_CHART_PROFILE] = LXW_CHART_LINE,
	[UB_CHART_INTERVAL] = LXW_CHART_LINE,
};

/* How often as high as the library's charts are. */
static double
tall(const struct ub_chart *c)
{
	size_t n = ub_chart_groups(c) * ub_chart_series(c);

	if (c->kind != UB_CHART_BARS || n <= CHART_BARS)
		return 1.2;
	return 1.2 * (double)n / CHART_BARS;
}

static uint32_t
rows_of(double y_scale)
{
	return (uint32_t)(CHART_HEIGHT * y_scale + CHART_AIR) / UB_PAPER_ROW +
	       2;
}

double
ub_xl_chart_points(const struct ub_chart *c)
{
	return rows_of(tall(c)) * ub_paper_points(1);
}

/* Names are broken between words. */
bool
ub_xl_chart_wide(const struct ub_chart *c, const struct ub_sheet *s)
{
	struct ub_buf name = { 0 };
	size_t n = ub_chart_groups(c), most = 0, word, len;

	for (size_t g = 0; g < n; g++) {
		ub_buf_clear(&name);
		ub_buf_puts(&name, "");
		ub_chart_group_name(&name, c, s, g);
		for (const char *at = name.s; *at != '\0'; at += len) {
			len = strcspn(at, " ");
			word = ub_width(at, len);
			most = word > most ? word : most;
			len += strspn(at + len, " ");
		}
	}
	ub_buf_free(&name);
	n *= most * NAME_TENTHS / 10 + NAME_AIR;
	return c->kind != UB_CHART_BARS && n > PLOT_WIDTH && n <= PLOT_LYING;
}

void
ub_xl_chart(struct ub_xl *x, struct ub_xl_page *p, const struct ub_sheet *s,
    const struct ub_chart *c, uint32_t head, unsigned wide, unsigned percent)
{
	double grow = 100.0 / percent;
	lxw_chart_options o = { .x_scale = wide * grow / CHART_WIDTH,
		.y_scale = tall(c) * grow,
		.y_offset = CHART_AIR,
		.object_position = LXW_OBJECT_MOVE_DONT_SIZE,
		.description = c->alt };
	const struct ub_xl_drawn d = { c, s, head };
	lxw_chart_line line = { .color = UB_PALETTE_DARK, .width = 1.5F };
	bool interval = c->kind == UB_CHART_INTERVAL;
	size_t nseries = interval ? 3 : ub_chart_series(c);
	size_t i;
	lxw_chart *lc;

	if (x->err != LXW_NO_ERROR)
		return;
	lc = workbook_add_chart(x->lxw, chart_type[c->kind]);
	for (i = 0; i < nseries; i++)
		if (c->broken)
			add_pieces(x, lc, &d, i, grow);
		else
			add_series(x, lc, &d, i, grow);
	if (interval) {
		chart_set_high_low_lines(lc, &line);
		add_lengths(lc, &d);
	}
	name_axes(lc, &d, grow);
	chart_set_series_gap(lc, c->kind == UB_CHART_BARS ? 40 : 80);
	ub_xl_note(x, worksheet_insert_chart_opt(p->ws, p->row, 0, lc, &o));
	p->row += rows_of(o.y_scale);
	x->expect.nchart++;
}
