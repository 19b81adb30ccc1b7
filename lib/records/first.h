/*
 * first.h - the first record of each key; ubat-filter --first.
 */
#ifndef UB_FIRST_H
#define UB_FIRST_H

#include "../stream/reader.h"
#include "../table/intern.h"

/* Zeroed is empty; end with ub_first_free(). */
struct ub_first {
	size_t *col; /* ncol of them: the key */
	size_t ncol;
	struct ub_intern seen; /* memory: the keys, and 50 to 100 bytes each */
	struct ub_buf key;
	uint64_t repeats; /* records whose key came before */
	uint64_t no_key;  /* records that lack a part of their key: nobody can
	                   * say whose they are */
};

/* "a,b" against the legend.  UB_EUSAGE. */
enum ub_status ub_first_parse(struct ub_first *f, const struct ub_legend *l,
    const char *list, struct ub_err *e);
/*
 * Of the records of b that are 1 in truth (NULL is not allowed) leave those
 * that are the first of their key; the others become 3.  UB_EDATA above
 * 2^31 - 1 keys.
 */
enum ub_status ub_first_batch(struct ub_first *f, const struct ub_batch *b,
    uint8_t *truth, struct ub_err *e);
void ub_first_free(struct ub_first *f);

#endif
