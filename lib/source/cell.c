/* cell.c - see cell.h. */
#include <math.h>
#include <stdio.h>

#include "../base/num.h"
#include "cell.h"

enum {
	EXACT = 15,    /* digits that a double keeps, whatever they are */
	DIGITS = 40,   /* digits looked at; a double has never more than 17 */
	DECIMALS = 9,  /* of the type dec */
	POINT_MAX = 16 /* digits before the point, up to 2^53 */
};

static const char two53[] = "9007199254740992";

/* A number as digits d[0..n), none of them a superfluous zero, with the point
 * after the first `point` of them (which may be less than 0 or more than n).
 * n is 0 for zero. */
struct decimal {
	char d[DIGITS];
	int n, point;
	bool minus;
	bool cut; /* digits were left out, not all 0 */
};

static bool
digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The sign and the digits of [eE][+-]digits; false when it is none. */
static bool
exponent(const char *s, const char *end, int *exp)
{
	bool minus = false;

	if (s < end && (*s == '+' || *s == '-'))
		minus = *s++ == '-';
	if (s == end || end - s > 4)
		return false;
	for (*exp = 0; s < end; s++) {
		if (!digit(*s))
			return false;
		*exp = *exp * 10 + (*s - '0');
	}
	if (minus)
		*exp = -*exp;
	return true;
}

static void
take_digit(struct decimal *x, char c)
{
	if (x->n == 0 && c == '0')
		return;
	if (x->n < DIGITS)
		x->d[x->n++] = c;
	else
		x->cut |= c != '0';
}

static bool
scan(struct decimal *x, const char *s, size_t len)
{
	const char *end = s + len;
	bool seen = false, after = false;
	int exp = 0;

	*x = (struct decimal){ 0 };
	if (len > 400)
		return false;
	if (s < end && (*s == '-' || *s == '+'))
		x->minus = *s++ == '-';
	for (; s < end && *s != 'e' && *s != 'E'; s++) {
		if (*s == '.' && !after) {
			after = true;
			continue;
		}
		if (!digit(*s))
			return false;
		seen = true;
		take_digit(x, *s);
		if (!after)
			x->point += x->n > 0;
		else if (x->n == 0)
			x->point--;
	}
	if (!seen || (s < end && !exponent(s + 1, end, &exp)))
		return false;
	x->point += exp;
	while (x->n > 0 && x->d[x->n - 1] == '0')
		x->n--;
	return true;
}

/* Half away from zero to the decimals of the type dec. */
static void
round_dec(struct decimal *x)
{
	int keep = x->point + DECIMALS;
	bool up;

	if (x->n <= keep)
		return;
	if (keep < 0) {
		x->n = 0;
		return;
	}
	up = x->d[keep] >= '5';
	for (x->n = keep; up && x->n > 0; x->n--) {
		if (x->d[x->n - 1] != '9') {
			x->d[x->n - 1]++;
			return;
		}
	}
	if (up) {
		x->d[0] = '1';
		x->n = 1;
		x->point++;
	}
	while (x->n > 0 && x->d[x->n - 1] == '0')
		x->n--;
}

static void
print(struct ub_buf *b, const struct decimal *x, char decimal)
{
	int i;

	if (x->n == 0) {
		ub_buf_putc(b, '0');
		return;
	}
	if (x->minus)
		ub_buf_putc(b, '-');
	if (x->point <= 0)
		ub_buf_putc(b, '0');
	for (i = 0; i < x->point; i++)
		ub_buf_putc(b, i < x->n ? x->d[i] : '0');
	if (x->point < x->n)
		ub_buf_putc(b, decimal != 0 ? decimal : '.');
	for (i = x->point; i < 0; i++)
		ub_buf_putc(b, '0');
	for (i = x->point < 0 ? 0 : x->point; i < x->n; i++)
		ub_buf_putc(b, x->d[i]);
}

/* At 2^53 or beyond it whole numbers lie apart. */
static bool
beyond(const struct decimal *x)
{
	char d[POINT_MAX];
	int i;

	if (x->point != POINT_MAX)
		return x->n > 0 && x->point > POINT_MAX;
	for (i = 0; i < POINT_MAX; i++)
		d[i] = i < x->n ? x->d[i] : '0';
	return memcmp(d, two53, POINT_MAX) >= 0;
}

static void
add(struct ub_buf *b, struct decimal *x, const struct ub_cell_form *f)
{
	x->point += f->shift;
	if (beyond(x))
		ub_buf_putc(b, (char)UB_CELL_LONG);
	else if (f->dec)
		round_dec(x);
	print(b, x, f->decimal);
}

void
ub_cell_real(struct ub_buf *b, double v, const struct ub_cell_form *f)
{
	char text[UB_REAL_MAX];
	struct decimal x;

	/* what is printed is a number */
	(void)scan(&x, text, ub_real_print(text, v));
	add(b, &x, f);
}

bool
ub_cell_number(
    struct ub_buf *b, const char *s, size_t len, const struct ub_cell_form *f)
{
	struct decimal x;
	double v;

	if (!scan(&x, s, len) || x.point > 310)
		return false;
	/* up to here the shortest text is what stands there */
	if (x.n <= EXACT && !x.cut && x.point > -300) {
		add(b, &x, f);
		return true;
	}
	if (!ub_real_read(s, len, &v))
		return false;
	ub_cell_real(b, v, f);
	return true;
}

static void
two(char *dst, int64_t v)
{
	dst[0] = (char)('0' + v / 10 % 10);
	dst[1] = (char)('0' + v % 10);
}

/* A form that leaves seconds out can hold none. */
static bool
holds(const struct ub_dateform *f, int64_t ms)
{
	if (f->second < UB_DATEFORM_MAX)
		return ms % 1000 == 0;
	return ms % (f->minute < UB_DATEFORM_MAX ? 60000 : 3600000) == 0;
}

static void
in_form(
    struct ub_buf *b, const struct ub_dateform *f, const char *iso, int64_t ms)
{
	char text[UB_DATEFORM_MAX];

	memcpy(text, f->must, f->len);
	memcpy(text + f->year, iso, 4);
	memcpy(text + f->month, iso + 5, 2);
	memcpy(text + f->mday, iso + 8, 2);
	if (f->hour < UB_DATEFORM_MAX)
		two(text + f->hour, ms / 3600000);
	if (f->minute < UB_DATEFORM_MAX)
		two(text + f->minute, ms / 60000 % 60);
	if (f->second < UB_DATEFORM_MAX)
		two(text + f->second, ms / 1000 % 60);
	ub_buf_add(b, text, f->len);
}

void
ub_cell_day(
    struct ub_buf *b, int32_t day, int64_t ms, const struct ub_cell_form *f)
{
	char iso[UB_DATE_LEN];

	ub_date_print(iso, day);
	if (ms != 0 && f->moment != NULL && holds(f->moment, ms)) {
		in_form(b, f->moment, iso, ms);
		return;
	}
	if (f->date != NULL)
		in_form(b, f->date, iso, 0);
	else
		ub_buf_add(b, iso, sizeof(iso));
	if (ms != 0) {
		ub_buf_putc(b, ' ');
		ub_cell_time(b, ms);
	}
}

void
ub_cell_time(struct ub_buf *b, int64_t ms)
{
	ub_buf_printf(b, "%s%02lld:%02d:%02d", ms < 0 ? "-" : "",
	    (long long)((ms < 0 ? -ms : ms) / 3600000),
	    (int)((ms < 0 ? -ms : ms) / 60000 % 60),
	    (int)((ms < 0 ? -ms : ms) / 1000 % 60));
	if (ms % 1000 != 0)
		ub_buf_printf(b, ".%03d", (int)((ms < 0 ? -ms : ms) % 1000));
}

void
ub_cell_quote(struct ub_buf *b, const char *s, size_t len, char delim)
{
	bool plain = true;
	size_t i;

	for (i = 0; i < len && plain; i++)
		plain = s[i] != delim && s[i] != '"' && s[i] != '\n' &&
			s[i] != '\r';
	if (plain) {
		ub_buf_add(b, s, len);
		return;
	}
	ub_buf_putc(b, '"');
	for (i = 0; i < len; i++) {
		if (s[i] == '"')
			ub_buf_putc(b, '"');
		ub_buf_putc(b, s[i]);
	}
	ub_buf_putc(b, '"');
}
