/*
 * unquote.h - a well-formed field of CSV without its quotes.
 */
#ifndef UB_UNQUOTE_H
#define UB_UNQUOTE_H

#include "../base/mem.h"

/* The field between two separators: without its quotes, doubled ones halved.
 * dst, for what must be copied, has room for len bytes. */
struct ub_slice ub_csv_unquote(const char *s, size_t len, char *dst);

#endif
