/*
 * csvindex_x86.h - the variants of csvindex.h for x86-64; present only where
 * UB_CSV_X86 is defined.  Private to lib/source.
 */
#ifndef UB_CSVINDEX_X86_H
#define UB_CSVINDEX_X86_H

#include "csvindex.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define UB_CSV_X86 1

void ub_csv_index_avx2(
    const char *p, size_t from, size_t len, char delim, struct ub_csv_index *x);
void ub_csv_index_avx512(
    const char *p, size_t from, size_t len, char delim, struct ub_csv_index *x);
#endif

#endif
