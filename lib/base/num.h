/*
 * num.h - exact numbers: 64-bit integers, decimals in 128 bits, and the few
 * quotients a table is made of.  ubat(5), TYPES.
 *
 * No locale, no strtod, no exponent.  A decimal is an integer count of
 * 10^-9 ("nano") in a struct ub_i128, at most 18 digits before the point and
 * 9 after.  Sums of decimals or integers are exact in 128 bits, sums of
 * squares in 256, and so do not depend on the order of records.
 */
#ifndef UB_NUM_H
#define UB_NUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Two's complement, two words, so that 32-bit builds agree to the bit. */
struct ub_i128 {
	uint64_t lo;
	int64_t hi;
};
struct ub_i256 {
	uint64_t w[4]; /* least significant first; two's complement */
};

#define UB_NANO INT64_C(1000000000) /* 10^9: one, as a decimal */

enum {
	UB_INT_MAX = 21,  /* bytes ub_int_print() may write */
	UB_DEC_MAX = 32,  /* the same for ub_dec_print() */
	UB_REAL_MAX = 352 /* the same for ub_real_print() */
};

/* 128-bit arithmetic.  bool results: true on success, false on overflow. */
struct ub_i128 ub_i128_of(int64_t v);
bool ub_i128_add(struct ub_i128 a, struct ub_i128 b, struct ub_i128 *sum);
bool ub_i128_sub(struct ub_i128 a, struct ub_i128 b, struct ub_i128 *diff);
struct ub_i128 ub_i128_mul64(int64_t a, int64_t b);  /* cannot overflow */
int ub_i128_cmp(struct ub_i128 a, struct ub_i128 b); /* <0, 0, >0 */
bool ub_i128_neg(struct ub_i128 a, struct ub_i128 *r);
int ub_i128_sign(struct ub_i128 a); /* -1, 0, 1 */

/* 256-bit arithmetic, for sums of squares. */
struct ub_i256 ub_i256_mul(struct ub_i128 a, struct ub_i128 b);
bool ub_i256_add(struct ub_i256 a, struct ub_i256 b, struct ub_i256 *sum);
bool ub_i256_sub(struct ub_i256 a, struct ub_i256 b, struct ub_i256 *diff);
/* x times m, m >= 0; false on overflow. */
bool ub_i256_scale(struct ub_i256 x, uint64_t m, struct ub_i256 *r);
int ub_i256_sign(struct ub_i256 a);

/*
 * The canonical texts of ubat(5), and nothing else, are accepted: no blank,
 * no plus, no superfluous zero, no -0, no exponent.  False otherwise.
 */
bool ub_int_parse(const char *s, size_t len, int64_t *v);
bool ub_dec_parse(const char *s, size_t len, struct ub_i128 *nano);
/* Write the canonical text, no NUL; return its length. */
size_t ub_int_print(char *dst, int64_t v);
/* The digits of v, at most 20, right before end; where they begin. */
char *ub_digits_before(char *end, uint64_t v);
size_t ub_dec_print(char *dst, struct ub_i128 nano);

/* An integer as a decimal; false if it has more than 18 digits. */
bool ub_dec_of_int(int64_t v, struct ub_i128 *nano);
/* |nano| < 10^27: fits the type dec. */
bool ub_dec_fits(struct ub_i128 nano);
/* Rounded half away from zero to 9 decimals; false when the result does not
 * fit dec.  The divisor is not zero. */
bool ub_dec_mul(struct ub_i128 a, struct ub_i128 b, struct ub_i128 *r);
bool ub_dec_div(struct ub_i128 a, struct ub_i128 b, struct ub_i128 *r);
/* Round half away from zero to digits (0..9) decimals; false on overflow. */
bool ub_dec_round(struct ub_i128 a, int digits, struct ub_i128 *r);
/* The whole part: towards minus and plus infinity. */
struct ub_i128 ub_dec_floor(struct ub_i128 a);
struct ub_i128 ub_dec_ceil(struct ub_i128 a);

/*
 * The double nearest to num / den (ties to even), den > 0: means and shares.
 * ub_real_ratio256 is the same over 256 bits; ub_real_sqrt_ratio is the
 * double nearest to sqrt(num / den), num >= 0, den > 0: standard deviations.
 */
double ub_real_ratio(struct ub_i128 num, struct ub_i128 den);
double ub_real_ratio256(struct ub_i256 num, struct ub_i256 den);
double ub_real_sqrt_ratio(struct ub_i256 num, struct ub_i256 den);

/*
 * A finite double as the shortest decimal text without exponent that reads
 * back equal: the form of mean, share and stat in a stream.  Parse accepts
 * digits with an optional minus and point only; false otherwise.
 */
size_t ub_real_print(char *dst, double v);
bool ub_real_parse(const char *s, size_t len, double *v);
/* The double nearest to a foreign number: digits with a sign, a point and an
 * exponent or without, at most UB_REAL_MAX bytes.  False otherwise, and when it
 * is not finite. */
bool ub_real_read(const char *s, size_t len, double *v);

/*
 * The text of a/b in fixed form with `digits` decimals (0..9), rounded half
 * away from zero in integers: 57/200 times 100 with 0 digits is "29".  The
 * one function that every sink uses for per cent and for rounded means.
 * scale is what a is multiplied by first (100 for per cent, 1 for means).
 * Returns the length, 0 when the result would not fit 18 digits.
 */
size_t ub_ratio_print(char *dst /* UB_DEC_MAX */, struct ub_i128 a,
    struct ub_i128 b, unsigned scale, int digits);
/* The same over 256 bits; scale is at most 10^6. */
size_t ub_ratio256_print(char *dst /* UB_DEC_MAX */, struct ub_i256 a,
    struct ub_i256 b, unsigned scale, int digits);

#endif
