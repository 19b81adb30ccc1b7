/*
 * auditleak.h - which cells of a workbook hide a figure, whether a text tells of
 * one, and how what is left of them is told: what auditbook.c, auditpartleak.c
 * and auditchartleak.c stand on, each on those behind it.
 */
#ifndef UB_AUDITLEAK_H
#define UB_AUDITLEAK_H

#include "auditbook.h"

/* A cell of a sheet, from 0. */
struct ub_leak_cell {
	size_t sheet, row, col;
};

/* A row by one of its keys. */
struct ub_leak_row {
	struct ub_slice name;
	const struct ub_published *t;
	size_t row;
};

struct ub_leaks {
	struct ub_audit *a;
	struct ub_audit_book *b;
	const struct ub_audit_set *set; /* item[from ..] are its tables */
	size_t from;
	/* cells that hide a figure, in order */
	struct ub_leak_cell *cell;
	size_t ncell;
	/* what rows with such a cell are called, those of words, in order */
	char **label;
	size_t nlabel;
	bool *length;            /* are there labels of that many bytes? */
	struct ub_leak_row *row; /* of all tables, by their names */
	size_t nrow;
	/* what was found of a column last */
	struct {
		const struct ub_audit_item *item;
		size_t col;
		bool is;
	} aside;
};

/* Find the cells that hide a figure; k is zeroed but for a, b, set and from. */
void ub_leaks_begin(struct ub_leaks *k);
void ub_leaks_end(struct ub_leaks *k);

/* The clause is copied.  place: a sheet or a part. */
void ub_leak_find(struct ub_leaks *k, const char *place, const char *cell,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

bool ub_leak_is_hidden(
    const struct ub_leaks *k, size_t sheet, size_t row, size_t col);
/* Does any cell of the row hide a figure? */
bool ub_leak_row_hides(const struct ub_leaks *k, size_t sheet, size_t row);
/* Look for a row that hides a figure, and a number beside its name. */
void ub_leak_text(struct ub_leaks *k, const char *place, const char *cell,
    const char *s, size_t len);
/* Does it hold a digit? */
bool ub_leak_has_digit(const char *s, size_t len);

/* auditchartleak.c: the figures that a chart keeps. */
enum ub_status ub_leak_chart(
    struct ub_leaks *k, size_t part, const char *name, struct ub_err *e);

/* auditpartleak.c: the parts that are no sheets. */
enum ub_status ub_leak_parts(struct ub_leaks *k, struct ub_err *e);

#endif
