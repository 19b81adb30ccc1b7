/* persons.c - see persons.h. */
#include "persons.h"

double
ub_persons_least(const struct ub_persons *at, double q)
{
	double p;

	if (at->rules->records_are_persons || q <= 0)
		return q;
	if (at->rules->numerators_are_persons)
		p = q < at->persons ? q : at->persons;
	else
		p = q - (at->records - at->persons);
	return p < 1 ? 1 : p;
}

double
ub_persons_told(
    const struct ub_persons *at, const struct ub_figure *f, bool rest)
{
	int64_t v;

	if (at->rules->records_are_persons || f->pers[rest] == UB_NOCOL ||
	    !ub_published_count(&at->t->t, at->row, f->pers[rest], &v))
		return -1;
	return v < 1 ? 1 : (double)v;
}

double
ub_persons_of_base(
    const struct ub_persons *at, const struct ub_figure *f, double q)
{
	double p = q <= 0 ? q : ub_persons_least(at, q), part;

	for (int rest = 0; q > 0 && rest < 2; rest++) {
		part = ub_persons_told(at, f, rest);
		p = part > p ? part : p;
	}
	return p;
}
