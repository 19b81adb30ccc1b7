/*
 * crowd.h - in which cells each person of a table is, a bit for each: where the
 * cells are not many this takes less memory than the pairs of a tally, and all
 * of one person lies side by side.  Of a person it is not known how often he is
 * in a cell, but whether he stands in more than one record.
 */
#ifndef UB_CROWD_H
#define UB_CROWD_H

#include "tally.h"

struct ub_term;

/* Zeroed is empty. */
struct ub_crowd {
	uint64_t *bit;     /* words of each person; owned */
	uint32_t n;        /* persons */
	uint32_t room;     /* for persons */
	uint32_t words;    /* of each */
	uint64_t pairs;    /* bits of cells that are set */
	uint64_t none;     /* records without a person */
	uint64_t repeated; /* persons that stand in more than one record */
	uint64_t *count;   /* of each bit, once they were counted; owned */
	bool full;         /* it takes no more: pairs are the better way */
};

void ub_crowd_free(struct ub_crowd *c);
/* Make room for the persons of t and ncell cells.  False, and full, where that
 * would take more than pairs do. */
bool ub_crowd_fits(struct ub_crowd *c, const struct ub_term *t, size_t ncell);
/* The persons of the picked records of t into their cells, for which there is
 * room. */
void ub_crowd_fold(
    struct ub_crowd *c, const struct ub_term *t, const uint32_t *cell);
/* All that is known, as pairs.  False past UB_TALLY_MAX. */
bool ub_crowd_tally(const struct ub_crowd *c, struct ub_tally *t);

/* The different persons in each of the first n cells. */
void ub_crowd_count(struct ub_crowd *c, size_t n, uint64_t *persons);
/* Add to persons[margin[k]] those in the first n cells k that have the same
 * margin, which is below nmargin, each once. */
void ub_crowd_margin(const struct ub_crowd *c, const uint32_t *margin, size_t n,
    size_t nmargin, uint64_t *persons);
/* Is a person in cells whose code is not the same?  That of cell k is
 * code[k * step]. */
bool ub_crowd_overlaps(
    const struct ub_crowd *c, const uint32_t *code, size_t step);
uint64_t ub_crowd_bytes(const struct ub_crowd *c);

#endif
