/* unquote.c - see unquote.h. */
#include "unquote.h"

struct ub_slice
ub_csv_unquote(const char *s, size_t len, char *dst)
{
	struct ub_slice f = { s, len };
	const char *q, *end;
	size_t n = 0, part;

	if (len < 2 || s[0] != '"')
		return f;
	f.s = s + 1;
	f.len = len - 2;
	end = f.s + f.len;
	if ((q = memchr(f.s, '"', f.len)) == NULL)
		return f;
	for (s = f.s; q != NULL; q = memchr(s, '"', (size_t)(end - s))) {
		part = (size_t)(q - s) + 1;
		memcpy(dst + n, s, part);
		n += part;
		s = q + 2;
	}
	memcpy(dst + n, s, (size_t)(end - s));
	f.s = dst;
	f.len = n + (size_t)(end - s);
	return f;
}
