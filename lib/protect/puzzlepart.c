/* puzzlepart.c - see puzzlepart.h: the programs. */
#include <math.h>
#include <stdlib.h>

#include "../base/mem.h"
#include "lp.h"
#include "puzzlepart.h"

/* Unknowns that hang together, and the rows they hang together by. */
struct part {
	const struct ub_solving *s;
	size_t *place; /* of each unknown among these, + 1; of all parts */
	bool *taken;   /* rows */
	size_t *unknown, n;
	size_t *row, nrow;
};

/* What solutions have shown of an unknown. */
struct seen {
	double low, high;
	bool settled; /* as far apart as asked for, or nobody asks */
};

/* The rows of a program, as it wants them. */
static bool
is_wide(const struct seen *s, int64_t width)
{
	return floor(s->high + UB_SLACK) - ceil(s->low - UB_SLACK) + 1 >=
	       (double)width;
}

static bool
look_at(const struct ub_lp *lp, struct seen *seen, size_t n, int64_t width)
{
	const double *x = ub_lp_value(lp);
	bool any = false;
	size_t i;

	for (i = 0; i < n; i++) {
		if (x[i] < seen[i].low)
			seen[i].low = x[i];
		if (x[i] > seen[i].high)
			seen[i].high = x[i];
		if (!seen[i].settled && is_wide(&seen[i], width))
			any = seen[i].settled = true;
	}
	return any;
}

/* --- a part ---------------------------------------------------------------- */

static void
take(struct part *p, size_t unknown)
{
	if (p->s->settled[unknown] || p->place[unknown] != 0)
		return;
	p->unknown[p->n++] = unknown;
	p->place[unknown] = p->n;
}

static void
gather(struct part *p, size_t unknown)
{
	const struct ub_solving *s = p->s;
	size_t at, k, i, r;

	p->n = p->nrow = 0;
	take(p, unknown);
	for (at = 0; at < p->n; at++) {
		for (k = s->at[p->unknown[at]]; k < s->at[p->unknown[at] + 1];
		     k++) {
			r = s->of[k];
			if (p->taken[r])
				continue;
			p->taken[r] = true;
			p->row[p->nrow++] = r;
			for (i = s->p->start[r]; i < s->p->start[r + 1]; i++)
				take(p, s->p->column[i]);
		}
	}
}

/* --- its program ------------------------------------------------------------ */

static size_t
count_entries(const struct part *p)
{
	size_t n = 0, i;

	for (i = 0; i < p->nrow; i++)
		n += p->s->p->start[p->row[i] + 1] - p->s->p->start[p->row[i]];
	return n;
}

/* A row of the puzzle: what is settled goes to the right side. */
static void
add_row(struct ub_lp_gather *g, const struct part *p, size_t row)
{
	const struct ub_puzzle *z = p->s->p;
	double known = 0;
	size_t i, u;

	for (i = z->start[row]; i < z->start[row + 1]; i++) {
		u = z->column[i];
		if (p->s->settled[u])
			known += z->value[i] * p->s->x[u];
	}
	ub_lp_gather_row(g,
	    z->low[row] <= -UB_LP_INF ? -UB_LP_INF : z->low[row] - known,
	    z->high[row] >= UB_LP_INF ? UB_LP_INF : z->high[row] - known);
	for (i = z->start[row]; i < z->start[row + 1]; i++) {
		u = z->column[i];
		if (!p->s->settled[u])
			ub_lp_gather_entry(g, p->place[u] - 1, z->value[i]);
	}
}

static struct ub_lp *
load(const struct part *p)
{
	double *low = ub_xcalloc(p->n, sizeof(*low));
	double *high = ub_xcalloc(p->n, sizeof(*high));
	struct ub_lp *lp;
	struct ub_lp_gather g;
	size_t i;

	ub_lp_gather_init(&g, p->nrow, count_entries(p));
	for (i = 0; i < p->nrow; i++)
		add_row(&g, p, p->row[i]);
	for (i = 0; i < p->n; i++) {
		low[i] = p->s->p->unknown[p->unknown[i]].low;
		high[i] = p->s->p->unknown[p->unknown[i]].high;
	}
	lp = ub_lp_new(p->n, low, high, NULL);
	ub_lp_gather_add(lp, &g);
	free(low);
	free(high);
	return lp;
}

/* Let column i go no further than `by` from where it was seen at first, so
 * that the program ends as soon as it shows what is asked for. */
static void
hold(const struct part *p, struct ub_lp *lp, size_t i, double at, double by)
{
	const struct ub_unknown *u = &p->s->p->unknown[p->unknown[i]];

	ub_lp_bound(lp, i, u->low > at - by ? u->low : at - by,
	    u->high < at + by ? u->high : at + by);
}

/* The least or the greatest value of column i, or one that is far enough; what
 * its solution shows of the others is seen. */
static bool
end_of(const struct part *p, struct ub_lp *lp, struct seen *seen, size_t i,
    bool up, int64_t width)
{
	hold(p, lp, i, up ? seen[i].high : seen[i].low, (double)width);
	if (ub_lp_solve(lp, up, false) != UB_LP_OPTIMAL)
		return false;
	(void)look_at(lp, seen, p->n, width);
	return true;
}

/* One by itself: its ends, unless they are as far apart as asked for. */
static enum ub_status
settle_one(const struct part *p, struct ub_lp *lp, struct seen *seen, size_t i,
    int64_t width, struct ub_err *e)
{
	const struct ub_unknown *u = &p->s->p->unknown[p->unknown[i]];
	bool good;

	ub_lp_cost(lp, i, 1);
	good = end_of(p, lp, seen, i, false, width);
	if (good && !seen[i].settled)
		good = end_of(p, lp, seen, i, true, width);
	ub_lp_cost(lp, i, 0);
	ub_lp_bound(lp, i, u->low, u->high);
	seen[i].settled = true;
	return good ? UB_OK : ub_lp_gave_up(lp, e);
}

/* A sign for an unknown in a round, the same everywhere. */
static double
sign(size_t unknown, unsigned round)
{
	uint64_t h = (unknown + 1) * UINT64_C(0x9e3779b97f4a7c15);

	if (round < 2)
		return round == 0 ? 1 : -1;
	h ^= h >> 29;
	h *= UINT64_C(0xbf58476d1ce4e5b9);
	return h >> (round + 16) & 1 ? 1 : -1;
}

enum { ROUNDS = 24 };

/*
 * Corners of what can be, in all directions, but no further from the first than
 * is asked for: each shows how far many unknowns go, and is near the last one,
 * so that it costs little.  Ends when a round shows little more.
 */
static void
look_around(
    const struct part *p, struct ub_lp *lp, struct seen *seen, int64_t width)
{
	double *at = ub_xcalloc(p->n + 1, sizeof(*at));
	size_t i, left = 0, was;
	unsigned round;

	for (i = 0; i < p->n; i++) {
		at[i] = seen[i].low;
		left += !seen[i].settled;
	}
	for (round = 0; round < ROUNDS && left > 0; round++) {
		for (i = 0; i < p->n; i++) {
			hold(p, lp, i, at[i],
			    seen[i].settled ? UB_LP_INF : (double)width);
			ub_lp_cost(lp, i,
			    seen[i].settled ? 0 : sign(p->unknown[i], round));
		}
		if (ub_lp_solve(lp, true, false) == UB_LP_OPTIMAL)
			(void)look_at(lp, seen, p->n, width);
		was = left;
		for (i = left = 0; i < p->n; i++)
			left += !seen[i].settled;
		if (round >= 3 && was - left <= was / 50)
			break;
	}
	for (i = 0; i < p->n; i++) {
		ub_lp_cost(lp, i, 0);
		hold(p, lp, i, at[i], UB_LP_INF);
	}
	free(at);
}

static enum ub_status
settle_all(const struct part *p, struct ub_lp *lp, struct seen *seen,
    int64_t width, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	size_t i;

	look_around(p, lp, seen, width);
	for (i = 0; i < p->n && st == UB_OK; i++)
		if (!seen[i].settled)
			st = settle_one(p, lp, seen, i, width, e);
	return st;
}

/* A bound that was there before any row was looked at is one, too. */
static void
answer(const struct part *p, const struct seen *seen)
{
	struct ub_answer *a;
	size_t i;

	for (i = 0; i < p->n; i++) {
		a = &p->s->answer[p->unknown[i]];
		a->rows = p->nrow;
		a->low = (int64_t)ceil(seen[i].low - UB_SLACK);
		a->high = seen[i].high >= UB_LP_INF
			      ? -1
			      : (int64_t)floor(seen[i].high + UB_SLACK);
	}
}

static enum ub_status
solve_part(const struct part *p, int64_t width, struct ub_err *e)
{
	struct seen *seen;
	enum ub_status st = UB_OK;
	enum ub_lp_status first;
	struct ub_lp *lp;
	size_t i;

	lp = load(p);
	first = ub_lp_solve(lp, false, false);
	seen = ub_xcalloc(p->n, sizeof(*seen));
	for (i = 0; i < p->n; i++) {
		seen[i].low = seen[i].high = ub_lp_value(lp)[i];
		seen[i].settled = !p->s->p->unknown[p->unknown[i]].asked;
	}
	if (first == UB_LP_INFEASIBLE)
		for (i = 0; i < p->n; i++)
			p->s->answer[p->unknown[i]].impossible = true;
	else if (first != UB_LP_OPTIMAL)
		st = ub_lp_gave_up(lp, e);
	else if ((st = settle_all(p, lp, seen, width, e)) == UB_OK)
		answer(p, seen);
	ub_lp_free(lp);
	free(seen);
	return st;
}

enum ub_status
ub_solving_parts(struct ub_solving *s, int64_t width, struct ub_err *e)
{
	const struct ub_puzzle *z = s->p;
	struct part p = { .s = s };
	enum ub_status st = UB_OK;
	size_t i;

	p.place = ub_xcalloc(z->n + 1, sizeof(*p.place));
	p.taken = ub_xcalloc(z->nrow + 1, sizeof(*p.taken));
	p.unknown = ub_xreallocarray(NULL, z->n + 1, sizeof(*p.unknown));
	p.row = ub_xreallocarray(NULL, z->nrow + 1, sizeof(*p.row));
	for (i = 0; i < z->n && st == UB_OK; i++) {
		if (s->settled[i] || p.place[i] != 0 ||
		    s->at[i] == s->at[i + 1])
			continue;
		gather(&p, i);
		st = solve_part(&p, width, e);
	}
	free(p.place);
	free(p.taken);
	free(p.unknown);
	free(p.row);
	return st;
}
