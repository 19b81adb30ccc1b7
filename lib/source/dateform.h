/*
 * dateform.h - the ways extracts write dates; ubat-source(5), DATES.
 *
 * A form shows where the digits stand: YYYY (or its Swedish letters), MM and DD
 * once each, M and D for one digit or two; perhaps hh, mm and ss of a time, which is checked and left out;
 * every other character stands for itself.
 *
 * "excel" and "excel-1904" are the serial numbers of a workbook.  Of the
 * first, 1 is 1900-01-01, and 60 a 29 February that never was (kept from
 * Lotus 1-2-3): 60 is refused, and from 61 on the days are one less.  Of the
 * second, 0 is 1904-01-01.  [support.microsoft.com: "Differences between the
 * 1900 and the 1904 date system in Excel"]
 */
#ifndef UB_DATEFORM_H
#define UB_DATEFORM_H

#include "../base/date.h"
#include "../base/err.h"

enum { UB_DATEFORM_MAX = 32 };

struct ub_dateform {
	char text[2 * UB_DATEFORM_MAX]; /* as written, for messages */
	char must[UB_DATEFORM_MAX];     /* 0 for a digit of the date */
	size_t len;
	size_t year, month, mday;    /* offsets */
	size_t hour, minute, second; /* UB_DATEFORM_MAX: not there */
	/* the first of its two digits may not be there: M, D */
	bool short_month, short_mday;
	int epoch; /* 1900 or 1904: serial numbers; 0: digits of a date */
	bool iso;  /* YYYY-MM-DD */
};

/* UB_EUSAGE: the clause says what is wrong with the form. */
enum ub_status ub_dateform_init(
    struct ub_dateform *f, const char *text, struct ub_err *e);
/* Could one text be read by both? */
bool ub_dateform_clash(
    const struct ub_dateform *a, const struct ub_dateform *b);
/* Exactly this form, and a day that exists. */
bool ub_dateform_read(
    const struct ub_dateform *f, const char *s, size_t len, int32_t *day);

#endif
