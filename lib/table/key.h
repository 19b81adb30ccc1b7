/*
 * key.h - what records are grouped by: columns, or expressions with a name.
 * The values of a key get numbers in order of appearance ("codes"), and an
 * order of rows once all are there.
 */
#ifndef UB_KEY_H
#define UB_KEY_H

#include "../expr/expr.h"
#include "intern.h"

#define UB_CODE_TOTAL UINT32_MAX /* the code of "all values" */

struct ub_key {
	char *name; /* owned */
	enum ub_type type;
	size_t col;         /* of a bare column, else UB_NOCOL */
	const char *column; /* its name in the legend; NULL */
	struct ub_expr *x;  /* for what is no bare column; owned */
	struct ub_intern val;
	uint32_t *order; /* its codes as rows have them; owned */
	uint32_t norder; /* how many it was of */
	uint32_t *rank;  /* of a code among them, once asked for; owned */
	struct ub_buf tmp;
};

/*
 * Parse one key, src[at]: a column's name or "name = expr".  UB_EUSAGE with a
 * caret.  On failure *k is zeroed.
 */
enum ub_status ub_key_parse(struct ub_key *k, const struct ub_scope *scope,
    const char *src, struct ub_err *e);
void ub_key_free(struct ub_key *k);

/*
 * The codes of n records of a batch, whose numbers are in rec; NULL: those it
 * begins with.  UB_EDATA for a
 * field that is not of its type, or holds .t, which would be taken for a
 * total.
 */
enum ub_status ub_key_codes(struct ub_key *k, const struct ub_batch *b,
    const uint32_t *rec, size_t n, uint32_t *code, struct ub_err *e);
/* Another table's first n values of the same key, and their order, if it is of
 * these. */
void ub_key_copy(struct ub_key *k, const struct ub_key *from, uint32_t n);

/*
 * Fill k->order, unless it is there: values by type (numbers and dates by value,
 * all else by bytes), then missing ones, not recorded first and then by reason.
 */
void ub_key_order(struct ub_key *k);
/* Then k->rank, unless it is there. */
void ub_key_ranks(struct ub_key *k);
static inline uint32_t
ub_key_rank(const struct ub_key *k, uint32_t code)
{
	return code == UB_CODE_TOTAL ? UINT32_MAX : k->rank[code];
}
/* The field of a code: ".t" for UB_CODE_TOTAL. */
struct ub_slice ub_key_field(const struct ub_key *k, uint32_t code);

/*
 * Split a list at its commas outside parentheses and quotes: the next piece
 * of src from *at on, blanks cut, as a copy to be freed; NULL after the last.
 * *at starts at 0.
 */
char *ub_list_next(const char *src, size_t *at);

#endif
