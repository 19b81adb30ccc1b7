/*
 * auditgrid.h - the cells of a printed table, from a CSV file or a sheet, as
 * they stand: nobody says yet what they are.
 */
#ifndef UB_AUDITGRID_H
#define UB_AUDITGRID_H

#include "../base/buf.h"
#include "../base/err.h"

enum {
	UB_PGRID_NUMBER = 1,   /* stored as a number; canonical text */
	UB_PGRID_FORMULA = 2,  /* the value of a formula */
	UB_PGRID_FACELESS = 4, /* a number whose format shows no digit of it */
	UB_PGRID_PERCENT = 8,  /* a number that is shown as per cent: here times
	                       * 100 */
	UB_PGRID_COVERED = 16  /* below the first cell of a merged range */
};

enum { UB_PGRID_CELLS = 1 << 22 }; /* that a file may have */

struct ub_pgrid_cell {
	uint32_t col; /* from 0 */
	uint32_t len;
	size_t at; /* in text */
	uint8_t flags;
};

/* A text of a sheet that is in no cell. */
struct ub_pgrid_note {
	const char *what; /* "head or foot of the page" */
	char *on; /* the ranges it is on, with blanks between; "": none */
	char *text;
};

/* Zeroed is empty; end with ub_pgrid_free(). */
struct ub_pgrid {
	struct ub_pgrid_cell *cell; /* by rows, and within one by columns */
	size_t ncell;
	size_t *row; /* cells of row r: row[r] .. row[r + 1] - 1 */
	size_t nrow, ncol;
	bool *row_hidden;
	bool *col_hidden;
	size_t ncol_hidden; /* how many columns col_hidden is about */
	struct ub_buf text;
	struct ub_pgrid_note *note;
	size_t nnote;
	bool comma; /* decimals are written with a comma */
};

void ub_pgrid_free(struct ub_pgrid *g);

/* A cell in the row that was begun last, right of those it has; s is copied. */
enum ub_status ub_pgrid_add(struct ub_pgrid *g, size_t col, const char *s,
    size_t len, unsigned flags, struct ub_err *e);
/* Begin row r; rows between are empty. */
void ub_pgrid_row(struct ub_pgrid *g, size_t r, bool hidden);
/* A text that is in no cell; on NULL: on none.  The texts are copied. */
void ub_pgrid_note(struct ub_pgrid *g, const char *what, const char *on,
    const char *text, size_t len);
/* After the last. */
void ub_pgrid_end(struct ub_pgrid *g);

/* The cell, or NULL where it is empty. */
const struct ub_pgrid_cell *ub_pgrid_cell(
    const struct ub_pgrid *g, size_t row, size_t col);
struct ub_slice ub_pgrid_text(
    const struct ub_pgrid *g, const struct ub_pgrid_cell *c);
/* "B7", UB_PGRID_NAME bytes at most. */
enum { UB_PGRID_NAME = 16 };
void ub_pgrid_name(char *dst, size_t row, size_t col);

/*
 * A CSV file: its encoding, and whether semicolons, TABs or commas separate,
 * are guessed.  path "-" is standard input.  UB_EIO; UB_EDATA: no CSV, or more
 * than UB_PGRID_CELLS cells.
 */
enum ub_status ub_pgrid_csv(
    struct ub_pgrid *g, const char *path, struct ub_err *e);

#endif
