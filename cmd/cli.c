/* cli.c - see cli.h. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "lib/base/num.h"

/* The usage line.  A synopsis of many options would bury the message above
 * it: then the operands alone, and where the options stand. */
static void
print_usage(const struct ub_cli *c)
{
	const char *s;
	int depth = 0;

	fputs("\nusage: ", stderr);
	if (strlen(c->synopsis) <= 240) {
		fprintf(stderr, "%s\n", c->synopsis);
		return;
	}
	fprintf(stderr, "%s [option ...]", c->prog);
	for (s = c->synopsis + strlen(c->prog); *s != '\0'; s++) {
		if (*s == '[' && (depth > 0 || s[1] == '-'))
			depth++;
		if (depth == 0 && !(*s == ' ' && s[1] == '[' && s[2] == '-'))
			fputc(*s, stderr);
		if (*s == ']' && depth > 0)
			depth--;
	}
	fprintf(stderr, "; options: %s --help\n", c->prog);
}

void
ub_cli_usage(const struct ub_cli *c, const char *fmt, ...)
{
	va_list ap;

	free(c->priv);
	fprintf(stderr, "%s: ", c->prog);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	print_usage(c);
	exit(UB_EXIT_USAGE);
}

int
ub_cli_report(const struct ub_cli *c, const struct ub_err *e)
{
	fprintf(stderr, "%s: ", c->prog);
	if (e->input[0] != '\0')
		fprintf(stderr, "%s:", e->input);
	if (e->line != 0)
		fprintf(stderr, "%llu:", (unsigned long long)e->line);
	if (e->input[0] != '\0' || e->line != 0)
		fputc(' ', stderr);
	fputs(e->what, stderr);
	if (e->sysno != 0)
		fprintf(stderr, ": %s", strerror(e->sysno));
	fputc('\n', stderr);
	if (e->below[0] != '\0')
		fprintf(stderr, "%s\n", e->below);
	return e->code == UB_EUSAGE ? UB_EXIT_USAGE : UB_EXIT_FAIL;
}

void
ub_cli_note(const struct ub_cli *c, const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "%s: ", c->prog);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

uint64_t
ub_cli_uint(const struct ub_cli *c, const char *opt, const char *arg,
    uint64_t min, uint64_t max)
{
	int64_t v;

	if (!ub_int_parse(arg, strlen(arg), &v) || v < 0 || (uint64_t)v < min ||
	    (uint64_t)v > max)
		ub_cli_usage(c, "%s: not a whole number from %llu to %llu", opt,
		    (unsigned long long)min, (unsigned long long)max);
	return (uint64_t)v;
}

bool
ub_cli_whole(const struct ub_cli *c, struct ub_reader *r)
{
	if (ub_meta_whole(ub_reader_meta(r)))
		return true;
	ub_cli_note(c, "%s: the stream is cut: it has no end that fits it",
	    ub_reader_input(r));
	return false;
}

int
ub_cli_close(const struct ub_cli *c, int status)
{
	/* what stdio holds, and what close(2) has to say (NFS, quotas); after
	 * another failure, which was told, that is no news */
	bool before = ferror(stdout) != 0; /* whose errno is gone */
	bool good = fflush(stdout) == 0 && !before;

	free(c->priv); /* left by an option that ends the command, as --help */
	good = close(STDOUT_FILENO) == 0 && good;
	if (good || status != UB_EXIT_OK)
		return status;
	fprintf(stderr, "%s: stdout: cannot write%s%s\n", c->prog,
	    before ? "" : ": ", before ? "" : strerror(errno));
	return UB_EXIT_FAIL;
}
