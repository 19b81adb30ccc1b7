/* range.c - see range.h. */
#include "range.h"

static bool
limit(enum ub_type type, const char *s, size_t len, struct ub_i128 *v)
{
	int64_t i;
	int32_t day;

	switch (type) {
	case UB_INT:
		if (!ub_int_parse(s, len, &i))
			return false;
		*v = ub_i128_of(i);
		return true;
	case UB_DATE:
		if (!ub_date_parse(s, len, &day))
			return false;
		*v = ub_i128_of(day);
		return true;
	case UB_DEC:
		return ub_dec_parse(s, len, v);
	default:
		return false;
	}
}

bool
ub_range_parse(struct ub_source_column *c)
{
	const char *dots = strstr(c->range, ".."), *to;

	if (dots == NULL)
		return false;
	to = dots + 2;
	c->has_min = dots > c->range;
	c->has_max = *to != '\0';
	if (!c->has_min && !c->has_max)
		return false;
	if (c->has_min &&
	    !limit(c->type, c->range, (size_t)(dots - c->range), &c->min))
		return false;
	if (c->has_max && !limit(c->type, to, strlen(to), &c->max))
		return false;
	return !c->has_min || !c->has_max || ub_i128_cmp(c->min, c->max) <= 0;
}

bool
ub_range_holds_field(const struct ub_source_column *c, struct ub_slice f)
{
	struct ub_i128 v;

	if (c->range == NULL)
		return true;
	return limit(c->type, f.s, f.len, &v) && ub_range_holds(c, v);
}
