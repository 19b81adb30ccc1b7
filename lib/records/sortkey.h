/*
 * sortkey.h - fields as bytes that compare as their values do: the order of
 * ubat-sort(1), and what ubat-join --sorted expects.
 */
#ifndef UB_SORTKEY_H
#define UB_SORTKEY_H

#include "../stream/legend.h"

struct ub_sortkey {
	size_t col;
	enum ub_type type;
	bool desc; /* the bytes are meant to be compared in reverse */
};

/*
 * Append the key of field f, which holds no TAB or LF, and neither does the
 * key.  Numbers order as numbers, false before true, all other types by the
 * bytes of the field.  What is missing comes after every
 * value, in both directions: first what is not recorded, then by the letter of
 * its reason.  Never empty.  f is taken as it is: what is no value of its type
 * has some place in the order.
 */
void ub_sortkey_put(
    struct ub_buf *b, const struct ub_sortkey *k, struct ub_slice f);
/* The first byte of the key of a value: for a caller that makes the rest. */
static inline char
ub_sortkey_first(const struct ub_sortkey *k)
{
	return k->desc ? '1' : '0';
}

/*
 * Parse "a,b:desc,c:asc" against l into an array of *n keys, which the caller
 * frees; list NULL: all columns, ascending.  UB_EUSAGE.
 */
enum ub_status ub_sortkey_parse(struct ub_sortkey **kp, size_t *n,
    const struct ub_legend *l, const char *list, struct ub_err *e);

#endif
