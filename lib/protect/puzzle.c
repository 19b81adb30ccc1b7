/* puzzle.c - see puzzle.h: the rows, and what subtraction alone gives. */
#include <math.h>
#include <stdlib.h>

#include "../base/mem.h"
#include "lp.h"
#include "puzzlepart.h"

size_t
ub_puzzle_unknown(struct ub_puzzle *p, double low, double high, bool asked)
{
	p->unknown = ub_xgrow(p->unknown, p->n, sizeof(*p->unknown));
	p->unknown[p->n] = (struct ub_unknown){ low, high, asked };
	return p->n++;
}

void
ub_puzzle_entry(struct ub_puzzle *p, size_t unknown, double value)
{
	p->column = ub_xgrow(p->column, p->nentry, sizeof(*p->column));
	p->value = ub_xgrow(p->value, p->nentry, sizeof(*p->value));
	p->column[p->nentry] = unknown;
	p->value[p->nentry++] = value;
}

void
ub_puzzle_row(struct ub_puzzle *p, double low, double high)
{
	if (p->nrow == 0 && p->start == NULL) {
		p->start = ub_xgrow(NULL, 0, sizeof(*p->start));
		p->start[0] = 0;
	}
	if (p->start[p->nrow] == p->nentry)
		return;
	p->low = ub_xgrow(p->low, p->nrow, sizeof(*p->low));
	p->high = ub_xgrow(p->high, p->nrow, sizeof(*p->high));
	p->low[p->nrow] = low;
	p->high[p->nrow++] = high;
	p->start = ub_xgrow(p->start, p->nrow, sizeof(*p->start));
	p->start[p->nrow] = p->nentry;
}

void
ub_puzzle_free(struct ub_puzzle *p)
{
	free(p->unknown);
	free(p->start);
	free(p->low);
	free(p->high);
	free(p->column);
	free(p->value);
	memset(p, 0, sizeof(*p));
}

/* --- subtraction ---------------------------------------------------------- */

/* The rows of each unknown: of[at[i]] .. of[at[i + 1] - 1]. */
static void
find_rows(struct ub_solving *s)
{
	const struct ub_puzzle *p = s->p;
	size_t r, i, *at;

	s->at = ub_xcalloc(p->n + 2, sizeof(*s->at));
	s->of = ub_xreallocarray(NULL, p->nentry + 1, sizeof(*s->of));
	at = s->at;
	for (i = 0; i < p->nentry; i++)
		at[p->column[i] + 2]++;
	for (i = 2; i < p->n + 2; i++)
		at[i] += at[i - 1];
	for (r = 0; r < p->nrow; r++)
		for (i = p->start[r]; i < p->start[r + 1]; i++)
			s->of[at[p->column[i] + 1]++] = r;
}

/* A row with what is settled taken off. */
struct rest {
	size_t open;  /* unknowns that are not settled */
	size_t last;  /* entry of the last of them */
	double known; /* what the others make */
	double least; /* what it makes at least */
};

static struct rest
rest_of(const struct ub_solving *s, size_t row)
{
	const struct ub_puzzle *p = s->p;
	struct rest r = { 0, 0, 0, 0 };
	size_t i, u;

	for (i = p->start[row]; i < p->start[row + 1]; i++) {
		u = p->column[i];
		if (s->settled[u]) {
			r.known += p->value[i] * s->x[u];
			continue;
		}
		r.open++;
		r.last = i;
		/* without a bound on that side: no least */
		r.least += p->value[i] > 0 ? p->value[i] * p->unknown[u].low
			   : p->unknown[u].high >= UB_LP_INF
			       ? -UB_LP_INF
			       : p->value[i] * p->unknown[u].high;
	}
	r.least += r.known;
	return r;
}

static void
settle(struct ub_solving *s, size_t unknown, double x, size_t row)
{
	const struct ub_unknown *u = &s->p->unknown[unknown];
	struct ub_answer *a = &s->answer[unknown];
	double whole = floor(x + 0.5);

	s->settled[unknown] = true;
	s->x[unknown] = whole;
	a->low = a->high = (int64_t)whole;
	a->row = row;
	a->rows = 1;
	if (fabs(x - whole) > 1e-6 || whole < u->low || whole > u->high)
		a->impossible = true;
}

static void
impossible(struct ub_solving *s, size_t row)
{
	const struct ub_puzzle *p = s->p;
	size_t i;

	for (i = p->start[row]; i < p->start[row + 1]; i++)
		s->answer[p->column[i]].impossible = true;
}

/* Parts of nothing are nothing: all that is open is as low as it can be. */
static void
settle_least(struct ub_solving *s, size_t row)
{
	const struct ub_puzzle *p = s->p;
	size_t i, u;

	for (i = p->start[row]; i < p->start[row + 1]; i++) {
		u = p->column[i];
		if (!s->settled[u])
			settle(s, u,
			    p->value[i] > 0 ? p->unknown[u].low
					    : p->unknown[u].high,
			    row);
	}
}

/* True when it settled something. */
static bool
look_at_row(struct ub_solving *s, size_t row)
{
	const struct ub_puzzle *p = s->p;
	struct rest r = rest_of(s, row);

	if (r.open == 0) {
		if (r.known > p->high[row] + UB_SLACK ||
		    r.known < p->low[row] - UB_SLACK)
			impossible(s, row);
		return false;
	}
	if (r.least > p->high[row] + UB_SLACK) {
		impossible(s, row);
		return false;
	}
	if (r.open == 1 && p->high[row] - p->low[row] < UB_SLACK) {
		settle(s, p->column[r.last],
		    (p->low[row] - r.known) / p->value[r.last], row);
		return true;
	}
	if (r.least > p->high[row] - UB_SLACK) {
		settle_least(s, row);
		return true;
	}
	return false;
}

/* What one row gives, and then the next, until none gives more. */
static void
subtract(struct ub_solving *s)
{
	const struct ub_puzzle *p = s->p;
	size_t *todo = ub_xreallocarray(NULL, p->nrow, sizeof(*todo));
	bool *queued = ub_xcalloc(p->nrow, sizeof(*queued));
	size_t n = p->nrow, row, i, k;

	for (i = 0; i < n; i++) {
		todo[i] = n - 1 - i;
		queued[i] = true;
	}
	/* what one row gives alone is told of it, not of several */
	for (row = 0; row < p->nrow; row++)
		if (p->start[row + 1] - p->start[row] == 1)
			(void)look_at_row(s, row);
	while (n > 0) {
		row = todo[--n];
		queued[row] = false;
		if (!look_at_row(s, row))
			continue;
		for (i = p->start[row]; i < p->start[row + 1]; i++) {
			size_t u = p->column[i];

			for (k = s->at[u]; k < s->at[u + 1]; k++) {
				if (queued[s->of[k]] || s->of[k] == row)
					continue;
				queued[s->of[k]] = true;
				todo[n++] = s->of[k];
			}
		}
	}
	free(todo);
	free(queued);
}

/* --- together ------------------------------------------------------------- */

/* What a row gave with the help of others was not given by it alone. */
static void
tell_rows(struct ub_solving *s)
{
	const struct ub_puzzle *p = s->p;
	size_t u, i, row;

	for (u = 0; u < p->n; u++) {
		if (!s->settled[u] || (row = s->answer[u].row) == SIZE_MAX)
			continue;
		if (p->start[row + 1] - p->start[row] > 1) {
			s->answer[u].rows = 0;
			for (i = s->at[u]; i < s->at[u + 1]; i++)
				s->answer[u].rows++;
			s->answer[u].row = SIZE_MAX;
		}
	}
}

enum ub_status
ub_puzzle_solve(const struct ub_puzzle *p, int64_t width, struct ub_answer **ap,
    struct ub_err *e)
{
	struct ub_solving s = { .p = p };
	enum ub_status st;
	size_t i;

	s.answer = ub_xcalloc(p->n + 1, sizeof(*s.answer));
	s.settled = ub_xcalloc(p->n + 1, sizeof(*s.settled));
	s.x = ub_xcalloc(p->n + 1, sizeof(*s.x));
	for (i = 0; i < p->n; i++) {
		s.answer[i].low = (int64_t)p->unknown[i].low;
		s.answer[i].high = p->unknown[i].high >= UB_LP_INF
				       ? -1
				       : (int64_t)p->unknown[i].high;
		s.answer[i].row = SIZE_MAX;
	}
	find_rows(&s);
	subtract(&s);
	tell_rows(&s);
	st = ub_solving_parts(&s, width, e);
	free(s.settled);
	free(s.x);
	free(s.at);
	free(s.of);
	*ap = s.answer;
	if (st == UB_OK)
		return UB_OK;
	free(s.answer);
	*ap = NULL;
	return st;
}
