/* language.c - see language.h. */
#include "language.h"

#include <string.h>

#include "../base/buf.h"
#include "../base/package.h"

static const char part[] = "docProps/core.xml";
static const char last[] = "</cp:coreProperties>";

enum ub_status
ub_language_set(const char *path, const char *language, struct ub_err *e)
{
	struct ub_buf old = { 0 }, made = { 0 };
	enum ub_status st = ub_package_slurp(path, part, &old, e);
	char *end = st == UB_OK ? strstr(old.s, last) : NULL;

	if (st == UB_OK && end == NULL)
		st = ub_fail(e, UB_EIO, "%s does not end as it should", part);
	if (st == UB_OK) {
		ub_buf_add(&made, old.s, (size_t)(end - old.s));
		ub_buf_printf(
		    &made, "<dc:language>%s</dc:language>%s", language, last);
		st = ub_package_replace(path, part, made.s, made.len, e);
	}
	ub_buf_free(&old);
	ub_buf_free(&made);
	return st;
}
