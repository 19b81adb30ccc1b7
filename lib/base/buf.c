/* buf.c - see buf.h. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "buf.h"
#include "num.h"

void
ub_buf_reserve(struct ub_buf *b, size_t more)
{
	size_t need = b->len + more + 1;
	size_t cap = b->cap == 0 ? 64 : b->cap;

	if (need <= b->cap)
		return;
	while (cap < need)
		cap *= 2;
	b->s = ub_xrealloc(b->s, cap);
	b->cap = cap;
}

void
ub_buf_add(struct ub_buf *b, const void *p, size_t len)
{
	ub_buf_reserve(b, len);
	if (len > 0)
		memcpy(b->s + b->len, p, len);
	b->len += len;
	b->s[b->len] = '\0';
}

void
ub_buf_puts(struct ub_buf *b, const char *z)
{
	ub_buf_add(b, z, strlen(z));
}

void
ub_buf_uint(struct ub_buf *b, uint64_t v)
{
	char t[20], *end = t + sizeof(t), *p;

	if (v < 10) { /* most of what is counted in millions of groups */
		ub_buf_putc(b, (char)('0' + v));
		return;
	}
	p = ub_digits_before(end, v);
	ub_buf_add(b, p, (size_t)(end - p));
}

void
ub_buf_int(struct ub_buf *b, int64_t v)
{
	if (v < 0)
		ub_buf_putc(b, '-');
	ub_buf_uint(b, v < 0 ? 0 - (uint64_t)v : (uint64_t)v);
}

void
ub_buf_printf(struct ub_buf *b, const char *fmt, ...)
{
	va_list ap, again;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n > 0) {
		ub_buf_reserve(b, (size_t)n);
		vsnprintf(b->s + b->len, (size_t)n + 1, fmt, again);
		b->len += (size_t)n;
	}
	va_end(again);
}

void
ub_buf_clear(struct ub_buf *b)
{
	b->len = 0;
	if (b->s != NULL)
		b->s[0] = '\0';
}

void
ub_buf_free(struct ub_buf *b)
{
	free(b->s);
	b->s = NULL;
	b->len = b->cap = 0;
}
