/*
 * chart.h - which columns of a sheet make a chart, and the words that go with
 * it.  Known to no file format.
 *
 * The key gives the groups, each measure a bar in every group, or a line over
 * them; turned, the measures give the groups and the rows the bars or lines.
 * Rows that are totals are left out where the others stand together, but of
 * lying bars, where they are marked.
 */
#ifndef UB_CHART_H
#define UB_CHART_H

#include "sheet.h"

enum {
	UB_CHART_SERIES = 6,    /* as many as shades of grey keep apart */
	UB_CHART_MEASURES = 12, /* that are groups, turned */
	/* with intervals: their cells are named one by one in a formula, for
	 * which Excel has 8192 characters */
	UB_CHART_DOTS = 80
};

enum ub_chart_kind {
	UB_CHART_COLUMNS,   /* standing bars, side by side */
	UB_CHART_BARS,      /* lying bars, in the order of the rows */
	UB_CHART_STACKED,   /* parts of 100 per cent */
	UB_CHART_LINES,     /* over the groups */
	UB_CHART_QUESTIONS, /* standing bars; the measures are the groups, and
	                     * each row is a bar in every one */
	UB_CHART_PROFILE,   /* a line for each row over the measures */
	UB_CHART_INTERVAL   /* a dot for each group and a line from x_lo to
	                     * x_hi; one measure */
};

struct ub_chart {
	enum ub_chart_kind kind;
	bool turned;        /* QUESTIONS and PROFILE */
	size_t first, last; /* rows, inclusive */
	size_t col[UB_CHART_MEASURES];
	size_t n;      /* of col */
	size_t lo, hi; /* columns, of INTERVAL */
	bool percent;  /* all of them: the axis goes from 0 to 100 */
	bool gaps;     /* a bar is missing: its cell holds a sign */
	bool broken;   /* of LINES: a series has a break, and so have lines */
	char *title;   /* owned, as the rest; without references to notes */
	char *x, *y;   /* names of the axes; x with the numbers of cases where
	                * they are few */
	char *alt;     /* what it shows, in words, from the data */
	char *without; /* the groups that lack a bar, or "" */
};

/* How many groups and series there are, and where in the sheet the figure of
 * group g and series i stands. */
static inline size_t
ub_chart_groups(const struct ub_chart *c)
{
	return c->turned ? c->n : c->last - c->first + 1;
}

static inline size_t
ub_chart_series(const struct ub_chart *c)
{
	return c->turned ? c->last - c->first + 1 : c->n;
}

static inline size_t
ub_chart_row(const struct ub_chart *c, size_t g, size_t i)
{
	return c->first + (c->turned ? i : g);
}

static inline size_t
ub_chart_col(const struct ub_chart *c, size_t g, size_t i)
{
	return c->col[c->turned ? g : i];
}

static inline bool
ub_chart_is_line(const struct ub_chart *c)
{
	return c->kind == UB_CHART_LINES || c->kind == UB_CHART_PROFILE;
}

/* --chart: measures of a table, or its default chart (measures NULL), or
 * with table NULL the default chart of every table that has one. */
struct ub_chart_spec {
	const char *table;
	const char *measures;
};

/* "TABLE=MEASURE,MEASURE", "TABLE" or "auto" (all tables).  Changes text and
 * keeps pointers into it. */
void ub_chart_spec_parse(struct ub_chart_spec *spec, char *text);

void ub_chart_free(struct ub_chart *c);

/*
 * A chart of the measures named (comma separated, as in the stream; before
 * them perhaps a kind, "bars:"), or with measures
 * NULL the default: columns of the shares, where there are none the counts;
 * as many as UB_CHART_SERIES.  UB_END: there is nothing to draw (no rows; for the
 * default also no such column, or keys that are not one).  UB_EUSAGE: a
 * measure that is not in the table or is no number, more than
 * UB_CHART_SERIES of them (turned: UB_CHART_MEASURES, and UB_CHART_SERIES
 * rows), a table that has not exactly one
 * key, a kind that is none, an interval of a measure without x_lo and x_hi.
 * Lines with a gap are drawn as bars: Excel would draw a line down to 0
 * there.
 */
enum ub_status ub_chart_make(struct ub_chart *c, const struct ub_sheet *s,
    const char *measures, struct ub_err *e);

/* How many pieces the line of series i has, and in which group g is: a break
 * begins another. */
size_t ub_chart_pieces(
    const struct ub_chart *c, const struct ub_sheet *s, size_t i);
size_t ub_chart_piece(
    const struct ub_chart *c, const struct ub_sheet *s, size_t g, size_t i);
/* The decimals of what series i shows. */
int ub_chart_digits(
    const struct ub_chart *c, const struct ub_sheet *s, size_t i);

/* Append the per cent that group g's part of series i is, of parts that make a
 * hundred, without decimals; returns it, 0 to 1. */
double ub_chart_part(struct ub_buf *b, const struct ub_chart *c,
    const struct ub_sheet *s, size_t g, size_t i);

/* Append what stands beside a chart with gaps. */
void ub_chart_lacks(
    struct ub_buf *b, const struct ub_chart *c, const struct ub_words *w);
/* Is the same said beside both? */
bool ub_chart_lack_same(const struct ub_chart *a, const struct ub_chart *b);

/* Append what a group is called, and a series: the key's value, or a heading
 * without ", procent" and references to notes. */
void ub_chart_group_name(struct ub_buf *b, const struct ub_chart *c,
    const struct ub_sheet *s, size_t g);
void ub_chart_series_name(struct ub_buf *b, const struct ub_chart *c,
    const struct ub_sheet *s, size_t i);

#endif
