/* narrow.c - what a cell gathers in few words; narrow.h. */
#include "narrow.h"

#include <string.h>

/* Of a count and a share. */
enum { TRUE_AT, MISSING_AT, TRUTH_WORDS };
/* Of a sum of 96 bits: values of 64, at most 2^32 of them. */
enum { LOST_AT, HIGH_AT, LOW_AT, SUM_WORDS = LOW_AT + 2 };

size_t
ub_narrow_words(const struct ub_measure *m)
{
	if (m->func == UB_F_N)
		return 0;
	if (ub_measure_nacc(m) != 1 || m->y != NULL || m->cc != NULL ||
	    m->missed != NULL || m->excuses)
		return UB_NARROW_MAX + 1;
	switch (m->func) {
	case UB_F_COUNT:
	case UB_F_SHARE:
		return TRUTH_WORDS;
	case UB_F_SUM:
	case UB_F_MEAN:
		return SUM_WORDS;
	default:
		return UB_NARROW_MAX + 1;
	}
}

bool
ub_narrow_fits(const struct ub_measure *m)
{
	const struct ub_term *t = m->tx;
	size_t n = t == NULL ? 0 : t->pick->n;
	unsigned any = 0;

	if (n == 0)
		return true;
	if (t->kind == UB_TERM_NUMBER)
		return memchr(t->why, UB_IS_WIDE, n) == NULL &&
		       memchr(t->why, 's', n) == NULL;
	for (size_t i = 0; i < n; i++)
		any |= t->truth[i];
	return any <= 3;
}

static void
fold_truth(const struct ub_term *t, uint32_t *word, size_t stride,
    const uint32_t *cell)
{
	for (size_t i = 0; i < t->pick->n; i++) {
		uint32_t *w = word + cell[i] * stride;

		w[TRUE_AT] += t->truth[i] & 1;
		w[MISSING_AT] += t->truth[i] >> 1;
	}
}

/* What is missing is 0, and added too: nobody can foretell what is. */
static void
fold_sum(const struct ub_term *t, uint32_t *word, size_t stride,
    const uint32_t *cell)
{
	for (size_t i = 0; i < t->pick->n; i++) {
		uint32_t *w = word + cell[i] * stride;
		uint64_t low;

		memcpy(&low, &w[LOW_AT], sizeof(low));
		low += (uint64_t)t->v[i];
		w[LOST_AT] += t->why[i] != 0;
		w[HIGH_AT] += (uint32_t)(low < (uint64_t)t->v[i]) -
			      (uint32_t)(t->v[i] < 0);
		memcpy(&w[LOW_AT], &low, sizeof(low));
	}
}

void
ub_narrow_fold(const struct ub_measure *m, uint32_t *word, size_t stride,
    const uint32_t *cell)
{
	if (m->tx->kind == UB_TERM_NUMBER)
		fold_sum(m->tx, word, stride, cell);
	else
		fold_truth(m->tx, word, stride, cell);
}

void
ub_narrow_read(
    const struct ub_measure *m, const uint32_t *word, union ub_acc *acc)
{
	memset(acc, 0, sizeof(*acc));
	if (m->func == UB_F_COUNT || m->func == UB_F_SHARE) {
		acc->v.miss = word[MISSING_AT];
		acc->v.k = word[TRUE_AT];
	} else if (m->func != UB_F_N) {
		acc->v.miss = word[LOST_AT];
		acc->v.sum.hi = (int32_t)word[HIGH_AT];
		memcpy(&acc->v.sum.lo, &word[LOW_AT], sizeof(acc->v.sum.lo));
	}
}
