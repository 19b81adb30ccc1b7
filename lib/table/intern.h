/*
 * intern.h - numbers for texts: the first text added is 0, the next new one 1,
 * and so on.  One probe and no allocation for a text seen before.
 */
#ifndef UB_INTERN_H
#define UB_INTERN_H

#include <stdbool.h>
#include <stdint.h>

#include "../base/mem.h"

struct ub_intern_slot {
	uint32_t tag; /* of its hash */
	uint32_t id1; /* id + 1; 0: free */
};

/* Zeroed is empty; end with ub_intern_free(). */
struct ub_intern {
	struct ub_intern_slot *slot; /* owned */
	unsigned bits;               /* log2 of the slots; 0: none yet */
	uint32_t n;
	size_t even;   /* the length of all texts, as long as they have one: */
	size_t *end;   /* NULL, else text id ends at end[id]; owned */
	uint32_t room; /* for so many ends */
	char *text;    /* all of them; owned */
	size_t cap;
	/* Set by the owner: there is no memory for twice the slots.  More texts
	 * than are good for those there are want them, and are put in as long
	 * as there is a place. */
	bool tight;
	bool wants;
};

/*
 * The number of s.  It is new when it equals what t->n was before.  A text
 * holds no NUL.  Callers have limits far below 2^31 texts.
 */
uint32_t ub_intern_add(struct ub_intern *t, const char *s, size_t len);
/* The same for n texts in turn; among millions of texts much faster, as memory
 * is asked for ahead. */
void ub_intern_add_many(
    struct ub_intern *t, const struct ub_slice *s, size_t n, uint32_t *id);
bool ub_intern_has(const struct ub_intern *t, struct ub_slice s);
/* The text of a number; borrowed until the next add. */
struct ub_slice ub_intern_text(const struct ub_intern *t, uint32_t id);
/*
 * Give back the memory that texts are found by; what they are stays.  It is made
 * again when one more is added, until when ub_intern_has() must not be asked.
 */
void ub_intern_rest(struct ub_intern *t);
/* Ask for what ub_intern_text() reads: twice, a while apart. */
__attribute__((always_inline)) static inline void
ub_intern_ask(const struct ub_intern *t, uint32_t id, bool again)
{
	if (id == 0 || id >= t->n)
		return;
	if (t->end == NULL)
		__builtin_prefetch(t->text + id * t->even);
	else if (again)
		__builtin_prefetch(t->text + t->end[id - 1]);
	else
		__builtin_prefetch(&t->end[id - 1]);
}
/* The first n texts with the same numbers; to was empty. */
void ub_intern_copy(
    struct ub_intern *to, const struct ub_intern *from, uint32_t n);
void ub_intern_free(struct ub_intern *t);

#endif
