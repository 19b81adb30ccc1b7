/*
 * fastlay.h - records with quotes laid out as if they had had none: their
 * fields one after another with a TAB between, so that what checks and copies
 * the others does for them too.  Private to fast.c.
 */
#ifndef UB_FASTLAY_H
#define UB_FASTLAY_H

#include "csv.h"

struct ub_fast_lay {
	struct ub_buf text;
	uint32_t *sep; /* owned; sep[0] is that before the first record */
	size_t nsep, cap;
};

/* Forget the records before; room for n of len bytes together, LFs counted,
 * with nin fields each. */
void ub_fast_lay_begin(struct ub_fast_lay *l, size_t n, size_t len, size_t nin);
/* Add a record with nothing special but quotes, of nin fields: sep is its first
 * separator; twice: with doubled ones. */
void ub_fast_lay_add(struct ub_fast_lay *l, const char *base,
    const uint32_t *sep, size_t nin, bool twice);
void ub_fast_lay_free(struct ub_fast_lay *l);

#endif
