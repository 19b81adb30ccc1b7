/*
 * values.h - the different values of one column: how often each came, and
 * whether enough persons have it to be shown.
 *
 * Values are told apart by a 64-bit hash: among ten million different ones the
 * chance that two are taken for one is 3 in a million.  All columns draw on
 * one budget of memory; a column for which it does not suffice says so and
 * forgets.
 */
#ifndef UB_VALUES_H
#define UB_VALUES_H

#include "../stream/type.h"

enum { UB_VALUES_TEXT_MAX = 64 }; /* bytes of a value that are kept */

struct ub_value {
	uint64_t hash, n;
	size_t at;       /* of its bytes in ub_values.text */
	uint16_t len;    /* of them; a longer value's first */
	bool cut;        /* there were more */
	uint8_t nperson; /* different persons seen; enough stands for more */
};

/* Zeroed but for keep and enough; end with ub_values_free(). */
struct ub_values {
	bool keep;      /* the bytes too, not the count alone */
	uint8_t enough; /* persons that make a value shown; 0: records do */
	bool over;      /* the budget did not suffice; v is empty then */
	struct ub_value *v;
	size_t n, cap;
	uint32_t *slot; /* index + 1 by hash */
	size_t nslot;
	uint64_t *person; /* enough hashes for each value */
	struct ub_buf text;
};

/*
 * Count one value, of the person with that hash (0: nobody is named).  *budget
 * is what memory is left, in bytes.
 */
void ub_values_add(struct ub_values *s, struct ub_slice value, uint64_t person,
    size_t *budget);
/* Do at least min persons (without persons: records) have one of these n
 * values? */
bool ub_values_enough(const struct ub_values *s,
    const struct ub_value *const *v, size_t n, uint64_t min);
void ub_values_free(struct ub_values *s);

#endif
