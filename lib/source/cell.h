/*
 * cell.h - values of workbooks and SPSS files as the text that a column of a
 * description expects in CSV; ubat-import(1), WORKBOOKS.
 */
#ifndef UB_CELL_H
#define UB_CELL_H

#include "../base/buf.h"
#include "dateform.h"
#include "dict.h"

/* How the column that a field feeds reads it.  Zeroed: it feeds none. */
struct ub_cell_form {
	char decimal;                   /* 0: a point */
	bool dec;                       /* has at most nine decimals */
	bool percent;                   /* reads a per cent sign */
	int shift;                      /* of the decimal sign, to the right */
	const struct ub_dateform *date; /* NULL: YYYY-MM-DD */
	const struct ub_dateform *moment; /* with a time; NULL: as date, and
	                                   * hh:mm:ss behind a blank */
	const struct ub_dict *raw; /* texts it has a word for; NULL: none */
};

/*
 * What is no value a column could read begins with one of these, which UTF-8
 * does not have; what follows is for people.
 */
enum ub_cell_mark {
	UB_CELL_LONG = 0xfd,   /* a number beyond 2^53, which is not exact */
	UB_CELL_MERGED = 0xfe, /* below another cell of a merged range */
	UB_CELL_ERROR = 0xff   /* an error value */
};

static inline bool
ub_cell_marked(const char *s, size_t len)
{
	return len > 0 && (unsigned char)s[0] >= UB_CELL_LONG;
}

/* A number of the sheet's XML, digits with a sign, a point and an exponent or
 * without, as the shortest decimal that reads back to the same double.  False
 * when it is no number; nothing is then added. */
bool ub_cell_number(
    struct ub_buf *b, const char *s, size_t len, const struct ub_cell_form *f);
/* The same of a finite double. */
void ub_cell_real(struct ub_buf *b, double v, const struct ub_cell_form *f);
/* A day and milliseconds of it in the column's form; no time where ms is 0. */
void ub_cell_day(
    struct ub_buf *b, int32_t day, int64_t ms, const struct ub_cell_form *f);
/* hh:mm:ss, and .mmm where that is not 0; hours may go beyond 24. */
void ub_cell_time(struct ub_buf *b, int64_t ms);

/* Add s as a field of CSV: in quotes where it must be. */
void ub_cell_quote(struct ub_buf *b, const char *s, size_t len, char delim);

#endif
