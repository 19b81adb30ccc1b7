/*
 * persons.h - how many persons are behind the figures of a cell.
 */
#ifndef UB_PERSONS_H
#define UB_PERSONS_H

#include "rules.h"

/* One cell of a table. */
struct ub_persons {
	const struct ub_woven *t;
	const struct ub_rules *rules;
	size_t row, part;
	double records; /* -1: not known */
	double persons;
};

/*
 * At least so many are behind q records of the cell: q - (n - p), for nobody
 * has more than n - p + 1 of its n records, of p persons.
 */
double ub_persons_least(const struct ub_persons *at, double q);

/*
 * The same of the numerator of a figure, or of its rest, where the table tells
 * how many there are; -1: it does not.  Records of nobody are not of none.
 */
double ub_persons_told(
    const struct ub_persons *at, const struct ub_figure *f, bool rest);

/* Behind a base of q records: those of either part at least. */
double ub_persons_of_base(
    const struct ub_persons *at, const struct ub_figure *f, double q);

/* --- since.c: persons behind a difference ---------------------------------- */

struct ub_range {
	double low, high;
};

/* Persons behind the figures of tables, by what the figures are called.  Zeroed
 * is empty; end with ub_since_end(). */
struct ub_since {
	const struct ub_rules *rules;
	struct ub_names now; /* of the tables that are protected */
	struct ub_names was; /* of those that published ones were made from, */
			     /* by the value of the figure, too */
	struct ub_names has; /* of those, whatever its value */
	struct ub_range *of_now, *of_was;
};

void ub_since_begin(
    struct ub_since *s, const struct ub_weave *v, const struct ub_rules *rules);
void ub_since_end(struct ub_since *s);

/* A figure of a published table: it was so much, and it is now. */
struct ub_change_of {
	uint32_t cell;
	const struct ub_figure *f;
	char letter; /* k numerator, n base, r what the base has beside k */
	double was, now;
};

/*
 * At least so many persons have records that are new since then, or gone.  Of
 * a difference of d records: at least d - (n - p), of n records of p persons,
 * with those; and where it is known that p' were behind the figure before, at
 * least p - p', who had none.
 */
double ub_since_persons(struct ub_since *s, const struct ub_change_of *c);
/* Was it so in what was published, as far as the tables tell that that was made
 * from? */
bool ub_since_agrees(struct ub_since *s, const struct ub_change_of *c);

#endif
