/*
 * dateform.h - the ways extracts write dates; ubat-source(5), DATES.
 *
 * A form shows where the digits stand: YYYY (or its Swedish letters), MM and DD
 * once each; every other character stands for itself.
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
	size_t year, month, mday; /* offsets */
	bool iso;                 /* YYYY-MM-DD */
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
