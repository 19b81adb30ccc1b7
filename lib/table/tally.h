/*
 * tally.h - how often each value stands in each cell: what distinct counts,
 * quantiles and persons behind a cell are made of.  Memory grows with the
 * number of different (cell, value) pairs, not with records.
 */
#ifndef UB_TALLY_H
#define UB_TALLY_H

#include <stdbool.h>

#include "../base/num.h"
#include "../stream/type.h"
#include "intern.h"

/* Numbers for pairs of numbers, in order of appearance.  Zeroed is empty. */
struct ub_pairs {
	struct ub_pair_slot *slot; /* owned */
	unsigned bits;
	uint32_t n;
	uint32_t room;  /* for pairs */
	uint64_t *pair; /* first << 32 | second, by number; owned */
	bool tight;     /* as of a struct ub_intern */
	bool wants;
};

uint32_t ub_pairs_add(struct ub_pairs *p, uint32_t first, uint32_t second);
/* The same for n pairs in turn: their numbers take the place of their first. */
void ub_pairs_add_many(
    struct ub_pairs *p, uint32_t *first, const uint32_t *second, size_t n);
/* Ask for the memory of a pair that is added in a while. */
void ub_pairs_ask(const struct ub_pairs *p, uint32_t first, uint32_t second);
void ub_pairs_free(struct ub_pairs *p);

enum { UB_TALLY_MAX = 100 * 1000 * 1000 }; /* pairs of one measure */

struct ub_tally {
	struct ub_intern val;
	struct ub_pairs pairs; /* (cell, value) */
	uint64_t *count;       /* of each pair; owned */
	uint8_t *mark;         /* nmark of each pair, 0 at first; owned */
	size_t nmark;          /* set before the first pair */
	/* made by ub_tally_sort() */
	struct ub_i128 *num; /* the value of each text, in its unit */
	uint32_t *order;     /* pairs by cell, then by value */
	size_t *start;       /* of a cell in order; ncell + 1 entries */
};

/* Count a value (its number in t->val) in a cell.  False when there would be
 * more than UB_TALLY_MAX pairs. */
bool ub_tally_add(
    struct ub_tally *t, uint32_t cell, uint32_t val, uint64_t times);
/* The same, and the number of the pair. */
bool ub_tally_add_pair(struct ub_tally *t, uint32_t cell, uint32_t val,
    uint64_t times, uint32_t *pair);
/*
 * Read the texts as values of type (int, count, dec or date; another type:
 * they are only counted) and put the pairs of the ncell cells in order.
 * False when a text is not of that type.
 */
bool ub_tally_sort(struct ub_tally *t, enum ub_type type, size_t ncell);
/* After the sort: different values in a cell. */
uint64_t ub_tally_distinct(const struct ub_tally *t, uint32_t cell);
/* After the sort: the values of a cell whose mark number n, from 1, has one of
 * these bits. */
uint64_t ub_tally_marked(
    const struct ub_tally *t, uint32_t cell, size_t n, unsigned bits);
/* After the sort: value number k, from 1, of those in a cell. */
struct ub_i128 ub_tally_value(
    const struct ub_tally *t, uint32_t cell, uint64_t k);
/* After the sort by type: the value that stands most often in a cell, of
 * several the first in order; a cell with values. */
struct ub_slice ub_tally_mode(
    const struct ub_tally *t, enum ub_type type, uint32_t cell);
void ub_tally_free(struct ub_tally *t);

/* The value of a canonical text as a number: int, count; dec in 10^-9; date in
 * days.  False when it is none. */
bool ub_number_of(enum ub_type type, struct ub_slice f, struct ub_i128 *v);

#endif
