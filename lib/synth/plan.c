/* plan.c - who got which åtgärd where; see plan.h. */
#include "plan.h"

#include <stdlib.h>
#include <string.h>

/* 12-steg by kommun and regi.  A to I are the newsletter's, J to U the ones
 * with fewer than five that it leaves out. */
static const struct block {
	char kommun;
	unsigned char n[3]; /* kommunal, privat, not known */
} blocks[] = {
	{ 'A', { 2, 2, 1 } },
	{ 'B', { 52, 13, 3 } },
	{ 'C', { 0, 7, 0 } },
	{ 'D', { 0, 8, 0 } },
	{ 'E', { 1, 4, 0 } },
	{ 'F', { 0, 58, 0 } },
	{ 'G', { 8, 3, 0 } },
	{ 'H', { 7, 3, 0 } },
	{ 'I', { 9, 10, 0 } },
	{ 'J', { 2, 2, 0 } },
	{ 'K', { 1, 3, 0 } },
	{ 'L', { 4, 0, 0 } },
	{ 'M', { 0, 4, 0 } },
	{ 'N', { 2, 1, 1 } },
	{ 'O', { 1, 3, 0 } },
	{ 'P', { 0, 3, 1 } },
	{ 'Q', { 2, 0, 0 } },
	{ 'R', { 0, 2, 0 } },
	{ 'S', { 1, 1, 0 } },
	{ 'T', { 1, 0, 1 } },
	{ 'U', { 0, 1, 1 } },
};

/* What is dealt within a group of 12-steg. */
static const struct quota {
	char again_in;    /* kommun whose first cases come in pairs */
	size_t again;     /* pairs: one person, two cases */
	size_t again_men; /* of those persons */
	size_t men;       /* of the cases */
	size_t oppen, oplanerat;
	int age, spread; /* years at the start of the first case */
	struct {
		const char *regi;
		size_t n;
	} regi[4];
} quotas[] = {
	{ 'B', 12, 8, 58, 87, 20, 44, 18,
	    { { "Kommunal, egen regi", 78 }, { "Kommunal, annan kommun", 9 },
		{ "Region", 4 }, { "Statlig (SiS)", 2 } } },
	{ 'F', 20, 13, 86, 18, 29, 38, 16,
	    { { "Privat", 111 }, { "Idéburen", 17 } } },
	{ '-', 0, 0, 5, 4, 2, 41, 12, { { "Okänd", 5 }, { "", 3 } } },
};

static const char *const others[] = { "Stödboende", "Kognitiv beteendeterapi",
	"ASI-utredning", "Stödjande samtal", "Boendestöd",
	"Återfallsprevention", "MET", "Arbetsträning", "CRA", "Kontaktperson" };

int
ub_plan_pick(struct ub_plan *p, int from, int to)
{
	return ub_dice_pick(&p->dice, from, to);
}

void
ub_plan_shuffle(struct ub_plan *p, size_t *idx, size_t n)
{
	ub_dice_shuffle(&p->dice, idx, n);
}

void
ub_plan_deal(struct ub_plan *p, bool *flag, size_t n, size_t k)
{
	ub_dice_deal(&p->dice, flag, n, k);
}

static size_t
add_person(struct ub_plan *p, bool man, int start, int age)
{
	struct ub_person *q = &p->person[p->nperson];

	q->man = man;
	q->birth = ub_dice_birth(&p->dice, start, age);
	return p->nperson++;
}

static void
set_dates(struct ub_plan *p, struct ub_case *c, int first, int last)
{
	c->start = ub_plan_pick(p, first, last);
	c->end = c->start + (c->oppen ? ub_plan_pick(p, 60, 240)
				      : ub_plan_pick(p, 28, 150));
	c->ore = c->oppen ? ub_plan_pick(p, 35000, 90000)
			  : ub_plan_pick(p, 160000, 290000);
}

/* The cases of one group in the order of the kommuner; pairs marked. */
static void
lay_out(struct ub_plan *p, enum ub_group g)
{
	const struct quota *q = &quotas[g];
	size_t n = p->first[g], pair = 0, b, k;

	for (b = 0; b < sizeof(blocks) / sizeof(blocks[0]); b++)
		for (k = 0; k < blocks[b].n[g]; k++, n++) {
			p->c[n].type = "12-steg";
			p->c[n].kommun = blocks[b].kommun;
			if (blocks[b].kommun == q->again_in && k % 2 == 1 &&
			    pair < q->again) {
				p->c[n].again = true;
				pair++;
			}
		}
	p->first[g + 1] = n;
}

static void
deal_group(struct ub_plan *p, enum ub_group g)
{
	const struct quota *q = &quotas[g];
	struct ub_case *c = &p->c[p->first[g]];
	size_t n = p->first[g + 1] - p->first[g], idx[UB_NCASE], i, r = 0;
	size_t left = q->regi[0].n;
	bool oppen[UB_NCASE], oplanerat[UB_NCASE];

	ub_plan_deal(p, oppen, n, q->oppen);
	ub_plan_deal(p, oplanerat, n, q->oplanerat);
	ub_plan_shuffle(p, idx, n);
	for (i = 0; i < n; i++) {
		c[i].oppen = oppen[i];
		c[i].oplanerat = oplanerat[i];
		while (left == 0)
			left = q->regi[++r].n;
		c[idx[i]].regi = q->regi[r].regi;
		left--;
	}
}

/*
 * The persons of a group.  Ages come in couples, as far above the group's
 * mean as below, so that the mean holds whatever is dealt.
 */
static void
people(struct ub_plan *p, enum ub_group g)
{
	const int from = 15706, to = 17000; /* 2013-01-01, 2016-07-18 */
	const struct quota *q = &quotas[g];
	struct ub_case *c = &p->c[p->first[g]];
	size_t n = p->first[g + 1] - p->first[g], i, one = 0, two = 0;
	bool single[UB_NCASE], twice[UB_NCASE], second = false, man;
	int off = 0;

	ub_plan_deal(p, twice, q->again, q->again_men);
	ub_plan_deal(p, single, n - 2 * q->again, q->men - 2 * q->again_men);
	for (i = 0; i < n; i++) {
		if (c[i].again) {
			c[i].person = c[i - 1].person;
			set_dates(
			    p, &c[i], c[i - 1].end + 30, c[i - 1].end + 200);
			continue;
		}
		off = second ? -off : ub_plan_pick(p, 0, q->spread);
		second = !second;
		man =
		    i + 1 < n && c[i + 1].again ? twice[two++] : single[one++];
		set_dates(p, &c[i], from, to);
		c[i].person = add_person(p, man, c[i].start, q->age + off);
	}
}

/* Everything that is not 12-steg; every second one for a person who also has
 * 12-steg. */
static void
other_cases(struct ub_plan *p)
{
	static const char *const regi[] = { "Kommunal, egen regi",
		"Kommunal, egen regi", "Kommunal, egen regi", "Privat",
		"Privat", "Idéburen", "Region", "Okänd", "" };
	size_t i, with;

	for (i = p->first[UB_ANDRA]; i < UB_NCASE; i++) {
		struct ub_case *c = &p->c[i];

		c->type = others[ub_plan_pick(p, 0, 9)];
		c->regi = regi[ub_plan_pick(p, 0, 8)];
		c->oppen = ub_plan_pick(p, 0, 2) > 0;
		c->oplanerat = ub_plan_pick(p, 0, 3) == 0;
		set_dates(p, c, 15706, 17000);
		if (i % 2 == 0) {
			with = (size_t)ub_plan_pick(
			    p, 0, (int)p->first[UB_ANDRA] - 1);
			c->person = p->c[with].person;
			c->kommun = p->c[with].kommun;
		} else {
			c->kommun = (char)('A' + ub_plan_pick(p, 0, 20));
			c->person = add_person(p, ub_plan_pick(p, 0, 2) > 0,
			    c->start, ub_plan_pick(p, 20, 65));
		}
	}
	p->first[UB_NGROUP] = UB_NCASE;
}

static int
by_start(const void *a, const void *b)
{
	const struct ub_case *x = *(struct ub_case *const *)a;
	const struct ub_case *y = *(struct ub_case *const *)b;

	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return x < y ? -1 : x > y;
}

void
ub_plan_make(struct ub_plan *p)
{
	struct ub_case *order[UB_NCASE];
	size_t i;
	int g;

	memset(p, 0, sizeof(*p));
	p->dice.state = 7;
	for (g = UB_KOMMUNAL; g <= UB_OKAND; g++) {
		lay_out(p, (enum ub_group)g);
		deal_group(p, (enum ub_group)g);
		people(p, (enum ub_group)g);
	}
	p->nperson_tolv = p->nperson;
	other_cases(p);
	for (i = 0; i < UB_NCASE; i++)
		order[i] = &p->c[i];
	qsort(order, UB_NCASE, sizeof(order[0]), by_start);
	for (i = 0; i < UB_NCASE; i++)
		order[i]->id = i + 1;
}

void
ub_plan_pnr(const struct ub_plan *p, size_t person, char dst[UB_PNR_LEN + 1])
{
	const struct ub_person *q = &p->person[person];

	ub_dice_pnr(q->birth, person, q->man, dst);
}
