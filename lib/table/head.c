/* head.c - a radix sort; head.h. */
#include "head.h"

#include <stdlib.h>
#include <string.h>

#include "../base/mem.h"

enum { BYTES = 16, FEW = 48 };

static int
compare(const struct ub_head *x, const struct ub_head *y)
{
	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return (x->b > y->b) - (x->b < y->b);
}

static void
insert(struct ub_head *h, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct ub_head x = h[i];
		size_t k = i;

		for (; k > 0 && compare(&h[k - 1], &x) > 0; k--)
			h[k] = h[k - 1];
		h[k] = x;
	}
}

/* Byte number i from the least. */
static inline unsigned
byte_of(const struct ub_head *h, unsigned i)
{
	return (i < 8 ? h->b >> 8 * i : h->a >> 8 * (i - 8)) & 255;
}

static void
move(const struct ub_head *from, struct ub_head *to, size_t n, unsigned byte,
    const size_t *count)
{
	size_t at[256], sum = 0;

	for (size_t k = 0; k < 256; k++) {
		at[k] = sum;
		sum += count[k];
	}
	for (size_t i = 0; i < n; i++)
		to[at[byte_of(&from[i], byte)]++] = from[i];
}

/* By one byte after the other, the least first; one in which all are equal is
 * passed over, and of digits and codes most are. */
void
ub_head_sort(struct ub_head *h, size_t n)
{
	size_t(*count)[256];
	struct ub_head *from = h, *to, *tmp;

	if (n <= FEW) {
		insert(h, n);
		return;
	}
	count = ub_xcalloc(BYTES, sizeof(*count));
	tmp = to = ub_xreallocarray(NULL, n, sizeof(*tmp));
	ub_mem_large(tmp, n * sizeof(*tmp));
	for (size_t i = 0; i < n; i++)
		for (unsigned k = 0; k < BYTES; k++)
			count[k][byte_of(&h[i], k)]++;
	for (unsigned k = 0; k < BYTES; k++) {
		if (count[k][byte_of(&h[0], k)] == n)
			continue;
		move(from, to, n, k, count[k]);
		to = from;
		from = from == h ? tmp : h;
	}
	if (from != h)
		memcpy(h, from, n * sizeof(*h));
	free(tmp);
	free(count);
}
