/* legend.c - see legend.h. */
#include <stdlib.h>

#include "../base/hash.h"
#include "../base/unicode.h"
#include "legend.h"

static char *
folded(const char *name)
{
	struct ub_buf b = { 0 };

	ub_casefold(&b, name, strlen(name));
	ub_buf_reserve(&b, 0);
	b.s[b.len] = '\0';
	return b.s;
}

static void
append(struct ub_legend *l, const char *name, size_t len, enum ub_type type)
{
	struct ub_col *c;
	char *f;

	l->col = ub_xgrow(l->col, l->n, sizeof(*l->col));
	c = &l->col[l->n++];
	c->name = ub_xstrndup(name, len);
	c->type = type;
	f = folded(c->name);
	c->folded = ub_hash64(f, strlen(f), 0);
	free(f);
}

/* A table can have thousands of columns, added one by one: compare hashes, and
 * names only where those agree. */
static bool
taken(const struct ub_legend *l, const char *name)
{
	char *want = folded(name), *have;
	uint64_t hash = ub_hash64(want, strlen(want), 0);
	bool yes = false;
	size_t i;

	for (i = 0; i < l->n && !yes; i++) {
		if (l->col[i].folded != hash)
			continue;
		have = folded(l->col[i].name);
		yes = strcmp(have, want) == 0;
		free(have);
	}
	free(want);
	return yes;
}

enum ub_status
ub_legend_add(struct ub_legend *l, const char *name, size_t len,
    enum ub_type type, struct ub_err *e)
{
	char *copy;

	if (!ub_name_valid(name, len))
		return ub_fail(e, UB_EUSAGE,
		    "a column's name is a letter, then letters, digits and _");
	if (l->n >= UB_COLUMNS_MAX)
		return ub_fail(
		    e, UB_EUSAGE, "more than %d columns", UB_COLUMNS_MAX);
	copy = ub_xstrndup(name, len);
	if (taken(l, copy)) {
		ub_fail(e, UB_EUSAGE, "two columns are called %s", copy);
		free(copy);
		return UB_EUSAGE;
	}
	append(l, copy, len, type);
	free(copy);
	return UB_OK;
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* All names at once: a legend may have thousands. */
static enum ub_status
check_different(const struct ub_legend *l, struct ub_err *e)
{
	char **name = ub_xreallocarray(NULL, l->n, sizeof(*name));
	enum ub_status st = UB_OK;
	size_t i;

	for (i = 0; i < l->n; i++)
		name[i] = folded(l->col[i].name);
	qsort(name, l->n, sizeof(*name), by_text);
	for (i = 1; i < l->n && st == UB_OK; i++)
		if (strcmp(name[i - 1], name[i]) == 0)
			st = ub_fail(e, UB_EDATA,
			    "legend: two columns are called %s", name[i]);
	for (i = 0; i < l->n; i++)
		free(name[i]);
	free(name);
	return st;
}

static enum ub_status
parse_column(struct ub_legend *l, const char *s, size_t len, struct ub_err *e)
{
	const char *colon = memchr(s, ':', len);
	enum ub_type type;
	size_t n;

	if (colon == NULL)
		return ub_fail(e, UB_EDATA,
		    "legend: column %zu is not name:type", l->n + 1);
	n = (size_t)(colon - s);
	if (!ub_name_valid(s, n))
		return ub_fail(e, UB_EDATA,
		    "legend: column %zu: a name is a letter, then letters, "
		    "digits and _",
		    l->n + 1);
	if (!ub_type_parse(colon + 1, len - n - 1, &type))
		return ub_fail(
		    e, UB_EDATA, "legend: column %zu: no such type", l->n + 1);
	append(l, s, n, type);
	return UB_OK;
}

enum ub_status
ub_legend_parse(
    struct ub_legend *l, const char *s, size_t len, struct ub_err *e)
{
	enum ub_status st = UB_OK;
	const char *end = s + len, *tab;

	memset(l, 0, sizeof(*l));
	if (len == 0 || s[0] != '#')
		return ub_fail(e, UB_EDATA, "no legend");
	for (s++; st == UB_OK; s = tab + 1) {
		tab = memchr(s, '\t', (size_t)(end - s));
		if (tab == NULL)
			tab = end;
		st = parse_column(l, s, (size_t)(tab - s), e);
		if (tab == end)
			break;
	}
	if (st == UB_OK)
		st = check_different(l, e);
	if (st != UB_OK)
		ub_legend_free(l);
	return st;
}

void
ub_legend_print(struct ub_buf *b, const struct ub_legend *l)
{
	size_t i;

	for (i = 0; i < l->n; i++) {
		ub_buf_putc(b, i == 0 ? '#' : '\t');
		ub_buf_puts(b, l->col[i].name);
		ub_buf_putc(b, ':');
		ub_buf_puts(b, ub_type_name(l->col[i].type));
	}
	ub_buf_putc(b, '\n');
}

void
ub_legend_copy(struct ub_legend *to, const struct ub_legend *from)
{
	size_t i;

	memset(to, 0, sizeof(*to));
	for (i = 0; i < from->n; i++)
		append(to, from->col[i].name, strlen(from->col[i].name),
		    from->col[i].type);
}

bool
ub_legend_equal(const struct ub_legend *a, const struct ub_legend *b)
{
	size_t i;

	if (a->n != b->n)
		return false;
	for (i = 0; i < a->n; i++)
		if (a->col[i].type != b->col[i].type ||
		    strcmp(a->col[i].name, b->col[i].name) != 0)
			return false;
	return true;
}

void
ub_legend_free(struct ub_legend *l)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		free(l->col[i].name);
	free(l->col);
	memset(l, 0, sizeof(*l));
}

size_t
ub_legend_find(const struct ub_legend *l, const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (strncmp(l->col[i].name, name, len) == 0 &&
		    l->col[i].name[len] == '\0')
			return i;
	return UB_NOCOL;
}

enum ub_status
ub_legend_need(const struct ub_legend *l, const char *name, size_t len,
    size_t *idx, struct ub_err *e)
{
	const char **names, *near;
	size_t i;

	if ((*idx = ub_legend_find(l, name, len)) != UB_NOCOL)
		return UB_OK;
	if (len == 0)
		return ub_fail(e, UB_EUSAGE, "a column without a name");
	names = ub_xreallocarray(NULL, l->n, sizeof(*names));
	for (i = 0; i < l->n; i++)
		names[i] = l->col[i].name;
	near = ub_nearest(name, len, names, l->n);
	if (near != NULL)
		ub_fail(e, UB_EUSAGE, "no column %.*s; did you mean %s?",
		    (int)(len > 64 ? 64 : len), name, near);
	else
		ub_fail(e, UB_EUSAGE, "no column %.*s",
		    (int)(len > 64 ? 64 : len), name);
	free(names);
	return UB_EUSAGE;
}

enum { EDIT_MAX = 64 };

/* Levenshtein's distance in bytes; names longer than EDIT_MAX are far. */
static size_t
edits(const char *a, size_t na, const char *b, size_t nb)
{
	size_t row[EDIT_MAX + 1], i, j, diag, up;

	if (na > EDIT_MAX || nb > EDIT_MAX)
		return EDIT_MAX;
	for (j = 0; j <= nb; j++)
		row[j] = j;
	for (i = 1; i <= na; i++) {
		diag = row[0];
		row[0] = i;
		for (j = 1; j <= nb; j++) {
			up = row[j];
			if (a[i - 1] != b[j - 1])
				diag++;
			row[j] = diag < up + 1 ? diag : up + 1;
			if (row[j - 1] + 1 < row[j])
				row[j] = row[j - 1] + 1;
			diag = up;
		}
	}
	return row[nb];
}

const char *
ub_nearest(const char *name, size_t len, const char *const *names, size_t n)
{
	size_t best = len / 3 + 2, d, i;
	const char *near = NULL;

	for (i = 0; i < n; i++) {
		d = edits(name, len, names[i], strlen(names[i]));
		if (d < best && d < len) {
			best = d;
			near = names[i];
		}
	}
	return near;
}
