/* zones.c - see zones.h. */
#include "zones.h"

#include <stdlib.h>

#include "../base/date.h"

struct read {
	struct ub_zones *z;
	const struct ub_instrument *in;
	const struct ub_formula *q;
	int64_t lo, hi; /* what the zones must fill */
	uint64_t line;
	struct ub_err *e;
};

static enum ub_status
fail(const struct read *r, const char *what, struct ub_slice arg)
{
	return ub_fail_at(r->e, UB_EUSAGE, r->in->file, r->line,
	    "zones %s: %s%s%.*s", r->q->name, what, arg.len > 0 ? ": " : "",
	    (int)(arg.len > 64 ? 64 : arg.len), arg.len > 0 ? arg.s : "");
}

static const struct ub_slice nothing;

/* --- words --------------------------------------------------------------- */

/* The text up to c, without blanks at its ends; *s moves past c. */
static struct ub_slice
cut(const char **s, char c)
{
	struct ub_slice w;
	const char *end = strchr(*s, c);

	if (end == NULL)
		end = *s + strlen(*s);
	w.s = *s + strspn(*s, " ");
	*s = *end == '\0' ? end : end + 1;
	if (w.s > end)
		w.s = end;
	while (end > w.s && end[-1] == ' ')
		end--;
	w.len = (size_t)(end - w.s);
	return w;
}

/* A dec as a count of 10^-9 that an int64 holds. */
static bool
narrow(struct ub_i128 d, int64_t *v)
{
	*v = (int64_t)d.lo;
	return d.hi == (*v < 0 ? -1 : 0);
}

static bool
number(const struct read *r, const char *s, size_t len, int64_t *v)
{
	struct ub_i128 d;

	if (r->z->kind == UB_K_INT)
		return ub_int_parse(s, len, v);
	return ub_dec_parse(s, len, &d) && narrow(d, v);
}

/* A number of the kind of the sum, or a parameter. */
static bool
limit(const struct read *r, struct ub_slice w, int64_t *v)
{
	const struct ub_param *p, *end = r->in->param + r->in->nparam;

	if (number(r, w.s, w.len, v))
		return true;
	for (p = r->in->param; p < end; p++)
		if (ub_slice_is(w, p->name) && p->kind != UB_K_TEXT)
			return number(r, p->text, strlen(p->text), v);
	return false;
}

/* "LO..HI", "LO..<HI"; either may be left out. */
static bool
split(struct ub_slice w, struct ub_slice *lo, struct ub_slice *hi, bool *less)
{
	const char *dots = memmem(w.s, w.len, "..", 2);

	if (dots == NULL)
		return false;
	*lo = (struct ub_slice){ w.s, (size_t)(dots - w.s) };
	dots += 2;
	*less = dots < w.s + w.len && *dots == '<';
	dots += *less;
	*hi = (struct ub_slice){ dots, w.len - (size_t)(dots - w.s) };
	return lo->len > 0 || hi->len > 0;
}

/* --- a row --------------------------------------------------------------- */

static bool
is_value(const struct read *r, struct ub_slice code)
{
	for (size_t i = r->q->part.first; i < r->q->part.end; i++) {
		const char *key = r->in->ini.entry[i].key;

		if (strncmp(key, "value ", 6) == 0 &&
		    ub_slice_is(code, key + 6))
			return true;
	}
	return false;
}

static enum ub_status
put_zone(struct read *r, struct ub_slice w)
{
	struct ub_slice code = w, lo, hi;
	struct ub_zones *z = r->z;
	struct ub_zone_row *row = &z->row[z->nrow - 1];
	struct ub_zone x = { .lo = r->lo, .hi = r->hi };
	bool less = false;

	code.len = 0;
	while (code.len < w.len && w.s[code.len] != ' ')
		code.len++;
	w.s += code.len;
	w.len -= code.len;
	while (w.len > 0 && *w.s == ' ') {
		w.s++;
		w.len--;
	}
	if (code.len == 0 || !split(w, &lo, &hi, &less) ||
	    (lo.len > 0 && !limit(r, lo, &x.lo)) ||
	    (hi.len > 0 && !limit(r, hi, &x.hi)) || x.hi == INT64_MIN ||
	    x.hi == INT64_MAX)
		return fail(r, "write CODE LOW..HIGH, CODE LOW..HIGH", code);
	if (!is_value(r, code))
		return fail(r, "no line value says what it means", code);
	if (*code.s == '#' || *code.s == '.' ||
	    memchr(code.s, '\\', code.len) != NULL)
		return fail(r, "a code of other characters", code);
	x.code = code;
	x.hi -= less && hi.len > 0;
	if (x.lo > x.hi)
		return fail(r, "the zone is empty", code);
	if (row->n == 0 && x.lo != r->lo)
		return fail(r,
		    x.lo > r->lo ? "a gap before the first zone"
				 : "the first zone begins below the range",
		    code);
	if (row->n > 0 && x.lo <= z->zone[z->nzone - 1].hi)
		return fail(r, "the zone overlaps the one before", code);
	if (row->n > 0 && x.lo != z->zone[z->nzone - 1].hi + 1)
		return fail(r, "a gap before the zone", code);
	z->zone = ub_xgrow(z->zone, z->nzone, sizeof(*z->zone));
	z->zone[z->nzone++] = x;
	row->n++;
	return UB_OK;
}

static bool
read_days(struct ub_slice w, struct ub_zone_row *row)
{
	struct ub_slice lo, hi;
	bool less;

	return split(w, &lo, &hi, &less) && !less &&
	       (lo.len == 0 || ub_date_parse(lo.s, lo.len, &row->day_lo)) &&
	       (hi.len == 0 || ub_date_parse(hi.s, hi.len, &row->day_hi)) &&
	       row->day_lo <= row->day_hi;
}

static bool
read_ages(struct ub_slice w, struct ub_zone_row *row)
{
	struct ub_slice lo, hi;
	bool less;

	return split(w, &lo, &hi, &less) && !less &&
	       (lo.len == 0 || ub_int_parse(lo.s, lo.len, &row->age_lo)) &&
	       (hi.len == 0 || ub_int_parse(hi.s, hi.len, &row->age_hi)) &&
	       row->age_lo <= row->age_hi && row->age_hi < INT64_MAX;
}

/* "man", "man 66..", "all 18..65 2018-01-01.." */
static enum ub_status
read_key(struct read *r, const char *key, struct ub_zone_row *row)
{
	struct ub_slice sex = cut(&key, ' '), w;

	*row = (struct ub_zone_row){ .sex = sex,
		.age_lo = 0,
		.age_hi = INT64_MAX - 1,
		.day_lo = UB_DATE_MIN,
		.day_hi = UB_DATE_MAX,
		.first = r->z->nzone,
		.line = r->line };
	if (ub_slice_is(sex, "all"))
		row->sex = nothing;
	else if (r->q->sex == NULL)
		return fail(r, "no key sex: a line is for all", sex);
	while (*key != '\0') {
		w = cut(&key, ' ');
		if (w.len == 0)
			continue;
		if (memchr(w.s, '-', w.len) != NULL) {
			if (r->q->date == NULL || !read_days(w, row))
				return fail(r,
				    "days are FIRST..LAST, and a key date "
				    "names the item",
				    w);
			r->z->by_day = true;
		} else {
			if (r->q->age == NULL || !read_ages(w, row))
				return fail(r,
				    "ages are LOWEST..HIGHEST, and a key age "
				    "names the item",
				    w);
			r->z->by_age = true;
		}
	}
	return UB_OK;
}

static enum ub_status
read_row(struct read *r, const struct ub_ini_entry *x)
{
	struct ub_zones *z = r->z;
	const char *s = x->value;
	enum ub_status st;

	r->line = x->line;
	z->row = ub_xgrow(z->row, z->nrow, sizeof(*z->row));
	st = read_key(r, x->key, &z->row[z->nrow]);
	if (st != UB_OK)
		return st;
	z->nrow++;
	do
		st = put_zone(r, cut(&s, ','));
	while (st == UB_OK && *s != '\0');
	if (st != UB_OK)
		return st;
	if (z->zone[z->nzone - 1].hi < r->hi)
		return fail(
		    r, "a gap after the last zone", z->zone[z->nzone - 1].code);
	if (z->zone[z->nzone - 1].hi > r->hi)
		return fail(r, "the last zone ends above the range",
		    z->zone[z->nzone - 1].code);
	return UB_OK;
}

/* --- the table ----------------------------------------------------------- */

static bool
same_sex(struct ub_slice a, struct ub_slice b)
{
	return a.len == b.len && ub_slice_eq(a, b);
}

/* No two lines are for the same person; and none is left between two. */
static enum ub_status
check_rows(struct read *r)
{
	const struct ub_zone_row *row = r->z->row, *a, *b,
				 *end = row + r->z->nrow;
	bool next, last;

	for (a = row; a < end; a++) {
		r->line = a->line;
		next = false;
		last = true;
		for (b = row; b < end; b++) {
			if (a == b || !same_sex(a->sex, b->sex) ||
			    a->day_lo > b->day_hi || b->day_lo > a->day_hi)
				continue;
			if (b > a && a->age_lo <= b->age_hi &&
			    b->age_lo <= a->age_hi) {
				r->line = b->line;
				return fail(
				    r, "two lines are for the same", a->sex);
			}
			next |= b->age_lo == a->age_hi + 1;
			last &= b->age_lo < a->age_lo;
		}
		if (!next && !last)
			return fail(r, "a gap in age after this line", a->sex);
	}
	return UB_OK;
}

static bool
is_row(const char *key)
{
	static const char *const word[] = { "label", "label_en", "of", "sex",
		"age", "date", "range", "missing" };

	for (size_t i = 0; i < sizeof(word) / sizeof(word[0]); i++)
		if (strcmp(key, word[i]) == 0)
			return false;
	return strncmp(key, "value ", 6) != 0 &&
	       strncmp(key, "value_en ", 9) != 0;
}

/* What the zones must fill: the key range, or that of the item. */
static enum ub_status
read_whole(struct read *r, const struct ub_item_range *range)
{
	struct ub_slice lo, hi;
	bool less;

	r->line = r->q->line;
	if (r->q->range != NULL) {
		if (!split(ub_slice_of(r->q->range), &lo, &hi, &less) || less ||
		    !limit(r, lo, &r->lo) || !limit(r, hi, &r->hi) ||
		    r->lo > r->hi)
			return fail(r,
			    "range: write two numbers of the type, LOW..HIGH",
			    nothing);
		return UB_OK;
	}
	if (range == NULL || !range->has)
		return fail(r, "lacks a range, which the zones fill", nothing);
	r->lo = range->lo;
	r->hi = range->hi;
	if (r->z->kind == UB_K_DEC &&
	    (!narrow(range->dlo, &r->lo) || !narrow(range->dhi, &r->hi)))
		return fail(r, "the range is too wide", nothing);
	return UB_OK;
}

enum ub_status
ub_zones_read(struct ub_zones *z, const struct ub_instrument *in,
    const struct ub_formula *q, enum ub_kind kind,
    const struct ub_item_range *range, struct ub_err *e)
{
	struct read r = { .z = z, .in = in, .q = q, .e = e };
	enum ub_status st;

	*z = (struct ub_zones){ .kind = kind };
	st = read_whole(&r, range);
	for (size_t i = q->part.first; i < q->part.end && st == UB_OK; i++)
		if (is_row(in->ini.entry[i].key))
			st = read_row(&r, &in->ini.entry[i]);
	if (st == UB_OK && z->nrow == 0) {
		r.line = q->line;
		st = fail(&r, "has no zones", nothing);
	}
	if (st == UB_OK)
		st = check_rows(&r);
	if (st != UB_OK)
		ub_zones_free(z);
	return st;
}

void
ub_zones_free(struct ub_zones *z)
{
	free(z->zone);
	free(z->row);
	*z = (struct ub_zones){ 0 };
}

const struct ub_zone_row *
ub_zones_row(const struct ub_zones *z, const struct ub_zone_who *who)
{
	const struct ub_zone_row *row = z->row, *end = row + z->nrow;

	if ((z->by_age && who->age->miss != 0) ||
	    (z->by_day && who->day->miss != 0))
		return NULL;
	for (; row < end; row++) {
		if (row->sex.len > 0 &&
		    (who->sex->miss != 0 ||
			!ub_slice_eq(row->sex, who->sex->u.t)))
			continue;
		if (z->by_age && (who->age->u.i < row->age_lo ||
				     who->age->u.i > row->age_hi))
			continue;
		if (!z->by_day || (who->day->u.day >= row->day_lo &&
				      who->day->u.day <= row->day_hi))
			return row;
	}
	return NULL;
}

const struct ub_zone *
ub_zones_find(const struct ub_zones *z, const struct ub_zone_row *row,
    const struct ub_val *sum)
{
	const struct ub_zone *x = z->zone + row->first, *end = x + row->n;
	int64_t v;

	if (z->kind == UB_K_INT)
		v = sum->u.i;
	else if (!narrow(sum->u.d, &v))
		return NULL;
	for (; x < end; x++)
		if (v >= x->lo && v <= x->hi)
			return x;
	return NULL;
}

bool
ub_zones_name(const struct ub_instrument *in, const struct ub_formula *q,
    const char *name)
{
	struct ub_slice lo, hi, w;
	bool less;

	for (size_t i = q->part.first; i < q->part.end; i++) {
		const char *s = in->ini.entry[i].value;

		if (!is_row(in->ini.entry[i].key))
			continue;
		while (*s != '\0') {
			w = cut(&s, ',');
			while (w.len > 0 && *w.s != ' ') {
				w.s++;
				w.len--;
			}
			while (w.len > 0 && *w.s == ' ') {
				w.s++;
				w.len--;
			}
			if (split(w, &lo, &hi, &less) &&
			    (ub_slice_is(lo, name) || ub_slice_is(hi, name)))
				return true;
		}
	}
	return false;
}
