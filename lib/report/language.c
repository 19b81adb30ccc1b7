/* language.c - see language.h. */
#include "language.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "../base/buf.h"
#include "../base/package.h"

static const char part[] = "docProps/core.xml";
static const char last[] = "</cp:coreProperties>";

/* The part as it stands. */
static enum ub_status
read_part(struct ub_package *p, struct ub_buf *b, struct ub_err *e)
{
	struct ub_part *t;
	enum ub_status st;
	char chunk[4096];
	size_t at, n;

	if (!ub_package_find(p, part, &at))
		return ub_fail(e, UB_EDATA, "has no %s", part);
	if ((st = ub_part_open(&t, p, at, e)) != UB_OK)
		return st;
	do {
		st = ub_part_read(t, chunk, sizeof(chunk), &n, e);
		if (st == UB_OK)
			ub_buf_add(b, chunk, n);
	} while (st == UB_OK && n > 0);
	ub_part_free(t);
	return st;
}

static enum ub_status
read_properties(const char *path, struct ub_buf *b, struct ub_err *e)
{
	struct ub_package *p = NULL;
	enum ub_status st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return ub_fail_sys(e, NULL, "cannot read the workbook back");
	st = ub_package_open(&p, fd, true, e);
	if (st == UB_OK)
		st = read_part(p, b, e);
	ub_package_free(p);
	close(fd);
	return st;
}

enum ub_status
ub_language_set(const char *path, const char *language, struct ub_err *e)
{
	struct ub_buf old = { 0 }, made = { 0 };
	struct ub_err inner;
	enum ub_status st = read_properties(path, &old, &inner);
	char *end = st == UB_OK ? strstr(old.s, last) : NULL;

	if (end == NULL) {
		st = ub_fail(e, UB_EIO,
		    "cannot read the workbook back (is a disk or TMPDIR "
		    "full?)");
	} else {
		ub_buf_add(&made, old.s, (size_t)(end - old.s));
		ub_buf_printf(
		    &made, "<dc:language>%s</dc:language>%s", language, last);
		st = ub_package_replace(path, part, made.s, made.len, e);
	}
	ub_buf_free(&old);
	ub_buf_free(&made);
	return st;
}
