/* fastcheck.c - see fastcheck.h. */
#include "fastcheck.h"
#include "field.h"
#include "range.h"
#include "translate.h"

/* Eight digits at a time, see digits8(). */
#define ZEROS UINT64_C(0x3030303030303030)
#define ABOVE9 UINT64_C(0x7676767676767676)
#define TOPS UINT64_C(0x8080808080808080)

enum { INT_DIGITS = 8, INT_MOST = 99999999, SMALL_MOST = 99 };

bool
ub_fast_edits(const struct ub_source_column *c)
{
	if (c->nmapped > 0 || c->type == UB_DEC || c->derive != UB_DERIVE_NONE)
		return true;
	return c->type == UB_DATE && !(c->ndate == 1 && c->date[0].iso);
}

/* Days as YYYYMMDD, so that dates compare as they are read. */
static int64_t
ymd(struct ub_i128 day)
{
	int y, m, d;

	ub_date_civil((int32_t)day.lo, &y, &m, &d);
	return (int64_t)y * 10000 + m * 100 + d;
}

static void
set(uint64_t *bits, unsigned key)
{
	bits[key / 64] |= UINT64_C(1) << key % 64;
}

/* Ratings and the like: every text there may be, as check_small() sees it. */
static void
prepare_small(struct ub_fast_column *f, const struct ub_fast_column *before)
{
	int64_t v;

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

void
ub_fast_prepare(struct ub_fast_column *f, const struct ub_fast_column *before)
{
	const struct ub_source_column *c = f->c;

	f->lo = 0;
	f->hi = INT_MOST;
	if (c->type == UB_DATE) {
		if (c->has_min)
			f->lo = ymd(c->min);
		if (c->has_max)
			f->hi = ymd(c->max);
	} else if (c->type == UB_INT) {
		/* within 64 bits: the low word is the number */
		if (c->has_min && (int64_t)c->min.lo > f->lo)
			f->lo = (int64_t)c->min.lo;
		if (c->has_max && (int64_t)c->max.lo < f->hi)
			f->hi = (int64_t)c->max.lo;
		if (f->hi <= SMALL_MOST)
			prepare_small(f, before);
	}
}

/* The bytes at p, the first lowest. */
static inline uint64_t
load64(const char *p)
{
	uint64_t w;

	memcpy(&w, p, sizeof(w));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	w = __builtin_bswap64(w);
#endif
	return w;
}

/* Digits as bytes of value 0 to 9, the first lowest, to a number; *good is
 * cleared when one is no digit. */
static inline uint32_t
digits8(uint64_t t, bool *good)
{
	*good = (((t + ABOVE9) | t) & TOPS) == 0;
	t = t * 10 + (t >> 8);
	t = ((t & UINT64_C(0x000000ff000000ff)) * UINT64_C(0x000f424000000064) +
		((t >> 16) & UINT64_C(0x000000ff000000ff)) *
		    UINT64_C(0x0000271000000001)) >>
	    32;
	return (uint32_t)t;
}

/*
 * The two bytes of a number are its place in a table: those past its end are
 * cut, so that an empty field is place 0.
 */
static void
check_small(const struct ub_fast_column *c, const struct ub_fast_group *g,
    uint8_t *restrict slow)
{
	static const uint32_t keep[4] = { 0, 0xff, 0xffff, 0xffff };
	const uint64_t *const bits = c->small;
	const uint8_t *const done = g->done;
	const char *const base = g->base;
	const uint32_t *sep = g->sep + c->at;
	const size_t n = g->n, nin = g->nin;
	const bool last = c->last, quoted = g->quoted;
	size_t r;

	for (r = 0; r < n; r++, sep += nin) {
		struct ub_slice f = ub_fast_field(base, sep, last, quoted);
		uint32_t key = ((uint32_t)(unsigned char)f.s[1] << 8 |
				   (unsigned char)f.s[0]) &
			       keep[f.len < 3 ? f.len : 3];
		bool good = (f.len < 3) & (bits[key / 64] >> key % 64 & 1);

		slow[r] |= !(good | done[r]);
	}
}

static void
check_int(const struct ub_fast_column *c, const struct ub_fast_group *g,
    uint8_t *restrict slow)
{
	const char *const base = g->base;
	const uint32_t *sep = g->sep + c->at;
	const size_t n = g->n, nin = g->nin;
	const bool last = c->last, quoted = g->quoted;
	const uint8_t *const done = g->done;
	const bool required = c->c->required;
	const int64_t lo = c->lo, hi = c->hi;
	size_t r;

	for (r = 0; r < n; r++, sep += nin) {
		struct ub_slice f = ub_fast_field(base, sep, last, quoted);
		unsigned half;
		uint64_t w;
		int64_t v;
		bool good;

		if (f.len > INT_DIGITS) {
			slow[r] |= !done[r];
			continue;
		}
		/* without a branch on the length, which is not to be
		 * foreseen; a shift by 64 is taken in two halves */
		half = 32 - 4 * (unsigned)f.len;
		w = load64(f.s);
		v = digits8((w ^ ZEROS) << half << half, &good);
		good = good & (v >= lo) & (v <= hi) &
		       ((f.len < 2) | ((char)w != '0'));
		good = f.len == 0 ? !required : good;
		slow[r] |= !(good | done[r]);
	}
}

static void
check_date(const struct ub_fast_column *c, const struct ub_fast_group *g,
    uint8_t *restrict slow)
{
	const char *const base = g->base;
	const uint32_t *sep = g->sep + c->at;
	const size_t n = g->n, nin = g->nin;
	const bool last = c->last, quoted = g->quoted;
	const uint8_t *const done = g->done;
	/* 29 February is left to field.c */
	static const uint8_t mdays[16] = { 0, 31, 28, 31, 30, 31, 30, 31, 31,
		30, 31, 30, 31, 0, 0, 0 };
	const uint64_t dashes = UINT64_C(0x2d00002d00000000);
	const bool required = c->c->required;
	const int64_t lo = c->lo, hi = c->hi;
	size_t r;

	for (r = 0; r < n; r++, sep += nin) {
		struct ub_slice f = ub_fast_field(base, sep, last, quoted);
		uint64_t w, t;
		uint32_t v, md;
		bool good;

		if (f.len != UB_DATE_LEN) {
			good = f.len == 0 && !required;
			slow[r] |= !(good | done[r]);
			continue;
		}
		w = load64(f.s);
		t = (w & 0xffffffff) | (w >> 8 & UINT64_C(0xffff00000000)) |
		    load64(f.s + 8) << 48;
		v = digits8(t ^ ZEROS, &good);
		md = v % 10000;
		good = good & ((w & UINT64_C(0xff0000ff00000000)) == dashes) &
		       (md % 100 - 1 < mdays[md / 100 & 15]) & (md < 1300) &
		       (v >= 10000) & (v >= lo) & (v <= hi);
		slow[r] |= !(good | done[r]);
	}
}

static void
check_bool(const struct ub_fast_column *c, const struct ub_fast_group *g,
    uint8_t *restrict slow)
{
	const char *const base = g->base;
	const uint32_t *sep = g->sep + c->at;
	const size_t n = g->n, nin = g->nin;
	const bool last = c->last, quoted = g->quoted;
	const uint8_t *const done = g->done;
	size_t r;

	for (r = 0; r < n; r++, sep += nin) {
		struct ub_slice f = ub_fast_field(base, sep, last, quoted);
		bool good = f.len == 0 ? !c->c->required
				       : f.len == 1 && (f.s[0] & ~1) == '0';

		slow[r] |= !(good | done[r]);
	}
}

static void
check_required(const struct ub_fast_column *c, const struct ub_fast_group *g,
    uint8_t *restrict slow)
{
	const char *const base = g->base;
	const uint32_t *sep = g->sep + c->at;
	const size_t n = g->n, nin = g->nin;
	const bool last = c->last, quoted = g->quoted;
	size_t r;

	for (r = 0; r < n; r++, sep += nin)
		slow[r] |= ub_fast_field(base, sep, last, quoted).len == 0;
}

/* Digits, perhaps the sign and digits: its length in the stream, or 0. */
static size_t
decimal(const char *s, size_t len, char sign, char *dst)
{
	size_t i = 0, n;

	if (len > 18 || (s[0] == '0' && len > 1 && s[1] != sign))
		return 0;
	for (; i < len && (unsigned char)(s[i] - '0') < 10; i++)
		dst[i] = s[i];
	if (i == len || i == 0)
		return i;
	if (s[i] != sign || i + 1 == len || len - i > 10)
		return 0;
	n = i;
	dst[i++] = '.';
	for (; i < len; i++) {
		if ((unsigned char)(s[i] - '0') >= 10)
			return 0;
		dst[i] = s[i];
		if (s[i] != '0')
			n = i + 1;
	}
	return n;
}

static void
check_dec(const struct ub_fast_column *c, const struct ub_fast_group *g,
    uint8_t *restrict slow)
{
	const char *const base = g->base;
	const uint32_t *sep = g->sep + c->at;
	const size_t n = g->n, nin = g->nin;
	const bool last = c->last, quoted = g->quoted;
	const uint8_t *const done = g->done;
	struct ub_i128 v;
	size_t r, len;

	for (r = 0; r < n; r++, sep += nin) {
		struct ub_slice f = ub_fast_field(base, sep, last, quoted);
		char *dst = c->text + r * UB_FAST_TEXT;

		if (done[r])
			continue;
		c->edit[r] = f;
		if (f.len == 0) {
			slow[r] |= c->c->required;
			continue;
		}
		len = decimal(f.s, f.len, c->c->decimal, dst);
		c->edit[r] = (struct ub_slice){ dst, len };
		slow[r] |= len == 0;
		if (len > 0 && c->c->range != NULL)
			slow[r] |= !ub_dec_parse(dst, len, &v) ||
				   !ub_range_holds(c->c, v);
	}
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
check_dateform(const struct ub_fast_column *c, const struct ub_fast_group *g,
    uint8_t *restrict slow)
{
	const char *const base = g->base;
	const uint32_t *sep = g->sep + c->at;
	const size_t n = g->n, nin = g->nin;
	const bool last = c->last, quoted = g->quoted;
	const uint8_t *const done = g->done;
	int32_t day;
	size_t r;

	for (r = 0; r < n; r++, sep += nin) {
		struct ub_slice f = ub_fast_field(base, sep, last, quoted);
		char *dst = c->text + r * UB_FAST_TEXT;

		if (done[r])
			continue;
		c->edit[r] = f;
		if (f.len == 0) {
			slow[r] |= c->c->required;
			continue;
		}
		if (!any_form(c->c, f, &day) ||
		    !ub_range_holds(c->c, ub_i128_of(day))) {
			slow[r] = 1;
			continue;
		}
		ub_date_print(dst, day);
		c->edit[r] = (struct ub_slice){ dst, UB_DATE_LEN };
	}
}

static void
check_code(const struct ub_fast_column *c, const struct ub_fast_group *g,
    uint8_t *restrict slow)
{
	const char *const base = g->base;
	const uint32_t *sep = g->sep + c->at;
	const size_t n = g->n, nin = g->nin;
	const bool last = c->last, quoted = g->quoted;
	const uint8_t *const done = g->done;
	const struct ub_dict *d = &c->c->code;
	size_t r;

	for (r = 0; r < n; r++, sep += nin) {
		struct ub_slice f = ub_fast_field(base, sep, last, quoted);

		if (f.len > 0 && !done[r])
			slow[r] |= ub_dict_find(d, f.s, f.len) == UB_DICT_NONE;
	}
}

/* A decimal is looked up as it will be written. */
static void
check_edited_code(const struct ub_fast_column *c, const struct ub_fast_group *g,
    uint8_t *restrict slow)
{
	size_t r;

	for (r = 0; r < g->n; r++) {
		struct ub_slice f = c->edit[r];

		if (f.len > 0 && !g->done[r] && !slow[r])
			slow[r] = ub_dict_find(&c->c->code, f.s, f.len) ==
				  UB_DICT_NONE;
	}
}

/* Values the description maps; what it does not map stays as it is. */
static void
map(struct ub_fast_column *c, struct ub_fast_group *g, uint8_t *restrict slow)
{
	const char *const base = g->base;
	const uint32_t *sep = g->sep + c->at;
	const size_t n = g->n, nin = g->nin;
	const bool last = c->last, quoted = g->quoted;
	uint8_t *const done = g->done;
	size_t r;
	uint32_t i;

	for (r = 0; r < n; r++, sep += nin) {
		struct ub_slice f = ub_fast_field(base, sep, last, quoted);

		c->edit[r] = f;
		i = ub_dict_find(&c->c->raw, f.s, f.len);
		done[r] = i != UB_DICT_NONE;
		if (i == UB_DICT_NONE)
			continue;
		c->edit[r] = c->c->mapped[i];
		slow[r] |= c->c->required && ub_missing(c->edit[r]) != 0;
	}
}

/* What is to be trimmed is for field.c. */
static void
check_blanks(const struct ub_fast_column *c, const struct ub_fast_group *g,
    uint8_t *restrict slow)
{
	const char *const base = g->base;
	const uint32_t *sep = g->sep + c->at;
	const size_t n = g->n, nin = g->nin;
	const bool last = c->last, quoted = g->quoted;
	size_t r;

	for (r = 0; r < n; r++, sep += nin) {
		struct ub_slice f = ub_fast_field(base, sep, last, quoted);

		if (f.len > 0)
			slow[r] |= f.s[0] == ' ' || f.s[0] == '\t' ||
				   f.s[f.len - 1] == ' ' ||
				   f.s[f.len - 1] == '\t';
	}
}

/*
 * In quotes: a doubled one, a line end, a delimiter, or what is escaped where a
 * field begins with it is for field.c.
 */
static void
check_quoted(const struct ub_fast_column *c, const struct ub_fast_group *g,
    uint8_t *restrict slow)
{
	const char *const base = g->base;
	const uint32_t *sep = g->sep + c->at;
	const size_t n = g->n, nin = g->nin;
	const bool last = c->last;
	size_t r;

	for (r = 0; r < n; r++, sep += nin) {
		struct ub_slice f = ub_fast_field(base, sep, last, true);

		if (f.len > 0)
			slow[r] |= f.s[0] == '#' || f.s[0] == '.' ||
				   ub_translate_odd(f.s, f.len);
	}
}

/* Could a value that is good hold what check_quoted() looks for? */
static bool
may_hold_quotes(const struct ub_source_column *c)
{
	return c->nmapped > 0 ||
	       !(c->type == UB_INT || c->type == UB_DEC || c->type == UB_BOOL);
}

/* Numbers of persons: field.c reads them, and writes in our place. */
static void
check_person(const struct ub_fast_column *c, const struct ub_fast_group *g,
    uint8_t *restrict slow)
{
	const uint32_t *sep = g->sep + c->at;
	size_t r;

	for (r = 0; r < g->n; r++, sep += g->nin) {
		char *dst = c->text + r * UB_FAST_TEXT;

		if (g->done[r])
			continue;
		if (ub_field_read(c->c,
			ub_fast_field(g->base, sep, c->last, g->quoted), true,
			&dst, &c->edit[r]) != UB_RULE_NONE)
			slow[r] = 1;
	}
}

static void
check_type(const struct ub_fast_column *c, const struct ub_fast_group *g,
    uint8_t *restrict slow)
{
	if (c->c->derive != UB_DERIVE_NONE) {
		check_person(c, g, slow);
		return;
	}
	switch (c->c->type) {
	case UB_INT:
		if (c->small != NULL)
			check_small(c, g, slow);
		else
			check_int(c, g, slow);
		break;
	case UB_DEC:
		check_dec(c, g, slow);
		break;
	case UB_DATE:
		if (c->c->ndate == 1 && c->c->date[0].iso)
			check_date(c, g, slow);
		else
			check_dateform(c, g, slow);
		break;
	case UB_BOOL:
		check_bool(c, g, slow);
		break;
	default:
		if (c->c->required)
			check_required(c, g, slow);
		break;
	}
}

void
ub_fast_column_check(
    struct ub_fast_column *c, struct ub_fast_group *g, uint8_t *restrict slow)
{
	memset(g->done, 0, g->n);
	if (g->quoted && may_hold_quotes(c->c))
		check_quoted(c, g, slow);
	if (c->c->trim)
		check_blanks(c, g, slow);
	if (c->c->nmapped > 0)
		map(c, g, slow);
	check_type(c, g, slow);
	if (c->c->list == NULL)
		return;
	if (c->edit != NULL)
		check_edited_code(c, g, slow);
	else
		check_code(c, g, slow);
}
