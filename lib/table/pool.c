/* pool.c - what is taken from records, once; pool.h. */
#include "pool.h"

#include <stdlib.h>
#include <string.h>

#include "forerun.h"
#include "tally.h"
#include "termread.h"

struct ub_pool {
	struct ub_scope scope;
	bool by_record;
	struct ub_pick **pick;
	size_t npick;
	struct ub_term **term;
	size_t nterm;
	const struct ub_batch *b;
	uint64_t turn;
	uint64_t nrec, totals;
	uint8_t *truth;
	size_t room;
	struct ub_buf text;
	struct ub_forerun *forerun; /* NULL: not yet */
	/* of an input that is a table */
	bool started;
	size_t *key_col;
	size_t nkey_col;
};

struct ub_pool *
ub_pool_new(const struct ub_legend *l, const struct ub_meta *meta)
{
	struct ub_pool *p = ub_xcalloc(1, sizeof(*p));

	p->scope.legend = l;
	p->scope.meta = meta;
	for (size_t i = 0; i < l->n; i++) {
		enum ub_type t = l->col[i].type;

		p->by_record |= t == UB_COUNT || t == UB_SHARE ||
				t == UB_MEAN || t == UB_STAT;
	}
	return p;
}

void
ub_pool_stop(struct ub_pool *p)
{
	ub_forerun_free(p->forerun);
	p->forerun = NULL;
}

void
ub_pool_free(struct ub_pool *p)
{
	if (p == NULL)
		return;
	ub_pool_stop(p);
	for (size_t i = 0; i < p->npick; i++) {
		free(p->pick[i]->src);
		free(p->pick[i]->rec);
		ub_expr_free(p->pick[i]->x);
		free(p->pick[i]);
	}
	for (size_t i = 0; i < p->nterm; i++) {
		struct ub_term *t = p->term[i];

		free(t->v);
		free(t->wide);
		free(t->why);
		free(t->truth);
		free(t->id);
		free(t->next);
		free(t->src);
		free(t);
	}
	free(p->pick);
	free(p->term);
	free(p->truth);
	free(p->key_col);
	ub_buf_free(&p->text);
	free(p);
}

const struct ub_scope *
ub_pool_scope(const struct ub_pool *p)
{
	return &p->scope;
}

bool
ub_pool_by_record(const struct ub_pool *p)
{
	return p->by_record;
}

uint64_t
ub_pool_records(const struct ub_pool *p)
{
	return p->nrec;
}

uint64_t
ub_pool_totals(const struct ub_pool *p)
{
	return p->totals;
}

/* --- what is asked for ------------------------------------------------ */

static bool
same_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

enum ub_status
ub_pool_pick(struct ub_pool *p, const char *where, struct ub_pick **pick,
    struct ub_err *e)
{
	struct ub_expr *x = NULL;
	enum ub_status st;

	for (size_t i = 0; i < p->npick; i++)
		if (same_text(p->pick[i]->src, where)) {
			*pick = p->pick[i];
			return UB_OK;
		}
	if (where != NULL && (st = ub_expr_compile(&x, &p->scope, where, 0,
				  strlen(where), e)) != UB_OK)
		return st;
	if (where != NULL && ub_expr_kind(x) != UB_K_BOOL) {
		ub_expr_free(x);
		return ub_expr_fail(e, where, 0, "where takes a condition");
	}
	p->pick = ub_xgrow(p->pick, p->npick, sizeof(*p->pick));
	*pick = p->pick[p->npick++] = ub_xcalloc(1, sizeof(**pick));
	(*pick)->x = x;
	(*pick)->src = where != NULL ? ub_xstrdup(where) : NULL;
	return UB_OK;
}

static struct ub_term *
add_term(struct ub_pool *p, const struct ub_term *like)
{
	struct ub_term *t = ub_xcalloc(1, sizeof(*t));

	*t = *like;
	t->src = ub_xstrdup(like->src);
	p->term = ub_xgrow(p->term, p->nterm, sizeof(*p->term));
	return p->term[p->nterm++] = t;
}

static struct ub_term *
find_term(const struct ub_pool *p, const struct ub_term *like, bool key)
{
	for (size_t i = 0; i < p->nterm; i++) {
		struct ub_term *t = p->term[i];

		if (t->kind == like->kind && t->pick == like->pick &&
		    t->column == like->column && (t->key != NULL) == key &&
		    strcmp(t->src, like->src) == 0)
			return t;
	}
	return NULL;
}

struct ub_term *
ub_pool_key(
    struct ub_pool *p, struct ub_pick *pick, const char *src, struct ub_key *k)
{
	struct ub_term want = { .kind = UB_TERM_TEXT, .pick = pick };
	struct ub_term *t;

	want.src = (char *)(uintptr_t)src; /* copied */
	if ((t = find_term(p, &want, true)) != NULL)
		return t;
	want.key = k;
	want.val = &k->val;
	want.x = k->x;
	return add_term(p, &want);
}

struct ub_term *
ub_pool_term(struct ub_pool *p, struct ub_pick *pick,
    const struct ub_term *want, struct ub_intern *val, bool alone)
{
	struct ub_term like = *want;
	struct ub_term *t = NULL;

	like.pick = pick;
	like.val = val;
	if (!alone)
		t = find_term(p, &like, false);
	if (t == NULL)
		t = add_term(p, &like);
	if (alone)
		t->src[0] = '\0'; /* is found by nobody */
	return t;
}

static uint64_t
zerodiv(const struct ub_expr *x)
{
	return x == NULL ? 0 : ub_expr_zerodiv(x);
}

/* --- a batch ---------------------------------------------------------- */

static void
read_declaration(struct ub_pool *p, const struct ub_meta *m)
{
	const struct ub_legend *l = p->scope.legend;
	const char *keys = ub_pair_get(m->attr, m->nattr, "keys");

	p->started = true;
	p->key_col = ub_xcalloc(l->n + 1, sizeof(*p->key_col));
	for (size_t i = 0; i < l->n; i++)
		if (ub_listed(keys, ub_slice_of(l->col[i].name)))
			p->key_col[p->nkey_col++] = i;
}

static bool
is_total(const struct ub_pool *p, size_t rec)
{
	for (size_t i = 0; i < p->nkey_col; i++)
		if (ub_missing(ub_field(p->b, rec, p->key_col[i])) == 't')
			return true;
	return false;
}

bool
ub_pool_batch(
    struct ub_pool *p, const struct ub_meta *m, const struct ub_batch *b)
{
	if (!p->started)
		read_declaration(p, m);
	p->b = b;
	p->turn++;
	p->nrec += b->n;
	for (size_t r = 0; p->nkey_col > 0 && r < b->n; r++)
		p->totals += is_total(p, r);
	if (b->n > p->room) {
		p->room = b->n;
		p->truth = ub_xrealloc(p->truth, p->room);
	}
	return p->nkey_col == 0 &&
	       ub_forerun_begin(&p->forerun, p->term, p->nterm, b);
}

static void
pick_all(struct ub_pick *k, size_t n)
{
	if (!k->counting)
		for (size_t r = 0; r < k->room; r++)
			k->rec[r] = (uint32_t)r;
	k->counting = true;
	k->n = n;
}

/* Of a table the rows of totals belong to nobody, so that the condition is
 * not even computed for them. */
static enum ub_status
pick_from_table(struct ub_pool *p, struct ub_pick *k)
{
	enum ub_status st = UB_OK;
	struct ub_val v = { 0 };

	v.u.b = true;
	k->n = 0;
	for (size_t r = 0; r < p->b->n; r++) {
		if (is_total(p, r))
			continue;
		if (k->x != NULL && (st = ub_expr_eval(k->x, p->b, r, NULL, &v,
					 &k->err)) != UB_OK)
			return st;
		if (v.miss != 0)
			k->missing++;
		else if (!v.u.b)
			k->passed_over++;
		else
			k->rec[k->n++] = (uint32_t)r;
	}
	return UB_OK;
}

/* Up to a failure, so that one before it is not lost. */
static enum ub_status
pick_where(struct ub_pool *p, struct ub_pick *k)
{
	struct ub_batch head = *p->b;
	enum ub_status st = ub_expr_test(k->x, p->b, p->truth, &k->err);
	struct ub_err err;

	if (st != UB_OK) {
		head.n = k->err.line > head.line
			     ? (size_t)(k->err.line - head.line)
			     : 0;
		if (head.n > p->b->n)
			head.n = 0;
		if (head.n > 0 &&
		    ub_expr_test(k->x, &head, p->truth, &err) != UB_OK)
			head.n = 0;
	}
	k->n = 0;
	for (size_t r = 0; r < head.n; r++) {
		k->rec[k->n] = (uint32_t)r;
		k->n += p->truth[r] & 1;
		k->missing += p->truth[r] >> 1;
		k->passed_over += p->truth[r] == 0;
	}
	return st;
}

enum ub_status
ub_pool_picked(struct ub_pool *p, struct ub_pick *k, struct ub_err *e)
{
	if (k->turn != p->turn) {
		k->turn = p->turn;
		if (p->b->n > k->room) {
			k->room = p->b->n;
			k->rec =
			    ub_xreallocarray(k->rec, k->room, sizeof(*k->rec));
			k->counting = false;
		}
		k->st = UB_OK;
		if (k->x == NULL && p->nkey_col == 0) {
			pick_all(k, p->b->n);
		} else {
			k->counting = false;
			k->st = p->nkey_col > 0 ? pick_from_table(p, k)
						: pick_where(p, k);
		}
		k->zero = zerodiv(k->x);
	}
	if (k->st != UB_OK)
		*e = k->err;
	return k->st;
}

static void
make_room(struct ub_term *t, size_t n)
{
	if (n <= t->room)
		return;
	t->room = n;
	if (t->kind == UB_TERM_TRUTH) {
		t->truth = ub_xrealloc(t->truth, n);
		return;
	}
	if (t->key == NULL)
		t->why = ub_xrealloc(t->why, n);
	if (t->kind == UB_TERM_TEXT) {
		t->id = ub_xreallocarray(t->id, n, sizeof(*t->id));
		return;
	}
	t->v = ub_xreallocarray(t->v, n, sizeof(*t->v));
	t->wide = ub_xreallocarray(t->wide, n, sizeof(*t->wide));
}

/*
 * A condition is run over the whole batch, picked or not, as that is faster,
 * and again record by record where the others would have left a trace.
 */
static enum ub_status
get_truth(struct ub_pool *p, struct ub_term *t)
{
	const struct ub_pick *k = t->pick;
	uint64_t zero = zerodiv(t->x);
	enum ub_status st;

	if (!p->by_record) {
		st = ub_expr_test(t->x, p->b, p->truth, &t->err);
		if (k->n == p->b->n || (st == UB_OK && zerodiv(t->x) == zero)) {
			for (size_t i = 0; st == UB_OK && i < k->n; i++)
				t->truth[i] = p->truth[k->rec[i]];
			t->zero += zerodiv(t->x) - zero;
			return st;
		}
		zero = zerodiv(t->x);
	}
	st = ub_term_read_truth(t, p->b, &t->err);
	t->zero += zerodiv(t->x) - zero;
	return st;
}

static enum ub_status
get(struct ub_pool *p, struct ub_term *t)
{
	uint64_t zero = zerodiv(t->x);
	enum ub_status st;

	if (t->kind == UB_TERM_TRUTH)
		return get_truth(p, t);
	if (t->key != NULL)
		st = ub_key_codes(
		    t->key, p->b, t->pick->rec, t->pick->n, t->id, &t->err);
	else if (t->kind == UB_TERM_NUMBER)
		st = ub_term_read_number(t, p->scope.legend, p->b, &t->err);
	else
		st = ub_term_read_text(
		    t, p->scope.legend, p->b, &p->text, &t->err);
	t->zero += zerodiv(t->x) - zero;
	return st;
}

enum ub_status
ub_pool_get(struct ub_pool *p, struct ub_term *t, struct ub_err *e)
{
	if (t->turn != p->turn) {
		(void)ub_pool_picked(p, t->pick, e); /* as far as it goes */
		t->turn = p->turn;
		if (!ub_forerun_take(p->forerun, t)) {
			make_room(t, t->pick->n);
			t->st = get(p, t);
		}
		if (t->val != NULL)
			t->nval = t->val->n;
	}
	if (t->st != UB_OK)
		*e = t->err;
	return t->st;
}
