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

static void
set_input(struct ub_err *e, const char *input)
{
	if (input != NULL)
		snprintf(e->input, sizeof(e->input), "%s", input);
}

enum ub_status
ub_fail(struct ub_err *e, enum ub_status code, const char *fmt, ...)
{
	va_list ap;

	clear(e, code, 0);
	va_start(ap, fmt);
	vsnprintf(e->what, sizeof(e->what), fmt, ap);
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
	vsnprintf(e->what, sizeof(e->what), fmt, ap);
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
	vsnprintf(e->what, sizeof(e->what), fmt, ap);
	va_end(ap);
	return UB_EIO;
}
