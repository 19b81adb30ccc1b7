/* paper.c - see paper.h. */
#include "paper.h"

#include <stdlib.h>
#include <string.h>

enum {
	/* of A4 between the margins that Excel has, less some: fonts differ.
	 * Pixels are 1/96 inch, points 1/72 */
	STANDING_WIDE = 637,
	STANDING_HIGH = 715,
	LYING_WIDE = 955,
	LYING_HIGH = 470,
	DIGIT = 7, /* pixels of a character of a column */
	CELL_AIR = 5,
	ROW_AIR = 6,        /* points, above and below lines of text */
	ROW_MOST = 409,     /* of a row of Excel */
	ONE_LEAST = 75,     /* per cent: rather that than a second page, */
	STAND_LEAST = 68,   /* and than paper that lies */
	PIECE_LEAST = 70,   /* per cent of a table in pieces */
	WIDEN_MOST = 60,    /* pixels */
	BREAKS_ROWS = 5000, /* a table of more is broken where it may be */
	WIDOWS = 3          /* rows that do not stand on a page alone */
};

double
ub_paper_points(size_t lines)
{
	double least = UB_PAPER_ROW * 0.75;
	double points = (double)lines * UB_PAPER_LINE;

	return lines <= 1 || points < least ? least : points;
}

double
ub_paper_row(size_t lines)
{
	double points = ub_paper_points(lines) + (lines > 1 ? ROW_AIR : 0);

	return points < ROW_MOST ? points : ROW_MOST;
}

void
ub_paper_free(struct ub_paper *p)
{
	free(p->first);
	free(p->brk);
	memset(p, 0, sizeof(*p));
}

static size_t
columns_wide(const struct ub_sheet *s, size_t from, size_t to)
{
	size_t pixels = 0;

	for (; from < to; from++)
		pixels += s->col[from].width * DIGIT + CELL_AIR;
	/* LibreOffice does not round the width of a digit, 7.43 */
	return pixels * 17 / 16;
}

/* --- from top to bottom -------------------------------------------------- */

struct flow {
	const struct ub_paper_in *in;
	bool groups; /* rows of one stay together */
	double room; /* points of a page, in those of the sheet */
	unsigned percent;
	size_t *brk; /* NULL: they are only counted */
	size_t nbrk;
	size_t rows; /* that begin a page, among those */
};

static double
row_points(const struct ub_paper_in *in, size_t row)
{
	return ub_paper_row(in->lines[row]);
}

/* Does another group of the first keys begin at the row? */
static bool
begins(const struct ub_sheet *s, size_t row, size_t keys)
{
	for (size_t c = 0; c < keys; c++)
		if (strcmp(ub_sheet_text(s, ub_sheet_cell(s, row, c)),
			ub_sheet_text(s, ub_sheet_cell(s, row - 1, c))) != 0)
			return true;
	return false;
}

/* The row that begins the next page, of one that from begins, and for which row
 * is too much: where a group begins, if half of the page is filled then. */
static size_t
break_at(const struct flow *f, size_t from, size_t row)
{
	const struct ub_sheet *s = f->in->s;

	for (size_t k = 1; f->groups && k < s->nkey; k++)
		for (size_t r = row; r > from + (row - from) / 2; r--)
			if (begins(s, r, k))
				return r;
	if (s->nrow - row < WIDOWS && row - from > 2 * (size_t)WIDOWS)
		return s->nrow - WIDOWS;
	return row;
}

static void
add_break(struct flow *f, size_t what)
{
	if (f->brk != NULL)
		f->brk[f->nbrk] = what;
	f->nbrk++;
}

/* Breaks before rows, and before charts where they are counted too. */
static void
flow(struct flow *f, bool charts)
{
	const struct ub_paper_in *in = f->in;
	double at = in->top + in->head, high;
	size_t from = 0, r, i;

	f->nbrk = f->rows = 0;
	for (r = 0; r < in->s->nrow; r++) {
		high = row_points(in, r);
		if (at + high > f->room && r > from) {
			from = r = break_at(f, from, r);
			add_break(f, r);
			f->rows++;
			at = in->head;
			high = row_points(in, r);
		}
		at += high;
	}
	at += ub_paper_points(1);
	for (i = 0; charts && i < in->nchart; i++) {
		high = in->chart[i] * 100 / f->percent;
		if (at + high > f->room) {
			add_break(f, in->s->nrow + i);
			at = f->rows > 0 ? in->head : 0;
		}
		at += high;
	}
}

static struct flow
flow_of(const struct ub_paper_in *in, bool lying, unsigned percent)
{
	struct flow f = { .in = in,
		.percent = percent,
		.groups = in->s->nrow <= BREAKS_ROWS,
		.room =
		    (lying ? LYING_HIGH : STANDING_HIGH) * 100.0 / percent };

	return f;
}

static void
break_pages(struct ub_paper *p, const struct ub_paper_in *in)
{
	struct flow f = flow_of(in, p->lying, p->percent);

	flow(&f, true);
	p->brk = ub_xcalloc(f.nbrk + 1, sizeof(*p->brk));
	f.brk = p->brk;
	flow(&f, true);
	p->down = f.rows > 0;
	p->nbrk = f.groups ? f.nbrk : 0;
}

/* --- from left to right -------------------------------------------------- */

struct pieces {
	const struct ub_sheet *s;
	size_t repeat; /* pixels of the columns that are repeated */
	size_t text;   /* of what stands above the first piece, */
	size_t chart;  /* and below it, on paper */
	size_t need;   /* that the first piece has to be wide */
	size_t has;    /* and is */
	size_t page;   /* what there is */
	size_t *first; /* NULL: they are only counted */
};

/* Keys stay together, and a measure with the numbers it is computed from. */
static size_t
unit_end(const struct ub_sheet *s, size_t col)
{
	size_t end = col < s->nkey ? s->nkey : col + 1;

	while (end < s->ncol && end < col + 3 && end > s->nkey &&
	       (s->col[end].role == UB_ROLE_BASE ||
		   s->col[end].role == UB_ROLE_MISSING))
		end++;
	return end;
}

/* How many pieces there are, none wider than wide if it can be. */
static size_t
cut(struct pieces *k, size_t wide)
{
	size_t n = 1, at = 0, c, end, pixels, room;

	if (k->first != NULL)
		k->first[0] = 0;
	for (c = 0; c < k->s->ncol; c = end) {
		end = unit_end(k->s, c);
		pixels = columns_wide(k->s, c, end);
		room = n > 1                       ? wide
		       : at + WIDEN_MOST < k->need ? k->page
						   : ub_most(wide, k->need);
		if (at + pixels > room && at > (n == 1 ? 0 : k->repeat)) {
			if (k->first != NULL)
				k->first[n] = c;
			if (n == 1)
				k->has = at;
			n++;
			at = k->repeat;
		}
		at += pixels;
	}
	if (n == 1)
		k->has = at;
	return n;
}

/* No wider than the page, and no wider than they must be for as few pieces. */
static size_t
cut_evenly(struct pieces *k, unsigned percent)
{
	size_t high = LYING_WIDE * 100 / percent, low = k->repeat, mid, n;

	k->page = high;
	k->need = ub_least(high, ub_most(k->text, k->chart * 100 / percent));
	n = cut(k, high);
	while (high - low > 1) {
		mid = low + (high - low) / 2;
		if (cut(k, mid) > n)
			low = mid;
		else
			high = mid;
	}
	return high;
}

static size_t
pages_down(const struct ub_paper_in *in, unsigned percent, bool charts)
{
	struct flow f = flow_of(in, true, percent);

	flow(&f, charts);
	return f.nbrk + 1;
}

/* The size at which there are the fewest pages, and no column has to be much
 * wider than it is for what stands above it. */
static unsigned
best_size(struct pieces *k, const struct ub_paper_in *in)
{
	unsigned best = PIECE_LEAST, percent;
	size_t fewest = SIZE_MAX, n;

	for (percent = 100; percent >= PIECE_LEAST; percent -= 2) {
		n = cut(k, cut_evenly(k, percent)) - 1;
		if (in != NULL && in->s->nrow <= BREAKS_ROWS)
			n = n * pages_down(in, percent, false) +
			    pages_down(in, percent, true);
		n += k->has + WIDEN_MOST < k->need;
		if (n >= fewest)
			continue;
		fewest = n;
		best = percent;
	}
	return best;
}

/* As many keys as leave half of the page. */
static size_t
keys_repeated(const struct ub_sheet *s)
{
	size_t n = s->nkey;

	while (
	    n > 0 && columns_wide(s, 0, n) > LYING_WIDE * 100 / PIECE_LEAST / 2)
		n--;
	return n;
}

/* in: NULL where the rows are not known. */
static void
cut_pieces(struct ub_paper *p, const struct ub_sheet *s, size_t text,
    const struct ub_paper_in *in)
{
	struct pieces k = { .s = s, .text = text };
	size_t wide;

	p->lying = true;
	p->nrepeat = keys_repeated(s);
	k.repeat = columns_wide(s, 0, p->nrepeat);
	k.chart = in != NULL && in->nchart > 0 ? UB_PAPER_CHART_LYING : 0;
	p->percent = best_size(&k, in);
	wide = cut_evenly(&k, p->percent);
	p->npiece = cut(&k, wide);
	k.first = ub_xreallocarray(p->first, p->npiece, sizeof(*k.first));
	(void)cut(&k, wide);
	p->first = k.first;
	if (p->npiece > 1 && k.has < k.need)
		p->widen = (k.need - k.has + DIGIT - 1) / DIGIT;
}

/* --- the plan ------------------------------------------------------------ */

/* The size at which it is as wide as a page, or all of its own. */
static size_t
fit_wide(size_t wide, bool lying)
{
	size_t page = lying ? LYING_WIDE : STANDING_WIDE;

	return ub_least(100, page * 100 / ub_most(wide, 1));
}

/* The size at which it is on one page, and so many charts; 0: at none. */
static size_t
whole(const struct ub_paper_in *in, size_t nchart, size_t wide, bool lying)
{
	double high = lying ? LYING_HIGH : STANDING_HIGH;
	double points = in->top + in->head;
	size_t percent;

	for (size_t i = 0; i < nchart; i++)
		high -= in->chart[i];
	if (nchart > 0)
		points += ub_paper_points(1);
	for (size_t r = 0;
	     r < in->s->nrow && points * UB_PAPER_LEAST <= high * 100; r++)
		points += row_points(in, r);
	if (high <= 0 || (in->wide_chart && !lying))
		return 0;
	percent = (size_t)(high * 100 / points);
	return ub_least(percent, fit_wide(wide, lying));
}

static bool
plan_one(struct ub_paper *p, const struct ub_paper_in *in, size_t wide)
{
	size_t stands = whole(in, in->nchart, wide, false);
	size_t lies = whole(in, in->nchart, wide, true);

	if (ub_most(stands, lies) < (in->s->one_page ? 1 : ONE_LEAST))
		return false;
	p->lying = stands < ONE_LEAST && lies > stands;
	p->percent = (unsigned)(p->lying ? lies : stands);
	p->fit = p->one = true;
	return true;
}

/* A table on one page, its charts on others. */
static bool
plan_apart(struct ub_paper *p, const struct ub_paper_in *in, size_t wide)
{
	size_t stands = whole(in, 0, wide, false);
	size_t lies = whole(in, 0, wide, true);

	if (in->nchart == 0 || ub_most(stands, lies) < STAND_LEAST)
		return false;
	p->lying = stands < ONE_LEAST && lies > stands;
	p->percent = (unsigned)(p->lying ? lies : stands);
	break_pages(p, in);
	return true;
}

/* Some of the pages of a table that goes on down.  False: it is too wide. */
static bool
plan_down(struct ub_paper *p, const struct ub_paper_in *in, size_t wide)
{
	size_t stands = fit_wide(wide, false), lies = fit_wide(wide, true);
	bool tall = false;

	for (size_t i = 0; i < in->nchart; i++)
		tall = tall || in->chart[i] > LYING_HIGH;
	p->lying =
	    in->wide_chart || stands < (tall ? UB_PAPER_LEAST : STAND_LEAST);
	p->percent = (unsigned)(p->lying ? lies : stands);
	if (p->percent < UB_PAPER_LEAST)
		return false;
	break_pages(p, in);
	p->fit = p->nbrk == 0;
	return true;
}

static void
begin(struct ub_paper *p)
{
	memset(p, 0, sizeof(*p));
	p->first = ub_xcalloc(1, sizeof(*p->first));
	p->npiece = 1;
	p->percent = 100;
}

/* A longer line than that cannot be all on the paper. */
static size_t
text_wide(size_t text)
{
	return ub_least(text, LYING_WIDE * 100 / PIECE_LEAST);
}

void
ub_paper_plan(struct ub_paper *p, const struct ub_paper_in *in)
{
	size_t text = text_wide(in->text);
	size_t wide = ub_most(columns_wide(in->s, 0, in->s->ncol), text);

	begin(p);
	if (plan_one(p, in, wide) || plan_apart(p, in, wide) ||
	    plan_down(p, in, wide))
		return;
	cut_pieces(p, in->s, text, in);
	break_pages(p, in);
}

void
ub_paper_plan_width(struct ub_paper *p, const struct ub_sheet *s, size_t text)
{
	size_t wide = ub_most(columns_wide(s, 0, s->ncol), text_wide(text));

	begin(p);
	p->lying = p->down = true;
	p->percent = (unsigned)fit_wide(wide, true);
	if (p->percent < UB_PAPER_LEAST)
		cut_pieces(p, s, text_wide(text), NULL);
}
