/*
 * head.h - many things in order by how they begin: of the first 128 bits of
 * each, those in which any two differ, packed into 64.
 */
#ifndef UB_HEAD_H
#define UB_HEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ub_head {
	uint64_t a, b; /* a first */
};

/* Some bits of a word, moved together: those of move[i] by 2^i. */
struct ub_gather {
	uint64_t bits, move[6];
};

/* Which bits differ.  Zeroed, then seen all heads, then ready to pack. */
struct ub_packing {
	struct ub_head any, all; /* bits set in any, and in all */
	size_t n;
	unsigned bits; /* of a key, */
	unsigned low;  /* of them: of the second word */
	struct ub_gather a, b;
};

static inline void
ub_packing_see(struct ub_packing *p, struct ub_head h)
{
	if (p->n++ == 0)
		p->all = h;
	p->any.a |= h.a;
	p->any.b |= h.b;
	p->all.a &= h.a;
	p->all.b &= h.b;
}

/* What more has seen, p has seen too. */
void ub_packing_add(struct ub_packing *p, const struct ub_packing *more);
void ub_packing_ready(struct ub_packing *p);

static inline uint64_t
ub_gather(const struct ub_gather *g, uint64_t v)
{
	v &= g->bits;
	for (unsigned i = 0; i < 6; i++) {
		uint64_t moved = v & g->move[i];

		v = (v ^ moved) | moved >> (1U << i);
	}
	return v;
}

/* A number that compares as the heads do, or is equal where they differ behind
 * what fits. */
static inline uint64_t
ub_pack(const struct ub_packing *p, struct ub_head h)
{
	uint64_t low = ub_gather(&p->b, h.b);

	return p->low == 64 ? low : ub_gather(&p->a, h.a) << p->low | low;
}

struct ub_keyed {
	uint64_t key;
	uint32_t code; /* whose it is */
};

/* In ascending order of keys of so many bits; equal ones as they stood. */
void ub_keyed_sort(struct ub_keyed *k, size_t n, unsigned bits);

#endif
