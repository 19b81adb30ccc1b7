/* err.c - see err.h. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "err.h"

static void
clear(struct ub_err *e, enum ub_status code, int sysno)
{
	e->code = code;
	e->sysno = sysno;
	e->line = 0;
	e->input[0] = '\0';
	e->what[0] = '\0';
	e->below[0] = '\0';
}

/*
 * Names in a message come from the input and the command line: none may steer
 * the terminal they are printed on.  Control characters become "?", C1 (U+0080
 * to U+009F) too; of a text that was cut, half a character at the end is
 * dropped.
 */
static void
clean(char *s, size_t cap)
{
	size_t i, len = strlen(s);

	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c < ' ' || c == 0x7f)
			s[i] = '?';
		else if (c == 0xc2 && (s[i + 1] & 0xe0) == 0x80)
			s[i] = s[i + 1] = '?';
	}
	if (len + 1 < cap)
		return;
	for (i = len; i > 0 && ((unsigned char)s[i - 1] & 0xc0) == 0x80; i--)
		;
	if (i > 0 && (unsigned char)s[i - 1] >= 0xc0 &&
	    len - i + 1 < (s[i - 1] & 0x20 ? s[i - 1] & 0x10 ? 4u : 3u : 2u))
		s[i - 1] = '\0';
}

static void format(struct ub_err *e, const char *fmt, va_list ap)
    __attribute__((format(printf, 2, 0)));

static void
format(struct ub_err *e, const char *fmt, va_list ap)
{
	vsnprintf(e->what, sizeof(e->what), fmt, ap);
	clean(e->what, sizeof(e->what));
}

static void
set_input(struct ub_err *e, const char *input)
{
	if (input == NULL)
		return;
	snprintf(e->input, sizeof(e->input), "%s", input);
	clean(e->input, sizeof(e->input));
}

enum ub_status
ub_fail(struct ub_err *e, enum ub_status code, const char *fmt, ...)
{
	va_list ap;

	clear(e, code, 0);
	va_start(ap, fmt);
	format(e, fmt, ap);
	va_end(ap);
	return code;
}

enum ub_status
ub_fail_at(struct ub_err *e, enum ub_status code, const char *input,
    uint64_t line, const char *fmt, ...)
{
	va_list ap;

	clear(e, code, 0);
	set_input(e, input);
	e->line = line;
	va_start(ap, fmt);
	format(e, fmt, ap);
	va_end(ap);
	return code;
}

enum ub_status
ub_fail_sys(struct ub_err *e, const char *input, const char *fmt, ...)
{
	int sysno = errno;
	va_list ap;

	clear(e, UB_EIO, sysno);
	set_input(e, input);
	va_start(ap, fmt);
	format(e, fmt, ap);
	va_end(ap);
	return UB_EIO;
}
