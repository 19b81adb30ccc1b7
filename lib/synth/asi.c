/*
 * asi.c - interviewer ratings before and after; see ubatsnytt7.h.
 *
 * The ratings at Grund are made to fall into the profiles of the instrument
 * ubat-profil with its threshold 4; the ratings at Uppföljning so that as
 * many have fallen by two steps as the set wants.
 */
#include <assert.h>
#include <stdlib.h>

#include "sheet.h"
#include "ubatsnytt7.h"

enum area { FYSISK, ARBETE, ALKOHOL, NARKOTIKA, KRIMINALITET, FAMILJ, PSYKISK };
enum { NAREA = PSYKISK + 1 };
enum profile { NARK, AVGR_ALK, ALK_PSYK, INGEN, NOT_ASKED };
enum { NPROFILE = NOT_ASKED + 1 };
enum { UNANSWERED = -1, NOT_RELEVANT = -2 };

struct interview {
	const struct ub_case *c;
	enum profile profile;
	bool pair;
	bool down[NAREA]; /* falls by two steps or more */
	int g[NAREA], u[NAREA];
	int day_g, day_u; /* as in date.h */
};

static const struct quota {
	size_t n[NPROFILE];    /* persons by profile */
	size_t pair[NPROFILE]; /* of those, with U */
	size_t down[NAREA];    /* of the pairs, with at least two steps less */
} quotas[] = {
	{ { 20, 14, 38, 4, 1 }, { 11, 8, 21, 0, 0 },
	    { 15, 12, 26, 18, 9, 14, 25 } },
	{ { 43, 9, 41, 6, 2 }, { 23, 5, 21, 0, 0 },
	    { 16, 13, 27, 17, 12, 15, 26 } },
};

/* G of the areas outside alcohol and drugs.  Only where the profile does not
 * hang on it may one be unanswered. */
static void
rate_rest(struct ub_plan *p, struct interview *v)
{
	static const enum area rest[] = { FYSISK, ARBETE, KRIMINALITET,
		FAMILJ };
	int top = v->profile == AVGR_ALK ? 3 : 9;
	size_t i;

	v->g[PSYKISK] = v->profile == ALK_PSYK ? ub_plan_pick(p, 4, 9)
					       : ub_plan_pick(p, 0, top);
	for (i = 0; i < sizeof(rest) / sizeof(rest[0]); i++) {
		v->g[rest[i]] = ub_plan_pick(p, 0, top);
		if (v->profile != AVGR_ALK && !v->pair &&
		    ub_plan_pick(p, 0, 11) == 0)
			v->g[rest[i]] = UNANSWERED;
	}
}

static void
rate_grund(struct ub_plan *p, struct interview *v)
{
	int *a = &v->g[ALKOHOL], *n = &v->g[NARKOTIKA];

	switch (v->profile) {
	case NARK: /* alcohol may be as high: the tie is drugs' */
		*n = ub_plan_pick(p, 4, 9);
		*a = ub_plan_pick(p, 0, *n);
		break;
	case AVGR_ALK:
	case ALK_PSYK:
		*a = ub_plan_pick(p, 4, 9);
		*n = ub_plan_pick(p, 0, *a - 1);
		break;
	case INGEN:
		*a = ub_plan_pick(p, 0, 3);
		*n = ub_plan_pick(p, 0, 3);
		break;
	case NOT_ASKED:
		*a = UNANSWERED;
		*n = ub_plan_pick(p, 0, 9);
		break;
	}
	rate_rest(p, v);
}

/* Of the pairs whose G leaves room for two steps, exactly k fall. */
static void
deal_down(
    struct ub_plan *p, struct interview *v, size_t n, enum area a, size_t k)
{
	size_t idx[UB_NCASE], i, done = 0;

	ub_plan_shuffle(p, idx, n);
	for (i = 0; i < n && done < k; i++) {
		struct interview *w = &v[idx[i]];

		if (w->pair && w->g[a] >= 2) {
			w->down[a] = true;
			done++;
		}
	}
	assert(done == k);
}

static void
rate_follow_up(struct ub_plan *p, struct interview *v)
{
	int a, least;

	for (a = 0; a < NAREA; a++) {
		if (v->down[a]) {
			v->u[a] = ub_plan_pick(p, 0, v->g[a] - 2);
			continue;
		}
		least = v->g[a] > 0 ? v->g[a] - 1 : 0;
		v->u[a] = least + ub_plan_pick(p, 0, 2) +
			  (ub_plan_pick(p, 0, 5) == 0 ? 2 : 0);
		if (v->u[a] > 9)
			v->u[a] = 9;
		if (a == ARBETE && ub_plan_pick(p, 0, 9) == 0)
			v->u[a] = NOT_RELEVANT;
	}
}

/* Who was interviewed: the first n persons of a shuffled group. */
static size_t
choose(struct ub_plan *p, enum ub_group g, struct interview *v)
{
	const struct quota *q = &quotas[g];
	const struct ub_case *c = &p->c[p->first[g]];
	size_t idx[UB_NCASE], n = p->first[g + 1] - p->first[g], i, k = 0;
	size_t profile = 0, in = 0;

	ub_plan_shuffle(p, idx, n);
	for (i = 0; i < n && profile < NPROFILE; i++) {
		if (c[idx[i]].again)
			continue;
		v[k] = (struct interview){ .c = &c[idx[i]],
			.profile = (enum profile)profile,
			.pair = in < q->pair[profile] };
		k++;
		if (++in == q->n[profile]) {
			profile++;
			in = 0;
		}
	}
	assert(profile == NPROFILE);
	return k;
}

/* Persons without 12-steg: whoever of them came to an interview. */
static size_t
choose_others(struct ub_plan *p, struct interview *v)
{
	size_t i, n = 0;

	for (i = p->first[UB_ANDRA]; i < p->first[UB_NGROUP]; i++) {
		if (p->c[i].person < p->nperson_tolv ||
		    ub_plan_pick(p, 0, 1) == 0)
			continue;
		v[n++] = (struct interview){ .c = &p->c[i],
			.profile = (enum profile)ub_plan_pick(p, 0, INGEN),
			.pair = ub_plan_pick(p, 0, 2) == 0 };
	}
	return n;
}

/* All interviews, G dated shortly before the åtgärd and U after it. */
static size_t
interview(struct ub_plan *p, struct interview *all)
{
	struct interview *v = all, *w;
	size_t n;
	int g, a;

	for (g = UB_KOMMUNAL; g <= UB_ANDRA; g++) {
		if (g == UB_OKAND)
			continue;
		n = g == UB_ANDRA ? choose_others(p, v)
				  : choose(p, (enum ub_group)g, v);
		for (w = v; w < v + n; w++) {
			rate_grund(p, w);
			w->day_g = w->c->start - ub_plan_pick(p, 0, 40);
			w->day_u = w->c->end + ub_plan_pick(p, 1, 120);
		}
		for (a = 0; a < NAREA && g != UB_ANDRA; a++)
			deal_down(p, v, n, (enum area)a, quotas[g].down[a]);
		for (w = v; w < v + n; w++)
			if (w->pair)
				rate_follow_up(p, w);
		v += n;
	}
	return (size_t)(v - all);
}

/* --- files --------------------------------------------------------------- */

static int
by_day_g(const void *a, const void *b)
{
	const struct interview *x = a, *y = b;

	if (x->day_g != y->day_g)
		return x->day_g < y->day_g ? -1 : 1;
	return x->c->id < y->c->id ? -1 : 1;
}

static int
by_day_u(const void *a, const void *b)
{
	const struct interview *x = a, *y = b;

	if (x->day_u != y->day_u)
		return x->day_u < y->day_u ? -1 : 1;
	return x->c->id < y->c->id ? -1 : 1;
}

static void
write_row(const struct ub_plan *p, struct ub_sheet *s, const struct ub_case *c,
    int day, const int *rating)
{
	char pnr[UB_PNR_LEN + 1];
	int a;

	ub_plan_pnr(p, c->person, pnr);
	ub_sheet_text(s, pnr);
	ub_sheet_date(s, day, false);
	for (a = 0; a < NAREA; a++) {
		if (rating[a] == UNANSWERED)
			ub_sheet_text(s, "X");
		else if (rating[a] == NOT_RELEVANT)
			ub_sheet_text(s, "N");
		else
			ub_sheet_int(s, rating[a]);
	}
	ub_sheet_row(s);
}

void
ub_synth_asi(struct ub_plan *p, struct ub_buf *grund, struct ub_buf *follow_up)
{
	static const char *const head[] = { "Klient", "Intervjudatum", "Fysisk",
		"Arbete", "Alkohol", "Narkotika", "Kriminalitet", "Familj",
		"Psykisk" };
	struct interview *v = ub_xcalloc(UB_NCASE, sizeof(*v));
	struct ub_sheet s;
	size_t n = interview(p, v), i;

	qsort(v, n, sizeof(*v), by_day_g);
	ub_sheet_init(&s, grund, UB_UTF8_BOM);
	ub_sheet_head(&s, head, sizeof(head) / sizeof(head[0]));
	for (i = 0; i < n; i++)
		write_row(p, &s, v[i].c, v[i].day_g, v[i].g);
	qsort(v, n, sizeof(*v), by_day_u);
	ub_sheet_init(&s, follow_up, UB_UTF8_BOM);
	ub_sheet_head(&s, head, sizeof(head) / sizeof(head[0]));
	for (i = 0; i < n; i++)
		if (v[i].pair)
			write_row(p, &s, v[i].c, v[i].day_u, v[i].u);
	free(v);
}
