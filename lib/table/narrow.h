/*
 * narrow.h - what a cell gathers, in few words of 32 bits: a number of records
 * needs one, a count or a share two, a sum or a mean four.  That is enough for
 * whole batches of up to 2^32 records in all, of values of 64 bits, none of them
 * protected; half a cache line then holds what would be three.
 */
#ifndef UB_NARROW_H
#define UB_NARROW_H

#include "measure.h"

enum { UB_NARROW_MAX = 4 }; /* words of a measure */

/* How many words m takes: 0 for the number of records, which is kept for all;
 * UB_NARROW_MAX + 1 for what gathers more. */
size_t ub_narrow_words(const struct ub_measure *m);
/* Do the values of this batch, which were computed, fit? */
bool ub_narrow_fits(const struct ub_measure *m);
/* Picked record i into the words at word + cell[i] * stride. */
void ub_narrow_fold(const struct ub_measure *m, uint32_t *word, size_t stride,
    const uint32_t *cell);
/* The words of a cell as what they stand for. */
void ub_narrow_read(
    const struct ub_measure *m, const uint32_t *word, union ub_acc *acc);

#endif
