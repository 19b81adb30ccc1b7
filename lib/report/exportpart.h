/*
 * exportpart.h - what the formats of export.h share; for lib/report/export*.c
 * alone.
 */
#ifndef UB_EXPORTPART_H
#define UB_EXPORTPART_H

#include "../base/num.h"
#include "../stream/writer.h"
#include "export.h"

struct ub_export_col {
	const char *name; /* borrowed from the legend */
	const char *head; /* its label, or its name; borrowed */
	enum ub_type type;
	bool key;    /* of a table: the reason of a missing value is kept, or
	              * a total would pass for a group */
	size_t k, n; /* columns of a share's numerator and base, or UB_NOCOL */
};

struct ub_export {
	struct ub_export_ask ask;
	const struct ub_export_format *format;
	struct ub_writer w;
	bool open;
	uint64_t guarded, tabbed, wide;
	/* of the current table */
	struct ub_meta *meta;
	const char *table; /* its name; borrowed */
	const char *input; /* its name, for messages */
	struct ub_export_col *col;
	size_t ncol;
	uint64_t nrec;
	const struct ub_batch *b;
	struct ub_buf text;      /* the cell's, without its escapes */
	char number[UB_DEC_MAX]; /* the cell's per cent */
	void *own;               /* the format's */
};

struct ub_export_format {
	const char *name;
	bool delimited;   /* takes --rfc, --labels, --formula-guard */
	bool reasons;     /* takes --missing code */
	bool named;       /* takes --name */
	bool px;          /* takes --created, --subject, --decimals */
	bool many;        /* holds many tables */
	const char *wide; /* said of numbers with too many digits */
	enum ub_status (*begin)(struct ub_export *x, struct ub_err *e);
	enum ub_status (*record)(
	    struct ub_export *x, size_t rec, struct ub_err *e);
	enum ub_status (*end)(struct ub_export *x, struct ub_err *e);
	void (*close)(struct ub_export *x, bool good); /* or NULL */
	void (*free)(struct ub_export *x);             /* or NULL */
};

extern const struct ub_export_format ub_export_csv, ub_export_tsv,
    ub_export_jsonl, ub_export_sql, ub_export_px;

struct ub_export_cell {
	char reason;       /* 0: a value */
	struct ub_slice s; /* the value as plain text (a share as per cent, when
	                    * asked for), or the field of a missing one */
};

/* The cell of a record; s is borrowed until the next cell.  UB_EDATA for a
 * field that is not of its type. */
enum ub_status ub_export_cell(struct ub_export *x, size_t rec, size_t col,
    struct ub_export_cell *cell, struct ub_err *e);
/* UB_EDATA "column NAME: clause" at the record's line. */
enum ub_status ub_export_fail(struct ub_export *x, size_t rec, size_t col,
    const char *clause, struct ub_err *e);
/* Give an error that knows no place the stream's name; return its code. */
enum ub_status ub_export_place(const struct ub_export *x, struct ub_err *e);
/* UB_EUSAGE when two columns, of those with take[c] set (NULL: all), have the
 * same heading. */
enum ub_status ub_export_heads(
    const struct ub_export *x, const bool *take, struct ub_err *e);

/* UB_EDATA for a text that could be taken for a missing value's code. */
enum ub_status ub_export_no_code(struct ub_export *x, size_t rec, size_t col,
    struct ub_slice s, struct ub_err *e);
bool ub_export_is_number(enum ub_type t);
/* Digits from the first that is not 0. */
size_t ub_export_digits(struct ub_slice number);
/* Is the number, read as a double, the same number?  Whole numbers beyond
 * 2^53 are not, for others it is asked whether the text comes back. */
bool ub_export_fits_double(struct ub_slice number, enum ub_type t);

static inline void
ub_export_put(struct ub_export *x, const char *s, size_t len)
{
	ub_writer_add(&x->w, s, len);
}

static inline void
ub_export_puts(struct ub_export *x, const char *z)
{
	ub_writer_add(&x->w, z, strlen(z));
}

#endif
