/* fastnum.c - see fastnum.h. */
#include "fastnum.h"
#include "range.h"

/*
 * The two bytes of a number are its place in a table: those past its end are
 * cut, so that an empty field is place 0.
 */
void
ub_fast_check_small(
    const struct ub_fast_column *c, struct ub_fast_lane *l, const uint8_t *done)
{
	static const uint32_t keep[4] = { 0, 0xff, 0xffff, 0xffff };
	const uint64_t *const bits = c->small;
	const char *const base = l->base;
	const uint32_t *sep = l->sep + c->at;
	const size_t n = l->n, nin = l->nin;
	const bool last = c->last;
	size_t r;

	for (r = 0; r < n; r++, sep += nin) {
		struct ub_slice f = ub_fast_field(base, sep, last);
		uint32_t key = ((uint32_t)(unsigned char)f.s[1] << 8 |
				   (unsigned char)f.s[0]) &
			       keep[f.len < 3 ? f.len : 3];
		bool good = (f.len < 3) & (bits[key / 64] >> key % 64 & 1);

		l->slow[r] |= !(good | done[r]);
	}
}

void
ub_fast_check_int(
    const struct ub_fast_column *c, struct ub_fast_lane *l, const uint8_t *done)
{
	const char *const base = l->base;
	const uint32_t *sep = l->sep + c->at;
	const size_t n = l->n, nin = l->nin;
	const bool last = c->last, optional = !c->c->required;
	const uint64_t lo = c->lo, hi = c->hi;
	size_t r;

	for (r = 0; r < n; r++, sep += nin) {
		struct ub_slice f = ub_fast_field(base, sep, last);
		size_t len = f.len < UB_FAST_DIGITS ? f.len : UB_FAST_DIGITS;
		/* a shift by 64 is taken in two halves */
		unsigned half = 32 - 4 * (unsigned)len;
		uint64_t w = ub_fast_load(f.s);
		uint64_t x = (w ^ UB_FAST_ZEROS) << half << half;
		uint64_t v = __builtin_bswap64(x);
		bool good = ub_fast_digits(x) & (v >= lo) & (v <= hi) &
			    ((len < 2) | ((char)w != '0')) & (len == f.len);

		good = f.len == 0 ? optional : good;
		l->slow[r] |= !(good | done[r]);
	}
}

/* Days of each month, month and days as two digits of four bits; 29 February
 * is left to field.c. */
static const uint8_t mdays[256] = { [0x01] = 0x31,
	[0x02] = 0x28,
	[0x03] = 0x31,
	[0x04] = 0x30,
	[0x05] = 0x31,
	[0x06] = 0x30,
	[0x07] = 0x31,
	[0x08] = 0x31,
	[0x09] = 0x30,
	[0x10] = 0x31,
	[0x11] = 0x30,
	[0x12] = 0x31 };

void
ub_fast_check_iso(
    const struct ub_fast_column *c, struct ub_fast_lane *l, const uint8_t *done)
{
	const uint64_t dashes = UINT64_C(0x2d00002d00000000);
	const char *const base = l->base;
	const uint32_t *sep = l->sep + c->at;
	const size_t n = l->n, nin = l->nin;
	const bool last = c->last, optional = !c->c->required;
	const uint64_t lo = c->lo, hi = c->hi;
	size_t r;

	for (r = 0; r < n; r++, sep += nin) {
		struct ub_slice f = ub_fast_field(base, sep, last);
		uint64_t a = ub_fast_load(f.s), b = ub_fast_load(f.s + 2);
		uint64_t x = ((a & UINT64_C(0x00000000ffffffff)) |
				 (a >> 8 & UINT64_C(0x0000ffff00000000)) |
				 (b & UINT64_C(0xffff000000000000))) ^
			     UB_FAST_ZEROS;
		uint64_t v = __builtin_bswap64(x);
		uint32_t md = ((uint32_t)v | (uint32_t)v >> 4) & 0xff00ff;
		bool good = ub_fast_digits(x) & (v >= lo) & (v <= hi) &
			    ((a & UINT64_C(0xff0000ff00000000)) == dashes) &
			    ((md & 0xff) - 1 < mdays[md >> 16]) &
			    (f.len == UB_DATE_LEN);

		/* one date in ten may be open: no branch on that */
		good |= (f.len == 0) & optional;
		l->slow[r] |= !(good | done[r]);
	}
}

/*
 * A decimal of at most sixteen bytes, with at most seven places after the
 * sign, as it is in the stream: its length at dst, or 0.  Its last eight bytes
 * are looked at together, the last of all highest, and those before them.
 */
static inline size_t
decimal(const char *s, size_t len, char sign, char *dst)
{
	const uint64_t signs =
	    UINT64_C(0x0101010101010101) * (unsigned char)(sign ^ '0');
	size_t more = len > UB_FAST_DIGITS ? len - UB_FAST_DIGITS : 0;
	unsigned half = 32 - 4 * (unsigned)(len - more), at;
	uint64_t x, head, hit;
	size_t places = 0, whole = len, zeros;

	if (len > 2 * UB_FAST_DIGITS)
		return 0;
	memcpy(dst, s, 2 * UB_FAST_DIGITS);
	x = (ub_fast_load(s + more) ^ UB_FAST_ZEROS) << half << half;
	/* the lowest byte that is the sign; a second one is no digit */
	hit = x ^ signs;
	hit = (hit - UINT64_C(0x0101010101010101)) & ~hit & UB_FAST_TOPS;
	if (hit != 0) {
		at = (unsigned)__builtin_ctzll(hit) & ~7u;
		x &= ~(UINT64_C(0xff) << at);
		places = 7 - at / 8;
		whole = len - 1 - places;
		dst[whole] = '.';
	}
	half = 32 - 4 * (unsigned)more;
	head = (ub_fast_load(s) ^ UB_FAST_ZEROS) << half << half;
	if (!ub_fast_digits(x) || !ub_fast_digits(head) || whole == 0 ||
	    (s[0] == '0' && whole > 1) || (hit != 0 && places == 0))
		return 0;
	zeros = x == 0 ? places : (unsigned)__builtin_clzll(x) / 8;
	if (zeros >= places)
		return whole;
	return len - zeros;
}

void
ub_fast_check_dec(
    const struct ub_fast_column *c, struct ub_fast_lane *l, const uint8_t *done)
{
	const char *const base = l->base;
	const uint32_t *sep = l->sep + c->at;
	const size_t n = l->n, nin = l->nin;
	const bool last = c->last, ranged = c->c->range != NULL;
	const bool required = c->c->required;
	const char sign = c->c->decimal;
	struct ub_slice *edit = ub_fast_edits(c, l);
	char *dst = ub_fast_texts(c, l);
	struct ub_i128 v;
	size_t r, len;

	for (r = 0; r < n; r++, sep += nin, dst += UB_FAST_TEXT) {
		struct ub_slice f = ub_fast_field(base, sep, last);

		if (done[r])
			continue;
		edit[r] = f;
		if (f.len == 0) {
			l->slow[r] |= required;
			continue;
		}
		len = decimal(f.s, f.len, sign, dst);
		edit[r] = (struct ub_slice){ dst, len };
		l->slow[r] |= len == 0;
		if (ranged && len > 0)
			l->slow[r] |= !ub_dec_parse(dst, len, &v) ||
				      !ub_range_holds(c->c, v);
	}
}
