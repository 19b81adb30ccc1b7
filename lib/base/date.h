/*
 * date.h - civil dates, as days since 1970-01-01 in the proleptic Gregorian
 * calendar.  No time of day, no zone, no time_t.  Range 0001-01-01 ..
 * 9999-12-31.
 */
#ifndef UB_DATE_H
#define UB_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UB_DATE_LEN = 10 }; /* YYYY-MM-DD */

#define UB_DATE_MIN (-719162) /* 0001-01-01 */
#define UB_DATE_MAX 2932896   /* 9999-12-31 */

/* Exactly YYYY-MM-DD and a day that exists; false otherwise. */
bool ub_date_parse(const char *s, size_t len, int32_t *day);
/* Write UB_DATE_LEN bytes, no NUL. */
void ub_date_print(char *dst, int32_t day);

/* False when the day does not exist or is out of range. */
bool ub_date_of(int year, int month, int mday, int32_t *day);
void ub_date_civil(int32_t day, int *year, int *month, int *mday);
/* ISO 8601 week 1..53; *year is the week's year. */
int ub_date_isoweek(int32_t day, int *year);
/* Whole months from a to b (negative when b is before a): the count of times
 * a's day of month has come round; the 31st comes round on the last day. */
int32_t ub_date_months(int32_t a, int32_t b);
/* Age in whole years on a day: born 29 February turns on 1 March in a common
 * year.  Negative before birth. */
int32_t ub_date_age(int32_t birth, int32_t at);

#endif
