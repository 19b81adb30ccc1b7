/* regex.c - patterns: UTF-8, whole or part, where a wrong one goes wrong, and
 * that no text takes for ever. */
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/regex.h"

#include "check.h"

struct known {
	const char *pattern, *text;
	bool whole;
	enum ub_regex_found want;
};

static const struct known cases[] = {
	{ "b+", "abbc", false, UB_REGEX_YES },
	{ "b+", "abbc", true, UB_REGEX_NO },
	{ "b+", "bb", true, UB_REGEX_YES },
	{ "a|ab", "ab", true, UB_REGEX_YES }, /* not the first that fits */
	{ "^b", "a\nb", false, UB_REGEX_NO },
	{ "a$", "a\n", false, UB_REGEX_NO },
	{ "^.$", "å", false, UB_REGEX_YES },
	{ "^.$", "a\xcc\x8a", false, UB_REGEX_NO },
	{ "(?i)ÅSA", "åsa", false, UB_REGEX_YES },
	{ "^\\w+$", "Åsa_1", false, UB_REGEX_YES },
	{ "^\\w+$", "Åsa-1", false, UB_REGEX_NO },
	{ "[å-ö]", "z", false, UB_REGEX_NO },
	{ "\\bö\\b", "å ö", false, UB_REGEX_YES },
	{ "", "", true, UB_REGEX_YES },
	{ "", "x", true, UB_REGEX_NO },
	{ "x", "", false, UB_REGEX_NO },
	{ "^(\\d{4})\\s+(.+)$", "0180 Stockholm", false, UB_REGEX_YES },
	{ "(a)\\1", "aa", true, UB_REGEX_YES },
	{ "(*LIMIT_MATCH=1)(a+)+$", "aaaaaaaaaaaaaaab", false, UB_REGEX_LIMIT },
};

static void
wrong(const char *pattern, size_t want, const char *what)
{
	struct ub_regex *r;
	struct ub_err e;
	size_t at;

	CHECK(ub_regex_new(&r, pattern, strlen(pattern), false, &at, &e) ==
	      UB_EUSAGE);
	CHECK(r == NULL);
	CHECK(at == want);
	CHECK(strcmp(e.what, what) == 0);
}

/* Each takes 2^n or n^4 steps on a text that almost fits. */
static void
no_end(const char *pattern)
{
	char text[5001];
	struct ub_regex *r;
	struct ub_err e;
	size_t at;

	memset(text, 'a', 5000);
	text[5000] = '!';
	CHECK(ub_regex_new(&r, pattern, strlen(pattern), false, &at, &e) ==
	      UB_OK);
	CHECK(ub_regex_match(r, text, sizeof(text)) == UB_REGEX_LIMIT);
	CHECK(ub_regex_match(r, "b", 1) == UB_REGEX_NO);
	ub_regex_free(r);
}

int
main(void)
{
	const struct known *k;
	struct ub_regex *r;
	struct ub_err e;
	size_t i, at;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		k = &cases[i];
		CHECK(ub_regex_new(&r, k->pattern, strlen(k->pattern), k->whole,
			  &at, &e) == UB_OK);
		if (ub_regex_match(r, k->text, strlen(k->text)) != k->want)
			printf("/%s/ on \"%s\"\n", k->pattern, k->text);
		CHECK(ub_regex_match(r, k->text, strlen(k->text)) == k->want);
		ub_regex_free(r);
	}
	wrong("a(b", 3, "the pattern: missing closing parenthesis");
	wrong("a)b", 1, "the pattern: unmatched closing parenthesis");
	wrong("[b-a]", 3, "the pattern: range out of order in character class");
	wrong("*", 0,
	    "the pattern: quantifier does not follow a repeatable item");
	wrong(
	    "\\C", 2, "the pattern: using \\C is disabled by the application");
	wrong("((a{1000}){1000}){1000}", 23,
	    "the pattern: regular expression is too large");
	no_end("(a+)+$");
	no_end("(a|aa)+$");
	no_end("(.*)(.*)(.*)(.*)[0-9]");
	ub_regex_free(NULL);
	CHECK_END;
}
