/* mem.c - see mem.h. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "mem.h"

/* The one place below cmd/ that prints and exits: there is no other answer. */
static void
out_of_memory(void)
{
	fputs("ubat: out of memory\n", stderr);
	exit(1);
}

void *
ub_xrealloc(void *p, size_t len)
{
	void *q = realloc(p, len == 0 ? 1 : len);

	if (q == NULL)
		out_of_memory();
	return q;
}

void *
ub_xmalloc(size_t len)
{
	return ub_xrealloc(NULL, len);
}

void *
ub_xreallocarray(void *p, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		out_of_memory();
	return ub_xrealloc(p, n * size);
}

void *
ub_xcalloc(size_t n, size_t size)
{
	void *p = calloc(n == 0 ? 1 : n, size == 0 ? 1 : size);

	if (p == NULL)
		out_of_memory();
	return p;
}

char *
ub_xstrndup(const char *s, size_t len)
{
	char *p = ub_xmalloc(len + 1);

	if (len > 0)
		memcpy(p, s, len);
	p[len] = '\0';
	return p;
}

char *
ub_xstrdup(const char *s)
{
	return ub_xstrndup(s, strlen(s));
}

void
ub_mem_large(void *p, size_t len)
{
#ifdef MADV_HUGEPAGE
	enum { LARGE = 4 << 20, PAGE = 1 << 16 };
	size_t skip = (PAGE - (uintptr_t)p % PAGE) % PAGE;

	if (len >= LARGE)
		(void)madvise((char *)p + skip, (len - skip) / PAGE * PAGE,
		    MADV_HUGEPAGE);
#else
	(void)p;
	(void)len;
#endif
}

void *
ub_xgrow(void *array, size_t n, size_t size)
{
	if (n == 0)
		return ub_xreallocarray(array, 8, size);
	if (n < 8 || (n & (n - 1)) != 0)
		return array;
	return ub_xreallocarray(array, n * 2, size);
}
