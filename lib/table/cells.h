/*
 * cells.h - the cells of a table: one for each combination of the keys' values
 * that occurs, with what every measure gathered in it.  Cells are numbered in
 * order of appearance; nothing here depends on that order.
 */
#ifndef UB_CELLS_H
#define UB_CELLS_H

#include "crowd.h"
#include "key.h"
#include "measure.h"
#include "narrow.h"

enum { UB_KEYS_MAX = 16 }; /* keys and the one across */

struct ub_cells {
	/* set by the caller before the first cell; borrowed */
	struct ub_key *key;
	size_t nkey;
	struct ub_measure *measure;
	size_t nmeasure;
	struct ub_tally *person; /* NULL without --person */
	/* where persons lie in these and not in the tally, how many there are of
	 * each of the first nperson cells; owned */
	struct ub_crowd *crowd;
	uint64_t *npers;
	size_t nperson;
	size_t max;                 /* limit of cells */
	const uint64_t *population; /* of each cell, what it is drawn from; 0:
	                             * not known; NULL: of none */
	/* Which margins there are: of keys in may (a bit each), and of a key
	 * with another above it only together with all below; above[j] is the
	 * number of that key + 1, or 0. */
	unsigned may;
	unsigned char above[UB_KEYS_MAX];

	size_t n;
	uint32_t *code; /* nkey of each cell */
	/* While narrow: nword of each cell, records first.  Else: */
	bool narrow;
	uint32_t *word;
	size_t nword;
	uint64_t *nrec; /* records of each cell */
	union ub_acc *acc;
	size_t nacc;         /* of each cell */
	union ub_acc *fresh; /* those of a new cell */
	size_t room;
	struct ub_pairs chain[UB_KEYS_MAX];
};

/* Take in keys and measures: numbers their accumulators.  Cells are narrow if
 * all measures can be. */
void ub_cells_init(struct ub_cells *c);
void ub_cells_free(struct ub_cells *c);
/* From now on they are wide: before anything is gathered that does not fit, or
 * ub_cells_acc() is used. */
void ub_cells_widen(struct ub_cells *c);

/*
 * The cells of nrec records of a batch, given the codes of key j for record r
 * at code[j][r].  UB_EDATA past c->max.
 */
enum ub_status ub_cells_find(struct ub_cells *c, const uint32_t *const *code,
    size_t nrec, uint32_t *cell, struct ub_err *e);

/*
 * Add the cells of the margins: for every cell, and every choice of keys,
 * what it gathered once more under UB_CODE_TOTAL for these keys.  UB_EDATA
 * past c->max, or past the limit of a tally.
 */
enum ub_status ub_cells_margins(struct ub_cells *c, struct ub_err *e);

/* Is there a margin of these keys, a bit each? */
bool ub_cells_has_margin(const struct ub_cells *c, unsigned mask);

/* Of the persons of a crowd, count those of each cell, before the margins. */
void ub_cells_count_persons(struct ub_cells *c);

/* The cell of these codes, one for each key: a new one, of no records, when
 * there is none.  UB_EDATA past c->max. */
enum ub_status ub_cells_add(
    struct ub_cells *c, const uint32_t *code, struct ub_err *e);
/* The next cell, of no records yet, whose codes are those that the records it
 * is of would have.  UB_EDATA past c->max. */
enum ub_status ub_cells_append(
    struct ub_cells *c, const uint32_t *code, struct ub_err *e);
/* After appended cells: now they are found by their codes, too. */
void ub_cells_chain(struct ub_cells *c);
/* A cell of no records, for combinations that did not occur. */
uint32_t ub_cells_empty(struct ub_cells *c);

static inline uint64_t
ub_cells_nrec(const struct ub_cells *c, size_t cell)
{
	return c->narrow ? c->word[cell * c->nword] : c->nrec[cell];
}

/* What m gathered, to look at: in *acc, or where it is. */
static inline const union ub_acc *
ub_cells_get(const struct ub_cells *c, const struct ub_measure *m,
    uint32_t cell, union ub_acc *acc)
{
	if (!c->narrow)
		return c->acc + cell * c->nacc + m->acc;
	ub_narrow_read(m, c->word + cell * c->nword + m->word, acc);
	return acc;
}

/* The same, of cells that are wide, to change. */
static inline union ub_acc *
ub_cells_acc(
    const struct ub_cells *c, const struct ub_measure *m, uint32_t cell)
{
	return c->acc + cell * c->nacc + m->acc;
}

/* Different persons of a cell, when the tally is sorted. */
static inline uint64_t
ub_cells_persons(const struct ub_cells *c, uint32_t cell)
{
	if (c->crowd == NULL)
		return ub_tally_distinct(c->person, cell);
	return cell < c->nperson ? c->npers[cell] : 0;
}

/* Ask for the memory of a cell, which is read or written in a while. */
__attribute__((always_inline)) static inline void
ub_cells_ask(const struct ub_cells *c, uint32_t cell)
{
	const char *p;
	size_t len;

	if (cell >= c->n)
		return;
	if (c->narrow) {
		p = (const char *)(c->word + cell * c->nword);
		len = c->nword * sizeof(*c->word);
	} else {
		p = (const char *)(c->acc + cell * c->nacc);
		len = c->nacc * sizeof(*c->acc);
		__builtin_prefetch(&c->nrec[cell], 1);
	}
	for (size_t i = 0; i < len; i += 64)
		__builtin_prefetch(p + i, 1);
}

#endif
