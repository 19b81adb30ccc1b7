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

/*
 * Two tables that share cells: kommuner in lan by sex, with all totals, and
 * the same kommuner by age with those of the country.
 */
enum { KOMMUNER = 6, SEXES = 2, AGES = 3, TABLE = SEXES + AGES };

struct linked {
	unsigned kommuner, lan, in[KOMMUNER];
	/* a column is a sex or an age; the last one is all */
	double value[KOMMUNER + KOMMUNER + 1][TABLE + 1];
	uint32_t var[KOMMUNER + KOMMUNER + 1][TABLE + 1];
};

/* Rows are kommuner, then lan, then the country. */
static unsigned
row_of_lan(unsigned lan)
{
	return KOMMUNER + lan;
}

static void
fill_linked(struct linked *t)
{
	unsigned k, i, n, sex, age, top = 1 + roll(9);
	const unsigned all = 2 * KOMMUNER;

	memset(t, 0, sizeof(*t));
	t->kommuner = 2 + roll(KOMMUNER - 1);
	t->lan = 1 + roll(t->kommuner);
	for (k = 0; k < t->kommuner; k++) {
		t->in[k] = k < t->lan ? k : roll(t->lan);
		for (n = roll(3) == 0 ? roll(4) : roll(3 * top); n > 0; n--) {
			const unsigned row[] = { k, row_of_lan(t->in[k]), all };

			sex = roll(SEXES);
			age = SEXES + roll(AGES);
			for (i = 0; i < 3; i++) {
				t->value[row[i]][sex]++;
				t->value[row[i]][age]++;
				t->value[row[i]][TABLE]++;
			}
		}
	}
}

/* Is that figure printed?  Ages are told of kommuner and of the country. */
static bool
is_printed(const struct linked *t, unsigned row, unsigned col)
{
	if (row < KOMMUNER)
		return row < t->kommuner;
	if (row < 2 * KOMMUNER)
		return row - KOMMUNER < t->lan && (col < SEXES || col == TABLE);
	return true;
}

static void
add_across(struct ub_web *w, const struct linked *t, unsigned row)
{
	ub_web_sum(w, t->var[row][TABLE], t->var[row], SEXES);
	if (is_printed(t, row, SEXES))
		ub_web_sum(w, t->var[row][TABLE], t->var[row] + SEXES, AGES);
}

static void
add_down(struct ub_web *w, const struct linked *t, unsigned col)
{
	uint32_t part[KOMMUNER];
	unsigned lan, k, n;
	bool lans = is_printed(t, KOMMUNER, col);

	for (lan = 0; lan < t->lan && lans; lan++) {
		for (k = n = 0; k < t->kommuner; k++)
			if (t->in[k] == lan)
				part[n++] = t->var[k][col];
		ub_web_sum(w, t->var[row_of_lan(lan)][col], part, n);
	}
	for (n = 0; n < (lans ? t->lan : t->kommuner); n++)
		part[n] = t->var[lans ? row_of_lan(n) : n][col];
	ub_web_sum(w, t->var[2 * KOMMUNER][col], part, n);
}

static void
random_linked(struct ub_web *w, unsigned least)
{
	struct linked t;
	unsigned row, col;
	uint32_t v;

	fill_linked(&t);
	for (row = 0; row <= 2 * KOMMUNER; row++) {
		for (col = 0; col <= TABLE; col++) {
			double n = t.value[row][col];

			if (!is_printed(&t, row, col))
				continue;
			v = ub_web_var(w, n,
			    ub_web_unit(w, row * 8 + col, UB_NONE,
				1000 + 100 * log2(1 + n)));
			t.var[row][col] = v;
			w->var[v].one = n == 1;
			if (n == 0 || n >= least)
				continue;
			ub_web_hide(w, w->var[v].unit, UB_PRIMARY);
			ub_web_need(w, v, least - n, 1);
		}
	}
	for (row = 0; row <= 2 * KOMMUNER; row++)
		if (is_printed(&t, row, TABLE))
			add_across(w, &t, row);
	for (col = 0; col <= TABLE; col++)
		add_down(w, &t, col);
	ub_web_ready(w);
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

struct tallies {
	size_t tables, hidden, needs, refused;
};

/* Protect w, and look at it as a reader does; every so often as each person
 * who is alone behind a figure. */
static void
attack(struct ub_web *w, struct tallies *n)
{
	struct ub_proof p;
	struct ub_err e;
	size_t i;

	if (ub_secondary(w, UB_TIDY_PROGRAMS, &p, &e) == UB_OK) {
		CHECK(ub_proof_holds(w, &p));
		for (i = 0; i < w->nneed; i++) {
			check_need(w, &w->need[i]);
			if (n->tables % 100 == 0)
				check_loners(w, &w->need[i]);
		}
		for (i = 0; i < w->nunit; i++)
			n->hidden += w->unit[i].status == UB_SECONDARY;
		n->needs += w->nneed;
	} else {
		/* only where a figure is public can one not be hidden */
		CHECK(has_public(w));
		CHECK(p.stuck != UB_NONE);
		n->refused++;
	}
	n->tables++;
	ub_proof_free(&p);
	ub_web_free(w);
}

/* The suite has not the time for all of them (make torture). */
static size_t
how_many(size_t some)
{
	return getenv("UBAT_TORTURE") != NULL ? 10000 : some;
}

static void
test_cubes(void)
{
	size_t all = how_many(1000);
	struct tallies n = { 0 };
	struct cube c;

	while (n.tables < all) {
		struct ub_web w = { 0 };

		random_cube(&w, &c, 2 + roll(5));
		attack(&w, &n);
	}
	/* the test would say nothing of tables without any */
	CHECK(n.needs > all * 3 / 2);
	CHECK(n.hidden > all * 8 / 10);
	CHECK(n.refused < all * 3 / 10);
}

static void
test_linked(void)
{
	size_t all = how_many(300);
	struct tallies n = { 0 };

	while (n.tables < all) {
		struct ub_web w = { 0 };

		random_linked(&w, 2 + roll(4));
		attack(&w, &n);
	}
	CHECK(n.needs > all * 3);
	CHECK(n.hidden > all * 2);
	CHECK(n.refused == 0);
}

int
main(void)
{
	test_cubes();
	test_linked();
	CHECK_END;
}
