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

/* --- what there is no figure of ------------------------------------------------- */

bool
ub_shape_is_rest(struct ub_slice v)
{
	static const char *const part[] = { "saknas", "ej besvar",
		"inte besvar", "ej svar", "inte svar", "inget svar",
		"svar saknas", "vet ej", "vet inte", "vill ej", "vill inte",
		"okän", "övrig", "ovrig", "ej relevant", "inte relevant",
		"ej aktuell", "inte aktuell", "ej tillämplig",
		"inte tillämplig", "bortfall", "redovisas inte", "redovisas ej",
		"ej redovisa", "inte redovisa", "ej jämförbar",
		"inte jämförbar", "kan inte ", "otillåtet värde",
		"skyddad uppgift", "skyddade uppgift", "sekretess", "ospecific",
		"ej specific", "oklassific", "ej klassific", "ofördel",
		"ej fördel", "ej angiv", "inte angiv", "ingen uppgift",
		"ej uppgift", "uppgift ej", "restpost", "not stated",
		"not available", "not answered", "not recorded", "not shown",
		"not applicable", "not relevant", "not comparable",
		"not reported", "not specified", "not known", "cannot ",
		"no answer", "no response", "non-response", "no data",
		"missing", "unknown", "unspecified", "unclassified", "refused",
		"protected", "confidential", "don't know", "other", NULL };
	static const char *const whole[] = { "annan", "annat", "andra", "rest",
		"else", "none of these", NULL };
	struct ub_buf b = { 0 };
	char why = ub_missing(v);
	bool is;

	if (why != 0 || v.len == 0)
		return why != 0 && why != UB_TOTAL;
	ub_lower(&b, v.s, v.len);
	is = ub_shape_says(b.s, part);
	for (size_t i = 0; whole[i] != NULL; i++)
		is = is || strcmp(b.s, whole[i]) == 0;
	ub_buf_free(&b);
	return is;
}

/* "<5", "< 10": so few that it is not told. */
static bool
is_fewer_than(struct ub_slice s)
{
	size_t i = 1;

	if (s.len < 2 || s.s[0] != '<')
		return false;
	while (i < s.len && s.s[i] == ' ')
		i++;
	return i < s.len && s.len - i <= 2 && s.s[i] >= '1' && s.s[i] <= '9' &&
	       (s.len - i == 1 || (s.s[i + 1] >= '0' && s.s[i + 1] <= '9'));
}

char
ub_shape_word(struct ub_slice text)
{
	static const char *const hidden[] = { "skyddad", "skyddat", "prickad",
		"prickat", "sekretess", "sekretessbelagd", "sekretesskyddad",
		"sekretesskyddat", "protected", "confidential", "suppressed",
		"1-3",
		"1\xe2\x80\x93"
		"3",
		"1-4",
		"1\xe2\x80\x93"
		"4",
		NULL };
	static const char *const phrase[] = { "skyddad uppgift",
		"uppgiften är skydda", "uppgiften har skyddats",
		"av sekretesskäl", "protected figure", "for confidentiality",
		NULL };
	struct ub_buf b = { 0 };
	char is = 0;

	if (text.len == 0 || text.len > NAME_MAX_LEN)
		return 0;
	if (is_fewer_than(text))
		return 's';
	ub_lower(&b, text.s, text.len);
	for (size_t i = 0; hidden[i] != NULL; i++)
		if (strcmp(b.s, hidden[i]) == 0)
			is = 's';
	if (is == 0 && ub_shape_says(b.s, phrase))
		is = 's';
	else if (is == 0 && ub_shape_is_rest(text))
		is = 'b';
	ub_buf_free(&b);
	return is;
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
