/* values.c - lib/report/values.h: counts, persons, and the budget. */
#include "lib/report/values.h"

#include <stdio.h>

#include "check.h"

static void
add(struct ub_values *s, unsigned value, uint64_t person, size_t *budget)
{
	char text[16];
	int len = snprintf(text, sizeof(text), "%u", value);
	struct ub_slice f = { text, (size_t)len };

	ub_values_add(s, f, person, budget);
}

static void
counts(void)
{
	struct ub_values s = { .keep = true };
	size_t budget = 1 << 20;

	for (unsigned i = 0; i < 3000; i++)
		add(&s, i % 1000, 0, &budget);
	CHECK(!s.over && s.n == 1000);
	for (size_t i = 0; i < s.n; i++)
		CHECK(s.v[i].n == 3);
	CHECK(s.v[999].len == 3);
	CHECK(memcmp(s.text.s + s.v[999].at, "999", 3) == 0);
	ub_values_free(&s);
}

static void
a_budget(void)
{
	struct ub_values big = { .keep = true }, small = { .keep = true };
	size_t budget = 4096;

	for (unsigned i = 0; i < 1000; i++) {
		add(&big, i, 0, &budget);
		add(&small, i % 2, 0, &budget);
	}
	CHECK(big.over && big.n == 0 && big.v == NULL);
	CHECK(!small.over && small.n == 2 && small.v[0].n == 500);
	CHECK(budget < 4096);
	ub_values_free(&big);
	ub_values_free(&small);
}

static void
persons(void)
{
	struct ub_values s = { .keep = true, .enough = 3 };
	const struct ub_value *both[2], *one;
	size_t budget = 1 << 20;

	add(&s, 1, 7, &budget);
	add(&s, 1, 7, &budget);
	add(&s, 1, 0, &budget); /* nobody is named */
	add(&s, 1, 8, &budget);
	add(&s, 2, 8, &budget);
	add(&s, 2, 7, &budget);
	one = both[0] = &s.v[0];
	both[1] = &s.v[1];
	CHECK(s.v[0].n == 4 && s.v[0].nperson == 2);
	CHECK(ub_values_enough(&s, &one, 1, 2));
	CHECK(!ub_values_enough(&s, &one, 1, 3));
	CHECK(!ub_values_enough(&s, both, 2, 3)); /* the same two */
	add(&s, 2, 9, &budget);
	CHECK(ub_values_enough(&s, both, 2, 3));
	add(&s, 2, 10, &budget);
	CHECK(s.v[1].nperson == 3 && s.v[1].n == 4);
	ub_values_free(&s);
}

static void
long_ones(void)
{
	struct ub_values s = { .keep = true };
	size_t budget = 1 << 20;
	char text[130];
	struct ub_slice f = { text, sizeof(text) };

	/* 65 letters of two bytes: one does not fit, none is split */
	for (size_t i = 0; i < sizeof(text); i += 2)
		memcpy(text + i, "\xc3\xa5", 2);
	text[0] = 'x';
	text[1] = 'y';
	ub_values_add(&s, f, 0, &budget);
	CHECK(s.v[0].cut && s.v[0].len == 64);
	f.s = text + 1;
	f.len = sizeof(text) - 1;
	ub_values_add(&s, f, 0, &budget);
	CHECK(s.n == 2 && s.v[1].len == 63);
	f.len = UB_VALUES_TEXT_MAX - 1;
	ub_values_add(&s, f, 0, &budget);
	CHECK(s.n == 3 && !s.v[2].cut);
	ub_values_free(&s);
}

int
main(void)
{
	counts();
	a_budget();
	persons();
	long_ones();
	CHECK_END;
}
