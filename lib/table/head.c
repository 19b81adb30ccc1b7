/* head.c - a radix sort; head.h. */
#include "head.h"

#include <stdlib.h>
#include <string.h>

#include "../base/mem.h"

enum {
	FEW = 48,  /* are inserted one by one */
	DIGIT = 11 /* bits at a time at most: their counts lie near at hand */
};

static unsigned
count_bits(uint64_t v)
{
	unsigned n = 0;

	for (; v != 0; v &= v - 1)
		n++;
	return n;
}

/* As in Warren, Hacker's Delight, 2nd edition, 7-4: a bit goes as far as there
 * are bits below it that are left out, by 1, 2, 4 ... where that number has
 * these bits. */
static void
ready(struct ub_gather *g, uint64_t bits)
{
	uint64_t out = ~bits << 1, odd;

	g->bits = bits;
	for (unsigned i = 0; i < 6; i++) {
		odd = out;
		for (unsigned k = 1; k < 64; k *= 2)
			odd ^= odd << k;
		g->move[i] = odd & bits;
		bits = (bits ^ g->move[i]) | g->move[i] >> (1U << i);
		out &= ~odd;
	}
}

void
ub_packing_add(struct ub_packing *p, const struct ub_packing *more)
{
	size_t n = p->n + more->n;

	if (more->n == 0)
		return;
	if (p->n == 0)
		*p = *more;
	p->n = n;
	p->any.a |= more->any.a;
	p->any.b |= more->any.b;
	p->all.a &= more->all.a;
	p->all.b &= more->all.b;
}

/* From the first bit on, as long as they fit. */
void
ub_packing_ready(struct ub_packing *p)
{
	uint64_t a = p->any.a ^ p->all.a, b = p->any.b ^ p->all.b;
	unsigned high = count_bits(a);

	while (high + count_bits(b) > 64)
		b &= b - 1;
	p->low = count_bits(b);
	p->bits = high + p->low;
	ready(&p->a, a);
	ready(&p->b, b);
}

static void
insert(struct ub_keyed *h, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct ub_keyed x = h[i];
		size_t k = i;

		for (; k > 0 && h[k - 1].key > x.key; k--)
			h[k] = h[k - 1];
		h[k] = x;
	}
}

static void
move(const struct ub_keyed *from, struct ub_keyed *to, size_t n, unsigned shift,
    unsigned mask, uint32_t *count)
{
	uint32_t sum = 0;

	for (unsigned k = 0; k <= mask; k++) {
		uint32_t here = count[k];

		count[k] = sum;
		sum += here;
	}
	for (size_t i = 0; i < n; i++)
		to[count[from[i].key >> shift & mask]++] = from[i];
}

/* By one digit after the other, the least first. */
void
ub_keyed_sort(struct ub_keyed *h, size_t n, unsigned bits)
{
	unsigned turns = (bits + DIGIT - 1) / DIGIT;
	unsigned digit = turns == 0 ? 0 : (bits + turns - 1) / turns;
	unsigned mask = (1U << digit) - 1;
	struct ub_keyed *from = h, *to, *tmp;
	uint32_t *count;

	if (n <= FEW) {
		insert(h, n);
		return;
	}
	if (bits == 0)
		return;
	count = ub_xcalloc(turns, sizeof(*count) << digit);
	tmp = to = ub_large_resize(NULL, 0, n, sizeof(*tmp));
	for (size_t i = 0; i < n; i++)
		for (unsigned k = 0; k < turns; k++)
			count[(k << digit) + (h[i].key >> k * digit & mask)]++;
	for (unsigned k = 0; k < turns; k++) {
		move(from, to, n, k * digit, mask, count + (k << digit));
		to = from;
		from = from == h ? tmp : h;
	}
	if (from != h)
		memcpy(h, from, n * sizeof(*h));
	ub_large_free(tmp, n, sizeof(*tmp));
	free(count);
}
