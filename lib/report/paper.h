/*
 * paper.h - how a table and its charts lie on A4.  Known to no file format.
 *
 * A table that can be on one page is; else it goes on down, its headings at the
 * head of each page, and a group of rows stays together where it can.  One that
 * is too wide is cut between its columns, into pieces that are about as wide as
 * each other, each with the keys at its left.  Letters of 11 points are never
 * printed smaller than UB_PAPER_LEAST per cent, about 7 points.
 *
 * What stands above a table is printed above the first piece only.  It begins
 * in the first column and runs over those beside it; would that column be
 * repeated with it, each page would begin with as much of the title as the
 * column is wide.  So the pieces are areas of print of their own: the others
 * begin at the headings.  Excel and LibreOffice print these alike; a header of
 * pages cannot take a long title, and readers of screens do not read it.
 */
#ifndef UB_PAPER_H
#define UB_PAPER_H

#include "sheet.h"

enum {
	UB_PAPER_LEAST = 65,       /* per cent of the size of letters */
	UB_PAPER_ROW = 22,         /* pixels of a row of one line */
	UB_PAPER_LINE = 15,        /* points of each line of a higher one */
	UB_PAPER_CHART = 560,      /* pixels of a chart's width on paper that */
	UB_PAPER_CHART_LYING = 720 /* stands, and that lies */
};

struct ub_paper_in {
	const struct ub_sheet *s;
	const uint8_t *lines; /* of each of its rows */
	double top, head;     /* points of what is above, and of its headings */
	size_t text;          /* pixels of the widest line above */
	const double *chart;  /* points of each chart below, on paper */
	size_t nchart;
	bool wide_chart; /* one of them has no room on paper that stands */
};

struct ub_paper {
	bool lying;
	unsigned percent; /* its size, or about that when it is fitted: */
	bool fit;         /* to the width of a page; nothing is broken then */
	bool one;         /* and to its height */
	bool down;        /* it is on more pages than one, from top to bottom */
	size_t *first;    /* column that begins each piece; owned */
	size_t npiece;    /* at least 1 */
	size_t nrepeat;   /* columns at the left of the other pieces */
	size_t widen;     /* characters that the last column of the first piece
	                   * must be wider for what is above it */
	size_t *brk;      /* what begins a page: rows from 0, and then charts,
	                   * from s->nrow; owned */
	size_t nbrk;
};

/* The plan for a table of at least one column. */
void ub_paper_plan(struct ub_paper *p, const struct ub_paper_in *in);
/* That of a sheet whose rows are not known: its pieces, and nothing broken. */
void ub_paper_plan_width(
    struct ub_paper *p, const struct ub_sheet *s, size_t text);
void ub_paper_free(struct ub_paper *p);

static inline size_t
ub_most(size_t a, size_t b)
{
	return a > b ? a : b;
}

static inline size_t
ub_least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Points of a row of so many lines. */
double ub_paper_points(size_t lines);
/* The same of a row of a table: more than one line has air around it. */
double ub_paper_row(size_t lines);

#endif
