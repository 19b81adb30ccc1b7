/* mem.c - see mem.h. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

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

/* --- large arrays --------------------------------------------------------- */

#ifdef MREMAP_FIXED
enum { LARGE_PAGE = 2 << 20 };

static size_t
bytes_of(size_t n, size_t size)
{
	if (n > (SIZE_MAX - 2 * LARGE_PAGE) / size)
		out_of_memory();
	return n * size;
}

static size_t
in_pages(size_t len)
{
	return (len + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
}

/* Where a large page begins: only there can it lie whole, and be moved so. */
static char *
map_pages(size_t len)
{
	char *p = mmap(NULL, len + LARGE_PAGE, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	size_t skip;

	if (p == MAP_FAILED)
		out_of_memory();
	skip = (LARGE_PAGE - (uintptr_t)p % LARGE_PAGE) % LARGE_PAGE;
	if (skip > 0)
		(void)munmap(p, skip);
	if (skip < LARGE_PAGE)
		(void)munmap(p + skip + len, LARGE_PAGE - skip);
	(void)madvise(p + skip, len, MADV_HUGEPAGE);
	return p + skip;
}

static bool
is_large(size_t n, size_t size)
{
	return n > UB_LARGE / size;
}

void *
ub_large_resize(void *p, size_t old, size_t n, size_t size)
{
	size_t len = bytes_of(n, size);
	char *to;

	if (!is_large(n, size))
		return ub_xrealloc(p, len);
	if (is_large(old, size) && in_pages(old * size) == in_pages(len))
		return p;
	to = map_pages(in_pages(len));
	if (!is_large(old, size)) {
		if (old > 0)
			memcpy(to, p, old * size);
		free(p);
	} else if (mremap(p, in_pages(old * size), in_pages(len),
		       MREMAP_MAYMOVE | MREMAP_FIXED, to) == MAP_FAILED) {
		out_of_memory();
	}
	return to;
}

void *
ub_large_zeroed(size_t n, size_t size)
{
	if (!is_large(n, size))
		return ub_xcalloc(n, size);
	return map_pages(in_pages(bytes_of(n, size)));
}

void
ub_large_free(void *p, size_t n, size_t size)
{
	if (!is_large(n, size))
		free(p);
	else
		(void)munmap(p, in_pages(n * size));
}
#else
void *
ub_large_resize(void *p, size_t old, size_t n, size_t size)
{
	(void)old;
	return ub_xreallocarray(p, n, size);
}

void *
ub_large_zeroed(size_t n, size_t size)
{
	return ub_xcalloc(n, size);
}

void
ub_large_free(void *p, size_t n, size_t size)
{
	(void)n;
	(void)size;
	free(p);
}
#endif

void
ub_small_pages(void)
{
#ifdef PR_SET_THP_DISABLE
	(void)prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);
#endif
}

/* --- growing ---------------------------------------------------------------- */

void *
ub_xgrow(void *array, size_t n, size_t size)
{
	if (n == 0)
		return ub_xreallocarray(array, 8, size);
	if (n < 8 || (n & (n - 1)) != 0)
		return array;
	return ub_xreallocarray(array, n * 2, size);
}

/* --- slices ----------------------------------------------------------------- */

bool
ub_listed(const char *list, struct ub_slice name)
{
	struct ub_slice one;

	for (; list != NULL && *list != '\0'; list += list[0] == ',') {
		one = (struct ub_slice){ list, strcspn(list, ",") };
		if (ub_slice_eq(one, name))
			return true;
		list += one.len;
	}
	return false;
}
