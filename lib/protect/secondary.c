/* secondary.c - see secondary.h. */
#include <math.h>
#include <stdlib.h>

#include "../base/mem.h"
#include "move.h"

struct run {
	struct ub_web *w;
	struct ub_proof *proof;
	struct ub_search search;
	bool hidden_only;
	size_t left;    /* programs that showing again may take */
	uint32_t *lone; /* room for the figures of lone persons in a movement */
};

static void
add_move(struct ub_proof *p, const struct ub_move *m)
{
	p->move = ub_xgrow(p->move, p->n, sizeof(*p->move));
	p->move[p->n] = *m;
	if (p->first != NULL) {
		p->move[p->n].next = p->first[m->need];
		p->first[m->need] = (uint32_t)p->n;
	}
	p->n++;
}

/* --- one movement often proves more than it was looked for ---------------- */

static const struct ub_need *
need_of(const struct ub_web *w, uint32_t var)
{
	struct ub_need *n = w->need;
	size_t low = 0, high = w->nneed, mid;

	while (low < high) {
		mid = (low + high) / 2;
		if (n[mid].var < var)
			low = mid + 1;
		else
			high = mid;
	}
	return low < w->nneed && n[low].var == var ? &n[low] : NULL;
}

/* Can the movement be made f times as far without a negative figure? */
static bool
reaches(const struct ub_web *w, const struct ub_move *m, double f)
{
	size_t i;

	for (i = 0; i < m->n; i++)
		if (w->var[m->var[i]].value + f * m->by[i] <
		    w->var[m->var[i]].floor - 1e-9)
			return false;
	return true;
}

/* f times m, as a movement of another need. */
static struct ub_move
scaled(const struct ub_move *m, uint32_t need, bool up, double f)
{
	struct ub_move c = { .need = need, .up = up };
	size_t i;

	c.n = m->n;
	c.var = ub_xreallocarray(NULL, m->n, sizeof(*c.var));
	c.by = ub_xreallocarray(NULL, m->n, sizeof(*c.by));
	memcpy(c.var, m->var, m->n * sizeof(*c.var));
	for (i = 0; i < m->n; i++)
		c.by[i] = f * m->by[i];
	return c;
}

static double
moved_by(const struct ub_move *m, uint32_t var)
{
	size_t low = 0, high = m->n, mid;

	while (low < high) {
		mid = (low + high) / 2;
		if (m->var[mid] < var)
			low = mid + 1;
		else
			high = mid;
	}
	return low < m->n && m->var[low] == var ? m->by[low] : 0;
}

/*
 * The figures of lone persons that every movement of this need, this way,
 * carries: their number, or -1 when there is no movement at all.
 */
static long
carried_by_all(const struct ub_web *w, const struct ub_proof *p, uint32_t need,
    bool up, uint32_t *lone)
{
	const struct ub_move *m;
	long n = -1, i, k;
	uint32_t at;

	for (at = p->first[need]; at != UB_NONE; at = m->next) {
		m = &p->move[at];
		if (m->up != up)
			continue;
		if (n < 0) {
			for (i = 0, n = 0; i < (long)m->n; i++)
				if (ub_move_lone(w, need, m->var[i]))
					lone[n++] = m->var[i];
			continue;
		}
		for (i = 0, k = 0; i < n; i++)
			if (moved_by(m, lone[i]) != 0)
				lone[k++] = lone[i];
		n = k;
	}
	return n;
}

/* Would movement m tell more of that need than those it has? */
static bool
is_of_use(struct run *r, const struct ub_move *m, uint32_t need, bool up)
{
	long n = carried_by_all(r->w, r->proof, need, up, r->lone), i;

	for (i = 0; i < n; i++)
		if (moved_by(m, r->lone[i]) == 0)
			return true;
	return n < 0;
}

/* The movement m for every other need of a variable in it. */
static void
share_move(struct run *r, const struct ub_move *m)
{
	const struct ub_need *need;
	struct ub_move c;
	uint32_t k;
	size_t i;
	double by;
	int up;

	for (i = 0; i < m->n; i++) {
		if ((need = need_of(r->w, m->var[i])) == NULL)
			continue;
		k = (uint32_t)(need - r->w->need);
		for (up = 0; up < 2; up++) {
			by = up ? need->up : -need->down;
			if (by == 0 || !reaches(r->w, m, by / m->by[i]) ||
			    !is_of_use(r, m, k, up))
				continue;
			c = scaled(m, k, up, by / m->by[i]);
			add_move(r->proof, &c);
		}
	}
}

/* --- hiding -------------------------------------------------------------- */

static void
hide_moved(struct ub_web *w, const struct ub_move *m)
{
	size_t i;

	for (i = 0; i < m->n; i++)
		if (w->var[m->var[i]].unit != UB_NONE)
			ub_web_hide(w, w->var[m->var[i]].unit, UB_SECONDARY);
}

/* Hide what a movement of this need takes; UB_END: there is none. */
static enum ub_status
move(struct run *r, uint32_t need, bool up, const uint32_t *still, size_t n,
    struct ub_err *e)
{
	struct ub_move m = { .need = need, .up = up };
	enum ub_status st;

	st = ub_move_find(&r->search, r->w, still, n, r->hidden_only, &m, e);
	if (st != UB_OK)
		return st;
	hide_moved(r->w, &m);
	add_move(r->proof, &m);
	share_move(r, &m);
	return UB_OK;
}

/* Is a movement enough, though it carries whom nobody else knows? */
static bool
is_enough(const struct ub_need *n, bool up)
{
	return n->wish || (!up && n->firm);
}

/* A movement that leaves one person's figure where it is may carry another's:
 * each of them alone is no wiser, and two do not reckon together. */
static enum ub_status
meet_need(struct run *r, uint32_t need, bool up, bool loners, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	uint32_t *still;
	long n;

	while (st == UB_OK) {
		n = carried_by_all(r->w, r->proof, need, up, r->lone);
		if (n == 0 || (n > 0 && !loners) ||
		    (n > 0 && is_enough(&r->w->need[need], up)))
			return UB_OK;
		still = ub_xreallocarray(
		    NULL, n < 0 ? 0 : (size_t)n, sizeof(*still));
		if (n > 0)
			memcpy(still, r->lone, (size_t)n * sizeof(*still));
		st = move(r, need, up, still, n < 0 ? 0 : (size_t)n, e);
		if (st == UB_END && n > 1)
			st = move(r, need, up, still, 1, e);
		free(still);
		if (st == UB_END && n > 0 && !up) {
			r->w->need[need].firm = true;
			return UB_OK;
		}
	}
	if (st != UB_END)
		return st;
	if (r->w->need[need].wish) {
		*(up ? &r->w->need[need].up : &r->w->need[need].down) = 0;
		return UB_OK;
	}
	r->proof->stuck = r->w->need[need].var;
	return ub_fail(e, UB_EDATA, "a figure cannot be hidden");
}

static enum ub_status
meet_needs(struct run *r, bool loners, struct ub_err *e)
{
	const struct ub_web *w = r->w;
	enum ub_status st = UB_OK;
	uint32_t i;

	for (i = 0; i < w->nneed && st == UB_OK; i++) {
		if (w->need[i].up > 0)
			st = meet_need(r, i, true, loners, e);
		if (st == UB_OK && w->need[i].down > 0)
			st = meet_need(r, i, false, loners, e);
	}
	return st;
}

/* --- showing again ------------------------------------------------------- */

static bool
carries(const struct ub_web *w, const struct ub_move *m)
{
	size_t i;

	for (i = 0; i < m->n; i++)
		if (!ub_web_hidden(w, m->var[i]))
			return true;
	return false;
}

/* The figures of lone persons that another movement of the need carries and m
 * does not, into r->lone. */
static size_t
lone_left(struct run *r, const struct ub_move *m)
{
	const struct ub_move *o;
	uint32_t at;
	size_t n = 0, i;

	for (at = r->proof->first[m->need]; at != UB_NONE; at = o->next) {
		o = &r->proof->move[at];
		if (o->up != m->up)
			continue;
		for (i = 0; i < o->n && n < r->w->n; i++)
			if (ub_move_lone(r->w, m->need, o->var[i]) &&
			    moved_by(m, o->var[i]) == 0)
				r->lone[n++] = o->var[i];
	}
	return n;
}

/* Does movement o serve in the place of m, which may not carry the first n of
 * r->lone, nor whom m left unmoved?  Then *f is how far it is to go. */
static bool
serves(const struct run *r, const struct ub_move *o, const struct ub_move *m,
    size_t n, double *f)
{
	const struct ub_need *d = &r->w->need[m->need];
	double by = moved_by(o, d->var);
	size_t i;

	if (by == 0)
		return false;
	*f = (m->up ? d->up : -d->down) / by;
	if (carries(r->w, o) || !reaches(r->w, o, *f))
		return false;
	for (i = 0; i < n; i++)
		if (moved_by(o, r->lone[i]) != 0)
			return false;
	for (i = 0; i < o->n; i++)
		if (ub_move_lone(r->w, m->need, o->var[i]) &&
		    moved_by(m, o->var[i]) == 0)
			return false;
	return true;
}

/* One that serves in the place of m among those there are: no program has to be
 * solved for it. */
static bool
borrow(const struct run *r, const struct ub_proof *other,
    const struct ub_move *m, size_t n, struct ub_move *found)
{
	const struct ub_proof *all[] = { other, r->proof };
	double f;
	size_t i, k;

	for (i = 0; i < 2; i++)
		for (k = all[i]->n; k-- > 0;)
			if (serves(r, &all[i]->move[k], m, n, &f)) {
				*found =
				    scaled(&all[i]->move[k], m->need, m->up, f);
				return true;
			}
	return false;
}

/* One in the place of m, which leaves unmoved whom m left so. */
static bool
find_other(struct run *r, const struct ub_proof *other, const struct ub_move *m,
    struct ub_move *found)
{
	struct ub_err e;
	size_t n = lone_left(r, m);

	*found = (struct ub_move){ .need = m->need, .up = m->up };
	if (borrow(r, other, m, n, found))
		return true;
	if (r->left == 0)
		return false;
	r->left--;
	return ub_move_find(&r->search, r->w, r->lone, n, true, found, &e) ==
	       UB_OK;
}

/* Other movements for those that carry what is shown now; false where one
 * finds none.  They are put into `other`, with their places in `at`. */
static bool
find_others(struct run *r, struct ub_proof *other, size_t *at)
{
	struct ub_proof *p = r->proof;
	struct ub_move m;
	size_t i;

	for (i = 0; i < p->n; i++) {
		if (!carries(r->w, &p->move[i]))
			continue;
		if (!find_other(r, other, &p->move[i], &m))
			return false;
		at[other->n] = i;
		add_move(other, &m);
	}
	return true;
}

static bool
is_met(const struct ub_web *w, const struct ub_proof *p, uint32_t need, bool up,
    uint32_t *lone)
{
	const struct ub_need *d = &w->need[need];
	long n;

	if ((up ? d->up : d->down) <= 0)
		return true;
	n = carried_by_all(w, p, need, up, lone);
	return n == 0 || (n > 0 && is_enough(d, up));
}

/* Is every need met, and by movements of which none is carried by all? */
static bool
all_is_met(const struct ub_web *w, const struct ub_proof *p, uint32_t *lone)
{
	uint32_t i;

	for (i = 0; i < w->nneed; i++)
		if (!is_met(w, p, i, true, lone) ||
		    !is_met(w, p, i, false, lone))
			return false;
	return true;
}

static void
swap_moves(struct run *r, struct ub_proof *other, const size_t *at)
{
	struct ub_move m, *mine;
	uint32_t next;
	size_t i;

	for (i = 0; i < other->n; i++) {
		mine = &r->proof->move[at[i]];
		next = mine->next;
		m = *mine;
		*mine = other->move[i];
		mine->next = next;
		other->move[i] = m;
	}
}

static void
try_to_show(struct run *r, uint32_t unit, size_t *at)
{
	struct ub_unit *u = &r->w->unit[unit];
	struct ub_proof other = { 0 };
	bool good;

	u->status = UB_SHOWN;
	good = find_others(r, &other, at);
	if (good) {
		swap_moves(r, &other, at);
		if (!all_is_met(r->w, r->proof, r->lone)) {
			swap_moves(r, &other, at);
			good = false;
		}
	}
	if (!good)
		u->status = UB_SECONDARY;
	ub_proof_free(&other);
}

struct dear {
	double cost;
	uint32_t unit;
};

static int
dearest_first(const void *a, const void *b)
{
	const struct dear *x = a, *y = b;

	if (x->cost != y->cost)
		return x->cost < y->cost ? 1 : -1;
	return (x->unit > y->unit) - (x->unit < y->unit);
}

static void
tidy(struct run *r)
{
	struct ub_web *w = r->w;
	struct dear *d = ub_xreallocarray(NULL, w->nunit, sizeof(*d));
	size_t *at = ub_xreallocarray(NULL, r->proof->n, sizeof(*at));
	uint32_t under;
	size_t n = 0, i;

	for (i = 0; i < w->nunit; i++)
		if (w->unit[i].status == UB_SECONDARY)
			d[n++] = (struct dear){ w->unit[i].cost, (uint32_t)i };
	if (n > 0)
		qsort(d, n, sizeof(*d), dearest_first);
	for (i = 0; i < n && r->left > 0; i++) {
		under = w->unit[d[i].unit].under;
		if (under == UB_NONE || w->unit[under].status < UB_PRIMARY)
			try_to_show(r, d[i].unit, at);
	}
	free(at);
	free(d);
}

static enum ub_status
protect(struct ub_web *w, size_t programs, struct ub_proof *proof,
    bool hidden_only, struct ub_err *e)
{
	struct run r = { .w = w,
		.proof = proof,
		.hidden_only = hidden_only,
		.left = programs };
	enum ub_status st;
	size_t i;

	memset(proof, 0, sizeof(*proof));
	proof->stuck = UB_NONE;
	proof->first = ub_xreallocarray(NULL, w->nneed, sizeof(*proof->first));
	for (i = 0; i < w->nneed; i++)
		proof->first[i] = UB_NONE;
	r.lone = ub_xreallocarray(NULL, w->n, sizeof(*r.lone));
	ub_search_init(&r.search, w);
	st = meet_needs(&r, false, e);
	if (st == UB_OK)
		st = meet_needs(&r, true, e);
	if (st == UB_OK && !hidden_only && w->n <= UB_TIDY_MAX)
		tidy(&r);
	ub_search_free(&r.search);
	free(r.lone);
	return st;
}

enum ub_status
ub_secondary(
    struct ub_web *w, size_t programs, struct ub_proof *proof, struct ub_err *e)
{
	return protect(w, programs, proof, false, e);
}

enum ub_status
ub_secondary_prove(struct ub_web *w, struct ub_proof *proof, struct ub_err *e)
{
	return protect(w, 0, proof, true, e);
}

void
ub_proof_free(struct ub_proof *proof)
{
	size_t i;

	for (i = 0; i < proof->n; i++)
		ub_move_free(&proof->move[i]);
	free(proof->move);
	free(proof->first);
	memset(proof, 0, sizeof(*proof));
}

/* --- the proof, by arithmetic -------------------------------------------- */

/* Do the sums with variable v in them still hold? */
static bool
sums_hold(const struct ub_web *w, const struct ub_move *m, uint32_t v)
{
	double sum, size;
	size_t k, i;
	uint32_t e;

	for (k = w->at[v]; k < w->at[v + 1]; k++) {
		e = w->of[k];
		sum = size = 0;
		for (i = w->eq[e]; i < w->eq[e + 1]; i++) {
			double by = moved_by(m, w->entry[i]);

			sum += ub_web_sign(w, e, i) * by;
			size += fabs(by);
		}
		if (fabs(sum) > 1e-6 * (1 + size))
			return false;
	}
	return true;
}

static bool
move_holds(const struct ub_web *w, const struct ub_move *m)
{
	const struct ub_need *need = &w->need[m->need];
	double by = moved_by(m, need->var);
	size_t i;

	if (m->up ? by < need->up - 1e-6 : -by < need->down - 1e-6)
		return false;
	for (i = 0; i < m->n; i++)
		if (!ub_web_hidden(w, m->var[i]) || w->var[m->var[i]].known ||
		    w->var[m->var[i]].value + m->by[i] <
			w->var[m->var[i]].floor - 1e-6 ||
		    !sums_hold(w, m, m->var[i]))
			return false;
	return true;
}

bool
ub_proof_holds(const struct ub_web *w, const struct ub_proof *proof)
{
	uint32_t *lone;
	bool good;
	size_t i;

	for (i = 0; i < proof->n; i++)
		if (!move_holds(w, &proof->move[i]))
			return false;
	for (i = 0; i < w->nneed; i++)
		if (!ub_web_hidden(w, w->need[i].var))
			return false;
	lone = ub_xreallocarray(NULL, w->n, sizeof(*lone));
	good = all_is_met(w, proof, lone);
	free(lone);
	return good;
}
