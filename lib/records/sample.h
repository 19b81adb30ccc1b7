/*
 * sample.h - n records drawn at random from a stream of any length;
 * ubat-filter --sample.
 *
 * Every set of n records is as likely as any other: Algorithm R (A. Waterman;
 * J. S. Vitter, Random Sampling with a Reservoir, ACM TOMS 11(1), 1985).  The
 * numbers come from SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, Fast
 * Splittable Pseudorandom Number Generators, OOPSLA 2014), so the same seed
 * draws the same records on every machine.
 */
#ifndef UB_SAMPLE_H
#define UB_SAMPLE_H

#include "../base/buf.h"

struct ub_sample; /* opaque */

struct ub_sample *ub_sample_new(uint64_t n, uint64_t seed);
/* The next record of the stream; rec is copied if it is drawn. */
void ub_sample_add(struct ub_sample *s, struct ub_slice rec);
/* After the last: how many were drawn, at most n; they are then in the order
 * in which they came. */
size_t ub_sample_end(struct ub_sample *s);
struct ub_slice ub_sample_record(const struct ub_sample *s, size_t i);
void ub_sample_free(struct ub_sample *s); /* NULL is fine */

#endif
