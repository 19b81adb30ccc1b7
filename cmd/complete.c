/* complete.c - see cli.h: the completion of a command line by bash and zsh,
 * from the table of options and the synopsis. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "lib/base/embed.h"

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
			printf(" -%c=%s", o->ch, ub_argument_kind(o->arg));
		if (o->name[0] != '\0')
			printf(" --%s=%s", o->name, ub_argument_kind(o->arg));
	}
}

static void
bash_operand(size_t at, bool rest, const char *name)
{
	(void)at;
	printf("%s%s", ub_argument_kind(name), rest ? "*" : "");
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
	ub_synopsis_operands(c, "' \\\n\t    '", " ", bash_operand);
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
	const char *kind = ub_argument_kind(name);

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
	ub_synopsis_operands(c, "", "", zsh_operand);
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
