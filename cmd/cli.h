/*
 * cli.h - what all commands share: options, --help, messages, the checked
 * close of standard output.  The only place that prints.
 */
#ifndef UB_CLI_H
#define UB_CLI_H

#include <stdnoreturn.h>
#include <sys/types.h>

#include "lib/base/err.h"
#include "lib/stream/meta.h"
#include "lib/stream/reader.h"

enum { UB_EXIT_OK = 0, UB_EXIT_FAIL = 1, UB_EXIT_USAGE = 2 };

/*
 * One table per command, in the order of its page, ended by an entry with
 * name NULL: it feeds the parser and --help.
 */
struct ub_option {
	int ch;           /* the short letter, or a code above 255 */
	const char *name; /* the long name */
	const char *arg;  /* the argument's name, or NULL; "[=name]" when it
	                   * may be left out, of a long option only */
	const char *help; /* one line */
};

struct ub_cli {
	const char *prog;     /* "ubat-filter" */
	const char *synopsis; /* as in the page, without "usage: " */
	const char *purpose;  /* the page's Nd line */
	const struct ub_option *option;
	struct ub_limits limits; /* filled from --max-line and so on */
	bool command; /* options end at the first operand: a command with
	               * options of its own */
	int argc;
	char **argv;
	int optind; /* first operand when ub_cli_next() returned -1 */
	void *priv;
};

/* Options every command takes (--help, --version, --max-line N, --max-field
 * N, --max-columns N) are handled inside. */
enum { UB_OPT_LONG = 256 };

/* The next option's ch, -1 after the last; *arg is its argument.  A wrong
 * option prints usage and exits 2. */
int ub_cli_next(struct ub_cli *c, const char **arg);

/*
 * Print the completion for shell, "bash" or "zsh"; else usage.  What an
 * argument or an operand is, its name says: "a|b" is one of these words;
 * file, columns, expr and so on mean the same in every command, and of another
 * name nothing is offered.  common: the options all commands take.
 */
void ub_cli_complete(
    const struct ub_cli *c, const struct ub_option *common, const char *shell);

/* Print "PROG: clause" and the usage line; exit 2. */
noreturn void ub_cli_usage(const struct ub_cli *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Print e as "PROG: input:line: what: strerror" and e->below; return the exit
 * status that goes with e->code. */
int ub_cli_report(const struct ub_cli *c, const struct ub_err *e);
/* A remark that is no failure, in the same form: "PROG: clause". */
void ub_cli_note(const struct ub_cli *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* An option's argument as a whole number in [min, max]; else usage. */
uint64_t ub_cli_uint(const struct ub_cli *c, const char *opt, const char *arg,
    uint64_t min, uint64_t max);
/* Say once that the input is cut, if it is; true when it is whole. */
bool ub_cli_whole(const struct ub_cli *c, struct ub_reader *r);
/* Columns of the terminal that is standard output; 0 where there is none. */
size_t ub_cli_width(void);
/* Does the user's locale write decimals with a comma?  LC_ALL, or else
 * LC_NUMERIC, is Swedish; LANG is not asked. */
bool ub_cli_comma(void);
/*
 * Where standard output is a terminal, let a pager show it: $PAGER by sh(1),
 * or less -FRSX where there is a less, and a terminal that it knows.  What
 * goes to a terminal as standard error goes there too.  Returns the pager, 0
 * when there is none.
 */
pid_t ub_cli_pager(void);
/* After ub_cli_close(): wait until it ends.  0 is fine. */
void ub_cli_pager_wait(pid_t pager);
/* Close standard output; a failure is reported.  The exit status. */
int ub_cli_close(const struct ub_cli *c, int status);

/* --- synopsis.c: what the synopsis says of operands, for a completion ----- */

/*
 * What an argument of this name can be: the name of a function of
 * cmd/complete.bash and .zsh that knows ("columns"), the words themselves
 * ("point|comma"), or "none".
 */
const char *ub_argument_kind(const char *name);

/* One operand: the at-th, from 1; rest where it may be repeated. */
typedef void (*ub_operand_fn)(size_t at, bool rest, const char *name);

/*
 * Print before, and each operand of the first way to use the command, in
 * order, with between between them.
 */
void ub_synopsis_operands(const struct ub_cli *c, const char *before,
    const char *between, ub_operand_fn print);

#endif
