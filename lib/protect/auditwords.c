/* auditwords.c - words that headings, keys and notes of printed tables have;
 * auditshape.h. */
#include "../base/unicode.h"
#include "auditshape.h"
#include "figure.h"

enum { NAME_MAX_LEN = 200 };

static bool
begins_with(struct ub_slice s, const char *word)
{
	size_t n = strlen(word);

	if (s.len < n || memcmp(s.s, word, n) != 0)
		return false;
	return s.len == n || strchr(" ,:*(", s.s[n]) != NULL;
}

bool
ub_shape_means_all(const struct ub_shape *s, struct ub_slice text)
{
	static const char *const word[] = { "totalt", "total", "samtliga",
		"summa", "alla", "riket", "hela riket", "hela landet",
		"b\xc3\xa5"
		"da k\xc3\xb6nen",
		"b\xc3\xa5"
		"da",
		".t", "(total)", "all", "both", "sum", NULL };
	struct ub_buf b = { 0 };
	struct ub_slice low;
	bool all = false;
	size_t i;

	if (text.len == 0 || text.len > NAME_MAX_LEN)
		return false;
	if (s->ask->total != NULL)
		return ub_is_listed(s->ask->total, text);
	ub_lower(&b, text.s, text.len);
	low = (struct ub_slice){ b.s, b.len };
	for (i = 0; word[i] != NULL && !all; i++)
		all = begins_with(low, word[i]);
	ub_buf_free(&b);
	return all;
}

bool
ub_shape_says(const char *text, const char *const *word)
{
	struct ub_buf b = { 0 };
	bool any = false;

	ub_lower(&b, text, strlen(text));
	for (; *word != NULL && b.s != NULL && !any; word++)
		any = strstr(b.s, *word) != NULL;
	ub_buf_free(&b);
	return any;
}
