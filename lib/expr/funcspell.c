/*
 * funcspell.c - spells in time: what goes on from start to end, both days
 * counted; and functions that look at the other records of a window, which
 * ubat-score --by makes.
 */
#include "../base/date.h"
#include "node.h"

/* --- from start to end -------------------------------------------------- */

struct spell {
	int32_t start, end;
	bool open; /* end is the day of extraction */
};

/* The day up to which an open end is known: argument own, if it is there, or
 * what the stream says. */
static enum ub_status
extracted(struct ub_run *r, struct ub_node *n, size_t own, struct ub_val *day)
{
	const struct ub_meta *m = r->x->scope->meta;

	if (n->nkid > own)
		return ub_eval(r, n->kid[own], day);
	day->miss = 0;
	if (own == 0 && (m == NULL || m->nextracted != 1))
		return ub_eval_fail(r, n,
		    m == NULL || m->nextracted == 0
			? "no day of extraction in the stream"
			: "two days of extraction in the stream");
	if (m == NULL || m->nextracted == 0)
		return ub_eval_fail(r, n,
		    "a spell without an end, and no day of extraction in the "
		    "stream: name one as the last argument");
	if (m->nextracted > 1)
		return ub_eval_fail(r, n,
		    "a spell without an end, and two days of extraction in "
		    "the stream: name one as the last argument");
	day->u.day = m->extracted[0];
	return UB_OK;
}

/* Kids 0 and 1; own is where an argument for the day of extraction stands.
 * *miss is why there is none. */
static enum ub_status
spell(struct ub_run *r, struct ub_node *n, size_t own, struct spell *s,
    char *miss)
{
	struct ub_val a, b, day = { 0 };
	enum ub_status st;

	if ((st = ub_eval(r, n->kid[0], &a)) != UB_OK ||
	    (st = ub_eval(r, n->kid[1], &b)) != UB_OK)
		return st;
	s->open = b.miss == UB_MISS_EMPTY;
	*miss = s->open ? a.miss : ub_miss2(a.miss, b.miss);
	if (*miss != 0)
		return UB_OK;
	if (s->open && (st = extracted(r, n, own, &day)) != UB_OK)
		return st;
	*miss = day.miss;
	s->start = a.u.day;
	s->end = s->open ? day.u.day : b.u.day;
	if (!s->open && s->end < s->start)
		*miss = 'u';
	return UB_OK;
}

static enum ub_status
ev_extracted(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	return extracted(r, n, 0, out);
}

static enum ub_status
ev_pagar(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	struct spell s = { 0 };
	enum ub_status st = spell(r, n, 3, &s, &out->miss);
	struct ub_val d;
	char miss = out->miss;

	if (st != UB_OK || (st = ub_eval(r, n->kid[2], &d)) != UB_OK)
		return st;
	out->miss = ub_miss2(miss, d.miss);
	if (out->miss != 0)
		return UB_OK;
	if (s.open && d.u.day > s.end)
		out->miss = 'u'; /* nobody knows */
	else
		out->u.b = s.start <= d.u.day && d.u.day <= s.end;
	return UB_OK;
}

static enum ub_status
ev_overlap(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	struct spell s = { 0 };
	enum ub_status st = spell(r, n, 4, &s, &out->miss);
	struct ub_val from, to;
	char miss = out->miss;
	int32_t first, last;

	if (st != UB_OK || (st = ub_eval(r, n->kid[2], &from)) != UB_OK ||
	    (st = ub_eval(r, n->kid[3], &to)) != UB_OK)
		return st;
	out->miss = ub_miss2(miss, ub_miss2(from.miss, to.miss));
	if (out->miss != 0)
		return UB_OK;
	if (to.u.day < from.u.day) {
		out->miss = 'u';
		return UB_OK;
	}
	first = s.start > from.u.day ? s.start : from.u.day;
	last = s.end < to.u.day ? s.end : to.u.day;
	out->u.i = last < first ? 0 : (int64_t)last - first + 1;
	return UB_OK;
}

/* --- other records of the window ---------------------------------------- */

/* Kid 0 at another record. */
static enum ub_status
at(struct ub_run *r, struct ub_node *n, size_t rec, struct ub_val *out)
{
	size_t stride = r->x->scope->window->stride, here = r->rec;
	const struct ub_val *var = r->var;
	enum ub_status st;

	if (var != NULL)
		r->var = var +
			 ((ptrdiff_t)rec - (ptrdiff_t)here) * (ptrdiff_t)stride;
	r->rec = rec;
	st = ub_eval(r, n->kid[0], out);
	r->rec = here;
	r->var = var;
	return st;
}

static enum ub_status
ev_prev(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	if (r->rec > r->x->scope->window->from)
		return at(r, n, r->rec - 1, out);
	out->miss = 'n';
	return UB_OK;
}

static enum ub_status
ev_next(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	if (r->rec + 1 < r->x->scope->window->to)
		return at(r, n, r->rec + 1, out);
	out->miss = 'n';
	return UB_OK;
}

static enum ub_status
ev_first(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	return at(r, n, r->x->scope->window->from, out);
}

static enum ub_status
ev_last(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	return at(r, n, r->x->scope->window->to - 1, out);
}

/* The sum over the window is the same at each of its records. */
static enum ub_status
ev_total(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	const struct ub_window *w = r->x->scope->window;
	struct ub_i128 sum = ub_i128_of(0);
	enum ub_status st;
	struct ub_val v;
	char miss = 0;
	size_t i;

	if (n->turn == w->turn) {
		*out = n->val;
		return UB_OK;
	}
	for (i = w->from; i < w->to; i++) {
		if ((st = at(r, n, i, &v)) != UB_OK)
			return st;
		miss = ub_miss2(miss, v.miss);
		if (v.miss != 0)
			continue;
		if (n->kind == UB_K_INT)
			v.u.d = ub_i128_of(v.u.i);
		if (!ub_i128_add(sum, v.u.d, &sum))
			return ub_eval_overflow(r, n);
	}
	n->val.miss = miss;
	n->val.u.d = sum;
	if (miss == 0 && n->kind == UB_K_DEC && !ub_dec_fits(sum))
		return ub_eval_overflow(r, n);
	if (miss == 0 && n->kind == UB_K_INT) {
		if (ub_i128_cmp(sum, ub_i128_of(INT64_MAX)) > 0 ||
		    ub_i128_cmp(sum, ub_i128_of(INT64_MIN)) < 0)
			return ub_eval_overflow(r, n);
		n->val.u.i = (int64_t)sum.lo;
	}
	n->turn = w->turn;
	*out = n->val;
	return UB_OK;
}

static enum ub_status
ev_seq(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	(void)n;
	out->miss = 0;
	out->u.i = (int64_t)(r->rec - r->x->scope->window->from) + 1;
	return UB_OK;
}

static enum ub_status
ev_gap(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	(void)n;
	*out = r->x->scope->window->gap[r->rec];
	return UB_OK;
}

/* --- the check ---------------------------------------------------------- */

enum ub_status
ub_expr_place(struct ub_expr *x, const struct ub_node *n, struct ub_err *e)
{
	const struct ub_window *w = x->scope->window;
	int len = (int)(n->word.len > 64 ? 64 : n->word.len);
	const char *call = n->op == UB_OP_CALL ? "()" : "";

	if (w == NULL || !w->folds || x->gathering > 0)
		return UB_OK;
	return ub_expr_fail(e, x->src, n->off,
	    "of which spell? write first(%.*s%s), last() or total()", len,
	    x->src + n->word.off, call);
}

/* Not folded: the day of extraction is known when records are read. */
static enum ub_status
check_open(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	(void)x;
	(void)e;
	n->moves = true;
	return UB_OK;
}

static enum ub_status
check_window(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	n->moves = true;
	if (x->scope->window == NULL)
		return ub_expr_fail(e, x->src, n->off,
		    "%s() looks at other records: ubat-score --by has it",
		    n->func->name);
	if (n->nkid == 1)
		n->type = n->kid[0]->type;
	if (n->nkid == 1)
		n->kind = n->kid[0]->kind;
	return UB_OK;
}

static enum ub_status
check_total(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	enum ub_status st = check_window(x, n, e);

	if (st == UB_OK && !ub_node_is_number(n->kid[0]))
		return ub_expr_fail(e, x->src, n->kid[0]->off,
		    "total() takes a number, not %s", ub_check_noun(n->kid[0]));
	ub_node_give(n, n->kind);
	return st;
}

static enum ub_status
check_seq(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	enum ub_status st = check_window(x, n, e);

	return st != UB_OK ? st : ub_expr_place(x, n, e);
}

static enum ub_status
check_gap(struct ub_expr *x, struct ub_node *n, struct ub_err *e)
{
	enum ub_status st = check_seq(x, n, e);

	if (st != UB_OK)
		return st;
	if (!x->scope->window->has_gap)
		return ub_expr_fail(e, x->src, n->off,
		    "gap() needs --order and --end, columns of dates");
	x->scope->window->wants_gap = true;
	return UB_OK;
}

const struct ub_func ub_func_spell[] = {
	{ "extracted", "", UB_K_DATE, NULL, ev_extracted },
	{ "first", "g", UB_K_BOOL, check_window, ev_first },
	{ "gap", "", UB_K_INT, check_gap, ev_gap },
	{ "last", "g", UB_K_BOOL, check_window, ev_last },
	{ "next", "g", UB_K_BOOL, check_window, ev_next },
	{ "overlap", "dddd|d", UB_K_INT, check_open, ev_overlap },
	{ "pagar", "ddd|d", UB_K_BOOL, check_open, ev_pagar },
	{ "prev", "g", UB_K_BOOL, check_window, ev_prev },
	{ "seq", "", UB_K_INT, check_seq, ev_seq },
	{ "total", "g", UB_K_BOOL, check_total, ev_total },
	{ NULL, NULL, UB_K_BOOL, NULL, NULL },
};
