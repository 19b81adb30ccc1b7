/* funcdate.c - functions on dates. */
#include "../base/date.h"
#include "node.h"

/* The first argument; false when it is missing (*st UB_OK) or failed. */
static bool
one(struct ub_run *r, struct ub_node *n, struct ub_val *a, struct ub_val *out,
    enum ub_status *st)
{
	*st = ub_eval(r, n->kid[0], a);
	out->miss = *st == UB_OK ? a->miss : 0;
	return *st == UB_OK && a->miss == 0;
}

/* The first two, in the same manner. */
static bool
two(struct ub_run *r, struct ub_node *n, struct ub_val *a, struct ub_val *b,
    struct ub_val *out, enum ub_status *st)
{
	if ((*st = ub_eval(r, n->kid[0], a)) != UB_OK ||
	    (*st = ub_eval(r, n->kid[1], b)) != UB_OK)
		return false;
	out->miss = ub_miss2(a->miss, b->miss);
	return out->miss == 0;
}

static enum ub_status
ev_year(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val v;
	int y, m, d;

	if (one(r, n, &v, out, &st)) {
		ub_date_civil(v.u.day, &y, &m, &d);
		out->u.i = y;
	}
	return st;
}

/* Months of a part of the year: 1, a quarter's 3 or a tertial's 4. */
static enum ub_status
part(struct ub_run *r, struct ub_node *n, int months, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val v;
	int y, m, d;

	if (one(r, n, &v, out, &st)) {
		ub_date_civil(v.u.day, &y, &m, &d);
		out->u.i = (m - 1) / months + 1;
	}
	return st;
}

static enum ub_status
ev_month(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	return part(r, n, 1, out);
}

static enum ub_status
ev_quarter(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	return part(r, n, 3, out);
}

static enum ub_status
ev_tertial(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	return part(r, n, 4, out);
}

static enum ub_status
ev_day(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val v;
	int y, m, d;

	if (one(r, n, &v, out, &st)) {
		ub_date_civil(v.u.day, &y, &m, &d);
		out->u.i = d;
	}
	return st;
}

static enum ub_status
ev_isoweek(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val v;
	int year;

	if (one(r, n, &v, out, &st))
		out->u.i = ub_date_isoweek(v.u.day, &year);
	return st;
}

static enum ub_status
ev_isoyear(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val v;
	int year;

	if (one(r, n, &v, out, &st)) {
		(void)ub_date_isoweek(v.u.day, &year);
		out->u.i = year;
	}
	return st;
}

static enum ub_status
ev_days(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val a, b;

	if (two(r, n, &a, &b, out, &st))
		out->u.i = (int64_t)b.u.day - a.u.day;
	return st;
}

static enum ub_status
ev_months(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val a, b;

	if (two(r, n, &a, &b, out, &st))
		out->u.i = ub_date_months(a.u.day, b.u.day);
	return st;
}

static enum ub_status
ev_age(struct ub_run *r, struct ub_node *n, struct ub_val *out)
{
	enum ub_status st;
	struct ub_val a, b;

	if (!two(r, n, &a, &b, out, &st))
		return st;
	if (b.u.day < a.u.day)
		out->miss = 'u'; /* nobody is younger than 0 */
	else
		out->u.i = ub_date_age(a.u.day, b.u.day);
	return st;
}

const struct ub_func ub_func_date[] = {
	{ "age", "dd", UB_K_INT, NULL, ev_age },
	{ "day", "d", UB_K_INT, NULL, ev_day },
	{ "days", "dd", UB_K_INT, NULL, ev_days },
	{ "isoweek", "d", UB_K_INT, NULL, ev_isoweek },
	{ "isoyear", "d", UB_K_INT, NULL, ev_isoyear },
	{ "month", "d", UB_K_INT, NULL, ev_month },
	{ "months", "dd", UB_K_INT, NULL, ev_months },
	{ "quarter", "d", UB_K_INT, NULL, ev_quarter },
	{ "tertial", "d", UB_K_INT, NULL, ev_tertial },
	{ "year", "d", UB_K_INT, NULL, ev_year },
	{ NULL, NULL, UB_K_BOOL, NULL, NULL },
};
