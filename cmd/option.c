/* option.c - see cli.h: from one table of options their parser, --help and
 * the completion of shells. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "lib/stream/legend.h"

/* Codes of the common options; a command's own long-only ones start at
 * UB_OPT_LONG and stay below. */
enum {
	OPT_HELP = 10000,
	OPT_VERSION,
	OPT_COMPLETION,
	OPT_LINE,
	OPT_FIELD,
	OPT_COLUMNS
};

static const struct ub_option common[] = {
	{ OPT_HELP, "help", NULL, "print this and exit" },
	{ OPT_VERSION, "version", NULL, "print the version and exit" },
	{ OPT_COMPLETION, "completion", "bash|zsh",
	    "print the shell's and exit" },
	{ OPT_LINE, "max-line", "bytes", "longest line, default 16777216" },
	{ OPT_FIELD, "max-field", "bytes", "longest field, default 1048576" },
	{ OPT_COLUMNS, "max-columns", "n", "most columns, default 16384" },
	{ 0, NULL, NULL, NULL },
};

struct parser {
	char letters[128];
	struct option longs[64];
};

static void
add_option(struct parser *p, size_t *nlong, const struct ub_option *o)
{
	size_t n = strlen(p->letters);

	if (o->ch < UB_OPT_LONG && n + 2 < sizeof(p->letters)) {
		p->letters[n++] = (char)o->ch;
		if (o->arg != NULL)
			p->letters[n++] = ':';
		p->letters[n] = '\0';
	}
	if (o->name[0] != '\0' &&
	    *nlong + 1 < sizeof(p->longs) / sizeof(p->longs[0])) {
		struct option *l = &p->longs[(*nlong)++];
		l->name = o->name;
		l->has_arg = o->arg == NULL     ? no_argument
			     : o->arg[0] == '[' ? optional_argument
						: required_argument;
		l->val = o->ch;
	}
}

static struct parser *
parser_new(const struct ub_cli *c)
{
	struct parser *p = ub_xcalloc(1, sizeof(*p));
	const struct ub_option *o;
	size_t n = 0;

	/* ":": tell a missing argument from an unknown option; "+": stop at
	 * the first operand */
	memcpy(p->letters, c->command ? "+:" : ":", c->command ? 3 : 2);
	for (o = c->option; o->name != NULL; o++)
		add_option(p, &n, o);
	for (o = common; o->name != NULL; o++)
		add_option(p, &n, o);
	return p;
}

static void
print_options(const struct ub_option *o)
{
	char left[64];
	int n;

	for (; o->name != NULL; o++) {
		n = 0;
		if (o->ch < UB_OPT_LONG)
			n = snprintf(left, sizeof(left), "-%c", o->ch);
		if (o->name[0] != '\0')
			n += snprintf(left + n, sizeof(left) - (size_t)n,
			    "%s--%s", n > 0 ? ", " : "    ", o->name);
		if (o->arg != NULL)
			snprintf(left + n, sizeof(left) - (size_t)n, "%s%s",
			    o->arg[0] == '[' ? "" : " ", o->arg);
		printf("  %-28s  %s\n", left, o->help);
	}
}

noreturn static void
help(const struct ub_cli *c)
{
	printf("usage: %s\n\n%s: %s\n\noptions:\n", c->synopsis, c->prog,
	    c->purpose);
	print_options(c->option);
	print_options(common);
	printf("\nThe whole story: man %s\n", c->prog);
	exit(ub_cli_close(c, UB_EXIT_OK));
}

static bool
common_option(struct ub_cli *c, int ch)
{
	size_t *limit;

	switch (ch) {
	case OPT_HELP:
		help(c);
	case OPT_VERSION:
		printf("%s %s\n", c->prog, UBAT_VERSION);
		exit(ub_cli_close(c, UB_EXIT_OK));
	case OPT_COMPLETION:
		ub_cli_complete(c, common, optarg);
		exit(ub_cli_close(c, UB_EXIT_OK));
	case OPT_LINE:
		limit = &c->limits.line;
		break;
	case OPT_FIELD:
		limit = &c->limits.field;
		break;
	case OPT_COLUMNS:
		limit = &c->limits.columns;
		break;
	default:
		return false;
	}
	*limit = (size_t)ub_cli_uint(c,
	    ch == OPT_LINE    ? "--max-line"
	    : ch == OPT_FIELD ? "--max-field"
			      : "--max-columns",
	    optarg, 1, ch == OPT_COLUMNS ? 1000000 : 1 << 30);
	return true;
}

/* The name of a long option, with the nearest that there is. */
noreturn static void
unknown_option(struct ub_cli *c, const char *what, const char *arg)
{
	struct parser *p = c->priv;
	const char *name[sizeof(p->longs) / sizeof(p->longs[0])], *near;
	size_t n = 0, len;

	while (p->longs[n].name != NULL) {
		name[n] = p->longs[n].name;
		n++;
	}
	len = strncmp(arg, "--", 2) == 0 ? strcspn(arg + 2, "=") : 0;
	near = len > 0 ? ub_nearest(arg + 2, len, name, n) : NULL;
	if (near == NULL || strncmp(near, arg + 2, len) == 0)
		ub_cli_usage(c, "%s %s", what, arg);
	ub_cli_usage(c, "%s %s; did you mean --%s?", what, arg, near);
}

int
ub_cli_next(struct ub_cli *c, const char **arg)
{
	struct parser *p = c->priv;
	int ch;

	if (p == NULL)
		c->priv = p = parser_new(c);
	opterr = 0;
	do {
		ch = getopt_long(c->argc, c->argv, p->letters, p->longs, NULL);
	} while (ch != -1 && common_option(c, ch));
	*arg = optarg;
	if (ch == '?' || ch == ':') {
		const char *what =
		    ch == '?' ? "unknown option" : "no argument for";
		if (optopt > 0 && optopt < UB_OPT_LONG)
			ub_cli_usage(c, "%s -%c", what, optopt);
		unknown_option(c, what, c->argv[optind - 1]);
	}
	if (ch == -1) {
		c->optind = optind;
		free(p);
		c->priv = NULL;
	}
	return ch;
}
