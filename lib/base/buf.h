/*
 * buf.h - a byte string that grows.
 *
 * Place a struct ub_buf, zeroed, and end with ub_buf_free().  s is always
 * NUL-terminated once anything was added (the NUL is not counted in len).
 */
#ifndef UB_BUF_H
#define UB_BUF_H

#include <stdint.h>

#include "mem.h"

struct ub_buf {
	char *s; /* owned; NULL while nothing was added */
	size_t len;
	size_t cap;
};

void ub_buf_reserve(struct ub_buf *b, size_t more); /* room for more bytes */
void ub_buf_add(struct ub_buf *b, const void *p, size_t len);
void ub_buf_puts(struct ub_buf *b, const char *z);
static inline void
ub_buf_putc(struct ub_buf *b, char c)
{
	if (b->len + 1 >= b->cap)
		ub_buf_reserve(b, 1);
	b->s[b->len++] = c;
	b->s[b->len] = '\0';
}
void ub_buf_int(struct ub_buf *b, int64_t v);
void ub_buf_uint(struct ub_buf *b, uint64_t v);
void ub_buf_printf(struct ub_buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void ub_buf_clear(struct ub_buf *b); /* len = 0, memory kept */
void ub_buf_free(struct ub_buf *b);

#endif
