/* fastcheck.c - see fastcheck.h: what kind a column is, and the kinds without
 * numbers. */
#include <stdlib.h>

#include "blank.h"
#include "fastnum.h"
#include "fastrun.h"
#include "field.h"
#include "range.h"

enum { SMALL_MOST = 99 };

static bool
only_pseudonym(const struct ub_source_column *c)
{
	return c->derive == UB_DERIVE_PSEUDONYM && c->of->key != NULL &&
	       c->nreserve == 0 && c->nmapped == 0 && !c->trim &&
	       c->list == NULL && c->range == NULL;
}

/*
 * A column is only of another kind than UB_FAST_ANY while its description asks
 * for nothing that the checks below do not know.
 */
static enum ub_fast_kind
kind_of(const struct ub_source_column *c)
{
	if (c->slow || c->group != 0 || c->percent)
		return UB_FAST_ANY;
	if (c->derive != UB_DERIVE_NONE)
		return only_pseudonym(c) ? UB_FAST_PERSON : UB_FAST_ANY;
	switch (c->type) {
	case UB_TEXT:
	case UB_CODE:
	case UB_ID:
		return UB_FAST_PLAIN;
	case UB_INT:
		return UB_FAST_INT;
	case UB_DEC:
		return UB_FAST_DEC;
	case UB_DATE:
		return c->ndate == 1 && c->date[0].iso ? UB_FAST_ISO
						       : UB_FAST_FORM;
	case UB_BOOL:
		return UB_FAST_BOOL;
	default:
		return UB_FAST_ANY;
	}
}

static void
set(uint64_t *bits, unsigned key)
{
	bits[key / 64] |= UINT64_C(1) << key % 64;
}

/* Ratings and the like: every text there may be, as ub_fast_check_small() sees
 * it. */
static void
init_small(struct ub_fast_column *f, struct ub_fast_column *before)
{
	uint64_t v;

	f->kind = UB_FAST_SMALL;
	if (before != NULL && before->small != NULL && before->lo == f->lo &&
	    before->hi == f->hi && before->c->required == f->c->required) {
		f->small = before->small;
		f->shared = true;
		return;
	}
	f->small = ub_xcalloc(65536 / 64, sizeof(*f->small));
	if (!f->c->required)
		set(f->small, 0);
	for (v = f->lo; v <= f->hi; v++) {
		unsigned tens = '0' + (unsigned)v / 10;
		unsigned ones = '0' + (unsigned)v % 10;

		set(f->small, v < 10 ? ones : ones << 8 | tens);
	}
}

static void
init_int(struct ub_fast_column *f, struct ub_fast_column *before)
{
	const struct ub_source_column *c = f->c;
	/* within 64 bits: the low word is the number */
	int64_t lo = c->has_min ? (int64_t)c->min.lo : 0;
	int64_t hi = c->has_max ? (int64_t)c->max.lo : UB_FAST_MOST;

	if (lo < 0)
		lo = 0;
	if (hi > UB_FAST_MOST)
		hi = UB_FAST_MOST;
	if (lo > hi) { /* all that is good is for field.c */
		f->kind = UB_FAST_ANY;
		return;
	}
	f->lo = (uint64_t)lo;
	f->hi = (uint64_t)hi;
	if (hi <= SMALL_MOST) {
		init_small(f, before);
		return;
	}
	f->lo = ub_fast_order(f->lo);
	f->hi = ub_fast_order(f->hi);
}

/* Days as they are read, YYYYMMDD. */
static uint64_t
ymd(struct ub_i128 day)
{
	int y, m, d;

	ub_date_civil((int32_t)day.lo, &y, &m, &d);
	return ub_fast_order((uint64_t)(y * 10000 + m * 100 + d));
}

static void
init_iso(struct ub_fast_column *f)
{
	const struct ub_source_column *c = f->c;

	/* there is no year 0 */
	f->lo = c->has_min ? ymd(c->min) : ub_fast_order(10101);
	f->hi = c->has_max ? ymd(c->max) : ub_fast_order(UB_FAST_MOST);
}

void
ub_fast_column_init(struct ub_fast_column *f, struct ub_fast_column *before)
{
	const struct ub_source_column *c = f->c;

	f->run = 1;
	f->kind = kind_of(c);
	if (f->kind == UB_FAST_INT)
		init_int(f, before);
	else if (f->kind == UB_FAST_ISO)
		init_iso(f);
	if (f->kind == UB_FAST_DEC || f->kind == UB_FAST_FORM ||
	    f->kind == UB_FAST_PERSON)
		f->text = ub_xcalloc(2 * UB_FAST_GROUP, UB_FAST_TEXT);
	if (c->nmapped > 0 || f->text != NULL || f->kind == UB_FAST_ANY)
		f->edit = ub_xcalloc(2 * UB_FAST_GROUP, sizeof(*f->edit));
}

void
ub_fast_column_clear(struct ub_fast_column *f)
{
	if (!f->shared)
		free(f->small);
	free(f->edit);
	free(f->text);
	ub_buf_free(&f->any[0]);
	ub_buf_free(&f->any[1]);
}

bool
ub_fast_column_joins(
    const struct ub_fast_column *f, const struct ub_fast_column *next)
{
	return f->kind == UB_FAST_SMALL && next->kind == UB_FAST_SMALL &&
	       f->small == next->small && f->edit == NULL &&
	       next->edit == NULL && !f->c->trim && !next->c->trim &&
	       f->c->list == NULL && next->c->list == NULL &&
	       next->at == f->at + 1 && f->at >= 2 && !next->last;
}

static void
check_bool(
    const struct ub_fast_column *c, struct ub_fast_lane *l, const uint8_t *done)
{
	const uint32_t *sep = l->sep + c->at;
	size_t r;

	for (r = 0; r < l->n; r++, sep += l->nin) {
		struct ub_slice f = ub_fast_field(l->base, sep, c->last);
		bool good = f.len == 0 ? !c->c->required
				       : f.len == 1 && (f.s[0] & ~1) == '0';

		l->slow[r] |= !(good | done[r]);
	}
}

static void
check_required(const struct ub_fast_column *c, struct ub_fast_lane *l)
{
	const uint32_t *sep = l->sep + c->at;
	size_t r;

	for (r = 0; r < l->n; r++, sep += l->nin)
		l->slow[r] |= ub_fast_field(l->base, sep, c->last).len == 0;
}

static bool
any_form(const struct ub_source_column *c, struct ub_slice f, int32_t *day)
{
	size_t i;

	for (i = 0; i < c->ndate; i++)
		if (ub_dateform_read(&c->date[i], f.s, f.len, day))
			return true;
	return false;
}

static void
check_form(
    const struct ub_fast_column *c, struct ub_fast_lane *l, const uint8_t *done)
{
	const uint32_t *sep = l->sep + c->at;
	struct ub_slice *edit = ub_fast_edits(c, l);
	char *dst = ub_fast_texts(c, l);
	int32_t day;
	size_t r;

	for (r = 0; r < l->n; r++, sep += l->nin, dst += UB_FAST_TEXT) {
		struct ub_slice f = ub_fast_field(l->base, sep, c->last);

		if (done[r])
			continue;
		edit[r] = f;
		if (f.len == 0) {
			l->slow[r] |= c->c->required;
			continue;
		}
		if (!any_form(c->c, f, &day) ||
		    !ub_range_holds(c->c, ub_i128_of(day))) {
			l->slow[r] = 1;
			continue;
		}
		ub_date_print(dst, day);
		edit[r] = (struct ub_slice){ dst, UB_DATE_LEN };
	}
}

/* What is edited is looked up as it will be written. */
static void
check_code(
    const struct ub_fast_column *c, struct ub_fast_lane *l, const uint8_t *done)
{
	const struct ub_slice *edit =
	    c->edit == NULL ? NULL : ub_fast_edits(c, l);
	const uint32_t *sep = l->sep + c->at;
	const struct ub_dict *d = &c->c->code;
	size_t r;

	for (r = 0; r < l->n; r++, sep += l->nin) {
		struct ub_slice f = edit != NULL
					? edit[r]
					: ub_fast_field(l->base, sep, c->last);

		if (f.len > 0 && !done[r] && !l->slow[r])
			l->slow[r] =
			    ub_dict_find(d, f.s, f.len) == UB_DICT_NONE;
	}
}

/* Values the description maps; what it does not map stays as it is. */
static void
map(const struct ub_fast_column *c, struct ub_fast_lane *l)
{
	const uint32_t *sep = l->sep + c->at;
	struct ub_slice *edit = ub_fast_edits(c, l);
	size_t r;
	uint32_t i;

	for (r = 0; r < l->n; r++, sep += l->nin) {
		struct ub_slice f = ub_fast_field(l->base, sep, c->last);

		edit[r] = f;
		i = ub_dict_find(&c->c->raw, f.s, f.len);
		l->done[r] = i != UB_DICT_NONE;
		if (i == UB_DICT_NONE)
			continue;
		edit[r] = c->c->mapped[i];
		l->slow[r] |= c->c->required && ub_missing(edit[r]) != 0;
	}
}

/* What is to be trimmed is for field.c. */
static void
check_blanks(const struct ub_fast_column *c, struct ub_fast_lane *l)
{
	const uint32_t *sep = l->sep + c->at;
	size_t r;

	for (r = 0; r < l->n; r++, sep += l->nin) {
		struct ub_slice f = ub_fast_field(l->base, sep, c->last);

		l->slow[r] |= ub_blank_front(f.s, f.len) > 0 ||
			      ub_blank_back(f.s, f.len) > 0;
	}
}

static void
check_any(struct ub_fast_column *c, struct ub_fast_lane *l)
{
	struct ub_slice *edit = ub_fast_edits(c, l);
	const uint32_t *sep = l->sep + c->at;
	struct ub_buf *b = &c->any[l->number];
	size_t r, room = 0;
	char *dst;

	for (r = 0; r < l->n; r++, sep += l->nin)
		room += ub_field_room(sep[0] - sep[-1]);
	ub_buf_clear(b);
	ub_buf_reserve(b, room);
	dst = b->s;
	sep = l->sep + c->at;
	for (r = 0; r < l->n; r++, sep += l->nin)
		if (!l->slow[r])
			l->slow[r] = ub_field_read(c->c,
					 ub_fast_field(l->base, sep, c->last),
					 true, &dst, &edit[r]) != UB_RULE_NONE;
}

static void
check_kind(
    const struct ub_fast_column *c, struct ub_fast_lane *l, const uint8_t *done)
{
	switch (c->kind) {
	case UB_FAST_SMALL:
		ub_fast_check_small(c, l, done);
		break;
	case UB_FAST_INT:
		ub_fast_check_int(c, l, done);
		break;
	case UB_FAST_DEC:
		ub_fast_check_dec(c, l, done);
		break;
	case UB_FAST_ISO:
		ub_fast_check_iso(c, l, done);
		break;
	case UB_FAST_FORM:
		check_form(c, l, done);
		break;
	case UB_FAST_BOOL:
		check_bool(c, l, done);
		break;
	case UB_FAST_PERSON:
		ub_fast_check_person(c, l);
		break;
	case UB_FAST_PLAIN:
	case UB_FAST_ANY:
		if (c->c->required)
			check_required(c, l);
		break;
	}
}

void
ub_fast_column_check(
    struct ub_fast_column *c, struct ub_fast_lane *l, enum ub_simd level)
{
	static const uint8_t none[UB_FAST_GROUP];
	const uint8_t *done = none;

	if (c->run == 0)
		return;
	if (c->kind == UB_FAST_ANY) {
		check_any(c, l);
		return;
	}
	if (c->run > 1) {
		ub_fast_check_run(c, l, level);
		return;
	}
	if (c->c->trim)
		check_blanks(c, l);
	if (c->c->nmapped > 0) {
		map(c, l);
		done = l->done;
	}
	check_kind(c, l, done);
	if (c->c->list != NULL)
		check_code(c, l, done);
}
