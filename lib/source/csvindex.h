/*
 * csvindex.h - the separators of well-formed CSV, found 64 bytes at a time.
 *
 * Well-formed (RFC 4180): a quote opens only at the start of a field, what
 * follows a closing quote is a delimiter, the end of the line or a quote (a
 * doubled one), and a CR outside quotes is followed by LF.  The index stops
 * where this ends; csv.c takes the odd record from there.
 */
#ifndef UB_CSVINDEX_H
#define UB_CSVINDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../base/simd.h"

enum ub_csv_special {
	UB_CSV_QUOTE = 1,
	/* a NUL, a backslash, a TAB that does not delimit, a line end in
	 * quotes, or a # or point at the start of a field */
	UB_CSV_OTHER = 2,
	UB_CSV_TWICE = 4 /* a doubled quote */
};

struct ub_csv_index {
	uint32_t *sep; /* room for len + UB_SIMD_PAD: delimiters and LFs that
	                * stand outside quotes, ascending */
	uint32_t *end; /* room for len + 1: index in sep of each LF */
	/* room for len + 2: per record, what it holds of enum
	 * ub_csv_special; the entry after the last record is in use too */
	uint8_t *special;
	size_t nsep;
	size_t nend;
	bool stopped; /* at what is not well-formed */
	size_t nlf;   /* LFs, those in quotes too, before the stop */
	bool unsure;  /* what was indexed may not be UTF-8 */
};

/*
 * Index p[from..len); p[from] begins a record.  Up to UB_SIMD_PAD bytes past
 * len are read (not used).
 */
void ub_csv_index(const char *p, size_t from, size_t len, char delim,
    enum ub_simd level, struct ub_csv_index *x);

#endif
