/* synopsis.c - see cli.h. */
#include <stdio.h>
#include <string.h>

#include "cli.h"

enum { WORD_MAX = 64 };

/* Names of arguments, and the function of cmd/complete.bash and .zsh that
 * knows what they can be. */
static const struct {
	const char *name, *kind;
} kinds[] = {
	{ "argument", "file" },
	{ "column", "columns" },
	{ "column dir", "columns" },
	{ "columns", "columns" },
	{ "command", "command" },
	{ "condition", "expr" },
	{ "definition", "expr" },
	{ "directory", "directory" },
	{ "expr", "expr" },
	{ "file", "file" },
	{ "instrument", "instrument" },
	{ "item=column", "expr" },
	{ "key", "file" },
	{ "keys", "columns" },
	{ "measure", "expr" },
	{ "measures", "columns" },
	{ "right", "right" },
	{ "report", "report" },
	{ "set", "set" },
	{ "source", "source" },
	{ "times", "expr" },
	{ "why", "file" },
};

const char *
ub_argument_kind(const char *name)
{
	if (strchr(name, '|') != NULL)
		return name;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return kinds[i].kind;
	return "none";
}

/* The next word of a synopsis without its brackets and dots; an option comes
 * with its argument, "-k columns".  NULL after the last. */
static const char *
next_word(const char *p, char *word, bool *option)
{
	size_t n = 0;

	while (*p == ' ' || *p == '[' || *p == ']')
		p++;
	if (*p == '\0')
		return NULL;
	*option = *p == '-';
	while (*p != '\0' && *p != ' ' && *p != ']') {
		if (n + 1 < WORD_MAX)
			word[n++] = *p;
		p++;
	}
	word[n] = '\0';
	return p;
}

static bool
takes_argument(const struct ub_cli *c, const char *word)
{
	const struct ub_option *o;

	for (o = c->option; o->name != NULL; o++)
		if (word[1] == '-' ? strcmp(o->name, word + 2) == 0
				   : o->ch == word[1] && word[2] == '\0')
			return o->arg != NULL && o->arg[0] != '[';
	return false;
}

/* Skip the argument of an option: to its "]", or a word. */
static const char *
skip_argument(const char *p, bool bracket)
{
	p += strspn(p, " ");
	return p + strcspn(p, bracket ? "]" : " ]");
}

void
ub_synopsis_operands(const struct ub_cli *c, const char *before,
    const char *between, ub_operand_fn print)
{
	const char *p = c->synopsis + strcspn(c->synopsis, " "), *start;
	char word[WORD_MAX];
	bool option;
	size_t n = 0;

	fputs(before, stdout);
	for (;;) {
		bool bracket;

		start = p + strspn(p, " ]");
		bracket = *start == '[';
		if ((p = next_word(p, word, &option)) == NULL)
			break;
		if (option) {
			if (takes_argument(c, word))
				p = skip_argument(p, bracket);
			continue;
		}
		if (strcmp(word, "...") == 0)
			continue;
		if (strcmp(word, c->prog) == 0)
			break; /* another way to use it */
		if (n++ > 0)
			fputs(between, stdout);
		print(n, strncmp(p, " ...", 4) == 0, word);
	}
}
