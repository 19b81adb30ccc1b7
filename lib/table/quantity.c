/* quantity.c - fields as exact quotients; quantity.h. */
#include "quantity.h"

#include <string.h>

char
ub_quantity_reason(char a, char b)
{
	if (a == 's' || b == 's')
		return 's';
	return a != 0 ? a : b;
}

/* A number with more decimals than nine, rounded to them half away from
 * zero. */
static bool
parse_real(const char *s, size_t len, struct ub_i128 *v)
{
	const char *point = memchr(s, '.', len);
	size_t whole = point == NULL ? len : (size_t)(point - s), cut;
	bool up;

	if (len <= whole + 10)
		return ub_dec_parse(s, len, v);
	up = s[whole + 10] >= '5';
	for (cut = whole + 10; s[cut - 1] == '0' || s[cut - 1] == '.'; cut--)
		if (s[cut - 1] == '.') {
			cut--;
			break;
		}
	if (cut == 2 && s[0] == '-' && s[1] == '0')
		*v = ub_i128_of(0);
	else if (!ub_dec_parse(s, cut, v))
		return false;
	return !up || ub_i128_add(*v, ub_i128_of(s[0] == '-' ? -1 : 1), v);
}

struct ub_quantity
ub_quantity_field(enum ub_type type, struct ub_slice f)
{
	struct ub_quantity q = { .miss = ub_missing(f),
		.den = ub_i128_of(UB_NANO) };
	int64_t v;

	if (q.miss != 0)
		return q;
	if (type == UB_COUNT || type == UB_INT) {
		q.den = ub_i128_of(1);
		if (ub_int_parse(f.s, f.len, &v))
			q.num = ub_i128_of(v);
		else
			q.miss = 'u';
	} else if (ub_type_is_text(type) || type == UB_DATE ||
		   type == UB_BOOL || !parse_real(f.s, f.len, &q.num)) {
		q.miss = 'u';
	}
	return q;
}

/* The numerator and the base of a share that is shown, by the other; false
 * where one of them is not. */
static bool
by_counts(const struct ub_grid *g, const struct ub_grid_col *figure, size_t row,
    struct ub_quantity *q)
{
	const struct ub_grid_col *k, *n;
	struct ub_quantity a, b;

	if (figure->type != UB_SHARE)
		return false;
	k = ub_grid_beside(g, figure, UB_GRID_K);
	n = ub_grid_beside(g, figure, UB_GRID_N);
	if (k == NULL || n == NULL)
		return false;
	a = ub_quantity_field(UB_COUNT, k->cell[row]);
	b = ub_quantity_field(UB_COUNT, n->cell[row]);
	if (a.miss != 0 || b.miss != 0 || ub_i128_sign(b.num) == 0)
		return false;
	q->num = a.num;
	q->den = b.num;
	return true;
}

struct ub_quantity
ub_quantity_of(
    const struct ub_grid *g, const struct ub_grid_col *figure, size_t row)
{
	struct ub_quantity q;

	q = ub_quantity_field(figure->type, figure->cell[row]);
	if (q.miss == 0)
		(void)by_counts(g, figure, row, &q);
	return q;
}

bool
ub_quantity_rounded(
    const struct ub_grid *g, const struct ub_grid_col *figure, size_t row)
{
	struct ub_quantity q;

	if (!g->masked || ub_missing(figure->cell[row]) != 0)
		return false;
	return g->inexact ||
	       (figure->type >= UB_SHARE && !by_counts(g, figure, row, &q));
}

int
ub_quantity_cmp(struct ub_quantity a, struct ub_quantity b)
{
	struct ub_i256 d;

	(void)ub_i256_sub(
	    ub_i256_mul(a.num, b.den), ub_i256_mul(b.num, a.den), &d);
	return ub_i256_sign(d);
}

/* Cut the zeros at the end of decimals, which are no canonical text. */
static size_t
cut_zeros(char *s, size_t len)
{
	if (memchr(s, '.', len) != NULL) {
		while (s[len - 1] == '0')
			len--;
		if (s[len - 1] == '.')
			len--;
	}
	if (len == 2 && s[0] == '-' && s[1] == '0') {
		s[0] = '0';
		len = 1;
	}
	return len;
}

static struct ub_slice
put_ratio(struct ub_grid *g, struct ub_i256 num, struct ub_i256 den,
    unsigned scale, int digits)
{
	char dst[UB_DEC_MAX];
	size_t len = ub_ratio256_print(dst, num, den, scale, digits);

	if (len == 0)
		return ub_grid_miss('u');
	return ub_grid_text(g, dst, cut_zeros(dst, len));
}

static bool
lacks(struct ub_quantity a, struct ub_quantity b, struct ub_slice *f)
{
	char why = ub_quantity_reason(a.miss, b.miss);

	if (why != 0)
		*f = ub_grid_miss(why == UB_MISS_EMPTY ? 'u' : why);
	return why != 0;
}

struct ub_slice
ub_quantity_difference(struct ub_grid *g, struct ub_quantity a,
    struct ub_quantity b, unsigned scale, int digits)
{
	struct ub_slice f;
	struct ub_i256 d;

	if (lacks(a, b, &f))
		return f;
	(void)ub_i256_sub(
	    ub_i256_mul(a.num, b.den), ub_i256_mul(b.num, a.den), &d);
	return put_ratio(g, d, ub_i256_mul(a.den, b.den), scale, digits);
}

struct ub_slice
ub_quantity_growth(
    struct ub_grid *g, struct ub_quantity a, struct ub_quantity b, int digits)
{
	struct ub_slice f;
	struct ub_i256 d;

	if (lacks(a, b, &f))
		return f;
	if (ub_i128_sign(b.num) <= 0)
		return ub_grid_miss('u');
	(void)ub_i256_sub(
	    ub_i256_mul(a.num, b.den), ub_i256_mul(b.num, a.den), &d);
	return put_ratio(g, d, ub_i256_mul(b.num, a.den), 100, digits);
}

struct ub_slice
ub_quantity_ratio(struct ub_grid *g, struct ub_quantity a, struct ub_quantity b,
    unsigned scale, int digits)
{
	struct ub_slice f;

	if (lacks(a, b, &f))
		return f;
	if (ub_i128_sign(b.num) <= 0)
		return ub_grid_miss('u');
	return put_ratio(g, ub_i256_mul(a.num, b.den),
	    ub_i256_mul(b.num, a.den), scale, digits);
}

struct ub_slice
ub_quantity_share(struct ub_grid *g, struct ub_i128 k, struct ub_i128 n)
{
	char dst[UB_REAL_MAX];
	size_t len;

	if (ub_i128_sign(n) <= 0)
		return ub_grid_miss('u');
	if (g->digits >= 0) {
		len = ub_ratio_print(dst, k, n, 1, g->digits + 2);
		return ub_grid_text(g, dst, cut_zeros(dst, len));
	}
	return ub_grid_text(g, dst, ub_real_print(dst, ub_real_ratio(k, n)));
}

struct ub_slice
ub_quantity_put(struct ub_grid *g, enum ub_type type, struct ub_i128 v)
{
	char dst[UB_DEC_MAX];
	int64_t i = (int64_t)v.lo;

	if (type == UB_COUNT || type == UB_INT) {
		if (v.hi != (i < 0 ? -1 : 0))
			return ub_grid_miss('u');
		return ub_grid_text(g, dst, ub_int_print(dst, i));
	}
	if (!ub_dec_fits(v))
		return ub_grid_miss('u');
	return ub_grid_text(g, dst, ub_dec_print(dst, v));
}
