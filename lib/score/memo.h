/*
 * memo.h - what a formula makes of a few small whole numbers, remembered: the
 * answers of an interview are few, and come again.  Private to lib/score.
 */
#ifndef UB_MEMO_H
#define UB_MEMO_H

#include "instrument.h"

/* Zeroed remembers nothing; end with ub_memo_free(). */
struct ub_memo {
	size_t *var;  /* the items it depends on */
	int64_t *low; /* the lowest value of each */
	size_t *size; /* how many different things each can be */
	size_t n;     /* 0: nothing is remembered */
	struct ub_val *val;
	uint8_t *known;      /* of each: 0, or UB_MEMO_ bits */
	struct ub_pool text; /* of values that are texts */
};

enum { UB_MEMO_KNOWN = 1, UB_MEMO_NOZONE = 2 };

/* One more item, of lo .. hi.  False when it would be too much: the memo is
 * then to be freed. */
bool ub_memo_add(struct ub_memo *m, size_t var, int64_t lo, int64_t hi);
void ub_memo_begin(struct ub_memo *m); /* after the last item */
void ub_memo_free(struct ub_memo *m);

/* Where the values of the items stand. */
size_t ub_memo_key(const struct ub_memo *m, const struct ub_val *val);
/* Remember v there. */
void ub_memo_put(struct ub_memo *m, size_t key, enum ub_kind kind,
    const struct ub_val *v, uint8_t how);

#endif
