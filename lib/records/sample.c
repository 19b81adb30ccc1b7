/* sample.c - see sample.h. */
#include <stdlib.h>

#include "sample.h"

struct drawn {
	struct ub_buf rec;
	uint64_t order;
};

struct ub_sample {
	struct drawn *drawn;
	size_t have;
	uint64_t n, seen, state;
};

struct ub_sample *
ub_sample_new(uint64_t n, uint64_t seed)
{
	struct ub_sample *s = ub_xcalloc(1, sizeof(*s));

	s->n = n;
	s->state = seed;
	return s;
}

static uint64_t
next(struct ub_sample *s)
{
	uint64_t z = s->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

/* A number below n, each equally likely: those of the last, incomplete round
 * of n are drawn again. */
static uint64_t
below(struct ub_sample *s, uint64_t n)
{
	uint64_t z, least = (0 - n) % n; /* 2^64 mod n */

	do
		z = next(s);
	while (z < least);
	return z % n;
}

void
ub_sample_add(struct ub_sample *s, struct ub_slice rec)
{
	uint64_t at = s->seen++;
	struct drawn *d;

	if (at >= s->n)
		at = below(s, s->seen);
	if (at >= s->n)
		return;
	if (at == s->have) {
		s->drawn = ub_xgrow(s->drawn, s->have, sizeof(*s->drawn));
		memset(&s->drawn[s->have++], 0, sizeof(*s->drawn));
	}
	d = &s->drawn[at];
	d->order = s->seen;
	ub_buf_clear(&d->rec);
	ub_buf_add(&d->rec, rec.s, rec.len);
}

static int
by_order(const void *a, const void *b)
{
	const struct drawn *x = a, *y = b;

	return (x->order > y->order) - (x->order < y->order);
}

size_t
ub_sample_end(struct ub_sample *s)
{
	if (s->have > 0)
		qsort(s->drawn, s->have, sizeof(*s->drawn), by_order);
	return s->have;
}

struct ub_slice
ub_sample_record(const struct ub_sample *s, size_t i)
{
	struct ub_slice rec = { s->drawn[i].rec.s, s->drawn[i].rec.len };

	return rec;
}

void
ub_sample_free(struct ub_sample *s)
{
	size_t i;

	if (s == NULL)
		return;
	for (i = 0; i < s->have; i++)
		ub_buf_free(&s->drawn[i].rec);
	free(s->drawn);
	free(s);
}
