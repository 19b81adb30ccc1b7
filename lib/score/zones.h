/*
 * zones.h - what a sum means, by sex and age on a date: the tables [zones NAME]
 * of ubat-instrument(5).  Private to lib/score.
 *
 * A line of the table is for one sex, or all, and perhaps a span of ages and
 * one of days; its zones follow each other without overlap or gap from the
 * lowest to the highest that can be.
 */
#ifndef UB_ZONES_H
#define UB_ZONES_H

#include "instrument.h"

struct ub_zone {
	struct ub_slice code;
	int64_t lo, hi; /* both included; a dec in 10^-9 */
};

struct ub_zone_row {
	struct ub_slice sex; /* s NULL: all */
	int64_t age_lo, age_hi;
	int32_t day_lo, day_hi;
	size_t first, n; /* its zones */
	uint64_t line;
};

/* Zeroed is empty; end with ub_zones_free(). */
struct ub_zones {
	struct ub_zone *zone;
	size_t nzone;
	struct ub_zone_row *row;
	size_t nrow;
	enum ub_kind kind; /* of the sum: UB_K_INT or UB_K_DEC */
	bool by_age, by_day;
};

/* Who a sum is of; NULL where the table does not ask. */
struct ub_zone_who {
	const struct ub_val *sex, *age, *day;
};

/*
 * Read the table q of in, for a sum of that kind, with the parameters as they
 * are.  range: of an item, where the file gives none; or NULL.  UB_EUSAGE with
 * file and line: zones that overlap, a gap between them, one that is empty or
 * unknown, the same for the spans of age.
 */
enum ub_status ub_zones_read(struct ub_zones *z, const struct ub_instrument *in,
    const struct ub_formula *q, enum ub_kind kind,
    const struct ub_item_range *range, struct ub_err *e);
void ub_zones_free(struct ub_zones *z);

/* The line for who, or NULL where sex or age is unknown or none is for them. */
const struct ub_zone_row *ub_zones_row(
    const struct ub_zones *z, const struct ub_zone_who *who);
/* The zone of sum, which is not missing, in a line; NULL: none. */
const struct ub_zone *ub_zones_find(const struct ub_zones *z,
    const struct ub_zone_row *row, const struct ub_val *sum);

/* Is a parameter of that name among the limits of table q? */
bool ub_zones_name(const struct ub_instrument *in, const struct ub_formula *q,
    const char *name);

#endif
