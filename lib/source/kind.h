/*
 * kind.h - an extract opened as what it is, told by its content: text, packed
 * by gzip or not, in its encoding; a workbook; an SPSS file.
 */
#ifndef UB_KIND_H
#define UB_KIND_H

#include "bytes.h"
#include "rows.h"

struct ub_extract {
	struct ub_bytes *bytes;    /* the text */
	struct ub_rows *rows;      /* what it is made of; NULL: it is text */
	enum ub_encoding encoding; /* of the text, as it is */
	bool decided;              /* it was not declared */
};

struct ub_extract_options {
	char delim;                /* of the text made of rows */
	enum ub_encoding encoding; /* as declared */
	const char *sheet;         /* of a workbook; NULL: its only one */
	bool must_sheet;           /* what is no workbook is an error */
	size_t max_line;
};

/*
 * Open path, "-" is standard input; it must live on.  UB_EIO; UB_EUSAGE: what
 * was declared cannot be had of standard input; UB_EDATA: a kind that cannot be
 * read, and what to do; what detect.h and xlsx.h say.  End with
 * ub_extract_close() either way.
 */
enum ub_status ub_extract_open(struct ub_extract *x, const char *path,
    const struct ub_extract_options *o, struct ub_err *e);
void ub_extract_close(struct ub_extract *x);

/* Of the bytes of the file, all read: UB_FINGERPRINT_LEN digits. */
void ub_extract_fingerprint(const struct ub_extract *x, char *dst);

#endif
