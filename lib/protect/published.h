/*
 * published.h - a table as its reader has it: cells, keys, totals, and the
 * sums that its cells must satisfy.
 */
#ifndef UB_PUBLISHED_H
#define UB_PUBLISHED_H

#include "../base/num.h"
#include "../stream/reader.h"

struct ub_published {
	const struct ub_legend *legend; /* borrowed from the reader */
	const struct ub_meta *meta;     /* the same */
	size_t nkey;                    /* leading columns that are keys */
	size_t n, ncol;                 /* rows, columns */
	struct ub_slice *cell;          /* n * ncol, row by row */
	bool
	    left_out; /* groups were left out: parts may fall short of totals */
	struct ub_buf text; /* owned: what the cells point into */
};

/* A key that stands for all: the total of its dimension. */
enum { UB_TOTAL = 't', UB_HIDDEN = 's' };

/*
 * Take in the rest of r's present table.  UB_EDATA: a count that is none or is
 * negative, a share that is none.
 */
enum ub_status ub_published_read(
    struct ub_published *t, struct ub_reader *r, struct ub_err *e);
void ub_published_free(struct ub_published *t);

static inline struct ub_slice
ub_published_cell(const struct ub_published *t, size_t row, size_t col)
{
	return t->cell[row * t->ncol + col];
}

/* A count: true and its value, or false when it is missing or hidden.  That of
 * those that did not report (.b) is 0. */
bool ub_published_count(
    const struct ub_published *t, size_t row, size_t col, int64_t *v);
/* What the row is called: its keys, by labels, with blanks between. */
void ub_published_row_name(
    const struct ub_published *t, size_t row, struct ub_buf *b);
/* The column "NAMEtail" beside column col called NAME, or UB_NOCOL. */
size_t ub_published_beside(
    const struct ub_published *t, size_t col, const char *tail);
/* Does the table say that this column is a test's p-value, "function:x=welch"? */
bool ub_published_is_test(const struct ub_published *t, size_t col);

/*
 * Call each() for every set of rows that are alike but for key number `key`:
 * the row where that key is .t (UB_NOCOL: none), and the n others.
 */
struct ub_families {
	void (*each)(void *arg, size_t total, const size_t *row, size_t n);
	void *arg;
};
void ub_published_families(
    const struct ub_published *t, size_t key, struct ub_families *f);

/*
 * One sum: total = parts[0] + ... + parts[n - 1], or total >= them where groups
 * were left out.  Numbers are row * ncol + column.
 */
struct ub_sum {
	size_t total;
	const size_t *part;
	size_t n;
	bool at_least;
};

/*
 * Call each() for every sum that the table states: a row whose key is .t and
 * the rows it is the total of, in every dimension; a column and those of the
 * values across that it is the total of (#table across:); n, the number of
 * records, and x_n plus x_miss.
 * Columns that overlap (#table overlap=, distinct persons) state none.
 */
void ub_published_sums(const struct ub_published *t,
    void (*each)(void *arg, const struct ub_sum *s), void *arg);

#endif
