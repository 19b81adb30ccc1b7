/* head.c - a radix sort; head.h. */
#include "head.h"

#include <stdlib.h>
#include <string.h>

#include "../base/mem.h"

enum {
	FEW = 48,  /* are inserted one by one */
	DIGIT = 11 /* bits at a time at most: their counts lie near at hand */
};

/* From the first byte on, as long as they fit. */
void
ub_packing_ready(struct ub_packing *p)
{
	struct ub_head differ = { p->any.a ^ p->all.a, p->any.b ^ p->all.b };

	p->whole = true;
	for (unsigned from = 16; from-- > 0;) {
		unsigned byte = ub_head_byte(differ, from) & 255;
		unsigned shift = 0, bits = 8;

		if (byte == 0)
			continue;
		for (; (byte >> shift & 1) == 0; shift++)
			bits--;
		for (; byte >> (shift + bits - 1) == 0; bits--)
			;
		if (p->bits + bits > 64) {
			p->whole = false;
			return;
		}
		p->part[p->npart].from = (unsigned char)from;
		p->part[p->npart].shift = (unsigned char)shift;
		p->part[p->npart++].bits = (unsigned char)bits;
		p->bits += bits;
	}
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
