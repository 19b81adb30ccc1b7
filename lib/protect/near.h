/*
 * near.h - among which variables a movement is looked for; move.h.
 *
 * A movement must balance every sum it touches, so neither the nearest
 * variables will do nor whole sums, that each bring others: wanted is a set
 * that closes, like the corners of a box in a table of many keys.  So always
 * that variable is taken next which brings the fewest new sums, and of those
 * what costs least.
 */
#ifndef UB_NEAR_H
#define UB_NEAR_H

#include "web.h"

struct ub_near; /* a variable that could be next */

/* What a search keeps between calls. */
struct ub_search {
	uint32_t *place;    /* of a variable among those looked at, + 1 */
	uint32_t *seen;     /* equations: number of the search that took them */
	uint32_t *open;     /* of a variable: its equations not taken */
	uint32_t *round_of; /* of a variable: the search open[] is of */
	uint32_t round;
	uint32_t *var; /* looked at; n of them */
	size_t n;
	uint32_t *eq; /* taken with them: neq of them, and the place of each
	               * among them */
	size_t neq;
	uint32_t *row;
	uint32_t *slack; /* of each taken: a variable of it alone, that may
	                  * move, costs nothing and so is not looked at */
	struct ub_near *heap;
	size_t nheap;
};

void ub_search_init(struct ub_search *s, const struct ub_web *w);
void ub_search_free(struct ub_search *s);

/* What may be in a movement. */
struct ub_near_ask {
	const uint32_t *still; /* n of them may not */
	size_t n;
	bool hidden_only;
};

/* Look around variable v for about limit others, v first; s->var and
 * s->place. */
void ub_near_find(struct ub_search *s, const struct ub_web *w,
    const struct ub_near_ask *ask, uint32_t v, size_t limit);
/* Take variable v as well, and then about `more` others, nearest first.
 * False: it was taken before. */
bool ub_near_take(struct ub_search *s, const struct ub_web *w,
    const struct ub_near_ask *ask, uint32_t v);
void ub_near_grow(struct ub_search *s, const struct ub_web *w,
    const struct ub_near_ask *ask, size_t more);
/* May v be in a movement? */
bool ub_near_may(
    const struct ub_web *w, const struct ub_near_ask *ask, uint32_t v);
void ub_near_forget(struct ub_search *s);

#endif
