/*
 * dice.h - what the made-up sets have in common: numbers that look dealt by
 * chance and are the same on every machine, and persons who do not exist.
 */
#ifndef UB_DICE_H
#define UB_DICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ub_dice {
	uint64_t state; /* the seed, at first */
};

/* A whole number in [from, to]. */
int ub_dice_pick(struct ub_dice *d, int from, int to);
/* Put 0 .. n-1 into idx, in an order of its own. */
void ub_dice_shuffle(struct ub_dice *d, size_t *idx, size_t n);
/* Exactly k of n flags true. */
void ub_dice_deal(struct ub_dice *d, bool *flag, size_t n, size_t k);
/* A birthday for somebody who is that many whole years old on a day. */
int ub_dice_birth(struct ub_dice *d, int day, int years);

enum { UB_PNR_LEN = 13 };
/* ÅÅÅÅMMDD-NNNK and a NUL, of nobody (see synth.h); the number of the person
 * is below 450. */
void ub_dice_pnr(int birth, size_t person, bool man, char dst[UB_PNR_LEN + 1]);

#endif
