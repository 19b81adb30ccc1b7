/* xlsxstyle.c - see xlsxstyle.h. */
#include <math.h>

#include "../base/num.h"
#include "xlsxstyle.h"

enum {
	DAY_MS = 86400000,
	LEAP_1900 = 60,       /* 29 February 1900, which there never was */
	BASE_1900 = -25569,   /* 1899-12-30 */
	OFFSET_1904 = 1462,   /* from 1899-12-30 to 1904-01-01 */
	SERIAL_END = 2958466, /* the day after 9999-12-31 */
	PATTERN_MIN = 2       /* zeros that make a code of a number */
};

static enum ub_xlsx_look
built_in(int64_t id)
{
	if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) ||
	    id == 36 || (id >= 50 && id <= 54) || id == 57 || id == 58 ||
	    (id >= 71 && id <= 74) || id == 77)
		return UB_XLSX_DATE;
	if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 ||
	    id == 47 || id == 55 || id == 56 || id == 75 || id == 76 ||
	    id == 78 || id == 80)
		return UB_XLSX_TIME;
	if (id == 9 || id == 10)
		return UB_XLSX_PERCENT;
	return id == 46 || id == 79 ? UB_XLSX_ELAPSED : UB_XLSX_NUMBER;
}

/* Past what stands for itself at p, or NULL when it is something else. */
static const char *
literal(const char *p)
{
	const char *q;

	switch (*p) {
	case '"':
		q = strchr(p + 1, '"');
		return q != NULL ? q + 1 : p + strlen(p);
	case '\\':
	case '_':
	case '*':
		return p[1] != '\0' ? p + 2 : p + 1;
	default:
		return NULL;
	}
}

/* [h], [mm] and the like; other brackets are colours and languages. */
static bool
elapsed(const char *p)
{
	char c = (char)(p[1] | 0x20);

	if (c != 'h' && c != 'm' && c != 's')
		return false;
	for (p++; (*p | 0x20) == c; p++)
		;
	return *p == ']';
}

/* The letters of the first section, outside of what stands for itself. */
static enum ub_xlsx_look
letters(const char *p)
{
	bool day = false, month = false, clock = false, percent = false;
	const char *q;

	for (; *p != '\0' && *p != ';'; p++) {
		if ((q = literal(p)) != NULL) {
			p = q - 1;
			continue;
		}
		if (*p == '[') {
			if (elapsed(p))
				return UB_XLSX_ELAPSED;
			if ((q = strchr(p, ']')) == NULL)
				break;
			p = q;
			continue;
		}
		switch (*p | 0x20) {
		case 'y':
		case 'd':
			day = true;
			break;
		case 'm':
			month = true;
			break;
		case 'h':
		case 's':
			clock = true;
			break;
		case '%' | 0x20:
			percent = true;
			break;
		}
	}
	if (day || (month && !clock))
		return UB_XLSX_DATE;
	if (clock)
		return UB_XLSX_TIME;
	return percent ? UB_XLSX_PERCENT : UB_XLSX_NUMBER;
}

/* Zeros, and hyphens between them, are all there is to the format. */
static bool
zeros(const char *p, char *pattern)
{
	size_t n = 0, count = 0;

	for (; *p != '\0' && *p != ';'; p++) {
		if (*p == '\\' && p[1] == '-')
			p++;
		else if (strncmp(p, "\"-\"", 3) == 0)
			p += 2;
		else if (*p != '0' && *p != '-')
			return false;
		if (n + 1 == UB_XLSX_PATTERN)
			return false;
		count += *p == '0';
		pattern[n++] = *p == '0' ? '0' : '-';
	}
	pattern[n] = '\0';
	return count >= PATTERN_MIN && pattern[0] == '0';
}

struct ub_xlsx_style
ub_xlsx_style_of(int64_t id, const char *code)
{
	struct ub_xlsx_style s = { .look = UB_XLSX_NUMBER };

	if (code == NULL) {
		s.look = built_in(id);
		return s;
	}
	s.look = zeros(code, s.pattern) ? UB_XLSX_ZEROS : UB_XLSX_NUMBER;
	/* "General" has letters that mean nothing */
	if (s.look == UB_XLSX_NUMBER && strncmp(code, "General", 7) != 0)
		s.look = letters(code);
	return s;
}

/* The digits put where the zeros of the pattern are, from the right. */
static void
fill(struct ub_buf *b, const char *d, size_t len, const char *pattern)
{
	size_t n = strlen(pattern), zero = 0, i;

	for (i = 0; i < n; i++)
		zero += pattern[i] == '0';
	/* those there are no zeros for stand before the first */
	if (len > zero) {
		ub_buf_add(b, d, len - zero);
		d += len - zero;
		len = zero;
	}
	for (i = 0; i < n; i++) {
		if (pattern[i] == '0' && zero-- > len)
			ub_buf_putc(b, '0');
		else
			ub_buf_putc(b, pattern[i] == '0' ? *d++ : '-');
	}
}

/* Only a whole number that is not negative is a code. */
static bool
code(struct ub_buf *b, const char *s, size_t len, const char *pattern)
{
	static const struct ub_cell_form none = { 0 };
	struct ub_buf d = { 0 };
	bool whole;
	size_t i;

	whole = ub_cell_number(&d, s, len, &none);
	for (i = 0; whole && i < d.len; i++)
		whole = d.s[i] >= '0' && d.s[i] <= '9';
	if (whole)
		fill(b, d.s, d.len, pattern);
	ub_buf_free(&d);
	return whole;
}

/* The parts of a serial number; false when no day or time belongs to it. */
static bool
serial(double v, bool date1904, int64_t *day, int64_t *ms)
{
	if (date1904)
		v += OFFSET_1904;
	if (!(v >= 0 && v < SERIAL_END))
		return false;
	*day = (int64_t)floor(v);
	*ms = (int64_t)floor((v - floor(v)) * DAY_MS + 0.5);
	if (*ms == DAY_MS) {
		*day += 1;
		*ms = 0;
	}
	return *day < SERIAL_END;
}

static void
date(struct ub_buf *b, int64_t day, int64_t ms, enum ub_xlsx_look look,
    bool date1904, const struct ub_cell_form *f)
{
	if (look == UB_XLSX_TIME && day == (date1904 ? OFFSET_1904 : 0)) {
		ub_cell_time(b, ms);
		return;
	}
	/* days there never were are shown as the workbook shows them */
	if (day == 0)
		ub_buf_puts(b, "1900-01-00");
	else if (day == LEAP_1900)
		ub_buf_puts(b, "1900-02-29");
	else
		ub_cell_day(b,
		    (int32_t)(BASE_1900 + day + (day < LEAP_1900 ? 1 : 0)), ms,
		    f);
	if (ms != 0 && (day == 0 || day == LEAP_1900)) {
		ub_buf_putc(b, ' ');
		ub_cell_time(b, ms);
	}
}

static bool
per_cent(
    struct ub_buf *b, const char *s, size_t len, const struct ub_cell_form *f)
{
	struct ub_cell_form shown = *f;

	if (f->percent)
		shown.shift = 2;
	return ub_cell_number(b, s, len, &shown);
}

bool
ub_xlsx_value(struct ub_buf *b, const char *s, size_t len,
    const struct ub_xlsx_style *style, bool date1904,
    const struct ub_cell_form *f)
{
	int64_t day, ms;
	double v;

	if (style->look == UB_XLSX_ZEROS && code(b, s, len, style->pattern))
		return true;
	if (style->look == UB_XLSX_PERCENT)
		return per_cent(b, s, len, f);
	if (style->look == UB_XLSX_NUMBER || style->look == UB_XLSX_ZEROS)
		return ub_cell_number(b, s, len, f);
	if (!ub_real_read(s, len, &v))
		return false;
	if (style->look == UB_XLSX_ELAPSED && fabs(v) < SERIAL_END)
		ub_cell_time(b, (int64_t)floor(v * DAY_MS + 0.5));
	else if (serial(v, date1904, &day, &ms))
		date(b, day, ms, style->look, date1904, f);
	else
		return ub_cell_number(b, s, len, f);
	return true;
}
