/*
 * head.h - many things in order by the first 128 bits of each.
 */
#ifndef UB_HEAD_H
#define UB_HEAD_H

#include <stddef.h>
#include <stdint.h>

struct ub_head {
	uint64_t a, b; /* a first */
	uint32_t code; /* whose it is */
};

/* In ascending order; equal ones as they stood. */
void ub_head_sort(struct ub_head *h, size_t n);

#endif
