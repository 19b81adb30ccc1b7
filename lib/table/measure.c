/* measure.c - what a measure gathers; measure.h. */
#include "measure.h"

#include <stdlib.h>
#include <string.h>

#include "missed.h"
#include "suffix.h"

void
ub_measure_free(struct ub_measure *m)
{
	free(m->name);
	free(m->what);
	free(m->same);
	free(m->xsrc);
	free(m->ysrc);
	free(m->zsrc);
	free(m->column);
	ub_expr_free(m->x);
	ub_expr_free(m->y);
	ub_expr_free(m->z);
	free(m->result);
	ub_test_pairs_free(m->pairs);
	ub_missed_free(m->missed);
	ub_tally_free(&m->tally);
	memset(m, 0, sizeof(*m));
}

/* Is it a mean with weights?  They are more to keep. */
bool
ub_measure_weighted(const struct ub_measure *m)
{
	return (m->func == UB_F_MEAN || m->func == UB_F_SHARE) && m->y != NULL;
}

bool
ub_measure_by_weight(const struct ub_measure *m)
{
	return m->y != NULL &&
	       (m->func == UB_F_MEDIAN || m->func == UB_F_QUANTILE ||
		   m->func == UB_F_SD || m->func == UB_F_VAR);
}

bool
ub_measure_pairs(const struct ub_measure *m)
{
	return ub_function_pairs(m->func) || ub_measure_by_weight(m);
}

bool
ub_measure_counted(const struct ub_measure *m)
{
	return m->func == UB_F_SHARE && !ub_measure_weighted(m);
}

void
ub_measure_of_all(struct ub_measure *m)
{
	struct ub_buf b = { 0 };

	ub_buf_puts(&b, m->name);
	ub_buf_puts(&b, UB_SUFFIX_ALL);
	m->same = m->name;
	m->name = b.s; /* freed with free() */
	m->all = true;
}

bool
ub_measure_squares(const struct ub_measure *m)
{
	return m->squares ||
	       ((m->func == UB_F_SD || m->func == UB_F_VAR) && m->y == NULL);
}

size_t
ub_measure_nacc(const struct ub_measure *m)
{
	size_t n = ub_function_info(m->func)->nacc;

	if (ub_measure_weighted(m))
		n = 3;
	else if (m->squares)
		n = 2;
	return n + m->excuses;
}

uint64_t
ub_measure_excused(const struct ub_measure *m, const union ub_acc *acc)
{
	return m->excuses ? acc[ub_measure_nacc(m) - 1].v.miss : 0;
}

bool
ub_measure_has_base(const struct ub_measure *m)
{
	return ub_function_info(m->func)->base;
}

bool
ub_measure_tallies(const struct ub_measure *m)
{
	return ub_function_info(m->func)->tally || m->cc != NULL ||
	       ub_measure_by_weight(m);
}

bool
ub_measure_sums(const struct ub_measure *m)
{
	switch (m->func) {
	case UB_F_SUM:
	case UB_F_MEAN:
	case UB_F_RATE:
		return true;
	case UB_F_SD:
	case UB_F_VAR:
		return m->y == NULL;
	default:
		return ub_measure_weighted(m);
	}
}

void
ub_measure_init(const struct ub_measure *m, union ub_acc *acc)
{
	memset(acc, 0, ub_measure_nacc(m) * sizeof(*acc));
	if (m->func == UB_F_MIN) {
		acc->v.sum.hi = INT64_MAX;
		acc->v.sum.lo = UINT64_MAX;
	} else if (m->func == UB_F_MAX) {
		acc->v.sum.hi = INT64_MIN;
	}
}

bool
ub_measure_sooner(const struct ub_measure *m, const union ub_acc *acc,
    int32_t day, uint32_t id)
{
	int32_t than = acc->v.at.day;
	struct ub_slice a, b;

	if (acc->v.at.id1 == 0)
		return true;
	if (day != than)
		return m->func == UB_F_FIRST ? day < than : day > than;
	if (id == acc->v.at.id1 - 1)
		return false;
	a = ub_intern_text(&m->tally.val, id);
	b = ub_intern_text(&m->tally.val, acc->v.at.id1 - 1);
	return ub_slice_cmp(a, b) < 0;
}

bool
ub_measure_merge(
    const struct ub_measure *m, union ub_acc *acc, const union ub_acc *from)
{
	size_t last = ub_measure_nacc(m) - 1;

	acc->v.miss += from->v.miss;
	acc->v.hidden += from->v.hidden;
	if (m->excuses)
		acc[last].v.miss += from[last].v.miss;
	if (ub_measure_weighted(m)) {
		if (m->func == UB_F_SHARE)
			acc->v.k += from->v.k;
		return ub_i256_add(acc[1].sq, from[1].sq, &acc[1].sq) &&
		       ub_i128_add(acc[2].den, from[2].den, &acc[2].den);
	}
	switch (m->func) {
	case UB_F_COUNT:
	case UB_F_SHARE:
		acc->v.k += from->v.k;
		return true;
	case UB_F_MIN:
		if (ub_i128_cmp(from->v.sum, acc->v.sum) < 0)
			acc->v.sum = from->v.sum;
		return true;
	case UB_F_MAX:
		if (ub_i128_cmp(from->v.sum, acc->v.sum) > 0)
			acc->v.sum = from->v.sum;
		return true;
	case UB_F_FIRST:
	case UB_F_LAST:
		if (from->v.at.id1 != 0 &&
		    ub_measure_sooner(
			m, acc, from->v.at.day, from->v.at.id1 - 1))
			acc->v.at = from->v.at;
		return true;
	case UB_F_RATE:
		return ub_i128_add(acc[1].den, from[1].den, &acc[1].den) &&
		       ub_i128_add(acc->v.sum, from->v.sum, &acc->v.sum);
	case UB_F_SUM:
	case UB_F_MEAN:
	case UB_F_SD:
	case UB_F_VAR:
		return (!ub_measure_squares(m) ||
			   ub_i256_add(acc[1].sq, from[1].sq, &acc[1].sq)) &&
		       ub_i128_add(acc->v.sum, from->v.sum, &acc->v.sum);
	default:
		return true;
	}
}
