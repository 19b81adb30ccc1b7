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

/* Which bits differ.  Zeroed, then seen all heads, then ready to pack. */
struct ub_packing {
	struct ub_head any, all; /* bits set in any, and in all */
	size_t n;
	unsigned bits; /* of a key */
	bool whole;    /* equal keys are equal heads */
	struct {
		unsigned char from, shift, bits; /* of which 8 bits, which */
	} part[16];
	size_t npart;
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

void ub_packing_ready(struct ub_packing *p);

/* Bits 8 * from and up. */
static inline uint64_t
ub_head_byte(struct ub_head h, unsigned from)
{
	return from < 8 ? h.b >> 8 * from : h.a >> 8 * (from - 8);
}

/* A number that compares as the heads do, or is equal where they differ behind
 * what fits. */
static inline uint64_t
ub_pack(const struct ub_packing *p, struct ub_head h)
{
	uint64_t key = 0;

	for (size_t i = 0; i < p->npart; i++) {
		uint64_t byte = ub_head_byte(h, p->part[i].from) & 255;

		key =
		    key << p->part[i].bits |
		    (byte >> p->part[i].shift & ((1U << p->part[i].bits) - 1));
	}
	return key;
}

struct ub_keyed {
	uint64_t key;
	uint32_t code; /* whose it is */
};

/* In ascending order of keys of so many bits; equal ones as they stood. */
void ub_keyed_sort(struct ub_keyed *k, size_t n, unsigned bits);

#endif
