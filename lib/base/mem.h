/*
 * mem.h - allocation that cannot fail, and slices.
 *
 * A filter out of memory has no better answer than to end: these print one
 * line and exit 1.  Input can never ask for an unbounded amount: limits come
 * before every allocation that depends on it, and stand in ubat(5).
 */
#ifndef UB_MEM_H
#define UB_MEM_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Bytes somebody else owns; not NUL-terminated. */
struct ub_slice {
	const char *s;
	size_t len; /* bytes */
};

void *ub_xmalloc(size_t len);
void *ub_xcalloc(size_t n, size_t size);
void *ub_xrealloc(void *p, size_t len);
void *ub_xreallocarray(void *p, size_t n, size_t size); /* checks n * size */
char *ub_xstrdup(const char *s);
char *ub_xstrndup(const char *s, size_t len); /* NUL-terminated copy */

/*
 * Arrays that may come to have millions of members and are read here and
 * there: from UB_LARGE bytes on they have pages of their own, of the large kind
 * where the system has them, and grow without being copied.  old is the number
 * of members that p was given last, 0 with NULL at first; what is new is not
 * cleared but by ub_large_zeroed().
 */
enum { UB_LARGE = 4 << 20 };
void *ub_large_resize(void *p, size_t old, size_t n, size_t size); /* n > old */
void *ub_large_zeroed(size_t n, size_t size);
void ub_large_free(void *p, size_t n, size_t size);

/* From now on they have small pages: a large one is taken as a whole, however
 * little of it is used. */
void ub_small_pages(void);

/*
 * Make room for one more member in an array of n members of size bytes that
 * was grown by this function only (capacity: the next power of two, at least
 * 8).  Returns the array, perhaps moved.
 */
void *ub_xgrow(void *array, size_t n, size_t size);

static inline struct ub_slice
ub_slice_of(const char *s)
{
	struct ub_slice sl = { s, strlen(s) };
	return sl;
}

static inline bool
ub_slice_eq(struct ub_slice a, struct ub_slice b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.s, b.s, a.len) == 0);
}

static inline bool
ub_slice_is(struct ub_slice a, const char *z)
{
	size_t n = strlen(z);
	return a.len == n && memcmp(a.s, z, n) == 0;
}

/* Their order by bytes: <0, 0, >0. */
static inline int
ub_slice_cmp(struct ub_slice a, struct ub_slice b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int c = n == 0 ? 0 : memcmp(a.s, b.s, n);

	return c != 0 ? c : (a.len > b.len) - (a.len < b.len);
}

/* Is name in a list by commas?  NULL is an empty list. */
bool ub_listed(const char *list, struct ub_slice name);

#endif
