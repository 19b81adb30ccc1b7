/*
 * fastnum.h - digits eight at a time, without a branch on how many there are;
 * private to the files of fastcheck.h.
 *
 * Digits that are compared, not reckoned with, stay digits: as bytes of value 0
 * to 9, the first highest, eight of them order like the number they write.
 */
#ifndef UB_FASTNUM_H
#define UB_FASTNUM_H

#include "fastcheck.h"

#define UB_FAST_ZEROS UINT64_C(0x3030303030303030)
#define UB_FAST_TOPS UINT64_C(0x8080808080808080)

enum { UB_FAST_DIGITS = 8, UB_FAST_MOST = 99999999 };

/* The bytes at p, the first lowest. */
static inline uint64_t
ub_fast_load(const char *p)
{
	uint64_t w;

	memcpy(&w, p, sizeof(w));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	w = __builtin_bswap64(w);
#endif
	return w;
}

/* Is each byte 0 to 9? */
static inline bool
ub_fast_digits(uint64_t x)
{
	return (((x + UINT64_C(0x7676767676767676)) | x) & UB_FAST_TOPS) == 0;
}

/* v, at most UB_FAST_MOST, as eight digits that compare like it. */
static inline uint64_t
ub_fast_order(uint64_t v)
{
	uint64_t w = 0;
	unsigned i;

	for (i = 0; i < UB_FAST_DIGITS; i++, v /= 10)
		w |= v % 10 << 8 * i;
	return w;
}

void ub_fast_check_small(const struct ub_fast_column *c, struct ub_fast_lane *l,
    const uint8_t *done);
void ub_fast_check_int(const struct ub_fast_column *c, struct ub_fast_lane *l,
    const uint8_t *done);
void ub_fast_check_dec(const struct ub_fast_column *c, struct ub_fast_lane *l,
    const uint8_t *done);
/* YYYY-MM-DD */
void ub_fast_check_iso(const struct ub_fast_column *c, struct ub_fast_lane *l,
    const uint8_t *done);

#endif
