/*
 * chart.h - which columns of a sheet make a chart, and the words that go with
 * it.  Known to no file format.
 *
 * The key gives the groups, each measure a bar in every group, or a line over
 * them.  Rows that are totals are left out where the others stand together,
 * but of lying bars, where they are marked.
 */
#ifndef UB_CHART_H
#define UB_CHART_H

#include "sheet.h"

enum { UB_CHART_SERIES = 6 }; /* as many as shades of grey keep apart */

enum ub_chart_kind {
	UB_CHART_COLUMNS, /* standing bars, side by side */
	UB_CHART_BARS,    /* lying bars, in the order of the rows */
	UB_CHART_STACKED, /* parts of 100 per cent */
	UB_CHART_LINES
};

struct ub_chart {
	enum ub_chart_kind kind;
	size_t first, last; /* rows, inclusive */
	size_t col[UB_CHART_SERIES];
	size_t n;      /* of col */
	bool percent;  /* all of them: the axis goes from 0 to 100 */
	bool gaps;     /* a bar is missing: its cell holds a sign */
	char *title;   /* owned, as the rest */
	char *x, *y;   /* names of the axes */
	char *alt;     /* what it shows, in words, from the data */
	char *without; /* the groups that lack a bar, or "" */
};

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
 * them perhaps "columns:", "bars:", "stacked:" or "lines:"), or with measures
 * NULL the default: columns of the shares, where there are none the counts;
 * as many as UB_CHART_SERIES.  UB_END: there is nothing to draw (no rows; for the
 * default also no such column, or keys that are not one).  UB_EUSAGE: a
 * measure that is not in the table or is no number, more than
 * UB_CHART_SERIES of them, a table that has not exactly one key, a kind that
 * is none.  Lines with a gap are drawn as columns: Excel would draw a line
 * down to 0 there.
 */
enum ub_status ub_chart_make(struct ub_chart *c, const struct ub_sheet *s,
    const char *measures, struct ub_err *e);

/* The heading without ", procent": what a bar is called. */
void ub_chart_series_name(struct ub_buf *b, const struct ub_sheet_col *col);

#endif
