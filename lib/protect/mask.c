/* mask.c - rules, hiding, proof; mask.h. */
#include <math.h>
#include <stdlib.h>

#include "attack.h"
#include "exact.h"
#include "maskpart.h"
#include "secondary.h"

/* --- hiding -------------------------------------------------------------- */

/* Proved to move by a whole: what the movements carry so far, scaled as far as
 * nothing becomes negative. */
static void
mark_open(const struct ub_web *w, const struct ub_move *m, bool *open)
{
	double far[2] = { INFINITY, INFINITY }, f;
	size_t i;

	for (i = 0; i < m->n; i++) {
		f = (w->var[m->var[i]].value - w->var[m->var[i]].floor) /
		    fabs(m->by[i]);
		if (f < far[m->by[i] > 0])
			far[m->by[i] > 0] = f;
	}
	f = far[0] > far[1] ? far[0] : far[1];
	for (i = 0; i < m->n; i++)
		if (f * fabs(m->by[i]) >= 1 - 1e-6)
			open[m->var[i]] = true;
}

/* Hidden figures that the sums give all the same are shown: nobody learns
 * anything from them, and a reader is not made to believe otherwise. */
static enum ub_status
show_known(struct ub_web *w, const struct ub_proof *proof, struct ub_err *e)
{
	bool *open = ub_xcalloc(w->n, sizeof(*open));
	enum ub_status st;
	size_t i;

	for (i = 0; i < proof->n; i++)
		mark_open(w, &proof->move[i], open);
	for (i = 0; i < w->nneed; i++) /* by its own movements */
		open[w->need[i].var] |= !w->need[i].wish || w->need[i].up > 0 ||
					w->need[i].down > 0;
	st = ub_attack_known(w, open, e);
	free(open);
	return st;
}

static bool
any_old(const struct ub_weave *v)
{
	size_t i;

	for (i = 0; i < v->n; i++)
		if (v->table[i].old)
			return true;
	return false;
}

/* Is there a numerator of which no column tells who is behind it? */
static bool
any_untold(const struct ub_weave *v)
{
	size_t i, k;

	for (i = 0; i < v->n; i++) {
		const struct ub_woven *t = &v->table[i];
		size_t n = t->old ? 0 : t->f.npart * t->f.nfigure;

		for (k = 0; k < n; k++)
			if ((t->f.figure[k].kind == UB_FIG_SHARE ||
				t->f.figure[k].kind == UB_FIG_COUNT) &&
			    t->f.figure[k].pers[0] == UB_NOCOL)
				return true;
	}
	return false;
}

/* Which figure it is, and what the user can do. */
static enum ub_status
cannot_hide(const struct ub_mask *m, uint32_t var, struct ub_err *e)
{
	const struct ub_rules *r = &m->rules;
	bool sure = r->records_are_persons || r->numerators_are_persons;
	struct ub_buf b = { 0 };

	(void)ub_weave_tell(&m->weave, var, &b);
	ub_fail(e, UB_EDATA,
	    "%s: cannot be hidden, whatever else is%s: make larger groups, "
	    "leave out totals or this measure%s%s%s",
	    b.s, any_old(&m->weave) ? ", after what is published" : "",
	    m->n.untold > 0 ? ", give what that was made from to --made-from"
			    : "",
	    !sure && any_untold(&m->weave)
		? ", count who is behind numerators with ubat-agg "
		  "--person-parts"
		: "",
	    !sure ? ", or say --numerators-are-persons where nobody is twice "
		    "in a numerator"
		  : "");
	ub_buf_free(&b);
	return UB_EDATA;
}

/* Where it is known which units are cheapest, hide those, if they can be
 * proved to do; else all stays as it is. */
static void
make_exact(struct ub_mask *m, struct ub_proof *proof)
{
	struct ub_web *w = &m->weave.web;
	uint8_t *was = ub_xreallocarray(NULL, w->nunit, sizeof(*was));
	double cost = ub_exact_cost(w);
	struct ub_proof other;
	struct ub_err e;
	size_t i;

	for (i = 0; i < w->nunit; i++)
		was[i] = w->unit[i].status;
	m->exact = ub_exact(w);
	if (ub_exact_cost(w) < cost - 1e-6) {
		if (ub_secondary_prove(w, &other, &e) == UB_OK) {
			ub_proof_free(proof);
			*proof = other;
		} else {
			ub_proof_free(&other);
			m->exact = false;
			for (i = 0; i < w->nunit; i++)
				w->unit[i].status = was[i];
		}
	}
	free(was);
}

static enum ub_status
hide(struct ub_mask *m, struct ub_err *e)
{
	struct ub_web *w = &m->weave.web;
	struct ub_proof proof = { 0 };
	enum ub_status st;
	size_t i;

	ub_web_ready(w);
	st = ub_secondary(w, UB_TIDY_PROGRAMS, &proof, e);
	if (proof.stuck != UB_NONE)
		st = cannot_hide(m, proof.stuck, e);
	if (st == UB_OK)
		make_exact(m, &proof);
	if (st == UB_OK)
		st = show_known(w, &proof, e);
	if (st == UB_OK && !ub_proof_holds(w, &proof))
		st = ub_fail(e, UB_EDATA,
		    "the result does not pass its own audit: nothing is "
		    "written");
	for (i = 0; i < w->nunit; i++)
		m->secondary += w->unit[i].status == UB_SECONDARY;
	ub_proof_free(&proof);
	return st;
}

static enum ub_status
make_noisy(struct ub_mask *m, struct ub_err *e)
{
	enum ub_status st = ub_noise_check(&m->noise, &m->weave, e);

	if (st != UB_OK || m->noise.kind != UB_NOISE_CONTROLLED)
		return st;
	ub_web_ready(&m->weave.web);
	return ub_noise_control(&m->noise, &m->weave.web, e);
}

enum ub_status
ub_mask_run(struct ub_mask *m, struct ub_err *e)
{
	enum ub_status st;

	st = ub_weave_sums(&m->weave, e);
	if (m->noise.kind != UB_NOISE_NONE)
		return st == UB_OK ? make_noisy(m, e) : st;
	if (st == UB_OK)
		st = ub_rules_published(&m->weave, &m->rules, &m->n, e);
	if (st == UB_OK)
		st = ub_rules_apply(&m->weave, &m->rules, &m->n, e);
	if (st == UB_OK)
		st = hide(m, e);
	return st == UB_OK ? ub_mask_check(m, e) : st;
}

void
ub_mask_free(struct ub_mask *m)
{
	ub_weave_free(&m->weave);
	ub_noise_free(&m->noise);
}
