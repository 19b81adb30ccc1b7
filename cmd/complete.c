/* complete.c - see cli.h: the completion of a command line by bash and zsh,
 * from the table of options and the synopsis. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "lib/base/embed.h"

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
	{ "column dir", "columns" },
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

static const char *
kind_of(const char *name)
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

/* The kinds of the operands, in order; "*" before the kind of all others. */
static void
operands(const struct ub_cli *c, const char *before, const char *between,
    void (*print)(size_t at, bool rest, const char *name))
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

/* The words of a built-in kind: codes/kommun.csv is kommun. */
static void
print_embedded(const char *folder)
{
	size_t len = strlen(folder);
	const char *name;

	for (const struct ub_embedded *f = ub_embedded; f->path != NULL; f++)
		if (strncmp(f->path, folder, len) == 0) {
			name = f->path + len;
			printf(" %.*s", (int)strcspn(name, "."), name);
		}
}

/* --- bash ------------------------------------------------------------------ */

static void
bash_options(const struct ub_option *o)
{
	for (; o->name != NULL; o++) {
		if (o->ch < UB_OPT_LONG)
			printf(" -%c", o->ch);
		if (o->name[0] != '\0')
			printf(" --%s", o->name);
	}
}

static void
bash_arguments(const struct ub_option *o)
{
	for (; o->name != NULL; o++) {
		if (o->arg == NULL || o->arg[0] == '[')
			continue;
		if (o->ch < UB_OPT_LONG)
			printf(" -%c=%s", o->ch, kind_of(o->arg));
		if (o->name[0] != '\0')
			printf(" --%s=%s", o->name, kind_of(o->arg));
	}
}

static void
bash_operand(size_t at, bool rest, const char *name)
{
	(void)at;
	printf("%s%s", kind_of(name), rest ? "*" : "");
}

/* _ubat_filter for ubat-filter */
static void
print_function(const char *prog)
{
	putchar('_');
	for (; *prog != '\0'; prog++)
		putchar(*prog == '-' ? '_' : *prog);
}

static void
bash(const struct ub_cli *c, const struct ub_option *common)
{
	fputs("\n", stdout);
	print_function(c->prog);
	fputs("()\n{\n\t_ubat_complete '", stdout);
	bash_options(c->option);
	bash_options(common);
	fputs("' \\\n\t    '", stdout);
	bash_arguments(c->option);
	bash_arguments(common);
	operands(c, "' \\\n\t    '", " ", bash_operand);
	fputs("'\n}\ncomplete -F ", stdout);
	print_function(c->prog);
	printf(" %s\n", c->prog);
}

/* --- zsh ------------------------------------------------------------------- */

/* A text inside '...' of _arguments: what zsh reads as its own goes out. */
static void
zsh_text(const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s == '\'')
			fputs("'\\''", stdout);
		else if (strchr("[]:\\", *s) != NULL)
			printf("\\%c", *s);
		else
			putchar(*s);
	}
}

static void
zsh_action(const char *name)
{
	const char *kind = kind_of(name);

	putchar(':');
	zsh_text(name);
	putchar(':');
	if (strchr(kind, '|') == NULL) {
		printf("_ubat_%s", kind);
		return;
	}
	putchar('(');
	for (; *kind != '\0'; kind++)
		putchar(*kind == '|' ? ' ' : *kind);
	putchar(')');
}

static void
zsh_option(
    const char *dashes, const char *name, size_t len, const struct ub_option *o)
{
	bool takes = o->arg != NULL && o->arg[0] != '[';

	printf(" \\\n    '*%s%.*s", dashes, (int)len, name);
	if (takes && dashes[1] == '-')
		putchar('=');
	putchar('[');
	zsh_text(o->help);
	putchar(']');
	if (takes)
		zsh_action(o->arg);
	putchar('\'');
}

static void
zsh_options(const struct ub_option *o)
{
	char letter;

	for (; o->name != NULL; o++) {
		letter = (char)(o->ch & 0x7f);
		if (o->ch < UB_OPT_LONG)
			zsh_option("-", &letter, 1, o);
		if (o->name[0] != '\0')
			zsh_option("--", o->name, strlen(o->name), o);
	}
}

static void
zsh_operand(size_t at, bool rest, const char *name)
{
	if (rest)
		fputs(" \\\n    '*", stdout);
	else
		printf(" \\\n    '%zu", at);
	zsh_action(name);
	putchar('\'');
}

static void
zsh(const struct ub_cli *c, const struct ub_option *common)
{
	fputs("\n_arguments", stdout);
	if (c->command)
		fputs(" -A '-*'", stdout);
	zsh_options(c->option);
	zsh_options(common);
	operands(c, "", "", zsh_operand);
	putchar('\n');
}

/* --- both ------------------------------------------------------------------ */

/* The words that a shell function of ours prints. */
static void
print_list(const char *name, const char *folder)
{
	printf("\n%s()\n{\n\tprintf '%%s\\n'", name);
	print_embedded(folder);
	fputs("\n}\n", stdout);
}

void
ub_cli_complete(
    const struct ub_cli *c, const struct ub_option *common, const char *shell)
{
	bool is_bash = strcmp(shell, "bash") == 0;
	const struct ub_embedded *f;

	if (!is_bash && strcmp(shell, "zsh") != 0)
		ub_cli_usage(c, "--completion: not bash or zsh");
	if (is_bash)
		printf("# %s(1): completion for bash\n", c->prog);
	else
		printf("#compdef %s\n# completion for zsh\n", c->prog);
	print_list("_ubat_instruments", "instruments/");
	print_list("_ubat_lists", "codes/");
	f = ub_embedded_find(
	    is_bash ? "cmd/complete.bash" : "cmd/complete.zsh");
	putchar('\n');
	fwrite(f->data, 1, f->len, stdout);
	if (is_bash)
		bash(c, common);
	else
		zsh(c, common);
}
