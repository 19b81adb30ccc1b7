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
		".t", "(total)", "all", "both", "sum", "sweden",
		"the whole country", "the country", NULL };
	struct ub_buf b = { 0 };
	struct ub_slice low;
	bool all = false;
	size_t i;

	if (text.len == 0 || text.len > NAME_MAX_LEN)
		return false;
	if (s->ask->total != NULL)
		return ub_listed(s->ask->total, text);
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

bool
ub_shape_title_says(const struct ub_shape *s, const char *const *word)
{
	const struct ub_pgrid *g = s->g;
	struct ub_buf b = { 0 };
	size_t i;
	bool any;

	ub_buf_add(&b, "", 0);
	for (i = g->row[s->title]; i < g->row[s->head]; i++)
		ub_buf_add(&b, g->text.s + g->cell[i].at, g->cell[i].len);
	any = ub_shape_says(b.s, word);
	ub_buf_free(&b);
	return any;
}

bool
ub_shape_counts(const char *heading)
{
	static const char *const word[] = { "antal", "n=", "number", "count",
		"bas", NULL };

	return strcmp(heading, "n") == 0 || strcmp(heading, "N") == 0 ||
	       strcmp(heading, "n_pers") == 0 || ub_shape_says(heading, word);
}

/* --- what ubat-agg calls what stands beside a share or mean --------------------- */

const char *const ub_shape_numerator[] = { "_k", ", antal", ", number", NULL };
const char *const ub_shape_base[] = { "_n", ", antal med uppgift",
	", antal i basen", ", number with a value", ", number in the base",
	NULL };

bool
ub_shape_follows(const char *name, const char *stem, const char *const *tail)
{
	size_t len = strlen(stem);

	if (strncmp(name, stem, len) != 0)
		return false;
	for (; *tail != NULL; tail++)
		if (strcmp(name + len, *tail) == 0)
			return true;
	return false;
}

size_t
ub_shape_beside(const struct ub_legend *l, size_t col, const char *const *tail)
{
	size_t c;

	for (c = 0; c < l->n; c++)
		if (ub_shape_follows(l->col[c].name, l->col[col].name, tail))
			return c;
	return UB_NOCOL;
}

bool
ub_shape_is_base(const struct ub_legend *l, size_t col)
{
	static const char *const word[] = { "med uppgift", "utan uppgift",
		"i basen", "with a value", "without a value", "in the base",
		NULL };
	static const char *const tail[] = { "_n", "_miss", NULL };
	const char *name = l->col[col].name;
	size_t n = strlen(name), c;

	if (ub_shape_says(name, word))
		return true;
	if ((n < 3 || strcmp(name + n - 2, "_n") != 0) &&
	    (n < 6 || strcmp(name + n - 5, "_miss") != 0))
		return false;
	for (c = 0; c < l->n; c++)
		if (ub_shape_follows(name, l->col[c].name, tail))
			return true;
	return false;
}
