/*
 * err.h - what went wrong and where, as a value the caller owns.
 *
 * No module in lib/ prints or exits for an expected failure: it fills a
 * struct ub_err and returns the code.  Only cmd/ talks to the user, in the
 * form "program: input:line: clause" (ubat(7), DIAGNOSTICS).
 *
 * No message may hold a cell's value: it can be personal data.
 */
#ifndef UB_ERR_H
#define UB_ERR_H

#include <stdint.h>

enum ub_status {
	UB_OK = 0,
	UB_END,   /* nothing more to read; not a failure */
	UB_EIO,   /* reading or writing failed; exit 1 */
	UB_EDATA, /* the input breaks a rule, or a limit; exit 1 */
	UB_EUSAGE /* options, names or types that do not fit; exit 2 */
};

struct ub_err {
	enum ub_status code;
	int sysno;        /* errno at the failure, 0 when it says nothing */
	uint64_t line;    /* physical line from 1; 0: not about a line */
	char input[256];  /* name of the input; "" when not about one */
	char what[320];   /* one clause; no newline, no program name */
	char below[2304]; /* lines to print under the message, or "": the
	                   * expression and a caret under the place */
};

/*
 * Fill *e and return code, so that a caller can write "return ub_fail(...)".
 * Never allocates; a text too long for its member is cut, not lost.  Control
 * characters in it become "?": what is foreign cannot steer a terminal.
 * ub_fail_at() names an input (NULL: none) and its line (0: none);
 * ub_fail_sys() is UB_EIO with errno's text after the clause.
 */
enum ub_status ub_fail(struct ub_err *e, enum ub_status code, const char *fmt,
    ...) __attribute__((format(printf, 3, 4)));
enum ub_status ub_fail_at(struct ub_err *e, enum ub_status code,
    const char *input, uint64_t line, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
enum ub_status ub_fail_sys(struct ub_err *e, const char *input, const char *fmt,
    ...) __attribute__((format(printf, 3, 4)));

#endif
