/*
 * plan.h - the persons and åtgärder behind the set ubatsnytt7, before they
 * are written as files.
 *
 * The counts are those of the newsletter (229 åtgärder of the type 12-steg in
 * nine kommuner and twelve small ones); which åtgärd gets what is dealt by a
 * generator with a fixed seed.
 */
#ifndef UB_PLAN_H
#define UB_PLAN_H

#include "dice.h"

/* Cases are ordered by group: 12-steg by regi, then all other types. */
enum ub_group { UB_KOMMUNAL, UB_PRIVAT, UB_OKAND, UB_ANDRA };
enum { UB_NGROUP = UB_ANDRA + 1 };
enum { UB_NCASE = 400 };

struct ub_person {
	bool man;
	int birth; /* day, as in date.h */
};

struct ub_case {
	size_t id;     /* from 1, by start */
	size_t person; /* index */
	bool again;    /* the person has an earlier case in this group */
	char kommun;   /* 'A' .. 'U' */
	const char *type;
	const char *regi; /* as an extract words it; "" not recorded */
	bool oppen;       /* öppen form, else heldygn */
	bool oplanerat;
	int start, end; /* days, as in date.h */
	int ore;        /* cost of a day, in hundredths of a krona */
};

struct ub_plan {
	struct ub_case c[UB_NCASE];
	struct ub_person person[UB_NCASE];
	size_t nperson, nperson_tolv; /* the first of them have 12-steg */
	size_t
	    first[UB_NGROUP + 1]; /* cases of group g: first[g] .. first[g+1] */
	struct ub_dice dice;
};

void ub_plan_make(struct ub_plan *p);
/* A whole number in [from, to]. */
int ub_plan_pick(struct ub_plan *p, int from, int to);
/* Put 0 .. n-1 into idx, in an order of its own. */
void ub_plan_shuffle(struct ub_plan *p, size_t *idx, size_t n);
/* Exactly k of n flags true. */
void ub_plan_deal(struct ub_plan *p, bool *flag, size_t n, size_t k);

/* ÅÅÅÅMMDD-NNNK and a NUL, of nobody: see synth.h. */
void ub_plan_pnr(
    const struct ub_plan *p, size_t person, char dst[UB_PNR_LEN + 1]);

#endif
