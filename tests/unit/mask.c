/* mask.c - random tables: no need is met less than it says, as a second
 * attacker sees it. */
#include <math.h>
#include <stdlib.h>

#include "check.h"
#include "lib/protect/attack.h"
#include "lib/protect/lp.h"
#include "lib/protect/secondary.h"

static uint64_t state = 88172645463325252U;

static unsigned
roll(unsigned n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % n;
}

/* A table of up to three keys with all margins; size[k] values and a total. */
struct cube {
	unsigned nkey, size[3], n;
	uint32_t var[6 * 6 * 4];
	double value[6 * 6 * 4];
};

static unsigned
cell_at(const struct cube *c, const unsigned *at)
{
	unsigned i = 0, k;

	for (k = 0; k < c->nkey; k++)
		i = i * (c->size[k] + 1) + at[k];
	return i;
}

/* Call for every cell; at[k] == size[k] is the total. */
static void
where(const struct cube *c, unsigned i, unsigned *at)
{
	unsigned k;

	for (k = c->nkey; k-- > 0; i /= c->size[k] + 1)
		at[k] = i % (c->size[k] + 1);
}

static void
add_sums(struct ub_web *w, const struct cube *c)
{
	unsigned at[3], i, k;
	uint32_t part[6];

	for (i = 0; i < c->n; i++) {
		where(c, i, at);
		for (k = 0; k < c->nkey; k++) {
			if (at[k] != c->size[k])
				continue;
			for (at[k] = 0; at[k] < c->size[k]; at[k]++)
				part[at[k]] = c->var[cell_at(c, at)];
			ub_web_sum(w, c->var[i], part, c->size[k]);
		}
	}
}

static void
random_cube(struct ub_web *w, struct cube *c, unsigned least)
{
	unsigned at[3], i, k, totals, top = 1 + roll(12);
	bool empty = roll(2); /* is a row shown that has nothing? */

	c->nkey = 1 + roll(3);
	for (k = 0, c->n = 1; k < c->nkey; k++) {
		c->size[k] = 1 + roll(k == 2 ? 2 : 3);
		c->n *= c->size[k] + 1;
	}
	for (i = 0; i < c->n; i++)
		c->value[i] = 0;
	for (i = 0; i < c->n; i++) {
		unsigned v = roll(3) == 0 ? roll(4) : roll(top + 1), m, to[3];

		where(c, i, at);
		for (k = 0; k < c->nkey; k++)
			if (at[k] == c->size[k])
				v = 0;
		for (m = 0; m < 1U << c->nkey; m++) {
			for (k = 0; k < c->nkey; k++)
				to[k] = m >> k & 1 ? c->size[k] : at[k];
			c->value[cell_at(c, to)] += v;
		}
	}
	for (i = 0; i < c->n; i++) {
		where(c, i, at);
		for (k = 0, totals = 0; k < c->nkey; k++)
			totals += at[k] == c->size[k];
		c->var[i] = ub_web_var(w, c->value[i],
		    ub_web_unit(w, i, UB_NONE,
			1000 + 100 * log2(1 + c->value[i]) + 1000 * totals));
		w->var[c->var[i]].one = c->value[i] == 1;
		w->var[c->var[i]].floor = empty ? 0 : c->value[i] > 0;
		if (i == c->n - 1 && roll(2) == 0)
			w->unit[w->var[c->var[i]].unit].status = UB_PUBLIC;
		else if (c->value[i] > 0 && c->value[i] < least) {
			ub_web_hide(w, w->var[c->var[i]].unit, UB_PRIMARY);
			ub_web_need(w, c->var[i], least - c->value[i],
			    c->value[i] - w->var[c->var[i]].floor < 1 ? 0 : 1);
		}
	}
	add_sums(w, c);
	ub_web_ready(w);
}

/* What the attacker finds, alone or as the one behind a hidden cell. */
static void
check_need(struct ub_web *w, const struct ub_need *n)
{
	double low, high, v = w->var[n->var].value;
	struct ub_err e;

	CHECK(ub_attack_bounds(w, n->var, &low, &high, &e) == UB_OK);
	CHECK(low <= v - n->down + 1e-6);
	CHECK(high >= v + n->up - 1e-6);
}

static void
check_loners(struct ub_web *w, const struct ub_need *n)
{
	struct ub_need mine = *n;
	uint32_t v;

	if (n->firm)
		mine.down = 0;
	for (v = 0; v < w->n; v++) {
		if (!w->var[v].one || !ub_web_hidden(w, v) ||
		    w->owner[v] == w->owner[n->var])
			continue;
		w->var[v].known = true; /* to him it is as good as shown */
		check_need(w, &mine);
		w->var[v].known = false;
	}
}

static bool
has_public(const struct ub_web *w)
{
	size_t i;

	for (i = 0; i < w->nunit; i++)
		if (w->unit[i].status == UB_PUBLIC)
			return true;
	return false;
}

static void
test_random(void)
{
	size_t all, tables, hidden = 0, needs = 0, refused = 0, i;
	struct ub_proof p;
	struct ub_err e;
	struct cube c;

	/* a tenth of them where every access is checked */
	all = getenv("UBAT_SANITIZED") != NULL ? 1000 : 10000;
	for (tables = 0; tables < all; tables++) {
		struct ub_web w = { 0 };

		random_cube(&w, &c, 2 + roll(5));
		if (ub_secondary(&w, &p, &e) == UB_OK) {
			CHECK(ub_proof_holds(&w, &p));
			for (i = 0; i < w.nneed; i++) {
				check_need(&w, &w.need[i]);
				if (tables % 100 == 0)
					check_loners(&w, &w.need[i]);
			}
			for (i = 0; i < w.nunit; i++)
				hidden += w.unit[i].status == UB_SECONDARY;
			needs += w.nneed;
		} else {
			/* only where a figure is public can one not be hidden */
			CHECK(has_public(&w));
			refused++;
		}
		ub_proof_free(&p);
		ub_web_free(&w);
	}
	/* the test would say nothing of tables without any */
	CHECK(needs > all * 3 / 2);
	CHECK(hidden > all * 8 / 10);
	CHECK(refused < all * 3 / 10);
}

int
main(void)
{
	test_random();
	CHECK_END;
}
