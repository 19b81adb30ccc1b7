/*
 * fastrunvec.h - the loop of fastrun.h over vectors: included by each variant
 * (fastrun.c, fastrun_x86.c), private to them.  Before it, UB_RUN_BYTES is the
 * length of a vector and UB_RUN_TARGET the attribute of what uses them.
 *
 * Each byte is seen with the two before it.  A delimiter ends a number that is
 * none, the one or the two of them behind the delimiter before; what is no
 * delimiter must be a digit, and not the third in a row.
 */
#ifndef UB_FASTRUNVEC_H
#define UB_FASTRUNVEC_H

#include "fastrun.h"

#ifndef UB_RUN_BYTES /* to be read alone */
#define UB_RUN_BYTES 16
#define UB_RUN_TARGET
#endif

typedef uint8_t vec __attribute__((vector_size(UB_RUN_BYTES)));
typedef uint64_t words __attribute__((vector_size(UB_RUN_BYTES)));

/* Bytes to keep, then bytes to forget. */
static const uint8_t keep[2 * UB_RUN_BYTES] = { 0xff, 0xff, 0xff, 0xff, 0xff,
	0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
#if UB_RUN_BYTES == 32
	0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
	0xff, 0xff, 0xff, 0xff
#endif
};

struct run {
	vec delim, lo, span; /* good are lo to lo + span */
	vec empty;           /* all ones where a number must be there */
};

/* Load a vector: memcpy() is how unaligned bytes are read. */
#define UB_RUN_LOAD(v, p) memcpy(&(v), (p), sizeof(v))

/* Is every number from s on, to the delimiter at end, good? */
UB_RUN_TARGET static inline bool
run_good(const struct run *x, const char *s, const char *end)
{
	vec a, b, c, is, was, two, value, wrong, bad = { 0 };
	words w;
	uint64_t any = 0;
	size_t i;

	for (;; s += UB_RUN_BYTES) {
		UB_RUN_LOAD(c, s);
		UB_RUN_LOAD(b, s - 1);
		UB_RUN_LOAD(a, s - 2);
		is = (vec)(c == x->delim);
		was = (vec)(b == x->delim);
		two = ~(vec)(a == x->delim); /* unless was */
		a -= '0';
		b -= '0';
		c -= '0';
		/* ten times a */
		value = a + a;
		value = value + value + a;
		value = b + (two & (value + value));
		wrong = (vec)(value - x->lo > x->span) | (two & (vec)(a == 0));
		wrong = (was & x->empty) | (~was & wrong);
		bad = (is & wrong) | (~is & ((vec)(c > 9) | (~was & two)));
		if (end - s < UB_RUN_BYTES)
			break;
		w = (words)bad;
		for (i = 0; i < UB_RUN_BYTES / 8; i++)
			any |= w[i];
	}
	UB_RUN_LOAD(a, keep + UB_RUN_BYTES - 1 - (end - s));
	w = (words)(bad & a);
	for (i = 0; i < UB_RUN_BYTES / 8; i++)
		any |= w[i];
	return any == 0;
}

UB_RUN_TARGET static inline void
run_check(const struct ub_fast_column *c, struct ub_fast_lane *l)
{
	const vec zero = { 0 };
	const struct run x = { .delim = zero + (uint8_t)l->delim,
		.lo = zero + (uint8_t)c->lo,
		.span = zero + (uint8_t)(c->hi - c->lo),
		.empty = zero - (uint8_t)c->c->required };
	const uint32_t *sep = l->sep + c->at;
	size_t r;

	for (r = 0; r < l->n; r++, sep += l->nin)
		l->slow[r] |= !run_good(&x, l->base + (uint32_t)(sep[-1] + 1),
		    l->base + sep[c->run - 1]);
}

#endif
